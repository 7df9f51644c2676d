/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-column-choice.h"
#include "gw-plot-number.h"
#include "gw-regression-page.h"
#include "insights-fixtures.h"

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\"," \
  "\"classes\":[{\"name\":\"cat\"},{\"name\":\"big owl\"}]}\n"
#define OBJECT(x, a, f) \
  "{\"label\":\"cat\",\"bbox\":[" x ",1,4,4],\"attributes\":{\"weight\":\"" a "\",\"weight forecast\":\"" f "\"}}"

/* Errors 2, -1, 0, 4 and -10; one has no forecast. */
static const char labels[] = HEAD
    "{\"image\":\"1.png\",\"width\":80,\"height\":40,\"objects\":[" OBJECT ("1", "10", "12") "," OBJECT (
        "9", "4",
        "3") "]}\n"
             "{\"image\":\"2.png\",\"width\":60,\"height\":60,\"objects\":[" OBJECT ("1", "7", "7") "," OBJECT (
                 "9", "0",
                 "4") "]}\n"
                      "{\"image\":\"3.png\",\"width\":90,\"height\":30,\"objects\":[" OBJECT (
                          "1", "30",
                          "20") ","
                                "{\"label\":\"cat\",\"bbox\":[9,9,4,4],\"attributes\":{\"weight\":\"5\"}}]}\n";
static const char pairs[] = "actual,forecast\n10,12\n4,3\n7,7\n0,4\n30,20\n5,\n";

static GtkWidget *
find_chart (InsightsFixture *fixture, guint i)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, i);
}

static GwColumnButton *
find_button (InsightsFixture *fixture, guint i)
{
  return GW_COLUMN_BUTTON (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_COLUMN_BUTTON, i));
}

/* The pair of columns as a table gives the same figures on the command line. */
static void
test_figures (InsightsFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "rmse", "mae", "bias" };
  static const char *const shares[] = { "mape", "wape" };
  g_autofree char *path = g_build_filename (fixture->source.folder, "pairs.csv", NULL);
  const char *const command[] = { "metrics", "regression", path, NULL };
  g_autoptr (JsonObject) answer = NULL;
  GtkWidget *page;

  project_import (&fixture->source, labels);
  g_assert_true (g_file_set_contents (path, pairs, -1, NULL));
  insights_open (fixture, gw_regression_page_new);
  page = GTK_WIDGET (fixture->page);
  answer = insights_run_cli_words (command);
  g_assert_cmpint (json_object_get_int_member (answer, "n"), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *figure = gw_plot_number_quantity (json_object_get_double_member (answer, names[i]));

      g_assert_true (insights_says (page, figure));
    }
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *figure = gw_plot_number_percent_exact (json_object_get_double_member (answer, shares[i]));

      g_assert_true (insights_says (page, figure));
    }
  g_assert_true (insights_says (page, "4.92")); /* the root of (4 + 1 + 0 + 16 + 100) / 5 */
  g_assert_true (insights_says (page, "1 actual 0 left out"));
  g_assert_true (insights_says (page, "too little is forecast"));
  g_assert_true (insights_says (page, "Only 5 objects: read with care."));
}

static void
test_points_are_doors (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_regression_page_new);
  insights_activate (find_chart (fixture, 0), "row:4");
  insights_wait_asked (fixture, "win.show-filter set:\"1 Actual 30 · Forecast 20 · 10 too little\"\n");
  g_string_truncate (fixture->asked, 0);
  insights_activate (find_chart (fixture, 1), "bin:0:5");
  insights_wait_asked (fixture, "Forecast error 0–5\"\n");
  g_string_truncate (fixture->asked, 0);
  insights_activate (find_chart (fixture, 2), "value:-10");
  insights_wait_asked (fixture, "Forecast error −10\"\n");
}

static void
test_worst_images (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_regression_page_new);
  list = insights_find (GTK_WIDGET (fixture->page), GTK_TYPE_LIST_BOX, 0);
  g_assert_true (insights_says (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)), "3.png"));
  g_assert_true (insights_says (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)), "−10"));
  g_assert_true (insights_says (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1)), "2.png"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 3));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 4)); /* one is exact */
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1)));
  insights_wait_asked (fixture, "Actual 0 · Forecast 4 · 4 too much\"\n");
}

static void
test_other_columns (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_regression_page_new);
  g_assert_cmpstr (gw_column_button_get_column (find_button (fixture, 0)), ==, "attribute:weight");
  g_assert_cmpstr (gw_column_button_get_column (find_button (fixture, 1)), ==, "attribute:weight forecast");
  gw_column_button_set_column (find_button (fixture, 1), "box-area");
  insights_wait_idle (fixture);
  insights_wait_label (fixture, "Only 6 objects");
  /* Of images there are other columns than of objects. */
  gw_column_button_set_column (find_button (fixture, 0), "image-width");
  insights_wait_idle (fixture);
  insights_wait_label (fixture, "Only 3 images");
  g_assert_cmpstr (gw_column_button_get_column (find_button (fixture, 1)), ==, "objects-per-image");
}

static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_regression_page_new);
  insights_remove_images (fixture, 1);
  insights_wait_label (fixture, "Only 3 objects");
  insights_wait_label (fixture, "6.22"); /* the root of (0 + 16 + 100) / 3 */
}

static void
test_without_numbers (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source,
                  HEAD "{\"image\":\"1.png\",\"width\":4,\"height\":3,\"objects\":["
                       "{\"label\":\"cat\",\"bbox\":[1,1,2,2],\"attributes\":{\"color\":\"red\"}}]}\n");
  insights_open (fixture, gw_regression_page_new);
  insights_wait_label (fixture, "No Two Columns to Compare");
}

static void
test_without_pairs (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, HEAD "{\"image\":\"1.png\",\"width\":4,\"height\":3,\"objects\":["
                                         "{\"label\":\"cat\",\"bbox\":[1,1,2,2],\"attributes\":{\"a\":\"1\"}},"
                                         "{\"label\":\"cat\",\"bbox\":[2,1,1,2],\"attributes\":{\"b\":\"2\"}}]}\n");
  insights_open (fixture, gw_regression_page_new);
  g_assert_cmpstr (gw_plot_get_message (gw_chart_get_plot (GW_CHART (find_chart (fixture, 0)))), ==, "No Values");
  g_assert_true (insights_says (GTK_WIDGET (fixture->page), "—"));
}

static void
test_without_images (InsightsFixture *fixture, gconstpointer data)
{
  insights_open (fixture, gw_regression_page_new);
  insights_wait_label (fixture, "No Images");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/regression-page/figures", test_figures);
  ADD ("/regression-page/points-are-doors", test_points_are_doors);
  ADD ("/regression-page/worst-images", test_worst_images);
  ADD ("/regression-page/other-columns", test_other_columns);
  ADD ("/regression-page/follows", test_follows);
  ADD ("/regression-page/without-numbers", test_without_numbers);
  ADD ("/regression-page/without-pairs", test_without_pairs);
  ADD ("/regression-page/without-images", test_without_images);

  return g_test_run ();
}
