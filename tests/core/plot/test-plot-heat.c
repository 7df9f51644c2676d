/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-plot-agreement.h"
#include "gw-plot-centers.h"
#include "gw-plot-correlation.h"
#include "gw-plot-file.h"
#include "gw-plot-layout.h"
#include "gw-plot-missing.h"
#include "gw-random.h"
#include "plot-check.h"

/* Matrices of colors: agreement, correlation, missing values, centers of boxes. */

/* --- agreement ---------------------------------------------------------------------- */

static const char *const people[] = { "Ann", "Bob Long-Name", "Cem" };
static const double kappa[] = { 1, 0.8, NAN, 0.8, 1, 0.25, NAN, 0.25, 1 };
static const double shared[] = { 9, 7, 0, 7, 8, 1, 0, 1, 5 };

static GwPlot *
make_agreement (const double *matrix, gsize n)
{
  const GwPlotAgreementOptions options = {
    .title = "Agreement", .people = people, .measure = "Cohen's κ", .rows = GW_PLOT_ROWS_IMAGES, .n_shared = shared
  };

  return gw_plot_agreement_new (matrix, n, &options);
}

static void
test_agreement (void)
{
  static const double apart[] = { 1, NAN, NAN, 1 };
  g_autoptr (GwPlot) plot = make_agreement (kappa, 3);
  g_autoptr (GwPlot) alone = make_agreement (kappa, 1);
  g_autoptr (GwPlot) strangers = make_agreement (apart, 2);
  g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, 1 });
  g_autofree char *none = plot_describe (plot, (GwPlotMark) { 0, 2 });
  g_autofree char *csv = gw_plot_to_csv (plot);

  plot_check (plot);
  g_assert_cmpstr (text, ==, "Ann and Bob Long-Name. Cohen's κ 0.800. 7 images in common.");
  g_assert_cmpstr (none, ==, "Ann and Cem. Cohen's κ —. 0 images in common.");
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 0, 5 }), ==, "agreement:1:2");
  g_assert_cmpuint (gw_plot_find_key (plot, "agreement:1:3").index, ==, GW_PLOT_NO_MARK);
  g_assert_cmpuint (gw_plot_find_key (plot, "correlation:1:2").index, ==, GW_PLOT_NO_MARK);
  g_assert_cmpstr (
      gw_plot_get_summary (plot), ==,
      "Agreement by Cohen's κ. Highest: Ann and Bob Long-Name, 0.800. Lowest: Bob Long-Name and Cem, 0.250.");
  g_assert_nonnull (strstr (csv, "\nAnn,Bob Long-Name,0.8,7\n"));
  plot_check_message (alone, "Only One Labeler");
  plot_check_message (strangers, "Nothing in Common");
  plot_check_picture (plot, "agreement", FALSE);
}

/* --- correlation --------------------------------------------------------------------- */

static const char *const columns[] = { "Box width", "Box height", "Aspect", "Constant" };

static void
test_correlation (void)
{
  static const double table[] = { 1, 2, -1, 5, 2, 4, -2, 5, 3, 6, -3, 5, NAN, 1, 0, 5 };
  static const double still[] = { 1, 5, 1, 5, 1, 5 };
  GwPlotCorrelationOptions options = { .title = "Correlation", .columns = columns };
  g_autoptr (GwPlot) plot = gw_plot_correlation_new (table, 4, 4, &options, NULL);
  g_autoptr (GwPlot) single = gw_plot_correlation_new (table, 4, 1, &options, NULL);
  g_autoptr (GwPlot) empty = gw_plot_correlation_new (table, 0, 4, &options, NULL);
  g_autoptr (GwPlot) flat = gw_plot_correlation_new (still, 3, 2, &options, NULL);
  g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, 2 });
  g_autofree char *none = plot_describe (plot, (GwPlotMark) { 0, 3 });

  plot_check (plot);
  g_assert_cmpstr (text, ==, "Box width and Aspect. Pearson's r −1.000. 3 rows.");
  g_assert_cmpstr (none, ==, "Box width and Constant. Pearson's r —. 3 rows.");
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 0, 6 }), ==, "correlation:1:2");
  plot_check_message (single, "Only One Column");
  plot_check_message (empty, "No Correlation");
  plot_check_message (flat, "No Correlation");
  plot_check_picture (plot, "correlation-dark", TRUE);
}

/* --- missing values ------------------------------------------------------------------- */

