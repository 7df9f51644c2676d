/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-shares-private.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-folds-private.h"
#include "gw-sort-private.h"

gw_status
_gw_shares_check (const double *shares, size_t n_parts)
{
  if (n_parts == 0)
    return GW_STATUS_INVALID;
  if (n_parts >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; shares != NULL && i < n_parts; i++)
    if (!(shares[i] > 0) || isinf (shares[i]))
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

void
_gw_shares_scale (const double *shares, size_t n_parts, double *scaled)
{
  double sum = 0;

  for (size_t i = 0; i < n_parts; i++)
    sum += shares != NULL ? shares[i] : 1;
  for (size_t i = 0; i < n_parts; i++)
    scaled[i] = (shares != NULL ? shares[i] : 1) / sum;
}

typedef struct
{
  size_t n;
  size_t n_classes;
  size_t n_groups;
  size_t n_parts;
  int32_t *class_of; /* of each row */
  int32_t *group_of; /* of each row */
  size_t *class_counts;
  size_t *group_counts;
  uint32_t *rows;  /* in the order in which they are dealt */
  uint32_t *begin; /* n_groups + 1 places in rows, where there are groups */
  double *shares;  /* scaled */
  /* n_classes * n_parts: rows that a part still wants of a class. Where there are no
   * groups its first row are flags: whether the part may have one more of the class
   * at hand.
   */
  double *needs;
  double *row_needs;
  double *wanted; /* n_parts, scratch */
} Deal;

static void
clear (Deal *self)
{
  free (self->class_of);
  free (self->group_of);
  free (self->class_counts);
  free (self->group_counts);
  free (self->rows);
  free (self->begin);
  free (self->shares);
  free (self->needs);
  free (self->row_needs);
  free (self->wanted);
}

/* Numbers from 0; rows with -1 together become one more number, or one more each. */
static gw_status
number (const int32_t *ids, size_t n, int missing_alone, int32_t *numbers, size_t *n_distinct, size_t **counts)
{
  int32_t *filled = GW_NEW (int32_t, n);
  gw_status status = filled != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  size_t n_missing = 0;

  if (status == GW_STATUS_OK)
    status = _gw_folds_number (ids, n, filled, n_distinct, counts);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    {
      if (filled[i] < 0)
        filled[i] = (int32_t) (*n_distinct + (missing_alone ? n_missing : 0));
      n_missing += ids[i] < 0;
    }
  free (*counts);
  *counts = NULL;
  if (status == GW_STATUS_OK)
    status = _gw_folds_number (filled, n, numbers, n_distinct, counts);
  free (filled);
  return status;
}

static gw_status
init (Deal *self, const int32_t *label, const int32_t *group, const double *shares)
{
  gw_status status = GW_STATUS_OK;
  size_t n = self->n, cells;

  self->class_of = GW_NEW0 (int32_t, n);
  self->group_of = GW_NEW0 (int32_t, n);
  if (self->class_of == NULL || self->group_of == NULL)
    return GW_STATUS_NO_MEMORY;
  self->n_classes = 1;
  if (label != NULL)
    status = number (label, n, 0, self->class_of, &self->n_classes, &self->class_counts);
  if (group != NULL && status == GW_STATUS_OK)
    status = number (group, n, 1, self->group_of, &self->n_groups, &self->group_counts);
  if (status != GW_STATUS_OK)
    return status;
  if (!_gw_multiply (self->n_classes, self->n_parts, &cells))
    return GW_STATUS_TOO_LARGE;

  self->rows = GW_NEW (uint32_t, n);
  self->begin = GW_NEW0 (uint32_t, self->n_groups + 2);
  self->shares = GW_NEW (double, self->n_parts);
  self->needs = GW_NEW (double, cells);
  self->row_needs = GW_NEW (double, self->n_parts);
  self->wanted = GW_NEW (double, self->n_parts);
  if (self->rows == NULL || self->begin == NULL || self->shares == NULL || self->needs == NULL
      || self->row_needs == NULL || self->wanted == NULL)
    return GW_STATUS_NO_MEMORY;

  _gw_shares_scale (shares, self->n_parts, self->shares);
  for (size_t i = 0; i < self->n_parts; i++)
    {
      self->row_needs[i] = self->shares[i] * (double) n;
      for (size_t c = 0; c < self->n_classes; c++)
        self->needs[c * self->n_parts + i] = self->shares[i]
                                             * (double) (self->class_counts != NULL ? self->class_counts[c] : n);
    }
  return GW_STATUS_OK;
}

/* --- rows alone ------------------------------------------------------------------------------ */

static gw_status
order_rows (Deal *self, gw_random *random)
{
  uint64_t *keys = GW_NEW (uint64_t, self->n);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < self->n; i++)
    self->rows[i] = (uint32_t) i;
  if (random != NULL)
    gw_random_shuffle (random, self->rows, self->n, sizeof *self->rows);
  for (size_t i = 0; i < self->n; i++)
    keys[i] = (uint64_t) self->class_of[self->rows[i]];
  status = _gw_sort_keys (keys, self->rows, self->n);
  free (keys);
  return status;
}

/* count rows of one class: each part gets its share without the fraction; what is
 * left over goes, one row each, to the parts that lack most rows of all that were
 * dealt so far. That keeps the whole near the shares too.
 */
