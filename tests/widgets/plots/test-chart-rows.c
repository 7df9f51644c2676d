/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "canvas-fixtures.h"
#include "gw-chart-table.h"
#include "gw-plot-bars.h"
#include "gw-plot-confusion.h"
#include "plots-fixtures.h"

static const GwChartColumn *
column_at (GwChartRows *rows, guint i)
{
  g_assert_cmpuint (i, <, rows->columns->len);
  return &g_array_index (rows->columns, GwChartColumn, i);
}

static const char *
text_at (GwChartRows *rows, guint row, guint column)
{
  g_assert_cmpuint (row, <, rows->rows->len);
  return gw_chart_row_get_text (g_ptr_array_index (rows->rows, row), column);
}

static void
test_bars (void)
{
  g_autoptr (GwPlot) plot = plots_fixture_balance ();
  g_autoptr (GwChartRows) rows = gw_chart_rows_new (plot);

  g_assert_cmpuint (rows->columns->len, ==, 3);
  g_assert_cmpstr (column_at (rows, 0)->title, ==, "Name");
  g_assert_false (column_at (rows, 0)->numeric);
  g_assert_true (column_at (rows, 2)->numeric);
  g_assert_cmpuint (rows->rows->len, ==, 9);
  g_assert_cmpstr (text_at (rows, 0, 0), ==, "Car");
  g_assert_cmpstr (text_at (rows, 0, 2), ==, "9,871");
  g_assert_cmpfloat (gw_chart_row_get_number (g_ptr_array_index (rows->rows, 0), 2), ==, 9871);
  g_assert_true (isnan (gw_chart_row_get_number (g_ptr_array_index (rows->rows, 0), 0)));
}

/* Columns of several layers are one; x and y are what the axes are. */
static void
test_lines (void)
{
  g_autoptr (GwPlot) plot = plots_fixture_curves ();
  g_autoptr (GwChartRows) rows = gw_chart_rows_new (plot);

  g_assert_cmpuint (rows->columns->len, ==, 3);
  g_assert_cmpstr (column_at (rows, 1)->title, ==, "False positive rate");
  g_assert_cmpstr (column_at (rows, 2)->title, ==, "True positive rate");
  g_assert_cmpuint (rows->rows->len, ==, 42);
  g_assert_cmpstr (text_at (rows, 1, 0), ==, "Cyclist");
  g_assert_cmpstr (text_at (rows, 1, 1), ==, "0.0500000");
  g_assert_cmpstr (text_at (rows, 41, 0), ==, "Truck");
  g_assert_cmpstr (text_at (rows, 41, 2), ==, "1");
}

static GwPlot *
make_confusion (gsize n)
{
  g_autofree double *matrix = g_new0 (double, n *n);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GwPlotConfusionOptions options = { .title = "Confusion Matrix" };

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("Class %zu", i));
      for (gsize j = 0; j < n; j++)
        matrix[i * n + j] = (double) (i == j ? 1000 + i : j);
    }
  g_ptr_array_add (names, NULL);
  options.classes = (const char *const *) names->pdata;
  return gw_plot_confusion_new (matrix, n, &options);
}

static void
test_grid (void)
{
  g_autoptr (GwPlot) small = make_confusion (20), large = make_confusion (21);
  g_autoptr (GwChartRows) grid = gw_chart_rows_new (small), flat = gw_chart_rows_new (large);

  g_assert_cmpuint (grid->columns->len, ==, 21);
  g_assert_cmpuint (grid->rows->len, ==, 20);
  g_assert_cmpstr (column_at (grid, 0)->title, ==, "Actual / Predicted");
  g_assert_cmpstr (column_at (grid, 8)->title, ==, "Class 7");
  g_assert_cmpstr (text_at (grid, 3, 0), ==, "Class 3");
  g_assert_cmpstr (text_at (grid, 3, 4), ==, "1,003");
  g_assert_cmpstr (text_at (grid, 3, 8), ==, "7");
  g_assert_cmpuint (flat->rows->len, ==, 21 * 21);
  g_assert_cmpstr (column_at (flat, 3)->title, ==, "Share of Actual");
}

/* Names that CSV quotes, that look like numbers or are empty. */
static void
test_hostile_names (void)
{
  static const char *const names[] = { "a,\"b\"\n\nc", "7", "", "nan", "8" };
  g_autoptr (GwPlot) plot = gw_plot_new ("bars");
  g_autoptr (GPtrArray) categories = g_ptr_array_new ();
  g_autoptr (GwChartRows) rows = NULL;
  GwPlotLayer *bars = gw_plot_bars_new (TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const GwPlotBar bar = { .begin = i, .end = i + 1, .to = i == 2 ? NAN : -0.5 * i, .name = names[i] };

      g_ptr_array_add (categories, (char *) names[i]);
      gw_plot_bars_add (bars, &bar);
    }
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_category (categories), NULL, 0);
  gw_plot_add_layer (plot, bars);
  rows = gw_chart_rows_new (plot);
  g_assert_cmpuint (rows->rows->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (text_at (rows, i, 0), ==, names[i]);
  g_assert_cmpstr (text_at (rows, 2, 2), ==, "");
  g_assert_cmpstr (text_at (rows, 3, 2), ==, "−1.50000");
}

static void
test_message (void)
{
  g_autoptr (GwPlot) plot = plots_fixture_message ();
  g_autoptr (GwChartRows) rows = gw_chart_rows_new (plot);

  g_assert_cmpuint (rows->columns->len, ==, 0);
  g_assert_cmpuint (rows->rows->len, ==, 0);
}

static char *
get_first (GwChartTable *table)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (gw_chart_table_get_view (table)));
  g_autoptr (GwChartRow) row = g_list_model_get_item (model, 0);

  return g_strdup (gw_chart_row_get_text (row, 0));
}

static void
test_sorts (void)
{
  g_autoptr (GwPlot) plot = plots_fixture_balance ();
  GwChartTable *table = GW_CHART_TABLE (g_object_ref_sink (gw_chart_table_new (gw_chart_rows_new (plot))));
  GtkColumnView *view = gw_chart_table_get_view (table);
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) names = g_list_model_get_item (columns, 0);
  g_autoptr (GtkColumnViewColumn) counts = g_list_model_get_item (columns, 2);
  g_autofree char *smallest = NULL, *first = NULL;

  gtk_column_view_sort_by_column (view, counts, GTK_SORT_ASCENDING);
  smallest = get_first (table);
  g_assert_cmpstr (smallest, ==, "Dog");
  gtk_column_view_sort_by_column (view, names, GTK_SORT_ASCENDING);
  first = get_first (table);
  g_assert_cmpstr (first, ==, "Bus");
  g_assert_finalize_object (table);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/chart-rows/bars", test_bars);
  g_test_add_func ("/chart-rows/lines", test_lines);
  g_test_add_func ("/chart-rows/grid", test_grid);
  g_test_add_func ("/chart-rows/hostile-names", test_hostile_names);
  g_test_add_func ("/chart-rows/message", test_message);
  g_test_add_func ("/chart-rows/sorts", test_sorts);
  return g_test_run ();
}
