/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-curves-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-line.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"

/* Steps of an axis below which nothing can be seen, at any zoom that makes sense. */
#define FINEST 65536
/* More points are thinned. */
#define MANY 20000
#define SQUARE 0.3
/* The least rate that a DET plot has room for. */
#define LEAST_RATE 1e-4

typedef enum
{
  KIND_ROC,
  KIND_PR,
  KIND_DET,
  N_KINDS
} Kind;

static const struct
{
  const char *name;
  const char *title;
  const char *x;
  const char *y;
  const char *figure;
  const char *summary; /* how it is called in a sentence */
} kinds[N_KINDS] = {
  { "roc", N_ ("ROC Curve"), N_ ("False positive rate"), N_ ("True positive rate"), N_ ("ROC AUC"),
    N_ ("ROC curve, area under it:") },
  { "pr", N_ ("Precision–Recall Curve"), N_ ("Recall"), N_ ("Precision"), N_ ("Average precision"),
    N_ ("Precision–recall curve, average precision:") },
  { "det", N_ ("Detection Error Trade-Off"), N_ ("False positive rate"), N_ ("False negative rate"), NULL,
    N_ ("Detection error trade-off of") },
};

/* --- what all of them share -------------------------------------------------------------- */

gsize *
_gw_plot_order_curves (gsize n, gsize chosen, gsize *n_drawn)
{
  gsize *order = g_new (gsize, GW_PLOT_MOST_CURVES);

  *n_drawn = 0;
  if (chosen < n)
    order[(*n_drawn)++] = chosen;
  for (gsize i = 0; i < n && *n_drawn < GW_PLOT_MOST_CURVES; i++)
    if (i != chosen)
      order[(*n_drawn)++] = i;
  return order;
}

char *
_gw_plot_note_left_out (gsize n, gsize n_drawn)
{
  g_autofree char *all = gw_plot_number_count ((double) n);
  g_autofree char *drawn = gw_plot_number_count ((double) n_drawn);

  return n > n_drawn ? g_strdup_printf (_ ("%s of %s lines are drawn."), drawn, all) : NULL;
}

char *
_gw_plot_join_notes (char *first, char *second, char *third)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  char *const all[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      g_ptr_array_add (notes, all[i]);
  if (notes->len == 0)
    return NULL;
  g_ptr_array_add (notes, NULL);
  return g_strjoinv (" ", (char **) notes->pdata);
}

char *
_gw_plot_name_threshold (const char *name, double threshold)
{
  g_autofree char *number = gw_plot_number_quantity (threshold);

  if (threshold == INFINITY)
    return g_strdup_printf (_ ("%s, above all scores"), name);
  /* Translators: a class and a threshold: “Cyclist at 0.14” */
  return g_strdup_printf (_ ("%s at %s"), name, number);
}

void
_gw_plot_set_unit_axes (GwPlot *plot, const char *x_title, const char *y_title)
{
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (0, 1), x_title, GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (0, 1), y_title,
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS);
  gw_plot_set_square (plot, SQUARE);
}

/* --- one curve -------------------------------------------------------------------------------- */

/* What a point says; it outlives the scores. */
typedef struct
{
  Kind kind;
  char *name;
  GArray *thresholds;
  double positives, negatives;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->name);
  g_array_unref (self->thresholds);
  g_free (self);
}

/* Both rates of a point, what it is read for first. */
static char *
tell_rates (Kind kind, double x, double y, const char *separator)
{
  g_autofree char *across = gw_plot_number_fixed (x, 3);
  g_autofree char *up = gw_plot_number_fixed (y, 3);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  switch (kind)
    {
    case KIND_PR:
      first = g_strdup_printf (_ ("Recall %s"), across);
      second = g_strdup_printf (_ ("Precision %s"), up);
      break;
    case KIND_DET:
      /* Translators: the false positive rate */
      first = g_strdup_printf (_ ("FPR %s"), across);
      /* Translators: the false negative rate */
      second = g_strdup_printf (_ ("FNR %s"), up);
      break;
    case KIND_ROC:
    case N_KINDS:
    default:
      first = g_strdup_printf (_ ("FPR %s"), across);
      /* Translators: the true positive rate */
      second = g_strdup_printf (_ ("TPR %s"), up);
      break;
    }
  return g_strconcat (first, separator, second, NULL);
}

