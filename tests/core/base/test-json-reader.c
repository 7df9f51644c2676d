/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-json-reader.h"

#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-test-drip.h"

/* For the log, on one line. */
static void
say (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("%s", escaped);
}

/* Everything the reader says of a text, one line a token. */
static char *
describe (GwJsonReader *reader)
{
  GString *out = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gsize length;

      switch (gw_json_reader_next (reader, &error))
        {
        case GW_JSON_ERROR:
          g_assert_nonnull (error);
          g_string_append_printf (out, "error %s", error->message);
          return g_string_free (out, FALSE);
        case GW_JSON_END:
          g_string_append (out, "end");
          return g_string_free (out, FALSE);
        case GW_JSON_OBJECT_BEGIN:
          g_string_append (out, "{ ");
          break;
        case GW_JSON_OBJECT_END:
          g_string_append (out, "} ");
          break;
        case GW_JSON_ARRAY_BEGIN:
          g_string_append (out, "[ ");
          break;
        case GW_JSON_ARRAY_END:
          g_string_append (out, "] ");
          break;
        case GW_JSON_KEY:
          g_string_append_printf (out, "%s: ", gw_json_reader_get_string (reader, NULL));
          break;
        case GW_JSON_STRING:
          gw_json_reader_get_string (reader, &length);
          g_assert_cmpint (gw_json_reader_get_string (reader, NULL)[length], ==, 0);
          g_string_append_printf (out, "'%s' ", gw_json_reader_get_string (reader, NULL));
          break;
        case GW_JSON_NUMBER:
        case GW_JSON_NON_FINITE:
          g_string_append_printf (out, "%.17g ", gw_json_reader_get_double (reader));
          break;
        case GW_JSON_TRUE:
          g_string_append (out, "true ");
          break;
        case GW_JSON_FALSE:
          g_string_append (out, "false ");
          break;
        case GW_JSON_NULL:
          g_string_append (out, "null ");
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static char *
describe_text (const char *text, gssize length)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (text, length);

  return describe (reader);
}

static char *
describe_drip (const char *text, gsize length, gsize step)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, length, step);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new (stream, NULL);

  return describe (reader);
}

static void
assert_reads (const char *text, const char *expected)
{
  g_autofree char *whole = describe_text (text, -1);

  say (text);
  g_assert_cmpstr (whole, ==, expected);
  for (gsize step = 1; step < 12; step++)
    {
      g_autofree char *parts = describe_drip (text, strlen (text), step);

      g_assert_cmpstr (parts, ==, expected);
    }
}

static void
test_tokens (void)
{
  assert_reads ("{}", "{ } end");
  assert_reads ("[]", "[ ] end");
  assert_reads (" [ ] \n", "[ ] end");
  assert_reads ("null", "null end");
  assert_reads ("\"a\"", "'a' end");
  assert_reads ("-0", "-0 end");
  assert_reads ("[true,false,null]", "[ true false null ] end");
  assert_reads ("{\"a\":1,\"b\":[2,{\"c\":\"d\"}],\"\":{}}", "{ a: 1 b: [ 2 { c: 'd' } ] : { } } end");
  assert_reads ("\r\n\t [1 ,\n2\t,          3        ]", "[ 1 2 3 ] end");
  assert_reads ("\xef\xbb\xbf[1]", "[ 1 ] end");
  assert_reads ("{\"a\":1,\"a\":2}", "{ a: 1 a: 2 } end");
}

static void
test_strings (void)
{
  assert_reads ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "'\"\\/\b\f\n\r\t' end");
  assert_reads ("\"\\u00e9\\u20AC\\ud83d\\ude00x\"", "'é€😀x' end");
  assert_reads ("\"é€😀\"", "'é€😀' end");
  assert_reads ("\"plain text that is longer than eight bytes\\tand goes on after the escape é\\n\"",
                "'plain text that is longer than eight bytes\tand goes on after the escape é\n' end");
  assert_reads ("[\"a\",\"b\\u0041\",\"c\"]", "[ 'a' 'bA' 'c' ] end");
  assert_reads ("\"\x7f\"", "'\x7f' end");
}

