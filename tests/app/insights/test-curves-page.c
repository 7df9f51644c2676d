/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-curves-bar.h"
#include "gw-curves-page.h"
#include "gw-curves-point.h"
#include "gw-plot-number.h"
#include "insights-fixtures.h"

#define HEAD(kind, rest) "{\"groundwork\":1,\"kind\":\"" kind "\"" rest "}\n"
#define LABEL(image, name) "{\"image\":\"" image ".png\",\"width\":40,\"height\":30,\"labels\":[\"" name "\"]}\n"
#define ROW(image, cat, owl) "{\"image\":\"" image ".png\",\"scores\":{\"cat\":" cat ",\"owl\":" owl "}}\n"

static const char labels[] = HEAD ("annotations", ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]")
    LABEL ("1", "cat") LABEL ("2", "cat") LABEL ("3", "owl") LABEL ("4", "owl") LABEL ("5", "owl") LABEL ("6", "cat")
        LABEL ("7", "owl") LABEL ("8", "cat");

static const char scores[] = HEAD ("predictions", ",\"model\":{\"name\":\"m\"}") ROW ("1", "0.9", "0.1")
    ROW ("2", "0.2", "0.8") ROW ("3", "0.7", "0.3") ROW ("4", "0.4", "0.6") ROW ("5", "0.05", "0.95")
        ROW ("6", "0.75", "0.25") ROW ("7", "0.3", "0.7") ROW ("8", "0.6", "0.4");

/* --- what is shown -------------------------------------------------------------------- */

static GtkWidget *
find (InsightsFixture *fixture, GType type)
{
  return insights_find (GTK_WIDGET (fixture->page), type, 0);
}

static GtkWidget *
find_chart (InsightsFixture *fixture, guint index)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, index);
}

