/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-pixel-values.h"

#include <string.h>

#include "gw-decode.h"

guint32 *
gw_pixel_values_read (const char *path, int *width, int *height, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) warning = NULL;
  cairo_surface_t *surface = gw_decode_file (path, 0, NULL, cancellable, &warning, error);
  guint32 *values = NULL;

  if (surface == NULL)
    return NULL;
  if (warning != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&warning));
      cairo_surface_destroy (surface);
      return NULL;
    }

  *width = cairo_image_surface_get_width (surface);
  *height = cairo_image_surface_get_height (surface);
  values = g_new (guint32, (gsize) *width * (gsize) *height);
  for (gsize y = 0; y < (gsize) *height; y++)
    {
      const guchar *row = cairo_image_surface_get_data (surface) + y * (gsize) cairo_image_surface_get_stride (surface);
      guint32 *out = values + y * (gsize) *width;

      memcpy (out, row, (gsize) *width * sizeof *out);
      for (gsize x = 0; x < (gsize) *width; x++)
        out[x] &= 0xffffff;
    }
  cairo_surface_destroy (surface);

  return values;
}
