/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-hints.h"

#include <glib/gi18n.h>

#include "gw-edits-private.h"
#include "gw-mask-morphology.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-shape-convert-private.h"
#include "gw-time.h"

/* Parts of less than a pixel are what is left between two outlines that cross. */
#define CRUMB 1.0

/* A gap's pixels and those that touch it, over corners too. */
#define BESIDE 1.5

static gboolean
is_movable (GwObject *object)
{
  return object != NULL && (gw_object_get_flags (object) & GW_OBJECT_LOCKED) == 0;
}

/* --- which objects --------------------------------------------------------------------- */

static guint
find_position (GwDocument *self, gint64 id)
{
  guint n = gw_document_get_n_objects (self), i = 0;

  while (i < n && gw_object_get_id (gw_document_get_object (self, i)) != id)
    i++;
  return i;
}

/* As they are painted now. upper (nullable): there is one object only. FALSE: one is gone. */
static gboolean
get_objects (GwDocument *self, const GwHint *hint, GwObject **lower, GwObject **upper)
{
  *lower = gw_document_find (self, hint->object_ids[0]);
  *upper = hint->n_objects > 1 ? gw_document_find (self, hint->object_ids[1]) : NULL;
  if (*lower == NULL || (hint->n_objects > 1 && *upper == NULL))
    return FALSE;
  if (*upper != NULL && find_position (self, hint->object_ids[0]) > find_position (self, hint->object_ids[1]))
    {
      GwObject *swap = *lower;

      *lower = *upper;
      *upper = swap;
    }
  return TRUE;
}

GwHintRepair
gw_document_get_hint_repair (GwDocument *self, const GwHint *hint)
{
  GwObject *lower, *upper;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), GW_HINT_REPAIR_NONE);
  g_return_val_if_fail (hint != NULL, GW_HINT_REPAIR_NONE);

  if (!get_objects (self, hint, &lower, &upper))
    return GW_HINT_REPAIR_NONE;
  switch (hint->kind)
    {
    case GW_HINT_OVERLAP:
      return is_movable (lower) && !hint->whole ? GW_HINT_REPAIR_CUT : GW_HINT_REPAIR_NONE;
    case GW_HINT_GAP:
      return is_movable (lower) || is_movable (upper) ? GW_HINT_REPAIR_FILL : GW_HINT_REPAIR_NONE;
    case GW_HINT_SMALL_PART:
    default:
      if (!is_movable (lower))
        return GW_HINT_REPAIR_NONE;
      return hint->whole ? GW_HINT_REPAIR_DELETE : GW_HINT_REPAIR_REMOVE_PARTS;
    }
}

/* --- shapes ---------------------------------------------------------------------------- */

/* Without the parts of fewer pixels. All of it stays where nothing would be left. */
static void
drop_parts (GwPolygon *polygon, double least)
{
  GwPolygon *parts = NULL, kept = GW_POLYGON_INIT;
  gw_status status;
  gsize n = 0;

  status = gw_polygon_split_parts (polygon, &parts, &n);
  for (gsize i = 0; i < n && status == GW_STATUS_OK; i++)
    for (gsize k = 0; k < parts[i].n_rings && status == GW_STATUS_OK && gw_polygon_area (&parts[i]) >= least; k++)
      status = gw_polygon_add_ring (&kept, parts[i].rings[k].points, parts[i].rings[k].n_points);
  gw_polygon_list_free (parts, n);
  if (status == GW_STATUS_OK && kept.n_rings > 0)
    {
      gw_polygon_clear (polygon);
      *polygon = kept;
    }
  else
    gw_polygon_clear (&kept);
}

/* Takes the shape. FALSE where nothing of it is left. */
static gboolean
replace_shape (GwDocument *self, GwObject *object, GwShape *shape, const char *form)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (GwObject) copy = NULL;
  g_autofree char *name = NULL;

  if (!_gw_edits_is_left (self, shape))
    {
      gw_shape_clear (shape);
      return FALSE;
    }
  copy = gw_object_copy (object);
  gw_object_take_shape (copy, shape);
  gw_object_set_times (copy, gw_object_get_created (object), gw_time_now ());
  g_ptr_array_add (objects, object);
  name = _gw_edits_name (self, form, objects);
  return gw_document_replace (self, object, copy, name);
}

static gboolean
cut_overlap (GwDocument *self, GwObject *lower, GwObject *upper)
{
  GwShape shape = GW_SHAPE_INIT;

  if (!_gw_edits_cut_out (self, lower, upper, &shape))
    return FALSE;
  if (shape.kind == GW_SHAPE_POLYGON)
    drop_parts (&shape.as.polygon, CRUMB);
  return replace_shape (self, lower, &shape, _ ("Cut Overlap from %s"));
}

