/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef enum
{
  GW_PLOT_BALANCE_COUNT,
  GW_PLOT_BALANCE_SHARE,
  GW_PLOT_BALANCE_LOG
} GwPlotBalanceMode;

typedef struct
{
  const char *name;
  GwPlotColor color;
  double count;  /* rows of it, 0 or more */
  double images; /* that have some; NaN or less than 0: not known */
} GwPlotBalanceClass;

typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable) */
  const char *axis;     /* (nullable): of the counts: “Boxes in the training split” */
  GwPlotRows rows;
  GwPlotBalanceMode mode;
} GwPlotBalanceOptions;

/* A horizontal bar for each class, the largest first, of equal ones in the order
 * given. The key of a bar is “class:NAME”. A message where there is no class or no row.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_class_balance_new (const GwPlotBalanceClass *classes, gsize n_classes,
                                   const GwPlotBalanceOptions *options);

G_END_DECLS
