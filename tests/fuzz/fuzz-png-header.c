/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A header is read or refused with a sentence; what is read lies within the
 * limits. The seeds are PNG files; changed first bytes reach the headers of
 * the other formats too.
 */

#include "gw-fuzz.h"

#include "gw-image-info.h"
#include "gw-limits.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  GwImageInfo info;
  guint64 n_pixels;

  if (!gw_image_info_read_bytes (data, size, &info, &error))
    {
      g_assert (error != NULL);
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert (error == NULL);
  g_assert (info.format != GW_IMAGE_FORMAT_UNKNOWN);
  g_assert (info.raw_width >= 1 && (guint64) info.raw_width <= gw_limit_get (GW_LIMIT_IMAGE_SIDE));
  g_assert (info.raw_height >= 1 && (guint64) info.raw_height <= gw_limit_get (GW_LIMIT_IMAGE_SIDE));
  n_pixels = (guint64) info.raw_width * (guint64) info.raw_height;
  g_assert (n_pixels <= gw_limit_get (GW_LIMIT_IMAGE_PIXELS));
  g_assert (info.orientation >= 1 && info.orientation <= 8);
  g_assert (info.width == (info.orientation >= 5 ? info.raw_height : info.raw_width));
  g_assert (info.channels >= 1 && info.channels <= 4);

  return 0;
}
