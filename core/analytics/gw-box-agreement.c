/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-box-agreement.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

/* Boxes of one part of the work. */
#define GW_BOX_AGREEMENT_PART 256
/* Pairs of boxes of one thing between two questions to the caller. */
#define GW_BOX_AGREEMENT_PAIRS ((size_t) 1 << 20)

typedef struct
{
  uint32_t *begin; /* n_units + 1 places in boxes */
  GwBox *boxes;    /* of the units that have two or more, unit by unit */
  size_t n;
  size_t n_excluded;
} Units;

static bool
is_kept (int32_t unit, const GwBox *box)
{
  return unit >= 0 && isfinite (box->x) && isfinite (box->y) && isfinite (box->width) && isfinite (box->height);
}

static void
clear_units (Units *units)
{
  free (units->begin);
  free (units->boxes);
}

/* Closes the gaps of the units with one box. */
static void
drop_single (Units *units, size_t n_units)
{
  size_t n = 0, first = 0;

  for (size_t i = 0; i < n_units; i++)
    {
      size_t end = units->begin[i + 1], m = end - first;

      for (size_t k = 0; m > 1 && k < m; k++)
        units->boxes[n + k] = units->boxes[first + k];
      n += m > 1 ? m : 0;
      units->begin[i + 1] = (uint32_t) n;
      first = end;
    }
  units->n = n;
}

static gw_status
sort_units (Units *units, const int32_t *unit, const GwBox *box, size_t n, size_t n_units)
{
  *units = (Units) { 0 };
  if (n >= GW_MOST_ROWS || n_units >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    if (unit[i] < -1 || unit[i] >= (int64_t) n_units)
      return GW_STATUS_INVALID;
  units->begin = GW_NEW0 (uint32_t, n_units + 2);
  units->boxes = GW_NEW (GwBox, n);
  if (units->begin == NULL || units->boxes == NULL)
    {
      clear_units (units);
      return GW_STATUS_NO_MEMORY;
    }

  for (size_t i = 0; i < n; i++)
    {
      if (is_kept (unit[i], &box[i]))
        units->begin[(size_t) unit[i] + 2]++;
      else
        units->n_excluded++;
    }
  for (size_t i = 2; i < n_units + 2; i++)
    units->begin[i] += units->begin[i - 1];
  for (size_t i = 0; i < n; i++)
    if (is_kept (unit[i], &box[i]))
      units->boxes[units->begin[(size_t) unit[i] + 1]++] = box[i];
  drop_single (units, n_units);
  return GW_STATUS_OK;
}

/* 0 at least: equal boxes may overlap by more than 1 in the last bit. */
static double
distance (const GwBox *a, const GwBox *b)
{
  return fmax (0, 1 - gw_box_iou (a, b));
}

/* Asks the caller now and then, for a unit may have any number of boxes. */
static gw_status
observed_distance (const Units *units, size_t n_units, double *observed, const GwRun *run)
{
  GwSum total = { 0 };
  size_t n_pairs = 0;

  for (size_t unit = 0; unit < n_units; unit++)
    {
      const GwBox *boxes = units->boxes + units->begin[unit];
      size_t m = units->begin[unit + 1] - units->begin[unit];
      GwSum sum = { 0 };

      for (size_t i = 0; i < m; i++)
        {
          for (size_t k = i + 1; k < m; k++)
            _gw_sum_add (&sum, distance (&boxes[i], &boxes[k]));
          n_pairs += m - i;
          if (n_pairs < GW_BOX_AGREEMENT_PAIRS)
            continue;
          n_pairs = 0;
          if (!_gw_run_step (run, 0.5 + 0.5 * (double) (units->begin[unit] + i) / (double) units->n))
            return GW_STATUS_CANCELLED;
        }
      if (m > 1)
        _gw_sum_add (&total, 2 * _gw_sum_get (&sum) / (double) (m - 1));
    }

  *observed = _gw_sum_get (&total) / (double) units->n;

  return GW_STATUS_OK;
}

/* --- over all pairs ------------------------------------------------------------------------ */

typedef struct
{
  const GwBox *boxes; /* from left to right */
  size_t n;
  double *sums; /* of each part */
} Sweep;

/* The distances of some boxes from those that begin right of them: 1 from all that
 * begin right of their end.
 */
static void
sweep_part (void *data, size_t part)
{
  Sweep *sweep = data;
  size_t end = (part + 1) * GW_BOX_AGREEMENT_PART;
  GwSum sum = { 0 };

  for (size_t i = part * GW_BOX_AGREEMENT_PART; i < end && i < sweep->n; i++)
    {
      const GwBox *box = &sweep->boxes[i];
      size_t k = i + 1;

      for (; k < sweep->n && sweep->boxes[k].x < box->x + box->width; k++)
        _gw_sum_add (&sum, distance (box, &sweep->boxes[k]));
      _gw_sum_add (&sum, (double) (sweep->n - k));
    }
  sweep->sums[part] = _gw_sum_get (&sum);
}

static gw_status
sort_by_x (const GwBox *boxes, size_t n, GwBox *sorted, double *x, uint32_t *order)
{
  gw_status status;

  for (size_t i = 0; i < n; i++)
    x[i] = boxes[i].x;
  status = _gw_sort_rows (x, n, order);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    sorted[i] = boxes[order[i]];

  return status;
}

static gw_status
expected_distance (const GwBox *boxes, size_t n, double *expected, const GwRun *run)
{
  size_t n_parts = (n + GW_BOX_AGREEMENT_PART - 1) / GW_BOX_AGREEMENT_PART;
  GwBox *sorted = GW_NEW (GwBox, n);
  double *sums = GW_NEW (double, n > n_parts ? n : n_parts);
  uint32_t *order = GW_NEW (uint32_t, n);
  Sweep sweep = { sorted, n, sums };
  gw_status status = GW_STATUS_NO_MEMORY;

  if (sorted != NULL && sums != NULL && order != NULL)
    status = sort_by_x (boxes, n, sorted, sums, order);
  if (status == GW_STATUS_OK)
    status = _gw_run_parts (run, n_parts, sweep_part, &sweep, 0, 0.5);
  if (status == GW_STATUS_OK)
    *expected = 2 * _gw_sum (sums, n_parts) / ((double) n * (double) (n - 1));
  free (sorted);
  free (sums);
  free (order);
  return status;
}

gw_status
gw_box_agreement_alpha (const int32_t *unit, const GwBox *box, size_t n, size_t n_units, double *alpha,
                        size_t *n_excluded, const GwRun *run)
{
  Units units;
  double expected = NAN, observed = 0;
  gw_status status = sort_units (&units, unit, box, n, n_units);

  if (status != GW_STATUS_OK)
    return status;
  if (units.n > 0)
    status = expected_distance (units.boxes, units.n, &expected, run);
  if (status == GW_STATUS_OK && expected > 0)
    status = observed_distance (&units, n_units, &observed, run);
  if (status == GW_STATUS_OK)
    {
      if (units.n == 0)
        *alpha = NAN;
      else
        *alpha = expected > 0 ? 1 - observed / expected : 1;
      if (n_excluded != NULL)
        *n_excluded = units.n_excluded;
      status = units.n == 0 ? GW_STATUS_UNDEFINED : GW_STATUS_OK;
    }
  clear_units (&units);
  return status;
}
