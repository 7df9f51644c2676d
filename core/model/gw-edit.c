/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edit.h"

#include "gw-boxed.h"
#include "gw-edit-private.h"
#include "gw-time.h"

struct _GwEdit
{
  int ref_count; /* atomic */
  gint64 id;
  gint64 image_id;
  gint64 time;
  char *name;
  char *author;
  GArray *changes; /* of GwChange */
};

GW_DEFINE_BOXED_TYPE (GwEdit, gw_edit, gw_edit_ref, gw_edit_unref)

static void
change_clear (gpointer data)
{
  GwChange *change = data;

  g_clear_object (&change->object_before);
  g_clear_object (&change->object_after);
  g_clear_pointer (&change->labels_before, g_array_unref);
  g_clear_pointer (&change->labels_after, g_array_unref);
  g_free (change->name);
  g_free (change->value_before);
  g_free (change->value_after);
}

static GArray *
copy_labels (const GArray *labels)
{
  guint n = labels != NULL ? labels->len : 0;
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (GwLabel), n);

  if (n > 0)
    g_array_append_vals (copy, labels->data, n);
  return copy;
}

GwEdit *
gw_edit_new (gint64 image_id, const char *name)
{
  GwEdit *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (GwEdit, 1);
  self->ref_count = 1;
  self->image_id = image_id;
  self->time = gw_time_now ();
  self->name = g_strdup (name);
  self->changes = g_array_new (FALSE, TRUE, sizeof (GwChange));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

GwEdit *
gw_edit_ref (GwEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
gw_edit_unref (GwEdit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_free (self->name);
  g_free (self->author);
  g_array_unref (self->changes);
  g_free (self);
}

gint64
gw_edit_get_id (const GwEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->id;
}

void
gw_edit_set_id (GwEdit *self, gint64 id)
{
  g_return_if_fail (self != NULL);

  self->id = id;
}

gint64
gw_edit_get_image_id (const GwEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->image_id;
}

void
_gw_edit_set_image_id (GwEdit *self, gint64 image_id)
{
  self->image_id = image_id;
}

const char *
gw_edit_get_name (const GwEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

void
_gw_edit_set_name (GwEdit *self, const char *name)
{
  char *copy = g_strdup (name);

  g_free (self->name);
  self->name = copy;
}

gint64
gw_edit_get_time (const GwEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

void
gw_edit_set_time (GwEdit *self, gint64 ms)
{
  g_return_if_fail (self != NULL);

  self->time = ms;
}

const char *
gw_edit_get_author (const GwEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->author;
}

void
gw_edit_set_author (GwEdit *self, const char *author)
{
  char *copy;

  g_return_if_fail (self != NULL);

  copy = g_strdup (author);
  g_free (self->author);
  self->author = copy;
}

static GwChange *
add_change (GwEdit *self, GwChangeKind kind, gint64 image_id)
{
  GwChange *change;

  g_array_set_size (self->changes, self->changes->len + 1);
  change = &g_array_index (self->changes, GwChange, self->changes->len - 1);
  change->kind = kind;
  change->image_id = image_id;
  return change;
}

void
gw_edit_add_object (GwEdit *self, gint64 image_id, GwObject *before, GwObject *after)
{
  GwChange *change;

  g_return_if_fail (self != NULL);
  g_return_if_fail (before != NULL || after != NULL);
  g_return_if_fail (before == NULL || after == NULL || gw_object_get_id (before) == gw_object_get_id (after));

  change = add_change (self, GW_CHANGE_OBJECT, image_id);
  g_set_object (&change->object_before, before);
  g_set_object (&change->object_after, after);
}

static void
add_lists (GwEdit *self, GwChangeKind kind, gint64 image_id, const GArray *before, const GArray *after)
{
  GwChange *change = add_change (self, kind, image_id);

  change->labels_before = copy_labels (before);
  change->labels_after = copy_labels (after);
}

void
gw_edit_add_labels (GwEdit *self, gint64 image_id, const GArray *before, const GArray *after)
{
  g_return_if_fail (self != NULL);

  add_lists (self, GW_CHANGE_LABELS, image_id, before, after);
}

void
gw_edit_add_absent (GwEdit *self, gint64 image_id, const GArray *before, const GArray *after)
{
  g_return_if_fail (self != NULL);

  add_lists (self, GW_CHANGE_ABSENT, image_id, before, after);
}

void
gw_edit_add_marks (GwEdit *self, gint64 image_id, GwImageStatus status_before, GwImageMarks marks_before,
                   GwImageStatus status_after, GwImageMarks marks_after)
{
  GwChange *change;

  g_return_if_fail (self != NULL);

  change = add_change (self, GW_CHANGE_MARKS, image_id);
  change->status_before = status_before;
  change->marks_before = marks_before;
  change->status_after = status_after;
  change->marks_after = marks_after;
}

void
gw_edit_add_attribute (GwEdit *self, gint64 image_id, const char *name, const char *before, const char *after)
{
  GwChange *change;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  change = add_change (self, GW_CHANGE_ATTRIBUTE, image_id);
  change->name = g_strdup (name);
  change->value_before = g_strdup (before);
  change->value_after = g_strdup (after);
}

/* Behind other classes that come. */
static guint
find_class_place (const GwEdit *self, gboolean after)
{
  guint place = 0;

  if (!after)
    return self->changes->len;
  while (place < self->changes->len && g_array_index (self->changes, GwChange, place).kind == GW_CHANGE_CLASS
         && g_array_index (self->changes, GwChange, place).class_after)
    place++;
  return place;
}

void
gw_edit_add_class (GwEdit *self, gint64 image_id, gint64 class_id, gboolean before, gboolean after)
{
  GwChange change = { .kind = GW_CHANGE_CLASS, .image_id = image_id, .class_id = class_id };

  g_return_if_fail (self != NULL);

  change.class_before = !!before;
  change.class_after = !!after;
  g_array_insert_val (self->changes, find_class_place (self, after), change);
}

guint
gw_edit_get_n_changes (const GwEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

const GwChange *
gw_edit_get_change (const GwEdit *self, guint i)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->changes->len, NULL);

  return &g_array_index (self->changes, GwChange, i);
}

static void
add_inverse (GwEdit *self, const GwChange *change)
{
  switch (change->kind)
    {
    case GW_CHANGE_OBJECT:
      gw_edit_add_object (self, change->image_id, change->object_after, change->object_before);
      break;
    case GW_CHANGE_LABELS:
      gw_edit_add_labels (self, change->image_id, change->labels_after, change->labels_before);
      break;
    case GW_CHANGE_ABSENT:
      gw_edit_add_absent (self, change->image_id, change->labels_after, change->labels_before);
      break;
    case GW_CHANGE_MARKS:
      gw_edit_add_marks (self, change->image_id, change->status_after, change->marks_after, change->status_before,
                         change->marks_before);
      break;
    case GW_CHANGE_ATTRIBUTE:
      gw_edit_add_attribute (self, change->image_id, change->name, change->value_after, change->value_before);
      break;
    case GW_CHANGE_CLASS:
      gw_edit_add_class (self, change->image_id, change->class_id, change->class_after, change->class_before);
      break;
    default:
      g_assert_not_reached ();
    }
}

GwEdit *
gw_edit_invert (const GwEdit *self)
{
  GwEdit *inverse;

  g_return_val_if_fail (self != NULL, NULL);

  inverse = gw_edit_new (self->image_id, self->name);
  inverse->id = self->id;
  inverse->time = self->time;
  inverse->author = g_strdup (self->author);
  for (guint i = self->changes->len; i > 0; i--)
    add_inverse (inverse, &g_array_index (self->changes, GwChange, i - 1));
  return inverse;
}
