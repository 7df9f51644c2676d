/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-shape-handles-private.h"
#include "gw-tool.h"

G_BEGIN_DECLS

/* What of a shape whose points are shown is at the pointer. */

/* The length of the stem of the handle that turns, in screen pixels. */
#define GW_POINT_TARGETS_STEM 24.0

/* The nearest of the handles (element-type GwShapeHandle); -1: none is within reach. */
int _gw_point_targets_find (GArray *handles, const GwToolEvent *event);

/* Where a press on an edge would put a point: index of it in its ring. */
gboolean _gw_point_targets_find_edge (const GwShape *shape, const GwToolEvent *event, GwShapeHandle *place);

gboolean _gw_point_targets_is_at_turn (const GwShape *shape, const GwToolEvent *event);

G_END_DECLS
