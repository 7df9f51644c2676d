/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_COMPARE_PAGE (gw_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (GwComparePage, gw_compare_page, GW, COMPARE_PAGE, GwInsightsPage)

/* Which of two models is better, whether that can be chance, and on which images they
 * differ.
 */
GtkWidget *gw_compare_page_new (GwProject *project);

G_END_DECLS
