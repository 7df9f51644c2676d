/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-class-curves.h"

#include <math.h>
#include <string.h>

#include "gw-class-evaluation.h"

/* Of more rows a band is thinner than its line, and takes long. */
#define BAND_WORK 2e8
#define BAND_REPLICATES 1000
#define BAND_LEAST_REPLICATES 100
#define BAND_PLACES 201
#define BAND_SEED 1
#define LEVEL 0.95
#define N_OTHERS 2

/* --- rows ------------------------------------------------------------------------- */

static const GwScoredObject *
get_object (const GArray *objects, gint32 row)
{
  return row >= 0 ? &g_array_index (objects, GwScoredObject, row) : NULL;
}

/* Of a row: the class of the object, -1 where there is none, and what was detected. */
static gint32
get_outcome (const GwClassCurves *self, gsize i, gint32 *detected, double *score)
{
  const GwDetectionRows *rows = self->matches->rows;
  const GwDetectionOutcome *outcome = &g_array_index (self->matches->outcomes, GwDetectionOutcome,
                                                      g_array_index (self->outcomes, guint, i));
  const GwScoredObject *truth = get_object (rows->truths->rows, outcome->truth);
  const GwScoredObject *detection = get_object (rows->detections->rows, outcome->detection);

  *detected = detection != NULL ? detection->label : -1;
  *score = detection != NULL ? rows->detected_objects[outcome->detection].score : 0;
  return truth != NULL ? truth->label : -1;
}

/* What need not be found counts for nothing. */
static void
pick_outcomes (GwClassCurves *self)
{
  self->outcomes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->matches->outcomes->len; i++)
    if (g_array_index (self->matches->outcomes, GwDetectionOutcome, i).kind != GW_OUTCOME_IGNORED)
      g_array_append_val (self->outcomes, i);
}

static void
get_column (const GwClassCurves *self, guint which, gint32 *truth, double *score)
{
  if (self->rows != NULL)
    {
      gw_class_rows_get_column (self->rows, which, truth, score);
      return;
    }
  for (gsize i = 0; i < self->n; i++)
    {
      gint32 detected;
      double sureness;
      const gint32 label = get_outcome (self, i, &detected, &sureness);

      truth[i] = label == (gint32) which;
      score[i] = detected == (gint32) which ? sureness : 0;
    }
}

static void
count_rows (GwClassCurves *self)
{
  for (gsize i = 0; i < self->n; i++)
    {
      gint32 detected, label;
      double score;

      if (self->rows != NULL)
        label = self->rows->truth[i];
      else
        label = get_outcome (self, i, &detected, &score);
      self->n_known += self->rows == NULL || label >= 0;
      if (label >= 0 && (guint) label < self->classes->len)
        self->positives[label]++;
    }
}

/* --- which lines --------------------------------------------------------------------- */

static guint
find_class (const GPtrArray *classes, const char *name)
{
  for (guint i = 0; name != NULL && i < classes->len; i++)
    if (g_str_equal (g_ptr_array_index (classes, i), name))
      return i;
  return classes->len;
}

static guint
choose_class (const GwClassCurves *self, const char *name)
{
  const guint found = find_class (self->classes, name);

  if (found < self->classes->len)
    return found;
  if (self->rows != NULL && self->rows->binary)
    return self->rows->positive;
  for (guint i = 0; i < self->classes->len; i++)
    if (self->positives[i] > 0)
      return i;
  return 0;
}

static void
add_line (GwClassCurves *self, guint which)
{
  for (gsize i = 0; i < self->n_lines; i++)
    if (self->lines[i].which == which)
      return;
  self->lines[self->n_lines++] = (GwClassLine) {
    .which = which, .status = GW_STATUS_EMPTY, .roc_auc = NAN, .average_precision = NAN
  };
}

/* Of two classes the other one says the same again. */
static void
add_frequent_lines (GwClassCurves *self)
{
  g_autofree guint8 *taken = g_new0 (guint8, MAX (self->classes->len, 1));

  if (self->classes->len < 3)
    return;
  taken[self->chosen] = 1;
  for (guint n = 0; n < N_OTHERS; n++)
    {
      guint most = self->classes->len;

      for (guint i = 0; i < self->classes->len; i++)
        if (!taken[i] && self->positives[i] > 0
            && (most == self->classes->len || self->positives[i] > self->positives[most]))
          most = i;
      if (most == self->classes->len)
        return;
      taken[most] = 1;
      add_line (self, most);
    }
}

