/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-convert-private.h"

#include <math.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-raster.h"

/* Masks of a few pixels would lose their corners: their share of the area that may
 * change. Larger ones change less.
 */
#define SMALL_CHANGE 0.05

gboolean
_gw_shape_has_area (const GwShape *shape)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
    case GW_SHAPE_ROTATED_BOX:
    case GW_SHAPE_POLYGON:
    case GW_SHAPE_MASK:
    case GW_SHAPE_ELLIPSE:
      return TRUE;
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      return FALSE;
    }
}

static gw_status
get_ring (const GwShape *shape, GwRing *ring)
{
  switch ((guint) shape->kind)
    {
    case GW_SHAPE_BOX:
      return gw_ring_from_box (&shape->as.box, ring);
    case GW_SHAPE_ROTATED_BOX:
      return gw_ring_from_rotated_box (&shape->as.rotated, ring);
    case GW_SHAPE_ELLIPSE:
      return gw_ring_from_ellipse (&shape->as.ellipse, ring);
    default:
      return GW_STATUS_INVALID;
    }
}

gboolean
_gw_shape_get_outline (const GwShape *shape, GwPolygon *outline)
{
  GwRing ring = GW_RING_INIT;
  gw_status status;

  *outline = (GwPolygon) GW_POLYGON_INIT;
  if (shape->kind == GW_SHAPE_POLYGON)
    status = gw_polygon_copy (&shape->as.polygon, outline);
  else if (shape->kind == GW_SHAPE_MASK)
    status = gw_mask_trace (&shape->as.mask, outline);
  else
    {
      status = get_ring (shape, &ring);
      if (status == GW_STATUS_OK)
        status = gw_polygon_add_ring (outline, ring.points, ring.n_points);
      gw_ring_clear (&ring);
    }
  if (status == GW_STATUS_OK && outline->n_rings > 0)
    return TRUE;
  gw_polygon_clear (outline);
  return FALSE;
}

gboolean
_gw_polygon_clip (GwPolygon *polygon, int width, int height)
{
  const GwBox image = { 0, 0, width, height };
  GwPolygon frame = GW_POLYGON_INIT, clipped = GW_POLYGON_INIT;
  GwRing ring = GW_RING_INIT;
  GwBox bounds;
  gw_status status;

  if (gw_polygon_bounds (polygon, &bounds) != GW_STATUS_OK)
    return FALSE;
  if (width <= 0 || height <= 0 || gw_box_contains_box (&image, &bounds))
    return TRUE;

  status = gw_ring_from_box (&image, &ring);
  if (status == GW_STATUS_OK)
    status = gw_polygon_add_ring (&frame, ring.points, ring.n_points);
  if (status == GW_STATUS_OK)
    status = gw_polygon_combine (polygon, &frame, GW_POLYGON_INTERSECTION, &clipped);
  gw_ring_clear (&ring);
  gw_polygon_clear (&frame);
  gw_polygon_clear (polygon);
  *polygon = clipped;
  return status == GW_STATUS_OK && polygon->n_rings > 0;
}

/* Whether the new ring may stand for the old one. */
static gboolean
is_good (const GwRing *old, const GwRing *ring, double area_change)
{
  double area = fabs (gw_ring_signed_area (old));
  bool crossed = true, crosses = true;

  if (ring->n_points >= old->n_points || !gw_ring_is_valid (ring)
      || fabs (fabs (gw_ring_signed_area (ring)) - area) > area_change * area
      || gw_ring_crosses_itself (ring, &crosses) != GW_STATUS_OK)
    return FALSE;
  return !crosses || (gw_ring_crosses_itself (old, &crossed) == GW_STATUS_OK && crossed);
}

