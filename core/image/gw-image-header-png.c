/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "gw-error.h"
#include "gw-image-header-private.h"
#include "gw-limits.h"
#include "gw-tiff-tags-private.h"

#define HEADER_END 33 /* signature, and the IHDR chunk with its length, name and checksum */
#define MAX_EXIF_BYTES 65536

enum
{
  COLOR_GRAY = 0,
  COLOR_RGB = 2,
  COLOR_PALETTE = 3,
  COLOR_GRAY_ALPHA = 4,
  COLOR_RGB_ALPHA = 6
};

/* Of IHDR only: 17 bytes do not need a table. */
static guint32
checksum (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (0xedb88320 & -(crc & 1));
    }

  return ~crc;
}

static gboolean
depth_fits_color (int depth, int color)
{
  switch (color)
    {
    case COLOR_GRAY:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case COLOR_PALETTE:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case COLOR_RGB:
    case COLOR_GRAY_ALPHA:
    case COLOR_RGB_ALPHA:
      return depth == 8 || depth == 16;
    default:
      return FALSE;
    }
}

static void
take_color (GwImageInfo *info, int color)
{
  static const int n_channels[] = {
    [COLOR_GRAY] = 1, [COLOR_RGB] = 3, [COLOR_PALETTE] = 3, [COLOR_GRAY_ALPHA] = 2, [COLOR_RGB_ALPHA] = 4,
  };

  info->channels = n_channels[color];
  info->has_alpha = color == COLOR_GRAY_ALPHA || color == COLOR_RGB_ALPHA;
}

static void
take_exif (GwByteSource *source, guint64 offset, guint32 length, GwImageInfo *info)
{
  g_autofree guint8 *data = NULL;

  if (length > MAX_EXIF_BYTES)
    return;
  data = g_malloc (MAX (length, 1));
  if (_gw_byte_source_read_all (source, offset, data, length))
    info->orientation = _gw_exif_get_orientation (data, length);
}

/* Looks at the chunks before the pixels for transparency and orientation. */
static gboolean
read_chunks (GwByteSource *source, GwImageInfo *info, GError **error)
{
  guint64 max_chunks = gw_limit_get (GW_LIMIT_PNG_CHUNKS);
  guint64 offset = HEADER_END;

  for (guint64 n = 0;; n++)
    {
      guint8 head[8];
      guint32 length;

      /* A file cut here is the decoder's to complain about. */
      if (!_gw_byte_source_read_all (source, offset, head, sizeof head) || memcmp (head + 4, "IDAT", 4) == 0)
        return TRUE;
      if (n >= max_chunks)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_LIMIT,
                       _ ("The PNG file has more than %" PRIu64 " chunks before its pixels (limit %s)."), max_chunks,
                       gw_limit_get_name (GW_LIMIT_PNG_CHUNKS));
          return FALSE;
        }

      length = _gw_be32 (head);
      if (length > G_MAXINT32)
        return _gw_image_header_fail_invalid (info, _ ("a chunk has an impossible length"), error);
      if (memcmp (head + 4, "tRNS", 4) == 0 && !info->has_alpha)
        {
          info->has_alpha = TRUE;
          info->channels++;
        }
      else if (memcmp (head + 4, "eXIf", 4) == 0)
        take_exif (source, offset + sizeof head, length, info);
      offset += (guint64) length + 12;
    }
}

gboolean
_gw_image_header_read_png (GwByteSource *source, GwImageInfo *info, GError **error)
{
  guint8 head[HEADER_END];
  const guint8 *ihdr = head + 16;

  if (!_gw_byte_source_read_all (source, 0, head, sizeof head))
    return _gw_image_header_fail_truncated (source, info, error);
  if (_gw_be32 (head + 8) != 13 || memcmp (head + 12, "IHDR", 4) != 0)
    return _gw_image_header_fail_invalid (info, _ ("it does not begin with an IHDR chunk"), error);
  if (checksum (head + 12, 17) != _gw_be32 (head + 29))
    return _gw_image_header_fail_invalid (info, _ ("its checksum is wrong"), error);
  if (!depth_fits_color (ihdr[8], ihdr[9]))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("The header of the PNG file is broken: there is no color type %d with %d bits."), ihdr[9],
                   ihdr[8]);
      return FALSE;
    }
  if (ihdr[10] != 0 || ihdr[11] != 0 || ihdr[12] > 1)
    return _gw_image_header_fail_invalid (info, _ ("its compression, filter or interlacing is unknown"), error);
  if (_gw_be32 (ihdr) > G_MAXINT32 || _gw_be32 (ihdr + 4) > G_MAXINT32)
    return _gw_image_header_fail_invalid (info, _ ("its size is impossible"), error);

  info->raw_width = (int) _gw_be32 (ihdr);
  info->raw_height = (int) _gw_be32 (ihdr + 4);
  info->bit_depth = ihdr[8];
  take_color (info, ihdr[9]);

  return read_chunks (source, info, error);
}
