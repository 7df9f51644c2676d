/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_CHOICE_PANE (gw_choice_pane_get_type ())
G_DECLARE_FINAL_TYPE (GwChoicePane, gw_choice_pane, GW, CHOICE_PANE, GtkWidget)

/* The labels of a whole image to choose from: large rows with a mark for one
 * (single) or for each, the model's score, the key, and whether the class was
 * looked for and is absent, which the menu of a row says or takes back; below them the attributes
 * of the image that the classes define, with Q W E R T for the first five
 * checkboxes, and “Advance after choosing”.
 *
 * classes: a GListModel of GwClass, followed. Property "advance" (boolean).
 * Signal "chosen" (gint64 class_id): a row was clicked or activated.
 */
GtkWidget *gw_choice_pane_new (GListModel *classes, GwKeymap *keymap);

void gw_choice_pane_set_document (GwChoicePane *self, GwDocument *document);
/* One class for each image, or any number. */
void gw_choice_pane_set_single (GwChoicePane *self, gboolean single);
/* A model's scores of classes as probabilities, of GwLabel; NULL: none. */
void gw_choice_pane_set_scores (GwChoicePane *self, const GArray *scores);

/* Q to T: the checkbox with this number from 1; FALSE: there is none. */
gboolean gw_choice_pane_toggle_attribute (GwChoicePane *self, guint number);
/* A: moves the focus to the next attribute, around the end. */
gboolean gw_choice_pane_focus_next (GwChoicePane *self);

G_END_DECLS
