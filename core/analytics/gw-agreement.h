/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_AGREEMENT_H
#define GW_AGREEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* How far people agree who gave classes to the same items.
   *
   * The ratings are a list, one row each, in any order; who gave one does not
   * matter but for gw_agreement_cohen(). A person may have rated an item more than
   * once. All functions take
   *
   * item        n indices of items, 0 to n_items - 1
   * label       n classes, 0 to n_classes - 1; -1 is missing
   * n           ratings; 0 is allowed
   * n_excluded  ratings left out because the label is missing; may be NULL
   *
   * and return GW_STATUS_INVALID for an index or a label out of range,
   * GW_STATUS_TOO_LARGE beyond 2^31 rows, items or classes, GW_STATUS_NO_MEMORY, and
   * GW_STATUS_UNDEFINED with NaN where the figure has no value. O(n + n_items +
   * n_classes) time and memory.
   */

  /* The share of agreeing pairs among all pairs of ratings of one item, over the
   * items that have two or more: 0 to 1. UNDEFINED where no item has two.
   */
  GW_PUBLIC gw_status gw_agreement_percent (const int32_t *item, const int32_t *label, size_t n, size_t n_items,
                                            size_t n_classes, double *percent, size_t *n_excluded);

  /* Fleiss' kappa: 1 - observed / expected disagreement; 1 is perfect, 0 what chance
   * gives. Every item must have the same number of ratings, else INVALID; that
   * number must be two or more and two classes must occur, else UNDEFINED.
   * Source: Fleiss, Measuring nominal scale agreement among many raters,
   * Psychological Bulletin 76 (1971) 378.
   */
  GW_PUBLIC gw_status gw_agreement_fleiss (const int32_t *item, const int32_t *label, size_t n, size_t n_items,
                                           size_t n_classes, double *kappa, size_t *n_excluded);

  /* What the distance of two classes is. */
  typedef enum
  {
    GW_AGREEMENT_NOMINAL,  /* 1 unless equal */
    GW_AGREEMENT_ORDINAL,  /* by the ratings that lie between: their order counts */
    GW_AGREEMENT_INTERVAL, /* the squared difference of their indices */
    GW_AGREEMENT_N_SCALES
  } GwAgreementScale;

  /* Krippendorff's alpha: 1 - observed / expected distance, for any number of
   * ratings an item. Items with one rating are left out. UNDEFINED where fewer than
   * two classes are left: alpha says nothing about people who had no choice.
   * Source: Krippendorff, Content Analysis (2004), chapter 11.
   */
  GW_PUBLIC gw_status gw_agreement_alpha (const int32_t *item, const int32_t *label, size_t n, size_t n_items,
                                          size_t n_classes, GwAgreementScale scale, double *alpha, size_t *n_excluded);

  /* Cohen's kappa of two people: 1 - observed / expected disagreement.
   *
   * first, second  n labels each of the same items; rows where either is missing are
   *                left out
   *
   * UNDEFINED where no row is left or both gave one and the same class throughout.
   * Source: Cohen, A coefficient of agreement for nominal scales, Educational and
   * Psychological Measurement 20 (1960) 37.
   */
  GW_PUBLIC gw_status gw_agreement_cohen (const int32_t *first, const int32_t *second, size_t n, size_t n_classes,
                                          double *kappa, size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
