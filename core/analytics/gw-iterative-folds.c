/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-iterative-folds.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-shares-private.h"
#include "gw-sort-private.h"

typedef struct
{
  size_t n_rows;
  size_t n_labels;
  size_t n_parts;
  uint32_t *row_begin;   /* n_rows + 1 places in row_labels */
  uint32_t *row_labels;  /* each once */
  uint32_t *label_begin; /* n_labels + 1 places in label_rows */
  uint32_t *label_rows;
  uint32_t *n_left;  /* rows of each label that are not dealt */
  double *needs;     /* n_labels * n_parts: rows with the label that a part still wants */
  double *row_needs; /* n_parts: rows that it wants */
  int32_t *part;     /* -1: not dealt */
  gw_random *random;
} Dealing;

static void
clear (Dealing *self)
{
  free (self->row_begin);
  free (self->row_labels);
  free (self->label_begin);
  free (self->label_rows);
  free (self->n_left);
  free (self->needs);
  free (self->row_needs);
  free (self->part);
}

static gw_status
check (const int32_t *row, const int32_t *label, size_t n, size_t n_rows, size_t n_labels, const double *shares,
       size_t n_parts)
{
  gw_status status = _gw_shares_check (shares, n_parts);
  size_t cells;

  if (status != GW_STATUS_OK)
    return status;
  if (n >= GW_MOST_ROWS || n_rows >= GW_MOST_ROWS || n_labels >= GW_MOST_ROWS
      || !_gw_multiply (n_labels, n_parts, &cells) || cells > SIZE_MAX / sizeof (double))
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n; i++)
    if (row[i] < 0 || (size_t) row[i] >= n_rows || label[i] < -1 || label[i] >= (int64_t) n_labels)
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

/* --- who has what ----------------------------------------------------------------------- */

/* The pairs by row, each once; their number. */
static gw_status
sort_pairs (const int32_t *row, const int32_t *label, size_t n, uint64_t *keys, size_t *n_pairs)
{
  size_t n_keys = 0;
  gw_status status;

  *n_pairs = 0;
  for (size_t i = 0; i < n; i++)
    if (label[i] >= 0)
      keys[n_keys++] = (uint64_t) row[i] << 32 | (uint64_t) label[i];
  status = _gw_sort_keys (keys, NULL, n_keys);
  for (size_t i = 0; status == GW_STATUS_OK && i < n_keys; i++)
    if (*n_pairs == 0 || keys[*n_pairs - 1] != keys[i])
      keys[(*n_pairs)++] = keys[i];

  return status;
}

static void
index_pairs (Dealing *self, const uint64_t *keys, size_t n_pairs)
{
  /* Of the labels counted two places up: label_begin[label + 1] is then where the
   * next row goes.
   */
  for (size_t i = 0; i < n_pairs; i++)
    {
      self->row_begin[(keys[i] >> 32) + 1]++;
      self->row_labels[i] = (uint32_t) (keys[i] & UINT32_MAX);
      self->label_begin[self->row_labels[i] + 2]++;
      self->n_left[self->row_labels[i]]++;
    }
  for (size_t i = 0; i < self->n_rows; i++)
    self->row_begin[i + 1] += self->row_begin[i];
  for (size_t i = 2; i < self->n_labels + 2; i++)
    self->label_begin[i] += self->label_begin[i - 1];
  for (size_t i = 0; i < n_pairs; i++)
    self->label_rows[self->label_begin[self->row_labels[i] + 1]++] = (uint32_t) (keys[i] >> 32);
}

