/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-time.h"

static const char *
get_class_name (GwDocument *self, gint64 class_id)
{
  GwClass *klass = gw_document_get_class (self, class_id);
  const char *name = klass != NULL ? gw_class_get_name (klass) : NULL;

  return name != NULL ? name : _ ("Object");
}

static char *
fill (const char *form, const char *what)
{
  GString *name = g_string_new (form);

  g_string_replace (name, "%s", what, 1);
  return g_string_free (name, FALSE);
}

char *
_gw_edits_name_class (GwDocument *self, const char *form, gint64 class_id)
{
  return fill (form, get_class_name (self, class_id));
}

char *
_gw_edits_name (GwDocument *self, const char *form, GPtrArray *objects)
{
  g_autofree char *what = NULL;

  if (objects->len == 1)
    return _gw_edits_name_class (self, form, gw_object_get_class_id (g_ptr_array_index (objects, 0)));
  what = g_strdup_printf (ngettext ("%u Object", "%u Objects", objects->len), objects->len);
  return fill (form, what);
}

gboolean
_gw_edits_apply (GwDocument *self, const char *form, GPtrArray *before, GPtrArray *after)
{
  GPtrArray *objects = after != NULL ? after : before;
  g_autofree char *name = NULL;
  g_autoptr (GwEdit) edit = NULL;

  if (objects->len == 0)
    return FALSE;
  name = _gw_edits_name (self, form, objects);
  edit = gw_edit_new (gw_document_get_image_id (self), name);
  for (guint i = 0; i < objects->len; i++)
    gw_edit_add_object (edit, gw_document_get_image_id (self), before != NULL ? g_ptr_array_index (before, i) : NULL,
                        after != NULL ? g_ptr_array_index (after, i) : NULL);
  gw_document_apply (self, edit);
  return TRUE;
}

gboolean
_gw_edits_change (GwDocument *self, const char *form, GPtrArray *objects, gboolean with_locked, GwEditFunc func,
                  gpointer data)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now = gw_time_now ();

  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      g_autoptr (GwObject) copy = NULL;

      if (!with_locked && (gw_object_get_flags (object) & GW_OBJECT_LOCKED))
        continue;
      copy = gw_object_copy (object);
      if (!func (self, copy, data))
        continue;
      gw_object_set_times (copy, gw_object_get_created (object), now);
      g_ptr_array_add (before, g_object_ref (object));
      g_ptr_array_add (after, g_steal_pointer (&copy));
    }
  return _gw_edits_apply (self, form, before, after);
}

GPtrArray *
_gw_edits_get_movable (GwDocument *self)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (self);
  GPtrArray *movable = g_ptr_array_sized_new (selected->len);

  for (guint i = 0; i < selected->len; i++)
    if ((gw_object_get_flags (g_ptr_array_index (selected, i)) & GW_OBJECT_LOCKED) == 0)
      g_ptr_array_add (movable, g_ptr_array_index (selected, i));
  return movable;
}

GwBox
_gw_edits_get_extent (GPtrArray *objects)
{
  GwBox extent = { 0 };

  for (guint i = 0; i < objects->len; i++)
    {
      GwBox bounds = gw_object_get_bounds (g_ptr_array_index (objects, i));

      extent = i == 0 ? bounds : gw_box_union (&extent, &bounds);
    }
  return extent;
}

static double
clamp_step (double step, double low, double high, double size)
{
  if (size <= 0.0)
    return step;
  return CLAMP (step, MIN (0.0, -low), MAX (0.0, size - high));
}

void
_gw_edits_clamp_move (GwDocument *self, const GwBox *extent, double *dx, double *dy)
{
  int width, height;

  gw_document_get_size (self, &width, &height);
  *dx = clamp_step (*dx, extent->x, extent->x + extent->width, width);
  *dy = clamp_step (*dy, extent->y, extent->y + extent->height, height);
}

