/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-csv-reader.h"

#include <string.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-test-drip.h"

/* Records as "line:[field][field]\n", the delimiter first, an error last. */
static char *
describe (const char *text, gsize length, gsize step)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, length, step);
  g_autoptr (GwCsvReader) reader = gw_csv_reader_new (stream, NULL);
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);

  while (gw_csv_reader_next (reader, &error))
    {
      g_string_append_printf (out, "%" G_GUINT64_FORMAT ":", gw_csv_reader_get_line (reader));
      for (guint i = 0; i < gw_csv_reader_get_n_fields (reader); i++)
        {
          gsize n;
          const char *field = gw_csv_reader_get_field (reader, i, &n);

          g_assert_cmpuint (strlen (field), ==, n);
          g_string_append_printf (out, "[%s]", field);
        }
      g_assert_null (gw_csv_reader_get_field (reader, gw_csv_reader_get_n_fields (reader), NULL));
      g_string_append_c (out, ' ');
    }
  if (error != NULL)
    {
      int code = error->code;

      gw_csv_reader_place_error (reader, "t.csv", &error);
      g_string_append_printf (out, "!%d %s", code, error->message);
    }
  else
    g_assert_cmpuint (gw_csv_reader_get_offset (reader), ==, length);
  return g_string_free (out, FALSE);
}

