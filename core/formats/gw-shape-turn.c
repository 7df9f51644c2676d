/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-turn.h"

#include <math.h>

#include "gw-box.h"
#include "gw-mask.h"

/* x' = xx * x + xy * y + x0, and y' alike: from the stored picture to the one
 * shown. Angles turn by turn degrees, after being mirrored.
 */
typedef struct
{
  double xx, xy, x0;
  double yx, yy, y0;
  double turn;
  gboolean mirrored;
} Map;

static Map
make_map (int orientation, double w, double h)
{
  switch (orientation)
    {
    case 2:
      return (Map) { -1, 0, w, 0, 1, 0, 180, TRUE };
    case 3:
      return (Map) { -1, 0, w, 0, -1, h, 180, FALSE };
    case 4:
      return (Map) { 1, 0, 0, 0, -1, h, 0, TRUE };
    case 5:
      return (Map) { 0, 1, 0, 1, 0, 0, 90, TRUE };
    case 6:
      return (Map) { 0, -1, h, 1, 0, 0, 90, FALSE };
    case 7:
      return (Map) { 0, -1, h, -1, 0, w, -90, TRUE };
    case 8:
      return (Map) { 0, 1, 0, -1, 0, w, -90, FALSE };
    default:
      return (Map) { 1, 0, 0, 0, 1, 0, 0, FALSE };
    }
}

static GwPoint
map_point (const Map *map, GwPoint p)
{
  return (GwPoint) { map->xx * p.x + map->xy * p.y + map->x0, map->yx * p.x + map->yy * p.y + map->y0 };
}

static void
map_points (const Map *map, GwPoint *points, gsize n)
{
  for (gsize i = 0; i < n; i++)
    points[i] = map_point (map, points[i]);
}

static double
map_angle (const Map *map, double angle)
{
  return gw_angle_normalise (map->turn + (map->mirrored ? -angle : angle));
}

/* Pixel by pixel: this is rare and masks are small beside their picture. */
static gboolean
map_mask (const Map *map, gboolean swap, GwMask *mask)
{
  gsize n = (gsize) mask->width * (gsize) mask->height;
  g_autofree guint8 *old = g_malloc (MAX (n, 1));
  g_autofree guint8 *pixels = g_malloc0 (MAX (n, 1));
  GwPoint a = map_point (map, (GwPoint) { mask->x, mask->y });
  GwPoint b = map_point (map, (GwPoint) { mask->x + mask->width, mask->y + mask->height });
  GwBox box = gw_box_from_corners (a, b);
  gsize width = (gsize) box.width;
  GwMask turned = GW_MASK_INIT;

  if (n == 0)
    return FALSE;
  if (gw_mask_to_bitmap (mask, mask->x, mask->y, mask->width, mask->height, 1, old, (gsize) mask->width)
      != GW_STATUS_OK)
    return FALSE;
  for (int y = 0; y < mask->height; y++)
    for (int x = 0; x < mask->width; x++)
      {
        GwPoint p = map_point (map, (GwPoint) { mask->x + x + 0.5, mask->y + y + 0.5 });

        pixels[(gsize) (p.y - box.y) * width + (gsize) (p.x - box.x)] =
            old[(gsize) y * (gsize) mask->width + (gsize) x];
      }

  if (gw_mask_from_bitmap (swap ? mask->image_height : mask->image_width, swap ? mask->image_width : mask->image_height,
                           (int32_t) box.x, (int32_t) box.y, (int32_t) box.width, (int32_t) box.height, pixels, width,
                           &turned)
      != GW_STATUS_OK)
    return FALSE;
  gw_mask_clear (mask);
  *mask = turned;
  return TRUE;
}

static void
map_shape (const Map *map, gboolean swap, GwShape *shape)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      {
        GwBox box = shape->as.box;

        shape->as.box = gw_box_from_corners (map_point (map, (GwPoint) { box.x, box.y }),
                                             map_point (map, (GwPoint) { box.x + box.width, box.y + box.height }));
        break;
      }
    case GW_SHAPE_ROTATED_BOX:
      {
        GwRotatedBox *box = &shape->as.rotated;
        GwPoint centre = map_point (map, (GwPoint) { box->cx, box->cy });

        *box = (GwRotatedBox) { centre.x, centre.y, box->width, box->height, map_angle (map, box->angle) };
        break;
      }
    case GW_SHAPE_ELLIPSE:
      {
        GwEllipse *ellipse = &shape->as.ellipse;
        GwPoint centre = map_point (map, (GwPoint) { ellipse->cx, ellipse->cy });

        *ellipse = (GwEllipse) { centre.x, centre.y, ellipse->rx, ellipse->ry, map_angle (map, ellipse->angle) };
        break;
      }
    case GW_SHAPE_POLYGON:
      for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
        map_points (map, shape->as.polygon.rings[i].points, shape->as.polygon.rings[i].n_points);
      break;
    case GW_SHAPE_POLYLINE:
      map_points (map, shape->as.line.points, shape->as.line.n_points);
      break;
    case GW_SHAPE_POINTS:
      for (gsize i = 0; i < shape->as.points.n_points; i++)
        map_points (map, &shape->as.points.points[i].point, 1);
      break;
    case GW_SHAPE_MASK:
      map_mask (map, swap, &shape->as.mask);
      break;
    case GW_SHAPE_NONE:
    default:
      break;
    }
}

void
gw_record_turn (GwRecord *record, int orientation)
{
  Map map = make_map (orientation, record->width, record->height);
  gboolean swap = orientation >= 5;
  int width = record->width;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *copy = gw_object_copy (g_ptr_array_index (record->objects, i));
      GwShape shape = GW_SHAPE_INIT;

      if (gw_shape_copy (gw_object_get_shape (copy), &shape) == GW_STATUS_OK)
        {
          map_shape (&map, swap, &shape);
          gw_object_take_shape (copy, &shape);
        }
      g_object_unref (record->objects->pdata[i]);
      record->objects->pdata[i] = copy;
    }
  if (swap)
    {
      record->width = record->height;
      record->height = width;
    }
}
