/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-correlation.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;          /* (nullable) */
  const char *subtitle;       /* (nullable) */
  const char *const *columns; /* their names */
  GwCorrelationKind kind;
} GwPlotCorrelationOptions;

/* How the columns of a table go together: gw-correlation.h's coefficients, from -1 to 1, in
 * the diverging colors.
 *
 * values  n * n_columns numbers, row-major; those not finite are missing
 *
 * The key of a cell is “correlation:A:B” with the indices of both columns. A message where
 * there are fewer than two columns, or no two vary together. NULL when it was cancelled.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_correlation_new (const double *values, gsize n, gsize n_columns,
                                 const GwPlotCorrelationOptions *options, const GwRun *run);

G_END_DECLS
