/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo.h>

#include "gw-distributions-card.h"
#include "gw-distributions-page.h"
#include "gw-plot-number.h"
#include "gw-plot-rows.h"
#include "gw-segments.h"
#include "insights-fixtures.h"

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\"," \
  "\"classes\":[{\"name\":\"cat\"},{\"name\":\"big owl\"}]}\n"

/* Areas 16, 64, 100, 400 and 900; shapes 2 and 1. */
static const char labels[] = HEAD
    "{\"image\":\"1.png\",\"width\":80,\"height\":40,\"split\":\"train\",\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,1,4,4]},{\"label\":\"cat\",\"bbox\":[11,1,8,8]},{\"label\":\"cat\",\"bbox\":[21,1,10,10]}]}\n"
    "{\"image\":\"2.png\",\"width\":60,\"height\":60,\"split\":\"test\",\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,1,20,20]},{\"label\":\"big owl\",\"bbox\":[11,1,30,30]}]}\n"
    "{\"image\":\"3.png\",\"width\":90,\"height\":30}\n";

static GtkWidget *
find_chart (InsightsFixture *fixture, guint i)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, i);
}

static GwDistributionsCard *
find_card (InsightsFixture *fixture)
{
  return GW_DISTRIBUTIONS_CARD (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_DISTRIBUTIONS_CARD, 0));
}

/* The first mark whose read-out has this value, such as “1 box”. */
static const char *
find_key (GtkWidget *chart, const char *value)
{
  GwPlot *plot = gw_chart_get_plot (GW_CHART (chart));

  for (gsize i = 0; i < gw_plot_count_marks (plot); i++)
    {
      g_auto (GwPlotReadout) readout = { 0 };

      gw_plot_describe (plot, (GwPlotMark) { 0, i }, &readout);
      if (g_strcmp0 (readout.value, value) == 0)
        return gw_plot_get_key (plot, (GwPlotMark) { 0, i });
    }
  return NULL;
}

static void
test_figures (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  page = GTK_WIDGET (fixture->page);
  g_assert_true (insights_says (page, "5 boxes"));
  g_assert_true (insights_says (page, "296"));      /* mean */
  g_assert_true (insights_says (page, "370"));      /* deviation */
  g_assert_true (insights_says (page, "25.6–800")); /* middle */
  g_assert_true (insights_says (page, "Only 5 values: read with care."));
}

static void
test_bar_is_a_door (InsightsFixture *fixture, gconstpointer data)
{
  g_autofree char *key = NULL;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  key = g_strdup ("bin:0:200");
  insights_activate (find_chart (fixture, 0), key);
  insights_wait_asked (fixture, "win.show-filter set:\"1 Box Area under 200 pixels\"\n");

  g_string_truncate (fixture->asked, 0);
  gw_distributions_card_set_column (find_card (fixture), "image-aspect");
  insights_wait_label (fixture, "3 images");
  insights_wait_idle (fixture);
  insights_activate (find_chart (fixture, 0), "bin:1.5:2.5");
  insights_wait_asked (fixture, "win.show-filter aspect>=1.5 aspect<2.5\n");
}

static void
test_outliers (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD "{\"image\":\"1.png\",\"width\":900,\"height\":900,\"objects\":[");

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "{\"label\":\"cat\",\"bbox\":[1,1,%u,10]},", 10 + i % 5);
  g_string_append (text, "{\"label\":\"cat\",\"bbox\":[2,2,10,10]}]}\n");
  g_string_append (text, "{\"image\":\"far.png\",\"width\":900,\"height\":900,\"objects\":[{\"label\":\"cat\","
                         "\"bbox\":[1,1,800,800]}]}\n");
  project_import (&fixture->source, text->str);
  insights_open (fixture, gw_distributions_page_new);
  g_signal_emit_by_name (find_card (fixture), "open-outliers");
  insights_wait_asked (fixture, "Outliers of Box Area");
}

static void
test_scales (InsightsFixture *fixture, gconstpointer data)
{
  GwSegments *scale;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  scale = GW_SEGMENTS (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_SEGMENTS, 0));
  gw_segments_set_selected (scale, 1);
  insights_wait_label (fixture, "After natural log");
  gw_segments_set_selected (scale, 3);
  insights_wait_label (fixture, "After Box–Cox, λ = ");
  insights_wait_idle (fixture);
  g_assert_cmpstr (gw_plot_get_kind (gw_chart_get_plot (GW_CHART (find_chart (fixture, 1)))), ==, "histogram");
}

static void
test_range (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *chart;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  chart = find_chart (fixture, 0);
  /* A range is of whole bars: 16–310.7 is the first of three. */
  g_signal_emit_by_name (chart, "range-selected", 20.0, 100.0);
  g_assert_true (insights_says (chart, "3 boxes"));
  g_assert_true (insights_says (chart, "under 311 pixels"));
  g_signal_emit_by_name (chart, "range-activated", 20.0, 100.0);
  insights_wait_asked (fixture, "win.show-filter set:\"1 Box Area under 311 pixels\"\n");
}

static JsonObject *
ask_stats (InsightsFixture *fixture, const char *transform)
{
  return insights_run_cli (
      fixture, (const char *const[]) { "stats", NULL },
      (const char *const[]) { "--column", "box-area", "--bins", "fd", "--transform", transform, NULL });
}

