/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-bars.h"
#include "gw-plot-drift.h"
#include "gw-plot-histogram.h"
#include "gw-plot-line.h"
#include "gw-plot-number.h"
#include "gw-plot-transform.h"

#define TICKS 5

typedef struct
{
  const GwPlotOverlayOptions *options;
  GwHistogram reference;
  GwHistogram current;
  double n_reference, n_current; /* values in bins */
} Overlay;

static double
count_all (const GwHistogram *histogram)
{
  double n = 0;

  for (gsize i = 0; i < histogram->n_bins; i++)
    n += (double) histogram->counts[i];
  return n;
}

/* Bins by the rule over both together, then each side in them. */
static gboolean
count (Overlay *self, const double *reference, gsize n_reference, const double *current, gsize n_current,
       const GwRun *run)
{
  g_autofree double *both = g_try_new (double, MAX (n_reference + n_current, 1));
  GwHistogramOptions bins = { .rule = self->options->rule, .n_bins = MAX (self->options->n_bins, 1) };
  GwHistogram pooled = { 0 };
  gboolean ok;

  if (both == NULL)
    return FALSE;
  for (gsize i = 0; i < n_reference; i++)
    both[i] = reference[i];
  for (gsize i = 0; i < n_current; i++)
    both[n_reference + i] = current[i];
  if (!gw_status_has_values (gw_histogram (both, NULL, n_reference + n_current, &bins, &pooled, run)))
    return FALSE;
  bins = (GwHistogramOptions) {
    .rule = GW_BINS_GIVEN, .n_bins = pooled.n_bins, .has_range = TRUE, .low = pooled.low, .high = pooled.high
  };
  gw_histogram_clear (&pooled);
  ok = gw_status_has_values (gw_histogram (reference, NULL, n_reference, &bins, &self->reference, run))
       && gw_status_has_values (gw_histogram (current, NULL, n_current, &bins, &self->current, run));
  self->n_reference = ok ? count_all (&self->reference) : 0;
  self->n_current = ok ? count_all (&self->current) : 0;
  return ok;
}

static gboolean
varies (const double *values, gsize n, double *first)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (values[i]))
        continue;
      if (isnan (*first))
        *first = values[i];
      else if (values[i] != *first)
        return TRUE;
    }
  return FALSE;
}

/* --- marks -------------------------------------------------------------------------------- */

static char *
name_bin (const Overlay *self, gsize i)
{
  const double *edges = self->reference.edges;
  g_autofree char *range = gw_plot_format_range (edges[i], edges[i + 1], edges[i + 1] - edges[i]);

  return self->options->unit != NULL ? g_strdup_printf ("%s %s", range, self->options->unit) : g_steal_pointer (&range);
}

/* “12% of Training, 3,110 images” */
static char *
tell_side (const Overlay *self, const GwHistogram *side, double n, const char *name, gsize i)
{
  g_autofree char *share = gw_plot_number_percent_exact ((double) side->counts[i] / n);
  g_autofree char *rows = gw_plot_rows_count (self->options->rows, (double) side->counts[i]);

  /* Translators: a share of a side, and its count: “12.0% of Training, 3,110 images” */
  return g_strdup_printf (_ ("%s of %s, %s"), share, name, rows);
}

static char *
make_key (const Overlay *self, gsize i)
{
  char from[G_ASCII_DTOSTR_BUF_SIZE], to[G_ASCII_DTOSTR_BUF_SIZE];
  const double high = self->reference.edges[i + 1];

  return g_strconcat (
      "bin:", g_ascii_dtostr (from, sizeof from, self->reference.edges[i]), ":",
      g_ascii_dtostr (to, sizeof to, i + 1 == self->reference.n_bins ? nextafter (high, INFINITY) : high), NULL);
}

static GwPlotLayer *
make_bars (const Overlay *self)
{
  GwPlotLayer *layer = gw_plot_bars_new (FALSE);

  layer->name = g_strdup (self->options->reference);
  for (gsize i = 0; i < self->reference.n_bins; i++)
    {
      g_autofree char *name = name_bin (self, i);
      g_autofree char *value = tell_side (self, &self->reference, self->n_reference, self->options->reference, i);
      g_autofree char *context = tell_side (self, &self->current, self->n_current, self->options->current, i);
      g_autofree char *key = make_key (self, i);
      const GwPlotBar bar = { .begin = self->reference.edges[i],
                              .end = self->reference.edges[i + 1],
                              .to = 100 * (double) self->reference.counts[i] / self->n_reference,
                              .color = GW_PLOT_COLOR_CONTEXT,
                              .faint = TRUE,
                              .name = name,
                              .value = value,
                              .context = context,
                              .key = key };

      gw_plot_bars_add (layer, &bar);
    }
  return layer;
}

