/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-row-key.h"

#include <string.h>

#define PREFIX "row:"

char *
gw_row_key_make (gsize row, gpointer data)
{
  return g_strdup_printf (PREFIX "%zu", row);
}

gboolean
gw_row_key_parse (const char *key, gpointer data, gsize *row)
{
  guint64 number;

  if (!g_str_has_prefix (key, PREFIX)
      || !g_ascii_string_to_unsigned (key + strlen (PREFIX), 10, 0, G_MAXUINT32, &number, NULL))
    return FALSE;
  *row = (gsize) number;
  return TRUE;
}
