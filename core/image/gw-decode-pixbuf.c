/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include "gw-decode-private.h"
#include "gw-error.h"
#include "gw-image-header-private.h"
#include "gw-row-sink-private.h"
#include "gw-webp-frame-private.h"

/* Between two looks at the cancellable. */
#define CHUNK_BYTES (64 * 1024)

typedef struct
{
  const GwImageInfo *info;
  GError *limit_error; /* the loader met a size over the limits */
  int n_rows_done;
} PixbufReader;

/* Only these loaders: gdk-pixbuf's choice by content would also hand a
 * stranger's file to the loaders for SVG, icons and cursors.
 */
static const char *
get_loader_name (GwImageFormat format)
{
  switch (format)
    {
    case GW_IMAGE_FORMAT_WEBP:
      return "webp";
    case GW_IMAGE_FORMAT_TIFF:
      return "tiff";
    case GW_IMAGE_FORMAT_BMP:
      return "bmp";
    case GW_IMAGE_FORMAT_GIF:
      return "gif";
    case GW_IMAGE_FORMAT_PNM:
      return "pnm";
    case GW_IMAGE_FORMAT_UNKNOWN:
    case GW_IMAGE_FORMAT_PNG:
    case GW_IMAGE_FORMAT_JPEG:
    case GW_N_IMAGE_FORMATS:
    default:
      g_assert_not_reached ();
    }
}

/* The header was checked by our own reader; this is for files whose loader
 * reads another size from them.
 */
static void
on_size_prepared_cb (GdkPixbufLoader *loader, int width, int height, PixbufReader *self)
{
  GwImageInfo info = *self->info;

  info.raw_width = width;
  info.raw_height = height;
  if (self->limit_error == NULL && !_gw_image_check_size (&info, &self->limit_error))
    gdk_pixbuf_loader_set_size (loader, 1, 1);
}

static void
on_area_updated_cb (GdkPixbufLoader *loader, int x, int y, int width, int height, PixbufReader *self)
{
  self->n_rows_done = MAX (self->n_rows_done, y + height);
}

static gboolean
write_all (GdkPixbufLoader *loader, PixbufReader *self, const guint8 *data, gsize size, GCancellable *cancellable,
           GError **error)
{
  for (gsize done = 0; done < size;)
    {
      gsize n = MIN (size - done, CHUNK_BYTES);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !gdk_pixbuf_loader_write (loader, data + done, n, error) || self->limit_error != NULL)
        return FALSE;
      done += n;
    }

  return TRUE;
}

static gboolean
is_opaque (GdkPixbuf *pixbuf)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return TRUE;
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      if (pixels[(gsize) y * (gsize) stride + (gsize) x * 4 + 3] != 255)
        return FALSE;

  return TRUE;
}

static void
convert_row (const guint8 *from, guint32 *to, int width, int n_channels)
{
  for (int x = 0; x < width; x++, from += n_channels)
    {
      guint32 alpha = n_channels == 4 ? from[3] : 255;

      to[x] = (alpha << 24) | ((guint32) from[0] << 16) | ((guint32) from[1] << 8) | from[2];
    }
}

/* libtiff multiplies colours by alpha itself. Files that claim to hold them
 * so already need not be right.
 */
static void
clamp_row (guint32 *row, int width)
{
  for (int x = 0; x < width; x++)
    {
      guint32 alpha = row[x] >> 24;

      row[x] = (alpha << 24) | (MIN ((row[x] >> 16) & 0xff, alpha) << 16) | (MIN ((row[x] >> 8) & 0xff, alpha) << 8)
               | MIN (row[x] & 0xff, alpha);
    }
}

