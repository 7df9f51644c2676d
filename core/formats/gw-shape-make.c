/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-make.h"

#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "gw-limits.h"
#include "gw-polygon.h"

#define DEGREES (180.0 / G_PI)

/* How far opposite sides may differ, in pixels, and how far angles may be from right ones. */
#define SIDE_TOLERANCE 1.0
#define ANGLE_TOLERANCE 2.0

static const char *
check_count (gsize n, gsize least)
{
  if (n < least)
    return "ring-short";
  return n > gw_limit_get (GW_LIMIT_RING_POINTS) ? "limit" : NULL;
}

const char *
gw_shape_make_polygon (const GwPoint *points, gsize n, GwShape *shape)
{
  const char *code = check_count (n, 3);

  *shape = (GwShape) GW_SHAPE_INIT;
  if (code != NULL)
    return code;
  shape->kind = GW_SHAPE_POLYGON;
  shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
  if (gw_polygon_add_ring (&shape->as.polygon, points, n) == GW_STATUS_OK)
    return NULL;
  gw_shape_clear (shape);
  return "limit";
}

const char *
gw_shape_make_line (const GwPoint *points, gsize n, GwShape *shape)
{
  const char *code = check_count (n, 2);

  *shape = (GwShape) GW_SHAPE_INIT;
  if (code != NULL)
    return code;
  if (gw_ring_init (&shape->as.line, points, n) != GW_STATUS_OK)
    return "limit";
  shape->kind = GW_SHAPE_POLYLINE;
  return NULL;
}

const char *
gw_shape_make_points (const GwPoint *points, const guint8 *visibility, gsize n, GwShape *shape)
{
  const char *code = check_count (n, 1);
  GwKeypoint *made;

  *shape = (GwShape) GW_SHAPE_INIT;
  if (code != NULL)
    return code;
  made = malloc (n * sizeof (GwKeypoint));
  if (made == NULL)
    return "limit";
  for (gsize i = 0; i < n; i++)
    made[i] = (GwKeypoint) { points[i], visibility != NULL ? (GwVisibility) visibility[i] : GW_VISIBILITY_VISIBLE };
  shape->kind = GW_SHAPE_POINTS;
  shape->as.points = (GwKeypoints) { made, n };
  return NULL;
}

/* Whether the angle at b is a right one; a side without length has no direction. */
static gboolean
is_right (GwPoint a, GwPoint b, GwPoint c)
{
  const double ux = a.x - b.x, uy = a.y - b.y, vx = c.x - b.x, vy = c.y - b.y;
  const double angle = atan2 (fabs (ux * vy - uy * vx), ux * vx + uy * vy) * DEGREES;

  return (ux == 0 && uy == 0) || (vx == 0 && vy == 0) || fabs (angle - 90) <= ANGLE_TOLERANCE;
}

static double
get_distance (GwPoint a, GwPoint b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

/* Of the side from the first to the second, in degrees. Where that has no length, the one across from it
 * tells, or those beside it do.
 */
static double
get_angle (const GwPoint p[4])
{
  if (get_distance (p[0], p[1]) > 0)
    return atan2 (p[1].y - p[0].y, p[1].x - p[0].x) * DEGREES;
  if (get_distance (p[3], p[2]) > 0)
    return atan2 (p[2].y - p[3].y, p[2].x - p[3].x) * DEGREES;
  if (get_distance (p[1], p[2]) > 0)
    return atan2 (p[2].y - p[1].y, p[2].x - p[1].x) * DEGREES - 90;
  return 0;
}

/* From the upper left corner, with the clock. */
static gboolean
is_upright (const GwPoint p[4])
{
  return p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x && p[0].x <= p[1].x
         && p[1].y <= p[2].y;
}

gboolean
gw_shape_fit_rectangle (const GwPoint p[4], gboolean upright, GwShape *shape)
{
  const double sides[4] = { get_distance (p[0], p[1]), get_distance (p[1], p[2]), get_distance (p[2], p[3]),
                            get_distance (p[3], p[0]) };

  *shape = (GwShape) GW_SHAPE_INIT;
  if (!(fabs (sides[0] - sides[2]) <= SIDE_TOLERANCE && fabs (sides[1] - sides[3]) <= SIDE_TOLERANCE))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!is_right (p[(i + 3) % 4], p[i], p[(i + 1) % 4]))
      return FALSE;

  if (upright && is_upright (p))
    {
      gw_shape_init_box (shape, p[0].x, p[0].y, p[1].x - p[0].x, p[2].y - p[1].y);
      return TRUE;
    }
  shape->kind = GW_SHAPE_ROTATED_BOX;
  shape->as.rotated = (GwRotatedBox) { (p[0].x + p[1].x + p[2].x + p[3].x) / 4, (p[0].y + p[1].y + p[2].y + p[3].y) / 4,
                                       (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2,
                                       gw_angle_normalise (get_angle (p)) };
  return TRUE;
}

const char *
gw_shape_make_quadrangle (const GwPoint p[4], GwShape *shape)
{
  return gw_shape_fit_rectangle (p, FALSE, shape) ? NULL : gw_shape_make_polygon (p, 4, shape);
}

void
gw_shape_init_ellipse (GwShape *shape, double cx, double cy, double rx, double ry, double angle)
{
  shape->kind = GW_SHAPE_ELLIPSE;
  shape->as.ellipse = (GwEllipse) { cx, cy, rx, ry, gw_angle_normalise (angle) };
}
