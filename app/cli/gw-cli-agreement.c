/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-agreement.h"
#include "gw-cli-answer.h"
#include "gw-worker-answers.h"

typedef struct
{
  double percent, cohen, fleiss, alpha;
} Figures;

/* Of two people: the first answer of each to an object. */
static double
cohen_of (const GwWorkerAnswers *answers)
{
  gsize n = answers->objects->len;
  g_autofree gint32 *labels = g_new (gint32, MAX (2 * n, 1));
  double kappa = NAN;

  if (answers->workers->len != 2)
    return NAN;

  for (gsize i = 0; i < 2 * n; i++)
    labels[i] = -1;
  for (gsize i = 0; i < answers->n; i++)
    {
      gint32 *label = &labels[(gsize) answers->worker[i] * n + (gsize) answers->object[i]];

      if (*label < 0)
        *label = answers->label[i];
    }
  gw_agreement_cohen (labels, labels + n, n, answers->labels->len, &kappa, NULL);

  return kappa;
}

static gw_status
compute (const GwWorkerAnswers *answers, Figures *figures)
{
  gsize n = answers->n, n_objects = answers->objects->len, n_labels = answers->labels->len;
  gw_status status = gw_agreement_percent (answers->object, answers->label, n, n_objects, n_labels, &figures->percent,
                                           NULL);

  if (!gw_status_has_values (status))
    return status;

  /* Fleiss' kappa stays out where objects have unequal numbers of answers. */
  figures->fleiss = NAN;
  gw_agreement_fleiss (answers->object, answers->label, n, n_objects, n_labels, &figures->fleiss, NULL);
  figures->cohen = cohen_of (answers);
  return gw_agreement_alpha (answers->object, answers->label, n, n_objects, n_labels, GW_AGREEMENT_NOMINAL,
                             &figures->alpha, NULL);
}

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GwWorkerAnswers) answers = gw_worker_answers_read (cli->arguments[0], cli->problems, cli->work,
                                                                cli->cancellable, error);
  g_auto (GwCliAnswer) answer = { 0 };
  Figures figures;
  gw_status status;

  if (answers == NULL)
    return GW_CLI_FAILED;
  status = compute (answers, &figures);
  if (!gw_status_has_values (status))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s: the figures cannot be had: %s."), cli->arguments[0],
                   gw_status_text (status));
      return GW_CLI_FAILED;
    }

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "objects", answers->objects->len);
  gw_cli_answer_count (&answer, "workers", answers->workers->len);
  gw_cli_answer_count (&answer, "classes", answers->labels->len);
  gw_cli_answer_count (&answer, "answers", answers->n);
  gw_cli_answer_number (&answer, "percent", figures.percent);
  gw_cli_answer_number (&answer, "cohen_kappa", figures.cohen);
  gw_cli_answer_number (&answer, "fleiss_kappa", figures.fleiss);
  gw_cli_answer_number (&answer, "krippendorff_alpha", figures.alpha);

  return gw_cli_answer_end (&answer, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_agreement = {
  .name = "agreement",
  .arguments = "ANSWERS",
  .summary = N_ ("Tells how far people agree"),
  .details = N_ ("ANSWERS is a table with the columns object, worker and label, one answer a row; or labels in\n"
                 "a format that tells who labeled an image.\n"
                 "Cohen's kappa is of two workers, Fleiss' kappa of objects with equal numbers of answers."),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
