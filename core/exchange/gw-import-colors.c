/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-private.h"

#include "gw-palette.h"

/* Colors in use: a GArray of guint32. */
static gboolean
is_used (const GArray *used, guint32 color)
{
  for (guint i = 0; i < used->len; i++)
    if (g_array_index (used, guint32, i) == color)
      return TRUE;
  return FALSE;
}

static GwClass *
find_class (GPtrArray *classes, gint64 id)
{
  for (guint i = 0; i < classes->len; i++)
    if (gw_class_get_id (g_ptr_array_index (classes, i)) == id)
      return g_ptr_array_index (classes, i);
  return NULL;
}

/* A class of the source that was seen before and becomes the same new one. */
static GwClass *
find_twin (GwImport *self, guint n, const char *becomes)
{
  for (guint i = 0; i < n; i++)
    {
      const GwImportMapping *mapping = g_ptr_array_index (self->mappings, i);

      if (mapping->target == GW_IMPORT_CREATE && g_strcmp0 (mapping->becomes, becomes) == 0)
        return g_ptr_array_index (self->head->classes, i);
    }
  return NULL;
}

void
_gw_import_choose_colors (GwImport *self, GPtrArray *classes)
{
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < classes->len; i++)
    {
      guint32 color = gw_class_get_color (g_ptr_array_index (classes, i));

      g_array_append_val (used, color);
    }
  for (guint i = 0; i < self->mappings->len; i++)
    {
      const GwImportMapping *mapping = g_ptr_array_index (self->mappings, i);
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      GwClass *model = mapping->target > 0 ? find_class (classes, mapping->target)
                                           : find_twin (self, i, mapping->becomes);
      guint32 color = gw_class_get_color (model != NULL ? model : class);

      /* A color of its own, so that it is not taken for a class of the project. */
      if (mapping->target == GW_IMPORT_CREATE && model == NULL)
        {
          if (is_used (used, color))
            color = gw_palette_next ((const guint32 *) (gpointer) used->data, used->len);
          g_array_append_val (used, color);
        }
      gw_class_set_color (class, color);
    }
}
