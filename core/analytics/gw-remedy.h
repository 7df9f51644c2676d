/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_REMEDY_H
#define GW_REMEDY_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What the remedies for classes of unequal size give. All of them take
   *
   * values      n * columns numbers, row-major: one row of features for each label;
   *             finite, of a magnitude up to GW_NEIGHBOURS_MOST
   * labels      n class indices, 0 to n_classes - 1; -1 is missing: the row is left
   *             out of everything and counted
   * n           rows, up to 2^31
   * columns     1 or more
   * n_classes   classes, those without rows included
   *
   * The smallest class is the one with the fewest rows, but one at least; the
   * largest that with most; of equals the lower index. Distances are Euclidean; no
   * row is its own neighbour; of rows equally far the lower one is nearer. What
   * depends on chance follows from the seed alone.
   *
   * Status, if a function says no more:
   *   GW_STATUS_OK
   *   GW_STATUS_EMPTY         no row has a label: nothing is kept, nothing new
   *   GW_STATUS_SINGLE_CLASS  one class only: all rows are kept, nothing is new
   *   GW_STATUS_INVALID       a label out of range, a value that is not finite or too
   *                           large, columns 0 with rows, a count of neighbours of 0
   *   GW_STATUS_TOO_LARGE     a size overflows
   *   GW_STATUS_NO_MEMORY, GW_STATUS_CANCELLED
   * The result is written with the first three and left untouched otherwise; it is
   * then the caller's, to be cleared.
   */

  /* The rows that a remedy keeps. */
  typedef struct
  {
    uint32_t *kept; /* ascending */
    size_t n_kept;
    uint32_t *removed; /* ascending; rows without a label are neither kept nor removed */
    size_t n_removed;
    size_t n_classes;
    uint64_t *before; /* n_classes counts of rows */
    uint64_t *after;
    size_t n_excluded; /* rows without a label */
  } GwKeptRows;

  /* Rows that a remedy adds, class after class. */
  typedef struct
  {
    size_t n;
    int32_t *labels;
    uint32_t *base;      /* the row that each starts from */
    uint32_t *neighbour; /* the row that it goes towards; the same as base for a copy */
    double *u;           /* how far, in [0, 1): base + u (neighbour - base) */
    size_t columns;
    double *values; /* n * columns; NULL where the rows are plain copies */
    size_t n_classes;
    uint64_t *before; /* n_classes counts of rows */
    uint64_t *after;  /* with the new ones */
    size_t n_excluded;
  } GwNewRows;

  /* Free what a result owns and zero it. Safe on one that is zeroed, and twice. */
  GW_PUBLIC void gw_kept_rows_clear (GwKeptRows *self);
  GW_PUBLIC void gw_new_rows_clear (GwNewRows *self);

#ifdef __cplusplus
}
#endif

#endif
