/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-number.h"

#include <math.h>

typedef char *(*Format) (double value);

static void
check (Format format, double value, const char *wanted)
{
  g_autofree char *text = format (value);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_counts (void)
{
  check (gw_plot_number_count, 0, "0");
  check (gw_plot_number_count, 999, "999");
  check (gw_plot_number_count, 12480, "12,480");
  check (gw_plot_number_count, 1234567, "1,234,567");
  check (gw_plot_number_count, -1000, "−1,000");
  check (gw_plot_number_count, -0.2, "0");
  check (gw_plot_number_count, NAN, "—");
  check (gw_plot_number_count, -INFINITY, "−∞");
}

static void
test_quantities (void)
{
  check (gw_plot_number_quantity, 8106.4, "8,106");
  check (gw_plot_number_quantity, 0.01756, "0.0176");
  check (gw_plot_number_quantity, 3, "3");
  check (gw_plot_number_quantity, 1.2e-7, "1.2×10⁻⁷");
  check (gw_plot_number_quantity, 9.99e15, "1×10¹⁶");
  check (gw_plot_number_quantity, -2.5, "−2.50");
}

static void
test_percents (void)
{
  check (gw_plot_number_percent, 0, "0%");
  check (gw_plot_number_percent, 0.0001, "< 0.1%");
  check (gw_plot_number_percent, 0.041, "4.1%");
  check (gw_plot_number_percent, 0.334, "33%");
  check (gw_plot_number_percent, 1, "100%");
  check (gw_plot_number_percent_exact, 0.334, "33.4%");
  check (gw_plot_number_percent, NAN, "—");
}

static void
test_p_values (void)
{
  check (gw_plot_number_p, 0.21, "0.21");
  check (gw_plot_number_p, 0.049, "0.049");
  check (gw_plot_number_p, 0.0004, "< 0.001");
  check (gw_plot_number_p, NAN, "—");
}

static void
test_ticks (void)
{
  const double thousands[] = { 0, 10000, 20000 };
  const double odd[] = { 0, 2500, 5000 };
  const double quarters[] = { 0, 0.25, 0.5 };
  g_auto (GStrv) k = gw_plot_number_ticks (thousands, 3, 10000);
  g_auto (GStrv) plain = gw_plot_number_ticks (odd, 3, 2500);
  g_auto (GStrv) parts = gw_plot_number_ticks (quarters, 3, 0.25);

  g_assert_cmpstr (k[0], ==, "0");
  g_assert_cmpstr (k[1], ==, "10k");
  g_assert_cmpstr (plain[1], ==, "2,500");
  g_assert_cmpstr (parts[2], ==, "0.50");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-number/counts", test_counts);
  g_test_add_func ("/plot-number/quantities", test_quantities);
  g_test_add_func ("/plot-number/percents", test_percents);
  g_test_add_func ("/plot-number/p-values", test_p_values);
  g_test_add_func ("/plot-number/ticks", test_ticks);

  return g_test_run ();
}
