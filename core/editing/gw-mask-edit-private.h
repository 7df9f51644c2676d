/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tool.h"

G_BEGIN_DECLS

/* What the tools that make masks have in common: which object they work on, what
 * they must not touch, and the one edit that they end in.
 */
typedef struct
{
  GwObject *object; /* nullable: there is none yet */
  gint64 id;        /* of the object, or that a new one gets */
  gint64 class_id;  /* 0: a new one, and there is no class */
  GwPaintMode mode;
  gboolean semantic; /* a new object is not selected */
} GwMaskTarget;

#define GW_MASK_TARGET_INIT \
  { \
    NULL, 0, 0, GW_PAINT_OVER, FALSE \
  }

/* The object that a tool made last, and its class at that time. */
typedef struct
{
  gint64 id; /* 0: none */
  gint64 class_id;
} GwMaskDrawn;

/* drawn (nullable): is not gone on with when the current class has become another
 * that it has not. erased (nullable): what erases takes the
 * mask below it where none is selected. FALSE, after "refused", when there is
 * nothing to work on.
 */
gboolean _gw_mask_target_find (GwTool *tool, const GwMaskDrawn *drawn, const GwPoint *erased, GwMaskTarget *target);
void _gw_mask_target_clear (GwMaskTarget *target);

/* The target's mask; NULL while there is none. */
const GwMask *_gw_mask_target_get_mask (const GwMaskTarget *target);

/* The pixels that must not be painted on, kept from one time to the next while
 * the objects that they come from are the same.
 */
typedef struct
{
  GPtrArray *objects; /* nullable */
  GwMask mask;
} GwMaskGuard;

#define GW_MASK_GUARD_INIT \
  { \
    NULL, GW_MASK_INIT \
  }

/* NULL where everything may be painted on. */
const GwMask *_gw_mask_guard_find (GwMaskGuard *self, GwDocument *document, const GwMaskTarget *target);
void _gw_mask_guard_clear (GwMaskGuard *self);

/* Makes the target's mask this one, in one edit: a new object, a changed one, or
 * one less when no pixel is left. With GW_PAINT_CUT other masks lose the pixels of
 * painted (nullable: nothing was painted). Takes after. Emits what the tool is to
 * emit. Whether anything was done.
 */
gboolean _gw_mask_edit_apply (GwTool *tool, const GwMaskTarget *target, GwMask *after, const GwMask *painted);

/* The same of a mask that a tool found: for a new object, or, with Shift, for the mask
 * that is selected, with Alt off that; in semantic painting for the mask of the current
 * class. FALSE, after "refused", when it is still to be taken.
 */
gboolean _gw_mask_edit_take (GwTool *tool, const GwMask *found, GwToolModifiers modifiers);

/* The same of the clear region around a point, where masks and polygons that are seen
 * enclose it, for what the tool goes on with. Where they do not, emits "refused".
 */
void _gw_mask_edit_fill (GwTool *tool, GwMaskDrawn *drawn, GwPoint point);

G_END_DECLS
