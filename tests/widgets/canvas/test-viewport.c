/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-viewport.h"

#include <glib.h>
#include <math.h>

static const GwViewportMargin margin = { 40, 40, 40, 86 };

static GwViewport
make (double view_width, double view_height, int width, int height)
{
  GwViewport viewport;

  gw_viewport_init (&viewport);
  viewport.view_width = view_width;
  viewport.view_height = view_height;
  viewport.image_width = width;
  viewport.image_height = height;
  return viewport;
}

static void
test_fit (void)
{
  /* The design's picture: 800 x 500 in 1024 x 716 is 118 %, 40 px from the top. */
  GwViewport viewport = make (1024, 716, 800, 500);

  gw_viewport_fit (&viewport, &margin, 8);
  g_assert_cmpfloat_with_epsilon (viewport.zoom, 1.18, 1e-9);
  g_assert_cmpfloat_with_epsilon (viewport.x, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (viewport.y, 40, 1e-9);
  g_assert_false (gw_viewport_is_larger (&viewport));

  viewport = make (1024, 716, 10, 10);
  gw_viewport_fit (&viewport, &margin, 8);
  g_assert_cmpfloat (viewport.zoom, ==, 8);

  /* A view smaller than the margins still has a picture. */
  viewport = make (60, 60, 4000, 3000);
  gw_viewport_fit (&viewport, &margin, 8);
  g_assert_cmpfloat (viewport.zoom, ==, GW_VIEWPORT_MIN_ZOOM);
}

static void
test_zoom_keeps_anchor (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 5000; i++)
    {
      GwViewport viewport = make (g_rand_double_range (rand, 200, 3000), g_rand_double_range (rand, 200, 2000),
                                  g_rand_int_range (rand, 1, 12000), g_rand_int_range (rand, 1, 9000));
      double zoom = exp (g_rand_double_range (rand, log (0.02), log (64)));
      double x, y, image_x, image_y, before_x, before_y;

      gw_viewport_fit (&viewport, &margin, 8);
      /* On the picture and in view: elsewhere the picture may be pulled back. */
      before_x = viewport.x + g_rand_double (rand) * viewport.image_width * viewport.zoom;
      before_y = viewport.y + g_rand_double (rand) * viewport.image_height * viewport.zoom;
      if (before_x < 64 || before_y < 64 || before_x > viewport.view_width - 64 || before_y > viewport.view_height - 64)
        continue;

      image_x = (before_x - viewport.x) / viewport.zoom;
      image_y = (before_y - viewport.y) / viewport.zoom;
      gw_viewport_zoom_at (&viewport, zoom, before_x, before_y);
      x = viewport.x + image_x * viewport.zoom;
      y = viewport.y + image_y * viewport.zoom;
      g_assert_cmpfloat_with_epsilon (x, before_x, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, before_y, 1e-6);

      /* What is drawn is off by the rounding to whole pixels at most. */
      g_assert_cmpfloat (fabs (gw_viewport_to_view (&viewport, image_x, image_y).x - before_x), <=, 0.5 + 1e-6);
      g_assert_cmpfloat (fabs (gw_viewport_to_view (&viewport, image_x, image_y).y - before_y), <=, 0.5 + 1e-6);
    }
}

