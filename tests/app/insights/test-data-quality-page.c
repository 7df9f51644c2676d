/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-data-quality-page.h"
#include "gw-quality-limits.h"
#include "gw-quality-list.h"
#include "gw-quality-missing.h"
#include "insights-fixtures.h"

#define CLASSES "\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]"
#define LABELS "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"classification\"," CLASSES "}\n"
#define SCORES \
  "{\"groundwork\":1,\"kind\":\"predictions\",\"task\":\"classification\",\"model\":{\"name\":\"net\"}," CLASSES "}\n"
#define IMAGE(name, split) "{\"image\":\"" name ".png\",\"width\":64,\"height\":64,\"split\":\"" split "\"}\n"

/* Two of each look alike: one pair is in two splits. One is dark and one is even; one is
 * no picture, and of one there is no file.
 */
static const char pictures[] = LABELS IMAGE ("1", "train") IMAGE ("2", "test") IMAGE ("3", "train") IMAGE ("4", "train")
    IMAGE ("5", "val") IMAGE ("dark", "val") IMAGE ("even", "val") IMAGE ("broken", "val") IMAGE ("gone", "val");

static void
open_pictures (InsightsFixture *fixture)
{
  insights_draw_picture (fixture, "1.png", 1, 1);
  insights_draw_picture (fixture, "2.png", 1, 1);
  insights_draw_picture (fixture, "3.png", 2, 1);
  insights_draw_picture (fixture, "4.png", 2, 1);
  insights_draw_picture (fixture, "5.png", 3, 1);
  insights_draw_picture (fixture, "dark.png", 4, 0.1);
  insights_draw_picture (fixture, "even.png", 0, 0.5);
  g_free (project_write (&fixture->source, "broken.png", "no picture"));
  project_import (&fixture->source, pictures);
  insights_open (fixture, gw_data_quality_page_new);
  insights_wait_label (fixture, "2 groups, 1 across splits");
  insights_wait_idle (fixture);
}

/* Twenty images that the model is sure of, and two that are labeled otherwise. */
static void
open_scores (InsightsFixture *fixture)
{
  g_autoptr (GString) labels = g_string_new (LABELS);
  g_autoptr (GString) scores = g_string_new (SCORES);

  for (guint i = 0; i < 22; i++)
    {
      const double cat = i == 6 ? 0.05 : i == 13 ? 0.99 : i % 2 == 0 ? 0.9 : 0.1;

      g_string_append_printf (labels, "{\"image\":\"%02u.png\",\"width\":64,\"height\":64,\"labels\":[\"%s\"]}\n", i,
                              i % 2 == 0 ? "cat" : "dog");
      g_string_append_printf (scores, "{\"image\":\"%02u.png\",\"scores\":{\"cat\":%.2f,\"dog\":%.2f}}\n", i, cat,
                              1 - cat);
    }
  project_import (&fixture->source, labels->str);
  project_import (&fixture->source, scores->str);
  insights_open (fixture, gw_data_quality_page_new);
  insights_wait_label (fixture, "2 of 22 images");
}

static void
run_action (InsightsFixture *fixture, const char *name, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), name, "s", target));
}

static void
test_duplicates_are_those_of_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonArray *near;

  open_pictures (fixture);
  answer = insights_run_cli (fixture, (const char *const[]) { "duplicates", NULL }, (const char *const[]) { NULL });
  near = json_object_get_array_member (answer, "near");
  g_assert_cmpuint (json_array_get_length (near), ==, 2);
  for (guint i = 0; i < json_array_get_length (near); i++)
    {
      JsonArray *group = json_array_get_array_element (near, i);

      g_assert_cmpuint (json_array_get_length (group), ==, 2);
      g_assert_true (insights_says (GTK_WIDGET (fixture->page), json_array_get_string_element (group, 0)));
    }
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "2 images across splits: Train, Test"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "2 images: Train"));
}

/* What `groundwork-cli quality` says of a part. (transfer full) */
static JsonObject *
ask (InsightsFixture *fixture)
{
  return insights_run_cli (fixture, (const char *const[]) { "quality", NULL }, (const char *const[]) { NULL });
}

static void
assert_counted (InsightsFixture *fixture, JsonObject *part, const char *key, const char *caption)
{
  g_autofree char *figure = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (part, key));

  if (!insights_shows_figure (GTK_WIDGET (fixture->page), figure, caption))
    g_error ("the page does not show %s %s", figure, caption);
}

static void
test_figures_are_those_of_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *files, *missing;
  g_autofree char *complete = NULL;

  open_pictures (fixture);
  answer = ask (fixture);
  assert_counted (fixture, json_object_get_object_member (answer, "near_duplicates"), "found",
                  "groups of near-duplicates");
  assert_counted (fixture, json_object_get_object_member (answer, "pictures"), "blurred_or_dark",
                  "blurred or dark pictures");
  files = json_object_get_object_member (answer, "files");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (files, "missing")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (files, "broken")), ==, 1);
  g_assert_true (insights_shows_figure (GTK_WIDGET (fixture->page), "2", "missing or broken files"));
  missing = json_object_get_object_member (answer, "missing_values");
  complete = g_strdup_printf ("%" G_GINT64_FORMAT " of 9 images are complete",
                              json_object_get_int_member (missing, "complete_images"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), complete));
}

