/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-insights-data.h"

G_BEGIN_DECLS

#define GW_TYPE_INSIGHTS_SCOPE_BUTTON (gw_insights_scope_button_get_type ())
G_DECLARE_FINAL_TYPE (GwInsightsScopeButton, gw_insights_scope_button, GW, INSIGHTS_SCOPE_BUTTON, GtkWidget)

/* In the header bar of an Insights page: which images are looked at, which model, and
 * which one beside it.
 */
GtkWidget *gw_insights_scope_button_new (GwInsightsData *data);

G_END_DECLS
