/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-outline.h"

#include <math.h>
#include <string.h>

#include "gw-mask.h"
#include "gw-raster.h"

static void
ring_free (gpointer data)
{
  gw_ring_clear (data);
  g_free (data);
}

static GwRing *
ring_copy (const GwRing *ring)
{
  GwRing *copy = g_new0 (GwRing, 1);

  if (gw_ring_init (copy, ring->points, ring->n_points) != GW_STATUS_OK)
    g_error ("Out of memory");
  return copy;
}

/* How many other rings lie around the ring; the smallest of them is parent. */
static guint
count_around (const GwPolygon *polygon, gsize index, gssize *parent)
{
  const GwRing *ring = &polygon->rings[index];
  double least = INFINITY;
  guint n = 0;

  *parent = -1;
  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      const GwRing *other = &polygon->rings[i];
      double area = fabs (gw_ring_signed_area (other));
      gsize inside = 0;

      if (i == index || area <= fabs (gw_ring_signed_area (ring)))
        continue;
      for (gsize k = 0; k < ring->n_points; k++)
        if (gw_ring_contains (other, ring->points[k]))
          inside++;
      if (2 * inside <= ring->n_points)
        continue;
      n++;
      if (area < least)
        {
          least = area;
          *parent = (gssize) i;
        }
    }

  return n;
}

/* Splices the hole into the ring at the ring's point nearest to the hole's
 * leftmost one; the way there and back has no width. The hole runs against the
 * ring, so that it is one by the non-zero rule too.
 */
static void
add_bridge (GwRing *ring, const GwRing *hole)
{
  gboolean turn = (gw_ring_signed_area (ring) > 0) == (gw_ring_signed_area (hole) > 0);
  gsize left = 0, near = 0, n = 0;
  double least = INFINITY;
  GwPoint *points;
  GwRing joined;

  for (gsize i = 1; i < hole->n_points; i++)
    if (hole->points[i].x < hole->points[left].x)
      left = i;
  for (gsize i = 0; i < ring->n_points; i++)
    {
      double distance = hypot (ring->points[i].x - hole->points[left].x, ring->points[i].y - hole->points[left].y);

      if (distance < least)
        {
          least = distance;
          near = i;
        }
    }

  points = g_new (GwPoint, ring->n_points + hole->n_points + 2);
  for (gsize i = 0; i <= near; i++)
    points[n++] = ring->points[i];
  for (gsize i = 0; i <= hole->n_points; i++)
    points[n++] = hole->points[(turn ? left + hole->n_points - i : left + i) % hole->n_points];
  for (gsize i = near; i < ring->n_points; i++)
    points[n++] = ring->points[i];

  if (gw_ring_init (&joined, points, n) != GW_STATUS_OK)
    g_error ("Out of memory");
  g_free (points);
  gw_ring_clear (ring);
  *ring = joined;
}

GPtrArray *
gw_outlines_new (const GwPolygon *polygon, gboolean bridge)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func (ring_free);
  g_autofree GwRing **outer = g_new0 (GwRing *, MAX (polygon->n_rings, 1));
  g_autofree gssize *parents = g_new (gssize, MAX (polygon->n_rings, 1));

  for (gsize i = 0; i < polygon->n_rings; i++)
    if (count_around (polygon, i, &parents[i]) % 2 == 0)
      {
        outer[i] = ring_copy (&polygon->rings[i]);
        g_ptr_array_add (outlines, outer[i]);
        parents[i] = -1;
      }
  for (gsize i = 0; bridge && i < polygon->n_rings; i++)
    if (parents[i] >= 0 && outer[parents[i]] != NULL && polygon->rings[i].n_points > 0)
      add_bridge (outer[parents[i]], &polygon->rings[i]);

  return outlines;
}

/* The traced outline with each ring simplified where that leaves a ring. */
static void
simplify (GwPolygon *polygon, double tolerance)
{
  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      GwRing simpler = GW_RING_INIT;

      if (gw_ring_simplify (&polygon->rings[i], tolerance, &simpler) != GW_STATUS_OK)
        continue;
      gw_ring_clear (&polygon->rings[i]);
      polygon->rings[i] = simpler;
    }
}

GPtrArray *
gw_outlines_new_for_mask (const GwMask *mask, gboolean bridge, double tolerance, double *worst)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  GPtrArray *outlines;

  if (worst != NULL)
    *worst = 1;
  if (gw_mask_trace (mask, &polygon) != GW_STATUS_OK)
    return g_ptr_array_new_with_free_func (ring_free);

  if (tolerance > 0)
    {
      GwMask again = GW_MASK_INIT;

      simplify (&polygon, tolerance);
      if (worst != NULL && gw_raster_polygon (&polygon, mask->image_width, mask->image_height, &again) == GW_STATUS_OK)
        *worst = gw_mask_iou (mask, &again);
      gw_mask_clear (&again);
    }
  outlines = gw_outlines_new (&polygon, bridge);
  gw_polygon_clear (&polygon);

  return outlines;
}
