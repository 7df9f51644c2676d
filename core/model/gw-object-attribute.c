/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-json-reader.h"
#include "gw-number.h"
#include "gw-object.h"

/* Lists and objects inside one another in an attribute: where objects are written, others lie around them. */
#define MOST_DEPTH 16

static gboolean
is_whole (const char *raw, gsize length)
{
  for (gsize i = raw[0] == '-' ? 1 : 0; i < length; i++)
    if (!g_ascii_isdigit (raw[i]))
      return FALSE;
  return TRUE;
}

static void
set_number (GwObject *self, const char *name, const char *raw, gsize length, double value)
{
  g_autofree char *text = g_strndup (raw, length);
  char buffer[GW_NUMBER_LENGTH];

  if (!isfinite (value))
    gw_object_set_attribute (self, name, text);
  else if (is_whole (raw, length))
    gw_object_set_attribute_bare (self, name, text);
  else
    {
      gw_number_format (value, buffer);
      gw_object_set_attribute_bare (self, name, buffer);
    }
}

void
gw_object_set_attribute_json (GwObject *self, const char *name, const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (raw, (gssize) length);
  g_autofree char *text = NULL;
  GwJsonToken token;
  double number = 0;

  gw_json_reader_set_max_depth (reader, MOST_DEPTH);
  token = gw_json_reader_next (reader, NULL);
  if (token == GW_JSON_STRING)
    text = gw_json_reader_dup_string (reader, NULL);
  else if (token == GW_JSON_NUMBER)
    number = gw_json_reader_get_double (reader);
  else if (token == GW_JSON_OBJECT_BEGIN || token == GW_JSON_ARRAY_BEGIN)
    text = g_strndup (raw, length);
  if (token == GW_JSON_ERROR || token == GW_JSON_NULL)
    return;
  if (!gw_json_reader_skip_value (reader, NULL) || gw_json_reader_next (reader, NULL) != GW_JSON_END)
    {
      if (token != GW_JSON_STRING && text != NULL)
        gw_object_set_attribute (self, name, text);
      return;
    }

  if (token == GW_JSON_NUMBER)
    set_number (self, name, raw, length, number);
  else if (token == GW_JSON_TRUE || token == GW_JSON_FALSE)
    gw_object_set_attribute_bare (self, name, token == GW_JSON_TRUE ? "true" : "false");
  else if (token == GW_JSON_STRING && text != NULL)
    gw_object_set_attribute (self, name, text);
  else if (token != GW_JSON_STRING)
    gw_object_set_attribute_bare (self, name, text);
}
