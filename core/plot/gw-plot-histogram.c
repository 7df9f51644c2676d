/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-histogram.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-moments.h"
#include "gw-plot-bars.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"
#include "gw-quantile.h"

#define KEY "bin:"
/* Of the axis of counts. */
#define TICKS 5

/* --- counting -------------------------------------------------------------------------- */

static void
find_range (const double *values, gsize n, GwPlotHistogramCounts *counts)
{
  double low = INFINITY, high = -INFINITY;
  gsize n_missing = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (values[i]))
        n_missing++;
      else
        {
          low = MIN (low, values[i]);
          high = MAX (high, values[i]);
        }
    }
  counts->low = n_missing < n ? low : NAN;
  counts->high = n_missing < n ? high : NAN;
  counts->n_missing = n_missing;
}

/* Bins for what the transform makes of the values. */
static GwHistogramOptions
choose_bins (const GwPlotHistogramOptions *options, const GwPlotHistogramCounts *counts)
{
  GwHistogramOptions bins = { .rule = options->rule, .n_bins = MAX (options->n_bins, 1) };
  double ends[2] = { counts->low, counts->high };

  if (options->has_range && options->low < options->high)
    {
      ends[0] = options->low;
      ends[1] = options->high;
    }
  gw_plot_transform_apply (&counts->transform, ends, 2, ends);
  bins.has_range = options->has_range && isfinite (ends[0]) && isfinite (ends[1]);
  if (options->width > 0 && isfinite (options->width) && isfinite (ends[0]))
    {
      const double first = floor (ends[0] / options->width);
      const double n = MAX (floor (ends[1] / options->width) - first + 1, 1);

      if (n <= GW_HISTOGRAM_MAX_BINS)
        {
          bins = (GwHistogramOptions) { .rule = GW_BINS_GIVEN, .n_bins = (size_t) n, .has_range = TRUE };
          ends[0] = first * options->width;
          ends[1] = (first + n) * options->width;
        }
      else
        bins = (GwHistogramOptions) { .rule = GW_BINS_GIVEN, .n_bins = GW_HISTOGRAM_MAX_BINS };
    }
  bins.low = ends[0];
  bins.high = ends[1];
  return bins;
}

/* The plain case, which large columns are waited for in: their range is looked for once,
 * with the bins.
 */
static gboolean
count_all (const double *values, gsize n, const GwPlotHistogramOptions *options, const GwRun *run,
           GwPlotHistogramCounts *counts)
{
  const GwHistogramOptions bins = { .rule = options->rule, .n_bins = MAX (options->n_bins, 1) };

  if (!gw_status_has_values (gw_histogram (values, NULL, n, &bins, &counts->bins, run)))
    return FALSE;
  counts->low = counts->bins.low;
  counts->high = counts->bins.high;
  counts->n_missing = counts->bins.n_excluded;
  /* One value alone has bins about it, and none has some all the same. */
  if (counts->high - counts->low <= 1)
    find_range (values, n, counts);
  return TRUE;
}

gboolean
gw_plot_histogram_count (const double *values, gsize n, const GwPlotHistogramOptions *options, const GwRun *run,
                         GwPlotHistogramCounts *counts)
{
  g_autofree double *changed = NULL;
  GwHistogramOptions bins;

  *counts = (GwPlotHistogramCounts) { 0 };
  if (options->transform == GW_PLOT_TRANSFORM_NONE && !options->has_range && !(options->width > 0))
    return count_all (values, n, options, run, counts);
  find_range (values, n, counts);
  if (options->transform != GW_PLOT_TRANSFORM_NONE)
    {
      gw_plot_transform_fit (&counts->transform, options->transform, values, n, run);
      if (run != NULL && run->step != NULL && !run->step (0.9, run->data))
        return FALSE;
      changed = g_try_new (double, MAX (n, 1));
      if (changed == NULL)
        return FALSE;
      gw_plot_transform_apply (&counts->transform, values, n, changed);
    }
  bins = choose_bins (options, counts);
  return gw_status_has_values (gw_histogram (changed != NULL ? changed : values, NULL, n, &bins, &counts->bins, run));
}

