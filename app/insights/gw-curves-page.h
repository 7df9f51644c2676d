/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_CURVES_PAGE (gw_curves_page_get_type ())
G_DECLARE_FINAL_TYPE (GwCurvesPage, gw_curves_page, GW, CURVES_PAGE, GwInsightsPage)

/* How well a model's scores part one class from the rest, at all thresholds and at
 * one, which can be dragged.
 */
GtkWidget *gw_curves_page_new (GwProject *project);

G_END_DECLS
