/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-image.h"
#include "gw-thumbnail-drawing.h"
#include "gw-thumbnailer.h"

G_BEGIN_DECLS

#define GW_TYPE_THUMBNAIL (gw_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (GwThumbnail, gw_thumbnail, GW, THUMBNAIL, GtkWidget)

/* One image in a grid or strip: a 3:2 crop with its labels over it, number of
 * objects, mark of the selection, and below it name, status and confidence
 * (in a strip, property "compact", the picture alone).
 *
 * It asks the thumbnailer when it has an image and is mapped, and drops the
 * request when the image goes. A cell of a factory sets and clears the
 * image; nothing is kept of it then.
 */
GtkWidget *gw_thumbnail_new (GwThumbnailer *thumbnailer);

/* NULL clears. An image whose id differs drops the picture and the objects. */
void gw_thumbnail_set_image (GwThumbnail *self, GwImage *image);
GwImage *gw_thumbnail_get_image (GwThumbnail *self);

/* (element-type GwObject) (nullable): outlines over the picture. */
void gw_thumbnail_set_objects (GwThumbnail *self, GPtrArray *objects, GwColorFunc color, gpointer data);

/* The names of the image's labels as a line of text; NULL: none. */
void gw_thumbnail_set_label_text (GwThumbnail *self, const char *text);

/* Picture width in pixels, 32 to 512; the height is two thirds. */
void gw_thumbnail_set_size (GwThumbnail *self, int width);
void gw_thumbnail_set_compact (GwThumbnail *self, gboolean compact);
/* The image of a strip that is being worked on. */
void gw_thumbnail_set_current (GwThumbnail *self, gboolean current);
/* Which requests are served first; see gw_thumbnailer_request(). */
void gw_thumbnail_set_priority (GwThumbnail *self, int priority);

/* “Labeled” and so on, in the user's language. */
const char *gw_image_status_get_title (GwImageStatus status);

G_END_DECLS
