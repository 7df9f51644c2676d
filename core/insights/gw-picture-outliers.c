/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-picture-outliers.h"

#include <math.h>

#include "gw-outlier.h"
#include "gw-quantile.h"
#include "gw-random-cut-forest.h"

/* The same pictures have the same outliers, whoever asks. */
#define SEED 1

static double *
list_points (const GArray *measures, gsize *n_known)
{
  double *points = g_new (double, MAX ((gsize) measures->len * GW_MEASURE_N_FEATURES, 1));

  *n_known = 0;
  for (guint i = 0; i < measures->len; i++)
    {
      const GwMeasure *measure = &g_array_index (measures, GwMeasure, i);
      const gboolean is_known = measure->image_id != 0 && measure->readable;

      *n_known += is_known ? 1 : 0;
      for (guint j = 0; j < GW_MEASURE_N_FEATURES; j++)
        points[(gsize) i * GW_MEASURE_N_FEATURES + j] = is_known ? (double) measure->features[j] : NAN;
    }

  return points;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer scores)
{
  const guint i = *(const guint *) a, j = *(const guint *) b;
  const double x = ((const double *) scores)[i], y = ((const double *) scores)[j];

  return x != y ? (x < y) - (x > y) : (i > j) - (i < j);
}

/* Those far above alone: below are pictures that are as many others are. A score is a ratio,
 * with a long tail: its logarithm tells what is far.
 */
static gw_status
name_outliers (GwPictureOutliers *self, gsize n)
{
  const double half = 0.5;
  g_autofree uint32_t *rows = g_new (uint32_t, MAX (n, 1));
  g_autofree double *logs = g_new (double, MAX (n, 1));
  double middle = NAN;
  size_t n_rows = 0;
  gw_status status;

  for (gsize i = 0; i < n; i++)
    logs[i] = log1p (self->scores[i]);
  status = gw_outliers_iqr (logs, n, GW_PICTURE_OUTLIERS_REACH, rows, &n_rows, NULL);
  if (status != GW_STATUS_OK)
    return status;
  gw_quantiles (self->scores, NULL, n, &half, 1, GW_QUANTILE_TYPE, &middle, NULL);
  for (gsize i = 0; i < n_rows; i++)
    {
      const guint row = rows[i];

      if (self->scores[row] > middle)
        g_array_append_val (self->rows, row);
    }
  g_array_sort_with_data (self->rows, compare_rows, self->scores);

  return GW_STATUS_OK;
}

GwPictureOutliers *
gw_picture_outliers_new (const GArray *measures, const GwRun *run, gw_status *status)
{
  g_autoptr (GwPictureOutliers) self = g_new0 (GwPictureOutliers, 1);
  g_autofree double *points = list_points (measures, &self->n_known);
  GwRandomCutForest *forest = NULL;

  self->scores = g_new (double, MAX (measures->len, 1));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  if (self->n_known < GW_PICTURE_OUTLIERS_LEAST)
    {
      *status = GW_STATUS_EMPTY;
      return NULL;
    }
  *status = gw_random_cut_forest_new (points, measures->len, GW_MEASURE_N_FEATURES, GW_RANDOM_CUT_FOREST_TREES,
                                      GW_RANDOM_CUT_FOREST_SAMPLE, SEED, &forest, NULL, run);
  if (*status == GW_STATUS_OK)
    *status = gw_random_cut_forest_scores (forest, self->scores, run);
  gw_random_cut_forest_free (forest);
  if (*status == GW_STATUS_OK)
    *status = name_outliers (self, measures->len);

  return *status == GW_STATUS_OK ? g_steal_pointer (&self) : NULL;
}

void
gw_picture_outliers_free (GwPictureOutliers *self)
{
  g_free (self->scores);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self);
}
