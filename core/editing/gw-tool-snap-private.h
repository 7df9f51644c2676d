/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tool-private.h"

G_BEGIN_DECLS

/* Where a point of an outline lands. */
typedef struct
{
  GwPoint point;    /* inside the image */
  gint64 border_of; /* the object on whose outline it lies, to the bit where that has a point; 0: none */
  gboolean is_held; /* by an outline, or an edge of the image */
} GwToolPlace;

/* Within the reach that the options name, a point is held by a point of another
 * object's outline, else by its edges, else by the edges of the image. Masks
 * hold nothing: their edges lie between pixels, where points land anyway. With
 * Ctrl, and where the options say so, nothing is held but inside the image.
 *
 * Elsewhere a point lands between pixels, from 200% on in the middle of one too,
 * and on quarters from 400% on.
 *
 * except_id: an object that holds nothing, as its own points move; 0: none.
 */
GwToolPlace _gw_tool_snap (GwTool *self, const GwToolEvent *event, gint64 except_id);

/* The border between two places on the outline of one object, both included, for
 * an outline that shares it; FALSE when they are not, or that has changed.
 */
gboolean _gw_tool_share_border (GwTool *self, const GwToolPlace *from, const GwToolPlace *to, gboolean other_way,
                                GwRing *line);

/* Moves point to the nearest of the eight directions from another, inside the image. */
GwPoint _gw_tool_straighten (GwTool *self, GwPoint from, GwPoint point, double scale);

/* As fine as the screen shows it, inside the image. */
GwPoint _gw_tool_round (GwTool *self, GwPoint point, double scale);

G_END_DECLS
