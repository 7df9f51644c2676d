/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-stroke-private.h"

#include <glib/gi18n.h>

#include "gw-mask-morphology.h"
#include "gw-tool-private.h"

void
_gw_mask_stroke_drop (GwMaskStroke *self)
{
  g_clear_pointer (&self->paint, gw_paint_free);
  g_clear_pointer (&self->covered, gw_paint_free);
  _gw_mask_target_clear (&self->target);
}

void
_gw_mask_stroke_clear (GwMaskStroke *self)
{
  _gw_mask_stroke_drop (self);
  _gw_mask_guard_clear (&self->guard);
}

/* Makes what the stroke paints on. FALSE when memory is short. */
static gboolean
prepare (GwMaskStroke *self, GwDocument *document, int width, int height)
{
  const GwMask *guard = self->erases ? NULL : _gw_mask_guard_find (&self->guard, document, &self->target);

  self->paint = gw_paint_new (width, height, _gw_mask_target_get_mask (&self->target));
  self->covered = gw_paint_new (width, height, NULL);
  return self->paint != NULL && self->covered != NULL && gw_paint_set_guard (self->paint, guard) == GW_STATUS_OK
         && gw_paint_set_guard (self->covered, guard) == GW_STATUS_OK;
}

gboolean
_gw_mask_stroke_begin (GwMaskStroke *self, GwTool *tool, GwPoint point, gboolean erases)
{
  int width, height;

  _gw_mask_stroke_drop (self);
  if (_gw_tool_get_ground (tool, &width, &height) == NULL
      || !_gw_mask_target_find (tool, &self->drawn, erases ? &point : NULL, &self->target))
    return FALSE;
  self->erases = erases;
  if (prepare (self, gw_tool_get_document (tool), width, height))
    return TRUE;
  _gw_mask_stroke_drop (self);
  _gw_tool_refused (tool, _ ("This mask is too large, or of an image of another size."));
  return FALSE;
}

/* Brings the mask to the smooth form near the stroke; elsewhere it stays. What is
 * guarded stays free. Where that fails, it stays as it is.
 */
static void
smooth_near (GwMask *after, GwMask *covered, double radius, const GwMask *guard)
{
  GwMask near = GW_MASK_INIT, smooth = GW_MASK_INIT, inner = GW_MASK_INIT, outer = GW_MASK_INIT, both = GW_MASK_INIT;
  gboolean done = gw_mask_grow (covered, radius + 1.0, &near) == GW_STATUS_OK
                  && gw_mask_smooth (after, radius, &smooth) == GW_STATUS_OK
                  && gw_mask_intersect (&smooth, &near, &inner) == GW_STATUS_OK
                  && gw_mask_subtract (after, &near, &outer) == GW_STATUS_OK;

  if (done && guard != NULL)
    {
      GwMask free_part = GW_MASK_INIT;

      done = gw_mask_subtract (&inner, guard, &free_part) == GW_STATUS_OK;
      gw_mask_clear (&inner);
      inner = free_part;
    }
  if (done && gw_mask_union (&outer, &inner, &both) == GW_STATUS_OK)
    {
      gw_mask_clear (after);
      gw_mask_clear (covered);
      *after = both;
      *covered = inner;
      inner = (GwMask) GW_MASK_INIT;
    }
  gw_mask_clear (&near);
  gw_mask_clear (&smooth);
  gw_mask_clear (&inner);
  gw_mask_clear (&outer);
}

/* What it painted on goes first, for whoever hears of the edit may begin another. */
void
_gw_mask_stroke_finish (GwMaskStroke *self, GwTool *tool, double smooth)
{
  GwMaskTarget target = self->target;
  gboolean is_new = target.object == NULL, erases = self->erases;
  GwMask after = GW_MASK_INIT, covered = GW_MASK_INIT;
  gw_status status = gw_paint_to_mask (self->paint, &after);

  if (status == GW_STATUS_OK)
    status = gw_paint_to_mask (self->covered, &covered);
  if (status == GW_STATUS_OK && smooth > 0.0)
    smooth_near (&after, &covered, smooth,
                 erases ? NULL : _gw_mask_guard_find (&self->guard, gw_tool_get_document (tool), &target));
  self->target = (GwMaskTarget) GW_MASK_TARGET_INIT;
  _gw_mask_stroke_drop (self);
  if (status != GW_STATUS_OK)
    _gw_tool_refused (tool, _ ("The stroke was dropped: there is not enough memory."));
  else if (_gw_mask_edit_apply (tool, &target, &after, erases ? NULL : &covered) && is_new)
    self->drawn = (GwMaskDrawn) { target.id, target.class_id };
  gw_mask_clear (&after);
  gw_mask_clear (&covered);
  _gw_mask_target_clear (&target);
}

void
_gw_mask_stroke_fill_overlay (const GwMaskStroke *self, GwToolOverlay *overlay)
{
  if (self->paint == NULL)
    return;
  overlay->paint = self->paint;
  overlay->paint_object_id = self->target.object != NULL ? self->target.id : 0;
  overlay->paint_class_id = self->target.class_id;
}
