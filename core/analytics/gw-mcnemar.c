/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mcnemar.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-special-private.h"

#define GW_MCNEMAR_FEW 25

gw_status
gw_mcnemar_test (GwMcnemar *mcnemar, GwMcnemarVariant variant)
{
  uint64_t a = mcnemar->only_a, b = mcnemar->only_b, least = a < b ? a : b;
  double apart = fabs ((double) a - (double) b);

  if (variant == GW_MCNEMAR_AUTO)
    variant = a + b < GW_MCNEMAR_FEW ? GW_MCNEMAR_EXACT : GW_MCNEMAR_CHI2_CORRECTED;
  if (variant != GW_MCNEMAR_EXACT && variant != GW_MCNEMAR_CHI2 && variant != GW_MCNEMAR_CHI2_CORRECTED)
    return GW_STATUS_INVALID;

  mcnemar->variant = variant;
  mcnemar->statistic = NAN;
  mcnemar->p_value = 1;
  if (a + b == 0)
    return GW_STATUS_OK;

  if (variant == GW_MCNEMAR_EXACT)
    {
      mcnemar->statistic = (double) least;
      mcnemar->p_value = fmin (2 * _gw_binomial_half_cdf (least, a + b), 1);
      return GW_STATUS_OK;
    }

  if (variant == GW_MCNEMAR_CHI2_CORRECTED)
    apart -= 1;
  mcnemar->statistic = apart * apart / (double) (a + b);
  mcnemar->p_value = _gw_chi2_sf (mcnemar->statistic, 1);

  return GW_STATUS_OK;
}

static void
count_row (GwMcnemar *mcnemar, bool a_right, bool b_right)
{
  mcnemar->both_right += a_right && b_right;
  mcnemar->only_a += a_right && !b_right;
  mcnemar->only_b += !a_right && b_right;
  mcnemar->both_wrong += !a_right && !b_right;
}

static gw_status
finish (GwMcnemar *made, size_t n, GwMcnemarVariant variant, GwMcnemar *mcnemar)
{
  gw_status status = gw_mcnemar_test (made, variant);

  if (status != GW_STATUS_OK)
    return status;
  *mcnemar = *made;

  return made->n_excluded < n ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

gw_status
gw_mcnemar_labels (const int32_t *truth, const int32_t *a, const int32_t *b, size_t n, GwMcnemarVariant variant,
                   GwMcnemar *mcnemar)
{
  GwMcnemar made = { 0 };

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    {
      if (truth[i] < -1 || a[i] < -1 || b[i] < -1)
        return GW_STATUS_INVALID;
      if (truth[i] < 0 || a[i] < 0 || b[i] < 0)
        made.n_excluded++;
      else
        count_row (&made, a[i] == truth[i], b[i] == truth[i]);
    }

  return finish (&made, n, variant, mcnemar);
}

gw_status
gw_mcnemar_scores (const int32_t *truth, const double *score_a, const double *score_b, size_t n, double threshold,
                   GwMcnemarVariant variant, GwMcnemar *mcnemar)
{
  GwMcnemar made = { 0 };

  if (isnan (threshold))
    return GW_STATUS_INVALID;
  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    {
      if (truth[i] < -1 || truth[i] > 1)
        return GW_STATUS_INVALID;
      if (truth[i] < 0 || isnan (score_a[i]) || isnan (score_b[i]))
        made.n_excluded++;
      else
        count_row (&made, (score_a[i] >= threshold) == truth[i], (score_b[i] >= threshold) == truth[i]);
    }

  return finish (&made, n, variant, mcnemar);
}
