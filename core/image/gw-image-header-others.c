/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The headers of the formats that gdk-pixbuf decodes. They are read here so
 * that a claim of a huge size is refused before gdk-pixbuf takes memory.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-error.h"
#include "gw-image-header-private.h"
#include "gw-tiff-tags-private.h"

/* WebP */

#define VP8X_ANIMATION 0x02
#define VP8X_EXIF 0x08
#define VP8X_ALPHA 0x10
#define WEBP_MAX_CHUNKS 256
#define WEBP_MAX_EXIF 65536

static guint32
le24 (const guint8 *p)
{
  return p[0] | ((guint32) p[1] << 8) | ((guint32) p[2] << 16);
}

static void
find_webp_exif (GwByteSource *source, GwImageInfo *info)
{
  guint64 offset = 12;

  for (guint n = 0; n < WEBP_MAX_CHUNKS; n++)
    {
      guint8 head[8];
      guint32 length;

      if (!_gw_byte_source_read_all (source, offset, head, sizeof head))
        return;
      length = _gw_le32 (head + 4);
      if (memcmp (head, "EXIF", 4) == 0 && length <= WEBP_MAX_EXIF)
        {
          g_autofree guint8 *data = g_malloc (MAX (length, 1));

          length = (guint32) _gw_byte_source_read (source, offset + 8, data, length);
          info->orientation = _gw_exif_get_orientation (data, length);
          return;
        }
      offset += 8 + (guint64) length + (length & 1);
    }
}

gboolean
_gw_image_header_read_webp (GwByteSource *source, GwImageInfo *info, GError **error)
{
  guint8 head[30];
  const guint8 *body = head + 20;

  if (!_gw_byte_source_read_all (source, 0, head, sizeof head))
    return _gw_image_header_fail_truncated (source, info, error);

  info->bit_depth = 8;
  info->channels = 3;
  if (memcmp (head + 12, "VP8 ", 4) == 0 && memcmp (body + 3, "\x9d\x01\x2a", 3) == 0)
    {
      info->raw_width = (int) (_gw_le16 (body + 6) & 0x3fff);
      info->raw_height = (int) (_gw_le16 (body + 8) & 0x3fff);
    }
  else if (memcmp (head + 12, "VP8L", 4) == 0 && body[0] == 0x2f)
    {
      guint32 bits = _gw_le32 (body + 1);

      info->raw_width = (int) (bits & 0x3fff) + 1;
      info->raw_height = (int) ((bits >> 14) & 0x3fff) + 1;
      info->has_alpha = (bits >> 28) & 1;
    }
  else if (memcmp (head + 12, "VP8X", 4) == 0)
    {
      info->raw_width = (int) le24 (body + 4) + 1;
      info->raw_height = (int) le24 (body + 7) + 1;
      info->has_alpha = (body[0] & VP8X_ALPHA) != 0;
      if (body[0] & VP8X_EXIF)
        find_webp_exif (source, info);
    }
  else
    return _gw_image_header_fail_invalid (info, _ ("it begins with an unknown chunk"), error);
  info->channels += info->has_alpha;

  return TRUE;
}

/* TIFF */

gboolean
_gw_image_header_read_tiff (GwByteSource *source, GwImageInfo *info, GError **error)
{
  const guint photometric_rgb = 2;
  const guint photometric_palette = 3;
  GwTiffTags tags;

  if (!_gw_tiff_tags_read (source, 0, &tags))
    return _gw_image_header_fail_truncated (source, info, error);
  if (tags.width > G_MAXINT32 || tags.height > G_MAXINT32)
    return _gw_image_header_fail_invalid (info, _ ("its size is impossible"), error);

  info->raw_width = (int) tags.width;
  info->raw_height = (int) tags.height;
  info->bit_depth = (int) MIN (MAX (tags.bits_per_sample, 1), 64);
  info->channels = tags.photometric == photometric_palette ? 3 : (int) CLAMP (tags.samples_per_pixel, 1, 4);
  info->has_alpha = tags.n_extra_samples > 0 && tags.photometric <= photometric_rgb;
  if (tags.orientation >= 1 && tags.orientation <= 8)
    info->orientation = (int) tags.orientation;

  return TRUE;
}

/* BMP */

/* In a palette; pictures without one may name those that matter, which are no more. */
#define MAX_BMP_COLORS 65536