static void
test_zoom_and_back (void)
{
  GwViewport viewport = make (1000, 700, 4000, 3000);
  double x, y;

  gw_viewport_fit (&viewport, &margin, 8);
  x = viewport.x;
  y = viewport.y;
  for (int i = 0; i < 100; i++)
    gw_viewport_zoom_at (&viewport, viewport.zoom * 1.03, 500, 300);
  for (int i = 0; i < 100; i++)
    gw_viewport_zoom_at (&viewport, viewport.zoom / 1.03, 500, 300);
  g_assert_cmpfloat_with_epsilon (viewport.x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon (viewport.y, y, 1e-6);
}

static void
test_zoom_limits (void)
{
  GwViewport viewport = make (1000, 700, 400, 300);

  gw_viewport_zoom_at (&viewport, 1e9, 100, 100);
  g_assert_cmpfloat (viewport.zoom, ==, 64);
  gw_viewport_zoom_at (&viewport, 0, 100, 100);
  g_assert_cmpfloat (viewport.zoom, ==, 0.02);
  gw_viewport_zoom_at (&viewport, NAN, 100, 100);
  g_assert_cmpfloat (viewport.zoom, ==, 1);
  g_assert_true (isfinite (viewport.x) && isfinite (viewport.y));
}

static void
test_steps (void)
{
  double zoom = GW_VIEWPORT_MIN_ZOOM;
  int n = 0;

  for (; zoom < GW_VIEWPORT_MAX_ZOOM; n++)
    {
      double next = gw_viewport_step_zoom (zoom, 1);

      g_assert_cmpfloat (next, >, zoom);
      g_assert_cmpfloat (gw_viewport_step_zoom (next, -1), ==, zoom);
      zoom = next;
    }
  g_assert_cmpint (n, >, 20);
  g_assert_cmpfloat (gw_viewport_step_zoom (64, 1), ==, 64);
  g_assert_cmpfloat (gw_viewport_step_zoom (0.02, -1), ==, 0.02);
  g_assert_cmpfloat (gw_viewport_step_zoom (1.18, 1), ==, 1.25);
  g_assert_cmpfloat (gw_viewport_step_zoom (1.18, -1), ==, 1);
}

static void
test_stays_in_reach (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  GwViewport viewport = make (900, 600, 5000, 4000);

  gw_viewport_fit (&viewport, &margin, 8);
  for (int i = 0; i < 5000; i++)
    {
      double x, y;

      if (g_rand_boolean (rand))
        gw_viewport_pan (&viewport, g_rand_double_range (rand, -3000, 3000), g_rand_double_range (rand, -3000, 3000));
      else
        gw_viewport_zoom_at (&viewport, exp (g_rand_double_range (rand, log (0.02), log (64))),
                             g_rand_double_range (rand, 0, 900), g_rand_double_range (rand, 0, 600));
      gw_viewport_get_origin (&viewport, &x, &y);
      g_assert_cmpfloat (x, <=, 900 - 40);
      g_assert_cmpfloat (y, <=, 600 - 40);
      g_assert_cmpfloat (x + 5000 * viewport.zoom, >=, 40);
      g_assert_cmpfloat (y + 4000 * viewport.zoom, >=, 40);
    }
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  GwViewport viewport = make (900, 600, 5000, 4000);

  for (int i = 0; i < 1000; i++)
    {
      double x = g_rand_double_range (rand, -10, 6000), y = g_rand_double_range (rand, -10, 6000);
      GwPoint seen, back;

      gw_viewport_zoom_at (&viewport, exp (g_rand_double_range (rand, log (0.02), log (64))), 450, 300);
      seen = gw_viewport_to_view (&viewport, x, y);
      back = gw_viewport_to_image (&viewport, seen.x, seen.y);
      g_assert_cmpfloat_with_epsilon (back.x, x, 1e-6);
      g_assert_cmpfloat_with_epsilon (back.y, y, 1e-6);
    }
}

static void
test_origin_is_whole (void)
{
  GwViewport viewport = make (901, 603, 777, 333);
  double x, y;

  gw_viewport_zoom_at (&viewport, 1.37, 100.3, 200.7);
  gw_viewport_get_origin (&viewport, &x, &y);
  g_assert_cmpfloat (x, ==, floor (x));
  g_assert_cmpfloat (y, ==, floor (y));
}

static void
test_show_box (void)
{
  GwViewport viewport = make (1000, 700, 4000, 3000);
  GwBox box = { 1000, 500, 40, 80 };
  GwPoint low, high;

  gw_viewport_show_box (&viewport, &box, &margin, 32);
  low = gw_viewport_to_view (&viewport, box.x, box.y);
  high = gw_viewport_to_view (&viewport, box.x + box.width, box.y + box.height);
  g_assert_cmpfloat (low.x, >=, 39);
  g_assert_cmpfloat (low.y, >=, 39);
  g_assert_cmpfloat (high.x, <=, 961);
  g_assert_cmpfloat (high.y, <=, 615);
  g_assert_true (gw_viewport_is_larger (&viewport));
}

static void
test_reveal (void)
{
  GwViewport viewport = make (1000, 700, 4000, 3000);
  GwBox inside = { 100, 100, 50, 50 }, outside = { 1500, 100, 50, 50 };

  viewport.x = viewport.y = 0;
  g_assert_false (gw_viewport_reveal (&viewport, &inside, 20));
  g_assert_true (gw_viewport_reveal (&viewport, &outside, 20));
  g_assert_cmpfloat (gw_viewport_to_view (&viewport, 1550, 0).x, ==, 980);
  g_assert_cmpfloat (viewport.y, ==, 0);
  g_assert_false (gw_viewport_reveal (&viewport, &outside, 20));
}

static void
test_resize_keeps_center (void)
{
  GwViewport viewport = make (1000, 700, 4000, 3000);
  GwPoint before, after;

  gw_viewport_center (&viewport, 1234, 987);
  before = gw_viewport_to_image (&viewport, 500, 350);
  gw_viewport_resize (&viewport, 600, 400);
  after = gw_viewport_to_image (&viewport, 300, 200);
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 1);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/fits-with-margin", test_fit);
  g_test_add_func ("/viewport/zoom-keeps-anchor", test_zoom_keeps_anchor);
  g_test_add_func ("/viewport/zooming-back-comes-back", test_zoom_and_back);
  g_test_add_func ("/viewport/zoom-has-limits", test_zoom_limits);
  g_test_add_func ("/viewport/steps-are-reversible", test_steps);
  g_test_add_func ("/viewport/picture-stays-in-reach", test_stays_in_reach);
  g_test_add_func ("/viewport/conversions-are-inverse", test_round_trip);
  g_test_add_func ("/viewport/origin-is-whole", test_origin_is_whole);
  g_test_add_func ("/viewport/shows-a-box", test_show_box);
  g_test_add_func ("/viewport/reveals-with-least-motion", test_reveal);
  g_test_add_func ("/viewport/resize-keeps-center", test_resize_keeps_center);
  return g_test_run ();
}
