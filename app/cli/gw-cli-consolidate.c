/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cli-answer.h"
#include "gw-cli-consolidate.h"
#include "gw-cli-work.h"
#include "gw-ground-truth.h"
#include "gw-worker-answers.h"

#define DEFAULT_METHOD "ground-truth"

/* As the spec has it for this command: figures of published sets are made so. */
static const GwDawidSkeneOptions dawid_skene_options = { GW_DAWID_SKENE_BY_LIKELIHOOD, 1e-9, 200 };

static struct
{
  char *task;
  char *method;
} options;

static const GOptionEntry entries[] = {
  { "task", 0, 0, G_OPTION_ARG_STRING, &options.task, N_ ("What was asked for: class (default) or box"), "TASK" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &options.method,
    N_ ("ground-truth (default); of classes also vote or dawid-skene"), "METHOD" },
  { 0 },
};

/* What a method says. */
typedef struct
{
  gint32 *label;      /* of each object */
  double *confidence; /* of each object */
  double *accuracy;   /* of each worker */
} Result;

static void
result_clear (Result *result)
{
  g_free (result->label);
  g_free (result->confidence);
  g_free (result->accuracy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

/* The confidence of the labels, and how right the workers' answers are by it. */
static void
take_posterior (const GwWorkerAnswers *answers, const double *posterior, Result *result)
{
  gsize k = answers->labels->len;
  g_autofree double *n_answers = g_new0 (double, MAX (answers->workers->len, 1));

  for (guint i = 0; i < answers->objects->len; i++)
    result->confidence[i] = posterior[i * k + (gsize) result->label[i]];
  for (guint i = 0; i < answers->workers->len; i++)
    result->accuracy[i] = 0;
  for (gsize i = 0; i < answers->n; i++)
    {
      result->accuracy[answers->worker[i]] += posterior[(gsize) answers->object[i] * k + (gsize) answers->label[i]];
      n_answers[answers->worker[i]]++;
    }
  for (guint i = 0; i < answers->workers->len; i++)
    result->accuracy[i] /= n_answers[i];
}

static gw_status
consolidate_by_posterior (const GwWorkerAnswers *answers, const GwAnswers *arrays, gboolean by_vote, Result *result,
                          const GwRun *run)
{
  g_autofree double *posterior = g_new (double, MAX (arrays->n_items * arrays->n_classes, 1));
  GwDawidSkene skene;
  gw_status status;

  if (by_vote)
    status = gw_answers_vote (arrays, posterior, result->label, NULL);
  else
    status = gw_dawid_skene (arrays, &dawid_skene_options, posterior, result->label, NULL, NULL, &skene, run);
  if (gw_status_has_values (status))
    take_posterior (answers, posterior, result);

  return status;
}

static gw_status
consolidate (const GwWorkerAnswers *answers, const char *method, GwCli *cli, Result *result)
{
  GwAnswers arrays = { answers->object,       answers->worker,       answers->label,      answers->n,
                       answers->objects->len, answers->workers->len, answers->labels->len };
  GwRun run = gw_cli_get_run (cli);
  GwGroundTruth truth;

  result->label = g_new (gint32, MAX (arrays.n_items, 1));
  result->confidence = g_new (double, MAX (arrays.n_items, 1));
  result->accuracy = g_new (double, MAX (arrays.n_workers, 1));
  if (strcmp (method, DEFAULT_METHOD) == 0)
    return gw_ground_truth_labels (&arrays, result->label, result->confidence, NULL, result->accuracy, &truth, &run);

  return consolidate_by_posterior (answers, &arrays, strcmp (method, "vote") == 0, result, &run);
}

static void
tell (GwCliAnswer *answer, const char *method, const GwWorkerAnswers *answers, const Result *result)
{
  g_autofree guint64 *n_answers = g_new0 (guint64, MAX (answers->workers->len, 1));

  for (gsize i = 0; i < answers->n; i++)
    n_answers[answers->worker[i]]++;
  gw_cli_answer_text (answer, "method", method);
  gw_cli_answer_begin_table (answer, "labels");
  for (guint i = 0; i < answers->objects->len; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "object", g_ptr_array_index (answers->objects, i));
      gw_cli_answer_text (answer, "label", g_ptr_array_index (answers->labels, (guint) result->label[i]));
      gw_cli_answer_number (answer, "confidence", result->confidence[i]);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
  gw_cli_answer_begin_table (answer, "workers");
  for (guint i = 0; i < answers->workers->len; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "worker", g_ptr_array_index (answers->workers, i));
      gw_cli_answer_count (answer, "answers", n_answers[i]);
      gw_cli_answer_number (answer, "accuracy_estimate", result->accuracy[i]);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

static gboolean
is_task (const char *task)
{
  return g_strcmp0 (options.task, task) == 0;
}

/* NULL: refused. */
static const char *
find_method (GError **error)
{
  static const char *const methods[] = { DEFAULT_METHOD, "vote", "dawid-skene" };
  gsize n_methods = is_task ("box") ? 1 : G_N_ELEMENTS (methods);

  if (options.task != NULL && !is_task ("class") && !is_task ("box"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("Answers to the task “%s” are not consolidated here. --task takes class and box."), options.task);
      return NULL;
    }
  for (gsize i = 0; i < n_methods; i++)
    if (options.method == NULL || strcmp (options.method, methods[i]) == 0)
      return methods[i];
  if (is_task ("box"))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("There is no method “%s” for boxes. --method takes ground-truth."), options.method);
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("There is no method “%s”. --method takes ground-truth, vote and dawid-skene."), options.method);
  return NULL;
}

static int
run (GwCli *cli, GError **error)
{
  const char *method = find_method (error);
  g_autoptr (GwWorkerAnswers) answers = NULL;
  g_auto (GwCliAnswer) answer = { 0 };
  g_auto (Result) result = { 0 };
  gw_status status;

  if (method == NULL)
    return GW_CLI_USAGE;
  if (is_task ("box"))
    return gw_cli_consolidate_boxes (cli, error);
  answers = gw_worker_answers_read (cli->arguments[0], cli->problems, cli->work, cli->cancellable, error);
  if (answers == NULL)
    return GW_CLI_FAILED;
  status = consolidate (answers, method, cli, &result);
  if (!gw_cli_check_status (cli, status, _ ("The answers cannot be consolidated"), error))
    return GW_CLI_FAILED;

  gw_cli_answer_begin (&answer, cli);
  tell (&answer, method, answers, &result);
  return gw_cli_answer_end (&answer, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_consolidate = {
  .name = "consolidate",
  .arguments = "ANSWERS",
  .summary = N_ ("Makes one label of several answers"),
  .details = N_ ("ANSWERS is a table with the columns object, worker and label, one answer a row; labels in a\n"
                 "format that tells who labeled an image; or a folder of worker responses of SageMaker, whose\n"
                 "objects are called by their numbers.\n"
                 "ground-truth and dawid-skene weigh people by how they err; vote takes the most frequent label.\n"
                 "Boxes come from labels or worker responses. Those of several people that overlap by half or\n"
                 "more are one, which is their mean; accuracy_estimate is how much a worker's boxes overlap it."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
