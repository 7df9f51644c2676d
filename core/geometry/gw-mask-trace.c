/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask.h"

#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"
#include "gw-polygon.h"

#define MAX_CORNERS ((size_t) 1 << 26)

/* A corner of an outline: one horizontal and one vertical edge end at it. */
typedef struct
{
  int32_t x;
  int32_t y;
  uint32_t beside; /* the other end of the horizontal edge */
  uint32_t across; /* the other end of the vertical edge */
  bool outer;      /* whether the pixel right of and below a corner that starts a vertical edge is set */
  bool taken;      /* whether it is in a ring already */
} Corner;

/* A place where a row changes between clear and set; its vertical edge began
 * at the corner.
 */
typedef struct
{
  int32_t x;
  uint32_t corner;
} Change;

typedef struct
{
  Change *changes;
  size_t n_changes;
  size_t capacity;
} Row;

typedef struct
{
  Row above;
  Row below;
  Corner *corners;
  size_t n_corners;
  size_t capacity;
  int64_t y;      /* the line between the rows */
  bool half_edge; /* whether the last corner waits for its horizontal neighbour */
  gw_status status;
} Tracer;

static uint32_t
add_corner (Tracer *tracer, int32_t x)
{
  void *corners = tracer->corners;
  size_t index = tracer->n_corners;

  if (tracer->status == GW_STATUS_OK && index >= MAX_CORNERS)
    tracer->status = GW_STATUS_TOO_LARGE;
  if (tracer->status == GW_STATUS_OK)
    tracer->status = _gw_array_grow (&corners, &tracer->capacity, index, sizeof (Corner));
  tracer->corners = corners;
  if (tracer->status != GW_STATUS_OK)
    return 0;

  tracer->corners[index] = (Corner) { x, (int32_t) tracer->y, 0, 0, false, false };
  if (tracer->half_edge)
    {
      tracer->corners[index].beside = (uint32_t) index - 1;
      tracer->corners[index - 1].beside = (uint32_t) index;
    }
  tracer->half_edge = !tracer->half_edge;
  tracer->n_corners++;
  return (uint32_t) index;
}

/* The vertical edge of a change above ends on this line. */
static void
end_edge (Tracer *tracer, const Change *change)
{
  uint32_t corner = add_corner (tracer, change->x);

  if (tracer->status != GW_STATUS_OK)
    return;
  tracer->corners[corner].across = change->corner;
  tracer->corners[change->corner].across = corner;
}

/* The vertical edge of a change below starts on this line. */
static void
start_edge (Tracer *tracer, Change *change, bool to_set)
{
  change->corner = add_corner (tracer, change->x);
  if (tracer->status == GW_STATUS_OK)
    tracer->corners[change->corner].outer = to_set;
}

/* Both rows change at one place. The same way: the edge goes on. In opposite
 * ways four pixels meet like a checkerboard: two corners, joined to left and
 * right so that the set pixels stay apart.
 */
static void
meet_edges (Tracer *tracer, const Change *above, bool above_to_set, Change *below, bool below_to_set)
{
  if (above_to_set == below_to_set)
    below->corner = above->corner;
  else if (above_to_set)
    {
      start_edge (tracer, below, below_to_set);
      end_edge (tracer, above);
    }
  else
    {
      end_edge (tracer, above);
      start_edge (tracer, below, below_to_set);
    }
}

static void
trace_line (Tracer *tracer)
{
  size_t i = 0, k = 0;

  while (tracer->status == GW_STATUS_OK && (i < tracer->above.n_changes || k < tracer->below.n_changes))
    {
      Change *above = i < tracer->above.n_changes ? &tracer->above.changes[i] : NULL;
      Change *below = k < tracer->below.n_changes ? &tracer->below.changes[k] : NULL;

      if (below == NULL || (above != NULL && above->x < below->x))
        {
          end_edge (tracer, above);
          i++;
        }
      else if (above == NULL || below->x < above->x)
        {
          start_edge (tracer, below, k % 2 == 0);
          k++;
        }
      else
        {
          meet_edges (tracer, above, i % 2 == 0, below, k % 2 == 0);
          i++;
          k++;
        }
    }
}

