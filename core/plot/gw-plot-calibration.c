/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-calibration.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-plot-bars.h"
#include "gw-plot-curves-private.h"
#include "gw-plot-histogram.h"
#include "gw-plot-line.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"

#define KEY "score:"

gboolean
gw_plot_calibration_parse_key (const char *key, double *low, double *high)
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
make_key (const GwCalibrationBin *bin)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strconcat (KEY, g_ascii_dtostr (low, sizeof low, bin->low), ":",
                      g_ascii_dtostr (high, sizeof high, bin->high), NULL);
}

/* --- the lines ------------------------------------------------------------------------- */

typedef struct
{
  char *name;
  GwPlotRows rows;
  GArray *bins; /* of GwCalibrationBin: those that have rows */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->name);
  g_array_unref (self->bins);
  g_free (self);
}

static void
describe_point (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  const Reading *self = data;
  const GwCalibrationBin *bin = &g_array_index (self->bins, GwCalibrationBin, point);
  g_autofree char *range = gw_plot_format_range (bin->low, bin->high, bin->high - bin->low);
  g_autofree char *share = gw_plot_number_fixed (y, 3);
  g_autofree char *mean = gw_plot_number_fixed (x, 3);
  g_autofree char *count = gw_plot_rows_count (self->rows, (double) bin->count);

  /* Translators: a class and an interval of its scores: “Cyclist, scores 0.6–0.7” */
  readout->name = g_strdup_printf (_ ("%s, scores %s"), self->name, range);
  readout->value = g_strdup_printf (_ ("Right in %s, mean score %s"), share, mean);
  readout->context = g_steal_pointer (&count);
}

static void
add_line (GwPlot *plot, const GwPlotReliability *curve, GwPlotRows rows, guint dash)
{
  g_autofree char *class_key = g_strconcat ("class:", curve->name, NULL);
  const GwPlotLineStyle style = {
    .name = curve->name, .color = curve->color, .dash = dash, .points = TRUE, .key = class_key
  };
  Reading *reading = g_new0 (Reading, 1);
  GArray *x = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *y = g_array_new (FALSE, FALSE, sizeof (double));
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  GwPlotLayer *layer;

  *reading = (Reading) { g_strdup (curve->name), rows, g_array_new (FALSE, FALSE, sizeof (GwCalibrationBin)) };
  for (gsize i = 0; i < curve->n_bins; i++)
    {
      const GwCalibrationBin *bin = &curve->bins[i];

      if (bin->count == 0)
        continue;
      g_array_append_val (x, bin->mean_predicted);
      g_array_append_val (y, bin->share_positive);
      g_array_append_vals (reading->bins, bin, 1);
      g_ptr_array_add (keys, make_key (bin));
    }
  layer = gw_plot_line_new (x, y, &style);
  gw_plot_line_set_keys (layer, keys);
  gw_plot_line_set_describe (layer, describe_point, reading, reading_free);
  gw_plot_add_layer (plot, layer);
}

/* --- how many there are ------------------------------------------------------------------- */

static double
count_rows (const GwPlotReliability *curve)
{
  double n = 0;

  for (gsize i = 0; i < curve->n_bins; i++)
    n += (double) curve->bins[i].count;
  return n;
}

static void
add_counts (GwPlot *plot, const GwPlotReliability *curve, GwPlotRows rows, double n)
{
  GwPlotLayer *layer = gw_plot_bars_new (FALSE);

  for (gsize i = 0; i < curve->n_bins; i++)
    {
      const GwCalibrationBin *bin = &curve->bins[i];
      const double share = (double) bin->count / n;
      g_autofree char *range = gw_plot_format_range (bin->low, bin->high, bin->high - bin->low);
      g_autofree char *name = g_strdup_printf (_ ("Scores %s"), range);
      g_autofree char *value = gw_plot_rows_count (rows, (double) bin->count);
      g_autofree char *percent = gw_plot_number_percent_exact (share);
      g_autofree char *context = g_strdup_printf (_ ("%s of all"), percent);
      g_autofree char *key = make_key (bin);
      const GwPlotBar bar = { .begin = bin->low,
                              .end = bin->high,
                              .to = share,
                              .color = GW_PLOT_COLOR_CONTEXT,
                              .faint = TRUE,
                              .name = name,
                              .value = value,
                              .context = context,
                              .key = key };

      if (bin->count > 0)
        gw_plot_bars_add (layer, &bar);
    }
  gw_plot_add_layer (plot, layer);
}

/* --- all of it --------------------------------------------------------------------------------- */

static void
add_lines (GwPlot *plot, const GwPlotReliability *curves, const gsize *order, gsize n_drawn, GwPlotRows rows)
{
  g_autoptr (GString) summary = g_string_new (_ ("Reliability diagram, expected calibration error:"));
  GwPlotLayer *rules = gw_plot_rule_new ();
  gboolean has_errors = FALSE;

  add_counts (plot, &curves[order[0]], rows, count_rows (&curves[order[0]]));
  gw_plot_rule_add_segment (rules, 0, 0, 1, 1);
  gw_plot_add_layer (plot, rules);
  for (guint i = 0; i < n_drawn; i++)
    {
      const GwPlotReliability *curve = &curves[order[i]];
      g_autofree char *error = isfinite (curve->error) ? gw_plot_number_fixed (curve->error, 3) : NULL;

      add_line (plot, curve, rows, i);
      gw_plot_add_legend (plot, GW_PLOT_SAMPLE_LINE, curve->color, i, curve->name, error);
      g_string_append_printf (summary, "%s %s %s", i > 0 ? "," : "", curve->name, error != NULL ? error : "—");
      has_errors = has_errors || error != NULL;
    }
  {
    g_autofree char *areas = g_strdup_printf (_ ("Share of %s"), gw_plot_rows_get_noun (rows));

    gw_plot_add_legend (plot, GW_PLOT_SAMPLE_AREA, GW_PLOT_COLOR_CONTEXT, 0, areas, NULL);
  }
  if (has_errors)
    gw_plot_set_legend_note (plot, _ ("Calibration error"));
  g_string_append_c (summary, '.');
  gw_plot_set_summary (plot, summary->str);
}

GwPlot *
gw_plot_calibration_new (const GwPlotReliability *curves, gsize n_curves, GwPlotRows rows,
                         const GwPlotCurveOptions *options)
{
  GwPlot *plot = gw_plot_new ("calibration");
  g_autofree gsize *filled = g_new (gsize, MAX (n_curves, 1));
  gsize n_filled = 0, chosen = 0, n_drawn;
  g_autofree gsize *order = NULL;
  g_autofree char *note = NULL;

  gw_plot_set_title (plot, options->title != NULL ? options->title : _ ("Calibration"), options->subtitle);
  for (gsize i = 0; i < n_curves; i++)
    if (count_rows (&curves[i]) > 0)
      {
        if (i == options->chosen)
          chosen = n_filled;
        filled[n_filled++] = i;
      }
  if (n_filled == 0)
    {
      gw_plot_set_message (plot, _ ("No Probabilities"),
                           _ ("Import predictions with scores from 0 to 1 for labeled images."));
      return plot;
    }

  order = _gw_plot_order_curves (n_filled, chosen, &n_drawn);
  for (gsize i = 0; i < n_drawn; i++)
    order[i] = filled[order[i]];
  note = _gw_plot_note_left_out (n_filled, n_drawn);
  add_lines (plot, curves, order, n_drawn, rows);
  _gw_plot_set_unit_axes (plot, _ ("Mean score"), _ ("Share that is right"));
  gw_plot_set_note (plot, note);
  return plot;
}
