/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-crop-picture.h"
#include "gw-evaluation-page.h"
#include "gw-evaluation-strip.h"
#include "gw-evaluation-table.h"
#include "gw-plot-confusion.h"
#include "gw-segments.h"
#include "insights-fixtures.h"

#define CLASSES "\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]"
#define LABELS "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"classification\"," CLASSES "}\n"
#define SCORES \
  "{\"groundwork\":1,\"kind\":\"predictions\",\"task\":\"classification\",\"model\":{\"name\":\"net\"}," CLASSES "}\n"
#define LABEL(image, label) "{\"image\":\"" image ".png\",\"width\":40,\"height\":30,\"labels\":[\"" label "\"]}\n"
#define SCORE(image, cat, dog) "{\"image\":\"" image ".png\",\"scores\":{\"cat\":" cat ",\"dog\":" dog "}}\n"

/* Two cats are called dogs, the surer one is 3; one dog is called a cat. */
static const char labels[] = LABELS LABEL ("1", "cat") LABEL ("2", "cat") LABEL ("3", "cat") LABEL ("4", "dog")
    LABEL ("5", "dog") "{\"image\":\"6.png\",\"width\":40,\"height\":30}\n";
static const char scores[] = SCORES SCORE ("1", "0.9", "0.1") SCORE ("2", "0.4", "0.6") SCORE ("3", "0.05", "0.95")
    SCORE ("4", "0.2", "0.8") SCORE ("5", "0.7", "0.3") SCORE ("6", "0.5", "0.5");

#define BOXES "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\"," CLASSES "}\n"
#define FOUND \
  "{\"groundwork\":1,\"kind\":\"predictions\",\"task\":\"detection\",\"model\":{\"name\":\"finder\"}," CLASSES "}\n"
#define BOX(label, x) "{\"label\":\"" label "\",\"bbox\":[" x ",1,9,9]}"
#define HIT(label, x, score) "{\"label\":\"" label "\",\"score\":" score ",\"bbox\":[" x ",1,9,9]}"

/* clang-format off */
static const char boxes[] = BOXES
  "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"objects\":["
  BOX ("cat", "1") "," BOX ("cat", "12") "," BOX ("dog", "23") "]}\n"
  "{\"image\":\"2.png\",\"width\":40,\"height\":30,\"objects\":[" BOX ("dog", "1") "]}\n";
/* A hit, a cat taken for a dog, a dog missed; a hit of less overlap, one of nothing. */
static const char found[] = FOUND
  "{\"image\":\"1.png\",\"objects\":[" HIT ("cat", "1", "0.9") "," HIT ("dog", "12", "0.4") "]}\n"
  "{\"image\":\"2.png\",\"objects\":[" HIT ("dog", "3", "0.8") "," HIT ("cat", "25", "0.9") "]}\n";
/* clang-format on */

static GtkWidget *
chart_of (InsightsFixture *fixture)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, 0);
}

static GwEvaluationStrip *
strip_of (InsightsFixture *fixture)
{
  return GW_EVALUATION_STRIP (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_EVALUATION_STRIP, 0));
}

static void
open_scores (InsightsFixture *fixture)
{
  project_import (&fixture->source, labels);
  project_import (&fixture->source, scores);
  insights_open (fixture, gw_evaluation_page_new);
}

static void
open_found (InsightsFixture *fixture)
{
  project_import (&fixture->source, boxes);
  project_import (&fixture->source, found);
  insights_open (fixture, gw_evaluation_page_new);
}

static void
test_figures (InsightsFixture *fixture, gconstpointer data)
{
  GwPlot *plot;

  open_scores (fixture);
  insights_wait_label (fixture, "0.400"); /* accuracy: 2 of 5 */
  plot = gw_chart_get_plot (GW_CHART (chart_of (fixture)));
  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 4);
  insights_wait_label (fixture, "Only 5 images: read with care.");
  /* precision of cat 1/2, recall 1/3 */
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "0.500"));
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "0.333"));
}

