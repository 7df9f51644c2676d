/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-work-timer.h"

#define SECONDS(n) ((gint64) (n) *G_USEC_PER_SEC)

static void
test_counts_from_before (void)
{
  GwWorkTimer timer;

  gw_work_timer_init (&timer, 12.5, TRUE, SECONDS (100));
  g_assert_cmpfloat (gw_work_timer_get_seconds (&timer, SECONDS (100)), ==, 12.5);
  g_assert_cmpfloat (gw_work_timer_get_seconds (&timer, SECONDS (110)), ==, 22.5);
}

static void
test_stops_without_input (void)
{
  GwWorkTimer timer;

  gw_work_timer_init (&timer, 0.0, TRUE, 0);
  g_assert_cmpfloat (gw_work_timer_get_seconds (&timer, SECONDS (500)), ==, 60.0);

  /* What lay between is not made up for. */
  gw_work_timer_input (&timer, SECONDS (600));
  g_assert_cmpfloat (gw_work_timer_get_seconds (&timer, SECONDS (605)), ==, 65.0);
}

static void
test_stops_in_another_window (void)
{
  GwWorkTimer timer;

  gw_work_timer_init (&timer, 0.0, TRUE, 0);
  gw_work_timer_set_active (&timer, FALSE, SECONDS (5));
  gw_work_timer_set_active (&timer, TRUE, SECONDS (30));
  g_assert_cmpfloat (gw_work_timer_get_seconds (&timer, SECONDS (40)), ==, 15.0);
}

static void
test_clock_that_stands (void)
{
  GwWorkTimer timer;

  gw_work_timer_init (&timer, -3.0, TRUE, SECONDS (10));
  g_assert_cmpfloat (gw_work_timer_get_seconds (&timer, SECONDS (10)), ==, 0.0);
  g_assert_cmpfloat (gw_work_timer_get_seconds (&timer, SECONDS (10)), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work-timer/counts-from-before", test_counts_from_before);
  g_test_add_func ("/work-timer/stops-without-input", test_stops_without_input);
  g_test_add_func ("/work-timer/stops-in-another-window", test_stops_in_another_window);
  g_test_add_func ("/work-timer/clock-that-stands", test_clock_that_stands);

  return g_test_run ();
}
