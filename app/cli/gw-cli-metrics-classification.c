/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-class-curves.h"
#include "gw-class-evaluation.h"
#include "gw-cli-metrics.h"
#include "gw-cli-model.h"
#include "gw-cli-work.h"
#include "gw-error.h"

#define LEVEL 0.95
/* From which score on the one of several classes is predicted, unless somebody says. */
#define ONE_CLASS_THRESHOLD 0.5

/* --- telling ---------------------------------------------------------------------------- */

static void
tell_labels (GwCliAnswer *answer, const GwClassEvaluation *self)
{
  const GwLabelMetrics *labels = &self->labels;
  const GwClassMetrics none = { NAN, NAN, NAN, NAN, NAN, NAN, 0, 0 };
  const GwClassMetrics *positive = self->rows->binary ? &self->per_class[self->rows->positive] : &none;

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
tell_scores (GwCliAnswer *answer, const GwClassEvaluation *self)
{
  gboolean binary = self->rows->binary;
  guint positive = self->rows->positive;

  gw_cli_answer_number (answer, "log_loss", self->probability.log_loss);
  gw_cli_answer_number (answer, "brier", self->probability.brier);
  gw_cli_answer_number (answer, "brier_skill", self->probability.brier_skill);
  gw_cli_answer_number (answer, "ece", self->calibration.ece);
  gw_cli_answer_number (answer, "mce", self->calibration.mce);
  gw_cli_answer_number (answer, "roc_auc", binary ? self->roc_auc[positive] : NAN);
  gw_cli_answer_number (answer, "roc_auc_ovr_macro", self->roc_auc_ovr_macro);
  gw_cli_answer_number (answer, "roc_auc_ovo_macro", self->roc_auc_ovo_macro);
  gw_cli_answer_number (answer, "average_precision", binary ? self->average_precision[positive] : NAN);
  gw_cli_answer_number (answer, "average_precision_macro", self->average_precision_macro);
}

static void
tell_classes (GwCliAnswer *answer, const GwClassEvaluation *self)
{
  gw_cli_answer_begin_table (answer, "per_class");
  for (gsize i = 0; i < self->rows->classes->len; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (self->rows->classes, i));
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
tell_warnings (GwCliAnswer *answer, const GwClassEvaluation *self)
{
  g_autofree guint64 *counts = g_new (guint64, MAX (self->rows->classes->len, 1));

  for (gsize i = 0; i < self->rows->classes->len; i++)
    counts[self->rows->binary ? i == self->rows->positive : i] = (guint64) self->per_class[i].support;
  gw_cli_answer_warnings (answer, counts, self->rows->classes->len);
}

/* Where the positive class would be predicted best. */
static void
tell_thresholds (GwCliAnswer *answer, const GwClassEvaluation *self)
{
  if (!self->has_best)
    return;

  gw_cli_answer_begin_object (answer, "best_threshold");
  gw_cli_answer_number (answer, "beta", self->options.beta);
  gw_cli_answer_number (answer, "f_beta", self->best_f_beta);
  gw_cli_answer_number (answer, "threshold", self->best_f_beta_threshold);
  gw_cli_answer_number (answer, "youden", self->best_youden);
  gw_cli_answer_number (answer, "threshold_youden", self->best_youden_threshold);
  gw_cli_answer_end_object (answer);
}

/* Of several classes the positive one against the rest, as the Curves page has it. */
static void
tell_one_class (GwCliAnswer *answer, const GwClassRows *rows, const char *positive, double threshold, const GwRun *run)
{
  const char *const none[] = { NULL };
  g_autoptr (GwClassCurves) curves = gw_class_curves_new (rows, positive, none);
  const GwClassLine *line;
  GwOperatingPoint point;
  GwRates rates, f2, f_half;

  for (guint part = 0; part <= GW_CURVES_PART_SCORES; part++)
    if (gw_class_curves_compute (curves, part, run) != GW_STATUS_OK)
      return;
  line = gw_class_curves_get_line (curves);
  if (line == NULL)
    return;

  gw_score_view_find_point (line->view, threshold, &point);
  gw_rates_init (&rates, &point, 1);
  gw_rates_init (&f2, &point, 2);
  gw_rates_init (&f_half, &point, 0.5);
  gw_cli_answer_begin_object (answer, "one_versus_rest");
  gw_cli_answer_text (answer, "positive", positive);
  gw_cli_answer_number (answer, "threshold", threshold);
  gw_cli_answer_count (answer, "hit", (guint64) point.tp);
  gw_cli_answer_count (answer, "missed", (guint64) point.fn);
  gw_cli_answer_count (answer, "false_alarm", (guint64) point.fp);
  gw_cli_answer_count (answer, "left_out", (guint64) point.tn);
  gw_cli_answer_number (answer, "precision", rates.precision);
  gw_cli_answer_number (answer, "recall", rates.tpr);
  gw_cli_answer_number (answer, "f0.5", f_half.f_beta);
  gw_cli_answer_number (answer, "f1", rates.f_beta);
  gw_cli_answer_number (answer, "f2", f2.f_beta);
  gw_cli_answer_number (answer, "mcc", rates.mcc);
  gw_cli_answer_number (answer, "brier", curves->probability.brier);
  gw_cli_answer_number (answer, "brier_skill", curves->probability.brier_skill);
  gw_cli_answer_number (answer, "ece", curves->calibration.ece);
  gw_cli_answer_number (answer, "roc_auc", line->roc_auc);
  gw_cli_answer_number (answer, "average_precision", line->average_precision);
  gw_cli_answer_end_object (answer);
}

static gboolean
tell (GwCli *cli, const GwClassEvaluation *self, GError **error)
{
  const GwCliMetricsOptions *options = &gw_cli_metrics_options;
  const GwRun run = gw_cli_get_run (cli);
  const GwClassRows *rows = self->rows;
  g_auto (GwCliAnswer) answer = { 0 };

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "n", self->n_known);
  gw_cli_answer_count (&answer, "n_without_truth", rows->n - self->n_known);
  gw_cli_answer_count (&answer, "n_ties", self->n_ties);
  gw_cli_answer_texts (&answer, "classes", rows->classes);
  if (rows->binary)
    gw_cli_answer_text (&answer, "positive", g_ptr_array_index (rows->classes, rows->positive));
  gw_cli_answer_number (&answer, "threshold", self->threshold);
  gw_cli_answer_matrix (&answer, "confusion_matrix", self->matrix, rows->classes->len, rows->classes->len,
                        rows->classes);
  tell_labels (&answer, self);
  tell_scores (&answer, self);
  tell_thresholds (&answer, self);
  tell_classes (&answer, self);
  tell_warnings (&answer, self);
  gw_cli_metrics_tell_intervals (&answer, self);
  if (!rows->binary && options->positive != NULL)
    tell_one_class (&answer, rows, options->positive,
                    options->threshold != GW_CLI_NO_THRESHOLD ? options->threshold : ONE_CLASS_THRESHOLD, &run);

  /* What was stopped told nothing. */
  return !g_cancellable_set_error_if_cancelled (cli->cancellable, error) && gw_cli_answer_end (&answer, error);
}

/* --- the command ------------------------------------------------------------------------------- */

static gboolean
check_options (GError **error)
{
  const GwCliMetricsOptions *options = &gw_cli_metrics_options;

  if (!gw_cli_metrics_check_bootstrap (error))
    return FALSE;
  if (!(options->beta > 0) || isinf (options->beta))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--beta is a number above 0."));
  else if (options->threshold != GW_CLI_NO_THRESHOLD && !(options->threshold >= 0 && options->threshold <= 1))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--threshold is a number from 0 to 1."));
  else
    return TRUE;

  return FALSE;
}

static GwClassRows *
read_table (GwCli *cli, GError **error)
{
  g_autoptr (GwClassScores) scores = NULL;

  scores = gw_cli_read_scores (cli, cli->arguments[1], gw_cli_metrics_options.positive, error);
  if (scores == NULL)
    return NULL;
  if (scores->truth == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “truth” to compare the scores with. Name one so."), cli->arguments[1]);
      return NULL;
    }

  return gw_cli_take_class_rows (scores);
}

static GwClassRows *
read_rows (GwCli *cli, GError **error)
{
  g_autoptr (GwCliModels) models = NULL;

  if (!gw_cli_is_project (cli->arguments[1]))
    return read_table (cli, error);
  models = gw_cli_models_open (cli, cli->arguments[1], gw_cli_metrics_options.where, error);
  if (models == NULL)
    return NULL;

  return gw_cli_models_load_classes (models, cli, gw_cli_metrics_options.model, gw_cli_metrics_options.positive, error);
}

static gboolean
evaluate (GwCli *cli, GwClassEvaluation *evaluation, GError **error)
{
  GwRun run = gw_cli_get_run (cli);

  for (guint part = 0; part < GW_CLASS_N_PARTS; part++)
    {
      gw_status status = gw_class_evaluation_compute (evaluation, part, &run);

      if (!gw_cli_check_status (cli, status, _ ("The figures cannot be had"), error))
        return FALSE;
    }

  return TRUE;
}

int
gw_cli_metrics_classification (GwCli *cli, GError **error)
{
  const GwCliMetricsOptions *options = &gw_cli_metrics_options;
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwClassEvaluation) evaluation = NULL;
  gboolean has_threshold = options->threshold != GW_CLI_NO_THRESHOLD;

  if (!check_options (error))
    return GW_CLI_FAILED;
  rows = read_rows (cli, error);
  if (rows == NULL)
    return GW_CLI_FAILED;
  if (!rows->binary && has_threshold && options->positive == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("--threshold is for two classes, or for one with --positive; there are %u."), rows->classes->len);
      return GW_CLI_FAILED;
    }

  evaluation = gw_class_evaluation_new (rows, &(GwClassEvaluationOptions) {
                                                  .threshold = has_threshold ? options->threshold : NAN,
                                                  .beta = options->beta,
                                                  .bootstrap = (gsize) options->bootstrap,
                                                  .seed = (guint64) options->seed,
                                                  .level = LEVEL,
                                              });

  return evaluate (cli, evaluation, error) && tell (cli, evaluation, error) ? gw_problems_exit_code (cli->problems)
                                                                            : GW_CLI_FAILED;
}
