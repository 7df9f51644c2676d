/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-folds-private.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"

/* Ranges up to this long are sorted by insertion. */
#define GW_FOLDS_SHORT 15

/* --- groups by size ---------------------------------------------------------------------- */

static void
swap (uint32_t *a, uint32_t *b)
{
  uint32_t kept = *a;

  *a = *b;
  *b = kept;
}

static void
insert (const size_t *sizes, uint32_t *order, size_t first, size_t last)
{
  for (size_t i = first + 1; i <= last; i++)
    {
      uint32_t group = order[i];
      size_t k = i;

      for (; k > first && sizes[order[k - 1]] > sizes[group]; k--)
        order[k] = order[k - 1];
      order[k] = group;
    }
}

/* Cuts first to last around the median of three; where the pivot ends up. */
static size_t
partition (const size_t *sizes, uint32_t *order, size_t first, size_t last)
{
  size_t middle = first + (last - first) / 2, low = first, high = last - 1;
  size_t pivot;

  if (sizes[order[middle]] < sizes[order[first]])
    swap (&order[middle], &order[first]);
  if (sizes[order[last]] < sizes[order[middle]])
    swap (&order[last], &order[middle]);
  if (sizes[order[middle]] < sizes[order[first]])
    swap (&order[middle], &order[first]);
  pivot = sizes[order[middle]];
  swap (&order[middle], &order[last - 1]);
  for (;;)
    {
      do
        low++;
      while (sizes[order[low]] < pivot);
      do
        high--;
      while (pivot < sizes[order[high]]);
      if (low >= high)
        break;
      swap (&order[low], &order[high]);
    }
  swap (&order[low], &order[last - 1]);

  return low;
}

/* Ascending by size. Which of equal ones comes first is not told by any rule, but
 * decides in which fold a group lies: it is as in numpy's argsort, which is a quick
 * sort with the median of three. Past `depth` cuts, which random sizes do not reach,
 * the rest is left as it is: false.
 */
static bool
quick_sort (const size_t *sizes, uint32_t *order, size_t first, size_t last, unsigned depth)
{
  while (last > first && last - first > GW_FOLDS_SHORT)
    {
      size_t pivot;

      if (depth-- == 0)
        return false;
      pivot = partition (sizes, order, first, last);
      if (pivot - first < last - pivot)
        {
          if (!quick_sort (sizes, order, first, pivot - 1, depth))
            return false;
          first = pivot + 1;
        }
      else
        {
          if (!quick_sort (sizes, order, pivot + 1, last, depth))
            return false;
          last = pivot - 1;
        }
    }
  insert (sizes, order, first, last);
  return true;
}

static gw_status
sort_stably (const size_t *sizes, uint32_t *order, size_t n)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < n; i++)
    keys[i] = sizes[order[i]];
  status = _gw_sort_keys (keys, order, n);
  free (keys);
  return status;
}

static gw_status
sort_groups (const size_t *sizes, size_t n, gw_random *random, uint32_t *order)
{
  unsigned depth = 0;

  for (size_t i = 0; i < n; i++)
    order[i] = (uint32_t) i;
  for (size_t i = n; i > 1; i /= 2)
    depth += 2;
  if (random != NULL)
    gw_random_shuffle (random, order, n, sizeof *order);
  if (random == NULL && quick_sort (sizes, order, 0, n - 1, depth))
    return GW_STATUS_OK;

  return sort_stably (sizes, order, n);
}

static size_t
sum_of (const size_t *counts, size_t n)
{
  size_t sum = 0;

  for (size_t i = 0; i < n; i++)
    sum += counts[i];
  return sum;
}

/* A fold with the number of its rows. Folds lie in a heap: none is lighter than the
 * one at half its place, and the lightest comes first.
 */
typedef struct
{
  size_t n_rows;
  int32_t fold;
} Load;

static bool
is_lighter (const Load *a, const Load *b)
{
  return a->n_rows < b->n_rows || (a->n_rows == b->n_rows && a->fold < b->fold);
}

