/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image-table.h"

G_BEGIN_DECLS

/* The size of an image that its record does not say, for coordinates that are fractions: as a
 * project knows it, else as its picture says.
 *
 * known       (nullable): the images of a project
 * images_dir  (nullable): where pictures lie
 * source      (nullable): beside which they are looked for where images_dir is NULL
 * image       as the record has it; a name that leaves the folder is not looked for
 *
 * Reads the head of one file at most. FALSE: nothing tells it.
 */
gboolean gw_picture_size_find (GwImageTable *known, const char *images_dir, const char *source, const char *image,
                               int *width, int *height);

G_END_DECLS
