/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-regression-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_REGRESSION_WORST (gw_regression_worst_get_type ())
G_DECLARE_FINAL_TYPE (GwRegressionWorst, gw_regression_worst, GW, REGRESSION_WORST, GtkWidget)

/* The images whose forecasts lie furthest from what came, the worst first. Signal
 * "chosen" (row): one of the rows of the regression.
 */
GtkWidget *gw_regression_worst_new (void);
/* figures (transfer none): for now. */
void gw_regression_worst_show (GwRegressionWorst *self, const GwRegressionFigures *figures);

G_END_DECLS
