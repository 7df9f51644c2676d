/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-filter.h"
#include "gw-page.h"
#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGES_PAGE (gw_images_page_get_type ())
G_DECLARE_FINAL_TYPE (GwImagesPage, gw_images_page, GW, IMAGES_PAGE, GtkWidget)

/* The place to find, look through, select and act on images. */
GtkWidget *gw_images_page_new (GwProject *project);

void gw_images_page_set_filter (GwImagesPage *self, const GwFilter *filter);
const GwFilter *gw_images_page_get_filter (GwImagesPage *self);

/* Selects the image and scrolls to it, where the list has it. */
void gw_images_page_reveal (GwImagesPage *self, gint64 image_id);
/* The same, and takes the filter away where it hides the image. */
void gw_images_page_show (GwImagesPage *self, gint64 image_id);

G_END_DECLS
