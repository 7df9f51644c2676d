/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-logits.h"

#include <math.h>

gboolean
gw_scores_are_logits (const double *scores, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (scores[i] < 0 || scores[i] > 1)
      return TRUE;
  return FALSE;
}

void
gw_logits_soften (double *scores, gsize n)
{
  double most = n == 1 ? 0 : -INFINITY, sum = 0;

  for (gsize i = 0; i < n; i++)
    most = fmax (most, scores[i]);
  for (gsize i = 0; i < n; i++)
    {
      scores[i] = exp (scores[i] - most);
      sum += scores[i];
    }
  if (n == 1)
    sum += exp (-most);
  for (gsize i = 0; i < n; i++)
    scores[i] /= sum;
}
