/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-history.h"

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
  g_ptr_array_set_size (self->states, (int) self->now + 1);
  g_ptr_array_add (self->states, copy_classes (classes));
  self->now++;
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
