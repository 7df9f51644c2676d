/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-column-choice.h"
#include "gw-column-stats.h"
#include "gw-insights-data.h"
#include "gw-plot-histogram.h"

G_BEGIN_DECLS

/* How the chosen column is counted. */
typedef enum
{
  GW_BIN_CHOICE_FREEDMAN_DIACONIS,
  GW_BIN_CHOICE_SCOTT,
  GW_BIN_CHOICE_STURGES,
  GW_BIN_CHOICE_SQRT,
  GW_BIN_CHOICE_AUTO,
  GW_BIN_CHOICE_NUMBER,
  GW_BIN_CHOICE_WIDTH
} GwBinChoice;

typedef struct
{
  GwBinChoice bins;
  gsize n_bins;
  double width;
  GwPlotTransformKind transform;
  gboolean whole; /* a long tail too */
} GwDistributionsCounting;

/* A column as it was read; shared and never changed. */
typedef struct
{
  GwInsightsSnapshot *snapshot;
  GwDataColumn column; /* its texts are the set's, which lives as long as the snapshot */
  GArray *values;      /* double */
  GArray *images;      /* gint64: the image of each row */
  GwColumnStats stats;
} GwDistributionsColumn;

GwDistributionsColumn *gw_distributions_column_ref (GwDistributionsColumn *self);
void gw_distributions_column_unref (GwDistributionsColumn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDistributionsColumn, gw_distributions_column_unref)

/* (nullable): no such column. Blocks; on a thread. */
GwDistributionsColumn *gw_distributions_column_new (GwInsightsSnapshot *snapshot, const GwDataSet *set,
                                                    const char *name);
/* The word for its rows: boxes or images. */
GwPlotRows gw_distributions_column_get_rows (const GwDistributionsColumn *self);
/* What takes longer of the chosen column. */
typedef struct
{
  GwOutlierRule rule;
  GArray *outliers; /* guint32 rows */
  GwColumnShape shape;
} GwDistributionsExtras;

typedef enum
{
  GW_SMALL_BRIGHTNESS,
  GW_SMALL_CONFIDENCE, /* what the model is surest of in each image */
  GW_SMALL_ASPECT,
  GW_SMALL_OBJECTS,
  GW_N_SMALL_COLUMNS
} GwSmallColumn;

typedef struct
{
  const GwDataColumn *column; /* (nullable): the set's */
  const char *title;
  const char *label;
  const char *unit;  /* (nullable) */
  GArray *values;    /* (nullable) double: none without a model */
  GArray *images;    /* gint64 */
  gboolean is_share; /* of 0 to 1 */
  GwPlotHistogramCounts counts;
} GwDistributionsSmallColumn;

/* How it was counted, and is drawn. */
GwPlotHistogramOptions gw_distributions_get_small_options (const GwDistributionsSmallColumn *self);

/* The small charts below. */
typedef struct
{
  GwInsightsSnapshot *snapshot;
  GwDistributionsSmallColumn columns[GW_N_SMALL_COLUMNS];
  GwPlot *centers;  /* where boxes lie in their images */
  GArray *center_x; /* double: of each box, a share of the width */
  GArray *center_y;
  GArray *center_images; /* gint64 */
} GwDistributionsSmall;

/* The bars of a column. */
typedef struct
{
  GwDistributionsCounting counting;
  GwPlotHistogramCounts raw;
  gboolean has_tail; /* a few values lie far from the others, and would press these together */
  double low, high;  /* without the tail; shown unless all is asked for */
  gboolean has_changed;
  GwPlotHistogramCounts changed; /* what the transform makes of them */
  double changed_skew;
} GwDistributionsCounts;

/* All that the page shows; its parts are shared and do not change. */
typedef struct
{
  gsize n_images;
  GPtrArray *choices; /* GwColumnChoice: the menu of variables */
  GwDistributionsColumn *column;
  GwDistributionsCounts *counts;
  GwDistributionsExtras *extras; /* (nullable): not there yet */
  GwDistributionsSmall *small;   /* (nullable): likewise */
} GwDistributionsFigures;

/* name (nullable): the column to show, where there is such a one. kept (nullable): the
 * figures of before; what still holds of them is used again. Extras and small charts are
 * made by the functions below where they are missing then. NULL when it was cancelled.
 */
GwDistributionsFigures *gw_distributions_figures_new (GwInsightsSnapshot *snapshot, const GwDataSet *set,
                                                      const char *name, const GwDistributionsCounting *counting,
                                                      GwOutlierRule rule, const GwDistributionsFigures *kept,
                                                      const GwRun *run);
/* FALSE when it was cancelled, or with an error. */
gboolean gw_distributions_figures_add_extras (GwDistributionsFigures *self, GwOutlierRule rule, const GwRun *run);
gboolean gw_distributions_figures_add_small (GwDistributionsFigures *self, GwInsightsSnapshot *snapshot,
                                             const GwDataSet *set, GCancellable *cancellable, GError **error);
/* The same parts once more. */
GwDistributionsFigures *gw_distributions_figures_copy (const GwDistributionsFigures *self);
void gw_distributions_figures_free (GwDistributionsFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDistributionsFigures, gw_distributions_figures_free)

/* How a column is counted and drawn, as it is or transformed. */
GwPlotHistogramOptions gw_distributions_get_options (const GwDistributionsColumn *column,
                                                     const GwDistributionsCounting *counting, gboolean transformed);

G_END_DECLS
