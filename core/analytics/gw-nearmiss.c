/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-nearmiss.h"

#include <math.h>
#include <string.h>

#include "gw-remedy-private.h"
#include "gw-sort-private.h"

/* Rows whose farthest ones a part of the work looks for. */
#define PART_ROWS 64

typedef struct
{
  const GwClassRows *rows;
  const uint32_t *asked;
  size_t n_asked;
  size_t k;
  double *squares; /* k for each asked row */
} Farthest;

/* The squares of the k largest distances of each row to the smallest class. */
static void
farthest_part (void *data, size_t part)
{
  const Farthest *self = data;
  const GwClassRows *rows = self->rows;
  const uint32_t *others = _gw_class_rows_of (rows, rows->smallest);
  size_t n_others = _gw_class_rows_count (rows, rows->smallest);

  for (size_t i = part * PART_ROWS; i < (part + 1) * PART_ROWS && i < self->n_asked; i++)
    {
      const double *row = rows->values + (size_t) self->asked[i] * rows->columns;
      double *best = self->squares + i * self->k;
      size_t n_best = 0;

      for (size_t j = 0; j < n_others; j++)
        {
          double square = _gw_distance2 (row, rows->values + (size_t) others[j] * rows->columns, rows->columns);
          size_t place;

          if (n_best == self->k && square <= best[self->k - 1])
            continue;
          place = n_best < self->k ? n_best++ : self->k - 1;
          for (; place > 0 && best[place - 1] < square; place--)
            best[place] = best[place - 1];
          best[place] = square;
        }
    }
}

/* The sums of the distances of rows to the k nearest or farthest of the smallest
 * class.
 */
static gw_status
find_sums (const GwClassRows *rows, const uint32_t *asked, size_t n_asked, size_t k, bool farthest, double *sums,
           const GwRun *run, double from, double to)
{
  size_t n_lists;
  double *squares = NULL;
  uint32_t *found = NULL;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (!_gw_multiply (n_asked, k, &n_lists))
    return GW_STATUS_TOO_LARGE;
  squares = GW_NEW (double, n_lists);
  found = GW_NEW (uint32_t, farthest ? 0 : n_lists);
  if (squares != NULL && found != NULL && farthest)
    {
      Farthest work = { rows, asked, n_asked, k, squares };

      status = _gw_run_parts (run, (n_asked + PART_ROWS - 1) / PART_ROWS, farthest_part, &work, from, to);
    }
  else if (squares != NULL && found != NULL)
    status = _gw_class_rows_nearest (rows, asked, n_asked, _gw_class_rows_of (rows, rows->smallest),
                                     _gw_class_rows_count (rows, rows->smallest), k, found, squares, run, from, to);
  for (size_t i = 0; status == GW_STATUS_OK && i < n_asked; i++)
    {
      sums[i] = 0;
      for (size_t j = 0; j < k; j++)
        sums[i] += sqrt (squares[i * k + j]);
    }
  free (squares);
  free (found);

  return status;
}

/* Of n_asked rows sets the flags of those with the smallest sums, or the largest. */
static gw_status
keep_by_sum (const uint32_t *asked, size_t n_asked, double *sums, bool largest, size_t n_kept, bool *keep)
{
  uint32_t *order = GW_NEW (uint32_t, n_asked);
  gw_status status = GW_STATUS_NO_MEMORY;

  for (size_t i = 0; largest && i < n_asked; i++)
    sums[i] = -sums[i];
  if (order != NULL)
    status = _gw_sort_rows (sums, n_asked, order);
  for (size_t i = 0; status == GW_STATUS_OK && i < n_asked && i < n_kept; i++)
    keep[asked[order[i]]] = true;
  free (order);

  return status;
}

/* The rows of a class that are among the nearest of a row of the smallest one:
 * ascending; asked has room for all of the class.
 */
