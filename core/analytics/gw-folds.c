/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-folds-private.h"

#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"

gw_status
_gw_folds_none (size_t n, int32_t *fold, GwFoldsReport *report)
{
  for (size_t i = 0; i < n; i++)
    fold[i] = -1;
  if (report != NULL)
    *report = (GwFoldsReport) { n, 0 };
  return GW_STATUS_EMPTY;
}

gw_status
_gw_folds_check (size_t n, size_t k, GwFoldsReport *report)
{
  if (k < 2)
    return GW_STATUS_INVALID;
  if (n >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (n == 0)
    return _gw_folds_none (0, NULL, report);

  return k > n ? GW_STATUS_INVALID : GW_STATUS_OK;
}

/* --- ids ---------------------------------------------------------------------------------- */

static gw_status
sort_ids (const int32_t *ids, size_t n, uint64_t *keys, uint32_t *rows, size_t *n_kept)
{
  *n_kept = 0;
  for (size_t i = 0; i < n; i++)
    {
      if (ids[i] < -1)
        return GW_STATUS_INVALID;
      if (ids[i] < 0)
        continue;
      keys[*n_kept] = (uint64_t) ids[i];
      rows[(*n_kept)++] = (uint32_t) i;
    }

  return _gw_sort_keys (keys, rows, *n_kept);
}

gw_status
_gw_folds_number (const int32_t *ids, size_t n, int32_t *number, size_t *n_distinct, size_t **counts)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  uint32_t *rows = GW_NEW (uint32_t, n);
  gw_status status = keys != NULL && rows != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  size_t n_kept;

  *n_distinct = 0;
  if (status == GW_STATUS_OK)
    status = sort_ids (ids, n, keys, rows, &n_kept);
  if (status == GW_STATUS_OK)
    {
      for (size_t i = 0; i < n; i++)
        number[i] = -1;
      for (size_t i = 0; i < n_kept; i++)
        {
          *n_distinct += i == 0 || keys[i] != keys[i - 1];
          number[rows[i]] = (int32_t) (*n_distinct - 1);
        }
      *counts = GW_NEW0 (size_t, *n_distinct);
      if (*counts == NULL)
        status = GW_STATUS_NO_MEMORY;
      for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
        if (number[i] >= 0)
          (*counts)[number[i]]++;
    }
  free (keys);
  free (rows);
  return status;
}

/* --- plain folds ------------------------------------------------------------------------------ */

gw_status
gw_folds_kfold (size_t n, size_t k, gw_random *random, int32_t *fold)
{
  gw_status status = _gw_folds_check (n, k, NULL);
  size_t row = 0;

  if (status != GW_STATUS_OK)
    return status;

  for (size_t i = 0; i < k; i++)
    for (size_t end = row + n / k + (i < n % k); row < end; row++)
      fold[row] = (int32_t) i;
  if (random != NULL)
    gw_random_shuffle (random, fold, n, sizeof *fold);
  return GW_STATUS_OK;
}

