/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-scores.h"

G_BEGIN_DECLS

/* The rules of a table of scores (spec formats 13.2) once it is read. */

/* The code of what is wrong with a score, and a sentence; NULL: nothing. */
const char *gw_score_rules_judge (const GwScoreRules *self, double score, const char **text);

/* Scores of each image are divided by their sum where that is asked, and sums that are off
 * by more than GW_CLASS_SCORES_SUM_SLACK are told of, once for the table, with the one that
 * is furthest off: "score-sum", a warning, or an info for sums that were mended. A sum of 0
 * cannot be. Only probabilities of several classes have a sum.
 */
void gw_score_rules_settle_sums (const GwScoreRules *self, GwClassScores *scores, const char *path,
                                 GwProblems *problems);

G_END_DECLS
