/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-pixel-values.h"

#include <string.h>
#include <zlib.h>

#include "gw-decode.h"

#define SIGNATURE_BYTES 8
#define COLOR_TYPE_AT 25 /* in the file */
#define PALETTE_TYPE 3

static guint32 *
decode (const guint8 *data, gsize size, int *width, int *height, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) warning = NULL;
  cairo_surface_t *surface = gw_decode_bytes (data, size, 0, NULL, cancellable, &warning, error);
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

guint32 *
gw_pixel_values_read_bytes (const guint8 *data, gsize size, int *width, int *height, GCancellable *cancellable,
                            GError **error)
{
  return decode (data, size, width, height, cancellable, error);
}

guint32 *
gw_pixel_values_read (const char *path, int *width, int *height, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = gw_decode_read_file (path, cancellable, error);
  const guint8 *data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);

  return decode (data, size, width, height, cancellable, error);
}

static guint32
read_number (const guint8 *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* name: of a chunk, n bytes of data and their checksum behind it. */
static void
seal_chunk (guint8 *name, gsize n)
{
  guint32 checksum = GUINT32_TO_BE ((guint32) crc32 (0, name, (uInt) (4 + n)));

  memcpy (name + 4 + n, &checksum, sizeof checksum);
}

/* Makes each colour of a palette the grey of its place, and all opaque, so that any
 * decoder gives the places. What is damaged stays so.
 */
static void
number_palette (guint8 *data, gsize size)
{
  gsize at = SIGNATURE_BYTES;

  while (size - at >= 12)
    {
      gsize n = read_number (data + at);
      guint8 *name = data + at + 4, *content = name + 4;

      if (n > size - at - 12 || memcmp (name, "IDAT", 4) == 0)
        return;
      if (read_number (content + n) == crc32 (0, name, (uInt) (4 + n)))
        {
          if (memcmp (name, "PLTE", 4) == 0)
            for (gsize i = 0; i < n; i++)
              content[i] = (guint8) (i / 3);
          else if (memcmp (name, "tRNS", 4) == 0)
            memset (content, 0xff, n);
          seal_chunk (name, n);
        }
      at += n + 12;
    }
}

guint32 *
gw_pixel_indices_read (const char *path, int *width, int *height, gboolean *has_palette, GCancellable *cancellable,
                       GError **error)
{
  GBytes *bytes = gw_decode_read_file (path, cancellable, error);
  g_autofree guint8 *data = NULL;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_unref_to_data (bytes, &size);
  *has_palette = size > COLOR_TYPE_AT && gw_image_format_from_bytes (data, size) == GW_IMAGE_FORMAT_PNG
                 && data[COLOR_TYPE_AT] == PALETTE_TYPE;
  if (*has_palette)
    number_palette (data, size);

  return decode (data, size, width, height, cancellable, error);
}
