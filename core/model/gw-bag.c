/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-bag.h"

#include "gw-json-reader.h"
#include "gw-json-writer.h"

static GwJsonReader *
open_bag (const char *bag)
{
  g_autoptr (GwJsonReader) reader = NULL;

  if (bag == NULL)
    return NULL;
  reader = gw_json_reader_new_for_memory (bag, -1);
  if (gw_json_reader_next (reader, NULL) != GW_JSON_OBJECT_BEGIN)
    return NULL;
  return g_steal_pointer (&reader);
}

char *
gw_bag_get (const char *bag, const char *format)
{
  g_autoptr (GwJsonReader) reader = NULL;

  g_return_val_if_fail (format != NULL, NULL);

  reader = open_bag (bag);
  while (reader != NULL && gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      gboolean found = gw_json_reader_string_is (reader, format);
      const char *raw;
      gsize length;

      raw = gw_json_reader_take_raw (reader, &length, NULL);
      if (raw == NULL)
        return NULL;
      if (found)
        return g_strndup (raw, length);
    }
  return NULL;
}

static gboolean
copy_other_members (const char *bag, const char *format, GwJsonWriter *writer)
{
  g_autoptr (GwJsonReader) reader = open_bag (bag);
  gboolean any = FALSE;

  while (reader != NULL && gw_json_reader_next (reader, NULL) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (reader, NULL);
      const char *raw;
      gsize length;

      raw = gw_json_reader_take_raw (reader, &length, NULL);
      if (raw == NULL)
        break;
      if (key == NULL || g_str_equal (key, format))
        continue;
      gw_json_writer_key (writer, key);
      gw_json_writer_raw (writer, raw, (gssize) length);
      any = TRUE;
    }
  return any;
}

char *
gw_bag_set (const char *bag, const char *format, const char *json)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) writer = NULL;
  gboolean any;

  g_return_val_if_fail (format != NULL, NULL);

  if (bag == NULL && json == NULL)
    return NULL;

  text = g_string_new (NULL);
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (writer);
  any = copy_other_members (bag, format, writer);
  if (json != NULL)
    {
      gw_json_writer_key (writer, format);
      gw_json_writer_raw (writer, json, -1);
      any = TRUE;
    }
  gw_json_writer_end_object (writer);
  if (!gw_json_writer_finish (writer, NULL) || !any)
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
