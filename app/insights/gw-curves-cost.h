/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-class-curves.h"

G_BEGIN_DECLS

#define GW_TYPE_CURVES_COST (gw_curves_cost_get_type ())
G_DECLARE_FINAL_TYPE (GwCurvesCost, gw_curves_cost, GW, CURVES_COST, GtkPopover)

/* Asks what a miss and a false alarm cost, and says from which threshold on errors
 * cost least: signal "found" (threshold), which is infinite where it is cheapest to call
 * nothing positive.
 */
GtkWidget *gw_curves_cost_new (void);
void gw_curves_cost_set_curves (GwCurvesCost *self, GwClassCurves *curves);

G_END_DECLS
