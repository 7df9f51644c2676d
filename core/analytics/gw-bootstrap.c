/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-bootstrap.h"

#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-quantile-private.h"
#include "gw-random.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

/* Rows by stratum, or all in their order. */
typedef struct
{
  uint32_t *members; /* NULL: one stratum of all rows */
  size_t *starts;    /* n_strata + 1 */
  size_t n_strata;
} Strata;

static void
strata_clear (Strata *self)
{
  free (self->members);
  free (self->starts);
}

static gw_status
strata_init (Strata *self, const int32_t *stratum, size_t n)
{
  uint64_t *keys;
  gw_status status = GW_STATUS_NO_MEMORY;

  *self = (Strata) { 0 };
  for (size_t i = 0; i < n; i++)
    if (stratum[i] < 0)
      return GW_STATUS_INVALID;

  keys = GW_NEW (uint64_t, n);
  self->members = GW_NEW (uint32_t, n);
  self->starts = GW_NEW (size_t, n + 1);
  if (keys != NULL && self->members != NULL && self->starts != NULL)
    {
      for (size_t i = 0; i < n; i++)
        {
          keys[i] = (uint64_t) stratum[i];
          self->members[i] = (uint32_t) i;
        }
      status = _gw_sort_keys (keys, self->members, n);
    }
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    if (i == 0 || keys[i] != keys[i - 1])
      self->starts[self->n_strata++] = i;
  if (status == GW_STATUS_OK)
    self->starts[self->n_strata] = n;
  else
    strata_clear (self);
  free (keys);

  return status;
}

static void
draw (const Strata *strata, gw_random *random, uint32_t *rows, size_t n)
{
  if (strata->members == NULL)
    {
      for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t) gw_random_below (random, n);
      return;
    }
  for (size_t stratum = 0; stratum < strata->n_strata; stratum++)
    {
      size_t start = strata->starts[stratum], end = strata->starts[stratum + 1];

      for (size_t i = start; i < end; i++)
        rows[i] = strata->members[start + gw_random_below (random, end - start)];
    }
}

static gw_status
replicate (const Strata *strata, size_t n, const GwBootstrapOptions *options, GwBootstrapFigure figure, void *data,
           uint32_t *rows, double *values, size_t *n_values, const GwRun *run)
{
  gw_random random;

  gw_random_init (&random, options->seed);
  for (size_t i = 0; i < options->n_replicates; i++)
    {
      double value;

      if (!_gw_run_step (run, (double) i / (double) options->n_replicates))
        return GW_STATUS_CANCELLED;
      draw (strata, &random, rows, n);
      value = figure (rows, n, data);
      if (!isnan (value))
        values[(*n_values)++] = value;
    }

  return GW_STATUS_OK;
}

/* Sorts the values. */
static gw_status
take_interval (double *values, size_t n_values, const GwBootstrapOptions *options, GwBootstrapInterval *interval)
{
  GwBootstrapInterval made = { NAN, NAN, NAN, n_values, options->n_replicates - n_values, 0 };
  gw_status status = _gw_sort_doubles (values, n_values, values);

  if (status != GW_STATUS_OK)
    return status;

  if (n_values > 0)
    {
      double tail = (1 - options->level) / 2;

      made.mean = _gw_sum (values, n_values) / (double) n_values;
      made.low = _gw_quantile_sorted (values, n_values, tail, GW_QUANTILE_TYPE);
      made.high = _gw_quantile_sorted (values, n_values, 1 - tail, GW_QUANTILE_TYPE);
    }
  *interval = made;

  return n_values > 0 ? GW_STATUS_OK : GW_STATUS_UNDEFINED;
}

static bool
options_are_valid (const GwBootstrapOptions *options)
{
  return options->n_replicates > 0 && options->level > 0 && options->level < 1;
}

gw_status
gw_bootstrap (size_t n, const int32_t *stratum, const GwBootstrapOptions *options, GwBootstrapFigure figure, void *data,
              GwBootstrapInterval *interval, const GwRun *run)
{
  Strata strata = { 0 };
  uint32_t *rows;
  double *values;
  size_t n_values = 0;
  gw_status status = GW_STATUS_OK;

  if (!options_are_valid (options))
    return GW_STATUS_INVALID;
  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (options->stratified)
    status = strata_init (&strata, stratum, n);
  if (status != GW_STATUS_OK)
    return status;

  rows = GW_NEW (uint32_t, n);
  values = GW_NEW (double, options->n_replicates);
  if (rows == NULL || values == NULL)
    status = GW_STATUS_NO_MEMORY;
  else if (n == 0)
    {
      *interval = (GwBootstrapInterval) { .mean = NAN, .low = NAN, .high = NAN };
      status = GW_STATUS_EMPTY;
    }
  else
    status = replicate (&strata, n, options, figure, data, rows, values, &n_values, run);
  if (status == GW_STATUS_OK)
    status = take_interval (values, n_values, options, interval);
  free (rows);
  free (values);
  strata_clear (&strata);

  return status;
}

