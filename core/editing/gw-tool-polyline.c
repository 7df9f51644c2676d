/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-path-private.h"

#include <glib/gi18n.h>

#include "gw-polygon.h"

struct _GwToolPolyline
{
  GwToolPath parent_instance;
};

#define GW_TYPE_TOOL_POLYLINE (_gw_tool_polyline_get_type ())
G_DECLARE_FINAL_TYPE (GwToolPolyline, _gw_tool_polyline, GW, TOOL_POLYLINE, GwToolPath)
G_DEFINE_FINAL_TYPE (GwToolPolyline, _gw_tool_polyline, GW_TYPE_TOOL_PATH)

static const char *
get_name (GwTool *tool)
{
  return "polyline";
}

static const char *
get_too_few (GwToolPath *path)
{
  return _ ("A polyline has two points at least. Set one more first.");
}

static void
take (GwToolPath *path, const GwRing *line)
{
  GwShape shape = GW_SHAPE_INIT;

  if (gw_ring_init (&shape.as.line, line->points, line->n_points) != GW_STATUS_OK)
    return;
  shape.kind = GW_SHAPE_POLYLINE;
  _gw_tool_add_shape (GW_TOOL (path), &shape, gw_object_make_id ());
}

static void
_gw_tool_polyline_class_init (GwToolPolylineClass *klass)
{
  GwToolPathClass *path_class = GW_TOOL_PATH_CLASS (klass);

  GW_TOOL_CLASS (klass)->get_name = get_name;

  path_class->n_least = 2;
  path_class->get_too_few = get_too_few;
  path_class->take = take;
}

static void
_gw_tool_polyline_init (GwToolPolyline *self)
{
}
