/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CONFUSION_ORDER_H
#define GW_CONFUSION_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* In which order the classes of a confusion matrix are shown. */
  typedef enum
  {
    GW_CONFUSION_ORDER_GIVEN,
    GW_CONFUSION_ORDER_SUPPORT, /* most rows first; of equal ones as given */
    GW_CONFUSION_ORDER_CONFUSED /* those that are taken for each other side by side */
  } GwConfusionOrder;

  /* matrix     n_classes * n_classes finite counts of 0 or more, row-major: the row is the
   *            true class, the column the predicted one; else GW_STATUS_INVALID
   * n_classes  0 is allowed
   * order      n_classes numbers: which class is at each place
   *
   * Confused classes come together by average linkage: two classes are as near as the
   * mean of the shares of their rows that are called the other, two groups as the mean
   * of all their pairs, the nearest join first, and of two groups those ends that are
   * nearest come to lie side by side. Of equal ones the first given. It begins at the end
   * whose class was given first. GW_STATUS_TOO_LARGE when n_classes^2 overflows.
   * O(n_classes^2), memory for n_classes^2 numbers.
   *
   * Source: Muellner, Modern hierarchical, agglomerative clustering algorithms (2011),
   * arXiv:1109.2378, figure 3.
   */
  GW_PUBLIC gw_status gw_confusion_order (const double *matrix, size_t n_classes, GwConfusionOrder by, uint32_t *order);

#ifdef __cplusplus
}
#endif

#endif
