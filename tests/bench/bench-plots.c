/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person waits for at large charts: a confusion matrix of 1,000 classes from its
 * counts to the pixels, a million points that are panned, the histogram of 25 million rows
 * shown and with other bins, and the ROC and precision–recall curves of 10 million scores.
 * All of 680 × 430 on one thread, but for counting; and the memory that each takes.
 */

#include <math.h>
#include <string.h>

#include "bench.h"
#include "gw-plot-confusion.h"
#include "gw-plot-curves.h"
#include "gw-plot-histogram.h"
#include "gw-plot-layout.h"
#include "gw-plot-scatter.h"
#include "gw-random.h"
#include "gw-score-table.h"

#define WIDTH 680
#define HEIGHT 430
#define N_CLASSES 1000
#define N_POINTS 1000000
#define N_VALUES 25000000
#define N_SCORES 10000000
#define N_FRAMES 60
#define MOST_ROUNDS 5

static cairo_t *
new_picture (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

/* x, y (nullable): what is seen. */
static void
draw (GwPlot *plot, cairo_t *cr, const GwPlotScale *x, const GwPlotScale *y)
{
  const GwPlotStyle style = { 0 };
  g_autoptr (GwPlotLayout) layout = NULL;

  layout = gw_plot_layout_new (plot, &style, WIDTH, HEIGHT, x, y);
  gw_plot_layout_draw (layout, cr, NULL);
}

/* The most that it takes from here on; where the system cannot start anew, since ever. */
static double
start_memory (void)
{
  FILE *reset = fopen ("/proc/self/clear_refs", "w");
  g_autofree char *status = NULL;
  const char *line;

  if (reset != NULL)
    {
      fputs ("5", reset);
      fclose (reset);
    }
  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024 : 0;
}

static double
most_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024 : 0;
}

static void
report_time (const char *name, double *values, guint n, double budget)
{
  gw_bench_report (name, gw_bench_quantile (values, n, 0.5), "ms", gw_bench_amount (1, 0) ? budget : 0, NULL, 0);
}

/* Since before, without what the caller had. */
static void
report_memory (const char *name, double before)
{
  gw_bench_report (name, most_memory () - before, "MB", 0, NULL, 0);
}

/* --- confusion matrix --------------------------------------------------------------- */

/* A classifier that takes each class for its four neighbours most. */
static double *
make_matrix (gsize n)
{
  double *matrix = g_new0 (double, n *n);
  gw_random random;

  gw_random_init (&random, 3);
  for (gsize i = 0; i < n; i++)
    for (guint j = 0; j < 400; j++)
      {
        const double kind = gw_random_real (&random);
        const gsize called = kind < 0.7    ? i
                             : kind < 0.95 ? (i + n - 2 + (gsize) gw_random_below (&random, 5)) % n
                                           : (gsize) gw_random_below (&random, n);

        matrix[i * n + called]++;
      }
  return matrix;
}

static void
run_confusion (GwConfusionOrder order, const char *name)
{
  const gsize n = gw_bench_amount (N_CLASSES, 50);
  const guint rounds = gw_bench_amount (MOST_ROUNDS, 1);
  g_autofree double *matrix = make_matrix (n);
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_free);
  GwPlotConfusionOptions options = { .rows = GW_PLOT_ROWS_IMAGES, .by = GW_NORMALISE_TRUE, .order = order };
  const double before = start_memory ();
  double times[MOST_ROUNDS];
  cairo_t *cr = new_picture ();

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (classes, g_strdup_printf ("A class of some name, %zu", i));
  options.classes = (const char *const *) classes->pdata;
  for (guint i = 0; i < rounds; i++)
    {
      const double begin = gw_bench_cpu_ms ();
      g_autoptr (GwPlot) plot = gw_plot_confusion_new (matrix, n, &options);

      draw (plot, cr, NULL, NULL);
      times[i] = gw_bench_cpu_ms () - begin;
    }
  cairo_destroy (cr);
  report_time (name, times, rounds, 100);
  if (order == GW_CONFUSION_ORDER_GIVEN)
    report_memory ("confusion matrix of 1,000 classes, memory", before);
}

/* --- points --------------------------------------------------------------------------- */

static void
run_points (void)
{
  const guint n = gw_bench_amount (N_POINTS, 30000), frames = gw_bench_amount (N_FRAMES, 2);
  const GwPlotScatterOptions options = { .x_name = "x", .y_name = "y" };
  GArray *x = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  GArray *y = g_array_sized_new (FALSE, FALSE, sizeof (double), n);
  g_autoptr (GwPlot) plot = NULL;
  g_autofree double *times = g_new (double, frames);
  cairo_t *cr = new_picture ();
  GwPlotScale x_view, y_view;
  double before, begin;
  gw_random random;

  gw_random_init (&random, 7);
  for (guint i = 0; i < n; i++)
    {
      const double across = gw_random_real (&random) + gw_random_real (&random) + gw_random_real (&random);
      const double up = across * gw_random_real (&random) + gw_random_real (&random);

      g_array_append_val (x, across);
      g_array_append_val (y, up);
    }
  before = start_memory ();
  begin = gw_bench_cpu_ms ();
  plot = gw_plot_scatter_new (x, y, &options);
  draw (plot, cr, NULL, NULL);
  gw_bench_report ("scatter of 1 M points, shown", gw_bench_cpu_ms () - begin, "ms", 0, NULL, 0);

  x_view = gw_plot_scale_copy (&gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->scale);
  y_view = gw_plot_scale_copy (&gw_plot_get_axis (plot, GW_PLOT_AXIS_Y)->scale);
  gw_plot_scale_zoom (&x_view, 0, 1.5, &gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->scale);
  gw_plot_scale_zoom (&y_view, 0.5, 1.2, &gw_plot_get_axis (plot, GW_PLOT_AXIS_Y)->scale);
  for (guint i = 0; i < frames; i++)
    {
      begin = gw_bench_cpu_ms ();
      gw_plot_scale_pan (&x_view, 0.005, &gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->scale);
      draw (plot, cr, &x_view, &y_view);
      times[i] = gw_bench_cpu_ms () - begin;
    }
  gw_plot_scale_clear (&x_view);
  gw_plot_scale_clear (&y_view);
  cairo_destroy (cr);
  report_time ("scatter of 1 M points, a frame of panning", times, frames, 1000.0 / 30);
  report_memory ("scatter of 1 M points, memory beside the points", before);
}

