/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tool-private.h"

G_BEGIN_DECLS

/* Which edges of a box look for others. */
typedef enum
{
  GW_ALIGN_LOW = 1 << 0,  /* the left one, the top one */
  GW_ALIGN_HIGH = 1 << 1, /* the right one, the bottom one */
  GW_ALIGN_BOTH = GW_ALIGN_LOW | GW_ALIGN_HIGH
} GwAlignEdges;

/* How far a box goes so that one of its edges is on one of another object's box,
 * or of the image's: the nearest within the reach that the options name, 0 where
 * there is none, where the options say so, and with Ctrl.
 *
 * across  left and right edges; FALSE: top and bottom
 * except  (element-type GwObject): those that are changed, and hold nothing
 */
double _gw_tool_align (GwTool *self, const GwBox *box, gboolean across, GwAlignEdges edges, GPtrArray *except,
                       const GwToolEvent *event);

G_END_DECLS
