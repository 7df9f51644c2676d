/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-gain.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-score-table-private.h"

static double
rows_within (const GwScoreTable *table, size_t point)
{
  return _gw_score_table_tp (table, point) + _gw_score_table_fp (table, point);
}

/* Positives among the first rows, by a straight line through each group of equal
 * scores.
 */
static double
positives_within (const GwScoreTable *table, double rows)
{
  size_t low = 0, high = table->n_points - 1;
  double rows_before, tp_before;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (rows_within (table, middle) < rows)
        low = middle + 1;
      else
        high = middle;
    }
  rows_before = low > 0 ? rows_within (table, low - 1) : 0;
  tp_before = low > 0 ? _gw_score_table_tp (table, low - 1) : 0;
  if (rows >= rows_within (table, low))
    return _gw_score_table_tp (table, low);

  return tp_before
         + (_gw_score_table_tp (table, low) - tp_before) * (rows - rows_before)
               / (rows_within (table, low) - rows_before);
}

gw_status
gw_gain_lift (const GwScoreTable *table, const double *depth, size_t n_depths, double *gain, double *lift)
{
  const double n_rows = table->positives + table->negatives;

  if (n_depths > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n_depths; i++)
    if (!(depth[i] >= 0 && depth[i] <= 1))
      return GW_STATUS_INVALID;

  for (size_t i = 0; i < n_depths; i++)
    {
      gain[i] = table->positives > 0 ? positives_within (table, depth[i] * n_rows) / table->positives : NAN;
      if (lift != NULL)
        lift[i] = depth[i] > 0 ? gain[i] / depth[i] : NAN;
    }
  if (table->n_points == 0)
    return GW_STATUS_EMPTY;

  return table->positives > 0 ? GW_STATUS_OK : GW_STATUS_NO_POSITIVE;
}
