/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "canvas-fixtures.h"
#include "plots-fixtures.h"
#include "plots-stage.h"

/* --- pointing ------------------------------------------------------------------------------------ */

static void
test_hover_tells (PlotsStage *stage, gconstpointer data)
{
  GwPlotMark mark = gw_plot_get_first_mark (stage->plot);

  for (guint i = 0; i < gw_plot_count_marks (stage->plot); i++, mark.index++)
    {
      g_autofree char *expected = plots_stage_get_text (stage, mark);
      g_autofree char *text = NULL;
      double x, y;

      plots_stage_get_middle (stage, mark, &x, &y);
      plots_stage_move_to (stage, x, y);
      canvas_fixture_wait_frame (GTK_WIDGET (stage->chart));
      text = plots_stage_get_card (stage);
      g_assert_cmpstr (text, ==, expected);
    }
  g_signal_emit_by_name (stage->motion, "leave");
  g_assert_null (plots_stage_get_card (stage));
}

/* Beside the pointer, inside the window, wherever the pointer is. */
static void
test_card_stays_inside (PlotsStage *stage, gconstpointer data)
{
  for (double y = 5; y < PLOTS_STAGE_HEIGHT; y += 20)
    for (double x = 5; x < PLOTS_STAGE_WIDTH; x += 60)
      {
        graphene_rect_t box;

        plots_stage_move_to (stage, x, y);
        if (!gtk_widget_get_child_visible (stage->chart->card))
          continue;
        canvas_fixture_wait_frame (GTK_WIDGET (stage->chart));
        g_assert_true (gtk_widget_compute_bounds (stage->chart->card, GTK_WIDGET (stage->chart), &box));
        g_assert_false (graphene_rect_contains_point (&box, &GRAPHENE_POINT_INIT ((float) x, (float) y)));
        g_assert_cmpfloat (box.origin.x, >=, 0);
        g_assert_cmpfloat (box.origin.y, >=, 0);
        g_assert_cmpfloat (box.origin.x + box.size.width, <=, PLOTS_STAGE_WIDTH);
        g_assert_cmpfloat (box.origin.y + box.size.height, <=, PLOTS_STAGE_HEIGHT);
      }
}

static void
test_click_and_key_are_one (PlotsStage *stage, gconstpointer data)
{
  PlotsHeard heard = { 0 };
  GwPlotMark mark = gw_plot_get_first_mark (stage->plot);

  plots_fixture_listen_text (stage->chart, "mark-activated", &heard);
  for (guint i = 0; i < gw_plot_count_marks (stage->plot); i++, mark.index++)
    {
      g_autofree char *clicked = NULL;
      double x, y;

      plots_stage_get_middle (stage, mark, &x, &y);
      plots_stage_click_at (stage, x, y, 1);
      g_assert_cmpuint (heard.n, ==, 1);
      clicked = g_strdup (heard.last);
      g_assert_cmpstr (clicked, ==, gw_plot_get_key (stage->plot, mark));
      g_assert_cmpstr (gw_chart_get_selected_key (stage->chart), ==, clicked);

      gw_chart_set_selected_key (stage->chart, NULL);
      plots_heard_clear (&heard);
      /* The keyboard goes on from what was clicked. */
      plots_stage_activate (stage, "chart.activate");
      g_assert_cmpuint (heard.n, ==, 1);
      g_assert_cmpstr (heard.last, ==, clicked);
      plots_heard_clear (&heard);
    }
}

/* --- the keyboard ----------------------------------------------------------------------------------- */

static void
test_keys_reach_all (PlotsStage *stage, gconstpointer data)
{
  PlotsHeard heard = { 0 };
  const gsize n = gw_plot_count_marks (stage->plot);
  GwPlotMark mark = gw_plot_get_first_mark (stage->plot);

  plots_fixture_listen_text (stage->chart, "announce", &heard);
  g_assert_cmpstr (gw_chart_get_description (stage->chart), ==, gw_plot_get_summary (stage->plot));
  for (guint i = 0; i < n; i++, mark.index++)
    {
      g_autofree char *expected = plots_stage_get_text (stage, mark);
      g_autofree char *card = NULL;

      plots_stage_activate (stage, "chart.down");
      g_assert_cmpstr (gw_chart_get_description (stage->chart), ==, expected);
      g_assert_cmpstr (heard.last, ==, expected);
      g_assert_cmpuint (heard.n, ==, i + 1);
      gtk_window_set_focus_visible (GTK_WINDOW (stage->window), TRUE);
      card = plots_stage_get_card (stage);
      g_assert_cmpstr (card, ==, expected);
    }
  /* At the end it stays, and says nothing new. */
  plots_stage_activate (stage, "chart.down");
  g_assert_cmpuint (heard.n, ==, n);
  plots_stage_activate (stage, "chart.first");
  g_assert_true (_gw_chart_mark_equal (stage->chart->walked, gw_plot_get_first_mark (stage->plot)));
  plots_stage_activate (stage, "chart.last");
  g_assert_cmpuint (stage->chart->walked.index, ==, n - 1);
  plots_heard_clear (&heard);
}

