/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-pca.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-complete-private.h"
#include "gw-linear-private.h"

void
gw_pca_clear (GwPca *self)
{
  free (self->mean);
  free (self->scale);
  free (self->components);
  free (self->variance);
  free (self->ratio);
  *self = (GwPca) { 0 };
}

static gw_status
pca_init (GwPca *self, const GwComplete *rows)
{
  size_t n_values;

  *self = (GwPca) { .columns = rows->columns, .n_rows = rows->n, .n_excluded = rows->n_excluded };
  self->n_components = rows->n < rows->columns ? rows->n : rows->columns;
  if (!_gw_multiply (self->n_components, rows->columns, &n_values))
    return GW_STATUS_TOO_LARGE;

  self->mean = GW_NEW0 (double, rows->columns);
  self->scale = GW_NEW0 (double, rows->columns);
  self->components = GW_NEW0 (double, n_values);
  self->variance = GW_NEW0 (double, self->n_components);
  self->ratio = GW_NEW0 (double, self->n_components);
  if (self->mean == NULL || self->scale == NULL || self->components == NULL || self->variance == NULL
      || self->ratio == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t j = 0; j < rows->columns; j++)
    self->scale[j] = 1;

  return GW_STATUS_OK;
}

/* Exactly: rounding of the mean must not pass for a spread. */
static bool
varies (const GwComplete *rows, size_t j)
{
  for (size_t i = 1; i < rows->n; i++)
    if (rows->values[i * rows->columns + j] != rows->values[j])
      return true;

  return false;
}

/* --- at least as many rows as columns ------------------------------------------------ */

static void
settle_constant (GwPca *self, const GwComplete *rows, double *covariance)
{
  size_t columns = self->columns;

  for (size_t j = 0; j < columns; j++)
    {
      if (varies (rows, j))
        continue;
      self->mean[j] = rows->values[j];
      for (size_t a = 0; a < columns; a++)
        covariance[a * columns + j] = covariance[j * columns + a] = 0;
    }
}

/* Divides the covariances by the deviations. */
static void
standardize_covariance (GwPca *self, double *covariance)
{
  size_t columns = self->columns;

  for (size_t j = 0; j < columns; j++)
    if (covariance[j * columns + j] > 0)
      self->scale[j] = sqrt (covariance[j * columns + j]);
  for (size_t a = 0; a < columns; a++)
    for (size_t b = 0; b < columns; b++)
      covariance[a * columns + b] /= self->scale[a] * self->scale[b];
}

static gw_status
find_by_columns (GwPca *self, const GwComplete *rows, bool standardize, const GwRun *run)
{
  size_t columns = rows->columns, n_pairs;
  double *covariance;
  gw_status status;

  if (!_gw_multiply (columns, columns, &n_pairs))
    return GW_STATUS_TOO_LARGE;
  covariance = GW_NEW (double, n_pairs);
  if (covariance == NULL)
    return GW_STATUS_NO_MEMORY;

  status = _gw_covariance (rows->values, rows->n, columns, self->mean, covariance, run, 0, 0.9);
  if (status == GW_STATUS_OK)
    {
      settle_constant (self, rows, covariance);
      if (standardize)
        standardize_covariance (self, covariance);
      status = _gw_eigen (covariance, columns, self->variance, self->components);
    }
  free (covariance);

  return status;
}

/* --- more columns than rows ----------------------------------------------------------- */

/* Means, scales, and the table turned: a row for each column, around its mean. */
static void
turn_table (GwPca *self, const GwComplete *rows, bool standardize, double *turned)
{
  size_t n = rows->n;

  for (size_t j = 0; j < rows->columns; j++)
    {
      double *row = turned + j * n;
      double squares = 0;

      for (size_t i = 0; i < n; i++)
        self->mean[j] += rows->values[i * rows->columns + j] / (double) n;
      if (!varies (rows, j))
        self->mean[j] = rows->values[j];
      for (size_t i = 0; i < n; i++)
        {
          row[i] = rows->values[i * rows->columns + j] - self->mean[j];
          squares += row[i] * row[i];
        }
      if (standardize && squares > 0)
        self->scale[j] = sqrt (squares / (double) (n - 1));
      for (size_t i = 0; i < n; i++)
        row[i] /= self->scale[j];
    }
}

