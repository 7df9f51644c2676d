/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the EXIF block of a picture, and as a TIFF file's first
 * directory: an orientation from 1 to 8, from within the bytes.
 */

#include "gw-fuzz.h"

#include "gw-image-info.h"
#include "gw-tiff-tags-private.h"

/* The same block as a JPEG file carries it. */
static void
read_in_jpeg (const uint8_t *data, size_t size)
{
  static const guint8 frame[] = { 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 24, 1, 1, 0x11, 0 };
  g_autoptr (GByteArray) file = g_byte_array_new ();
  const guint length = (guint) MIN (size, 65533) + 2;
  const guint8 begin[] = { 0xff, 0xd8, 0xff, 0xe1, (guint8) (length >> 8), (guint8) length };
  GwImageInfo info;

  g_byte_array_append (file, begin, sizeof begin);
  g_byte_array_append (file, data, length - 2);
  g_byte_array_append (file, frame, sizeof frame);
  g_assert (gw_image_info_read_bytes (file->data, file->len, &info, NULL));
  g_assert_cmpint (info.raw_width, ==, 24);
  g_assert_cmpint (info.raw_height, ==, 16);
  g_assert (info.orientation >= 1 && info.orientation <= 8);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const int orientation = _gw_exif_get_orientation (data, size);
  GwByteSource source;
  GwTiffTags tags;

  g_assert (orientation >= 1 && orientation <= 8);
  _gw_byte_source_init_memory (&source, data, size);
  (void) _gw_tiff_tags_read (&source, 0, &tags);
  if (size > 0)
    read_in_jpeg (data, size);
  return 0;
}
