/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-live-wire.h"

#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-geometry-private.h"
#include "gw-live-wire-private.h"
#include "gw-run-private.h"

/* Pixels between two questions whether to go on. */
#define GW_WIRE_STEP 4096

/* Points within this of their line are left out of a path. On a bend that leaves
 * out is always on the same side, so half a pixel would be seen in small objects.
 */
#define GW_WIRE_TOLERANCE 0.3

/* As far as a point of a path may lie from the centre of its pixel. */
#define GW_WIRE_SHIFT 0.5

typedef struct
{
  uint32_t *nodes;
  size_t n_nodes;
  size_t capacity;
} Bucket;

/* What paths can reach: a rectangle of the picture. Each of its pixels has a node
 * whose number is its place in rows of 1 << shift nodes.
 */
typedef struct
{
  int32_t x, y;
  int32_t width, height;
  unsigned shift;
  uint32_t node_steps[GW_WIRE_N_LINKS];  /* from a node to that of a neighbour, modulo 2^32 */
  ptrdiff_t code_steps[GW_WIRE_N_LINKS]; /* the same in the edge map */
} Window;

/* A pixel of the last path, and how many paths went through it as the last did,
 * one after the other.
 */
typedef struct
{
  uint32_t node;
  unsigned n_paths;
} Trail;

struct _GwLiveWire
{
  GwEdgeMap map;
  double edge_sensitivity;
  GwWireCosts costs;

  int32_t seed_x, seed_y; /* -1 without a seed */
  int32_t reach;
  Window window;

  /* Of each node that was reached, 1 + what its path costs, times 8, plus the link
   * it came by; 0 of the others, whose memory is never touched. NULL until a path
   * is asked for.
   */
  uint32_t *reached;
  /* Nodes by their cost modulo the number of buckets, some of them several times:
   * what counts is the cost that stands in reached. Nodes are taken out bucket by
   * bucket, so what is known of those below a cost never depends on where a
   * search stopped.
   */
  Bucket buckets[GW_WIRE_N_BUCKETS];
  size_t n_waiting;
  uint32_t cost; /* of the bucket that is being emptied */

  Trail *trail; /* from the seed on; counts never rise along it */
  size_t n_trail;
  size_t trail_capacity;
};

static void
forget_search (GwLiveWire *self)
{
  free (self->reached);
  self->reached = NULL;
  for (unsigned i = 0; i < GW_WIRE_N_BUCKETS; i++)
    self->buckets[i].n_nodes = 0;
  self->n_waiting = 0;
  self->cost = 0;
  self->n_trail = 0;
}

GwLiveWire *
gw_live_wire_new (const GwPixels *pixels, double edge_sensitivity)
{
  GwLiveWire *self;

  if (gw_pixels_validate (pixels) != GW_STATUS_OK || !(edge_sensitivity >= 0.0 && edge_sensitivity <= 1.0))
    return NULL;
  self = GW_NEW0 (GwLiveWire, 1);
  if (self == NULL)
    return NULL;
  if (_gw_edge_map_init (&self->map, pixels) != GW_STATUS_OK)
    {
      free (self);
      return NULL;
    }
  self->edge_sensitivity = edge_sensitivity;
  self->seed_x = self->seed_y = -1;
  _gw_wire_costs_init (&self->costs, edge_sensitivity);

  return self;
}

void
gw_live_wire_free (GwLiveWire *self)
{
  if (self == NULL)
    return;
  forget_search (self);
  for (unsigned i = 0; i < GW_WIRE_N_BUCKETS; i++)
    free (self->buckets[i].nodes);
  free (self->trail);
  _gw_edge_map_clear (&self->map);
  free (self);
}

void
gw_live_wire_set_edge_sensitivity (GwLiveWire *self, double edge_sensitivity)
{
  edge_sensitivity = edge_sensitivity >= 0.0 ? (edge_sensitivity <= 1.0 ? edge_sensitivity : 1.0) : 0.0;
  if (edge_sensitivity == self->edge_sensitivity)
    return;
  self->edge_sensitivity = edge_sensitivity;
  _gw_wire_costs_init (&self->costs, edge_sensitivity);
  forget_search (self);
}

