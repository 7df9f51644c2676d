/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-shapes.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-edits-private.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-shape-convert-private.h"

/* Takes the mask, when there is something to it that the old one is not. */
static gboolean
take_mask (GwObject *copy, gw_status status, GwMask *mask)
{
  GwShape shape = { .kind = GW_SHAPE_MASK, .as.mask = *mask };

  if (status != GW_STATUS_OK)
    return FALSE;
  if (gw_mask_area (mask) == 0 || gw_mask_equal (mask, &gw_object_get_shape (copy)->as.mask))
    {
      gw_mask_clear (mask);
      return FALSE;
    }
  gw_object_take_shape (copy, &shape);
  return TRUE;
}

static gboolean
fill_mask (GwObject *copy, const GwMask *mask)
{
  GwMask filled = GW_MASK_INIT;

  return take_mask (copy, gw_mask_fill_holes (mask, G_MAXUINT64, &filled), &filled);
}

/* Takes what lies in holes too: an island in a hole is a part that lies in another
 * one when the hole is filled.
 */
static gboolean
fill_polygon (GwObject *copy, const GwPolygon *polygon)
{
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };
  GwPolygon *parts = NULL;
  gsize n_parts = 0, n_holes = 0;
  gw_status status = gw_polygon_split_parts (polygon, &parts, &n_parts);

  for (gsize i = 0; i < n_parts && status == GW_STATUS_OK; i++)
    {
      GwPolygon outer = { parts[i].rings, 1 }, united = GW_POLYGON_INIT;

      n_holes += parts[i].n_rings - 1;
      status = gw_polygon_combine (&shape.as.polygon, &outer, GW_POLYGON_UNION, &united);
      if (status != GW_STATUS_OK)
        break;
      gw_polygon_clear (&shape.as.polygon);
      shape.as.polygon = united;
    }
  gw_polygon_list_free (parts, n_parts);
  if (status == GW_STATUS_OK && n_holes > 0 && shape.as.polygon.n_rings > 0)
    {
      gw_object_take_shape (copy, &shape);
      return TRUE;
    }
  gw_polygon_clear (&shape.as.polygon);
  return FALSE;
}

static gboolean
fill_holes_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  const GwShape *shape = gw_object_get_shape (copy);

  if (shape->kind == GW_SHAPE_MASK)
    return fill_mask (copy, &shape->as.mask);
  return shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings > 1 && fill_polygon (copy, &shape->as.polygon);
}

gboolean
gw_document_fill_holes_selected (GwDocument *self)
{
  g_autoptr (GPtrArray) objects = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = gw_document_get_selected (self);
  return _gw_edits_change (self, _ ("Fill Holes of %s"), objects, FALSE, fill_holes_cb, NULL);
}

static gboolean
simplify_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  double tolerance = *(double *) data;
  GwShape shape = GW_SHAPE_INIT;
  gsize n_dropped = 0;

  if (gw_shape_copy (gw_object_get_shape (copy), &shape) != GW_STATUS_OK)
    return FALSE;
  if (shape.kind == GW_SHAPE_POLYGON)
    n_dropped = _gw_polygon_simplify (&shape.as.polygon, tolerance, INFINITY);
  else if (shape.kind == GW_SHAPE_POLYLINE)
    {
      GwRing simplified = GW_RING_INIT;

      if (gw_line_simplify (&shape.as.line, tolerance, &simplified) == GW_STATUS_OK)
        {
          n_dropped = shape.as.line.n_points - simplified.n_points;
          gw_ring_clear (&shape.as.line);
          shape.as.line = simplified;
        }
    }
  if (n_dropped > 0 && gw_shape_validate (&shape) == GW_STATUS_OK)
    {
      gw_object_take_shape (copy, &shape);
      return TRUE;
    }
  gw_shape_clear (&shape);
  return FALSE;
}

gboolean
gw_document_simplify_selected (GwDocument *self, double tolerance)
{
  g_autoptr (GPtrArray) objects = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (tolerance >= 0.0, FALSE);

  objects = gw_document_get_selected (self);
  return _gw_edits_change (self, _ ("Simplify %s"), objects, FALSE, simplify_cb, &tolerance);
}

/* --- masks ------------------------------------------------------------------------- */

static gboolean
grow_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  double radius = *(double *) data;
  const GwShape *shape = gw_object_get_shape (copy);
  GwMask grown = GW_MASK_INIT;
  gw_status status;

  if (shape->kind != GW_SHAPE_MASK)
    return FALSE;
  status = radius > 0.0 ? gw_mask_grow (&shape->as.mask, radius, &grown)
                        : gw_mask_shrink (&shape->as.mask, -radius, &grown);
  return take_mask (copy, status, &grown);
}

gboolean
gw_document_grow_selected (GwDocument *self, double radius)
{
  g_autoptr (GPtrArray) objects = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  objects = gw_document_get_selected (self);
  return _gw_edits_change (self, radius > 0.0 ? _ ("Grow %s") : _ ("Shrink %s"), objects, FALSE, grow_cb, &radius);
}

static gboolean
clean_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  const GwShape *shape = gw_object_get_shape (copy);
  GwMask cleaned = GW_MASK_INIT;

  return shape->kind == GW_SHAPE_MASK && take_mask (copy, gw_mask_clean (&shape->as.mask, data, &cleaned), &cleaned);
}

gboolean
gw_document_clean_selected (GwDocument *self, const GwMaskCleaning *cleaning)
{
  g_autoptr (GPtrArray) objects = NULL;
  GwMaskCleaning copy;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (cleaning != NULL, FALSE);

  copy = *cleaning;
  objects = gw_document_get_selected (self);
  return _gw_edits_change (self, _ ("Clean Up %s"), objects, FALSE, clean_cb, &copy);
}
