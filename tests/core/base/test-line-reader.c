/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-line-reader.h"

#include <string.h>

#include "gw-error.h"
#include "gw-test-drip.h"

/* The lines of a text, joined by "|"; errors as "!". */
static char *
join_lines (const char *text, gsize length, gsize step, gsize max_bytes)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, length, step);
  g_autoptr (GwLineReader) reader = gw_line_reader_new (stream, max_bytes, NULL);
  GString *out = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gsize n;
      const char *line = gw_line_reader_next (reader, &n, &error);

      if (line == NULL && error == NULL)
        return g_string_free (out, FALSE);

      g_string_append_printf (out, "%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT ":", gw_line_reader_get_line (reader),
                              gw_line_reader_get_offset (reader));
      if (line != NULL)
        {
          g_assert_cmpint (line[n], ==, 0);
          g_string_append_len (out, line, (gssize) n);
        }
      else
        {
          g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
          g_string_append_c (out, '!');
        }
      g_string_append_c (out, '|');
    }
}

static void
assert_lines (const char *text, gsize max_bytes, const char *expected)
{
  for (gsize step = 1; step < 15; step++)
    {
      g_autofree char *lines = join_lines (text, strlen (text), step, max_bytes);

      g_assert_cmpstr (lines, ==, expected);
    }
}

static void
test_lines (void)
{
  assert_lines ("", 0, "");
  assert_lines ("a", 0, "1@0:a|");
  assert_lines ("a\n", 0, "1@0:a|");
  assert_lines ("a\nbc\r\n\nd", 0, "1@0:a|2@2:bc|3@6:|4@7:d|");
  assert_lines ("\n\n", 0, "1@0:|2@1:|");
  assert_lines ("a\rb\r\n", 0, "1@0:a\rb|");
  assert_lines ("\xef\xbb\xbf"
                "a\nb",
                0, "1@3:a|2@5:b|");
}

static void
test_long_line_is_skipped (void)
{
  assert_lines ("abcde\nxy\nabcdefgh\nz", 4, "1@0:!|2@6:xy|3@9:!|4@18:z|");
  assert_lines ("abcd\r\nabcd\nabcd", 4, "1@0:abcd|2@6:abcd|3@11:abcd|");
  assert_lines ("abcdefghijklmnop", 4, "1@0:!|");
  assert_lines ("abcde", 4, "1@0:!|");
  assert_lines ("abcde\r", 4, "1@0:!|");
}

static void
test_nul_is_kept (void)
{
  g_autofree char *lines = join_lines ("a\0b\n", 4, 3, 0);

  g_assert_cmpmem (lines, 7, "1@0:a\0b", 7);
}

static void
test_line_longer_than_window (void)
{
  const gsize n = 1500000;
  g_autofree char *text = g_strnfill (2 * n + 1, 'x');
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwLineReader) reader = NULL;
  gsize length;

  text[n] = '\n';
  stream = gw_test_drip_new (text, 2 * n + 1, 70000);
  reader = gw_line_reader_new (stream, 0, NULL);
  g_assert_nonnull (gw_line_reader_next (reader, &length, NULL));
  g_assert_cmpuint (length, ==, n);
  g_assert_nonnull (gw_line_reader_next (reader, &length, NULL));
  g_assert_cmpuint (length, ==, n);
  g_assert_cmpuint (gw_line_reader_get_offset (reader), ==, n + 1);
  g_assert_null (gw_line_reader_next (reader, &length, NULL));
  g_assert_null (gw_line_reader_next (reader, &length, NULL));
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = gw_test_drip_new ("a\nb\n", 4, 4);
  g_autoptr (GwLineReader) reader = gw_line_reader_new (stream, 0, cancellable);
  g_autoptr (GError) error = NULL;
  gsize length;

  g_cancellable_cancel (cancellable);
  g_assert_null (gw_line_reader_next (reader, &length, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line-reader/lines", test_lines);
  g_test_add_func ("/line-reader/long-line-is-skipped", test_long_line_is_skipped);
  g_test_add_func ("/line-reader/nul-is-kept", test_nul_is_kept);
  g_test_add_func ("/line-reader/line-longer-than-window", test_line_longer_than_window);
  g_test_add_func ("/line-reader/cancel", test_cancel);
  return g_test_run ();
}
