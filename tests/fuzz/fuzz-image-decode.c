/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture of any format is decoded, in full and reduced, or refused; a PNG
 * or JPEG file gives the size that its header promised, however damaged the
 * rest is.
 */

#include "gw-fuzz.h"

#include "gw-decode.h"

/* Larger ones are allowed, and only slow here. */
#define MAX_PIXELS (1 << 20)

static void
check (const guint8 *data, gsize size, int min_side, const GwImageInfo *info)
{
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = gw_decode_bytes (data, size, min_side, NULL, NULL, &warning, &error);

  g_assert ((surface == NULL) == (error != NULL));
  g_assert (warning == NULL || surface != NULL);
  if (surface == NULL)
    return;

  g_assert (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS);
  if (min_side == 0 && (info->format == GW_IMAGE_FORMAT_PNG || info->format == GW_IMAGE_FORMAT_JPEG)
      && MAX (info->width, info->height) <= GW_DECODE_MAX_SURFACE_SIDE)
    {
      g_assert (cairo_image_surface_get_width (surface) == info->width);
      g_assert (cairo_image_surface_get_height (surface) == info->height);
    }
  cairo_surface_destroy (surface);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GwImageInfo info;

  if (!gw_image_info_read_bytes (data, size, &info, NULL))
    return 0;
  if ((gint64) info.raw_width * info.raw_height > MAX_PIXELS)
    return 0;

  check (data, size, 0, &info);
  check (data, size, 20, &info);

  return 0;
}
