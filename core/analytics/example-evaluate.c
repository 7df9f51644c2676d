/* SPDX-License-Identifier: LGPL-3.0-or-later */

/* How a program of its own uses the library: a classifier has said how sure it is
 * that each of twelve parts is broken, and people have looked. How good is it, how
 * sure are we of that, and from which score on should a part be sent back, where a
 * broken part that is delivered costs five times as much as a good one sent back?
 *
 *   cc example-evaluate.c $(pkg-config --cflags --libs groundwork-core) -o evaluate
 */

#include <stdio.h>
#include <stdlib.h>

#include "gw-delong.h"
#include "gw-label-metrics.h"
#include "gw-score-curve.h"
#include "gw-threshold.h"

#define N 12

/* 1 is broken, 0 is good; -1: nobody has looked, so the part counts for nothing. */
static const int32_t truth[N] = { 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, -1, 1 };
static const double score[N] = { 0.05, 0.20, 0.30, 0.30, 0.55, 0.40, 0.10, 0.80, 0.90, 0.60, 0.70, 0.95 };

/* Every function says how it went. What has no value is NaN, and the status says
 * why; nothing is ever printed or ended by the library.
 */
static int
give_up (const char *what, gw_status status)
{
  fprintf (stderr, "%s: %s\n", what, gw_status_text (status));

  return EXIT_FAILURE;
}

static void
print_labels (double threshold)
{
  int32_t predicted[N];
  GwClassMetrics per_class[2];
  GwLabelMetrics metrics;

  for (size_t i = 0; i < N; i++)
    predicted[i] = score[i] >= threshold;
  if (gw_label_metrics (truth, predicted, NULL, N, NULL, 2, 0, per_class, &metrics, NULL, NULL) != GW_STATUS_OK)
    return;

  printf ("of the broken parts found   %.3f\n", per_class[1].recall);
  printf ("of those sent back broken   %.3f\n", per_class[1].precision);
  printf ("Matthews correlation        %.3f\n", metrics.mcc);
}

int
main (void)
{
  GwThresholdChoice choice = { GW_THRESHOLD_COST, 1, 1, 5 };
  GwOperatingPoint point;
  GwScoreTable *table;
  GwDelong area;
  double average_precision, cost;
  gw_status status;

  /* One sort, from which every curve and threshold is read. */
  status = gw_score_table_new (truth, score, NULL, N, &table, NULL);
  if (status != GW_STATUS_OK)
    return give_up ("scores", status);

  status = gw_auc_delong (truth, score, N, 0.95, &area, NULL);
  if (!gw_status_has_values (status))
    {
      gw_score_table_free (table);
      return give_up ("area", status);
    }

  gw_average_precision (table, &average_precision, NULL);
  gw_choose_threshold (table, &choice, &point, &cost);
  printf ("parts nobody looked at      %zu\n", gw_score_table_n_excluded (table));
  printf ("area under the ROC curve    %.3f (95 %%: %.3f to %.3f)\n", area.auc, area.low, area.high);
  printf ("average precision           %.3f\n", average_precision);
  printf ("send back from              %.2f, which costs %.0f\n", point.threshold, cost);
  print_labels (point.threshold);
  gw_score_table_free (table);

  return EXIT_SUCCESS;
}
