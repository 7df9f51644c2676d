/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-ticks.h"

#include <math.h>
#include <glib/gi18n.h>

#include "gw-plot-number.h"

/* More than a person reads, or a drawing shows. */
#define MAX_TICKS 512

#define SECOND 1000.0
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define MONTH (30.4375 * DAY)
#define YEAR (365.25 * DAY)

static void
clear_tick (gpointer data)
{
  g_free (((GwPlotTick *) data)->label);
}

static GArray *
new_ticks (void)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (GwPlotTick));

  g_array_set_clear_func (ticks, clear_tick);
  return ticks;
}

static void
add (GArray *ticks, double value, char *label, gboolean minor)
{
  GwPlotTick tick = { value, label, minor };

  g_array_append_val (ticks, tick);
}

/* --- numbers ------------------------------------------------------------------- */

double
gw_plot_ticks_choose_step (double length, guint n)
{
  static const double steps[] = { 1, 2, 2.5, 5, 10 };
  double power;

  if (!(length > 0) || !isfinite (length))
    return 1;
  power = pow (10, floor (log10 (length / MAX (n, 1))));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (length / (steps[i] * power) <= MAX (n, 1) + 1e-9)
      return steps[i] * power;

  return 10 * power;
}

double
gw_plot_ticks_make_whole (double step)
{
  if (step <= 1)
    return 1;
  return step == 2.5 ? 5 : step;
}

static void
add_even (GArray *ticks, const GwPlotScale *scale, guint n)
{
  const double low = scale->low, high = scale->high;
  const double chosen = gw_plot_ticks_choose_step (high - low, MAX (n, 2) - 1);
  const double step = scale->whole ? gw_plot_ticks_make_whole (chosen) : chosen;
  const double first = ceil (low / step - 1e-9);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_auto (GStrv) labels = NULL;

  for (guint i = 0; i < MAX_TICKS; i++)
    {
      /* Multiples, not sums, so that no rounding gathers; and no negative 0. */
      const double value = (first + i) * step + 0.0;

      if (value > high + 1e-9 * (high - low))
        break;
      g_array_append_val (values, value);
    }

  labels = gw_plot_number_ticks ((double *) (gpointer) values->data, values->len, step);
  for (guint i = 0; i < values->len; i++)
    add (ticks, g_array_index (values, double, i), g_strdup (labels[i]), FALSE);
}

/* The same powers of ten that an axis of the quantity would show. */
static char *
power_label (double value)
{
  const double step = value;

  if (fabs (value) >= 1e4 && fabs (value) < 1e15)
    {
      g_auto (GStrv) labels = gw_plot_number_ticks (&value, 1, 1e6 > fabs (value) ? 1e3 : step);

      return g_strdup (labels[0]);
    }
  return fabs (value) >= 1e-4 && fabs (value) < 1e4
             ? gw_plot_number_fixed (value, (int) MAX (0, -floor (log10 (fabs (value)) + 1e-9)))
             : gw_plot_number_quantity (value);
}

/* Powers of ten within [low, high], every one that n allows, with faint 2 and 5
 * between neighbours; sign is -1 for those of the negative side.
 */
static void
add_powers (GArray *ticks, double low, double high, guint n, int sign)
{
  const int first = (int) floor (log10 (low) + 1e-9);
  const int last = (int) ceil (log10 (high) - 1e-9);
  const int step = MAX (1, (int) ceil ((last - first + 1) / (double) MAX (n, 1)));

  for (int power = first; power <= last; power++)
    {
      static const int parts[] = { 1, 2, 5 };

      for (guint i = 0; i < (step == 1 ? G_N_ELEMENTS (parts) : 1); i++)
        {
          const double value = parts[i] * pow (10, power);

          if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9))
            continue;
          if (i == 0 && (power - first) % step == 0)
            add (ticks, sign * value, power_label (sign * value), FALSE);
          else
            add (ticks, sign * value, NULL, TRUE);
        }
    }
}

static gboolean
has_labels (GArray *ticks, guint n)
{
  guint found = 0;

  for (guint i = 0; i < ticks->len; i++)
    found += g_array_index (ticks, GwPlotTick, i).label != NULL;
  return found >= n;
}