/* Where the pointer lies, the card of the keyboard's mark stays, whatever is laid out anew. */
static void
test_keys_beside_the_pointer (PlotsStage *stage, gconstpointer data)
{
  const GwPlotMark first = gw_plot_get_first_mark (stage->plot);
  GwPlotMark other = first;
  g_autofree char *of_first = plots_stage_get_text (stage, first);
  g_autofree char *of_other = NULL;
  g_autofree char *card = NULL;
  g_autofree char *again = NULL;
  g_autofree char *moved = NULL;
  double x, y;

  other.index += 2;
  of_other = plots_stage_get_text (stage, other);
  gtk_window_set_focus_visible (GTK_WINDOW (stage->window), TRUE);
  plots_stage_get_middle (stage, other, &x, &y);
  plots_stage_move_to (stage, x, y);
  plots_stage_activate (stage, "chart.first");
  plots_stage_move_to (stage, x, y);
  card = plots_stage_get_card (stage);
  g_assert_cmpstr (card, ==, of_first);
  _gw_chart_point (stage->chart);
  again = plots_stage_get_card (stage);
  g_assert_cmpstr (again, ==, of_first);
  plots_stage_move_to (stage, x + 1, y);
  moved = plots_stage_get_card (stage);
  g_assert_cmpstr (moved, ==, of_other);
}

/* A cell right of, and below, the one before; and from the last one of a row not on. */
static void
test_walk_cells (PlotsStage *stage, gconstpointer data)
{
  static const char *const moves[] = { "chart.right", "chart.right", "chart.down", "chart.left", "chart.up" };
  static const char *const keys[] = { "confusion:0:0", "confusion:0:1", "confusion:1:1", "confusion:1:0",
                                      "confusion:0:0" };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      plots_stage_activate (stage, moves[i]);
      g_assert_cmpstr (gw_plot_get_key (stage->plot, stage->chart->walked), ==, keys[i]);
    }
}

/* Of both curves each point. */
static void
test_walk_curves (PlotsStage *stage, gconstpointer data)
{
  PlotsHeard heard = { 0 };
  const gsize n = gw_plot_count_marks (stage->plot);

  plots_fixture_listen_text (stage->chart, "announce", &heard);
  for (gsize i = 0; i < 2 * n; i++)
    plots_stage_activate (stage, "chart.right");
  g_assert_cmpuint (heard.n, ==, n);
  g_assert_cmpstr (gw_plot_get_key (stage->plot, stage->chart->walked), ==, "curve:B");
  plots_heard_clear (&heard);
}

/* --- zoom ---------------------------------------------------------------------------------------- */

static void
test_zoom (PlotsStage *stage, gconstpointer data)
{
  cairo_surface_t *before = plots_stage_get_picture (stage);
  cairo_surface_t *after;
  double x, y;
  double low;

  g_assert_false (gw_chart_get_zoomed (stage->chart));
  plots_stage_activate (stage, "chart.zoom-in");
  g_assert_true (gw_chart_get_zoomed (stage->chart));
  low = stage->chart->view[GW_PLOT_AXIS_X].low;
  g_assert_cmpfloat (low, >, 0);
  /* An axis that is still is not zoomed. */
  g_assert_cmpfloat (stage->chart->view[GW_PLOT_AXIS_Y].low, ==, 0);
  g_assert_cmpfloat (stage->chart->view[GW_PLOT_AXIS_Y].high, ==, 1001);

  /* What is under the pointer stays there. */
  plots_stage_drag (stage->middle, 300, 200, 360, 210);
  g_assert_cmpfloat (stage->chart->view[GW_PLOT_AXIS_X].low, <, low);
  /* Until the end of the axis. */
  plots_stage_drag (stage->middle, 100, 200, 600, 200);
  plots_stage_drag (stage->middle, 100, 200, 600, 200);
  g_assert_cmpfloat (stage->chart->view[GW_PLOT_AXIS_X].low, ==, 0);
  after = plots_stage_get_picture (stage);
  g_assert_cmpfloat (plots_stage_get_difference (before, after), >, 0.5);
  cairo_surface_destroy (after);

  /* The keyboard brings into view what it walks on. */
  plots_stage_activate (stage, "chart.last");
  g_assert_cmpfloat (stage->chart->view[GW_PLOT_AXIS_X].high, ==, 100);
  plots_stage_get_middle (stage, stage->chart->walked, &x, &y);

  plots_stage_click_at (stage, 300, 20, 2);
  g_assert_false (gw_chart_get_zoomed (stage->chart));
  plots_stage_activate (stage, "chart.escape");
  gw_chart_set_selected_key (stage->chart, NULL);
  after = plots_stage_get_picture (stage);
  g_assert_cmpfloat (plots_stage_get_difference (before, after), ==, 0);
  cairo_surface_destroy (after);
  cairo_surface_destroy (before);
}

