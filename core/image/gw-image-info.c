/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-info.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-image-file-private.h"
#include "gw-image-header-private.h"
#include "gw-limits.h"

#define SIGNATURE_BYTES 32

static const guint8 png_signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static const struct
{
  const char *name;
  gboolean (*read_header) (GwByteSource *source, GwImageInfo *info, GError **error);
} formats[GW_N_IMAGE_FORMATS] = {
  [GW_IMAGE_FORMAT_UNKNOWN] = { "unknown", NULL },
  [GW_IMAGE_FORMAT_PNG] = { "PNG", _gw_image_header_read_png },
  [GW_IMAGE_FORMAT_JPEG] = { "JPEG", _gw_image_header_read_jpeg },
  [GW_IMAGE_FORMAT_WEBP] = { "WebP", _gw_image_header_read_webp },
  [GW_IMAGE_FORMAT_TIFF] = { "TIFF", _gw_image_header_read_tiff },
  [GW_IMAGE_FORMAT_BMP] = { "BMP", _gw_image_header_read_bmp },
  [GW_IMAGE_FORMAT_GIF] = { "GIF", _gw_image_header_read_gif },
  [GW_IMAGE_FORMAT_PNM] = { "PNM", _gw_image_header_read_pnm },
};

const char *
gw_image_format_get_name (GwImageFormat format)
{
  g_return_val_if_fail (format < GW_N_IMAGE_FORMATS, NULL);

  return formats[format].name;
}

static gboolean
is_pnm (const guint8 *data, gsize size)
{
  return size >= 3 && data[0] == 'P' && data[1] >= '1' && data[1] <= '6'
         && (g_ascii_isspace (data[2]) || data[2] == '#');
}

GwImageFormat
gw_image_format_from_bytes (const guint8 *data, gsize size)
{
  if (size >= 8 && memcmp (data, png_signature, 8) == 0)
    return GW_IMAGE_FORMAT_PNG;
  if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return GW_IMAGE_FORMAT_JPEG;
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return GW_IMAGE_FORMAT_WEBP;
  if (size >= 4
      && (memcmp (data, "II*\0", 4) == 0 || memcmp (data, "MM\0*", 4) == 0 || memcmp (data, "II+\0", 4) == 0
          || memcmp (data, "MM\0+", 4) == 0))
    return GW_IMAGE_FORMAT_TIFF;
  if (size >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return GW_IMAGE_FORMAT_GIF;
  if (size >= 18 && memcmp (data, "BM", 2) == 0 && _gw_le32 (data + 14) >= 12 && _gw_le32 (data + 14) <= 256)
    return GW_IMAGE_FORMAT_BMP;
  if (is_pnm (data, size))
    return GW_IMAGE_FORMAT_PNM;

  return GW_IMAGE_FORMAT_UNKNOWN;
}

gboolean
gw_image_name_is_picture (const char *name)
{
  static const char *const endings[] = {
    "png", "jpg", "jpeg", "webp", "tif", "tiff", "bmp", "gif", "pnm", "ppm", "pgm", "pbm",
  };
  const char *dot;

  g_return_val_if_fail (name != NULL, FALSE);

  dot = strrchr (name, '.');
  if (dot == NULL || dot == name)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
      return TRUE;

  return FALSE;
}

gboolean
_gw_image_header_fail_truncated (GwByteSource *source, const GwImageInfo *info, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_TRUNCATED,
               _ ("The %s file ends too early: its %" PRIu64 " bytes do not hold a whole header."),
               gw_image_format_get_name (info->format), source->size);
  return FALSE;
}

gboolean
_gw_image_header_fail_invalid (const GwImageInfo *info, const char *what, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The header of the %s file is broken: %s."),
               gw_image_format_get_name (info->format), what);
  return FALSE;
}

