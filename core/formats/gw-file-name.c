/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-file-name.h"

#include <string.h>

/* Of a name, in the file systems that are used. */
#define MOST_BYTES 255
/* Beside a name that is cut. */
#define MOST_ROOM 200
#define LONGEST_ENDING 16
#define SPLIT_ROOM 64
/* "~" and the digits of the sum that a name which was cut ends in. */
#define SUM_DIGITS 8

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

/* One part of a path. */
static void
append_fit (GString *path, const char *part, gsize length, gsize room)
{
  const char *dot = g_strrstr_len (part, (gssize) length, ".");
  gsize n_ending = dot != NULL && dot > part ? (gsize) (part + length - dot) : 0;
  g_autofree char *sum = NULL;
  gsize n;

  if (length + room <= MOST_BYTES)
    {
      g_string_append_len (path, part, (gssize) length);
      return;
    }
  if (n_ending > LONGEST_ENDING)
    n_ending = 0;
  n = MOST_BYTES - room - n_ending - 1 - SUM_DIGITS;
  /* No letter is cut in two. */
  while (n > 0 && ((guchar) part[n] & 0xC0) == 0x80)
    n--;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) part, length);
  g_string_append_len (path, part, (gssize) n);
  g_string_append_printf (path, "~%.*s", SUM_DIGITS, sum);
  g_string_append_len (path, part + length - n_ending, (gssize) n_ending);
}

char *
gw_file_name_fit_path (const char *path, gsize room)
{
  GString *fit = g_string_new (NULL);

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (room < MOST_ROOM, NULL);

  for (const char *part = path; part != NULL;)
    {
      const char *slash = strchr (part, '/');

      append_fit (fit, part, slash != NULL ? (gsize) (slash - part) : strlen (part), slash != NULL ? 0 : room);
      if (slash != NULL)
        g_string_append_c (fit, '/');
      part = slash != NULL ? slash + 1 : NULL;
    }

  return g_string_free (fit, FALSE);
}

char *
gw_file_name_make_split (const char *split)
{
  g_autofree char *escaped = gw_file_name_escape (split);

  return gw_file_name_fit_path (escaped, SPLIT_ROOM);
}