static gw_status
init (Dealing *self, const int32_t *row, const int32_t *label, size_t n, const double *shares)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t n_pairs;

  self->row_begin = GW_NEW0 (uint32_t, self->n_rows + 1);
  self->row_labels = GW_NEW (uint32_t, n);
  self->label_begin = GW_NEW0 (uint32_t, self->n_labels + 2);
  self->label_rows = GW_NEW (uint32_t, n);
  self->n_left = GW_NEW0 (uint32_t, self->n_labels);
  self->needs = GW_NEW (double, self->n_labels * self->n_parts);
  self->row_needs = GW_NEW (double, self->n_parts);
  self->part = GW_NEW (int32_t, self->n_rows);
  if (keys != NULL && self->row_begin != NULL && self->row_labels != NULL && self->label_begin != NULL
      && self->label_rows != NULL && self->n_left != NULL && self->needs != NULL && self->row_needs != NULL
      && self->part != NULL)
    status = sort_pairs (row, label, n, keys, &n_pairs);
  if (status == GW_STATUS_OK)
    {
      index_pairs (self, keys, n_pairs);
      _gw_shares_scale (shares, self->n_parts, self->row_needs);
      for (size_t i = 0; i < self->n_parts; i++)
        {
          double share = self->row_needs[i];

          self->row_needs[i] = share * (double) self->n_rows;
          for (size_t k = 0; k < self->n_labels; k++)
            self->needs[k * self->n_parts + i] = share * (double) self->n_left[k];
        }
      for (size_t i = 0; i < self->n_rows; i++)
        self->part[i] = -1;
    }
  free (keys);
  return status;
}

/* --- dealing -------------------------------------------------------------------------------- */

/* 1: a part with these needs goes first, 0: either. Needs are sums of shares, so
 * those that differ in the last bits only are the same.
 */
static int
compare_needs (double a, double b)
{
  if (fabs (a - b) <= 1e-9 * (1 + fabs (a)))
    return 0;

  return a > b ? 1 : -1;
}

/* The part that needs the label most, then rows, then by chance. NULL: only rows. */
static size_t
neediest (Dealing *self, const double *needs)
{
  size_t best = 0, n_equal = 1;

  for (size_t i = 1; i < self->n_parts; i++)
    {
      int order = needs != NULL ? compare_needs (needs[i], needs[best]) : 0;

      if (order == 0)
        order = compare_needs (self->row_needs[i], self->row_needs[best]);
      if (order > 0)
        {
          best = i;
          n_equal = 1;
        }
      else if (order == 0 && self->random != NULL && gw_random_below (self->random, ++n_equal) == 0)
        best = i;
    }

  return best;
}

static void
deal (Dealing *self, size_t row, size_t part)
{
  self->part[row] = (int32_t) part;
  self->row_needs[part]--;
  for (size_t i = self->row_begin[row]; i < self->row_begin[row + 1]; i++)
    {
      self->needs[self->row_labels[i] * self->n_parts + part]--;
      self->n_left[self->row_labels[i]]--;
    }
}

/* The label with the fewest rows that are left, the lower one on ties; n_labels
 * when all are dealt.
 */
static size_t
rarest (const Dealing *self)
{
  size_t best = self->n_labels;

  for (size_t i = 0; i < self->n_labels; i++)
    if (self->n_left[i] > 0 && (best == self->n_labels || self->n_left[i] < self->n_left[best]))
      best = i;
  return best;
}

static gw_status
deal_all (Dealing *self, const GwRun *run)
{
  size_t label, n_dealt = 0;

  while ((label = rarest (self)) < self->n_labels)
    {
      for (size_t i = self->label_begin[label]; i < self->label_begin[label + 1]; i++)
        if (self->part[self->label_rows[i]] < 0)
          {
            deal (self, self->label_rows[i], neediest (self, self->needs + label * self->n_parts));
            n_dealt++;
          }
      if (!_gw_run_step (run, (double) n_dealt / (double) self->n_rows))
        return GW_STATUS_CANCELLED;
    }
  for (size_t i = 0; i < self->n_rows; i++)
    if (self->part[i] < 0)
      deal (self, i, neediest (self, NULL));

  return GW_STATUS_OK;
}

gw_status
gw_iterative_folds (const int32_t *row, const int32_t *label, size_t n, size_t n_rows, size_t n_labels,
                    const double *shares, size_t n_parts, gw_random *random, int32_t *part, const GwRun *run)
{
  Dealing self = { .n_rows = n_rows, .n_labels = n_labels, .n_parts = n_parts, .random = random };
  gw_status status = check (row, label, n, n_rows, n_labels, shares, n_parts);

  if (status != GW_STATUS_OK || n_rows == 0)
    return status == GW_STATUS_OK ? GW_STATUS_EMPTY : status;

  status = init (&self, row, label, n, shares);
  if (status == GW_STATUS_OK)
    status = deal_all (&self, run);
  if (status == GW_STATUS_OK)
    memcpy (part, self.part, n_rows * sizeof (int32_t));
  clear (&self);
  return status;
}