/* A row of a name and a figure. */
static const char *
get_figure (GtkWidget *root, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      const char *found;

      if (GTK_IS_LABEL (child) && GTK_IS_LABEL (next) && g_str_equal (gtk_label_get_text (GTK_LABEL (child)), name))
        return gtk_label_get_text (GTK_LABEL (next));
      found = get_figure (child, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
assert_figure (InsightsFixture *fixture, JsonObject *answer, const char *name, const char *key, int decimals)
{
  g_autofree char *want = gw_plot_number_fixed (json_object_get_double_member (answer, key), decimals);

  g_assert_cmpstr (get_figure (GTK_WIDGET (fixture->page), name), ==, want);
}

/* The four counts above their captions. */
static void
assert_side (InsightsFixture *fixture, JsonObject *answer, guint truth, guint predicted, guint button)
{
  JsonArray *matrix = json_object_get_array_member (answer, "confusion_matrix");
  const gint64 count = json_array_get_int_element (json_array_get_array_element (matrix, truth), predicted);
  g_autofree char *want = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  GtkWidget *side = insights_find (find (fixture, GW_TYPE_CURVES_POINT), GTK_TYPE_BUTTON, button);

  g_assert_true (insights_says (side, want));
}

/* Show Errors stands before them. */
static void
assert_point (InsightsFixture *fixture, JsonObject *answer)
{
  assert_side (fixture, answer, 1, 1, 1);
  assert_side (fixture, answer, 1, 0, 2);
  assert_side (fixture, answer, 0, 1, 3);
  assert_side (fixture, answer, 0, 0, 4);
  assert_figure (fixture, answer, "Precision", "precision", 3);
  assert_figure (fixture, answer, "Recall", "recall", 3);
  assert_figure (fixture, answer, "F1", "f1", 3);
  assert_figure (fixture, answer, "F2", "f2", 3);
  assert_figure (fixture, answer, "F0.5", "f0.5", 3);
  assert_figure (fixture, answer, "MCC", "mcc", 3);
}

static JsonObject *
ask (InsightsFixture *fixture, const char *threshold)
{
  return insights_run_cli (
      fixture, (const char *const[]) { "metrics", "classification", NULL },
      (const char *const[]) { "--model", "m", "--positive", "owl", "--threshold", threshold, NULL });
}

static void
open_page (InsightsFixture *fixture)
{
  project_import (&fixture->source, labels);
  project_import (&fixture->source, scores);
  insights_open (fixture, gw_curves_page_new);
  insights_wait_label (fixture, "1,000 resamples");
}

/* --- tests -------------------------------------------------------------------------------- */

static void
test_equals_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  static const char *const thresholds[] = { "0.5", "0.3", "0.95", "0.25" };
  g_autoptr (JsonObject) answer = NULL;

  open_page (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      g_clear_pointer (&answer, json_object_unref);
      answer = ask (fixture, thresholds[i]);
      gw_curves_bar_set_threshold (GW_CURVES_BAR (find (fixture, GW_TYPE_CURVES_BAR)),
                                   g_ascii_strtod (thresholds[i], NULL));
      assert_point (fixture, answer);
    }
  assert_figure (fixture, answer, "Brier score", "brier", 4);
  assert_figure (fixture, answer, "Brier skill score", "brier_skill", 3);
  assert_figure (fixture, answer, "Expected calibration error", "ece", 3);
  assert_figure (fixture, answer, "ROC AUC, macro", "roc_auc_ovr_macro", 3);
  assert_figure (fixture, answer, "PR AUC, macro", "average_precision_macro", 3);
}

static void
test_rules (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *best;
  GwCurvesBar *bar;

  open_page (fixture);
  answer = ask (fixture, "0.5");
  best = json_object_get_object_member (answer, "best_threshold");
  bar = GW_CURVES_BAR (find (fixture, GW_TYPE_CURVES_BAR));
  g_signal_emit_by_name (insights_find (GTK_WIDGET (bar), GTK_TYPE_TOGGLE_BUTTON, 1), "clicked");
  g_assert_cmpfloat (gw_curves_bar_get_threshold (bar), ==, json_object_get_double_member (best, "threshold"));
}

static void
test_entry (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *bar, *entry;

  open_page (fixture);
  bar = find (fixture, GW_TYPE_CURVES_BAR);
  entry = insights_find (bar, GTK_TYPE_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.275");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (gw_curves_bar_get_threshold (GW_CURVES_BAR (bar)), ==, 0.275);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "At Threshold 0.275"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "high");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (gw_curves_bar_get_threshold (GW_CURVES_BAR (bar)), ==, 0.275);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.275");
}

/* The marker goes to the nearest point of the curve. */
static void
test_marker (InsightsFixture *fixture, gconstpointer data)
{
  GwCurvesBar *bar;

  open_page (fixture);
  bar = GW_CURVES_BAR (find (fixture, GW_TYPE_CURVES_BAR));
  g_signal_emit_by_name (find_chart (fixture, 0), "marker-moved", 0.26, 0.74);
  g_assert_cmpfloat (gw_curves_bar_get_threshold (bar), ==, 0.6);
  g_signal_emit_by_name (find_chart (fixture, 1), "marker-moved", 0.26, 0.9);
  g_assert_cmpfloat (gw_curves_bar_get_threshold (bar), ==, 0.95);
  g_signal_emit_by_name (find_chart (fixture, 0), "marker-moved", 3.0, 3.0);
  g_assert_cmpfloat (gw_curves_bar_get_threshold (bar), ==, 0.1);
}

static void
test_is_a_door (InsightsFixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "Errors of owl, threshold 0.50", "owl found, threshold 0.50",
                                        "owl missed, threshold 0.50", "False alarm of owl, threshold 0.50",
                                        "Rightly not owl, threshold 0.50" };
  GtkWidget *point;

  open_page (fixture);
  point = find (fixture, GW_TYPE_CURVES_POINT);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_signal_emit_by_name (insights_find (point, GTK_TYPE_BUTTON, i), "clicked");
      insights_wait_asked (fixture, titles[i]);
    }
  insights_activate (find_chart (fixture, 0), "threshold:0.6");
  insights_wait_asked (fixture, "Predicted owl, threshold 0.60");
  insights_activate (find_chart (fixture, 6), "score:0.2:0.4");
  insights_wait_asked (fixture, "owl, score 0.20 to 0.40");
}

/* Without 2.png one false alarm is less: there is none. */
static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_cmpstr (get_figure (GTK_WIDGET (fixture->page), "Precision"), ==, "0.750");
  insights_remove_images (fixture, 2);
  insights_wait_label (fixture, "ROC AUC of owl: 0.875");
  insights_wait_idle (fixture);
  g_assert_cmpstr (get_figure (GTK_WIDGET (fixture->page), "Precision"), ==, "1.000");
}

