/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-arrange-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"

/* Snap rounding (Hobby, 1999): corners and crossings lie on points of a grid,
 * and an edge is led through each of them whose unit square it passes. What
 * results meets at nodes only, however the outlines lie, so that nothing
 * that is decided afterwards depends on rounding.
 */

/* The larger side is below 2^GRID_BITS units. */
#define GRID_BITS 29
#define MIN_UNIT 0x1p-40

#define MAX_POINTS ((size_t) 1 << 24)
#define MAX_COMPARISONS ((uint64_t) 1 << 28)

/* Cells along a side of the squares that edges and nodes are sorted into. */
#define MAX_CELLS 1024

/* How far, in units, edges are looked for beside a cell; more than a square's side. */
#define CELL_MARGIN 2

/* A place that will be a node. */
typedef struct
{
  GwArrangeNode node;
  bool given; /* a point of an input */
  size_t order;
} Spot;

typedef struct
{
  Spot *spots;
  size_t n;
  size_t capacity;
} Spots;

typedef struct
{
  int32_t size;
  int32_t n; /* along a side */
  uint32_t *items;
  uint32_t *first; /* n * n + 1 */
} Cells;

/* A node on a segment, and how far along. */
typedef struct
{
  int64_t along;
  uint32_t node;
} Stop;

typedef struct
{
  Stop *stops;
  size_t n;
  size_t capacity;
} Stops;

/* --- what is put in --------------------------------------------------------- */

typedef struct
{
  GwPoint low;
  GwPoint high;
  size_t n_points;
} Extent;

static gw_status
extent_add (Extent *self, const GwRing *ring)
{
  if (ring->n_points > MAX_POINTS - self->n_points)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint point = ring->points[i];

      if (!_gw_is_point (point))
        return GW_STATUS_INVALID;
      self->low.x = fmin (self->low.x, point.x);
      self->low.y = fmin (self->low.y, point.y);
      self->high.x = fmax (self->high.x, point.x);
      self->high.y = fmax (self->high.y, point.y);
    }
  self->n_points += ring->n_points;
  return GW_STATUS_OK;
}

static void
choose_grid (GwArrange *self, const Extent *extent)
{
  double side = fmax (extent->high.x - extent->low.x, extent->high.y - extent->low.y);
  int exponent = 0;

  frexp (side, &exponent);
  self->unit = side > 0.0 ? fmax (ldexp (1.0, exponent - GRID_BITS), MIN_UNIT) : 1.0;
  self->origin.x = floor (extent->low.x / self->unit) * self->unit;
  self->origin.y = floor (extent->low.y / self->unit) * self->unit;
}

static GwArrangePoint
to_grid (const GwArrange *self, GwPoint point)
{
  return (GwArrangePoint) { (int32_t) floor ((point.x - self->origin.x) / self->unit + 0.5),
                            (int32_t) floor ((point.y - self->origin.y) / self->unit + 0.5) };
}

static GwPoint
from_grid (const GwArrange *self, GwArrangePoint at)
{
  return (GwPoint) { self->origin.x + at.x * self->unit, self->origin.y + at.y * self->unit };
}

static bool
same_place (GwArrangePoint a, GwArrangePoint b)
{
  return a.x == b.x && a.y == b.y;
}

static gw_status
add_spot (Spots *spots, GwArrangePoint at, GwPoint point, bool given, bool in_line)
{
  gw_status status = _gw_array_grow ((void **) &spots->spots, &spots->capacity, spots->n, sizeof (Spot));

  if (status == GW_STATUS_OK && spots->n >= MAX_POINTS)
    status = GW_STATUS_TOO_LARGE;
  if (status == GW_STATUS_OK)
    {
      spots->spots[spots->n] = (Spot) { { at, point, in_line }, given, spots->n };
      spots->n++;
    }
  return status;
}

