/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-threshold.h"

#include <math.h>

#include "gw-score-table-private.h"

static double
share (double part, double whole)
{
  return whole > 0 ? part / whole : 0;
}

/* The true positive rate less the false positive rate, by one division, so that
 * whole counts whose differences are equal give the same number.
 */
static double
youden (const GwOperatingPoint *point)
{
  double positives = point->tp + point->fn, negatives = point->fp + point->tn;

  if (!(positives > 0 && negatives > 0))
    return share (point->tp, positives) - share (point->fp, negatives);

  return (point->tp * negatives - point->fp * positives) / (positives * negatives);
}

/* The higher, the better. */
static double
point_value (const GwThresholdChoice *choice, const GwOperatingPoint *point)
{
  const double beta2 = choice->beta * choice->beta;

  switch (choice->rule)
    {
    case GW_THRESHOLD_F_BETA:
      return share ((1 + beta2) * point->tp, (1 + beta2) * point->tp + beta2 * point->fn + point->fp);
    case GW_THRESHOLD_YOUDEN:
      return youden (point);
    case GW_THRESHOLD_COST:
    default:
      return -(choice->cost_fp * point->fp + choice->cost_fn * point->fn);
    }
}

static bool
choice_is_valid (const GwThresholdChoice *choice)
{
  switch (choice->rule)
    {
    case GW_THRESHOLD_F_BETA:
      return choice->beta > 0 && isfinite (choice->beta);
    case GW_THRESHOLD_YOUDEN:
      return true;
    case GW_THRESHOLD_COST:
      return choice->cost_fp >= 0 && choice->cost_fn >= 0 && isfinite (choice->cost_fp) && isfinite (choice->cost_fn);
    default:
      return false;
    }
}

gw_status
gw_choose_threshold (const GwScoreTable *table, const GwThresholdChoice *choice, GwOperatingPoint *point,
                     double *objective)
{
  GwOperatingPoint best = { .threshold = NAN };
  double most = -INFINITY;

  if (!choice_is_valid (choice))
    return GW_STATUS_INVALID;

  if (table->n_points > 0 && choice->rule == GW_THRESHOLD_COST)
    {
      best = (GwOperatingPoint) { .threshold = INFINITY, .tn = table->negatives, .fn = table->positives };
      most = point_value (choice, &best);
    }
  for (size_t i = 0; i < table->n_points; i++)
    {
      GwOperatingPoint candidate;
      double value;

      gw_score_table_get_point (table, i, &candidate);
      value = point_value (choice, &candidate);
      if (value > most)
        {
          most = value;
          best = candidate;
        }
    }

  *point = best;
  if (objective != NULL)
    *objective = table->n_points == 0 ? NAN : choice->rule == GW_THRESHOLD_COST ? 0 - most : most;
  if (table->n_points == 0)
    return GW_STATUS_EMPTY;

  return table->positives > 0 && table->negatives > 0 ? GW_STATUS_OK : GW_STATUS_SINGLE_CLASS;
}
