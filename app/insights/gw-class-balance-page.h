/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_BALANCE_PAGE (gw_class_balance_page_get_type ())
G_DECLARE_FINAL_TYPE (GwClassBalancePage, gw_class_balance_page, GW, CLASS_BALANCE_PAGE, GwInsightsPage)

/* How evenly classes are filled, which metric that asks for, and what remedies would
 * make of it (ui.md 3.10).
 */
GtkWidget *gw_class_balance_page_new (GwProject *project);

G_END_DECLS
