/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-project.h"
#include "gw-quality-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_QUALITY_GROUPS_CARD (gw_quality_groups_card_get_type ())
G_DECLARE_FINAL_TYPE (GwQualityGroupsCard, gw_quality_groups_card, GW, QUALITY_GROUPS_CARD, GtkWidget)

/* The card of pictures that look alike, those across splits first. Its buttons run
 * actions of the page: quality.keep-best (u), quality.same-split (u), quality.dismiss (s),
 * quality.restore (s), quality.show (s).
 */
GtkWidget *gw_quality_groups_card_new (GwProject *project);
/* figures (transfer none): as long as they are shown; their groups are there. */
void gw_quality_groups_card_show (GwQualityGroupsCard *self, const GwQualityFigures *figures);

G_END_DECLS