static double
length_of (const double *row, size_t n)
{
  double squares = 0;

  for (size_t j = 0; j < n; j++)
    squares += row[j] * row[j];

  return sqrt (squares);
}

/* Takes the first n components out of a row, twice for the rounding, and brings what
 * is left to length 1; false where nothing is.
 */
static bool
make_component (const GwPca *self, size_t n, double *row)
{
  double before = length_of (row, self->columns), after;

  for (size_t i = 0; i < 2 * n; i++)
    {
      const double *other = self->components + i % n * self->columns;
      double share = 0;

      for (size_t j = 0; j < self->columns; j++)
        share += row[j] * other[j];
      for (size_t j = 0; j < self->columns; j++)
        row[j] -= share * other[j];
    }
  after = length_of (row, self->columns);
  if (!(after > before * 1e-6))
    return false;
  for (size_t j = 0; j < self->columns; j++)
    row[j] /= after;

  return true;
}

/* A component along which nothing varies: any that stands at right angles. */
static void
make_any_component (const GwPca *self, size_t n, double *row)
{
  size_t next = 0;

  do
    {
      memset (row, 0, self->columns * sizeof *row);
      row[next++] = 1;
    }
  while (!make_component (self, n, row) && next < self->columns);
}

/* From the vectors over the rows to those over the columns. */
static void
turn_vectors (GwPca *self, const double *turned, const double *vectors)
{
  size_t n = self->n_components;

  for (size_t i = 0; i < n; i++)
    {
      double *row = self->components + i * self->columns;

      for (size_t j = 0; j < self->columns; j++)
        {
          row[j] = 0;
          for (size_t r = 0; r < n; r++)
            row[j] += turned[j * n + r] * vectors[i * n + r];
        }
      if (!(self->variance[i] > self->variance[0] * (double) n * 4 * DBL_EPSILON) || !make_component (self, i, row))
        make_any_component (self, i, row);
    }
}

static gw_status
find_by_rows (GwPca *self, const GwComplete *rows, bool standardize, const GwRun *run)
{
  size_t n = rows->n;
  double *turned = GW_NEW (double, n * rows->columns);
  double *products = GW_NEW0 (double, n *n);
  double *vectors = GW_NEW (double, n *n);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (turned != NULL && products != NULL && vectors != NULL)
    {
      turn_table (self, rows, standardize, turned);
      status = _gw_run_step (run, 0.2) ? GW_STATUS_OK : GW_STATUS_CANCELLED;
    }
  if (status == GW_STATUS_OK)
    {
      for (size_t j = 0; j < rows->columns; j++)
        for (size_t a = 0; a < n; a++)
          for (size_t b = 0; b < n; b++)
            products[a * n + b] += turned[j * n + a] * turned[j * n + b];
      for (size_t i = 0; n > 1 && i < n * n; i++)
        products[i] /= (double) (n - 1);
      status = _gw_eigen (products, n, self->variance, vectors);
    }
  if (status == GW_STATUS_OK && self->variance[0] > 0)
    turn_vectors (self, turned, vectors);
  free (turned);
  free (products);
  free (vectors);

  return status;
}

/* --- both ------------------------------------------------------------------------------ */

static void
settle_sign (double *row, size_t columns)
{
  size_t largest = 0;

  for (size_t j = 1; j < columns; j++)
    if (fabs (row[j]) > fabs (row[largest]))
      largest = j;
  if (row[largest] > 0)
    return;
  for (size_t j = 0; j < columns; j++)
    row[j] = -row[j];
}

