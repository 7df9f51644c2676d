/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-document-private.h"

void
gw_document_set_classes (GwDocument *self, GPtrArray *classes)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (GW_IS_DOCUMENT (self));

  old = g_steal_pointer (&self->classes);
  self->classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->classes_by_id);
  for (guint i = 0; classes != NULL && i < classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (classes, i);
      gint64 id = gw_class_get_id (klass);

      g_ptr_array_add (self->classes, g_object_ref (klass));
      g_hash_table_insert (self->classes_by_id, g_memdup2 (&id, sizeof id), klass);
    }
  /* The same id, but it may look otherwise and have other points. */
  g_object_notify (G_OBJECT (self), "current-class-id");
}

GPtrArray *
gw_document_get_classes (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return self->classes;
}

GwClass *
gw_document_get_class (GwDocument *self, gint64 class_id)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  return g_hash_table_lookup (self->classes_by_id, &class_id);
}

gint64
gw_document_get_new_class (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), 0);

  return self->new_class_id;
}

void
gw_document_set_new_class (GwDocument *self, gint64 class_id)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  self->new_class_id = class_id;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 id_a = gw_object_get_id (*(GwObject **) a);
  gint64 id_b = gw_object_get_id (*(GwObject **) b);

  return (id_a > id_b) - (id_a < id_b);
}

static GPtrArray *
list_by_id (GwDocument *self)
{
  GPtrArray *objects = _gw_object_index_get_objects (self->index);
  GPtrArray *copy = g_ptr_array_sized_new (objects->len);

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (copy, g_ptr_array_index (objects, i));
  g_ptr_array_sort (copy, compare_ids);
  return copy;
}

static void
count_numbers (GwDocument *self)
{
  g_autoptr (GPtrArray) objects = list_by_id (self);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  self->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < objects->len; i++)
    {
      gint64 id = gw_object_get_id (g_ptr_array_index (objects, i));
      gint64 class_id = gw_object_get_class_id (g_ptr_array_index (objects, i));
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &class_id)) + 1;

      g_hash_table_insert (counts, g_memdup2 (&class_id, sizeof class_id), GUINT_TO_POINTER (number));
      g_hash_table_insert (self->numbers, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (number));
    }
}

guint
gw_document_get_index (GwDocument *self, GwObject *object)
{
  gint64 id;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), 0);
  g_return_val_if_fail (GW_IS_OBJECT (object), 0);

  if (self->numbers == NULL)
    count_numbers (self);
  id = gw_object_get_id (object);
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, &id));
}