static void
test_numbers (void)
{
  assert_reads ("[0,-1,12.5,1e3,1E-2,1.5e+2,-0.0]", "[ 0 -1 12.5 1000 0.01 150 -0 ] end");
  assert_reads ("[0.1,123456789.125,1e22,1e23]",
                "[ 0.10000000000000001 123456789.125 1e+22 9.9999999999999992e+22 ] end");
  assert_reads ("9007199254740993", "9007199254740992 end");
  assert_reads ("2.2250738585072011e-308", "2.2250738585072009e-308 end");
  assert_reads ("[1e400,-1e400,1e-400,0e99999999999]", "[ inf -inf 0 0 ] end");
  assert_reads ("0.30000000000000004440892098500626161694526672363281250000000000000000001", "0.30000000000000004 end");
}

static void
test_nul_in_string_is_counted (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("[\"a\\u0000b\"]", -1);
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  gw_json_reader_next (reader, NULL);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_STRING);
  g_assert_cmpmem (gw_json_reader_get_string (reader, &length), 4, "a\0b\0", 4);
  g_assert_cmpuint (length, ==, 3);
  g_assert_false (gw_json_reader_string_is (reader, "a"));
  g_assert_null (gw_json_reader_dup_string (reader, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_END);
}

static void
assert_refused (const char *text, gssize length, GwErrorCode code, guint64 offset)
{
  const gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *position = g_strdup_printf ("byte %" G_GUINT64_FORMAT ").", offset);
  g_autofree char *whole = describe_text (text, length);
  g_autoptr (GError) error = NULL;

  say (text);
  g_assert_true (g_str_has_suffix (whole, position));
  g_assert_false (gw_json_validate (text, length, &error));
  g_assert_error (error, GW_ERROR, (int) code);

  for (gsize step = 1; step < 12; step++)
    {
      g_autofree char *parts = describe_drip (text, n, step);

      g_assert_cmpstr (parts, ==, whole);
    }
}

