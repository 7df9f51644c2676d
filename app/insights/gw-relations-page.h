/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_RELATIONS_PAGE (gw_relations_page_get_type ())
G_DECLARE_FINAL_TYPE (GwRelationsPage, gw_relations_page, GW, RELATIONS_PAGE, GwInsightsPage)

/* How the numbers of images and objects go together: correlations, one against another,
 * one by class, a map of pictures that look alike, and labels per day (ui.md 3.10).
 */
GtkWidget *gw_relations_page_new (GwProject *project);

G_END_DECLS
