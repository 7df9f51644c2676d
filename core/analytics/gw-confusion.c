/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-confusion.h"

#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-sum-private.h"

/* Matrices of up to so many cells are counted apart in each of the parts of the
 * rows; larger ones cost more to join than that wins.
 */
#define GW_CONFUSION_CELLS_FOR_PARTS 65536
#define GW_CONFUSION_PARTS 8
#define GW_CONFUSION_ROWS_FOR_PARTS 65536

/* Rows at a time, a line of the cache; and how many rows ahead are fetched, two pages. */
#define GW_CONFUSION_STEP 16
#define GW_CONFUSION_AHEAD 2048
/* Rows with weights between two questions to the caller. */
#define GW_CONFUSION_ASK 1048576

typedef struct
{
  const int32_t *truth;
  const int32_t *predicted;
  size_t n;
  size_t n_classes;
  const int32_t *places; /* of the labels 0 to n_places - 1 in the list, or -1; NULL: themselves */
  size_t n_places;
  size_t n_parts;
  uint32_t *counts; /* a matrix for each part */
  size_t n_dropped[GW_CONFUSION_PARTS];
  bool invalid[GW_CONFUSION_PARTS];
} Confusion;

/* The place of a label in a list, or UINT32_MAX for none; without a list the label
 * itself, which is n_classes or more for none.
 */
static inline uint32_t
place_of (const int32_t *places, size_t n_places, int32_t label)
{
  if (places == NULL)
    return (uint32_t) label;

  return (uint32_t) label < n_places ? (uint32_t) places[label] : UINT32_MAX;
}

static size_t
part_start (const Confusion *self, size_t part)
{
  return self->n / self->n_parts * part + (part < self->n % self->n_parts ? part : self->n % self->n_parts);
}

/* How many of a few rows fall outside. Inlined where places is NULL and where it is
 * not: the loop then asks for nothing but the labels.
 */
static inline size_t
count_some (const int32_t *truth, const int32_t *predicted, size_t n, const int32_t *places, size_t n_places,
            uint32_t n_classes, uint32_t *counts, bool *invalid)
{
  size_t n_dropped = 0;

  for (size_t i = 0; i < n; i++)
    {
      uint32_t row = place_of (places, n_places, truth[i]), column = place_of (places, n_places, predicted[i]);

      if (row < n_classes && column < n_classes)
        {
          counts[(size_t) row * n_classes + column]++;
          continue;
        }
      n_dropped++;
      *invalid = *invalid || truth[i] < -1 || predicted[i] < -1;
    }

  return n_dropped;
}

/* The processor fetches ahead within a page only: told which rows come next, it has
 * translated their page by then, which takes a fifth of the time away.
 */
static inline size_t
count_run (const int32_t *truth, const int32_t *predicted, size_t n, const int32_t *places, size_t n_places,
           uint32_t n_classes, uint32_t *counts, bool *invalid)
{
  size_t n_dropped = 0, i = 0;

  for (; n - i >= GW_CONFUSION_AHEAD; i += GW_CONFUSION_STEP)
    {
      __builtin_prefetch (truth + i + GW_CONFUSION_AHEAD - 1);
      __builtin_prefetch (predicted + i + GW_CONFUSION_AHEAD - 1);
      n_dropped += count_some (truth + i, predicted + i, GW_CONFUSION_STEP, places, n_places, n_classes, counts,
                               invalid);
    }

  return n_dropped + count_some (truth + i, predicted + i, n - i, places, n_places, n_classes, counts, invalid);
}

static void
count_cb (void *data, size_t part)
{
  Confusion *self = data;
  uint32_t *counts = self->counts + part * self->n_classes * self->n_classes;
  size_t start = part_start (self, part), n = part_start (self, part + 1) - start;
  const int32_t *truth, *predicted;
  uint32_t n_classes = (uint32_t) self->n_classes;
  bool invalid = false;

  self->n_dropped[part] = 0;
  self->invalid[part] = false;
  /* Without items there need be no arrays, and nothing may be added to NULL. */
  if (n == 0)
    return;
  truth = self->truth + start;
  predicted = self->predicted + start;

  self->n_dropped[part] = self->places == NULL ? count_run (truth, predicted, n, NULL, 0, n_classes, counts, &invalid)
                                               : count_run (truth, predicted, n, self->places, self->n_places,
                                                            n_classes, counts, &invalid);
  self->invalid[part] = invalid;
}

static gw_status
count_rows (Confusion *self, double *matrix, size_t n_cells, size_t *n_dropped, const GwRun *run)
{
  gw_status status;

  self->n_parts = self->n >= GW_CONFUSION_ROWS_FOR_PARTS && n_cells <= GW_CONFUSION_CELLS_FOR_PARTS ? GW_CONFUSION_PARTS
                                                                                                    : 1;
  self->counts = GW_NEW0 (uint32_t, self->n_parts * n_cells);
  if (self->counts == NULL)
    return GW_STATUS_NO_MEMORY;

  status = _gw_run_parts (run, self->n_parts, count_cb, self, 0, 1);
  for (size_t part = 0; part < self->n_parts; part++)
    {
      *n_dropped += self->n_dropped[part];
      if (status == GW_STATUS_OK && self->invalid[part])
        status = GW_STATUS_INVALID;
    }
  for (size_t cell = 0; status == GW_STATUS_OK && cell < n_cells; cell++)
    {
      uint64_t count = 0;

      for (size_t part = 0; part < self->n_parts; part++)
        count += self->counts[part * n_cells + cell];
      matrix[cell] = (double) count;
    }
  free (self->counts);

  return status;
}

