/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-arrange-private.h"

#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"

#define MAX_COLUMNS 65536

typedef struct
{
  uint32_t node;
  uint32_t half;
  GwArrangePoint way; /* from the node to the other end */
} Spoke;

/* --- directions around nodes ------------------------------------------------- */

/* 0 right of straight up and down, 1 left of it. */
static int
side_of_way (GwArrangePoint way)
{
  return way.x < 0 || (way.x == 0 && way.y < 0);
}

static int
compare_spokes (const void *one, const void *two)
{
  const Spoke *a = one, *b = two;
  int64_t turn;

  if (a->node != b->node)
    return a->node < b->node ? -1 : 1;
  if (side_of_way (a->way) != side_of_way (b->way))
    return side_of_way (a->way) - side_of_way (b->way);
  turn = (int64_t) a->way.x * b->way.y - (int64_t) a->way.y * b->way.x;
  return turn > 0 ? -1 : turn < 0;
}

static gw_status
sort_spokes (GwArrange *self)
{
  size_t n = self->n_edges * 2;
  Spoke *spokes = _gw_array_new (n, sizeof (Spoke));

  self->spokes = _gw_array_new (n, sizeof (uint32_t));
  self->place = _gw_array_new (n, sizeof (uint32_t));
  self->first_spoke = calloc (self->n_nodes + 1, sizeof (uint32_t));
  if (spokes == NULL || self->spokes == NULL || self->place == NULL || self->first_spoke == NULL)
    {
      free (spokes);
      return GW_STATUS_NO_MEMORY;
    }

  for (size_t i = 0; i < self->n_edges; i++)
    {
      GwArrangePoint a = self->nodes[self->edges[i].a].at, b = self->nodes[self->edges[i].b].at;

      spokes[2 * i] = (Spoke) { self->edges[i].a, (uint32_t) (2 * i), { b.x - a.x, b.y - a.y } };
      spokes[2 * i + 1] = (Spoke) { self->edges[i].b, (uint32_t) (2 * i + 1), { a.x - b.x, a.y - b.y } };
      self->first_spoke[self->edges[i].a + 1]++;
      self->first_spoke[self->edges[i].b + 1]++;
    }
  for (size_t i = 0; i < self->n_nodes; i++)
    self->first_spoke[i + 1] += self->first_spoke[i];
  if (n > 0)
    qsort (spokes, n, sizeof (Spoke), compare_spokes);
  for (size_t i = 0; i < n; i++)
    {
      self->spokes[i] = spokes[i].half;
      self->place[spokes[i].half] = (uint32_t) i;
    }
  free (spokes);
  return GW_STATUS_OK;
}

/* --- looking up ---------------------------------------------------------------- */

static size_t
column_of (const GwArrange *self, int32_t x)
{
  return (size_t) (x / self->column_width);
}

/* Columns so wide that an edge is in four of them in the mean. */
static gw_status
sort_columns (GwArrange *self)
{
  int64_t sum = 0;
  int32_t right = 0;
  size_t total = 0;

  for (size_t i = 0; i < self->n_edges; i++)
    {
      int32_t a = self->nodes[self->edges[i].a].at.x, b = self->nodes[self->edges[i].b].at.x;

      sum += a < b ? b - a : a - b;
      right = a > right ? a : right;
      right = b > right ? b : right;
    }
  self->column_width = right / MAX_COLUMNS + 1;
  if (self->n_edges > 0 && sum / (int64_t) (3 * self->n_edges) + 1 > self->column_width)
    self->column_width = (int32_t) (sum / (int64_t) (3 * self->n_edges)) + 1;
  self->n_columns = column_of (self, right) + 1;
  self->first_in_column = calloc (self->n_columns + 1, sizeof (uint32_t));
  if (self->first_in_column == NULL)
    return GW_STATUS_NO_MEMORY;

  for (int pass = 0; pass < 2; pass++)
    {
      for (size_t i = 0; i < self->n_edges; i++)
        {
          int32_t a = self->nodes[self->edges[i].a].at.x, b = self->nodes[self->edges[i].b].at.x;
          size_t last = column_of (self, a < b ? b : a);

          for (size_t column = column_of (self, a < b ? a : b); column <= last; column++)
            if (pass == 0)
              self->first_in_column[column]++;
            else
              self->column_edges[--self->first_in_column[column]] = (uint32_t) i;
        }
      if (pass == 1)
        continue;
      for (size_t column = 0; column < self->n_columns; column++)
        self->first_in_column[column] = (uint32_t) (total += self->first_in_column[column]);
      self->first_in_column[self->n_columns] = (uint32_t) total;
      self->column_edges = _gw_array_new (total, sizeof (uint32_t));
      if (self->column_edges == NULL)
        return GW_STATUS_NO_MEMORY;
    }
  return GW_STATUS_OK;
}

