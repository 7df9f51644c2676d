/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-ks.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "gw-special-private.h"
#include "gw-sum-private.h"

/* The distribution of the two-sided one-sample statistic, from parts that are
 * each good somewhere.
 */

#define GW_PI 3.14159265358979323846
#define GW_SQRT_2PI 2.50662827463100050242

/* Up to this n the matrix power is the way everywhere. */
#define GW_KS_SMALL 140
/* Beyond this n one-sided sums are replaced by their expansion. */
#define GW_KS_MOST_SUMMED 1000000
/* Rows of the largest matrix: 2 ceil (n d) - 1, with n d^2 <= 4 at n = 140, or
 * n d^1.5 <= 1.4 at n = 100,000.
 */
#define GW_KS_MOST_ROWS 118

/* --- one side ---------------------------------------------------------------------- */

/* P(D+_n >= d) by the sum of Birnbaum and Tingey: d times the sum over j of
 * C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j), all terms of one sign. The logarithm
 * of the binomial goes along from term to term.
 */
static double
sum_one_side (uint64_t n, double d)
{
  double size = (double) n;
  GwSum sum = { 0 }, binomial = { 0 };

  for (uint64_t j = 0; j < n && (double) j / size < 1 - d; j++)
    {
      double share = (double) j / size;

      _gw_sum_add (&sum, exp (_gw_sum_get (&binomial) + ((double) j - 1) * log (d + share)
                              + (double) (n - j) * log1p (-d - share)));
      _gw_sum_add (&binomial, log ((double) (n - j) / (double) (j + 1)));
    }

  return d * _gw_sum_get (&sum);
}

static double
one_side (uint64_t n, double d)
{
  double size = (double) n;

  if (n > GW_KS_MOST_SUMMED)
    return exp (-(6 * size * d + 1) * (6 * size * d + 1) / (18 * size));

  return sum_one_side (n, d);
}

/* --- the exact power of a matrix ------------------------------------------------------ */

/* Numbers with an exponent of ten apart, for n! / n^n is too small for a double. */
typedef struct
{
  double cells[GW_KS_MOST_ROWS * GW_KS_MOST_ROWS];
  int exponent;
} Matrix;

static void
multiply (const Matrix *a, const Matrix *b, size_t m, Matrix *product)
{
  double centre;

  memset (product->cells, 0, m * m * sizeof (double));
  for (size_t i = 0; i < m; i++)
    for (size_t k = 0; k < m; k++)
      for (size_t j = 0; j < m; j++)
        product->cells[i * m + j] += a->cells[i * m + k] * b->cells[k * m + j];
  product->exponent = a->exponent + b->exponent;

  centre = product->cells[(m / 2) * m + m / 2];
  if (centre > 1e140)
    {
      for (size_t i = 0; i < m * m; i++)
        product->cells[i] *= 1e-140;
      product->exponent += 140;
    }
}

/* The matrix H of Marsaglia, Tsang and Wang, for n d = k - h. */
static void
fill_matrix (Matrix *matrix, size_t m, double h)
{
  double power = h;

  matrix->exponent = 0;
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m; j++)
      matrix->cells[i * m + j] = i + 1 < j ? 0 : 1;
  for (size_t i = 0; i < m; i++)
    {
      matrix->cells[i * m] -= power;
      matrix->cells[(m - 1) * m + (m - 1 - i)] -= power;
      power *= h;
    }
  if (2 * h > 1)
    matrix->cells[(m - 1) * m] += pow (2 * h - 1, (double) m);
  for (size_t i = 0; i < m; i++)
    for (size_t j = 0; j < m && j <= i; j++)
      for (size_t g = 2; g <= i - j + 1; g++)
        matrix->cells[i * m + j] /= (double) g;
}

