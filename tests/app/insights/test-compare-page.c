/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-compare-page.h"
#include "gw-compare-table.h"
#include "gw-plot-number.h"
#include "insights-fixtures.h"

#define HEAD(kind, rest) "{\"groundwork\":1,\"kind\":\"" kind "\"" rest "}\n"
#define MODEL(name) HEAD ("predictions", ",\"model\":{\"name\":\"" name "\"}")
#define LABEL(image, name) "{\"image\":\"" image ".png\",\"width\":40,\"height\":30,\"labels\":[\"" name "\"]}\n"
#define ROW(image, cat, owl) "{\"image\":\"" image ".png\",\"scores\":{\"cat\":" cat ",\"owl\":" owl "}}\n"

static const char labels[] = HEAD ("annotations", ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]")
    LABEL ("1", "cat") LABEL ("2", "cat") LABEL ("3", "owl") LABEL ("4", "owl") LABEL ("5", "owl") LABEL ("6", "cat");
/* It has all right but 6. */
static const char first[] = MODEL ("old") ROW ("1", "0.9", "0.1") ROW ("2", "0.8", "0.2") ROW ("3", "0.3", "0.7")
    ROW ("4", "0.4", "0.6") ROW ("5", "0.1", "0.9") ROW ("6", "0.2", "0.8");
/* 1, 2 and 6 it has right, 5 it has not seen. */
static const char second[] = MODEL ("new") ROW ("1", "0.9", "0.1") ROW ("2", "0.7", "0.3") ROW ("3", "0.6", "0.4")
    ROW ("4", "0.8", "0.2") ROW ("6", "0.75", "0.25");

static GtkWidget *
find_chart (InsightsFixture *fixture, guint index)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, index);
}

static void
open_page (InsightsFixture *fixture)
{
  project_import (&fixture->source, labels);
  project_import (&fixture->source, first);
  project_import (&fixture->source, second);
  insights_open (fixture, gw_compare_page_new);
  insights_wait_label (fixture, "McNemar's test");
}

static void
assert_bar (InsightsFixture *fixture, JsonObject *mcnemar, const char *key, const char *member)
{
  GwPlot *plot = gw_chart_get_plot (GW_CHART (find_chart (fixture, 0)));
  g_auto (GwPlotReadout) readout = { 0 };
  g_autofree char *want = g_strdup_printf ("%" G_GINT64_FORMAT " image", json_object_get_int_member (mcnemar, member));

  gw_plot_describe (plot, gw_plot_find_key (plot, key), &readout);
  g_assert_true (g_str_has_prefix (readout.value, want));
}

/* Each row of the figures: both models, the difference and its interval. */
static void
assert_figures (InsightsFixture *fixture, JsonArray *figures)
{
  g_assert_cmpuint (json_array_get_length (figures), ==, 5);
  for (guint i = 0; i < json_array_get_length (figures); i++)
    {
      JsonObject *figure = json_array_get_object_element (figures, i);
      g_autofree char *low = gw_plot_number_fixed (json_object_get_double_member (figure, "low"), 3);
      g_autofree char *high = gw_plot_number_fixed (json_object_get_double_member (figure, "high"), 3);
      g_autofree char *difference = gw_plot_number_fixed (json_object_get_double_member (figure, "difference"), 3);
      g_autofree char *interval = g_strdup_printf ("%s to %s", low, high);

      g_assert_true (insights_says (GTK_WIDGET (fixture->page), interval));
      g_assert_true (insights_says (GTK_WIDGET (fixture->page), difference));
    }
}

static void
test_equals_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *mcnemar, *areas;
  g_autofree char *p = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *area_a = NULL;
  g_autofree char *area_b = NULL;

  open_page (fixture);
  answer = insights_run_cli (fixture, (const char *const[]) { "compare", NULL },
                             (const char *const[]) { "--model", "new", "--model", "old", NULL });
  mcnemar = json_object_get_object_member (answer, "mcnemar");
  areas = json_object_get_object_member (answer, "auc");
  p = gw_plot_number_p (json_object_get_double_member (mcnemar, "p_value"));
  verdict = g_strdup_printf ("The difference can be chance (p = %s).", p);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), verdict));
  assert_bar (fixture, mcnemar, "set:0", "both_right");
  assert_bar (fixture, mcnemar, "set:1", "only_a");
  assert_bar (fixture, mcnemar, "set:2", "only_b");
  assert_bar (fixture, mcnemar, "set:3", "both_wrong");
  area_a = gw_plot_number_fixed (json_object_get_double_member (areas, "a"), 3);
  area_b = gw_plot_number_fixed (json_object_get_double_member (areas, "b"), 3);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "ROC AUC"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), area_a));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), area_b));
  insights_wait_idle (fixture);
  assert_figures (fixture, json_object_get_array_member (answer, "figures"));
}