static void
add_log (GArray *ticks, const GwPlotScale *scale, guint n)
{
  add_powers (ticks, scale->low, scale->high, n, 1);
  /* Less than two powers say nothing about what is between them. */
  if (has_labels (ticks, 2))
    return;
  g_array_set_size (ticks, 0);
  add_even (ticks, scale, n);
}

static void
add_symlog (GArray *ticks, const GwPlotScale *scale, guint n)
{
  const guint half = MAX (1, n / 2);

  if (scale->low < -scale->linear)
    {
      add_powers (ticks, MAX (scale->linear, -scale->high), -scale->low, half, -1);
      for (guint i = 0, j = ticks->len; i + 1 < j; i++)
        {
          GwPlotTick tick = g_array_index (ticks, GwPlotTick, i);

          g_array_index (ticks, GwPlotTick, i) = g_array_index (ticks, GwPlotTick, --j);
          g_array_index (ticks, GwPlotTick, j) = tick;
        }
    }
  if (scale->low <= 0 && scale->high >= 0)
    add (ticks, 0, gw_plot_number_fixed (0, 0), FALSE);
  if (scale->high > scale->linear)
    add_powers (ticks, MAX (scale->linear, scale->low), scale->high, half, 1);
  if (!has_labels (ticks, 2))
    {
      g_array_set_size (ticks, 0);
      add_even (ticks, scale, n);
    }
}

static void
add_shares (GArray *ticks, const GwPlotScale *scale)
{
  static const double shares[] = { 0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1,  0.2,
                                   0.4,    0.6,   0.8,   0.9,  0.95, 0.99, 0.999 };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    if (shares[i] >= scale->low * (1 - 1e-9) && shares[i] <= scale->high * (1 + 1e-9))
      {
        const int decimals = shares[i] < 0.001 || shares[i] == 0.999 ? 2 : shares[i] < 0.01 ? 1 : 0;
        g_autofree char *number = gw_plot_number_fixed (100 * shares[i], shares[i] == 0.999 ? 1 : decimals);

        add (ticks, shares[i], g_strdup_printf ("%s%%", number), FALSE);
      }
}

/* --- times ---------------------------------------------------------------------- */

typedef enum
{
  UNIT_SECOND,
  UNIT_MINUTE,
  UNIT_HOUR,
  UNIT_DAY,
  UNIT_MONTH,
  UNIT_YEAR
} Unit;

typedef struct
{
  Unit unit;
  int n; /* units between ticks */
  double length;
} Span;

static const Span spans[] = {
  { UNIT_SECOND, 1, SECOND },   { UNIT_SECOND, 5, 5 * SECOND }, { UNIT_SECOND, 15, 15 * SECOND },
  { UNIT_MINUTE, 1, MINUTE },   { UNIT_MINUTE, 5, 5 * MINUTE }, { UNIT_MINUTE, 15, 15 * MINUTE },
  { UNIT_HOUR, 1, HOUR },       { UNIT_HOUR, 3, 3 * HOUR },     { UNIT_HOUR, 6, 6 * HOUR },
  { UNIT_HOUR, 12, 12 * HOUR }, { UNIT_DAY, 1, DAY },           { UNIT_DAY, 2, 2 * DAY },
  { UNIT_DAY, 7, 7 * DAY },     { UNIT_DAY, 14, 14 * DAY },     { UNIT_MONTH, 1, MONTH },
  { UNIT_MONTH, 3, 3 * MONTH }, { UNIT_MONTH, 6, 6 * MONTH },   { UNIT_YEAR, 1, YEAR },
  { UNIT_YEAR, 2, 2 * YEAR },   { UNIT_YEAR, 5, 5 * YEAR },     { UNIT_YEAR, 10, 10 * YEAR },
  { UNIT_YEAR, 50, 50 * YEAR }, { UNIT_YEAR, 500, 500 * YEAR },
};

static const Span *
choose_span (double length, guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (length / spans[i].length <= MAX (n, 2))
      return &spans[i];
  return &spans[G_N_ELEMENTS (spans) - 1];
}

