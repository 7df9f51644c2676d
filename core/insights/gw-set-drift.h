/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-drift.h"
#include "gw-plot-rows.h"
#include "gw-run.h"

G_BEGIN_DECLS

/* How far a column has moved: the figures of `drift` on the command line and of the
 * Drift page. Those that are not of its kind, or not known, are NaN.
 */
typedef struct
{
  GwDrift drift;
  double ks; /* of numbers */
  double ks_p_value;
  double chi2; /* of categories */
  double chi2_p_value;
} GwDriftFigures;

#define GW_DRIFT_FIGURES_BINS 10

/* The status of what there is no figure without. */
gw_status gw_drift_figures_of_numbers (GwDriftFigures *self, const double *reference, gsize n_reference,
                                       const double *current, gsize n_current);
/* Counts of n categories each. */
gw_status gw_drift_figures_of_counts (GwDriftFigures *self, const double *reference, const double *current, gsize n);

/* --- two sets of images ------------------------------------------------------------- */

/* One variable of both. */
typedef struct
{
  char *name;  /* a column, or "class" of objects, "label" of images */
  char *title; /* in the user's language */
  char *label; /* the same within a sentence or at an axis */
  char *unit;  /* "": none */
  GwPlotRows rows;
  gboolean categories;
  const GwDataColumn *column; /* (nullable): that of the current set */
  GwDriftFigures figures;
  gsize n_reference; /* values, or labels */
  gsize n_current;
  GArray *reference; /* double: values, or counts by the classes of the sets */
  GArray *current;
} GwSetDriftRow;

/* The variables that have values on a side, the farthest first; those that lack one side
 * last. Sets are of one project. NULL when it was cancelled.
 * Returns: (transfer full) (nullable) (element-type GwSetDriftRow)
 */
GPtrArray *gw_set_drift_list (const GwDataSet *reference, const GwDataSet *current, const GwRun *run);

/* The images of the current set that are most unlike those of the reference, by a random
 * cut forest of these and what is known of all pictures: at most `most`, the farthest
 * first, and none where the reference has too few. n_columns (out): how many numbers of
 * an image it went by. NULL when it was cancelled.
 * Returns: (transfer full) (nullable): GArray of gint64
 */
GArray *gw_set_drift_find_unlike (const GwDataSet *reference, const GwDataSet *current, gsize most, gsize *n_columns,
                                  const GwRun *run);

G_END_DECLS
