/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture of any format is decoded, in full and reduced, or refused; a PNG
 * or JPEG file gives the size that its header promised, however damaged the
 * rest is. A JPEG file that is turned is one of the turned size, and what a
 * picture says of its colours is found in it.
 */

#include "gw-fuzz.h"

#include "gw-decode.h"
#include "gw-upright-private.h"

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

static void
turn (const guint8 *data, gsize size, const GwImageInfo *info)
{
  const int orientation = 2 + data[size - 1] % 7;
  g_autoptr (GBytes) picture = g_bytes_new_static (data, size);
  g_autoptr (GBytes) turned = _gw_upright_turn_jpeg (picture, orientation, NULL);
  GwImageInfo after;

  if (turned == NULL)
    return;
  g_assert (gw_image_info_read_bytes (g_bytes_get_data (turned, NULL), g_bytes_get_size (turned), &after, NULL));
  g_assert (after.orientation == 1);
  g_assert (after.width == (orientation < 5 ? info->raw_width : info->raw_height));
}

/* What it says of its colours is put into a picture that has a header; no size is another by that. */
static void
keep_colors (const guint8 *data, gsize size, const GwImageInfo *info)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (data, size);
  g_autoptr (GBytes) kept = _gw_upright_keep_colors (picture, picture, info->format);
  GwImageInfo after;

  g_assert (g_bytes_get_size (kept) >= size);
  if (info->format == GW_IMAGE_FORMAT_PNG)
    {
      g_assert (gw_image_info_read_bytes (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), &after, NULL));
      g_assert (after.raw_width == info->raw_width && after.raw_height == info->raw_height);
    }
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
  if (info.format == GW_IMAGE_FORMAT_JPEG)
    turn (data, size, &info);
  if (info.format == GW_IMAGE_FORMAT_JPEG || info.format == GW_IMAGE_FORMAT_PNG)
    keep_colors (data, size, &info);

  return 0;
}