/* --- histogram ------------------------------------------------------------------------- */

static double
show_histogram (const double *values, gsize n, const GwPlotHistogramOptions *options, cairo_t *cr, double *cpu)
{
  const double begin = gw_bench_wall_ms (), cpu_begin = gw_bench_cpu_ms ();
  g_auto (GwPlotHistogramCounts) counts = { 0 };
  g_autoptr (GwPlot) plot = NULL;

  if (!gw_plot_histogram_count (values, n, options, NULL, &counts))
    g_error ("no counts");
  plot = gw_plot_histogram_new_counted (&counts, options);
  draw (plot, cr, NULL, NULL);
  *cpu = gw_bench_cpu_ms () - cpu_begin;
  return gw_bench_wall_ms () - begin;
}

static void
run_histogram (void)
{
  const gsize n = gw_bench_amount (N_VALUES, 25000);
  const guint rounds = gw_bench_amount (MOST_ROUNDS, 1);
  g_autofree double *values = g_new (double, n);
  GwPlotHistogramOptions options = { .name = "Box area", .rule = GW_BINS_AUTO };
  double by_rule[MOST_ROUNDS], again[MOST_ROUNDS], by_rule_cpu[MOST_ROUNDS], again_cpu[MOST_ROUNDS], before;
  cairo_t *cr = new_picture ();
  gw_random random;

  gw_random_init (&random, 10);
  for (gsize i = 0; i < n; i++)
    values[i] = gw_random_real (&random) + gw_random_real (&random) + gw_random_real (&random);
  before = start_memory ();
  for (guint i = 0; i < rounds; i++)
    {
      options.rule = GW_BINS_AUTO;
      by_rule[i] = show_histogram (values, n, &options, cr, &by_rule_cpu[i]);
      options.rule = GW_BINS_GIVEN;
      options.n_bins = 40 + 10 * i;
      again[i] = show_histogram (values, n, &options, cr, &again_cpu[i]);
    }
  cairo_destroy (cr);
  report_time ("histogram of 25 M rows shown, automatic bins, wall", by_rule, rounds, 300);
  report_time ("histogram of 25 M rows, another number of bins, wall", again, rounds, 100);
  report_time ("histogram of 25 M rows shown, automatic bins, all processors", by_rule_cpu, rounds, 0);
  report_time ("histogram of 25 M rows, another number of bins, all processors", again_cpu, rounds, 0);
  report_memory ("histogram of 25 M rows, memory beside the values", before);
}

/* --- curves ----------------------------------------------------------------------------- */

typedef GwPlot *(*CurveFunc) (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options);

static void
run_curve (const char *name, CurveFunc func, const GwScoreTable *table)
{
  const guint rounds = gw_bench_amount (MOST_ROUNDS, 1);
  const GwPlotCurve curve = { .name = "Cyclist", .color = 0x289f68, .table = table };
  const GwPlotCurveOptions options = { 0 };
  double times[MOST_ROUNDS];
  cairo_t *cr = new_picture ();

  for (guint i = 0; i < rounds; i++)
    {
      const double begin = gw_bench_cpu_ms ();
      g_autoptr (GwPlot) plot = func (&curve, 1, &options);

      draw (plot, cr, NULL, NULL);
      times[i] = gw_bench_cpu_ms () - begin;
    }
  cairo_destroy (cr);
  report_time (name, times, rounds, 0);
}

static void
run_curves (void)
{
  const gsize n = gw_bench_amount (N_SCORES, 10000);
  g_autofree gint32 *truth = g_new (gint32, n);
  g_autofree double *score = g_new (double, n);
  GwScoreTable *table = NULL;
  gw_random random;
  double before;

  gw_random_init (&random, 5);
  for (gsize i = 0; i < n; i++)
    {
      truth[i] = gw_random_real (&random) < 0.3;
      score[i] = 0.7 * gw_random_real (&random) + (truth[i] ? 0.3 : 0) * gw_random_real (&random);
    }
  if (gw_score_table_new (truth, score, NULL, n, &table, NULL) != GW_STATUS_OK)
    g_error ("no table");
  before = start_memory ();
  run_curve ("ROC of 10 M sorted scores, made and drawn", gw_plot_roc_new, table);
  run_curve ("precision and recall of 10 M sorted scores, made and drawn", gw_plot_pr_new, table);
  report_memory ("curves of 10 M scores, memory beside the table", before);
  gw_score_table_free (table);
}

int
main (void)
{
  run_confusion (GW_CONFUSION_ORDER_GIVEN, "confusion matrix of 1,000 classes, made and drawn");
  run_confusion (GW_CONFUSION_ORDER_CONFUSED, "confusion matrix of 1,000 classes, the confused side by side");
  run_points ();
  run_curves ();
  run_histogram ();

  return EXIT_SUCCESS;
}
