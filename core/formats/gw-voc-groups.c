/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-groups.h"

gboolean
gw_voc_has_area (GwShapeKind kind)
{
  return kind == GW_SHAPE_BOX || kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK
         || kind == GW_SHAPE_ELLIPSE;
}

GwJsonMembers *
gw_voc_open_bag (GwObject *object)
{
  return gw_json_members_open_bag (gw_object_get_bag (object), "voc");
}

void
gw_voc_groups_init (GwVocGroups *self, const GwRecord *record)
{
  self->parts = g_hash_table_new (NULL, NULL);
  self->wholes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const gint64 group = gw_object_get_group (object);
      g_autoptr (GwJsonMembers) bag = group != 0 ? gw_voc_open_bag (object) : NULL;

      if (bag != NULL && gw_json_members_get (bag, "part", NULL) != NULL)
        g_hash_table_add (self->parts, object);
      else if (gw_voc_has_area (gw_object_get_shape (object)->kind) && !g_hash_table_contains (self->wholes, &group))
        g_hash_table_insert (self->wholes, g_memdup2 (&group, sizeof group), object);
    }
}

void
gw_voc_groups_clear (GwVocGroups *self)
{
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->wholes, g_hash_table_unref);
}

gboolean
gw_voc_groups_is_part (const GwVocGroups *self, GwObject *object)
{
  return g_hash_table_contains (self->parts, object);
}

GwObject *
gw_voc_groups_find_whole (const GwVocGroups *self, GwObject *part)
{
  const gint64 group = gw_object_get_group (part);

  return g_hash_table_lookup (self->wholes, &group);
}

gboolean
gw_voc_groups_keep (const GwVocGroups *self, const GwRecord *record, GwObject *object)
{
  gboolean has_part = FALSE;

  if (gw_voc_groups_is_part (self, object))
    return gw_voc_groups_find_whole (self, object) != NULL;
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *other = g_ptr_array_index (record->objects, i);

      if (other == object || gw_object_get_group (other) != gw_object_get_group (object))
        continue;
      if (!gw_voc_groups_is_part (self, other) || gw_voc_groups_find_whole (self, other) != object)
        return FALSE;
      has_part = TRUE;
    }
  return has_part;
}

gboolean
gw_voc_groups_has_pixels (const GwVocGroups *self, GwObject *object)
{
  const GwShapeKind kind = gw_object_get_shape (object)->kind;

  return (kind == GW_SHAPE_MASK || kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_ELLIPSE)
         && !(gw_voc_groups_is_part (self, object) && gw_voc_groups_find_whole (self, object) != NULL);
}

gboolean
gw_voc_is_region (GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = gw_object_get_shape (object)->kind == GW_SHAPE_MASK ? gw_voc_open_bag (object) : NULL;

  return bag != NULL && gw_json_members_get (bag, "region", NULL) != NULL;
}
