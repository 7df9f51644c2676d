/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-max-flow-private.h"

#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"

#define MOST_NODES ((size_t) 1 << 30)

/* Paths from one question to the caller to the next. */
#define ASK_AFTER 4096

gw_status
_gw_max_flow_init (GwMaxFlow *self, int32_t width, int32_t height)
{
  const ptrdiff_t stride = (ptrdiff_t) width + 2;
  size_t n_nodes;

  memset (self, 0, sizeof *self);
  if (width < 1 || height < 1)
    return GW_STATUS_INVALID;
  if (!_gw_multiply ((size_t) stride, (size_t) height + 2, &n_nodes) || n_nodes > MOST_NODES)
    return GW_STATUS_TOO_LARGE;

  self->stride = stride;
  self->n_nodes = n_nodes;
  for (self->n_ring = 1; self->n_ring < n_nodes;)
    self->n_ring *= 2;
  memcpy (self->offsets,
          (const ptrdiff_t[]) { 1, -1, stride, -stride, stride + 1, -stride - 1, stride - 1, -stride + 1 },
          sizeof self->offsets);
  self->nodes = GW_NEW0 (GwFlowNode, n_nodes);
  self->orphans = GW_NEW (int32_t, self->n_ring);
  if (self->nodes == NULL || self->orphans == NULL)
    {
      _gw_max_flow_clear (self);
      return GW_STATUS_NO_MEMORY;
    }

  return GW_STATUS_OK;
}

void
_gw_max_flow_clear (GwMaxFlow *self)
{
  free (self->nodes);
  free (self->orphans);
  memset (self, 0, sizeof *self);
}

/* --- queues ----------------------------------------------------------------------------- */

static inline void
activate (GwMaxFlow *self, int32_t at)
{
  GwFlowNode *node = &self->nodes[at];

  if (node->next != 0)
    return;
  node->next = at;
  if (self->active_last != 0)
    self->nodes[self->active_last].next = at;
  else
    self->active_first = at;
  self->active_last = at;
}

/* The first that is still in a tree, 0 when there is none. */
static int32_t
next_active (GwMaxFlow *self)
{
  while (self->active_first != 0)
    {
      const int32_t at = self->active_first;
      GwFlowNode *node = &self->nodes[at];

      if (node->next == at)
        self->active_first = self->active_last = 0;
      else
        self->active_first = node->next;
      node->next = 0;
      if (node->tree != GW_FLOW_FREE)
        return at;
    }

  return 0;
}

static inline void
make_orphan (GwMaxFlow *self, int32_t at)
{
  self->nodes[at].parent = GW_FLOW_ORPHAN;
  self->orphans[self->orphan_end++ & (self->n_ring - 1)] = at;
}

/* --- growing ---------------------------------------------------------------------------- */

static inline uint16_t
further (uint16_t distance)
{
  return distance < UINT16_MAX ? (uint16_t) (distance + 1) : distance;
}

/* What may flow between a node and its neighbour, in the direction of its tree. */
static inline int16_t
residual_away (const GwMaxFlow *self, int32_t at, int direction)
{
  const GwFlowNode *node = &self->nodes[at];

  return node->tree == GW_FLOW_SOURCE ? node->residual[direction]
                                      : node[self->offsets[direction]].residual[direction ^ 1];
}

/* The same from the neighbour to the node. */
static inline int16_t
residual_back (const GwMaxFlow *self, int32_t at, int direction)
{
  const GwFlowNode *node = &self->nodes[at];

  return node->tree == GW_FLOW_SOURCE ? node[self->offsets[direction]].residual[direction ^ 1]
                                      : node->residual[direction];
}

/* Takes free neighbours into the node's tree until it meets the other one. Whether
 * it does: then by which direction.
 */
static bool
grow (GwMaxFlow *self, int32_t at, int *direction)
{
  GwFlowNode *node = &self->nodes[at];

  for (int d = 0; d < GW_FLOW_N_DIRECTIONS; d++)
    {
      GwFlowNode *other;

      if (residual_away (self, at, d) == 0)
        continue;
      other = node + self->offsets[d];
      if (other->tree == GW_FLOW_FREE)
        {
          other->tree = node->tree;
          other->parent = (uint8_t) (d ^ 1);
          other->stamp = node->stamp;
          other->distance = further (node->distance);
          activate (self, (int32_t) (at + self->offsets[d]));
        }
      else if (other->tree != node->tree)
        {
          *direction = d;
          return true;
        }
      else if (other->stamp <= node->stamp && other->distance > node->distance + 1)
        {
          other->parent = (uint8_t) (d ^ 1);
          other->stamp = node->stamp;
          other->distance = further (node->distance);
        }
    }

  return false;
}

/* --- a path ----------------------------------------------------------------------------- */

/* The most that can flow from the source to a node of its tree, or from one of the
 * sink's on to the sink.
 */
static int32_t
find_bottleneck (const GwMaxFlow *self, int32_t at, int32_t most)
{
  const GwFlowNode *node = &self->nodes[at];

  while (node->parent < GW_FLOW_TERMINAL)
    {
      const GwFlowNode *parent = node + self->offsets[node->parent];
      int16_t residual = node->tree == GW_FLOW_SOURCE ? parent->residual[node->parent ^ 1]
                                                      : node->residual[node->parent];

      if (residual < most)
        most = residual;
      node = parent;
    }

  return abs (node->excess) < most ? abs (node->excess) : most;
}

