/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-reader.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-error.h"
#include "gw-limits.h"
#include "gw-number-private.h"
#include "gw-window-private.h"

#define STREAM_WINDOW (256 * 1024)
#define MEMORY_WINDOW (16 * 1024)

/* What the grammar allows next. */
typedef enum
{
  EXPECT_VALUE,          /* the document's value, or one after a comma in an array */
  EXPECT_FIRST_VALUE,    /* a value or "]" */
  EXPECT_FIRST_KEY,      /* a key or "}" */
  EXPECT_COLON,          /* ":" and a value */
  EXPECT_COMMA,          /* "," and what the container holds, or its end */
  EXPECT_NOTHING         /* the document is complete */
} Expect;

/* Always true: the current token begins at window.keep unless a raw value is
 * being taken, which then begins there. window.cur is after the current token.
 */
struct _GwJsonReader
{
  GwWindow window;
  Expect expect;
  GwJsonToken token;
  guint64 token_offset;
  guint64 line;
  guint64 line_offset; /* of the line's first byte */

  char *open; /* '{' or '[' for each open container */
  guint depth;
  guint max_depth;
  gssize max_number;
  gssize max_value;

  const char *string;
  gsize string_length;
  GString *scratch;   /* the decoded text of a string that has escapes */
  GwDecimal number;   /* mantissa and exponent of a number */
  double non_finite;

  guint started : 1;
  guint accept_non_finite : 1;
  guint raw : 1;       /* keep stays at the beginning of a value */
  guint in_window : 1; /* string is in the window, its closing quote overwritten by a NUL */

  GError *failure;
};

static void
begin_document (GwJsonReader *self,
                guint64 line,
                guint64 offset)
{
  self->expect = EXPECT_VALUE;
  self->token = GW_JSON_NULL;
  self->token_offset = offset;
  self->line = line;
  self->line_offset = offset;
  self->depth = 0;
  self->started = FALSE;
  self->raw = FALSE;
  self->in_window = FALSE;
  g_clear_error (&self->failure);
}

static GwJsonReader *
reader_new (GInputStream *stream,
            GCancellable *cancellable,
            gsize capacity)
{
  GwJsonReader *self = g_new0 (GwJsonReader, 1);

  _gw_window_init (&self->window, stream, cancellable, capacity);
  self->max_depth = (guint) gw_limit_get (GW_LIMIT_JSON_DEPTH);
  self->max_number = (gssize) gw_limit_get (GW_LIMIT_JSON_NUMBER_BYTES);
  self->max_value = (gssize) gw_limit_get (GW_LIMIT_JSON_VALUE_BYTES);
  self->open = g_malloc (self->max_depth);
  self->scratch = g_string_new (NULL);
  begin_document (self, 1, 0);
  return self;
}

GwJsonReader *
gw_json_reader_new (GInputStream *stream,
                    GCancellable *cancellable)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  return reader_new (stream, cancellable, STREAM_WINDOW);
}

GwJsonReader *
gw_json_reader_new_for_memory (const char *text,
                               gssize length)
{
  GwJsonReader *self = reader_new (NULL, NULL, MEMORY_WINDOW);

  gw_json_reader_reset_memory (self, text, length, 1, 0);
  return self;
}

void
gw_json_reader_free (GwJsonReader *self)
{
  if (self == NULL)
    return;

  _gw_window_clear (&self->window);
  g_string_free (self->scratch, TRUE);
  g_free (self->open);
  g_clear_error (&self->failure);
  g_free (self);
}

void
gw_json_reader_reset_memory (GwJsonReader *self,
                             const char *text,
                             gssize length,
                             guint64 line,
                             guint64 offset)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  _gw_window_set_memory (&self->window, text, length < 0 ? strlen (text) : (gsize) length, offset);
  begin_document (self, line, offset);
}

void
gw_json_reader_set_max_depth (GwJsonReader *self,
                              guint depth)
{
  g_return_if_fail (self != NULL);

  self->max_depth = MIN (depth, (guint) gw_limit_get (GW_LIMIT_JSON_DEPTH));
}

void
gw_json_reader_set_non_finite (GwJsonReader *self,
                               gboolean accept)
{
  g_return_if_fail (self != NULL);

  self->accept_non_finite = accept != FALSE;
}

/* Keeps the error with the position of `p`; always FALSE. */
static gboolean
fail (GwJsonReader *self,
      const char *p,
      GwErrorCode code,
      const char *message)
{
  const guint64 offset = _gw_window_offset_of (&self->window, p);

  g_set_error (&self->failure, GW_ERROR, (int) code, _("%s (line %llu, column %llu, byte %llu)."), message,
               (unsigned long long) self->line, (unsigned long long) (offset - self->line_offset + 1),
               (unsigned long long) offset);
  return FALSE;
}

