/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-column-choice.h"
#include "gw-correlation.h"
#include "gw-distributions-door.h"
#include "gw-plot-file.h"
#include "gw-plot-points.h"
#include "gw-relations-page.h"
#include "gw-segments.h"
#include "insights-fixtures.h"

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\"," \
  "\"classes\":[{\"name\":\"cat\"},{\"name\":\"big owl\"}]}\n"

/* Widths 4, 8, 10, 20 and 30; heights 4, 9, 8, 20 and 33. */
static const char labels[] = HEAD
    "{\"image\":\"1.png\",\"width\":80,\"height\":40,\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,1,4,4]},{\"label\":\"cat\",\"bbox\":[11,1,8,9]},{\"label\":\"cat\",\"bbox\":[21,1,10,8]}]}\n"
    "{\"image\":\"2.png\",\"width\":60,\"height\":60,\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,1,20,20]},{\"label\":\"big owl\",\"bbox\":[11,1,30,33]}]}\n"
    "{\"image\":\"3.png\",\"width\":90,\"height\":30}\n";

enum
{
  CORRELATION,
  SCATTER,
  GROUPS,
  MAP,
  DAYS
};

static GtkWidget *
find_chart (InsightsFixture *fixture, guint i)
{
  return insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CHART, i);
}

static GwPlot *
get_plot (InsightsFixture *fixture, guint i)
{
  return gw_chart_get_plot (GW_CHART (find_chart (fixture, i)));
}

static GwColumnButton *
find_button (InsightsFixture *fixture, guint i)
{
  return GW_COLUMN_BUTTON (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_COLUMN_BUTTON, i));
}

static GwSegments *
find_segments (InsightsFixture *fixture, guint i)
{
  return GW_SEGMENTS (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_SEGMENTS, i));
}

static char *
read_mark (GwPlot *plot, const char *key)
{
  g_auto (GwPlotReadout) readout = { 0 };

  gw_plot_describe (plot, gw_plot_find_key (plot, key), &readout);
  return gw_plot_readout_to_text (&readout);
}

static void
test_correlation (InsightsFixture *fixture, gconstpointer data)
{
  static const double table[] = { 4, 4, 8, 9, 10, 8, 20, 20, 30, 33 };
  double matrix[4];
  g_autofree char *pearson = NULL;
  g_autofree char *spearman = NULL;
  g_autofree char *wanted = NULL;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  gw_correlation (table, 5, 2, GW_CORRELATION_PEARSON, matrix, NULL, NULL);
  wanted = g_strdup_printf ("%.2f", matrix[1]);
  pearson = read_mark (get_plot (fixture, CORRELATION), "correlation:0:1");
  g_assert_nonnull (strstr (pearson, wanted));
  gw_segments_set_selected (find_segments (fixture, 1), 1);
  insights_wait_idle (fixture);
  spearman = read_mark (get_plot (fixture, CORRELATION), "correlation:0:1");
  g_assert_nonnull (strstr (spearman, "0.90"));
}

/* What the charts show is what the command writes. */
static void
assert_same (InsightsFixture *fixture, guint chart, const char *kind, const char *const *options)
{
  g_autofree char *wanted = insights_plot_by_cli (fixture, kind, options);
  g_autofree char *shown = gw_plot_to_csv (get_plot (fixture, chart));

  g_assert_cmpstr (shown, ==, wanted);
}

static void
test_figures_are_those_of_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  assert_same (fixture, CORRELATION, "correlation", (const char *const[]) { NULL });
  assert_same (fixture, SCATTER, "scatter",
               (const char *const[]) { "--column", "box-width", "--column", "box-height", NULL });
  assert_same (fixture, GROUPS, "box", (const char *const[]) { "--column", "box-area", "--by", "class", NULL });
  gw_segments_set_selected (find_segments (fixture, 2), 1);
  gw_segments_set_selected (find_segments (fixture, 1), 1);
  insights_wait_idle (fixture);
  assert_same (fixture, CORRELATION, "correlation", (const char *const[]) { "--method", "spearman", NULL });
  assert_same (fixture, GROUPS, "violin", (const char *const[]) { "--column", "box-area", "--by", "class", NULL });
}

/* Once all pictures are measured. */
static gboolean
has_map (gpointer data)
{
  return gw_plot_count_marks (get_plot (data, MAP)) == 5
         && !gw_insights_page_is_working (((InsightsFixture *) data)->page);
}

static void
test_map_is_that_of_the_command_line (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.png", i);

      insights_draw_picture (fixture, name, i + 1, 1);
      g_string_append_printf (text, "{\"image\":\"%s\",\"width\":64,\"height\":64}\n", name);
    }
  project_import (&fixture->source, text->str);
  insights_open (fixture, gw_relations_page_new);
  gw_test_wait (has_map, fixture);
  assert_same (fixture, MAP, "map", (const char *const[]) { NULL });
}