void
gw_plot_histogram_counts_clear (GwPlotHistogramCounts *counts)
{
  gw_histogram_clear (&counts->bins);
  *counts = (GwPlotHistogramCounts) { 0 };
}

/* --- words --------------------------------------------------------------------------------- */

char *
gw_plot_format_range (double low, double high, double width)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (width >= 1e-6 && fabs (low) < 1e15 && fabs (high) < 1e15)
    {
      const gboolean whole = low == round (low) && high == round (high);
      const int decimals = whole ? 0 : CLAMP (1 - (int) floor (log10 (width)), 0, 9);

      from = gw_plot_number_fixed (low, decimals);
      to = gw_plot_number_fixed (high, decimals);
    }
  else
    {
      from = gw_plot_number_quantity (low);
      to = gw_plot_number_quantity (high);
    }
  return g_strdup_printf ("%s\u2013%s", from, to);
}

gboolean
gw_plot_histogram_parse_key (const char *key, double *low, double *high)
{
  const char *text = key != NULL && g_str_has_prefix (key, KEY) ? key + strlen (KEY) : NULL;
  char *end;

  if (text == NULL)
    return FALSE;
  *low = g_ascii_strtod (text, &end);
  if (end == text || *end != ':')
    return FALSE;
  text = end + 1;
  *high = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && *low <= *high;
}

