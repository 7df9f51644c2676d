/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-confident-joint-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"

typedef struct
{
  const double *prob;
  size_t n_classes;
  uint32_t *begin; /* n_classes + 1 places in rows */
  uint32_t *rows;  /* those that are kept, label by label */
  uint64_t *wrong; /* n_classes^2, row = true class, column = label: how many to name; kept ones on the diagonal */
  uint8_t *by_rate;
  uint8_t *by_class; /* NULL: not wanted */
  atomic_int status;
} Pruning;

/* --- how many to name -------------------------------------------------------------------- */

/* One label of the calibrated joint: at least one row stays. What that adds to the
 * rows that stay is taken, in equal shares, from the counts of the other classes,
 * which are cut to whole numbers.
 */
static void
keep_one (uint64_t *wrong, size_t n_classes, size_t label)
{
  uint64_t *kept = &wrong[label * n_classes + label];
  size_t n_used = 0;

  for (size_t k = 0; k < n_classes; k++)
    n_used += wrong[k * n_classes + label] > 0;
  if (*kept > 0)
    return;

  *kept = 1;
  for (size_t k = 0; k < n_classes; k++)
    {
      uint64_t *cell = &wrong[k * n_classes + label];
      double less = (double) *cell - 1 / (n_used > 2 ? (double) n_used - 1 : 1.0);

      if (k != label)
        *cell = less > 0 ? (uint64_t) less : 0;
    }
}

static gw_status
count_wrong (Pruning *pruning, const int32_t *label, const double *prob, size_t n, size_t n_classes)
{
  uint64_t *joint = GW_NEW (uint64_t, n_classes * n_classes);
  gw_status status = joint != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;

  if (status == GW_STATUS_OK)
    status = gw_confident_joint (label, prob, n, n_classes, NULL, NULL, joint, NULL);
  for (size_t i = 0; status == GW_STATUS_OK && i < n_classes; i++)
    for (size_t k = 0; k < n_classes; k++)
      pruning->wrong[k * n_classes + i] = joint[i * n_classes + k];
  for (size_t k = 0; status == GW_STATUS_OK && k < n_classes; k++)
    keep_one (pruning->wrong, n_classes, k);
  free (joint);
  return status;
}

static void
sort_rows (Pruning *pruning, const int32_t *label, size_t n)
{
  size_t n_classes = pruning->n_classes;

  /* Counted two places up: begin[label + 1] is then where the next row goes. */
  for (size_t i = 0; i < n; i++)
    if (_gw_confident_is_kept (label[i], pruning->prob + i * n_classes, n_classes))
      pruning->begin[(size_t) label[i] + 2]++;
  for (size_t k = 2; k < n_classes + 2; k++)
    pruning->begin[k] += pruning->begin[k - 1];
  for (size_t i = 0; i < n; i++)
    if (_gw_confident_is_kept (label[i], pruning->prob + i * n_classes, n_classes))
      pruning->rows[pruning->begin[(size_t) label[i] + 1]++] = (uint32_t) i;
}

/* --- which to name ------------------------------------------------------------------------ */

/* Flags the n_named rows of a label with the least p(label) - p(other); other =
 * n_classes: with the least p(label).
 */
static gw_status
name_rows (Pruning *pruning, size_t label, size_t other, uint64_t n_named, uint64_t *keys, uint32_t *order,
           uint8_t *flags)
{
  const uint32_t *rows = pruning->rows + pruning->begin[label];
  size_t n = pruning->begin[label + 1] - pruning->begin[label];
  gw_status status;

  for (size_t i = 0; i < n; i++)
    {
      const double *row = pruning->prob + rows[i] * pruning->n_classes;

      keys[i] = _gw_sort_key (other < pruning->n_classes ? row[label] - row[other] : row[label]);
      order[i] = rows[i];
    }
  status = _gw_sort_keys (keys, order, n);
  for (size_t i = 0; status == GW_STATUS_OK && i < n && i < n_named; i++)
    flags[order[i]] = 1;

  return status;
}

static gw_status
prune_label (Pruning *pruning, size_t label, uint64_t *keys, uint32_t *order)
{
  size_t n_classes = pruning->n_classes, n = pruning->begin[label + 1] - pruning->begin[label];
  uint64_t n_kept = pruning->wrong[label * n_classes + label];
  gw_status status = GW_STATUS_OK;

  for (size_t k = 0; pruning->by_rate != NULL && status == GW_STATUS_OK && k < n_classes; k++)
    if (k != label && pruning->wrong[k * n_classes + label] > 0)
      status = name_rows (pruning, label, k, pruning->wrong[k * n_classes + label], keys, order, pruning->by_rate);
  if (pruning->by_class != NULL && status == GW_STATUS_OK && n > n_kept)
    status = name_rows (pruning, label, n_classes, n - n_kept, keys, order, pruning->by_class);

  return status;
}

static void
prune_part (void *data, size_t label)
{
  Pruning *pruning = data;
  size_t n = pruning->begin[label + 1] - pruning->begin[label];
  uint64_t *keys;
  uint32_t *order;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (n < 2)
    return;
  keys = GW_NEW (uint64_t, n);
  order = GW_NEW (uint32_t, n);
  if (keys != NULL && order != NULL)
    status = prune_label (pruning, label, keys, order);
  if (status != GW_STATUS_OK)
    atomic_store (&pruning->status, (int) status);
  free (keys);
  free (order);
}

