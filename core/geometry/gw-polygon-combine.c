/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon-combine.h"

#include <stdlib.h>

#include "gw-arrange-private.h"
#include "gw-geometry-private.h"
#include "gw-polygon.h"

/* An outline that was found. */
typedef struct
{
  GwRing ring;
  uint32_t walk;
  uint32_t top; /* the topmost, then leftmost node, which is its first point */
} Outline;

typedef struct
{
  Outline *outlines;
  size_t n;
  size_t capacity;

  /* While a walk is taken apart: the halves of it that are open, and where in
   * them each node is, plus one.
   */
  uint32_t *open;
  uint32_t *at;
} Outlines;

/* --- what is chosen ----------------------------------------------------------- */

static bool
is_inside (unsigned inside, GwPolygonOperation operation)
{
  bool a = (inside & GW_ARRANGE_A) != 0, b = (inside & GW_ARRANGE_B) != 0;

  switch (operation)
    {
    case GW_POLYGON_UNION:
      return a || b;
    case GW_POLYGON_INTERSECTION:
      return a && b;
    case GW_POLYGON_DIFFERENCE:
      return a && !b;
    case GW_POLYGON_XOR:
    default:
      return a != b;
    }
}

static void
choose_outline (GwArrange *arrange, GwPolygonOperation operation)
{
  for (size_t i = 0; i < arrange->n_edges; i++)
    {
      bool right = is_inside (arrange->inside[2 * i], operation);
      bool left = is_inside (arrange->inside[2 * i + 1], operation);

      arrange->chosen[2 * i] = right && !left;
      arrange->chosen[2 * i + 1] = left && !right;
    }
}

/* The line's edges that run inside of the polygon, both ways. */
static void
choose_cuts (GwArrange *arrange)
{
  for (size_t i = 0; i < arrange->n_edges; i++)
    if (arrange->edges[i].owner == GW_ARRANGE_CUT && (arrange->inside[2 * i] & GW_ARRANGE_A) != 0)
      arrange->chosen[2 * i] = arrange->chosen[2 * i + 1] = true;
}

/* An edge with the same walk on both sides parts nothing: an end of the line that
 * hangs free, or a way to a hole.
 */
static void
leave_out_bridges (GwArrange *arrange)
{
  for (size_t i = 0; i < arrange->n_edges; i++)
    if (arrange->chosen[2 * i] && arrange->chosen[2 * i + 1] && arrange->walk[2 * i] == arrange->walk[2 * i + 1])
      arrange->chosen[2 * i] = arrange->chosen[2 * i + 1] = false;
}

/* --- outlines ------------------------------------------------------------------ */

/* Keeps the halves that begin at a corner, in place; returns how many. First what
 * is of one edge that was cut here becomes one again: led over the grid, it may have turns of a
 * unit. Then points go that have come to lie in line.
 */
static size_t
keep_corners (const GwArrange *arrange, uint32_t *halves, size_t n)
{
  uint32_t last = n > 0 ? halves[n - 1] : 0;
  size_t n_kept = 0, n_corners = 0;
  GwArrangePoint before;

  for (size_t i = 0; i < n; i++)
    {
      uint32_t half = halves[i];

      if (arrange->edges[half / 2].source != arrange->edges[last / 2].source)
        halves[n_kept++] = half;
      last = half;
    }
  if (n_kept < 3)
    return 0;

  before = arrange->nodes[_gw_arrange_start (arrange, halves[n_kept - 1])].at;
  last = _gw_arrange_start (arrange, halves[0]);
  for (size_t i = 0; i < n_kept; i++)
    {
      const GwArrangeNode *node = &arrange->nodes[_gw_arrange_start (arrange, halves[i])];
      uint32_t after = i + 1 < n_kept ? _gw_arrange_start (arrange, halves[i + 1]) : last;

      if (node->in_line || _gw_arrange_turn (before, node->at, arrange->nodes[after].at) != 0)
        halves[n_corners++] = halves[i];
      before = node->at;
    }
  return n_corners;
}

/* Changes halves. */
static gw_status
add_outline (const GwArrange *arrange, Outlines *self, uint32_t *halves, size_t n, uint32_t walk)
{
  size_t n_points = keep_corners (arrange, halves, n);
  GwPoint *points = NULL;
  size_t first = 0;
  gw_status status;

  if (n_points < 3)
    return GW_STATUS_OK;
  for (size_t i = 1; i < n_points; i++)
    if (_gw_arrange_start (arrange, halves[i]) < _gw_arrange_start (arrange, halves[first]))
      first = i;

  points = _gw_array_new (n_points, sizeof (GwPoint));
  status = points != NULL ? _gw_array_grow ((void **) &self->outlines, &self->capacity, self->n, sizeof (Outline))
                          : GW_STATUS_NO_MEMORY;
  if (status != GW_STATUS_OK)
    {
      free (points);
      return status;
    }
  for (size_t i = 0; i < n_points; i++)
    points[i] = arrange->nodes[_gw_arrange_start (arrange, halves[(first + i) % n_points])].point;
  self->outlines[self->n++] = (Outline) { { points, n_points }, walk, _gw_arrange_start (arrange, halves[first]) };
  return GW_STATUS_OK;
}