gsize
_gw_polygon_simplify (GwPolygon *polygon, double tolerance, double area_change)
{
  gsize n_dropped = 0;

  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      GwRing *ring = &polygon->rings[i];
      GwRing simplified = GW_RING_INIT;

      if (gw_ring_simplify (ring, tolerance, &simplified) == GW_STATUS_OK && is_good (ring, &simplified, area_change))
        {
          GwRing old = *ring;

          n_dropped += old.n_points - simplified.n_points;
          *ring = simplified;
          simplified = old;
        }
      gw_ring_clear (&simplified);
    }
  return n_dropped;
}

/* --- turned boxes ----------------------------------------------------------------- */

static int
compare_points (gconstpointer one, gconstpointer two)
{
  const GwPoint *a = one, *b = two;

  if (a->x != b->x)
    return a->x < b->x ? -1 : 1;
  return a->y < b->y ? -1 : a->y > b->y;
}

static double
turn (GwPoint a, GwPoint b, GwPoint c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* The convex hull by monotone chains (Andrew, 1979): lower, then upper. */
static GArray *
find_hull (const GwPolygon *polygon)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  GArray *hull = g_array_new (FALSE, FALSE, sizeof (GwPoint));

  for (gsize i = 0; i < polygon->n_rings; i++)
    g_array_append_vals (points, polygon->rings[i].points, (guint) polygon->rings[i].n_points);
  g_array_sort (points, compare_points);
  for (int chain = 0; chain < 2; chain++)
    {
      guint start = hull->len;

      for (guint i = 0; i < points->len; i++)
        {
          GwPoint point = g_array_index (points, GwPoint, chain == 0 ? i : points->len - 1 - i);

          while (hull->len >= start + 2
                 && turn (g_array_index (hull, GwPoint, hull->len - 2), g_array_index (hull, GwPoint, hull->len - 1),
                          point)
                        <= 0.0)
            g_array_set_size (hull, hull->len - 1);
          g_array_append_val (hull, point);
        }
      g_array_set_size (hull, hull->len - 1); /* the other chain's first */
    }
  return hull;
}

/* The box around the hull with a side along its edge i. */
static GwRotatedBox
box_along (const GArray *hull, guint i)
{
  GwPoint a = g_array_index (hull, GwPoint, i), b = g_array_index (hull, GwPoint, i + 1 < hull->len ? i + 1 : 0);
  double length = hypot (b.x - a.x, b.y - a.y);
  double ux = (b.x - a.x) / length, uy = (b.y - a.y) / length;
  double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  double along, across;

  for (guint k = 0; k < hull->len; k++)
    {
      GwPoint point = g_array_index (hull, GwPoint, k);

      along = (point.x - a.x) * ux + (point.y - a.y) * uy;
      across = (point.y - a.y) * ux - (point.x - a.x) * uy;
      left = MIN (left, along);
      right = MAX (right, along);
      top = MIN (top, across);
      bottom = MAX (bottom, across);
    }
  along = (left + right) / 2.0;
  across = (top + bottom) / 2.0;
  return (GwRotatedBox) { a.x + along * ux - across * uy, a.y + along * uy + across * ux, right - left, bottom - top,
                          atan2 (uy, ux) * 180.0 / G_PI };
}

/* Of the four angles that stand for the same box, that between -45 and 45. */
static void
normalise_angle (GwRotatedBox *box)
{
  double quarters = floor (box->angle / 90.0 + 0.5);

  if (fmod (fabs (quarters), 2.0) == 1.0)
    {
      double width = box->width;

      box->width = box->height;
      box->height = width;
    }
  box->angle = gw_angle_normalise (box->angle - quarters * 90.0);
}

/* One of the sides of the smallest box lies along an edge of the hull (Freeman and
 * Shapira, 1975). O(hull^2); of equal ones the least turned.
 */
