/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-coco-document.h"
#include "gw-object.h"

G_BEGIN_DECLS

/* The annotations of an image as objects: each is added to the record with
 * its line; those that cannot be objects are reported and left out.
 */
void gw_coco_add_objects (GwReader *reader, const GwCocoDocument *document, const GwCocoImage *image, GwRecord *record);

/* The turned box of four corners in order, in a file that says its angle, which counts: sides
 * and angles may be off as by rounding to two or three decimals. FALSE where they are none.
 */
gboolean gw_coco_fit_rotated (const GwPoint p[4], double angle, GwRotatedBox *box);

/* A COCO run-length mask as a shape.
 *
 * width, height  of the image; 0: unknown. A mask whose size is swapped
 *   against it is taken with the image's own, and swapped says so.
 * counts or text (with length n) is NULL.
 * code           why not: "rle-char", "rle-short", "rle-sum", "limit"
 */
gboolean gw_coco_read_rle (gint64 size[2], int width, int height, const gint64 *counts, const char *text, gsize n,
                           GwShape *shape, gboolean *swapped, const char **code);

G_END_DECLS
