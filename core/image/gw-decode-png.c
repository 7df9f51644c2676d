/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>

#include "gw-decode-private.h"
#include "gw-error.h"
#include "gw-limits.h"
#include "gw-row-sink-private.h"

/* All that must survive a longjmp out of libpng lives here, in the frame
 * of _gw_decode_png(), so that nothing leaks and no register is lost.
 */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize position;
  const GwImageInfo *info;
  GCancellable *cancellable;

  png_structp png;
  png_infop png_info;
  GwRowSink sink;
  gboolean have_sink;
  guint32 *pixels; /* interlaced and not upright: the whole picture as stored */
  int n_rows_done; /* for interlaced pictures, rows of the current pass */
  int pass;

  gboolean truncated;
  gboolean bad_checksum;
  char message[128]; /* libpng's */
  GError *error;     /* set when the end was asked for by us */
} PngReader;

G_GNUC_NORETURN static void
on_error_cb (png_structp png, png_const_charp message)
{
  PngReader *self = png_get_error_ptr (png);

  g_strlcpy (self->message, message, sizeof self->message);
  png_longjmp (png, 1);
}

/* libpng warns of much that people need not know. A wrong checksum is said
 * only for chunks that make the picture: others are dropped with it.
 */
static void
on_warning_cb (png_structp png, png_const_charp message)
{
  PngReader *self = png_get_error_ptr (png);

  if (strstr (message, "CRC") != NULL && (g_str_has_prefix (message, "IDAT") || g_str_has_prefix (message, "PLTE")))
    self->bad_checksum = TRUE;
}

static void
on_read_cb (png_structp png, png_bytep buffer, png_size_t n)
{
  PngReader *self = png_get_io_ptr (png);

  if (n > self->size - self->position)
    {
      self->truncated = TRUE;
      png_error (png, "the file ends too early");
    }
  memcpy (buffer, self->data + self->position, n);
  self->position += n;
}

/* Chunks that change no pixel are not unpacked: a profile or a text of
 * hundreds of megabytes costs nothing then.
 */
static void
ignore_other_chunks (png_structp png)
{
  static const guint8 names[] = "bKGD\0cHRM\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0"
                                "pHYs\0sBIT\0sCAL\0sPLT\0sRGB\0tEXt\0tIME\0zTXt";

  png_set_keep_unknown_chunks (png, PNG_HANDLE_CHUNK_NEVER, names, (int) (sizeof names / 5));
}

static void
set_limits (png_structp png)
{
  guint32 side = (guint32) gw_limit_get (GW_LIMIT_IMAGE_SIDE);

  png_set_user_limits (png, side, side);
  png_set_chunk_cache_max (png, (guint32) gw_limit_get (GW_LIMIT_PNG_CHUNKS));
  png_set_chunk_malloc_max (png, gw_limit_get (GW_LIMIT_PNG_CHUNK_BYTES));
  png_set_crc_action (png, PNG_CRC_WARN_USE, PNG_CRC_WARN_DISCARD);
}

/* Whatever is stored comes out as four bytes in cairo's order. */
static void
set_transformations (png_structp png, gboolean alpha)
{
  png_set_expand (png);
  png_set_strip_16 (png);
  png_set_gray_to_rgb (png);
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  png_set_bgr (png);
  if (!alpha)
    png_set_filler (png, 0xff, PNG_FILLER_AFTER);
#else
  if (alpha)
    png_set_swap_alpha (png);
  else
    png_set_filler (png, 0xff, PNG_FILLER_BEFORE);
#endif
}

static gboolean
is_cancelled (PngReader *self, int row)
{
  return row % GW_DECODE_ROWS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
}

static void
read_rows (PngReader *self)
{
  for (int y = 0; y < self->info->raw_height; y++)
    {
      guint32 *row;

      if (is_cancelled (self, y))
        return;
      row = _gw_row_sink_begin_row (&self->sink);
      png_read_row (self->png, (png_bytep) row, NULL);
      if (self->sink.alpha)
        _gw_premultiply_row (row, self->info->raw_width);
      _gw_row_sink_end_row (&self->sink);
      self->n_rows_done++;
    }
}

static guint32 *
get_interlaced_row (PngReader *self, int y)
{
  if (self->pixels == NULL)
    return _gw_row_sink_get_row (&self->sink, y);

  return self->pixels + (gsize) y * (gsize) self->info->raw_width;
}

/* Each pass paints its pixels as blocks, so that a file that ends early
 * shows a coarse picture instead of a grid of dots.
 */
static void
read_interlaced_rows (PngReader *self, int n_passes)
{
  for (int y = 0; y < self->info->raw_height; y++)
    memset (get_interlaced_row (self, y), 0x80, (gsize) self->info->raw_width * sizeof (guint32));

  for (self->pass = 0; self->pass < n_passes; self->pass++)
    {
      self->n_rows_done = 0;
      for (int y = 0; y < self->info->raw_height; y++)
        {
          if (is_cancelled (self, y))
            return;
          png_read_row (self->png, NULL, (png_bytep) get_interlaced_row (self, y));
          self->n_rows_done++;
        }
    }
}

/* Hands over what was read to the sink, in its order. */
static void
put_interlaced_rows (PngReader *self)
{
  gsize n_bytes = (gsize) self->info->raw_width * sizeof (guint32);

  for (int y = 0; y < self->info->raw_height; y++)
    {
      guint32 *row = _gw_row_sink_begin_row (&self->sink);

      if (self->pixels != NULL)
        memcpy (row, get_interlaced_row (self, y), n_bytes);
      if (self->sink.alpha)
        _gw_premultiply_row (row, self->info->raw_width);
      _gw_row_sink_end_row (&self->sink);
    }
}

