/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_OBJECT_LIST (gw_object_list_get_type ())
G_DECLARE_FINAL_TYPE (GwObjectList, gw_object_list, GW, OBJECT_LIST, GtkWidget)

/* The objects of a document: color, “Car 1”, size, lock and eye; buttons for
 * all of them and for the order. Selection is the document's own. Rows are
 * made for what is seen only: 5,000 objects are no burden.
 *
 * Rows can be dragged to another place in the order of painting; the list
 * then shows that order.
 *
 * Property "order" (GwObjectOrder as its nick: "label", "size", "front"),
 * writable. Signal "shown" (gint64 object_id): a row was activated, bring
 * the object into view.
 */
GtkWidget *gw_object_list_new (GwKeymap *keymap);

/* Whether objects are masks on each other, and are called layers. */
void gw_object_list_set_layers (GwObjectList *self, gboolean layers);

void gw_object_list_set_document (GwObjectList *self, GwDocument *document);

/* “Cyclist 1, 136 by 156 pixels, at 352, 330, occluded”. */
char *gw_object_list_describe (GwDocument *document, GwObject *object);

G_END_DECLS
