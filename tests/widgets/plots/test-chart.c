/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "canvas-fixtures.h"
#include "gw-chart-private.h"
#include "plots-fixtures.h"

#define WIDTH 640
#define HEIGHT 420
#define N_CLASSES 9

typedef struct
{
  GwChart *chart;
  GtkWidget *window;
  GwPlot *plot;
  GtkEventController *motion;
  GtkEventController *drag;
  GtkEventController *middle;
  GtkEventController *click;
  GtkEventController *scroll;
} Fixture;

static GtkEventController *
get_controller (GwChart *chart, GType type, guint n)
{
  return canvas_fixture_controller (GTK_WIDGET (chart), type, n);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->chart = GW_CHART (gw_chart_new ());
  fixture->plot = plots_fixture_new (data);
  gw_chart_set_plot (fixture->chart, fixture->plot);
  gw_chart_set_zoomable (fixture->chart, TRUE);
  fixture->window = plots_fixture_show (fixture->chart, WIDTH, HEIGHT);
  fixture->motion = get_controller (fixture->chart, GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);
  fixture->scroll = get_controller (fixture->chart, GTK_TYPE_EVENT_CONTROLLER_SCROLL, 0);
  fixture->drag = get_controller (fixture->chart, GTK_TYPE_GESTURE_DRAG, 0);
  fixture->middle = get_controller (fixture->chart, GTK_TYPE_GESTURE_DRAG, 1);
  fixture->click = get_controller (fixture->chart, GTK_TYPE_GESTURE_CLICK, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gw_plot_unref (fixture->plot);
  canvas_fixture_iterate ();
}

/* --- help -------------------------------------------------------------------------------------- */

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->chart), action, NULL));
}

static void
move_to (Fixture *fixture, double x, double y)
{
  g_signal_emit_by_name (fixture->motion, "motion", x, y);
}

static void
click_at (Fixture *fixture, double x, double y, int n_press)
{
  g_signal_emit_by_name (fixture->click, "pressed", n_press, x, y);
  g_signal_emit_by_name (fixture->click, "released", n_press, x, y);
}

static void
drag (GtkEventController *gesture, double x0, double y0, double x1, double y1)
{
  g_signal_emit_by_name (gesture, "drag-begin", x0, y0);
  for (int i = 1; i <= 5; i++)
    g_signal_emit_by_name (gesture, "drag-update", (x1 - x0) * i / 5, (y1 - y0) * i / 5);
  g_signal_emit_by_name (gesture, "drag-end", x1 - x0, y1 - y0);
}

static void
get_middle (Fixture *fixture, GwPlotMark mark, double *x, double *y)
{
  graphene_rect_t box;

  g_assert_true (gw_chart_get_mark_box (fixture->chart, mark, &box));
  *x = box.origin.x + box.size.width / 2;
  *y = box.origin.y + box.size.height / 2;
}

static char *
get_text (Fixture *fixture, GwPlotMark mark)
{
  g_auto (GwPlotReadout) readout = { .color = GW_PLOT_COLOR_NONE };

  gw_plot_describe (fixture->plot, mark, &readout);
  return gw_plot_readout_to_text (&readout);
}

/* The text of the card; NULL: there is none. */
static char *
get_card (Fixture *fixture)
{
  if (!gtk_widget_get_child_visible (fixture->chart->card))
    return NULL;
  return gw_chart_card_get_text (GW_CHART_CARD (fixture->chart->card));
}

static double
get_difference (cairo_surface_t *a, cairo_surface_t *b)
{
  const int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  double sum = 0;

  g_assert_cmpint (width, ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint32 p = canvas_fixture_pixel (a, x, y), q = canvas_fixture_pixel (b, x, y);

        for (guint shift = 0; shift < 24; shift += 8)
          sum += abs ((int) ((p >> shift) & 0xff) - (int) ((q >> shift) & 0xff));
      }
  return sum / (3.0 * width * height);
}

static cairo_surface_t *
get_picture (Fixture *fixture)
{
  return canvas_fixture_picture (GTK_WIDGET (fixture->chart));
}