/* --- the area under the ROC curve -------------------------------------------------- */

typedef struct
{
  uint32_t *group;     /* of each row: how many distinct scores lie below its own */
  int32_t *truth;      /* of each row that is kept */
  uint32_t *positives; /* of each group, in a replicate */
  uint32_t *negatives;
  size_t n;
  size_t n_positive;
  size_t n_groups;
} Ranked;

static void
ranked_clear (Ranked *self)
{
  free (self->group);
  free (self->truth);
  free (self->positives);
  free (self->negatives);
}

static gw_status
rank_scores (Ranked *self, const double *score)
{
  uint32_t *order = GW_NEW (uint32_t, self->n);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (order != NULL)
    status = _gw_sort_rows (score, self->n, order);
  for (size_t i = 0; status == GW_STATUS_OK && i < self->n; i++)
    {
      if (i > 0 && score[order[i]] != score[order[i - 1]])
        self->n_groups++;
      self->group[order[i]] = (uint32_t) self->n_groups;
    }
  self->n_groups++;
  free (order);

  return status;
}

static gw_status
ranked_init (Ranked *self, const int32_t *truth, const double *score, size_t n)
{
  double *kept = GW_NEW (double, n);
  gw_status status = GW_STATUS_NO_MEMORY;

  *self = (Ranked) { .group = GW_NEW (uint32_t, n),
                     .truth = GW_NEW (int32_t, n),
                     .positives = GW_NEW (uint32_t, n),
                     .negatives = GW_NEW (uint32_t, n) };
  if (kept != NULL && self->group != NULL && self->truth != NULL && self->positives != NULL && self->negatives != NULL)
    {
      for (size_t i = 0; i < n; i++)
        {
          if (truth[i] < 0 || isnan (score[i]))
            continue;
          kept[self->n] = score[i];
          self->truth[self->n++] = truth[i];
          self->n_positive += truth[i] > 0;
        }
      status = rank_scores (self, kept);
    }
  free (kept);
  if (status != GW_STATUS_OK)
    ranked_clear (self);

  return status;
}

static double
auc_of_rows (const uint32_t *rows, size_t n, void *data)
{
  Ranked *self = data;
  uint64_t pairs = 0, n_positive = 0, n_negative = 0;

  memset (self->positives, 0, self->n_groups * sizeof *self->positives);
  memset (self->negatives, 0, self->n_groups * sizeof *self->negatives);
  for (size_t i = 0; i < n; i++)
    (self->truth[rows[i]] > 0 ? self->positives : self->negatives)[self->group[rows[i]]]++;
  for (size_t i = 0; i < self->n_groups; i++)
    {
      pairs += self->positives[i] * (2 * n_negative + self->negatives[i]);
      n_positive += self->positives[i];
      n_negative += self->negatives[i];
    }

  return n_positive > 0 && n_negative > 0 ? (double) pairs / 2 / (double) n_positive / (double) n_negative : NAN;
}

gw_status
gw_bootstrap_auc (const int32_t *truth, const double *score, size_t n, const GwBootstrapOptions *options,
                  GwBootstrapInterval *interval, const GwRun *run)
{
  Ranked ranked;
  gw_status status;
  size_t n_excluded;

  if (!options_are_valid (options))
    return GW_STATUS_INVALID;
  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    if (truth[i] < -1 || truth[i] > 1)
      return GW_STATUS_INVALID;

  status = ranked_init (&ranked, truth, score, n);
  if (status != GW_STATUS_OK)
    return status;
  n_excluded = n - ranked.n;
  if (ranked.n_positive == 0 || ranked.n_positive == ranked.n)
    {
      *interval = (GwBootstrapInterval) { .mean = NAN, .low = NAN, .high = NAN };
      status = ranked.n > 0 ? GW_STATUS_SINGLE_CLASS : GW_STATUS_EMPTY;
    }
  else
    status = gw_bootstrap (ranked.n, ranked.truth, options, auc_of_rows, &ranked, interval, run);
  if (gw_status_has_values (status))
    interval->n_excluded = n_excluded;
  ranked_clear (&ranked);

  return status;
}
