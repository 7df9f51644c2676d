/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_TRANSFORM_H
#define GW_TRANSFORM_H

#include <stddef.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What makes a skewed column more even. */
  typedef enum
  {
    GW_TRANSFORM_LOG,        /* ln x, for x > 0 */
    GW_TRANSFORM_LOG1P,      /* ln (1 + x), for x > -1 */
    GW_TRANSFORM_SQRT,       /* root of x, for x >= 0 */
    GW_TRANSFORM_BOX_COX,    /* (x^lambda - 1) / lambda, ln x at 0; for x > 0 */
    GW_TRANSFORM_YEO_JOHNSON /* ((1 + x)^lambda - 1) / lambda, ln (1 + x) at 0; for x < 0
                                -((1 - x)^(2 - lambda) - 1) / (2 - lambda), -ln (1 - x) at 2 */
  } GwTransform;

  /* For all of them:
   *
   * lambda       of the last two transforms, finite, else GW_STATUS_INVALID; the
   *              others do not look at it
   * values       n numbers; NaN and the infinities have no part in it
   * n_offending  finite values for which the transform is not defined
   *
   * GW_STATUS_UNDEFINED where there are such: the transform is not to be offered.
   * GW_STATUS_TOO_LARGE beyond 2^31 values.
   *
   * Sources: Box, Cox, An analysis of transformations, Journal of the Royal
   * Statistical Society B 26 (1964) 211; Yeo, Johnson, A new family of power
   * transformations, Biometrika 87 (2000) 954.
   */

  /* out  n results, NaN for what has none; may be values. O(n), no memory taken. */
  GW_PUBLIC gw_status gw_transform_values (const double *values, size_t n, GwTransform transform, double lambda,
                                           double *out, size_t *n_offending);

  /* How well lambda makes the values normal: their log-likelihood but for a
   * constant, -n/2 ln (variance of the results, divided by n) + (lambda - 1) J, with J
   * the sum of ln x (Box and Cox), or of sign (x) ln (1 + |x|). Worked out so
   * that no power leaves the range of doubles.
   *
   * transform  GW_TRANSFORM_BOX_COX or GW_TRANSFORM_YEO_JOHNSON, else GW_STATUS_INVALID
   *
   * GW_STATUS_EMPTY without values, GW_STATUS_DEGENERATE where they do not vary, with
   * NaN. O(n), with memory for 2 n numbers.
   */
  GW_PUBLIC gw_status gw_transform_log_likelihood (const double *values, size_t n, GwTransform transform, double lambda,
                                                   double *log_likelihood, size_t *n_offending);

  /* The lambda of the greatest log-likelihood, and that; the same arguments and
   * statuses. About 30 times the work of the function before.
   *
   * Source of the search: Brent, Algorithms for minimization without derivatives
   * (1973), chapter 5.
   */
  GW_PUBLIC gw_status gw_transform_fit (const double *values, size_t n, GwTransform transform, double *lambda,
                                        double *log_likelihood, size_t *n_offending, const GwRun *run);

  /* What a transform would do to a column. */
  typedef struct
  {
    size_t n_excluded;     /* rows left out: NaN and the infinities */
    size_t n_offending;    /* for which it is not defined */
    double lambda;         /* fitted, for the last two transforms; else NaN */
    double log_likelihood; /* the same */
    double skew_before;    /* g1 of the values, as gw_moments() */
    double skew_after;     /* of the results; NaN where it is not to be offered */
  } GwTransformPreview;

  /* The preview, with lambda fitted where there is one. GW_STATUS_EMPTY without
   * values, GW_STATUS_DEGENERATE where they do not vary.
   */
  GW_PUBLIC gw_status gw_transform_preview (const double *values, size_t n, GwTransform transform,
                                            GwTransformPreview *preview, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
