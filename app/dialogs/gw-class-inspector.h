/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-class.h"
#include "gw-project-info.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_INSPECTOR (gw_class_inspector_get_type ())
G_DECLARE_FINAL_TYPE (GwClassInspector, gw_class_inspector, GW, CLASS_INSPECTOR, GtkWidget)

/* Name, colour, hotkey, parent and attributes of one class of the class
 * editor. It changes the class at once, when a hotkey is swapped another one
 * too, and then emits "changed". Its button to remove the class activates
 * "classes.remove", which the editor has.
 */

/* Shows klass (nullable: nothing), which is one of classes (element-type
 * GwClass), in a project of that task.
 */
void gw_class_inspector_show (GwClassInspector *self, GPtrArray *classes, GwClass *klass, GwTask task);

/* Whether something has the class that is shown, which is then archived and
 * not removed; FALSE when another one is shown.
 */
void gw_class_inspector_set_used (GwClassInspector *self, gboolean used);

/* A line below the rows, until another class is shown; NULL: none. */
void gw_class_inspector_say (GwClassInspector *self, const char *text, gboolean is_problem);

/* Goes to the name, with all of it selected for typing another. */
void gw_class_inspector_edit_name (GwClassInspector *self);

G_END_DECLS
