/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"

#define MAX_DISTANCES ((uint64_t) 1 << 30)

/* Points first ... last of a run in which both ends are kept. */
typedef struct
{
  size_t first;
  size_t last;
} Section;

typedef struct
{
  const GwPoint *points;
  size_t n_points; /* index n_points is the first point again */
  double tolerance;
  uint8_t *kept;
  Section *sections;
  size_t n_sections;
  size_t capacity;
  uint64_t distances;
  gw_status status;
} Simplifier;

static GwPoint
point_at (const Simplifier *simplifier, size_t index)
{
  return simplifier->points[index < simplifier->n_points ? index : index - simplifier->n_points];
}

static double
square_distance_to_edge (GwPoint a, GwPoint b, GwPoint point)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double share = square > 0.0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / square : 0.0;

  share = share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
  dx = point.x - (a.x + share * dx);
  dy = point.y - (a.y + share * dy);
  return dx * dx + dy * dy;
}

/* The point of the section farthest from the line between its ends; its
 * squared distance is returned, -1 when there is none between.
 */
static double
farthest (Simplifier *simplifier, const Section *section, size_t *index)
{
  GwPoint a = point_at (simplifier, section->first);
  GwPoint b = point_at (simplifier, section->last);
  double most = -1.0;

  for (size_t i = section->first + 1; i < section->last; i++)
    {
      double square = square_distance_to_edge (a, b, point_at (simplifier, i));

      if (square > most)
        {
          most = square;
          *index = i;
        }
    }
  simplifier->distances += section->last - section->first;
  if (simplifier->distances > MAX_DISTANCES)
    simplifier->status = GW_STATUS_TOO_LARGE;
  return most;
}

static void
push (Simplifier *simplifier, size_t first, size_t last)
{
  void *sections = simplifier->sections;

  if (simplifier->status == GW_STATUS_OK)
    simplifier->status = _gw_array_grow (&sections, &simplifier->capacity, simplifier->n_sections, sizeof (Section));
  simplifier->sections = sections;
  if (simplifier->status == GW_STATUS_OK)
    simplifier->sections[simplifier->n_sections++] = (Section) { first, last };
}

/* Keeps what must be kept between two kept points. An own stack: the depth may
 * be that of the number of points.
 */
static void
keep_between (Simplifier *simplifier, size_t first, size_t last)
{
  push (simplifier, first, last);
  while (simplifier->status == GW_STATUS_OK && simplifier->n_sections > 0)
    {
      Section section = simplifier->sections[--simplifier->n_sections];
      size_t index = 0;

      if (farthest (simplifier, &section, &index) <= simplifier->tolerance * simplifier->tolerance)
        continue;
      simplifier->kept[index] = 1;
      push (simplifier, section.first, index);
      push (simplifier, index, section.last);
    }
}

static size_t
count_kept (const Simplifier *simplifier)
{
  size_t n = 0;

  for (size_t i = 0; i < simplifier->n_points; i++)
    n += simplifier->kept[i];
  return n;
}

/* A ring must not shrink to a line: keeps the point farthest from it. */
static void
keep_third (Simplifier *simplifier, size_t second)
{
  Section halves[2] = { { 0, second }, { second, simplifier->n_points } };
  size_t index[2] = { 0, 0 };
  double most[2];

  if (simplifier->status != GW_STATUS_OK || count_kept (simplifier) > 2)
    return;
  for (int i = 0; i < 2; i++)
    most[i] = farthest (simplifier, &halves[i], &index[i]);
  simplifier->kept[most[1] > most[0] ? index[1] : index[0]] = 1;
}

static gw_status
take_kept (const Simplifier *simplifier, GwRing *simplified)
{
  size_t n = count_kept (simplifier);
  GwPoint *points = _gw_array_new (n, sizeof (GwPoint));

  if (points == NULL)
    return GW_STATUS_NO_MEMORY;

  *simplified = (GwRing) { points, n };
  for (size_t i = 0; i < simplifier->n_points; i++)
    if (simplifier->kept[i])
      *points++ = simplifier->points[i];
  return GW_STATUS_OK;
}

static gw_status
simplifier_init (Simplifier *simplifier, const GwRing *ring, double tolerance)
{
  *simplifier = (Simplifier) { ring->points, ring->n_points, tolerance, NULL, NULL, 0, 0, 0, GW_STATUS_OK };
  simplifier->kept = _gw_array_new (ring->n_points, 1);
  if (simplifier->kept == NULL)
    return GW_STATUS_NO_MEMORY;
  memset (simplifier->kept, 0, ring->n_points);
  return GW_STATUS_OK;
}

static gw_status
simplifier_finish (Simplifier *simplifier, GwRing *simplified)
{
  gw_status status = simplifier->status;

  if (status == GW_STATUS_OK)
    status = take_kept (simplifier, simplified);
  free (simplifier->kept);
  free (simplifier->sections);
  return status;
}

gw_status
gw_ring_simplify (const GwRing *ring, double tolerance, GwRing *simplified)
{
  Simplifier simplifier;
  Section whole = { 0, ring->n_points };
  size_t second = 0;
  gw_status status;

  if (!gw_ring_is_valid (ring) || !_gw_is_size (tolerance))
    return GW_STATUS_INVALID;
  status = simplifier_init (&simplifier, ring, tolerance);
  if (status != GW_STATUS_OK)
    return status;

  /* A ring has no ends: it is cut at its first point and at the one farthest from that. */
  farthest (&simplifier, &whole, &second);
  simplifier.kept[0] = 1;
  simplifier.kept[second] = 1;
  keep_between (&simplifier, 0, second);
  keep_between (&simplifier, second, ring->n_points);
  keep_third (&simplifier, second);
  return simplifier_finish (&simplifier, simplified);
}

gw_status
gw_line_simplify (const GwRing *line, double tolerance, GwRing *simplified)
{
  Simplifier simplifier;
  gw_status status;

  if (line->n_points < 2 || !_gw_is_size (tolerance))
    return GW_STATUS_INVALID;
  for (size_t i = 0; i < line->n_points; i++)
    if (!_gw_is_point (line->points[i]))
      return GW_STATUS_INVALID;

  status = simplifier_init (&simplifier, line, tolerance);
  if (status != GW_STATUS_OK)
    return status;
  simplifier.kept[0] = 1;
  simplifier.kept[line->n_points - 1] = 1;
  keep_between (&simplifier, 0, line->n_points - 1);
  return simplifier_finish (&simplifier, simplified);
}
