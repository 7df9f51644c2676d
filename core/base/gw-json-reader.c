/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-reader.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-json-reader-private.h"

#define STREAM_WINDOW (256 * 1024)
#define LEAST_WINDOW 64

static void
begin_document (GwJsonReader *self, guint64 line, guint64 offset)
{
  self->expect = GW_JSON_EXPECT_VALUE;
  self->token = GW_JSON_NULL;
  self->token_offset = offset;
  self->line = line;
  self->line_offset = offset;
  if (self->keys != NULL)
    _gw_json_keys_reset (self->keys, self->depth);
  self->depth = 0;
  self->started = FALSE;
  self->raw = FALSE;
  self->in_window = FALSE;
  g_clear_error (&self->failure);
}

static GwJsonReader *
reader_new (GInputStream *stream, GCancellable *cancellable, gsize capacity)
{
  const guint max_depth = (guint) gw_limit_get (GW_LIMIT_JSON_DEPTH);
  GwJsonReader *self = g_malloc0 (sizeof *self + max_depth);

  _gw_window_init (&self->window, stream, cancellable, capacity);
  self->max_depth = max_depth;
  self->max_number = (gssize) gw_limit_get (GW_LIMIT_JSON_NUMBER_BYTES);
  self->max_value = (gssize) gw_limit_get (GW_LIMIT_JSON_VALUE_BYTES);
  begin_document (self, 1, 0);
  return self;
}

GwJsonReader *
gw_json_reader_new (GInputStream *stream, GCancellable *cancellable)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  return reader_new (stream, cancellable, STREAM_WINDOW);
}

GwJsonReader *
gw_json_reader_new_for_memory (const char *text, gssize length)
{
  const gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  GwJsonReader *self = reader_new (NULL, NULL, CLAMP (n_bytes, LEAST_WINDOW, GW_WINDOW_MEMORY));

  gw_json_reader_reset_memory (self, text, (gssize) n_bytes, 1, 0);
  return self;
}

void
gw_json_reader_free (GwJsonReader *self)
{
  if (self == NULL)
    return;

  _gw_window_clear (&self->window);
  if (self->keys != NULL)
    _gw_json_keys_free (self->keys, self->depth);
  if (self->scratch != NULL)
    g_string_free (self->scratch, TRUE);
  g_clear_error (&self->failure);
  g_free (self);
}

void
gw_json_reader_reset_memory (GwJsonReader *self, const char *text, gssize length, guint64 line, guint64 offset)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  _gw_window_set_memory (&self->window, text, length < 0 ? strlen (text) : (gsize) length, offset);
  begin_document (self, line, offset);
}

void
gw_json_reader_set_max_depth (GwJsonReader *self, guint depth)
{
  g_return_if_fail (self != NULL);

  self->max_depth = MIN (depth, (guint) gw_limit_get (GW_LIMIT_JSON_DEPTH));
}

void
gw_json_reader_set_non_finite (GwJsonReader *self, gboolean accept)
{
  g_return_if_fail (self != NULL);

  self->accept_non_finite = accept != FALSE;
}

gboolean
_gw_json_fail (GwJsonReader *self, const char *p, GwErrorCode code, const char *message)
{
  const guint64 offset = _gw_window_offset_of (&self->window, p);

  g_set_error (&self->failure, GW_ERROR, (int) code, _ ("%s (line %llu, column %llu, byte %llu)."), message,
               (unsigned long long) self->line, (unsigned long long) (offset - self->line_offset + 1),
               (unsigned long long) offset);
  return FALSE;
}

gboolean
_gw_json_fail_expected (GwJsonReader *self, const char *p, const char *expected)
{
  g_autofree char *message = NULL;

  if (p == self->window.end)
    {
      message = g_strdup_printf (_ ("The text ends where %s was expected"), _ (expected));
      return _gw_json_fail (self, p, GW_ERROR_TRUNCATED, message);
    }

  if (g_ascii_isgraph (*p))
    message = g_strdup_printf (_ ("Found “%c” where %s was expected"), *p, _ (expected));
  else
    message = g_strdup_printf (_ ("Found byte 0x%02X where %s was expected"), (guchar) *p, _ (expected));
  return _gw_json_fail (self, p, GW_ERROR_INVALID, message);
}

