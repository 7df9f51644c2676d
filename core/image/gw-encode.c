/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-encode.h"

#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

#include "gw-error.h"

/* Up to this quality the eye does not miss the colour's resolution. */
#define MAX_SUBSAMPLED_QUALITY 90

#define PALETTE_COLOURS 256

/* A mask to be written: rows of samples, stride bytes apart. A sample is a byte,
 * and two of the machine's own order where the depth is 16.
 */
typedef struct
{
  const guint8 *pixels;
  int width;
  int height;
  gsize stride;
  int depth;                /* bits: 1, 8, 16 */
  const png_color *palette; /* (nullable): PALETTE_COLOURS of them; NULL: grey */
} MaskRows;

typedef struct
{
  GByteArray *bytes;
  guint8 *row;
  GCancellable *cancellable; /* (nullable) */
  char message[128];
} PngWriter;

G_GNUC_NORETURN static void
on_png_error_cb (png_structp png, png_const_charp message)
{
  PngWriter *self = png_get_error_ptr (png);

  g_strlcpy (self->message, message, sizeof self->message);
  png_longjmp (png, 1);
}

static void
on_png_warning_cb (png_structp png, png_const_charp message)
{
}

static void
on_png_write_cb (png_structp png, png_bytep data, png_size_t n)
{
  PngWriter *self = png_get_io_ptr (png);

  g_byte_array_append (self->bytes, data, (guint) n);
}

static void
on_png_flush_cb (png_structp png)
{
}

static const guint32 *
get_pixels (cairo_surface_t *surface, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return (const guint32 *) (const void *) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

static void
convert_rgb_row (const guint32 *from, guint8 *to, int n)
{
  for (int i = 0; i < n; i++, to += 3)
    {
      to[0] = (guint8) (from[i] >> 16);
      to[1] = (guint8) (from[i] >> 8);
      to[2] = (guint8) from[i];
    }
}

/* PNG's colours are not premultiplied. */
static void
convert_rgba_row (const guint32 *from, guint8 *to, int n)
{
  for (int i = 0; i < n; i++, to += 4)
    {
      guint32 alpha = from[i] >> 24;

      for (int c = 0; c < 3; c++)
        {
          guint32 value = (from[i] >> (16 - 8 * c)) & 0xff;

          to[c] = alpha == 0 ? 0 : (guint8) MIN ((value * 255 + alpha / 2) / alpha, 255);
        }
      to[3] = (guint8) alpha;
    }
}

static gboolean
write_photo (png_structp png, png_infop info, PngWriter *self, cairo_surface_t *surface)
{
  gboolean alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);

  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_set_write_fn (png, self, on_png_write_cb, on_png_flush_cb);
  png_set_IHDR (png, info, (guint32) width, (guint32) height, 8, alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level (png, 1);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_write_info (png, info);
  for (int y = 0; y < height; y++)
    {
      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      if (alpha)
        convert_rgba_row (get_pixels (surface, y), self->row, width);
      else
        convert_rgb_row (get_pixels (surface, y), self->row, width);
      png_write_row (png, self->row);
    }
  png_write_end (png, NULL);

  return TRUE;
}

static gboolean
write_mask (png_structp png, png_infop info, PngWriter *self, const MaskRows *rows)
{
  int type = rows->palette != NULL ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_GRAY;

  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_set_write_fn (png, self, on_png_write_cb, on_png_flush_cb);
  png_set_IHDR (png, info, (guint32) rows->width, (guint32) rows->height, rows->depth, type, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (rows->palette != NULL)
    png_set_PLTE (png, info, rows->palette, PALETTE_COLOURS);
  png_set_compression_level (png, 1);
  png_set_compression_strategy (png, Z_RLE);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_write_info (png, info);
  if (rows->depth < 8)
    png_set_packing (png);
  if (rows->depth == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (png);
  for (int y = 0; y < rows->height; y++)
    png_write_row (png, rows->pixels + (gsize) y * rows->stride);
  png_write_end (png, NULL);

  return TRUE;
}

/* Either surface or rows is given. */
static GBytes *
encode_png (cairo_surface_t *surface, const MaskRows *rows, GCancellable *cancellable, GError **error)
{
  PngWriter self = { .cancellable = cancellable };
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &self, on_png_error_cb, on_png_warning_cb);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean done = FALSE;

  self.bytes = g_byte_array_new ();
  self.row = surface != NULL ? g_malloc ((gsize) cairo_image_surface_get_width (surface) * 4) : NULL;
  if (info == NULL)
    g_strlcpy (self.message, "out of memory", sizeof self.message);
  else if (surface != NULL)
    done = write_photo (png, info, &self, surface);
  else
    done = write_mask (png, info, &self, rows);

  png_destroy_write_struct (&png, &info);
  g_free (self.row);
  if (!done)
    {
      g_byte_array_unref (self.bytes);
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The picture cannot be written as PNG (%s)."), self.message);
      return NULL;
    }

  return g_byte_array_free_to_bytes (self.bytes);
}

static gboolean
is_encodable (cairo_surface_t *surface)
{
  return surface != NULL && cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE
         && (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24
             || cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32);
}

GBytes *
gw_encode_png (cairo_surface_t *surface, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (is_encodable (surface), NULL);

  cairo_surface_flush (surface);

  return encode_png (surface, NULL, cancellable, error);
}

GBytes *
gw_encode_png_colors (guint32 *pixels, int width, int height, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) pixels, CAIRO_FORMAT_RGB24, width, height,
                                                                  width * (int) sizeof *pixels);
  GBytes *png = gw_encode_png (surface, NULL, error);

  cairo_surface_destroy (surface);

  return png;
}