static void
push (GwMaxFlow *self, int32_t at, int16_t amount)
{
  while (self->nodes[at].parent < GW_FLOW_TERMINAL)
    {
      GwFlowNode *node = &self->nodes[at];
      const int up = node->parent;
      GwFlowNode *parent = node + self->offsets[up];
      int16_t *forward = node->tree == GW_FLOW_SOURCE ? &parent->residual[up ^ 1] : &node->residual[up];
      int16_t *backward = node->tree == GW_FLOW_SOURCE ? &node->residual[up] : &parent->residual[up ^ 1];

      *forward = (int16_t) (*forward - amount);
      *backward = (int16_t) (*backward + amount);
      if (*forward == 0)
        make_orphan (self, at);
      at = (int32_t) (at + self->offsets[up]);
    }

  self->nodes[at].excess += self->nodes[at].tree == GW_FLOW_SOURCE ? -amount : amount;
  if (self->nodes[at].excess == 0)
    make_orphan (self, at);
}

/* Fills the path through the edge from `source` in that direction. */
static void
augment (GwMaxFlow *self, int32_t source, int direction)
{
  const int32_t sink = (int32_t) (source + self->offsets[direction]);
  int16_t *forward = &self->nodes[source].residual[direction];
  int16_t *backward = &self->nodes[sink].residual[direction ^ 1];
  int32_t most = find_bottleneck (self, sink, find_bottleneck (self, source, *forward));

  *forward = (int16_t) (*forward - most);
  *backward = (int16_t) (*backward + most);
  push (self, source, (int16_t) most);
  push (self, sink, (int16_t) most);
  self->flow += most;
}

/* --- orphans ---------------------------------------------------------------------------- */

#define NO_ORIGIN UINT32_MAX

/* Steps from a node to its terminal, NO_ORIGIN when an orphan lies between. The
 * nodes on the way are stamped so that the next who asks is answered sooner.
 */
static uint32_t
find_origin (GwMaxFlow *self, int32_t at)
{
  GwFlowNode *node = &self->nodes[at];
  uint32_t steps = 0, distance;

  for (; node->stamp != self->time; steps++)
    {
      if (node->parent == GW_FLOW_TERMINAL)
        {
          node->stamp = self->time;
          node->distance = 1;
          break;
        }
      if (node->parent >= GW_FLOW_ORPHAN)
        return NO_ORIGIN;
      node += self->offsets[node->parent];
    }
  distance = node->distance + steps;

  node = &self->nodes[at];
  for (uint32_t d = distance; node->stamp != self->time; d--)
    {
      node->stamp = self->time;
      node->distance = d < UINT16_MAX ? (uint16_t) d : UINT16_MAX;
      node += self->offsets[node->parent];
    }

  return distance;
}

/* The orphan has no new parent: its children are orphans too, and what could take
 * it in again is active.
 */
static void
set_free (GwMaxFlow *self, int32_t at)
{
  GwFlowNode *node = &self->nodes[at];

  for (int d = 0; d < GW_FLOW_N_DIRECTIONS; d++)
    {
      GwFlowNode *other = node + self->offsets[d];

      if (other->tree != node->tree)
        continue;
      if (residual_back (self, at, d) != 0)
        activate (self, (int32_t) (at + self->offsets[d]));
      if (other->parent == (d ^ 1))
        make_orphan (self, (int32_t) (at + self->offsets[d]));
    }
  node->tree = GW_FLOW_FREE;
  node->parent = GW_FLOW_NO_PARENT;
}

static void
adopt (GwMaxFlow *self, int32_t at)
{
  GwFlowNode *node = &self->nodes[at];
  uint32_t nearest = NO_ORIGIN;
  int parent = GW_FLOW_NO_PARENT;

  for (int d = 0; d < GW_FLOW_N_DIRECTIONS; d++)
    {
      GwFlowNode *other = node + self->offsets[d];
      uint32_t distance;

      if (other->tree != node->tree || residual_back (self, at, d) == 0)
        continue;
      distance = find_origin (self, (int32_t) (at + self->offsets[d]));
      if (distance < nearest)
        {
          nearest = distance;
          parent = d;
        }
    }

  if (parent == GW_FLOW_NO_PARENT)
    {
      set_free (self, at);
      return;
    }
  node->parent = (uint8_t) parent;
  node->stamp = self->time;
  node->distance = nearest < UINT16_MAX ? (uint16_t) (nearest + 1) : UINT16_MAX;
}

/* --- all -------------------------------------------------------------------------------- */

static void
begin (GwMaxFlow *self)
{
  for (size_t i = 0; i < self->n_nodes; i++)
    {
      GwFlowNode *node = &self->nodes[i];

      if (node->excess == 0)
        continue;
      node->tree = node->excess > 0 ? GW_FLOW_SOURCE : GW_FLOW_SINK;
      node->parent = GW_FLOW_TERMINAL;
      node->distance = 1;
      activate (self, (int32_t) i);
    }
}

gw_status
_gw_max_flow_solve (GwMaxFlow *self, const GwRun *run, double from, double to)
{
  int32_t at = 0;
  unsigned n_paths = 0;

  begin (self);
  for (;;)
    {
      int direction;

      if (at == 0 && (at = next_active (self)) == 0)
        break;
      if (!grow (self, at, &direction))
        {
          at = 0;
          continue;
        }

      /* It may go on growing after this, so it is looked at again. */
      self->time++;
      if (self->nodes[at].tree == GW_FLOW_SOURCE)
        augment (self, at, direction);
      else
        augment (self, (int32_t) (at + self->offsets[direction]), direction ^ 1);
      while (self->orphan_first != self->orphan_end)
        adopt (self, self->orphans[self->orphan_first++ & (self->n_ring - 1)]);
      if (self->nodes[at].tree == GW_FLOW_FREE)
        at = 0;
      if (++n_paths % ASK_AFTER == 0 && !_gw_run_step (run, from))
        return GW_STATUS_CANCELLED;
    }

  return _gw_run_step (run, to) ? GW_STATUS_OK : GW_STATUS_CANCELLED;
}
