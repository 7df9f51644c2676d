/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-column-stats.h"

#include <math.h>

#include "gw-outlier.h"
#include "gw-quantile.h"
#include "gw-random-cut-forest.h"

#define SEED 0

gboolean
gw_column_stats_init (GwColumnStats *self, const double *values, gsize n)
{
  static const double shares[] = { 0.05, 0.95 };
  double ends[2] = { NAN, NAN };
  g_autofree double *finite = NULL;
  const double *looked_at = values;
  gsize n_finite = 0;

  *self = (GwColumnStats) { 0 };
  for (gsize i = 0; i < n; i++)
    {
      self->n_missing += isnan (values[i]);
      self->n_infinite += isinf (values[i]) != 0;
    }
  if (!gw_status_has_values (gw_moments (values, NULL, n, &self->moments))
      || !gw_status_has_values (gw_box_plot (values, n, GW_BOX_PLOT_REACH, &self->box, NULL)))
    return FALSE;
  self->n = self->box.n;

  /* Quantiles give infinities a place. */
  if (self->n_infinite > 0)
    {
      finite = g_try_new (double, MAX (n, 1));
      if (finite == NULL)
        return FALSE;
      for (gsize i = 0; i < n; i++)
        if (isfinite (values[i]))
          finite[n_finite++] = values[i];
      looked_at = finite;
      n = n_finite;
    }
  if (!gw_status_has_values (gw_quantiles (looked_at, NULL, n, shares, 2, GW_QUANTILE_TYPE, ends, NULL)))
    return FALSE;
  self->p5 = ends[0];
  self->p95 = ends[1];
  return TRUE;
}

/* --- outliers ------------------------------------------------------------------- */

static gw_status
find_by_forest (const double *values, gsize n, guint32 *rows, gsize *n_rows, const GwRun *run)
{
  g_autofree double *scores = g_try_new (double, MAX (n, 1));
  g_autofree double *z = g_try_new (double, MAX (n, 1));
  GwRandomCutForest *forest = NULL;
  gsize n_kept = 0;
  gw_status status;

  if (scores == NULL || z == NULL)
    return GW_STATUS_NO_MEMORY;
  status = gw_random_cut_forest_new (values, n, 1, GW_RANDOM_CUT_FOREST_TREES, GW_RANDOM_CUT_FOREST_SAMPLE, SEED,
                                     &forest, NULL, run);
  if (gw_status_has_values (status))
    status = gw_random_cut_forest_scores (forest, scores, run);
  gw_random_cut_forest_free (forest);
  if (status != GW_STATUS_OK)
    return status;

  status = gw_outliers_z (scores, n, GW_OUTLIER_Z_LIMIT, z, rows, n_rows, NULL);
  if (status != GW_STATUS_OK)
    return status;
  for (gsize i = 0; i < *n_rows; i++)
    if (z[rows[i]] > 0)
      rows[n_kept++] = rows[i];
  *n_rows = n_kept;
  return GW_STATUS_OK;
}

GArray *
gw_column_find_outliers (const double *values, gsize n, GwOutlierRule rule, const GwRun *run)
{
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n);
  guint32 *numbers = (guint32 *) (gpointer) rows->data;
  gsize n_rows = 0;
  gw_status status = GW_STATUS_OK;

  switch (rule)
    {
    case GW_OUTLIERS_Z:
      status = gw_outliers_z (values, n, GW_OUTLIER_Z_LIMIT, NULL, numbers, &n_rows, NULL);
      break;
    case GW_OUTLIERS_FOREST:
      status = find_by_forest (values, n, numbers, &n_rows, run);
      break;
    case GW_OUTLIERS_IQR:
    default:
      status = gw_outliers_iqr (values, n, GW_BOX_PLOT_REACH, numbers, &n_rows, NULL);
      break;
    }
  if (status == GW_STATUS_CANCELLED)
    return NULL;
  if (!gw_status_has_values (status))
    n_rows = 0;
  g_array_set_size (rows, (guint) n_rows);
  return g_steal_pointer (&rows);
}

/* --- shape ------------------------------------------------------------------------ */

gboolean
gw_column_shape_init (GwColumnShape *self, const double *values, gsize n, const GwRun *run)
{
  static const GwPlotTransformKind kinds[] = { GW_PLOT_TRANSFORM_LOG, GW_PLOT_TRANSFORM_SQRT,
                                               GW_PLOT_TRANSFORM_BOX_COX };
  g_autofree double *changed = NULL;
  GwMoments moments = { 0 };

  *self = (GwColumnShape) { .skew = NAN, .skew_after = NAN };
  gw_moments (values, NULL, n, &moments);
  self->skew = moments.skew;
  if (!(fabs (self->skew) >= GW_COLUMN_SKEWED))
    return TRUE;

  changed = g_try_new (double, MAX (n, 1));
  for (gsize i = 0; changed != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      GwPlotTransform transform = { 0 };

      if (run != NULL && run->step != NULL && !run->step ((double) i / G_N_ELEMENTS (kinds), run->data))
        return FALSE;
      if (!gw_plot_transform_fit (&transform, kinds[i], values, n, run))
        continue;
      gw_plot_transform_apply (&transform, values, n, changed);
      if (gw_moments (changed, NULL, n, &moments) != GW_STATUS_OK
          || fabs (moments.skew)
                 >= MIN (fabs (self->skew) / 2, isnan (self->skew_after) ? INFINITY : fabs (self->skew_after)))
        continue;
      self->best = kinds[i];
      self->transform = transform;
      self->skew_after = moments.skew;
      if (fabs (moments.skew) < GW_COLUMN_SKEWED)
        break;
    }
  return TRUE;
}
