/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-image.h"
#include "gw-image-drawing.h"
#include "gw-thumbnailer.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_PREVIEW (gw_image_preview_get_type ())
G_DECLARE_FINAL_TYPE (GwImagePreview, gw_image_preview, GW, IMAGE_PREVIEW, GtkWidget)

/* One image as large as there is room, all of it, with its labels over it,
 * and its name and labels below. For an overlay: it darkens what it covers.
 *
 * Signal "closed": Escape, Space or a press ends it; who put it there takes it
 * away.
 */
GtkWidget *gw_image_preview_new (GwThumbnailer *thumbnailer, GwImage *image);
GwImage *gw_image_preview_get_image (GwImagePreview *self);

/* (element-type GwObject) (nullable): outlines over the picture. */
void gw_image_preview_set_objects (GwImagePreview *self, GPtrArray *objects, GwColorFunc color, gpointer data);
/* What the image is labeled with, as a line of text; NULL: nothing. */
void gw_image_preview_set_label_text (GwImagePreview *self, const char *text);

G_END_DECLS