/* After the first has become heavier. */
static void
sink (Load *loads, size_t k)
{
  Load load = loads[0];
  size_t place = 0, next;

  while ((next = 2 * place + 1) < k)
    {
      if (next + 1 < k && is_lighter (&loads[next + 1], &loads[next]))
        next++;
      if (is_lighter (&load, &loads[next]))
        break;
      loads[place] = loads[next];
      place = next;
    }
  loads[place] = load;
}

/* The largest group to the fold with the fewest rows, the lower one on ties. */
static void
deal_groups (const size_t *sizes, const uint32_t *order, size_t n_groups, size_t k, Load *loads, int32_t *fold_of)
{
  for (size_t i = 0; i < k; i++)
    loads[i] = (Load) { 0, (int32_t) i };
  for (size_t i = n_groups; i > 0; i--)
    {
      fold_of[order[i - 1]] = loads[0].fold;
      loads[0].n_rows += sizes[order[i - 1]];
      sink (loads, k);
    }
}

gw_status
gw_folds_group (const int32_t *group, size_t n, size_t k, gw_random *random, int32_t *fold, GwFoldsReport *report)
{
  gw_status status = _gw_folds_check (n, k, report);
  int32_t *number, *fold_of = NULL;
  uint32_t *order = NULL;
  size_t *sizes = NULL;
  Load *loads = NULL;
  size_t n_groups;

  if (status != GW_STATUS_OK)
    return status;
  number = GW_NEW (int32_t, n);
  status = number != NULL ? _gw_folds_number (group, n, number, &n_groups, &sizes) : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK && n_groups == 0)
    status = _gw_folds_none (n, fold, report);
  if (status == GW_STATUS_OK && k > n_groups)
    status = GW_STATUS_INVALID;
  if (status == GW_STATUS_OK)
    {
      order = GW_NEW (uint32_t, n_groups);
      fold_of = GW_NEW (int32_t, n_groups);
      loads = GW_NEW (Load, k);
      status = order != NULL && fold_of != NULL && loads != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
    }
  if (status == GW_STATUS_OK)
    status = sort_groups (sizes, n_groups, random, order);
  if (status == GW_STATUS_OK)
    {
      deal_groups (sizes, order, n_groups, k, loads, fold_of);
      for (size_t i = 0; i < n; i++)
        fold[i] = number[i] >= 0 ? fold_of[number[i]] : -1;
      if (report != NULL)
        *report = (GwFoldsReport) { n - sum_of (sizes, n_groups), 0 };
    }
  free (number);
  free (order);
  free (fold_of);
  free (sizes);
  free (loads);
  return status;
}

/* --- groups by their classes --------------------------------------------------------------- */

typedef struct
{
  size_t k;
  size_t n_classes;
  size_t n_groups;
  size_t n_kept;
  int32_t *class_of; /* of each row */
  int32_t *group_of; /* of each row */
  size_t *class_counts;
  size_t *group_counts;
  double *counts;  /* n_groups * n_classes */
  double *in_fold; /* k * n_classes */
  double *means;   /* n_classes, scratch */
  double *spread;  /* n_classes, scratch */
  uint32_t *order;
  int32_t *fold_of; /* of each group */
} Strata;

static void
clear_strata (Strata *self)
{
  free (self->class_of);
  free (self->group_of);
  free (self->class_counts);
  free (self->group_counts);
  free (self->counts);
  free (self->in_fold);
  free (self->means);
  free (self->spread);
  free (self->order);
  free (self->fold_of);
}

/* A sum in the steps of numpy: two folds that are as good as each other by
 * arithmetic may differ in the last bit, and that bit decides there.
 */
