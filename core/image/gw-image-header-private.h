/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-byte-source-private.h"
#include "gw-image-info.h"

G_BEGIN_DECLS

/* One reader of headers for each format. They fill raw_width, raw_height,
 * orientation, bit_depth, channels and has_alpha; sizes are checked against
 * the limits by the caller.
 */
gboolean _gw_image_header_read_png (GwByteSource *source, GwImageInfo *info, GError **error);
gboolean _gw_image_header_read_jpeg (GwByteSource *source, GwImageInfo *info, GError **error);
gboolean _gw_image_header_read_webp (GwByteSource *source, GwImageInfo *info, GError **error);
gboolean _gw_image_header_read_tiff (GwByteSource *source, GwImageInfo *info, GError **error);
gboolean _gw_image_header_read_bmp (GwByteSource *source, GwImageInfo *info, GError **error);
gboolean _gw_image_header_read_gif (GwByteSource *source, GwImageInfo *info, GError **error);
gboolean _gw_image_header_read_pnm (GwByteSource *source, GwImageInfo *info, GError **error);

/* Sets the errors that all of them share; return FALSE. */
gboolean _gw_image_header_fail_truncated (GwByteSource *source, const GwImageInfo *info, GError **error);
gboolean _gw_image_header_fail_invalid (const GwImageInfo *info, const char *what, GError **error);

/* Whether the size lies within the limits; names the limit when not. */
gboolean _gw_image_check_size (const GwImageInfo *info, GError **error);

G_END_DECLS
