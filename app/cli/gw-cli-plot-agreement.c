/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-agreement.h"
#include "gw-annotator-agreement.h"
#include "gw-cli-work.h"
#include "gw-error.h"
#include "gw-layer-info.h"
#include "gw-plot-agreement.h"
#include "gw-worker-answers.h"

/* --- a table of answers ------------------------------------------------------------------ */

/* The first answer of each worker to each object: worker by worker. (transfer full) */
static gint32 *
spread_answers (const GwWorkerAnswers *answers)
{
  const gsize n = answers->objects->len;
  gint32 *labels = g_new (gint32, MAX (answers->workers->len * n, 1));

  for (gsize i = 0; i < answers->workers->len * n; i++)
    labels[i] = -1;
  for (gsize i = 0; i < answers->n; i++)
    {
      gint32 *label = &labels[(gsize) answers->worker[i] * n + (gsize) answers->object[i]];

      if (*label < 0)
        *label = answers->label[i];
    }

  return labels;
}

static double
count_shared (const gint32 *first, const gint32 *second, gsize n)
{
  double shared = 0;

  for (gsize i = 0; i < n; i++)
    shared += first[i] >= 0 && second[i] >= 0;

  return shared;
}

static GwPlot *
draw_table (GwCliPlot *self, GwPlotAgreementOptions *options, GError **error)
{
  g_autoptr (GwWorkerAnswers) answers = gw_worker_answers_read (self->source, self->cli->problems, self->cli->work,
                                                                self->cli->cancellable, error);
  g_autofree gint32 *labels = NULL;
  g_autofree double *matrix = NULL, *shared = NULL;
  gsize n, n_objects;

  if (answers == NULL)
    return NULL;
  n = answers->workers->len;
  n_objects = answers->objects->len;
  labels = spread_answers (answers);
  matrix = g_new (double, MAX (n * n, 1));
  shared = g_new (double, MAX (n * n, 1));
  for (gsize a = 0; a < n; a++)
    for (gsize b = a; b < n; b++)
      {
        const gint32 *first = labels + a * n_objects, *second = labels + b * n_objects;
        double kappa = NAN;

        gw_agreement_cohen (first, second, n_objects, answers->labels->len, &kappa, NULL);
        matrix[a * n + b] = matrix[b * n + a] = kappa;
        shared[a * n + b] = shared[b * n + a] = count_shared (first, second, n_objects);
      }
  options->people = (const char *const *) answers->workers->pdata;
  options->n_shared = shared;
  options->rows = GW_PLOT_ROWS_OBJECTS;

  return gw_plot_agreement_new (matrix, n, options);
}

/* --- a project -------------------------------------------------------------------------------- */

static GPtrArray *
load_answers (GwCliPlot *self, GwCliModels *project, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_layer_info_list (project->store, GW_LAYER_KIND_ANSWERS, self->cli->cancellable,
                                                     error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_prediction_set_free);

  if (layers == NULL)
    return NULL;
  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayerInfo *info = g_ptr_array_index (layers, i);
      GwPredictionSet *one = gw_prediction_set_load (project->store, project->set, project->filter, info->layer->id,
                                                     GW_OVERLAP_BOX, self->cli->work, self->cli->cancellable, error);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (answers, one);
    }

  return g_steal_pointer (&answers);
}

static GwPlot *
draw_project (GwCliPlot *self, GwPlotAgreementOptions *options, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  g_autoptr (GwCliModels) project = gw_cli_models_open (self->cli, self->source, self->options->where, error);
  g_autoptr (GPtrArray) answers = project != NULL ? load_answers (self, project, error) : NULL;
  g_autoptr (GwAnnotatorAgreement) agreement = NULL;
  g_autofree double *shared = NULL;
  gw_status status = GW_STATUS_OK;
  gsize n;
  gboolean classes = FALSE;

  if (answers == NULL)
    return NULL;
  agreement = gw_annotator_agreement_new (answers, project->set->classes->len, &run, &status);
  if (agreement == NULL)
    {
      gw_cli_check_status (self->cli, status, _ ("The agreement cannot be had"), error);
      return NULL;
    }

  n = agreement->n_annotators;
  shared = g_new0 (double, MAX (n * n, 1));
  for (gsize i = 0; i < n * n; i++)
    {
      shared[i] = (double) agreement->pair_images[i];
      classes = classes || (i / n != i % n && agreement->pair_images[i] > 0);
    }
  /* Of objects nobody gave a class to images. */
  options->measure = classes ? options->measure : _ ("Mean IoU");
  options->people = (const char *const *) agreement->names->pdata;
  options->n_shared = classes ? shared : NULL;
  options->rows = GW_PLOT_ROWS_IMAGES;

  return gw_plot_agreement_new (classes ? agreement->pair_kappa : agreement->pair_overlap, n, options);
}

GwPlot *
gw_cli_plot_agreement (GwCliPlot *self, GError **error)
{
  GwPlotAgreementOptions options = { .title = self->options->title != NULL ? self->options->title : _ ("Agreement"),
                                     .subtitle = self->subtitle,
                                     .measure = _ ("Cohen's κ") };

  return gw_cli_is_project (self->source) ? draw_project (self, &options, error) : draw_table (self, &options, error);
}
