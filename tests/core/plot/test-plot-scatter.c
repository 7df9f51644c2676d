/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-palette.h"
#include "gw-plot-file.h"
#include "gw-plot-layout.h"
#include "gw-plot-scatter.h"
#include "gw-random.h"
#include "plot-check.h"

/* Points, few and many. */

static const GwPlotPointClass classes[] = { { "Car", 0x2070d7 }, { "Bus", 0x80ef58 }, { "Dog", 0x876087 } };

static char *
make_key (gsize point, gpointer data)
{
  return g_strdup_printf ("image:%zu", point);
}

static gboolean
parse_key (const char *key, gpointer data, gsize *point)
{
  guint64 value;

  if (!g_str_has_prefix (key, "image:") || !g_ascii_string_to_unsigned (key + 6, 10, 0, G_MAXUINT32, &value, NULL))
    return FALSE;
  *point = (gsize) value;
  return TRUE;
}

static GArray *
doubles (const double *values, guint n)
{
  return g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), values, n);
}

/* Three clouds, and far off a single point each way. */
static GwPlot *
make_clouds (guint n, gboolean with_classes)
{
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double)), *y = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *class_of = g_array_new (FALSE, FALSE, sizeof (gint32));
  GwPlotScatterOptions options = { .title = "Box Size",
                                   .x_name = "Box width",
                                   .y_name = "Box height",
                                   .x_unit = "pixels",
                                   .rows = GW_PLOT_ROWS_BOXES,
                                   .classes = classes,
                                   .n_classes = G_N_ELEMENTS (classes),
                                   .funcs = { .make_key = make_key, .parse_key = parse_key } };
  gw_random random;

  gw_random_init (&random, 4);
  for (guint i = 0; i < n; i++)
    {
      const gint32 class = (gint32) gw_random_below (&random, 3);
      double across = class * 2 + gw_random_real (&random) + gw_random_real (&random);
      double up = class % 2 + gw_random_real (&random) + gw_random_real (&random);

      if (i == n / 2)
        across = -8;
      if (i == n / 3)
        up = 9;
      g_array_append_val (x, across);
      g_array_append_val (y, up);
      g_array_append_val (class_of, class);
    }
  if (with_classes)
    options.class_of = class_of;
  else
    {
      g_array_unref (class_of);
      options.n_classes = 0;
    }
  return gw_plot_scatter_new (x, y, &options);
}

static void
test_holds_for_few (void)
{
  for (guint with_classes = 0; with_classes < 2; with_classes++)
    {
      g_autoptr (GwPlot) plot = make_clouds (60, with_classes == 1);

      g_assert_cmpuint (gw_plot_count_marks (plot), ==, 60);
      plot_check_texts (plot);
      plot_check_walk (plot);
      plot_check_says (plot);
    }
}

/* Points a pixel apart at least, so that each is found by itself. */
static void
test_finds_each_point (void)
{
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double)), *y = g_array_new (FALSE, FALSE, sizeof (double));
  const GwPlotScatterOptions options = { .x_name = "x", .y_name = "y" };
  g_autoptr (GwPlot) plot = NULL;

  for (guint i = 0; i < 400; i++)
    {
      const double across = (i % 20) + 0.01 * (i / 20), up = i / 20;

      g_array_append_val (x, across);
      g_array_append_val (y, up);
    }
  plot = gw_plot_scatter_new (x, y, &options);
  plot_check (plot);
}

static void
test_walks_by_both_axes (void)
{
  static const double x[] = { 3, 1, 2, NAN }, y[] = { 5, 9, 7, 1 };
  const GwPlotScatterOptions options = { .x_name = "x",
                                         .y_name = "y",
                                         .funcs = { .make_key = make_key, .parse_key = parse_key } };
  g_autoptr (GwPlot) plot = gw_plot_scatter_new (doubles (x, 4), doubles (y, 4), &options);
  GwPlotMark mark = gw_plot_get_first_mark (plot);

  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 3);
  g_assert_cmpstr (gw_plot_get_key (plot, mark), ==, "image:1");
  mark = gw_plot_move (plot, mark, GW_PLOT_MOVE_RIGHT);
  g_assert_cmpstr (gw_plot_get_key (plot, mark), ==, "image:2");
  mark = gw_plot_move (plot, mark, GW_PLOT_MOVE_DOWN);
  g_assert_cmpstr (gw_plot_get_key (plot, mark), ==, "image:0");
  mark = gw_plot_move (plot, mark, GW_PLOT_MOVE_DOWN);
  g_assert_cmpstr (gw_plot_get_key (plot, mark), ==, "image:0");
  g_assert_cmpuint (gw_plot_find_key (plot, "image:3").index, ==, GW_PLOT_NO_MARK);
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "Left out, without a number: 1 row.");
  g_assert_cmpstr (gw_plot_get_summary (plot), ==, "Scatter plot of 3 rows: y against x. Correlation −1.00.");
}

