/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-curves-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_CURVES_SCORES (gw_curves_scores_get_type ())
G_DECLARE_FINAL_TYPE (GwCurvesScores, gw_curves_scores, GW, CURVES_SCORES, GtkWidget)

/* The card of what does not depend on the threshold. */
GtkWidget *gw_curves_scores_new (void);
void gw_curves_scores_show (GwCurvesScores *self, const GwCurvesFigures *figures);

G_END_DECLS