/* Takes the walk apart where it comes to a node again, so that no ring touches
 * itself: a hole that touches the outline around it is a ring of its own.
 */
static gw_status
take_apart (const GwArrange *arrange, Outlines *self, uint32_t start)
{
  uint32_t walk = arrange->walk[start], half = start;
  size_t n = 0;
  gw_status status = GW_STATUS_OK;

  do
    {
      uint32_t node = _gw_arrange_start (arrange, half);

      if (self->at[node] != 0)
        {
          size_t from = self->at[node] - 1;

          for (size_t i = from; i < n; i++)
            self->at[_gw_arrange_start (arrange, self->open[i])] = 0;
          status = add_outline (arrange, self, self->open + from, n - from, walk);
          n = from;
        }
      self->open[n++] = half;
      self->at[node] = (uint32_t) n;
      half = arrange->next[half];
    }
  while (half != start && status == GW_STATUS_OK);
  for (size_t i = 0; i < n; i++)
    self->at[_gw_arrange_start (arrange, self->open[i])] = 0;
  return status == GW_STATUS_OK ? add_outline (arrange, self, self->open, n, walk) : status;
}

static int
compare_outlines (const void *one, const void *two)
{
  const Outline *a = one, *b = two;

  if (a->top != b->top)
    return a->top < b->top ? -1 : 1;
  return a->walk < b->walk ? -1 : a->walk > b->walk;
}

/* The outlines of all walks, in the order of their topmost points. */
static gw_status
find_outlines (const GwArrange *arrange, Outlines *self)
{
  uint32_t n_walks = 0;
  gw_status status = GW_STATUS_OK;

  *self = (Outlines) { .open = _gw_array_new (arrange->n_edges * 2, sizeof (uint32_t)),
                       .at = calloc (arrange->n_nodes + 1, sizeof (uint32_t)) };
  if (self->open == NULL || self->at == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < arrange->n_edges * 2 && status == GW_STATUS_OK; i++)
    if (arrange->chosen[arrange->spokes[i]] && arrange->walk[arrange->spokes[i]] == n_walks)
      {
        n_walks++;
        status = take_apart (arrange, self, arrange->spokes[i]);
      }
  if (status == GW_STATUS_OK && self->n > 0)
    qsort (self->outlines, self->n, sizeof (Outline), compare_outlines);
  return status;
}

static void
outlines_clear (Outlines *self)
{
  for (size_t i = 0; i < self->n; i++)
    gw_ring_clear (&self->outlines[i].ring);
  free (self->outlines);
  free (self->open);
  free (self->at);
}

/* Makes a polygon of all outlines; their points go over to it. */
static gw_status
take_outlines (Outlines *outlines, GwPolygon *polygon)
{
  *polygon = (GwPolygon) GW_POLYGON_INIT;
  if (outlines->n == 0)
    return GW_STATUS_OK;
  polygon->rings = _gw_array_new (outlines->n, sizeof (GwRing));
  if (polygon->rings == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < outlines->n; i++)
    polygon->rings[polygon->n_rings++] = outlines->outlines[i].ring;
  outlines->n = 0;
  return GW_STATUS_OK;
}

gw_status
gw_polygon_combine (const GwPolygon *a, const GwPolygon *b, GwPolygonOperation operation, GwPolygon *result)
{
  GwArrange arrange;
  Outlines outlines = { 0 };
  GwPolygon combined = GW_POLYGON_INIT;
  gw_status status = _gw_arrange_init (&arrange, a, b, NULL);

  if (status == GW_STATUS_OK)
    {
      choose_outline (&arrange, operation);
      _gw_arrange_walk (&arrange);
      status = find_outlines (&arrange, &outlines);
    }
  if (status == GW_STATUS_OK)
    status = take_outlines (&outlines, &combined);
  if (status == GW_STATUS_OK)
    *result = combined;
  outlines_clear (&outlines);
  _gw_arrange_clear (&arrange);
  return status;
}

/* --- parts ----------------------------------------------------------------------- */

/* Whether a walk goes around what it bounds from inside, as a hole: then what it
 * bounds is above its topmost node, behind the last spoke there.
 */
static bool
is_hole (const GwArrange *arrange, uint32_t start)
{
  uint32_t node = _gw_arrange_start (arrange, start);
  uint32_t i = arrange->first_spoke[node + 1];

  while (i-- > arrange->first_spoke[node])
    {
      uint32_t half = arrange->spokes[i];

      if (arrange->chosen[half] || arrange->chosen[half ^ 1])
        return arrange->chosen[half] && arrange->walk[half] == arrange->walk[start];
    }
  return false;
}