static char *
make_key (double low, double high)
{
  char from[G_ASCII_DTOSTR_BUF_SIZE], to[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strconcat (KEY, g_ascii_dtostr (from, sizeof from, low), ":", g_ascii_dtostr (to, sizeof to, high), NULL);
}

/* --- drawing --------------------------------------------------------------------------------- */

typedef struct
{
  const GwPlotHistogramCounts *counts;
  const GwPlotHistogramOptions *options;
  double n; /* rows in bins */
  gsize largest;
} Histogram;

/* An edge in the values' own unit: from there on they are beyond it. */
static double
edge_value (const Histogram *self, gsize edge)
{
  const GwPlotHistogramCounts *counts = self->counts;
  const GwHistogram *bins = &counts->bins;
  const gboolean ranged = self->options->has_range;
  const double low = ranged ? MIN (self->options->low, counts->low) : counts->low;
  const double high = ranged ? MAX (self->options->high, counts->high) : counts->high;

  if (counts->transform.kind == GW_PLOT_TRANSFORM_NONE)
    return bins->edges[edge];
  /* The last bin holds its upper edge, and all values that the transform makes equal to it. */
  if (edge == bins->n_bins)
    return gw_plot_transform_find (&counts->transform, low, high, nextafter (bins->edges[edge], INFINITY));
  return gw_plot_transform_find (&counts->transform, low, high, bins->edges[edge]);
}

static void
add_bar (const Histogram *self, GwPlotLayer *layer, gsize i, double low, double high)
{
  const GwPlotHistogramOptions *options = self->options;
  const GwHistogram *bins = &self->counts->bins;
  const double count = (double) bins->counts[i];
  /* The last one holds its upper edge too. */
  g_autofree char *key = make_key (low, i + 1 == bins->n_bins ? nextafter (high, INFINITY) : high);
  g_autofree char *range = gw_plot_format_range (low, high, high - low);
  g_autofree char *name = options->unit != NULL ? g_strdup_printf ("%s %s", range, options->unit) : g_strdup (range);
  g_autofree char *value = gw_plot_rows_count (options->rows, count);
  g_autofree char *share = gw_plot_number_percent_exact (self->n > 0 ? count / self->n : NAN);
  g_autofree char *context = g_strdup_printf (_ ("%s of all"), share);
  const gboolean chosen = options->has_selection && low <= options->selected_high && high > options->selected_low;
  const GwPlotBar bar = { .begin = bins->edges[i],
                          .end = bins->edges[i + 1],
                          .to = count,
                          .color = chosen ? GW_PLOT_COLOR_HIGHLIGHT : GW_PLOT_COLOR_SERIES,
                          .pattern = chosen,
                          .faint = options->has_selection && !chosen,
                          .name = name,
                          .value = value,
                          .context = context,
                          .key = key };

  gw_plot_bars_add (layer, &bar);
}

static GwPlotLayer *
make_bars (const Histogram *self)
{
  GwPlotLayer *layer = gw_plot_bars_new (FALSE);
  const gsize n = self->counts->bins.n_bins;
  double low = edge_value (self, 0);

  for (gsize i = 0; i < n; i++)
    {
      const double high = edge_value (self, i + 1);

      add_bar (self, layer, i, low, high);
      low = high;
    }
  return layer;
}

static void
add_rule (const Histogram *self, GwPlotLayer *layer, double value, gboolean median)
{
  g_autofree char *number = gw_plot_number_quantity (value);
  g_autofree char *label = median ? g_strdup_printf (_ ("median %s"), number) : g_strdup_printf (_ ("mean %s"), number);
  double place;

  if (!isfinite (value))
    return;
  gw_plot_transform_apply (&self->counts->transform, &value, 1, &place);
  gw_plot_rule_add_vertical (layer, place, label);
}

static char *
make_note (const Histogram *self)
{
  const GwPlotHistogramCounts *counts = self->counts;
  g_autofree char *shift = gw_plot_transform_get_note (&counts->transform);
  const double outside = (double) (counts->bins.below + counts->bins.above);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  if (shift != NULL)
    g_ptr_array_add (notes, g_steal_pointer (&shift));
  if (outside > 0)
    {
      g_autofree char *count = gw_plot_number_count (outside);

      g_ptr_array_add (notes, g_strdup_printf (ngettext ("%s value lies outside of this range.",
                                                         "%s values lie outside of this range.", (gulong) outside),
                                               count));
    }
  if (counts->n_missing > 0)
    {
      g_autofree char *count = gw_plot_number_count ((double) counts->n_missing);

      g_ptr_array_add (
          notes, g_strdup_printf (
                     ngettext ("%s value is missing.", "%s values are missing.", (gulong) counts->n_missing), count));
    }
  g_ptr_array_add (notes, NULL);
  return notes->len > 1 ? g_strjoinv (" ", (char **) notes->pdata) : NULL;
}

static void
set_summary (const Histogram *self, GwPlot *plot, const char *axis, const char *note)
{
  const GwHistogram *bins = &self->counts->bins;
  g_autofree char *name = gw_plot_lower_first (self->options->name);
  g_autofree char *rows = gw_plot_rows_count (self->options->rows, self->n);
  g_autofree char *most = gw_plot_rows_count (self->options->rows, (double) bins->counts[self->largest]);
  g_autofree char *low = gw_plot_number_quantity (self->counts->low);
  g_autofree char *high = gw_plot_number_quantity (self->counts->high);
  const double from = edge_value (self, self->largest), to = edge_value (self, self->largest + 1);
  g_autofree char *range = gw_plot_format_range (from, to, to - from);
  g_autofree char *drawn = self->counts->transform.kind != GW_PLOT_TRANSFORM_NONE
                               ? g_strdup_printf (_ (" Drawn as %s."), axis)
                               : g_strdup ("");
  g_autofree char *bars = gw_plot_number_count ((double) bins->n_bins);
  /* Translators: “Histogram of box area: 29,588 boxes in 40 bins, from 13 to 640,000. The highest bar,
   * 0–1,000, holds 5,602 boxes.” */
  g_autofree char *text = g_strdup_printf (ngettext ("Histogram of %s: %s in %s bin, from %s to %s. "
                                                     "The highest bar, %s, holds %s.",
                                                     "Histogram of %s: %s in %s bins, from %s to %s. "
                                                     "The highest bar, %s, holds %s.",
                                                     (gulong) bins->n_bins),
                                           name, rows, bars, low, high, range, most);
  g_autofree char *summary = g_strconcat (text, drawn, note != NULL ? " " : NULL, note, NULL);

  gw_plot_set_summary (plot, summary);
}

/* What there is to say where nothing can be drawn; FALSE where it can. */
static gboolean
set_message (GwPlot *plot, const Histogram *self)
{
  const GwPlotHistogramCounts *counts = self->counts;
  g_autofree char *name = gw_plot_lower_first (self->options->name);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (isnan (counts->low))
    {
      title = g_strdup (_ ("No Values"));
      body = counts->n_missing == 0
                 ? g_strdup_printf (_ ("There are no %s to measure."), gw_plot_rows_get_noun (self->options->rows))
                 : g_strdup_printf (_ ("No row has a number for %s."), name);
    }
  else if (counts->low == counts->high)
    {
      g_autofree char *value = gw_plot_number_quantity (counts->low);

      title = g_strdup (_ ("All Values Are Equal"));
      body = g_strdup_printf (_ ("Each value of %s is %s. A histogram needs values that differ."), name, value);
    }
  else if (self->n == 0)
    {
      title = g_strdup (_ ("No Values in This Range"));
      body = g_strdup (_ ("Choose a wider range."));
    }
  else
    return FALSE;
  gw_plot_set_message (plot, title, body);
  return TRUE;
}

GwPlot *
gw_plot_histogram_new_counted (const GwPlotHistogramCounts *counts, const GwPlotHistogramOptions *options)
{
  GwPlot *plot = gw_plot_new ("histogram");
  Histogram self = { .counts = counts, .options = options };
  g_autofree char *axis = gw_plot_transform_get_title (&counts->transform, options->name, options->unit);
  g_autofree char *note = make_note (&self);
  GwPlotLayer *rules;
  GwPlotScale y;

  gw_plot_set_title (plot, options->title != NULL ? options->title : options->name, options->subtitle);
  for (gsize i = 0; i < counts->bins.n_bins; i++)
    {
      self.n += (double) counts->bins.counts[i];
      if (counts->bins.counts[i] > counts->bins.counts[self.largest])
        self.largest = i;
    }
  if (set_message (plot, &self))
    return plot;

  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (counts->bins.low, counts->bins.high), axis,
                    GW_PLOT_AXIS_BASE);
  y = gw_plot_scale_linear (0, (double) counts->bins.counts[self.largest]);
  y.whole = TRUE;
  gw_plot_scale_round_out (&y, TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, y, gw_plot_rows_get_title (options->rows),
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_STILL);
  gw_plot_add_layer (plot, make_bars (&self));
  rules = gw_plot_rule_new ();
  if (options->show_median)
    add_rule (&self, rules, options->median, TRUE);
  if (options->show_mean)
    add_rule (&self, rules, options->mean, FALSE);
  gw_plot_add_layer (plot, rules);
  gw_plot_set_note (plot, note);
  set_summary (&self, plot, axis, note);
  return plot;
}

GwPlot *
gw_plot_histogram_new (const double *values, gsize n, const GwPlotHistogramOptions *options, const GwRun *run)
{
  g_auto (GwPlotHistogramCounts) counts = { 0 };
  GwPlotHistogramOptions all = *options;

  if (!gw_plot_histogram_count (values, n, options, run, &counts))
    return NULL;
  all.median = all.mean = NAN;
  if (options->show_median)
    {
      const double half = 0.5;

      gw_quantiles (values, NULL, n, &half, 1, GW_QUANTILE_TYPE, &all.median, NULL);
    }
  if (options->show_mean)
    {
      GwMoments moments = { .mean = NAN };

      gw_moments (values, NULL, n, &moments);
      all.mean = moments.mean;
    }
  return gw_plot_histogram_new_counted (&counts, &all);
}