gw_status
gw_folds_leave_one_out (size_t n, int32_t *fold)
{
  if (n >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n; i++)
    fold[i] = (int32_t) i;
  return n > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

/* --- by classes ------------------------------------------------------------------------------- */

typedef struct
{
  size_t n_classes;
  size_t *counts;   /* of each class */
  uint32_t *rows;   /* those that have a class, class by class */
  uint64_t *order;  /* the first place in rows of each class, by the row in which it first occurs */
  uint32_t *number; /* the class that comes there */
  int32_t *folds;   /* room for one class */
  size_t n_kept;
  size_t n_small;
} Classes;

static void
clear_classes (Classes *self)
{
  free (self->counts);
  free (self->rows);
  free (self->order);
  free (self->number);
  free (self->folds);
}

/* first has room for a place of each class. */
static gw_status
sort_classes (Classes *self, const int32_t *number, size_t n, uint64_t *first)
{
  uint64_t place = 0;

  for (size_t i = 0; i < self->n_classes; i++)
    {
      first[i] = place;
      place += self->counts[i];
    }
  self->n_kept = (size_t) place;
  for (size_t i = 0; i < n; i++)
    if (number[i] >= 0)
      self->rows[first[number[i]]++] = (uint32_t) i;
  for (size_t i = 0; i < self->n_classes; i++)
    {
      first[i] -= self->counts[i];
      self->order[i] = self->rows[first[i]];
      self->number[i] = (uint32_t) i;
    }

  return _gw_sort_keys (self->order, self->number, self->n_classes);
}

static gw_status
init_classes (Classes *self, const int32_t *label, size_t n, size_t k)
{
  int32_t *number = GW_NEW (int32_t, n);
  uint64_t *first = NULL;
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t largest = 0;

  *self = (Classes) { 0 };
  if (number != NULL)
    status = _gw_folds_number (label, n, number, &self->n_classes, &self->counts);
  for (size_t i = 0; status == GW_STATUS_OK && i < self->n_classes; i++)
    {
      largest = self->counts[i] > largest ? self->counts[i] : largest;
      self->n_small += self->counts[i] < k;
    }
  if (status == GW_STATUS_OK)
    {
      self->rows = GW_NEW (uint32_t, n);
      self->order = GW_NEW (uint64_t, self->n_classes);
      self->number = GW_NEW (uint32_t, self->n_classes);
      self->folds = GW_NEW (int32_t, largest);
      first = GW_NEW (uint64_t, self->n_classes);
      if (self->rows == NULL || self->order == NULL || self->number == NULL || self->folds == NULL || first == NULL)
        status = GW_STATUS_NO_MEMORY;
    }
  if (status == GW_STATUS_OK)
    status = sort_classes (self, number, n, first);
  for (size_t i = 0; status == GW_STATUS_OK && i < self->n_classes; i++)
    self->order[i] = first[self->number[i]];
  if (status == GW_STATUS_OK && self->n_classes > 0 && largest < k)
    status = GW_STATUS_INVALID;
  free (number);
  free (first);
  return status;
}

/* The rows of one class, which are the places `before` to before + count - 1 of all
 * rows in order of class. Dealt out in that order, place i goes to fold i mod k: that
 * says how many each fold has. But they are filled up fold after fold.
 */
static void
fill_class (const uint32_t *rows, size_t before, size_t count, size_t k, gw_random *random, int32_t *folds,
            int32_t *fold)
{
  size_t n_filled = 0, start = before % k;
  size_t n_over = start + count > k ? start + count - k : 0;

  /* Fewer than folds: those from start on, and over the end the first ones. */
  for (size_t i = 0; count < k && i < n_over; i++)
    folds[n_filled++] = (int32_t) i;
  for (size_t i = start; count < k && n_filled < count; i++)
    folds[n_filled++] = (int32_t) i;
  for (size_t i = 0; count >= k && i < k; i++)
    {
      size_t from = before > i ? (before - i + k - 1) / k : 0;
      size_t to = before + count > i ? (before + count - i + k - 1) / k : 0;

      for (; from < to; from++)
        folds[n_filled++] = (int32_t) i;
    }
  if (random != NULL)
    gw_random_shuffle (random, folds, count, sizeof *folds);
  for (size_t i = 0; i < count; i++)
    fold[rows[i]] = folds[i];
}

gw_status
gw_folds_stratified (const int32_t *label, size_t n, size_t k, gw_random *random, int32_t *fold, GwFoldsReport *report)
{
  gw_status status = _gw_folds_check (n, k, report);
  Classes classes;
  size_t before = 0;

  if (status != GW_STATUS_OK)
    return status;
  status = init_classes (&classes, label, n, k);
  if (status == GW_STATUS_OK && classes.n_kept == 0)
    status = _gw_folds_none (n, fold, report);
  if (status == GW_STATUS_OK)
    {
      for (size_t i = 0; i < n; i++)
        fold[i] = -1;
      for (size_t i = 0; i < classes.n_classes; i++)
        {
          size_t count = classes.counts[classes.number[i]];

          fill_class (classes.rows + classes.order[i], before, count, k, random, classes.folds, fold);
          before += count;
        }
      if (report != NULL)
        *report = (GwFoldsReport) { n - classes.n_kept, classes.n_small };
    }
  clear_classes (&classes);
  return status;
}

gw_status
gw_folds_repeated (const int32_t *label, size_t n, size_t k, size_t n_repeats, gw_random *random, int32_t *fold,
                   GwFoldsReport *report)
{
  gw_status status = GW_STATUS_OK;
  size_t cells;

  if (n_repeats == 0 || random == NULL)
    return GW_STATUS_INVALID;
  if (!_gw_multiply (n_repeats, n, &cells) || cells > SIZE_MAX / sizeof (int32_t))
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; gw_status_has_values (status) && i < n_repeats; i++)
    {
      if (label != NULL)
        status = gw_folds_stratified (label, n, k, random, fold + i * n, report);
      else
        status = gw_folds_kfold (n, k, random, fold + i * n);
    }
  if (gw_status_has_values (status) && label == NULL && report != NULL)
    *report = (GwFoldsReport) { 0, 0 };
  return status;
}