/* The number of the part that each walk bounds; parts are in the order of their
 * topmost points. Returns how many there are. part_of has room for all walks.
 */
static uint32_t
find_parts (const GwArrange *arrange, uint32_t *part_of)
{
  uint32_t n_walks = 0, n_parts = 0;

  for (size_t i = 0; i < arrange->n_edges * 2; i++)
    {
      uint32_t half = arrange->spokes[i], above;

      if (!arrange->chosen[half] || arrange->walk[half] != n_walks)
        continue;
      if (is_hole (arrange, half))
        {
          above = _gw_arrange_look_up (arrange, _gw_arrange_start (arrange, half), true);
          part_of[n_walks] = part_of[arrange->walk[above]];
        }
      else
        part_of[n_walks] = n_parts++;
      n_walks++;
    }
  return n_parts;
}

static gw_status
make_parts (const GwArrange *arrange, const uint32_t *part_of, uint32_t n_parts, GwPolygon **parts, size_t *n_made)
{
  Outlines outlines;
  size_t *n_rings = calloc ((size_t) n_parts + 1, sizeof (size_t));
  GwPolygon *made = calloc ((size_t) n_parts + 1, sizeof (GwPolygon));
  gw_status status = find_outlines (arrange, &outlines);

  if (n_rings == NULL || made == NULL)
    status = GW_STATUS_NO_MEMORY;
  *n_made = 0;
  for (size_t i = 0; i < outlines.n && status == GW_STATUS_OK; i++)
    n_rings[part_of[outlines.outlines[i].walk]]++;
  for (uint32_t part = 0; part < n_parts && status == GW_STATUS_OK; part++)
    if (n_rings[part] > 0) /* nothing is left of what is thinner than the grid */
      {
        made[*n_made].rings = _gw_array_new (n_rings[part], sizeof (GwRing));
        if (made[*n_made].rings == NULL)
          status = GW_STATUS_NO_MEMORY;
        n_rings[part] = (*n_made)++;
      }
  for (size_t i = 0; i < outlines.n && status == GW_STATUS_OK; i++)
    {
      GwPolygon *polygon = &made[n_rings[part_of[outlines.outlines[i].walk]]];

      polygon->rings[polygon->n_rings++] = outlines.outlines[i].ring;
      outlines.outlines[i].ring = (GwRing) GW_RING_INIT;
    }
  outlines_clear (&outlines);
  free (n_rings);
  if (status == GW_STATUS_OK)
    *parts = made;
  else if (made != NULL)
    gw_polygon_list_free (made, *n_made);
  return status;
}

/* The parts of a polygon, cut along a line when there is one: then there must be
 * more than without.
 */
static gw_status
part_polygon (const GwPolygon *polygon, const GwRing *line, GwPolygon **parts, size_t *n_parts)
{
  GwArrange arrange;
  uint32_t *part_of = NULL;
  uint32_t n = 0, n_before = 0;
  size_t n_made = 0;
  gw_status status = _gw_arrange_init (&arrange, polygon, NULL, line);

  if (status == GW_STATUS_OK)
    {
      part_of = _gw_array_new (arrange.n_edges * 2, sizeof (uint32_t));
      status = part_of != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
    }
  if (status == GW_STATUS_OK)
    {
      choose_outline (&arrange, GW_POLYGON_UNION);
      _gw_arrange_walk (&arrange);
      n = n_before = find_parts (&arrange, part_of);
    }
  if (status == GW_STATUS_OK && line != NULL)
    {
      choose_cuts (&arrange);
      _gw_arrange_walk (&arrange);
      leave_out_bridges (&arrange);
      _gw_arrange_walk (&arrange);
      n = find_parts (&arrange, part_of);
      status = n > n_before ? GW_STATUS_OK : GW_STATUS_UNDEFINED;
    }
  if (status == GW_STATUS_OK)
    status = make_parts (&arrange, part_of, n, parts, &n_made);
  if (status == GW_STATUS_OK)
    *n_parts = n_made;
  free (part_of);
  _gw_arrange_clear (&arrange);
  return status;
}

gw_status
gw_polygon_slice (const GwPolygon *polygon, const GwRing *line, GwPolygon **parts, size_t *n_parts)
{
  return part_polygon (polygon, line, parts, n_parts);
}

gw_status
gw_polygon_split_parts (const GwPolygon *polygon, GwPolygon **parts, size_t *n_parts)
{
  return part_polygon (polygon, NULL, parts, n_parts);
}

void
gw_polygon_list_free (GwPolygon *polygons, size_t n_polygons)
{
  for (size_t i = 0; i < n_polygons; i++)
    gw_polygon_clear (&polygons[i]);
  free (polygons);
}