gboolean
_gw_image_check_size (const GwImageInfo *info, GError **error)
{
  guint64 max_side = gw_limit_get (GW_LIMIT_IMAGE_SIDE);
  guint64 max_pixels = gw_limit_get (GW_LIMIT_IMAGE_PIXELS);
  const char *name = gw_image_format_get_name (info->format);

  if (info->raw_width < 1 || info->raw_height < 1)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("The header of the %s file is broken: it claims a size of %d × %d pixels."), name,
                   info->raw_width, info->raw_height);
      return FALSE;
    }
  if ((guint64) info->raw_width > max_side || (guint64) info->raw_height > max_side)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("The %s file claims %d × %d pixels. A side may have %" PRIu64 " at most (limit %s)."), name,
                   info->raw_width, info->raw_height, max_side, gw_limit_get_name (GW_LIMIT_IMAGE_SIDE));
      return FALSE;
    }
  if ((guint64) info->raw_width * (guint64) info->raw_height > max_pixels)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("The %s file claims %d × %d pixels. An image may have %" PRIu64 " in all (limit %s)."), name,
                   info->raw_width, info->raw_height, max_pixels, gw_limit_get_name (GW_LIMIT_IMAGE_PIXELS));
      return FALSE;
    }

  return TRUE;
}

/* Transfers through text-minded programs and single flipped bits break the
 * signature of an otherwise recognisable PNG file; say so instead of "no
 * picture".
 */
static gboolean
looks_like_png (const guint8 *data, gsize size)
{
  guint same = 0;

  if (size < 8)
    return FALSE;
  if (memcmp (data, png_signature, 4) == 0)
    return TRUE;
  for (guint i = 0; i < 8; i++)
    same += data[i] == png_signature[i];

  return same >= 6;
}

static gboolean
fail_unknown (const guint8 *data, gsize size, guint64 file_size, GError **error)
{
  if (file_size == 0)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_TRUNCATED, _ ("The file is empty."));
  else if (looks_like_png (data, size))
    g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID,
                         _ ("The first bytes of this PNG file are damaged, perhaps by a transfer as text. "
                            "Get it again from its source."));
  else
    g_set_error_literal (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                         _ ("The file is not a picture that Groundwork reads "
                            "(PNG, JPEG, WebP, TIFF, BMP, GIF, PNM)."));
  return FALSE;
}

static gboolean
read_info (GwByteSource *source, GwImageInfo *out, GError **error)
{
  GwImageInfo info = { .orientation = 1 };
  guint8 head[SIGNATURE_BYTES];
  gsize n_head = _gw_byte_source_read (source, 0, head, sizeof head);

  info.file_size = source->size;
  info.format = gw_image_format_from_bytes (head, n_head);
  if (info.format == GW_IMAGE_FORMAT_UNKNOWN)
    return fail_unknown (head, n_head, source->size, error);
  if (!formats[info.format].read_header (source, &info, error) || !_gw_image_check_size (&info, error))
    return FALSE;

  info.width = info.orientation >= 5 ? info.raw_height : info.raw_width;
  info.height = info.orientation >= 5 ? info.raw_width : info.raw_height;
  *out = info;

  return TRUE;
}

gboolean
gw_image_info_read_bytes (const guint8 *data, gsize size, GwImageInfo *info, GError **error)
{
  GwByteSource source;

  g_return_val_if_fail (data != NULL || size == 0, FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  _gw_byte_source_init_memory (&source, data, size);

  return read_info (&source, info, error);
}

gboolean
gw_image_info_read_fd (int fd, GwImageInfo *info, GError **error)
{
  GwByteSource source;
  struct stat status;

  g_return_val_if_fail (fd >= 0, FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  if (fstat (fd, &status) != 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The picture cannot be read: %s"), g_strerror (errno));
      return FALSE;
    }
  _gw_byte_source_init_file (&source, fd, (guint64) status.st_size);

  return read_info (&source, info, error);
}

gboolean
gw_image_info_read_file (const char *path, GwImageInfo *info, GError **error)
{
  GwByteSource source;
  guint64 size;
  gboolean done;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  fd = _gw_image_file_open (path, &size, error);
  if (fd < 0)
    return FALSE;
  _gw_byte_source_init_file (&source, fd, size);
  done = read_info (&source, info, error);
  close (fd);

  return done;
}