static double
sum_in_steps (const double *values, size_t n)
{
  double sum = 0, part[8];
  size_t i = 8;

  if (n < 8)
    {
      for (i = 0; i < n; i++)
        sum += values[i];
      return sum;
    }
  if (n > 128)
    {
      size_t half = n / 2 / 8 * 8;

      return sum_in_steps (values, half) + sum_in_steps (values + half, n - half);
    }

  memcpy (part, values, sizeof part);
  for (; i < n / 8 * 8; i += 8)
    for (size_t j = 0; j < 8; j++)
      part[j] += values[i + j];
  sum = ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
  for (; i < n; i++)
    sum += values[i];
  return sum;
}

/* The standard deviation of n numbers; squares has room for n. */
static double
deviation (const double *values, size_t n, double *squares)
{
  double mean = sum_in_steps (values, n) / (double) n;

  for (size_t i = 0; i < n; i++)
    squares[i] = (values[i] - mean) * (values[i] - mean);
  return sqrt (sum_in_steps (squares, n) / (double) n);
}

/* How unevenly the classes would lie: the mean over the classes of the deviation
 * of their shares in the folds.
 */
static double
evaluate (Strata *self)
{
  double *means = self->means, *spread = self->spread;

  memset (means, 0, self->n_classes * sizeof (double));
  memset (spread, 0, self->n_classes * sizeof (double));
  for (size_t i = 0; i < self->k; i++)
    for (size_t c = 0; c < self->n_classes; c++)
      means[c] += self->in_fold[i * self->n_classes + c] / (double) self->class_counts[c];
  for (size_t c = 0; c < self->n_classes; c++)
    means[c] /= (double) self->k;
  for (size_t i = 0; i < self->k; i++)
    for (size_t c = 0; c < self->n_classes; c++)
      {
        double away = self->in_fold[i * self->n_classes + c] / (double) self->class_counts[c] - means[c];

        spread[c] += away * away;
      }
  for (size_t c = 0; c < self->n_classes; c++)
    spread[c] = sqrt (spread[c] / (double) self->k);

  return sum_in_steps (spread, self->n_classes) / (double) self->n_classes;
}

static void
move_group (Strata *self, size_t group, size_t fold, double sign)
{
  for (size_t c = 0; c < self->n_classes; c++)
    self->in_fold[fold * self->n_classes + c] += sign * self->counts[group * self->n_classes + c];
}

/* Where the classes lie most evenly; of folds that are nearly as good (by
 * numpy.isclose) the one with fewer rows.
 */
static size_t
best_fold (Strata *self, size_t group)
{
  double least = INFINITY, fewest = INFINITY;
  size_t best = 0;

  for (size_t i = 0; i < self->k; i++)
    {
      double value, rows;

      move_group (self, group, i, 1);
      value = evaluate (self);
      move_group (self, group, i, -1);
      rows = sum_in_steps (self->in_fold + i * self->n_classes, self->n_classes);
      if (value < least || (fabs (value - least) <= 1e-8 + 1e-5 * fabs (least) && rows < fewest))
        {
          least = value;
          fewest = rows;
          best = i;
        }
    }

  return best;
}

/* The least even groups first, else as they came. */
static gw_status
order_groups (Strata *self, gw_random *random)
{
  uint64_t *keys = GW_NEW (uint64_t, self->n_groups);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < self->n_groups; i++)
    self->order[i] = (uint32_t) i;
  if (random != NULL)
    gw_random_shuffle (random, self->order, self->n_groups, sizeof *self->order);
  for (size_t i = 0; i < self->n_groups; i++)
    keys[i] = _gw_sort_key (
        -deviation (self->counts + self->order[i] * self->n_classes, self->n_classes, self->spread));
  status = _gw_sort_keys (keys, self->order, self->n_groups);
  free (keys);
  return status;
}

