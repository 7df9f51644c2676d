/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-settle.h"

#include <math.h>

#include "gw-coco-object.h"
#include "gw-polygon.h"

/* Numbers that are larger when they are scaled have no such decimals to round. */
#define LARGEST ((double) (G_GUINT64_CONSTANT (1) << 50))

/* Corners of turned boxes are no more exact than their angle, however many digits are written. */
#define CORNER_DECIMALS 9

/* A turned box is read and written so often at most until its corners stay, and begun so
 * often.
 */
#define MOST_TURNS 8
#define MOST_TRIES 32

static double
get_scale (int decimals)
{
  return decimals < 0 ? 0 : pow (10, decimals);
}

/* As rint(), which is a call: adding so much leaves no room for a fraction. value: below 2^51. */
static inline double
round_whole (double value)
{
  const double room = 6755399441055744.0;

  return (value + room) - room;
}

static double
round_number (double value, double scale)
{
  return scale == 0 || fabs (value * scale) > LARGEST ? value : round_whole (value * scale) / scale;
}

/* Numbers of most files are, so that this is nearly all that is done. */
static gboolean
is_round (const double *numbers, gsize n, double scale)
{
  gboolean off = FALSE;

  if (scale == 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    off |= (round_whole (numbers[i] * scale) / scale != numbers[i]) & (fabs (numbers[i] * scale) <= LARGEST);
  return !off;
}

static void
round_ring (GwRing *ring, double scale)
{
  for (gsize i = 0; i < ring->n_points; i++)
    ring->points[i] = (GwPoint) { round_number (ring->points[i].x, scale), round_number (ring->points[i].y, scale) };
}

/* Points that come to lie on each other are one, as a reader has it. */
static void
round_polygon (GwPolygon *polygon, double scale)
{
  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      GwRing *ring = &polygon->rings[i];

      round_ring (ring, scale);
      if (gw_ring_is_valid (ring))
        gw_ring_drop_repeats (ring);
    }
}

static gboolean
polygon_is_round (const GwPolygon *polygon, double scale)
{
  for (gsize i = 0; i < polygon->n_rings; i++)
    if (!is_round ((const double *) (gconstpointer) polygon->rings[i].points, 2 * polygon->rings[i].n_points, scale))
      return FALSE;
  return TRUE;
}

static gboolean
same_points (const GwRing *a, const GwRing *b)
{
  for (gsize i = 0; i < a->n_points; i++)
    if (a->points[i].x != b->points[i].x || a->points[i].y != b->points[i].y)
      return FALSE;
  return TRUE;
}

/* Whether the corners come to be such that they give the same again when they are read as a
 * turned box and written.
 */
static gboolean
find_rest (const GwRotatedBox *box, double scale, GwRing *ring)
{
  if (gw_ring_from_rotated_box (box, ring) != GW_STATUS_OK)
    return FALSE;

  round_ring (ring, scale);
  for (guint i = 0; i < MOST_TURNS; i++)
    {
      GwRotatedBox read;
      GwRing next = GW_RING_INIT;
      gboolean same;

      if (!gw_coco_fit_rotated (ring->points, box->angle, &read)
          || gw_ring_from_rotated_box (&read, &next) != GW_STATUS_OK)
        return FALSE;
      round_ring (&next, scale);
      same = same_points (ring, &next);
      gw_ring_clear (ring);
      *ring = next;
      if (same)
        return TRUE;
    }
  return FALSE;
}

/* Some go round and round by the last digit; a box that is less than that away does not. */
static gboolean
make_corners (const GwRotatedBox *box, double scale, GwRing *ring)
{
  for (int i = 0; i < MOST_TRIES; i++)
    {
      const double step = 0.2 / scale;
      const GwRotatedBox near = { box->cx + step * (i * 3 % 5 - i % 2), box->cy + step * (i * 2 % 5 - i % 3),
                                  box->width + step * (i % 4), box->height + step * (i % 7), box->angle };

      if (find_rest (&near, scale, ring))
        return TRUE;
      gw_ring_clear (ring);
    }
  if (gw_ring_from_rotated_box (box, ring) != GW_STATUS_OK)
    return FALSE;
  round_ring (ring, scale);
  return TRUE;
}

static const GwShape *
settle_outline (const GwShape *shape, double scale, GwShape *room)
{
  GwRing ring = GW_RING_INIT;
  gboolean made;

  if (shape->kind == GW_SHAPE_ROTATED_BOX)
    made = make_corners (&shape->as.rotated, scale != 0 ? scale : get_scale (CORNER_DECIMALS), &ring);
  else
    {
      made = gw_ring_from_ellipse (&shape->as.ellipse, &ring) == GW_STATUS_OK;
      round_ring (&ring, scale);
    }
  if (made)
    {
      room->kind = GW_SHAPE_POLYGON;
      room->as.polygon = (GwPolygon) GW_POLYGON_INIT;
      if (gw_polygon_add_ring (&room->as.polygon, ring.points, ring.n_points) != GW_STATUS_OK)
        g_error ("Out of memory");
      round_polygon (&room->as.polygon, scale);
    }
  gw_ring_clear (&ring);

  return made ? room : shape;
}

const GwShape *
gw_coco_settle_shape (const GwShape *shape, int decimals, GwShape *room)
{
  const double scale = get_scale (decimals);

  *room = (GwShape) GW_SHAPE_INIT;
  switch (shape->kind)
    {
    case GW_SHAPE_ROTATED_BOX:
    case GW_SHAPE_ELLIPSE:
      return settle_outline (shape, scale, room);
    case GW_SHAPE_BOX:
      if (is_round ((const double *) &shape->as.box, 4, scale))
        return shape;
      gw_shape_init_box (room, round_number (shape->as.box.x, scale), round_number (shape->as.box.y, scale),
                         round_number (shape->as.box.width, scale), round_number (shape->as.box.height, scale));
      return room;
    case GW_SHAPE_POLYGON:
      if (polygon_is_round (&shape->as.polygon, scale))
        return shape;
      if (gw_shape_copy (shape, room) != GW_STATUS_OK)
        g_error ("Out of memory");
      round_polygon (&room->as.polygon, scale);
      return room;
    case GW_SHAPE_POINTS:
      if (gw_shape_copy (shape, room) != GW_STATUS_OK)
        g_error ("Out of memory");
      for (gsize i = 0; i < room->as.points.n_points; i++)
        {
          GwPoint *point = &room->as.points.points[i].point;

          *point = (GwPoint) { round_number (point->x, scale), round_number (point->y, scale) };
        }
      return room;
    case GW_SHAPE_NONE:
    case GW_SHAPE_MASK:
    case GW_SHAPE_POLYLINE:
    default:
      return shape;
    }
}
