/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-edits-shapes.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-edits-private.h"
#include "gw-polygon.h"

typedef enum
{
  INSERT,
  MOVE,
  REMOVE
} Step;

typedef struct
{
  Step step;
  gsize ring;
  gsize index;
  GwPoint point;
} Vertex;

/* Points of `size` bytes: makes room at the index, or takes the point there out.
 * MOVE changes nothing. FALSE for an index that there is not.
 */
static gboolean
make_room (gpointer *points, gsize *n, gsize size, gsize least, const Vertex *vertex)
{
  if (vertex->index >= *n + (vertex->step == INSERT ? 1 : 0) || *n >= G_MAXUINT / 2)
    return FALSE;
  if (vertex->step == REMOVE)
    {
      char *at = (char *) *points + vertex->index * size;

      if (*n <= least)
        return FALSE;
      memmove (at, at + size, (*n - vertex->index - 1) * size);
      *n -= 1;
    }
  else if (vertex->step == INSERT)
    {
      /* The library's arrays go with free(). */
      char *longer = realloc (*points, (*n + 1) * size);

      if (longer == NULL)
        return FALSE;
      memmove (longer + (vertex->index + 1) * size, longer + vertex->index * size, (*n - vertex->index) * size);
      *points = longer;
      *n += 1;
    }
  return TRUE;
}

static gboolean
change_ring (GwRing *ring, gsize least, const Vertex *vertex)
{
  gpointer points = ring->points;
  gboolean done = make_room (&points, &ring->n_points, sizeof (GwPoint), least, vertex);

  ring->points = points;
  if (done && vertex->step != REMOVE)
    ring->points[vertex->index] = vertex->point;
  return done;
}

static gboolean
change_polygon (GwPolygon *polygon, const Vertex *vertex)
{
  GwRing *ring;

  if (vertex->ring >= polygon->n_rings)
    return FALSE;
  ring = &polygon->rings[vertex->ring];
  if (vertex->step == REMOVE && ring->n_points == 3 && vertex->index < 3 && polygon->n_rings > 1)
    {
      gw_ring_clear (ring);
      memmove (ring, ring + 1, (polygon->n_rings - vertex->ring - 1) * sizeof (GwRing));
      polygon->n_rings--;
      return TRUE;
    }
  return change_ring (ring, 3, vertex);
}

static gboolean
change_points (GwKeypoints *points, const Vertex *vertex)
{
  gpointer array = points->points;
  gboolean done = make_room (&array, &points->n_points, sizeof (GwKeypoint), 1, vertex);

  points->points = array;
  if (done && vertex->step == INSERT)
    points->points[vertex->index] = (GwKeypoint) { vertex->point, GW_VISIBILITY_VISIBLE };
  else if (done && vertex->step == MOVE)
    {
      GwKeypoint *point = &points->points[vertex->index];

      point->point = vertex->point;
      if (point->visibility == GW_VISIBILITY_ABSENT)
        point->visibility = GW_VISIBILITY_VISIBLE;
    }
  return done;
}

static gboolean
change_shape (GwShape *shape, const Vertex *vertex)
{
  switch ((guint) shape->kind)
    {
    case GW_SHAPE_POLYGON:
      return change_polygon (&shape->as.polygon, vertex);
    case GW_SHAPE_POLYLINE:
      return vertex->ring == 0 && change_ring (&shape->as.line, 2, vertex);
    case GW_SHAPE_POINTS:
      return vertex->ring == 0 && change_points (&shape->as.points, vertex);
    default:
      return FALSE;
    }
}

static gboolean
change_vertex_cb (GwDocument *self, GwObject *copy, gpointer data)
{
  Vertex vertex = *(const Vertex *) data;
  GwShape shape = GW_SHAPE_INIT;
  int width, height;

  gw_document_get_size (self, &width, &height);
  if (width > 0 && height > 0)
    vertex.point = (GwPoint) { CLAMP (vertex.point.x, 0.0, width), CLAMP (vertex.point.y, 0.0, height) };
  if (gw_shape_copy (gw_object_get_shape (copy), &shape) != GW_STATUS_OK)
    return FALSE;
  if (change_shape (&shape, &vertex) && gw_shape_validate (&shape) == GW_STATUS_OK
      && !gw_shape_equal (&shape, gw_object_get_shape (copy), 0.0))
    {
      gw_object_take_shape (copy, &shape);
      return TRUE;
    }
  gw_shape_clear (&shape);
  return FALSE;
}

static gboolean
change_vertex (GwDocument *self, gint64 id, const char *form, Vertex vertex)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  GwObject *object = gw_document_find (self, id);

  if (object == NULL || !isfinite (vertex.point.x) || !isfinite (vertex.point.y))
    return FALSE;
  g_ptr_array_add (objects, object);
  return _gw_edits_change (self, form, objects, FALSE, change_vertex_cb, &vertex);
}

gboolean
gw_document_insert_vertex (GwDocument *self, gint64 id, gsize ring, gsize index, GwPoint point)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return change_vertex (self, id, _ ("Add Point to %s"), (Vertex) { INSERT, ring, index, point });
}

gboolean
gw_document_move_vertex (GwDocument *self, gint64 id, gsize ring, gsize index, GwPoint point)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return change_vertex (self, id, _ ("Move Point of %s"), (Vertex) { MOVE, ring, index, point });
}

gboolean
gw_document_remove_vertex (GwDocument *self, gint64 id, gsize ring, gsize index)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return change_vertex (self, id, _ ("Remove Point of %s"), (Vertex) { REMOVE, ring, index, { 0.0, 0.0 } });
}
