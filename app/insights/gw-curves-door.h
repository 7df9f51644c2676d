/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-curves.h"
#include "gw-insights-door.h"

G_BEGIN_DECLS

/* Doors to the images of a line's rows. (transfer full) */

/* sides: bits 1 << GwSide, those nearest to the threshold first. */
GwInsightsDoor *gw_curves_door_new_sides (GwClassCurves *curves, const GwClassLine *line, double threshold,
                                          guint sides);
/* Rows whose score lies in (low, high], from 0 in [low, high]. */
GwInsightsDoor *gw_curves_door_new_range (GwClassCurves *curves, const GwClassLine *line, double low, double high);

G_END_DECLS
