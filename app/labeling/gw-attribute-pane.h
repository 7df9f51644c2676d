/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_ATTRIBUTE_PANE (gw_attribute_pane_get_type ())
G_DECLARE_FINAL_TYPE (GwAttributePane, gw_attribute_pane, GW, ATTRIBUTE_PANE, GtkWidget)

/* The attributes and marks of the selected objects, as the classes of all of
 * them have them, and the opacity of labels (adjustment 0 to 1) as the last row.
 */
GtkWidget *gw_attribute_pane_new (GtkAdjustment *opacity, GwKeymap *keymap);

/* What is shown while nothing is selected. Once. */
void gw_attribute_pane_set_view (GwAttributePane *self, GtkWidget *view);

void gw_attribute_pane_set_document (GwAttributePane *self, GwDocument *document);

/* Q: the first checkbox attribute, else whether the object is occluded;
 * FALSE where nothing is selected.
 */
gboolean gw_attribute_pane_toggle_first (GwAttributePane *self);
/* A: moves the focus to the next row, around the end; FALSE: there is none. */
gboolean gw_attribute_pane_focus_next (GwAttributePane *self);

G_END_DECLS