/* The counts are whole numbers that the rates were made of. */
static char *
tell_counts (const Reading *self, double x, double y)
{
  const double recall = self->kind == KIND_PR ? x : self->kind == KIND_DET ? 1 - y : y;
  const double hit = round (recall * self->positives);
  const double alarms = self->kind != KIND_PR ? round (x * self->negatives) : y > 0 ? round (hit / y - hit) : 0;
  g_autofree char *hits = gw_plot_number_count (hit);
  g_autofree char *missed = gw_plot_number_count (self->positives - hit);
  g_autofree char *false_alarms = gw_plot_number_count (alarms);
  g_autofree char *left_out = gw_plot_number_count (self->negatives - alarms);

  if (self->kind == KIND_PR && hit == 0)
    return NULL;
  return g_strdup_printf (_ ("Hit %s, missed %s, false alarms %s, rightly left out %s"), hits, missed, false_alarms,
                          left_out);
}

static void
describe_point (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  const Reading *self = data;

  readout->name = _gw_plot_name_threshold (self->name, g_array_index (self->thresholds, double, point));
  readout->value = tell_rates (self->kind, x, y, ", ");
  readout->context = tell_counts (self, x, y);
}

static gboolean
is_apart (const GwCurve *curve, gsize a, gsize b)
{
  return !(fabs (curve->x[a] - curve->x[b]) * FINEST < 1 && fabs (curve->y[a] - curve->y[b]) * FINEST < 1);
}

/* The curve as arrays of its own; of many points those that can be told apart. */
static void
copy_curve (const GwCurve *curve, gboolean inner, GArray **x, GArray **y, GArray **thresholds)
{
  const gsize n = curve->n_points;
  gsize last = 0;

  *x = g_array_new (FALSE, FALSE, sizeof (double));
  *y = g_array_new (FALSE, FALSE, sizeof (double));
  *thresholds = g_array_new (FALSE, FALSE, sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      /* Precision before anybody is called positive has no threshold: it is above all. */
      const double threshold = isnan (curve->threshold[i]) ? INFINITY : curve->threshold[i];

      /* A rate of 0 or 1 has no place on an axis of the normal distribution. */
      if (inner && !(curve->x[i] > 0 && curve->x[i] < 1 && curve->y[i] > 0 && curve->y[i] < 1))
        continue;
      if (n > MANY && i > 0 && i + 1 < n && !is_apart (curve, i, last))
        continue;
      last = i;
      g_array_append_val (*x, curve->x[i]);
      g_array_append_val (*y, curve->y[i]);
      g_array_append_val (*thresholds, threshold);
    }
}

static GArray *
copy_values (const double *values, gsize n)
{
  return g_array_append_vals (g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n), values, (guint) n);
}

static void
add_band (GwPlot *plot, const GwPlotCurve *curve)
{
  g_autofree char *name = g_strdup_printf (_ ("%s, 95%% band"), curve->name);
  const GwPlotLineStyle style = { .name = name, .color = curve->color, .silent = TRUE, .bare = TRUE };
  GwPlotLayer *layer;
  GArray *middle;

  if (curve->band_x == NULL || curve->n_band == 0)
    return;
  middle = copy_values (curve->band_low, curve->n_band);
  for (guint i = 0; i < middle->len; i++)
    g_array_index (middle, double, i) = 0.5 * (curve->band_low[i] + curve->band_high[i]);
  layer = gw_plot_line_new (copy_values (curve->band_x, curve->n_band), middle, &style);
  gw_plot_line_set_band (layer, copy_values (curve->band_low, curve->n_band),
                         copy_values (curve->band_high, curve->n_band));
  gw_plot_add_layer (plot, layer);
}

