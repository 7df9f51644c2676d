/* SPDX-License-Identifier: GPL-3.0-or-later */

/* strtod_l() */
#define _GNU_SOURCE

#include "gw-number.h"
#include "gw-number-private.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Above this no double has a fraction, and below it every integer is a double. */
#define INTEGER_LIMIT 9007199254740992.0

/* Fifteen digits always survive the way into a double and back, so that at
 * most one decimal of that length lies next to a double. */
#define SAFE_DIGITS 15
#define SAFE_LIMIT 1e15

/* Of most coordinates in files; below the limit they leave SAFE_DIGITS. */
#define USUAL_PLACES 2
#define USUAL_LIMIT 1e13

/* A thing of one millionth is still written without an exponent. */
#define PLAIN_PLACES 6

/* Every power of ten that is a double exactly. */
#define MAX_POWER 22
static const double powers[MAX_POWER + 1] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static double
parse_c (const char *text, gsize length)
{
  static gsize once;
  static locale_t c_locale;
  char buffer[128];
  g_autofree char *heap = NULL;
  char *copy = buffer;

  if (g_once_init_enter (&once))
    {
      c_locale = newlocale (LC_ALL_MASK, "C", (locale_t) 0);
      g_once_init_leave (&once, 1);
    }

  if (length >= sizeof buffer)
    copy = heap = g_malloc (length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';

  return strtod_l (copy, NULL, c_locale);
}

double
_gw_number_from_decimal (const GwDecimal *decimal, const char *text, gsize length)
{
  /* Both operands are exact, so the one rounding is the right one. */
  if (FLT_EVAL_METHOD == 0 && decimal->exact && decimal->mantissa <= (G_GUINT64_CONSTANT (1) << 53)
      && decimal->exponent >= -MAX_POWER && decimal->exponent <= MAX_POWER)
    {
      double value = (double) decimal->mantissa;

      if (decimal->exponent < 0)
        value /= powers[-decimal->exponent];
      else
        value *= powers[decimal->exponent];
      return decimal->negative ? -value : value;
    }

  return parse_c (text, length);
}

/* Lays out digits[0].digits[1]... * 10^(point - 1) as ECMAScript does. */
static gsize
lay_out (gboolean negative, const char *digits, int n_digits, int point, char *out)
{
  char *p = out;

  if (negative)
    *p++ = '-';

  if (n_digits <= point && point <= 21)
    {
      p = mempcpy (p, digits, n_digits);
      memset (p, '0', point - n_digits);
      p += point - n_digits;
    }
  else if (point > 0 && point <= 21)
    {
      p = mempcpy (p, digits, point);
      *p++ = '.';
      p = mempcpy (p, digits + point, n_digits - point);
    }
  else if (point > -6 && point <= 0)
    {
      p = mempcpy (p, "0.", 2);
      memset (p, '0', -point);
      p += -point;
      p = mempcpy (p, digits, n_digits);
    }
  else
    {
      *p++ = digits[0];
      if (n_digits > 1)
        {
          *p++ = '.';
          p = mempcpy (p, digits + 1, n_digits - 1);
        }
      p += sprintf (p, "e%d", point - 1);
    }

  *p = '\0';
  return p - out;
}

/* rint() below 2^52 without the call: there every double of that size is whole. */
static inline double
nearest_whole (double value)
{
  const double shift = 4503599627370496.0;

  return FLT_EVAL_METHOD == 0 && value < SAFE_LIMIT ? (value + shift) - shift : rint (value);
}

/* The digits of `value`, without trailing zeros; how many, and in `n_zeros` how
 * many zeros fell away. */
static int
integer_digits (guint64 value, char digits[24], int *n_zeros)
{
  char reversed[24];
  int n = 0, zeros = 0;

  while (value != 0 && value % 10 == 0)
    {
      value /= 10;
      zeros++;
    }
  for (; value != 0; value /= 10)
    reversed[n++] = (char) ('0' + value % 10);
  for (int i = 0; i < n; i++)
    digits[i] = reversed[n - 1 - i];

  *n_zeros = zeros;
  return n;
}

/* Two digits of each number below a hundred. */
static const char two_digits[] = "00010203040506070809"
                                 "10111213141516171819"
                                 "20212223242526272829"
                                 "30313233343536373839"
                                 "40414243444546474849"
                                 "50515253545556575859"
                                 "60616263646566676869"
                                 "70717273747576777879"
                                 "80818283848586878889"
                                 "90919293949596979899";

/* Below 10,000, as most places in a picture are. */
static inline char *
append_few (char *p, guint32 value)
{
  const guint32 high = value / 100;
  char digits[4];
  guint skipped = (value < 1000) + (value < 100) + (value < 10);

  memcpy (digits, two_digits + 2 * high, 2);
  memcpy (digits + 2, two_digits + 2 * (value - 100 * high), 2);
  for (guint i = skipped; i < 4; i++)
    *p++ = digits[i];
  return p;
}

static char *
append_whole (char *p, guint64 value)
{
  char digits[24];
  char *first = digits + sizeof digits;

  if (value < 10000)
    return append_few (p, (guint32) value);
  do
    *--first = (char) ('0' + value % 10);
  while ((value /= 10) != 0);

  return mempcpy (p, first, (gsize) (digits + sizeof digits - first));
}

/* Dividing by a number that is known takes a multiplication only: the places
 * that coordinates are read and written with have theirs.
 */
static inline guint64
get_whole (guint64 scaled, int places, guint32 unit)
{
  switch (places)
    {
    case 0:
      return scaled;
    case 2:
      return scaled / 100;
    case 3:
      return scaled / 1000;
    default:
      return scaled / unit;
    }
}

/* What has no need of an exponent, as coordinates: `scaled` above 0, up to
 * PLAIN_PLACES places.
 */
static gsize
format_plain (gboolean negative, guint64 scaled, int places, char *out)
{
  static const guint32 units[PLAIN_PLACES + 1] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
  const guint64 whole = get_whole (scaled, places, units[places]);
  guint32 fraction = (guint32) (scaled - whole * units[places]);
  char *p = out;

  if (negative)
    *p++ = '-';
  p = append_whole (p, whole);
  if (fraction == 0)
    ;
  else if (places == USUAL_PLACES)
    {
      *p++ = '.';
      *p++ = (char) ('0' + fraction / 10);
      if (fraction % 10 != 0)
        *p++ = (char) ('0' + fraction % 10);
    }
  else
    {
      *p++ = '.';
      for (; fraction % 10 == 0; fraction /= 10)
        places--;
      for (int i = places - 1; i >= 0; i--, fraction /= 10)
        p[i] = (char) ('0' + fraction % 10);
      p += places;
    }

  *p = '\0';
  return p - out;
}

static gsize
format_scaled (gboolean negative, guint64 scaled, int places, char *out)
{
  char digits[24];
  int zeros, n;

  if (places <= PLAIN_PLACES)
    return format_plain (negative, scaled, places, out);
  n = integer_digits (scaled, digits, &zeros);

  return lay_out (negative, digits, n, n + zeros - places, out);
}

static gboolean
reads_back (const char *digits, int n_digits, int point, double value)
{
  char text[64];
  int length = snprintf (text, sizeof text, "%.*se%d", n_digits, digits, point - n_digits);

  return parse_c (text, length) == value;
}

/* Adds one to the last digit; FALSE when that would need a digit more. */
static gboolean
step_up (char *digits, int n_digits)
{
  for (int i = n_digits - 1; i >= 0; i--)
    {
      if (digits[i] != '9')
        {
          digits[i]++;
          return TRUE;
        }
      digits[i] = '0';
    }
  return FALSE;
}

/* The `n_digits` digits next to `value`; the place of the point is returned. */
static int
correct_digits (double value, int n_digits, char digits[32])
{
  char text[64];
  int n = 0;
  const char *p;

  snprintf (text, sizeof text, "%.*e", n_digits - 1, value);
  for (p = text; *p != 'e'; p++)
    if (g_ascii_isdigit (*p)) /* steps over the locale's decimal point */
      digits[n++] = *p;

  return atoi (p + 1) + 1;
}

/* Any finite value above 0: the first length from `shortest` on that reads
 * back. */
static gsize
format_slowly (gboolean negative, double value, int shortest, char *out)
{
  char digits[32];
  int point = 0, n, exponent;

  for (n = shortest; n < 17; n++)
    {
      /* Lengths below 15 pay only for subnormals and round powers of ten. */
      if (n > 3 && n < SAFE_DIGITS && value >= DBL_MIN)
        n = SAFE_DIGITS;

      point = correct_digits (value, n, digits);
      if (reads_back (digits, n, point, value))
        break;

      /* Doubles lie closer together below a power of two than above: the next
       * decimal up may read back where the nearest one does not. */
      if (n == 16 && frexp (value, &exponent) <= 0.5 && step_up (digits, n) && reads_back (digits, n, point, value))
        break;
    }

  if (n == 17)
    point = correct_digits (value, n, digits);
  while (n > 1 && digits[n - 1] == '0')
    n--;

  return lay_out (negative, digits, n, point, out);
}

/* Most coordinates: hundredths of less than 10,000, above 0. 0 where it is none. */
static inline gsize
format_hundredths (double value, char *out)
{
  const double shift = 4503599627370496.0;
  const double scaled = (value * 100 + shift) - shift;
  guint32 hundredths, whole, fraction;
  char *p;

  if (FLT_EVAL_METHOD != 0 || !(scaled >= 1 && scaled < 1e6) || scaled / 100 != value)
    return 0;

  hundredths = (guint32) scaled;
  whole = hundredths / 100;
  fraction = hundredths - 100 * whole;
  p = append_few (out, whole);
  if (fraction > 0)
    {
      *p++ = '.';
      memcpy (p, two_digits + 2 * fraction, 2);
      p += 2 - (two_digits[2 * fraction + 1] == '0');
    }
  *p = '\0';

  return (gsize) (p - out);
}

gsize
gw_number_format (double value, char buffer[GW_NUMBER_LENGTH])
{
  const gsize length = format_hundredths (value, buffer);
  const gboolean negative = signbit (value) != 0;
  const double magnitude = fabs (value);

  if (length > 0)
    return length;
  g_return_val_if_fail (isfinite (value), 0);

  if (magnitude == 0)
    {
      strcpy (buffer, negative ? "-0" : "0");
      return negative ? 2 : 1;
    }

  /* Trailing zeros fall away, so that what has fewer places than coordinates
   * mostly have is found with theirs.
   */
  for (int places = magnitude < USUAL_LIMIT ? USUAL_PLACES : 0; places <= MAX_POWER; places++)
    {
      const double scaled = nearest_whole (magnitude * powers[places]);

      /* All that have up to 15 digits were tried. */
      if (scaled >= SAFE_LIMIT && places > 0)
        return format_slowly (negative, magnitude, SAFE_DIGITS + 1, buffer);
      if (scaled >= SAFE_LIMIT)
        break;
      if (scaled / powers[places] == magnitude)
        return format_scaled (negative, (guint64) scaled, places, buffer);
    }

  return format_slowly (negative, magnitude, 1, buffer);
}

/* rint (magnitude * 10^decimals) of the exact product. */
static guint64
scale_exactly (double magnitude, guint decimals)
{
  const double product = magnitude * powers[decimals];
  const double doubt = product * DBL_EPSILON;
  char text[64];
  guint64 scaled = 0;

  if (product < SAFE_LIMIT)
    {
      const guint64 whole = (guint64) product;
      const double fraction = product - (double) whole;

      if (fabs (fraction - 0.5) > doubt)
        return whole + (fraction > 0.5);
    }

  /* Near a tie, or too long for the product: printf() rounds the exact value. */
  snprintf (text, sizeof text, "%.*f", (int) decimals, magnitude);
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      scaled = scaled * 10 + (guint64) (*p - '0');
  return scaled;
}

gsize
gw_number_format_decimals (double value, guint decimals, char buffer[GW_NUMBER_LENGTH])
{
  const double magnitude = fabs (value);
  guint64 scaled;

  g_return_val_if_fail (isfinite (value), 0);
  g_return_val_if_fail (decimals <= SAFE_DIGITS, 0);

  /* No places to cut, and more digits than 64 bits may hold with them. */
  if (magnitude * powers[decimals] >= 1e19)
    return gw_number_format (value, buffer);

  scaled = scale_exactly (magnitude, decimals);
  if (scaled == 0)
    {
      strcpy (buffer, "0");
      return 1;
    }

  return format_scaled (value < 0, scaled, (int) decimals, buffer);
}

/* Scans digits from `p`; the first byte that is none. */
static const char *
scan_digits (const char *p, const char *end, guint64 *mantissa)
{
  while (p < end && g_ascii_isdigit (*p))
    *mantissa = *mantissa * 10 + (guint64) (*p++ - '0');
  return p;
}

/* From the "e" on; NULL when no exponent stands there. */
static const char *
scan_exponent (const char *p, const char *end, int *exponent)
{
  gboolean negative = FALSE;
  int value = 0;

  p++;
  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  if (p == end)
    return NULL;
  for (; p < end && g_ascii_isdigit (*p); p++)
    if (value < 1000000)
      value = value * 10 + (*p - '0');

  *exponent = negative ? -value : value;
  return p;
}

gboolean
gw_number_parse (const char *text, gssize length, double *value)
{
  GwDecimal decimal = {
    0,
  };
  const char *p = text, *end, *digits;
  gsize n_whole, n_fraction = 0;
  double result;
  int exponent = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (p < end && (*p == '+' || *p == '-'))
    decimal.negative = *p++ == '-';

  digits = p;
  p = scan_digits (p, end, &decimal.mantissa);
  n_whole = p - digits;
  if (p < end && *p == '.')
    {
      digits = ++p;
      p = scan_digits (p, end, &decimal.mantissa);
      n_fraction = p - digits;
    }
  if (n_whole + n_fraction == 0)
    return FALSE;
  if (p < end && (*p == 'e' || *p == 'E'))
    p = scan_exponent (p, end, &exponent);
  if (p != end)
    return FALSE;

  decimal.exact = n_whole + n_fraction <= 19;
  decimal.exponent = exponent - (int) MIN (n_fraction, 19);
  result = _gw_number_from_decimal (&decimal, text, end - text);
  if (!isfinite (result))
    return FALSE;

  *value = result;
  return TRUE;
}

gboolean
gw_number_parse_int64 (const char *text, gssize length, gint64 *value)
{
  const char *p = text, *end;
  gboolean negative = FALSE;
  guint64 magnitude = 0, limit;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  if (p == end)
    return FALSE;

  limit = (guint64) G_MAXINT64 + (negative ? 1 : 0);
  for (; p < end; p++)
    {
      const guint64 digit = (guint64) (*p - '0');

      if (!g_ascii_isdigit (*p) || magnitude > (limit - digit) / 10)
        return FALSE;
      magnitude = magnitude * 10 + digit;
    }

  *value = negative ? (gint64) (0 - magnitude) : (gint64) magnitude;
  return TRUE;
}