static void
test_zoom_by_drag (PlotsStage *stage, gconstpointer data)
{
  double x0, x1, y;

  plots_stage_get_middle (stage, (GwPlotMark) { 0, 4 }, &x0, &y);
  plots_stage_get_middle (stage, (GwPlotMark) { 0, 9 }, &x1, &y);
  plots_stage_drag (stage->drag, x0, 60, x1, 120);
  g_assert_cmpfloat_with_epsilon (stage->chart->view[GW_PLOT_AXIS_X].low, 22.5, 0.5);
  g_assert_cmpfloat_with_epsilon (stage->chart->view[GW_PLOT_AXIS_X].high, 47.5, 0.5);
  gw_chart_set_zoomable (stage->chart, FALSE);
  g_assert_false (gw_chart_get_zoomed (stage->chart));
}

/* The same axes keep the view, others do not. */
static void
test_new_plot_and_view (PlotsStage *stage, gconstpointer data)
{
  g_autoptr (GwPlot) finer = plots_fixture_histogram (40);
  g_autoptr (GwPlot) other = plots_fixture_new ("balance");

  plots_stage_activate (stage, "chart.zoom-in");
  gw_chart_set_plot (stage->chart, finer);
  g_assert_true (gw_chart_get_zoomed (stage->chart));
  gw_chart_set_plot (stage->chart, other);
  g_assert_false (gw_chart_get_zoomed (stage->chart));
}

/* --- ranges and markers ---------------------------------------------------------------------------- */

static void
test_range (PlotsStage *stage, gconstpointer data)
{
  PlotsHeard selected = { 0 }, activated = { 0 };
  graphene_rect_t a, b;
  double low, high;

  gw_chart_set_range_selectable (stage->chart, TRUE);
  plots_fixture_listen_values (stage->chart, "range-selected", &selected);
  plots_fixture_listen_values (stage->chart, "range-activated", &activated);
  g_assert_true (gw_chart_get_mark_box (stage->chart, (GwPlotMark) { 0, 2 }, &a));
  g_assert_true (gw_chart_get_mark_box (stage->chart, (GwPlotMark) { 0, 5 }, &b));
  /* From right to left is the same range. */
  plots_stage_drag (stage->drag, b.origin.x + b.size.width, 200, a.origin.x, 180);
  g_assert_cmpuint (selected.n, ==, 1);
  g_assert_cmpfloat_with_epsilon (selected.low, 10, 0.5);
  g_assert_cmpfloat_with_epsilon (selected.high, 30, 0.5);
  g_assert_false (gw_chart_get_zoomed (stage->chart));

  gw_chart_set_range_text (stage->chart, "506 boxes", "under 200 px", TRUE);
  canvas_fixture_wait_frame (GTK_WIDGET (stage->chart));
  g_assert_nonnull (stage->chart->range_card);
  g_signal_emit_by_name (gtk_widget_get_last_child (stage->chart->range_card), "clicked");
  g_assert_cmpuint (activated.n, ==, 1);
  g_assert_cmpfloat (activated.low, ==, selected.low);
  g_assert_cmpfloat (activated.high, ==, selected.high);

  plots_stage_activate (stage, "chart.escape");
  g_assert_false (gw_chart_get_range (stage->chart, &low, &high));
  g_assert_null (stage->chart->range_card);
}

