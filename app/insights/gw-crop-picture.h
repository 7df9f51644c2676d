/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-evaluation-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_CROP_PICTURE (gw_crop_picture_get_type ())
G_DECLARE_FINAL_TYPE (GwCropPicture, gw_crop_picture, GW, CROP_PICTURE, GtkWidget)

/* What an evaluated item looks like, 3:2: its image, or of an object the part of it with
 * some of what is around; the label as a line in the color of its class, what was
 * detected as a dashed one. Read and decoded on other threads, for as long as it shows
 * the item.
 */
GtkWidget *gw_crop_picture_new (GwProject *project);
/* Pixels; the height is two thirds of it. */
void gw_crop_picture_set_width (GwCropPicture *self, int width);
/* NULL: none. */
void gw_crop_picture_set_item (GwCropPicture *self, const GwEvaluationItem *item);
/* Whether the picture is there. */
gboolean gw_crop_picture_is_ready (GwCropPicture *self);

/* The part of an image that shows both boxes (nullable each) with what is around, of the
 * proportion 3:2, within the image where that goes.
 */
GwBox gw_crop_picture_choose_region (const GwBox *first, const GwBox *second, double image_width, double image_height);

G_END_DECLS