/* P(D_n < d). */
static double
power_of_matrix (uint64_t n, double d)
{
  Matrix work[3];
  double distance = (double) n * d;
  size_t k = (size_t) distance + 1;
  size_t m = 2 * k - 1;
  Matrix *base = &work[0], *result = &work[1], *spare = &work[2], *swap;
  double cdf;
  int exponent;

  fill_matrix (base, m, (double) k - distance);
  memset (result->cells, 0, m * m * sizeof (double));
  for (size_t i = 0; i < m; i++)
    result->cells[i * m + i] = 1;
  result->exponent = 0;
  for (uint64_t rest = n; rest > 0; rest /= 2)
    {
      if (rest % 2 == 1)
        {
          multiply (result, base, m, spare);
          swap = result;
          result = spare;
          spare = swap;
        }
      if (rest == 1)
        break;
      multiply (base, base, m, spare);
      swap = base;
      base = spare;
      spare = swap;
    }

  cdf = result->cells[(k - 1) * m + k - 1];
  exponent = result->exponent;
  for (uint64_t i = 1; i <= n; i++)
    {
      cdf *= (double) i / (double) n;
      if (cdf < 1e-140)
        {
          cdf *= 1e140;
          exponent -= 140;
        }
    }

  return cdf * pow (10, exponent);
}

/* --- the expansion ------------------------------------------------------------------- */

/* P(D_n < d) by Pelz and Good: the limit and three terms in 1 / sqrt (n), each
 * turned by Jacobi's formula into sums that converge fast for small z.
 */
static double
expand (uint64_t n, double d)
{
  const double pi2 = GW_PI * GW_PI, pi4 = pi2 * pi2, pi6 = pi4 * pi2;
  double root = sqrt ((double) n), z = root * d, z2 = z * z, z4 = z2 * z2, z6 = z4 * z2;
  double limit = 0, first = 0, second = 0, third = 0, second_even = 0, third_even = 0;

  /* The smallest terms first. */
  for (int k = (int) ceil (16 * z / GW_PI); k > 0; k--)
    {
      double odd2 = (2.0 * k - 1) * (2.0 * k - 1), odd4 = odd2 * odd2, k2 = (double) k * k;
      double odd = exp (-pi2 * odd2 / (8 * z2)), even = exp (-pi2 * k2 / (2 * z2));

      limit += odd;
      first += odd * (-z2 + pi2 / 4 * odd2);
      second += odd * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * pi2 / 4 * odd2 + pi4 * (1 - 2 * z2) / 16 * odd4);
      third += odd
               * (-30 * z6 - 90 * z4 * z4 + pi2 * (135 * z4 - 96 * z6) / 4 * odd2
                  + pi4 * (212 * z4 - 60 * z2) / 16 * odd4 + pi6 * (5 - 30 * z2) / 64 * odd4 * odd2);
      second_even += even * k2;
      third_even += even * k2 * (3 * z2 - pi2 * k2);
    }

  second = second / (72 * z6 * z) - second_even * pi2 / (36 * z2 * z);
  third = third / (6480 * z6 * z4) + third_even * pi2 / (216 * z6);
  return GW_SQRT_2PI * (limit / z + first / (6 * z4 * root) + second / (root * root) + third / (root * root * root));
}

/* --- all together ------------------------------------------------------------------------ */

static double
clamp (double p)
{
  return p < 0 ? 0 : p > 1 ? 1 : p;
}

/* P(D_n >= d) for 1/(2n) < d <= 1/n: there is one way to lie. */
static double
lowest_sf (uint64_t n, double distance)
{
  double size = (double) n;

  return -expm1 (_gw_ln_gamma (size + 1) - size * log (size) + size * log (2 * distance - 1));
}

double
gw_ks_one_sample_sf (uint64_t n, double d)
{
  double size = (double) n, distance = size * d, square = distance * d;
  bool by_matrix = n <= GW_KS_SMALL || (n <= 100000 && size * pow (d, 1.5) <= 1.4);

  if (n == 0 || isnan (d))
    return NAN;
  if (d >= 1 || distance <= 0.5)
    return d >= 1 ? 0 : 1;
  if (distance <= 1)
    return clamp (lowest_sf (n, distance));
  if (distance >= size - 1)
    return clamp (2 * pow (1 - d, size));
  if (d >= 0.5 || square >= (n <= GW_KS_SMALL ? 4 : 2.2))
    return square >= 370 ? 0 : clamp (2 * one_side (n, d));

  return clamp (1 - (by_matrix ? power_of_matrix (n, d) : expand (n, d)));
}