gw_status
gw_live_wire_prepare (GwLiveWire *self, int32_t x, int32_t y, int32_t width, int32_t height, const GwRun *run)
{
  return _gw_edge_map_prepare (&self->map, x, y, width, height, run);
}

static bool
is_in_picture (const GwLiveWire *self, int32_t x, int32_t y)
{
  return x >= 0 && y >= 0 && x < self->map.pixels.width && y < self->map.pixels.height;
}

gw_status
gw_live_wire_set_seed (GwLiveWire *self, int32_t x, int32_t y, int32_t reach)
{
  Window *window = &self->window;
  int32_t right, bottom;

  if (!is_in_picture (self, x, y) || reach < 1)
    return GW_STATUS_INVALID;
  reach = reach < GW_LIVE_WIRE_MAX_REACH ? reach : GW_LIVE_WIRE_MAX_REACH;
  forget_search (self);
  self->seed_x = x;
  self->seed_y = y;
  self->reach = reach;

  right = x + reach < self->map.pixels.width ? x + reach : self->map.pixels.width - 1;
  bottom = y + reach < self->map.pixels.height ? y + reach : self->map.pixels.height - 1;
  window->x = x > reach ? x - reach : 0;
  window->y = y > reach ? y - reach : 0;
  window->width = right + 1 - window->x;
  window->height = bottom + 1 - window->y;
  for (window->shift = 0; 1 << window->shift < window->width; window->shift++)
    ;
  for (unsigned link = 0; link < GW_WIRE_N_LINKS; link++)
    {
      window->node_steps[link] = ((uint32_t) _gw_wire_dy[link] << window->shift) + (uint32_t) _gw_wire_dx[link];
      window->code_steps[link] = _gw_wire_dy[link] * (ptrdiff_t) self->map.pixels.width + _gw_wire_dx[link];
    }

  return GW_STATUS_OK;
}

static uint32_t
node_at (const Window *window, int32_t x, int32_t y)
{
  return (uint32_t) (y - window->y) << window->shift | (uint32_t) (x - window->x);
}

static int32_t
node_x (const Window *window, uint32_t node)
{
  return window->x + (int32_t) (node & (((uint32_t) 1 << window->shift) - 1));
}

static int32_t
node_y (const Window *window, uint32_t node)
{
  return window->y + (int32_t) (node >> window->shift);
}

static gw_status
push (GwLiveWire *self, uint32_t node, uint32_t cost)
{
  Bucket *bucket = &self->buckets[cost % GW_WIRE_N_BUCKETS];

  if (bucket->n_nodes == bucket->capacity)
    {
      void *nodes = bucket->nodes;
      gw_status status = _gw_array_grow (&nodes, &bucket->capacity, bucket->n_nodes, sizeof *bucket->nodes);

      bucket->nodes = nodes;
      if (status != GW_STATUS_OK)
        return status;
    }
  bucket->nodes[bucket->n_nodes++] = node;
  self->n_waiting++;

  return GW_STATUS_OK;
}

/* The seed's own node waits first. */
static gw_status
begin_search (GwLiveWire *self)
{
  uint32_t seed = node_at (&self->window, self->seed_x, self->seed_y);
  gw_status status = _gw_edge_map_make (&self->map, self->seed_x, self->seed_y);

  if (status != GW_STATUS_OK)
    return status;
  self->reached = GW_NEW0 (uint32_t, (size_t) self->window.height << self->window.shift);
  if (self->reached == NULL)
    return GW_STATUS_NO_MEMORY;
  self->reached[seed] = 1 << 3;

  return push (self, seed, 0);
}

