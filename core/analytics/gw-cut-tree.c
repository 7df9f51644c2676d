/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-cut-tree-private.h"

#include <math.h>
#include <string.h>

#include "gw-array-private.h"

/* --- a given tree ---------------------------------------------------------------------- */

typedef struct
{
  int32_t *parent;
  int32_t *order; /* the nodes, each after its parent */
  uint64_t *mass;
  double *collusive;
} Given;

/* false where it is no tree. */
static bool
find_order (const GwCutTree *tree, Given *given)
{
  size_t n_found = 1;

  for (size_t i = 0; i < tree->n_nodes; i++)
    given->parent[i] = -1;
  given->order[0] = 0;
  for (size_t i = 0; i < n_found; i++)
    {
      int32_t node = given->order[i];
      const int32_t children[] = { tree->left[node], tree->right[node] };

      if (children[0] == -1 && children[1] == -1)
        continue;
      for (int k = 0; k < 2; k++)
        {
          int32_t child = children[k];

          if (child <= 0 || (size_t) child >= tree->n_nodes || given->parent[child] != -1)
            return false;
          given->parent[child] = node;
          given->order[n_found++] = child;
        }
    }

  return n_found == tree->n_nodes;
}

static bool
find_masses (const GwCutTree *tree, Given *given)
{
  memset (given->mass, 0, tree->n_nodes * sizeof *given->mass);
  for (size_t i = 0; i < tree->n_points; i++)
    {
      int32_t leaf = tree->leaf_of_point[i];

      if (leaf < 0 || (size_t) leaf >= tree->n_nodes || tree->left[leaf] != -1)
        return false;
      given->mass[leaf]++;
    }
  for (size_t i = tree->n_nodes; i-- > 1;)
    {
      int32_t node = given->order[i];

      if (given->mass[node] == 0)
        return false;
      given->mass[given->parent[node]] += given->mass[node];
    }

  return given->mass[0] > 0;
}

static uint64_t
mass_of_sibling (const GwCutTree *tree, const Given *given, int32_t node)
{
  int32_t parent = given->parent[node];

  return parent >= 0 ? given->mass[tree->left[parent] == node ? tree->right[parent] : tree->left[parent]] : 0;
}

static void
write_scores (const GwCutTree *tree, Given *given, uint64_t *node_mass, double *displacement, double *collusive,
              uint64_t *depth)
{
  given->collusive[0] = 0;
  for (size_t i = 1; i < tree->n_nodes; i++)
    {
      int32_t node = given->order[i];

      given->collusive[node] = fmax (given->collusive[given->parent[node]],
                                     (double) mass_of_sibling (tree, given, node) / (double) given->mass[node]);
    }
  for (size_t i = 0; i < tree->n_points; i++)
    {
      int32_t leaf = tree->leaf_of_point[i];

      if (displacement != NULL)
        displacement[i] = (double) mass_of_sibling (tree, given, leaf);
      if (collusive != NULL)
        collusive[i] = given->collusive[leaf];
    }
  if (node_mass != NULL)
    memcpy (node_mass, given->mass, tree->n_nodes * sizeof *node_mass);

  /* Where the masses were are the depths now. */
  given->mass[0] = 0;
  for (size_t i = 1; i < tree->n_nodes; i++)
    given->mass[given->order[i]] = given->mass[given->parent[given->order[i]]] + 1;
  for (size_t i = 0; depth != NULL && i < tree->n_points; i++)
    depth[i] = given->mass[tree->leaf_of_point[i]];
}

