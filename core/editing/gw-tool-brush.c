/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-private.h"

#include <glib/gi18n.h>

#include "gw-mask-edit-private.h"
#include "gw-paint.h"

/* A stroke is under way while paint is there: paint is the mask as it will be,
 * covered what the brush has passed over. Nothing of it is in the document until
 * it ends.
 */
typedef struct
{
  GwTool parent_instance;

  GwMaskTarget target;
  GwMaskGuard guard;
  GwPaint *paint;
  GwPaint *covered;
  gboolean erases;
  gboolean by_keys; /* the brush is down until a key lifts it */
  GwPoint last;     /* where the brush was last */
  gint64 last_id;   /* on which object; 0: on none */
  GwMaskDrawn drawn;
} GwToolBrush;

typedef struct
{
  GwToolClass parent_class;

  const char *name;
  gboolean erases;
} GwToolBrushClass;

typedef GwToolBrush GwToolEraser;
typedef GwToolBrushClass GwToolEraserClass;

G_DEFINE_TYPE (GwToolBrush, _gw_tool_brush, GW_TYPE_TOOL)
G_DEFINE_TYPE (GwToolEraser, _gw_tool_eraser, _gw_tool_brush_get_type ())

#define GET_CLASS(self) ((GwToolBrushClass *) G_OBJECT_GET_CLASS (self))

static const char *
get_name (GwTool *tool)
{
  return GET_CLASS (tool)->name;
}

/* --- the stroke ------------------------------------------------------------------------- */

static void
drop_stroke (GwToolBrush *self)
{
  g_clear_pointer (&self->paint, gw_paint_free);
  g_clear_pointer (&self->covered, gw_paint_free);
  _gw_mask_target_clear (&self->target);
  self->by_keys = FALSE;
}

static gboolean
stop (GwToolBrush *self)
{
  if (self->paint == NULL)
    return FALSE;
  drop_stroke (self);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

/* Paints from where the brush was last to the point. */
static void
stroke_to (GwToolBrush *self, GwPoint point)
{
  GwToolOptions *options = gw_tool_get_options (GW_TOOL (self));
  double size = gw_tool_options_get_number (options, "brush-size");
  GwBrushShape shape = gw_tool_options_get_brush_tip (options) == GW_BRUSH_TIP_SQUARE ? GW_BRUSH_SQUARE
                                                                                      : GW_BRUSH_ROUND;
  GwBox damage = { 0 };

  gw_paint_stroke (self->covered, self->last, point, size, shape, true, NULL);
  gw_paint_stroke (self->paint, self->last, point, size, shape, !self->erases, &damage);
  self->last = point;
  if (damage.width > 0.0)
    _gw_tool_paint_changed (GW_TOOL (self), &damage);
}

/* Makes what the stroke paints on. FALSE when memory is short. */
static gboolean
prepare (GwToolBrush *self, int width, int height)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (self));
  const GwMask *guard = self->erases ? NULL : _gw_mask_guard_find (&self->guard, document, &self->target);

  self->paint = gw_paint_new (width, height, _gw_mask_target_get_mask (&self->target));
  self->covered = gw_paint_new (width, height, NULL);
  return self->paint != NULL && self->covered != NULL && gw_paint_set_guard (self->paint, guard) == GW_STATUS_OK
         && gw_paint_set_guard (self->covered, guard) == GW_STATUS_OK;
}

