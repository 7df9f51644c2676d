/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_REGRESSION_PAGE (gw_regression_page_get_type ())
G_DECLARE_FINAL_TYPE (GwRegressionPage, gw_regression_page, GW, REGRESSION_PAGE, GwInsightsPage)

/* One column of numbers as a forecast of another, such as two attributes: how far it is
 * off, where, and which images are the worst (ui.md 3.10).
 */
GtkWidget *gw_regression_page_new (GwProject *project);

G_END_DECLS
