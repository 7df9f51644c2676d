/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-open-images-file.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* The pictures of masks of Open Images: one an object, below the folder of the tables,
 * in one of many folders by custom.
 */
typedef struct _GwOpenImagesMasks GwOpenImagesMasks;

/* top: nothing outside of it is read. */
GwOpenImagesMasks *gw_open_images_masks_new (const char *top);
void gw_open_images_masks_free (GwOpenImagesMasks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwOpenImagesMasks, gw_open_images_masks_free)

/* Where a mask is that a table names, for the image id. (transfer full) (nullable) */
char *gw_open_images_masks_find (GwOpenImagesMasks *self, const GwOpenImagesFile *table, const char *id,
                                 const char *name);

/* Reads a picture as the mask of an image of this size: what is not black is set, each
 * pixel of the image takes the nearest. mask is not initialised, and is to be
 * cleared when TRUE. Else code is that of a problem, and error says why.
 */
gboolean gw_open_images_mask_read (const char *file, int width, int height, GwMask *mask, const char **code,
                                   GCancellable *cancellable, GError **error);

G_END_DECLS
