/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon.h"

#include <stdlib.h>

#include "gw-geometry-private.h"

#define MAX_COMPARISONS ((uint64_t) 1 << 27)

/* Edges of one leaf of the tree. */
#define LEAF_EDGES 8

typedef struct
{
  double left, top, right, bottom;
} Bounds;

/* A binary tree over the edges in the order of the ring, each node with the
 * bounds of its edges. Stretches of an outline that lie apart are parted by
 * their bounds high up in the tree. Node i has the children 2i + 1 and 2i + 2;
 * leaf k of the lowest level has edges k * LEAF_EDGES and on.
 */
typedef struct
{
  GwPoint *points; /* without repeats */
  size_t n;
  Bounds *nodes;
  size_t n_leaves; /* a power of two */
  uint64_t comparisons;
  gw_status status;
  bool crosses;
} Tree;

static GwPoint
point_at (const Tree *tree, size_t index)
{
  return tree->points[index < tree->n ? index : index - tree->n];
}

static Bounds
bounds_join (Bounds a, Bounds b)
{
  return (Bounds) { a.left < b.left ? a.left : b.left, a.top < b.top ? a.top : b.top,
                    a.right > b.right ? a.right : b.right, a.bottom > b.bottom ? a.bottom : b.bottom };
}

static bool
bounds_meet (const Bounds *a, const Bounds *b)
{
  return a->left <= b->right && b->left <= a->right && a->top <= b->bottom && b->top <= a->bottom;
}

static Bounds
leaf_bounds (const Tree *tree, size_t leaf)
{
  Bounds bounds = { 1.0, 1.0, -1.0, -1.0 };
  size_t first = leaf * LEAF_EDGES;

  for (size_t i = first; i < first + LEAF_EDGES && i < tree->n; i++)
    {
      GwPoint a = point_at (tree, i);
      GwPoint b = point_at (tree, i + 1);
      Bounds edge = { a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, a.x < b.x ? b.x : a.x, a.y < b.y ? b.y : a.y };

      bounds = i == first ? edge : bounds_join (bounds, edge);
    }
  return bounds;
}

static bool
bounds_are_empty (const Bounds *bounds)
{
  return bounds->left > bounds->right;
}

static gw_status
tree_build (Tree *tree)
{
  size_t n_leaves = 1;

  while (n_leaves * LEAF_EDGES < tree->n)
    n_leaves *= 2;
  tree->n_leaves = n_leaves;
  tree->nodes = _gw_array_new (2 * n_leaves, sizeof (Bounds));
  if (tree->nodes == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t leaf = 0; leaf < n_leaves; leaf++)
    tree->nodes[n_leaves - 1 + leaf] = leaf_bounds (tree, leaf);
  for (size_t i = n_leaves - 1; i-- > 0;)
    {
      Bounds a = tree->nodes[2 * i + 1];
      Bounds b = tree->nodes[2 * i + 2];

      tree->nodes[i] = bounds_are_empty (&b) ? a : bounds_join (a, b);
    }
  return GW_STATUS_OK;
}

/* On which side of a-b the point is: -1, 0 (in line) or 1. */
static int
side_of (GwPoint a, GwPoint b, GwPoint point)
{
  double side = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);

  return (side > 0.0) - (side < 0.0);
}

