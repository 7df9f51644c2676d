/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-qq.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-plot-line.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"
#include "gw-qq.h"

#define FEWEST 3
/* Points that are drawn, of which so many at each end are neighbours. */
#define MOST 1200
#define KEY "value:"
#define ENDS 100

typedef struct
{
  const GwPlotQqOptions *options;
  GwPlotTransform transform;
  double *theoretical;
  double *ordered; /* transformed */
  double *raw;     /* the same as they were */
  GwQqLine line;
} Qq;

static int
compare (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
qq_clear (Qq *self)
{
  g_free (self->theoretical);
  g_free (self->ordered);
  g_free (self->raw);
}

/* The transform keeps the order, so that the values in order are those of its results. */
static gw_status
measure (Qq *self, const double *values, gsize n, const GwRun *run)
{
  g_autofree double *changed = g_new (double, MAX (n, 1));
  gsize n_finite = 0;

  gw_plot_transform_fit (&self->transform, self->options->transform, values, n, run);
  gw_plot_transform_apply (&self->transform, values, n, changed);
  self->theoretical = g_new (double, MAX (n, 1));
  self->ordered = g_new (double, MAX (n, 1));
  self->raw = g_new (double, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]) && isfinite (changed[i]))
      self->raw[n_finite++] = values[i];
  qsort (self->raw, n_finite, sizeof *self->raw, compare);
  return gw_qq_normal (changed, n, self->theoretical, self->ordered, &self->line);
}

/* --- the points --------------------------------------------------------------------------- */

typedef struct
{
  char *name;
  char *unit;
  GArray *raw;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->name);
  g_free (self->unit);
  g_array_unref (self->raw);
  g_free (self);
}

static void
describe_point (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  const Reading *self = data;
  g_autofree char *value = gw_plot_number_quantity (g_array_index (self->raw, double, point));
  g_autofree char *quantile = gw_plot_number_fixed (x, 2);

  readout->name = g_strdup (self->name);
  readout->value = self->unit != NULL ? g_strdup_printf ("%s %s", value, self->unit) : g_strdup (value);
  /* Translators: a number of standard deviations */
  readout->context = g_strdup_printf (_ ("Normal quantile %s"), quantile);
}

static GwPlotLayer *
make_points (const Qq *self)
{
  const gsize n = self->line.n;
  const gsize stride = n > MOST ? (n - 2 * ENDS) / (MOST - 2 * ENDS) + 1 : 1;
  const GwPlotLineStyle style = {
    .name = self->options->name, .color = GW_PLOT_COLOR_SERIES, .points = TRUE, .bare = TRUE
  };
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *y = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *raw = g_array_new (FALSE, FALSE, sizeof (double));
  Reading *reading = g_new0 (Reading, 1);
  GwPlotLayer *layer;

  for (gsize i = 0; i < n; i++)
    {
      if (stride > 1 && i >= ENDS && i + ENDS < n && i % stride != 0)
        continue;
      g_array_append_val (x, self->theoretical[i]);
      g_array_append_val (y, self->ordered[i]);
      g_array_append_val (raw, self->raw[i]);
    }
  layer = gw_plot_line_new (x, y, &style);
  gw_plot_line_set_number_keys (layer, KEY, g_array_ref (raw));
  *reading = (Reading) { g_strdup (self->options->name), g_strdup (self->options->unit), raw };
  gw_plot_line_set_describe (layer, describe_point, reading, reading_free);
  return layer;
}

static gboolean
set_message (const Qq *self, GwPlot *plot, gw_status status)
{
  if (self->line.n == 0)
    gw_plot_set_message (plot, _ ("No Values"), _ ("There is nothing to compare with a normal distribution."));
  else if (status == GW_STATUS_DEGENERATE)
    gw_plot_set_message (plot, _ ("All Values Are Equal"), _ ("A quantile plot needs values that differ."));
  else if (self->line.n < FEWEST)
    gw_plot_set_message (plot, _ ("Too Few Values"), _ ("A quantile plot needs at least three."));
  else
    return FALSE;
  return TRUE;
}

static void
fill (const Qq *self, GwPlot *plot)
{
  const gsize last = self->line.n - 1;
  const double x0 = self->theoretical[0], x1 = self->theoretical[last];
  const double y0 = MIN (self->ordered[0], self->line.intercept + self->line.slope * x0);
  const double y1 = MAX (self->ordered[last], self->line.intercept + self->line.slope * x1);
  const double room = 0.03;
  g_autofree char *axis = gw_plot_transform_get_title (&self->transform, self->options->name, self->options->unit);
  g_autofree char *note = gw_plot_transform_get_note (&self->transform);
  g_autofree char *name = gw_plot_lower_first (self->options->name);
  g_autofree char *rows = gw_plot_rows_count (self->options->rows, (double) self->line.n);
  g_autofree char *r = gw_plot_number_fixed (self->line.r, 3);
  g_autofree char *summary = g_strdup_printf (
      _ ("Quantiles of %s against those of a normal distribution, %s. Their correlation is %s; 1 is normal."), name,
      rows, r);
  /* Translators: a correlation: “r = 0.982” */
  g_autofree char *figure = g_strdup_printf (_ ("r = %s"), r);
  GwPlotLayer *rules = gw_plot_rule_new ();

  gw_plot_rule_add_segment (rules, x0, self->line.intercept + self->line.slope * x0, x1,
                            self->line.intercept + self->line.slope * x1);
  gw_plot_add_layer (plot, rules);
  gw_plot_add_layer (plot, make_points (self));
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (x0 - room * (x1 - x0), x1 + room * (x1 - x0)),
                    _ ("Quantile of a normal distribution"), GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (y0 - room * (y1 - y0), y1 + room * (y1 - y0)), axis,
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS);
  gw_plot_set_legend_note (plot, figure);
  gw_plot_set_note (plot, note);
  gw_plot_set_summary (plot, summary);
}

GwPlot *
gw_plot_qq_new (const double *values, gsize n, const GwPlotQqOptions *options, const GwRun *run)
{
  GwPlot *plot = gw_plot_new ("qq");
  Qq self = { .options = options };
  const gw_status status = measure (&self, values, n, run);

  gw_plot_set_title (plot, options->title != NULL ? options->title : options->name, options->subtitle);
  if (!set_message (&self, plot, status))
    fill (&self, plot);
  qq_clear (&self);
  return plot;
}

gboolean
gw_plot_qq_parse_key (const char *key, double *value)
{
  char *end;

  if (key == NULL || !g_str_has_prefix (key, KEY))
    return FALSE;
  *value = g_ascii_strtod (key + strlen (KEY), &end);
  return end != key + strlen (KEY) && *end == '\0';
}