/* Loaders that turn the picture themselves say what is left to do. */
static int
get_orientation (GdkPixbuf *pixbuf, const GwImageInfo *info)
{
  const char *option = gdk_pixbuf_get_option (pixbuf, "orientation");
  int orientation = option != NULL ? (int) g_ascii_strtoll (option, NULL, 10) : 0;

  if (info->format != GW_IMAGE_FORMAT_TIFF)
    return info->orientation;

  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

static cairo_surface_t *
convert (GdkPixbuf *pixbuf, PixbufReader *self, gboolean complete, int min_side, GCancellable *cancellable,
         GError **error)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = NULL;
  GwRowSink sink;

  if (!_gw_row_sink_init (&sink, width, height, get_orientation (pixbuf, self->info),
                          _gw_row_sink_choose_shift (width, height, min_side), !is_opaque (pixbuf), error))
    return NULL;

  for (int y = 0; y < (complete ? height : MIN (self->n_rows_done, height)); y++)
    {
      guint32 *row = _gw_row_sink_begin_row (&sink);

      if (y % GW_DECODE_ROWS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        goto out;
      convert_row (pixels + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf), row, width,
                   gdk_pixbuf_get_n_channels (pixbuf));
      if (sink.alpha && self->info->format == GW_IMAGE_FORMAT_TIFF)
        clamp_row (row, width);
      else if (sink.alpha)
        _gw_premultiply_row (row, width);
      _gw_row_sink_end_row (&sink);
    }
  _gw_row_sink_fill_rest (&sink);
  surface = _gw_row_sink_finish (&sink);

out:
  _gw_row_sink_clear (&sink);

  return surface;
}

static void
set_failure (const GwImageInfo *info, const GError *cause, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The %s file is damaged (%s)."),
               gw_image_format_get_name (info->format), cause != NULL ? cause->message : _ ("it holds no picture"));
}

/* The loader takes as much memory as a BMP file says that lies before its
 * pixels: up to 4 GiB on the word of a file of 100 bytes.
 */
static gboolean
check_bmp_offset (const guint8 *data, gsize size, GError **error)
{
  guint32 offset;

  if (size < 14)
    return TRUE;
  offset = _gw_le32 (data + 10);
  if (offset <= size)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_TRUNCATED,
               _ ("The BMP file ends too early: its pixels are to begin at byte %u, and it has %zu."), offset, size);
  return FALSE;
}

static GdkPixbufLoader *
open_loader (PixbufReader *self, GError **error)
{
  const char *name = gw_image_format_get_name (self->info->format);
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type (get_loader_name (self->info->format), NULL);

  if (loader == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                   _ ("%s files cannot be read: gdk-pixbuf's loader for them is not installed."), name);
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared_cb), self);
  g_signal_connect (loader, "area-updated", G_CALLBACK (on_area_updated_cb), self);

  return loader;
}

static cairo_surface_t *
decode_still (const guint8 *data, gsize size, int min_side, const GwImageInfo *info, GCancellable *cancellable,
              GError **warning, GError **error)
{
  PixbufReader self = { .info = info };
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) cause = NULL;
  cairo_surface_t *surface;
  GdkPixbuf *pixbuf;
  gboolean complete;

  if (info->format == GW_IMAGE_FORMAT_BMP && !check_bmp_offset (data, size, error))
    return NULL;
  loader = open_loader (&self, error);
  if (loader == NULL)
    return NULL;

  complete = write_all (loader, &self, data, size, cancellable, &cause);
  if (!gdk_pixbuf_loader_close (loader, cause == NULL ? &cause : NULL))
    complete = FALSE;
  g_signal_handlers_disconnect_by_data (loader, &self);

  if (self.limit_error != NULL)
    {
      g_propagate_error (error, self.limit_error);
      return NULL;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL || (!complete && self.n_rows_done == 0))
    {
      set_failure (info, cause, error);
      return NULL;
    }
  surface = convert (pixbuf, &self, complete, min_side, cancellable, error);
  if (surface != NULL && !complete)
    set_failure (info, cause, warning);

  return surface;
}

cairo_surface_t *
_gw_decode_pixbuf (const guint8 *data, gsize size, int min_side, const GwImageInfo *info, GCancellable *cancellable,
                   GError **warning, GError **error)
{
  g_autoptr (GBytes) frame = NULL;

  if (info->format == GW_IMAGE_FORMAT_WEBP && _gw_webp_is_animation (data, size))
    {
      frame = _gw_webp_get_first_frame (data, size, error);
      if (frame == NULL)
        return NULL;
      data = g_bytes_get_data (frame, &size);
    }

  return decode_still (data, size, min_side, info, cancellable, warning, error);
}
