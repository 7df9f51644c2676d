/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-document.h"

G_BEGIN_DECLS

#define GW_TYPE_OBJECT_SELECTION (gw_object_selection_get_type ())
G_DECLARE_FINAL_TYPE (GwObjectSelection, gw_object_selection, GW, OBJECT_SELECTION, GObject)

/* A document's own selection as a GtkSelectionModel, for lists of its
 * objects: what is selected here is selected on the canvas, and neither
 * keeps a copy.
 *
 * objects: a GListModel of the document's GwObjects in any order.
 */
GwObjectSelection *gw_object_selection_new (GwDocument *document, GListModel *objects);

G_END_DECLS
