/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-shape-handles-private.h"

#include <math.h>

#include "gw-box.h"
#include "gw-polygon.h"

/* Where the handles of a turned box are, from its centre in halves of its sides. */
static const int box_places[8][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 },
                                      { 0, -1 },  { 1, 0 },  { 0, 1 }, { -1, 0 } };
/* Of an ellipse in halves of its axes. */
#define ellipse_places (box_places + 4)

/* The smallest side and twice the smallest radius. */
#define SMALLEST 1.0

/* The centre, the axes and half of the lengths of what can be turned. */
typedef struct
{
  GwPoint centre;
  GwPoint across;
  GwPoint down;
  double half_width;
  double half_height;
} Frame;

static gboolean
get_frame (const GwShape *shape, Frame *frame)
{
  double angle = _gw_shape_get_angle (shape) * G_PI / 180.0;
  double c = cos (angle), s = sin (angle);

  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    {
      const GwRotatedBox *box = &shape->as.rotated;

      *frame = (Frame) { { box->cx, box->cy }, { c, s }, { -s, c }, box->width / 2.0, box->height / 2.0 };
      return TRUE;
    }
  if (shape->kind == GW_SHAPE_ELLIPSE)
    {
      const GwEllipse *ellipse = &shape->as.ellipse;

      *frame = (Frame) { { ellipse->cx, ellipse->cy }, { c, s }, { -s, c }, ellipse->rx, ellipse->ry };
      return TRUE;
    }
  return FALSE;
}

/* x and y in halves of the lengths, and so many pixels further out. */
static GwPoint
place_in_frame (const Frame *frame, double x, double y)
{
  x *= frame->half_width;
  y *= frame->half_height;
  return (GwPoint) { frame->centre.x + x * frame->across.x + y * frame->down.x,
                     frame->centre.y + x * frame->across.y + y * frame->down.y };
}

static void
add_handle (GArray *handles, GwPoint point, gsize ring, gsize index)
{
  GwShapeHandle handle = { point, ring, index };

  g_array_append_val (handles, handle);
}

static void
add_ring (GArray *handles, const GwRing *ring, gsize at)
{
  for (gsize i = 0; i < ring->n_points; i++)
    add_handle (handles, ring->points[i], at, i);
}

void
_gw_shape_get_handles (const GwShape *shape, GArray *handles)
{
  gboolean is_ellipse = shape->kind == GW_SHAPE_ELLIPSE;
  Frame frame;

  if (shape->kind == GW_SHAPE_POLYGON)
    for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
      add_ring (handles, &shape->as.polygon.rings[i], i);
  else if (shape->kind == GW_SHAPE_POLYLINE)
    add_ring (handles, &shape->as.line, 0);
  else if (shape->kind == GW_SHAPE_POINTS)
    {
      for (gsize i = 0; i < shape->as.points.n_points; i++)
        if (shape->as.points.points[i].visibility != GW_VISIBILITY_ABSENT)
          add_handle (handles, shape->as.points.points[i].point, 0, i);
    }
  else if (get_frame (shape, &frame))
    for (gsize i = 0; i < (is_ellipse ? 4 : 8); i++)
      {
        const int *place = is_ellipse ? ellipse_places[i] : box_places[i];

        add_handle (handles, place_in_frame (&frame, place[0], place[1]), 0, i);
      }
}

/* One side's new length, from the side or the centre that stays. */
static double
measure (GwPoint from, GwPoint to, GwPoint axis, int sign)
{
  return sign * ((to.x - from.x) * axis.x + (to.y - from.y) * axis.y);
}

static void
move_box_handle (GwRotatedBox *box, const Frame *frame, const int place[2], GwPoint to)
{
  GwPoint stays = place_in_frame (frame, -place[0], -place[1]);
  double x, y;

  if (place[0] != 0)
    box->width = MAX (measure (stays, to, frame->across, place[0]), SMALLEST);
  if (place[1] != 0)
    box->height = MAX (measure (stays, to, frame->down, place[1]), SMALLEST);
  x = place[0] * box->width / 2.0;
  y = place[1] * box->height / 2.0;
  box->cx = stays.x + x * frame->across.x + y * frame->down.x;
  box->cy = stays.y + x * frame->across.y + y * frame->down.y;
}