static bool
is_in_line (GwArrangePoint before, GwArrangePoint at, GwArrangePoint after)
{
  return !same_place (before, at) && !same_place (at, after) && _gw_arrange_turn (before, at, after) == 0
         && (int64_t) (at.x - before.x) * (after.x - at.x) + (int64_t) (at.y - before.y) * (after.y - at.y) > 0;
}

/* The array of segments has room. */
static gw_status
add_points (GwArrange *self, Spots *spots, const GwRing *ring, unsigned owner)
{
  size_t n = ring->n_points;
  bool closed = owner != GW_ARRANGE_CUT;
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; i < n && status == GW_STATUS_OK; i++)
    {
      GwArrangePoint before = to_grid (self, ring->points[i > 0 ? i - 1 : n - 1]);
      GwArrangePoint at = to_grid (self, ring->points[i]);
      GwArrangePoint after = to_grid (self, ring->points[i + 1 < n ? i + 1 : 0]);

      status = add_spot (spots, at, ring->points[i], true, closed && is_in_line (before, at, after));
      if (!same_place (at, after) && (closed || i + 1 < n))
        self->segments[self->n_segments++] = (GwArrangeSegment) { at, after, owner };
    }
  return status;
}

static gw_status
put_in (GwArrange *self, Spots *spots, const GwPolygon *a, const GwPolygon *b, const GwRing *line)
{
  Extent extent = { { INFINITY, INFINITY }, { -INFINITY, -INFINITY }, 0 };
  const GwPolygon *polygons[2] = { a, b };
  gw_status status = GW_STATUS_OK;

  for (int k = 0; k < 2; k++)
    for (size_t i = 0; polygons[k] != NULL && i < polygons[k]->n_rings && status == GW_STATUS_OK; i++)
      status = extent_add (&extent, &polygons[k]->rings[i]);
  if (line != NULL && status == GW_STATUS_OK)
    status = extent_add (&extent, line);
  if (status != GW_STATUS_OK || extent.n_points == 0)
    return status;

  choose_grid (self, &extent);
  self->segments = _gw_array_new (extent.n_points, sizeof (GwArrangeSegment));
  if (self->segments == NULL)
    return GW_STATUS_NO_MEMORY;
  for (int k = 0; k < 2; k++)
    for (size_t i = 0; polygons[k] != NULL && i < polygons[k]->n_rings && status == GW_STATUS_OK; i++)
      status = add_points (self, spots, &polygons[k]->rings[i], k == 0 ? GW_ARRANGE_A : GW_ARRANGE_B);
  if (line != NULL && status == GW_STATUS_OK)
    status = add_points (self, spots, line, GW_ARRANGE_CUT);
  return status;
}

/* --- cells --------------------------------------------------------------------- */

static gw_status
cells_init (Cells *self, size_t n_items)
{
  double side = floor (sqrt ((double) n_items));

  self->n = side < 1.0 ? 1 : side > MAX_CELLS ? MAX_CELLS : (int32_t) side;
  self->size = (int32_t) (((int64_t) 1 << GRID_BITS) / self->n) + 1;
  self->items = NULL;
  self->first = calloc ((size_t) self->n * (size_t) self->n + 1, sizeof (uint32_t));
  return self->first != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
}

static void
cells_clear (Cells *self)
{
  free (self->items);
  free (self->first);
}

static int32_t
cells_index (const Cells *self, double value)
{
  double index = floor (value / self->size);

  return index < 0.0 ? 0 : index >= self->n ? self->n - 1 : (int32_t) index;
}

