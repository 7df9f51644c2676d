/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-column-choice.h"
#include "gw-insights-data.h"
#include "gw-plot.h"
#include "gw-plot-rows.h"
#include "gw-regression.h"

G_BEGIN_DECLS

/* All that the Regression page shows. */
typedef struct
{
  GwInsightsSnapshot *snapshot;
  gsize n_images;
  GPtrArray *choices;     /* GwColumnChoice */
  gboolean has_attribute; /* FALSE: there is no number that people or models gave, and nothing below */

  GwDataColumn actual; /* their texts are the set's, which lives as long as the snapshot */
  GwDataColumn forecast;
  GwPlotRows rows;
  GwRegression *regression;
  GArray *images;         /* gint64: of each row of the regression */
  GPtrArray *worst_names; /* char *: of the images of the worst rows, safe to show */
  double largest_error;
  GwPlot *scatter; /* points by “row:N”, of the rows of the regression */
  GwPlot *histogram;
  GwPlot *qq;
} GwRegressionFigures;

/* Names (nullable): the columns to compare, where there are such; else two attributes.
 * Blocks, on a thread. NULL with error, also when it was cancelled.
 */
GwRegressionFigures *gw_regression_figures_new (GwInsightsSnapshot *snapshot, const GwDataSet *set, const char *actual,
                                                const char *forecast, GCancellable *cancellable, GError **error);
void gw_regression_figures_free (GwRegressionFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRegressionFigures, gw_regression_figures_free)

/* “Actual 12, forecast 14, 2 too much”: a row of the regression. (transfer full) */
char *gw_regression_figures_describe (const GwRegressionFigures *self, guint row);

G_END_DECLS
