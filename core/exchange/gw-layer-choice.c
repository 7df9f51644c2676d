/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-layer-choice.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"

static void
add_once (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  g_array_append_val (ids, id);
}

/* Those of a kind that have the name (NULL: any); 0 where there is none, else the newest. */
static gint64
add_layers (GArray *ids, GPtrArray *layers, GwLayerKind kind, const char *name)
{
  gint64 newest = 0;

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind != kind || (name != NULL && g_strcmp0 (layer->name, name) != 0))
        continue;
      newest = MAX (newest, layer->id);
      if (name == NULL)
        add_once (ids, layer->id);
    }
  if (name != NULL && newest != 0)
    add_once (ids, newest);

  return newest;
}

static gboolean
add_annotator (GArray *ids, GPtrArray *layers, const char *name, GError **error)
{
  const gboolean all = strcmp (name, GW_LAYER_CHOICE_ALL) == 0;

  if (add_layers (ids, layers, GW_LAYER_KIND_ANSWERS, all ? NULL : name) != 0)
    return TRUE;

  if (all)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("The project has no answers of annotators."));
  else
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The project has no answers of “%s”."), name);
  return FALSE;
}

GArray *
gw_layer_choice_find (GPtrArray *layers, const char *const *annotators, const char *model, GError **error)
{
  const gboolean of_people = annotators != NULL && annotators[0] != NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (of_people && model != NULL)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID,
                           _ ("An export is of annotators or of a model. Leave out one of them."));
      return NULL;
    }
  for (gsize i = 0; of_people && annotators[i] != NULL; i++)
    if (!add_annotator (ids, layers, annotators[i], error))
      return NULL;
  if (model != NULL && add_layers (ids, layers, GW_LAYER_KIND_PREDICTIONS, model) == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The project has no predictions of “%s”."), model);
      return NULL;
    }
  if (ids->len == 0)
    add_once (ids, GW_LAYER_LABELS);

  return g_steal_pointer (&ids);
}

/* --- what there is ------------------------------------------------------------------- */

static void
choice_free (gpointer data)
{
  GwLayerChoice *choice = data;

  g_free (choice->title);
  g_array_unref (choice->ids);
  g_free (choice);
}

static GwLayerChoice *
add_choice (GPtrArray *choices, char *title)
{
  GwLayerChoice *choice = g_new0 (GwLayerChoice, 1);

  choice->title = title;
  choice->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (choices, choice);

  return choice;
}

static char *
make_title (const GwLayer *layer)
{
  switch (layer->kind)
    {
    case GW_LAYER_KIND_PREDICTIONS:
      return g_strdup_printf (_ ("Predictions: %s"), layer->name);
    case GW_LAYER_KIND_ANSWERS:
      return g_strdup_printf (_ ("Answers: %s"), layer->name);
    case GW_LAYER_KIND_LABELS:
    default:
      return g_strdup (_ ("Labels"));
    }
}

/* The answers of all, where there are several. */
static void
add_all (GPtrArray *choices, GPtrArray *layers)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GwLayerChoice *choice;

  add_layers (ids, layers, GW_LAYER_KIND_ANSWERS, NULL);
  if (ids->len < 2)
    return;
  choice = add_choice (choices, g_strdup (_ ("All Answers")));
  g_array_append_vals (choice->ids, ids->data, ids->len);
}

GPtrArray *
gw_layer_choices_list (GPtrArray *layers)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  gboolean has_all = FALSE;

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_ANSWERS && !has_all)
        {
          has_all = TRUE;
          add_all (choices, layers);
        }
      add_once (add_choice (choices, make_title (layer))->ids, layer->id);
    }

  return choices;
}
