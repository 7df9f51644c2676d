/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "bench.h"
#include "canvas-fixtures.h"
#include "frame-meter.h"
#include "gw-chart-private.h"
#include "plots-fixtures.h"

/* A chart of 1400 x 900 in a window: what a person waits for. A frame is the time from
 * its beginning until the display server has answered after it; what led to it (a motion,
 * a marker that moved) is added. Needs a display.
 */

#define WIDTH 1400
#define HEIGHT 900
#define FRAMES 120
#define N_FRAMES (int) gw_bench_amount (FRAMES, 6)
#define N_BARS 2000
#define N_POINTS gw_bench_amount (1000000, 30000)
#define BUDGET 16

typedef struct
{
  GwChart *chart;
  GtkWidget *window;
  FrameMeter meter;
} Stage;

static void
stage_init (Stage *stage, GwPlot *plot)
{
  *stage = (Stage) { .chart = GW_CHART (gw_chart_new ()) };
  gw_chart_set_plot (stage->chart, plot);
  gw_chart_set_zoomable (stage->chart, TRUE);
  stage->window = plots_fixture_show (stage->chart, WIDTH, HEIGHT);
  frame_meter_init (&stage->meter, GTK_WIDGET (stage->chart));
}

static void
stage_clear (Stage *stage)
{
  frame_meter_clear (&stage->meter);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  canvas_fixture_iterate ();
}

typedef void (*Step) (Stage *stage, int i);

static void
run (GwPlot *plot, const char *what, Step step, double budget)
{
  g_autofree char *median = g_strdup_printf ("%s: frame", what);
  g_autofree char *most = g_strdup_printf ("%s: frame p90", what);
  double times[FRAMES];
  Stage stage;

  stage_init (&stage, plot);
  frame_meter_next (&stage.meter);
  for (int i = 0; i < N_FRAMES; i++)
    {
      double begin = gw_bench_wall_ms (), led;

      step (&stage, i);
      led = gw_bench_wall_ms () - begin;
      times[i] = led + frame_meter_next (&stage.meter);
    }
  gw_bench_report (median, gw_bench_quantile (times, (gsize) N_FRAMES, 0.5), "ms", budget, NULL, 0);
  gw_bench_report (most, gw_bench_quantile (times, (gsize) N_FRAMES, 0.9), "ms", budget, NULL, 0);
  stage_clear (&stage);
}

static void
move_marker (Stage *stage, int i)
{
  g_autofree char *text = g_strdup_printf ("FPR %.3f\nTPR %.3f", i / (double) FRAMES, 0.5);

  gw_chart_set_marker (stage->chart, 100.0 * i / FRAMES, 300 + 3 * i, 0x289f68, text);
}

static void
move_pointer (Stage *stage, int i)
{
  g_signal_emit_by_name (canvas_fixture_controller (GTK_WIDGET (stage->chart), GTK_TYPE_EVENT_CONTROLLER_MOTION, 0),
                         "motion", 150.0 + 9 * i, 500.0);
}

static void
walk (Stage *stage, int i)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->chart), "chart.right", NULL);
}

static void
draw_again (Stage *stage, int i)
{
  _gw_chart_drop_layout (stage->chart);
}

static void
pan (Stage *stage, int i)
{
  if (i == 0)
    {
      gw_chart_zoom (stage->chart, 2);
      _gw_chart_begin_pan (stage->chart);
    }
  _gw_chart_pan_by (stage->chart, i < FRAMES / 2 ? 4.0 * i : 4.0 * (FRAMES - i), 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GwPlot) bars = plots_fixture_histogram (N_BARS);
  g_autoptr (GwPlot) points = plots_fixture_points (N_POINTS);

  /* The budgets are those of drawing in software. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  gtk_init ();
  adw_init ();
  run (bars, "chart of 2,000 bars, marker moved", move_marker, BUDGET);
  run (bars, "chart of 2,000 bars, pointer moved", move_pointer, BUDGET);
  run (bars, "chart of 2,000 bars, walked by keys", walk, BUDGET);
  run (bars, "chart of 2,000 bars, drawn anew", draw_again, BUDGET);
  run (bars, "chart of 2,000 bars, panned", pan, BUDGET);
  /* 30 of them a second are asked for. */
  run (points, "chart of 1 million points, panned", pan, 33);
  run (points, "chart of 1 million points, pointer moved", move_pointer, BUDGET);
  return 0;
}
