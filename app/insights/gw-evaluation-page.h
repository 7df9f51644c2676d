/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_EVALUATION_PAGE (gw_evaluation_page_get_type ())
G_DECLARE_FINAL_TYPE (GwEvaluationPage, gw_evaluation_page, GW, EVALUATION_PAGE, GwInsightsPage)

/* How good a model is, and what it takes for what: a cell of the confusion matrix, a row
 * of a table is chosen, the pictures behind it are below, and are opened in Images.
 */
GtkWidget *gw_evaluation_page_new (GwProject *project);

G_END_DECLS
