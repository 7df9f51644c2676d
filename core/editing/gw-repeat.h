/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tool.h"

G_BEGIN_DECLS

#define GW_TYPE_REPEAT (gw_repeat_get_type ())
G_DECLARE_FINAL_TYPE (GwRepeat, gw_repeat, GW, REPEAT, GObject)

/* What “Draw again with the last tool and label” (N) means: the tool that an
 * object was last drawn with, and that object's class. It outlives documents:
 * one for each labeling view. Property "tool-name" (read-only, nullable).
 */
GwRepeat *gw_repeat_new (void);

/* Remembers what is drawn with this tool from now on. The tool is not kept. */
void gw_repeat_watch (GwRepeat *self, GwTool *tool);

/* What was drawn with a tool and got its class, and its place in a document, later. */
void gw_repeat_remember (GwRepeat *self, GwTool *tool, GwObject *object);

/* (nullable): nothing has been drawn yet. */
const char *gw_repeat_get_tool_name (GwRepeat *self);
gint64 gw_repeat_get_class (GwRepeat *self);

/* People draw and then say what it is: remembers the class that the object has
 * by now. For documents that are left; start() does it itself.
 */
void gw_repeat_update (GwRepeat *self, GwDocument *document);

/* Makes the remembered class the document's current one, selects nothing, and
 * says which tool to take up; NULL, with nothing done, when there is none.
 */
const char *gw_repeat_start (GwRepeat *self, GwDocument *document);

G_END_DECLS