static void
test_doors (InsightsFixture *fixture, gconstpointer data)
{
  open_pictures (fixture);
  run_action (fixture, "quality.show", "across");
  insights_wait_asked (fixture, "win.show-filter set:\"1 Near-duplicates across splits\"\n");
  run_action (fixture, "quality.show", "missing");
  insights_wait_asked (fixture, "win.show-filter set:\"2 Missing files\"\n");
  run_action (fixture, "quality.show", "broken");
  insights_wait_asked (fixture, "win.show-filter set:\"3 Broken files\"\n");
  g_signal_emit_by_name (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_QUALITY_LIST, 1), "activated", 0u);
  insights_wait_asked (fixture, "win.show-filter set:\"4 Near-duplicates of 1.png\"\n");
  insights_activate (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, 1), "bin:20:40");
  insights_wait_asked (fixture, "win.show-filter brightness>=20 brightness<40\n");
}

static void
test_limits (InsightsFixture *fixture, gconstpointer data)
{
  GwQualityLimits *limits;

  open_pictures (fixture);
  limits = GW_QUALITY_LIMITS (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_QUALITY_LIMITS, 0));
  g_assert_true (insights_says (GTK_WIDGET (limits), "1 image"));
  run_action (fixture, "quality.show", "below:sharpness");
  insights_wait_asked (fixture, "win.show-filter sharpness<100\n");
  /* Dragged to where all pictures are. */
  g_signal_emit_by_name (gw_quality_limits_get_chart (limits, GW_QUALITY_BRIGHTNESS), "marker-moved", 250.4, 3.0);
  g_assert_cmpfloat (gw_quality_limits_get (limits, GW_QUALITY_BRIGHTNESS), ==, 250);
  g_assert_true (insights_says (GTK_WIDGET (limits), "7 images"));
  run_action (fixture, "quality.show", "below:brightness");
  insights_wait_asked (fixture, "win.show-filter brightness<250\n");
}

static void
test_missing_values (InsightsFixture *fixture, gconstpointer data)
{
  GwQualityMissing *missing;
  GwPlot *plot;

  open_pictures (fixture);
  missing = GW_QUALITY_MISSING (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_QUALITY_MISSING, 0));
  /* No image has a label, which is the last column. */
  g_assert_true (insights_says (GTK_WIDGET (missing), "0 of 9 images are complete"));
  g_assert_true (insights_says (GTK_WIDGET (missing), "would be filled in"));
  plot = gw_chart_get_plot (gw_quality_missing_get_chart (missing, GW_QUALITY_MISSING_MAP));
  insights_activate (GTK_WIDGET (gw_quality_missing_get_chart (missing, GW_QUALITY_MISSING_MAP)),
                     gw_plot_get_key (plot, (GwPlotMark) { 0, gw_plot_count_marks (plot) - 1 }));
  insights_wait_asked (fixture, "win.show-filter set:\"1 Without Label\"\n");

  gw_quality_missing_set_fill (missing, GW_FILL_NEIGHBORS);
  g_assert_true (gw_insights_page_is_working (fixture->page));
  insights_wait_idle (fixture);
  g_assert_cmpint (gw_quality_missing_get_fill (missing), ==, GW_FILL_NEIGHBORS);
  g_assert_nonnull (gw_quality_missing_get_column (missing));
  g_assert_true (insights_says (GTK_WIDGET (missing), "After: mean "));
}

static void
test_outliers (InsightsFixture *fixture, gconstpointer data)
{
  open_pictures (fixture);
  insights_wait_label (fixture, "Of fewer than 20 measured pictures nobody can say what is usual.");
}

/* One picture that is not like the twenty-three others. */
static void
test_outliers_are_those_of_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) labels = g_string_new (LABELS);
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *outliers;
  JsonArray *images;
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u.png", i);

      insights_draw_picture (fixture, name, i == 17 ? 0 : i + 1, i == 17 ? 1 : 0.4);
      g_string_append_printf (labels, "{\"image\":\"%s\",\"width\":64,\"height\":64}\n", name);
    }
  project_import (&fixture->source, labels->str);
  insights_open (fixture, gw_data_quality_page_new);
  insights_wait_label (fixture, " of 24 images");
  insights_wait_idle (fixture);
  answer = ask (fixture);
  outliers = json_object_get_object_member (answer, "outliers");
  images = json_object_get_array_member (outliers, "images");
  g_assert_cmpuint (json_array_get_length (images), >=, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (images, 0), "image"), ==, "17.png");
  subtitle = g_strdup_printf ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " images",
                              json_object_get_int_member (outliers, "found"),
                              json_object_get_int_member (outliers, "compared"));
  insights_wait_label (fixture, subtitle);
}

