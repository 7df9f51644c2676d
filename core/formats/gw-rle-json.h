/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* A mask as COCO writes it, {"size": [height, width], "counts": …}, of either kind of counts.
 *
 * raw            any JSON value
 * width, height  of the image; 0: unknown. A mask whose size is swapped against it is taken
 *   with the image's own, and swapped says so.
 * Returns: NULL, or the code of why there is none ("value-type", "rle-char", "rle-short",
 *   "rle-sum", "limit")
 */
const char *gw_rle_json_make_mask (const char *raw, gsize length, int width, int height, GwShape *shape,
                                   gboolean *swapped);

G_END_DECLS
