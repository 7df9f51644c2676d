/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-metrics.h"

#include <glib/gi18n.h>

#include "gw-cli-model.h"

GwCliMetricsOptions gw_cli_metrics_options = { .threshold = GW_CLI_NO_THRESHOLD, .beta = 1, .iou = 0.5 };

static const GOptionEntry entries[] = {
  { "positive", 0, 0, G_OPTION_ARG_STRING, &gw_cli_metrics_options.positive,
    N_ ("classification: the positive of two classes, the second by default, or the one of several to look at"),
    "CLASS" },
  { "threshold", 0, 0, G_OPTION_ARG_DOUBLE, &gw_cli_metrics_options.threshold,
    N_ ("classification: the score from which on it is predicted; the highest decides by default"), "T" },
  { "beta", 0, 0, G_OPTION_ARG_DOUBLE, &gw_cli_metrics_options.beta,
    N_ ("classification: how much recall counts where the best threshold is sought; 1 by default"), "B" },
  { "bootstrap", 0, 0, G_OPTION_ARG_INT, &gw_cli_metrics_options.bootstrap,
    N_ ("classification, detection: draws for intervals of confidence"), "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &gw_cli_metrics_options.seed, N_ ("What the draws depend on; 0 by default"),
    "N" },
  { "iou-type", 0, 0, G_OPTION_ARG_STRING, &gw_cli_metrics_options.iou_type,
    N_ ("detection: what overlaps, bbox (default) or segm"), "WHAT" },
  { "iou", 0, 0, G_OPTION_ARG_DOUBLE, &gw_cli_metrics_options.iou,
    N_ ("detection: the overlap that counts for matches and VOC_AP; 0.5 by default"), "T" },
  { "ignore", 0, 0, G_OPTION_ARG_STRING, &gw_cli_metrics_options.ignore,
    N_ ("segmentation: the class of the truth that is left out"), "CLASS" },
  { "classes", 0, 0, G_OPTION_ARG_FILENAME, &gw_cli_metrics_options.classes,
    N_ ("segmentation: the names of the values of masks, one a line from 0 on, or name:red,green,blue"), "FILE" },
  { "actual", 0, 0, G_OPTION_ARG_STRING, &gw_cli_metrics_options.actual,
    N_ ("regression: the column of what came; “actual” by default"), "COLUMN" },
  { "forecast", 0, 0, G_OPTION_ARG_STRING, &gw_cli_metrics_options.forecast,
    N_ ("regression: the column of what was forecast; “forecast” by default"), "COLUMN" },
  { "model", 0, 0, G_OPTION_ARG_STRING, &gw_cli_metrics_options.model,
    N_ ("Of a project: the model whose predictions count; the only one by default"), "NAME[:VERSION]" },
  { "where", 0, 0, G_OPTION_ARG_STRING, &gw_cli_metrics_options.where,
    N_ ("Of a project: only images that pass, such as split:test"), "FILTER" },
  { 0 },
};

static const struct
{
  const char *name;
  guint n_files;
  gboolean judges_projects; /* a project is all its files in one */
  int (*run) (GwCli *cli, GError **error);
} kinds[] = {
  { "classification", 1, TRUE, gw_cli_metrics_classification },
  { "detection", 2, TRUE, gw_cli_metrics_detection },
  { "regression", 1, FALSE, gw_cli_metrics_regression },
  { "segmentation", 2, FALSE, gw_cli_metrics_segmentation },
};

gboolean
gw_cli_metrics_check_bootstrap (GError **error)
{
  const int n = gw_cli_metrics_options.bootstrap;

  if (n < 0 || n > 1000000)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--bootstrap is a number from 0 to 1000000."));

  return n >= 0 && n <= 1000000;
}

void
gw_cli_metrics_tell_intervals (GwCliAnswer *answer, const GwClassEvaluation *self)
{
  gw_cli_answer_begin_table (answer, "confidence_intervals");
  for (guint i = 0; i < self->intervals->len; i++)
    {
      const GwClassInterval *interval = &g_array_index (self->intervals, GwClassInterval, i);

      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "figure", interval->figure);
      gw_cli_answer_text (answer, "method", interval->method);
      gw_cli_answer_number (answer, "level", self->options.level);
      gw_cli_answer_number (answer, "low", interval->low);
      gw_cli_answer_number (answer, "high", interval->high);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

/* What is for projects is for them alone, and a project stands alone. */
static gboolean
check_project (gboolean judges_projects, GwCli *cli, GError **error)
{
  gboolean is_project = cli->n_arguments == 2 && gw_cli_is_project (cli->arguments[1]);

  if ((gw_cli_metrics_options.model != NULL || gw_cli_metrics_options.where != NULL) && !is_project)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--model and --where are for a project."));
  else if (is_project && !judges_projects)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("metrics %s is for files, not for a project."),
                 cli->arguments[0]);
  else
    return TRUE;

  return FALSE;
}

static int
run (GwCli *cli, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].name, cli->arguments[0]))
        continue;
      if (!check_project (kinds[i].judges_projects, cli, error))
        return GW_CLI_FAILED;
      if (cli->n_arguments == kinds[i].n_files + 1 || (cli->n_arguments == 2 && gw_cli_is_project (cli->arguments[1])))
        return kinds[i].run (cli, error);

      g_set_error (
          error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
          g_dngettext (GETTEXT_PACKAGE, "metrics %s takes %u file.", "metrics %s takes %u files.", kinds[i].n_files),
          kinds[i].name, kinds[i].n_files);
      return GW_CLI_FAILED;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               _ ("There are no metrics “%s”. Try groundwork-cli metrics --help."), cli->arguments[0]);

  return GW_CLI_FAILED;
}

const GwCliCommand gw_cli_metrics = {
  .name = "metrics",
  .arguments = "KIND FILE…",
  .summary = N_ ("Compares predictions with what is true"),
  .details = N_ ("metrics classification SCORES: a table of scores with a column “truth”.\n"
                 "metrics detection TRUTH DETECTIONS: labels in any format that is read, or a table with\n"
                 "the columns image, label, score, x, y, width and height.\n"
                 "metrics classification|detection PROJECT --model NAME: its labels are what is true.\n"
                 "metrics regression FILE: a table with a column of what came and one of forecasts.\n"
                 "metrics segmentation TRUTH PREDICTED: folders of masks, labels with shapes, or one\n"
                 "of each; class_names.txt or labelmap.txt beside the masks names their classes."),
  .formats = GW_FORMAT_READS,
  .options = entries,
  .read_choices = GW_READ_CHOICE_SCORE_MODE | GW_READ_CHOICE_NORMALISE,
  .min_arguments = 2,
  .run = run,
};
