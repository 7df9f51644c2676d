/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-project.h"
#include "gw-quality-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_QUALITY_LABELS_CARD (gw_quality_labels_card_get_type ())
G_DECLARE_FINAL_TYPE (GwQualityLabelsCard, gw_quality_labels_card, GW, QUALITY_LABELS_CARD, GtkWidget)

/* The card of labels that are probably wrong. Its buttons run actions of the page:
 * quality.accept (xs), quality.dismiss (s), quality.restore (s), quality.show (s).
 */
GtkWidget *gw_quality_labels_card_new (GwProject *project);
/* figures (transfer none): as long as they are shown; their labels are there. */
void gw_quality_labels_card_show (GwQualityLabelsCard *self, const GwQualityFigures *figures);

G_END_DECLS
