/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MAX_FLOW_PRIVATE_H
#define GW_MAX_FLOW_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

/* The greatest flow, and so the cheapest cut, from a source to a sink through the
 * pixels of a grid, each joined with its eight neighbours.
 *
 * Source: Boykov, Kolmogorov: An experimental comparison of min-cut/max-flow
 * algorithms for energy minimization in vision, PAMI 26 (2004) 1124: two search
 * trees that grow towards each other, are mended after each path, and are kept. A
 * node is half a cache line and knows its neighbours by where it lies.
 */

/* Towards the neighbours: right, left, down, up, down and right, up and left, down
 * and left, up and right. The opposite of d is d ^ 1.
 */
#define GW_FLOW_N_DIRECTIONS 8

/* Most that an edge can carry: there and back must fit in 16 bits. */
#define GW_FLOW_MOST_CAPACITY 16383

/* Most that a terminal may give, so that sums stay within 32 bits. */
#define GW_FLOW_MOST_TERMINAL (1 << 30)

typedef struct
{
  int16_t residual[GW_FLOW_N_DIRECTIONS]; /* what may still flow to each neighbour */
  int32_t excess;                         /* what may still come from the source, or below 0, go to the sink */
  uint32_t stamp;                         /* when `distance` was true */
  int32_t next;                           /* in the queue of the active: 0 not in it, itself at the end */
  uint16_t distance;                      /* steps to the terminal, 65535 and more alike */
  uint8_t parent;                         /* direction of the parent, or GW_FLOW_TERMINAL and what follows */
  uint8_t tree;                           /* GW_FLOW_FREE and what follows */
} GwFlowNode;

enum
{
  GW_FLOW_TERMINAL = GW_FLOW_N_DIRECTIONS,
  GW_FLOW_ORPHAN,
  GW_FLOW_NO_PARENT
};

enum
{
  GW_FLOW_FREE,
  GW_FLOW_SOURCE,
  GW_FLOW_SINK
};

/* Nodes have a rim of one around the grid that no edge leads to: no step must be
 * asked where it ends.
 */
typedef struct
{
  GwFlowNode *nodes;
  ptrdiff_t stride; /* from a node to the one below */
  ptrdiff_t offsets[GW_FLOW_N_DIRECTIONS];
  size_t n_nodes;
  int64_t flow;     /* what has flowed */
  int32_t *orphans; /* a ring of n_ring */
  size_t n_ring;    /* a power of two */
  size_t orphan_first, orphan_end;
  int32_t active_first, active_last; /* 0: none */
  uint32_t time;
} GwMaxFlow;

/* A grid without edges, and nothing at the terminals. GW_STATUS_TOO_LARGE above 2^30
 * nodes, GW_STATUS_NO_MEMORY. Takes 36 to 40 bytes a pixel.
 */
gw_status _gw_max_flow_init (GwMaxFlow *self, int32_t width, int32_t height);
void _gw_max_flow_clear (GwMaxFlow *self);

static inline size_t
_gw_max_flow_at (const GwMaxFlow *self, int32_t x, int32_t y)
{
  return (size_t) (((ptrdiff_t) y + 1) * self->stride + x + 1);
}

/* Joins a node with a neighbour inside the grid; as much may flow either way. */
static inline void
_gw_max_flow_join (GwMaxFlow *self, size_t node, int direction, int16_t capacity)
{
  self->nodes[node].residual[direction] = capacity;
  self->nodes[(ptrdiff_t) node + self->offsets[direction]].residual[direction ^ 1] = capacity;
}

/* What the source gives a node beyond what it may give to the sink. The part that
 * both have in common flows in any case, and is the caller's to count.
 */
static inline void
_gw_max_flow_feed (GwMaxFlow *self, size_t node, int32_t excess)
{
  self->nodes[node].excess += excess;
}

/* Lets it flow. Asks run now and then and tells it a share of `from` to `to`;
 * cancelled, the flow is not the greatest and the cut has no meaning.
 */
gw_status _gw_max_flow_solve (GwMaxFlow *self, const GwRun *run, double from, double to);

/* Whether a node lies on the source's side of the cut: the smallest such side. */
static inline bool
_gw_max_flow_is_source (const GwMaxFlow *self, size_t node)
{
  return self->nodes[node].tree == GW_FLOW_SOURCE;
}

#endif
