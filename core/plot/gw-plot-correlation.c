/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-correlation.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-number.h"
#include "gw-plot-pairs-private.h"
#include "gw-plot-rows.h"

static char *
describe_count (double count, gpointer data)
{
  return gw_plot_rows_count (GW_PLOT_ROWS_ROWS, count);
}

/* FALSE where no two columns have a coefficient. */
static gboolean
find_strongest (const double *matrix, gsize n, gsize *cell)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      if (!isnan (matrix[i * n + j]) && (!any || fabs (matrix[i * n + j]) > fabs (matrix[*cell])))
        {
          any = TRUE;
          *cell = i * n + j;
        }
  return any;
}

static void
finish (GwPlot *plot, const double *matrix, const double *counts, gsize n, const GwPlotCorrelationOptions *options)
{
  static const char *const csv[] = { "one", "other", "correlation", "n", NULL };
  const char *measure = options->kind == GW_CORRELATION_SPEARMAN ? _ ("Spearman's ρ") : _ ("Pearson's r");
  const GwPlotPairs pairs = { .names = options->columns,
                              .n = n,
                              .values = matrix,
                              .counts = counts,
                              .ramp = GW_PLOT_RAMP_DIVERGING,
                              .measure = measure,
                              .prefix = "correlation:",
                              .csv = csv,
                              .describe_count = describe_count };
  g_autofree char *low = gw_plot_number_fixed (-1, 0);
  g_autofree char *high = gw_plot_number_fixed (1, 0);
  g_autofree char *number = NULL;
  g_autofree char *summary = NULL;
  gsize cell = 0;

  if (!find_strongest (matrix, n, &cell))
    {
      gw_plot_set_message (plot, _ ("No Correlation"),
                           _ ("No two columns vary in the same rows. Choose columns with more values."));
      return;
    }
  _gw_plot_pairs_add (plot, &pairs);
  gw_plot_set_color_bar (plot, GW_PLOT_RAMP_DIVERGING, low, high);
  number = gw_plot_number_fixed (matrix[cell], 2);
  /* Translators: a name of a measure, two columns, a number */
  summary = g_strdup_printf (_ ("Correlation, %s. Strongest: %s and %s, %s."), measure, options->columns[cell / n],
                             options->columns[cell % n], number);
  gw_plot_set_summary (plot, summary);
}

GwPlot *
gw_plot_correlation_new (const double *values, gsize n, gsize n_columns, const GwPlotCorrelationOptions *options,
                         const GwRun *run)
{
  GwPlot *plot = gw_plot_new ("correlation");
  g_autofree double *matrix = g_new (double, MAX (n_columns * n_columns, 1));
  g_autofree guint64 *n_used = g_new0 (guint64, MAX (n_columns * n_columns, 1));
  g_autofree double *counts = g_new (double, MAX (n_columns * n_columns, 1));
  gw_status status;

  gw_plot_set_title (plot, options->title, options->subtitle);
  if (n_columns < 2)
    {
      gw_plot_set_message (plot, _ ("Only One Column"),
                           _ ("A correlation is that of two columns. Choose another one besides."));
      return plot;
    }
  status = gw_correlation (values, n, n_columns, options->kind, matrix, n_used, run);
  if (status == GW_STATUS_CANCELLED)
    {
      gw_plot_unref (plot);
      return NULL;
    }
  for (gsize i = 0; i < n_columns * n_columns; i++)
    {
      if (!gw_status_has_values (status))
        matrix[i] = NAN;
      counts[i] = (double) n_used[i];
    }
  finish (plot, matrix, counts, n_columns, options);
  return plot;
}
