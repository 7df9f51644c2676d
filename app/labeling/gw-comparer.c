/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-comparer.h"

#include <glib/gi18n.h>

#include "gw-path.h"

struct _GwComparer
{
  GObject parent_instance;

  GwStore *store;
  GwDocument *document; /* (nullable) */
  gboolean active;
  GPtrArray *layers;     /* (nullable): of GwLayer */
  gint64 ids[2];         /* layers of A and B; 0: none */
  GPtrArray *objects[2]; /* (nullable): as they were compared */
  GwComparison *comparison;
  GError *problem;
  GCancellable *reading;   /* (nullable) */
  GCancellable *comparing; /* (nullable) */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (GwComparer, gw_comparer, G_TYPE_OBJECT)

enum
{
  LAYERS_CHANGED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- reading ---------------------------------------------------------------------------- */

typedef struct
{
  gint64 image_id;
  gint64 ids[2];
  GPtrArray *layers;
  GPtrArray *objects[2]; /* NULL: the document's, or none */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->layers, g_ptr_array_unref);
  g_clear_pointer (&reading->objects[0], g_ptr_array_unref);
  g_clear_pointer (&reading->objects[1], g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static const GwLayer *
find_layer (GPtrArray *layers, gint64 id)
{
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->id == id)
        return layer;
    }
  return NULL;
}

static int
compare_layers (gconstpointer one, gconstpointer two)
{
  const GwLayer *a = *(GwLayer *const *) one, *b = *(GwLayer *const *) two;
  /* Labels, annotators, models. */
  static const int ranks[] = {
    [GW_LAYER_KIND_LABELS] = 0, [GW_LAYER_KIND_ANSWERS] = 1, [GW_LAYER_KIND_PREDICTIONS] = 2
  };

  if (ranks[a->kind] != ranks[b->kind])
    return ranks[a->kind] < ranks[b->kind] ? -1 : 1;
  return a->id < b->id ? -1 : a->id > b->id;
}

/* Who answered first; else the newest model, which is the last. */
static gint64
find_other (GPtrArray *layers)
{
  gint64 id = 0;

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_ANSWERS)
        return layer->id;
      if (layer->kind == GW_LAYER_KIND_PREDICTIONS)
        id = layer->id;
    }
  return id;
}

static gpointer
read_sets (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Reading *asked = data;
  g_autoptr (Reading) reading = g_new0 (Reading, 1);

  reading->image_id = asked->image_id;
  reading->layers = gw_store_list_layers (store, cancellable, error);
  if (reading->layers == NULL)
    return NULL;
  g_ptr_array_sort (reading->layers, compare_layers);

  reading->ids[0] = find_layer (reading->layers, asked->ids[0]) != NULL ? asked->ids[0] : GW_LAYER_LABELS;
  reading->ids[1] = find_layer (reading->layers, asked->ids[1]) != NULL ? asked->ids[1] : find_other (reading->layers);
  for (guint side = 0; side < 2; side++)
    {
      if (reading->ids[side] == GW_LAYER_LABELS || reading->ids[side] == 0)
        continue;
      reading->objects[side] = gw_store_load_objects (store, reading->image_id, reading->ids[side], cancellable, error);
      if (reading->objects[side] == NULL)
        return NULL;
    }
  return g_steal_pointer (&reading);
}

/* --- comparing ---------------------------------------------------------------------------- */

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
stop (GwComparer *self)
{
  cancel (&self->reading);
  cancel (&self->comparing);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
}

static void
take_comparison (GwComparer *self, GwComparison *comparison)
{
  g_clear_pointer (&self->comparison, gw_comparison_unref);
  self->comparison = comparison;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_problem (GwComparer *self, GError *problem)
{
  g_clear_error (&self->problem);
  self->problem = problem;
  take_comparison (self, NULL);
}

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwComparer) self = user_data;
  GError *error = NULL;
  GwComparison *comparison = gw_comparison_new_finish (result, &error);

  if (comparison == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_object (&self->comparing);
  if (comparison != NULL)
    take_comparison (self, comparison);
  else
    take_problem (self, error);
}