static gboolean
stretch_mask (GwObject *copy, const GwBox *from, const GwBox *to)
{
  GwShape shape = { .kind = GW_SHAPE_MASK };
  const GwShape *old = gw_object_get_shape (copy);
  int right = (int) round (to->x + to->width), bottom = (int) round (to->y + to->height);
  int x = (int) round (to->x), y = (int) round (to->y);

  if (gw_mask_stretch (&old->as.mask, (int) from->x, (int) from->y, (int) from->width, (int) from->height, x, y,
                       MAX (right - x, 1), MAX (bottom - y, 1), &shape.as.mask)
      != GW_STATUS_OK)
    return FALSE;
  gw_object_take_shape (copy, &shape);
  return TRUE;
}

gboolean
_gw_edits_map (GwObject *copy, const GwBox *from, const GwBox *to)
{
  GwShape shape = GW_SHAPE_INIT;

  if (gw_object_get_shape (copy)->kind == GW_SHAPE_MASK)
    return stretch_mask (copy, from, to);
  if (gw_shape_copy (gw_object_get_shape (copy), &shape) != GW_STATUS_OK)
    return FALSE;
  if (gw_shape_map_bounds (&shape, from, to) != GW_STATUS_OK || gw_shape_validate (&shape) != GW_STATUS_OK)
    {
      gw_shape_clear (&shape);
      return FALSE;
    }
  gw_object_take_shape (copy, &shape);
  return TRUE;
}

/* Bare by what the class declares, as values that come from files are by what they were. */
void
_gw_edits_set_attribute (GwDocument *self, GwObject *object, const char *name, const char *value)
{
  GwClass *klass = gw_document_get_class (self, gw_object_get_class_id (object));
  const GwAttribute *attribute = klass != NULL ? gw_class_find_attribute (klass, name) : NULL;

  if (attribute != NULL && gw_attribute_is_bare (attribute, value))
    gw_object_set_attribute_bare (object, name, value);
  else
    gw_object_set_attribute (object, name, value);
}

void
_gw_edits_add_defaults (GwDocument *self, GwObject *object)
{
  GwClass *klass = gw_document_get_class (self, gw_object_get_class_id (object));
  GPtrArray *attributes = klass != NULL ? gw_class_get_attributes (klass) : NULL;

  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);

      if (attribute->default_value != NULL && gw_object_get_attribute (object, attribute->name) == NULL)
        _gw_edits_set_attribute (self, object, attribute->name, attribute->default_value);
    }
}

int
_gw_edits_get_top_z (GwDocument *self)
{
  guint n = gw_document_get_n_objects (self);
  int top = n > 0 ? gw_object_get_z (gw_document_get_object (self, n - 1)) : -1;

  return top < G_MAXINT ? top + 1 : top;
}

/* The class of a new object: the one chosen, else the first in the list, for
 * what a person has drawn is not thrown away.
 */
gint64
_gw_edits_find_class_for_new (GwDocument *self)
{
  GPtrArray *classes = gw_document_get_classes (self);
  gint64 class_id = gw_document_get_current_class (self);

  for (guint i = 0; class_id == 0 && i < classes->len; i++)
    if (!gw_class_get_archived (g_ptr_array_index (classes, i)))
      class_id = gw_class_get_id (g_ptr_array_index (classes, i));
  return class_id;
}

gboolean
gw_document_has_class_for_new (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return _gw_edits_find_class_for_new (self) != 0;
}

GwObject *
_gw_edits_make_object (GwDocument *self, GwShape *shape, gint64 id)
{
  gint64 class_id = _gw_edits_find_class_for_new (self);
  gint64 now = gw_time_now ();
  GwObject *object;

  if (class_id == 0 || gw_shape_validate (shape) != GW_STATUS_OK)
    {
      gw_shape_clear (shape);
      return NULL;
    }
  gw_document_set_current_class (self, class_id);
  object = gw_object_new (id, class_id);
  gw_object_take_shape (object, shape);
  gw_object_set_z (object, _gw_edits_get_top_z (self));
  gw_object_set_author (object, gw_document_get_author (self));
  gw_object_set_times (object, now, now);
  _gw_edits_add_defaults (self, object);
  return object;
}

GwObject *
gw_document_add_shape (GwDocument *self, GwShape *shape)
{
  return gw_document_add_shape_with_id (self, shape, gw_object_make_id ());
}