static void
add_curve (GwPlot *plot, Kind kind, const GwPlotCurve *curve, const GwCurve *points, guint dash)
{
  g_autofree char *key = g_strconcat ("class:", curve->name, NULL);
  const GwPlotLineStyle style = { .name = curve->name,
                                  .color = curve->color,
                                  .dash = dash,
                                  .shape = kind == KIND_PR ? GW_PLOT_LINE_STEP : GW_PLOT_LINE_STRAIGHT,
                                  .key = key };
  Reading *reading = g_new0 (Reading, 1);
  GArray *x, *y, *thresholds;
  GwPlotLayer *layer;

  copy_curve (points, kind == KIND_DET, &x, &y, &thresholds);
  *reading = (Reading) { kind, g_strdup (curve->name), g_array_ref (thresholds),
                         gw_score_table_positives (curve->table), gw_score_table_negatives (curve->table) };
  layer = gw_plot_line_new (x, y, &style);
  gw_plot_line_set_number_keys (layer, GW_PLOT_THRESHOLD_KEY, thresholds);
  gw_plot_line_set_describe (layer, describe_point, reading, reading_free);
  gw_plot_add_layer (plot, layer);
}

/* --- which are drawn ----------------------------------------------------------------------- */

static gboolean
can_draw (const GwPlotCurve *curve)
{
  return curve->table != NULL && gw_score_table_positives (curve->table) > 0
         && gw_score_table_negatives (curve->table) > 0;
}

static gboolean
set_message (GwPlot *plot, const GwPlotCurve *curves, gsize n_curves, const gsize *order, gsize n_drawn)
{
  gboolean varies = FALSE;

  for (gsize i = 0; i < n_drawn; i++)
    varies = varies || gw_score_table_n_points (curves[order[i]].table) > 1;
  if (n_curves == 0)
    gw_plot_set_message (plot, _ ("No Scores"), _ ("Import predictions with scores to see this curve."));
  else if (n_drawn == 0)
    gw_plot_set_message (plot, _ ("Only One Class"),
                         _ ("This curve compares a class with the rest. Label images of both first."));
  else if (!varies)
    gw_plot_set_message (plot, _ ("All Scores Are Equal"), _ ("A curve needs scores that differ."));
  else
    return FALSE;
  return TRUE;
}

/* “Only 14 positives: read with care.” */
static char *
note_few (const GwScoreTable *table)
{
  const double positives = gw_score_table_positives (table), negatives = gw_score_table_negatives (table);
  const double few = MIN (positives, negatives);
  g_autofree char *number = gw_plot_number_count (few);

  if (few >= GW_PLOT_FEW_POSITIVES)
    return NULL;
  if (positives <= negatives)
    return g_strdup_printf (
        ngettext ("Only %s positive: read with care.", "Only %s positives: read with care.", (gulong) few), number);
  return g_strdup_printf (
      ngettext ("Only %s negative: read with care.", "Only %s negatives: read with care.", (gulong) few), number);
}

static char *
note_missing (const GwScoreTable *table)
{
  const gsize n = gw_score_table_n_excluded (table);
  g_autofree char *number = gw_plot_number_count ((double) n);

  return n == 0 ? NULL
                : g_strdup_printf (ngettext ("%s row without a score or label is left out.",
                                             "%s rows without a score or label are left out.", (gulong) n),
                                   number);
}

static char *
note_single (gsize n)
{
  g_autofree char *number = gw_plot_number_count ((double) n);

  return n == 0 ? NULL
                : g_strdup_printf (ngettext ("%s class without labels is not drawn.",
                                             "%s classes without labels are not drawn.", (gulong) n),
                                   number);
}

