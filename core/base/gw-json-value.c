/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-reader-private.h"

#include <glib/gi18n.h>
#include <math.h>

const char *
gw_json_reader_get_string (GwJsonReader *self, gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->token == GW_JSON_KEY || self->token == GW_JSON_STRING, NULL);

  if (length != NULL)
    *length = self->string_length;
  return self->string;
}

gboolean
gw_json_reader_string_is (GwJsonReader *self, const char *text)
{
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->token == GW_JSON_KEY || self->token == GW_JSON_STRING, FALSE);

  length = strlen (text);
  return length == self->string_length && memcmp (self->string, text, length) == 0;
}

const char *
gw_json_reader_get_text (GwJsonReader *self, gsize *length, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->token == GW_JSON_KEY || self->token == GW_JSON_STRING, NULL);

  if (memchr (self->string, '\0', self->string_length) != NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A text holds the character U+0000 (line %llu, column %llu)."),
                   (unsigned long long) gw_json_reader_get_line (self),
                   (unsigned long long) gw_json_reader_get_column (self));
      return NULL;
    }

  *length = self->string_length;
  return self->string;
}

char *
gw_json_reader_dup_string (GwJsonReader *self, GError **error)
{
  gsize length;
  const char *text = gw_json_reader_get_text (self, &length, error);

  return text != NULL ? g_strndup (text, length) : NULL;
}

double
gw_json_reader_get_double (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->token == GW_JSON_NUMBER || self->token == GW_JSON_NON_FINITE, 0);

  if (self->token == GW_JSON_NON_FINITE)
    return self->non_finite;
  return _gw_number_from_decimal (&self->number, self->window.keep, self->window.cur - self->window.keep);
}

gint64
gw_json_reader_get_int64 (GwJsonReader *self, gboolean *exact)
{
  const GwDecimal *number;
  gint64 value;
  gboolean whole;
  double real;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->token == GW_JSON_NUMBER, 0);

  number = &self->number;
  if (number->exact && number->exponent == 0 && number->mantissa <= (guint64) G_MAXINT64 + number->negative)
    {
      value = (gint64) (number->negative ? 0 - number->mantissa : number->mantissa);
      whole = TRUE;
    }
  else
    {
      real = gw_json_reader_get_double (self);
      /* 2^63 as a double; the largest gint64 is none. */
      whole = real >= -0x1p63 && real < 0x1p63 && trunc (real) == real && fabs (real) <= 0x1p53;
      value = real >= 0x1p63 ? G_MAXINT64 : real < -0x1p63 ? G_MININT64 : (gint64) real;
    }

  if (exact != NULL)
    *exact = whole;
  return value;
}

/* To the end of the current value. */
static gboolean
finish_value (GwJsonReader *self, GError **error)
{
  const guint depth = self->depth;

  if (self->token != GW_JSON_OBJECT_BEGIN && self->token != GW_JSON_ARRAY_BEGIN)
    return TRUE;

  while (self->depth >= depth)
    if (!_gw_json_step (self, error))
      return FALSE;
  return TRUE;
}

/* Onto the first token of the current value. */
static gboolean
enter_value (GwJsonReader *self, GError **error)
{
  if (self->token == GW_JSON_KEY)
    return _gw_json_step (self, error);
  if (self->failure != NULL)
    return _gw_json_step (self, error);
  return TRUE;
}

gboolean
gw_json_reader_skip_value (GwJsonReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return enter_value (self, error) && finish_value (self, error);
}

const char *
gw_json_reader_take_raw (GwJsonReader *self, gsize *length, GError **error)
{
  gboolean finished;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  if (!enter_value (self, error))
    return NULL;
  if (self->in_window)
    self->window.cur[-1] = '"';
  self->in_window = FALSE;

  self->raw = TRUE;
  finished = finish_value (self, error);
  self->raw = FALSE;
  if (!finished)
    return NULL;

  if (self->window.cur - self->window.keep > self->max_value)
    {
      _gw_json_fail_too_long (self, GW_LIMIT_JSON_VALUE_BYTES);
      _gw_json_step (self, error);
      return NULL;
    }

  *length = self->window.cur - self->window.keep;
  return self->window.keep;
}

guint
gw_json_reader_get_depth (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->depth;
}

guint64
gw_json_reader_get_line (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->line;
}

guint64
gw_json_reader_get_column (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->token_offset - self->line_offset + 1;
}

guint64
gw_json_reader_get_offset (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->token_offset;
}

gboolean
gw_json_validate (const char *text, gssize length, GError **error)
{
  g_autoptr (GwJsonReader) reader = gw_json_reader_new_for_memory (text, length);

  for (;;)
    switch (gw_json_reader_next (reader, error))
      {
      case GW_JSON_ERROR:
        return FALSE;
      case GW_JSON_END:
        return TRUE;
      default:
        break;
      }
}
