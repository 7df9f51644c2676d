/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-error.h"
#include "gw-image-header-private.h"
#include "gw-tiff-tags-private.h"

#define MARKER_TEM 0x01
#define MARKER_SOF0 0xc0
#define MARKER_DHT 0xc4
#define MARKER_JPG 0xc8
#define MARKER_DAC 0xcc
#define MARKER_SOF15 0xcf
#define MARKER_RST0 0xd0
#define MARKER_SOI 0xd8
#define MARKER_EOI 0xd9
#define MARKER_SOS 0xda
#define MARKER_APP1 0xe1

/* Far more than any camera writes (EXIF, MPF and colour profiles come in
 * tens), and few enough to walk through at once.
 */
#define MAX_SEGMENTS 4096
#define MAX_GARBAGE 65536

static gboolean
is_frame_header (guint marker)
{
  return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 && marker != MARKER_DHT && marker != MARKER_JPG
         && marker != MARKER_DAC;
}

static gboolean
has_segment (guint marker)
{
  return marker != MARKER_TEM && !(marker >= MARKER_RST0 && marker <= MARKER_SOI);
}

/* Finds the next marker at or after *offset, over fill bytes and, as
 * decoders do, over garbage; *offset is then behind it. 0 at the end.
 */
static guint
next_marker (GwByteSource *source, guint64 *offset)
{
  gboolean after_ff = FALSE;

  for (guint i = 0; i < MAX_GARBAGE; i++)
    {
      guint8 byte;

      if (!_gw_byte_source_read_all (source, *offset, &byte, 1))
        return 0;
      (*offset)++;
      if (byte == 0xff)
        after_ff = TRUE;
      else if (after_ff && byte != 0)
        return byte;
      else
        after_ff = FALSE;
    }

  return 0;
}

static gboolean
take_frame (GwByteSource *source, guint64 offset, GwImageInfo *info, GError **error)
{
  guint8 frame[6];

  if (!_gw_byte_source_read_all (source, offset, frame, sizeof frame))
    return _gw_image_header_fail_truncated (source, info, error);
  info->bit_depth = frame[0];
  info->raw_height = (int) _gw_be16 (frame + 1);
  info->raw_width = (int) _gw_be16 (frame + 3);
  info->channels = frame[5];
  if (info->raw_height == 0)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                           _ ("The JPEG file does not say its height at the beginning. "
                              "Save it again with another program."));
      return FALSE;
    }
  if (info->channels < 1 || info->channels > 4)
    return _gw_image_header_fail_invalid (info, _ ("it has an impossible number of channels"), error);

  return TRUE;
}

/* The first EXIF block counts, as everywhere; other APP1 segments are XMP. */
static gboolean
take_exif (GwByteSource *source, guint64 offset, guint length, GwImageInfo *info)
{
  g_autofree guint8 *data = NULL;
  guint8 head[6];

  if (length < sizeof head || !_gw_byte_source_read_all (source, offset, head, sizeof head)
      || memcmp (head, "Exif\0\0", 6) != 0)
    return FALSE;
  data = g_malloc (length);
  length = (guint) _gw_byte_source_read (source, offset, data, length);
  info->orientation = _gw_exif_get_orientation (data, length);

  return TRUE;
}

gboolean
_gw_image_header_read_jpeg (GwByteSource *source, GwImageInfo *info, GError **error)
{
  gboolean exif_seen = FALSE;
  guint64 offset = 2;

  for (guint n = 0; n < MAX_SEGMENTS; n++)
    {
      guint marker = next_marker (source, &offset);
      guint8 size[2];
      guint length;

      if (marker == 0 || marker == MARKER_SOS || marker == MARKER_EOI)
        break;
      if (!has_segment (marker))
        continue;
      if (!_gw_byte_source_read_all (source, offset, size, sizeof size))
        break;
      length = _gw_be16 (size);
      if (length < 2)
        return _gw_image_header_fail_invalid (info, _ ("a segment has an impossible length"), error);

      if (is_frame_header (marker) && info->raw_width == 0 && !take_frame (source, offset + 2, info, error))
        return FALSE;
      if (marker == MARKER_APP1 && !exif_seen)
        exif_seen = take_exif (source, offset + 2, length - 2, info);
      offset += length;
    }

  if (info->channels == 0)
    return _gw_image_header_fail_truncated (source, info, error);

  return TRUE;
}
