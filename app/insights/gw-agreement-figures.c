/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-agreement-figures.h"

#include <math.h>

#include "gw-cancel-run.h"
#include "gw-layer-info.h"

static void
clear_hard (gpointer data)
{
  g_free (((GwHardImage *) data)->name);
}

void
gw_agreement_figures_free (GwAgreementFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->agreement, gw_annotator_agreement_free);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->hard, g_array_unref);
  g_clear_pointer (&self->image_ids, g_array_unref);
  g_free (self->label_kappa);
  g_free (self->label_percent);
  g_free (self->label_overlap);
  g_free (self);
}

static GwPredictionSet *
load (GwInsightsSnapshot *snapshot, const GwDataSet *set, gint64 layer_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFilter) filter = gw_insights_snapshot_make_filter (snapshot);

  return gw_prediction_set_load (gw_insights_snapshot_get_store (snapshot), set, filter, layer_id, GW_OVERLAP_BOX, NULL,
                                 cancellable, error);
}

/* The answers of each person, and last the labels of the project. */
static GPtrArray *
load_all (GwInsightsSnapshot *snapshot, const GwDataSet *set, GCancellable *cancellable, GError **error)
{
  GwStore *store = gw_insights_snapshot_get_store (snapshot);
  g_autoptr (GPtrArray) layers = gw_layer_info_list (store, GW_LAYER_KIND_ANSWERS, cancellable, error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_prediction_set_free);

  if (layers == NULL)
    return NULL;
  for (guint i = 0; i <= layers->len; i++)
    {
      const gint64 layer = i < layers->len ? ((GwLayerInfo *) g_ptr_array_index (layers, i))->layer->id
                                           : GW_LAYER_LABELS;
      GwPredictionSet *answer = load (snapshot, set, layer, cancellable, error);

      if (answer == NULL)
        return NULL;
      g_ptr_array_add (answers, answer);
    }
  return g_steal_pointer (&answers);
}

/* The last of them is the labels. */
static gboolean
compare_with_labels (GwAgreementFigures *self, guint n_classes, const GwRun *run)
{
  const guint n = self->answers->len;
  gw_status status;
  g_autoptr (GwAnnotatorAgreement) all = gw_annotator_agreement_new (self->answers, n_classes, run, &status);

  if (all == NULL)
    return status != GW_STATUS_CANCELLED;
  for (guint i = 0; i + 1 < n; i++)
    {
      const guint pair = i * n + n - 1;

      self->label_kappa[i] = all->pair_kappa[pair];
      self->label_percent[i] = all->pair_percent[pair];
      self->label_overlap[i] = all->pair_overlap[pair];
    }
  return TRUE;
}

static gboolean
name_images (GwAgreementFigures *self, GwStore *store, const GwDataSet *set, GCancellable *cancellable, GError **error)
{
  const GArray *images = self->agreement->images;
  const guint n = MIN (images->len, GW_AGREEMENT_MOST_IMAGES);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < images->len; i++)
    {
      const gint32 place = g_array_index (images, GwImageAgreement, i).image;

      g_array_append_val (self->image_ids, g_array_index (set->image_ids, gint64, place));
    }
  rows = gw_store_get_images (store, (const gint64 *) (gpointer) self->image_ids->data, n, cancellable, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const GwImageAgreement *image = &g_array_index (images, GwImageAgreement, i);
      GwImage *row = g_ptr_array_index (rows, i);
      GwHardImage hard = { .id = g_array_index (self->image_ids, gint64, i),
                           .n_answers = image->n_answers,
                           .agreement = image->agreement };

      if (row == NULL)
        continue;
      hard.name = g_path_get_basename (gw_image_get_path (row));
      g_array_append_val (self->hard, hard);
    }
  return TRUE;
}

static gboolean
compute (GwAgreementFigures *self, GwInsightsSnapshot *snapshot, const GwDataSet *set, GCancellable *cancellable,
         GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  gw_status status;

  if (!compare_with_labels (self, set->classes->len, &run))
    return FALSE;
  g_ptr_array_set_size (self->answers, (int) self->n_people);
  if (self->n_people < 2)
    return TRUE;
  self->agreement = gw_annotator_agreement_new (self->answers, set->classes->len, &run, &status);
  return self->agreement == NULL
             ? status != GW_STATUS_CANCELLED
             : name_images (self, gw_insights_snapshot_get_store (snapshot), set, cancellable, error);
}

GwAgreementFigures *
gw_agreement_figures_new (GwInsightsSnapshot *snapshot, GCancellable *cancellable, GError **error)
{
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);
  g_autoptr (GwAgreementFigures) self = g_new0 (GwAgreementFigures, 1);

  self->answers = set != NULL ? load_all (snapshot, set, cancellable, error) : NULL;
  if (self->answers == NULL)
    return NULL;
  self->n_people = self->answers->len - 1;
  self->hard = g_array_new (FALSE, FALSE, sizeof (GwHardImage));
  g_array_set_clear_func (self->hard, clear_hard);
  self->image_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->label_kappa = g_new (double, self->n_people + 1);
  self->label_percent = g_new (double, self->n_people + 1);
  self->label_overlap = g_new (double, self->n_people + 1);
  for (guint i = 0; i < self->n_people; i++)
    self->label_kappa[i] = self->label_percent[i] = self->label_overlap[i] = NAN;
  if (!compute (self, snapshot, set, cancellable, error))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

GArray *
gw_agreement_figures_list_shared (const GwAgreementFigures *self, guint a, guint b)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const GwPredictionSet *first = a < self->answers->len ? g_ptr_array_index (self->answers, a) : NULL;
  const GwPredictionSet *second = b < self->answers->len ? g_ptr_array_index (self->answers, b) : NULL;

  for (gsize i = 0; first != NULL && second != NULL && i < first->n_images; i++)
    if (first->seen[i] && second->seen[i])
      g_array_append_val (ids, g_array_index (first->image_ids, gint64, i));
  return ids;
}
