/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Scores of a classifier as its last layer gives them, of any size: they are kept as they
 * are, and shown and judged as the probabilities that softmax makes of them.
 */

/* Whether n scores can be no probabilities, which are from 0 to 1. */
gboolean gw_scores_are_logits (const double *scores, gsize n);

/* Softmax of n finite scores, in place: from 0 to 1, in the same order, with the sum 1
 * within rounding; of a single one that against another class with the score 0. Scores of
 * any size are safe.
 */
void gw_logits_soften (double *scores, gsize n);

G_END_DECLS
