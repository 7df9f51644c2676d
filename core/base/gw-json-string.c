/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-reader-private.h"

#include <glib/gi18n.h>

/* The first byte from `p` on that ends a run of plain ASCII in a string: a
 * quote, a backslash, a control character (the NUL after the window is one), a
 * byte of a longer character.
 */
static inline const char *
skip_plain (const char *p)
{
  for (;; p += 8)
    {
      const guint64 word = _gw_load_8 (p);
      const guint64 found = _gw_bytes_equal (word, '"') | _gw_bytes_equal (word, '\\') | _gw_bytes_below (word, 0x20)
                            | (word & G_GUINT64_CONSTANT (0x8080808080808080));

      if (found == 0)
        continue;
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
      return p + (__builtin_ctzll (found) >> 3);
#else
      while (*p != '"' && *p != '\\' && (guchar) *p >= 0x20 && (guchar) *p < 0x80)
        p++;
      return p;
#endif
    }
}

static int
hex_4 (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      const int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value << 4 | digit;
    }
  return value;
}

/* \uXXXX at `*p`, both halves of a pair; FALSE when it is none. */
static gboolean
decode_unicode (GwJsonReader *self, const char **p)
{
  const char *text = *p;
  int unit = hex_4 (text + 2);
  gsize length = 6;

  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      const int low = text[6] == '\\' && text[7] == 'u' ? hex_4 (text + 8) : -1;

      if (low < 0xdc00 || low > 0xdfff)
        return _gw_json_fail (self, text, GW_ERROR_INVALID, _ ("Half of a surrogate pair stands alone in a string"));
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      length = 12;
    }
  else if (unit >= 0xdc00 && unit <= 0xdfff)
    {
      return _gw_json_fail (self, text, GW_ERROR_INVALID, _ ("Half of a surrogate pair stands alone in a string"));
    }
  else if (unit < 0)
    {
      return _gw_json_fail (self, text, GW_ERROR_INVALID, _ ("Four hexadecimal digits must follow “\\u” in a string"));
    }

  if (unit == 0)
    g_string_append_c (self->scratch, '\0');
  else
    g_string_append_unichar (self->scratch, (gunichar) unit);
  *p = text + length;
  return TRUE;
}

/* The escape at `*p`, decoded to the scratch. */
static gboolean
decode_escape (GwJsonReader *self, const char **p)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  /* 12 bytes: a surrogate pair. */
  while (self->window.end - *p < 12 && _gw_json_more (self, p))
    ;
  if (self->failure != NULL)
    return FALSE;

  if ((*p)[1] == 'u')
    {
      if (self->window.end - *p < 6)
        return _gw_json_fail (self, self->window.end, GW_ERROR_TRUNCATED, _ ("The text ends inside a string"));
      return decode_unicode (self, p);
    }

  if (*p + 1 == self->window.end)
    return _gw_json_fail (self, self->window.end, GW_ERROR_TRUNCATED, _ ("The text ends inside a string"));
  found = (*p)[1] != '\0' ? strchr (from, (*p)[1]) : NULL;
  if (found == NULL)
    return _gw_json_fail (self, *p, GW_ERROR_INVALID, _ ("A backslash in a string begins no known escape"));

  g_string_append_c (self->scratch, to[found - from]);
  *p += 2;
  return TRUE;
}

/* The byte at `*p`, inside a string, that is neither plain nor a quote.
 * `*segment` is the distance from keep to the text that the scratch lacks.
 */
static gboolean
scan_special (GwJsonReader *self, const char **p, gsize *segment)
{
  const char *text = *p;
  int length = -1;

  if (*text == '\\')
    {
      const char *from = self->window.keep + *segment;

      if (self->scratch == NULL)
        self->scratch = g_string_new (NULL);
      g_string_append_len (self->scratch, from, text - from);
      if (!decode_escape (self, p))
        return FALSE;
      *segment = *p - self->window.keep;
      return TRUE;
    }

  if ((guchar) *text < 0x20 && text < self->window.end)
    return _gw_json_fail (self, text, GW_ERROR_INVALID, _ ("A control character stands unescaped in a string"));

  if (text < self->window.end)
    length = _gw_utf8_length (text, self->window.end);
  if (length == 0)
    return _gw_json_fail (self, text, GW_ERROR_INVALID, _ ("A string is not valid UTF-8"));
  if (length > 0)
    *p += length;
  else if (!_gw_json_more (self, p) && self->failure == NULL)
    return _gw_json_fail (self, self->window.end, GW_ERROR_TRUNCATED, _ ("The text ends inside a string"));

  return self->failure == NULL;
}

gboolean
_gw_json_scan_string (GwJsonReader *self, GwJsonToken token)
{
  const char *p = self->window.cur + 1;
  gsize segment = p - self->window.keep;
  const gsize begin = segment;

  if (self->scratch != NULL)
    g_string_truncate (self->scratch, 0);

  while (*(p = skip_plain (p)) != '"')
    if (!scan_special (self, &p, &segment))
      return FALSE;

  if (p - self->window.keep > self->max_value)
    return _gw_json_fail_too_long (self, GW_LIMIT_JSON_VALUE_BYTES);

  self->window.cur = (char *) p + 1;
  self->token = token;
  if (segment != begin)
    {
      const char *from = self->window.keep + segment;

      g_string_append_len (self->scratch, from, p - from);
      self->string = self->scratch->str;
      self->string_length = self->scratch->len;
    }
  else
    {
      self->string = self->window.keep + begin;
      self->string_length = p - self->string;
      if (!self->raw)
        {
          *(char *) p = '\0';
          self->in_window = TRUE;
        }
    }
  return TRUE;
}
