/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-agreement.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-number.h"
#include "gw-plot-pairs-private.h"

static char *
describe_count (double count, gpointer data)
{
  g_autofree char *rows = gw_plot_rows_count ((GwPlotRows) GPOINTER_TO_UINT (data), count);

  /* Translators: “41 images in common” */
  return g_strdup_printf (_ ("%s in common"), rows);
}

/* The pairs that agree most and least. FALSE where no pair has a figure. */
static gboolean
find_ends (const double *matrix, gsize n, gsize *high, gsize *low)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      {
        const gsize cell = i * n + j;

        if (isnan (matrix[cell]))
          continue;
        if (!any)
          *high = *low = cell;
        any = TRUE;
        if (matrix[cell] > matrix[*high])
          *high = cell;
        if (matrix[cell] < matrix[*low])
          *low = cell;
      }
  return any;
}

static void
set_summary (GwPlot *plot, const double *matrix, gsize n, const GwPlotAgreementOptions *options, gsize high, gsize low)
{
  g_autofree char *most = gw_plot_number_fixed (matrix[high], 3);
  g_autofree char *least = gw_plot_number_fixed (matrix[low], 3);
  g_autofree char *summary = NULL;

  if (high == low)
    summary = g_strdup_printf (_ ("Agreement by %s. %s and %s: %s."), options->measure, options->people[high / n],
                               options->people[high % n], most);
  else
    summary = g_strdup_printf (_ ("Agreement by %s. Highest: %s and %s, %s. Lowest: %s and %s, %s."), options->measure,
                               options->people[high / n], options->people[high % n], most, options->people[low / n],
                               options->people[low % n], least);
  gw_plot_set_summary (plot, summary);
}

GwPlot *
gw_plot_agreement_new (const double *matrix, gsize n, const GwPlotAgreementOptions *options)
{
  static const char *const csv[] = { "one", "other", "agreement", "n_shared", NULL };
  GwPlot *plot = gw_plot_new ("agreement");
  GwPlotPairs pairs = { .names = options->people,
                        .n = n,
                        .values = matrix,
                        .counts = options->n_shared,
                        .ramp = GW_PLOT_RAMP_SEQUENTIAL,
                        .measure = options->measure,
                        .prefix = "agreement:",
                        .csv = csv,
                        .without_diagonal = TRUE,
                        .describe_count = describe_count,
                        .data = GUINT_TO_POINTER (options->rows) };
  gsize high = 0, low = 0;
  g_autofree char *zero = gw_plot_number_fixed (0, 0);
  g_autofree char *whole = gw_plot_number_fixed (1, 0);

  gw_plot_set_title (plot, options->title, options->subtitle);
  if (n < 2)
    {
      gw_plot_set_message (plot, _ ("Only One Labeler"),
                           _ ("Agreement compares people. It needs answers of two at least."));
      return plot;
    }
  if (!find_ends (matrix, n, &high, &low))
    {
      gw_plot_set_message (plot, _ ("Nothing in Common"),
                           _ ("No two people have labeled the same images. Let several people label some of them."));
      return plot;
    }
  _gw_plot_pairs_add (plot, &pairs);
  gw_plot_set_color_bar (plot, GW_PLOT_RAMP_SEQUENTIAL, zero, whole);
  set_summary (plot, matrix, n, options, high, low);
  return plot;
}