static void
test_cell_is_a_door (InsightsFixture *fixture, gconstpointer data)
{
  open_scores (fixture);
  /* What goes wrong most is chosen from the start. */
  insights_wait_label (fixture, "Actual cat, predicted dog");
  g_assert_cmpuint (gw_evaluation_strip_get_n_items (strip_of (fixture)), ==, 2);
  g_assert_cmpstr (gw_chart_get_selected_key (GW_CHART (chart_of (fixture))), ==, "confusion:0:1");
  g_assert_cmpint (gw_evaluation_table_get_selected (
                       GW_EVALUATION_TABLE (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_EVALUATION_TABLE, 0))),
                   ==, 0);

  insights_activate (chart_of (fixture), "confusion:1:0");
  insights_wait_label (fixture, "Actual dog, predicted cat");
  g_assert_cmpuint (gw_evaluation_strip_get_n_items (strip_of (fixture)), ==, 1);
  /* The chosen one again opens it. */
  insights_activate (chart_of (fixture), "confusion:1:0");
  insights_wait_asked (fixture, "win.show-filter set:");
  insights_wait_asked (fixture, "Actual dog, predicted cat");
}

static void
test_show_in_images (InsightsFixture *fixture, gconstpointer data)
{
  open_scores (fixture);
  insights_wait_label (fixture, "Actual cat, predicted dog");
  g_signal_emit_by_name (strip_of (fixture), "opened");
  insights_wait_asked (fixture, "Actual cat, predicted dog");
}

static void
test_picture_is_a_door (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  open_scores (fixture);
  insights_wait_label (fixture, "Actual cat, predicted dog");
  list = insights_find (GTK_WIDGET (strip_of (fixture)), GTK_TYPE_LIST_VIEW, 0);
  /* The least sure one is first: 2.png. */
  g_signal_emit_by_name (list, "activate", 0u);
  insights_wait_asked (fixture, "win.open-image 2\n");
  g_signal_emit_by_name (list, "activate", 1u);
  insights_wait_asked (fixture, "win.open-image 3\n");
}

static void
test_row_shows_its_errors (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *table;

  open_scores (fixture);
  insights_wait_label (fixture, "Actual cat, predicted dog");
  table = insights_find (GTK_WIDGET (fixture->page), GW_TYPE_EVALUATION_TABLE, 0);
  g_signal_emit_by_name (table, "chosen", 1u);
  insights_wait_label (fixture, "Actual dog, predicted otherwise");
  g_assert_cmpuint (gw_evaluation_strip_get_n_items (strip_of (fixture)), ==, 1);
  g_assert_null (gw_chart_get_selected_key (GW_CHART (chart_of (fixture))));
}

static void
test_objects (InsightsFixture *fixture, gconstpointer data)
{
  open_found (fixture);
  /* Of the three that have a match two are right. */
  insights_wait_label (fixture, "0.667");
  insights_wait_label (fixture, "mAP 50–95");
  insights_wait_label (fixture, "Without a Match");
  insights_wait_label (fixture, "Actual cat, predicted dog");
  insights_wait_label (fixture, "1 box in 1 image");

  insights_activate (chart_of (fixture), "confusion:1:2");
  insights_wait_label (fixture, "Actual dog, missed");
  insights_activate (chart_of (fixture), "confusion:2:0");
  insights_wait_label (fixture, "Predicted cat, not labeled");
  insights_wait_label (fixture, "label?");
}

/* A class without a part is not in the matrix, and its cells open their own boxes all the same. */
static void
test_objects_beside_an_unused_class (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source,
                  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\","
                  "\"classes\":[{\"name\":\"bird\"}]}\n{\"image\":\"3.png\",\"width\":40,\"height\":30}\n");
  open_found (fixture);
  insights_wait_label (fixture, "Actual cat, predicted dog");
  insights_wait_label (fixture, "1 box in 1 image");

  insights_activate (chart_of (fixture), "confusion:2:0");
  insights_wait_label (fixture, "Predicted cat, not labeled");
  insights_wait_label (fixture, "1 box in 1 image");
}

