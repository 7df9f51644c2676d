/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_DRIFT_PAGE (gw_drift_page_get_type ())
G_DECLARE_FINAL_TYPE (GwDriftPage, gw_drift_page, GW, DRIFT_PAGE, GwInsightsPage)

/* How far one set of images lies from another: by variable, and which images are most
 * unlike (ui.md 3.10).
 */
GtkWidget *gw_drift_page_new (GwProject *project);

G_END_DECLS