/* The cells of a row near which a segment passes: *first to *last. */
static void
cells_find (const Cells *self, const GwArrangeSegment *segment, int32_t row, int32_t *first, int32_t *last)
{
  double ax = segment->a.x, ay = segment->a.y, bx = segment->b.x, by = segment->b.y;
  double left = fmin (ax, bx), right = fmax (ax, bx);

  if (ay != by)
    {
      double top = ((double) row * self->size - CELL_MARGIN - ay) / (by - ay);
      double bottom = (((double) row + 1.0) * self->size + CELL_MARGIN - ay) / (by - ay);
      double x0 = ax + fmin (fmax (top, 0.0), 1.0) * (bx - ax);
      double x1 = ax + fmin (fmax (bottom, 0.0), 1.0) * (bx - ax);

      left = fmin (x0, x1);
      right = fmax (x0, x1);
    }
  *first = cells_index (self, left - CELL_MARGIN);
  *last = cells_index (self, right + CELL_MARGIN);
}

static void
cells_rows (const Cells *self, const GwArrangeSegment *segment, int32_t *first, int32_t *last)
{
  int32_t top = segment->a.y < segment->b.y ? segment->a.y : segment->b.y;
  int32_t bottom = segment->a.y < segment->b.y ? segment->b.y : segment->a.y;

  *first = cells_index (self, (double) top - CELL_MARGIN);
  *last = cells_index (self, (double) bottom + CELL_MARGIN);
}

/* Counts become the places where each cell ends; the items then go in from
 * behind.
 */
static gw_status
cells_make_room (Cells *self)
{
  size_t n = (size_t) self->n * (size_t) self->n;
  uint64_t total = 0;

  for (size_t i = 0; i < n; i++)
    {
      total += self->first[i];
      if (total > UINT32_MAX)
        return GW_STATUS_TOO_LARGE;
      self->first[i] = (uint32_t) total;
    }
  self->first[n] = (uint32_t) total;
  self->items = _gw_array_new ((size_t) total, sizeof (uint32_t));
  return self->items != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
}

static gw_status
cells_add_segments (Cells *self, const GwArrangeSegment *segments, size_t n_segments)
{
  for (int pass = 0; pass < 2; pass++)
    {
      for (size_t i = n_segments; i-- > 0;)
        {
          int32_t top, bottom, first, last;

          cells_rows (self, &segments[i], &top, &bottom);
          for (int32_t row = top; row <= bottom; row++)
            {
              cells_find (self, &segments[i], row, &first, &last);
              for (size_t cell = (size_t) row * (size_t) self->n + (size_t) first;
                   cell <= (size_t) row * (size_t) self->n + (size_t) last; cell++)
                if (pass == 0)
                  self->first[cell]++;
                else
                  self->items[--self->first[cell]] = (uint32_t) i;
            }
        }
      if (pass == 0)
        {
          gw_status status = cells_make_room (self);

          if (status != GW_STATUS_OK)
            return status;
        }
    }
  return GW_STATUS_OK;
}

static size_t
cells_at (const Cells *self, GwArrangePoint at)
{
  return (size_t) cells_index (self, at.y) * (size_t) self->n + (size_t) cells_index (self, at.x);
}

static gw_status
cells_add_nodes (Cells *self, const GwArrangeNode *nodes, size_t n_nodes)
{
  gw_status status;

  for (size_t i = 0; i < n_nodes; i++)
    self->first[cells_at (self, nodes[i].at)]++;
  status = cells_make_room (self);
  if (status == GW_STATUS_OK)
    for (size_t i = n_nodes; i-- > 0;)
      self->items[--self->first[cells_at (self, nodes[i].at)]] = (uint32_t) i;
  return status;
}

/* --- crossings ------------------------------------------------------------------- */

static bool
bounds_meet (const GwArrangeSegment *p, const GwArrangeSegment *q)
{
  return (p->a.x < p->b.x ? p->b.x : p->a.x) >= (q->a.x < q->b.x ? q->a.x : q->b.x)
         && (q->a.x < q->b.x ? q->b.x : q->a.x) >= (p->a.x < p->b.x ? p->a.x : p->b.x)
         && (p->a.y < p->b.y ? p->b.y : p->a.y) >= (q->a.y < q->b.y ? q->a.y : q->b.y)
         && (q->a.y < q->b.y ? q->b.y : q->a.y) >= (p->a.y < p->b.y ? p->a.y : p->b.y);
}