/* --- pointing ------------------------------------------------------------------------------------ */

static void
test_hover_tells (Fixture *fixture, gconstpointer data)
{
  GwPlotMark mark = gw_plot_get_first_mark (fixture->plot);

  for (guint i = 0; i < gw_plot_count_marks (fixture->plot); i++, mark.index++)
    {
      g_autofree char *expected = get_text (fixture, mark);
      g_autofree char *text = NULL;
      double x, y;

      get_middle (fixture, mark, &x, &y);
      move_to (fixture, x, y);
      canvas_fixture_wait_frame (GTK_WIDGET (fixture->chart));
      text = get_card (fixture);
      g_assert_cmpstr (text, ==, expected);
    }
  g_signal_emit_by_name (fixture->motion, "leave");
  g_assert_null (get_card (fixture));
}

/* Beside the pointer, inside the window, wherever the pointer is. */
static void
test_card_stays_inside (Fixture *fixture, gconstpointer data)
{
  for (double y = 5; y < HEIGHT; y += 20)
    for (double x = 5; x < WIDTH; x += 60)
      {
        graphene_rect_t box;

        move_to (fixture, x, y);
        if (!gtk_widget_get_child_visible (fixture->chart->card))
          continue;
        canvas_fixture_wait_frame (GTK_WIDGET (fixture->chart));
        g_assert_true (gtk_widget_compute_bounds (fixture->chart->card, GTK_WIDGET (fixture->chart), &box));
        g_assert_false (graphene_rect_contains_point (&box, &GRAPHENE_POINT_INIT ((float) x, (float) y)));
        g_assert_cmpfloat (box.origin.x, >=, 0);
        g_assert_cmpfloat (box.origin.y, >=, 0);
        g_assert_cmpfloat (box.origin.x + box.size.width, <=, WIDTH);
        g_assert_cmpfloat (box.origin.y + box.size.height, <=, HEIGHT);
      }
}

static void
test_click_and_key_are_one (Fixture *fixture, gconstpointer data)
{
  PlotsHeard heard = { 0 };
  GwPlotMark mark = gw_plot_get_first_mark (fixture->plot);

  plots_fixture_listen_text (fixture->chart, "mark-activated", &heard);
  for (guint i = 0; i < gw_plot_count_marks (fixture->plot); i++, mark.index++)
    {
      g_autofree char *clicked = NULL;
      double x, y;

      get_middle (fixture, mark, &x, &y);
      click_at (fixture, x, y, 1);
      g_assert_cmpuint (heard.n, ==, 1);
      clicked = g_strdup (heard.last);
      g_assert_cmpstr (clicked, ==, gw_plot_get_key (fixture->plot, mark));
      g_assert_cmpstr (gw_chart_get_selected_key (fixture->chart), ==, clicked);

      gw_chart_set_selected_key (fixture->chart, NULL);
      plots_heard_clear (&heard);
      /* The keyboard goes on from what was clicked. */
      activate (fixture, "chart.activate");
      g_assert_cmpuint (heard.n, ==, 1);
      g_assert_cmpstr (heard.last, ==, clicked);
      plots_heard_clear (&heard);
    }
}

/* --- the keyboard ----------------------------------------------------------------------------------- */

static void
test_keys_reach_all (Fixture *fixture, gconstpointer data)
{
  PlotsHeard heard = { 0 };
  const gsize n = gw_plot_count_marks (fixture->plot);
  GwPlotMark mark = gw_plot_get_first_mark (fixture->plot);

  plots_fixture_listen_text (fixture->chart, "announce", &heard);
  g_assert_cmpstr (gw_chart_get_description (fixture->chart), ==, gw_plot_get_summary (fixture->plot));
  for (guint i = 0; i < n; i++, mark.index++)
    {
      g_autofree char *expected = get_text (fixture, mark);
      g_autofree char *card = NULL;

      activate (fixture, "chart.down");
      g_assert_cmpstr (gw_chart_get_description (fixture->chart), ==, expected);
      g_assert_cmpstr (heard.last, ==, expected);
      g_assert_cmpuint (heard.n, ==, i + 1);
      gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), TRUE);
      card = get_card (fixture);
      g_assert_cmpstr (card, ==, expected);
    }
  /* At the end it stays, and says nothing new. */
  activate (fixture, "chart.down");
  g_assert_cmpuint (heard.n, ==, n);
  activate (fixture, "chart.first");
  g_assert_true (_gw_chart_mark_equal (fixture->chart->walked, gw_plot_get_first_mark (fixture->plot)));
  activate (fixture, "chart.last");
  g_assert_cmpuint (fixture->chart->walked.index, ==, n - 1);
  plots_heard_clear (&heard);
}