static void
choose_lines (GwClassCurves *self, const char *chosen, const char *const *others)
{
  self->lines = g_new0 (GwClassLine, self->classes->len + 1);
  self->lowest = -INFINITY;
  self->chosen = self->classes->len > 0 ? choose_class (self, chosen) : 0;
  if (self->classes->len == 0 || !self->has_scores)
    return;
  add_line (self, self->chosen);
  if (others == NULL)
    add_frequent_lines (self);
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    {
      const guint which = find_class (self->classes, others[i]);

      if (which < self->classes->len)
        add_line (self, which);
    }
}

static GwClassCurves *
create (const GPtrArray *classes)
{
  GwClassCurves *self = g_new0 (GwClassCurves, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->classes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < classes->len; i++)
    g_ptr_array_add (self->classes, g_strdup (g_ptr_array_index (classes, i)));
  self->positives = g_new0 (guint64, MAX (classes->len, 1));
  return self;
}

GwClassCurves *
gw_class_curves_new (const GwClassRows *rows, const char *chosen, const char *const *others)
{
  GwClassCurves *self = create (rows->classes);

  self->rows = rows;
  self->n = rows->n;
  self->has_scores = rows->scores != NULL;
  if (rows->image_ids != NULL)
    self->image_ids = g_memdup2 (rows->image_ids, rows->n * sizeof (gint64));
  count_rows (self);
  choose_lines (self, chosen, others);
  return self;
}

GwClassCurves *
gw_class_curves_new_detections (const GwDetectionEvaluation *matches, const char *chosen, const char *const *others)
{
  GwClassCurves *self = create (matches->rows->classes);

  self->matches = matches;
  pick_outcomes (self);
  self->n = self->outcomes->len;
  self->has_scores = TRUE;
  self->of_objects = TRUE;
  if (matches->rows->image_ids != NULL)
    self->image_ids = g_new (gint64, MAX (self->n, 1));
  for (gsize i = 0; self->image_ids != NULL && i < self->n; i++)
    {
      const guint outcome = g_array_index (self->outcomes, guint, i);

      self->image_ids[i] = matches->rows
                               ->image_ids[g_array_index (matches->outcomes, GwDetectionOutcome, outcome).image];
    }
  count_rows (self);
  choose_lines (self, chosen, others);
  return self;
}

GwClassCurves *
gw_class_curves_ref (GwClassCurves *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_class_curves_unref (GwClassCurves *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; i < self->n_lines; i++)
    g_clear_pointer (&self->lines[i].view, gw_score_view_free);
  gw_band_clear (&self->roc_band);
  gw_band_clear (&self->pr_band);
  g_ptr_array_unref (self->classes);
  g_free (self->positives);
  g_free (self->image_ids);
  g_clear_pointer (&self->outcomes, g_array_unref);
  g_free (self->lines);
  g_free (self);
}

const GwClassLine *
gw_class_curves_get_line (const GwClassCurves *self)
{
  return self->n_lines > 0 && self->lines[0].view != NULL ? &self->lines[0] : NULL;
}

/* --- lines -------------------------------------------------------------------------------- */

/* How good a threshold is; of costs the less the better. */
static double
rate_point (const GwThresholdChoice *choice, const GwOperatingPoint *point)
{
  GwRates rates;

  gw_rates_init (&rates, point, choice->beta);
  switch (choice->rule)
    {
    case GW_THRESHOLD_F_BETA:
      return rates.f_beta;
    case GW_THRESHOLD_YOUDEN:
      return rates.youden;
    case GW_THRESHOLD_COST:
    default:
      return -gw_operating_point_get_cost (point, choice->cost_fp, choice->cost_fn);
    }
}