gsize *
_gw_plot_choose_curves (GwPlot *plot, const GwPlotCurve *curves, gsize n_curves, gsize chosen, gsize *n_drawn,
                        char **note)
{
  g_autofree gsize *possible = g_new (gsize, MAX (n_curves, 1));
  gsize n_possible = 0, first = 0;
  gsize *order;

  for (gsize i = 0; i < n_curves; i++)
    {
      if (!can_draw (&curves[i]))
        continue;
      if (i == chosen)
        first = n_possible;
      possible[n_possible++] = i;
    }
  order = _gw_plot_order_curves (n_possible, first, n_drawn);
  for (gsize i = 0; i < *n_drawn; i++)
    order[i] = possible[order[i]];
  if (set_message (plot, curves, n_curves, order, *n_drawn))
    {
      *n_drawn = 0;
      return order;
    }
  *note = _gw_plot_join_notes (
      note_few (curves[order[0]].table), note_missing (curves[order[0]].table),
      _gw_plot_join_notes (note_single (n_curves - n_possible), _gw_plot_note_left_out (n_possible, *n_drawn), NULL));
  return order;
}

/* --- all of them --------------------------------------------------------------------------------- */

typedef struct
{
  Kind kind;
  const GwPlotCurve *curves;
  const GwPlotCurveOptions *options;
  gsize *order;
  gsize n_drawn;
  double lowest, highest; /* rates above 0 and below 1 that are drawn, for DET */
} Curves;

static gw_status
get_points (Kind kind, const GwScoreTable *table, GwCurve *points)
{
  switch (kind)
    {
    case KIND_PR:
      return gw_pr_curve (table, points, NULL);
    case KIND_DET:
      return gw_det_curve (table, points);
    case KIND_ROC:
    case N_KINDS:
    default:
      return gw_roc_curve (table, TRUE, points, NULL);
    }
}

/* NaN for DET. */
static double
get_figure (Kind kind, const GwScoreTable *table)
{
  double figure = NAN;

  if (kind == KIND_ROC)
    gw_roc_auc (table, &figure);
  else if (kind == KIND_PR)
    gw_average_precision (table, &figure, NULL);
  return figure;
}

static void
widen (Curves *self, const GwCurve *points)
{
  for (gsize i = 0; i < points->n_points; i++)
    {
      const double rates[] = { points->x[i], points->y[i] };

      for (guint j = 0; j < G_N_ELEMENTS (rates); j++)
        {
          if (rates[j] > 0)
            self->lowest = MIN (self->lowest, rates[j]);
          if (rates[j] < 1)
            self->highest = MAX (self->highest, rates[j]);
        }
    }
}

static void
add_curves (Curves *self, GwPlot *plot)
{
  g_autoptr (GString) summary = g_string_new (_ (kinds[self->kind].summary));

  for (gsize i = 0; i < self->n_drawn; i++)
    {
      const GwPlotCurve *curve = &self->curves[self->order[i]];
      const double value = get_figure (self->kind, curve->table);
      g_autofree char *figure = isfinite (value) ? gw_plot_number_fixed (value, 3) : NULL;
      GwCurve points = { 0 };

      if (!gw_status_has_values (get_points (self->kind, curve->table, &points)))
        continue;
      if (self->kind == KIND_DET)
        widen (self, &points);
      if (i == 0)
        add_band (plot, curve);
      add_curve (plot, self->kind, curve, &points, (guint) i);
      gw_curve_clear (&points);
      if (self->n_drawn > 1)
        gw_plot_add_legend (plot, GW_PLOT_SAMPLE_LINE, curve->color, (guint) i, curve->name, figure);
      g_string_append_printf (summary, "%s %s%s%s", i > 0 ? "," : "", curve->name, figure != NULL ? " " : "",
                              figure != NULL ? figure : "");
      if (self->n_drawn == 1 && figure != NULL)
        {
          g_autofree char *note = g_strdup_printf ("%s %s", _ (kinds[self->kind].figure), figure);

          gw_plot_set_legend_note (plot, note);
        }
    }
  if (self->n_drawn > 1 && kinds[self->kind].figure != NULL)
    gw_plot_set_legend_note (plot, _ (kinds[self->kind].figure));
  g_string_append_c (summary, '.');
  gw_plot_set_summary (plot, summary->str);
}