static gboolean
begin (GwToolBrush *self, const GwToolEvent *event)
{
  gboolean erases = GET_CLASS (self)->erases || event->erases;
  int width, height;

  stop (self);
  if (_gw_tool_get_ground (GW_TOOL (self), &width, &height) == NULL
      || !_gw_mask_target_find (GW_TOOL (self), &self->drawn, erases ? &event->point : NULL, &self->target))
    return FALSE;
  self->erases = erases;
  if (!prepare (self, width, height))
    {
      drop_stroke (self);
      _gw_tool_refused (GW_TOOL (self), _ ("This mask is too large, or of an image of another size."));
      return FALSE;
    }
  if ((event->modifiers & GW_TOOL_SHIFT) == 0 || self->last_id != self->target.id)
    self->last = event->point;
  self->last_id = self->target.id;
  stroke_to (self, event->point);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

/* The stroke becomes an edit. What it painted on goes first, for whoever hears of
 * the edit may begin another.
 */
static void
finish (GwToolBrush *self)
{
  GwTool *tool = GW_TOOL (self);
  GwMaskTarget target = self->target;
  gboolean is_new = target.object == NULL, erases = self->erases;
  GwMask after = GW_MASK_INIT, covered = GW_MASK_INIT;
  gw_status status = gw_paint_to_mask (self->paint, &after);

  if (status == GW_STATUS_OK)
    status = gw_paint_to_mask (self->covered, &covered);
  self->target = (GwMaskTarget) GW_MASK_TARGET_INIT;
  drop_stroke (self);
  if (status != GW_STATUS_OK)
    _gw_tool_refused (tool, _ ("The stroke was dropped: there is not enough memory."));
  else if (_gw_mask_edit_apply (tool, &target, &after, erases ? NULL : &covered) && is_new)
    self->drawn = (GwMaskDrawn) { target.id, target.class_id };
  gw_mask_clear (&after);
  gw_mask_clear (&covered);
  _gw_mask_target_clear (&target);
  _gw_tool_overlay_changed (tool);
}

/* --- events ----------------------------------------------------------------------------- */

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (self->paint != NULL)
    finish (self);
  begin (self, event);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (self->paint != NULL)
    stroke_to (self, event->point);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (self->paint == NULL || self->by_keys)
    return FALSE;
  stroke_to (self, event->point);
  finish (self);
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (self->paint != NULL)
    stroke_to (self, event->point);
  else if (!begin (self, event))
    return TRUE;
  finish (self);
  return TRUE;
}

static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (self->paint != NULL)
    return set_point (tool, event);
  if (!event->from_keys || _gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  self->by_keys = begin (self, event);
  return TRUE;
}

static gboolean
cancel (GwTool *tool)
{
  return stop ((GwToolBrush *) tool);
}

static gboolean
step_size (GwTool *tool, int steps, gboolean second)
{
  if (second)
    return FALSE;
  gw_tool_options_step (gw_tool_get_options (tool), "brush-size", steps);
  return TRUE;
}

/* --- what is shown ---------------------------------------------------------------------- */

static GwToolCursor
get_cursor (GwTool *tool, const GwToolEvent *event)
{
  return GW_TOOL_CURSOR_CROSSHAIR;
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolBrush *self = (GwToolBrush *) tool;
  GwToolOptions *options = gw_tool_get_options (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return;
  overlay->cursor_size = gw_tool_options_get_number (options, "brush-size");
  overlay->cursor_square = gw_tool_options_get_brush_tip (options) == GW_BRUSH_TIP_SQUARE;
  overlay->cursor_erases = self->paint != NULL ? self->erases : GET_CLASS (self)->erases;
  overlay->paint = self->paint;
  if (self->paint == NULL)
    return;
  overlay->paint_object_id = self->target.object != NULL ? self->target.id : 0;
  overlay->paint_class_id = self->target.class_id;
}

static gboolean
is_drawing (GwTool *tool)
{
  return ((GwToolBrush *) tool)->paint != NULL;
}

static void
gw_tool_brush_finalize (GObject *object)
{
  GwToolBrush *self = (GwToolBrush *) object;

  drop_stroke (self);
  _gw_mask_guard_clear (&self->guard);

  G_OBJECT_CLASS (_gw_tool_brush_parent_class)->finalize (object);
}

static void
_gw_tool_brush_class_init (GwToolBrushClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  klass->name = "brush";
  G_OBJECT_CLASS (klass)->finalize = gw_tool_brush_finalize;
  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->motion = motion;
  tool_class->release = release;
  tool_class->set_point = set_point;
  tool_class->apply = apply;
  tool_class->remove_point = cancel;
  tool_class->cancel = cancel;
  tool_class->step_size = step_size;
  tool_class->get_cursor = get_cursor;
  tool_class->get_overlay = get_overlay;
  tool_class->is_drawing = is_drawing;
}

static void
_gw_tool_brush_init (GwToolBrush *self)
{
}

static void
_gw_tool_eraser_class_init (GwToolEraserClass *klass)
{
  klass->name = "eraser";
  klass->erases = TRUE;
}

static void
_gw_tool_eraser_init (GwToolEraser *self)
{
}