static void
test_is_a_door (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  insights_activate (find_chart (fixture, 0), "set:1");
  insights_wait_asked (fixture, "Only new right");
  insights_activate (find_chart (fixture, 0), "set:2");
  insights_wait_asked (fixture, "Only old right");
  insights_activate (find_chart (fixture, 1), "threshold:0.3");
  insights_wait_asked (fixture, "Predicted owl, threshold 0.30");
  g_signal_emit_by_name (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_COMPARE_TABLE, 0), "activated", 0);
  insights_wait_asked (fixture, "Actual cat, models differ");
}

/* What is left of both is 6, that only the new one has right. */
static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  insights_remove_images (fixture, 4);
  insights_wait_label (fixture, "new alone is right about 1 image, old alone about 0 images");
}

static gboolean
has_model (gpointer data)
{
  return gw_insights_data_get_model (data) != 0;
}

static void
test_other_way_round (InsightsFixture *fixture, gconstpointer data)
{
  GwInsightsData *pages;

  open_page (fixture);
  pages = gw_insights_page_get_data (fixture->page);
  /* The newest one is chosen when all are listed, whatever the page shows by then. */
  gw_test_wait (has_model, pages);
  /* Layers are numbered as they come, after those of the project itself. */
  gw_insights_data_set_model (pages, gw_insights_data_get_model (pages) - 1);
  insights_wait_label (fixture, "old alone is right about 2 images, new alone about 1 image");
}

/* --- detectors ---------------------------------------------------------------------------- */

#define BOXES(image, objects) "{\"image\":\"" image ".png\",\"width\":40,\"height\":30,\"objects\":[" objects "]}\n"
#define CAT(x, rest) "{\"label\":\"cat\",\"bbox\":[" x ",1,9,9]" rest "}"

static void
test_detectors (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, HEAD ("annotations", ",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"}]")
                                        BOXES ("1", CAT ("1", "") "," CAT ("20", "")) BOXES ("2", CAT ("1", "")));
  project_import (&fixture->source,
                  MODEL ("old") BOXES ("1", CAT ("1", ",\"score\":0.9") "," CAT ("20", ",\"score\":0.8"))
                      BOXES ("2", CAT ("30", ",\"score\":0.9")));
  project_import (&fixture->source,
                  MODEL ("new") BOXES ("1", CAT ("1", ",\"score\":0.9")) BOXES ("2", CAT ("1", ",\"score\":0.9")));
  insights_open (fixture, gw_compare_page_new);
  insights_wait_label (fixture, "new alone is right about 1 object, old alone about 1 object");
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "Neither model is right more often."));
  insights_activate (find_chart (fixture, 0), "set:2");
  insights_wait_asked (fixture, "Only old right");
}

/* --- what is missing ---------------------------------------------------------------------- */

static void
test_without_predictions (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_compare_page_new);
  insights_wait_label (fixture, "No Predictions Yet");
}

static void
test_one_model (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  project_import (&fixture->source, first);
  insights_open (fixture, gw_compare_page_new);
  insights_wait_label (fixture, "Only One Model");
}

static void
test_nothing_in_common (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  project_import (&fixture->source, MODEL ("old") ROW ("1", "0.9", "0.1"));
  project_import (&fixture->source, MODEL ("new") ROW ("2", "0.9", "0.1"));
  insights_open (fixture, gw_compare_page_new);
  insights_wait_label (fixture, "Nothing to Compare");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/compare-page/equals-the-command-line", test_equals_the_command_line);
  ADD ("/compare-page/is-a-door", test_is_a_door);
  ADD ("/compare-page/follows", test_follows);
  ADD ("/compare-page/other-way-round", test_other_way_round);
  ADD ("/compare-page/detectors", test_detectors);
  ADD ("/compare-page/without-predictions", test_without_predictions);
  ADD ("/compare-page/one-model", test_one_model);
  ADD ("/compare-page/nothing-in-common", test_nothing_in_common);

  return g_test_run ();
}