static GPtrArray *
list_labels (GwDocument *document)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    g_ptr_array_add (objects, g_object_ref (gw_document_get_object (document, i)));
  return objects;
}

/* What is shown stays until the next comparison is there. */
static void
compare (GwComparer *self)
{
  int width, height;

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  cancel (&self->comparing);
  if (!self->active || self->document == NULL || self->ids[0] == 0 || self->ids[1] == 0)
    return;

  for (guint side = 0; side < 2; side++)
    {
      if (self->ids[side] != GW_LAYER_LABELS)
        continue;
      g_clear_pointer (&self->objects[side], g_ptr_array_unref);
      self->objects[side] = list_labels (self->document);
    }
  if (self->objects[0] == NULL || self->objects[1] == NULL)
    return;

  gw_document_get_size (self->document, &width, &height);
  self->comparing = g_cancellable_new ();
  gw_comparison_new_async (self->objects[0], self->objects[1], width, height, self->comparing, on_compared_cb,
                           g_object_ref (self));
}

static gboolean
on_refresh_cb (gpointer data)
{
  GwComparer *self = data;

  self->refresh_id = 0;
  compare (self);
  return G_SOURCE_REMOVE;
}

static void
on_labels_changed_cb (GwComparer *self)
{
  gboolean uses_labels = self->ids[0] == GW_LAYER_LABELS || self->ids[1] == GW_LAYER_LABELS;

  if (self->active && uses_labels && self->reading == NULL && self->refresh_id == 0)
    self->refresh_id = g_idle_add (on_refresh_cb, self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwComparer) self = user_data;
  GError *error = NULL;
  g_autoptr (Reading) reading = gw_store_run_finish (GW_STORE (source), result, &error);

  if (reading == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_object (&self->reading);
  if (reading == NULL)
    {
      take_problem (self, error);
      return;
    }

  g_clear_pointer (&self->layers, g_ptr_array_unref);
  self->layers = g_steal_pointer (&reading->layers);
  for (guint side = 0; side < 2; side++)
    {
      self->ids[side] = reading->ids[side];
      g_clear_pointer (&self->objects[side], g_ptr_array_unref);
      self->objects[side] = g_steal_pointer (&reading->objects[side]);
    }
  g_signal_emit (self, signals[LAYERS_CHANGED], 0);
  compare (self);
  if (self->comparing == NULL)
    take_comparison (self, NULL);
}

/* Reads and compares; what is shown stays until that is done. */
static void
renew (GwComparer *self)
{
  Reading *asked;

  stop (self);
  g_clear_error (&self->problem);
  if (!self->active || self->document == NULL)
    {
      take_comparison (self, NULL);
      return;
    }

  asked = g_new0 (Reading, 1);
  asked->image_id = gw_document_get_image_id (self->document);
  asked->ids[0] = self->ids[0];
  asked->ids[1] = self->ids[1];
  self->reading = g_cancellable_new ();
  gw_store_read_async (self->store, GW_STORE_NORMAL, read_sets, asked, reading_free, reading_free, self->reading,
                       on_read_cb, g_object_ref (self));
}

/* Of another image or other sets: what is shown goes at once. */
static void
start (GwComparer *self)
{
  renew (self);
  take_comparison (self, NULL);
}

/* What an import has brought, which is of many images. The labels of this one the
 * document knows first.
 */
static void
on_store_changed_cb (GwComparer *self, GwStoreChanges changes, GArray *ids)
{
  if (self->active && (changes & GW_STORE_CHANGED_ROWS) != 0 && ids == NULL)
    renew (self);
}

/* --- the object ------------------------------------------------------------------------------ */

static void
gw_comparer_dispose (GObject *object)
{
  GwComparer *self = GW_COMPARER (object);

  stop (self);
  self->active = FALSE;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->store);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->objects[0], g_ptr_array_unref);
  g_clear_pointer (&self->objects[1], g_ptr_array_unref);
  g_clear_pointer (&self->comparison, gw_comparison_unref);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (gw_comparer_parent_class)->dispose (object);
}