static gw_status
sum_rows (const Confusion *self, const double *weights, double *matrix, size_t n_cells, size_t *n_dropped,
          const GwRun *run)
{
  gw_status status = GW_STATUS_OK;
  GwSum *sums;

  for (size_t i = 0; i < self->n; i++)
    if (self->truth[i] < -1 || self->predicted[i] < -1 || !(weights[i] >= 0) || isinf (weights[i]))
      return GW_STATUS_INVALID;
  sums = GW_NEW0 (GwSum, n_cells);
  if (sums == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < self->n; i++)
    {
      size_t row, column;

      if (i % GW_CONFUSION_ASK == GW_CONFUSION_ASK - 1 && !_gw_run_step (run, (double) i / (double) self->n))
        {
          status = GW_STATUS_CANCELLED;
          break;
        }
      row = place_of (self->places, self->n_places, self->truth[i]);
      column = place_of (self->places, self->n_places, self->predicted[i]);

      if (row < self->n_classes && column < self->n_classes)
        _gw_sum_add (&sums[row * self->n_classes + column], weights[i]);
      else
        (*n_dropped)++;
    }
  for (size_t cell = 0; status == GW_STATUS_OK && cell < n_cells; cell++)
    matrix[cell] = _gw_sum_get (&sums[cell]);
  free (sums);

  return status;
}

/* Where each label has its place in the list. */
static gw_status
index_classes (Confusion *self, const int32_t *classes, int32_t **places)
{
  int32_t most = -1;

  for (size_t i = 0; i < self->n_classes; i++)
    {
      if (classes[i] < 0)
        return GW_STATUS_INVALID;
      most = classes[i] > most ? classes[i] : most;
    }
  if (most > GW_CONFUSION_MAX_LABEL)
    return GW_STATUS_TOO_LARGE;

  self->n_places = (size_t) most + 1;
  *places = GW_NEW (int32_t, self->n_places);
  if (*places == NULL)
    return GW_STATUS_NO_MEMORY;

  memset (*places, -1, self->n_places * sizeof **places);
  for (size_t i = 0; i < self->n_classes; i++)
    {
      if ((*places)[classes[i]] >= 0)
        return GW_STATUS_INVALID;
      (*places)[classes[i]] = (int32_t) i;
    }
  self->places = *places;

  return GW_STATUS_OK;
}

gw_status
gw_confusion_matrix (const int32_t *truth, const int32_t *predicted, const double *weights, size_t n,
                     const int32_t *classes, size_t n_classes, double *matrix, size_t *n_dropped, const GwRun *run)
{
  Confusion self = { .truth = truth, .predicted = predicted, .n = n, .n_classes = n_classes };
  int32_t *places = NULL;
  size_t n_cells, dropped = 0;
  gw_status status = GW_STATUS_OK;
  bool filled = false;

  if (n > GW_MOST_ROWS || n_classes > INT32_MAX || !_gw_multiply (n_classes, n_classes, &n_cells))
    return GW_STATUS_TOO_LARGE;
  if (classes != NULL)
    status = index_classes (&self, classes, &places);
  if (status == GW_STATUS_OK && weights != NULL)
    status = sum_rows (&self, weights, matrix, n_cells, &dropped, run);
  else if (status == GW_STATUS_OK)
    status = count_rows (&self, matrix, n_cells, &dropped, run);
  free (places);
  if (status != GW_STATUS_OK)
    return status;

  if (n_dropped != NULL)
    *n_dropped = dropped;
  for (size_t cell = 0; cell < n_cells && !filled; cell++)
    filled = matrix[cell] > 0;

  return filled ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

/* --- shares ----------------------------------------------------------------------------- */

static double
share (double part, double whole)
{
  return whole > 0 ? part / whole : 0;
}

static gw_status
normalise_columns (const double *matrix, size_t n_classes, double *normalised)
{
  double *sums = GW_NEW0 (double, n_classes);

  if (sums == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t row = 0; row < n_classes; row++)
    for (size_t column = 0; column < n_classes; column++)
      sums[column] += matrix[row * n_classes + column];
  for (size_t row = 0; row < n_classes; row++)
    for (size_t column = 0; column < n_classes; column++)
      normalised[row * n_classes + column] = share (matrix[row * n_classes + column], sums[column]);
  free (sums);

  return GW_STATUS_OK;
}

static void
normalise_run (const double *cells, size_t n, double *normalised)
{
  double sum = _gw_sum (cells, n);

  for (size_t i = 0; i < n; i++)
    normalised[i] = share (cells[i], sum);
}

gw_status
gw_confusion_normalise (const double *matrix, size_t n_classes, GwNormalise by, double *normalised)
{
  size_t n_cells;

  if (n_classes > GW_MOST_ROWS || !_gw_multiply (n_classes, n_classes, &n_cells)
      || n_cells > PTRDIFF_MAX / sizeof *matrix)
    return GW_STATUS_TOO_LARGE;

  switch (by)
    {
    case GW_NORMALISE_NONE:
      if (n_cells > 0)
        memmove (normalised, matrix, n_cells * sizeof *matrix);
      return GW_STATUS_OK;
    case GW_NORMALISE_TRUE:
      for (size_t row = 0; row < n_classes; row++)
        normalise_run (matrix + row * n_classes, n_classes, normalised + row * n_classes);
      return GW_STATUS_OK;
    case GW_NORMALISE_PREDICTED:
      return normalise_columns (matrix, n_classes, normalised);
    case GW_NORMALISE_ALL:
      normalise_run (matrix, n_cells, normalised);
      return GW_STATUS_OK;
    default:
      return GW_STATUS_INVALID;
    }
}
