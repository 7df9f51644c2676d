/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-image-hash.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define GW_PI 3.14159265358979323846
#define GW_PHASH_LOW 8

static bool
all_finite (const double *values, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!isfinite (values[i]))
      return false;
  return true;
}

/* The first `n_wanted` coefficients of the cosine transform (type II, not scaled)
 * of n values, which are lost; they go to out[0], out[stride], …. The values are
 * folded in halves: what is even in them gives the even coefficients, what is odd
 * the odd ones. So what vanishes, as in a picture of one colour, is 0 and no rounding
 * error.
 */
static void
transform (double *values, size_t n, size_t n_wanted, double *out, size_t stride)
{
  size_t half = n / 2;
  double odd[GW_IMAGE_PHASH_SIDE / 2];

  if (n == 1)
    {
      out[0] = 2 * values[0];
      return;
    }

  for (size_t i = 0; i < half; i++)
    {
      double left = values[i], right = values[n - 1 - i];

      values[i] = left + right;
      odd[i] = left - right;
    }
  for (size_t k = 1; k < n_wanted; k += 2)
    {
      double sum = 0;

      for (size_t i = 0; i < half; i++)
        sum += odd[i] * cos (GW_PI * (double) (k * (2 * i + 1)) / (double) (2 * n));
      out[k * stride] = 2 * sum;
    }
  transform (values, half, (n_wanted + 1) / 2, out, 2 * stride);
}

/* The mean of the two in the middle. */
static double
median (const double values[64])
{
  double sorted[64];

  memcpy (sorted, values, sizeof sorted);
  for (size_t i = 1; i < 64; i++)
    {
      double value = sorted[i];
      size_t k = i;

      for (; k > 0 && sorted[k - 1] > value; k--)
        sorted[k] = sorted[k - 1];
      sorted[k] = value;
    }

  return (sorted[31] + sorted[32]) / 2;
}

gw_status
gw_image_phash (const double *luminance, uint64_t *code)
{
  double rows[GW_PHASH_LOW][GW_IMAGE_PHASH_SIDE], low[GW_PHASH_LOW * GW_PHASH_LOW];
  double line[GW_IMAGE_PHASH_SIDE], middle;

  if (!all_finite (luminance, GW_IMAGE_PHASH_SIDE * GW_IMAGE_PHASH_SIDE))
    return GW_STATUS_INVALID;

  for (size_t x = 0; x < GW_IMAGE_PHASH_SIDE; x++)
    {
      for (size_t y = 0; y < GW_IMAGE_PHASH_SIDE; y++)
        line[y] = luminance[y * GW_IMAGE_PHASH_SIDE + x];
      transform (line, GW_IMAGE_PHASH_SIDE, GW_PHASH_LOW, &rows[0][x], GW_IMAGE_PHASH_SIDE);
    }
  for (size_t y = 0; y < GW_PHASH_LOW; y++)
    transform (rows[y], GW_IMAGE_PHASH_SIDE, GW_PHASH_LOW, low + y * GW_PHASH_LOW, 1);

  middle = median (low);
  *code = 0;
  for (size_t i = 0; i < 64; i++)
    *code = *code << 1 | (low[i] > middle);
  return GW_STATUS_OK;
}

gw_status
gw_image_dhash (const double *luminance, uint64_t *code)
{
  if (!all_finite (luminance, GW_IMAGE_DHASH_ROWS * GW_IMAGE_DHASH_COLUMNS))
    return GW_STATUS_INVALID;

  *code = 0;
  for (size_t y = 0; y < GW_IMAGE_DHASH_ROWS; y++)
    for (size_t x = 0; x + 1 < GW_IMAGE_DHASH_COLUMNS; x++)
      {
        const double *pixel = luminance + y * GW_IMAGE_DHASH_COLUMNS + x;

        *code = *code << 1 | (pixel[1] > pixel[0]);
      }
  return GW_STATUS_OK;
}

unsigned
gw_image_hash_distance (uint64_t a, uint64_t b)
{
  return (unsigned) __builtin_popcountll (a ^ b);
}
