/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CHI2_H
#define GW_CHI2_H

#include <stddef.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef struct
  {
    double statistic;
    double p_value;
    size_t degrees; /* of freedom: columns that hold something, less 1 */
  } GwChi2;

  /* Whether two samples have the same shares of n categories: the chi-square test
   * of homogeneity, without correction.
   *
   * a, b  n counts each, or sums of weights: finite, not negative, else
   *       GW_STATUS_INVALID. Categories that neither sample holds are left out.
   * n     categories, up to 2^31, else GW_STATUS_TOO_LARGE; 0 is allowed and is as if
   *       nothing was counted
   * out   the test. With one category left the statistic is 0 and p is 1.
   *
   * GW_STATUS_EMPTY when a sample holds nothing: statistic and p are NaN.
   * O(n), no memory taken.
   * Source: Pearson, Philosophical Magazine 50 (1900) 157; as scipy's
   * chi2_contingency (correction=False).
   */
  GW_PUBLIC gw_status gw_chi2_two_sample (const double *a, const double *b, size_t n, GwChi2 *out);

#ifdef __cplusplus
}
#endif

#endif
