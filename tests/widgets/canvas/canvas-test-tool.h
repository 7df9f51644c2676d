/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-paint.h"
#include "gw-tool.h"

G_BEGIN_DECLS

#define CANVAS_TYPE_TEST_TOOL (canvas_test_tool_get_type ())
G_DECLARE_FINAL_TYPE (CanvasTestTool, canvas_test_tool, CANVAS, TEST_TOOL, GwTool)

/* A tool that shows whatever a test wants and notes what it is told. */
struct _CanvasTestTool
{
  GwTool parent_instance;

  const char *name;
  GwToolOverlay overlay;
  gboolean applies; /* what apply() answers */
  gboolean edits;   /* what move_point(), step_point(), delete_point() answer */

  GwToolEvent last; /* of press, motion, set_point, apply */
  guint n_applied;
  guint n_points;
  guint n_pictures; /* how often another one came */
  int steps;
  int second_steps;
  int moved; /* points, by keys */
  int stepped;
  int deleted;
};

CanvasTestTool *canvas_test_tool_new (const char *name);
/* Tells the canvas that the overlay is another one. */
void canvas_test_tool_show (CanvasTestTool *self);
/* One piece of a stroke on overlay.paint. */
void canvas_test_tool_paint (CanvasTestTool *self, GwPoint from, GwPoint to, double size);

G_END_DECLS
