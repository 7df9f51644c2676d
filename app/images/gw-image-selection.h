/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-image-list.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_SELECTION (gw_image_selection_get_type ())
G_DECLARE_FINAL_TYPE (GwImageSelection, gw_image_selection, GW, IMAGE_SELECTION, GObject)

/* A selection of several images that knows them by id: rows that are read
 * again stay selected, and so do images that move to another place because
 * the order changed. Images that leave the list leave the selection.
 * (GtkMultiSelection forgets every row that it is told has changed.)
 */
GwImageSelection *gw_image_selection_new (GwImageList *list);

guint64 gw_image_selection_get_n_selected (GwImageSelection *self);

/* Whether “items-changed” is the first of two that belong together: rows went,
 * and those in their place are told of next. Large changes come so.
 */
gboolean gw_image_selection_is_parted (GwImageSelection *self);

G_END_DECLS
