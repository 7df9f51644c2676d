/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CUT_TREE_PRIVATE_H
#define GW_CUT_TREE_PRIVATE_H

#include <stdbool.h>

#include "gw-random.h"
#include "gw-random-cut-forest.h"

/* A node of a tree, which comes before its children. */
typedef struct
{
  double cut;
  size_t column;
  uint32_t left; /* 0: it is a leaf */
  uint32_t right;
  uint32_t mass;
  uint32_t row;     /* one of those below */
  double collusive; /* the largest ratio from here up */
} GwCutNode;

/* A tree over some rows of a table. It owns its arrays. */
typedef struct
{
  size_t n_rows;
  uint32_t *rows;    /* leaf by leaf, from the left */
  uint32_t *leaf_of; /* the leaf of each of rows */
  GwCutNode *nodes;
  size_t n_nodes;
  double *boxes; /* of each node: columns smallest values, columns largest ones */
} GwGrownTree;

/* Grows it over rows, of which it becomes the owner, even when it fails. The values
 * are finite and within 1e300. GW_STATUS_OK or GW_STATUS_NO_MEMORY.
 */
gw_status _gw_cut_tree_grow (GwGrownTree *self, const double *points, size_t columns, uint32_t *rows, size_t n_rows,
                             gw_random *random);
void _gw_cut_tree_clear (GwGrownTree *self);

/* The collusive displacement that a point would have in it. */
double _gw_cut_tree_insert (const GwGrownTree *self, size_t columns, const double *point, gw_random *random);

#endif
