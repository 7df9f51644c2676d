/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_KMEANS_PRIVATE_H
#define GW_KMEANS_PRIVATE_H

#include "gw-kmeans.h"
#include "gw-random.h"
#include "gw-run-private.h"

/* Rows in parts of work, at least so many a part and at most so many parts. */
#define GW_KMEANS_PART_ROWS 512
#define GW_KMEANS_MOST_PARTS 64

/* Centers lie in blocks of so many, a block column by column. */
#define GW_KMEANS_BLOCK 8

/* Rows without missing values, and what a search for groups needs. */
typedef struct
{
  const double *values;
  size_t n;
  size_t columns;
  size_t k;
  size_t part_rows;
  size_t n_parts;
  double *centers;  /* k * columns */
  double *turned;   /* the same in blocks of eight centers, column by column */
  int32_t *labels;  /* n */
  double *squares;  /* n: of the distances to the own centers */
  double *sums;     /* n_parts * k * columns */
  size_t *counts;   /* n_parts * k */
  size_t *changed;  /* n_parts: rows that have another group than before */
  double *closest;  /* n: while starting, squared distances to the centers drawn */
  double *attempts; /* n: the same with the one that is tried */
  const double *tried;
  bool plain; /* without wide registers, though there be any: for tests */
} GwKmeans;

/* OK, TOO_LARGE or NO_MEMORY; to be cleared in any case. */
gw_status _gw_kmeans_init (GwKmeans *self, const double *values, size_t n, size_t columns, size_t k);
void _gw_kmeans_clear (GwKmeans *self);

/* Draws the centers by k-means++. OK or CANCELLED. */
gw_status _gw_kmeans_start (GwKmeans *self, gw_random *random, const GwRun *run, double from, double to);

/* Lloyd's rounds from the centers that there are. OK or CANCELLED. */
gw_status _gw_kmeans_settle (GwKmeans *self, size_t most_rounds, double *inertia, size_t *n_rounds, const GwRun *run,
                             double from, double to);

#endif