/* As fail(), for something other than `expected` (not translated yet) at `p`. */
static gboolean
fail_expected (GwJsonReader *self,
               const char *p,
               const char *expected)
{
  g_autofree char *message = NULL;

  if (p == self->window.end)
    {
      message = g_strdup_printf (_("The text ends where %s was expected"), _(expected));
      return fail (self, p, GW_ERROR_TRUNCATED, message);
    }

  if (g_ascii_isgraph (*p))
    message = g_strdup_printf (_("Found “%c” where %s was expected"), *p, _(expected));
  else
    message = g_strdup_printf (_("Found byte 0x%02X where %s was expected"), (guchar) *p, _(expected));
  return fail (self, p, GW_ERROR_INVALID, message);
}

static gboolean
fail_too_long (GwJsonReader *self,
               GwLimit limit)
{
  g_autofree char *message =
    g_strdup_printf (_("A value is longer than the %llu bytes of the limit “%s”"),
                     (unsigned long long) gw_limit_get (limit), gw_limit_get_name (limit));

  return fail (self, self->window.keep, GW_ERROR_LIMIT, message);
}

/* Brings in more text while `*p`, a pointer into the window, moves along.
 * FALSE at the end of the text, and on an error, which is then kept.
 */
static gboolean
more (GwJsonReader *self,
      const char **p)
{
  const gssize ahead = *p - self->window.keep;
  gboolean filled;

  if (ahead > self->max_value)
    return fail_too_long (self, GW_LIMIT_JSON_VALUE_BYTES);

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
          if (!more (self, &p))
            {
              self->window.cur = (char *) p;
              return FALSE;
            }
        }
    }

  self->window.cur = (char *) p;
  return TRUE;
}

static const char *
skip_digits (const char *p,
             guint64 *mantissa)
{
  guint64 value = *mantissa;
  guint digit;

  /* May overflow; whether it did shows in the count of digits. */
  while ((digit = (guint) (guchar) *p - '0') <= 9)
    {
      value = value * 10 + digit;
      p++;
    }
  *mantissa = value;
  return p;
}

static const char *
skip_exponent (const char *p,
               int *exponent)
{
  gboolean negative = FALSE;
  int value = 0;

  p++;
  if (*p == '+' || *p == '-')
    negative = *p++ == '-';
  for (; g_ascii_isdigit (*p); p++)
    if (value < 1000000)
      value = value * 10 + (*p - '0');

  *exponent += negative ? -value : value;
  return p;
}

/* The end of the number at `start`, its value in self->number; NULL and `bad`
 * at the offending byte when it breaks the grammar. Stops at the window's end
 * whatever follows there.
 */
static inline const char *
scan_number_text (GwJsonReader *self,
                  const char *start,
                  const char **bad)
{
  GwDecimal *number = &self->number;
  const char *p = start, *digits;
  gsize n_digits;

  number->negative = *p == '-';
  p += number->negative;
  number->mantissa = 0;
  number->exponent = 0;

  digits = p;
  p = skip_digits (p, &number->mantissa);
  n_digits = p - digits;
  if (n_digits == 0 || (*digits == '0' && n_digits > 1))
    {
      *bad = n_digits == 0 ? p : digits + 1;
      return NULL;
    }

  if (*p == '.')
    {
      digits = ++p;
      p = skip_digits (p, &number->mantissa);
      if (p == digits)
        {
          *bad = p;
          return NULL;
        }
      n_digits += p - digits;
      /* Where this is cut the digits are too many anyway. */
      number->exponent = -(int) MIN (p - digits, 1000000);
    }

  if (*p == 'e' || *p == 'E')
    {
      p = skip_exponent (p, &number->exponent);
      if (!g_ascii_isdigit (p[-1]))
        {
          *bad = p;
          return NULL;
        }
    }

  number->exact = n_digits <= 19;
  return p;
}