static void
assert_reads (const char *text, const char *expected)
{
  const gsize length = strlen (text);

  for (gsize step = 1; step < length + 2; step++)
    {
      g_autofree char *found = describe (text, length, step);

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_records (void)
{
  assert_reads ("", "");
  assert_reads ("a,b\n1,2\n", "1:[a][b] 2:[1][2] ");
  assert_reads ("a,b\r\n1,2", "1:[a][b] 2:[1][2] ");
  assert_reads ("a,b\r1,2\r", "1:[a][b] 2:[1][2] ");
  assert_reads ("a,,\n,\n", "1:[a][][] 2:[][] ");
  assert_reads ("\n\na\n\r\n\nb\n\n", "3:[a] 6:[b] ");
  assert_reads ("\xef\xbb\xbf"
                "a,é\n",
                "1:[a][é] ");
  assert_reads (" a , b \n", "1:[ a ][ b ] ");
}

static void
test_quotes (void)
{
  assert_reads ("\"a\",\"b,c\",\"d\"\"e\"\n", "1:[a][b,c][d\"e] ");
  assert_reads ("\"\"\n\"\",\"\"\n", "1:[] 2:[][] ");
  assert_reads ("a,\"x\ny\r\nz\"\nb,c\n", "1:[a][x\ny\r\nz] 4:[b][c] ");
  assert_reads ("a,\"x\ry\"\nb,c", "1:[a][x\ry] 3:[b][c] ");
  assert_reads ("\"a\r\"\nb", "1:[a\r] 3:[b] ");
  assert_reads ("\"\"\"\"\n", "1:[\"] ");
  assert_reads ("5\" pipe,2\n", "1:[5\" pipe][2] ");
}

static void
test_delimiter_is_found (void)
{
  assert_reads ("a;b;c\n1,5;2;3\n", "1:[a][b][c] 2:[1,5][2][3] ");
  assert_reads ("a\tb\n1\t2\n", "1:[a][b] 2:[1][2] ");
  assert_reads ("\"a,b,c\";d;e\n", "1:[a,b,c][d][e] ");
  assert_reads ("a,b;c\n", "1:[a][b;c] ");
  assert_reads ("one\n1;2\n", "1:[one] 2:[1;2] ");
  assert_reads ("\n\na;b\n", "3:[a][b] ");
}

static void
test_delimiter_can_be_set (void)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new ("a,b|c,d", 7, 2);
  g_autoptr (GwCsvReader) reader = gw_csv_reader_new (stream, NULL);

  g_assert_cmpint (gw_csv_reader_get_delimiter (reader), ==, 0);
  gw_csv_reader_set_delimiter (reader, '|');
  g_assert_true (gw_csv_reader_next (reader, NULL));
  g_assert_cmpstr (gw_csv_reader_get_field (reader, 0, NULL), ==, "a,b");
  g_assert_cmpstr (gw_csv_reader_get_field (reader, 1, NULL), ==, "c,d");
  g_assert_cmpint (gw_csv_reader_get_delimiter (reader), ==, '|');
}

static void
assert_fails (const char *text, gsize length, GwErrorCode code, int line)
{
  g_autofree char *mark = g_strdup_printf ("!%d t.csv:%d: ", (int) code, line);

  for (gsize step = 1; step < length + 2; step++)
    {
      g_autofree char *found = describe (text, length, step);

      g_test_message ("%s", found);
      g_assert_nonnull (strstr (found, mark));
    }
}

static void
test_bad_tables_are_refused (void)
{
  assert_fails ("a,b\n\"x\"y,2\n", 11, GW_ERROR_INVALID, 2);
  assert_fails ("a,b\n1,\"x\n", 9, GW_ERROR_TRUNCATED, 2);
  assert_fails ("a,b\n\n1,\"x\n\n\n", 12, GW_ERROR_TRUNCATED, 3);
  assert_fails ("a\n\0\n", 4, GW_ERROR_INVALID, 2);
  assert_fails ("a\n\"\0\"\n", 6, GW_ERROR_INVALID, 2);
  assert_fails ("a\n\"x\"\0\n", 7, GW_ERROR_INVALID, 2);
  assert_fails ("a\nb\n\xe9t\xe9\n", 8, GW_ERROR_INVALID, 3);
  assert_fails ("\xff\xfe"
                "a\0",
                4, GW_ERROR_UNSUPPORTED, 1);
}

static void
test_row_is_limited (void)
{
  static const char kinds[][3] = { "xx", "\"\"", ",,", "\"\n" };

  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      /* Two bytes make one where quotes are doubled. */
      const gsize length = 2 * gw_limit_get (GW_LIMIT_CSV_ROW_BYTES) + 8 * 1024 * 1024;
      g_autofree char *text = g_malloc (length);
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (GwCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;

      memset (text, kinds[kind][kind == 3], length);
      text[0] = kinds[kind][0];
      stream = gw_test_drip_new (text, length, G_MAXSIZE);
      reader = gw_csv_reader_new (stream, NULL);
      g_assert_false (gw_csv_reader_next (reader, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
      g_assert_nonnull (strstr (error->message, "csv-row-bytes"));
    }
}

static void
test_header (void)
{
  static const char text[] = "Image; LABEL ;été\na;b;c\n";
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, strlen (text), 3);
  g_autoptr (GwCsvReader) reader = gw_csv_reader_new (stream, NULL);

  g_assert_true (gw_csv_reader_read_header (reader, NULL));
  g_assert_cmpuint (gw_csv_reader_get_n_columns (reader), ==, 3);
  g_assert_cmpstr (gw_csv_reader_get_column (reader, 1), ==, "LABEL");
  g_assert_cmpint (gw_csv_reader_find_column (reader, "image"), ==, 0);
  g_assert_cmpint (gw_csv_reader_find_column (reader, "Label"), ==, 1);
  g_assert_cmpint (gw_csv_reader_find_column (reader, "ÉTÉ"), ==, 2);
  g_assert_cmpint (gw_csv_reader_find_column (reader, "score"), ==, -1);
  g_assert_true (gw_csv_reader_next (reader, NULL));
  g_assert_cmpuint (gw_csv_reader_get_line (reader), ==, 2);
  g_assert_cmpstr (gw_csv_reader_get_field (reader, 2, NULL), ==, "c");
}

static void
test_empty_table_has_no_header (void)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new ("\n\n", 2, 2);
  g_autoptr (GwCsvReader) reader = gw_csv_reader_new (stream, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_csv_reader_read_header (reader, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

static void
test_records_across_window_edges (void)
{
  static const char record[] = "plain,\"quo\"\"ted\r\n\",é\r\n";
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) reader = NULL;
  guint n = 0;

  for (int i = 0; i < 20000; i++)
    g_string_append (text, record);
  stream = gw_test_drip_new (text->str, text->len, G_MAXSIZE);
  reader = gw_csv_reader_new (stream, NULL);
  for (; gw_csv_reader_next (reader, NULL); n++)
    {
      g_assert_cmpuint (gw_csv_reader_get_n_fields (reader), ==, 3);
      g_assert_cmpstr (gw_csv_reader_get_field (reader, 0, NULL), ==, "plain");
      g_assert_cmpstr (gw_csv_reader_get_field (reader, 1, NULL), ==, "quo\"ted\r\n");
      g_assert_cmpstr (gw_csv_reader_get_field (reader, 2, NULL), ==, "é");
      g_assert_cmpuint (gw_csv_reader_get_line (reader), ==, 2 * n + 1);
    }
  g_assert_cmpuint (n, ==, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/records", test_records);
  g_test_add_func ("/csv-reader/quotes", test_quotes);
  g_test_add_func ("/csv-reader/delimiter-is-found", test_delimiter_is_found);
  g_test_add_func ("/csv-reader/delimiter-can-be-set", test_delimiter_can_be_set);
  g_test_add_func ("/csv-reader/bad-tables-are-refused", test_bad_tables_are_refused);
  g_test_add_func ("/csv-reader/row-is-limited", test_row_is_limited);
  g_test_add_func ("/csv-reader/header", test_header);
  g_test_add_func ("/csv-reader/empty-table-has-no-header", test_empty_table_has_no_header);
  g_test_add_func ("/csv-reader/records-across-window-edges", test_records_across_window_edges);
  return g_test_run ();
}
