/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-random.h"

/* Random rows for the tests of what scores and labels give. */

typedef struct
{
  gsize n;
  gint32 truth[4096];
  double score[4096];
  double weight[4096]; /* whole numbers */
} ScoreRows;

/* Scores of few distinct values, so that many are equal, or of any. */
static inline void
score_rows_fill (ScoreRows *self, gw_random *random, gsize n, gboolean ties)
{
  self->n = n;
  for (gsize i = 0; i < n; i++)
    {
      self->truth[i] = (gint32) gw_random_below (random, 2);
      self->score[i] = gw_random_real (random) + 0.3 * self->truth[i];
      if (ties)
        self->score[i] = floor (self->score[i] * 8) / 8;
      self->weight[i] = (double) gw_random_below (random, 4);
    }
}

/* The same rows in another order. */
static inline void
score_rows_shuffle (ScoreRows *self, gw_random *random)
{
  for (gsize i = self->n; i-- > 1;)
    {
      gsize j = (gsize) gw_random_below (random, i + 1);
      gint32 truth = self->truth[i];
      double score = self->score[i], weight = self->weight[i];

      self->truth[i] = self->truth[j];
      self->score[i] = self->score[j];
      self->weight[i] = self->weight[j];
      self->truth[j] = truth;
      self->score[j] = score;
      self->weight[j] = weight;
    }
}

/* Each row as often as it weighs. */
static inline void
score_rows_repeat (const ScoreRows *self, ScoreRows *repeated)
{
  repeated->n = 0;
  for (gsize i = 0; i < self->n; i++)
    for (guint k = 0; k < (guint) self->weight[i]; k++)
      {
        g_assert_cmpuint (repeated->n, <, G_N_ELEMENTS (repeated->truth));
        repeated->truth[repeated->n] = self->truth[i];
        repeated->score[repeated->n++] = self->score[i];
      }
}

/* The area by its definition: every pair looked at. */
static inline double
score_rows_auc (const ScoreRows *self, gboolean weighted)
{
  double pairs = 0, won = 0;

  for (gsize i = 0; i < self->n; i++)
    for (gsize j = 0; j < self->n; j++)
      {
        double weight = weighted ? self->weight[i] * self->weight[j] : 1;

        if (self->truth[i] != 1 || self->truth[j] != 0)
          continue;
        pairs += weight;
        won += self->score[i] > self->score[j] ? weight : self->score[i] == self->score[j] ? weight / 2 : 0;
      }

  return won / pairs;
}

static inline void
assert_near (double got, double want, double tolerance)
{
  if (isnan (want))
    g_assert_true (isnan (got));
  else
    g_assert_cmpfloat_with_epsilon (got, want, tolerance);
}