gboolean
_gw_json_fail_too_long (GwJsonReader *self, GwLimit limit)
{
  g_autofree char *message = g_strdup_printf (_ ("A value is longer than the %llu bytes of the limit “%s”"),
                                              (unsigned long long) gw_limit_get (limit), gw_limit_get_name (limit));

  return _gw_json_fail (self, self->window.keep, GW_ERROR_LIMIT, message);
}

gboolean
_gw_json_more (GwJsonReader *self, const char **p)
{
  const gssize ahead = *p - self->window.keep;
  gboolean filled;

  if (ahead > self->max_value)
    return _gw_json_fail_too_long (self, GW_LIMIT_JSON_VALUE_BYTES);

  filled = _gw_window_fill (&self->window, &self->failure);
  *p = self->window.keep + ahead;
  return filled;
}

/* Moves to the next byte that is not blank; FALSE at the end of the text. */
static gboolean
skip_blanks (GwJsonReader *self)
{
  const char *p = self->window.cur;

  for (;;)
    {
      if ((guchar) *p > ' ')
        break;

      if (*p == ' ')
        {
          p++;
          while (_gw_load_8 (p) == G_GUINT64_CONSTANT (0x2020202020202020))
            p += 8;
        }
      else if (*p == '\n')
        {
          p++;
          self->line++;
          self->line_offset = _gw_window_offset_of (&self->window, p);
        }
      else if (*p == '\r' || *p == '\t')
        {
          p++;
        }
      else if (p < self->window.end)
        {
          break;
        }
      else
        {
          self->window.cur = (char *) p;
          if (!self->raw)
            self->window.keep = self->window.cur;
          if (!_gw_json_more (self, &p))
            {
              self->window.cur = (char *) p;
              return FALSE;
            }
        }
    }

  self->window.cur = (char *) p;
  return TRUE;
}

static gboolean
scan_word (GwJsonReader *self, const char *word, GwJsonToken token)
{
  const gsize length = strlen (word);

  if (!_gw_window_ensure (&self->window, length, &self->failure))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (self->window.cur[i] != word[i])
      {
        g_autofree char *expected = g_strdup_printf ("“%s”", word);

        return _gw_json_fail_expected (self, self->window.cur + i, expected);
      }

  self->window.cur += length;
  self->token = token;
  return TRUE;
}

static gboolean
scan_non_finite (GwJsonReader *self)
{
  const gboolean negative = *self->window.cur == '-';
  const char *word = negative ? "-Infinity" : *self->window.cur == 'N' ? "NaN" : "Infinity";

  self->non_finite = negative ? -HUGE_VAL : *word == 'N' ? (double) NAN : HUGE_VAL;
  return scan_word (self, word, GW_JSON_NON_FINITE);
}

static gboolean
begin_container (GwJsonReader *self, gboolean object)
{
  if (self->depth == self->max_depth)
    {
      g_autofree char *message = g_strdup_printf (
          _ ("More than %u arrays and objects lie inside one another (limit “%s”)"), self->max_depth,
          gw_limit_get_name (GW_LIMIT_JSON_DEPTH));

      return _gw_json_fail (self, self->window.cur, GW_ERROR_LIMIT, message);
    }

  self->open[self->depth++] = object ? '{' : '[';
  if (object && self->keys != NULL)
    _gw_json_keys_begin (self->keys, self->depth);
  self->window.cur++;
  self->token = object ? GW_JSON_OBJECT_BEGIN : GW_JSON_ARRAY_BEGIN;
  self->expect = object ? GW_JSON_EXPECT_FIRST_KEY : GW_JSON_EXPECT_FIRST_VALUE;
  return TRUE;
}

