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

typedef struct
{
  GwObject *whole;  /* (nullable): the first that is no part, and that there can be a box around */
  GPtrArray *parts; /* (nullable), of GwObject */
  guint n_objects;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_clear_pointer (&group->parts, g_ptr_array_unref);
  g_free (group);
}

static Group *
find_group (const GwVocGroups *self, GwObject *object)
{
  const gint64 id = gw_object_get_group (object);

  return id != 0 ? g_hash_table_lookup (self->groups, &id) : NULL;
}

static Group *
ensure_group (GwVocGroups *self, GwObject *object)
{
  const gint64 id = gw_object_get_group (object);
  Group *group = find_group (self, object);

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      g_hash_table_insert (self->groups, g_memdup2 (&id, sizeof id), group);
    }
  return group;
}

void
gw_voc_groups_init (GwVocGroups *self, const GwRecord *record)
{
  self->parts = g_hash_table_new (NULL, NULL);
  self->groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, group_free);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      g_autoptr (GwJsonMembers) bag = NULL;
      Group *group;

      if (gw_object_get_group (object) == 0)
        continue;
      bag = gw_voc_open_bag (object);
      group = ensure_group (self, object);
      group->n_objects++;
      if (gw_json_members_get (bag, "part", NULL) != NULL)
        {
          if (group->parts == NULL)
            group->parts = g_ptr_array_new ();
          g_ptr_array_add (group->parts, object);
          g_hash_table_add (self->parts, object);
        }
      else if (group->whole == NULL && gw_voc_has_area (gw_object_get_shape (object)->kind))
        group->whole = object;
    }
}

void
gw_voc_groups_clear (GwVocGroups *self)
{
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
}

gboolean
gw_voc_groups_is_part (const GwVocGroups *self, GwObject *object)
{
  return g_hash_table_contains (self->parts, object);
}

GwObject *
gw_voc_groups_find_whole (const GwVocGroups *self, GwObject *part)
{
  const Group *group = find_group (self, part);

  return group != NULL ? group->whole : NULL;
}

const GPtrArray *
gw_voc_groups_find_parts (const GwVocGroups *self, GwObject *whole)
{
  const Group *group = find_group (self, whole);

  return group != NULL && group->whole == whole ? group->parts : NULL;
}

gboolean
gw_voc_groups_keep (const GwVocGroups *self, GwObject *object)
{
  const Group *group = find_group (self, object);

  if (group == NULL || group->whole == NULL || group->parts == NULL)
    return FALSE;
  return gw_voc_groups_is_part (self, object) || (group->whole == object && group->n_objects == group->parts->len + 1);
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
