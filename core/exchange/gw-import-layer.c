/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

/* As the source calls its model, else as the file itself is called. */
static char *
dup_model_name (GwImport *self)
{
  return self->head->model_name != NULL ? g_strdup (self->head->model_name) : g_path_get_basename (self->source);
}

GwLayer *
_gw_import_choose_layer (GwImport *self)
{
  const GwLayer *given = self->layer;
  g_autofree char *name = NULL;

  if (self->layer_is_given && (given == NULL || given->name != NULL))
    return given != NULL ? gw_layer_copy (given) : NULL;
  /* What several people say of an image is not one. */
  if (!self->layer_is_given
      && (self->head->answers || (self->format != NULL && (self->format->flags & GW_FORMAT_ANSWERS))))
    return gw_layer_new (GW_LAYER_KIND_ANSWERS, _ ("annotator"), NULL);
  if (!self->layer_is_given && !self->head->predictions)
    return NULL;

  name = dup_model_name (self);

  return gw_layer_new (GW_LAYER_KIND_PREDICTIONS, name,
                       given != NULL && given->version != NULL ? given->version : self->head->model_version);
}

/* What is true beside predictions is what labels are. */
static void
turn_to_labels (GwRecord *record)
{
  if (record->truth != NULL)
    {
      g_array_append_vals (record->labels, record->truth->data, record->truth->len);
      g_clear_pointer (&record->scores, g_array_unref);
      g_clear_pointer (&record->truth, g_array_unref);
    }
  g_clear_pointer (&record->model, g_free);
}

gboolean
_gw_import_fit_record (GwImport *self, const GwLayer *layer, GwRecord *record, char **model, GError **error)
{
  if (layer == NULL || layer->kind != GW_LAYER_KIND_PREDICTIONS)
    {
      turn_to_labels (record);
      return TRUE;
    }
  if (record->model == NULL || !self->layer_is_given || self->layer->name == NULL)
    return TRUE;
  if (*model != NULL && strcmp (*model, record->model) != 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("%s: it has predictions of several models, such as “%s” and “%s”. Leave out the name of the "
                      "model, so that each keeps its own."),
                   self->source, *model, record->model);
      return FALSE;
    }
  if (*model == NULL)
    *model = g_strdup (record->model);
  g_clear_pointer (&record->model, g_free);

  return TRUE;
}