static gw_status
find_candidates (const GwClassRows *rows, size_t label, size_t k, uint32_t *asked, size_t *n_asked, const GwRun *run,
                 double from, double to)
{
  size_t count = _gw_class_rows_count (rows, label);
  size_t n_small = _gw_class_rows_count (rows, rows->smallest);
  size_t n_lists;
  uint32_t *found = NULL;
  bool *named = GW_NEW0 (bool, rows->n);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (k > count)
    k = count;
  if (_gw_multiply (n_small, k, &n_lists))
    found = GW_NEW (uint32_t, n_lists);
  if (found != NULL && named != NULL)
    status = _gw_class_rows_nearest (rows, _gw_class_rows_of (rows, rows->smallest), n_small,
                                     _gw_class_rows_of (rows, label), count, k, found, NULL, run, from, to);
  if (status == GW_STATUS_OK)
    {
      for (size_t i = 0; i < n_lists; i++)
        named[found[i]] = true;
      *n_asked = 0;
      for (size_t i = 0; i < count; i++)
        if (named[_gw_class_rows_of (rows, label)[i]])
          asked[(*n_asked)++] = _gw_class_rows_of (rows, label)[i];
    }
  free (found);
  free (named);

  return status;
}

static gw_status
choose_in_class (const GwClassRows *rows, size_t label, GwNearmissVersion version, size_t k, size_t k_first, bool *keep,
                 const GwRun *run)
{
  double from = (double) label / (double) rows->n_classes;
  double to = (double) (label + 1) / (double) rows->n_classes;
  size_t n_asked = _gw_class_rows_count (rows, label);
  uint32_t *asked = GW_NEW (uint32_t, n_asked);
  double *sums = GW_NEW (double, n_asked);
  gw_status status = asked != NULL && sums != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;

  if (status == GW_STATUS_OK && version == GW_NEARMISS_3)
    status = find_candidates (rows, label, k_first, asked, &n_asked, run, from, (from + to) / 2);
  else if (status == GW_STATUS_OK)
    memcpy (asked, _gw_class_rows_of (rows, label), n_asked * sizeof *asked);
  if (status == GW_STATUS_OK)
    status = find_sums (rows, asked, n_asked, k, version == GW_NEARMISS_2, sums, run, (from + to) / 2, to);
  if (status == GW_STATUS_OK)
    status = keep_by_sum (asked, n_asked, sums, version == GW_NEARMISS_3, _gw_class_rows_count (rows, rows->smallest),
                          keep);
  free (asked);
  free (sums);

  return status;
}

static gw_status
choose (const GwClassRows *rows, GwNearmissVersion version, size_t k, size_t k_first, bool *keep, const GwRun *run)
{
  gw_status status = GW_STATUS_OK;

  for (size_t label = 0; status == GW_STATUS_OK && label < rows->n_classes; label++)
    {
      if (label != rows->smallest && _gw_class_rows_count (rows, label) > 0)
        {
          status = choose_in_class (rows, label, version, k, k_first, keep, run);
          continue;
        }
      for (size_t i = rows->starts[label]; i < rows->starts[label + 1]; i++)
        keep[rows->sorted[i]] = true;
    }

  return status;
}

gw_status
gw_nearmiss (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
             GwNearmissVersion version, size_t k, size_t k_first, GwKeptRows *out, const GwRun *run)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  gw_status made = GW_STATUS_NO_MEMORY;
  bool *keep;

  if (!gw_status_has_values (status))
    return status;

  keep = GW_NEW0 (bool, n);
  if (k == 0 || version < GW_NEARMISS_1 || version > GW_NEARMISS_3 || (version == GW_NEARMISS_3 && k_first == 0)
      || (status == GW_STATUS_OK && k > _gw_class_rows_count (&rows, rows.smallest)))
    made = GW_STATUS_INVALID;
  else if (keep != NULL)
    made = choose (&rows, version, k, k_first, keep, run);
  if (made == GW_STATUS_OK)
    made = _gw_kept_rows_init (out, &rows, keep);
  free (keep);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}
