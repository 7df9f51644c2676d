/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-json-writer.h"

#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-json-reader.h"

static void
write_sample (GwJsonWriter *writer)
{
  gw_json_writer_begin_object (writer);
  gw_json_writer_key_string (writer, "name", "a \"b\" \\ \n\x01 é/");
  gw_json_writer_key (writer, "list");
  gw_json_writer_begin_array (writer);
  gw_json_writer_int64 (writer, 1);
  gw_json_writer_double (writer, 2.5);
  gw_json_writer_begin_array (writer);
  gw_json_writer_end_array (writer);
  gw_json_writer_begin_object (writer);
  gw_json_writer_end_object (writer);
  gw_json_writer_end_array (writer);
  gw_json_writer_key_boolean (writer, "yes", TRUE);
  gw_json_writer_key (writer, "none");
  gw_json_writer_null (writer);
  gw_json_writer_key (writer, "raw");
  gw_json_writer_raw (writer, "[1.0 ]", -1);
  gw_json_writer_end_object (writer);
}

static void
test_compact (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  write_sample (writer);
  gw_json_writer_newline (writer);
  gw_json_writer_int64 (writer, 5);
  gw_json_writer_newline (writer);
  g_assert_true (gw_json_writer_finish (writer, NULL));
  g_assert_cmpstr (text->str, ==,
                   "{\"name\":\"a \\\"b\\\" \\\\ \\n\\u0001 é/\",\"list\":[1,2.5,[],{}],\"yes\":true,\"none\":null,"
                   "\"raw\":[1.0 ]}\n5\n");
}

static void
assert_pairs (GwJsonWriterStyle style, const double *values, gsize n, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, style);

  gw_json_writer_begin_object (writer);
  gw_json_writer_key (writer, "a");
  gw_json_writer_pairs (writer, values, n);
  gw_json_writer_key_int64 (writer, "b", 1);
  gw_json_writer_end_object (writer);
  g_assert_true (gw_json_writer_finish (writer, NULL));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_doubles (GwJsonWriterStyle style, const double *values, gsize n, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, style);

  gw_json_writer_begin_array (writer);
  gw_json_writer_doubles (writer, values, n);
  gw_json_writer_set_decimals (writer, 1);
  gw_json_writer_doubles (writer, values, n);
  gw_json_writer_end_array (writer);
  g_assert_true (gw_json_writer_finish (writer, NULL));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_arrays_of_numbers (void)
{
  static const double values[] = { 1, -2.375, NAN };
  static const double pairs[] = { 1, -2.5, INFINITY, 1e-9 };

  assert_doubles (GW_JSON_WRITER_COMPACT, values, 3, "[[1,-2.375,null],[1,-2.4,null]]");
  assert_doubles (GW_JSON_WRITER_COMPACT, NULL, 0, "[[],[]]");
  assert_pairs (GW_JSON_WRITER_COMPACT, pairs, 2, "{\"a\":[[1,-2.5],[null,1e-9]],\"b\":1}");
  assert_pairs (GW_JSON_WRITER_COMPACT, NULL, 0, "{\"a\":[],\"b\":1}");
  assert_pairs (GW_JSON_WRITER_INDENTED, pairs, 1,
                "{\n  \"a\": [\n    [\n      1,\n      -2.5\n    ]\n  ],\n  \"b\": 1\n}");
  assert_doubles (GW_JSON_WRITER_INDENTED, values, 1, "[\n  [\n    1\n  ],\n  [\n    1\n  ]\n]");
}

static void
test_indented (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_INDENTED);

  write_sample (writer);
  g_assert_true (gw_json_writer_finish (writer, NULL));
  g_assert_cmpstr (text->str, ==,
                   "{\n"
                   "  \"name\": \"a \\\"b\\\" \\\\ \\n\\u0001 é/\",\n"
                   "  \"list\": [\n"
                   "    1,\n"
                   "    2.5,\n"
                   "    [],\n"
                   "    {}\n"
                   "  ],\n"
                   "  \"yes\": true,\n"
                   "  \"none\": null,\n"
                   "  \"raw\": [1.0 ]\n"
                   "}");
}

static char *
write_double (double value, int decimals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_set_decimals (writer, decimals);
  gw_json_writer_double (writer, value);
  return g_strdup (text->str);
}

static void
assert_double (double value, int decimals, const char *expected)
{
  g_autofree char *text = write_double (value, decimals);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  assert_double (5, -1, "5");
  assert_double (0.1, -1, "0.1");
  assert_double (0.123456, 3, "0.123");
  assert_double (7.0, 3, "7");
  assert_double (-0.0001, 3, "0");
  assert_double ((double) NAN, -1, "null");
  assert_double (HUGE_VAL, 3, "null");
}

static void
test_integers (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_array (writer);
  gw_json_writer_int64 (writer, 0);
  gw_json_writer_int64 (writer, G_MININT64);
  gw_json_writer_int64 (writer, G_MAXINT64);
  gw_json_writer_int64 (writer, -10);
  gw_json_writer_end_array (writer);
  g_assert_cmpstr (text->str, ==, "[0,-9223372036854775808,9223372036854775807,-10]");
}