static gboolean
remove_parts (GwDocument *self, GwObject *object, guint64 least)
{
  const GwShape *own = gw_object_get_shape (object);
  GwShape shape = GW_SHAPE_INIT;

  if (own->kind == GW_SHAPE_MASK)
    {
      if (gw_mask_remove_specks (&own->as.mask, least, &shape.as.mask) != GW_STATUS_OK)
        return FALSE;
      shape.kind = GW_SHAPE_MASK;
    }
  else if (gw_shape_copy (own, &shape) != GW_STATUS_OK)
    return FALSE;
  else
    drop_parts (&shape.as.polygon, (double) least);
  return replace_shape (self, object, &shape, _ ("Remove Small Parts of %s"));
}

static gboolean
delete_object (GwDocument *self, GwObject *object)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, object);
  return _gw_edits_apply (self, _ ("Delete %s"), objects, NULL);
}

/* --- gaps ---------------------------------------------------------------------------------- */

/* The pixels of the objects beside the gap that touch it: outlines run through pixels,
 * and with those of the gap alone a sliver would stay between.
 */
static gw_status
add_beside (const GwMask *gap, const GwShape *beside, GwMask *all)
{
  GwMask covered = GW_MASK_INIT, grown = GW_MASK_INIT, touching = GW_MASK_INIT, sum = GW_MASK_INIT;
  gw_status status = gw_raster_shape (beside, gap->image_width, gap->image_height, &covered);

  if (status == GW_STATUS_OK)
    status = gw_mask_grow (gap, BESIDE, &grown);
  if (status == GW_STATUS_OK)
    status = gw_mask_intersect (&grown, &covered, &touching);
  if (status == GW_STATUS_OK)
    status = gw_mask_union (all, &touching, &sum);
  if (status == GW_STATUS_OK)
    {
      gw_mask_clear (all);
      *all = sum;
    }
  gw_mask_clear (&covered);
  gw_mask_clear (&grown);
  gw_mask_clear (&touching);
  return status;
}

/* Along the outline of the other object (nullable), so that both share it. */
static gboolean
fill_outline (GwDocument *self, const GwHint *hint, const GwShape *own, const GwShape *other, GwShape *result)
{
  GwShape fill = { .kind = GW_SHAPE_MASK, .as.mask = GW_MASK_INIT };
  gboolean done = gw_mask_copy (&hint->region, &fill.as.mask) == GW_STATUS_OK
                  && add_beside (&hint->region, own, &fill.as.mask) == GW_STATUS_OK
                  && (other == NULL || add_beside (&hint->region, other, &fill.as.mask) == GW_STATUS_OK)
                  && gw_shape_copy (own, result) == GW_STATUS_OK;

  done = done && _gw_edits_combine (self, result, &fill, GW_POLYGON_UNION, FALSE)
         && (other == NULL || _gw_edits_combine (self, result, other, GW_POLYGON_DIFFERENCE, FALSE));
  gw_shape_clear (&fill);
  if (done)
    drop_parts (&result->as.polygon, CRUMB);
  else
    gw_shape_clear (result);
  return done;
}

static gboolean
fill_gap (GwDocument *self, const GwHint *hint, GwObject *lower, GwObject *upper)
{
  GwObject *object = is_movable (lower) ? lower : upper;
  GwObject *other = object == lower ? upper : lower;
  const GwShape *own = gw_object_get_shape (object);
  const GwShape region = { .kind = GW_SHAPE_MASK, .as.mask = hint->region };
  GwShape shape = GW_SHAPE_INIT;
  gboolean done;

  if (own->kind == GW_SHAPE_MASK)
    done = gw_shape_copy (own, &shape) == GW_STATUS_OK
           && _gw_edits_combine (self, &shape, &region, GW_POLYGON_UNION, TRUE);
  else
    done = fill_outline (self, hint, own, other != NULL ? gw_object_get_shape (other) : NULL, &shape);
  if (done)
    return replace_shape (self, object, &shape, _ ("Fill Gap of %s"));
  gw_shape_clear (&shape);
  return FALSE;
}

gboolean
gw_document_repair_hint (GwDocument *self, const GwHint *hint, const GwHintLimits *limits)
{
  GwObject *lower, *upper;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (hint != NULL, FALSE);
  g_return_val_if_fail (limits != NULL, FALSE);

  get_objects (self, hint, &lower, &upper);
  switch (gw_document_get_hint_repair (self, hint))
    {
    case GW_HINT_REPAIR_CUT:
      return cut_overlap (self, lower, upper);
    case GW_HINT_REPAIR_FILL:
      return fill_gap (self, hint, lower, upper);
    case GW_HINT_REPAIR_REMOVE_PARTS:
      return remove_parts (self, lower, limits->small_part);
    case GW_HINT_REPAIR_DELETE:
      return delete_object (self, lower);
    case GW_HINT_REPAIR_NONE:
    default:
      return FALSE;
    }
}