/* The ends of an edge from left to right. */
static void
get_ends (const GwArrange *self, uint32_t edge, GwArrangePoint *left, GwArrangePoint *right)
{
  GwArrangePoint a = self->nodes[self->edges[edge].a].at, b = self->nodes[self->edges[edge].b].at;

  *left = a.x < b.x ? a : b;
  *right = a.x < b.x ? b : a;
}

/* Whether the edge passes straight above, by the half-open rule: the left end
 * counts, the right does not.
 */
static bool
is_above (const GwArrange *self, uint32_t edge, GwArrangePoint at)
{
  GwArrangePoint left, right;

  get_ends (self, edge, &left, &right);
  return left.x <= at.x && at.x < right.x && _gw_arrange_turn (left, right, at) > 0;
}

/* Of two edges that pass above the same place, whether the second is below. */
static bool
is_lower (const GwArrange *self, uint32_t edge, uint32_t other)
{
  GwArrangePoint left, right, other_left, other_right;
  int64_t turn;

  get_ends (self, edge, &left, &right);
  get_ends (self, other, &other_left, &other_right);
  /* They meet at ends only: the end that both pass tells, else the one at the other side. */
  turn = left.x > other_left.x ? -_gw_arrange_turn (other_left, other_right, left)
                               : _gw_arrange_turn (left, right, other_left);
  if (turn == 0)
    turn = right.x < other_right.x ? -_gw_arrange_turn (other_left, other_right, right)
                                   : _gw_arrange_turn (left, right, other_right);
  return turn > 0;
}

uint32_t
_gw_arrange_look_up (const GwArrange *self, uint32_t node, bool chosen_only)
{
  GwArrangePoint at = self->nodes[node].at;
  size_t column = column_of (self, at.x);
  uint32_t best = GW_ARRANGE_NONE;

  for (uint32_t i = self->first_in_column[column]; i < self->first_in_column[column + 1]; i++)
    {
      uint32_t edge = self->column_edges[i];

      if (chosen_only && !self->chosen[2 * edge] && !self->chosen[2 * edge + 1])
        continue;
      if (is_above (self, edge, at) && (best == GW_ARRANGE_NONE || is_lower (self, best, edge)))
        best = edge;
    }
  if (best == GW_ARRANGE_NONE)
    return best;
  /* Going right one has what is below on the right hand. */
  return self->nodes[self->edges[best].a].at.x < self->nodes[self->edges[best].b].at.x ? 2 * best : 2 * best + 1;
}

/* --- inside --------------------------------------------------------------------- */

static unsigned
flip_of (const GwArrange *self, uint32_t half)
{
  return self->edges[half / 2].owner & (GW_ARRANGE_A | GW_ARRANGE_B);
}

/* Goes around a node. Above its first spoke it is inside of `inside`; each
 * spoke has what follows on its right.
 */
static void
go_around (GwArrange *self, uint32_t node, unsigned inside)
{
  for (uint32_t i = self->first_spoke[node]; i < self->first_spoke[node + 1]; i++)
    {
      inside ^= flip_of (self, self->spokes[i]);
      self->inside[self->spokes[i]] = (uint8_t) inside;
    }
}

/* What is before the first spoke of a node, of which one spoke is known: the
 * half that comes in along it has on its right what is before that spoke.
 */
static unsigned
look_back (const GwArrange *self, uint32_t node, uint32_t half, unsigned before)
{
  unsigned inside = before;

  for (uint32_t i = self->first_spoke[node]; i < self->place[half]; i++)
    inside ^= flip_of (self, self->spokes[i]);
  return inside;
}

/* The first node of a connected part is its topmost; what it lies in is known
 * by the edge above it, which belongs to a part that came earlier. The others
 * follow along the edges.
 */