/* The links, as bits, that do not lead out of the window. */
static unsigned
open_links (const Window *window, int32_t x, int32_t y)
{
  unsigned open = 0xff;

  open &= x > window->x ? 0xff : ~(1u << 3 | 1u << 4 | 1u << 5);
  open &= x < window->x + window->width - 1 ? 0xff : ~(1u << 7 | 1u << 0 | 1u << 1);
  open &= y > window->y ? 0xff : ~(1u << 5 | 1u << 6 | 1u << 7);
  open &= y < window->y + window->height - 1 ? 0xff : ~(1u << 1 | 1u << 2 | 1u << 3);

  return open;
}

/* Goes on from a node of which the cheapest path is known. */
static gw_status
expand (GwLiveWire *self, uint32_t node)
{
  const Window *window = &self->window;
  int32_t x = node_x (window, node), y = node_y (window, node);
  const uint16_t *code = self->map.codes + (size_t) y * (size_t) self->map.pixels.width + (size_t) x;
  unsigned open = open_links (window, x, y);

  for (unsigned link = 0; link < GW_WIRE_N_LINKS; link++)
    {
      uint32_t next = node + window->node_steps[link], cost;
      const uint16_t *to = code + window->code_steps[link];
      gw_status status = GW_STATUS_OK;

      if ((open >> link & 1) == 0)
        continue;
      if (*to == 0)
        status = _gw_edge_map_make (&self->map, x + _gw_wire_dx[link], y + _gw_wire_dy[link]);
      if (status != GW_STATUS_OK)
        return status;
      /* Most neighbours were reached at less than it costs to be here. */
      if (self->reached[next] != 0 && self->reached[next] >> 3 <= self->cost + 1)
        continue;
      cost = self->cost + _gw_wire_cost (&self->costs, link, *code, *to);
      if (self->reached[next] != 0 && self->reached[next] >> 3 <= cost + 1)
        continue;
      self->reached[next] = (cost + 1) << 3 | link;
      status = push (self, next, cost);
      if (status != GW_STATUS_OK)
        return status;
    }

  return GW_STATUS_OK;
}

/* Searches until the cheapest path to a node is known. */
static gw_status
search (GwLiveWire *self, uint32_t target, const GwRun *run)
{
  size_t n_nodes = (size_t) self->window.width * (size_t) self->window.height;
  size_t n_taken = 0;

  while (self->n_waiting > 0)
    {
      Bucket *bucket = &self->buckets[self->cost % GW_WIRE_N_BUCKETS];
      uint32_t node;
      gw_status status;

      if (bucket->n_nodes == 0)
        {
          if (self->reached[target] != 0 && self->reached[target] >> 3 <= self->cost + 1)
            return GW_STATUS_OK;
          self->cost++;
          continue;
        }
      if (++n_taken % GW_WIRE_STEP == 0 && !_gw_run_step (run, n_taken < n_nodes ? (double) n_taken / n_nodes : 1.0))
        return GW_STATUS_CANCELLED;
      node = bucket->nodes[--bucket->n_nodes];
      self->n_waiting--;
      if (self->reached[node] >> 3 != self->cost + 1)
        continue;
      status = expand (self, node);
      if (status != GW_STATUS_OK)
        return status;
    }

  return GW_STATUS_OK;
}

/* The node before one on its path. */
static uint32_t
node_before (const GwLiveWire *self, uint32_t node)
{
  return node - self->window.node_steps[self->reached[node] & 7];
}

/* Makes the path to a node the trail. */
static gw_status
follow (GwLiveWire *self, uint32_t target)
{
  uint32_t seed = node_at (&self->window, self->seed_x, self->seed_y);
  size_t n = 1, n_before = self->n_trail;
  size_t i;

  for (uint32_t node = target; node != seed; node = node_before (self, node))
    n++;
  if (n > self->trail_capacity)
    {
      Trail *trail = realloc (self->trail, 2 * n * sizeof *trail);

      if (trail == NULL)
        return GW_STATUS_NO_MEMORY;
      self->trail = trail;
      self->trail_capacity = 2 * n;
    }

  /* Two paths part once and never meet again: from the end on all are new, up to
   * the first that is not. */
  i = n;
  for (uint32_t node = target; i > n_before || (i > 0 && self->trail[i - 1].node != node); i--)
    {
      self->trail[i - 1] = (Trail) { node, 1 };
      node = node != seed ? node_before (self, node) : node;
    }
  while (i-- > 0)
    self->trail[i].n_paths += self->trail[i].n_paths < UINT32_MAX;
  self->n_trail = n;

  return GW_STATUS_OK;
}