static gboolean
scan_number (GwJsonReader *self)
{
  const char *bad = NULL;
  const char *p = self->window.cur;
  const gsize begin = p - self->window.keep;

  for (;;)
    {
      const char *start = self->window.keep + begin;

      p = scan_number_text (self, start, &bad);
      if ((p != NULL ? p : bad) != self->window.end || self->window.at_end)
        break;

      /* The number may go on after the window; it is scanned again. */
      p = self->window.end;
      if (p - start > self->max_number)
        break;
      if (!more (self, &p) && self->failure != NULL)
        return FALSE;
    }

  if (p == NULL)
    return fail_expected (self, bad, *bad >= '0' && *bad <= '9' ? N_("no digit after a leading zero") : N_("a digit"));
  if (p - self->window.keep - (gssize) begin > self->max_number)
    return fail_too_long (self, GW_LIMIT_JSON_NUMBER_BYTES);

  self->window.cur = (char *) p;
  self->token = GW_JSON_NUMBER;
  return TRUE;
}

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
      const guint64 found = _gw_bytes_equal (word, '"') | _gw_bytes_equal (word, '\\') |
                            _gw_bytes_below (word, 0x20) | (word & G_GUINT64_CONSTANT (0x8080808080808080));

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
decode_unicode (GwJsonReader *self,
                const char **p)
{
  const char *text = *p;
  int unit = hex_4 (text + 2);
  gsize length = 6;

  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      const int low = text[6] == '\\' && text[7] == 'u' ? hex_4 (text + 8) : -1;

      if (low < 0xdc00 || low > 0xdfff)
        return fail (self, text, GW_ERROR_INVALID, _("Half of a surrogate pair stands alone in a string"));
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      length = 12;
    }
  else if (unit >= 0xdc00 && unit <= 0xdfff)
    {
      return fail (self, text, GW_ERROR_INVALID, _("Half of a surrogate pair stands alone in a string"));
    }
  else if (unit < 0)
    {
      return fail (self, text, GW_ERROR_INVALID, _("Four hexadecimal digits must follow “\\u” in a string"));
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
decode_escape (GwJsonReader *self,
               const char **p)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  /* 12 bytes: a surrogate pair. */
  while (self->window.end - *p < 12 && more (self, p))
    ;
  if (self->failure != NULL)
    return FALSE;

  if ((*p)[1] == 'u')
    {
      if (self->window.end - *p < 6)
        return fail (self, self->window.end, GW_ERROR_TRUNCATED, _("The text ends inside a string"));
      return decode_unicode (self, p);
    }

  if (*p + 1 == self->window.end)
    return fail (self, self->window.end, GW_ERROR_TRUNCATED, _("The text ends inside a string"));
  found = (*p)[1] != '\0' ? strchr (from, (*p)[1]) : NULL;
  if (found == NULL)
    return fail (self, *p, GW_ERROR_INVALID, _("A backslash in a string begins no known escape"));

  g_string_append_c (self->scratch, to[found - from]);
  *p += 2;
  return TRUE;
}

/* The byte at `*p`, inside a string, that is neither plain nor a quote.
 * `*segment` is the distance from keep to the text that the scratch lacks.
 */
static gboolean
scan_special (GwJsonReader *self,
              const char **p,
              gsize *segment)
{
  const char *text = *p;
  int length = -1;

  if (*text == '\\')
    {
      const char *from = self->window.keep + *segment;

      g_string_append_len (self->scratch, from, text - from);
      if (!decode_escape (self, p))
        return FALSE;
      *segment = *p - self->window.keep;
      return TRUE;
    }

  if ((guchar) *text < 0x20 && text < self->window.end)
    return fail (self, text, GW_ERROR_INVALID, _("A control character stands unescaped in a string"));

  if (text < self->window.end)
    length = _gw_utf8_length (text, self->window.end);
  if (length == 0)
    return fail (self, text, GW_ERROR_INVALID, _("A string is not valid UTF-8"));
  if (length > 0)
    *p += length;
  else if (!more (self, p) && self->failure == NULL)
    return fail (self, self->window.end, GW_ERROR_TRUNCATED, _("The text ends inside a string"));

  return self->failure == NULL;
}

