/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-agreement.h"
#include "gw-annotator-agreement.h"
#include "gw-cli-answer.h"
#include "gw-cli-model.h"
#include "gw-cli-work.h"
#include "gw-error.h"
#include "gw-layer-info.h"
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

static void
tell_figures (GwCliAnswer *answer, const Figures *figures)
{
  gw_cli_answer_number (answer, "percent", figures->percent);
  gw_cli_answer_number (answer, "cohen_kappa", figures->cohen);
  gw_cli_answer_number (answer, "fleiss_kappa", figures->fleiss);
  gw_cli_answer_number (answer, "krippendorff_alpha", figures->alpha);
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

/* --- of a table ------------------------------------------------------------------------ */

static int
run_table (GwCli *cli, GError **error)
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
  tell_figures (&answer, &figures);

  return gw_cli_answer_end (&answer, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

/* --- of a project ------------------------------------------------------------------------ */

/* (element-type GwPredictionSet) */
static GPtrArray *
load_answers (GwCli *cli, GwCliModels *models, GError **error)
{
  g_autoptr (GPtrArray) infos = gw_layer_info_list (models->store, GW_LAYER_KIND_ANSWERS, cli->cancellable, error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_prediction_set_free);

  if (infos == NULL)
    return NULL;
  if (infos->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("%s: there are no answers of annotators. Import some with --as answers."), cli->arguments[0]);
      return NULL;
    }
  for (guint i = 0; i < infos->len; i++)
    {
      const GwLayerInfo *info = g_ptr_array_index (infos, i);
      GwPredictionSet *set = gw_prediction_set_load (models->store, models->set, NULL, info->layer->id, GW_OVERLAP_BOX,
                                                     cli->work, cli->cancellable, error);

      if (set == NULL)
        return NULL;
      g_ptr_array_add (answers, set);
    }

  return g_steal_pointer (&answers);
}

/* Images that somebody gave a class, and classes that somebody gave. */
static void
count_given (GPtrArray *answers, guint n_classes, guint64 *n_images, guint64 *n_given)
{
  g_autoptr (GHashTable) images = g_hash_table_new (NULL, NULL);
  g_autofree guint8 *given = g_malloc0 (MAX (n_classes, 1));

  for (guint i = 0; i < answers->len; i++)
    {
      const GwPredictionSet *set = g_ptr_array_index (answers, i);

      for (guint row = 0; row < set->n_rows; row++)
        {
          gint32 label = g_array_index (set->row_labels, gint32, row);

          if (label < 0)
            continue;
          given[label] = 1;
          g_hash_table_add (images, GINT_TO_POINTER (g_array_index (set->row_images, gint32, row)));
        }
    }
  *n_images = g_hash_table_size (images);
  *n_given = 0;
  for (guint i = 0; i < n_classes; i++)
    *n_given += given[i];
}

static void
tell_pairs (GwCliAnswer *answer, const GwAnnotatorAgreement *self)
{
  gw_cli_answer_begin_table (answer, "pairs");
  for (guint a = 0; a < self->n_annotators; a++)
    for (guint b = a + 1; b < self->n_annotators; b++)
      {
        gsize cell = (gsize) a * self->n_annotators + b;

        gw_cli_answer_begin_row (answer);
        gw_cli_answer_text (answer, "a", g_ptr_array_index (self->names, a));
        gw_cli_answer_text (answer, "b", g_ptr_array_index (self->names, b));
        gw_cli_answer_count (answer, "images", self->pair_images[cell]);
        gw_cli_answer_number (answer, "percent", self->pair_percent[cell]);
        gw_cli_answer_number (answer, "kappa", self->pair_kappa[cell]);
        gw_cli_answer_number (answer, "mean_iou", self->pair_overlap[cell]);
        gw_cli_answer_end_row (answer);
      }
  gw_cli_answer_end_table (answer);
}

static void
tell_project (GwCliAnswer *answer, const GwAnnotatorAgreement *self, GPtrArray *answers, guint n_classes)
{
  Figures figures = { self->percent, self->n_annotators == 2 ? self->pair_kappa[1] : NAN, self->fleiss, self->alpha };
  guint64 n_images, n_given, n_answers = 0;

  count_given (answers, n_classes, &n_images, &n_given);
  for (guint i = 0; i < self->n_annotators; i++)
    n_answers += self->n_answers[i];
  gw_cli_answer_count (answer, "objects", n_images);
  gw_cli_answer_count (answer, "workers", self->n_annotators);
  gw_cli_answer_count (answer, "classes", n_given);
  gw_cli_answer_count (answer, "answers", n_answers);
  tell_figures (answer, &figures);
  gw_cli_answer_number (answer, "box_alpha", self->box_alpha);
  tell_pairs (answer, self);
}

static int
run_project (GwCli *cli, GError **error)
{
  g_autoptr (GwCliModels) models = gw_cli_models_open (cli, cli->arguments[0], NULL, error);
  g_autoptr (GPtrArray) answers = models != NULL ? load_answers (cli, models, error) : NULL;
  g_autoptr (GwAnnotatorAgreement) agreement = NULL;
  g_auto (GwCliAnswer) answer = { 0 };
  GwRun go_on = gw_cli_get_run (cli);
  gw_status status;

  if (answers == NULL)
    return GW_CLI_FAILED;
  agreement = gw_annotator_agreement_new (answers, models->set->classes->len, &go_on, &status);
  if (!gw_cli_check_status (cli, status, _ ("The figures cannot be had"), error))
    return GW_CLI_FAILED;

  gw_cli_answer_begin (&answer, cli);
  tell_project (&answer, agreement, answers, models->set->classes->len);

  return gw_cli_answer_end (&answer, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

static int
run (GwCli *cli, GError **error)
{
  return gw_cli_is_project (cli->arguments[0]) ? run_project (cli, error) : run_table (cli, error);
}

const GwCliCommand gw_cli_agreement = {
  .name = "agreement",
  .arguments = "ANSWERS",
  .summary = N_ ("Tells how far people agree"),
  .details = N_ ("ANSWERS is a table with the columns object, worker and label, one answer a row; or labels in\n"
                 "a format that tells who labeled an image; or a project with answers of annotators.\n"
                 "Cohen's kappa is of two workers, Fleiss' kappa of objects with equal numbers of answers."),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
