/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-json-reader-private.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *
skip_digits (const char *p, guint64 *mantissa)
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
skip_exponent (const char *p, int *exponent)
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
scan_number_text (GwJsonReader *self, const char *start, const char **bad)
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

gboolean
_gw_json_scan_number (GwJsonReader *self)
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
      if (!_gw_json_more (self, &p) && self->failure != NULL)
        return FALSE;
    }

  if (p == NULL)
    return _gw_json_fail_expected (self, bad,
                                   g_ascii_isdigit (*bad) ? N_ ("no digit after a leading zero") : N_ ("a digit"));
  if (p - self->window.keep - (gssize) begin > self->max_number)
    return _gw_json_fail_too_long (self, GW_LIMIT_JSON_NUMBER_BYTES);

  self->window.cur = (char *) p;
  self->token = GW_JSON_NUMBER;
  return TRUE;
}

/* Most coordinates: up to four digits, and up to three after the point. The end
 * of one at `p`, NULL where it is none such, which says nothing about it. The
 * only rounding is that of the division, as both operands are exact.
 */
static inline const char *
scan_coordinate (const char *p, double *value)
{
  static const double units[] = { 1, 10, 100, 1000 };
  const gboolean negative = *p == '-';
  const char *digits = p + negative;
  guint32 mantissa = 0;
  guint digit, n = 0;
  double magnitude;

  for (p = digits; (digit = (guint) (guchar) *p - '0') <= 9; p++)
    mantissa = mantissa * 10 + digit;
  if (p == digits || p - digits > 4 || (*digits == '0' && p - digits > 1))
    return NULL;
  if (*p == '.')
    {
      digits = ++p;
      for (; (digit = (guint) (guchar) *p - '0') <= 9 && p - digits < 4; p++)
        mantissa = mantissa * 10 + digit;
      n = (guint) (p - digits);
      if (n == 0 || n > 3)
        return NULL;
    }
  if ((*p | 0x20) == 'e')
    return NULL;

  magnitude = mantissa / units[n];
  *value = negative ? -magnitude : magnitude;
  return p;
}

gsize
_gw_json_scan_run (GwJsonReader *self, double *values, gsize max)
{
  gsize n = 0;
  const char *p = self->window.cur;

  while (n < max)
    {
      const char *q = p, *end, *bad;

      if (self->expect == GW_JSON_EXPECT_COMMA)
        {
          if (*q++ != ',')
            break;
          q += *q == ' ';
        }
      if (!g_ascii_isdigit (*q) && *q != '-')
        break;

      end = scan_coordinate (q, &values[n]);
      if (end == NULL)
        {
          end = scan_number_text (self, q, &bad);
          if (end == NULL || end - q > 64)
            break;
          values[n] = _gw_number_from_decimal (&self->number, q, end - q);
        }
      /* It may go on after the window. */
      if (end == self->window.end)
        break;

      n++;
      self->expect = GW_JSON_EXPECT_COMMA;
      p = end;
    }

  self->window.cur = (char *) p;
  return n;
}

/* The plain number at `p`, which `after` follows; NULL where that is not so. */
static inline const char *
scan_plain_number (GwJsonReader *self, const char *p, char after, double *value)
{
  const char *end, *bad;

  if (!g_ascii_isdigit (*p) && *p != '-')
    return NULL;
  end = scan_coordinate (p, value);
  if (end != NULL)
    return *end == after ? end + 1 : NULL;
  end = scan_number_text (self, p, &bad);
  if (end == NULL || *end != after || end - p > 64)
    return NULL;

  *value = _gw_number_from_decimal (&self->number, p, end - p);
  return isfinite (*value) ? end + 1 : NULL;
}

gsize
_gw_json_scan_pairs (GwJsonReader *self, double *values, gsize max)
{
  gsize n = 0;
  const char *p = self->window.cur;

  while (n < max)
    {
      const char *q = p;

      if (self->expect == GW_JSON_EXPECT_COMMA)
        {
          if (*q++ != ',')
            break;
          q += *q == ' ';
        }
      if (*q++ != '[')
        break;
      q = scan_plain_number (self, q, ',', &values[2 * n]);
      if (q == NULL)
        break;
      q = scan_plain_number (self, q + (*q == ' '), ']', &values[2 * n + 1]);
      if (q == NULL)
        break;

      n++;
      self->expect = GW_JSON_EXPECT_COMMA;
      p = q;
    }

  self->window.cur = (char *) p;
  return n;
}
