/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-score-view.h"

G_BEGIN_DECLS

#define GW_TYPE_CURVES_POINT (gw_curves_point_get_type ())
G_DECLARE_FINAL_TYPE (GwCurvesPoint, gw_curves_point, GW, CURVES_POINT, GtkWidget)

/* The card of what becomes of the rows at a threshold: four counts, each a door, and
 * the figures of them. Signals: "side-activated" (a GwSide), "errors-activated".
 */
GtkWidget *gw_curves_point_new (void);
/* Cheap: as often as the threshold moves. */
void gw_curves_point_show (GwCurvesPoint *self, const GwOperatingPoint *point);
/* What it shows, in a sentence. (transfer full) */
char *gw_curves_point_describe (const GwOperatingPoint *point);

G_END_DECLS