static void
test_broken_grammar_is_refused (void)
{
  static const struct
  {
    const char *text;
    guint64 offset;
  } cases[] = {
    { "[1,]", 3 },
    { "[,1]", 1 },
    { "[1 2]", 3 },
    { "[1}", 2 },
    { "{\"a\"}", 4 },
    { "{\"a\":}", 5 },
    { "{a:1}", 1 },
    { "{\"a\":1,}", 7 },
    { "{1:2}", 1 },
    { "{\"a\" 1}", 5 },
    { "{\"a\":1]", 6 },
    { "]", 0 },
    { "}", 0 },
    { "1 2", 2 },
    { "[] []", 3 },
    { "nulL", 3 },
    { "tru0", 3 },
    { "truee", 4 },
    { "'a'", 0 },
    { "// c\n1", 0 },
    { "[1,/**/2]", 3 },
    { "NaN", 0 },
    { "[Infinity]", 1 },
    { "[-Infinity]", 1 },
    { "01", 1 },
    { "-01", 2 },
    { "+1", 0 },
    { ".5", 0 },
    { "[1.]", 3 },
    { "[1.e5]", 3 },
    { "[1e]", 3 },
    { "[1e+]", 4 },
    { "[-]", 2 },
    { "[0x10]", 2 },
    { "[1.5.5]", 4 },
    { "\"\\x\"", 1 },
    { "\"\\u12g4\"", 1 },
    { "\"\\ud800\"", 1 },
    { "\"\\ud800\\u0041\"", 1 },
    { "\"\\udc00\"", 1 },
    { "\"\\ud800x\"", 1 },
    { "\"a\tb\"", 2 },
    { "\"a\nb\"", 2 },
    { "\"\x01\"", 1 },
    { "\xef\xbb\xbf\xef\xbb\xbf"
      "1",
      3 },
    { "\"\xff\"", 1 },
    { "\"\xc0\x80\"", 1 },
    { "\"\xed\xa0\x80\"", 1 },
    { "\"\xf4\x90\x80\x80\"", 1 },
    { "\"\xe2\x82\"", 1 },
    { "\"ab\x80\"", 3 },
    { "\"\xf0\x8f\xbf\xbf\"", 1 },
    { "\f1", 0 },
    { "[1]\x0b", 3 },
    { "\xa0[]", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, -1, GW_ERROR_INVALID, cases[i].offset);

  assert_refused ("[1\0]", 4, GW_ERROR_INVALID, 2);
  assert_refused ("\"a\0b\"", 5, GW_ERROR_INVALID, 2);
  assert_refused ("1\0", 2, GW_ERROR_INVALID, 1);
}

static void
test_early_end_is_truncated (void)
{
  static const char text[] = "{\"key\": [1, 2.5e3, \"text \\u20ac é\", true, null, {\"a\": false}]}";

  for (gsize n = 0; n < strlen (text); n++)
    {
      g_autofree char *copy = g_memdup2 (text, n + 1);
      g_autoptr (GError) error = NULL;

      g_assert_false (gw_json_validate (copy, (gssize) n, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_TRUNCATED);
    }
  g_assert_true (gw_json_validate (text, -1, NULL));
}

static void
test_position_has_line_and_column (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("{\r\n \"a\": 1,\n  \"b\": x}", -1);
  g_autoptr (GError) error = NULL, again = NULL;

  gw_json_reader_next (reader, NULL);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpuint (gw_json_reader_get_line (reader), ==, 2);
  g_assert_cmpuint (gw_json_reader_get_column (reader), ==, 2);
  g_assert_cmpuint (gw_json_reader_get_offset (reader), ==, 4);
  gw_json_reader_next (reader, NULL);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpint (gw_json_reader_next (reader, &error), ==, GW_JSON_ERROR);
  g_assert_nonnull (strstr (error->message, "(line 3, column 8, byte 19)."));
  g_assert_nonnull (strstr (error->message, "“x”"));

  /* It stays. */
  g_assert_cmpint (gw_json_reader_next (reader, &again), ==, GW_JSON_ERROR);
  g_assert_cmpstr (again->message, ==, error->message);
  g_clear_error (&again);
  g_assert_false (gw_json_reader_skip_value (reader, &again));
  g_assert_cmpstr (again->message, ==, error->message);
}

static void
test_depth_is_limited (void)
{
  const gsize limit = gw_limit_get (GW_LIMIT_JSON_DEPTH);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < limit; i++)
    g_string_append_c (text, '[');
  for (gsize i = 0; i < limit; i++)
    g_string_append_c (text, ']');
  g_assert_true (gw_json_validate (text->str, -1, NULL));

  g_string_prepend_c (text, '[');
  g_string_append_c (text, ']');
  g_assert_false (gw_json_validate (text->str, -1, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "json-depth"));
  g_clear_error (&error);

  reader = gw_json_reader_new_for_memory ("[[{\"a\":[]}]]", -1);
  gw_json_reader_set_max_depth (reader, 3);
  gw_json_reader_next (reader, NULL);
  g_assert_false (gw_json_reader_skip_value (reader, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
}

static void
test_million_brackets_are_refused (void)
{
  g_autofree char *text = g_malloc (1000000);
  g_autoptr (GError) error = NULL;

  memset (text, '[', 1000000);
  g_assert_false (gw_json_validate (text, 1000000, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
}

static void
test_number_length_is_limited (void)
{
  g_autoptr (GString) text = g_string_new ("0.");
  g_autoptr (GError) error = NULL;

  while (text->len < gw_limit_get (GW_LIMIT_JSON_NUMBER_BYTES))
    g_string_append_c (text, '3');
  g_assert_true (gw_json_validate (text->str, -1, NULL));
  g_string_append_c (text, '3');
  g_assert_false (gw_json_validate (text->str, -1, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
}

static void
test_string_longer_than_window (void)
{
  const gsize n = 3 * 1000 * 1000;
  g_autoptr (GString) text = g_string_new ("[\"");
  g_autoptr (GwJsonReader) reader = NULL;
  g_autoptr (GInputStream) stream = NULL;
  const char *string;
  gsize length;

  for (gsize i = 0; i < n; i++)
    g_string_append_c (text, (char) ('0' + i % 64));
  for (char *p = text->str + 2; *p != '\0'; p++)
    if (*p == '\\')
      *p = 'x';
  g_string_append (text, "\", 7]");

  stream = gw_test_drip_new (text->str, text->len, 4096);
  reader = gw_json_reader_new (stream, NULL);
  gw_json_reader_next (reader, NULL);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_STRING);
  string = gw_json_reader_get_string (reader, &length);
  g_assert_cmpmem (string, length, text->str + 2, n);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_NUMBER);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_END);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_END);
}

static void
test_value_length_is_limited (void)
{
  const gsize n = gw_limit_get (GW_LIMIT_JSON_VALUE_BYTES) + 1024 * 1024;
  g_autofree char *text = g_malloc (n);
  g_autoptr (GError) error = NULL;

  memset (text, 'a', n);
  text[0] = text[n - 1] = '"';
  g_assert_false (gw_json_validate (text, (gssize) n, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
}

/* Every token of a text lies on the window's edge once, for the windows of
 * memory (16 KiB) and streams (256 KiB).
 */
static void
test_tokens_across_window_edges (void)
{
  static const char text[] =
      "{\"key\":[123.456e2,\"plain\",\"esc\\u20ac\\n\\ud83d\\ude00é€😀\",true,false,null,-1],\"k\\u0041y\":{}}";
  const gsize length = strlen (text);
  g_autofree char *expected = describe_text (text, -1);
  const gsize windows[] = { 16 * 1024, 256 * 1024 };

  for (gsize w = 0; w < G_N_ELEMENTS (windows); w++)
    for (gsize before = windows[w] - length - 4; before < windows[w] + 4; before++)
      {
        g_autofree char *padded = g_malloc (before + length);
        g_autofree char *found = NULL;

        memset (padded, ' ', before);
        memcpy (padded + before, text, length);
        found = w == 0 ? describe_text (padded, (gssize) (before + length))
                       : describe_drip (padded, before + length, G_MAXSIZE);
        g_assert_cmpstr (found, ==, expected);
      }
}

static void
test_integers (void)
{
  static const struct
  {
    const char *text;
    gint64 value;
    gboolean exact;
  } cases[] = {
    { "0", 0, TRUE },
    { "-7", -7, TRUE },
    { "5.0", 5, TRUE },
    { "5e0", 5, TRUE },
    { "12e2", 1200, TRUE },
    { "1.5", 1, FALSE },
    { "-1.5", -1, FALSE },
    { "9223372036854775807", G_MAXINT64, TRUE },
    { "-9223372036854775808", G_MININT64, TRUE },
    { "9223372036854775808", G_MAXINT64, FALSE },
    { "1e30", G_MAXINT64, FALSE },
    { "-1e30", G_MININT64, FALSE },
    { "1e400", G_MAXINT64, FALSE },
    { "9007199254740993", 9007199254740993, TRUE },
    { "18446744073709551617", G_MAXINT64, FALSE },
    { "100000000000000000000001", G_MAXINT64, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (cases[i].text, -1);
      gboolean exact;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_NUMBER);
      g_assert_cmpint (gw_json_reader_get_int64 (reader, &exact), ==, cases[i].value);
      g_assert_cmpint (exact, ==, cases[i].exact);
    }
}

static void
test_non_finite_on_request (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("[NaN,Infinity,-Infinity,1]", -1);
  g_autofree char *text = NULL;

  gw_json_reader_set_non_finite (reader, TRUE);
  text = describe (reader);
  g_assert_cmpstr (text, ==, "[ nan inf -inf 1 ] end");

  gw_json_reader_reset_memory (reader, "[NaM]", -1, 1, 0);
  g_free (text);
  text = describe (reader);
  g_assert_true (g_str_has_prefix (text, "[ error"));
}

static void
test_skip (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (
      "{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":5,\"e\":[[],{}]}", -1);

  gw_json_reader_next (reader, NULL);
  gw_json_reader_next (reader, NULL);
  g_assert_true (gw_json_reader_skip_value (reader, NULL));
  g_assert_cmpint (gw_json_reader_get_token (reader), ==, GW_JSON_OBJECT_END);
  g_assert_cmpuint (gw_json_reader_get_depth (reader), ==, 1);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_KEY);
  g_assert_true (gw_json_reader_string_is (reader, "d"));
  g_assert_true (gw_json_reader_skip_value (reader, NULL));
  g_assert_cmpint (gw_json_reader_get_token (reader), ==, GW_JSON_NUMBER);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_KEY);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_BEGIN);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_BEGIN);
  g_assert_true (gw_json_reader_skip_value (reader, NULL));
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_OBJECT_BEGIN);
  g_assert_true (gw_json_reader_skip_value (reader, NULL));
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_END);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_OBJECT_END);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_END);
}

