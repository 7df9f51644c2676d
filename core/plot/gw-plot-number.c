/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-number.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define MINUS "\u2212"
#define NO_VALUE "\u2014"
#define MAX_DECIMALS 12

static struct
{
  char decimal[8];
  char group[8];
} signs = { ".", "," };

void
gw_plot_number_use_locale (void)
{
  const struct lconv *locale = localeconv ();

  if (locale->decimal_point != NULL && *locale->decimal_point != '\0')
    g_strlcpy (signs.decimal, locale->decimal_point, sizeof signs.decimal);
  if (locale->thousands_sep != NULL)
    g_strlcpy (signs.group, locale->thousands_sep, sizeof signs.group);
}

/* digits: of the C locale, without a sign */
static char *
spell (const char *digits, gboolean negative)
{
  GString *text = g_string_new (negative ? MINUS : NULL);
  gsize n = strspn (digits, "0123456789");

  for (gsize i = 0; i < n; i++)
    {
      g_string_append_c (text, digits[i]);
      if ((n - i) % 3 == 1 && i + 1 < n)
        g_string_append (text, signs.group);
    }
  if (digits[n] == '.')
    g_string_append_printf (text, "%s%s", signs.decimal, digits + n + 1);

  return g_string_free (text, FALSE);
}

/* "×10⁻⁷" behind a mantissa of two digits. */
static char *
spell_power (double value)
{
  static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  int power = (int) floor (log10 (fabs (value)));
  double mantissa = value / pow (10, power);
  g_autofree char *front = NULL;
  g_autofree char *digits = NULL;
  GString *text;

  if (fabs (mantissa) >= 9.95)
    {
      mantissa /= 10;
      power++;
    }
  front = gw_plot_number_fixed (mantissa, fabs (mantissa - round (mantissa)) < 0.05 ? 0 : 1);
  digits = g_strdup_printf ("%d", ABS (power));
  text = g_string_new (front);
  g_string_append (text, "×10");
  if (power < 0)
    g_string_append (text, "⁻");
  for (const char *p = digits; *p != '\0'; p++)
    g_string_append (text, raised[*p - '0']);

  return g_string_free (text, FALSE);
}

char *
gw_plot_number_fixed (double value, int decimals)
{
  char format[8];
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 400];
  gboolean zero;

  if (isnan (value))
    return g_strdup (NO_VALUE);
  if (isinf (value))
    return g_strdup (value > 0 ? "∞" : MINUS "∞");

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, MAX_DECIMALS));
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  /* What rounds to nothing has no sign. */
  zero = strspn (digits, "0.") == strlen (digits);
  return spell (digits, value < 0 && !zero);
}

char *
gw_plot_number_count (double value)
{
  return gw_plot_number_fixed (value, 0);
}

char *
gw_plot_number_quantity (double value)
{
  double size = fabs (value);
  int decimals;

  if (!isfinite (value) || size == 0)
    return gw_plot_number_fixed (value, 0);
  if (size >= 1e15 || size < 1e-4)
    return spell_power (value);
  decimals = 2 - (int) floor (log10 (size));
  if (size >= 100 || value == round (value))
    decimals = 0;

  return gw_plot_number_fixed (value, MIN (decimals, 6));
}

static char *
percent (double share, int below, int above)
{
  const double value = 100 * share;
  const int decimals = fabs (value) < 10 ? below : above;
  g_autofree char *number = NULL;

  if (!isfinite (share))
    return gw_plot_number_fixed (share, 0);
  if (value > 0 && value < 0.5 * pow (10, -below))
    {
      number = gw_plot_number_fixed (pow (10, -below), below);
      return g_strdup_printf ("< %s%%", number);
    }
  number = gw_plot_number_fixed (value, value == 0 ? 0 : decimals);
  return g_strdup_printf ("%s%%", number);
}

char *
gw_plot_number_percent (double share)
{
  return percent (share, 1, 0);
}

char *
gw_plot_number_percent_exact (double share)
{
  return percent (share, 1, 1);
}

char *
gw_plot_number_p (double p)
{
  g_autofree char *least = NULL;

  if (!(p < 0.001))
    return gw_plot_number_fixed (p, p < 0.1 ? 3 : 2);
  least = gw_plot_number_fixed (0.001, 3);
  return g_strdup_printf ("< %s", least);
}

/* The least decimals that show a step whole: 1 for 0.5, 2 for 0.25. */
static int
decimals_of (double step)
{
  int decimals = 0;

  for (double rest = fabs (step); decimals < MAX_DECIMALS && fabs (rest - round (rest)) > 1e-6 * MAX (1, rest);
       rest *= 10)
    decimals++;
  return decimals;
}

GStrv
gw_plot_number_ticks (const double *values, gsize n, double step)
{
  GStrv labels = g_new0 (char *, n + 1);
  double largest = 0;
  double unit = 1;
  const char *suffix = "";
  gboolean powers;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (values[i]));
  powers = largest >= 1e15 || (largest > 0 && largest < 1e-4);
  if (largest >= 1e7 && fmod (step, 1e6) == 0)
    {
      unit = 1e6;
      suffix = "M";
    }
  else if (largest >= 1e4 && fmod (step, 1e3) == 0)
    {
      unit = 1e3;
      suffix = "k";
    }

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = NULL;

      if (powers && values[i] != 0)
        labels[i] = spell_power (values[i]);
      else
        {
          number = gw_plot_number_fixed (values[i] / unit, values[i] == 0 && unit > 1 ? 0 : decimals_of (step / unit));
          labels[i] = g_strconcat (number, values[i] == 0 ? "" : suffix, NULL);
        }
    }

  return labels;
}
