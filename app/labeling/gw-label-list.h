/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_LABEL_LIST (gw_label_list_get_type ())
G_DECLARE_FINAL_TYPE (GwLabelList, gw_label_list, GW, LABEL_LIST, GtkWidget)

/* The labels to choose from: color, name, how many this image has, key. The
 * current one is highlighted. Those that were looked for and are not in the image
 * say so, and stand in a line below; the menu of a row says it or takes it back.
 *
 * classes: a GListModel of GwClass, followed. Signal "chosen" (gint64
 * class_id): a row was clicked or activated. The button in the header has
 * the action "labeling.find-label".
 */
GtkWidget *gw_label_list_new (GListModel *classes, GwKeymap *keymap);

void gw_label_list_set_document (GwLabelList *self, GwDocument *document);

/* The key of a class as it is shown: its own, else the number of the first
 * nine; NULL: none. position is that in the list of classes.
 */
char *gw_label_list_dup_key (GwClass *klass, guint position);

/* What is shown instead of labels: a sentence, and a button for the first. */
GtkWidget *gw_label_list_make_empty (const char *sentence);

G_END_DECLS