gboolean
_gw_polygon_get_smallest_box (const GwPolygon *polygon, GwRotatedBox *box)
{
  g_autoptr (GArray) hull = NULL;
  double smallest = INFINITY;
  GwBox bounds;

  if (gw_polygon_bounds (polygon, &bounds) != GW_STATUS_OK)
    return FALSE;
  hull = find_hull (polygon);
  if (hull->len < 3)
    return FALSE;
  for (guint i = 0; i < hull->len; i++)
    {
      GwRotatedBox other = box_along (hull, i);
      double area = other.width * other.height;

      normalise_angle (&other);
      if (area > smallest * (1 - 1e-9) && !(area <= smallest * (1 + 1e-9) && fabs (other.angle) < fabs (box->angle)))
        continue;
      smallest = area;
      *box = other;
    }
  return smallest > 0.0 && isfinite (smallest);
}

/* --- ellipses -------------------------------------------------------------------------- */

/* Sums over the pixels of a mask, about the corner of its rectangle. */
typedef struct
{
  double n, x, y, xx, xy, yy;
} Moments;

static void
add_row (Moments *moments, double y, double from, double to)
{
  double n = to - from;
  double x = (from + to - 1.0) / 2.0;

  moments->n += n;
  moments->x += n * x;
  moments->y += n * y;
  moments->xx += n * (x * x + (n * n - 1.0) / 12.0);
  moments->xy += n * x * y;
  moments->yy += n * y * y;
}

static Moments
measure_mask (const GwMask *mask)
{
  Moments moments = { 0 };
  guint64 at = 0, width = (guint64) mask->width;

  for (gsize i = 0; i < mask->n_runs; i++)
    {
      guint64 end = at + mask->runs[i];

      while (i % 2 == 1 && at < end)
        {
          guint64 row_end = MIN (end, (at / width + 1) * width);

          add_row (&moments, (double) (at / width), (double) (at % width), (double) (row_end - at / width * width));
          at = row_end;
        }
      at = end;
    }
  return moments;
}

/* The ellipse of the same centre and second moments. Each pixel adds 1/12 for its own extent. */
static gboolean
fit_ellipse (const GwMask *mask, GwEllipse *ellipse)
{
  Moments moments = measure_mask (mask);
  double x, y, xx, xy, yy, middle, spread;

  if (moments.n == 0.0)
    return FALSE;
  x = moments.x / moments.n;
  y = moments.y / moments.n;
  xx = moments.xx / moments.n - x * x + 1.0 / 12.0;
  yy = moments.yy / moments.n - y * y + 1.0 / 12.0;
  xy = moments.xy / moments.n - x * y;
  middle = (xx + yy) / 2.0;
  spread = hypot ((xx - yy) / 2.0, xy);
  *ellipse = (GwEllipse) { mask->x + x + 0.5, mask->y + y + 0.5, 2.0 * sqrt (middle + spread),
                           2.0 * sqrt (MAX (middle - spread, 1.0 / 12.0)),
                           gw_angle_normalise (atan2 (2.0 * xy, xx - yy) / 2.0 * 180.0 / G_PI) };
  if (spread < 1e-9 * middle)
    ellipse->angle = 0.0;
  return TRUE;
}

/* --- kinds -------------------------------------------------------------------------------- */

static gboolean
become_box (const GwShape *shape, int width, int height, GwShape *result)
{
  GwBox bounds, clipped;

  if (gw_shape_bounds (shape, &bounds) != GW_STATUS_OK)
    return FALSE;
  if (width > 0 && height > 0)
    {
      if (!gw_box_clip (&bounds, width, height, &clipped))
        return FALSE;
      bounds = clipped;
    }
  result->kind = GW_SHAPE_BOX;
  result->as.box = bounds;
  return TRUE;
}

static gboolean
become_polygon (const GwShape *shape, int width, int height, GwShape *result)
{
  GwPolygon polygon, none = GW_POLYGON_INIT, sound;

  if (!_gw_shape_get_outline (shape, &polygon))
    return FALSE;
  /* Rings that came to cross each other are made whole. */
  if (shape->kind == GW_SHAPE_MASK && _gw_polygon_simplify (&polygon, GW_CONVERT_TOLERANCE, SMALL_CHANGE) > 0
      && gw_polygon_combine (&polygon, &none, GW_POLYGON_UNION, &sound) == GW_STATUS_OK)
    {
      gw_polygon_clear (&polygon);
      polygon = sound;
    }
  if (!_gw_polygon_clip (&polygon, width, height))
    {
      gw_polygon_clear (&polygon);
      return FALSE;
    }
  result->kind = GW_SHAPE_POLYGON;
  result->as.polygon = polygon;
  return TRUE;
}

