/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-insights-model.h"

void
gw_insights_model_free (GwInsightsModel *self)
{
  g_clear_pointer (&self->layer, gw_layer_free);
  g_clear_pointer (&self->classes, gw_class_rows_free);
  g_clear_pointer (&self->objects, gw_detection_rows_free);
  g_free (self->title);
  g_free (self);
}

/* As the list of models chooses where nobody has. */
static const GwLayer *
find_layer (GPtrArray *layers, gint64 layer_id)
{
  const GwLayer *newest = NULL;

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind != GW_LAYER_KIND_PREDICTIONS)
        continue;
      if (layer->id == layer_id)
        return layer;
      newest = layer;
    }
  return newest;
}

/* Takes the objects out of predictions. */
static gboolean
join_objects (GwInsightsModel *self, GwStore *store, const GwDataSet *set, const GwFilter *filter,
              GwPredictionSet *predictions, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwPredictionSet) truth = gw_prediction_set_load (store, set, filter, GW_LAYER_LABELS, GW_OVERLAP_BOX, NULL,
                                                              cancellable, error);

  if (truth == NULL)
    return FALSE;
  self->objects = gw_detection_rows_new_from_set (set, truth, predictions);
  return TRUE;
}

GwInsightsModel *
gw_insights_model_load (GwStore *store, const GwDataSet *set, const GwFilter *filter, gint64 layer_id,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, cancellable, error);
  const GwLayer *layer = layers != NULL ? find_layer (layers, layer_id) : NULL;
  g_autoptr (GwInsightsModel) self = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;

  if (layer == NULL)
    return NULL;
  predictions = gw_prediction_set_load (store, set, filter, layer->id, GW_OVERLAP_BOX, NULL, cancellable, error);
  if (predictions == NULL || (predictions->n_rows == 0 && predictions->objects->rows->len == 0))
    return NULL;

  self = g_new0 (GwInsightsModel, 1);
  self->layer = gw_layer_copy (layer);
  self->title = layer->version != NULL ? g_strdup_printf ("%s %s", layer->name, layer->version)
                                       : g_strdup (layer->name);
  if (predictions->n_rows > 0)
    {
      self->classes = gw_class_rows_new_from_set (set, predictions, NULL, error);
      if (self->classes == NULL)
        return NULL;
    }
  if (predictions->objects->rows->len > 0 && !join_objects (self, store, set, filter, predictions, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