gw_status
gw_cut_tree_scores (const GwCutTree *tree, uint64_t *node_mass, double *displacement, double *collusive,
                    uint64_t *depth)
{
  Given given;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (tree->n_nodes > INT32_MAX)
    return GW_STATUS_TOO_LARGE;
  if (tree->n_nodes == 0)
    return tree->n_points > 0 ? GW_STATUS_INVALID : GW_STATUS_EMPTY;

  given = (Given) { GW_NEW (int32_t, tree->n_nodes), GW_NEW (int32_t, tree->n_nodes), GW_NEW (uint64_t, tree->n_nodes),
                    GW_NEW (double, tree->n_nodes) };
  if (given.parent != NULL && given.order != NULL && given.mass != NULL && given.collusive != NULL)
    {
      status = find_order (tree, &given) && find_masses (tree, &given) ? GW_STATUS_OK : GW_STATUS_INVALID;
      if (status == GW_STATUS_OK)
        write_scores (tree, &given, node_mass, displacement, collusive, depth);
    }
  free (given.parent);
  free (given.order);
  free (given.mass);
  free (given.collusive);

  return status;
}

/* --- growing ------------------------------------------------------------------------------ */

static double *
low_of (const GwGrownTree *self, size_t columns, size_t node)
{
  return self->boxes + 2 * columns * node;
}

static void
find_box (GwGrownTree *self, const double *points, size_t columns, size_t node, size_t from, size_t to)
{
  double *low = low_of (self, columns, node), *high = low + columns;

  memcpy (low, points + self->rows[from] * columns, columns * sizeof *low);
  memcpy (high, low, columns * sizeof *high);
  for (size_t i = from + 1; i < to; i++)
    {
      const double *point = points + self->rows[i] * columns;

      for (size_t j = 0; j < columns; j++)
        {
          low[j] = point[j] < low[j] ? point[j] : low[j];
          high[j] = point[j] > high[j] ? point[j] : high[j];
        }
    }
}

/* The ends of a side of a box, stretched to hold a point, if there is one. */
static double
low_end (const double *low, const double *point, size_t column)
{
  return point != NULL && point[column] < low[column] ? point[column] : low[column];
}

static double
high_end (const double *high, const double *point, size_t column)
{
  return point != NULL && point[column] > high[column] ? point[column] : high[column];
}

/* A column in proportion to the sides, and a place within it, never the upper end;
 * false where all sides are 0.
 */
static bool
draw_cut (const double *low, size_t columns, const double *point, gw_random *random, size_t *column, double *cut)
{
  const double *high = low + columns;
  double sum = 0, at, from, to;
  size_t last = 0;

  for (size_t j = 0; j < columns; j++)
    {
      double side = high_end (high, point, j) - low_end (low, point, j);

      last = side > 0 ? j : last;
      sum += side;
    }
  if (!(sum > 0))
    return false;

  at = gw_random_real (random) * sum;
  for (*column = 0; *column < last; (*column)++)
    {
      double side = high_end (high, point, *column) - low_end (low, point, *column);

      if (at < side)
        break;
      at -= side;
    }
  from = low_end (low, point, *column);
  to = high_end (high, point, *column);
  *cut = from + at;
  /* Rounding may reach the upper end, or pass it. */
  if (!(*cut < to))
    *cut = fmax (from, nextafter (to, -INFINITY));

  return true;
}

/* Those left of the cut first; how many they are. */
static size_t
part_rows (uint32_t *rows, size_t n, const double *points, size_t columns, size_t column, double cut)
{
  size_t n_left = 0;

  for (size_t i = 0; i < n; i++)
    {
      uint32_t row = rows[i];

      if (points[row * columns + column] > cut)
        continue;
      rows[i] = rows[n_left];
      rows[n_left++] = row;
    }

  return n_left;
}

/* Where the rows of a node that is still to be cut lie. */
typedef struct
{
  uint32_t node;
  uint32_t from;
  uint32_t to;
} Open;

