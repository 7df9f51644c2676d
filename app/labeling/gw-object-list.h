/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_OBJECT_LIST (gw_object_list_get_type ())
G_DECLARE_FINAL_TYPE (GwObjectList, gw_object_list, GW, OBJECT_LIST, GtkWidget)

/* The objects of a document: color, “Car 1”, size, lock and eye. Selection is
 * the document's own. Rows are made for what is seen only: 5,000 objects are
 * no burden.
 *
 * The header acts on all of them: eye, lock and order; of layers it raises and
 * lowers what is selected, and the rest is in its menu. What can be done with
 * the selection is in that menu and in the one of each row (a press of the
 * second button, the menu key or Shift+F10): actions "objects.…", which
 * activate those of the labeling view.
 *
 * Rows can be dragged to another place in the order of painting; the list
 * then shows that order.
 *
 * Property "order" (GwObjectOrder as its nick: "label", "size", "front"),
 * writable; until it is set, layers are front to back and objects by label.
 * Signal "shown" (gint64 object_id): a row was activated, bring the object into
 * view.
 */
GtkWidget *gw_object_list_new (GwKeymap *keymap);

/* Whether objects are masks on each other, and are called layers: their rows
 * have the size below the name.
 */
void gw_object_list_set_layers (GwObjectList *self, gboolean layers);

/* Whether something was found and not taken yet: above the rows stands the name
 * that it will have, of the class that new objects get.
 */
void gw_object_list_set_has_draft (GwObjectList *self, gboolean has_draft);

/* Whether each pixel has one class: the list says so, with a switch, and below
 * the layers how many pixels have none yet.
 */
void gw_object_list_set_semantic (GwObjectList *self, gboolean semantic);

void gw_object_list_set_document (GwObjectList *self, GwDocument *document);
/* Of GwObject, in the order of the list. (transfer none) (nullable): there is no document. */
GListModel *gw_object_list_get_objects (GwObjectList *self);

/* “Cyclist 1, 136 by 156 pixels, at 352, 330, occluded”. */
char *gw_object_list_describe (GwDocument *document, GwObject *object);

G_END_DECLS