static void
move_ellipse_handle (GwEllipse *ellipse, const Frame *frame, const int place[2], GwPoint to)
{
  if (place[0] != 0)
    ellipse->rx = MAX (measure (frame->centre, to, frame->across, place[0]), SMALLEST / 2.0);
  else
    ellipse->ry = MAX (measure (frame->centre, to, frame->down, place[1]), SMALLEST / 2.0);
}

gboolean
_gw_shape_move_handle (GwShape *shape, const GwShapeHandle *handle, GwPoint to)
{
  Frame frame;

  switch ((guint) shape->kind)
    {
    case GW_SHAPE_POLYGON:
      if (handle->ring >= shape->as.polygon.n_rings || handle->index >= shape->as.polygon.rings[handle->ring].n_points)
        return FALSE;
      shape->as.polygon.rings[handle->ring].points[handle->index] = to;
      return TRUE;
    case GW_SHAPE_POLYLINE:
      if (handle->index >= shape->as.line.n_points)
        return FALSE;
      shape->as.line.points[handle->index] = to;
      return TRUE;
    case GW_SHAPE_POINTS:
      if (handle->index >= shape->as.points.n_points)
        return FALSE;
      shape->as.points.points[handle->index].point = to;
      return TRUE;
    case GW_SHAPE_ROTATED_BOX:
      get_frame (shape, &frame);
      move_box_handle (&shape->as.rotated, &frame, box_places[handle->index % 8], to);
      return TRUE;
    case GW_SHAPE_ELLIPSE:
      get_frame (shape, &frame);
      move_ellipse_handle (&shape->as.ellipse, &frame, ellipse_places[handle->index % 4], to);
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
_gw_shape_insert_point (GwShape *shape, gsize ring, gsize index, GwPoint point)
{
  GwRing *old = shape->kind == GW_SHAPE_POLYLINE ? &shape->as.line : NULL;
  g_autoptr (GArray) points = NULL;
  GwRing longer = GW_RING_INIT;

  if (shape->kind == GW_SHAPE_POLYGON && ring < shape->as.polygon.n_rings)
    old = &shape->as.polygon.rings[ring];
  if (old == NULL || index > old->n_points || old->n_points >= G_MAXINT / 2)
    return FALSE;
  points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  g_array_append_vals (points, old->points, (guint) old->n_points);
  g_array_insert_val (points, (guint) index, point);
  if (gw_ring_init (&longer, (const GwPoint *) (const void *) points->data, points->len) != GW_STATUS_OK)
    return FALSE;
  gw_ring_clear (old);
  *old = longer;
  return TRUE;
}

gboolean
_gw_shape_get_turn (const GwShape *shape, double length, GwPoint *from, GwPoint *to)
{
  Frame frame;

  if (!get_frame (shape, &frame))
    return FALSE;
  *from = place_in_frame (&frame, 0.0, -1.0);
  *to = (GwPoint) { from->x - length * frame.down.x, from->y - length * frame.down.y };
  return TRUE;
}

double
_gw_shape_get_angle (const GwShape *shape)
{
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    return shape->as.rotated.angle;
  return shape->kind == GW_SHAPE_ELLIPSE ? shape->as.ellipse.angle : 0.0;
}

void
_gw_shape_set_angle (GwShape *shape, double angle)
{
  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    shape->as.rotated.angle = gw_angle_normalise (angle);
  else if (shape->kind == GW_SHAPE_ELLIPSE)
    shape->as.ellipse.angle = gw_angle_normalise (angle);
}

double
_gw_shape_find_angle (const GwShape *shape, GwPoint point)
{
  Frame frame;

  if (!get_frame (shape, &frame) || (point.x == frame.centre.x && point.y == frame.centre.y))
    return _gw_shape_get_angle (shape);
  return gw_angle_normalise (atan2 (point.y - frame.centre.y, point.x - frame.centre.x) * 180.0 / G_PI + 90.0);
}
