/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-path-private.h"

#include <glib/gi18n.h>

#include "gw-edits-private.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-raster.h"
#include "gw-time.h"

typedef enum
{
  DRAW,
  CUT, /* takes the outline off the target */
  JOIN
} Purpose;

struct _GwToolPolygon
{
  GwToolPath parent_instance;

  Purpose purpose;
  gint64 target_id; /* of CUT and JOIN */
};

#define GW_TYPE_TOOL_POLYGON (_gw_tool_polygon_get_type ())
G_DECLARE_FINAL_TYPE (GwToolPolygon, _gw_tool_polygon, GW, TOOL_POLYGON, GwToolPath)
G_DEFINE_FINAL_TYPE (GwToolPolygon, _gw_tool_polygon, GW_TYPE_TOOL_PATH)

static const char *
get_name (GwTool *tool)
{
  return "polygon";
}

static const char *
get_too_few (GwToolPath *path)
{
  return _ ("A polygon has three points at least. Set one more first.");
}

static gboolean
is_combinable (GwObject *object)
{
  GwShapeKind kind = gw_object_get_shape (object)->kind;

  return (kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK)
         && (gw_object_get_flags (object) & (GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN)) == 0;
}

/* What lies at the first point, what is selected before the rest; else what is selected. */
static GwObject *
find_target (GwDocument *document, const GwToolEvent *event)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (document);
  g_autoptr (GPtrArray) hits = gw_document_hit_all (document, event->point, GW_TOOL_CLICK_SLACK / event->scale);
  GwObject *target = NULL;

  for (guint i = 0; i < hits->len; i++)
    {
      GwObject *object = g_ptr_array_index (hits, i);

      if (!is_combinable (object))
        continue;
      if (gw_document_is_selected (document, gw_object_get_id (object)))
        return object;
      if (target == NULL)
        target = object;
    }
  if (target == NULL && selected->len == 1 && is_combinable (g_ptr_array_index (selected, 0)))
    target = g_ptr_array_index (selected, 0);
  return target;
}

static gboolean
begin (GwToolPath *path, const GwToolEvent *event)
{
  GwToolPolygon *self = GW_TOOL_POLYGON (path);
  GwObject *target = NULL;

  self->purpose = event->modifiers & GW_TOOL_ALT ? CUT : event->modifiers & GW_TOOL_CONTROL ? JOIN : DRAW;
  if (self->purpose == DRAW)
    return TRUE;
  target = find_target (gw_tool_get_document (GW_TOOL (path)), event);
  if (target == NULL)
    {
      _gw_tool_refused (GW_TOOL (path), self->purpose == CUT
                                            ? _ ("There is no polygon or mask here to cut from. Select one first.")
                                            : _ ("There is no polygon or mask here to add to. Select one first."));
      return FALSE;
    }
  self->target_id = gw_object_get_id (target);
  return TRUE;
}

/* --- what becomes of the outline -------------------------------------------------------- */

static gw_status
combine_masks (const GwMask *mask, const GwPolygon *outline, Purpose purpose, GwMask *result)
{
  GwMask inside = GW_MASK_INIT;
  gw_status status = gw_raster_polygon (outline, mask->image_width, mask->image_height, &inside);

  if (status == GW_STATUS_OK)
    status = purpose == CUT ? gw_mask_subtract (mask, &inside, result) : gw_mask_union (mask, &inside, result);
  gw_mask_clear (&inside);
  return status;
}

static gw_status
combine (const GwShape *target, const GwRing *ring, Purpose purpose, GwShape *result)
{
  const GwPolygon outline = { (GwRing *) ring, 1 };
  gw_status status;

  *result = (GwShape) GW_SHAPE_INIT;
  if (target->kind == GW_SHAPE_MASK)
    status = combine_masks (&target->as.mask, &outline, purpose, &result->as.mask);
  else
    status = gw_polygon_combine (&target->as.polygon, &outline,
                                 purpose == CUT ? GW_POLYGON_DIFFERENCE : GW_POLYGON_UNION, &result->as.polygon);
  if (status == GW_STATUS_OK)
    result->kind = target->kind;
  return status;
}

static gboolean
is_nothing (const GwShape *shape)
{
  return shape->kind == GW_SHAPE_MASK ? shape->as.mask.n_runs == 0 : shape->as.polygon.n_rings == 0;
}

static void
change_target (GwToolPolygon *self, const GwRing *ring)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));
  GwObject *target = gw_document_find (document, self->target_id);
  g_autoptr (GwObject) changed = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  GwShape shape;

  /* Somebody else may have taken it away meanwhile. */
  if (target == NULL || !is_combinable (target))
    return;
  if (combine (gw_object_get_shape (target), ring, self->purpose, &shape) != GW_STATUS_OK)
    {
      _gw_tool_refused (GW_TOOL (self), _ ("The outlines are too intricate to be combined."));
      return;
    }
  if (is_nothing (&shape))
    {
      gw_shape_clear (&shape);
      _gw_tool_refused (GW_TOOL (self), _ ("Nothing would be left of the object. Delete it instead."));
      return;
    }
  changed = gw_object_copy (target);
  gw_object_take_shape (changed, &shape);
  gw_object_set_times (changed, gw_object_get_created (target), gw_time_now ());
  objects = g_ptr_array_new ();
  g_ptr_array_add (objects, target);
  name = _gw_edits_name (document, self->purpose == CUT ? _ ("Cut from %s") : _ ("Add to %s"), objects);
  gw_document_replace (document, target, changed, name);
  gw_document_select (document, self->target_id, FALSE);
}

static gboolean
is_in_line (const GwRing *ring)
{
  GwPoint a = ring->points[0];
  GwPoint b = a;

  for (gsize i = 1; i < ring->n_points; i++)
    {
      GwPoint c = ring->points[i];

      if (b.x == a.x && b.y == a.y)
        b = c;
      else if ((b.x - a.x) * (c.y - a.y) != (b.y - a.y) * (c.x - a.x))
        return FALSE;
    }
  return TRUE;
}

static void
take (GwToolPath *path, const GwRing *line)
{
  GwToolPolygon *self = GW_TOOL_POLYGON (path);
  GwShape shape = GW_SHAPE_INIT;

  if (is_in_line (line))
    {
      _gw_tool_refused (GW_TOOL (self), _ ("Nothing was drawn: all points lie in one line."));
      return;
    }
  if (self->purpose != DRAW)
    {
      change_target (self, line);
      return;
    }
  if (gw_polygon_add_ring (&shape.as.polygon, line->points, line->n_points) != GW_STATUS_OK)
    return;
  shape.kind = GW_SHAPE_POLYGON;
  _gw_tool_add_shape (GW_TOOL (self), &shape, gw_object_make_id ());
}

static void
_gw_tool_polygon_class_init (GwToolPolygonClass *klass)
{
  GwToolPathClass *path_class = GW_TOOL_PATH_CLASS (klass);

  GW_TOOL_CLASS (klass)->get_name = get_name;

  path_class->n_least = 3;
  path_class->closes = TRUE;
  path_class->get_too_few = get_too_few;
  path_class->begin = begin;
  path_class->take = take;
}

static void
_gw_tool_polygon_init (GwToolPolygon *self)
{
}
