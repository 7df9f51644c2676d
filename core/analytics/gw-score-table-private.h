/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SCORE_TABLE_PRIVATE_H
#define GW_SCORE_TABLE_PRIVATE_H

#include "gw-score-table.h"

/* Counts of rows fit into 32 bits: there are at most GW_MOST_ROWS. */
typedef struct
{
  uint32_t tp; /* of rows with score >= threshold, so never falling */
  uint32_t fp;
} GwScoreCounts;

/* One of counts and the two arrays of sums is there. */
struct _GwScoreTable
{
  size_t n_points;
  size_t n_excluded;
  double *thresholds; /* falling */
  GwScoreCounts *counts;
  double *tp_weights;
  double *fp_weights;
  double positives; /* of all rows */
  double negatives;
};

static inline double
_gw_score_table_tp (const GwScoreTable *self, size_t i)
{
  return self->counts != NULL ? self->counts[i].tp : self->tp_weights[i];
}

static inline double
_gw_score_table_fp (const GwScoreTable *self, size_t i)
{
  return self->counts != NULL ? self->counts[i].fp : self->fp_weights[i];
}

/* By a span of the doubles that occur, the positive part and the negative one,
 * each double becomes a whole number below n_codes, falling: the highest is 0. In
 * the span of what scores are there is room left for a mark, which thus costs
 * neither memory nor time while they are sorted. (Not private to the table's file
 * because it is tested apart.)
 */
typedef struct
{
  uint64_t below_least; /* keys (gw-sort-private.h) of what is below 0; least > most: none */
  uint64_t below_most;
  uint64_t above_least;
  uint64_t above_most;
} GwScoreSpan;

#define GW_SCORE_SPAN_INIT \
  { \
    UINT64_MAX, 0, UINT64_MAX, 0 \
  }

void _gw_score_span_add (GwScoreSpan *self, uint64_t key);
void _gw_score_span_join (GwScoreSpan *self, const GwScoreSpan *other);
/* How many codes there are, or 0 for more than 2^63: no room for a mark. */
uint64_t _gw_score_span_n_codes (const GwScoreSpan *self);

#endif