static void
test_cell_shows_both (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  insights_activate (find_chart (fixture, CORRELATION), "correlation:1:2");
  insights_wait_idle (fixture);
  g_assert_cmpstr (gw_column_button_get_column (find_button (fixture, 0)), ==, "box-height");
  g_assert_cmpstr (gw_column_button_get_column (find_button (fixture, 1)), ==, "box-area");
  g_assert_nonnull (strstr (gw_plot_get_summary (get_plot (fixture, SCATTER)), "Box area against Box height"));
}

static void
test_points_are_doors (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  insights_activate (find_chart (fixture, SCATTER), "row:1");
  insights_wait_asked (fixture, "win.show-filter set:\"1 Box Width 8 · Box Height 9\"\n");
}

static void
test_range (InsightsFixture *fixture, gconstpointer data)
{
  GtkWidget *chart;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  chart = find_chart (fixture, SCATTER);
  gw_chart_set_range (GW_CHART (chart), 10, 20);
  g_signal_emit_by_name (chart, "range-selected", 10.0, 20.0);
  g_assert_true (insights_says (chart, "2 objects"));
  g_signal_emit_by_name (chart, "range-activated", 10.0, 20.0);
  insights_wait_asked (fixture, "Box Width 10–20\"\n");
}

static guint
count_behind (InsightsFixture *fixture, GArray *x, GArray *y, GArray *images, const double x_range[2],
              const double y_range[2])
{
  g_autoptr (GwInsightsDoor) door = gw_distributions_door_new_area ("Area", x, y, images, x_range, y_range);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = gw_insights_door_list (door, fixture->source.store, NULL, NULL, &error);

  g_assert_no_error (error);
  return ids->len;
}

/* Behind an area are the images of its points: each once, and of the outermost areas those
 * at their ends too.
 */
static void
test_areas (InsightsFixture *fixture, gconstpointer data)
{
  static const double across[] = { 0, 1, 2, 2, 4 }, up[] = { 0, 5, 5, 6, 9 };
  static const gint64 ids[] = { 11, 12, 13, 13, 14 };
  g_autoptr (GArray) x = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), across, 5);
  g_autoptr (GArray) y = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), up, 5);
  g_autoptr (GArray) images = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), ids, 5);

  g_assert_cmpuint (count_behind (fixture, x, y, images, (double[]) { 0, 2 }, (double[]) { 0, 9 }), ==, 2);
  g_assert_cmpuint (count_behind (fixture, x, y, images, (double[]) { 2, 4 }, (double[]) { 0, 9 }), ==, 2);
  g_assert_cmpuint (count_behind (fixture, x, y, images, (double[]) { 2, 3 }, (double[]) { 0, 9 }), ==, 1);
  g_assert_cmpuint (count_behind (fixture, x, y, images, (double[]) { 1, 4 }, (double[]) { 0, 5 }), ==, 0);
}

/* So many that areas take the place of points. */
static void
test_many_are_areas (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  double x[2], y[2];
  const char *key;

  for (guint i = 0; i < 30; i++)
    {
      g_string_append_printf (text, "{\"image\":\"%u.png\",\"width\":900,\"height\":900,\"objects\":[", i);
      for (guint j = 0; j < 700; j++)
        g_string_append_printf (text, "%s{\"label\":\"cat\",\"bbox\":[%u,%u,%u,%u]}", j > 0 ? "," : "", j, i,
                                1 + j * 7 % 150, 1 + (j + i) * 11 % 130);
      g_string_append (text, "]}\n");
    }
  project_import (&fixture->source, text->str);
  insights_open (fixture, gw_relations_page_new);
  key = gw_plot_get_key (get_plot (fixture, SCATTER), gw_plot_get_first_mark (get_plot (fixture, SCATTER)));
  g_assert_true (gw_plot_points_parse_area (key, x, y));
  insights_activate (find_chart (fixture, SCATTER), key);
  insights_wait_asked (fixture, "win.show-filter set:\"1 Box Width ");
}

static void
test_groups (InsightsFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  g_assert_cmpstr (gw_plot_get_kind (get_plot (fixture, GROUPS)), ==, "box");
  text = read_mark (get_plot (fixture, GROUPS), "class:cat");
  g_assert_nonnull (strstr (text, "Median 76")); /* of 16, 72, 80 and 400 */
  insights_activate (find_chart (fixture, GROUPS), "class:big owl");
  insights_wait_asked (fixture, "win.show-filter class:\"big owl\"\n");
  gw_segments_set_selected (find_segments (fixture, 2), 1);
  insights_wait_idle (fixture);
  g_assert_cmpstr (gw_plot_get_kind (get_plot (fixture, GROUPS)), ==, "violin");
}