/* What is called positive from a threshold on, by halving. */
static gboolean
find_point (const GwScoreTable *table, double threshold, GwOperatingPoint *point)
{
  gsize low = 0, high = gw_score_table_n_points (table);

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (gw_score_table_get_point (table, middle, point) != GW_STATUS_OK || point->threshold < threshold)
        high = middle;
      else
        low = middle + 1;
    }
  return low > 0 && gw_score_table_get_point (table, low - 1, point) == GW_STATUS_OK;
}

static void
add_marker (const Curves *self, GwPlot *plot)
{
  const GwPlotCurve *chosen = &self->curves[self->order[0]];
  GwOperatingPoint point = { 0 };
  double recall, fpr, x, y;
  g_autofree char *text = NULL;

  if (!self->options->has_threshold || !find_point (chosen->table, self->options->threshold, &point))
    return;
  recall = point.tp / (point.tp + point.fn);
  fpr = point.fp / (point.fp + point.tn);
  x = self->kind == KIND_PR ? recall : fpr;
  y = self->kind == KIND_PR ? point.tp / (point.tp + point.fp) : self->kind == KIND_DET ? 1 - recall : recall;
  text = tell_rates (self->kind, x, y, "\n");
  gw_plot_add_layer (plot, gw_plot_marker_new (x, y, chosen->color, text));
}

static void
set_axes (const Curves *self, GwPlot *plot)
{
  const char *x = _ (kinds[self->kind].x), *y = _ (kinds[self->kind].y);
  double low, high;

  if (self->kind != KIND_DET)
    {
      _gw_plot_set_unit_axes (plot, x, y);
      return;
    }
  low = MAX (LEAST_RATE, pow (10, floor (log10 (MIN (self->lowest, 0.01)))));
  high = CLAMP (self->highest, 0.5, 1 - LEAST_RATE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_probit (low, high), x, GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_probit (low, high), y, GW_PLOT_AXIS_GRID);
  gw_plot_set_square (plot, SQUARE);
}

static void
add_rules (const Curves *self, GwPlot *plot)
{
  const GwScoreTable *table = self->curves[self->order[0]].table;
  const double positives = gw_score_table_positives (table);
  GwPlotLayer *rules = gw_plot_rule_new ();

  if (self->kind == KIND_ROC)
    gw_plot_rule_add_segment (rules, 0, 0, 1, 1);
  else if (self->kind == KIND_PR)
    {
      const double prevalence = positives / (positives + gw_score_table_negatives (table));
      g_autofree char *number = gw_plot_number_fixed (prevalence, 3);
      g_autofree char *label = g_strdup_printf (_ ("prevalence %s"), number);

      gw_plot_rule_add_horizontal (rules, prevalence, label);
    }
  gw_plot_add_layer (plot, rules);
}

static GwPlot *
make_plot (Kind kind, const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options)
{
  GwPlot *plot = gw_plot_new (kinds[kind].name);
  Curves self = { .kind = kind, .curves = curves, .options = options, .lowest = 1, .highest = 0 };
  g_autofree char *note = NULL;

  gw_plot_set_title (plot, options->title != NULL ? options->title : _ (kinds[kind].title), options->subtitle);
  self.order = _gw_plot_choose_curves (plot, curves, n_curves, options->chosen, &self.n_drawn, &note);
  if (self.n_drawn > 0)
    {
      add_curves (&self, plot);
      set_axes (&self, plot);
      /* Its card comes first: the names of lines find another place. */
      add_marker (&self, plot);
      add_rules (&self, plot);
      gw_plot_set_note (plot, note);
    }
  g_free (self.order);
  return plot;
}

GwPlot *
gw_plot_roc_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options)
{
  return make_plot (KIND_ROC, curves, n_curves, options);
}

GwPlot *
gw_plot_pr_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options)
{
  return make_plot (KIND_PR, curves, n_curves, options);
}

GwPlot *
gw_plot_det_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options)
{
  return make_plot (KIND_DET, curves, n_curves, options);
}
