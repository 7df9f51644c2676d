/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SCORE_TABLE_H
#define GW_SCORE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What is counted when rows with score >= threshold are called positive. With
   * weights the counts are sums of weights.
   */
  typedef struct
  {
    double threshold;
    double tp; /* positives called positive */
    double fp; /* negatives called positive */
    double tn; /* negatives called negative */
    double fn; /* positives called negative */
  } GwOperatingPoint;

  /* Scores sorted once: an operating point for each distinct score, from the
   * highest to the lowest. Every curve, area and threshold is read from it in one
   * pass, without another sort. It never changes and may be read by several
   * threads at once.
   */
  typedef struct _GwScoreTable GwScoreTable;

  /* Sorts scores.
   *
   * truth    n labels: 1 is positive, 0 is not; -1 is missing
   * score    n scores; higher means positive. The infinities are scores like
   *          others, -0 is 0; NaN is missing
   * weights  n finite numbers of 0 or more; NULL: 1 each. A row of weight 0 counts
   *          for nothing, its score does not become a point
   * n        rows; 0 is allowed
   * table    the result, for gw_score_table_free(); NULL unless the status is OK or
   *          EMPTY
   * run      how to work; may be NULL
   *
   * GW_STATUS_EMPTY when no row is left: the table then has no points.
   * GW_STATUS_INVALID for another label or weight, GW_STATUS_TOO_LARGE above 2^31
   * rows, GW_STATUS_NO_MEMORY, GW_STATUS_CANCELLED. Counts are exact; sums of
   * weights are compensated. O(n). Takes memory for 2 n doubles meanwhile (3.5 n
   * with weights, or where scores of both signs span nearly all doubles) and keeps
   * 2 (3) for each distinct score.
   * Source: Fawcett, An introduction to ROC analysis, Pattern Recognition Letters
   * 27 (2006) 861, algorithm 1.
   */
  GW_PUBLIC gw_status gw_score_table_new (const int32_t *truth, const double *score, const double *weights, size_t n,
                                          GwScoreTable **table, const GwRun *run);

  /* NULL is allowed. */
  GW_PUBLIC void gw_score_table_free (GwScoreTable *table);

  /* The number of operating points: of distinct scores. */
  GW_PUBLIC size_t gw_score_table_n_points (const GwScoreTable *table);

  /* Rows left out because the score is NaN or the label is missing. */
  GW_PUBLIC size_t gw_score_table_n_excluded (const GwScoreTable *table);

  /* The weight of all positive and of all negative rows. */
  GW_PUBLIC double gw_score_table_positives (const GwScoreTable *table);
  GW_PUBLIC double gw_score_table_negatives (const GwScoreTable *table);

  /* The operating point of the index-th highest score, from 0. GW_STATUS_INVALID
   * when there is none. O(1).
   */
  GW_PUBLIC gw_status gw_score_table_get_point (const GwScoreTable *table, size_t index, GwOperatingPoint *point);

#ifdef __cplusplus
}
#endif

#endif
