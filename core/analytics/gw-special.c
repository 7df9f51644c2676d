/* SPDX-License-Identifier: LGPL-3.0-or-later */

/* lgamma_r() is not in C17. */
#define _GNU_SOURCE

#include "gw-special-private.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#define GW_SQRT_HALF 0.70710678118654752440
#define GW_LN_2 0.69314718055994530942

double
_gw_ln_gamma (double x)
{
  int sign;

  return x > 0 ? lgamma_r (x, &sign) : NAN;
}

double
_gw_normal_cdf (double x)
{
  return 0.5 * erfc (-x * GW_SQRT_HALF);
}

double
_gw_normal_sf (double x)
{
  return 0.5 * erfc (x * GW_SQRT_HALF);
}

/* --- the quantile of the normal distribution -------------------------------------- */

/* Coefficients of the rational functions PPND16, lowest power first. */
static const double near_top[8] = { 3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                    1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                    3.3430575583588128105e+4, 2.5090809287301226727e+3 };
static const double near_bottom[8] = { 1.0,
                                       4.2313330701600911252e+1,
                                       6.8718700749205790830e+2,
                                       5.3941960214247511077e+3,
                                       2.1213794301586595867e+4,
                                       3.9307895800092710610e+4,
                                       2.8729085735721942674e+4,
                                       5.2264952788528545610e+3 };
static const double middle_top[8] = { 1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                      3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                      2.27238449892691845833e-2, 7.74545014278341407640e-4 };
static const double middle_bottom[8] = { 1.0,
                                         2.05319162663775882187e0,
                                         1.67638483018380384940e0,
                                         6.89767334985100004550e-1,
                                         1.48103976427480074590e-1,
                                         1.51986665636164571966e-2,
                                         5.47593808499534494600e-4,
                                         1.05075007164441684324e-9 };
static const double far_top[8] = { 6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                   2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7 };
static const double far_bottom[8] = { 1.0,
                                      5.99832206555887937690e-1,
                                      1.36929880922735805310e-1,
                                      1.48753612908506148525e-2,
                                      7.86869131145613259100e-4,
                                      1.84631831751005468180e-5,
                                      1.42151175831644588870e-7,
                                      2.04426310338993978564e-15 };

static double
ratio (const double top[8], const double bottom[8], double x)
{
  double a = top[7], b = bottom[7];

  for (int i = 6; i >= 0; i--)
    {
      a = a * x + top[i];
      b = b * x + bottom[i];
    }

  return a / b;
}

double
_gw_normal_quantile (double p)
{
  double q = p - 0.5;
  double r, value;

  if (!(p >= 0 && p <= 1))
    return NAN;
  if (p == 0 || p == 1)
    return p == 0 ? -INFINITY : INFINITY;
  if (fabs (q) <= 0.425)
    return q * ratio (near_top, near_bottom, 0.180625 - q * q);

  r = sqrt (-log (q < 0 ? p : 1 - p));
  value = r <= 5 ? ratio (middle_top, middle_bottom, r - 1.6) : ratio (far_top, far_bottom, r - 5);

  return q < 0 ? -value : value;
}

/* --- the gamma distribution ---------------------------------------------------------- */

/* P(a, x) by its series, for x < a + 1. */
static double
gamma_series (double a, double x)
{
  double term = 1 / a, sum = term;

  for (double i = 1; fabs (term) > fabs (sum) * DBL_EPSILON / 4; i++)
    {
      term *= x / (a + i);
      sum += term;
    }

  return sum * exp (-x + a * log (x) - _gw_ln_gamma (a));
}

/* Q(a, x) by its continued fraction, for x >= a + 1.
 * Source: Lentz, Applied Optics 15 (1976) 668, as changed by Thompson and Barnett.
 */
static double
gamma_fraction (double a, double x)
{
  double b = x + 1 - a, c = 1 / DBL_MIN, d = 1 / b, h = d;

  for (double i = 1; i < 100000; i++)
    {
      double an = -i * (i - a), change;

      b += 2;
      d = an * d + b;
      c = b + an / c;
      if (fabs (d) < DBL_MIN)
        d = DBL_MIN;
      if (fabs (c) < DBL_MIN)
        c = DBL_MIN;
      d = 1 / d;
      change = d * c;
      h *= change;
      if (fabs (change - 1) <= DBL_EPSILON)
        break;
    }

  return h * exp (-x + a * log (x) - _gw_ln_gamma (a));
}

double
_gw_gamma_sf (double a, double x)
{
  if (!(a > 0) || !(x >= 0))
    return NAN;
  if (x == 0)
    return 1;
  if (isinf (x))
    return 0;

  return x < a + 1 ? 1 - gamma_series (a, x) : gamma_fraction (a, x);
}

double
_gw_chi2_sf (double x, double degrees)
{
  return _gw_gamma_sf (degrees / 2, x / 2);
}

/* --- throws of a coin ------------------------------------------------------------------ */

double
_gw_binomial_half_cdf (uint64_t k, uint64_t n)
{
  double ln_n = _gw_ln_gamma ((double) n + 1);
  double sum = 0;

  if (k >= n)
    return 1;

  /* The small ones first. */
  for (uint64_t i = 0; i <= k; i++)
    sum += exp (ln_n - _gw_ln_gamma ((double) i + 1) - _gw_ln_gamma ((double) (n - i) + 1) - (double) n * GW_LN_2);

  return sum < 1 ? sum : 1;
}