static GwPoint
centre (int32_t x, int32_t y)
{
  return (GwPoint) { x + 0.5, y + 0.5 };
}

static int
strength_at (const GwLiveWire *self, int32_t x, int32_t y)
{
  const GwEdgeMap *map = &self->map;

  return is_in_picture (self, x, y)
             ? GW_EDGE_STRENGTH (map->codes[(size_t) y * (size_t) map->pixels.width + (size_t) x])
             : 0;
}

/* Where the edge through a pixel of the trail runs: at the top of a parabola
 * through the gradients of the pixel and of those before and behind it, across the edge.
 */
static GwPoint
refine (const GwLiveWire *self, int32_t x, int32_t y)
{
  const GwEdgeMap *map = &self->map;
  uint16_t code = map->codes[(size_t) y * (size_t) map->pixels.width + (size_t) x];
  unsigned direction = GW_EDGE_DIRECTION (code);
  GwPoint point = centre (x, y);
  unsigned link;
  int before, here, after, bend;
  double shift;

  if (direction == GW_EDGE_NO_DIRECTION)
    return point;
  /* The nearest of the eight. */
  link = (direction - 1 + GW_EDGE_N_DIRECTIONS / 16) * 8 / GW_EDGE_N_DIRECTIONS % 8;
  before = strength_at (self, x - _gw_wire_dx[link], y - _gw_wire_dy[link]);
  here = (int) GW_EDGE_STRENGTH (code);
  after = strength_at (self, x + _gw_wire_dx[link], y + _gw_wire_dy[link]);
  bend = 2 * here - before - after;
  if (bend <= 0)
    return point;
  shift = 0.5 * (after - before) / bend;
  shift = shift < -GW_WIRE_SHIFT ? -GW_WIRE_SHIFT : shift > GW_WIRE_SHIFT ? GW_WIRE_SHIFT : shift;

  return (GwPoint) { point.x + shift * _gw_wire_dx[link], point.y + shift * _gw_wire_dy[link] };
}

/* In the outermost pixels of the picture the line runs along its border: objects that it
 * cuts off go on to there.
 */
static GwPoint
reach_border (const GwLiveWire *self, int32_t x, int32_t y, GwPoint point)
{
  const GwPixels *pixels = &self->map.pixels;

  if (x == 0 || x == pixels->width - 1)
    point.x = x == 0 ? 0 : pixels->width;
  if (y == 0 || y == pixels->height - 1)
    point.y = y == 0 ? 0 : pixels->height;

  return point;
}

/* The trail as a line, and on to a pixel beyond its end. */
static gw_status
draw (const GwLiveWire *self, int32_t x, int32_t y, GwRing *path)
{
  GwRing line = GW_RING_INIT;
  uint32_t last = self->trail[self->n_trail - 1].node;
  gw_status status;

  line.points = GW_NEW (GwPoint, self->n_trail + 1);
  if (line.points == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < self->n_trail; i++)
    {
      const int32_t at_x = node_x (&self->window, self->trail[i].node);
      const int32_t at_y = node_y (&self->window, self->trail[i].node);
      const bool is_end = i == 0 || i + 1 == self->n_trail;

      line.points[line.n_points++] = reach_border (self, at_x, at_y,
                                                   is_end ? centre (at_x, at_y) : refine (self, at_x, at_y));
    }
  if (node_x (&self->window, last) != x || node_y (&self->window, last) != y)
    line.points[line.n_points++] = reach_border (self, x, y, centre (x, y));

  if (line.n_points < 2)
    {
      *path = line;
      return GW_STATUS_OK;
    }
  status = gw_line_simplify (&line, GW_WIRE_TOLERANCE, path);
  gw_ring_clear (&line);

  return status;
}