static void
assert_raw_drip (const char *text, const char *expected, gsize step)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, strlen (text), step);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new (stream, NULL);
  g_autoptr (GError) error = NULL;
  const char *raw;
  gsize length;

  /* As the value of a key, from the key on. */
  while (gw_json_reader_next (reader, &error) != GW_JSON_KEY)
    g_assert_no_error (error);
  raw = gw_json_reader_take_raw (reader, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (raw, length, expected, strlen (expected));
  g_assert_cmpint (gw_json_reader_next (reader, &error), ==, GW_JSON_OBJECT_END);
  g_assert_cmpint (gw_json_reader_next (reader, &error), ==, GW_JSON_END);
}

static void
test_raw_is_verbatim (void)
{
  static const char *values[] = {
    "{ \"x\" : [ 1.0 , 2e0,\n\t\"\\u0041\\/é\" ] }",
    "[]",
    "\"plain\"",
    "\"es\\u0063aped\"",
    "1.50",
    "-0",
    "true",
    "null",
    "[\"a\",\"b\",[\"c\"]]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = g_strdup_printf ("  {\"key\"  :  %s  }  ", values[i]);

      for (gsize step = 1; step < 20; step++)
        assert_raw_drip (text, values[i], step);
      assert_raw_drip (text, values[i], G_MAXSIZE);
    }
}

