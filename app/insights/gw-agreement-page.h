/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-page.h"

G_BEGIN_DECLS

#define GW_TYPE_AGREEMENT_PAGE (gw_agreement_page_get_type ())
G_DECLARE_FINAL_TYPE (GwAgreementPage, gw_agreement_page, GW, AGREEMENT_PAGE, GwInsightsPage)

/* How far those who answered agree, with each other and with the labels, and where
 * they do not (ui.md 3.10).
 */
GtkWidget *gw_agreement_page_new (GwProject *project);

G_END_DECLS