/* --- zoom ---------------------------------------------------------------------------------------- */

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *before = get_picture (fixture);
  cairo_surface_t *after;
  double x, y;
  double low;

  g_assert_false (gw_chart_get_zoomed (fixture->chart));
  activate (fixture, "chart.zoom-in");
  g_assert_true (gw_chart_get_zoomed (fixture->chart));
  low = fixture->chart->view[GW_PLOT_AXIS_X].low;
  g_assert_cmpfloat (low, >, 0);
  /* An axis that is still is not zoomed. */
  g_assert_cmpfloat (fixture->chart->view[GW_PLOT_AXIS_Y].low, ==, 0);
  g_assert_cmpfloat (fixture->chart->view[GW_PLOT_AXIS_Y].high, ==, 1001);

  /* What is under the pointer stays there. */
  drag (fixture->middle, 300, 200, 360, 210);
  g_assert_cmpfloat (fixture->chart->view[GW_PLOT_AXIS_X].low, <, low);
  /* Until the end of the axis. */
  drag (fixture->middle, 100, 200, 600, 200);
  drag (fixture->middle, 100, 200, 600, 200);
  g_assert_cmpfloat (fixture->chart->view[GW_PLOT_AXIS_X].low, ==, 0);
  after = get_picture (fixture);
  g_assert_cmpfloat (get_difference (before, after), >, 0.5);
  cairo_surface_destroy (after);

  /* The keyboard brings into view what it walks on. */
  activate (fixture, "chart.last");
  g_assert_cmpfloat (fixture->chart->view[GW_PLOT_AXIS_X].high, ==, 100);
  get_middle (fixture, fixture->chart->walked, &x, &y);

  click_at (fixture, 300, 20, 2);
  g_assert_false (gw_chart_get_zoomed (fixture->chart));
  activate (fixture, "chart.escape");
  gw_chart_set_selected_key (fixture->chart, NULL);
  after = get_picture (fixture);
  g_assert_cmpfloat (get_difference (before, after), ==, 0);
  cairo_surface_destroy (after);
  cairo_surface_destroy (before);
}

static void
test_zoom_by_drag (Fixture *fixture, gconstpointer data)
{
  double x0, x1, y;

  get_middle (fixture, (GwPlotMark) { 0, 4 }, &x0, &y);
  get_middle (fixture, (GwPlotMark) { 0, 9 }, &x1, &y);
  drag (fixture->drag, x0, 60, x1, 120);
  g_assert_cmpfloat_with_epsilon (fixture->chart->view[GW_PLOT_AXIS_X].low, 22.5, 0.5);
  g_assert_cmpfloat_with_epsilon (fixture->chart->view[GW_PLOT_AXIS_X].high, 47.5, 0.5);
  gw_chart_set_zoomable (fixture->chart, FALSE);
  g_assert_false (gw_chart_get_zoomed (fixture->chart));
}

/* The same axes keep the view, others do not. */
static void
test_new_plot_and_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwPlot) finer = plots_fixture_histogram (40);
  g_autoptr (GwPlot) other = plots_fixture_new ("balance");

  activate (fixture, "chart.zoom-in");
  gw_chart_set_plot (fixture->chart, finer);
  g_assert_true (gw_chart_get_zoomed (fixture->chart));
  gw_chart_set_plot (fixture->chart, other);
  g_assert_false (gw_chart_get_zoomed (fixture->chart));
}

