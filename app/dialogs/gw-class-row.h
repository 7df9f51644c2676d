/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-class.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_ROW (gw_class_row_get_type ())
G_DECLARE_FINAL_TYPE (GwClassRow, gw_class_row, GW, CLASS_ROW, GtkListBoxRow)

/* A class in the class editor: handle to drag it by, colour, name, what it
 * has, hotkey. It follows the class. Signal "moved" (int from, int to): dropped on another row.
 */
GtkWidget *gw_class_row_new (GwClass *klass);
/* Shows what the class has now; its attributes change without a notification. */
void gw_class_row_refresh (GwClassRow *self);
GwClass *gw_class_row_get_class (GwClassRow *self);

G_END_DECLS
