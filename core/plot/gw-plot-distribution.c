/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-distribution.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-boxes.h"
#include "gw-plot-number.h"
#include "gw-plot-violins.h"

/* Places at which a density is worked out. */
#define N_PLACES 160
/* Beyond the outermost values, of their range. */
#define ROOM 0.04

/* One group's figures in words. */
typedef struct
{
  GwBoxPlot figures;
  guint32 *outliers;
  char *value;
  char *context;
} Summary;

static void
summary_clear (Summary *self)
{
  g_free (self->outliers);
  g_free (self->value);
  g_free (self->context);
}

static char *
with_unit (double value, const char *unit)
{
  g_autofree char *number = gw_plot_number_quantity (value);

  /* Translators: a number and its unit: “8,106 pixels” */
  return unit != NULL ? g_strdup_printf (_ ("%s %s"), number, unit) : g_steal_pointer (&number);
}

static void
summary_init (Summary *self, const GwPlotGroup *group, const GwPlotDistributionOptions *options)
{
  g_autofree char *median = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  *self = (Summary) { .outliers = g_new (guint32, MAX (group->n, 1)) };
  if (gw_box_plot (group->values, group->n, GW_BOX_PLOT_REACH, &self->figures, self->outliers) != GW_STATUS_OK
      || self->figures.n == 0)
    {
      self->figures = (GwBoxPlot) { .n_excluded = group->n };
      self->value = g_strdup (_ ("No values"));
      return;
    }
  median = with_unit (self->figures.median, options->unit);
  rows = gw_plot_rows_count (options->rows, self->figures.n);
  low = gw_plot_number_quantity (self->figures.q1);
  high = gw_plot_number_quantity (self->figures.q3);
  self->value = g_strdup_printf (_ ("Median %s"), median);
  if (self->figures.q1 == self->figures.q3 && self->figures.n_outliers == 0)
    self->context = g_strdup_printf (_ ("All values are equal, %s"), rows);
  else
    self->context = g_strdup_printf (ngettext ("Quartiles %s and %s, %s, %zu outlier",
                                               "Quartiles %s and %s, %s, %zu outliers", self->figures.n_outliers),
                                     low, high, rows, self->figures.n_outliers);
}

static GwPlotScale
make_value_scale (const double range[2], gboolean log)
{
  const double room = ROOM * (range[1] - range[0]);

  if (!log)
    return gw_plot_scale_linear (range[0] - room, range[1] + room);
  return gw_plot_scale_log (range[0], range[1]);
}

/* The least value above 0, where a logarithmic axis begins. */
static double
find_least_positive (const GwPlotGroup *groups, gsize n_groups)
{
  double least = INFINITY;

  for (gsize i = 0; i < n_groups; i++)
    for (gsize j = 0; j < groups[i].n; j++)
      if (groups[i].values[j] > 0 && groups[i].values[j] < least)
        least = groups[i].values[j];
  return least;
}

static void
set_axes (GwPlot *plot, const GwPlotLayer *layer, const GwPlotGroup *groups, gsize n_groups,
          const GwPlotDistributionOptions *options)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = options->unit != NULL ? g_strdup_printf (_ ("%s (%s)"), options->name, options->unit)
                                                 : g_strdup (options->name);
  double x[2] = { INFINITY, -INFINITY }, y[2] = { INFINITY, -INFINITY };
  double *range = options->horizontal ? x : y;
  GwPlotScale along, across;
  const gboolean log = options->log && isfinite (find_least_positive (groups, n_groups));

  layer->klass->get_extent (layer, x, y);
  if (log)
    range[0] = MAX (range[0], find_least_positive (groups, n_groups));
  along = make_value_scale (range, log);
  for (gsize i = 0; i < n_groups; i++)
    g_ptr_array_add (names, g_strdup (groups[i].name));
  across = gw_plot_scale_category (names);
  across.reversed = options->horizontal;
  if (options->horizontal)
    {
      gw_plot_set_axis (plot, GW_PLOT_AXIS_X, along, title, GW_PLOT_AXIS_GRID);
      gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, across, NULL, GW_PLOT_AXIS_NO_TICKS);
    }
  else
    {
      gw_plot_set_axis (plot, GW_PLOT_AXIS_X, across, NULL, GW_PLOT_AXIS_NO_TICKS);
      gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, along, title, GW_PLOT_AXIS_GRID);
    }
}

/* The groups of the greatest and the least median. */
static void
set_summary (GwPlot *plot, const Summary *summaries, const GwPlotGroup *groups, gsize n_groups,
             const GwPlotDistributionOptions *options, const char *first)
{
  gsize high = 0, low = 0, n = 0, excluded = 0;
  g_autofree char *most = NULL;
  g_autofree char *least = NULL;
  g_autofree char *summary = NULL;

  for (gsize i = 0; i < n_groups; i++)
    {
      excluded += summaries[i].figures.n_excluded;
      if (summaries[i].figures.n == 0)
        continue;
      if (n++ == 0)
        high = low = i;
      if (summaries[i].figures.median > summaries[high].figures.median)
        high = i;
      if (summaries[i].figures.median < summaries[low].figures.median)
        low = i;
    }
  most = with_unit (summaries[high].figures.median, options->unit);
  least = with_unit (summaries[low].figures.median, options->unit);
  if (high == low)
    summary = g_strdup_printf (_ ("%s %s: median %s."), first, groups[high].name, most);
  else
    summary = g_strdup_printf (_ ("%s Largest median: %s, %s. Smallest: %s, %s."), first, groups[high].name, most,
                               groups[low].name, least);
  gw_plot_set_summary (plot, summary);
  if (excluded > 0)
    {
      g_autofree char *rows = gw_plot_rows_count (options->rows, excluded);
      g_autofree char *note = g_strdup_printf (_ ("Left out, without a number: %s."), rows);

      gw_plot_set_note (plot, note);
    }
}