static void
test_depth_is_not_limited (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  for (int i = 0; i < 500; i++)
    {
      gw_json_writer_begin_object (writer);
      gw_json_writer_key (writer, "a");
      gw_json_writer_begin_array (writer);
      g_string_append (expected, "{\"a\":[");
    }
  for (int i = 0; i < 500; i++)
    {
      gw_json_writer_end_array (writer);
      gw_json_writer_end_object (writer);
      g_string_append (expected, "]}");
    }
  g_assert_true (gw_json_writer_finish (writer, NULL));
  g_assert_cmpstr (text->str, ==, expected->str);
}

/* Every character of the basic plane, at every distance from a word's start. */
static void
test_strings_read_back (void)
{
  for (gsize before = 0; before < 9; before++)
    {
      g_autoptr (GString) value = g_string_new (NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
      g_autoptr (GwJsonReader) reader = NULL;
      gsize length;

      g_string_append_len (value, "xxxxxxxx", (gssize) before);
      g_string_append_c (value, '\0');
      for (gunichar c = 1; c < 0x10000; c += c < 0x800 ? 1 : 37)
        if (g_unichar_validate (c))
          g_string_append_unichar (value, c);

      gw_json_writer_string_length (writer, value->str, (gssize) value->len);
      g_assert_true (gw_json_writer_finish (writer, NULL));
      reader = gw_json_reader_new_for_memory (text->str, (gssize) text->len);
      g_assert_cmpint (gw_json_reader_next (reader, NULL), ==, GW_JSON_STRING);
      g_assert_cmpmem (gw_json_reader_get_string (reader, &length), length, value->str, value->len);
    }
}

static void
test_bad_encoding_fails (void)
{
  static const char *cases[] = { "\xff", "abcdefgh\xc3", "é\xe2\x82x", "\xed\xa0\x80", "12345678\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
      g_autoptr (GError) error = NULL;

      gw_json_writer_begin_array (writer);
      gw_json_writer_string (writer, cases[i]);
      g_assert_true (gw_json_writer_has_failed (writer));
      gw_json_writer_string (writer, "more");
      gw_json_writer_end_array (writer);
      g_assert_false (gw_json_writer_finish (writer, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_large_document_goes_to_stream (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new (stream, GW_JSON_WRITER_COMPACT, NULL);
  g_autoptr (GString) expected = g_string_new ("[");
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);

  gw_json_writer_begin_array (writer);
  for (int i = 0; i < 50000; i++)
    {
      gw_json_writer_double (writer, i / 4.0);
      g_string_append_printf (expected, "%s%.10g", i > 0 ? "," : "", i / 4.0);
    }
  gw_json_writer_end_array (writer);
  g_string_append_c (expected, ']');
  g_assert_true (gw_json_writer_finish (writer, NULL));
  g_assert_cmpmem (g_memory_output_stream_get_data (memory), g_memory_output_stream_get_data_size (memory),
                   expected->str, expected->len);
}

static void
test_stream_error_is_kept (void)
{
  char space[100];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (space, sizeof space, NULL, NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new (stream, GW_JSON_WRITER_COMPACT, NULL);
  g_autoptr (GError) error = NULL;

  gw_json_writer_begin_array (writer);
  for (int i = 0; i < 100000; i++)
    gw_json_writer_int64 (writer, i);
  gw_json_writer_end_array (writer);
  g_assert_true (gw_json_writer_has_failed (writer));
  g_assert_false (gw_json_writer_finish (writer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_misuse_is_critical (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_object (writer);
  g_test_expect_message ("groundwork", G_LOG_LEVEL_CRITICAL, "*begin_value*");
  gw_json_writer_int64 (writer, 1);
  g_test_assert_expected_messages ();
  g_test_expect_message ("groundwork", G_LOG_LEVEL_CRITICAL, "*end_container*");
  gw_json_writer_end_array (writer);
  g_test_assert_expected_messages ();
  gw_json_writer_end_object (writer);
  g_test_expect_message ("groundwork", G_LOG_LEVEL_CRITICAL, "*begin_value*");
  gw_json_writer_int64 (writer, 1);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (text->str, ==, "{}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/compact", test_compact);
  g_test_add_func ("/json-writer/indented", test_indented);
  g_test_add_func ("/json-writer/numbers", test_numbers);
  g_test_add_func ("/json-writer/arrays-of-numbers", test_arrays_of_numbers);
  g_test_add_func ("/json-writer/integers", test_integers);
  g_test_add_func ("/json-writer/depth-is-not-limited", test_depth_is_not_limited);
  g_test_add_func ("/json-writer/strings-read-back", test_strings_read_back);
  g_test_add_func ("/json-writer/bad-encoding-fails", test_bad_encoding_fails);
  g_test_add_func ("/json-writer/large-document-goes-to-stream", test_large_document_goes_to_stream);
  g_test_add_func ("/json-writer/stream-error-is-kept", test_stream_error_is_kept);
  g_test_add_func ("/json-writer/misuse-is-critical", test_misuse_is_critical);
  return g_test_run ();
}
