/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-private.h"

#include <glib/gi18n.h>

#include "gw-time.h"

/* The order of painting while objects are raised or lowered in it. */
typedef struct
{
  GwObject *object;
  int z; /* the new one */
  gboolean selected;
} Item;

/* One step up for each selected object that has another above it. */
static gboolean
step_up (Item *items, guint n)
{
  gboolean moved = FALSE;

  for (guint i = n; i > 1; i--)
    if (items[i - 2].selected && !items[i - 1].selected)
      {
        Item item = items[i - 2];

        items[i - 2] = items[i - 1];
        items[i - 1] = item;
        moved = TRUE;
      }
  return moved;
}

static gboolean
step_down (Item *items, guint n)
{
  gboolean moved = FALSE;

  for (guint i = 1; i < n; i++)
    if (items[i].selected && !items[i - 1].selected)
      {
        Item item = items[i];

        items[i] = items[i - 1];
        items[i - 1] = item;
        moved = TRUE;
      }
  return moved;
}

/* Finds z that give this order, keeping what can stay from one end of it on:
 * from below (direction 1) or from above (-1). Returns how many change.
 */
static guint
settle_z (Item *items, guint n, int direction)
{
  guint changed = 0;

  for (guint k = 0; k < n; k++)
    {
      Item *item = &items[direction > 0 ? k : n - 1 - k];
      const Item *last = k > 0 ? item - direction : NULL;
      int z = gw_object_get_z (item->object);

      if (last != NULL)
        {
          gboolean ids_agree = (gw_object_get_id (item->object) > gw_object_get_id (last->object)) == (direction > 0);
          gint64 nearest = (gint64) last->z + (ids_agree ? 0 : direction);

          if (direction > 0 ? z < nearest : z > nearest)
            z = (int) CLAMP (nearest, G_MININT, G_MAXINT);
        }
      item->z = z;
      changed += z != gw_object_get_z (item->object);
    }
  return changed;
}

/* form: of the step's name; %s stands for what was moved. */
static gboolean
apply_order (GwDocument *self, Item *items, guint n, const char *form, GPtrArray *moved)
{
  g_autofree char *name = _gw_edits_name (self, form, moved);
  g_autoptr (GwEdit) edit = gw_edit_new (gw_document_get_image_id (self), name);
  gint64 now = gw_time_now ();

  /* Many objects have the same z, so one end often has far fewer to change. */
  if (settle_z (items, n, 1) <= settle_z (items, n, -1))
    settle_z (items, n, 1);
  for (guint i = 0; i < n; i++)
    {
      GwObject *object = items[i].object;
      g_autoptr (GwObject) copy = NULL;

      if (items[i].z == gw_object_get_z (object))
        continue;
      copy = gw_object_copy (object);
      gw_object_set_z (copy, items[i].z);
      gw_object_set_times (copy, gw_object_get_created (object), now);
      gw_edit_add_object (edit, gw_document_get_image_id (self), object, copy);
    }
  if (gw_edit_get_n_changes (edit) == 0)
    return FALSE;
  gw_document_apply (self, edit);
  return TRUE;
}

gboolean
gw_document_raise_selected (GwDocument *self, int steps)
{
  g_autofree Item *items = NULL;
  g_autoptr (GPtrArray) selected = NULL;
  gboolean moved = FALSE;
  guint n;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  n = gw_document_get_n_objects (self);
  items = g_new0 (Item, n);
  for (guint i = 0; i < n; i++)
    {
      items[i].object = gw_document_get_object (self, i);
      items[i].selected = gw_document_is_selected (self, gw_object_get_id (items[i].object))
                          && (gw_object_get_flags (items[i].object) & GW_OBJECT_LOCKED) == 0;
    }
  for (int i = 0; i < steps && step_up (items, n); i++)
    moved = TRUE;
  for (int i = 0; i > steps && step_down (items, n); i--)
    moved = TRUE;
  if (!moved)
    return FALSE;
  selected = gw_document_get_selected (self);

  return apply_order (self, items, n, steps > 0 ? _ ("Raise %s") : _ ("Lower %s"), selected);
}

/* Whether the object is one of those that are to be moved, and may be. */
static gboolean
is_among (GwObject *object, const gint64 *ids, gsize n_ids)
{
  for (gsize i = 0; i < n_ids; i++)
    if (ids[i] == gw_object_get_id (object))
      return (gw_object_get_flags (object) & GW_OBJECT_LOCKED) == 0;
  return FALSE;
}

gboolean
gw_document_place_objects (GwDocument *self, const gint64 *ids, gsize n_ids, gint64 target_id, gboolean in_front)
{
  g_autofree Item *items = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  guint n, at = 0;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (ids != NULL || n_ids == 0, FALSE);

  n = gw_document_get_n_objects (self);
  moved = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      GwObject *object = gw_document_get_object (self, i);

      if (gw_object_get_id (object) != target_id && is_among (object, ids, n_ids))
        g_ptr_array_add (moved, object);
    }
  if (moved->len == 0 || gw_document_find (self, target_id) == NULL)
    return FALSE;

  /* All others in their order, and the moved ones beside the target. */
  items = g_new0 (Item, n);
  for (guint i = 0; i < n; i++)
    {
      GwObject *object = gw_document_get_object (self, i);
      gboolean target = gw_object_get_id (object) == target_id;

      if (g_ptr_array_find (moved, object, NULL))
        continue;
      if (target && in_front)
        items[at++].object = object;
      for (guint k = 0; target && k < moved->len; k++)
        items[at++].object = g_ptr_array_index (moved, k);
      if (!target || !in_front)
        items[at++].object = object;
    }

  return apply_order (self, items, n, _ ("Reorder %s"), moved);
}
