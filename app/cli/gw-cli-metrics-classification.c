/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-bootstrap.h"
#include "gw-calibration.h"
#include "gw-class-scores.h"
#include "gw-cli-metrics.h"
#include "gw-cli-work.h"
#include "gw-confusion.h"
#include "gw-delong.h"
#include "gw-error.h"
#include "gw-label-metrics.h"
#include "gw-multiclass-scores.h"
#include "gw-probability.h"
#include "gw-score-curve.h"
#include "gw-threshold.h"

#define LEVEL 0.95
#define DEFAULT_THRESHOLD 0.5

/* The scores, what they predict, and what comes of it. */
typedef struct
{
  GwCli *cli;
  GwRun run;
  GwClassScores *scores;
  gsize n;
  gsize n_classes;
  double threshold; /* NaN: the highest score decides */
  gsize n_ties;     /* rows where several are the highest */
  gint32 *predicted;
  gint32 *positive; /* of two classes: 1 where the truth is the positive one */
  double *score;    /* of two classes: the positive one's */
  double *matrix;
  GwClassMetrics *per_class;
  double *roc_auc; /* n_classes each */
  double *average_precision;
  GwLabelMetrics labels;
  GwProbabilityMetrics probability;
  GwMulticlassScores means;
  gboolean has_means;
  GwCalibration calibration;
} Evaluation;

static void
evaluation_clear (Evaluation *self)
{
  g_clear_pointer (&self->scores, gw_class_scores_free);
  g_free (self->predicted);
  g_free (self->positive);
  g_free (self->score);
  g_free (self->matrix);
  g_free (self->per_class);
  g_free (self->roc_auc);
  g_free (self->average_precision);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evaluation, evaluation_clear)

static gboolean
check (const Evaluation *self, gw_status status, GError **error)
{
  return gw_cli_check_status (self->cli, status, _ ("The figures cannot be had"), error);
}

/* --- predictions ------------------------------------------------------------------ */

/* The class of the highest score, of equal ones the first. */
static gint32
highest (const double *scores, gsize n)
{
  gint32 best = 0;

  for (gsize i = 1; i < n; i++)
    {
      if (scores[i] > scores[best])
        best = (gint32) i;
    }

  return best;
}

static gboolean
is_tied (const double *scores, gsize n, gint32 best)
{
  for (gsize i = (gsize) best + 1; i < n; i++)
    {
      if (!(scores[i] < scores[best]))
        return TRUE;
    }

  return FALSE;
}

static void
predict (Evaluation *self)
{
  const GwClassScores *scores = self->scores;
  guint positive = scores->positive;

  self->predicted = g_new (gint32, MAX (self->n, 1));
  self->positive = g_new (gint32, MAX (self->n, 1));
  self->score = g_new (double, MAX (self->n, 1));
  for (gsize i = 0; i < self->n; i++)
    {
      const double *row = scores->scores + i * self->n_classes;

      self->predicted[i] = highest (row, self->n_classes);
      self->n_ties += is_tied (row, self->n_classes, self->predicted[i]);
      if (!scores->binary)
        continue;
      self->score[i] = row[positive];
      self->positive[i] = scores->truth[i] < 0 ? -1 : scores->truth[i] == (gint32) positive;
      if (!isnan (self->threshold))
        self->predicted[i] = (gint32) (row[positive] >= self->threshold ? positive : 1 - positive);
    }
}

/* --- figures ------------------------------------------------------------------------- */

/* The areas of one class against the rest, of the scores as they are. */
static gw_status
measure_class (Evaluation *self, gsize which, gint32 *truth, double *score)
{
  GwScoreTable *table = NULL;
  gw_status status;

  for (gsize i = 0; i < self->n; i++)
    {
      truth[i] = self->scores->truth[i] < 0 ? -1 : self->scores->truth[i] == (gint32) which;
      score[i] = self->scores->scores[i * self->n_classes + which];
    }
  self->roc_auc[which] = self->average_precision[which] = NAN;
  status = gw_score_table_new (truth, score, NULL, self->n, &table, &self->run);
  if (status == GW_STATUS_OK)
    {
      gw_roc_auc (table, &self->roc_auc[which]);
      gw_average_precision (table, &self->average_precision[which], NULL);
    }
  gw_score_table_free (table);

  return status;
}

static gw_status
measure_classes (Evaluation *self)
{
  g_autofree gint32 *truth = g_new (gint32, MAX (self->n, 1));
  g_autofree double *score = g_new (double, MAX (self->n, 1));
  gw_status status = GW_STATUS_OK;

  self->roc_auc = g_new (double, self->n_classes);
  self->average_precision = g_new (double, self->n_classes);
  for (gsize i = 0; i < self->n_classes && gw_status_has_values (status); i++)
    status = measure_class (self, i, truth, score);

  return status;
}

