/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-shapes.h"

#include <glib/gi18n.h>

#include "gw-box.h"
#include "gw-edits-private.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-shape-convert-private.h"
#include "gw-time.h"

/* What has an area and is not locked, in paint order. */
static GPtrArray *
get_areas (GwDocument *self)
{
  g_autoptr (GPtrArray) movable = _gw_edits_get_movable (self);
  GPtrArray *areas = g_ptr_array_sized_new (movable->len);

  for (guint i = 0; i < movable->len; i++)
    if (_gw_shape_has_area (gw_object_get_shape (g_ptr_array_index (movable, i))))
      g_ptr_array_add (areas, g_ptr_array_index (movable, i));
  return areas;
}

static gboolean
is_mask (GwObject *object)
{
  return gw_object_get_shape (object)->kind == GW_SHAPE_MASK;
}

/* shape goes over to the copy. */
static GwObject *
copy_with_shape (GwObject *object, GwShape *shape)
{
  GwObject *copy = gw_object_copy (object);

  gw_object_take_shape (copy, shape);
  gw_object_set_times (copy, gw_object_get_created (object), gw_time_now ());
  return copy;
}

static void
add_change (GwDocument *self, GwEdit *edit, GwObject *before, GwObject *after)
{
  gw_edit_add_object (edit, gw_document_get_image_id (self), before, after);
}

static GwEdit *
new_edit (GwDocument *self, const char *form, GPtrArray *objects)
{
  g_autofree char *name = _gw_edits_name (self, form, objects);

  return gw_edit_new (gw_document_get_image_id (self), name);
}

/* --- two shapes ---------------------------------------------------------------------- */

static gw_status
combine_masks (const GwMask *a, const GwMask *b, GwPolygonOperation operation, GwMask *result)
{
  switch ((guint) operation)
    {
    case GW_POLYGON_UNION:
      return gw_mask_union (a, b, result);
    case GW_POLYGON_INTERSECTION:
      return gw_mask_intersect (a, b, result);
    default:
      return gw_mask_subtract (a, b, result);
    }
}

/* Combines b into a, which stays as it was when that cannot be done. */
static gboolean
combine_as_masks (GwShape *a, const GwShape *b, GwPolygonOperation operation, int width, int height)
{
  GwMask first = GW_MASK_INIT, second = GW_MASK_INIT, result = GW_MASK_INIT;
  gw_status status = gw_raster_shape (a, width, height, &first);

  if (status == GW_STATUS_OK)
    status = gw_raster_shape (b, width, height, &second);
  if (status == GW_STATUS_OK)
    status = combine_masks (&first, &second, operation, &result);
  gw_mask_clear (&first);
  gw_mask_clear (&second);
  if (status != GW_STATUS_OK)
    return FALSE;
  gw_shape_clear (a);
  a->kind = GW_SHAPE_MASK;
  a->as.mask = result;
  return TRUE;
}

static gboolean
combine_as_polygons (GwShape *a, const GwShape *b, GwPolygonOperation operation)
{
  GwPolygon first, second, result = GW_POLYGON_INIT;
  gw_status status = GW_STATUS_INVALID;

  if (!_gw_shape_get_outline (a, &first))
    return FALSE;
  if (_gw_shape_get_outline (b, &second))
    {
      status = gw_polygon_combine (&first, &second, operation, &result);
      gw_polygon_clear (&second);
    }
  gw_polygon_clear (&first);
  if (status != GW_STATUS_OK)
    return FALSE;
  gw_shape_clear (a);
  a->kind = GW_SHAPE_POLYGON;
  a->as.polygon = result;
  return TRUE;
}

gboolean
_gw_edits_combine (GwDocument *self, GwShape *a, const GwShape *b, GwPolygonOperation operation, gboolean as_mask)
{
  int width, height;

  gw_document_get_size (self, &width, &height);
  return as_mask ? combine_as_masks (a, b, operation, width, height) : combine_as_polygons (a, b, operation);
}

gboolean
_gw_edits_is_left (GwDocument *self, GwShape *shape)
{
  int width, height;

  gw_document_get_size (self, &width, &height);
  if (shape->kind == GW_SHAPE_POLYGON)
    return _gw_polygon_clip (&shape->as.polygon, width, height);
  return shape->kind == GW_SHAPE_MASK && gw_mask_area (&shape->as.mask) > 0;
}

