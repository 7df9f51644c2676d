/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-scale.h"
#include "gw-plot-ticks.h"

#include <math.h>

static void
check_near (double got, double wanted)
{
  g_assert_cmpfloat_with_epsilon (got, wanted, 1e-6 * (1 + fabs (wanted)));
}

static void
test_places (void)
{
  const GwPlotScale linear = gw_plot_scale_linear (10, 20);
  const GwPlotScale logs = gw_plot_scale_log (1, 1000);
  const GwPlotScale both = gw_plot_scale_symlog (-100, 100, 1);
  const GwPlotScale shares = gw_plot_scale_probit (0.01, 0.99);

  check_near (gw_plot_scale_get_place (&linear, 15), 0.5);
  check_near (gw_plot_scale_get_place (&linear, 25), 1.5);
  check_near (gw_plot_scale_get_place (&logs, 10), 1 / 3.0);
  g_assert_true (isnan (gw_plot_scale_get_place (&logs, 0)));
  check_near (gw_plot_scale_get_place (&both, 0), 0.5);
  check_near (gw_plot_scale_get_place (&both, 100), 1);
  check_near (gw_plot_scale_get_place (&shares, 0.5), 0.5);
}

/* What is at a place has its value there, on each kind of scale. */
static void
test_back_and_forth (void)
{
  GwPlotScale scales[] = { gw_plot_scale_linear (-3, 7), gw_plot_scale_log (0.01, 100),
                           gw_plot_scale_symlog (-50, 9, 2), gw_plot_scale_probit (0.001, 0.9),
                           gw_plot_scale_time (0, 1e12) };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint reversed = 0; reversed < 2; reversed++)
      for (double place = 0; place <= 1; place += 0.125)
        {
          scales[i].reversed = reversed;
          check_near (gw_plot_scale_get_place (&scales[i], gw_plot_scale_get_value (&scales[i], place)), place);
        }
}

static void
test_nothing_between (void)
{
  const GwPlotScale equal = gw_plot_scale_linear (5, 5);
  const GwPlotScale zero = gw_plot_scale_linear (0, 0);
  const GwPlotScale nan = gw_plot_scale_linear (NAN, INFINITY);
  const GwPlotScale negative = gw_plot_scale_log (-5, -1);

  g_assert_cmpfloat (equal.low, <, equal.high);
  g_assert_cmpfloat (zero.low, <, zero.high);
  g_assert_cmpfloat (nan.low, <, nan.high);
  g_assert_cmpfloat (negative.low, >, 0);
  g_assert_cmpfloat (negative.low, <, negative.high);
}

static void
test_zoom (void)
{
  const GwPlotScale all = gw_plot_scale_linear (0, 100);
  GwPlotScale seen = all;

  gw_plot_scale_zoom (&seen, 0.25, 2, &all);
  check_near (seen.low, 12.5);
  check_near (seen.high, 62.5);
  gw_plot_scale_pan (&seen, 10, &all);
  check_near (seen.high, 100);
  check_near (seen.low, 50);
  gw_plot_scale_zoom (&seen, 0.5, 0.01, &all);
  check_near (seen.low, 0);
  check_near (seen.high, 100);
}

/* --- ticks -------------------------------------------------------------------------- */

static guint
count_labels (GArray *ticks)
{
  guint n = 0;

  for (guint i = 0; i < ticks->len; i++)
    n += g_array_index (ticks, GwPlotTick, i).label != NULL;
  return n;
}

/* Whatever the numbers are, ticks are few, rise, lie on the axis, and differ in what
 * they say.
 */
static void
test_ticks_of_any_axis (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 3000; i++)
    {
      const double size = pow (10, g_rand_double_range (rand, -9, 12));
      const double low = size * g_rand_double_range (rand, -1, 1);
      const double high = low + size * g_rand_double_range (rand, 0.001, 2);
      const GwPlotScale scale = gw_plot_scale_linear (low, high);
      const guint n = (guint) g_rand_int_range (rand, 3, 8);
      g_autoptr (GArray) ticks = gw_plot_ticks_new (&scale, n);

      g_assert_cmpuint (ticks->len, <=, n);
      for (guint j = 0; j < ticks->len; j++)
        {
          const GwPlotTick *tick = &g_array_index (ticks, GwPlotTick, j);

          g_assert_cmpfloat (gw_plot_scale_get_place (&scale, tick->value), >=, -1e-6);
          g_assert_cmpfloat (gw_plot_scale_get_place (&scale, tick->value), <=, 1 + 1e-6);
          if (j > 0)
            g_assert_cmpfloat (tick->value, >, tick[-1].value);
        }
    }
}

static void
test_steps (void)
{
  check_near (gw_plot_ticks_choose_step (10, 5), 2);
  check_near (gw_plot_ticks_choose_step (9871, 4), 2500);
  check_near (gw_plot_ticks_choose_step (1, 4), 0.25);
  check_near (gw_plot_ticks_choose_step (0, 4), 1);
}

static void
test_logarithmic_ticks (void)
{
  const GwPlotScale wide = gw_plot_scale_log (1, 1e6);
  const GwPlotScale narrow = gw_plot_scale_log (3, 7);
  const GwPlotScale both = gw_plot_scale_symlog (-1000, 1000, 1);
  g_autoptr (GArray) powers = gw_plot_ticks_new (&wide, 7);
  g_autoptr (GArray) even = gw_plot_ticks_new (&narrow, 5);
  g_autoptr (GArray) sides = gw_plot_ticks_new (&both, 9);

  g_assert_cmpuint (count_labels (powers), ==, 7);
  g_assert_cmpstr (g_array_index (powers, GwPlotTick, 0).label, ==, "1");
  g_assert_true (g_array_index (powers, GwPlotTick, 1).minor);
  g_assert_cmpuint (count_labels (even), >=, 2);
  for (guint i = 1; i < sides->len; i++)
    g_assert_cmpfloat (g_array_index (sides, GwPlotTick, i).value, >, g_array_index (sides, GwPlotTick, i - 1).value);
  g_assert_cmpuint (count_labels (sides), >=, 3);
}

static void
check_times (double low, double length, const char *first)
{
  const GwPlotScale scale = gw_plot_scale_time (low, low + length);
  g_autoptr (GArray) ticks = gw_plot_ticks_new (&scale, 6);

  g_assert_cmpuint (ticks->len, >=, 2);
  g_assert_cmpuint (ticks->len, <=, 8);
  g_assert_cmpstr (g_array_index (ticks, GwPlotTick, 0).label, ==, first);
}

static void
test_times (void)
{
  const double day = 86400000.0;
  /* 2026-11-27 00:00 UTC, a Friday */
  const double friday = 1795737600000.0;

  check_times (friday, 3 * 3600000.0, "00:00");
  check_times (friday, 5 * day, "27 Nov");
  check_times (friday, 40 * day, "30 Nov");
  check_times (friday, 400 * day, "Jan 2027");
  check_times (friday, 4000 * day, "2028");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-scale/places", test_places);
  g_test_add_func ("/plot-scale/back-and-forth", test_back_and_forth);
  g_test_add_func ("/plot-scale/nothing-between", test_nothing_between);
  g_test_add_func ("/plot-scale/zoom", test_zoom);
  g_test_add_func ("/plot-scale/ticks-of-any-axis", test_ticks_of_any_axis);
  g_test_add_func ("/plot-scale/steps", test_steps);
  g_test_add_func ("/plot-scale/logarithmic-ticks", test_logarithmic_ticks);
  g_test_add_func ("/plot-scale/times", test_times);

  return g_test_run ();
}