/* Rows without a label or a group are out of both. */
static gw_status
number_rows (Strata *self, const int32_t *label, const int32_t *group, size_t n)
{
  int32_t *kept = GW_NEW (int32_t, n);
  gw_status status = GW_STATUS_OK;

  self->class_of = GW_NEW (int32_t, n);
  self->group_of = GW_NEW (int32_t, n);
  if (kept == NULL || self->class_of == NULL || self->group_of == NULL)
    status = GW_STATUS_NO_MEMORY;
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    {
      if (label[i] < -1 || group[i] < -1)
        status = GW_STATUS_INVALID;
      kept[i] = group[i] < 0 ? -1 : label[i];
    }
  if (status == GW_STATUS_OK)
    status = _gw_folds_number (kept, n, self->class_of, &self->n_classes, &self->class_counts);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    kept[i] = label[i] < 0 ? -1 : group[i];
  if (status == GW_STATUS_OK)
    status = _gw_folds_number (kept, n, self->group_of, &self->n_groups, &self->group_counts);
  free (kept);
  return status;
}

static gw_status
init_strata (Strata *self, const int32_t *label, const int32_t *group, size_t n, size_t k)
{
  gw_status status;
  size_t cells, n_small = 0;

  *self = (Strata) { .k = k };
  status = number_rows (self, label, group, n);
  if (status != GW_STATUS_OK)
    return status;
  for (size_t i = 0; i < self->n_classes; i++)
    n_small += self->class_counts[i] < k;
  if (self->n_groups == 0)
    return GW_STATUS_EMPTY;
  if (n_small == self->n_classes || k > self->n_groups)
    return GW_STATUS_INVALID;
  if (!_gw_multiply (self->n_groups, self->n_classes, &cells))
    return GW_STATUS_TOO_LARGE;

  self->counts = GW_NEW0 (double, cells);
  self->in_fold = GW_NEW0 (double, k * self->n_classes);
  self->means = GW_NEW (double, self->n_classes);
  self->spread = GW_NEW (double, self->n_classes);
  self->order = GW_NEW (uint32_t, self->n_groups);
  self->fold_of = GW_NEW (int32_t, self->n_groups);
  if (self->counts == NULL || self->in_fold == NULL || self->means == NULL || self->spread == NULL
      || self->order == NULL || self->fold_of == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    if (self->class_of[i] >= 0)
      self->counts[(size_t) self->group_of[i] * self->n_classes + (size_t) self->class_of[i]]++;
  self->n_kept = sum_of (self->class_counts, self->n_classes);
  return GW_STATUS_OK;
}

static gw_status
deal_strata (Strata *self, const GwRun *run)
{
  for (size_t i = 0; i < self->n_groups; i++)
    {
      size_t group = self->order[i], fold = best_fold (self, group);

      move_group (self, group, fold, 1);
      self->fold_of[group] = (int32_t) fold;
      if (i % 64 == 0 && !_gw_run_step (run, (double) i / (double) self->n_groups))
        return GW_STATUS_CANCELLED;
    }

  return GW_STATUS_OK;
}

gw_status
gw_folds_stratified_group (const int32_t *label, const int32_t *group, size_t n, size_t k, gw_random *random,
                           int32_t *fold, GwFoldsReport *report, const GwRun *run)
{
  gw_status status = _gw_folds_check (n, k, report);
  Strata strata;

  if (status != GW_STATUS_OK)
    return status;
  status = init_strata (&strata, label, group, n, k);
  if (status == GW_STATUS_EMPTY)
    status = _gw_folds_none (n, fold, report);
  if (status == GW_STATUS_OK)
    status = order_groups (&strata, random);
  if (status == GW_STATUS_OK)
    status = deal_strata (&strata, run);
  if (status == GW_STATUS_OK)
    {
      GwFoldsReport result = { n - strata.n_kept, 0 };

      for (size_t i = 0; i < n; i++)
        fold[i] = strata.class_of[i] >= 0 ? strata.fold_of[strata.group_of[i]] : -1;
      for (size_t i = 0; i < strata.n_classes; i++)
        result.n_small_classes += strata.class_counts[i] < k;
      if (report != NULL)
        *report = result;
    }
  clear_strata (&strata);
  return status;
}
