/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-values.h"

#include <math.h>
#include <string.h>

#include "gw-number.h"

char *
gw_json_value_to_text (const char *raw, gsize length)
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

void
gw_json_writer_attribute_value (GwJsonWriter *writer, GwObject *object, guint i)
{
  const char *name, *value;

  gw_object_get_attribute_at (object, i, &name, &value);
  if (gw_object_is_attribute_bare_at (object, i))
    gw_json_writer_raw (writer, value, -1);
  else
    gw_json_writer_string (writer, value);
}

void
gw_json_members_set_string (GwJsonMembers *members, const char *key, const char *string)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  gw_json_writer_string (writer, string);
  gw_json_writer_finish (writer, NULL);
  gw_json_members_set (members, key, text->str, (gssize) text->len);
}

/* The members hold proper JSON, so that an array of numbers is what stands
 * between its brackets and commas: no reader is set up for it, as this is asked
 * of every object of an export.
 */
gboolean
gw_json_members_get_numbers (const GwJsonMembers *members, const char *key, double *numbers, gsize n)
{
  static const char blanks[] = " \t\r\n";
  gsize length;
  const char *p = gw_json_members_get (members, key, &length);
  const char *end = p != NULL ? p + length : NULL;
  double found[8];

  g_return_val_if_fail (n > 0 && n <= G_N_ELEMENTS (found), FALSE);

  if (p == NULL || *p != '[')
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const char *number = ++p;
      gsize size;

      while (p < end && *p != ',' && *p != ']')
        p++;
      if (p == end || *p != (i + 1 < n ? ',' : ']'))
        return FALSE;
      while (number < p && strchr (blanks, *number) != NULL)
        number++;
      size = (gsize) (p - number);
      while (size > 0 && strchr (blanks, number[size - 1]) != NULL)
        size--;
      if (!gw_number_parse (number, (gssize) size, &found[i]))
        return FALSE;
    }
  if (p + 1 != end)
    return FALSE;

  memcpy (numbers, found, n * sizeof (double));
  return TRUE;
}

gboolean
gw_json_members_get_number (const GwJsonMembers *members, const char *key, double *number)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);

  return raw != NULL && gw_number_parse (raw, (gssize) length, number);
}

gboolean
gw_json_value_get_numbers (const char *raw, gsize length, gsize most, GArray *numbers)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  const guint first = numbers->len;

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN
      || gw_json_reader_next_numbers (json, numbers, most, NULL) != GW_JSON_ARRAY_END)
    return FALSE;
  for (guint i = first; i < numbers->len; i++)
    if (!isfinite (g_array_index (numbers, double, i)))
      return FALSE;
  return TRUE;
}
