/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-minimum-private.h"
#include "gw-random.h"

typedef struct
{
  int kind;
  double place;
  double scale;
  guint n_asked;
} Valley;

static double
depth_at (double x, void *data)
{
  Valley *valley = data;
  double away = (x - valley->place) / valley->scale;

  valley->n_asked++;
  switch (valley->kind)
    {
    case 0:
      return 3 + away * away;
    case 1:
      return fabs (away) - 1;
    case 2:
      return sqrt (1 + away * away) + away / 4;
    case 3:
      return away <= -1 || away >= 5 ? INFINITY : away * away / (1 + away);
    default:
      return -away;
    }
}

static void
test_valleys (void)
{
  gw_random random;

  gw_random_init (&random, 37);
  for (int round = 0; round < 400; round++)
    {
      Valley valley = { .kind = round % 3,
                        .place = gw_random_real (&random) * 200 - 100,
                        .scale = exp (gw_random_real (&random) * 8 - 4) };
      double least, place = _gw_minimum (depth_at, &valley, -2, 2, &least);
      double want = valley.kind == 2 ? valley.place - valley.scale / sqrt (15) : valley.place;

      g_assert_cmpfloat_with_epsilon (place, want, 1e-6 * (fabs (want) + valley.scale));
      g_assert_cmpuint (valley.n_asked, <, 200);
      g_assert_cmpfloat (least, ==, depth_at (place, &valley));
    }
}

/* Beyond a wall. */
static void
test_infinite_values (void)
{
  Valley valley = { .kind = 3, .place = 0.5, .scale = 1 };
  double least, place = _gw_minimum (depth_at, &valley, -2, 2, &least);

  g_assert_cmpfloat_with_epsilon (place, 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (least, 0, 1e-10);
}

/* Without any minimum it comes to an end. */
static void
test_slope (void)
{
  Valley valley = { .kind = 4, .scale = 1 };
  double least, place = _gw_minimum (depth_at, &valley, -2, 2, &least);

  g_assert_true (place > 1e9 && isfinite (place));
  g_assert_cmpuint (valley.n_asked, <, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/minimum/valleys", test_valleys);
  g_test_add_func ("/minimum/infinite-values", test_infinite_values);
  g_test_add_func ("/minimum/slope", test_slope);
  return g_test_run ();
}
