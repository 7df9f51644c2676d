/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_DISTRIBUTIONS_PAGE (gw_distributions_page_get_type ())
G_DECLARE_FINAL_TYPE (GwDistributionsPage, gw_distributions_page, GW, DISTRIBUTIONS_PAGE, GwInsightsPage)

/* How the numbers of images and objects are spread: a large histogram of one, small
 * ones of others, and which scale makes it even (ui.md 3.10).
 */
GtkWidget *gw_distributions_page_new (GwProject *project);

G_END_DECLS
