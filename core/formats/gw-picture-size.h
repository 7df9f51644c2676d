/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image-table.h"

G_BEGIN_DECLS

/* The sizes of images that their records do not say, for coordinates that are fractions: as a
 * project knows them, else as their pictures say.
 */
typedef struct _GwPictureSizes GwPictureSizes;

/* known       (nullable): the images of a project
 * images_dir  (nullable): where pictures lie
 * source      (nullable): where images_dir is NULL, the folder is looked for beside it, once
 *
 * Returns: (transfer full)
 */
GwPictureSizes *gw_picture_sizes_new (GwImageTable *known, const char *images_dir, const char *source);
/* NULL is allowed. */
void gw_picture_sizes_free (GwPictureSizes *self);

/* Names an image of the source: the first dozen tell in which folder pictures are looked for, which
 * is then that from which the intake takes them. Before the first size is asked for.
 */
void gw_picture_sizes_note (GwPictureSizes *self, const char *image);

/* image: as the record has it; a name that leaves the folder is not looked for, nor is a link
 * followed out of it. Reads the head of one file at most. FALSE: nothing tells the size.
 */
gboolean gw_picture_sizes_find (GwPictureSizes *self, const char *image, int *width, int *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPictureSizes, gw_picture_sizes_free)

G_END_DECLS