static void
test_overlap (InsightsFixture *fixture, gconstpointer data)
{
  open_found (fixture);
  insights_activate (chart_of (fixture), "confusion:1:1");
  insights_wait_label (fixture, "Actual dog, predicted dog");
  insights_wait_label (fixture, "1 box in 1 image");
  /* 7/11 of overlap do not count any more. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "evaluation.iou", "s", "0.75");
  insights_wait_label (fixture, "0 boxes in 0 images");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "evaluation.iou", "s", "0.50");
  insights_wait_label (fixture, "1 box in 1 image");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "evaluation.score", "s", "0.75");
  insights_activate (chart_of (fixture), "confusion:0:1");
  insights_wait_label (fixture, "0 boxes in 0 images");
}

static void
test_order (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *chart;

  open_scores (fixture);
  chart = chart_of (fixture);
  g_assert_cmpstr (gw_plot_get_key (gw_chart_get_plot (GW_CHART (chart)),
                                    gw_plot_get_first_mark (gw_chart_get_plot (GW_CHART (chart)))),
                   ==, "confusion:0:0");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "evaluation.order", "s", "confused");
  g_assert_cmpstr (gw_chart_get_selected_key (GW_CHART (chart)), ==, "confusion:0:1");
  gw_segments_set_selected (GW_SEGMENTS (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_SEGMENTS, 0)), 0);
  g_assert_cmpstr (gw_chart_get_selected_key (GW_CHART (chart)), ==, "confusion:0:1");
}

/* Intervals come after the figures, and stand in their tooltips. */
static void
test_intervals (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *figure;

  open_scores (fixture);
  insights_wait_label (fixture, "Accuracy");
  insights_wait_idle (fixture);
  figure = insights_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, 0);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (figure)), ==, "0.400");
  figure = gtk_widget_get_parent (figure);
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (figure), "Accuracy: 95% interval from 0.000 to 0.800"));
}

static void
test_intervals_of_objects (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *figure;

  open_found (fixture);
  insights_wait_label (fixture, "mAP 50–95");
  insights_wait_idle (fixture);
  figure = insights_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, 0);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (figure)), ==, "0.667");
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (gtk_widget_get_parent (figure)), "95% interval"));
}

#define MANY 25