static void
test_classes (InsightsFixture *fixture, gconstpointer data)
{
  GwCurvesBar *bar;

  open_page (fixture);
  bar = GW_CURVES_BAR (find (fixture, GW_TYPE_CURVES_BAR));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (insights_find (GTK_WIDGET (bar), GTK_TYPE_DROP_DOWN, 0)), 0);
  g_assert_cmpstr (gw_curves_bar_get_class (bar), ==, "cat");
  insights_wait_idle (fixture);
  g_signal_emit_by_name (insights_find (find (fixture, GW_TYPE_CURVES_POINT), GTK_TYPE_BUTTON, 1), "clicked");
  insights_wait_asked (fixture, "cat found, threshold 0.50");
}

#define THREE(image, cat, owl, bee) \
  "{\"image\":\"" image ".png\",\"scores\":{\"cat\":" cat ",\"owl\":" owl ",\"bee\":" bee "}}\n"

/* Of several classes the chosen one against the rest. */
static void
test_several_classes (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *one;

  project_import (&fixture->source,
                  HEAD ("annotations", ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"},{\"name\":\"bee\"}]")
                      LABEL ("1", "cat") LABEL ("2", "cat") LABEL ("3", "owl") LABEL ("4", "bee"));
  project_import (&fixture->source, HEAD ("predictions", ",\"model\":{\"name\":\"m\"}") THREE ("1", "0.8", "0.1", "0.1")
                                        THREE ("2", "0.2", "0.7", "0.1") THREE ("3", "0.25", "0.5", "0.25")
                                            THREE ("4", "0.6", "0.1", "0.3"));
  insights_open (fixture, gw_curves_page_new);
  insights_wait_label (fixture, "1,000 resamples");
  answer = insights_run_cli (fixture, (const char *const[]) { "metrics", "classification", NULL },
                             (const char *const[]) { "--positive", "cat", "--threshold", "0.5", NULL });
  one = json_object_get_object_member (answer, "one_versus_rest");
  assert_figure (fixture, one, "Precision", "precision", 3);
  assert_figure (fixture, one, "Recall", "recall", 3);
  assert_figure (fixture, one, "F2", "f2", 3);
  assert_figure (fixture, one, "Brier score", "brier", 4);
  assert_figure (fixture, one, "Expected calibration error", "ece", 3);
  assert_figure (fixture, answer, "ROC AUC, macro", "roc_auc_ovr_macro", 3);
  assert_figure (fixture, answer, "PR AUC, macro", "average_precision_macro", 3);
}

/* --- a detector --------------------------------------------------------------------------- */

#define BOXES(image, objects) "{\"image\":\"" image ".png\",\"width\":40,\"height\":30,\"objects\":[" objects "]}\n"

static const char boxes[] = HEAD ("annotations",
                                  ",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]")
    BOXES ("1", "{\"label\":\"cat\",\"bbox\":[1,1,9,9]},{\"label\":\"owl\",\"bbox\":[20,1,9,9]}")
        BOXES ("2", "{\"label\":\"cat\",\"bbox\":[1,1,9,9]}");
/* A hit, an owl that it takes for a cat, a cat where nothing is; the second cat it misses. */
static const char detections[] = HEAD ("predictions", ",\"model\":{\"name\":\"m\"}") BOXES (
    "1", "{\"label\":\"cat\",\"bbox\":[1,1,9,9],\"score\":0.9},{\"label\":\"cat\",\"bbox\":[20,1,9,9],\"score\":0.6}")
    BOXES ("2", "{\"label\":\"cat\",\"bbox\":[25,15,9,9],\"score\":0.7}");

