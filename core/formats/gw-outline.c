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

/* What a ring is asked by each other one. */
typedef struct
{
  double area;
  GwBox bounds;
} Extent;

static Extent *
measure_rings (const GwPolygon *polygon)
{
  Extent *extents = g_new0 (Extent, MAX (polygon->n_rings, 1));

  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      extents[i].area = fabs (gw_ring_signed_area (&polygon->rings[i]));
      gw_ring_bounds (&polygon->rings[i], &extents[i].bounds);
    }
  return extents;
}

static gboolean
are_apart (const GwBox *a, const GwBox *b)
{
  return a->x > b->x + b->width || b->x > a->x + a->width || a->y > b->y + b->height || b->y > a->y + a->height;
}

/* Whether more than half of the ring's points lie in the other. */
static gboolean
lies_in (const GwRing *ring, const GwRing *other)
{
  gsize n_inside = 0, half = ring->n_points / 2;

  for (gsize i = 0; i < ring->n_points && n_inside <= half && i - n_inside < ring->n_points - half; i++)
    if (gw_ring_contains (other, ring->points[i]))
      n_inside++;
  return n_inside > half;
}

/* How many other rings lie around the ring; the smallest of them is parent. */
static guint
count_around (const GwPolygon *polygon, const Extent *extents, gsize index, gssize *parent)
{
  double least = INFINITY;
  guint n = 0;

  *parent = -1;
  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      if (extents[i].area <= extents[index].area || are_apart (&extents[i].bounds, &extents[index].bounds)
          || !lies_in (&polygon->rings[index], &polygon->rings[i]))
        continue;
      n++;
      if (extents[i].area < least)
        {
          least = extents[i].area;
          *parent = (gssize) i;
        }
    }

  return n;
}

/* Splices another ring into the ring at the ring's point nearest to the other's
 * leftmost one; the way there and back has no width. A hole runs against the
 * ring, so that it is one by the non-zero rule too, and a part with it.
 */
static void
add_bridge (GwRing *ring, const GwRing *hole, gboolean is_hole)
{
  gboolean turn = ((gw_ring_signed_area (ring) > 0) == (gw_ring_signed_area (hole) > 0)) == is_hole;
  gsize left = 0, near = 0, n = 0;
  double least = INFINITY;
  GwPoint *points;
  GwRing joined;

  for (gsize i = 1; i < hole->n_points; i++)
    if (hole->points[i].x < hole->points[left].x)
      left = i;
  for (gsize i = 0; i < ring->n_points; i++)
    {
      double dx = ring->points[i].x - hole->points[left].x, dy = ring->points[i].y - hole->points[left].y;
      double distance = dx * dx + dy * dy;

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
  g_autofree Extent *extents = measure_rings (polygon);

  for (gsize i = 0; i < polygon->n_rings; i++)
    if (count_around (polygon, extents, i, &parents[i]) % 2 == 0)
      {
        outer[i] = ring_copy (&polygon->rings[i]);
        g_ptr_array_add (outlines, outer[i]);
        parents[i] = -1;
      }
  for (gsize i = 0; bridge && i < polygon->n_rings; i++)
    if (parents[i] >= 0 && outer[parents[i]] != NULL && polygon->rings[i].n_points > 0)
      add_bridge (outer[parents[i]], &polygon->rings[i], TRUE);

  return outlines;
}

void
gw_outlines_join (GPtrArray *outlines)
{
  for (guint i = 1; i < outlines->len; i++)
    add_bridge (g_ptr_array_index (outlines, 0), g_ptr_array_index (outlines, i), FALSE);
  if (outlines->len > 1)
    g_ptr_array_set_size (outlines, 1);
}

/* Of two rings on the pixels of an image; 1 where they cannot be compared. */
static double
find_agreement (const GwRing *ring, const GwRing *simpler, const GwMask *image)
{
  const GwPolygon polygons[] = { { (GwRing *) ring, 1 }, { (GwRing *) simpler, 1 } };
  GwMask masks[] = { GW_MASK_INIT, GW_MASK_INIT };
  double agreement = 1;

  if (gw_raster_polygon (&polygons[0], image->image_width, image->image_height, &masks[0]) == GW_STATUS_OK
      && gw_raster_polygon (&polygons[1], image->image_width, image->image_height, &masks[1]) == GW_STATUS_OK)
    agreement = gw_mask_iou (&masks[0], &masks[1]);
  gw_mask_clear (&masks[0]);
  gw_mask_clear (&masks[1]);

  return agreement;
}

void
gw_outline_free (GwRing *outline)
{
  ring_free (outline);
}

GwRing *
gw_outline_new_for_part (const GwMask *part, guint64 most)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  GwRing *outline = NULL;
  guint64 n_points = 0;
  gsize outer = 0;

  if (gw_mask_trace (part, &polygon) != GW_STATUS_OK)
    return NULL;
  for (gsize i = 0; i < polygon.n_rings; i++)
    {
      n_points += polygon.rings[i].n_points;
      if (fabs (gw_ring_signed_area (&polygon.rings[i])) > fabs (gw_ring_signed_area (&polygon.rings[outer])))
        outer = i;
    }
  if (polygon.n_rings > 0 && polygon.n_rings * n_points <= most)
    outline = ring_copy (&polygon.rings[outer]);
  for (gsize i = 0; outline != NULL && i < polygon.n_rings; i++)
    if (i != outer)
      add_bridge (outline, &polygon.rings[i], TRUE);
  gw_polygon_clear (&polygon);

  return outline;
}

/* The traced outline with each ring simplified where that leaves a ring. */
static void
simplify (GwPolygon *polygon, const GwMask *mask, double tolerance, GArray *agreements)
{
  for (gsize i = 0; i < polygon->n_rings; i++)
    {
      GwRing *ring = &polygon->rings[i];
      GwRing simpler = GW_RING_INIT;
      double agreement = 1;

      if (tolerance > 0 && gw_ring_simplify (ring, tolerance, &simpler) == GW_STATUS_OK)
        {
          if (agreements != NULL && simpler.n_points < ring->n_points)
            agreement = find_agreement (ring, &simpler, mask);
          gw_ring_clear (ring);
          *ring = simpler;
        }
      if (agreements != NULL)
        g_array_append_val (agreements, agreement);
    }
}

GPtrArray *
gw_outlines_new_for_mask (const GwMask *mask, gboolean bridge, double tolerance, GArray *agreements)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  GPtrArray *outlines;

  if (gw_mask_trace (mask, &polygon) != GW_STATUS_OK)
    return g_ptr_array_new_with_free_func (ring_free);

  simplify (&polygon, mask, tolerance, agreements);
  outlines = gw_outlines_new (&polygon, bridge);
  gw_polygon_clear (&polygon);

  return outlines;
}
