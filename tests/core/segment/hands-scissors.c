/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hands-private.h"

#include <math.h>

#include "gw-live-wire.h"
#include "gw-polygon.h"
#include "gw-raster.h"

#define REACH 1500 /* of the tool */
#define SNAP 2
#define N_STEPS 64
#define PATIENCE 0.1

/* Parts and holes that are less than this share of the object are left alone. */
#define LEAST_SHARE 0.02

/* Of one drawing after the other. */
static const double patiences[] = { 1, 0.5, 0.25, 0.75, 1.5, 0.3, 0.5 };

/* The last of them in steps as small as the patience. */
#define FIRST_SMALL 5

typedef struct
{
  GwLiveWire *wire;
  const GwPixels *pixels;
  const GwRing *outline;
  double patience;
  double step;   /* at most */
  GArray *drawn; /* of GwPoint */
} Hand;

GwPoint
hand_point_along (const GwRing *ring, double at)
{
  for (gsize i = 0; i < ring->n_points; i++)
    {
      const GwPoint a = ring->points[i], b = ring->points[(i + 1) % ring->n_points];
      const double length = hypot (b.x - a.x, b.y - a.y);

      if (at < length)
        return (GwPoint) { a.x + at / length * (b.x - a.x), a.y + at / length * (b.y - a.y) };
      at -= length;
    }
  return ring->points[0];
}

static void
find_place (const Hand *self, double at, gint32 *x, gint32 *y)
{
  const GwPoint point = hand_point_along (self->outline, at);

  *x = (gint32) CLAMP (point.x, 0, self->pixels->width - 1);
  *y = (gint32) CLAMP (point.y, 0, self->pixels->height - 1);
}

/* Where a click is held by an edge, or with Ctrl not. */
static void
find_click (const Hand *self, double at, gint32 *x, gint32 *y)
{
  gint32 held_x, held_y;

  find_place (self, at, x, y);
  held_x = *x;
  held_y = *y;
  gw_live_wire_snap (self->wire, &held_x, &held_y, SNAP);
  if (gw_ring_distance (self->outline, (GwPoint) { held_x + 0.5, held_y + 0.5 }) > self->patience)
    return;
  *x = held_x;
  *y = held_y;
}

/* Along the outline, and not the other way round it. */
static gboolean
looks_right (const Hand *self, const GwRing *path, double along)
{
  double length = 0;

  for (gsize i = 0; i + 1 < path->n_points; i++)
    for (int part = 0; part < 4; part++)
      {
        const GwPoint a = path->points[i], b = path->points[i + 1];
        const GwPoint point = { a.x + part / 4.0 * (b.x - a.x), a.y + part / 4.0 * (b.y - a.y) };

        if (gw_ring_distance (self->outline, point) > self->patience)
          return FALSE;
      }
  for (gsize i = 0; i + 1 < path->n_points; i++)
    length += hypot (path->points[i + 1].x - path->points[i].x, path->points[i + 1].y - path->points[i].y);
  return length <= 1.3 * along + 4 * self->patience;
}

static void
click (Hand *self, gint32 x, gint32 y)
{
  GwRing path = GW_RING_INIT;

  g_assert_cmpint (gw_live_wire_path (self->wire, x, y, &path, NULL), ==, GW_STATUS_OK);
  g_array_append_vals (self->drawn, path.points, (guint) path.n_points);
  gw_ring_clear (&path);
  g_assert_cmpint (gw_live_wire_set_seed (self->wire, x, y, REACH), ==, GW_STATUS_OK);
}

static gboolean
shows_right (Hand *self, double last, double at)
{
  GwRing path = GW_RING_INIT;
  gboolean right;
  gint32 x, y;

  find_place (self, at, &x, &y);
  g_assert_cmpint (gw_live_wire_path (self->wire, x, y, &path, NULL), ==, GW_STATUS_OK);
  right = looks_right (self, &path, at - last);
  gw_ring_clear (&path);
  return right;
}

