/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-base64url.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

char *
gw_base64url_encode (const guint8 *bytes, gsize n)
{
  GString *text = g_string_sized_new (n / 3 * 4 + 4);
  guint32 held = 0;
  guint n_held = 0;

  for (gsize i = 0; i < n; i++)
    {
      held = held << 8 | bytes[i];
      for (n_held += 8; n_held >= 6; n_held -= 6)
        g_string_append_c (text, digits[held >> (n_held - 6) & 63]);
      held &= (1u << n_held) - 1;
    }
  if (n_held > 0)
    g_string_append_c (text, digits[held << (6 - n_held) & 63]);

  return g_string_free (text, FALSE);
}

/* -1: no digit. */
static int
get_value (char c)
{
  if (g_ascii_isupper (c))
    return c - 'A';
  if (g_ascii_islower (c))
    return c - 'a' + 26;
  if (g_ascii_isdigit (c))
    return c - '0' + 52;
  return c == '-' ? 62 : c == '_' ? 63 : -1;
}

guint8 *
gw_base64url_decode (const char *text, gsize length, gsize *n)
{
  g_autofree guint8 *bytes = g_malloc (length / 4 * 3 + 4);
  gsize n_bytes = 0;
  guint32 held = 0;
  guint n_held = 0;

  *n = 0;
  for (gsize i = 0; i < length; i++)
    {
      const int value = get_value (text[i]);

      if (value < 0)
        return NULL;
      held = held << 6 | (guint32) value;
      n_held += 6;
      if (n_held < 8)
        continue;
      n_held -= 8;
      bytes[n_bytes++] = (guint8) (held >> n_held);
      held &= (1u << n_held) - 1;
    }
  if (held != 0 || length % 4 == 1)
    return NULL;

  bytes[n_bytes] = 0;
  *n = n_bytes;
  return g_steal_pointer (&bytes);
}
