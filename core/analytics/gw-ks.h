/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_KS_H
#define GW_KS_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Up to this product of the two sizes the p-value is counted exactly. */
#define GW_KS_MOST_EXACT 250000

  typedef struct
  {
    double statistic;    /* the largest distance of the two cumulative shares, 0 to 1 */
    double p_value;      /* two-sided: p_exact where there is one, else p_asymptotic */
    double p_exact;      /* NaN where the product of the sizes exceeds GW_KS_MOST_EXACT */
    double p_asymptotic; /* by the one-sample statistic; NaN for one row against one */
    size_t n_excluded;   /* values left out because they are NaN */
  } GwKs;

  /* Whether two samples come from one distribution: the two-sample test of
   * Kolmogorov and Smirnov. Infinities are values like others.
   *
   * a, b      n_a and n_b values
   * out       the test. Ties are as in scipy: the statistic takes a group of equal
   *           values at once, the p-value supposes that there are none
   *
   * The exact p counts lattice paths; the asymptotic one is the survival function of
   * the one-sample statistic at N = n_a n_b / (n_a + n_b), rounded, half to even.
   * GW_STATUS_EMPTY when a sample holds no value: all NaN. GW_STATUS_TOO_LARGE
   * beyond 2^31 values. O(n log n), memory for both samples.
   * Source: Hodges, The significance probability of the Smirnov two-sample test,
   * Arkiv för Matematik 3 (1958) 469; as scipy's ks_2samp.
   */
  GW_PUBLIC gw_status gw_ks_two_sample (const double *a, size_t n_a, const double *b, size_t n_b, GwKs *out);

  /* P(D_n >= d) for the two-sided statistic of n values against a distribution
   * that is known. 1 below what D_n can be, 0 above; NaN for n = 0 or NaN.
   *
   * For n up to 140 good to a relative 1e-9. Above, where n d^2 >= 2.2, twice the
   * one-sided probability, which exceeds it by a relative 2e-6 there and by less
   * further out; below, the expansion of Pelz and Good or, where that is not good
   * enough, the exact matrix power: absolute errors of about 1e-8. Beyond a
   * million, one-sided probabilities by their own expansion, relative 1e-6.
   * O(n) at most, no memory that grows with n.
   * Source: Simard, L'Ecuyer, Computing the two-sided Kolmogorov-Smirnov
   * distribution, Journal of Statistical Software 39 (2011) 11; the limits of the
   * parts are those of scipy.
   */
  GW_PUBLIC double gw_ks_one_sample_sf (uint64_t n, double d);

#ifdef __cplusplus
}
#endif

#endif