/* The counts of all areas are those of the points within, by their own keys. */
static void
test_counts_many_in_areas (void)
{
  const guint n = 30000;
  g_autoptr (GwPlot) plot = make_clouds (n, TRUE);
  g_autoptr (GwPlotLayout) layout = NULL;
  const GwPlotStyle style = { 0 };
  guint sum = 0, areas = 0;

  for (gsize i = 0; i < gw_plot_count_marks (plot) - n; i++)
    {
      g_auto (GwPlotReadout) readout = { 0 };
      g_autofree char *key = g_strdup (gw_plot_get_key (plot, (GwPlotMark) { 0, i }));
      double x[2], y[2];

      g_assert_true (gw_plot_points_parse_area (key, x, y));
      g_assert_cmpfloat (x[0], <, x[1]);
      g_assert_cmpuint (gw_plot_find_key (plot, key).index, ==, i);
      gw_plot_describe (plot, (GwPlotMark) { 0, i }, &readout);
      {
        g_auto (GStrv) parts = g_strsplit (readout.name, ",", 2);
        g_autofree char *digits = g_strjoinv ("", parts);

        sum += (guint) atoi (digits);
      }
      areas++;
    }
  g_assert_cmpuint (sum, ==, n);

  layout = gw_plot_layout_new (plot, &style, 1400, 900, NULL, NULL);
  for (gsize i = 0; i < areas; i++)
    {
      cairo_rectangle_t box;

      g_assert_true (gw_plot_layout_get_box (layout, (GwPlotMark) { 0, i }, &box));
      g_assert_cmpuint (gw_plot_layout_find_mark (layout, box.x + box.width / 2, box.y + box.height / 2, 0).index, ==,
                        i);
    }
  plot_check_texts (plot);
  plot_check_walk (plot);
}

/* However many there are, the two that are far off are seen. */
static void
test_never_loses_the_outermost (void)
{
  const GwPlotStyle style = { 0 };
  const guint32 ground = gw_plot_style_get_rgb (&style, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL);
  g_autoptr (GwPlot) plot = make_clouds (50000, FALSE);
  const GwPlotLayer *layer = gw_plot_get_layer (plot, 0);
  double x_range[2] = { INFINITY, -INFINITY }, y_range[2] = { INFINITY, -INFINITY };

  layer->klass->get_extent (layer, x_range, y_range);
  g_assert_cmpfloat (x_range[0], ==, -8);
  g_assert_cmpfloat (y_range[1], ==, 9);
  for (gsize i = gw_plot_count_marks (plot) - 50000; i < gw_plot_count_marks (plot); i++)
    {
      const GwPlotMark mark = { 0, i };
      g_autoptr (GwPlotLayout) layout = NULL;
      cairo_rectangle_t box;
      const gsize point = i - (gw_plot_count_marks (plot) - 50000);

      if (point != 25000 && point != 16666)
        continue;
      layout = gw_plot_layout_new (plot, &style, 680, 430, NULL, NULL);
      g_assert_true (gw_plot_layout_get_box (layout, mark, &box));
      g_assert_cmphex (plot_pixel (plot, 680, 430, box.x + box.width / 2, box.y + box.height / 2), !=, ground);
    }
}

/* Zoomed in to few, each is a mark for the pointer. */
static void
test_shows_points_again_when_zoomed (void)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlot) plot = make_clouds (30000, FALSE);
  GwPlotScale x = gw_plot_scale_linear (-9, -5), y = gw_plot_scale_linear (-1, 10);
  g_autoptr (GwPlotLayout) layout = gw_plot_layout_new (plot, &style, 680, 430, &x, &y);
  const GwPlotMark mark = gw_plot_find_key (plot, "image:15000");
  cairo_rectangle_t box;

  g_assert_true (gw_plot_layout_get_box (layout, mark, &box));
  g_assert_cmpuint (gw_plot_layout_find_mark (layout, box.x + 5, box.y + 5, 4).index, ==, mark.index);
}

/* Every hexagon is as dark as it has points: their number is that of the points, whatever
 * the view. Here: all points in one place give one hexagon of the darkest color.
 */
