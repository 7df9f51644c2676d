/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What kind of file a picture is, told by its first bytes, never by its
 * name.
 */
typedef enum
{
  GW_IMAGE_FORMAT_UNKNOWN,
  GW_IMAGE_FORMAT_PNG,
  GW_IMAGE_FORMAT_JPEG,
  GW_IMAGE_FORMAT_WEBP,
  GW_IMAGE_FORMAT_TIFF,
  GW_IMAGE_FORMAT_BMP,
  GW_IMAGE_FORMAT_GIF,
  GW_IMAGE_FORMAT_PNM,
  GW_N_IMAGE_FORMATS
} GwImageFormat;

/* What the header of a picture says. Nothing here has been decoded, so a
 * picture with a good header may still turn out to be broken.
 */
typedef struct
{
  GwImageFormat format;
  int width; /* as shown: after the EXIF orientation; 1 to 65,535 */
  int height;
  int raw_width; /* as stored */
  int raw_height;
  int orientation; /* EXIF, 1 to 8; 1 where the file says nothing or nonsense */
  int bit_depth;   /* bits of one channel; 0 when the header does not say */
  int channels;    /* colour channels and alpha: 1 to 4 (CMYK is 4); a palette counts as its colours (3 or 4) */
  gboolean has_alpha;
  guint64 file_size; /* bytes */
} GwImageInfo;

/* The name people know a format by: "PNG", "JPEG" ...; "unknown" else. */
const char *gw_image_format_get_name (GwImageFormat format);

/* The format whose signature the bytes begin with. 32 bytes are enough. */
GwImageFormat gw_image_format_from_bytes (const guint8 *data, gsize size);

/* Whether a file name ends like a picture's (png, jpg, jpeg, webp, tif,
 * tiff, bmp, gif, pnm, ppm, pgm, pbm; case does not matter). For choosing
 * files of a folder; what a file is, is told by its content.
 */
gboolean gw_image_name_is_picture (const char *name);

/**
 * gw_image_info_read_file:
 * @path: (type filename): the file
 * @info: (out caller-allocates): filled only on success
 * @error: GW_ERROR_NOT_FOUND or GW_ERROR_IO when the file cannot be read;
 *   GW_ERROR_UNSUPPORTED when it is no picture that this program reads;
 *   GW_ERROR_LIMIT when it claims more than image-pixels or image-side;
 *   GW_ERROR_TRUNCATED or GW_ERROR_INVALID when its header is broken
 *
 * Reads a picture's header: a few small reads (typically 0.05 ms), whatever
 * the size of the file. Blocks on the disk; thread-safe.
 */
gboolean gw_image_info_read_file (const char *path, GwImageInfo *info, GError **error);

/* The same with a regular file that is open for reading, which stays open. Where it was read
 * before does not matter.
 */
gboolean gw_image_info_read_fd (int fd, GwImageInfo *info, GError **error);

/**
 * gw_image_info_read_bytes:
 * @data: (array length=size): the whole file, or as much as is at hand
 *
 * As gw_image_info_read_file() with bytes in memory.
 */
gboolean gw_image_info_read_bytes (const guint8 *data, gsize size, GwImageInfo *info, GError **error);

G_END_DECLS