static void
test_raw_inside_array (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("[ {\"a\": 1 }, \"x\", 3 ]", -1);
  gsize length;
  const char *raw;

  gw_json_reader_next (reader, NULL);
  gw_json_reader_next (reader, NULL);
  raw = gw_json_reader_take_raw (reader, &length, NULL);
  g_assert_cmpmem (raw, length, "{\"a\": 1 }", 9);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_STRING);
  raw = gw_json_reader_take_raw (reader, &length, NULL);
  g_assert_cmpmem (raw, length, "\"x\"", 3);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_NUMBER);
  raw = gw_json_reader_take_raw (reader, &length, NULL);
  g_assert_cmpmem (raw, length, "3", 1);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_END);
}

static void
test_raw_longer_than_window (void)
{
  g_autoptr (GString) text = g_string_new ("{\"k\": [");
  g_autoptr (GwJsonReader) reader = NULL;
  const char *raw;
  gsize length;

  for (int i = 0; i < 50000; i++)
    g_string_append_printf (text, "%d, \"s\", ", i);
  g_string_append (text, "null] }");

  reader = gw_json_reader_new_for_memory (text->str, -1);
  gw_json_reader_next (reader, NULL);
  gw_json_reader_next (reader, NULL);
  raw = gw_json_reader_take_raw (reader, &length, NULL);
  g_assert_cmpmem (raw, length, text->str + 6, text->len - 8);
}

