/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last byte says how a picture is to be turned. A JPEG file that is turned without being
 * decoded is one of the turned size, which decodes to the turned pixels where the first did without a word; what a
 * picture says of its colors is found, and put into another.
 */

#include "gw-fuzz.h"

#include "gw-decode.h"
#include "gw-upright-private.h"

/* Larger ones are allowed, and only slow here. */
#define MAX_PIXELS (1 << 18)

/* (nullable): where there is anything to say of it. */
static cairo_surface_t *
decode (GBytes *picture)
{
  g_autoptr (GError) warning = NULL;
  cairo_surface_t *surface = gw_decode_bytes (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), 0, NULL,
                                              NULL, &warning, NULL);

  if (warning != NULL)
    g_clear_pointer (&surface, cairo_surface_destroy);
  return surface;
}

/* As the orientation of the file is not one of the turned one, only of upright ones are sizes compared. */
static void
compare (GBytes *before, GBytes *after, int orientation)
{
  cairo_surface_t *from = decode (before), *to = decode (after);

  g_assert (from == NULL || to != NULL);
  if (from != NULL)
    {
      const int width = cairo_image_surface_get_width (from), height = cairo_image_surface_get_height (from);

      g_assert (cairo_image_surface_get_width (to) == (orientation < 5 ? width : height));
      g_assert (cairo_image_surface_get_height (to) == (orientation < 5 ? height : width));
    }
  g_clear_pointer (&from, cairo_surface_destroy);
  g_clear_pointer (&to, cairo_surface_destroy);
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
  g_assert (after.height == (orientation < 5 ? info->raw_height : info->raw_width));
  if (info->orientation == 1)
    compare (picture, turned, orientation);
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

  if (info.format == GW_IMAGE_FORMAT_JPEG)
    turn (data, size, &info);
  if (info.format == GW_IMAGE_FORMAT_JPEG || info.format == GW_IMAGE_FORMAT_PNG)
    keep_colors (data, size, &info);

  return 0;
}
