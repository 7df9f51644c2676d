/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labelme-groups.h"

#include <inttypes.h>

#include "gw-mask.h"
#include "gw-polygon-combine.h"

/* Parts may overlap, so that their rings cannot just be put together. */
static gboolean
add_part (GwObject *whole, GwObject *part)
{
  const GwShape *a = gw_object_get_shape (whole), *b = gw_object_get_shape (part);
  GwShape both = { .kind = a->kind };
  gw_status status;

  if (a->kind == GW_SHAPE_POLYGON)
    status = gw_polygon_combine (&a->as.polygon, &b->as.polygon, GW_POLYGON_UNION, &both.as.polygon);
  else
    status = gw_mask_union (&a->as.mask, &b->as.mask, &both.as.mask);
  if (status != GW_STATUS_OK)
    return FALSE;
  gw_object_take_shape (whole, &both);
  return TRUE;
}

guint
gw_labelme_merge_groups (GPtrArray *objects)
{
  g_autoptr (GHashTable) wholes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_merged = 0;

  for (guint i = 0; i < objects->len;)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      GwShapeKind kind = gw_object_get_shape (object)->kind;
      g_autofree char *key = NULL;
      GwObject *whole;

      i++;
      if (gw_object_get_group (object) == 0 || (kind != GW_SHAPE_POLYGON && kind != GW_SHAPE_MASK))
        continue;
      key = g_strdup_printf ("%" PRId64 " %" PRId64 " %d", gw_object_get_class_id (object),
                             gw_object_get_group (object), (int) kind);
      whole = g_hash_table_lookup (wholes, key);
      if (whole == NULL)
        g_hash_table_insert (wholes, g_steal_pointer (&key), object);
      else if (add_part (whole, object))
        {
          g_ptr_array_remove_index (objects, --i);
          n_merged++;
        }
    }

  return n_merged;
}