/* Handles the line above the row now in below, and moves on to the next line. */
static void
next_line (Tracer *tracer)
{
  Row spare = tracer->above;

  trace_line (tracer);
  tracer->above = tracer->below;
  tracer->below = spare;
  tracer->below.n_changes = 0;
  tracer->y++;
}

static void
add_change (Tracer *tracer, int64_t x)
{
  void *changes = tracer->below.changes;

  if (tracer->status == GW_STATUS_OK)
    tracer->status = _gw_array_grow (&changes, &tracer->below.capacity, tracer->below.n_changes, sizeof (Change));
  tracer->below.changes = changes;
  if (tracer->status == GW_STATUS_OK)
    tracer->below.changes[tracer->below.n_changes++] = (Change) { (int32_t) x, 0 };
}

static void
find_corners (Tracer *tracer, const GwMask *mask)
{
  GwSpanReader reader = { mask, 0, 0, 0 };
  GwSpan span;
  GwRowPiece piece;

  while (tracer->status == GW_STATUS_OK && _gw_span_reader_next (&reader, &span))
    while (tracer->status == GW_STATUS_OK && _gw_span_take_row (&span, (uint32_t) mask->image_width, &piece))
      {
        while (tracer->y < piece.row && tracer->status == GW_STATUS_OK)
          next_line (tracer);
        add_change (tracer, piece.from);
        add_change (tracer, piece.to);
      }
  next_line (tracer);
  next_line (tracer);
}

static size_t
ring_length (const Corner *corners, uint32_t first)
{
  uint32_t at = first;
  size_t n = 0;

  do
    {
      at = corners[corners[at].beside].across;
      n += 2;
    }
  while (at != first);
  return n;
}

/* The ring through a corner that is its topmost, then leftmost one: to the
 * right first for an outer ring, downwards first for a hole.
 */
static gw_status
take_ring (Corner *corners, uint32_t first, GwRing *ring)
{
  size_t n = ring_length (corners, first);
  bool sideways = corners[first].outer;
  uint32_t at = first;

  ring->points = _gw_array_new (n, sizeof (GwPoint));
  if (ring->points == NULL)
    return GW_STATUS_NO_MEMORY;

  ring->n_points = n;
  for (size_t i = 0; i < n; i++)
    {
      ring->points[i] = (GwPoint) { corners[at].x, corners[at].y };
      corners[at].taken = true;
      at = sideways ? corners[at].beside : corners[at].across;
      sideways = !sideways;
    }
  return GW_STATUS_OK;
}

static gw_status
take_rings (Tracer *tracer, GwPolygon *polygon)
{
  size_t capacity = 0;
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; i < tracer->n_corners && status == GW_STATUS_OK; i++)
    {
      void *rings = polygon->rings;

      if (tracer->corners[i].taken)
        continue;
      status = _gw_array_grow (&rings, &capacity, polygon->n_rings, sizeof (GwRing));
      polygon->rings = rings;
      if (status == GW_STATUS_OK)
        status = take_ring (tracer->corners, (uint32_t) i, &polygon->rings[polygon->n_rings]);
      if (status == GW_STATUS_OK)
        polygon->n_rings++;
    }
  return status;
}

gw_status
gw_mask_trace (const GwMask *mask, GwPolygon *polygon)
{
  Tracer tracer;
  GwPolygon traced = GW_POLYGON_INIT;
  gw_status status;

  memset (&tracer, 0, sizeof tracer);
  tracer.y = mask->y;
  find_corners (&tracer, mask);
  status = tracer.status;
  if (status == GW_STATUS_OK)
    status = take_rings (&tracer, &traced);

  free (tracer.above.changes);
  free (tracer.below.changes);
  free (tracer.corners);
  if (status != GW_STATUS_OK)
    gw_polygon_clear (&traced);
  else
    *polygon = traced;
  return status;
}