static bool
are_apart (int64_t one, int64_t two)
{
  return (one < 0 && two > 0) || (one > 0 && two < 0);
}

/* The whole numbers that a coordinate may be rounded to: two where it lies so
 * near to the middle that its rounding is not certain. One node too many does no
 * harm, one that is missing would.
 */
static int
round_both_ways (double value, int32_t rounded[2])
{
  double whole = floor (value);
  double rest = value - whole;

  rounded[0] = (int32_t) whole + (rest >= 0.5 ? 1 : 0);
  rounded[1] = (int32_t) whole + (rest >= 0.5 ? 0 : 1);
  return fabs (rest - 0.5) < 0x1p-16 ? 2 : 1;
}

/* Where the insides of two segments cross, as far as that is in the cell. */
static gw_status
cross (const GwArrange *self, Spots *spots, const Cells *cells, size_t cell, const GwArrangeSegment *p,
       const GwArrangeSegment *q)
{
  int64_t before, after;
  int32_t xs[2], ys[2];
  double share, x, y;
  int n_xs, n_ys;
  gw_status status = GW_STATUS_OK;

  if (!bounds_meet (p, q) || !are_apart (_gw_arrange_turn (p->a, p->b, q->a), _gw_arrange_turn (p->a, p->b, q->b)))
    return GW_STATUS_OK;
  before = _gw_arrange_turn (q->a, q->b, p->a);
  after = _gw_arrange_turn (q->a, q->b, p->b);
  if (!are_apart (before, after))
    return GW_STATUS_OK;

  share = (double) before / ((double) before - (double) after);
  x = p->a.x + share * ((double) p->b.x - p->a.x);
  y = p->a.y + share * ((double) p->b.y - p->a.y);
  if ((size_t) cells_index (cells, y) * (size_t) cells->n + (size_t) cells_index (cells, x) != cell)
    return GW_STATUS_OK;
  n_xs = round_both_ways (x, xs);
  n_ys = round_both_ways (y, ys);
  for (int i = 0; i < n_xs; i++)
    for (int k = 0; k < n_ys && status == GW_STATUS_OK; k++)
      {
        GwArrangePoint at = { xs[i], ys[k] };

        status = add_spot (spots, at, from_grid (self, at), false, false);
      }
  return status;
}

static gw_status
find_crossings (const GwArrange *self, Spots *spots)
{
  Cells cells;
  size_t n_cells;
  uint64_t comparisons = 0;
  gw_status status = cells_init (&cells, self->n_segments);

  if (status == GW_STATUS_OK)
    status = cells_add_segments (&cells, self->segments, self->n_segments);
  n_cells = (size_t) cells.n * (size_t) cells.n;
  for (size_t cell = 0; cell < n_cells && status == GW_STATUS_OK; cell++)
    {
      uint64_t n = cells.first[cell + 1] - cells.first[cell];

      comparisons += n * n / 2;
      if (comparisons > MAX_COMPARISONS)
        status = GW_STATUS_TOO_LARGE;
    }
  for (size_t cell = 0; cell < n_cells && status == GW_STATUS_OK; cell++)
    for (uint32_t i = cells.first[cell]; i < cells.first[cell + 1] && status == GW_STATUS_OK; i++)
      for (uint32_t k = i + 1; k < cells.first[cell + 1] && status == GW_STATUS_OK; k++)
        status = cross (self, spots, &cells, cell, &self->segments[cells.items[i]], &self->segments[cells.items[k]]);
  cells_clear (&cells);
  return status;
}

/* --- nodes ------------------------------------------------------------------------- */

