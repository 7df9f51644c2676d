/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-private.h"

#include <glib/gi18n.h>

#define VIEW_FLAGS (GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN)

typedef struct
{
  double dx;
  double dy;
} Step;

gboolean
gw_document_delete_selected (GwDocument *self)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = _gw_edits_get_movable (self);
  before = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (before, g_object_ref (g_ptr_array_index (objects, i)));
  return _gw_edits_apply (self, _ ("Delete %s"), before, NULL);
}

static gboolean
move_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  const Step *step = data;
  GwShape shape = GW_SHAPE_INIT;

  if (gw_shape_copy (gw_object_get_shape (copy), &shape) != GW_STATUS_OK)
    return FALSE;
  if (gw_shape_translate (&shape, step->dx, step->dy) != GW_STATUS_OK)
    {
      gw_shape_clear (&shape);
      return FALSE;
    }
  gw_object_take_shape (copy, &shape);
  return TRUE;
}

gboolean
gw_document_move_selected (GwDocument *self, double dx, double dy)
{
  g_autoptr (GPtrArray) objects = NULL;
  Step step = { dx, dy };
  GwBox extent;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = _gw_edits_get_movable (self);
  extent = _gw_edits_get_extent (objects);
  _gw_edits_clamp_move (self, &extent, &step.dx, &step.dy);
  if (step.dx == 0.0 && step.dy == 0.0)
    return FALSE;
  return _gw_edits_change (self, _ ("Move %s"), objects, FALSE, move_cb, &step);
}

/* The new length of a side from `start`, at least 1 px and not past the
 * edge of the image where it was not past it before.
 */
static double
resize_side (double start, double length, double step, double size)
{
  double longest = size > 0.0 ? MAX (size - start, length) : G_MAXDOUBLE;

  return CLAMP (length + step, MIN (1.0, longest), longest);
}

static gboolean
resize_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  const Step *step = data;
  GwBox from = gw_object_get_bounds (copy);
  GwBox to = from;
  int width, height;

  gw_document_get_size (self, &width, &height);
  if (step->dx != 0.0)
    to.width = resize_side (from.x, from.width, step->dx, width);
  if (step->dy != 0.0)
    to.height = resize_side (from.y, from.height, step->dy, height);
  return (to.width != from.width || to.height != from.height) && _gw_edits_map (copy, &from, &to);
}

gboolean
gw_document_resize_selected (GwDocument *self, double dw, double dh)
{
  g_autoptr (GPtrArray) objects = NULL;
  Step step = { dw, dh };

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = gw_document_get_selected (self);
  return _gw_edits_change (self, _ ("Resize %s"), objects, FALSE, resize_cb, &step);
}

static gboolean
set_class_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  gint64 class_id = *(gint64 *) data;

  if (gw_object_get_class_id (copy) == class_id)
    return FALSE;
  gw_object_set_class_id (copy, class_id);
  _gw_edits_add_defaults (self, copy);
  return TRUE;
}

gboolean
gw_document_set_class_selected (GwDocument *self, gint64 class_id)
{
  g_autoptr (GPtrArray) objects = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = gw_document_get_selected (self);
  return _gw_edits_change (self, _ ("Change Label to %s"), objects, FALSE, set_class_cb, &class_id);
}

typedef struct
{
  const char *name;
  const char *value;
} Attribute;

static gboolean
set_attribute_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  const Attribute *attribute = data;

  if (g_strcmp0 (gw_object_get_attribute (copy, attribute->name), attribute->value) == 0)
    return FALSE;
  _gw_edits_set_attribute (self, copy, attribute->name, attribute->value);
  return TRUE;
}

gboolean
gw_document_set_attribute_selected (GwDocument *self, const char *name, const char *value)
{
  g_autoptr (GPtrArray) objects = NULL;
  Attribute attribute = { name, value };

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  objects = gw_document_get_selected (self);
  return _gw_edits_change (self, _ ("Change Attribute of %s"), objects, FALSE, set_attribute_cb, &attribute);
}

/* --- flags ------------------------------------------------------------------------ */

typedef struct
{
  GwObjectFlags flags;
  gboolean on;
} Flags;

static const char *
name_flags (GwObjectFlags flags, gboolean on)
{
  switch ((guint) flags)
    {
    case GW_OBJECT_LOCKED:
      return on ? _ ("Lock %s") : _ ("Unlock %s");
    case GW_OBJECT_HIDDEN:
      return on ? _ ("Hide %s") : _ ("Show %s");
    case GW_OBJECT_OCCLUDED:
      return on ? _ ("Mark %s as Occluded") : _ ("Mark %s as Not Occluded");
    case GW_OBJECT_TRUNCATED:
      return on ? _ ("Mark %s as Truncated") : _ ("Mark %s as Not Truncated");
    case GW_OBJECT_DIFFICULT:
      return on ? _ ("Mark %s as Difficult") : _ ("Mark %s as Not Difficult");
    case GW_OBJECT_CROWD:
      return on ? _ ("Mark %s as a Crowd") : _ ("Mark %s as Not a Crowd");
    default:
      return _ ("Change Marks of %s");
    }
}

static gboolean
set_flags_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  const Flags *flags = data;
  GwObjectFlags before = gw_object_get_flags (copy);
  GwObjectFlags after = flags->on ? before | flags->flags : before & ~flags->flags;

  gw_object_set_flags (copy, after);
  return after != before;
}

/* What is locked can be locked and hidden all the same. */
static gboolean
set_flags (GwDocument *self, GPtrArray *objects, GwObjectFlags flags, gboolean on)
{
  Flags data = { flags, on };

  return _gw_edits_change (self, name_flags (flags, on), objects, (flags & ~VIEW_FLAGS) == 0, set_flags_cb, &data);
}

gboolean
gw_document_set_flags_selected (GwDocument *self, GwObjectFlags flags, gboolean on)
{
  g_autoptr (GPtrArray) objects = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = gw_document_get_selected (self);
  return set_flags (self, objects, flags, on);
}

gboolean
gw_document_toggle_flags_selected (GwDocument *self, GwObjectFlags flags)
{
  g_autoptr (GPtrArray) objects = NULL;
  gboolean all = TRUE;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = gw_document_get_selected (self);
  for (guint i = 0; i < objects->len; i++)
    all &= (gw_object_get_flags (g_ptr_array_index (objects, i)) & flags) == flags;
  return set_flags (self, objects, flags, !all);
}

gboolean
gw_document_set_flags_all (GwDocument *self, GwObjectFlags flags, gboolean on)
{
  g_autoptr (GPtrArray) objects = NULL;
  guint n;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  n = gw_document_get_n_objects (self);
  objects = g_ptr_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (objects, gw_document_get_object (self, i));
  return set_flags (self, objects, flags, on);
}