/* --- several objects become one ------------------------------------------------------- */

static GwObject *
find_largest (GPtrArray *objects)
{
  GwObject *largest = g_ptr_array_index (objects, 0);

  for (guint i = 1; i < objects->len; i++)
    if (gw_shape_area (gw_object_get_shape (g_ptr_array_index (objects, i)))
        > gw_shape_area (gw_object_get_shape (largest)))
      largest = g_ptr_array_index (objects, i);
  return largest;
}

static gboolean
combine_selected (GwDocument *self, const char *form, GwPolygonOperation operation)
{
  g_autoptr (GPtrArray) objects = get_areas (self);
  g_autoptr (GwEdit) edit = NULL;
  g_autoptr (GwObject) after = NULL;
  GwShape shape = GW_SHAPE_INIT;
  GwObject *largest;
  gboolean as_mask = FALSE, done;

  if (objects->len < 2)
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    as_mask |= is_mask (g_ptr_array_index (objects, i));
  done = gw_shape_copy (gw_object_get_shape (g_ptr_array_index (objects, 0)), &shape) == GW_STATUS_OK;
  for (guint i = 1; i < objects->len && done; i++)
    done = _gw_edits_combine (self, &shape, gw_object_get_shape (g_ptr_array_index (objects, i)), operation, as_mask);
  if (!done || !_gw_edits_is_left (self, &shape))
    {
      gw_shape_clear (&shape);
      return FALSE;
    }

  largest = find_largest (objects);
  after = copy_with_shape (largest, &shape);
  edit = new_edit (self, form, objects);
  for (guint i = 0; i < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);

      add_change (self, edit, object, object == largest ? after : NULL);
    }
  gw_document_apply (self, edit);
  gw_document_select (self, gw_object_get_id (after), FALSE);
  return TRUE;
}

gboolean
gw_document_merge_selected (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return combine_selected (self, _ ("Merge %s"), GW_POLYGON_UNION);
}

gboolean
gw_document_intersect_selected (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return combine_selected (self, _ ("Intersect %s"), GW_POLYGON_INTERSECTION);
}

gboolean
_gw_edits_cut_out (GwDocument *self, GwObject *object, GwObject *top, GwShape *shape)
{
  const GwShape *own = gw_object_get_shape (object), *other = gw_object_get_shape (top);
  GwBox a = gw_object_get_bounds (object), b = gw_object_get_bounds (top), both;
  double area = gw_shape_area (own);

  if (!gw_box_intersection (&a, &b, &both) || gw_shape_copy (own, shape) != GW_STATUS_OK)
    return FALSE;
  if (_gw_edits_combine (self, shape, other, GW_POLYGON_DIFFERENCE, own->kind == GW_SHAPE_MASK))
    {
      if (own->kind == GW_SHAPE_MASK ? gw_mask_area (&shape->as.mask) < gw_mask_area (&own->as.mask)
                                     : gw_shape_area (shape) < area - 1e-6 * MAX (1.0, area))
        return TRUE;
    }
  gw_shape_clear (shape);
  return FALSE;
}

gboolean
gw_document_subtract_selected (GwDocument *self, gboolean keep_topmost)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GwEdit) edit = NULL;
  GwObject *top;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = get_areas (self);
  if (objects->len < 2)
    return FALSE;
  top = g_ptr_array_index (objects, objects->len - 1);
  changed = g_ptr_array_new ();
  edit = new_edit (self, _ ("Subtract from %s"), objects);
  for (guint i = 0; i + 1 < objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);
      g_autoptr (GwObject) after = NULL;
      GwShape shape = GW_SHAPE_INIT;

      if (!_gw_edits_cut_out (self, object, top, &shape))
        continue;
      if (_gw_edits_is_left (self, &shape))
        after = copy_with_shape (object, &shape);
      gw_shape_clear (&shape);
      add_change (self, edit, object, after);
      g_ptr_array_add (changed, object);
    }
  if (changed->len == 0)
    return FALSE;
  if (!keep_topmost)
    add_change (self, edit, top, NULL);
  gw_document_apply (self, edit);
  return TRUE;
}
