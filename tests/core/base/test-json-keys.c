/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-json-reader.h"

static void
drain (GwJsonReader *reader)
{
  GwJsonToken token;

  do
    token = gw_json_reader_next (reader, NULL);
  while (token != GW_JSON_END && token != GW_JSON_ERROR);
}

static void
test_repeated_keys_are_noted (void)
{
  static const struct
  {
    const char *text;
    guint n;
    const char *key;
    guint64 line;
  } cases[] = {
    { "{\"a\":1,\"b\":{\"a\":2},\"c\":[{\"a\":3},{\"a\":4}]}", 0, NULL, 0 },
    { "{\"a\":1,\n\"b\":2,\n\"a\":3}", 1, "a", 3 },
    { "{\"a\":1,\"\\u0061\":2}", 1, "a", 1 },
    { "{\"\":1,\"\":2,\"\":3}", 2, "", 1 },
    { "[{\"x\":{\"deep\":1,\"deep\":2}},\n{\"y\":1,\"y\":2}]", 2, "deep", 1 },
    { "{\"abcdefgh\":1,\"abcdefghi\":2,\"abcdefgi\":3,\"abcd\":4,\"abcdefgh\":5}", 1, "abcdefgh", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Stepped through, and skipped as a whole, and unwatched. */
      for (guint how = 0; how < 3; how++)
        {
          g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (cases[i].text, -1);
          GwJsonRepeats repeats;

          g_test_message ("%s", cases[i].text);
          if (how < 2)
            gw_json_reader_watch_keys (reader);
          if (how == 1)
            {
              g_assert_cmpint (gw_json_reader_next (reader, NULL), !=, GW_JSON_ERROR);
              g_assert_true (gw_json_reader_skip_value (reader, NULL));
            }
          else
            drain (reader);
          g_assert_true (gw_json_reader_take_repeats (reader, &repeats) == (how < 2 && cases[i].n > 0));
          g_assert_cmpuint (repeats.n, ==, how < 2 ? cases[i].n : 0);
          if (repeats.n == 0)
            continue;
          g_assert_cmpstr (repeats.key, ==, cases[i].key);
          g_assert_cmpuint (repeats.line, ==, cases[i].line);
          g_assert_false (gw_json_reader_take_repeats (reader, &repeats));
        }
    }
}

/* More keys than are compared one by one; every length, as hashes go by pieces. */
static void
test_repeats_among_many_keys (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GwJsonReader) reader = NULL;
  GwJsonRepeats repeats;

  for (guint round = 0; round < 2; round++)
    {
      g_string_truncate (key, 0);
      for (guint i = 0; i < 300; i++)
        {
          g_string_append_printf (text, "%s\"%s\":{\"inner\":1}", text->len > 1 ? "," : "", key->str);
          g_string_append_c (key, (char) ('a' + i % 26));
        }
    }
  g_string_append_c (text, '}');
  reader = gw_json_reader_new_for_memory (text->str, -1);
  gw_json_reader_watch_keys (reader);
  drain (reader);
  gw_json_reader_take_repeats (reader, &repeats);
  g_assert_cmpuint (repeats.n, ==, 300);
  g_assert_cmpstr (repeats.key, ==, "");

  /* Left in the middle of both kinds of objects, it starts over clean. */
  gw_json_reader_reset_memory (reader, text->str, -1, 1, 0);
  for (guint i = 0; i < 200; i++)
    gw_json_reader_next (reader, NULL);
  gw_json_reader_reset_memory (reader, "{\"a\":{\"inner\":1}}", -1, 1, 0);
  drain (reader);
  g_assert_false (gw_json_reader_take_repeats (reader, &repeats));

  /* What is shown of a long key ends with a whole character. */
  gw_json_reader_reset_memory (reader,
                               "{\"0123456789012345678901234567890123456789012345678901234567890\u00e4\u00e4\":1,"
                               "\"0123456789012345678901234567890123456789012345678901234567890\u00e4\u00e4\":2}",
                               -1, 1, 0);
  drain (reader);
  g_assert_true (gw_json_reader_take_repeats (reader, &repeats));
  g_assert_cmpstr (repeats.key, ==, "0123456789012345678901234567890123456789012345678901234567890\u00e4");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-keys/repeated-keys-are-noted", test_repeated_keys_are_noted);
  g_test_add_func ("/json-keys/repeats-among-many-keys", test_repeats_among_many_keys);
  return g_test_run ();
}