/* Draws around one outline; the clicks that it took. */
static guint
draw_around (Hand *self, guint most)
{
  const double length = gw_ring_perimeter (self->outline), step = MAX (1, MIN (length / N_STEPS, self->step));
  double last = 0;
  gint32 first_x, first_y, x, y;
  guint n_clicks = 1;

  find_click (self, 0, &first_x, &first_y);
  g_assert_cmpint (gw_live_wire_set_seed (self->wire, first_x, first_y, REACH), ==, GW_STATUS_OK);
  for (double at = step; n_clicks + 1 < most; at += step)
    {
      at = MIN (at, length);
      if (at - last < length / 3 && shows_right (self, last, at))
        {
          if (at >= length)
            break;
          continue;
        }
      if (at - step > last)
        at -= step;
      if (at >= length)
        break;
      last = at;
      find_click (self, at, &x, &y);
      click (self, x, y);
      n_clicks++;
    }
  click (self, first_x, first_y);

  return n_clicks + 1;
}

/* Adds what is inside of what was drawn, or takes it away. */
static void
take (const Hand *self, gboolean is_hole, GwMask *found)
{
  GwRing ring = { (GwPoint *) (gpointer) self->drawn->data, self->drawn->len };
  const GwPolygon polygon = { &ring, 1 };
  GwMask inside, both;

  g_assert_cmpint (gw_raster_polygon (&polygon, found->image_width, found->image_height, &inside), ==, GW_STATUS_OK);
  g_assert_cmpint (is_hole ? gw_mask_subtract (found, &inside, &both) : gw_mask_union (found, &inside, &both), ==,
                   GW_STATUS_OK);
  gw_mask_clear (&inside);
  gw_mask_clear (found);
  *found = both;
}

static void
draw_all (Hand *self, const GwPolygon *outlines, const GwMask *truth, guint most, HandResult *result)
{
  const double least = LEAST_SHARE * (double) gw_mask_area (truth);
  GwMask found;

  result->n_clicks = 0;
  g_assert_cmpint (gw_mask_init_empty (truth->image_width, truth->image_height, &found), ==, GW_STATUS_OK);
  for (guint holes = 0; holes < 2; holes++)
    for (gsize i = 0; i < outlines->n_rings && result->n_clicks < most; i++)
      {
        const double area = gw_ring_signed_area (&outlines->rings[i]);
        GwRing outline;

        if ((area < 0) != holes || fabs (area) < least)
          continue;
        g_assert_cmpint (gw_ring_simplify (&outlines->rings[i], 0.75, &outline), ==, GW_STATUS_OK);
        self->outline = &outline;
        g_array_set_size (self->drawn, 0);
        result->n_clicks += draw_around (self, most - result->n_clicks);
        take (self, holes == 1, &found);
        gw_ring_clear (&outline);
      }
  result->iou = gw_mask_iou (&found, truth);
  gw_mask_clear (&found);
}

static double
measure_thickness (const GwPolygon *outlines, const GwMask *truth)
{
  double length = 0;

  for (gsize i = 0; i < outlines->n_rings; i++)
    {
      GwRing outline;

      g_assert_cmpint (gw_ring_simplify (&outlines->rings[i], 0.75, &outline), ==, GW_STATUS_OK);
      length += gw_ring_perimeter (&outline);
      gw_ring_clear (&outline);
    }

  return 2 * (double) gw_mask_area (truth) / length;
}

void
_hand_draw_scissors (const GwPixels *pixels, const GwMask *truth, guint most, HandResult *result)
{
  Hand hand = { gw_live_wire_new (pixels, 0.5), pixels, NULL, 0, 0, g_array_new (FALSE, FALSE, sizeof (GwPoint)) };
  double patience;
  GwPolygon outlines;

  g_assert_cmpint (gw_mask_trace (truth, &outlines), ==, GW_STATUS_OK);
  patience = MAX (1, PATIENCE * measure_thickness (&outlines, truth));
  for (guint i = 0; i < G_N_ELEMENTS (patiences) && result->iou < HAND_ENOUGH; i++)
    {
      HandResult once = { 0 };

      hand.patience = patience * patiences[i];
      hand.step = i < FIRST_SMALL ? INFINITY : 2 * hand.patience;
      draw_all (&hand, &outlines, truth, most, &once);
      once.first = i == 0 ? once.iou : result->first;
      if (once.iou > result->iou)
        *result = once;
    }
  gw_polygon_clear (&outlines);
  g_array_unref (hand.drawn);
  gw_live_wire_free (hand.wire);
}
