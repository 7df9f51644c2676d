/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"

G_BEGIN_DECLS

/* The menu of one class in a list of labels: whether it was looked for and is not
 * in the image, which is checked there and taken back ("labeling.toggle-absent").
 * A popover below parent, who takes it away (gtk_widget_unparent()).
 */
GtkWidget *gw_class_menu_new (GtkWidget *parent);

/* Opens it at a place in the row. What the image has cannot be absent. */
void gw_class_menu_open (GtkWidget *menu, GwDocument *document, gint64 class_id, GtkWidget *row, double x, double y);

G_END_DECLS
