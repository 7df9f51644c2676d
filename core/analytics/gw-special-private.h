/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SPECIAL_PRIVATE_H
#define GW_SPECIAL_PRIVATE_H

#include <stdint.h>

/* The functions of probability that tests and intervals need. NaN for what is
 * outside of their range; relative errors of about 1e-14. O(1) or as said.
 */

/* ln of the gamma function for x > 0; unlike lgamma() safe on several threads. */
double _gw_ln_gamma (double x);

/* Standard normal: below x, above x, and the x below which p lies (-inf at 0,
 * +inf at 1). Source of the quantile: Wichura, Algorithm AS 241, Applied
 * Statistics 37 (1988) 477.
 */
double _gw_normal_cdf (double x);
double _gw_normal_sf (double x);
double _gw_normal_quantile (double p);

/* The share of the gamma distribution of shape a above x: Q(a, x). a > 0, x >= 0. */
double _gw_gamma_sf (double a, double x);

/* The share of chi-square with so many degrees of freedom above x. */
double _gw_chi2_sf (double x, double degrees);

/* P(X <= k) of n throws with probability 1/2. O(k). */
double _gw_binomial_half_cdf (uint64_t k, uint64_t n);

#endif
