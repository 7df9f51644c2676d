/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-curves-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_CURVES_BAR (gw_curves_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwCurvesBar, gw_curves_bar, GW, CURVES_BAR, GtkWidget)

/* Which class is the positive one, and from which score on it is called so. Signals:
 * "class-changed", "threshold-changed".
 */
GtkWidget *gw_curves_bar_new (void);
/* The figures must live until the next ones; NULL: none. */
void gw_curves_bar_show (GwCurvesBar *self, const GwCurvesFigures *figures);

/* (nullable): none chosen. */
const char *gw_curves_bar_get_class (GwCurvesBar *self);

double gw_curves_bar_get_threshold (GwCurvesBar *self);
/* One that a person chose, which no rule moves any more. */
void gw_curves_bar_set_threshold (GwCurvesBar *self, double threshold);

G_END_DECLS
