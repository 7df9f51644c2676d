/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The CSV reader gives the same records whatever the pieces the text comes in,
 * and what the writer makes of them reads back equal. The first byte chooses
 * the size of the pieces.
 */

#include "gw-fuzz.h"

#include <string.h>

#include "gw-csv-reader.h"
#include "gw-csv-writer.h"
#include "gw-test-drip.h"

/* The table written anew; an error's text comes last. */
static char *
rewrite (const char *text, gsize length, gsize step, char delimiter, gboolean *valid)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, length, step);
  g_autoptr (GwCsvReader) reader = gw_csv_reader_new (stream, NULL);
  g_autoptr (GString) result = g_string_new (NULL);
  g_autoptr (GwCsvWriter) writer = gw_csv_writer_new_for_string (result, GW_CSV_WRITER_DATA);
  g_autoptr (GError) error = NULL;
  guint64 line = 0;

  if (delimiter != '\0')
    gw_csv_reader_set_delimiter (reader, delimiter);
  while (gw_csv_reader_next (reader, &error))
    {
      g_assert (gw_csv_reader_get_n_fields (reader) > 0);
      g_assert (gw_csv_reader_get_line (reader) > line);
      line = gw_csv_reader_get_line (reader);
      for (guint i = 0; i < gw_csv_reader_get_n_fields (reader); i++)
        {
          gsize n;
          const char *field = gw_csv_reader_get_field (reader, i, &n);

          g_assert (strlen (field) == n);
          gw_csv_writer_text (writer, field);
        }
      gw_csv_writer_end_row (writer);
    }

  g_assert (gw_csv_writer_finish (writer, NULL));
  *valid = error == NULL;
  if (error != NULL)
    g_string_append (result, error->message);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *whole = NULL, *pieces = NULL, *again = NULL;
  gboolean valid;

  if (size == 0)
    return 0;

  whole = rewrite ((const char *) data + 1, size - 1, G_MAXSIZE, '\0', &valid);
  pieces = rewrite ((const char *) data + 1, size - 1, 1 + data[0] % 37, '\0', &valid);
  g_assert_cmpstr (whole, ==, pieces);
  if (valid)
    {
      again = rewrite (whole, strlen (whole), 1 + data[0] % 37, ',', &valid);
      g_assert (valid);
      g_assert_cmpstr (again, ==, whole);
    }
  return 0;
}