static void
test_keep_best (InsightsFixture *fixture, gconstpointer data)
{
  open_pictures (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "quality.keep-best", "u", 0u));
  insights_wait_label (fixture, "1 group");
  insights_wait_label (fixture, "2 images: Train");
}

static gboolean
is_in_one_split (gpointer data)
{
  return !insights_says (data, "across splits");
}

static void
test_same_split (InsightsFixture *fixture, gconstpointer data)
{
  open_pictures (fixture);
  g_assert_false (is_in_one_split (fixture->page));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "quality.same-split", "u", 0u));
  gw_test_wait (is_in_one_split, fixture->page);
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "2 groups"));
}

static void
test_label_errors (InsightsFixture *fixture, gconstpointer data)
{
  open_scores (fixture);
  /* The surest first. */
  g_assert_true (insights_says (insights_find (GTK_WIDGET (fixture->page), GTK_TYPE_LIST_BOX_ROW, 0), "13.png"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "labeled dog, probably cat (0.99)"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "was not trained with these images"));
  run_action (fixture, "quality.show", "labels");
  insights_wait_asked (fixture, "win.show-filter set:\"1 Possible label errors\"\n");
  g_signal_emit_by_name (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_QUALITY_LIST, 0), "activated", 0u);
  insights_wait_asked (fixture, "win.open-image ");
}

static void
test_label_errors_are_those_of_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *errors;
  JsonArray *labels;

  open_scores (fixture);
  answer = ask (fixture);
  errors = json_object_get_object_member (answer, "label_errors");
  assert_counted (fixture, errors, "found", "possible label errors");
  labels = json_object_get_array_member (errors, "labels");
  for (guint i = 0; i < json_array_get_length (labels); i++)
    {
      JsonObject *label = json_array_get_object_element (labels, i);
      GtkWidget *row = insights_find (GTK_WIDGET (fixture->page), GTK_TYPE_LIST_BOX_ROW, i);
      g_autofree char *text = g_strdup_printf (
          "labeled %s, probably %s (%.2f)", json_object_get_string_member (label, "label"),
          json_object_get_string_member (label, "suggested"), json_object_get_double_member (label, "score"));

      g_assert_true (insights_says (row, json_object_get_string_member (label, "image")));
      g_assert_true (insights_says (row, text));
    }
}

/* The button that a person presses, of the first row. */
static void
press (InsightsFixture *fixture, guint index)
{
  GtkWidget *row = insights_find (GTK_WIDGET (fixture->page), GTK_TYPE_LIST_BOX_ROW, 0);

  g_signal_emit_by_name (insights_find (row, GTK_TYPE_BUTTON, index), "clicked");
}

static void
test_accept (InsightsFixture *fixture, gconstpointer data)
{
  open_scores (fixture);
  press (fixture, 0);
  insights_wait_label (fixture, "1 of 22 images");
  insights_wait_label (fixture, "labeled cat, probably dog (0.95)");
}

static void
test_dismiss (InsightsFixture *fixture, gconstpointer data)
{
  open_scores (fixture);
  press (fixture, 1);
  insights_wait_label (fixture, "1 of 22 images");
  insights_wait_label (fixture, "Restore 1 Dismissed");
  run_action (fixture, "quality.restore", "labels");
  insights_wait_label (fixture, "2 of 22 images");
}

static void
test_without_predictions (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, LABELS IMAGE ("1", "train"));
  insights_open (fixture, gw_data_quality_page_new);
  insights_wait_label (fixture, "No predictions of these images are in the project.");
  insights_wait_label (fixture, "Import Predictions…");
}

static void
test_without_images (InsightsFixture *fixture, gconstpointer data)
{
  insights_open (fixture, gw_data_quality_page_new);
  insights_wait_label (fixture, "No Images");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) \
  g_test_add ("/data-quality-page/" path, InsightsFixture, NULL, insights_set_up, test, insights_tear_down)
  ADD ("duplicates-are-those-of-the-command-line", test_duplicates_are_those_of_the_command_line);
  ADD ("figures-are-those-of-the-command-line", test_figures_are_those_of_the_command_line);
  ADD ("outliers-are-those-of-the-command-line", test_outliers_are_those_of_the_command_line);
  ADD ("label-errors-are-those-of-the-command-line", test_label_errors_are_those_of_the_command_line);
  ADD ("doors", test_doors);
  ADD ("limits", test_limits);
  ADD ("missing-values", test_missing_values);
  ADD ("outliers", test_outliers);
  ADD ("keep-best", test_keep_best);
  ADD ("same-split", test_same_split);
  ADD ("label-errors", test_label_errors);
  ADD ("accept", test_accept);
  ADD ("dismiss", test_dismiss);
  ADD ("without-predictions", test_without_predictions);
  ADD ("without-images", test_without_images);

  return g_test_run ();
}