/* The means over classes want rows that add up to 1; those of files are often
 * rounded, so that for pairs of classes they are divided by their sums. Rows that
 * are further off are no probabilities, and have no such means.
 */
static gw_status
measure_means (Evaluation *self)
{
  g_autofree double *scaled = g_new (double, MAX (self->n * self->n_classes, 1));
  g_autofree double *areas = g_new (double, 2 * self->n_classes);

  self->has_means = TRUE;
  for (gsize i = 0; i < self->n; i++)
    {
      const double *row = self->scores->scores + i * self->n_classes;
      double sum = 0;

      for (gsize j = 0; j < self->n_classes; j++)
        sum += row[j];
      self->has_means = self->has_means && fabs (sum - 1) <= GW_CLASS_SCORES_SUM_SLACK;
      for (gsize j = 0; j < self->n_classes; j++)
        scaled[i * self->n_classes + j] = sum > 0 ? row[j] / sum : 1 / (double) self->n_classes;
    }

  return gw_multiclass_scores (self->scores->truth, scaled, self->n, self->n_classes, areas, areas + self->n_classes,
                               &self->means, &self->run);
}

static gw_status
measure_probabilities (Evaluation *self)
{
  g_autofree GwCalibrationBin *bins = g_new (GwCalibrationBin, GW_CALIBRATION_BINS);
  gw_status status;

  if (self->scores->binary)
    {
      status = gw_probability_metrics (self->positive, self->score, NULL, self->n, &self->probability);
      return gw_status_has_values (status)
                 ? gw_calibration (self->positive, self->score, self->n, GW_CALIBRATION_UNIFORM, GW_CALIBRATION_BINS,
                                   bins, &self->calibration)
                 : status;
    }

  status = gw_probability_metrics_multiclass (self->scores->truth, self->scores->scores, NULL, self->n, self->n_classes,
                                              &self->probability);

  return gw_status_has_values (status)
             ? gw_calibration_multiclass (self->scores->truth, self->scores->scores, self->n, self->n_classes,
                                          GW_CALIBRATION_UNIFORM, GW_CALIBRATION_BINS, bins, &self->calibration)
             : status;
}

static gboolean
evaluate (Evaluation *self, GError **error)
{
  self->matrix = g_new (double, self->n_classes * self->n_classes);
  self->per_class = g_new0 (GwClassMetrics, self->n_classes);

  return check (self,
                gw_confusion_matrix (self->scores->truth, self->predicted, NULL, self->n, NULL, self->n_classes,
                                     self->matrix, NULL, &self->run),
                error)
         && check (self,
                   gw_label_metrics_from_confusion (self->matrix, self->n_classes, 0, self->per_class, &self->labels),
                   error)
         && check (self, measure_classes (self), error) && check (self, measure_means (self), error)
         && check (self, measure_probabilities (self), error);
}

/* --- telling ---------------------------------------------------------------------------- */

/* NaN where one of them is. */
static double
mean_of (const double *values, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];

  return sum / (double) n;
}

/* Of those that are known. */
static double
mean_of_known (const double *values, gsize n)
{
  double sum = 0;
  gsize n_known = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (isnan (values[i]))
        continue;
      sum += values[i];
      n_known++;
    }

  return n_known > 0 ? sum / (double) n_known : NAN;
}

static void
tell_labels (GwCliAnswer *answer, const Evaluation *self)
{
  const GwLabelMetrics *labels = &self->labels;
  const GwClassMetrics none = { NAN, NAN, NAN, NAN, NAN, NAN, 0, 0 };
  const GwClassMetrics *positive = self->scores->binary ? &self->per_class[self->scores->positive] : &none;

  gw_cli_answer_number (answer, "accuracy", labels->accuracy);
  gw_cli_answer_number (answer, "balanced_accuracy", labels->balanced_accuracy);
  gw_cli_answer_number (answer, "precision", positive->precision);
  gw_cli_answer_number (answer, "recall", positive->recall);
  gw_cli_answer_number (answer, "specificity", positive->specificity);
  gw_cli_answer_number (answer, "f0.5", positive->f_half);
  gw_cli_answer_number (answer, "f1", positive->f1);
  gw_cli_answer_number (answer, "f2", positive->f2);
  gw_cli_answer_number (answer, "precision_macro", labels->macro.precision);
  gw_cli_answer_number (answer, "recall_macro", labels->macro.recall);
  gw_cli_answer_number (answer, "f1_macro", labels->macro.f1);
  gw_cli_answer_number (answer, "f1_micro", labels->micro.f1);
  gw_cli_answer_number (answer, "f1_weighted", labels->weighted.f1);
  gw_cli_answer_number (answer, "g_mean", labels->g_mean);
  gw_cli_answer_number (answer, "mcc", labels->mcc);
  gw_cli_answer_number (answer, "kappa", labels->kappa);
}