static bool
same_place (GwPoint a, GwPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/* Whether a point in line with a-b lies between them, the ends left out. */
static bool
between (GwPoint a, GwPoint b, GwPoint point)
{
  if (a.x != b.x)
    return (a.x < point.x && point.x < b.x) || (b.x < point.x && point.x < a.x);
  return (a.y < point.y && point.y < b.y) || (b.y < point.y && point.y < a.y);
}

/* Whether direction at-c lies strictly in the turn from at-a to at-b, in the
 * sense in which y grows downwards.
 */
static bool
in_turn (GwPoint at, GwPoint a, GwPoint b, GwPoint c)
{
  int ab = side_of (at, a, b);

  if (ab > 0)
    return side_of (at, a, c) > 0 && side_of (at, c, b) > 0;
  if (ab < 0)
    return !(side_of (at, b, c) >= 0 && side_of (at, c, a) >= 0);
  return (a.x - at.x) * (b.x - at.x) + (a.y - at.y) * (b.y - at.y) < 0.0 && side_of (at, a, c) > 0;
}

static bool
same_direction (GwPoint at, GwPoint a, GwPoint b)
{
  return side_of (at, a, b) == 0 && (a.x - at.x) * (b.x - at.x) + (a.y - at.y) * (b.y - at.y) > 0.0;
}

/* Whether two ways through one corner change sides there. Ways that go on along
 * one another do not.
 */
static bool
ways_cross (GwPoint at, GwPoint a, GwPoint b, GwPoint c, GwPoint d)
{
  if (same_direction (at, a, c) || same_direction (at, a, d) || same_direction (at, b, c) || same_direction (at, b, d))
    return false;
  return in_turn (at, a, b, c) != in_turn (at, a, b, d);
}

/* The corner at the end of edge i against edge k: it lies on the edge, or on
 * the corner at its end.
 */
static bool
corner_crosses (const Tree *tree, size_t i, size_t k)
{
  GwPoint before = point_at (tree, i);
  GwPoint corner = point_at (tree, i + 1);
  GwPoint after = point_at (tree, i + 1 < tree->n ? i + 2 : 1);
  GwPoint from = point_at (tree, k);
  GwPoint to = point_at (tree, k + 1);

  if (same_place (corner, to))
    return ways_cross (corner, before, after, from, point_at (tree, k + 1 < tree->n ? k + 2 : 1));
  if (side_of (from, to, corner) != 0 || !between (from, to, corner))
    return false;
  return side_of (from, to, before) * side_of (from, to, after) < 0;
}

static bool
edges_cross (const Tree *tree, size_t i, size_t k)
{
  GwPoint a = point_at (tree, i);
  GwPoint b = point_at (tree, i + 1);
  GwPoint c = point_at (tree, k);
  GwPoint d = point_at (tree, k + 1);

  if (side_of (a, b, c) * side_of (a, b, d) < 0 && side_of (c, d, a) * side_of (c, d, b) < 0)
    return true;
  return corner_crosses (tree, i, k) || corner_crosses (tree, k, i);
}

/* All edges of one leaf against all of another, or of the same one. */
static void
compare_leaves (Tree *tree, size_t a, size_t b)
{
  for (size_t i = a * LEAF_EDGES; i < (a + 1) * LEAF_EDGES && i < tree->n; i++)
    for (size_t k = a == b ? i + 1 : b * LEAF_EDGES; k < (b + 1) * LEAF_EDGES && k < tree->n; k++)
      if (edges_cross (tree, i, k))
        {
          tree->crosses = true;
          return;
        }
  tree->comparisons += LEAF_EDGES * LEAF_EDGES;
}

/* Goes down both nodes together; they are on one level. As deep as the tree. */
static void
compare_nodes (Tree *tree, size_t a, size_t b)
{
  size_t first_leaf = tree->n_leaves - 1;

  if (tree->crosses || tree->status != GW_STATUS_OK)
    return;
  if (++tree->comparisons > MAX_COMPARISONS)
    {
      tree->status = GW_STATUS_TOO_LARGE;
      return;
    }
  if (bounds_are_empty (&tree->nodes[a]) || bounds_are_empty (&tree->nodes[b])
      || !bounds_meet (&tree->nodes[a], &tree->nodes[b]))
    return;
  if (a >= first_leaf)
    {
      compare_leaves (tree, a - first_leaf, b - first_leaf);
      return;
    }

  compare_nodes (tree, 2 * a + 1, 2 * b + 1);
  compare_nodes (tree, 2 * a + 1, 2 * b + 2);
  if (a != b)
    compare_nodes (tree, 2 * a + 2, 2 * b + 1);
  compare_nodes (tree, 2 * a + 2, 2 * b + 2);
}

gw_status
gw_ring_crosses_itself (const GwRing *ring, bool *crosses)
{
  Tree tree = { NULL, 0, NULL, 0, 0, GW_STATUS_OK, false };
  GwRing distinct;
  gw_status status;

  for (size_t i = 0; i < ring->n_points; i++)
    if (!_gw_is_point (ring->points[i]))
      return GW_STATUS_INVALID;
  status = gw_ring_init (&distinct, ring->points, ring->n_points);
  if (status != GW_STATUS_OK)
    return status;

  gw_ring_drop_repeats (&distinct);
  tree.points = distinct.points;
  tree.n = distinct.n_points;
  if (tree.n > 3)
    {
      tree.status = tree_build (&tree);
      compare_nodes (&tree, 0, 0);
    }
  free (tree.nodes);
  gw_ring_clear (&distinct);

  if (tree.status == GW_STATUS_OK || tree.crosses)
    *crosses = tree.crosses;
  return tree.crosses ? GW_STATUS_OK : tree.status;
}
