/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-keymap.h"
#include "gw-tool.h"

G_BEGIN_DECLS

#define GW_TYPE_TOOL_BAR (gw_tool_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwToolBar, gw_tool_bar, GW, TOOL_BAR, GtkWidget)

/* The bar above the canvas: what the tool is called, what to do with it in a
 * few words, its options, and Apply for tools whose result is a draft. Where
 * there is little room the words go first.
 *
 * Signals "apply", "skip-point" and "hide-point": that button was pressed. The
 * latter two are there while a tool tells of a point that has a name.
 */
GtkWidget *gw_tool_bar_new (GwKeymap *keymap, GwToolOptions *options);

/* NULL: none. */
void gw_tool_bar_set_tool (GwToolBar *self, GwTool *tool);

/* Whether there is anything to show for the tool. */
gboolean gw_tool_bar_knows (const char *tool_name);

/* The option that keys step, and its value: “Size 26 px”; NULL when the tool
 * has none of this name. (transfer full) (nullable)
 */
char *gw_tool_bar_describe_number (GwToolBar *self, const char *property);

/* A tool's name and what to do with it: “Brush. Drag to paint, Shift for
 * straight lines”. (transfer full) (nullable)
 */
char *gw_tool_bar_describe_tool (const char *tool_name);

G_END_DECLS
