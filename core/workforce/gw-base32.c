/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-base32.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

char *
gw_base32_encode (const guint8 *bytes, gsize n)
{
  GString *text = g_string_sized_new (n / 5 * 8 + 8);
  guint32 held = 0;
  guint n_held = 0;

  for (gsize i = 0; i < n; i++)
    {
      held = held << 8 | bytes[i];
      for (n_held += 8; n_held >= 5; n_held -= 5)
        g_string_append_c (text, digits[held >> (n_held - 5) & 31]);
      held &= (1u << n_held) - 1;
    }
  if (n_held > 0)
    g_string_append_c (text, digits[held << (5 - n_held) & 31]);

  return g_string_free (text, FALSE);
}

/* -1: no digit. */
static int
get_value (char c)
{
  if (g_ascii_isalpha (c))
    return g_ascii_toupper (c) - 'A';
  if (c >= '2' && c <= '7')
    return c - '2' + 26;
  switch (c)
    {
    case '0':
      return 'O' - 'A';
    case '1':
      return 'L' - 'A';
    case '8':
      return 'B' - 'A';
    default:
      return -1;
    }
}

gboolean
gw_base32_decode (const char *text, guint8 *bytes, gsize n)
{
  gsize n_read = 0, n_digits = 0;
  guint32 held = 0;
  guint n_held = 0;

  for (; *text != '\0'; text++)
    {
      int value;

      if (*text == '-' || g_ascii_isspace (*text))
        continue;
      value = get_value (*text);
      if (value < 0)
        return FALSE;
      n_digits++;
      held = held << 5 | (guint32) value;
      n_held += 5;
      if (n_held < 8)
        continue;
      if (n_read == n)
        return FALSE;
      n_held -= 8;
      bytes[n_read++] = (guint8) (held >> n_held);
      held &= (1u << n_held) - 1;
    }

  return n_read == n && held == 0 && n_digits == (n * 8 + 4) / 5;
}
