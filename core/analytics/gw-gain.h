/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_GAIN_H
#define GW_GAIN_H

#include "gw-score-table.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What is gained by taking the rows of the highest scores first.
   *
   * depth    n_depths shares of the rows (of their weight), each in [0, 1]
   * gain     n_depths shares of the positives that lie within that depth, 0 to 1.
   *          Of equal scores across which the depth falls the fitting share counts
   * lift     n_depths: gain / depth, how many times better than chance; NaN at depth
   *          0. May be NULL
   *
   * GW_STATUS_NO_POSITIVE or GW_STATUS_EMPTY: all NaN. GW_STATUS_INVALID for a depth
   * outside of [0, 1], GW_STATUS_TOO_LARGE beyond 2^31 of them.
   * O(n_depths * log points), no memory taken.
   * Source: Witten, Frank, Data mining, 2nd edition (2005), 5.7.
   */
  GW_PUBLIC gw_status gw_gain_lift (const GwScoreTable *table, const double *depth, size_t n_depths, double *gain,
                                    double *lift);

#ifdef __cplusplus
}
#endif

#endif