static gw_status
find_inside (GwArrange *self)
{
  uint32_t *stack = _gw_array_new (self->n_nodes, sizeof (uint32_t));
  bool *seen = calloc (self->n_nodes + 1, sizeof (bool));

  self->inside = calloc (self->n_edges * 2 + 1, sizeof (uint8_t));
  if (stack == NULL || seen == NULL || self->inside == NULL)
    {
      free (stack);
      free (seen);
      return GW_STATUS_NO_MEMORY;
    }

  for (uint32_t first = 0; first < self->n_nodes; first++)
    {
      uint32_t above;
      size_t n = 0;

      if (seen[first] || self->first_spoke[first] == self->first_spoke[first + 1])
        continue;
      above = _gw_arrange_look_up (self, first, false);
      go_around (self, first, above != GW_ARRANGE_NONE ? self->inside[above] : 0);
      seen[first] = true;
      stack[n++] = first;
      while (n > 0)
        {
          uint32_t node = stack[--n];

          for (uint32_t i = self->first_spoke[node]; i < self->first_spoke[node + 1]; i++)
            {
              uint32_t half = self->spokes[i];
              uint32_t other = _gw_arrange_start (self, half ^ 1);

              if (seen[other])
                continue;
              seen[other] = true;
              go_around (self, other, look_back (self, other, half ^ 1, self->inside[half]));
              stack[n++] = other;
            }
        }
    }
  free (stack);
  free (seen);
  return GW_STATUS_OK;
}

gw_status
_gw_arrange_connect (GwArrange *self)
{
  gw_status status = sort_spokes (self);

  self->chosen = calloc (self->n_edges * 2 + 1, sizeof (bool));
  self->next = _gw_array_new (self->n_edges * 2, sizeof (uint32_t));
  self->walk = _gw_array_new (self->n_edges * 2, sizeof (uint32_t));
  if (self->chosen == NULL || self->next == NULL || self->walk == NULL)
    return GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    status = sort_columns (self);
  if (status == GW_STATUS_OK)
    status = find_inside (self);
  return status;
}

/* --- walks ------------------------------------------------------------------------ */

/* Coming in along a spoke one goes on along the first chosen one before it: the
 * region between them, on the right hand, has no other edge. So outlines that
 * touch at a node stay apart.
 */
static void
link_node (GwArrange *self, uint32_t node)
{
  uint32_t first = self->first_spoke[node], end = self->first_spoke[node + 1];
  uint32_t last = GW_ARRANGE_NONE;

  for (uint32_t i = first; i < end; i++)
    if (self->chosen[self->spokes[i]])
      last = self->spokes[i];
  for (uint32_t i = first; i < end; i++)
    {
      uint32_t half = self->spokes[i];

      if (self->chosen[half ^ 1])
        self->next[half ^ 1] = last;
      if (self->chosen[half])
        last = half;
    }
}

void
_gw_arrange_walk (GwArrange *self)
{
  size_t n = self->n_edges * 2;

  for (uint32_t node = 0; node < self->n_nodes; node++)
    link_node (self, node);
  for (size_t i = 0; i < n; i++)
    self->walk[i] = GW_ARRANGE_NONE;
  self->n_walks = 0;
  /* By the first spokes of the nodes: walks in the order of their topmost points. */
  for (size_t i = 0; i < n; i++)
    {
      uint32_t half = self->spokes[i];

      if (!self->chosen[half] || self->walk[half] != GW_ARRANGE_NONE)
        continue;
      for (; self->walk[half] == GW_ARRANGE_NONE; half = self->next[half])
        self->walk[half] = self->n_walks;
      self->n_walks++;
    }
}

gw_status
_gw_arrange_init (GwArrange *self, const GwPolygon *a, const GwPolygon *b, const GwRing *line)
{
  gw_status status;

  *self = (GwArrange) { .unit = 1.0 };
  status = _gw_arrange_cut (self, a, b, line);
  return status == GW_STATUS_OK ? _gw_arrange_connect (self) : status;
}

void
_gw_arrange_clear (GwArrange *self)
{
  free (self->segments);
  free (self->nodes);
  free (self->edges);
  free (self->spokes);
  free (self->first_spoke);
  free (self->place);
  free (self->column_edges);
  free (self->first_in_column);
  free (self->inside);
  free (self->chosen);
  free (self->next);
  free (self->walk);
  *self = (GwArrange) { .unit = 1.0 };
}
