/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ARRANGE_PRIVATE_H
#define GW_ARRANGE_PRIVATE_H

#include "gw-shape.h"

/* The plane parted by outlines and lines: nodes on a grid, edges that meet at
 * nodes only, and the regions between them.
 */

/* What an edge belongs to. Crossing it changes whether one is inside of A and of B. */
#define GW_ARRANGE_A 1u
#define GW_ARRANGE_B 2u
#define GW_ARRANGE_CUT 4u /* a line that parts and encloses nothing */

#define GW_ARRANGE_NONE UINT32_MAX

/* 0 ... 2^29 + 1 each: products of differences fit into an int64_t. */
typedef struct
{
  int32_t x;
  int32_t y;
} GwArrangePoint;

/* An edge that was put in. */
typedef struct
{
  GwArrangePoint a;
  GwArrangePoint b;
  unsigned owner;
} GwArrangeSegment;

typedef struct
{
  GwArrangePoint at;
  GwPoint point; /* what it stands for; of an input's point its very numbers */
  bool in_line;  /* whether an input has a point here that lies in line with its neighbours */
} GwArrangeNode;

/* Between two nodes, a < b. Half 2i runs from a to b, half 2i + 1 back. */
typedef struct
{
  uint32_t a;
  uint32_t b;
  unsigned owner;  /* those that an odd number of equal edges belongs to; lines by any number */
  uint32_t source; /* the first segment that it is a part of */
} GwArrangeEdge;

typedef struct
{
  double unit;
  GwPoint origin;

  GwArrangeSegment *segments;
  size_t n_segments;

  GwArrangeNode *nodes; /* by y, then x */
  size_t n_nodes;
  GwArrangeEdge *edges; /* by a, then b */
  size_t n_edges;

  /* The halves that start at each node, by their direction: clockwise on the
   * screen, from straight up (left out) on to straight up.
   */
  uint32_t *spokes;
  uint32_t *first_spoke; /* n_nodes + 1 */
  uint32_t *place;       /* of each half in spokes */

  /* Edges by the columns that they pass, to look straight up. */
  uint32_t *column_edges;
  uint32_t *first_in_column; /* n_columns + 1 */
  size_t n_columns;
  int32_t column_width;

  /* What the region right of each half (as one goes along it) lies in: A, B. */
  uint8_t *inside;

  /* Which halves bound what is sought on their right, and the walks that they form. */
  bool *chosen;
  uint32_t *next; /* half of each chosen half that follows in its walk */
  uint32_t *walk; /* of each chosen half */
  uint32_t n_walks;
} GwArrange;

/* Lays a and b (nullable) and an open line (nullable) on the grid, cuts
 * everything where it meets, and finds out what is inside of what. self is
 * to be cleared whatever the status.
 */
gw_status _gw_arrange_init (GwArrange *self, const GwPolygon *a, const GwPolygon *b, const GwRing *line);
void _gw_arrange_clear (GwArrange *self);

/* The parts of _gw_arrange_init(): nodes and edges, then what hangs on them. */
gw_status _gw_arrange_cut (GwArrange *self, const GwPolygon *a, const GwPolygon *b, const GwRing *line);
gw_status _gw_arrange_connect (GwArrange *self);

/* Goes around what is chosen: fills next and walk. */
void _gw_arrange_walk (GwArrange *self);

/* The chosen edge straight above a node (all edges when chosen_only is not
 * set): the half of it whose right side is below; GW_ARRANGE_NONE without one.
 */
uint32_t _gw_arrange_look_up (const GwArrange *self, uint32_t node, bool chosen_only);

/* Twice the signed area of a, b, c: above 0 for a turn that is clockwise on the screen. */
static inline int64_t
_gw_arrange_turn (GwArrangePoint a, GwArrangePoint b, GwArrangePoint c)
{
  return (int64_t) (b.x - a.x) * (c.y - a.y) - (int64_t) (b.y - a.y) * (c.x - a.x);
}

static inline uint32_t
_gw_arrange_start (const GwArrange *self, uint32_t half)
{
  return half % 2 == 0 ? self->edges[half / 2].a : self->edges[half / 2].b;
}

#endif
