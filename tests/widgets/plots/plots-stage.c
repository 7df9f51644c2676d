/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "plots-stage.h"

#include <stdlib.h>

#include "canvas-fixtures.h"
#include "gw-test-wait.h"
#include "plots-fixtures.h"

static GtkEventController *
get_controller (GwChart *chart, GType type, guint n)
{
  return canvas_fixture_controller (GTK_WIDGET (chart), type, n);
}

void
plots_stage_set_up (PlotsStage *stage, gconstpointer data)
{
  stage->chart = GW_CHART (gw_chart_new ());
  stage->plot = plots_fixture_new (data);
  gw_chart_set_plot (stage->chart, stage->plot);
  gw_chart_set_zoomable (stage->chart, TRUE);
  stage->window = plots_fixture_show (stage->chart, PLOTS_STAGE_WIDTH, PLOTS_STAGE_HEIGHT);
  stage->motion = get_controller (stage->chart, GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);
  stage->scroll = get_controller (stage->chart, GTK_TYPE_EVENT_CONTROLLER_SCROLL, 0);
  stage->drag = get_controller (stage->chart, GTK_TYPE_GESTURE_DRAG, 0);
  stage->middle = get_controller (stage->chart, GTK_TYPE_GESTURE_DRAG, 1);
  stage->click = get_controller (stage->chart, GTK_TYPE_GESTURE_CLICK, 0);
}

static gboolean
is_gone (gpointer data)
{
  return ((const PlotsStage *) data)->chart == NULL;
}

void
plots_stage_tear_down (PlotsStage *stage, gconstpointer data)
{
  GwChart *chart = stage->chart;

  g_object_add_weak_pointer (G_OBJECT (chart), (gpointer *) &stage->chart);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  /* Nobody else holds it for long: a file that is being written does. */
  gw_test_wait (is_gone, stage);
  gw_plot_unref (stage->plot);
}

/* --- help -------------------------------------------------------------------------------------- */

void
plots_stage_activate (PlotsStage *stage, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (stage->chart), action, NULL));
}

void
plots_stage_move_to (PlotsStage *stage, double x, double y)
{
  g_signal_emit_by_name (stage->motion, "motion", x, y);
}

void
plots_stage_click_at (PlotsStage *stage, double x, double y, int n_press)
{
  g_signal_emit_by_name (stage->click, "pressed", n_press, x, y);
  g_signal_emit_by_name (stage->click, "released", n_press, x, y);
}

void
plots_stage_drag (GtkEventController *gesture, double x0, double y0, double x1, double y1)
{
  g_signal_emit_by_name (gesture, "drag-begin", x0, y0);
  for (int i = 1; i <= 5; i++)
    g_signal_emit_by_name (gesture, "drag-update", (x1 - x0) * i / 5, (y1 - y0) * i / 5);
  g_signal_emit_by_name (gesture, "drag-end", x1 - x0, y1 - y0);
}

void
plots_stage_get_middle (PlotsStage *stage, GwPlotMark mark, double *x, double *y)
{
  graphene_rect_t box;

  g_assert_true (gw_chart_get_mark_box (stage->chart, mark, &box));
  *x = box.origin.x + box.size.width / 2;
  *y = box.origin.y + box.size.height / 2;
}

char *
plots_stage_get_text (PlotsStage *stage, GwPlotMark mark)
{
  g_auto (GwPlotReadout) readout = { .color = GW_PLOT_COLOR_NONE };

  gw_plot_describe (stage->plot, mark, &readout);
  return gw_plot_readout_to_text (&readout);
}

char *
plots_stage_get_card (PlotsStage *stage)
{
  if (!gtk_widget_get_child_visible (stage->chart->card))
    return NULL;
  return gw_chart_card_get_text (GW_CHART_CARD (stage->chart->card));
}

double
plots_stage_get_difference (cairo_surface_t *a, cairo_surface_t *b)
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

cairo_surface_t *
plots_stage_get_picture (PlotsStage *stage)
{
  return canvas_fixture_picture (GTK_WIDGET (stage->chart));
}
