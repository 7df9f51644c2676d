/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-layer-info.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-error.h"

void
gw_layer_info_free (GwLayerInfo *self)
{
  gw_layer_free (self->layer);
  g_free (self);
}

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  const GwLayerInfo *x = *(GwLayerInfo *const *) a, *y = *(GwLayerInfo *const *) b;
  int by_name = strcmp (x->layer->name, y->layer->name);

  return by_name != 0 ? by_name : g_strcmp0 (x->layer->version, y->layer->version);
}

GPtrArray *
gw_layer_info_list (GwStore *store, GwLayerKind kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, cancellable, error);
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_layer_info_free);

  for (guint i = 0; layers != NULL && i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);
      GwLayerInfo *info;
      gint64 n_scored = 0, n_objects = 0;

      if (layer->kind != kind)
        continue;
      if (!gw_store_count_layer (store, layer->id, &n_scored, &n_objects, cancellable, error))
        return NULL;
      if (n_scored == 0 && n_objects == 0)
        continue;
      info = g_new0 (GwLayerInfo, 1);
      info->layer = gw_layer_copy (layer);
      info->n_scored = (guint64) n_scored;
      info->n_objects = (guint64) n_objects;
      g_ptr_array_add (infos, info);
    }
  if (layers == NULL)
    return NULL;
  g_ptr_array_sort (infos, compare_infos);

  return g_steal_pointer (&infos);
}

char *
gw_layer_describe (const GwLayer *layer)
{
  return layer->version != NULL ? g_strconcat (layer->name, ":", layer->version, NULL) : g_strdup (layer->name);
}

/* "a, b:2" */
static char *
list_names (GPtrArray *models)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < models->len; i++)
    {
      g_autofree char *name = gw_layer_describe (((const GwLayerInfo *) g_ptr_array_index (models, i))->layer);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }

  return g_string_free (names, FALSE);
}

const GwLayerInfo *
gw_layer_info_find (GPtrArray *models, const char *text, GError **error)
{
  g_autofree char *names = list_names (models);
  const GwLayerInfo *found = NULL;
  guint n = 0;

  for (guint i = 0; i < models->len; i++)
    {
      const GwLayerInfo *info = g_ptr_array_index (models, i);
      g_autofree char *name = gw_layer_describe (info->layer);

      if (text != NULL && strcmp (name, text) == 0)
        return info;
      if (text != NULL && strcmp (info->layer->name, text) != 0)
        continue;
      found = info;
      n++;
    }
  if (n == 1)
    return found;

  if (models->len == 0)
    g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                 _ ("The project has no predictions. Import those of a model first."));
  else if (n == 0)
    g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("The project has no predictions of “%s”. There are: %s."),
                 text, names);
  else
    g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, _ ("Several models fit. Name one of them: %s."), names);

  return NULL;
}
