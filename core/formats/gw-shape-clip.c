/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-clip.h"

#include <glib.h>
#include <math.h>

#include "gw-box.h"
#include "gw-polygon.h"

/* One border: points on its inner side have a distance of 0 or more. */
typedef struct
{
  gboolean vertical;
  double at;
  double sign;
} Border;

static double
inside (const Border *border, GwPoint point)
{
  return border->sign * ((border->vertical ? point.x : point.y) - border->at);
}

static GwPoint
cross (const Border *border, GwPoint a, GwPoint b)
{
  double from = inside (border, a), to = inside (border, b);
  double share = from / (from - to);
  GwPoint point = { a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) };

  if (border->vertical)
    point.x = border->at;
  else
    point.y = border->at;
  return point;
}

/* Sutherland and Hodgman's step for one border. */
static GArray *
clip_points (GArray *points, const Border *border)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (GwPoint));

  for (guint i = 0; i < points->len; i++)
    {
      GwPoint a = g_array_index (points, GwPoint, i > 0 ? i - 1 : points->len - 1);
      GwPoint b = g_array_index (points, GwPoint, i);
      gboolean from = inside (border, a) >= 0, to = inside (border, b) >= 0;

      if (from != to)
        {
          GwPoint at = cross (border, a, b);

          g_array_append_val (kept, at);
        }
      if (to)
        g_array_append_val (kept, b);
    }

  g_array_unref (points);
  return kept;
}

static bool
clip_ring (const GwRing *ring, double width, double height, GwPolygon *result)
{
  const Border borders[] = { { TRUE, 0, 1 }, { TRUE, width, -1 }, { FALSE, 0, 1 }, { FALSE, height, -1 } };
  GArray *points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  GwRing clean;
  bool good = false;

  g_array_append_vals (points, ring->points, (guint) ring->n_points);
  for (guint i = 0; i < G_N_ELEMENTS (borders); i++)
    points = clip_points (points, &borders[i]);

  clean = (GwRing) { (GwPoint *) (gpointer) points->data, points->len };
  if (clean.n_points > 0)
    gw_ring_drop_repeats (&clean);
  if (gw_ring_is_valid (&clean))
    good = gw_polygon_add_ring (result, clean.points, clean.n_points) == GW_STATUS_OK;
  g_array_unref (points);

  return good;
}

bool
gw_shape_clip (GwShape *shape, double width, double height)
{
  if (shape->kind == GW_SHAPE_BOX)
    {
      GwBox clipped;

      if (!gw_box_clip (&shape->as.box, (int32_t) width, (int32_t) height, &clipped))
        return false;
      shape->as.box = clipped;
    }
  else if (shape->kind == GW_SHAPE_POLYGON)
    {
      GwPolygon result = GW_POLYGON_INIT;

      for (size_t i = 0; i < shape->as.polygon.n_rings; i++)
        clip_ring (&shape->as.polygon.rings[i], width, height, &result);
      if (result.n_rings == 0)
        return false;
      gw_polygon_clear (&shape->as.polygon);
      shape->as.polygon = result;
    }

  return true;
}