static void
test_range_by_keys (PlotsStage *stage, gconstpointer data)
{
  PlotsHeard selected = { 0 };

  gw_chart_set_range_selectable (stage->chart, TRUE);
  plots_fixture_listen_values (stage->chart, "range-selected", &selected);
  plots_stage_activate (stage, "chart.right");
  plots_stage_activate (stage, "chart.right");
  plots_stage_activate (stage, "chart.extend-right");
  g_assert_cmpfloat_with_epsilon (selected.low, 5, 0.5);
  g_assert_cmpfloat_with_epsilon (selected.high, 10, 0.5);
  plots_stage_activate (stage, "chart.extend-right");
  g_assert_cmpfloat_with_epsilon (selected.high, 15, 0.5);
  plots_stage_activate (stage, "chart.extend-left");
  plots_stage_activate (stage, "chart.extend-left");
  g_assert_cmpfloat_with_epsilon (selected.low, 0, 0.5);
  g_assert_cmpfloat_with_epsilon (selected.high, 10, 0.5);
  g_assert_cmpuint (selected.n, ==, 4);
}

static void
on_moved_cb (GwChart *chart, double x, double y, gpointer data)
{
  gw_chart_set_marker (chart, x, y, 0x289f68, "moved");
}

static void
test_marker (PlotsStage *stage, gconstpointer data)
{
  PlotsHeard moved = { 0 };
  const GwPlotFrame *frame;
  GskRenderNode *picture;
  cairo_surface_t *before, *after;
  double x, y;

  before = plots_stage_get_picture (stage);
  picture = stage->chart->picture;
  gw_chart_set_marker (stage->chart, 0.5, 0.5, 0x289f68, "FPR 0.500\nTPR 0.500");
  after = plots_stage_get_picture (stage);
  g_assert_cmpfloat (plots_stage_get_difference (before, after), >, 0.05);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);

  plots_fixture_listen_values (stage->chart, "marker-moved", &moved);
  g_signal_connect (stage->chart, "marker-moved", G_CALLBACK (on_moved_cb), NULL);
  frame = gw_plot_layout_get_frame (stage->chart->layout);
  x = gw_plot_frame_get_x (frame, 0.5);
  y = gw_plot_frame_get_y (frame, 0.5);
  /* Nobody said that it can be moved. */
  gw_chart_set_zoomable (stage->chart, FALSE);
  plots_stage_drag (stage->drag, x, y, x + 0.2 * frame->width, y);
  g_assert_cmpuint (moved.n, ==, 0);
  gw_chart_set_marker_movable (stage->chart, TRUE);
  plots_stage_drag (stage->drag, x, y, x + 0.2 * frame->width, y - 0.1 * frame->height);
  g_assert_cmpuint (moved.n, ==, 5);
  g_assert_cmpfloat_with_epsilon (moved.low, 0.7, 0.01);
  g_assert_cmpfloat_with_epsilon (moved.high, 0.6, 0.01);
  /* Not beyond the axes. */
  plots_stage_drag (stage->drag, x + 0.2 * frame->width, y - 0.1 * frame->height, 5000, -5000);
  g_assert_cmpfloat (moved.low, ==, 1);
  g_assert_cmpfloat (moved.high, ==, 1);
  canvas_fixture_wait_frame (GTK_WIDGET (stage->chart));
  /* And the plot was not drawn again for any of it. */
  g_assert_true (stage->chart->picture == picture);
  gw_chart_clear_marker (stage->chart);
}

/* --- selection -------------------------------------------------------------------------------------- */

static void
test_selection_dims (PlotsStage *stage, gconstpointer data)
{
  GwPlotMark car = gw_plot_find_key (stage->plot, "class:Car");
  GwPlotMark pedestrian = gw_plot_find_key (stage->plot, "class:Pedestrian");
  cairo_surface_t *before = plots_stage_get_picture (stage);
  cairo_surface_t *after;
  double x, y;

  gw_chart_set_selected_key (stage->chart, "class:Car");
  after = plots_stage_get_picture (stage);
  plots_stage_get_middle (stage, car, &x, &y);
  g_assert_cmphex (canvas_fixture_pixel (after, (int) x, (int) y), ==, canvas_fixture_pixel (before, (int) x, (int) y));
  plots_stage_get_middle (stage, pedestrian, &x, &y);
  g_assert_cmphex (canvas_fixture_pixel (after, (int) x, (int) y), !=, canvas_fixture_pixel (before, (int) x, (int) y));
  cairo_surface_destroy (after);

  /* A key that no mark has is another chart's. */
  gw_chart_set_selected_key (stage->chart, "bin:7");
  after = plots_stage_get_picture (stage);
  g_assert_cmpfloat (plots_stage_get_difference (before, after), ==, 0);
  cairo_surface_destroy (after);
  cairo_surface_destroy (before);
}