/* --- ranges and markers ---------------------------------------------------------------------------- */

static void
test_range (Fixture *fixture, gconstpointer data)
{
  PlotsHeard selected = { 0 }, activated = { 0 };
  graphene_rect_t a, b;
  double low, high;

  gw_chart_set_range_selectable (fixture->chart, TRUE);
  plots_fixture_listen_values (fixture->chart, "range-selected", &selected);
  plots_fixture_listen_values (fixture->chart, "range-activated", &activated);
  g_assert_true (gw_chart_get_mark_box (fixture->chart, (GwPlotMark) { 0, 2 }, &a));
  g_assert_true (gw_chart_get_mark_box (fixture->chart, (GwPlotMark) { 0, 5 }, &b));
  /* From right to left is the same range. */
  drag (fixture->drag, b.origin.x + b.size.width, 200, a.origin.x, 180);
  g_assert_cmpuint (selected.n, ==, 1);
  g_assert_cmpfloat_with_epsilon (selected.low, 10, 0.5);
  g_assert_cmpfloat_with_epsilon (selected.high, 30, 0.5);
  g_assert_false (gw_chart_get_zoomed (fixture->chart));

  gw_chart_set_range_text (fixture->chart, "506 boxes", "under 200 px", TRUE);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->chart));
  g_assert_nonnull (fixture->chart->range_card);
  g_signal_emit_by_name (gtk_widget_get_last_child (fixture->chart->range_card), "clicked");
  g_assert_cmpuint (activated.n, ==, 1);
  g_assert_cmpfloat (activated.low, ==, selected.low);
  g_assert_cmpfloat (activated.high, ==, selected.high);

  activate (fixture, "chart.escape");
  g_assert_false (gw_chart_get_range (fixture->chart, &low, &high));
  g_assert_null (fixture->chart->range_card);
}

static void
test_range_by_keys (Fixture *fixture, gconstpointer data)
{
  PlotsHeard selected = { 0 };

  gw_chart_set_range_selectable (fixture->chart, TRUE);
  plots_fixture_listen_values (fixture->chart, "range-selected", &selected);
  activate (fixture, "chart.right");
  activate (fixture, "chart.right");
  activate (fixture, "chart.extend-right");
  g_assert_cmpfloat_with_epsilon (selected.low, 5, 0.5);
  g_assert_cmpfloat_with_epsilon (selected.high, 10, 0.5);
  activate (fixture, "chart.extend-right");
  g_assert_cmpfloat_with_epsilon (selected.high, 15, 0.5);
  activate (fixture, "chart.extend-left");
  activate (fixture, "chart.extend-left");
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
test_marker (Fixture *fixture, gconstpointer data)
{
  PlotsHeard moved = { 0 };
  const GwPlotFrame *frame;
  GskRenderNode *picture;
  cairo_surface_t *before, *after;
  double x, y;

  before = get_picture (fixture);
  picture = fixture->chart->picture;
  gw_chart_set_marker (fixture->chart, 0.5, 0.5, 0x289f68, "FPR 0.500\nTPR 0.500");
  after = get_picture (fixture);
  g_assert_cmpfloat (get_difference (before, after), >, 0.05);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);

  plots_fixture_listen_values (fixture->chart, "marker-moved", &moved);
  g_signal_connect (fixture->chart, "marker-moved", G_CALLBACK (on_moved_cb), NULL);
  frame = gw_plot_layout_get_frame (fixture->chart->layout);
  x = gw_plot_frame_get_x (frame, 0.5);
  y = gw_plot_frame_get_y (frame, 0.5);
  /* Nobody said that it can be moved. */
  gw_chart_set_zoomable (fixture->chart, FALSE);
  drag (fixture->drag, x, y, x + 0.2 * frame->width, y);
  g_assert_cmpuint (moved.n, ==, 0);
  gw_chart_set_marker_movable (fixture->chart, TRUE);
  drag (fixture->drag, x, y, x + 0.2 * frame->width, y - 0.1 * frame->height);
  g_assert_cmpuint (moved.n, ==, 5);
  g_assert_cmpfloat_with_epsilon (moved.low, 0.7, 0.01);
  g_assert_cmpfloat_with_epsilon (moved.high, 0.6, 0.01);
  /* Not beyond the axes. */
  drag (fixture->drag, x + 0.2 * frame->width, y - 0.1 * frame->height, 5000, -5000);
  g_assert_cmpfloat (moved.low, ==, 1);
  g_assert_cmpfloat (moved.high, ==, 1);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->chart));
  /* And the plot was not drawn again for any of it. */
  g_assert_true (fixture->chart->picture == picture);
  gw_chart_clear_marker (fixture->chart);
}