static void
test_raw_refuses_broken_value (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("{\"k\": [1, }", -1);
  g_autoptr (GError) error = NULL;
  gsize length;

  gw_json_reader_next (reader, NULL);
  gw_json_reader_next (reader, NULL);
  g_assert_null (gw_json_reader_take_raw (reader, &length, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

static void
test_lines_are_read_one_by_one (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("", 0);
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  first = describe (reader);
  g_assert_true (g_str_has_prefix (first, "error The text ends where a value was expected"));
  gw_json_reader_reset_memory (reader, "{\"a\": x}", -1, 12, 3000);
  second = describe (reader);
  g_assert_nonnull (strstr (second, "(line 12, column 7, byte 3006)"));
  gw_json_reader_reset_memory (reader, "[1]", -1, 13, 3010);
  third = describe (reader);
  g_assert_cmpstr (third, ==, "[ 1 ] end");
}

/* A window is as long as the texts that came so far: each length of a text, behind shorter ones. */
static void
test_lines_become_longer (void)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory ("", 0);

  for (gsize n = 0; n < 40000; n = n < 300 ? n + 1 : 2 * n - 77)
    {
      g_autofree char *word = g_strnfill (n, 'x');
      g_autofree char *text = g_strdup_printf ("[\"%s\",%u]", word, (guint) n);
      g_autofree char *expected = g_strdup_printf ("[ '%s' %u ] end", word, (guint) n);
      g_autofree char *cut = NULL, *whole = NULL;

      gw_json_reader_reset_memory (reader, text, (gssize) n + 2, 1, 0);
      cut = describe (reader);
      g_assert_nonnull (strstr (cut, "error The text ends inside a string"));
      gw_json_reader_reset_memory (reader, text, -1, 1, 0);
      whole = describe (reader);
      g_assert_cmpstr (whole, ==, expected);
    }
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = gw_test_drip_new ("[1,2,3]", 7, 3);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new (stream, cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_ARRAY_BEGIN);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_NUMBER);
  g_assert_cmpint (gw_json_reader_next (reader, &error), ==, GW_JSON_ERROR);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-reader/tokens", test_tokens);
  g_test_add_func ("/json-reader/strings", test_strings);
  g_test_add_func ("/json-reader/numbers", test_numbers);
  g_test_add_func ("/json-reader/nul-in-string-is-counted", test_nul_in_string_is_counted);
  g_test_add_func ("/json-reader/broken-grammar-is-refused", test_broken_grammar_is_refused);
  g_test_add_func ("/json-reader/early-end-is-truncated", test_early_end_is_truncated);
  g_test_add_func ("/json-reader/position-has-line-and-column", test_position_has_line_and_column);
  g_test_add_func ("/json-reader/depth-is-limited", test_depth_is_limited);
  g_test_add_func ("/json-reader/million-brackets-are-refused", test_million_brackets_are_refused);
  g_test_add_func ("/json-reader/number-length-is-limited", test_number_length_is_limited);
  g_test_add_func ("/json-reader/string-longer-than-window", test_string_longer_than_window);
  g_test_add_func ("/json-reader/value-length-is-limited", test_value_length_is_limited);
  g_test_add_func ("/json-reader/tokens-across-window-edges", test_tokens_across_window_edges);
  g_test_add_func ("/json-reader/integers", test_integers);
  g_test_add_func ("/json-reader/non-finite-on-request", test_non_finite_on_request);
  g_test_add_func ("/json-reader/skip", test_skip);
  g_test_add_func ("/json-reader/raw-is-verbatim", test_raw_is_verbatim);
  g_test_add_func ("/json-reader/raw-inside-array", test_raw_inside_array);
  g_test_add_func ("/json-reader/raw-longer-than-window", test_raw_longer_than_window);
  g_test_add_func ("/json-reader/raw-refuses-broken-value", test_raw_refuses_broken_value);
  g_test_add_func ("/json-reader/lines-are-read-one-by-one", test_lines_are_read_one_by_one);
  g_test_add_func ("/json-reader/lines-become-longer", test_lines_become_longer);
  g_test_add_func ("/json-reader/cancel", test_cancel);
  return g_test_run ();
}
