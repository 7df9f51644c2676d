/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-image-walk.h"
#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_STRIP (gw_image_strip_get_type ())
G_DECLARE_FINAL_TYPE (GwImageStrip, gw_image_strip, GW, IMAGE_STRIP, GtkWidget)

/* The images of a walk as a row of small pictures that follows the place.
 * Cells exist for what is seen only. Signal "chosen" (guint position).
 */
GtkWidget *gw_image_strip_new (GwProject *project);

/* NULL: none. */
void gw_image_strip_set_walk (GwImageStrip *self, GwImageWalk *walk);
/* Whether the pictures have the names of their labels. */
void gw_image_strip_set_show_labels (GwImageStrip *self, gboolean show);

G_END_DECLS