static gboolean
end_container (GwJsonReader *self)
{
  if (self->keys != NULL && self->open[self->depth - 1] == '{')
    _gw_json_keys_end (self->keys, self->depth);
  self->depth--;
  self->token = self->open[self->depth] == '{' ? GW_JSON_OBJECT_END : GW_JSON_ARRAY_END;
  self->window.cur++;
  self->expect = self->depth > 0 ? GW_JSON_EXPECT_COMMA : GW_JSON_EXPECT_NOTHING;
  return TRUE;
}

static gboolean
scan_scalar (GwJsonReader *self)
{
  const char *p = self->window.cur;

  self->expect = self->depth > 0 ? GW_JSON_EXPECT_COMMA : GW_JSON_EXPECT_NOTHING;
  switch (*p)
    {
    case '"':
      return _gw_json_scan_string (self, GW_JSON_STRING);
    case 't':
      return scan_word (self, "true", GW_JSON_TRUE);
    case 'f':
      return scan_word (self, "false", GW_JSON_FALSE);
    case 'n':
      return scan_word (self, "null", GW_JSON_NULL);
    case 'N':
    case 'I':
      if (self->accept_non_finite)
        return scan_non_finite (self);
      return _gw_json_fail (self, p, GW_ERROR_INVALID, _ ("NaN and Infinity are not numbers in JSON"));
    case '-':
      if (!_gw_window_ensure (&self->window, 2, &self->failure))
        return FALSE;
      if (self->window.cur[1] != 'I')
        return _gw_json_scan_number (self);
      if (self->accept_non_finite)
        return scan_non_finite (self);
      return _gw_json_fail (self, self->window.cur, GW_ERROR_INVALID, _ ("NaN and Infinity are not numbers in JSON"));
    default:
      if (g_ascii_isdigit (*p))
        return _gw_json_scan_number (self);
      return _gw_json_fail_expected (self, p, N_ ("a value"));
    }
}

static gboolean
scan_value (GwJsonReader *self)
{
  const char c = *self->window.cur;

  if (c == '{' || c == '[')
    return begin_container (self, c == '{');
  return scan_scalar (self);
}

static gboolean
scan_key (GwJsonReader *self)
{
  if (*self->window.cur != '"')
    return _gw_json_fail_expected (self, self->window.cur, N_ ("a key in quotes"));

  self->expect = GW_JSON_EXPECT_COLON;
  if (!_gw_json_scan_string (self, GW_JSON_KEY))
    return FALSE;
  if (self->keys != NULL)
    _gw_json_keys_add (self->keys, self->depth, self->string, self->string_length, self->line);
  return TRUE;
}

/* Blanks, then the token begins at cur. */
static gboolean
to_token (GwJsonReader *self, const char *expected)
{
  if (!skip_blanks (self))
    return self->failure != NULL ? FALSE : _gw_json_fail_expected (self, self->window.cur, expected);

  self->token_offset = _gw_window_offset_of (&self->window, self->window.cur);
  if (!self->raw)
    self->window.keep = self->window.cur;
  return TRUE;
}

/* After a value in a container: a comma and what it announces, or the end. */
static gboolean
scan_after_value (GwJsonReader *self)
{
  const gboolean object = self->open[self->depth - 1] == '{';

  if (*self->window.cur == (object ? '}' : ']'))
    return end_container (self);
  if (*self->window.cur != ',')
    return _gw_json_fail_expected (self, self->window.cur, object ? N_ ("a comma or “}”") : N_ ("a comma or “]”"));

  self->window.cur++;
  if (!to_token (self, object ? N_ ("a key in quotes") : N_ ("a value")))
    return FALSE;
  return object ? scan_key (self) : scan_value (self);
}

static gboolean
scan_at_start (GwJsonReader *self)
{
  self->started = TRUE;
  return _gw_window_skip_mark (&self->window, &self->failure);
}