GwObject *
gw_document_add_shape_with_id (GwDocument *self, GwShape *shape, gint64 id)
{
  GwObject *object;
  g_autoptr (GPtrArray) after = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (shape != NULL, NULL);

  object = _gw_edits_make_object (self, shape, id);
  if (object == NULL)
    return NULL;
  after = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (after, object);
  /* Translators: %s is a class or a number of objects, here and in all names of steps that can be undone. */
  _gw_edits_apply (self, _ ("Draw %s"), NULL, after);
  gw_document_select (self, id, FALSE);
  return gw_document_find (self, id);
}

gboolean
gw_document_replace (GwDocument *self, GwObject *before, GwObject *after, const char *name)
{
  g_autoptr (GwEdit) edit = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (GW_IS_OBJECT (before) && GW_IS_OBJECT (after), FALSE);
  g_return_val_if_fail (gw_object_get_id (before) == gw_object_get_id (after), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (gw_object_equal (before, after)
      || (gw_object_get_flags (before) & gw_object_get_flags (after) & GW_OBJECT_LOCKED) != 0)
    return FALSE;
  edit = gw_edit_new (gw_document_get_image_id (self), name);
  gw_edit_add_object (edit, gw_document_get_image_id (self), before, after);
  gw_document_apply (self, edit);
  return TRUE;
}

/* --- the image itself ------------------------------------------------------------- */

static gboolean
apply_labels (GwDocument *self, const char *name, const GArray *after)
{
  g_autoptr (GwEdit) edit = gw_edit_new (gw_document_get_image_id (self), name);

  gw_edit_add_labels (edit, gw_document_get_image_id (self), gw_document_get_labels (self), after);
  gw_document_apply (self, edit);
  return TRUE;
}

static int
find_label (const GArray *labels, gint64 class_id)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index (labels, GwLabel, i).class_id == class_id)
      return (int) i;
  return -1;
}

gboolean
gw_document_choose_label (GwDocument *self, gint64 class_id, gboolean single)
{
  const GwLabel label = { class_id, NAN };
  const GArray *labels;
  g_autoptr (GArray) after = NULL;
  g_autofree char *name = NULL;
  int found;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  labels = gw_document_get_labels (self);
  found = find_label (labels, class_id);
  if (single && found >= 0 && labels->len == 1)
    return FALSE;
  after = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  if (!single && labels->len > 0)
    g_array_append_vals (after, labels->data, labels->len);
  if (!single && found >= 0)
    g_array_remove_index (after, (guint) found);
  else
    g_array_append_val (after, label);
  name = _gw_edits_name_class (self, !single && found >= 0 ? _ ("Remove Label %s") : _ ("Label as %s"), class_id);
  return apply_labels (self, name, after);
}

gboolean
gw_document_clear_labels (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return gw_document_get_labels (self)->len > 0 && apply_labels (self, _ ("Remove Labels"), NULL);
}

gboolean
gw_document_set_marks (GwDocument *self, GwImageStatus status, GwImageMarks marks, const char *name)
{
  g_autoptr (GwEdit) edit = NULL;
  GwImage *image;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  image = gw_document_get_image (self);
  if (image == NULL || (gw_image_get_status (image) == status && gw_image_get_marks (image) == marks))
    return FALSE;
  edit = gw_edit_new (gw_image_get_id (image), name);
  gw_edit_add_marks (edit, gw_image_get_id (image), gw_image_get_status (image), gw_image_get_marks (image), status,
                     marks);
  gw_document_apply (self, edit);
  return TRUE;
}

gboolean
gw_document_set_image_attribute (GwDocument *self, const char *name, const char *value)
{
  g_autoptr (GwEdit) edit = NULL;
  g_autofree char *title = NULL;
  GwImage *image;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  image = gw_document_get_image (self);
  if (image == NULL || g_strcmp0 (gw_image_get_attribute (image, name), value) == 0)
    return FALSE;
  /* Translators: %s is the name of an attribute. */
  title = fill (_ ("Change “%s” of Image"), name);
  edit = gw_edit_new (gw_image_get_id (image), title);
  gw_edit_add_attribute (edit, gw_image_get_id (image), name, gw_image_get_attribute (image, name), value);
  gw_document_apply (self, edit);
  return TRUE;
}
