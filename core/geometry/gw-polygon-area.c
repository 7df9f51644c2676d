/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon.h"

#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "gw-geometry-private.h"

/* Of a ring: what is asked again and again while the nesting is found out. */
typedef struct
{
  GwBox bounds;
  double area;
} RingFacts;

static RingFacts
ring_facts (const GwRing *ring)
{
  RingFacts facts = { { 0.0, 0.0, 0.0, 0.0 }, 0.0 };

  if (gw_ring_bounds (ring, &facts.bounds) == GW_STATUS_OK)
    facts.area = fabs (gw_ring_signed_area (ring));
  return facts;
}

/* A point inside of the ring and on none of its corners' rows: half way between
 * the first two crossings of the row half way between its two topmost heights.
 */
static bool
point_inside (const GwRing *ring, GwPoint *inside)
{
  double top = INFINITY, below = INFINITY, first = INFINITY, second = INFINITY;

  for (size_t i = 0; i < ring->n_points; i++)
    top = fmin (top, ring->points[i].y);
  for (size_t i = 0; i < ring->n_points; i++)
    if (ring->points[i].y > top)
      below = fmin (below, ring->points[i].y);
  if (!isfinite (below))
    return false;

  inside->y = top + (below - top) / 2.0;
  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint a = ring->points[i];
      GwPoint b = ring->points[i + 1 < ring->n_points ? i + 1 : 0];
      double x;

      if (!_gw_edge_meets_row (a, b, inside->y))
        continue;
      x = _gw_edge_x_at (a, b, inside->y);
      second = fmin (second, fmax (x, first));
      first = fmin (first, x);
    }
  inside->x = first + (second - first) / 2.0;
  return isfinite (second);
}

/* Only a larger ring can lie around another one; of two equal rings the earlier
 * counts as the outer, so that they cancel.
 */
static bool
may_enclose (const RingFacts *outer, size_t outer_index, const RingFacts *inner, size_t inner_index)
{
  if (outer_index == inner_index || !gw_box_contains_box (&outer->bounds, &inner->bounds))
    return false;
  return outer->area > inner->area || (outer->area == inner->area && outer_index < inner_index);
}

double
gw_polygon_area (const GwPolygon *polygon)
{
  RingFacts *facts = NULL;
  double total = 0.0;

  if (polygon->n_rings == 1)
    return ring_facts (&polygon->rings[0]).area;

  facts = _gw_array_new (polygon->n_rings, sizeof (RingFacts));
  for (size_t i = 0; facts != NULL && i < polygon->n_rings; i++)
    facts[i] = ring_facts (&polygon->rings[i]);

  for (size_t i = 0; i < polygon->n_rings; i++)
    {
      RingFacts inner = facts != NULL ? facts[i] : ring_facts (&polygon->rings[i]);
      GwPoint probe;
      bool hole = false;

      if (inner.area == 0.0 || !point_inside (&polygon->rings[i], &probe))
        continue;
      for (size_t j = 0; j < polygon->n_rings; j++)
        {
          RingFacts outer = facts != NULL ? facts[j] : ring_facts (&polygon->rings[j]);

          if (may_enclose (&outer, j, &inner, i) && gw_ring_contains (&polygon->rings[j], probe))
            hole = !hole;
        }
      total += hole ? -inner.area : inner.area;
    }

  free (facts);
  return total;
}
