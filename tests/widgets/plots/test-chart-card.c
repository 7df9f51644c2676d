/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "gw-chart-card.h"

static gboolean
overlaps (const cairo_rectangle_t *a, double x, double y, double width, double height)
{
  return x < a->x + a->width && x + width > a->x && y < a->y + a->height && y + height > a->y;
}

/* Right of it where there is room, else left, below, above. */
static void
test_sides (void)
{
  const cairo_rectangle_t chart = { 0, 0, 400, 300 }, window = { -100, -100, 800, 600 };
  const cairo_rectangle_t left = { 20, 150, 2, 2 }, right = { 380, 150, 2, 2 };
  const cairo_rectangle_t wide_top = { 20, 10, 370, 20 }, wide_bottom = { 20, 270, 370, 20 };
  double x, y;

  gw_chart_card_place (&left, &chart, &window, 100, 50, &x, &y);
  g_assert_cmpfloat (x, ==, 36);
  g_assert_cmpfloat (y, ==, 126);
  gw_chart_card_place (&right, &chart, &window, 100, 50, &x, &y);
  g_assert_cmpfloat (x, ==, 266);
  gw_chart_card_place (&wide_top, &chart, &window, 100, 50, &x, &y);
  g_assert_cmpfloat (y, ==, 44);
  gw_chart_card_place (&wide_bottom, &chart, &window, 100, 50, &x, &y);
  g_assert_cmpfloat (y, ==, 206);
}

/* Wherever it is, whatever its size: never over it while there is room beside it, and
 * never outside.
 */
static void
test_everywhere (void)
{
  const cairo_rectangle_t window = { -50, -80, 500, 400 }, chart = { 0, 0, 200, 150 };

  for (double left = -40; left < 440; left += 7)
    for (double top = -70; top < 310; top += 9)
      {
        const cairo_rectangle_t pointer = { left, top, 10, 16 };
        double x, y;

        gw_chart_card_place (&pointer, &chart, &window, 180, 60, &x, &y);
        g_assert_false (overlaps (&pointer, x, y, 180, 60));
        g_assert_cmpfloat (x, >=, window.x);
        g_assert_cmpfloat (y, >=, window.y);
        g_assert_cmpfloat (x + 180, <=, window.x + window.width);
        g_assert_cmpfloat (y + 60, <=, window.y + window.height);
      }
}

/* One that is larger than the window begins where it does. */
static void
test_too_large (void)
{
  const cairo_rectangle_t window = { 0, 0, 100, 80 }, pointer = { 40, 40, 2, 2 };
  double x, y;

  gw_chart_card_place (&pointer, &window, &window, 300, 200, &x, &y);
  g_assert_cmpfloat (x, ==, 0);
  g_assert_cmpfloat (y, ==, 0);
}

static void
test_text (void)
{
  GtkWidget *card = g_object_ref_sink (gw_chart_card_new ());
  const GwPlotStyle style = { 0 };
  GwPlotReadout readout = { (char *) "Motorcycle", 0x705000, (char *) "188 boxes in 171 images",
                            (char *) "52.5 times fewer than Car" };
  g_autofree char *full = NULL, *expected = gw_plot_readout_to_text (&readout), *less = NULL;

  gw_chart_card_set_readout (GW_CHART_CARD (card), &readout, &style);
  full = gw_chart_card_get_text (GW_CHART_CARD (card));
  g_assert_cmpstr (full, ==, expected);
  readout.context = NULL;
  readout.color = GW_PLOT_COLOR_NONE;
  gw_chart_card_set_readout (GW_CHART_CARD (card), &readout, &style);
  less = gw_chart_card_get_text (GW_CHART_CARD (card));
  g_assert_cmpstr (less, ==, "Motorcycle. 188 boxes in 171 images.");
  g_assert_finalize_object (card);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart-card/sides", test_sides);
  g_test_add_func ("/chart-card/everywhere", test_everywhere);
  g_test_add_func ("/chart-card/too-large", test_too_large);
  g_test_add_func ("/chart-card/text", test_text);
  return g_test_run ();
}