static void
tell_scores (GwCliAnswer *answer, const Evaluation *self)
{
  gboolean binary = self->scores->binary;
  guint positive = self->scores->positive;

  gw_cli_answer_number (answer, "log_loss", self->probability.log_loss);
  gw_cli_answer_number (answer, "brier", self->probability.brier);
  gw_cli_answer_number (answer, "brier_skill", self->probability.brier_skill);
  gw_cli_answer_number (answer, "ece", self->calibration.ece);
  gw_cli_answer_number (answer, "mce", self->calibration.mce);
  gw_cli_answer_number (answer, "roc_auc", binary ? self->roc_auc[positive] : NAN);
  gw_cli_answer_number (answer, "roc_auc_ovr_macro", self->has_means ? mean_of (self->roc_auc, self->n_classes) : NAN);
  gw_cli_answer_number (answer, "roc_auc_ovo_macro", self->has_means ? self->means.ovo_macro : NAN);
  gw_cli_answer_number (answer, "average_precision", binary ? self->average_precision[positive] : NAN);
  gw_cli_answer_number (answer, "average_precision_macro", mean_of_known (self->average_precision, self->n_classes));
}

static void
tell_classes (GwCliAnswer *answer, const Evaluation *self)
{
  gw_cli_answer_begin_table (answer, "per_class");
  for (gsize i = 0; i < self->n_classes; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (self->scores->classes, i));
      gw_cli_answer_count (answer, "support", (guint64) self->per_class[i].support);
      gw_cli_answer_number (answer, "precision", self->per_class[i].precision);
      gw_cli_answer_number (answer, "recall", self->per_class[i].recall);
      gw_cli_answer_number (answer, "f1", self->per_class[i].f1);
      gw_cli_answer_number (answer, "roc_auc", self->roc_auc[i]);
      gw_cli_answer_number (answer, "average_precision", self->average_precision[i]);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

/* What the figures are to be taken with. Of two classes the positive one comes last. */
static void
tell_warnings (GwCliAnswer *answer, const Evaluation *self)
{
  g_autofree guint64 *counts = g_new (guint64, MAX (self->n_classes, 1));

  for (gsize i = 0; i < self->n_classes; i++)
    counts[self->scores->binary ? i == self->scores->positive : i] = (guint64) self->per_class[i].support;
  gw_cli_answer_warnings (answer, counts, self->n_classes);
}

/* Without rows of both classes none is better than another. */
static void
choose (const GwScoreTable *table, const GwThresholdChoice *choice, double *threshold, double *objective)
{
  GwOperatingPoint point;

  *threshold = NAN;
  if (gw_choose_threshold (table, choice, &point, objective) == GW_STATUS_OK)
    *threshold = point.threshold;
  else
    *objective = NAN;
}

/* Where the positive class would be predicted best. */
static void
tell_thresholds (GwCliAnswer *answer, const Evaluation *self)
{
  GwThresholdChoice choice = { GW_THRESHOLD_F_BETA, gw_cli_metrics_options.beta, 1, 1 };
  GwScoreTable *table = NULL;
  double threshold, objective;

  if (gw_score_table_new (self->positive, self->score, NULL, self->n, &table, &self->run) == GW_STATUS_OK)
    {
      gw_cli_answer_begin_object (answer, "best_threshold");
      choose (table, &choice, &threshold, &objective);
      gw_cli_answer_number (answer, "beta", choice.beta);
      gw_cli_answer_number (answer, "f_beta", objective);
      gw_cli_answer_number (answer, "threshold", threshold);
      choice.rule = GW_THRESHOLD_YOUDEN;
      choose (table, &choice, &threshold, &objective);
      gw_cli_answer_number (answer, "youden", objective);
      gw_cli_answer_number (answer, "threshold_youden", threshold);
      gw_cli_answer_end_object (answer);
    }
  gw_score_table_free (table);
}

/* --- intervals ------------------------------------------------------------------------------ */

static double
draw_accuracy (const uint32_t *rows, size_t n, void *data)
{
  const Evaluation *self = data;
  gsize n_right = 0, n_known = 0;

  for (size_t i = 0; i < n; i++)
    {
      gint32 truth = self->scores->truth[rows[i]];

      n_known += truth >= 0;
      n_right += truth >= 0 && truth == self->predicted[rows[i]];
    }

  return n_known > 0 ? (double) n_right / (double) n_known : NAN;
}

static void
tell_interval (GwCliAnswer *answer, const char *key, const char *method, double low, double high)
{
  gw_cli_answer_begin_row (answer);
  gw_cli_answer_text (answer, "figure", key);
  gw_cli_answer_text (answer, "method", method);
  gw_cli_answer_number (answer, "level", LEVEL);
  gw_cli_answer_number (answer, "low", low);
  gw_cli_answer_number (answer, "high", high);
  gw_cli_answer_end_row (answer);
}

static void
tell_bootstrap (GwCliAnswer *answer, Evaluation *self)
{
  GwBootstrapOptions options = { (size_t) gw_cli_metrics_options.bootstrap, (guint64) gw_cli_metrics_options.seed,
                                 LEVEL, FALSE };
  GwBootstrapInterval interval;

  if (gw_status_has_values (gw_bootstrap (self->n, NULL, &options, draw_accuracy, self, &interval, &self->run)))
    tell_interval (answer, "accuracy", "bootstrap", interval.low, interval.high);
  if (self->scores->binary
      && gw_status_has_values (
          gw_bootstrap_auc (self->positive, self->score, self->n, &options, &interval, &self->run)))
    tell_interval (answer, "roc_auc", "bootstrap", interval.low, interval.high);
}

static void
tell_intervals (GwCliAnswer *answer, Evaluation *self)
{
  GwDelong delong;

  gw_cli_answer_begin_table (answer, "confidence_intervals");
  if (self->scores->binary
      && gw_status_has_values (gw_auc_delong (self->positive, self->score, self->n, LEVEL, &delong, &self->run)))
    tell_interval (answer, "roc_auc", "delong", delong.low, delong.high);
  if (gw_cli_metrics_options.bootstrap > 0)
    tell_bootstrap (answer, self);
  gw_cli_answer_end_table (answer);
}

static gboolean
tell (GwCli *cli, Evaluation *self, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };
  gsize n_known = 0;

  for (gsize i = 0; i < self->n; i++)
    n_known += self->scores->truth[i] >= 0;
  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "n", n_known);
  gw_cli_answer_count (&answer, "n_without_truth", self->n - n_known);
  gw_cli_answer_count (&answer, "n_ties", self->n_ties);
  gw_cli_answer_texts (&answer, "classes", self->scores->classes);
  if (self->scores->binary)
    gw_cli_answer_text (&answer, "positive", g_ptr_array_index (self->scores->classes, self->scores->positive));
  gw_cli_answer_number (&answer, "threshold",
                        !self->scores->binary     ? NAN
                        : isnan (self->threshold) ? DEFAULT_THRESHOLD
                                                  : self->threshold);
  gw_cli_answer_matrix (&answer, "confusion_matrix", self->matrix, self->n_classes, self->n_classes,
                        self->scores->classes);
  tell_labels (&answer, self);
  tell_scores (&answer, self);
  if (self->scores->binary)
    tell_thresholds (&answer, self);
  tell_classes (&answer, self);
  tell_warnings (&answer, self);
  tell_intervals (&answer, self);

  /* What was stopped told nothing. */
  return !g_cancellable_set_error_if_cancelled (cli->cancellable, error) && gw_cli_answer_end (&answer, error);
}

