/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-history.h"

/* So many changes can be taken back. */
#define MAX_CHANGES 200

/* Classes that a change leaves as they are belong to the states before and
 * after it.
 */
struct _GwClassHistory
{
  GPtrArray *states; /* of GPtrArray of GwClass, oldest first */
  guint now;         /* the state that is shown */
};

static GPtrArray *
copy_classes (GPtrArray *classes)
{
  GPtrArray *copy = g_ptr_array_new_full (classes->len, g_object_unref);

  for (guint i = 0; i < classes->len; i++)
    g_ptr_array_add (copy, gw_class_copy (g_ptr_array_index (classes, i)));

  return copy;
}

static gboolean
same_attribute (const GwAttribute *a, const GwAttribute *b)
{
  gboolean same_choices = a->choices == b->choices
                          || (a->choices != NULL && b->choices != NULL
                              && g_strv_equal ((const char *const *) a->choices, (const char *const *) b->choices));

  return g_strcmp0 (a->name, b->name) == 0 && a->kind == b->kind && same_choices
         && g_strcmp0 (a->default_value, b->default_value) == 0 && a->required == b->required;
}

/* In all that can be edited; the place is that in the list. */
static gboolean
same_class (GwClass *a, GwClass *b)
{
  GPtrArray *attributes_a = gw_class_get_attributes (a);
  GPtrArray *attributes_b = gw_class_get_attributes (b);

  if (gw_class_get_id (a) != gw_class_get_id (b) || gw_class_get_color (a) != gw_class_get_color (b)
      || gw_class_get_parent_id (a) != gw_class_get_parent_id (b)
      || gw_class_get_archived (a) != gw_class_get_archived (b)
      || g_strcmp0 (gw_class_get_name (a), gw_class_get_name (b)) != 0
      || g_strcmp0 (gw_class_get_hotkey (a), gw_class_get_hotkey (b)) != 0
      || !gw_skeleton_equal (gw_class_get_skeleton (a), gw_class_get_skeleton (b))
      || attributes_a->len != attributes_b->len)
    return FALSE;

  for (guint i = 0; i < attributes_a->len; i++)
    {
      if (!same_attribute (g_ptr_array_index (attributes_a, i), g_ptr_array_index (attributes_b, i)))
        return FALSE;
    }

  return TRUE;
}

/* Most classes are as they were, and where they were. (transfer full) */
static GwClass *
take_from (GPtrArray *state, guint index, GwClass *klass)
{
  if (index < state->len && same_class (g_ptr_array_index (state, index), klass))
    return g_object_ref (g_ptr_array_index (state, index));

  for (guint i = 0; i < state->len; i++)
    {
      if (same_class (g_ptr_array_index (state, i), klass))
        return g_object_ref (g_ptr_array_index (state, i));
    }

  return gw_class_copy (klass);
}

GwClassHistory *
gw_class_history_new (GPtrArray *classes)
{
  GwClassHistory *self = g_new0 (GwClassHistory, 1);

  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (self->states, copy_classes (classes));

  return self;
}

void
gw_class_history_free (GwClassHistory *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->states);
  g_free (self);
}

void
gw_class_history_note (GwClassHistory *self, GPtrArray *classes)
{
  GPtrArray *before = g_ptr_array_index (self->states, self->now);
  GPtrArray *state = g_ptr_array_new_full (classes->len, g_object_unref);

  for (guint i = 0; i < classes->len; i++)
    g_ptr_array_add (state, take_from (before, i, g_ptr_array_index (classes, i)));
  g_ptr_array_set_size (self->states, (int) self->now + 1);
  g_ptr_array_add (self->states, state);
  if (self->states->len > MAX_CHANGES + 1)
    g_ptr_array_remove_index (self->states, 0);
  self->now = self->states->len - 1;
}

gboolean
gw_class_history_can_undo (GwClassHistory *self)
{
  return self->now > 0;
}

gboolean
gw_class_history_can_redo (GwClassHistory *self)
{
  return self->now + 1 < self->states->len;
}

GPtrArray *
gw_class_history_undo (GwClassHistory *self)
{
  if (!gw_class_history_can_undo (self))
    return NULL;

  return copy_classes (g_ptr_array_index (self->states, --self->now));
}

GPtrArray *
gw_class_history_redo (GwClassHistory *self)
{
  if (!gw_class_history_can_redo (self))
    return NULL;

  return copy_classes (g_ptr_array_index (self->states, ++self->now));
}

/* The class has another id than it had: everywhere, and as a parent. */
static void
replace_id (GwClassHistory *self, GwClass *klass, gint64 id)
{
  gint64 former = gw_class_get_id (klass);

  for (guint i = 0; i < self->states->len; i++)
    {
      GPtrArray *state = g_ptr_array_index (self->states, i);

      for (guint k = 0; k < state->len; k++)
        {
          GwClass *other = g_ptr_array_index (state, k);

          if (former != 0 ? gw_class_get_id (other) == former
                          : gw_class_get_id (other) == 0
                                && g_strcmp0 (gw_class_get_name (other), gw_class_get_name (klass)) == 0)
            gw_class_set_id (other, id);
          if (former != 0 && gw_class_get_parent_id (other) == former)
            gw_class_set_parent_id (other, id);
        }
    }
}

void
gw_class_history_set_ids (GwClassHistory *self, GPtrArray *classes)
{
  GPtrArray *newest = g_ptr_array_index (self->states, self->now);

  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *saved = g_ptr_array_index (classes, i);

      for (guint k = 0; k < newest->len; k++)
        {
          GwClass *klass = g_ptr_array_index (newest, k);

          if (g_strcmp0 (gw_class_get_name (klass), gw_class_get_name (saved)) == 0
              && gw_class_get_id (klass) != gw_class_get_id (saved))
            replace_id (self, klass, gw_class_get_id (saved));
        }
    }
}