/* Of a detector: what it did not detect is not among what can be called positive. */
static gw_status
choose_detected (const GwClassCurves *self, const GwScoreTable *table, const GwThresholdChoice *choice,
                 GwOperatingPoint *point, double *objective)
{
  GwOperatingPoint other = { INFINITY, 0, 0, gw_score_table_negatives (table), gw_score_table_positives (table) };
  double best = choice->rule == GW_THRESHOLD_COST ? rate_point (choice, &other) : -INFINITY;

  *point = other;
  for (gsize i = 0; gw_score_table_get_point (table, i, &other) == GW_STATUS_OK && other.threshold >= self->lowest; i++)
    {
      const double rate = rate_point (choice, &other);

      if (!(rate > best))
        continue;
      best = rate;
      *point = other;
    }
  if (objective != NULL)
    *objective = choice->rule == GW_THRESHOLD_COST ? -best : best;
  return isfinite (best) ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

gw_status
gw_class_curves_choose (const GwClassCurves *self, const GwThresholdChoice *choice, GwOperatingPoint *point,
                        double *objective)
{
  const GwClassLine *line = gw_class_curves_get_line (self);

  if (line == NULL)
    return GW_STATUS_EMPTY;
  if (!self->of_objects)
    return gw_choose_threshold (gw_score_view_get_table (line->view), choice, point, objective);
  return line->status == GW_STATUS_OK
             ? choose_detected (self, gw_score_view_get_table (line->view), choice, point, objective)
             : line->status;
}

/* The lowest score of a detection; 1 where nothing was detected. */
static void
find_lowest (GwClassCurves *self)
{
  const GwClassLine *line = gw_class_curves_get_line (self);
  const GwScoreTable *table = line != NULL ? gw_score_view_get_table (line->view) : NULL;
  GwOperatingPoint point;

  self->lowest = self->of_objects ? 1 : -INFINITY;
  for (gsize i = table != NULL && self->of_objects ? gw_score_table_n_points (table) : 0; i > 0; i--)
    if (gw_score_table_get_point (table, i - 1, &point) == GW_STATUS_OK && point.threshold > 0)
      {
        self->lowest = point.threshold;
        return;
      }
}

static void
find_best (GwClassCurves *self)
{
  static const GwThresholdChoice choices[GW_BEST_N] = {
    [GW_BEST_F1] = { GW_THRESHOLD_F_BETA, 1, 1, 1 },
    [GW_BEST_F2] = { GW_THRESHOLD_F_BETA, 2, 1, 1 },
    [GW_BEST_YOUDEN] = { GW_THRESHOLD_YOUDEN, 1, 1, 1 },
  };

  for (guint i = 0; i < GW_BEST_N; i++)
    {
      GwOperatingPoint point;

      self->best[i] = NAN;
      if (gw_class_curves_choose (self, &choices[i], &point, NULL) == GW_STATUS_OK)
        self->best[i] = point.threshold;
    }
}

static gw_status
compute_line (const GwClassCurves *self, GwClassLine *line, const GwRun *run)
{
  gint32 *truth = g_new (gint32, MAX (self->n, 1));
  double *score = g_new (double, MAX (self->n, 1));

  get_column (self, line->which, truth, score);
  line->view = gw_score_view_new (truth, score, self->n, run, &line->status);
  if (line->view != NULL)
    {
      const GwScoreTable *table = gw_score_view_get_table (line->view);

      gw_roc_auc (table, &line->roc_auc);
      gw_average_precision (table, &line->average_precision, NULL);
    }
  return line->status;
}

static gw_status
compute_lines (GwClassCurves *self, const GwRun *run)
{
  for (gsize i = 0; i < self->n_lines; i++)
    if (self->lines[i].view == NULL && compute_line (self, &self->lines[i], run) == GW_STATUS_CANCELLED)
      return GW_STATUS_CANCELLED;
  find_lowest (self);
  find_best (self);
  return GW_STATUS_OK;
}

/* --- scores -------------------------------------------------------------------------------- */

/* Areas of all classes of a detector; a class without objects has none. */
static gw_status
measure_detector (GwClassCurves *self, const GwRun *run)
{
  double sum_roc = 0, sum_precision = 0;
  gsize n_roc = 0, n_precision = 0;

  for (guint i = 0; i < self->classes->len; i++)
    {
      GwClassLine line = { .which = i, .roc_auc = NAN, .average_precision = NAN };

      if (self->positives[i] == 0)
        continue;
      if (compute_line (self, &line, run) == GW_STATUS_CANCELLED)
        return GW_STATUS_CANCELLED;
      g_clear_pointer (&line.view, gw_score_view_free);
      if (isfinite (line.roc_auc))
        {
          sum_roc += line.roc_auc;
          n_roc++;
        }
      if (isfinite (line.average_precision))
        {
          sum_precision += line.average_precision;
          n_precision++;
        }
    }
  self->roc_auc_macro = n_roc > 0 ? sum_roc / (double) n_roc : NAN;
  self->average_precision_macro = n_precision > 0 ? sum_precision / (double) n_precision : NAN;
  return GW_STATUS_OK;
}

/* As `metrics classification` has them. */
static gw_status
measure_classifier (GwClassCurves *self, const GwRun *run)
{
  const GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;
  g_autoptr (GwClassEvaluation) evaluation = gw_class_evaluation_new (self->rows, &options);

  for (guint part = 0; part <= GW_CLASS_AREAS; part++)
    {
      const gw_status status = gw_class_evaluation_compute (evaluation, part, run);

      if (status == GW_STATUS_CANCELLED)
        return status;
      if (!gw_status_has_values (status))
        return GW_STATUS_OK;
    }
  self->roc_auc_macro = evaluation->roc_auc_ovr_macro;
  self->average_precision_macro = evaluation->average_precision_macro;
  return GW_STATUS_OK;
}

static gboolean
are_shares (const double *scores, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (scores[i] < 0 || scores[i] > 1)
      return FALSE;
  return TRUE;
}

static void
measure_probabilities (GwClassCurves *self)
{
  const GwClassLine *line = gw_class_curves_get_line (self);
  const gint32 *truth = line != NULL ? gw_score_view_get_truth (line->view) : NULL;
  const double *scores = line != NULL ? gw_score_view_get_scores (line->view) : NULL;

  self->are_probabilities = line != NULL && are_shares (scores, self->n);
  if (!self->are_probabilities)
    return;
  if (!gw_status_has_values (gw_probability_metrics (truth, scores, NULL, self->n, &self->probability)))
    self->probability = (GwProbabilityMetrics) { NAN, NAN, NAN, NAN, 0 };
  if (!gw_status_has_values (gw_calibration (truth, scores, self->n, GW_CALIBRATION_UNIFORM, GW_CALIBRATION_BINS,
                                             self->bins, &self->calibration)))
    self->calibration = (GwCalibration) { NAN, NAN, 0 };
}

static gw_status
compute_scores (GwClassCurves *self, const GwRun *run)
{
  const GwClassLine *line = gw_class_curves_get_line (self);
  gw_status status;

  self->probability = (GwProbabilityMetrics) { NAN, NAN, NAN, NAN, 0 };
  self->calibration = (GwCalibration) { NAN, NAN, 0 };
  self->area = (GwDelong) { NAN, NAN, NAN, NAN, 0 };
  self->roc_auc_macro = self->average_precision_macro = NAN;
  measure_probabilities (self);
  if (line == NULL)
    return GW_STATUS_OK;

  status = gw_score_view_get_delong (line->view, LEVEL, &self->area, run);
  if (status == GW_STATUS_CANCELLED)
    return status;
  if (!gw_status_has_values (status))
    self->area = (GwDelong) { NAN, NAN, NAN, NAN, 0 };
  return self->rows != NULL ? measure_classifier (self, run) : measure_detector (self, run);
}

/* --- bands ---------------------------------------------------------------------------------- */

static gw_status
compute_bands (GwClassCurves *self, const GwRun *run)
{
  const GwClassLine *line = gw_class_curves_get_line (self);
  const double replicates = MIN (BAND_REPLICATES, floor (BAND_WORK / (double) MAX (self->n_known, 1)));
  gw_status status = GW_STATUS_OK;

  if (line == NULL || line->status != GW_STATUS_OK || replicates < BAND_LEAST_REPLICATES)
    return GW_STATUS_OK;
  status = gw_score_view_find_band (line->view, GW_BAND_ROC, BAND_PLACES, (gsize) replicates, BAND_SEED, LEVEL,
                                    &self->roc_band, run);
  if (gw_status_has_values (status))
    status = gw_score_view_find_band (line->view, GW_BAND_PR, BAND_PLACES, (gsize) replicates, BAND_SEED, LEVEL,
                                      &self->pr_band, run);
  return status == GW_STATUS_CANCELLED ? status : GW_STATUS_OK;
}

gw_status
gw_class_curves_compute (GwClassCurves *self, GwCurvesPart part, const GwRun *run)
{
  gw_status status = GW_STATUS_INVALID;

  g_return_val_if_fail (part < GW_CURVES_N_PARTS, GW_STATUS_INVALID);

  if (self->ready & (1u << part))
    return GW_STATUS_OK;
  switch (part)
    {
    case GW_CURVES_PART_LINES:
      status = compute_lines (self, run);
      break;
    case GW_CURVES_PART_SCORES:
      status = compute_scores (self, run);
      break;
    case GW_CURVES_PART_BANDS:
      status = compute_bands (self, run);
      break;
    case GW_CURVES_N_PARTS:
    default:
      break;
    }
  if (status == GW_STATUS_OK)
    self->ready |= 1u << part;
  return status;
}

/* --- doors ----------------------------------------------------------------------------------- */

GArray *
gw_class_curves_list_images (const GwClassCurves *self, const GArray *rows)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; self->image_ids != NULL && i < rows->len; i++)
    {
      gint64 *id = &self->image_ids[g_array_index (rows, guint, i)];

      if (g_hash_table_add (listed, id))
        g_array_append_val (ids, *id);
    }
  return ids;
}
