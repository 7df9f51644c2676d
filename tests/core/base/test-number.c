/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "gw-random.h"

static void
assert_format (double value, const char *expected)
{
  char text[GW_NUMBER_LENGTH];
  const gsize length = gw_number_format (value, text);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (text));
}

static void
test_format_is_shortest (void)
{
  assert_format (0, "0");
  assert_format (-0.0, "-0");
  assert_format (1, "1");
  assert_format (-17, "-17");
  assert_format (100, "100");
  assert_format (0.1, "0.1");
  assert_format (0.1 + 0.2, "0.30000000000000004");
  assert_format (1.0 / 3, "0.3333333333333333");
  assert_format (123.45, "123.45");
  assert_format (-0.000123, "-0.000123");
  assert_format (1e-6, "0.000001");
  assert_format (1.5e-7, "1.5e-7");
  assert_format (1e15, "1000000000000000");
  assert_format (9007199254740991, "9007199254740991");
  assert_format (9007199254740992, "9007199254740992");
  assert_format (1e20, "100000000000000000000");
  assert_format (123456789012345680000.0, "123456789012345680000");
  assert_format (1e21, "1e21");
  assert_format (1.7976931348623157e308, "1.7976931348623157e308");
  assert_format (DBL_MIN, "2.2250738585072014e-308");
  assert_format (4.9406564584124654e-324, "5e-324");
  assert_format (1.5e-323, "1.5e-323");
  assert_format (5e-310, "5e-310");
  /* A power of two: the nearest 16 digits do not read back, the next do. */
  assert_format (0x1p-44, "5.684341886080802e-14");
  assert_format (299792.458, "299792.458");
  assert_format (0.6012629994179048, "0.6012629994179048");
}

static double
random_double (gw_random *random)
{
  for (;;)
    {
      const guint64 bits = gw_random_u64 (random);
      double value;

      memcpy (&value, &bits, sizeof value);
      if (isfinite (value))
        return value;
    }
}

/* Its digits; what one digit fewer would give is not the same number. */
static void
assert_shortest (double value)
{
  char text[GW_NUMBER_LENGTH], shorter[64];
  double back;
  int digits = 0;
  gboolean leading = TRUE;
  int trailing = 0;

  gw_number_format (value, text);
  g_assert_true (gw_number_parse (text, -1, &back));
  g_assert_cmpmem (&back, sizeof back, &value, sizeof value);
  g_assert_cmpmem (&back, sizeof back, &(double) { g_ascii_strtod (text, NULL) }, sizeof back);

  for (const char *p = text; *p != '\0' && *p != 'e'; p++)
    {
      if (!g_ascii_isdigit (*p) || (leading && *p == '0'))
        continue;
      leading = FALSE;
      digits++;
      trailing = *p == '0' ? trailing + 1 : 0;
    }
  digits -= trailing;
  if (digits > 1)
    {
      g_snprintf (shorter, sizeof shorter, "%.*e", digits - 2, value);
      g_assert_true (g_ascii_strtod (shorter, NULL) != value);
    }
}

static void
test_format_reads_back (void)
{
  gw_random random;

  gw_random_init (&random, 7);
  for (int i = 0; i < 20000; i++)
    {
      assert_shortest (random_double (&random));
      assert_shortest (gw_random_real (&random) * 4000);
      assert_shortest ((double) gw_random_below (&random, 1000000) / 1000);
      assert_shortest ((double) (gint64) gw_random_u64 (&random));
    }
  for (int exponent = -1074; exponent < 1024; exponent++)
    {
      char text[GW_NUMBER_LENGTH];

      gw_number_format (ldexp (1, exponent), text);
      g_assert_true (g_ascii_strtod (text, NULL) == ldexp (1, exponent));
    }
}

static void
assert_decimals (double value, guint decimals, const char *expected)
{
  char text[GW_NUMBER_LENGTH];

  g_assert_cmpuint (gw_number_format_decimals (value, decimals, text), ==, strlen (expected));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_decimals_are_rounded_exactly (void)
{
  assert_decimals (1.0 / 3, 3, "0.333");
  assert_decimals (2.0 / 3, 3, "0.667");
  assert_decimals (12.5, 0, "12");
  assert_decimals (13.5, 0, "14");
  assert_decimals (0.125, 2, "0.12");
  assert_decimals (0.375, 2, "0.38");
  assert_decimals (10, 3, "10");
  assert_decimals (10.1, 3, "10.1");
  assert_decimals (-0.0004, 3, "0");
  assert_decimals (-0.0, 3, "0");
  assert_decimals (-1.9996, 3, "-2");
  assert_decimals (0.0005, 3, "0.001");
  /* 1.0005 is a little less as a double, and its product with 1000 is a tie. */
  assert_decimals (1.0005, 3, "1");
  assert_decimals (2.675, 2, "2.67");
  assert_decimals (1e300, 3, "1e300");
  assert_decimals (123456789012.3456, 3, "123456789012.346");
  assert_decimals (9007199254740993e3, 3, "9007199254740993000");
  assert_decimals (0.1, 15, "0.1");
  assert_decimals (DBL_MAX, 15, "1.7976931348623157e308");
}

static void
test_decimals_agree_with_printf (void)
{
  gw_random random;

  gw_random_init (&random, 11);
  for (int i = 0; i < 50000; i++)
    {
      /* Half of them near a tie. */
      const double value = i % 2 ? gw_random_real (&random) * 5000
                                 : (double) gw_random_below (&random, 1000000) / 1000 + 0.0005;
      char text[GW_NUMBER_LENGTH], expected[64];

      gw_number_format_decimals (value, 3, text);
      g_snprintf (expected, sizeof expected, "%.3f", value);
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, g_ascii_strtod (expected, NULL));
    }
}

