/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-csv-writer.h"

#include <math.h>
#include <string.h>

#include "gw-csv-reader.h"
#include "gw-error.h"

static const char *const awkward[] = {
  "plain",
  "",
  "a,b",
  "a\"b",
  "\"",
  "line\nbreak",
  "cr\r",
  "=SUM(A1)",
  "+1",
  "-x",
  "@cmd",
  "\ttab",
  "\rcr",
  " blank ",
  "été 日本",
  "'quoted'",
  "\xef\xbb\xbf"
  "mark",
  NULL,
};

static void
test_fields_are_quoted_where_needed (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) writer = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_DATA);

  gw_csv_writer_row (writer, (const char *const[]) { "a", "b c", "d,e", "f\"g", "h\ni", "", "=1", NULL });
  gw_csv_writer_text (writer, NULL);
  gw_csv_writer_end_row (writer);
  gw_csv_writer_text (writer, NULL);
  gw_csv_writer_text (writer, NULL);
  gw_csv_writer_end_row (writer);
  g_assert_true (gw_csv_writer_finish (writer, NULL));
  g_assert_cmpstr (text->str, ==, "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",,=1\n\"\"\n,\n");
}

static void
test_numbers_stay_bare (void)
{
  for (int mode = 0; mode < 2; mode++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GwCsvWriter) writer = gw_csv_writer_new_for_string (text, (GwCsvWriterMode) mode);

      gw_csv_writer_double (writer, -0.5);
      gw_csv_writer_int64 (writer, -3);
      gw_csv_writer_double (writer, (double) NAN);
      gw_csv_writer_double (writer, -HUGE_VAL);
      gw_csv_writer_end_row (writer);
      gw_csv_writer_double (writer, (double) NAN);
      gw_csv_writer_end_row (writer);
      g_assert_cmpstr (text->str, ==, "-0.5,-3,,-inf\n\"\"\n");
    }
}

static void
test_formulas_are_disarmed (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) writer = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_SPREADSHEET);

  gw_csv_writer_row (writer,
                     (const char *const[]) { "=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b", "=A,B", "=\"x\"", NULL });
  g_assert_cmpstr (text->str, ==, "'=1+1,'+1,'-1,'@x,'\tx,\"'\rx\",a=b,\"'=A,B\",\"'=\"\"x\"\"\"\n");
}

static void
test_data_reads_back (void)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GwCsvWriter) writer = gw_csv_writer_new (out, GW_CSV_WRITER_DATA, NULL);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GwCsvReader) reader = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint n = g_strv_length ((char **) awkward);

  /* Each text alone, then all together, many times. */
  for (guint i = 0; i < n; i++)
    {
      gw_csv_writer_text (writer, awkward[i]);
      gw_csv_writer_end_row (writer);
    }
  for (int i = 0; i < 2000; i++)
    gw_csv_writer_row (writer, awkward);
  g_assert_true (gw_csv_writer_finish (writer, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  in = g_memory_input_stream_new_from_bytes (bytes);
  reader = gw_csv_reader_new (in, NULL);
  gw_csv_reader_set_delimiter (reader, ',');
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (gw_csv_reader_next (reader, NULL));
      g_assert_cmpuint (gw_csv_reader_get_n_fields (reader), ==, 1);
      g_assert_cmpstr (gw_csv_reader_get_field (reader, 0, NULL), ==, awkward[i]);
    }
  for (int i = 0; i < 2000; i++)
    {
      g_assert_true (gw_csv_reader_next (reader, NULL));
      g_assert_cmpuint (gw_csv_reader_get_n_fields (reader), ==, n);
      for (guint j = 0; j < n; j++)
        g_assert_cmpstr (gw_csv_reader_get_field (reader, j, NULL), ==, awkward[j]);
    }
  g_assert_false (gw_csv_reader_next (reader, NULL));
}

static void
test_bad_encoding_fails (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) writer = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_DATA);
  g_autoptr (GError) error = NULL;

  gw_csv_writer_text (writer, "a");
  gw_csv_writer_text (writer, "\xff");
  gw_csv_writer_end_row (writer);
  g_assert_true (gw_csv_writer_has_failed (writer));
  g_assert_false (gw_csv_writer_finish (writer, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/fields-are-quoted-where-needed", test_fields_are_quoted_where_needed);
  g_test_add_func ("/csv-writer/numbers-stay-bare", test_numbers_stay_bare);
  g_test_add_func ("/csv-writer/formulas-are-disarmed", test_formulas_are_disarmed);
  g_test_add_func ("/csv-writer/data-reads-back", test_data_reads_back);
  g_test_add_func ("/csv-writer/bad-encoding-fails", test_bad_encoding_fails);
  return g_test_run ();
}
