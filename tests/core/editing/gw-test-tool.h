/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-test-document.h"
#include "gw-tool.h"

G_BEGIN_DECLS

/* A tool with what it works on, and what it told. */
typedef struct
{
  GwDocument *document;
  GwPicture *picture; /* nullable */
  GwTool *tool;
  GwToolOptions *options;
  GPtrArray *edits; /* newest last */
  int n_refused;
  int n_drawn;
  GwBox damage;      /* of the live mask, told last */
  GwObject *missing; /* nullable: what was drawn last without a class */
} GwTestTool;

/* with_picture: gw_test_picture_new() of the picture's own size. */
void gw_test_tool_set_up (GwTestTool *self, const char *name, gboolean with_picture);
/* Nothing may hold any of it afterwards. */
void gw_test_tool_tear_down (GwTestTool *self);

G_END_DECLS