static void
gw_comparer_class_init (GwComparerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_comparer_dispose;
  signals[LAYERS_CHANGED] = g_signal_new ("layers-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gw_comparer_init (GwComparer *self)
{
}

GwComparer *
gw_comparer_new (GwStore *store)
{
  GwComparer *self;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  self = g_object_new (GW_TYPE_COMPARER, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
gw_comparer_set_document (GwComparer *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_COMPARER (self));

  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_labels_changed_cb), self);
      g_signal_connect_swapped (document, "objects-changed", G_CALLBACK (on_labels_changed_cb), self);
    }
  start (self);
}

GwDocument *
gw_comparer_get_document (GwComparer *self)
{
  g_return_val_if_fail (GW_IS_COMPARER (self), NULL);

  return self->document;
}

void
gw_comparer_set_active (GwComparer *self, gboolean active)
{
  g_return_if_fail (GW_IS_COMPARER (self));

  if (self->active == !!active)
    return;

  self->active = !!active;
  start (self);
}

void
gw_comparer_choose (GwComparer *self, gint64 a, gint64 b)
{
  g_return_if_fail (GW_IS_COMPARER (self));

  if (self->ids[0] == a && self->ids[1] == b)
    return;

  self->ids[0] = a;
  self->ids[1] = b;
  start (self);
}

GPtrArray *
gw_comparer_get_layers (GwComparer *self)
{
  g_return_val_if_fail (GW_IS_COMPARER (self), NULL);

  return self->layers;
}

gint64
gw_comparer_get_layer (GwComparer *self, guint side)
{
  g_return_val_if_fail (GW_IS_COMPARER (self) && side < 2, 0);

  return self->ids[side];
}

char *
gw_comparer_dup_layer_title (const GwLayer *layer)
{
  g_autofree char *name = NULL;

  if (layer->kind == GW_LAYER_KIND_LABELS)
    return g_strdup (_ ("Labels"));

  name = gw_path_display (layer->name, -1);
  if (layer->kind == GW_LAYER_KIND_ANSWERS)
    return g_steal_pointer (&name);
  if (layer->version != NULL)
    {
      g_autofree char *version = gw_path_display (layer->version, -1);

      /* Translators: a model's name and version */
      return g_strdup_printf (_ ("%s %s (model)"), name, version);
    }
  return g_strdup_printf (_ ("%s (model)"), name);
}

char *
gw_comparer_dup_title (GwComparer *self, guint side)
{
  const GwLayer *layer;

  g_return_val_if_fail (GW_IS_COMPARER (self) && side < 2, NULL);

  layer = find_layer (self->layers, self->ids[side]);
  return layer != NULL ? gw_comparer_dup_layer_title (layer) : g_strdup (side == 0 ? "A" : "B");
}

GwComparison *
gw_comparer_get_comparison (GwComparer *self)
{
  g_return_val_if_fail (GW_IS_COMPARER (self), NULL);

  return self->comparison;
}

gboolean
gw_comparer_get_busy (GwComparer *self)
{
  g_return_val_if_fail (GW_IS_COMPARER (self), FALSE);

  return self->reading != NULL || self->comparing != NULL;
}

const char *
gw_comparer_get_problem (GwComparer *self)
{
  g_return_val_if_fail (GW_IS_COMPARER (self), NULL);

  return self->problem != NULL ? self->problem->message : NULL;
}

/* Among those of its class, by id. */
static guint
find_number (GPtrArray *objects, GwObject *object)
{
  guint number = 1;

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    {
      GwObject *other = g_ptr_array_index (objects, i);

      number += gw_object_get_class_id (other) == gw_object_get_class_id (object)
                && gw_object_get_id (other) < gw_object_get_id (object);
    }
  return number;
}

char *
gw_comparer_dup_name (GwComparer *self, GwObject *object, guint side)
{
  GwClass *klass;
  g_autofree char *name = NULL;
  guint number;

  g_return_val_if_fail (GW_IS_COMPARER (self) && side < 2, NULL);

  klass = self->document != NULL ? gw_document_get_class (self->document, gw_object_get_class_id (object)) : NULL;
  name = gw_path_display (klass != NULL ? gw_class_get_name (klass) : _ ("Unknown"), -1);
  number = find_number (self->objects[side], object);
  return g_strdup_printf ("%s %u", name, number);
}
