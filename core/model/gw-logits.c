/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-logits.h"

#include <math.h>

gboolean
gw_scores_are_logits (GwScoreScale scale, const double *scores, gsize n)
{
  if (scale != GW_SCORE_SCALE_UNKNOWN)
    return scale == GW_SCORE_SCALE_LOGITS;
  for (gsize i = 0; i < n; i++)
    if (isfinite (scores[i]) && (scores[i] < -GW_SCORE_SLACK || scores[i] > 1 + GW_SCORE_SLACK))
      return TRUE;
  return FALSE;
}

void
gw_logits_soften (double *scores, gsize n)
{
  double most = n == 1 ? 0 : -INFINITY, sum = 0;

  for (gsize i = 0; i < n; i++)
    most = fmax (most, scores[i]);
  /* Nothing was scored. */
  if (!isfinite (most))
    most = 0;
  for (gsize i = 0; i < n; i++)
    {
      scores[i] = exp (scores[i] - most);
      sum += scores[i];
    }
  if (n == 1)
    sum += exp (-most);
  for (gsize i = 0; i < n && sum > 0; i++)
    scores[i] /= sum;
}
