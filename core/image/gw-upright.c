/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-upright.h"

#include "gw-decode.h"
#include "gw-encode.h"
#include "gw-upright-private.h"

/* Of pictures that are written anew: what is lost cannot be seen. */
#define QUALITY 95

/* NULL where something of the picture would be missing. */
static GBytes *
write_anew (GBytes *picture, const GwImageInfo *info, GCancellable *cancellable)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;

  if (info->bit_depth > 8 || (info->format == GW_IMAGE_FORMAT_JPEG && info->channels > 3)
      || (info->format != GW_IMAGE_FORMAT_JPEG && info->format != GW_IMAGE_FORMAT_PNG))
    return NULL;
  surface = gw_decode_bytes (data, size, 0, NULL, cancellable, &warning, &failure);
  if (surface == NULL)
    return NULL;

  if (warning == NULL && cairo_image_surface_get_width (surface) == info->width
      && cairo_image_surface_get_height (surface) == info->height)
    bytes = info->format == GW_IMAGE_FORMAT_JPEG ? gw_encode_jpeg (surface, QUALITY, cancellable, NULL)
                                                 : gw_encode_png (surface, cancellable, NULL);
  cairo_surface_destroy (surface);
  return bytes != NULL ? _gw_upright_keep_colors (picture, bytes, info->format) : NULL;
}

GwUpright
gw_upright_read (const char *path, GBytes **bytes, GCancellable *cancellable)
{
  g_autoptr (GBytes) picture = NULL;
  GwImageInfo info;

  *bytes = NULL;
  if (!gw_image_info_read_file (path, &info, NULL))
    return GW_UPRIGHT_KEPT;
  if (info.orientation == 1)
    return GW_UPRIGHT_ALREADY;
  picture = gw_decode_read_file (path, cancellable, NULL);
  if (picture == NULL)
    return GW_UPRIGHT_KEPT;

  if (info.format == GW_IMAGE_FORMAT_JPEG)
    *bytes = _gw_upright_turn_jpeg (picture, info.orientation, cancellable);
  if (*bytes != NULL)
    return GW_UPRIGHT_TURNED;
  *bytes = write_anew (picture, &info, cancellable);
  return *bytes != NULL ? GW_UPRIGHT_ANEW : GW_UPRIGHT_KEPT;
}