/* --- selection -------------------------------------------------------------------------------------- */

static void
test_selection_dims (Fixture *fixture, gconstpointer data)
{
  GwPlotMark car = gw_plot_find_key (fixture->plot, "class:Car");
  GwPlotMark pedestrian = gw_plot_find_key (fixture->plot, "class:Pedestrian");
  cairo_surface_t *before = get_picture (fixture);
  cairo_surface_t *after;
  double x, y;

  gw_chart_set_selected_key (fixture->chart, "class:Car");
  after = get_picture (fixture);
  get_middle (fixture, car, &x, &y);
  g_assert_cmphex (canvas_fixture_pixel (after, (int) x, (int) y), ==, canvas_fixture_pixel (before, (int) x, (int) y));
  get_middle (fixture, pedestrian, &x, &y);
  g_assert_cmphex (canvas_fixture_pixel (after, (int) x, (int) y), !=, canvas_fixture_pixel (before, (int) x, (int) y));
  cairo_surface_destroy (after);

  /* A key that no mark has is another chart's. */
  gw_chart_set_selected_key (fixture->chart, "bin:7");
  after = get_picture (fixture);
  g_assert_cmpfloat (get_difference (before, after), ==, 0);
  cairo_surface_destroy (after);
  cairo_surface_destroy (before);
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  gw_chart_set_selected_key (fixture->chart, "class:Car");
  activate (fixture, "chart.down");
  activate (fixture, "chart.escape");
  g_assert_null (gw_chart_get_selected_key (fixture->chart));
  g_assert_true (_gw_chart_has_mark (fixture->chart->walked));
  activate (fixture, "chart.escape");
  g_assert_false (_gw_chart_has_mark (fixture->chart->walked));
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
  g_test_add ("/chart/hover-tells", Fixture, "balance", set_up, test_hover_tells, tear_down);
  g_test_add ("/chart/hover-tells-bins", Fixture, "histogram", set_up, test_hover_tells, tear_down);
  g_test_add ("/chart/card-stays-inside", Fixture, "balance", set_up, test_card_stays_inside, tear_down);
  g_test_add ("/chart/click-and-key-are-one", Fixture, "balance", set_up, test_click_and_key_are_one, tear_down);
  g_test_add ("/chart/keys-reach-all", Fixture, "balance", set_up, test_keys_reach_all, tear_down);
  g_test_add ("/chart/keys-reach-all-bins", Fixture, "histogram", set_up, test_keys_reach_all, tear_down);
  g_test_add ("/chart/selection-dims", Fixture, "balance", set_up, test_selection_dims, tear_down);
  g_test_add ("/chart/escape", Fixture, "balance", set_up, test_escape, tear_down);
  g_test_add ("/chart/zoom", Fixture, "histogram", set_up, test_zoom, tear_down);
  g_test_add ("/chart/zoom-by-drag", Fixture, "histogram", set_up, test_zoom_by_drag, tear_down);
  g_test_add ("/chart/new-plot-and-view", Fixture, "histogram", set_up, test_new_plot_and_view, tear_down);
  g_test_add ("/chart/range", Fixture, "histogram", set_up, test_range, tear_down);
  g_test_add ("/chart/range-by-keys", Fixture, "histogram", set_up, test_range_by_keys, tear_down);
  g_test_add ("/chart/marker", Fixture, "curves", set_up, test_marker, tear_down);
  return g_test_run ();
}
