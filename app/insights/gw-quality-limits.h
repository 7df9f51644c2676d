/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-chart.h"
#include "gw-quality-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_QUALITY_LIMITS (gw_quality_limits_get_type ())
G_DECLARE_FINAL_TYPE (GwQualityLimits, gw_quality_limits, GW, QUALITY_LIMITS, GtkWidget)

/* The cards of blurred and of dark pictures: how sharp and how bright they are, with a
 * limit that is dragged, or typed. Signal "changed": a limit is another. Runs the page's
 * action quality.show (s).
 */
GtkWidget *gw_quality_limits_new (void);
/* figures (transfer none): as long as they are shown; their pictures are there. */
void gw_quality_limits_show (GwQualityLimits *self, const GwQualityFigures *figures);

double gw_quality_limits_get (GwQualityLimits *self, GwQualityLimit which);
/* Emits "changed" where it is another. */
void gw_quality_limits_set (GwQualityLimits *self, GwQualityLimit which, double limit);
GwChart *gw_quality_limits_get_chart (GwQualityLimits *self, GwQualityLimit which);

G_END_DECLS
