/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-decode.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "gw-decode-private.h"
#include "gw-error.h"
#include "gw-image-file-private.h"

/* What deflate makes of its best case, 258 bytes from 2 bits. */
#define MAX_DEFLATE_RATIO 1032

/* Pictures below are not worth a look: their memory is had in any case. */
#define PLAUSIBLE_PIXELS (G_GUINT64_CONSTANT (1) << 24)

static GwDecodeFunc
get_decoder (GwImageFormat format)
{
  switch (format)
    {
    case GW_IMAGE_FORMAT_PNG:
      return _gw_decode_png;
    case GW_IMAGE_FORMAT_JPEG:
      return _gw_decode_jpeg;
    case GW_IMAGE_FORMAT_WEBP:
    case GW_IMAGE_FORMAT_TIFF:
    case GW_IMAGE_FORMAT_BMP:
    case GW_IMAGE_FORMAT_GIF:
    case GW_IMAGE_FORMAT_PNM:
      return _gw_decode_pixbuf;
    case GW_IMAGE_FORMAT_UNKNOWN:
    case GW_N_IMAGE_FORMATS:
    default:
      return NULL;
    }
}

/* Refuses a header that claims far more pixels than its file can hold,
 * before memory is taken for them. Half a picture still passes.
 */
static gboolean
check_plausible (const GwImageInfo *info, GError **error)
{
  guint64 n_pixels = (guint64) info->raw_width * (guint64) info->raw_height;
  guint64 n_raw_bytes = n_pixels * (guint64) (info->bit_depth * info->channels) / 8;

  if (n_pixels <= PLAUSIBLE_PIXELS || info->format != GW_IMAGE_FORMAT_PNG)
    return TRUE;
  /* A palette's channels count its colours; on file they are one index. */
  if (info->bit_depth <= 8)
    n_raw_bytes = n_pixels * (guint64) info->bit_depth / 8;
  if (n_raw_bytes / MAX_DEFLATE_RATIO / 2 <= info->file_size)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("The PNG file claims %d × %d pixels, which its %" PRIu64 " bytes cannot hold."), info->raw_width,
               info->raw_height, info->file_size);
  return FALSE;
}

cairo_surface_t *
gw_decode_bytes (const guint8 *data, gsize size, int min_side, GwImageInfo *info, GCancellable *cancellable,
                 GError **warning, GError **error)
{
  g_autoptr (GError) local_warning = NULL;
  cairo_surface_t *surface;
  GwImageInfo local_info;

  g_return_val_if_fail (data != NULL || size == 0, NULL);
  g_return_val_if_fail (min_side >= 0, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !gw_image_info_read_bytes (data, size, &local_info, error) || !check_plausible (&local_info, error))
    return NULL;

  surface = get_decoder (local_info.format) (data, size, min_side, &local_info, cancellable, &local_warning, error);
  if (surface == NULL)
    return NULL;

  if (info != NULL)
    *info = local_info;
  if (local_warning != NULL)
    g_propagate_error (warning, g_steal_pointer (&local_warning));

  return surface;
}

cairo_surface_t *
gw_decode_file (const char *path, int min_side, GwImageInfo *info, GCancellable *cancellable, GError **warning,
                GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = _gw_image_file_read (path, cancellable, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);

  return gw_decode_bytes (data, size, min_side, info, cancellable, warning, error);
}

GBytes *
gw_decode_read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return _gw_image_file_read (path, cancellable, error);
}

static inline guint32
multiply (guint32 value, guint32 alpha)
{
  guint32 t = value * alpha + 0x80;

  return (t + (t >> 8)) >> 8;
}

void
_gw_premultiply_row (guint32 *row, int n)
{
  for (int i = 0; i < n; i++)
    {
      guint32 pixel = row[i];
      guint32 alpha = pixel >> 24;

      row[i] = (pixel & 0xff000000) | (multiply ((pixel >> 16) & 0xff, alpha) << 16)
               | (multiply ((pixel >> 8) & 0xff, alpha) << 8) | multiply (pixel & 0xff, alpha);
    }
}