static gboolean
prepare (PngReader *self, int min_side, gboolean interlaced)
{
  const GwImageInfo *info = self->info;
  gboolean alpha = (png_get_color_type (self->png, self->png_info) & PNG_COLOR_MASK_ALPHA) != 0;

  if (!_gw_row_sink_init (&self->sink, info->raw_width, info->raw_height, info->orientation,
                          _gw_row_sink_choose_shift (info->raw_width, info->raw_height, min_side), alpha, &self->error))
    return FALSE;
  self->have_sink = TRUE;

  if (interlaced && !_gw_row_sink_is_direct (&self->sink))
    {
      self->pixels = g_try_malloc_n ((gsize) info->raw_width * (gsize) info->raw_height, sizeof (guint32));
      if (self->pixels == NULL)
        {
          g_set_error (&self->error, GW_ERROR, GW_ERROR_LIMIT,
                       _ ("There is not enough memory for a picture of %d × %d pixels."), info->raw_width,
                       info->raw_height);
          return FALSE;
        }
    }

  return TRUE;
}

/* FALSE when libpng gave up or self->error is set. */
static gboolean
read_picture (PngReader *self, int min_side)
{
  gboolean interlaced;
  gboolean alpha;
  int n_passes;

  if (setjmp (png_jmpbuf (self->png)))
    return FALSE;

  set_limits (self->png);
  ignore_other_chunks (self->png);
  png_set_read_fn (self->png, self, on_read_cb);
  png_read_info (self->png, self->png_info);
  interlaced = png_get_interlace_type (self->png, self->png_info) != PNG_INTERLACE_NONE;
  alpha = (png_get_color_type (self->png, self->png_info) & PNG_COLOR_MASK_ALPHA) != 0
          || png_get_valid (self->png, self->png_info, PNG_INFO_tRNS) != 0;
  set_transformations (self->png, alpha);
  n_passes = png_set_interlace_handling (self->png);
  png_read_update_info (self->png, self->png_info);

  if (png_get_image_width (self->png, self->png_info) != (guint32) self->info->raw_width
      || png_get_image_height (self->png, self->png_info) != (guint32) self->info->raw_height
      || png_get_rowbytes (self->png, self->png_info) != (gsize) self->info->raw_width * 4)
    png_error (self->png, "the rows have an unexpected size");
  if (!prepare (self, min_side, interlaced))
    return FALSE;

  if (interlaced)
    read_interlaced_rows (self, n_passes);
  else
    read_rows (self);

  return self->error == NULL;
}

static GError *
describe_damage (PngReader *self)
{
  int height = self->info->raw_height;

  if (self->truncated && !self->have_sink)
    return g_error_new (GW_ERROR, GW_ERROR_TRUNCATED, _ ("The PNG file ends too early: its %zu bytes hold no pixels."),
                        self->size);
  if (self->truncated)
    return g_error_new (GW_ERROR, GW_ERROR_TRUNCATED,
                        _ ("The PNG file ends too early: its %zu bytes hold %d of %d rows."), self->size,
                        self->pass > 0 ? height : self->n_rows_done, height);
  if (self->have_sink)
    return g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The PNG file is damaged after %d of %d rows (%s)."),
                        self->pass > 0 ? height : self->n_rows_done, height, self->message);

  return g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The PNG file is damaged before its pixels (%s)."), self->message);
}

static cairo_surface_t *
finish (PngReader *self, gboolean complete, GError **warning, GError **error)
{
  gboolean interlaced = self->have_sink && png_get_interlace_type (self->png, self->png_info) != PNG_INTERLACE_NONE;

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  if (!complete && self->n_rows_done == 0 && self->pass == 0)
    {
      g_propagate_error (error, describe_damage (self));
      return NULL;
    }

  if (!complete)
    *warning = describe_damage (self);
  else if (self->bad_checksum)
    *warning = g_error_new_literal (GW_ERROR, GW_ERROR_INVALID,
                                    _ ("A checksum of the PNG file is wrong: some pixels may be too."));
  if (interlaced)
    put_interlaced_rows (self);
  else
    _gw_row_sink_fill_rest (&self->sink);

  return _gw_row_sink_finish (&self->sink);
}

cairo_surface_t *
_gw_decode_png (const guint8 *data, gsize size, int min_side, const GwImageInfo *info, GCancellable *cancellable,
                GError **warning, GError **error)
{
  PngReader self = { .data = data, .size = size, .info = info, .cancellable = cancellable };
  cairo_surface_t *surface;
  gboolean complete;

  self.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &self, on_error_cb, on_warning_cb);
  self.png_info = self.png != NULL ? png_create_info_struct (self.png) : NULL;
  if (self.png_info == NULL)
    {
      png_destroy_read_struct (&self.png, NULL, NULL);
      g_set_error_literal (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There is not enough memory for a picture."));
      return NULL;
    }

  complete = read_picture (&self, min_side);
  surface = finish (&self, complete, warning, error);

  png_destroy_read_struct (&self.png, &self.png_info, NULL);
  _gw_row_sink_clear (&self.sink);
  g_free (self.pixels);
  g_clear_error (&self.error);

  return surface;
}