static void
test_detector (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *point;

  project_import (&fixture->source, boxes);
  project_import (&fixture->source, detections);
  insights_open (fixture, gw_curves_page_new);
  insights_wait_label (fixture, "1,000 resamples");
  point = find (fixture, GW_TYPE_CURVES_POINT);
  g_assert_true (insights_says (insights_find (point, GTK_TYPE_BUTTON, 1), "1"));
  g_assert_true (insights_says (insights_find (point, GTK_TYPE_BUTTON, 2), "1"));
  g_assert_true (insights_says (insights_find (point, GTK_TYPE_BUTTON, 3), "2"));
  g_assert_true (insights_says (insights_find (point, GTK_TYPE_BUTTON, 4), "0"));
  g_assert_false (gtk_widget_get_sensitive (insights_find (point, GTK_TYPE_BUTTON, 4)));
  g_signal_emit_by_name (insights_find (point, GTK_TYPE_BUTTON, 2), "clicked");
  insights_wait_asked (fixture, "cat missed, threshold 0.50");

  /* The cat that it misses is not found by a lower threshold. */
  gw_curves_bar_set_threshold (GW_CURVES_BAR (find (fixture, GW_TYPE_CURVES_BAR)), 0);
  g_assert_true (insights_says (insights_find (point, GTK_TYPE_BUTTON, 2), "1"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "At Threshold 0.60"));
}

/* --- what is missing ---------------------------------------------------------------------- */

static void
test_without_predictions (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_curves_page_new);
  insights_wait_label (fixture, "No Predictions Yet");
}

static void
test_without_labels (InsightsFixture *fixture, gconstpointer data)
{
  project_import (
      &fixture->source,
      HEAD ("annotations",
            ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]") "{\"image\":\"1.png\",\"width\":4,\"height\":3}\n");
  project_import (&fixture->source, HEAD ("predictions", ",\"model\":{\"name\":\"m\"}") ROW ("1", "0.9", "0.1"));
  insights_open (fixture, gw_curves_page_new);
  insights_wait_label (fixture, "Label Some Images First");
}

static void
test_without_scores (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  project_import (&fixture->source,
                  HEAD ("predictions", ",\"model\":{\"name\":\"m\"}") "{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n");
  insights_open (fixture, gw_curves_page_new);
  insights_wait_label (fixture, "This Model Gave No Scores");
}

static void
test_one_class (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, HEAD ("annotations", ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]")
                                        LABEL ("1", "owl") LABEL ("2", "owl"));
  project_import (&fixture->source,
                  HEAD ("predictions", ",\"model\":{\"name\":\"m\"}") ROW ("1", "0.9", "0.1") ROW ("2", "0.2", "0.8"));
  insights_open (fixture, gw_curves_page_new);
  g_assert_cmpstr (gw_plot_get_message (gw_chart_get_plot (GW_CHART (find_chart (fixture, 0)))), ==, "Only One Class");
  g_assert_cmpstr (get_figure (GTK_WIDGET (fixture->page), "ROC AUC, macro"), ==, "—");
  g_assert_cmpstr (get_figure (GTK_WIDGET (fixture->page), "Band"), ==, "None");
}

static void
test_equal_scores (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, HEAD ("annotations", ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]")
                                        LABEL ("1", "owl") LABEL ("2", "cat"));
  project_import (&fixture->source,
                  HEAD ("predictions", ",\"model\":{\"name\":\"m\"}") ROW ("1", "0.5", "0.5") ROW ("2", "0.5", "0.5"));
  insights_open (fixture, gw_curves_page_new);
  g_assert_cmpstr (gw_plot_get_message (gw_chart_get_plot (GW_CHART (find_chart (fixture, 0)))), ==,
                   "All Scores Are Equal");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/curves-page/equals-the-command-line", test_equals_the_command_line);
  ADD ("/curves-page/rules", test_rules);
  ADD ("/curves-page/entry", test_entry);
  ADD ("/curves-page/marker", test_marker);
  ADD ("/curves-page/is-a-door", test_is_a_door);
  ADD ("/curves-page/follows", test_follows);
  ADD ("/curves-page/classes", test_classes);
  ADD ("/curves-page/several-classes", test_several_classes);
  ADD ("/curves-page/detector", test_detector);
  ADD ("/curves-page/without-predictions", test_without_predictions);
  ADD ("/curves-page/without-labels", test_without_labels);
  ADD ("/curves-page/without-scores", test_without_scores);
  ADD ("/curves-page/one-class", test_one_class);
  ADD ("/curves-page/equal-scores", test_equal_scores);

  return g_test_run ();
}