static void
forget_components (GwPca *self)
{
  for (size_t i = 0; i < self->n_components * self->columns; i++)
    self->components[i] = NAN;
  for (size_t i = 0; i < self->n_components; i++)
    {
      self->variance[i] = self->n_rows > 1 ? 0 : NAN;
      self->ratio[i] = NAN;
    }
}

static gw_status
finish (GwPca *self)
{
  double total = 0;

  for (size_t i = 0; i < self->n_components; i++)
    {
      self->variance[i] = fmax (self->variance[i], 0); /* below it is rounding */
      total += self->variance[i];
    }
  if (!(total > 0) || self->n_rows < 2)
    {
      forget_components (self);
      return GW_STATUS_DEGENERATE;
    }

  for (size_t i = 0; i < self->n_components; i++)
    {
      self->ratio[i] = self->variance[i] / total;
      settle_sign (self->components + i * self->columns, self->columns);
    }

  return GW_STATUS_OK;
}

gw_status
gw_pca (const double *values, size_t n, size_t columns, bool standardize, GwPca *out, const GwRun *run)
{
  GwComplete rows;
  GwPca pca = { 0 };
  gw_status status = _gw_complete_init (&rows, values, n, columns);

  if (status != GW_STATUS_OK)
    return status;

  status = pca_init (&pca, &rows);
  if (status == GW_STATUS_OK && rows.n == 0)
    status = GW_STATUS_EMPTY;
  else if (status == GW_STATUS_OK)
    {
      status = rows.n < columns ? find_by_rows (&pca, &rows, standardize, run)
                                : find_by_columns (&pca, &rows, standardize, run);
      if (status == GW_STATUS_OK)
        status = finish (&pca);
      else if (status == GW_STATUS_UNDEFINED) /* squares of the values overflow */
        status = GW_STATUS_INVALID;
    }
  _gw_complete_clear (&rows);

  if (!gw_status_has_values (status))
    {
      gw_pca_clear (&pca);
      return status;
    }
  *out = pca;

  return status;
}

/* --- where rows lie -------------------------------------------------------------------- */

#define PART_ROWS 1024

typedef struct
{
  const GwPca *pca;
  const double *values;
  size_t n;
  size_t n_components;
  double *scores;
} Projection;

static void
project_part (void *data, size_t part)
{
  const Projection *self = data;
  const GwPca *pca = self->pca;
  size_t end = (part + 1) * PART_ROWS < self->n ? (part + 1) * PART_ROWS : self->n;

  for (size_t i = part * PART_ROWS; i < end; i++)
    for (size_t c = 0; c < self->n_components; c++)
      {
        const double *row = self->values + i * pca->columns, *component = pca->components + c * pca->columns;
        double score = 0;

        for (size_t j = 0; j < pca->columns; j++)
          score += (row[j] - pca->mean[j]) / pca->scale[j] * component[j];
        self->scores[i * self->n_components + c] = score;
      }
}

gw_status
gw_pca_project (const GwPca *self, const double *values, size_t n, size_t n_components, double *scores,
                const GwRun *run)
{
  Projection work = { .pca = self, .values = values, .n = n, .n_components = n_components };
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t n_scores;

  if (n_components == 0 || n_components > self->n_components)
    return GW_STATUS_INVALID;
  if (n == 0)
    return GW_STATUS_EMPTY;
  if (n > GW_MOST_ROWS || !_gw_multiply (n, n_components, &n_scores) || n_scores > SIZE_MAX / sizeof *scores)
    return GW_STATUS_TOO_LARGE;

  work.scores = GW_NEW (double, n_scores);
  if (work.scores != NULL)
    status = _gw_run_parts (run, (n + PART_ROWS - 1) / PART_ROWS, project_part, &work, 0, 1);
  if (status == GW_STATUS_OK)
    memcpy (scores, work.scores, n_scores * sizeof *scores);
  free (work.scores);

  return status;
}
