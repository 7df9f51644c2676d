/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-timeline.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-bars.h"
#include "gw-plot-number.h"

#define DAY 86400000.0
/* What GDateTime can spell: the years 1 to 9999. */
#define FIRST_DAY (-719162.0)
#define LAST_DAY 2932896.0
#define TICKS 5

typedef struct
{
  const GwPlotTimelineOptions *options;
  double first, last; /* days since 1970 */
  gsize n_left_out;
  double total;
  guint64 *counts; /* of each day */
  gsize n_days;
  gsize busiest;
} Timeline;

static gboolean
get_day (double time, double *day)
{
  *day = floor (time / DAY);
  return isfinite (time) && *day >= FIRST_DAY && *day <= LAST_DAY;
}

/* FALSE where it spans too much. */
static gboolean
count_days (Timeline *self, const double *times, gsize n)
{
  double day;

  self->first = INFINITY;
  self->last = -INFINITY;
  for (gsize i = 0; i < n; i++)
    {
      if (!get_day (times[i], &day))
        {
          self->n_left_out++;
          continue;
        }
      self->first = MIN (self->first, day);
      self->last = MAX (self->last, day);
      self->total++;
    }
  if (self->total == 0)
    return TRUE;
  if (self->last - self->first >= GW_PLOT_MOST_DAYS)
    return FALSE;

  self->n_days = (gsize) (self->last - self->first) + 1;
  self->counts = g_new0 (guint64, self->n_days);
  for (gsize i = 0; i < n; i++)
    if (get_day (times[i], &day))
      self->counts[(gsize) (day - self->first)]++;
  for (gsize i = 0; i < self->n_days; i++)
    if (self->counts[i] > self->counts[self->busiest])
      self->busiest = i;
  return TRUE;
}

static char *
format_day (double day, const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) (day * (DAY / 1000)));

  return date != NULL ? g_date_time_format (date, format) : g_strdup ("—");
}

static GwPlotLayer *
make_bars (const Timeline *self)
{
  GwPlotLayer *layer = gw_plot_bars_new (FALSE);

  for (gsize i = 0; i < self->n_days; i++)
    {
      const double day = self->first + (double) i;
      /* Translators: a date in words: “Friday, 27 November 2026” */
      g_autofree char *name = format_day (day, C_ ("date", "%A, %-d %B %Y"));
      g_autofree char *value = gw_plot_rows_count (self->options->rows, (double) self->counts[i]);
      g_autofree char *share = gw_plot_number_percent_exact ((double) self->counts[i] / self->total);
      g_autofree char *context = g_strdup_printf (_ ("%s of all"), share);
      g_autofree char *key = format_day (day, "day:%Y-%m-%d");
      const GwPlotBar bar = { .begin = day * DAY,
                              .end = (day + 1) * DAY,
                              .to = (double) self->counts[i],
                              .color = GW_PLOT_COLOR_SERIES,
                              .name = name,
                              .value = value,
                              .context = context,
                              .key = key };

      gw_plot_bars_add (layer, &bar);
    }
  return layer;
}

/* The axis has the hours of a single day, and its read-out alone the date. */
static void
add_notes (const Timeline *self, GwPlot *plot)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *note = NULL;

  if (self->n_days == 1)
    {
      /* Translators: a date in words: “27 November 2026” */
      g_autofree char *date = format_day (self->first, C_ ("date", "%-d %B %Y"));

      g_ptr_array_add (notes, g_strdup_printf (_ ("All on %s."), date));
    }
  if (self->n_left_out > 0)
    {
      g_autofree char *number = gw_plot_number_count ((double) self->n_left_out);

      g_ptr_array_add (
          notes, g_strdup_printf (ngettext ("%s has no time.", "%s have no time.", (gulong) self->n_left_out), number));
    }
  if (notes->len == 0)
    return;
  g_ptr_array_add (notes, NULL);
  note = g_strjoinv (" ", (char **) notes->pdata);
  gw_plot_set_note (plot, note);
}

static void
fill (const Timeline *self, GwPlot *plot)
{
  g_autofree char *from = format_day (self->first, C_ ("date", "%-d %B %Y"));
  g_autofree char *to = format_day (self->last, C_ ("date", "%-d %B %Y"));
  g_autofree char *busiest = format_day (self->first + (double) self->busiest, C_ ("date", "%-d %B %Y"));
  g_autofree char *all = gw_plot_rows_count (self->options->rows, self->total);
  g_autofree char *most = gw_plot_number_count ((double) self->counts[self->busiest]);
  g_autofree char *summary = g_strdup_printf (_ ("Bar chart by day, %s from %s to %s. Most on %s: %s."), all, from, to,
                                              busiest, most);
  GwPlotScale y = gw_plot_scale_linear (0, (double) self->counts[self->busiest]);

  y.whole = TRUE;
  gw_plot_scale_round_out (&y, TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_time (self->first * DAY, (self->last + 1) * DAY), NULL,
                    GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, y, gw_plot_rows_get_title (self->options->rows),
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_STILL);
  gw_plot_add_layer (plot, make_bars (self));
  gw_plot_set_summary (plot, summary);
  add_notes (self, plot);
}

GwPlot *
gw_plot_timeline_new (const double *times, gsize n, const GwPlotTimelineOptions *options)
{
  GwPlot *plot = gw_plot_new ("timeline");
  Timeline self = { .options = options };
  g_autofree char *title = g_strdup_printf (_ ("%s per Day"), gw_plot_rows_get_title (options->rows));

  gw_plot_set_title (plot, options->title != NULL ? options->title : title, options->subtitle);
  if (!count_days (&self, times, n))
    gw_plot_set_message (plot, _ ("Too Many Days"), _ ("These times are more than 50 years apart. Filter them first."));
  else if (self.total == 0)
    {
      g_autofree char *body = g_strdup_printf (_ ("There are no %s with a time."),
                                               gw_plot_rows_get_noun (options->rows));

      gw_plot_set_message (plot, _ ("Nothing Done Yet"), body);
    }
  else
    fill (&self, plot);
  g_free (self.counts);
  return plot;
}
