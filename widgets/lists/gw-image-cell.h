/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-image.h"
#include "gw-image-drawing.h"
#include "gw-thumbnailer.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_CELL (gw_image_cell_get_type ())
G_DECLARE_FINAL_TYPE (GwImageCell, gw_image_cell, GW, IMAGE_CELL, GtkWidget)

/* One image in a grid or strip: a 3:2 crop with its labels over it, number of
 * objects, mark of the selection, and below it name, status and confidence
 * (in a strip, property "compact", the picture alone).
 *
 * It asks the thumbnailer when it has an image and is mapped, and drops the
 * request when the image goes. A cell of a factory sets and clears the
 * image; nothing is kept of it then. An image that is filled later is shown
 * then.
 */
GtkWidget *gw_image_cell_new (GwThumbnailer *thumbnailer);

/* NULL clears. An image whose id differs drops the picture and the objects. */
void gw_image_cell_set_image (GwImageCell *self, GwImage *image);
GwImage *gw_image_cell_get_image (GwImageCell *self);

/* (element-type GwObject) (nullable): outlines over the picture. */
void gw_image_cell_set_objects (GwImageCell *self, GPtrArray *objects, GwColorFunc color, gpointer data);

/* The names of the image's labels as a line of text; NULL: none. */
void gw_image_cell_set_label_text (GwImageCell *self, const char *text);

/* Picture width in pixels, 32 to 512; the height is two thirds. */
void gw_image_cell_set_size (GwImageCell *self, int width);
void gw_image_cell_set_compact (GwImageCell *self, gboolean compact);
/* The image of a strip that is being worked on. */
void gw_image_cell_set_current (GwImageCell *self, gboolean current);
/* Which requests are served first; see gw_thumbnailer_request(). */
void gw_image_cell_set_priority (GwImageCell *self, int priority);

/* Whether the mark of the selection is at this place of the cell. */
gboolean gw_image_cell_is_check (GwImageCell *self, double x, double y);

/* Gives a dot the colour of the status. */
void gw_image_status_style (GtkWidget *dot, GwImageStatus status);

G_END_DECLS
