/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tools on objects whose masks are known: a person gets each of them right in a
 * few clicks (hands.h says how; tests/bench/run tools has more objects), and a rough
 * outline, each tenth part of it moved in or out by turns, is nearer to them once it
 * is snapped.
 */

#include <glib.h>
#include <math.h>

#include "gw-edge-snap.h"
#include "gw-raster.h"
#include "gw-test-data.h"
#include "hands.h"
#include "known-objects.h"

/* --- tools --------------------------------------------------------------------------- */

typedef struct
{
  HandTool tool;
  const char *set;
  guint every_picture, every_object;
  double most_clicks; /* in the mean; well above what it takes */
} Drawing;

typedef struct
{
  HandTool tool;
  guint n, n_clicks;
  double least;
} Counts;

static void
draw_object (const KnownObject *object, gpointer data)
{
  Counts *counts = data;
  HandResult result;

  hand_draw (counts->tool, &object->pixels, &object->truth, 0.05, 0, &result);
  counts->n++;
  counts->n_clicks += result.n_clicks;
  counts->least = MIN (counts->least, result.iou);
}

static void
test_tool (gconstpointer data)
{
  const Drawing *drawing = data;
  Counts counts = { drawing->tool, 0, 0, 1 };

  known_objects_foreach (drawing->set, drawing->every_picture, drawing->every_object, draw_object, &counts);
  g_assert_cmpuint (counts.n, >=, 5);
  g_test_message ("%s, %s: %u objects, IoU %.3f or more after %.1f clicks", hand_get_tool_name (drawing->tool),
                  drawing->set, counts.n, counts.least, (double) counts.n_clicks / counts.n);
  g_assert_cmpfloat (counts.least, >=, HAND_ENOUGH);
  g_assert_cmpfloat ((double) counts.n_clicks / counts.n, <=, drawing->most_clicks);
}

/* --- snapping ------------------------------------------------------------------------ */

typedef struct
{
  guint n;
  double before, after;
} Snaps;

static double
measure_ring (const GwRing *ring, const GwMask *truth)
{
  const GwPolygon polygon = { (GwRing *) ring, 1 };
  GwMask mask;
  double iou;

  g_assert_cmpint (gw_raster_polygon (&polygon, truth->image_width, truth->image_height, &mask), ==, GW_STATUS_OK);
  iou = gw_mask_iou (&mask, truth);
  gw_mask_clear (&mask);

  return iou;
}

static const GwRing *
find_largest (const GwPolygon *polygon)
{
  const GwRing *largest = &polygon->rings[0];

  for (gsize i = 1; i < polygon->n_rings; i++)
    if (fabs (gw_ring_signed_area (&polygon->rings[i])) > fabs (gw_ring_signed_area (largest)))
      largest = &polygon->rings[i];
  return largest;
}

static void
snap_ring (const GwPixels *pixels, const GwRing *outline, const GwMask *truth, Snaps *snaps)
{
  const double length = gw_ring_perimeter (outline), by = CLAMP (0.06 * sqrt ((double) gw_mask_area (truth)), 2, 8);
  GwPoint points[40];
  GwRing rough = { points, G_N_ELEMENTS (points) }, snapped;

  for (guint i = 0; i < rough.n_points; i++)
    {
      const double at = length * i / (double) rough.n_points;
      const GwPoint a = hand_point_along (outline, fmod (at + length - 3, length));
      const GwPoint b = hand_point_along (outline, fmod (at + 3, length)), here = hand_point_along (outline, at);
      const double away = MAX (1e-9, hypot (b.x - a.x, b.y - a.y)) * (i / 4 % 2 ? 1 : -1);

      points[i] = (GwPoint) { here.x + by * (b.y - a.y) / away, here.y - by * (b.x - a.x) / away };
    }
  if (!gw_ring_is_valid (&rough) || gw_edge_snap (pixels, &rough, 2 * by, 0.5, &snapped, NULL) != GW_STATUS_OK)
    return;
  snaps->n++;
  snaps->before += measure_ring (&rough, truth);
  snaps->after += measure_ring (&snapped, truth);
  gw_ring_clear (&snapped);
}

/* Of the object's largest part, without its holes. */
static void
snap_object (const KnownObject *object, gpointer data)
{
  GwPolygon polygon;
  GwRing outline;
  GwMask filled;

  g_assert_cmpint (gw_mask_trace (&object->truth, &polygon), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_ring_simplify (find_largest (&polygon), 0.75, &outline), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_polygon (&(GwPolygon) { (GwRing *) find_largest (&polygon), 1 }, object->truth.image_width,
                                      object->truth.image_height, &filled),
                   ==, GW_STATUS_OK);
  snap_ring (&object->pixels, &outline, &filled, data);
  gw_polygon_clear (&polygon);
  gw_ring_clear (&outline);
  gw_mask_clear (&filled);
}

static void
check_snap (const char *set, guint every_picture, guint every_object, double least)
{
  Snaps snaps = { 0 };

  if (!known_objects_foreach (set, every_picture, every_object, snap_object, &snaps))
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_cmpuint (snaps.n, >, 20);
  g_test_message ("%s: %u outlines, IoU %.3f, snapped %.3f", set, snaps.n, snaps.before / snaps.n,
                  snaps.after / snaps.n);
  g_assert_cmpfloat (snaps.after, >, snaps.before);
  g_assert_cmpfloat (snaps.after / snaps.n, >, least);
}

static void
test_snap_cells (void)
{
  check_snap ("cells", 40, 1, 0.88);
}

static void
test_snap_street (void)
{
  check_snap ("street", 24, 1, 0.74);
}

static void
test_snap_photographs (void)
{
  check_snap ("seg-camvid", 1, 2, 0.70);
}

int
main (int argc, char **argv)
{
  static const Drawing drawings[] = {
    { HAND_SCISSORS, "cells", 40, 8, 16 },     { HAND_SCISSORS, "street", 40, 4, 40 },
    { HAND_WAND, "cells", 40, 8, 10 },         { HAND_WAND, "street", 40, 4, 25 },
    { HAND_SELECT_OBJECT, "cells", 40, 8, 5 }, { HAND_SELECT_OBJECT, "street", 40, 4, 12 },
    { HAND_SUPERPIXEL, "cells", 40, 20, 8 },   { HAND_SUPERPIXEL, "street", 40, 6, 20 },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++)
    {
      g_autofree char *name = g_strdup_printf ("/known-objects/%s/%s", drawings[i].set,
                                               hand_get_tool_name (drawings[i].tool));

      g_strdelimit (name, " ", '-');
      g_test_add_data_func (name, &drawings[i], test_tool);
    }
  g_test_add_func ("/known-objects/cells/snap", test_snap_cells);
  g_test_add_func ("/known-objects/street/snap", test_snap_street);
  g_test_add_func ("/known-objects/seg-camvid/snap", test_snap_photographs);

  return g_test_run ();
}