static gboolean
become_mask (const GwShape *shape, int width, int height, GwShape *result)
{
  GwMask mask = GW_MASK_INIT;

  if (gw_raster_shape (shape, width, height, &mask) != GW_STATUS_OK)
    return FALSE;
  if (gw_mask_area (&mask) == 0)
    {
      gw_mask_clear (&mask);
      return FALSE;
    }
  result->kind = GW_SHAPE_MASK;
  result->as.mask = mask;
  return TRUE;
}

static gboolean
become_rotated_box (const GwShape *shape, GwShape *result)
{
  GwPolygon outline;
  gboolean found;

  result->kind = GW_SHAPE_ROTATED_BOX;
  if (shape->kind == GW_SHAPE_BOX)
    {
      const GwBox *box = &shape->as.box;

      result->as.rotated = (GwRotatedBox) { box->x + box->width / 2.0, box->y + box->height / 2.0, box->width,
                                            box->height, 0.0 };
      return TRUE;
    }
  if (shape->kind == GW_SHAPE_ELLIPSE)
    {
      const GwEllipse *ellipse = &shape->as.ellipse;

      result->as.rotated = (GwRotatedBox) { ellipse->cx, ellipse->cy, 2.0 * ellipse->rx, 2.0 * ellipse->ry,
                                            ellipse->angle };
      return TRUE;
    }
  if (!_gw_shape_get_outline (shape, &outline))
    return FALSE;
  found = _gw_polygon_get_smallest_box (&outline, &result->as.rotated);
  gw_polygon_clear (&outline);
  return found;
}

static gboolean
become_ellipse (const GwShape *shape, int width, int height, GwShape *result)
{
  GwShape mask = GW_SHAPE_INIT;
  gboolean found;

  if (shape->kind == GW_SHAPE_BOX || shape->kind == GW_SHAPE_ROTATED_BOX)
    {
      GwRotatedBox box = shape->as.rotated;

      if (shape->kind == GW_SHAPE_BOX)
        {
          become_rotated_box (shape, result);
          box = result->as.rotated;
        }
      result->as.ellipse = (GwEllipse) { box.cx, box.cy, box.width / 2.0, box.height / 2.0, box.angle };
      result->kind = GW_SHAPE_ELLIPSE;
      return TRUE;
    }
  if (!become_mask (shape, width, height, &mask))
    return FALSE;
  found = fit_ellipse (&mask.as.mask, &result->as.ellipse);
  result->kind = GW_SHAPE_ELLIPSE;
  gw_shape_clear (&mask);
  return found;
}

gboolean
_gw_shape_convert (const GwShape *shape, GwShapeKind kind, int width, int height, GwShape *result)
{
  gboolean made = FALSE;

  *result = (GwShape) GW_SHAPE_INIT;
  if (shape->kind == kind || !_gw_shape_has_area (shape))
    return FALSE;
  if (kind == GW_SHAPE_BOX)
    made = become_box (shape, width, height, result);
  else if (kind == GW_SHAPE_ROTATED_BOX)
    made = become_rotated_box (shape, result);
  else if (kind == GW_SHAPE_POLYGON)
    made = become_polygon (shape, width, height, result);
  else if (kind == GW_SHAPE_MASK)
    made = become_mask (shape, width, height, result);
  else if (kind == GW_SHAPE_ELLIPSE)
    made = become_ellipse (shape, width, height, result);
  if (made && gw_shape_validate (result) == GW_STATUS_OK)
    return TRUE;
  if (made)
    gw_shape_clear (result);
  *result = (GwShape) GW_SHAPE_INIT;
  return FALSE;
}