static void
test_missing (void)
{
  const guint n = 1000;
  g_autofree double *table = g_new0 (double, 3 * n);
  const GwPlotMissingOptions options = { .title = "Missing Values", .columns = columns, .rows = GW_PLOT_ROWS_IMAGES };
  g_autoptr (GwPlot) whole = gw_plot_missing_new (table, n, 3, &options);
  g_autoptr (GwPlot) empty = gw_plot_missing_new (table, 0, 3, &options);
  g_autoptr (GwPlot) plot = NULL;
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      table[3 * i + 1] = i >= 500 ? NAN : 0;
      table[3 * i + 2] = i % 8 == 0 ? NAN : 0;
    }
  plot = gw_plot_missing_new (table, n, 3, &options);
  plot_check (plot);
  for (gsize i = 0; i < gw_plot_count_marks (plot); i++)
    {
      g_autofree char *key = g_strdup (gw_plot_get_key (plot, (GwPlotMark) { 0, i }));
      gsize column, first, end;

      g_assert_true (gw_plot_missing_parse_key (key, &column, &first, &end));
      g_assert_cmpuint (gw_plot_find_key (plot, key).index, ==, i);
      for (gsize row = first; row < end; row++)
        sum += isnan (table[3 * row + column]) ? 1 : 0;
      if (column == 1 && first == 500)
        {
          g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, i });

          g_assert_cmpstr (text, ==, "Box height. Missing in 4 of 4 images. Rows 501–504.");
        }
    }
  g_assert_cmpuint (sum, ==, 500 + 125);
  g_assert_cmpstr (gw_plot_get_summary (plot), ==,
                   "Missing values of 1,000 images. 43.7% are complete. Most are missing in Box height: 50.0%.");
  plot_check_message (whole, "Nothing Is Missing");
  plot_check_message (empty, "No Rows");
  plot_check_picture (plot, "missing", FALSE);
}

/* More than there are bits for; and fewer rows than pixels. */
static void
test_missing_many_columns (void)
{
  const char *names[100];
  double table[300];
  const GwPlotMissingOptions options = { .columns = names };
  g_autoptr (GwPlot) plot = NULL;

  for (guint i = 0; i < 100; i++)
    names[i] = "Measured";
  for (guint i = 0; i < 300; i++)
    table[i] = i % 3 == 0 ? NAN : 1;
  plot = gw_plot_missing_new (table, 3, 100, &options);
  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 3 * 64);
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "The first 64 of 100 columns.");
  plot_check (plot);
}

/* --- centers --------------------------------------------------------------------------- */

static void
test_centers (void)
{
  static const double x[] = { 0, 0.1, 0.99, 1, 0.5, NAN, 1.2 }, y[] = { 0, 0.1, 0.99, 1, 0.75, 0.5, 0.5 };
  GwPlotCentersOptions options = { .title = "Box Centers", .rows = GW_PLOT_ROWS_BOXES, .n_cells = 4 };
  g_autoptr (GwPlot) plot = gw_plot_centers_new (x, y, 7, &options);
  g_autoptr (GwPlot) empty = gw_plot_centers_new (x, y, 0, &options);
  g_autoptr (GwPlot) outside = gw_plot_centers_new (x + 5, y + 5, 2, &options);
  g_autofree char *first = plot_describe (plot, (GwPlotMark) { 0, 0 });
  g_autofree char *low = plot_describe (plot, gw_plot_find_key (plot, "center:0.5:0.75:0.75:1"));
  double left[2], top[2];

  plot_check (plot);
  g_assert_cmpstr (first, ==, "2 boxes. 0%–25.0% from the left, 0%–25.0% from the top. 40% of all.");
  g_assert_cmpstr (low, ==, "1 box. 50.0%–75.0% from the left, 75.0%–100.0% from the top. 20% of all.");
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "Left out, with the center outside of the image: 2 boxes.");
  g_assert_true (gw_plot_centers_parse_key ("center:0.5:0.75:0:1", left, top));
  g_assert_false (gw_plot_centers_parse_key ("center:0.5:0.75:0:2", left, top));
  g_assert_false (gw_plot_centers_parse_key ("center:0.5:0.75:0", left, top));
  g_assert_false (gw_plot_centers_parse_key ("area:0:1:0:1", left, top));
  plot_check_message (empty, "No Boxes");
  plot_check_message (outside, "No Boxes");
}

/* As images are seen: what is at their top is drawn at the top. */
static void
test_centers_stand_as_images (void)
{
  const GwPlotStyle style = { 0 };
  static const double x[] = { 0.1, 0.9 }, y[] = { 0.1, 0.1 };
  GwPlotCentersOptions options = { .rows = GW_PLOT_ROWS_BOXES };
  g_autoptr (GwPlot) plot = gw_plot_centers_new (x, y, 2, &options);
  g_autoptr (GwPlotLayout) layout = gw_plot_layout_new (plot, &style, 560, 520, NULL, NULL);
  const GwPlotFrame *frame = gw_plot_layout_get_frame (layout);

  g_assert_cmpfloat (gw_plot_frame_get_y (frame, 0.1), <, gw_plot_frame_get_y (frame, 0.9));
  g_assert_cmphex (plot_pixel (plot, 560, 520, gw_plot_frame_get_x (frame, 0.1), gw_plot_frame_get_y (frame, 0.1)), ==,
                   gw_plot_style_get_ramp (&style, GW_PLOT_RAMP_SEQUENTIAL, 1));
  plot_check (plot);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-heat/agreement", test_agreement);
  g_test_add_func ("/plot-heat/correlation", test_correlation);
  g_test_add_func ("/plot-heat/missing", test_missing);
  g_test_add_func ("/plot-heat/missing-many-columns", test_missing_many_columns);
  g_test_add_func ("/plot-heat/centers", test_centers);
  g_test_add_func ("/plot-heat/centers-stand-as-images", test_centers_stand_as_images);

  return g_test_run ();
}