/* --- the command ------------------------------------------------------------------------------- */

static gboolean
check_options (GError **error)
{
  const GwCliMetricsOptions *options = &gw_cli_metrics_options;

  if (options->bootstrap < 0 || options->bootstrap > 1000000)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--bootstrap is a number from 0 to 1000000."));
  else if (!(options->beta > 0) || isinf (options->beta))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--beta is a number above 0."));
  else if (options->threshold != GW_CLI_NO_THRESHOLD && !(options->threshold >= 0 && options->threshold <= 1))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--threshold is a number from 0 to 1."));
  else
    return TRUE;

  return FALSE;
}

int
gw_cli_metrics_classification (GwCli *cli, GError **error)
{
  g_auto (Evaluation) self = { 0 };

  if (!check_options (error))
    return GW_CLI_FAILED;
  self.scores = gw_class_scores_read (cli->arguments[1], gw_cli_metrics_options.positive, cli->problems, cli->work,
                                      cli->cancellable, error);
  if (self.scores == NULL)
    return GW_CLI_FAILED;
  if (self.scores->truth == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “truth” to compare the scores with. Name one so."), cli->arguments[1]);
      return GW_CLI_FAILED;
    }
  if (!self.scores->binary && gw_cli_metrics_options.threshold != GW_CLI_NO_THRESHOLD)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--threshold is for two classes; there are %u."),
                   self.scores->classes->len);
      return GW_CLI_FAILED;
    }

  self.cli = cli;
  self.run = gw_cli_get_run (cli);
  self.n = self.scores->n;
  self.n_classes = self.scores->classes->len;
  self.threshold = gw_cli_metrics_options.threshold != GW_CLI_NO_THRESHOLD ? gw_cli_metrics_options.threshold : NAN;
  if (isnan (self.threshold) && self.scores->one_column)
    self.threshold = DEFAULT_THRESHOLD;
  predict (&self);

  return evaluate (&self, error) && tell (cli, &self, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}
