/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-label-doubt.h"

#include <math.h>

#include "gw-confident-learning.h"

guint8 *
gw_label_doubt_of_rows (const GwClassRows *rows, const GwRun *run)
{
  g_autofree guint8 *doubtful = g_malloc0 (MAX (rows->n, 1));
  gw_status status;

  if (rows->scores == NULL || rows->n == 0)
    return NULL;
  status = gw_label_issues (rows->truth, rows->scores, rows->n, rows->classes->len, GW_LABEL_ISSUES_CONFIDENT, doubtful,
                            NULL, NULL, run);
  return gw_status_has_values (status) ? g_steal_pointer (&doubtful) : NULL;
}

static const GwDetectedObject *
get_detected (const GwDetectionEvaluation *evaluation, const GwDetectionOutcome *outcome)
{
  return outcome->detection >= 0 ? &evaluation->rows->detected_objects[outcome->detection] : NULL;
}

/* The mean score of each class where it is hit; infinite where it never is. */
static double *
find_usual_scores (const GwDetectionEvaluation *evaluation)
{
  const gsize n_classes = evaluation->rows->classes->len;
  g_autofree guint64 *counts = g_new0 (guint64, MAX (n_classes, 1));
  double *usual = g_new0 (double, MAX (n_classes, 1));

  for (guint i = 0; i < evaluation->outcomes->len; i++)
    {
      const GwDetectionOutcome *outcome = &g_array_index (evaluation->outcomes, GwDetectionOutcome, i);
      const GwDetectedObject *detected = get_detected (evaluation, outcome);

      if (outcome->kind != GW_OUTCOME_HIT)
        continue;
      usual[detected->label] += detected->score;
      counts[detected->label]++;
    }
  for (gsize i = 0; i < n_classes; i++)
    usual[i] = counts[i] > 0 ? usual[i] / (double) counts[i] : INFINITY;
  return usual;
}

guint8 *
gw_label_doubt_of_outcomes (const GwDetectionEvaluation *evaluation)
{
  g_autofree double *usual = find_usual_scores (evaluation);
  guint8 *doubtful = g_malloc0 (MAX (evaluation->outcomes->len, 1));

  for (guint i = 0; i < evaluation->outcomes->len; i++)
    {
      const GwDetectionOutcome *outcome = &g_array_index (evaluation->outcomes, GwDetectionOutcome, i);
      const GwDetectedObject *detected = get_detected (evaluation, outcome);

      if (outcome->kind == GW_OUTCOME_CONFUSED || outcome->kind == GW_OUTCOME_FALSE_ALARM)
        doubtful[i] = detected->score >= usual[detected->label];
    }
  return doubtful;
}
