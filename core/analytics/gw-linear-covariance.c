/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-linear-private.h"

#include <string.h>

#include "gw-array-private.h"

/* Rows are summed by steps of so many, the steps of a part, and then the parts:
 * the error grows with the longest of these only, and the order is always the same.
 */
#define STEP_ROWS 128
#define PART_ROWS 2048
#define MOST_PARTS 64

typedef struct
{
  const double *values;
  size_t n;
  size_t columns;
  size_t padded; /* columns, up to a multiple of 8 */
  const double *mean;
  size_t part_rows;
  double *sums;  /* for each part: columns, or padded * padded products */
  double *steps; /* for each part: STEP_ROWS padded rows around the mean */
} Cross;

/* --- means --------------------------------------------------------------------------- */

static void
add_rows (const double *values, size_t n, size_t columns, double *sums)
{
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < columns; j++)
      sums[j] += values[i * columns + j];
}

static void
mean_part (void *data, size_t part)
{
  const Cross *self = data;
  double *sums = self->sums + part * self->columns;
  double *step = self->steps + part * STEP_ROWS * self->padded; /* its first row only */
  size_t end = (part + 1) * self->part_rows < self->n ? (part + 1) * self->part_rows : self->n;

  for (size_t i = part * self->part_rows; i < end; i += STEP_ROWS)
    {
      memset (step, 0, self->columns * sizeof *step);
      add_rows (self->values + i * self->columns, end - i < STEP_ROWS ? end - i : STEP_ROWS, self->columns, step);
      add_rows (step, 1, self->columns, sums);
    }
}

/* --- products ------------------------------------------------------------------------ */

#define GW_LANES_BYTES 16
#define GW_LANES_SUFFIX plain
#include "gw-linear-product-private.h"

#if GW_LANES_HAVE_WIDE

#define GW_LANES_BYTES 32
#define GW_LANES_SUFFIX wide
#include "gw-linear-product-private.h"

GW_LANES_WIDE static void
run_wide (const double *rows, size_t n, size_t width, double *products)
{
  add_products_wide (rows, n, width, products);
}

#endif

void
_gw_add_products (const double *rows, size_t n, size_t width, double *products, bool plain)
{
#if GW_LANES_HAVE_WIDE
  if (!plain && _gw_lanes_are_wide ())
    {
      run_wide (rows, n, width, products);
      return;
    }
#endif
  add_products_plain (rows, n, width, products);
}

static void
product_part (void *data, size_t part)
{
  const Cross *self = data;
  double *products = self->sums + part * self->padded * self->padded;
  double *step = self->steps + part * STEP_ROWS * self->padded;
  size_t end = (part + 1) * self->part_rows < self->n ? (part + 1) * self->part_rows : self->n;

  for (size_t i = part * self->part_rows; i < end; i += STEP_ROWS)
    {
      size_t n = end - i < STEP_ROWS ? end - i : STEP_ROWS;

      for (size_t row = 0; row < n; row++)
        for (size_t j = 0; j < self->columns; j++)
          step[row * self->padded + j] = self->values[(i + row) * self->columns + j] - self->mean[j];
      _gw_add_products (step, n, self->padded, products, false);
    }
}

/* Joins the parts, divides and mirrors. */
static void
finish_covariance (const Cross *self, size_t n_parts, double *covariance)
{
  double divisor = self->n > 1 ? (double) (self->n - 1) : 1;
  size_t columns = self->columns;

  memset (covariance, 0, columns * columns * sizeof *covariance);
  for (size_t part = 0; part < n_parts; part++)
    for (size_t a = 0; a < columns; a++)
      for (size_t b = a; b < columns; b++)
        covariance[a * columns + b] += self->sums[(part * self->padded + a) * self->padded + b];
  for (size_t a = 0; a < columns; a++)
    for (size_t b = a; b < columns; b++)
      covariance[b * columns + a] = covariance[a * columns + b] /= divisor;
}

gw_status
_gw_covariance (const double *values, size_t n, size_t columns, double *mean, double *covariance, const GwRun *run,
                double from, double to)
{
  size_t padded = (columns + GW_PRODUCT_WIDTH - 1) / GW_PRODUCT_WIDTH * GW_PRODUCT_WIDTH;
  Cross self = { .values = values, .n = n, .columns = columns, .padded = padded, .mean = mean };
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t n_parts, n_sums;

  self.part_rows = (n + MOST_PARTS - 1) / MOST_PARTS;
  if (self.part_rows < PART_ROWS)
    self.part_rows = PART_ROWS;
  n_parts = (n + self.part_rows - 1) / self.part_rows;
  if (!_gw_multiply (padded, padded, &n_sums) || !_gw_multiply (n_sums, n_parts, &n_sums))
    return GW_STATUS_TOO_LARGE;

  self.sums = GW_NEW0 (double, n_sums);
  self.steps = GW_NEW0 (double, n_parts *STEP_ROWS *padded);
  if (self.sums != NULL && self.steps != NULL)
    status = _gw_run_parts (run, n_parts, mean_part, &self, from, from + (to - from) / 8);
  if (status == GW_STATUS_OK)
    {
      memset (mean, 0, columns * sizeof *mean);
      add_rows (self.sums, n_parts, columns, mean);
      for (size_t j = 0; j < columns; j++)
        mean[j] /= (double) n;
      memset (self.sums, 0, n_parts * columns * sizeof *self.sums);
      memset (self.steps, 0, n_parts * STEP_ROWS * padded * sizeof *self.steps);
      status = _gw_run_parts (run, n_parts, product_part, &self, from + (to - from) / 8, to);
    }
  if (status == GW_STATUS_OK)
    finish_covariance (&self, n_parts, covariance);
  free (self.sums);
  free (self.steps);

  return status;
}