/* Along the tops of bars that are not drawn. */
static GwPlotLayer *
make_steps (const Overlay *self)
{
  const GwPlotLineStyle style = {
    .name = self->options->current, .color = GW_PLOT_COLOR_SERIES, .shape = GW_PLOT_LINE_STEP, .silent = TRUE
  };
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *y = g_array_new (FALSE, FALSE, sizeof (double));
  const gsize n = self->current.n_bins;
  const double none = 0;

  g_array_append_val (x, self->current.edges[0]);
  g_array_append_val (y, none);
  for (gsize i = 0; i < n; i++)
    {
      const double share = 100 * (double) self->current.counts[i] / self->n_current;

      g_array_append_val (x, self->current.edges[i]);
      g_array_append_val (y, share);
    }
  g_array_append_val (x, self->current.edges[n]);
  g_array_append_val (y, none);
  return gw_plot_line_new (x, y, &style);
}

/* --- all of it ---------------------------------------------------------------------------------- */

static void
fill (const Overlay *self, GwPlot *plot)
{
  const GwPlotOverlayOptions *options = self->options;
  const GwPlotTransform none = { 0 };
  g_autofree char *axis = gw_plot_transform_get_title (&none, options->name, options->unit);
  g_autofree char *share = g_strdup_printf (_ ("Share of %s (%%)"), gw_plot_rows_get_noun (options->rows));
  g_autofree char *n_reference = gw_plot_rows_count (options->rows, self->n_reference);
  g_autofree char *n_current = gw_plot_rows_count (options->rows, self->n_current);
  g_autofree char *name = gw_plot_lower_first (options->name);
  g_autofree char *summary = g_strdup_printf (_ ("Distribution of %s: %s with %s, and %s with %s."), name,
                                              options->reference, n_reference, options->current, n_current);
  double most = 0;
  GwPlotScale y;

  for (gsize i = 0; i < self->reference.n_bins; i++)
    most = MAX (most, MAX (100 * (double) self->reference.counts[i] / self->n_reference,
                           100 * (double) self->current.counts[i] / self->n_current));
  y = gw_plot_scale_linear (0, most);
  gw_plot_scale_round_out (&y, TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (self->reference.low, self->reference.high), axis,
                    GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, y, share, GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_STILL);
  gw_plot_add_layer (plot, make_bars (self));
  gw_plot_add_layer (plot, make_steps (self));
  gw_plot_add_legend (plot, GW_PLOT_SAMPLE_AREA, GW_PLOT_COLOR_CONTEXT, 0, options->reference, NULL);
  gw_plot_add_legend (plot, GW_PLOT_SAMPLE_LINE, GW_PLOT_COLOR_SERIES, 0, options->current, NULL);
  gw_plot_set_summary (plot, summary);
}

GwPlot *
gw_plot_overlay_new (const double *reference, gsize n_reference, const double *current, gsize n_current,
                     const GwPlotOverlayOptions *options, const GwRun *run)
{
  GwPlot *plot;
  Overlay self = { .options = options };
  double first = NAN;
  gboolean differ;

  if (!count (&self, reference, n_reference, current, n_current, run))
    {
      gw_histogram_clear (&self.reference);
      gw_histogram_clear (&self.current);
      return NULL;
    }
  plot = gw_plot_new ("overlay");
  gw_plot_set_title (plot, options->title != NULL ? options->title : options->name, options->subtitle);
  differ = varies (reference, n_reference, &first);
  differ = varies (current, n_current, &first) || differ;
  if (self.n_reference == 0 || self.n_current == 0)
    {
      g_autofree char *body = g_strdup_printf (_ ("%s has no values."),
                                               self.n_reference == 0 ? options->reference : options->current);

      gw_plot_set_message (plot, _ ("Nothing to Compare"), body);
    }
  else if (!differ)
    gw_plot_set_message (plot, _ ("All Values Are Equal"), _ ("A distribution needs values that differ."));
  else
    fill (&self, plot);
  gw_histogram_clear (&self.reference);
  gw_histogram_clear (&self.current);
  return plot;
}
