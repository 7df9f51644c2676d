/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-private.h"

#include "gw-palette.h"

/* The classes of the project by their numbers. (transfer full) */
static GHashTable *
index_classes (GPtrArray *classes)
{
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      gint64 id = gw_class_get_id (g_ptr_array_index (classes, i));

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), g_ptr_array_index (classes, i));
    }

  return by_id;
}

void
_gw_import_choose_colors (GwImport *self, GPtrArray *classes)
{
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_id = index_classes (classes);
  /* Classes of the source that were seen before, by the names of the new ones they become. */
  g_autoptr (GHashTable) twins = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < classes->len; i++)
    {
      guint32 color = gw_class_get_color (g_ptr_array_index (classes, i));

      g_array_append_val (used, color);
      g_hash_table_add (colors, GUINT_TO_POINTER (color));
    }
  for (guint i = 0; i < self->mappings->len; i++)
    {
      const GwImportMapping *mapping = g_ptr_array_index (self->mappings, i);
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      GwClass *model = mapping->target > 0        ? g_hash_table_lookup (by_id, &mapping->target)
                       : mapping->becomes != NULL ? g_hash_table_lookup (twins, mapping->becomes)
                                                  : NULL;
      guint32 color = gw_class_get_color (model != NULL ? model : class);

      /* A color of its own, so that it is not taken for a class of the project. */
      if (mapping->target == GW_IMPORT_CREATE && model == NULL)
        {
          if (g_hash_table_contains (colors, GUINT_TO_POINTER (color)))
            color = gw_palette_next ((const guint32 *) (gpointer) used->data, used->len);
          g_array_append_val (used, color);
          g_hash_table_add (colors, GUINT_TO_POINTER (color));
          g_hash_table_insert (twins, mapping->becomes, class);
        }
      gw_class_set_color (class, color);
    }
}