/* Cells of many classes have no texts; they are zoomed. */
static void
test_many_classes (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) truth = g_string_new ("{\"groundwork\":1,\"kind\":\"annotations\"}\n");
  g_autoptr (GString) given = g_string_new (
      "{\"groundwork\":1,\"kind\":\"predictions\",\"model\":{\"name\":\"net\"}}\n");

  for (guint i = 0; i < MANY; i++)
    {
      g_string_append_printf (truth, "{\"image\":\"%u.png\",\"labels\":[\"c%u\"]}\n", i, i);
      g_string_append_printf (given, "{\"image\":\"%u.png\",\"labels\":[\"c%u\"]}\n", i, (i + 1) % MANY);
    }
  project_import (&fixture->source, truth->str);
  project_import (&fixture->source, given->str);
  insights_open (fixture, gw_evaluation_page_new);
  insights_wait_label (fixture, "0.000");
  g_assert_true (gw_chart_get_zoomable (GW_CHART (chart_of (fixture))));
  g_assert_cmpuint (gw_plot_count_marks (gw_chart_get_plot (GW_CHART (chart_of (fixture)))), ==, MANY * MANY);
  /* What is not of objects is not offered. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "evaluation.iou", "s", "0.75");
  g_assert_false (gw_insights_page_is_working (fixture->page));
}

static void
test_one_class (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source,
                  "{\"groundwork\":1,\"kind\":\"annotations\"}\n{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n");
  project_import (&fixture->source, "{\"groundwork\":1,\"kind\":\"predictions\",\"model\":{\"name\":\"net\"}}\n"
                                    "{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n");
  insights_open (fixture, gw_evaluation_page_new);
  insights_wait_label (fixture, "Actual cat, predicted cat");
  g_assert_cmpstr (gw_plot_get_message (gw_chart_get_plot (GW_CHART (chart_of (fixture)))), ==, "Only One Class");
  insights_wait_label (fixture, "No class is taken for another.");
}

static gpointer
trash_third (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = gw_store_list_first_image_ids (store, NULL, GW_SORT_NAME, 3, cancellable, error);

  gw_store_bulk_trash (store, &g_array_index (ids, gint64, 2), 1, TRUE, cancellable, error);
  return NULL;
}

static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  open_scores (fixture);
  insights_wait_label (fixture, "2 images");
  gw_store_run_async (gw_project_get_store (fixture->project), GW_STORE_URGENT, trash_third, NULL, NULL, NULL, NULL,
                      NULL, NULL);
  insights_wait_label (fixture, "1 image");
  insights_wait_label (fixture, "Actual cat, predicted dog");
}

static void
test_without_predictions (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_evaluation_page_new);
  insights_wait_label (fixture, "No Predictions");
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "Import Predictions…"));
}

static void
test_without_labels (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, LABELS "{\"image\":\"1.png\",\"width\":40,\"height\":30}\n");
  project_import (&fixture->source, SCORES SCORE ("1", "0.9", "0.1"));
  insights_open (fixture, gw_evaluation_page_new);
  insights_wait_label (fixture, "Label Some Images First");
  insights_wait_label (fixture, "net says something of 1 image");
}

static void
test_region (void)
{
  const GwBox box = { 10, 10, 20, 20 }, at_edge = { 0, 0, 4, 4 }, wide = { 0, 40, 100, 10 };
  GwBox region = gw_crop_picture_choose_region (&box, NULL, 300, 200);

  /* 7 around each side, as wide as 3:2 wants it, with the box in its middle. */
  g_assert_cmpfloat_with_epsilon (region.height, 34, 1e-9);
  g_assert_cmpfloat_with_epsilon (region.width, 51, 1e-9);
  g_assert_cmpfloat (region.x, ==, 0);
  g_assert_cmpfloat_with_epsilon (region.y, 3, 1e-9);

  region = gw_crop_picture_choose_region (&at_edge, NULL, 300, 200);
  g_assert_cmpfloat (region.x, ==, 0);
  g_assert_cmpfloat (region.y, ==, 0);
  g_assert_cmpfloat_with_epsilon (region.width, 36, 1e-9);

  region = gw_crop_picture_choose_region (NULL, &wide, 100, 100);
  g_assert_cmpfloat_with_epsilon (region.width, 170, 1e-9);
  g_assert_cmpfloat_with_epsilon (region.x, -35, 1e-9);

  region = gw_crop_picture_choose_region (&at_edge, &box, 300, 200);
  g_assert_cmpfloat_with_epsilon (region.height, 51, 1e-9);
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/evaluation-page/figures", test_figures);
  ADD ("/evaluation-page/cell-is-a-door", test_cell_is_a_door);
  ADD ("/evaluation-page/show-in-images", test_show_in_images);
  ADD ("/evaluation-page/picture-is-a-door", test_picture_is_a_door);
  ADD ("/evaluation-page/row-shows-its-errors", test_row_shows_its_errors);
  ADD ("/evaluation-page/objects", test_objects);
  ADD ("/evaluation-page/objects-beside-an-unused-class", test_objects_beside_an_unused_class);
  ADD ("/evaluation-page/overlap", test_overlap);
  ADD ("/evaluation-page/order", test_order);
  ADD ("/evaluation-page/intervals", test_intervals);
  ADD ("/evaluation-page/intervals-of-objects", test_intervals_of_objects);
  ADD ("/evaluation-page/many-classes", test_many_classes);
  ADD ("/evaluation-page/one-class", test_one_class);
  ADD ("/evaluation-page/follows", test_follows);
  ADD ("/evaluation-page/without-predictions", test_without_predictions);
  ADD ("/evaluation-page/without-labels", test_without_labels);
  g_test_add_func ("/evaluation-page/region", test_region);

  return g_test_run ();
}
