/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool-private.h"

#include "gw-mask-stroke-private.h"

/* The widest smoothing of edges, and how much narrower than the brush it is. */
#define MAX_SMOOTH 4.0
#define SMOOTH_SHARE 0.2

typedef struct
{
  GwTool parent_instance;

  GwMaskStroke stroke;
  gboolean by_keys; /* the brush is down until a key lifts it */
  GwPoint last;     /* where the brush was last */
  gint64 last_id;   /* on which object; 0: on none */
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

static gboolean
stop (GwToolBrush *self)
{
  if (self->stroke.paint == NULL)
    return FALSE;
  _gw_mask_stroke_drop (&self->stroke);
  self->by_keys = FALSE;
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

  gw_paint_stroke (self->stroke.covered, self->last, point, size, shape, true, NULL);
  gw_paint_stroke (self->stroke.paint, self->last, point, size, shape, !self->stroke.erases, &damage);
  self->last = point;
  if (damage.width > 0.0)
    _gw_tool_paint_changed (GW_TOOL (self), &damage);
}

static gboolean
begin (GwToolBrush *self, const GwToolEvent *event)
{
  stop (self);
  if (!_gw_mask_stroke_begin (&self->stroke, GW_TOOL (self), event->point, GET_CLASS (self)->erases || event->erases))
    return FALSE;
  if ((event->modifiers & GW_TOOL_SHIFT) == 0 || self->last_id != self->stroke.target.id)
    self->last = event->point;
  self->last_id = self->stroke.target.id;
  stroke_to (self, event->point);
  _gw_tool_overlay_changed (GW_TOOL (self));
  return TRUE;
}

static void
finish (GwToolBrush *self)
{
  GwToolOptions *options = gw_tool_get_options (GW_TOOL (self));
  double size = gw_tool_options_get_number (options, "brush-size");

  self->by_keys = FALSE;
  _gw_mask_stroke_finish (&self->stroke, GW_TOOL (self),
                          gw_tool_options_get_flag (options, "smooth") ? MIN (size * SMOOTH_SHARE, MAX_SMOOTH) : 0.0);
  _gw_tool_overlay_changed (GW_TOOL (self));
}

/* With Alt it paints what is enclosed, and no stroke. */
static gboolean
fill (GwToolBrush *self, const GwToolEvent *event)
{
  if ((event->modifiers & GW_TOOL_ALT) == 0 || event->erases || GET_CLASS (self)->erases)
    return FALSE;
  _gw_mask_edit_fill (GW_TOOL (self), &self->stroke.drawn, event->point);
  return TRUE;
}

/* --- events ----------------------------------------------------------------------------- */

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (self->stroke.paint != NULL)
    finish (self);
  if (!fill (self, event))
    begin (self, event);
  return TRUE;
}

static gboolean
motion (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (self->stroke.paint != NULL)
    stroke_to (self, event->point);
  _gw_tool_overlay_changed (tool);
  return TRUE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (self->stroke.paint == NULL || self->by_keys)
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
  if (self->stroke.paint != NULL)
    stroke_to (self, event->point);
  else if (fill (self, event) || !begin (self, event))
    return TRUE;
  finish (self);
  return TRUE;
}

static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  GwToolBrush *self = (GwToolBrush *) tool;

  if (self->stroke.paint != NULL)
    return set_point (tool, event);
  if (!event->from_keys || _gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return FALSE;
  if (!fill (self, event))
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

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  GwToolBrush *self = (GwToolBrush *) tool;
  GwToolOptions *options = gw_tool_get_options (tool);

  if (_gw_tool_get_ground (tool, NULL, NULL) == NULL)
    return;
  overlay->cursor_size = gw_tool_options_get_number (options, "brush-size");
  overlay->cursor_square = gw_tool_options_get_brush_tip (options) == GW_BRUSH_TIP_SQUARE;
  overlay->cursor_erases = self->stroke.paint != NULL ? self->stroke.erases : GET_CLASS (self)->erases;
  _gw_mask_stroke_fill_overlay (&self->stroke, overlay);
}

static gboolean
is_drawing (GwTool *tool)
{
  return ((GwToolBrush *) tool)->stroke.paint != NULL;
}

static void
gw_tool_brush_finalize (GObject *object)
{
  GwToolBrush *self = (GwToolBrush *) object;

  _gw_mask_stroke_clear (&self->stroke);

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
  tool_class->get_cursor = _gw_tool_get_crosshair;
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
