/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-thumbnail.h"

#include <glib/gi18n-lib.h>

#include "gw-decode.h"
#include "gw-error.h"
#include "gw-resample-private.h"

#define MIN_SIDE 16
#define MAX_SIDE 2048

static cairo_surface_t *
shrink (cairo_surface_t *surface, int max_side, GError **error)
{
  int width;
  int height;
  cairo_surface_t *result;

  if (!_gw_fit_size (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface), max_side,
                     max_side, &width, &height))
    return cairo_surface_reference (surface);

  result = _gw_surface_scale_down (surface, width, height);
  if (result == NULL)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There is not enough memory for a thumbnail."));

  return result;
}

cairo_surface_t *
gw_thumbnail_new_for_bytes (const guint8 *data, gsize size, int max_side, GCancellable *cancellable, GError **warning,
                            GError **error)
{
  g_autoptr (GError) local_warning = NULL;
  cairo_surface_t *surface;
  cairo_surface_t *result;

  g_return_val_if_fail (data != NULL || size == 0, NULL);
  g_return_val_if_fail (max_side >= MIN_SIDE && max_side <= MAX_SIDE, NULL);

  surface = gw_decode_bytes (data, size, max_side, NULL, cancellable, &local_warning, error);
  if (surface == NULL)
    return NULL;
  result = shrink (surface, max_side, error);
  cairo_surface_destroy (surface);
  if (result != NULL && local_warning != NULL)
    g_propagate_error (warning, g_steal_pointer (&local_warning));

  return result;
}

cairo_surface_t *
gw_thumbnail_new_for_file (const char *path, int max_side, GCancellable *cancellable, GError **warning, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = gw_decode_read_file (path, cancellable, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);

  return gw_thumbnail_new_for_bytes (data, size, max_side, cancellable, warning, error);
}