/* One node: cut, with its children left open, or a leaf. */
static size_t
grow_node (GwGrownTree *self, const double *points, size_t columns, const Open *open, Open children[2],
           gw_random *random)
{
  GwCutNode *node = &self->nodes[open->node];
  size_t n = open->to - open->from, n_left;

  find_box (self, points, columns, open->node, open->from, open->to);
  node->mass = (uint32_t) n;
  node->row = self->rows[open->from];
  if (!draw_cut (low_of (self, columns, open->node), columns, NULL, random, &node->column, &node->cut))
    {
      for (size_t i = open->from; i < open->to; i++)
        self->leaf_of[i] = open->node;
      return 0;
    }

  n_left = part_rows (self->rows + open->from, n, points, columns, node->column, node->cut);
  node->left = (uint32_t) self->n_nodes++;
  node->right = (uint32_t) self->n_nodes++;
  children[0] = (Open) { node->right, open->from + (uint32_t) n_left, open->to };
  children[1] = (Open) { node->left, open->from, open->from + (uint32_t) n_left };

  return 2;
}

static void
find_collusive (GwGrownTree *self)
{
  for (size_t i = 0; i < self->n_nodes; i++)
    {
      GwCutNode *node = &self->nodes[i], *left = &self->nodes[node->left], *right = &self->nodes[node->right];

      if (node->left == 0)
        continue;
      left->collusive = fmax (node->collusive, (double) right->mass / left->mass);
      right->collusive = fmax (node->collusive, (double) left->mass / right->mass);
    }
}

gw_status
_gw_cut_tree_grow (GwGrownTree *self, const double *points, size_t columns, uint32_t *rows, size_t n_rows,
                   gw_random *random)
{
  size_t most_nodes = 2 * n_rows - 1, n_open = 1, n_numbers;
  Open *open = GW_NEW (Open, n_rows + 1);
  double *boxes;

  *self = (GwGrownTree) { .n_rows = n_rows, .rows = rows, .n_nodes = 1 };
  self->leaf_of = GW_NEW (uint32_t, n_rows);
  self->nodes = GW_NEW0 (GwCutNode, most_nodes);
  if (_gw_multiply (most_nodes, 2 * columns, &n_numbers))
    self->boxes = GW_NEW (double, n_numbers);
  if (open == NULL || self->leaf_of == NULL || self->nodes == NULL || self->boxes == NULL)
    {
      free (open);
      return GW_STATUS_NO_MEMORY;
    }

  open[0] = (Open) { 0, 0, (uint32_t) n_rows };
  while (n_open > 0)
    {
      Open next = open[--n_open];

      n_open += grow_node (self, points, columns, &next, open + n_open, random);
    }
  free (open);
  find_collusive (self);

  /* Equal points leave nodes over. */
  boxes = realloc (self->boxes, 2 * columns * self->n_nodes * sizeof *boxes);
  self->boxes = boxes != NULL ? boxes : self->boxes;

  return GW_STATUS_OK;
}

void
_gw_cut_tree_clear (GwGrownTree *self)
{
  free (self->rows);
  free (self->leaf_of);
  free (self->nodes);
  free (self->boxes);
  memset (self, 0, sizeof *self);
}

/* --- insertion ------------------------------------------------------------------------------ */

/* Down from the root: at each node a cut of its box, stretched to hold the point, is
 * drawn; the first that parts the point from the box makes it a leaf beside the node.
 */
double
_gw_cut_tree_insert (const GwGrownTree *self, size_t columns, const double *point, gw_random *random)
{
  size_t at = 0;
  double collusive = 0;

  for (;;)
    {
      const GwCutNode *node = &self->nodes[at], *sibling;
      const double *low = low_of (self, columns, at), *high = low + columns;
      size_t column;
      double cut;

      /* Equal to the points of a leaf: it joins them. */
      if (!draw_cut (low, columns, point, random, &column, &cut))
        return collusive;
      if (cut >= high[column] || cut < low[column] || node->left == 0)
        return fmax (collusive, node->mass);

      at = point[node->column] <= node->cut ? node->left : node->right;
      sibling = &self->nodes[at == node->left ? node->right : node->left];
      collusive = fmax (collusive, (double) sibling->mass / ((double) self->nodes[at].mass + 1));
    }
}
