/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canvas-test-tool.h"

G_DEFINE_FINAL_TYPE (CanvasTestTool, canvas_test_tool, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return CANVAS_TEST_TOOL (tool)->name;
}

static gboolean
take_event (GwTool *tool, const GwToolEvent *event)
{
  CANVAS_TEST_TOOL (tool)->last = *event;
  return TRUE;
}

static gboolean
set_point (GwTool *tool, const GwToolEvent *event)
{
  CANVAS_TEST_TOOL (tool)->n_points++;
  return take_event (tool, event);
}

static gboolean
apply (GwTool *tool, const GwToolEvent *event)
{
  CanvasTestTool *self = CANVAS_TEST_TOOL (tool);

  self->last = *event;
  self->n_applied++;
  return self->applies;
}

static gboolean
step_size (GwTool *tool, int steps, gboolean second)
{
  CanvasTestTool *self = CANVAS_TEST_TOOL (tool);

  if (second)
    self->second_steps += steps;
  else
    self->steps += steps;
  return TRUE;
}

static gboolean
move_point (GwTool *tool, double dx, double dy)
{
  CANVAS_TEST_TOOL (tool)->moved++;
  return CANVAS_TEST_TOOL (tool)->edits;
}

static gboolean
step_point (GwTool *tool, int step)
{
  CANVAS_TEST_TOOL (tool)->stepped += step;
  return CANVAS_TEST_TOOL (tool)->edits;
}

static gboolean
delete_point (GwTool *tool)
{
  CANVAS_TEST_TOOL (tool)->deleted++;
  return CANVAS_TEST_TOOL (tool)->edits;
}

static void
get_overlay (GwTool *tool, GwToolOverlay *overlay)
{
  *overlay = CANVAS_TEST_TOOL (tool)->overlay;
}

static void
picture_changed (GwTool *tool)
{
  CANVAS_TEST_TOOL (tool)->n_pictures++;
}

static void
canvas_test_tool_class_init (CanvasTestToolClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  tool_class->get_name = get_name;
  tool_class->press = take_event;
  tool_class->motion = take_event;
  tool_class->release = take_event;
  tool_class->set_point = set_point;
  tool_class->apply = apply;
  tool_class->step_size = step_size;
  tool_class->move_point = move_point;
  tool_class->step_point = step_point;
  tool_class->delete_point = delete_point;
  tool_class->get_overlay = get_overlay;
  tool_class->picture_changed = picture_changed;
}

static void
canvas_test_tool_init (CanvasTestTool *self)
{
}

CanvasTestTool *
canvas_test_tool_new (const char *name)
{
  CanvasTestTool *self = g_object_new (CANVAS_TYPE_TEST_TOOL, NULL);

  self->name = name;
  return self;
}

void
canvas_test_tool_show (CanvasTestTool *self)
{
  g_signal_emit_by_name (self, "overlay-changed");
}

void
canvas_test_tool_paint (CanvasTestTool *self, GwPoint from, GwPoint to, double size)
{
  GwBox damage;

  if (gw_paint_stroke (self->overlay.paint, from, to, size, GW_BRUSH_ROUND, true, &damage) == GW_STATUS_OK)
    g_signal_emit_by_name (self, "paint-changed", &damage);
}