/* Flags in by_rate and by_class. */
static gw_status
prune (const int32_t *label, const double *prob, size_t n, size_t n_classes, uint8_t *by_rate, uint8_t *by_class,
       const GwRun *run)
{
  Pruning pruning = { .prob = prob,
                      .n_classes = n_classes,
                      .begin = GW_NEW0 (uint32_t, n_classes + 2),
                      .rows = GW_NEW (uint32_t, n),
                      .wrong = GW_NEW (uint64_t, n_classes * n_classes),
                      .by_rate = by_rate,
                      .by_class = by_class };
  gw_status status = GW_STATUS_NO_MEMORY;

  atomic_init (&pruning.status, GW_STATUS_OK);
  if (pruning.begin != NULL && pruning.rows != NULL && pruning.wrong != NULL)
    status = count_wrong (&pruning, label, prob, n, n_classes);
  if (status == GW_STATUS_OK)
    {
      sort_rows (&pruning, label, n);
      status = _gw_run_parts (run, n_classes, prune_part, &pruning, 0, 1);
    }
  if (status == GW_STATUS_OK)
    status = (gw_status) atomic_load (&pruning.status);
  free (pruning.begin);
  free (pruning.rows);
  free (pruning.wrong);
  return status;
}

static gw_status
flag_confident (const int32_t *label, const double *prob, size_t n, size_t n_classes, uint8_t *flags)
{
  double *threshold = GW_NEW (double, n_classes);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (threshold != NULL)
    status = _gw_confident_thresholds (label, prob, n, n_classes, threshold);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    {
      const double *row = prob + i * n_classes;
      size_t guess = n_classes;

      if (_gw_confident_is_kept (label[i], row, n_classes))
        guess = _gw_confident_class (row, n_classes, threshold);
      flags[i] = guess < n_classes && guess != (size_t) label[i];
    }
  free (threshold);
  return status;
}

static gw_status
find_issues (const int32_t *label, const double *prob, size_t n, size_t n_classes, GwLabelIssuesFilter filter,
             uint8_t *flags, uint8_t *more_flags, const GwRun *run)
{
  gw_status status;

  switch (filter)
    {
    case GW_LABEL_ISSUES_BY_NOISE_RATE:
      return prune (label, prob, n, n_classes, flags, NULL, run);
    case GW_LABEL_ISSUES_BY_CLASS:
      return prune (label, prob, n, n_classes, NULL, flags, run);
    case GW_LABEL_ISSUES_BOTH:
      status = prune (label, prob, n, n_classes, flags, more_flags, run);
      for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
        flags[i] &= more_flags[i];
      return status;
    case GW_LABEL_ISSUES_CONFIDENT:
      return flag_confident (label, prob, n, n_classes, flags);
    case GW_LABEL_ISSUES_PREDICTED_DIFFERS:
    case GW_LABEL_ISSUES_N_FILTERS:
    default:
      memset (flags, 1, n);
      return GW_STATUS_OK;
    }
}

gw_status
gw_label_issues (const int32_t *label, const double *prob, size_t n, size_t n_classes, GwLabelIssuesFilter filter,
                 uint8_t *is_issue, size_t *n_issues, size_t *n_excluded, const GwRun *run)
{
  size_t n_kept, n_named = 0;
  gw_status status = _gw_confident_check (label, prob, n, n_classes, &n_kept);
  uint8_t *flags;

  if (status != GW_STATUS_OK)
    return status;
  if ((unsigned) filter >= GW_LABEL_ISSUES_N_FILTERS)
    return GW_STATUS_INVALID;
  flags = GW_NEW0 (uint8_t, 2 * n);
  if (flags == NULL)
    return GW_STATUS_NO_MEMORY;

  if (n_kept > 0)
    status = find_issues (label, prob, n, n_classes, filter, flags, flags + n, run);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    {
      const double *row = prob + i * n_classes;

      is_issue[i] = flags[i] && _gw_confident_is_kept (label[i], row, n_classes)
                    && _gw_confident_predict (row, n_classes) != (size_t) label[i];
      n_named += is_issue[i];
    }
  free (flags);
  if (status != GW_STATUS_OK)
    return status;
  if (n_issues != NULL)
    *n_issues = n_named;
  if (n_excluded != NULL)
    *n_excluded = n - n_kept;
  return n_kept > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

/* --- scores --------------------------------------------------------------------------------- */

gw_status
gw_label_quality (const int32_t *label, const double *prob, size_t n, size_t n_classes, GwLabelQuality method,
                  double *score, size_t *n_excluded)
{
  size_t n_kept;
  gw_status status = _gw_confident_check (label, prob, n, n_classes, &n_kept);

  if (status != GW_STATUS_OK)
    return status;
  if ((unsigned) method >= GW_LABEL_QUALITY_N_METHODS)
    return GW_STATUS_INVALID;

  for (size_t i = 0; i < n; i++)
    {
      const double *row = prob + i * n_classes;
      double other = 0;

      score[i] = NAN;
      if (!_gw_confident_is_kept (label[i], row, n_classes))
        continue;
      for (size_t k = 0; k < n_classes; k++)
        if (k != (size_t) label[i])
          other = fmax (other, row[k]);
      score[i] = row[label[i]];
      if (method == GW_LABEL_QUALITY_NORMALIZED_MARGIN)
        score[i] = (score[i] - other + 1) / 2;
    }
  if (n_excluded != NULL)
    *n_excluded = n - n_kept;
  return n_kept > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}