static int32_t
clamp (int32_t value, int32_t first, int32_t size)
{
  return value < first ? first : value >= first + size ? first + size - 1 : value;
}

gw_status
gw_live_wire_path (GwLiveWire *self, int32_t x, int32_t y, GwRing *path, const GwRun *run)
{
  const Window *window = &self->window;
  gw_status status = GW_STATUS_OK;
  uint32_t target;

  if (self->seed_x < 0)
    return GW_STATUS_INVALID;
  x = clamp (x, 0, self->map.pixels.width);
  y = clamp (y, 0, self->map.pixels.height);
  target = node_at (window, clamp (x, window->x, window->width), clamp (y, window->y, window->height));

  if (!_gw_run_step (run, 0.0))
    return GW_STATUS_CANCELLED;
  if (self->reached == NULL)
    status = begin_search (self);
  if (status == GW_STATUS_OK)
    status = search (self, target, run);
  if (status == GW_STATUS_OK)
    status = follow (self, target);
  if (status == GW_STATUS_OK)
    status = draw (self, x, y, path);
  /* A search that lacked memory for one of its nodes cannot be gone on with. */
  if (status == GW_STATUS_NO_MEMORY)
    forget_search (self);

  return status;
}

bool
gw_live_wire_cooled (const GwLiveWire *self, unsigned n_paths, int32_t *x, int32_t *y)
{
  size_t n = 0;

  while (n < self->n_trail && self->trail[n].n_paths >= n_paths)
    n++;
  if (n_paths == 0 || n < 2)
    return false;
  *x = node_x (&self->window, self->trail[n - 1].node);
  *y = node_y (&self->window, self->trail[n - 1].node);

  return true;
}

void
gw_live_wire_snap (GwLiveWire *self, int32_t *x, int32_t *y, int32_t radius)
{
  GwEdgeMap *map = &self->map;
  unsigned strongest = 0;
  int64_t nearest = 0;
  int32_t best_x = *x, best_y = *y;

  if (!is_in_picture (self, *x, *y))
    return;
  radius = radius < 0 ? 0 : radius < GW_LIVE_WIRE_TILE ? radius : GW_LIVE_WIRE_TILE;
  for (int32_t dy = -radius; dy <= radius; dy++)
    for (int32_t dx = -radius; dx <= radius; dx++)
      {
        int64_t square = (int64_t) dx * dx + (int64_t) dy * dy;
        const uint16_t *code;

        if (square > (int64_t) radius * radius || !is_in_picture (self, *x + dx, *y + dy))
          continue;
        code = map->codes + (size_t) (*y + dy) * (size_t) map->pixels.width + (size_t) (*x + dx);
        if (*code == 0 && _gw_edge_map_make (map, *x + dx, *y + dy) != GW_STATUS_OK)
          return;
        if (GW_EDGE_STRENGTH (*code) > strongest || (GW_EDGE_STRENGTH (*code) == strongest && square < nearest))
          {
            strongest = GW_EDGE_STRENGTH (*code);
            nearest = square;
            best_x = *x + dx;
            best_y = *y + dy;
          }
      }
  *x = best_x;
  *y = best_y;
}

uint32_t
_gw_live_wire_distance (const GwLiveWire *self, int32_t x, int32_t y)
{
  const Window *window = &self->window;
  uint32_t reached;

  if (self->reached == NULL || x != clamp (x, window->x, window->width) || y != clamp (y, window->y, window->height))
    return UINT32_MAX;
  reached = self->reached[node_at (window, x, y)];

  return reached != 0 ? (reached >> 3) - 1 : UINT32_MAX;
}