static void
deal_class (Deal *self, const uint32_t *rows, size_t count, int32_t *part)
{
  size_t n_dealt = 0;

  for (size_t i = 0; i < self->n_parts; i++)
    {
      double share = self->shares[i] * (double) count;
      /* A share that misses a whole number by rounding only is that number. */
      double whole = floor (share + 1e-9);

      for (size_t k = 0; k < (size_t) whole && n_dealt < count; k++)
        part[rows[n_dealt++]] = (int32_t) i;
      self->wanted[i] += share - whole;
      self->needs[i] = share - whole > 1e-9;
    }
  while (n_dealt < count)
    {
      size_t best = 0;

      for (size_t i = 1; i < self->n_parts; i++)
        if (self->needs[i] > self->needs[best]
            || (self->needs[i] == self->needs[best] && self->wanted[i] > self->wanted[best] + 1e-9))
          best = i;
      self->needs[best] = 0;
      self->wanted[best]--;
      part[rows[n_dealt++]] = (int32_t) best;
    }
}

static gw_status
deal_rows (Deal *self, gw_random *random, int32_t *part)
{
  gw_status status = order_rows (self, random);
  size_t first = 0;

  for (size_t i = 0; i < self->n_parts; i++)
    self->wanted[i] = 0;
  for (size_t c = 0; status == GW_STATUS_OK && c < self->n_classes; c++)
    {
      size_t count = self->class_counts != NULL ? self->class_counts[c] : self->n;

      deal_class (self, self->rows + first, count, part);
      first += count;
    }

  return status;
}

/* --- groups ------------------------------------------------------------------------------------ */

static void
index_groups (Deal *self)
{
  /* Counted two places up: begin[group + 1] is then where the next row goes. */
  for (size_t i = 0; i < self->n; i++)
    self->begin[(size_t) self->group_of[i] + 2]++;
  for (size_t i = 2; i < self->n_groups + 2; i++)
    self->begin[i] += self->begin[i - 1];
  for (size_t i = 0; i < self->n; i++)
    self->rows[self->begin[(size_t) self->group_of[i] + 1]++] = (uint32_t) i;
}

/* What each part needs of the rows of a group: each row counts by the share of its
 * class that the part still lacks.
 */
static size_t
neediest (Deal *self, size_t group)
{
  size_t best = 0;

  for (size_t i = 0; i < self->n_parts; i++)
    self->wanted[i] = 0;
  for (size_t r = self->begin[group]; r < self->begin[group + 1]; r++)
    {
      size_t c = (size_t) self->class_of[self->rows[r]];
      double n_class = (double) (self->class_counts != NULL ? self->class_counts[c] : self->n);

      for (size_t i = 0; i < self->n_parts; i++)
        self->wanted[i] += self->needs[c * self->n_parts + i] / n_class;
    }
  for (size_t i = 1; i < self->n_parts; i++)
    {
      double more = self->wanted[i] - self->wanted[best];

      if (more > 1e-9 || (more > -1e-9 && self->row_needs[i] > self->row_needs[best] + 1e-9))
        best = i;
    }

  return best;
}

static void
deal_group (Deal *self, size_t group, int32_t *part)
{
  size_t best = neediest (self, group);

  for (size_t r = self->begin[group]; r < self->begin[group + 1]; r++)
    {
      size_t row = self->rows[r];

      part[row] = (int32_t) best;
      self->needs[(size_t) self->class_of[row] * self->n_parts + best]--;
      self->row_needs[best]--;
    }
}

static gw_status
deal_groups (Deal *self, gw_random *random, int32_t *part)
{
  uint64_t *keys = GW_NEW (uint64_t, self->n_groups);
  uint32_t *order = GW_NEW (uint32_t, self->n_groups);
  gw_status status = keys != NULL && order != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;

  for (size_t i = 0; status == GW_STATUS_OK && i < self->n_groups; i++)
    order[i] = (uint32_t) i;
  if (status == GW_STATUS_OK && random != NULL)
    gw_random_shuffle (random, order, self->n_groups, sizeof *order);
  for (size_t i = 0; status == GW_STATUS_OK && i < self->n_groups; i++)
    keys[i] = UINT64_MAX - self->group_counts[order[i]];
  if (status == GW_STATUS_OK)
    status = _gw_sort_keys (keys, order, self->n_groups);
  if (status == GW_STATUS_OK)
    {
      index_groups (self);
      for (size_t i = 0; i < self->n_groups; i++)
        deal_group (self, order[i], part);
    }
  free (keys);
  free (order);
  return status;
}

gw_status
gw_shares_split (const int32_t *label, const int32_t *group, size_t n, const double *shares, size_t n_parts,
                 gw_random *random, int32_t *part)
{
  Deal self = { .n = n, .n_parts = n_parts };
  gw_status status = _gw_shares_check (shares, n_parts);

  if (status != GW_STATUS_OK)
    return status;
  if (n >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (n == 0)
    return GW_STATUS_EMPTY;

  status = init (&self, label, group, shares);
  if (status == GW_STATUS_OK)
    status = group != NULL ? deal_groups (&self, random, part) : deal_rows (&self, random, part);
  clear (&self);
  return status;
}