/* Images have the classes of what is in them; no filter of classes says of which rows. */
static void
test_images (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  gw_segments_set_selected (find_segments (fixture, 0), 0);
  insights_wait_idle (fixture);
  gw_column_button_set_column (find_button (fixture, 2), "image-width");
  insights_wait_idle (fixture);
  insights_activate (find_chart (fixture, GROUPS), "class:cat");
  insights_wait_asked (fixture, "win.show-filter set:\"1 cat\"\n");
}

/* What is imported has no time; a label that is given here has. */
static void
test_day_is_a_door (InsightsFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) classes = NULL;
  g_autoptr (GArray) ids = NULL;
  GError *error = NULL;
  gint64 class_id;
  const char *key;

  project_import (&fixture->source, labels);
  classes = gw_store_list_classes (fixture->source.store, FALSE, NULL, &error);
  g_assert_no_error (error);
  class_id = gw_class_get_id (g_ptr_array_index (classes, 0));
  ids = gw_store_list_first_image_ids (fixture->source.store, NULL, GW_SORT_NAME, 2, NULL, &error);
  g_assert_no_error (error);
  gw_store_bulk_label (fixture->source.store, (const gint64 *) (gpointer) ids->data, 2, &class_id, 1, GW_BULK_ADD,
                       "Label", NULL, &error);
  g_assert_no_error (error);

  insights_open (fixture, gw_relations_page_new);
  g_assert_cmpuint (gw_plot_count_marks (get_plot (fixture, DAYS)), ==, 1);
  key = gw_plot_get_key (get_plot (fixture, DAYS), gw_plot_get_first_mark (get_plot (fixture, DAYS)));
  g_assert_true (g_str_has_prefix (key, "day:"));
  g_assert_true (g_str_has_prefix (gw_plot_get_note (get_plot (fixture, DAYS)), "All on "));
  assert_same (fixture, DAYS, "timeline", (const char *const[]) { NULL });
  insights_activate (find_chart (fixture, DAYS), key);
  insights_wait_asked (fixture, "win.show-filter set:\"1 Labeled on ");
}

static void
test_without_times (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  g_assert_cmpstr (gw_plot_get_message (get_plot (fixture, DAYS)), ==, "No Times");
}

static gboolean
has_two_points (gpointer data)
{
  return gw_plot_count_marks (get_plot (data, SCATTER)) == 2;
}

static void
test_follows (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, labels);
  insights_open (fixture, gw_relations_page_new);
  g_assert_cmpuint (gw_plot_count_marks (get_plot (fixture, SCATTER)), ==, 5);
  insights_remove_images (fixture, 1);
  gw_test_wait (has_two_points, fixture);
}

static void
test_without_labels (InsightsFixture *fixture, gconstpointer data)
{
  project_import (&fixture->source, HEAD "{\"image\":\"1.png\",\"width\":4,\"height\":3}\n");
  insights_open (fixture, gw_relations_page_new);
  for (guint i = CORRELATION; i <= DAYS; i++)
    g_assert_nonnull (gw_plot_get_message (get_plot (fixture, i)));
}

static void
test_without_images (InsightsFixture *fixture, gconstpointer data)
{
  insights_open (fixture, gw_relations_page_new);
  insights_wait_label (fixture, "No Images");
}

#define ADD(path, func) g_test_add (path, InsightsFixture, NULL, insights_set_up, func, insights_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/relations-page/correlation", test_correlation);
  ADD ("/relations-page/figures-are-those-of-the-command-line", test_figures_are_those_of_the_command_line);
  ADD ("/relations-page/map-is-that-of-the-command-line", test_map_is_that_of_the_command_line);
  ADD ("/relations-page/cell-shows-both", test_cell_shows_both);
  ADD ("/relations-page/points-are-doors", test_points_are_doors);
  ADD ("/relations-page/range", test_range);
  ADD ("/relations-page/areas", test_areas);
  ADD ("/relations-page/many-are-areas", test_many_are_areas);
  ADD ("/relations-page/groups", test_groups);
  ADD ("/relations-page/images", test_images);
  ADD ("/relations-page/day-is-a-door", test_day_is_a_door);
  ADD ("/relations-page/without-times", test_without_times);
  ADD ("/relations-page/follows", test_follows);
  ADD ("/relations-page/without-labels", test_without_labels);
  ADD ("/relations-page/without-images", test_without_images);

  return g_test_run ();
}
