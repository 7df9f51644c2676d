/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-mask-edit-private.h"
#include "gw-paint.h"

G_BEGIN_DECLS

/* A stroke of a tool that paints. It is under way while paint is there: paint is
 * the mask as it will be, covered what the stroke has passed over. Nothing of it is
 * in the document until it ends.
 *
 * A plain value inside of the tool, of zeros at first; clear() before it goes.
 */
typedef struct
{
  GwMaskTarget target;
  GwMaskGuard guard;
  GwPaint *paint;
  GwPaint *covered;
  gboolean erases;
  GwMaskDrawn drawn; /* the object that was made here last */
} GwMaskStroke;

/* FALSE, after "refused", when there is nothing to paint on. */
gboolean _gw_mask_stroke_begin (GwMaskStroke *self, GwTool *tool, GwPoint point, gboolean erases);
/* Makes one edit of it. Others may begin another while they hear of that. smooth:
 * the radius within which edges of the stroke lose their stairs; 0: as it is.
 */
void _gw_mask_stroke_finish (GwMaskStroke *self, GwTool *tool, double smooth);
void _gw_mask_stroke_drop (GwMaskStroke *self);
void _gw_mask_stroke_clear (GwMaskStroke *self);

void _gw_mask_stroke_fill_overlay (const GwMaskStroke *self, GwToolOverlay *overlay);

G_END_DECLS