/* The last start of a span at or before a moment. */
static GDateTime *
floor_time (GDateTime *time, const Span *span)
{
  int year = g_date_time_get_year (time);
  int month = g_date_time_get_month (time);
  int day = g_date_time_get_day_of_month (time);
  int hour = g_date_time_get_hour (time);
  int minute = g_date_time_get_minute (time);
  int second = g_date_time_get_second (time);

  switch (span->unit)
    {
    case UNIT_YEAR:
      return g_date_time_new_utc (MAX (1, year - year % span->n), 1, 1, 0, 0, 0);
    case UNIT_MONTH:
      return g_date_time_new_utc (year, month - (month - 1) % span->n, 1, 0, 0, 0);
    case UNIT_DAY:
      if (span->n >= 7)
        {
          g_autoptr (GDateTime) midnight = g_date_time_new_utc (year, month, day, 0, 0, 0);

          return g_date_time_add_days (midnight, 1 - g_date_time_get_day_of_week (midnight));
        }
      return g_date_time_new_utc (year, month, day, 0, 0, 0);
    case UNIT_HOUR:
      return g_date_time_new_utc (year, month, day, hour - hour % span->n, 0, 0);
    case UNIT_MINUTE:
      return g_date_time_new_utc (year, month, day, hour, minute - minute % span->n, 0);
    case UNIT_SECOND:
    default:
      return g_date_time_new_utc (year, month, day, hour, minute, second - second % span->n);
    }
}

static GDateTime *
next_time (GDateTime *time, const Span *span)
{
  switch (span->unit)
    {
    case UNIT_YEAR:
      return g_date_time_add_years (time, span->n);
    case UNIT_MONTH:
      return g_date_time_add_months (time, span->n);
    case UNIT_DAY:
      return g_date_time_add_days (time, span->n);
    case UNIT_HOUR:
    case UNIT_MINUTE:
    case UNIT_SECOND:
    default:
      return g_date_time_add_seconds (time, span->length / SECOND);
    }
}

static char *
format_time (GDateTime *time, const Span *span)
{
  switch (span->unit)
    {
    case UNIT_YEAR:
      return g_date_time_format (time, "%Y");
    case UNIT_MONTH:
      /* Translators: a month of an axis of time, such as “Nov 2026” */
      return g_date_time_format (time, C_ ("axis", "%b %Y"));
    case UNIT_DAY:
      /* Translators: a day of an axis of time, such as “27 Nov” */
      return g_date_time_format (time, C_ ("axis", "%-d %b"));
    case UNIT_HOUR:
    case UNIT_MINUTE:
      return g_date_time_format (time, "%H:%M");
    case UNIT_SECOND:
    default:
      return g_date_time_format (time, "%H:%M:%S");
    }
}

static void
add_times (GArray *ticks, const GwPlotScale *scale, guint n)
{
  const Span *span = choose_span (scale->high - scale->low, n);
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc ((gint64) floor (scale->low / 1000));
  g_autoptr (GDateTime) time = start != NULL ? floor_time (start, span) : NULL;

  for (guint i = 0; time != NULL && i < MAX_TICKS; i++)
    {
      const double value = 1000.0 * (double) g_date_time_to_unix (time);
      GDateTime *next;

      if (value > scale->high)
        break;
      if (value >= scale->low)
        add (ticks, value, format_time (time, span), FALSE);
      next = next_time (time, span);
      g_date_time_unref (time);
      time = next;
    }
}

/* --- all ------------------------------------------------------------------------ */

GArray *
gw_plot_ticks_new (const GwPlotScale *scale, guint n)
{
  GArray *ticks = new_ticks ();

  switch (scale->kind)
    {
    case GW_PLOT_SCALE_LOG:
      add_log (ticks, scale, n);
      break;
    case GW_PLOT_SCALE_SYMLOG:
      add_symlog (ticks, scale, n);
      break;
    case GW_PLOT_SCALE_CATEGORY:
      for (guint i = 0; i < scale->categories->len; i++)
        if (i >= scale->low && i <= scale->high)
          add (ticks, i, g_strdup (g_ptr_array_index (scale->categories, i)), FALSE);
      break;
    case GW_PLOT_SCALE_TIME:
      add_times (ticks, scale, n);
      break;
    case GW_PLOT_SCALE_PROBIT:
      add_shares (ticks, scale);
      break;
    case GW_PLOT_SCALE_LINEAR:
    default:
      add_even (ticks, scale, n);
      break;
    }

  return ticks;
}
