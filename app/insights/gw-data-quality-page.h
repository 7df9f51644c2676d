/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_DATA_QUALITY_PAGE (gw_data_quality_page_get_type ())
G_DECLARE_FINAL_TYPE (GwDataQualityPage, gw_data_quality_page, GW, DATA_QUALITY_PAGE, GwInsightsPage)

/* What should be looked at before a model learns from it. */
GtkWidget *gw_data_quality_page_new (GwProject *project);

G_END_DECLS
