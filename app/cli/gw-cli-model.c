/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-model.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-cli-choices.h"
#include "gw-error.h"
#include "gw-layer-info.h"

#define SUFFIX ".groundwork"

gboolean
gw_cli_is_project (const char *argument)
{
  return g_str_has_suffix (argument, SUFFIX);
}

void
gw_cli_models_free (GwCliModels *self)
{
  g_clear_object (&self->store);
  g_clear_pointer (&self->filter, gw_filter_free);
  g_clear_pointer (&self->set, gw_data_set_free);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_free (self);
}

/* As in the window, a class is what images have in a project of image labels. */
static gboolean
read_filter (GwCliModels *self, GwCli *cli, const char *where, GError **error)
{
  g_autoptr (GwProjectInfo) info = NULL;
  g_autoptr (GError) failure = NULL;

  if (where == NULL)
    return TRUE;
  info = gw_store_get_info (self->store, cli->cancellable, error);
  if (info == NULL)
    return FALSE;
  self->filter = gw_filter_parse (where, &failure);
  if (self->filter == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, failure->message);
      return FALSE;
    }
  if (info->task <= GW_TASK_MULTI_CLASS)
    gw_filter_turn_classes_to_labels (self->filter);

  return TRUE;
}

static GwCliModels *
open_project (GwCli *cli, const char *project, GwStoreOpenFlags flags, const char *where, GError **error)
{
  g_autoptr (GwCliModels) self = g_new0 (GwCliModels, 1);

  self->store = gw_cli_open_project (cli, project, flags, error);
  if (self->store == NULL || !read_filter (self, cli, where, error))
    return NULL;
  self->models = gw_layer_info_list (self->store, GW_LAYER_KIND_PREDICTIONS, cli->cancellable, error);
  if (self->models == NULL)
    return NULL;
  self->set = gw_data_set_load (self->store, self->filter, cli->work, cli->cancellable, error);
  if (self->set == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

GwCliModels *
gw_cli_models_open (GwCli *cli, const char *project, const char *where, GError **error)
{
  return open_project (cli, project, GW_STORE_OPEN_READ_ONLY, where, error);
}

GwCliModels *
gw_cli_models_open_measured (GwCli *cli, const char *project, const char *where, GError **error)
{
  g_autoptr (GwCliModels) self = open_project (cli, project, GW_STORE_OPEN_NO_BACKUP, where, error);

  if (self == NULL || !gw_data_set_measure_pictures (self->set, self->store, cli->work, cli->cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

static GwPredictionSet *
load_layer (GwCliModels *self, GwCli *cli, gint64 layer_id, GwOverlap overlap, GError **error)
{
  return gw_prediction_set_load (self->store, self->set, self->filter, layer_id, overlap, cli->work, cli->cancellable,
                                 error);
}

static GwPredictionSet *
load_model (GwCliModels *self, GwCli *cli, const char *model, GwOverlap overlap, GError **error)
{
  const GwLayerInfo *info = gw_layer_info_find (self->models, model, error);

  return info != NULL ? load_layer (self, cli, info->layer->id, overlap, error) : NULL;
}

static void
tell (GwCli *cli, GwCliModels *self, const char *code, const char *text, guint64 n)
{
  if (n > 0)
    gw_problems_add (cli->problems, GW_SEVERITY_WARNING, code, gw_store_get_location (self->store), 0, NULL, "%s",
                     text);
}

static void
tell_left_out (GwCliModels *self, GwCli *cli, const GwClassRows *rows)
{
  g_autofree char *several = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " image has several classes. It counts as one without a true class.",
                   "%" PRIu64 " images have several classes. They count as ones without a true class.",
                   rows->n_several_truths),
      (guint64) rows->n_several_truths);
  g_autofree char *unknown = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%" PRIu64 " image is of a class that the model does not score. It counts as one without a true "
                   "class.",
                   "%" PRIu64 " images are of classes that the model does not score. They count as ones without a "
                   "true class.",
                   rows->n_unknown_truths),
      (guint64) rows->n_unknown_truths);
  g_autofree char *missing = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "The model says nothing of %" PRIu64 " image that has a class. It is left out.",
                   "The model says nothing of %" PRIu64 " images that have a class. They are left out.",
                   rows->n_without_prediction),
      (guint64) rows->n_without_prediction);

  tell (cli, self, "task-ambiguous", several, rows->n_several_truths);
  tell (cli, self, "class-unknown", unknown, rows->n_unknown_truths);
  tell (cli, self, "prediction-missing", missing, rows->n_without_prediction);
}

GwClassRows *
gw_cli_models_load_classes (GwCliModels *self, GwCli *cli, const char *model, const char *positive, GError **error)
{
  g_autoptr (GwPredictionSet) predictions = load_model (self, cli, model, GW_OVERLAP_BOX, error);
  GwClassRows *rows = predictions != NULL ? gw_class_rows_new_from_set (self->set, predictions, positive, error) : NULL;

  if (rows != NULL)
    tell_left_out (self, cli, rows);

  return rows;
}

GwDetectionRows *
gw_cli_models_load_detections (GwCliModels *self, GwCli *cli, const char *model, GwOverlap overlap, GError **error)
{
  g_autoptr (GwPredictionSet) predictions = load_model (self, cli, model, overlap, error);
  g_autoptr (GwPredictionSet) truth = NULL;
  GwDetectionRows *rows;

  if (predictions == NULL)
    return NULL;
  truth = load_layer (self, cli, GW_LAYER_LABELS, overlap, error);
  if (truth == NULL)
    return NULL;

  rows = gw_detection_rows_new_from_set (self->set, truth, predictions);
  if (rows->n_unlabeled_images > 0)
    gw_problems_add (
        cli->problems, GW_SEVERITY_WARNING, "task-ambiguous", gw_store_get_location (self->store), 0, NULL,
        g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " image has predictions, but nobody has labeled it. It is left out.",
                     "%" PRIu64 " images have predictions, but nobody has labeled them. They are left out.",
                     rows->n_unlabeled_images),
        (guint64) rows->n_unlabeled_images);

  return rows;
}

GwClassScores *
gw_cli_read_scores (GwCli *cli, const char *path, const char *positive, GError **error)
{
  GwReadOptions read = { 0 };
  GwScoreRules rules = { .positive = positive };
  GwClassScores *scores;

  if (!gw_cli_choices_take_read (&read, error))
    return NULL;
  rules.mode = read.score_mode;
  rules.normalise = read.normalise == GW_SUMS_MEND;
  scores = gw_class_scores_read (path, &rules, cli->problems, cli->work, cli->cancellable, error);
  if (scores != NULL)
    gw_class_scores_soften (scores);

  return scores;
}

GwClassRows *
gw_cli_take_class_rows (GwClassScores *scores)
{
  GwClassRows *self = gw_class_rows_new ();

  g_ptr_array_unref (self->classes);
  self->classes = g_ptr_array_ref (scores->classes);
  self->n = scores->n;
  self->scores = g_steal_pointer (&scores->scores);
  self->truth = g_steal_pointer (&scores->truth);
  self->binary = scores->binary;
  self->positive = scores->positive;
  self->one_column = scores->one_column;
  if (self->truth == NULL)
    {
      self->truth = g_new (gint32, MAX (self->n, 1));
      for (gsize i = 0; i < self->n; i++)
        self->truth[i] = -1;
    }

  return self;
}
