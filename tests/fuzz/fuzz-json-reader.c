/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON reader gives the same tokens whatever the pieces the text comes in,
 * what it skips it would also have read, and what it read and the writer wrote
 * reads back equal. The first byte chooses the size of the pieces.
 */

/* memmem() */
#define _GNU_SOURCE

#include "gw-fuzz.h"

#include <math.h>
#include <string.h>

#include "gw-json-reader.h"
#include "gw-json-writer.h"
#include "gw-test-drip.h"

/* The document written anew, or NULL with the error's text. */
static char *
rewrite (GwJsonReader *reader, char **failure)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gsize length;
      const char *string;

      switch (gw_json_reader_next (reader, &error))
        {
        case GW_JSON_ERROR:
          *failure = g_strdup (error->message);
          g_assert (g_utf8_validate (*failure, -1, NULL));
          return NULL;
        case GW_JSON_END:
          g_assert (gw_json_reader_get_depth (reader) == 0);
          g_assert (gw_json_writer_finish (writer, NULL));
          return g_string_free (g_steal_pointer (&text), FALSE);
        case GW_JSON_OBJECT_BEGIN:
          gw_json_writer_begin_object (writer);
          break;
        case GW_JSON_OBJECT_END:
          gw_json_writer_end_object (writer);
          break;
        case GW_JSON_ARRAY_BEGIN:
          gw_json_writer_begin_array (writer);
          break;
        case GW_JSON_ARRAY_END:
          gw_json_writer_end_array (writer);
          break;
        case GW_JSON_KEY:
          string = gw_json_reader_get_string (reader, &length);
          gw_json_writer_key_length (writer, string, (gssize) length);
          break;
        case GW_JSON_STRING:
          string = gw_json_reader_get_string (reader, &length);
          g_assert (string[length] == '\0');
          gw_json_writer_string_length (writer, string, (gssize) length);
          break;
        case GW_JSON_NUMBER:
          gw_json_reader_get_int64 (reader, NULL);
          gw_json_writer_double (writer, gw_json_reader_get_double (reader));
          break;
        case GW_JSON_TRUE:
          gw_json_writer_boolean (writer, TRUE);
          break;
        case GW_JSON_FALSE:
          gw_json_writer_boolean (writer, FALSE);
          break;
        case GW_JSON_NULL:
          gw_json_writer_null (writer);
          break;
        case GW_JSON_NON_FINITE:
        default:
          g_assert_not_reached ();
        }
    }
}

static void
check_pieces (const char *text, gsize length, gsize step, const char *expected, const char *expected_failure)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, length, step);
  g_autoptr (GwJsonReader) reader = gw_json_reader_new (stream, NULL);
  g_autofree char *failure = NULL;
  g_autofree char *found = rewrite (reader, &failure);

  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (failure, ==, expected_failure);
}

/* Keys that objects have twice are the same, whatever the pieces, stepped over or skipped. */
static void
check_repeats (const char *text, gsize length, gsize step)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, length, step);
  g_autoptr (GwJsonReader) stepped = gw_json_reader_new (stream, NULL);
  g_autoptr (GwJsonReader) skipped = gw_json_reader_new_for_memory (text, (gssize) length);
  GwJsonRepeats one, other;

  gw_json_reader_watch_keys (stepped);
  gw_json_reader_watch_keys (skipped);
  while (gw_json_reader_next (stepped, NULL) > GW_JSON_END)
    ;
  if (gw_json_reader_next (skipped, NULL) > GW_JSON_END)
    gw_json_reader_skip_value (skipped, NULL);
  gw_json_reader_take_repeats (stepped, &one);
  gw_json_reader_take_repeats (skipped, &other);
  g_assert_cmpuint (one.n, ==, other.n);
  if (one.n == 0)
    return;
  g_assert_cmpuint (one.line, ==, other.line);
  g_assert_cmpstr (one.key, ==, other.key);
  g_assert (g_utf8_validate (one.key, -1, NULL));
}

/* The runs of numbers and raw values see what single steps see. */
static void
check_other_ways (const char *text, gsize length, gsize step, gboolean valid)
{
  g_autoptr (GInputStream) stream = gw_test_drip_new (text, length, step);
  g_autoptr (GwJsonReader) runs = gw_json_reader_new (stream, NULL);
  g_autoptr (GwJsonReader) raw = gw_json_reader_new_for_memory (text, (gssize) length);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  GwJsonToken token;
  const char *bytes = NULL;
  gsize n;

  while ((token = gw_json_reader_next_numbers (runs, numbers, G_MAXSIZE, NULL)) > GW_JSON_END)
    ;
  g_assert ((token == GW_JSON_END) == valid);

  if (gw_json_reader_next (raw, NULL) > GW_JSON_END)
    bytes = gw_json_reader_take_raw (raw, &n, NULL);
  if (bytes != NULL)
    g_assert (n <= length && memmem (text, length, bytes, n) != NULL && gw_json_validate (bytes, (gssize) n, NULL));
  g_assert ((gw_json_reader_next (raw, NULL) == GW_JSON_END) == valid);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data + 1 : "";
  const gsize length = size > 0 ? size - 1 : 0;
  const gsize step = size > 0 ? 1 + data[0] % 37 : 1;
  g_autoptr (GwJsonReader) reader = NULL;
  g_autofree char *whole = NULL, *failure = NULL;

  if (size == 0)
    return 0;

  reader = gw_json_reader_new_for_memory (text, (gssize) length);
  whole = rewrite (reader, &failure);
  check_pieces (text, length, step, whole, failure);
  check_other_ways (text, length, step, whole != NULL);
  check_repeats (text, length, step);
  if (whole != NULL)
    check_pieces (whole, strlen (whole), step, whole, NULL);
  return 0;
}