static gboolean
scan (GwJsonReader *self)
{
  self->in_window = FALSE;
  if (!self->started && !scan_at_start (self))
    return FALSE;

  if (self->expect == GW_JSON_EXPECT_NOTHING)
    {
      if (skip_blanks (self))
        return _gw_json_fail (self, self->window.cur, GW_ERROR_INVALID,
                              _ ("Something follows the end of the document"));
      self->token_offset = _gw_window_offset_of (&self->window, self->window.cur);
      self->token = GW_JSON_END;
      return self->failure == NULL;
    }

  if (!to_token (self, self->expect == GW_JSON_EXPECT_COLON       ? N_ ("a colon")
                       : self->expect == GW_JSON_EXPECT_COMMA     ? N_ ("a comma or the end of a list")
                       : self->expect == GW_JSON_EXPECT_FIRST_KEY ? N_ ("a key in quotes or “}”")
                                                                  : N_ ("a value")))
    return FALSE;

  switch (self->expect)
    {
    case GW_JSON_EXPECT_COMMA:
      return scan_after_value (self);
    case GW_JSON_EXPECT_COLON:
      if (*self->window.cur != ':')
        return _gw_json_fail_expected (self, self->window.cur, N_ ("a colon"));
      self->window.cur++;
      return to_token (self, N_ ("a value")) && scan_value (self);
    case GW_JSON_EXPECT_FIRST_KEY:
      return *self->window.cur == '}' ? end_container (self) : scan_key (self);
    case GW_JSON_EXPECT_FIRST_VALUE:
      return *self->window.cur == ']' ? end_container (self) : scan_value (self);
    case GW_JSON_EXPECT_VALUE:
    case GW_JSON_EXPECT_NOTHING:
    default:
      return scan_value (self);
    }
}

gboolean
_gw_json_step (GwJsonReader *self, GError **error)
{
  if (self->failure == NULL && scan (self))
    return TRUE;

  self->token = GW_JSON_ERROR;
  g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

GwJsonToken
gw_json_reader_next (GwJsonReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, GW_JSON_ERROR);

  _gw_json_step (self, error);
  return self->token;
}

GwJsonToken
gw_json_reader_get_token (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, GW_JSON_ERROR);

  return self->token;
}

static gboolean
in_array (GwJsonReader *self)
{
  return self->failure == NULL && self->depth > 0 && self->open[self->depth - 1] == '['
         && (self->expect == GW_JSON_EXPECT_COMMA || self->expect == GW_JSON_EXPECT_FIRST_VALUE);
}

GwJsonToken
gw_json_reader_next_numbers (GwJsonReader *self, GArray *numbers, gsize max, GError **error)
{
  double run[64];
  gsize left = max;

  g_return_val_if_fail (self != NULL, GW_JSON_ERROR);
  g_return_val_if_fail (numbers != NULL, GW_JSON_ERROR);

  for (;;)
    {
      gsize n = in_array (self) ? _gw_json_scan_run (self, run, MIN (left, G_N_ELEMENTS (run))) : 0;

      if (n == 0)
        {
          if (!_gw_json_step (self, error) || self->token != GW_JSON_NUMBER)
            return self->token;
          if (left == 0)
            {
              _gw_json_fail (self, self->window.keep, GW_ERROR_LIMIT,
                             _ ("An array holds more numbers than are accepted here"));
              _gw_json_step (self, error);
              return self->token;
            }
          run[0] = gw_json_reader_get_double (self);
          n = 1;
        }
      g_array_append_vals (numbers, run, (guint) n);
      left -= n;
    }
}

gsize
gw_json_reader_next_pairs (GwJsonReader *self, GArray *numbers, gsize max)
{
  double run[128];
  gsize n, total = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (numbers != NULL, 0);

  if (!in_array (self) || self->depth == self->max_depth)
    return 0;
  do
    {
      n = _gw_json_scan_pairs (self, run, MIN (max - total, G_N_ELEMENTS (run) / 2));
      g_array_append_vals (numbers, run, (guint) (2 * n));
      total += n;
    }
  while (n > 0);

  return total;
}
