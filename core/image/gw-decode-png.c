/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-decode-private.h"
#include "gw-error.h"
#include "gw-png-source-private.h"
#include "gw-row-sink-private.h"

/* All that must survive a longjmp out of libpng lives here, in the frame
 * of _gw_decode_png(), so that nothing leaks and no register is lost.
 */
typedef struct
{
  GwPngSource source;
  const GwImageInfo *info;
  GCancellable *cancellable;

  png_structp png;
  png_infop png_info;
  GwRowSink sink;
  gboolean have_sink;
  guint32 *pixels; /* interlaced and not upright: the whole picture as stored */
  int n_rows_done; /* for interlaced pictures, rows of the current pass */
  int pass;

  GError *error; /* set when the end was asked for by us */
} PngReader;

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

  _gw_png_source_begin (&self->source, self->png);
  png_set_crc_action (self->png, PNG_CRC_WARN_USE, PNG_CRC_WARN_DISCARD);
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

  if (self->source.truncated && !self->have_sink)
    return g_error_new (GW_ERROR, GW_ERROR_TRUNCATED, _ ("The PNG file ends too early: its %zu bytes hold no pixels."),
                        self->source.size);
  if (self->source.truncated)
    return g_error_new (GW_ERROR, GW_ERROR_TRUNCATED,
                        _ ("The PNG file ends too early: its %zu bytes hold %d of %d rows."), self->source.size,
                        self->pass > 0 ? height : self->n_rows_done, height);
  if (self->have_sink)
    return g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The PNG file is damaged after %d of %d rows (%s)."),
                        self->pass > 0 ? height : self->n_rows_done, height, self->source.message);

  return g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The PNG file is damaged before its pixels (%s)."),
                      self->source.message);
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
  else if (self->source.bad_checksum)
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
  PngReader self = { .source = { .data = data, .size = size }, .info = info, .cancellable = cancellable };
  cairo_surface_t *surface;
  gboolean complete;

  if (!_gw_png_source_open (&self.source, &self.png, &self.png_info))
    {
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
