/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-file-name.h"

#include <string.h>

/* Of a name, in the file systems that are used. */
#define MOST_BYTES 255

/* Names that Windows keeps for devices, with any extension. */
static gboolean
is_reserved (const char *name)
{
  static const char *const reserved[] = { "con", "prn", "aux", "nul" };
  gsize length = strcspn (name, ".");

  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (length == 3 && g_ascii_strncasecmp (name, reserved[i], 3) == 0)
      return TRUE;

  return length == 4 && (g_ascii_strncasecmp (name, "com", 3) == 0 || g_ascii_strncasecmp (name, "lpt", 3) == 0)
         && name[3] >= '1' && name[3] <= '9';
}

char *
gw_file_name_escape (const char *name)
{
  GString *text = g_string_new (NULL);
  gboolean reserved = is_reserved (name);

  for (const char *p = name; *p != '\0'; p++)
    {
      guchar byte = (guchar) *p;
      gboolean end = p[1] == '\0';

      if (byte < 0x20 || byte == 0x7F || strchr ("/\\%:*?\"<>|", byte) != NULL
          || (p == name && (byte == '.' || reserved)) || (end && (byte == '.' || byte == ' ')))
        g_string_append_printf (text, "%%%02X", byte);
      else
        g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

char *
gw_file_name_unescape (const char *name)
{
  GString *text = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]) && !(p[1] == '0' && p[2] == '0'))
        {
          g_string_append_c (text, (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2])));
          p += 2;
        }
      else
        g_string_append_c (text, *p);
    }

  if (!g_utf8_validate (text->str, (gssize) text->len, NULL))
    g_string_assign (text, name);
  return g_string_free (text, FALSE);
}

gboolean
gw_file_name_fits (const char *name)
{
  return strlen (name) <= MOST_BYTES;
}
