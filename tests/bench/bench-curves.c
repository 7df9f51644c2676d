/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench.h"
#include "frame-meter.h"

#include "gw-curves-bar.h"
#include "gw-curves-figures.h"
#include "gw-curves-page.h"
#include "gw-random.h"
#include "insights-fixtures.h"
#include "peer.h"

/* The Curves page over 10 million scores: how long its figures take, and how often its
 * threshold moves. A frame is the time that the page takes for a new threshold, and from
 * the beginning of the frame until the display server has answered after it. Needs a
 * display.
 */

#define N_ROWS 10000000
#define N_CLASSES 2
#define FRAMES 120
#define N_FRAMES gw_bench_amount (FRAMES, 6)

static GwClassRows *
make_rows (gsize n)
{
  GwClassRows *rows = gw_class_rows_new ();
  gw_random random;

  gw_random_init (&random, 1);
  g_ptr_array_add (rows->classes, g_strdup ("cat"));
  g_ptr_array_add (rows->classes, g_strdup ("owl"));
  rows->n = n;
  rows->binary = TRUE;
  rows->positive = 1;
  rows->truth = g_new (gint32, n);
  rows->scores = g_new (double, n *N_CLASSES);
  for (gsize i = 0; i < n; i++)
    {
      rows->truth[i] = gw_random_below (&random, 20) == 0;
      rows->scores[i * N_CLASSES + 1] = 0.7 * gw_random_real (&random)
                                        + (rows->truth[i] ? 0.3 : 0) * gw_random_real (&random);
      rows->scores[i * N_CLASSES] = 1 - rows->scores[i * N_CLASSES + 1];
    }
  return rows;
}

static GwCurvesFigures *
make_figures (GwClassRows *rows)
{
  g_autoptr (GPtrArray) no_classes = g_ptr_array_new ();
  const GwDataSet set = { .classes = no_classes };
  GwInsightsModel model = { .title = (char *) "m" };
  g_autoptr (GwClassCurves) curves = NULL;
  GwCurvesFigures *figures;
  const double memory = gw_bench_memory_begin ();
  double begin = gw_bench_wall_ms ();

  curves = gw_class_curves_new (rows, NULL, NULL);
  gw_class_curves_compute (curves, GW_CURVES_PART_LINES, NULL);
  gw_bench_report ("10 M scores sorted, areas and best thresholds (wall)", gw_bench_wall_ms () - begin, "ms", 0, NULL,
                   0);
  begin = gw_bench_wall_ms ();
  figures = gw_curves_figures_new (&set, &model, curves);
  gw_bench_report ("all seven charts of 10 M scores made (wall)", gw_bench_wall_ms () - begin, "ms", 0, NULL, 0);
  gw_bench_report ("memory for both", gw_bench_memory_peak (memory), "MB", 0, NULL, 0);
  return figures;
}

static void
move_threshold (InsightsFixture *fixture, const char *what, GwCurvesFigures *figures)
{
  GwCurvesBar *bar = GW_CURVES_BAR (insights_find (GTK_WIDGET (fixture->page), GW_TYPE_CURVES_BAR, 0));
  FrameMeter meter;
  g_autofree char *median = g_strdup_printf ("%s: frame", what);
  g_autofree char *most = g_strdup_printf ("%s: frame p90", what);
  double times[FRAMES], page[FRAMES], cpu[FRAMES];

  frame_meter_init (&meter, GTK_WIDGET (fixture->page));
  GW_INSIGHTS_PAGE_GET_CLASS (fixture->page)->show (fixture->page, figures);
  for (guint i = 0; i < 3; i++)
    frame_meter_next (&meter);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      const double begin = gw_bench_wall_ms (), begin_cpu = gw_bench_cpu_ms ();

      gw_curves_bar_set_threshold (bar, (i + 1.0) / (N_FRAMES + 1));
      page[i] = gw_bench_wall_ms () - begin;
      times[i] = page[i] + frame_meter_next (&meter);
      cpu[i] = gw_bench_cpu_ms () - begin_cpu;
    }
  gw_bench_report (median, gw_bench_quantile (times, N_FRAMES, 0.5), "ms", gw_bench_amount (16, 0), NULL, 0);
  gw_bench_report (most, gw_bench_quantile (times, N_FRAMES, 0.9), "ms", gw_bench_amount (16, 0), NULL, 0);
  gw_bench_report ("of which the processor", gw_bench_quantile (cpu, N_FRAMES, 0.5), "ms", 0, NULL, 0);
  gw_bench_report ("of which the page", gw_bench_quantile (page, N_FRAMES, 0.5), "ms", 0, NULL, 0);
  frame_meter_clear (&meter);
}

int
main (void)
{
  InsightsFixture fixture = { 0 };
  g_autoptr (GwClassRows) rows = NULL;
  g_autofree char *schemas = g_build_filename (g_getenv ("GW_TEST_BUILD_DIR"), "resources", "schemas", NULL);

  g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  /* The budgets are those of drawing in software. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  gtk_init ();
  adw_init ();
  insights_set_up (&fixture, NULL);
  insights_open (&fixture, gw_curves_page_new);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1400, 900);
  rows = make_rows (gw_bench_amount (N_ROWS, 10000));
  move_threshold (&fixture, "threshold of the Curves page over 10 M scores", make_figures (rows));
  insights_tear_down (&fixture, NULL);
  return EXIT_SUCCESS;
}
