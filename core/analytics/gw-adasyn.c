/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-adasyn.h"

#include <math.h>

#include "gw-remedy-private.h"
#include "gw-sum-private.h"

/* What the new rows come from, class after class as in the table of rows. */
typedef struct
{
  const GwClassRows *rows;
  size_t k;
  double *shares;       /* for each row */
  size_t *made;         /* new rows for each row */
  uint32_t *neighbours; /* k for each row, of its class */
  size_t *added;        /* for each class */
} Plan;

static void
plan_clear (Plan *self)
{
  free (self->shares);
  free (self->made);
  free (self->neighbours);
  free (self->added);
}

static bool
plan_init (Plan *self, const GwClassRows *rows, size_t k)
{
  size_t n_lists;

  *self = (Plan) { .rows = rows, .k = k };
  self->shares = GW_NEW (double, rows->n_rows);
  self->made = GW_NEW0 (size_t, rows->n_rows);
  self->added = GW_NEW (size_t, rows->n_classes);
  if (_gw_multiply (rows->n_rows, k, &n_lists))
    self->neighbours = GW_NEW (uint32_t, n_lists);

  return self->shares != NULL && self->made != NULL && self->added != NULL && self->neighbours != NULL;
}

/* found has room for k neighbours of each row of the class. */
static gw_status
find_shares (const GwClassRows *rows, size_t label, size_t k, uint32_t *found, double *shares, const GwRun *run,
             double from, double to)
{
  size_t count = _gw_class_rows_count (rows, label);
  gw_status status = _gw_class_rows_nearest (rows, _gw_class_rows_of (rows, label), count, rows->rows, rows->n_rows, k,
                                             found, NULL, run, from, to);

  for (size_t i = 0; status == GW_STATUS_OK && i < count; i++)
    {
      size_t strangers = 0;

      for (size_t j = 0; j < k; j++)
        strangers += (size_t) rows->labels[found[i * k + j]] != label;
      shares[i] = (double) strangers / (double) k;
    }

  return status;
}

/* How many new rows each row of the class gives, and the neighbours for them. */
static gw_status
plan_class (Plan *self, size_t label, const GwRun *run, double from, double to)
{
  const GwClassRows *rows = self->rows;
  size_t start = rows->starts[label];
  size_t count = _gw_class_rows_count (rows, label);
  size_t k = self->k < count - 1 ? self->k : count - 1;
  uint32_t *found = self->neighbours + start * self->k;
  double *shares = self->shares + start;
  double sum, wanted = (double) self->added[label];
  gw_status status;

  if (count == 1)
    return GW_STATUS_TOO_FEW_ROWS;
  status = find_shares (rows, label, self->k, found, shares, run, from, (from + to) / 2);
  if (status != GW_STATUS_OK)
    return status;
  sum = _gw_sum (shares, count);
  if (sum <= 0)
    return GW_STATUS_NO_MAJORITY_NEIGHBOURS;

  self->added[label] = 0;
  for (size_t i = 0; i < count; i++)
    {
      self->made[start + i] = (size_t) nearbyint (shares[i] / sum * wanted);
      self->added[label] += self->made[start + i];
    }

  return _gw_class_rows_nearest (rows, _gw_class_rows_of (rows, label), count, _gw_class_rows_of (rows, label), count,
                                 k, found, NULL, run, (from + to) / 2, to);
}

static gw_status
plan_all (Plan *self, const GwRun *run)
{
  gw_status status = GW_STATUS_OK;

  _gw_class_rows_lack (self->rows, self->added);
  for (size_t label = 0; status == GW_STATUS_OK && label < self->rows->n_classes; label++)
    if (self->added[label] > 0)
      status = plan_class (self, label, run, (double) label / (double) self->rows->n_classes,
                           (double) (label + 1) / (double) self->rows->n_classes);

  return status;
}

static void
draw_rows (const Plan *self, uint64_t seed, GwNewRows *out)
{
  const GwClassRows *rows = self->rows;
  gw_random random;
  size_t at = 0;

  gw_random_init (&random, seed);
  for (size_t i = 0; i < rows->n_rows; i++)
    {
      size_t label = (size_t) rows->labels[rows->sorted[i]];
      size_t others = _gw_class_rows_count (rows, label) - 1;
      size_t k = self->k < others ? self->k : others;
      const uint32_t *found = self->neighbours + rows->starts[label] * self->k + (i - rows->starts[label]) * k;

      for (size_t j = 0; j < self->made[i]; j++)
        {
          uint32_t neighbour = found[gw_random_below (&random, k)];

          _gw_new_rows_set (out, rows, at++, rows->sorted[i], neighbour, gw_random_real (&random));
        }
    }
}

gw_status
gw_adasyn (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes, size_t k,
           uint64_t seed, GwNewRows *out, const GwRun *run)
{
  GwClassRows rows;
  Plan plan;
  gw_status status, made = GW_STATUS_NO_MEMORY;

  if (k == 0)
    return GW_STATUS_INVALID;
  status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  if (!gw_status_has_values (status))
    return status;

  if (k >= rows.n_rows)
    k = rows.n_rows > 1 ? rows.n_rows - 1 : 1;
  if (plan_init (&plan, &rows, k))
    made = plan_all (&plan, run);
  if (made == GW_STATUS_OK)
    made = _gw_new_rows_init (out, &rows, plan.added, true);
  if (made == GW_STATUS_OK)
    draw_rows (&plan, seed, out);
  plan_clear (&plan);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}

gw_status
gw_adasyn_shares (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                  int32_t label, size_t k, double *shares, size_t *n_rows, const GwRun *run)
{
  GwClassRows rows;
  gw_status status = _gw_class_rows_init (&rows, values, labels, n, columns, n_classes);
  gw_status made = GW_STATUS_OK;
  uint32_t *found = NULL;
  size_t count = 0, n_lists;

  if (!gw_status_has_values (status))
    return status;

  if (k == 0 || label < 0 || (size_t) label >= n_classes)
    made = GW_STATUS_INVALID;
  else
    count = _gw_class_rows_count (&rows, (size_t) label);
  if (count > 0 && k >= rows.n_rows)
    made = GW_STATUS_INVALID;
  if (made == GW_STATUS_OK && count > 0)
    {
      if (_gw_multiply (count, k, &n_lists))
        found = GW_NEW (uint32_t, n_lists);
      made = found == NULL ? GW_STATUS_NO_MEMORY : find_shares (&rows, (size_t) label, k, found, shares, run, 0, 1);
    }
  if (made == GW_STATUS_OK)
    *n_rows = count;
  free (found);
  _gw_class_rows_clear (&rows);

  return made == GW_STATUS_OK ? status : made;
}