gboolean
_gw_image_header_read_bmp (GwByteSource *source, GwImageInfo *info, GError **error)
{
  guint8 head[70] = { 0 };
  gsize n_head = _gw_byte_source_read (source, 0, head, sizeof head);
  guint32 header_size = _gw_le32 (head + 14);
  gint64 height;
  guint bits;

  if (n_head < 26 || (header_size > 12 && n_head < 34))
    return _gw_image_header_fail_truncated (source, info, error);

  if (header_size == 12)
    {
      info->raw_width = (int) _gw_le16 (head + 18);
      height = _gw_le16 (head + 20);
      bits = _gw_le16 (head + 24);
    }
  else
    {
      info->raw_width = (gint32) _gw_le32 (head + 18);
      height = (gint32) _gw_le32 (head + 22);
      bits = _gw_le16 (head + 28);
    }
  /* A negative height means rows from top to bottom. */
  height = ABS (height);
  if (height > G_MAXINT32)
    return _gw_image_header_fail_invalid (info, _ ("its size is impossible"), error);
  /* Room for all of them is taken by who decodes, however short the file. */
  if (header_size >= 40 && n_head >= 50 && _gw_le32 (head + 46) > MAX_BMP_COLORS)
    return _gw_image_header_fail_invalid (info, _ ("it has an impossible number of colors"), error);

  info->raw_height = (int) height;
  info->has_alpha = bits == 32 && header_size >= 56 && n_head >= 70 && _gw_le32 (head + 66) != 0;
  info->bit_depth = bits <= 8 ? MAX ((int) bits, 1) : 8;
  info->channels = info->has_alpha ? 4 : 3;

  return TRUE;
}

/* GIF */

#define GIF_EXTENSION 0x21
#define GIF_CONTROL 0xf9
#define GIF_MAX_BLOCKS 256

/* Whether the first frame declares a transparent colour. */
static gboolean
gif_is_transparent (GwByteSource *source, guint64 offset)
{
  for (guint n = 0; n < GIF_MAX_BLOCKS; n++)
    {
      guint8 head[4];

      if (!_gw_byte_source_read_all (source, offset, head, sizeof head) || head[0] != GIF_EXTENSION)
        return FALSE;
      if (head[1] == GIF_CONTROL)
        return head[3] & 1;
      offset += 2;
      while (_gw_byte_source_read_all (source, offset, head, 1) && head[0] != 0 && n++ < GIF_MAX_BLOCKS)
        offset += 1 + (guint64) head[0];
      offset++;
    }

  return FALSE;
}

gboolean
_gw_image_header_read_gif (GwByteSource *source, GwImageInfo *info, GError **error)
{
  guint8 head[13];
  guint64 palette_bytes;

  if (!_gw_byte_source_read_all (source, 0, head, sizeof head))
    return _gw_image_header_fail_truncated (source, info, error);

  palette_bytes = head[10] & 0x80 ? (guint64) 3 << ((head[10] & 7) + 1) : 0;
  info->raw_width = (int) _gw_le16 (head + 6);
  info->raw_height = (int) _gw_le16 (head + 8);
  info->bit_depth = 8;
  info->has_alpha = gif_is_transparent (source, sizeof head + palette_bytes);
  info->channels = info->has_alpha ? 4 : 3;

  return TRUE;
}

/* PNM */

#define PNM_MAX_HEADER 65536

/* Reads the next decimal number, over white space and comments. */
static gboolean
read_pnm_number (GwByteSource *source, guint64 *offset, guint *value)
{
  gboolean in_comment = FALSE;
  gboolean in_number = FALSE;

  *value = 0;
  for (; *offset < PNM_MAX_HEADER; (*offset)++)
    {
      guint8 byte;

      if (!_gw_byte_source_read_all (source, *offset, &byte, 1))
        return FALSE;
      if (in_comment)
        in_comment = byte != '\n' && byte != '\r';
      else if (g_ascii_isdigit (byte))
        {
          in_number = TRUE;
          *value = *value * 10 + (byte - '0');
          if (*value > 100000000)
            return FALSE;
        }
      else if (in_number)
        return TRUE;
      else if (byte == '#')
        in_comment = TRUE;
      else if (!g_ascii_isspace (byte))
        return FALSE;
    }

  return FALSE;
}

gboolean
_gw_image_header_read_pnm (GwByteSource *source, GwImageInfo *info, GError **error)
{
  guint64 offset = 2;
  guint width = 0;
  guint height = 0;
  guint maximum = 1;
  guint8 head[2] = { 0 };

  _gw_byte_source_read (source, 0, head, sizeof head);
  if (!read_pnm_number (source, &offset, &width) || !read_pnm_number (source, &offset, &height)
      || (head[1] != '1' && head[1] != '4' && !read_pnm_number (source, &offset, &maximum)))
    {
      if (offset >= source->size)
        return _gw_image_header_fail_truncated (source, info, error);
      return _gw_image_header_fail_invalid (info, _ ("it does not hold the size as numbers"), error);
    }
  if (maximum < 1 || maximum > 65535)
    return _gw_image_header_fail_invalid (info, _ ("its greatest value is not 1 to 65535"), error);

  info->raw_width = (int) width;
  info->raw_height = (int) height;
  info->bit_depth = maximum == 1 ? 1 : maximum < 256 ? 8 : 16;
  info->channels = head[1] == '3' || head[1] == '6' ? 3 : 1;

  return TRUE;
}