static int
compare_spots (const void *one, const void *two)
{
  const Spot *a = one, *b = two;

  if (a->node.at.y != b->node.at.y)
    return a->node.at.y < b->node.at.y ? -1 : 1;
  if (a->node.at.x != b->node.at.x)
    return a->node.at.x < b->node.at.x ? -1 : 1;
  if (a->given != b->given)
    return a->given ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static gw_status
make_nodes (GwArrange *self, Spots *spots)
{
  qsort (spots->spots, spots->n, sizeof (Spot), compare_spots);
  self->nodes = _gw_array_new (spots->n, sizeof (GwArrangeNode));
  if (self->nodes == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < spots->n; i++)
    {
      const GwArrangeNode *node = &spots->spots[i].node;

      if (self->n_nodes > 0 && same_place (self->nodes[self->n_nodes - 1].at, node->at))
        self->nodes[self->n_nodes - 1].in_line |= node->in_line;
      else
        self->nodes[self->n_nodes++] = *node;
    }
  return GW_STATUS_OK;
}

/* --- edges -------------------------------------------------------------------------- */

/* Whether the segment passes the unit square around a node. Of the square's
 * sides the left and the upper belong to it, so that each place is in one. All
 * numbers are doubled, which makes the corners whole.
 */
static bool
passes (const GwArrangeSegment *segment, GwArrangePoint node)
{
  GwArrangePoint a = segment->a.x <= segment->b.x ? segment->a : segment->b;
  GwArrangePoint b = segment->a.x <= segment->b.x ? segment->b : segment->a;
  int32_t left = 2 * node.x - 1, right = 2 * node.x + 1, top = 2 * node.y - 1, bottom = 2 * node.y + 1;
  int64_t left_top, right_top, left_bottom, right_bottom;
  bool falls;

  a = (GwArrangePoint) { 2 * a.x, 2 * a.y };
  b = (GwArrangePoint) { 2 * b.x, 2 * b.y };
  falls = a.y < b.y;
  if (a.x > right || b.x < left || (falls ? a.y : b.y) > bottom || (falls ? b.y : a.y) < top)
    return false;
  if (a.x == b.x || a.y == b.y)
    return true;

  left_top = _gw_arrange_turn (a, b, (GwArrangePoint) { left, top });
  right_top = _gw_arrange_turn (a, b, (GwArrangePoint) { right, top });
  left_bottom = _gw_arrange_turn (a, b, (GwArrangePoint) { left, bottom });
  right_bottom = _gw_arrange_turn (a, b, (GwArrangePoint) { right, bottom });
  if (left_top == 0)
    return true;
  /* The other corners are outside: there the way must go on through the square. */
  if (right_bottom == 0)
    return falls;
  if (right_top == 0 || left_bottom == 0)
    return !falls;
  return !((left_top > 0) == (right_top > 0) && (left_top > 0) == (left_bottom > 0)
           && (left_top > 0) == (right_bottom > 0));
}

static int
compare_stops (const void *one, const void *two)
{
  const Stop *a = one, *b = two;

  if (a->along != b->along)
    return a->along < b->along ? -1 : 1;
  return a->node < b->node ? -1 : a->node > b->node;
}

static gw_status
find_stops (const GwArrange *self, const Cells *cells, const GwArrangeSegment *segment, Stops *stops,
            uint64_t *comparisons)
{
  int64_t dx = segment->b.x - segment->a.x, dy = segment->b.y - segment->a.y;
  int32_t top, bottom, first, last;
  gw_status status = GW_STATUS_OK;

  stops->n = 0;
  cells_rows (cells, segment, &top, &bottom);
  for (int32_t row = top; row <= bottom && status == GW_STATUS_OK; row++)
    {
      size_t from = (size_t) row * (size_t) cells->n, to = from;

      cells_find (cells, segment, row, &first, &last);
      from = cells->first[from + (size_t) first];
      to = cells->first[to + (size_t) last + 1];
      *comparisons += to - from;
      for (size_t i = from; i < to && status == GW_STATUS_OK; i++)
        {
          uint32_t node = cells->items[i];
          GwArrangePoint at = self->nodes[node].at;

          if (!passes (segment, at))
            continue;
          status = _gw_array_grow ((void **) &stops->stops, &stops->capacity, stops->n, sizeof (Stop));
          if (status == GW_STATUS_OK)
            stops->stops[stops->n++] = (Stop) { (at.x - segment->a.x) * dx + (at.y - segment->a.y) * dy, node };
        }
    }
  if (status == GW_STATUS_OK)
    qsort (stops->stops, stops->n, sizeof (Stop), compare_stops);
  return *comparisons > MAX_COMPARISONS ? GW_STATUS_TOO_LARGE : status;
}

static int
compare_edges (const void *one, const void *two)
{
  const GwArrangeEdge *e = one, *f = two;

  if (e->a != f->a)
    return e->a < f->a ? -1 : 1;
  if (e->b != f->b)
    return e->b < f->b ? -1 : 1;
  return e->source < f->source ? -1 : e->source > f->source;
}

/* Equal edges become one; what an even number of them owns, encloses nothing. */
static void
join_equal_edges (GwArrange *self)
{
  size_t n_kept = 0;

  if (self->n_edges > 0)
    qsort (self->edges, self->n_edges, sizeof (GwArrangeEdge), compare_edges);
  for (size_t i = 0; i < self->n_edges;)
    {
      GwArrangeEdge edge = self->edges[i];

      for (i++; i < self->n_edges && self->edges[i].a == edge.a && self->edges[i].b == edge.b; i++)
        {
          unsigned owner = self->edges[i].owner;

          edge.owner = ((edge.owner ^ owner) & ~GW_ARRANGE_CUT) | ((edge.owner | owner) & GW_ARRANGE_CUT);
        }
      if (edge.owner != 0)
        self->edges[n_kept++] = edge;
    }
  self->n_edges = n_kept;
}

static gw_status
make_edges (GwArrange *self)
{
  Stops stops = { NULL, 0, 0 };
  Cells cells;
  size_t capacity = 0;
  uint64_t comparisons = 0;
  gw_status status = cells_init (&cells, self->n_nodes);

  if (status == GW_STATUS_OK)
    status = cells_add_nodes (&cells, self->nodes, self->n_nodes);
  for (size_t i = 0; i < self->n_segments && status == GW_STATUS_OK; i++)
    {
      status = find_stops (self, &cells, &self->segments[i], &stops, &comparisons);
      for (size_t k = 1; k < stops.n && status == GW_STATUS_OK; k++)
        {
          uint32_t a = stops.stops[k - 1].node, b = stops.stops[k].node;

          status = _gw_array_grow ((void **) &self->edges, &capacity, self->n_edges, sizeof (GwArrangeEdge));
          if (status == GW_STATUS_OK && self->n_edges >= MAX_POINTS * 4)
            status = GW_STATUS_TOO_LARGE;
          if (status == GW_STATUS_OK)
            self->edges[self->n_edges++] = (GwArrangeEdge) { a < b ? a : b, a < b ? b : a, self->segments[i].owner,
                                                             (uint32_t) i };
        }
    }
  cells_clear (&cells);
  free (stops.stops);
  if (status == GW_STATUS_OK)
    join_equal_edges (self);
  return status;
}

gw_status
_gw_arrange_cut (GwArrange *self, const GwPolygon *a, const GwPolygon *b, const GwRing *line)
{
  Spots spots = { NULL, 0, 0 };
  gw_status status = put_in (self, &spots, a, b, line);

  if (status == GW_STATUS_OK && self->n_segments > 0)
    {
      status = find_crossings (self, &spots);
      if (status == GW_STATUS_OK)
        status = make_nodes (self, &spots);
      if (status == GW_STATUS_OK)
        status = make_edges (self);
    }
  free (spots.spots);
  return status;
}