static void
test_escape (PlotsStage *stage, gconstpointer data)
{
  gw_chart_set_selected_key (stage->chart, "class:Car");
  plots_stage_activate (stage, "chart.down");
  plots_stage_activate (stage, "chart.escape");
  g_assert_null (gw_chart_get_selected_key (stage->chart));
  g_assert_true (_gw_chart_has_mark (stage->chart->walked));
  plots_stage_activate (stage, "chart.escape");
  g_assert_false (_gw_chart_has_mark (stage->chart->walked));
}

static void
count_notify (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_properties (void)
{
  GwChart *chart = g_object_ref_sink (GW_CHART (gw_chart_new ()));
  g_autoptr (GwPlot) plot = plots_fixture_balance ();
  guint n = 0;

  g_signal_connect (chart, "notify", G_CALLBACK (count_notify), &n);
  g_object_set (chart, "selected-key", "a", NULL);
  g_object_set (chart, "selected-key", "a", NULL);
  g_assert_cmpuint (n, ==, 1);
  g_object_set (chart, "busy", TRUE, "zoomable", TRUE, "range-selectable", TRUE, "marker-movable", TRUE, NULL);
  g_object_set (chart, "busy", TRUE, "zoomable", TRUE, "range-selectable", TRUE, "marker-movable", TRUE, NULL);
  g_assert_cmpuint (n, ==, 5);
  g_object_set (chart, "plot", plot, NULL);
  /* The description is the plot's now. */
  g_assert_cmpuint (n, ==, 7);
  g_object_set (chart, "plot", plot, NULL);
  g_assert_cmpuint (n, ==, 7);
  g_assert_true (gw_chart_get_plot (chart) == plot);
  g_object_set (chart, "busy", FALSE, "plot", NULL, NULL);
  g_assert_null (gw_chart_get_plot (chart));
  g_assert_finalize_object (chart);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/chart/properties", test_properties);
  g_test_add ("/chart/hover-tells", PlotsStage, "balance", plots_stage_set_up, test_hover_tells, plots_stage_tear_down);
  g_test_add ("/chart/hover-tells-cells", PlotsStage, "confusion", plots_stage_set_up, test_hover_tells,
              plots_stage_tear_down);
  g_test_add ("/chart/walk-cells", PlotsStage, "confusion", plots_stage_set_up, test_walk_cells, plots_stage_tear_down);
  g_test_add ("/chart/walk-curves", PlotsStage, "curves", plots_stage_set_up, test_walk_curves, plots_stage_tear_down);
  g_test_add ("/chart/hover-tells-bins", PlotsStage, "histogram", plots_stage_set_up, test_hover_tells,
              plots_stage_tear_down);
  g_test_add ("/chart/card-stays-inside", PlotsStage, "balance", plots_stage_set_up, test_card_stays_inside,
              plots_stage_tear_down);
  g_test_add ("/chart/click-and-key-are-one", PlotsStage, "balance", plots_stage_set_up, test_click_and_key_are_one,
              plots_stage_tear_down);
  g_test_add ("/chart/keys-beside-the-pointer", PlotsStage, "balance", plots_stage_set_up, test_keys_beside_the_pointer,
              plots_stage_tear_down);
  g_test_add ("/chart/keys-reach-all", PlotsStage, "balance", plots_stage_set_up, test_keys_reach_all,
              plots_stage_tear_down);
  g_test_add ("/chart/keys-reach-all-bins", PlotsStage, "histogram", plots_stage_set_up, test_keys_reach_all,
              plots_stage_tear_down);
  g_test_add ("/chart/selection-dims", PlotsStage, "balance", plots_stage_set_up, test_selection_dims,
              plots_stage_tear_down);
  g_test_add ("/chart/escape", PlotsStage, "balance", plots_stage_set_up, test_escape, plots_stage_tear_down);
  g_test_add ("/chart/zoom", PlotsStage, "histogram", plots_stage_set_up, test_zoom, plots_stage_tear_down);
  g_test_add ("/chart/zoom-by-drag", PlotsStage, "histogram", plots_stage_set_up, test_zoom_by_drag,
              plots_stage_tear_down);
  g_test_add ("/chart/new-plot-and-view", PlotsStage, "histogram", plots_stage_set_up, test_new_plot_and_view,
              plots_stage_tear_down);
  g_test_add ("/chart/range", PlotsStage, "histogram", plots_stage_set_up, test_range, plots_stage_tear_down);
  g_test_add ("/chart/range-by-keys", PlotsStage, "histogram", plots_stage_set_up, test_range_by_keys,
              plots_stage_tear_down);
  g_test_add ("/chart/marker", PlotsStage, "curves", plots_stage_set_up, test_marker, plots_stage_tear_down);
  return g_test_run ();
}
