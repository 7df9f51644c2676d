/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_NEIGHBOURS_PRIVATE_H
#define GW_NEIGHBOURS_PRIVATE_H

#include "gw-array-private.h"
#include "gw-neighbours.h"
#include "gw-run-private.h"

/* Whether all values have distances. O(n). */
bool _gw_values_are_near (const double *values, size_t n);

/* The square of the Euclidean distance; the same for both orders of the points. */
static inline double
_gw_distance2 (const double *a, const double *b, size_t columns)
{
  double sum[4] = { 0 };
  size_t j = 0;

  for (; j + 4 <= columns; j += 4)
    for (size_t lane = 0; lane < 4; lane++)
      sum[lane] += (a[j + lane] - b[j + lane]) * (a[j + lane] - b[j + lane]);
  for (; j < columns; j++)
    sum[j % 4] += (a[j] - b[j]) * (a[j] - b[j]);

  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* Which rows to look among, and for which. */
typedef struct
{
  const double *values;
  size_t columns;
  const uint32_t *rows; /* those to look among, ascending; NULL: 0 to n_rows - 1 */
  size_t n_rows;
  const double *points;    /* the table with those to look for */
  bool others;             /* it is another than values; else no row finds itself */
  const uint32_t *queries; /* its rows; NULL: 0 to n_queries - 1 */
  size_t n_queries;
  size_t k;
  bool plain; /* without wide registers, though there be any: for tests */
} GwNearest;

/* For each query the k nearest rows: n_queries * k of values' row indices, nearest
 * first, ties to the lower, and the squares of their distances (may be NULL). The
 * caller has seen to it that every query has k others, and that all values have
 * distances. When cancelled the outputs are half written. Source of the bound:
 * Higham, Accuracy and Stability of Numerical Algorithms, 3.1.
 *
 * Measured for the nearest of 20,000 rows of 32 columns, milliseconds of processor
 * time: 740, without wide registers 1,090; products by OpenBLAS' cblas_dgemm and a
 * pass over them 2,100 to 3,100; scikit-learn 2,900.
 */
gw_status _gw_nearest (const GwNearest *self, uint32_t *found, double *squares, const GwRun *run, double from,
                       double to);

/* --- between gw-neighbours.c and gw-neighbours-scan.c ------------------------------ */

/* Rows lie in blocks of 16, a block column by column; queries go by fours. */
#define GW_NEAREST_BLOCK 16
#define GW_NEAREST_GROUP 4

typedef struct _GwNearestScan GwNearestScan;

/* Four queries against some blocks of rows. */
struct _GwNearestScan
{
  bool wide;            /* with wide registers */
  const float *queries; /* four, column by column */
  const float *blocks;
  const float *shares; /* for each row: the part of its distance that is its own */
  size_t first_row;    /* of whole blocks */
  size_t n_rows;
  size_t columns;
  /* A row may be near enough where its share less twice the product is not above
   * this; found() may lower it.
   */
  float limits[GW_NEAREST_GROUP];
  /* Gets n rows from `row` on, of which one may be, and what is left of their shares. */
  void (*found) (GwNearestScan *self, size_t query, size_t row, const float *rests, size_t n);
  void *data;
};

void _gw_nearest_scan (GwNearestScan *self);
bool _gw_nearest_can_be_wide (void);

#endif
