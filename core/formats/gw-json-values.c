/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-values.h"

#include <math.h>
#include <string.h>

#include "gw-number.h"

char *
gw_json_value_to_text (const char *raw,
                       gsize length)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (raw, (gssize) length);
  char buffer[GW_NUMBER_LENGTH];

  switch ((int) gw_json_reader_next (reader, NULL))
    {
    case GW_JSON_STRING:
      return gw_json_reader_dup_string (reader, NULL);
    case GW_JSON_NUMBER:
      if (!isfinite (gw_json_reader_get_double (reader)))
        return g_strndup (raw, length);
      gw_number_format (gw_json_reader_get_double (reader), buffer);
      return g_strdup (buffer);
    case GW_JSON_NULL:
    case GW_JSON_ERROR:
      return NULL;
    default:
      return g_strndup (raw, length);
    }
}

static gboolean
is_shortest_number (const char *text,
                    double *value)
{
  char buffer[GW_NUMBER_LENGTH];

  if (!gw_number_parse (text, -1, value) || !isfinite (*value))
    return FALSE;
  gw_number_format (*value, buffer);

  return strcmp (buffer, text) == 0;
}

void
gw_json_writer_text_value (GwJsonWriter *writer,
                           const char *text)
{
  double number;

  if (strcmp (text, "true") == 0 || strcmp (text, "false") == 0)
    gw_json_writer_boolean (writer, text[0] == 't');
  else if (is_shortest_number (text, &number))
    gw_json_writer_double (writer, number);
  else
    gw_json_writer_string (writer, text);
}

void
gw_json_members_set_numbers (GwJsonMembers *members,
                             const char *key,
                             const double *numbers,
                             gsize n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    gw_json_writer_double (writer, numbers[i]);
  gw_json_writer_end_array (writer);
  gw_json_writer_finish (writer, NULL);
  gw_json_members_set (members, key, text->str, (gssize) text->len);
}

void
gw_json_members_set_string (GwJsonMembers *members,
                            const char *key,
                            const char *string)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_string (writer, string);
  gw_json_writer_finish (writer, NULL);
  gw_json_members_set (members, key, text->str, (gssize) text->len);
}

gboolean
gw_json_members_get_numbers (const GwJsonMembers *members, const char *key, double *numbers, gsize n)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);
  g_autoptr (GwJsonReader) reader = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (double));

  if (raw == NULL)
    return FALSE;
  reader = gw_json_reader_new_for_memory (raw, (gssize) length);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_ARRAY_BEGIN
      || gw_json_reader_next_numbers (reader, found, n + 1, NULL) != GW_JSON_ARRAY_END || found->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!isfinite (g_array_index (found, double, i)))
      return FALSE;

  memcpy (numbers, found->data, n * sizeof (double));
  return TRUE;
}