/* The bars of a chart, against the counts of the command line. */
static void
check_bars (GtkWidget *chart, JsonObject *answer)
{
  JsonArray *counts = json_object_get_array_member (json_object_get_object_member (answer, "histogram"), "counts");
  GwPlot *plot = gw_chart_get_plot (GW_CHART (chart));

  g_assert_cmpuint (gw_plot_count_marks (plot), ==, json_array_get_length (counts));
  for (guint i = 0; i < json_array_get_length (counts); i++)
    {
      g_auto (GwPlotReadout) readout = { 0 };
      g_autofree char *want = gw_plot_rows_count (GW_PLOT_ROWS_BOXES, json_array_get_int_element (counts, i));

      gw_plot_describe (plot, (GwPlotMark) { 0, i }, &readout);
      g_assert_cmpstr (readout.value, ==, want);
    }
}

static void
check_figure (InsightsFixture *fixture, JsonObject *answer, const char *key)
{
  g_autofree char *want = gw_plot_number_quantity (json_object_get_double_member (answer, key));

  g_assert_true (insights_says (GTK_WIDGET (fixture->page), want));
}

static void
test_equals_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) raw = NULL;
  g_autoptr (JsonObject) changed = NULL;
  g_autofree char *skew = NULL;
  GwSegments *scale;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  raw = ask_stats (fixture, "none");
  check_bars (find_chart (fixture, 0), raw);
  check_figure (fixture, raw, "mean");
  check_figure (fixture, raw, "median");
  check_figure (fixture, raw, "std");

  scale = GW_SEGMENTS (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_SEGMENTS, 0));
  gw_segments_set_selected (scale, 3);
  insights_wait_label (fixture, "After Box–Cox, λ = ");
  insights_wait_idle (fixture);
  changed = ask_stats (fixture, "box-cox");
  check_bars (find_chart (fixture, 1), changed);
  skew = gw_plot_number_fixed (json_object_get_double_member (changed, "skewness"), 2);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), skew));
}

static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  insights_remove_images (fixture, 1);
  insights_wait_label (fixture, "2 boxes");
  insights_wait_label (fixture, "650");
}

/* A picture of one grey. */
static void
paint (InsightsFixture *fixture, const char *name, double grey)
{
  g_autofree char *path = g_build_filename (fixture->source.folder, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 32, 32);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* Pictures are measured when the page is shown, and its figures follow. */
static void
test_measures_pictures (InsightsFixture *fixture, gconstpointer data)
{
  paint (fixture, "1.png", 0.2);
  paint (fixture, "2.png", 0.4);
  paint (fixture, "3.png", 0.8);
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  gw_distributions_card_set_column (find_card (fixture), "image-brightness");
  insights_wait_label (fixture, "3 images");
  insights_wait_label (fixture, "102"); /* the median: 0.4 * 255 */
  insights_wait_label (fixture, "Only 3 values: read with care.");
}

static void
test_small_charts (InsightsFixture *fixture, gconstpointer data)
{
  const char *key;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_distributions_page_new);
  /* raw, transformed, brightness, confidence, shape, objects, centers */
  key = find_key (find_chart (fixture, 5), "1 image");
  g_assert_nonnull (key);
  insights_activate (find_chart (fixture, 6), "center:0:0.0625:0.0625:0.125");
  insights_wait_asked (fixture, "Box centers ");
}

static void
test_without_images (InsightsFixture *fixture, gconstpointer data)
{
  insights_open (fixture, gw_distributions_page_new);
  insights_wait_label (fixture, "No Images");
}

static void
test_without_boxes (InsightsFixture *fixture, gconstpointer data)
{
  GwPlot *plot;

  project_import (&fixture->source, HEAD "{\"image\":\"1.png\",\"width\":4,\"height\":3}\n");
  insights_open (fixture, gw_distributions_page_new);
  /* No file is there whose size could be told. */
  g_assert_cmpstr (gw_distributions_card_get_column (find_card (fixture)), ==, "image-width");
  gw_distributions_card_set_column (find_card (fixture), "image-width");
  insights_wait_label (fixture, "1 image");
  insights_wait_idle (fixture);
  plot = gw_chart_get_plot (GW_CHART (find_chart (fixture, 0)));
  g_assert_cmpstr (gw_plot_get_message (plot), ==, "All Values Are Equal");
  gw_distributions_card_set_column (find_card (fixture), "box-area");
  insights_wait_label (fixture, "0 boxes");
  plot = gw_chart_get_plot (GW_CHART (find_chart (fixture, 0)));
  g_assert_cmpstr (gw_plot_get_message (plot), ==, "No Values");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/distributions-page/figures", test_figures);
  ADD ("/distributions-page/bar-is-a-door", test_bar_is_a_door);
  ADD ("/distributions-page/outliers", test_outliers);
  ADD ("/distributions-page/scales", test_scales);
  ADD ("/distributions-page/range", test_range);
  ADD ("/distributions-page/equals-command-line", test_equals_command_line);
  ADD ("/distributions-page/follows", test_follows);
  ADD ("/distributions-page/measures-pictures", test_measures_pictures);
  ADD ("/distributions-page/small-charts", test_small_charts);
  ADD ("/distributions-page/without-images", test_without_images);
  ADD ("/distributions-page/without-boxes", test_without_boxes);

  return g_test_run ();
}