GBytes *
gw_encode_png_gray (const guint8 *pixels, int width, int height, gsize stride, GError **error)
{
  MaskRows rows = { pixels, width, height, stride, 8, NULL };

  g_return_val_if_fail (pixels != NULL && width > 0 && height > 0 && stride >= (gsize) width, NULL);

  return encode_png (NULL, &rows, NULL, error);
}

GBytes *
gw_encode_png_bits (const guint8 *pixels, int width, int height, gsize stride, GError **error)
{
  MaskRows rows = { pixels, width, height, stride, 1, NULL };

  g_return_val_if_fail (pixels != NULL && width > 0 && height > 0 && stride >= (gsize) width, NULL);

  return encode_png (NULL, &rows, NULL, error);
}

GBytes *
gw_encode_png_gray16 (const guint16 *pixels, int width, int height, GError **error)
{
  MaskRows rows = { (const guint8 *) pixels, width, height, (gsize) width * sizeof *pixels, 16, NULL };

  g_return_val_if_fail (pixels != NULL && width > 0 && height > 0, NULL);

  return encode_png (NULL, &rows, NULL, error);
}

GBytes *
gw_encode_png_indexed (const guint8 *pixels, int width, int height, gsize stride, const guint32 *palette,
                       GError **error)
{
  png_color colours[PALETTE_COLOURS];
  MaskRows rows = { pixels, width, height, stride, 8, colours };

  g_return_val_if_fail (pixels != NULL && width > 0 && height > 0 && stride >= (gsize) width, NULL);
  g_return_val_if_fail (palette != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      colours[i].red = (png_byte) (palette[i] >> 16);
      colours[i].green = (png_byte) (palette[i] >> 8);
      colours[i].blue = (png_byte) palette[i];
    }

  return encode_png (NULL, &rows, NULL, error);
}

typedef struct
{
  struct jpeg_error_mgr manager;
  jmp_buf jump;
  struct jpeg_compress_struct jpeg;
  unsigned char *data; /* libjpeg's, from malloc() */
  unsigned long size;
  GCancellable *cancellable; /* (nullable) */
  char message[JMSG_LENGTH_MAX];
} JpegWriter;

G_GNUC_NORETURN static void
on_jpeg_error_cb (j_common_ptr jpeg)
{
  JpegWriter *self = jpeg->client_data;

  jpeg->err->format_message (jpeg, self->message);
  longjmp (self->jump, 1);
}

static void
on_jpeg_message_cb (j_common_ptr jpeg, int level)
{
}

static gboolean
write_jpeg (JpegWriter *self, cairo_surface_t *surface, int quality)
{
  struct jpeg_compress_struct *jpeg = &self->jpeg;

  if (setjmp (self->jump))
    return FALSE;

  jpeg_create_compress (jpeg);
  jpeg_mem_dest (jpeg, &self->data, &self->size);
  jpeg->image_width = (JDIMENSION) cairo_image_surface_get_width (surface);
  jpeg->image_height = (JDIMENSION) cairo_image_surface_get_height (surface);
  jpeg->input_components = 4;
  jpeg->in_color_space = G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;
  jpeg_set_defaults (jpeg);
  jpeg_set_quality (jpeg, quality, TRUE);
  if (quality > MAX_SUBSAMPLED_QUALITY)
    {
      jpeg->comp_info[0].h_samp_factor = 1;
      jpeg->comp_info[0].v_samp_factor = 1;
    }
  jpeg_start_compress (jpeg, TRUE);
  while (jpeg->next_scanline < jpeg->image_height)
    {
      const guint32 *pixels = get_pixels (surface, (int) jpeg->next_scanline);
      JSAMPROW row = (JSAMPROW) (gpointer) (guintptr) pixels;

      if (g_cancellable_is_cancelled (self->cancellable))
        {
          /* Only this says where the bytes are by now. */
          jpeg->dest->term_destination (jpeg);
          return FALSE;
        }
      jpeg_write_scanlines (jpeg, &row, 1);
    }
  jpeg_finish_compress (jpeg);

  return TRUE;
}

GBytes *
gw_encode_jpeg (cairo_surface_t *surface, int quality, GCancellable *cancellable, GError **error)
{
  JpegWriter self = { .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (is_encodable (surface), NULL);
  g_return_val_if_fail (quality >= 1 && quality <= 100, NULL);

  cairo_surface_flush (surface);
  self.jpeg.err = jpeg_std_error (&self.manager);
  self.jpeg.client_data = &self;
  self.manager.error_exit = on_jpeg_error_cb;
  self.manager.emit_message = on_jpeg_message_cb;

  done = write_jpeg (&self, surface, quality);
  jpeg_destroy_compress (&self.jpeg);
  if (!done)
    {
      free (self.data);
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The picture cannot be written as JPEG (%s)."),
                     self.message);
      return NULL;
    }

  return g_bytes_new_with_free_func (self.data, self.size, free, self.data);
}

static gboolean
write_file (GBytes *bytes, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gconstpointer data;
  gsize size;

  data = g_bytes_get_data (bytes, &size);
  if (g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &cause))
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The picture cannot be written: %s."), cause->message);
  return FALSE;
}

gboolean
gw_encode_png_file (cairo_surface_t *surface, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  bytes = gw_encode_png (surface, NULL, error);

  return bytes != NULL && write_file (bytes, path, error);
}

gboolean
gw_encode_jpeg_file (cairo_surface_t *surface, int quality, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  bytes = gw_encode_jpeg (surface, quality, NULL, error);

  return bytes != NULL && write_file (bytes, path, error);
}
