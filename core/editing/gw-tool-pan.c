/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool-private.h"

/* The canvas moves its view by itself; the tool says that nothing else is to
 * happen, and shows a hand.
 */
struct _GwToolPan
{
  GwTool parent_instance;

  gboolean pressed;
};

#define GW_TYPE_TOOL_PAN (_gw_tool_pan_get_type ())
G_DECLARE_FINAL_TYPE (GwToolPan, _gw_tool_pan, GW, TOOL_PAN, GwTool)
G_DEFINE_FINAL_TYPE (GwToolPan, _gw_tool_pan, GW_TYPE_TOOL)

static const char *
get_name (GwTool *tool)
{
  return "pan";
}

static gboolean
press (GwTool *tool, const GwToolEvent *event)
{
  GW_TOOL_PAN (tool)->pressed = TRUE;
  return FALSE;
}

static gboolean
release (GwTool *tool, const GwToolEvent *event)
{
  GW_TOOL_PAN (tool)->pressed = FALSE;
  return FALSE;
}

static gboolean
cancel (GwTool *tool)
{
  GW_TOOL_PAN (tool)->pressed = FALSE;
  return FALSE;
}

static GwToolCursor
get_cursor (GwTool *tool, const GwToolEvent *event)
{
  return GW_TOOL_PAN (tool)->pressed ? GW_TOOL_CURSOR_GRABBING : GW_TOOL_CURSOR_GRAB;
}

static void
_gw_tool_pan_class_init (GwToolPanClass *klass)
{
  GwToolClass *tool_class = GW_TOOL_CLASS (klass);

  tool_class->get_name = get_name;
  tool_class->press = press;
  tool_class->release = release;
  tool_class->cancel = cancel;
  tool_class->get_cursor = get_cursor;
}

static void
_gw_tool_pan_init (GwToolPan *self)
{
}