/* The string whose opening quote is at cur. */
static gboolean
scan_string (GwJsonReader *self,
             GwJsonToken token)
{
  const char *p = self->window.cur + 1;
  gsize segment = p - self->window.keep;
  const gsize begin = segment;

  if (self->scratch->len > 0)
    g_string_truncate (self->scratch, 0);

  while (*(p = skip_plain (p)) != '"')
    if (!scan_special (self, &p, &segment))
      return FALSE;

  if (p - self->window.keep > self->max_value)
    return fail_too_long (self, GW_LIMIT_JSON_VALUE_BYTES);

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

static gboolean
scan_word (GwJsonReader *self,
           const char *word,
           GwJsonToken token)
{
  const gsize length = strlen (word);

  if (!_gw_window_ensure (&self->window, length, &self->failure))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (self->window.cur[i] != word[i])
      {
        g_autofree char *expected = g_strdup_printf ("“%s”", word);

        return fail_expected (self, self->window.cur + i, expected);
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
begin_container (GwJsonReader *self,
                 gboolean object)
{
  if (self->depth == self->max_depth)
    {
      g_autofree char *message =
        g_strdup_printf (_("More than %u arrays and objects lie inside one another (limit “%s”)"), self->max_depth,
                         gw_limit_get_name (GW_LIMIT_JSON_DEPTH));

      return fail (self, self->window.cur, GW_ERROR_LIMIT, message);
    }

  self->open[self->depth++] = object ? '{' : '[';
  self->window.cur++;
  self->token = object ? GW_JSON_OBJECT_BEGIN : GW_JSON_ARRAY_BEGIN;
  self->expect = object ? EXPECT_FIRST_KEY : EXPECT_FIRST_VALUE;
  return TRUE;
}

static gboolean
end_container (GwJsonReader *self)
{
  self->depth--;
  self->token = self->open[self->depth] == '{' ? GW_JSON_OBJECT_END : GW_JSON_ARRAY_END;
  self->window.cur++;
  self->expect = self->depth > 0 ? EXPECT_COMMA : EXPECT_NOTHING;
  return TRUE;
}

static gboolean
scan_scalar (GwJsonReader *self)
{
  const char *p = self->window.cur;

  self->expect = self->depth > 0 ? EXPECT_COMMA : EXPECT_NOTHING;
  switch (*p)
    {
    case '"':
      return scan_string (self, GW_JSON_STRING);
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
      return fail (self, p, GW_ERROR_INVALID, _("NaN and Infinity are not numbers in JSON"));
    case '-':
      if (!_gw_window_ensure (&self->window, 2, &self->failure))
        return FALSE;
      if (self->window.cur[1] != 'I')
        return scan_number (self);
      if (self->accept_non_finite)
        return scan_non_finite (self);
      return fail (self, self->window.cur, GW_ERROR_INVALID, _("NaN and Infinity are not numbers in JSON"));
    default:
      if (g_ascii_isdigit (*p))
        return scan_number (self);
      return fail_expected (self, p, N_("a value"));
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
    return fail_expected (self, self->window.cur, N_("a key in quotes"));

  self->expect = EXPECT_COLON;
  return scan_string (self, GW_JSON_KEY);
}

/* Blanks, then the token begins at cur. */
static gboolean
to_token (GwJsonReader *self,
          const char *expected)
{
  if (!skip_blanks (self))
    return self->failure != NULL ? FALSE : fail_expected (self, self->window.cur, expected);

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
    return fail_expected (self, self->window.cur, object ? N_("a comma or “}”") : N_("a comma or “]”"));

  self->window.cur++;
  if (!to_token (self, object ? N_("a key in quotes") : N_("a value")))
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

  if (self->expect == EXPECT_NOTHING)
    {
      if (skip_blanks (self))
        return fail (self, self->window.cur, GW_ERROR_INVALID, _("Something follows the end of the document"));
      self->token_offset = _gw_window_offset_of (&self->window, self->window.cur);
      self->token = GW_JSON_END;
      return self->failure == NULL;
    }

  if (!to_token (self, self->expect == EXPECT_COLON     ? N_("a colon")
                       : self->expect == EXPECT_COMMA   ? N_("a comma or the end of a list")
                       : self->expect == EXPECT_FIRST_KEY ? N_("a key in quotes or “}”")
                                                          : N_("a value")))
    return FALSE;

  switch (self->expect)
    {
    case EXPECT_COMMA:
      return scan_after_value (self);
    case EXPECT_COLON:
      if (*self->window.cur != ':')
        return fail_expected (self, self->window.cur, N_("a colon"));
      self->window.cur++;
      return to_token (self, N_("a value")) && scan_value (self);
    case EXPECT_FIRST_KEY:
      return *self->window.cur == '}' ? end_container (self) : scan_key (self);
    case EXPECT_FIRST_VALUE:
      return *self->window.cur == ']' ? end_container (self) : scan_value (self);
    case EXPECT_VALUE:
    case EXPECT_NOTHING:
    default:
      return scan_value (self);
    }
}

static gboolean
step (GwJsonReader *self,
      GError **error)
{
  if (self->failure == NULL && scan (self))
    return TRUE;

  self->token = GW_JSON_ERROR;
  g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

GwJsonToken
gw_json_reader_next (GwJsonReader *self,
                     GError **error)
{
  g_return_val_if_fail (self != NULL, GW_JSON_ERROR);

  step (self, error);
  return self->token;
}

GwJsonToken
gw_json_reader_get_token (GwJsonReader *self)
{
  g_return_val_if_fail (self != NULL, GW_JSON_ERROR);

  return self->token;
}

/* The numbers of an array that lie wholly in the window, at most `max`; how
 * many. Stops before whatever is not plain, which the next step then settles:
 * blanks other than one space after a comma, long numbers, errors, the end.
 */
static gsize
scan_run (GwJsonReader *self,
          double *values,
          gsize max)
{
  gsize n = 0;
  const char *p = self->window.cur;

  while (n < max)
    {
      const char *q = p, *end, *bad;

      if (self->expect == EXPECT_COMMA)
        {
          if (*q++ != ',')
            break;
          q += *q == ' ';
        }
      if (!g_ascii_isdigit (*q) && *q != '-')
        break;

      end = scan_number_text (self, q, &bad);
      if (end == NULL || end == self->window.end || end - q > 64)
        break;

      values[n++] = _gw_number_from_decimal (&self->number, q, end - q);
      self->expect = EXPECT_COMMA;
      p = end;
    }

  self->window.cur = (char *) p;
  return n;
}

static gboolean
in_array (GwJsonReader *self)
{
  return self->failure == NULL && self->depth > 0 && self->open[self->depth - 1] == '[' &&
         (self->expect == EXPECT_COMMA || self->expect == EXPECT_FIRST_VALUE);
}

GwJsonToken
gw_json_reader_next_numbers (GwJsonReader *self,
                             GArray *numbers,
                             gsize max,
                             GError **error)
{
  double run[64];
  gsize left = max;

  g_return_val_if_fail (self != NULL, GW_JSON_ERROR);
  g_return_val_if_fail (numbers != NULL, GW_JSON_ERROR);

  for (;;)
    {
      gsize n = in_array (self) ? scan_run (self, run, MIN (left, G_N_ELEMENTS (run))) : 0;

      if (n == 0)
        {
          if (!step (self, error) || self->token != GW_JSON_NUMBER)
            return self->token;
          if (left == 0)
            {
              fail (self, self->window.keep, GW_ERROR_LIMIT, _("An array holds more numbers than are accepted here"));
              step (self, error);
              return self->token;
            }
          run[0] = gw_json_reader_get_double (self);
          n = 1;
        }
      g_array_append_vals (numbers, run, (guint) n);
      left -= n;
    }
}

const char *
gw_json_reader_get_string (GwJsonReader *self,
                           gsize *length)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->token == GW_JSON_KEY || self->token == GW_JSON_STRING, NULL);

  if (length != NULL)
    *length = self->string_length;
  return self->string;
}

gboolean
gw_json_reader_string_is (GwJsonReader *self,
                          const char *text)
{
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->token == GW_JSON_KEY || self->token == GW_JSON_STRING, FALSE);

  length = strlen (text);
  return length == self->string_length && memcmp (self->string, text, length) == 0;
}

char *
gw_json_reader_dup_string (GwJsonReader *self,
                           GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->token == GW_JSON_KEY || self->token == GW_JSON_STRING, NULL);

  if (memchr (self->string, '\0', self->string_length) != NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _("A text holds the character U+0000 (line %llu, column %llu)."),
                   (unsigned long long) gw_json_reader_get_line (self),
                   (unsigned long long) gw_json_reader_get_column (self));
      return NULL;
    }

  return g_strndup (self->string, self->string_length);
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
gw_json_reader_get_int64 (GwJsonReader *self,
                          gboolean *exact)
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
finish_value (GwJsonReader *self,
              GError **error)
{
  const guint depth = self->depth;

  if (self->token != GW_JSON_OBJECT_BEGIN && self->token != GW_JSON_ARRAY_BEGIN)
    return TRUE;

  while (self->depth >= depth)
    if (!step (self, error))
      return FALSE;
  return TRUE;
}

/* Onto the first token of the current value. */
static gboolean
enter_value (GwJsonReader *self,
             GError **error)
{
  if (self->token == GW_JSON_KEY)
    return step (self, error);
  if (self->failure != NULL)
    return step (self, error);
  return TRUE;
}

gboolean
gw_json_reader_skip_value (GwJsonReader *self,
                           GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return enter_value (self, error) && finish_value (self, error);
}

const char *
gw_json_reader_take_raw (GwJsonReader *self,
                         gsize *length,
                         GError **error)
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
      fail_too_long (self, GW_LIMIT_JSON_VALUE_BYTES);
      step (self, error);
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
gw_json_validate (const char *text,
                  gssize length,
                  GError **error)
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
