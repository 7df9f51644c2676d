/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_EDITOR (gw_class_editor_get_type ())
G_DECLARE_FINAL_TYPE (GwClassEditor, gw_class_editor, GW, CLASS_EDITOR, GtkWidget)

/* The classes of a project with an inspector for the one selected: name,
 * colour, hotkey, parent, attributes, order. Every change is saved at once.
 * A class in use is archived, never deleted.
 */
GtkWidget *gw_class_editor_new (GwProject *project);

G_END_DECLS
