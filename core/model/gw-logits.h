/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Scores of a classifier as its last layer gives them, of any size: they are kept as they
 * are, and shown and judged as the probabilities that softmax makes of them.
 */

/* How the scores of a model are meant. */
typedef enum
{
  GW_SCORE_SCALE_UNKNOWN, /* nobody has said so: all scores of the model together tell it */
  GW_SCORE_SCALE_PROBABILITIES,
  GW_SCORE_SCALE_LOGITS
} GwScoreScale;

/* How far rounding may take a probability beyond 0 and 1. */
#define GW_SCORE_SLACK 1e-6

/* Whether scores of a scale are logits. Where it is not known they are where one of the n
 * cannot be a probability, which is from 0 to 1 but for GW_SCORE_SLACK; infinite ones and
 * those that are no numbers say nothing. O(n).
 */
gboolean gw_scores_are_logits (GwScoreScale scale, const double *scores, gsize n);

/* Softmax of n scores, in place: from 0 to 1, in the same order, with the sum 1 within
 * rounding; of a single one that against another class with the score 0. Scores of any size
 * are safe. -INFINITY is a class that was not scored, and becomes 0; where all are, all do.
 */
void gw_logits_soften (double *scores, gsize n);

G_END_DECLS