static void
test_draws_what_is_there (void)
{
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double)), *y = g_array_new (FALSE, FALSE, sizeof (double));
  const GwPlotScatterOptions options = { .x_name = "x", .y_name = "y" };
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlot) plot = NULL;
  double at_x, at_y;

  for (guint i = 0; i < 25000; i++)
    {
      const double across = i == 0 ? 0 : i == 1 ? 10 : 5, up = i == 0 ? 0 : i == 1 ? 10 : 5;

      g_array_append_val (x, across);
      g_array_append_val (y, up);
    }
  plot = gw_plot_scatter_new (x, y, &options);
  plot_place (plot, 680, 430, 5, 5, &at_x, &at_y);
  g_assert_cmpfloat (gw_palette_distance (plot_pixel (plot, 680, 430, at_x, at_y),
                                          gw_plot_style_get_ramp (&style, GW_PLOT_RAMP_SEQUENTIAL, 1)),
                     <, 0.02);
  plot_place (plot, 680, 430, 3, 5, &at_x, &at_y);
  g_assert_cmphex (plot_pixel (plot, 680, 430, at_x, at_y + 8), ==,
                   gw_plot_style_get_rgb (&style, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL));
}

static void
test_maps_features (void)
{
  static const double features[] = { 1, 2.1, 0, 2, 3.9, 1, 3, 6.2, 0, 4, 7.8, 1, 5, 10.1, 0, NAN, 1, 1 };
  GwPlotScatterOptions options = { .rows = GW_PLOT_ROWS_IMAGES };
  g_autoptr (GwPlot) plot = gw_plot_pca_map_new (features, 6, 3, &options, NULL);
  g_autoptr (GwPlot) few = gw_plot_pca_map_new (features, 2, 3, &options, NULL);
  static const double still[] = { 1, 1, 1, 1, 1, 1, 1, 1 };
  g_autoptr (GwPlot) flat = gw_plot_pca_map_new (still, 4, 2, &options, NULL);

  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 5);
  g_assert_true (g_str_has_prefix (gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->title, "Component 1, 67% of the variance"));
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "Left out, without a number: 1 image.");
  plot_check_texts (plot);
  plot_check_message (few, "No Map");
  plot_check_message (flat, "No Map");
}

static void
test_takes_any_numbers (void)
{
  static const double none[] = { NAN, INFINITY, -INFINITY }, one[] = { 7, NAN, 3 }, far[] = { 1e300, -1e300, 0 };
  const GwPlotScatterOptions options = { .x_name = "x", .y_name = "y" };
  g_autoptr (GwPlot) empty = gw_plot_scatter_new (doubles (none, 0), doubles (none, 0), &options);
  g_autoptr (GwPlot) nothing = gw_plot_scatter_new (doubles (none, 3), doubles (one, 3), &options);
  g_autoptr (GwPlot) single = gw_plot_scatter_new (doubles (one, 1), doubles (one, 1), &options);
  g_autoptr (GwPlot) wide = gw_plot_scatter_new (doubles (far, 3), doubles (far, 3), &options);

  plot_check_message (empty, "No Values");
  plot_check_message (nothing, "No Values");
  plot_check (single);
  plot_check_texts (wide);
  plot_check_says (wide);
}

static void
test_looks_like_the_picture (void)
{
  g_autoptr (GwPlot) few = make_clouds (300, TRUE);
  g_autoptr (GwPlot) many = make_clouds (60000, FALSE);

  plot_check_picture (few, "scatter", FALSE);
  plot_check_picture (many, "scatter-dark", TRUE);
}

static void
test_reads_areas (void)
{
  static const char *const wrong[] = { "area:",          "area:1:2:3",  "area:1:2:3:4:5", "area:1:2:3:x",
                                       "area:1:2:3:nan", "area:1:2::4", "image:1" };
  double x[2], y[2];

  g_assert_true (gw_plot_points_parse_area ("area:-1:2.5:1e-3:4", x, y));
  g_assert_cmpfloat (x[1], ==, 2.5);
  g_assert_cmpfloat (y[0], ==, 0.001);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gw_plot_points_parse_area (wrong[i], x, y));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-scatter/holds-for-few", test_holds_for_few);
  g_test_add_func ("/plot-scatter/finds-each-point", test_finds_each_point);
  g_test_add_func ("/plot-scatter/walks-by-both-axes", test_walks_by_both_axes);
  g_test_add_func ("/plot-scatter/counts-many-in-areas", test_counts_many_in_areas);
  g_test_add_func ("/plot-scatter/never-loses-the-outermost", test_never_loses_the_outermost);
  g_test_add_func ("/plot-scatter/shows-points-again-when-zoomed", test_shows_points_again_when_zoomed);
  g_test_add_func ("/plot-scatter/draws-what-is-there", test_draws_what_is_there);
  g_test_add_func ("/plot-scatter/maps-features", test_maps_features);
  g_test_add_func ("/plot-scatter/takes-any-numbers", test_takes_any_numbers);
  g_test_add_func ("/plot-scatter/looks-like-the-picture", test_looks_like_the_picture);
  g_test_add_func ("/plot-scatter/reads-areas", test_reads_areas);

  return g_test_run ();
}