static gboolean
has_values (const Summary *summaries, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (summaries[i].figures.n > 0)
      return TRUE;
  return FALSE;
}

static Summary *
make_summaries (const GwPlotGroup *groups, gsize n_groups, const GwPlotDistributionOptions *options)
{
  Summary *summaries = g_new0 (Summary, MAX (n_groups, 1));

  for (gsize i = 0; i < n_groups; i++)
    summary_init (&summaries[i], &groups[i], options);
  return summaries;
}

static void
free_summaries (Summary *summaries, gsize n)
{
  for (gsize i = 0; i < n; i++)
    summary_clear (&summaries[i]);
  g_free (summaries);
}

/* Axes, summary, and the message where there is nothing. */
static GwPlot *
finish (GwPlot *plot, GwPlotLayer *layer, const Summary *summaries, const GwPlotGroup *groups, gsize n_groups,
        const GwPlotDistributionOptions *options, const char *first)
{
  gw_plot_set_title (plot, options->title, options->subtitle);
  if (!has_values (summaries, n_groups))
    {
      gw_plot_set_message (plot, _ ("No Values"),
                           _ ("No row has a number here. Choose another column, or another filter."));
      gw_plot_layer_free (layer);
      return plot;
    }
  set_axes (plot, layer, groups, n_groups, options);
  gw_plot_add_layer (plot, layer);
  set_summary (plot, summaries, groups, n_groups, options, first);
  return plot;
}

GwPlot *
gw_plot_box_new (const GwPlotGroup *groups, gsize n_groups, const GwPlotDistributionOptions *options)
{
  GwPlotLayer *layer = gw_plot_boxes_new (options->horizontal, options->notched);
  Summary *summaries = make_summaries (groups, n_groups, options);
  /* Translators: the argument is a column */
  g_autofree char *first = g_strdup_printf (_ ("Box plot, %s."), options->name);
  GwPlot *plot;

  for (gsize i = 0; i < n_groups; i++)
    {
      const GwPlotBox box = { .name = groups[i].name,
                              .color = groups[i].color,
                              .pattern = (guint) i,
                              .key = groups[i].key,
                              .value = summaries[i].value,
                              .context = summaries[i].context,
                              .figures = summaries[i].figures,
                              .values = groups[i].values,
                              .outliers = summaries[i].outliers,
                              .unit = options->unit };

      gw_plot_boxes_add (layer, &box);
    }
  plot = finish (gw_plot_new ("box"), layer, summaries, groups, n_groups, options, first);
  free_summaries (summaries, n_groups);
  return plot;
}

/* FALSE when it was cancelled. */
static gboolean
add_violin (GwPlotLayer *layer, const GwPlotGroup *group, gsize i, const Summary *summary, const GwRun *run)
{
  GwPlotViolin violin = { .name = group->name,
                          .color = group->color,
                          .pattern = (guint) i,
                          .key = group->key,
                          .value = summary->value,
                          .context = summary->context,
                          .figures = summary->figures,
                          .at = g_array_new (FALSE, TRUE, sizeof (double)),
                          .density = g_array_new (FALSE, TRUE, sizeof (double)) };
  double low = INFINITY, high = -INFINITY, bandwidth;
  gw_status status = GW_STATUS_OK;

  for (gsize j = 0; j < group->n; j++)
    if (isfinite (group->values[j]))
      {
        low = MIN (low, group->values[j]);
        high = MAX (high, group->values[j]);
      }
  if (gw_kde_bandwidth (group->values, NULL, group->n, GW_KDE_SCOTT, &bandwidth) == GW_STATUS_OK
      && isfinite (high - low))
    {
      g_array_set_size (violin.at, N_PLACES);
      g_array_set_size (violin.density, N_PLACES);
      for (guint j = 0; j < N_PLACES; j++)
        g_array_index (violin.at, double, j) = low + (high - low) * j / (N_PLACES - 1);
      status = gw_kde (group->values, NULL, group->n, bandwidth, (double *) (gpointer) violin.at->data, N_PLACES,
                       (double *) (gpointer) violin.density->data, NULL, run);
    }
  gw_plot_violins_add (layer, &violin);
  return status != GW_STATUS_CANCELLED;
}

GwPlot *
gw_plot_violin_new (const GwPlotGroup *groups, gsize n_groups, const GwPlotDistributionOptions *options,
                    const GwRun *run)
{
  GwPlotLayer *layer = gw_plot_violins_new (options->horizontal);
  Summary *summaries = make_summaries (groups, n_groups, options);
  /* Translators: the argument is a column */
  g_autofree char *first = g_strdup_printf (_ ("Violin plot, %s."), options->name);
  GwPlot *plot = NULL;
  gboolean done = TRUE;

  for (gsize i = 0; i < n_groups && done; i++)
    done = add_violin (layer, &groups[i], i, &summaries[i], run);
  if (done)
    plot = finish (gw_plot_new ("violin"), layer, summaries, groups, n_groups, options, first);
  else
    gw_plot_layer_free (layer);
  free_summaries (summaries, n_groups);
  return plot;
}