static void
test_parse_accepts_decimals (void)
{
  static const struct
  {
    const char *text;
    double value;
  } cases[] = {
    { "0", 0 },
    { "-0", 0 },
    { "+5", 5 },
    { "007", 7 },
    { ".5", 0.5 },
    { "5.", 5 },
    { "-1.25e2", -125 },
    { "1E+3", 1000 },
    { "1e-3", 0.001 },
    { "1e22", 1e22 },
    { "1e23", 1e23 },
    { "9007199254740993", 9007199254740992 },
    { "0.1000000000000000055511151231257827021181583404541015625", 0.1 },
    { "123456789012345678901234567890", 123456789012345678901234567890.0 },
    { "2.2250738585072011e-308", 2.2250738585072011e-308 },
    { "1e-400", 0 },
    { "0e999999999999", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = -1;

      g_test_message ("%s", cases[i].text);
      g_assert_true (gw_number_parse (cases[i].text, -1, &value));
      g_assert_cmpfloat (value, ==, cases[i].value);
    }
}

static void
test_parse_refuses_the_rest (void)
{
  static const char *cases[] = {
    "",     " ",   "1 ",  " 1",       "-",     "+",      ".",     "e5",  "1e",    "1e+", "1,5",
    "0x10", "inf", "nan", "Infinity", "1e400", "-1e999", "1.2.3", "--1", "1_000", "١",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value = 42;

      g_test_message ("%s", cases[i]);
      g_assert_false (gw_number_parse (cases[i], -1, &value));
      g_assert_cmpfloat (value, ==, 42);
    }
}

static void
test_parse_keeps_to_length (void)
{
  double value = 0;

  g_assert_true (gw_number_parse ("12345", 2, &value));
  g_assert_cmpfloat (value, ==, 12);
  g_assert_true (gw_number_parse ("0.123456789012345678909", 20, &value));
  g_assert_cmpfloat (value, ==, 0.123456789012345678);
  g_assert_false (gw_number_parse ("5", 0, &value));
}

static void
test_integers (void)
{
  gint64 value = 3;

  g_assert_true (gw_number_parse_int64 ("-9223372036854775808", -1, &value));
  g_assert_cmpint (value, ==, G_MININT64);
  g_assert_true (gw_number_parse_int64 ("+9223372036854775807", -1, &value));
  g_assert_cmpint (value, ==, G_MAXINT64);
  g_assert_true (gw_number_parse_int64 ("0012", -1, &value));
  g_assert_cmpint (value, ==, 12);
  g_assert_false (gw_number_parse_int64 ("9223372036854775808", -1, &value));
  g_assert_false (gw_number_parse_int64 ("-9223372036854775809", -1, &value));
  g_assert_false (gw_number_parse_int64 ("99999999999999999999", -1, &value));
  g_assert_false (gw_number_parse_int64 ("", -1, &value));
  g_assert_false (gw_number_parse_int64 ("-", -1, &value));
  g_assert_false (gw_number_parse_int64 ("1.0", -1, &value));
  g_assert_cmpint (value, ==, 12);
}

static void
test_locale_is_ignored (void)
{
  const char *locales[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "cs_CZ.UTF-8" };
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (locales) && !found; i++)
    found = setlocale (LC_NUMERIC, locales[i]) != NULL;
  if (!found)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }

  test_format_is_shortest ();
  test_decimals_are_rounded_exactly ();
  test_parse_accepts_decimals ();
  setlocale (LC_NUMERIC, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/format-is-shortest", test_format_is_shortest);
  g_test_add_func ("/number/format-reads-back", test_format_reads_back);
  g_test_add_func ("/number/decimals-are-rounded-exactly", test_decimals_are_rounded_exactly);
  g_test_add_func ("/number/decimals-agree-with-printf", test_decimals_agree_with_printf);
  g_test_add_func ("/number/parse-accepts-decimals", test_parse_accepts_decimals);
  g_test_add_func ("/number/parse-refuses-the-rest", test_parse_refuses_the_rest);
  g_test_add_func ("/number/parse-keeps-to-length", test_parse_keeps_to_length);
  g_test_add_func ("/number/integers", test_integers);
  g_test_add_func ("/number/locale-is-ignored", test_locale_is_ignored);
  return g_test_run ();
}
