/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_REMEDY_PRIVATE_H
#define GW_REMEDY_PRIVATE_H

#include "gw-array-private.h"
#include "gw-neighbours-private.h"
#include "gw-random.h"
#include "gw-remedy.h"

/* A table with the class of each row, and the rows by class. */
typedef struct
{
  const double *values; /* NULL where only labels count */
  size_t columns;
  const int32_t *labels;
  size_t n;
  size_t n_classes;
  uint32_t *rows;   /* all rows with a label, ascending */
  size_t n_rows;    /* how many these are */
  uint32_t *sorted; /* the same, class after class, ascending in each */
  size_t *starts;   /* n_classes + 1 places in sorted */
  size_t n_present; /* classes with rows */
  size_t smallest;  /* class; meaningless without rows */
  size_t largest;
} GwClassRows;

/* OK, EMPTY, SINGLE_CLASS, or what is wrong: then there is nothing to clear. */
gw_status _gw_class_rows_init (GwClassRows *self, const double *values, const int32_t *labels, size_t n, size_t columns,
                               size_t n_classes);
void _gw_class_rows_clear (GwClassRows *self);

static inline size_t
_gw_class_rows_count (const GwClassRows *self, size_t label)
{
  return self->starts[label + 1] - self->starts[label];
}

static inline const uint32_t *
_gw_class_rows_of (const GwClassRows *self, size_t label)
{
  return self->sorted + self->starts[label];
}

/* For each row of queries (rows of the table) the k nearest of `among`. */
gw_status _gw_class_rows_nearest (const GwClassRows *self, const uint32_t *queries, size_t n_queries,
                                  const uint32_t *among, size_t n_among, size_t k, uint32_t *found, double *squares,
                                  const GwRun *run, double from, double to);

/* The result of keeping the rows whose flag (one for each of n) is set, but none
 * without a label. OK or NO_MEMORY; out is written with OK only.
 */
gw_status _gw_kept_rows_init (GwKeptRows *self, const GwClassRows *rows, const bool *keep);

/* A result with room for so many rows of each class (n_classes counts) and for
 * their values where with_values; labels, before, after and n_excluded are there.
 */
gw_status _gw_new_rows_init (GwNewRows *self, const GwClassRows *rows, const size_t *added, bool with_values);

/* How many rows each class lacks to the largest. */
void _gw_class_rows_lack (const GwClassRows *self, size_t *lack);

/* Writes new row i, which lies u of the way from base to neighbour. */
void _gw_new_rows_set (GwNewRows *self, const GwClassRows *rows, size_t i, uint32_t base, uint32_t neighbour, double u);

#endif
