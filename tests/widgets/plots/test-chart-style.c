/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "canvas-fixtures.h"
#include "plots-fixtures.h"
#include "plots-stage.h"

#define DEADLINE (20 * G_USEC_PER_SEC)

/* Of 255: what rounding may make of one drawing on two surfaces. */
#define TOLERANCE 0.05

/* The plot drawn by itself, as a file is. */
static cairo_surface_t *
draw_plot (GwPlot *plot, const GwPlotStyle *style)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, PLOTS_STAGE_WIDTH, PLOTS_STAGE_HEIGHT);
  g_autoptr (GwPlotLayout) layout = gw_plot_layout_new (plot, style, PLOTS_STAGE_WIDTH, PLOTS_STAGE_HEIGHT, NULL, NULL);
  cairo_t *cr = cairo_create (surface);

  gw_plot_layout_draw (layout, cr, NULL);
  cairo_destroy (cr);
  return surface;
}

static void
assert_shows (PlotsStage *stage, const GwPlotStyle *style)
{
  cairo_surface_t *shown = plots_stage_get_picture (stage);
  cairo_surface_t *drawn = draw_plot (stage->plot, style);

  g_assert_cmpfloat (plots_stage_get_difference (shown, drawn), <=, TOLERANCE);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (drawn);
}

/* One drawing, whatever it is drawn on. */
static void
test_is_the_drawing (PlotsStage *stage, gconstpointer data)
{
  const GwPlotStyle other = { .family = stage->chart->style.family, .text_scale = 1.5 };
  cairo_surface_t *shown = plots_stage_get_picture (stage);
  cairo_surface_t *drawn = draw_plot (stage->plot, &other);

  /* What the comparison is worth. */
  g_assert_cmpfloat (plots_stage_get_difference (shown, drawn), >, 10 * TOLERANCE);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (drawn);
  assert_shows (stage, &stage->chart->style);
}

static void
test_dark (PlotsStage *stage, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GwPlotStyle style = stage->chart->style;

  g_assert_false (style.dark);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (stage->chart->style.dark);
  style.dark = TRUE;
  assert_shows (stage, &style);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  style.dark = FALSE;
  assert_shows (stage, &style);
}

static void
test_high_contrast (PlotsStage *stage, gconstpointer data)
{
  GwPlotStyle style = stage->chart->style;
  cairo_surface_t *before = plots_stage_get_picture (stage);
  cairo_surface_t *after;

  gw_chart_set_high_contrast (stage->chart, TRUE);
  style.high_contrast = TRUE;
  assert_shows (stage, &style);
  after = plots_stage_get_picture (stage);
  g_assert_cmpfloat (plots_stage_get_difference (before, after), >, 10 * TOLERANCE);
  cairo_surface_destroy (after);
  cairo_surface_destroy (before);
}

static void
set_dpi (double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (scale * 96 * 1024), NULL);
}

static void
test_text_scale (PlotsStage *stage, gconstpointer data)
{
  GtkWidget *widget = GTK_WIDGET (stage->chart);
  int width[2], height[2];

  set_dpi (1);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width[0], NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height[0], NULL, NULL);
  set_dpi (2);
  g_assert_cmpfloat (stage->chart->style.text_scale, ==, 2);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width[1], NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height[1], NULL, NULL);
  g_assert_cmpint (width[1], ==, 2 * width[0]);
  g_assert_cmpint (height[1], ==, 2 * height[0]);
  set_dpi (1.25);
  g_assert_cmpfloat (stage->chart->style.text_scale, ==, 1.25);
  canvas_fixture_wait_frame (widget);
  set_dpi (1);
  canvas_fixture_wait_frame (widget);
  assert_shows (stage, &stage->chart->style);
}

/* Nothing at first; then it is dimmed, until the new one is there. */
static void
test_busy (PlotsStage *stage, gconstpointer data)
{
  cairo_surface_t *before = plots_stage_get_picture (stage);
  cairo_surface_t *after;
  gint64 end = g_get_monotonic_time () + DEADLINE;
  double x, y;

  gw_chart_set_busy (stage->chart, TRUE);
  g_assert_false (stage->chart->busy_shown);
  while (!stage->chart->busy_shown && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (stage->chart->spinner)));
  after = plots_stage_get_picture (stage);
  plots_stage_get_middle (stage, gw_plot_get_first_mark (stage->plot), &x, &y);
  g_assert_cmphex (canvas_fixture_pixel (before, (int) x, (int) y), !=, canvas_fixture_pixel (after, (int) x, (int) y));
  cairo_surface_destroy (after);

  gw_chart_set_busy (stage->chart, FALSE);
  after = plots_stage_get_picture (stage);
  g_assert_cmpfloat (plots_stage_get_difference (before, after), ==, 0);
  cairo_surface_destroy (after);
  cairo_surface_destroy (before);
}

/* Nothing can be pointed at or walked through, and the text is told. */
static void
test_message (PlotsStage *stage, gconstpointer data)
{
  plots_stage_move_to (stage, 320, 200);
  g_assert_null (plots_stage_get_card (stage));
  plots_stage_activate (stage, "chart.down");
  g_assert_cmpstr (gw_chart_get_description (stage->chart), ==, "Nothing to Show");
  assert_shows (stage, &stage->chart->style);
}

/* Rows have a height that they like, however many they are. */
static void
test_natural_height (void)
{
  GtkWidget *chart = g_object_ref_sink (gw_chart_new ());
  g_autoptr (GwPlot) rows = plots_fixture_balance ();
  int minimum, natural, empty;

  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, -1, NULL, &empty, NULL, NULL);
  gw_chart_set_plot (GW_CHART (chart), rows);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, (int) ceil (gw_plot_layout_get_natural_height (rows, &GW_CHART (chart)->style)));
  g_assert_cmpint (natural, >, empty);
  g_assert_cmpint (minimum, <, natural);
  g_assert_finalize_object (chart);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/chart-style/is-the-drawing", PlotsStage, "balance", plots_stage_set_up, test_is_the_drawing,
              plots_stage_tear_down);
  g_test_add ("/chart-style/curves-are-the-drawing", PlotsStage, "curves", plots_stage_set_up, test_is_the_drawing,
              plots_stage_tear_down);
  g_test_add ("/chart-style/dark", PlotsStage, "curves", plots_stage_set_up, test_dark, plots_stage_tear_down);
  g_test_add ("/chart-style/high-contrast", PlotsStage, "balance", plots_stage_set_up, test_high_contrast,
              plots_stage_tear_down);
  g_test_add ("/chart-style/text-scale", PlotsStage, "histogram", plots_stage_set_up, test_text_scale,
              plots_stage_tear_down);
  g_test_add ("/chart-style/busy", PlotsStage, "balance", plots_stage_set_up, test_busy, plots_stage_tear_down);
  g_test_add ("/chart-style/message", PlotsStage, "message", plots_stage_set_up, test_message, plots_stage_tear_down);
  g_test_add_func ("/chart-style/natural-height", test_natural_height);
  return g_test_run ();
}
