/* SPDX-License-Identifier: LGPL-3.0-or-later */

/* The inner loop of the covariances: included once for each width, see
 * gw-lanes-private.h.
 */

#include <stddef.h>
#include <string.h>

#include "gw-lanes-private.h"

#ifndef GW_LANES_BYTES
#define GW_LANES_BYTES 16
#define GW_LANES_SUFFIX plain
#endif

#define Lanes GW_LANES_NAME (ProductLanes)

typedef double Lanes __attribute__ ((vector_size (GW_LANES_BYTES)));

GW_ALWAYS_INLINE void
GW_LANES_NAME (store) (const Lanes *low, const Lanes *high, double *to)
{
  double plain[2 * GW_LANES_BYTES / 8];

  memcpy (plain, low, sizeof *low);
  memcpy (plain + GW_LANES_BYTES / 8, high, sizeof *high);
  for (size_t j = 0; j < 2 * GW_LANES_BYTES / 8; j++)
    to[j] += plain[j];
}

/* Adds the products of four columns from a on with two vectors of columns from b on:
 * what is added up stays in registers.
 */
GW_ALWAYS_INLINE void
GW_LANES_NAME (add_tile) (const double *rows, size_t n, size_t width, size_t a, size_t b, double *products)
{
  Lanes low0 = { 0 }, low1 = { 0 }, low2 = { 0 }, low3 = { 0 };
  Lanes high0 = { 0 }, high1 = { 0 }, high2 = { 0 }, high3 = { 0 };
  double *to = products + a * width + b;

  for (size_t i = 0; i < n; i++, rows += width)
    {
      Lanes low, high;

      memcpy (&low, rows + b, sizeof low);
      memcpy (&high, rows + b + GW_LANES_BYTES / 8, sizeof high);
      low0 += low * rows[a];
      high0 += high * rows[a];
      low1 += low * rows[a + 1];
      high1 += high * rows[a + 1];
      low2 += low * rows[a + 2];
      high2 += high * rows[a + 2];
      low3 += low * rows[a + 3];
      high3 += high * rows[a + 3];
    }
  GW_LANES_NAME (store) (&low0, &high0, to);
  GW_LANES_NAME (store) (&low1, &high1, to + width);
  GW_LANES_NAME (store) (&low2, &high2, to + 2 * width);
  GW_LANES_NAME (store) (&low3, &high3, to + 3 * width);
}

/* The tiles on and above the diagonal. */
GW_ALWAYS_INLINE void
GW_LANES_NAME (add_products) (const double *rows, size_t n, size_t width, double *products)
{
  const size_t step = 2 * GW_LANES_BYTES / 8;

  for (size_t a = 0; a < width; a += 4)
    for (size_t b = a / step * step; b < width; b += step)
      GW_LANES_NAME (add_tile) (rows, n, width, a, b, products);
}

#undef Lanes
#undef GW_LANES_BYTES
#undef GW_LANES_SUFFIX
