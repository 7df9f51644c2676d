/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-box-plot.h"
#include "gw-moments.h"
#include "gw-plot-transform.h"
#include "gw-run.h"

G_BEGIN_DECLS

/* What a column of numbers says: the figures of `stats` on the command line and of the
 * Distributions page.
 */
typedef struct
{
  gsize n; /* rows with a number */
  gsize n_missing;
  gsize n_infinite; /* left out of all that follow */
  GwMoments moments;
  GwBoxPlot box;
  double p5; /* the ends of the middle nine tenths */
  double p95;
} GwColumnStats;

/* All figures are NaN where there is no row. FALSE for too many rows, or too little
 * memory.
 */
gboolean gw_column_stats_init (GwColumnStats *self, const double *values, gsize n);

/* --- outliers ------------------------------------------------------------------- */

typedef enum
{
  GW_OUTLIERS_IQR,   /* beyond the fences of the box plot */
  GW_OUTLIERS_Z,     /* more than three standard deviations from the mean */
  GW_OUTLIERS_FOREST /* of a random cut forest, those whose score is that far above the mean of all scores */
} GwOutlierRule;

/* The rows that lie far from the others, ascending: GArray of guint32; none where values
 * do not vary. The forest is the same each time, and takes some 0.1 ms a row.
 * Returns: (transfer full) (nullable): NULL when it was cancelled
 */
GArray *gw_column_find_outliers (const double *values, gsize n, GwOutlierRule rule, const GwRun *run);

/* --- shape ------------------------------------------------------------------------ */

/* How skewed a column is, and what would make it even. */
typedef struct
{
  double skew; /* g1; NaN where values do not vary */
  GwPlotTransformKind best;
  GwPlotTransform transform;
  double skew_after; /* of it; NaN where none helps */
} GwColumnShape;

/* |g1| from which a column counts as skewed, and as strongly so. */
#define GW_COLUMN_SKEWED 0.5
#define GW_COLUMN_STRONGLY_SKEWED 1.0

/* The simplest of logarithm, root and Box-Cox that leaves a skewness below
 * GW_COLUMN_SKEWED, else the one that leaves least, if it takes half away. FALSE when it
 * was cancelled.
 */
gboolean gw_column_shape_init (GwColumnShape *self, const double *values, gsize n, const GwRun *run);

G_END_DECLS
