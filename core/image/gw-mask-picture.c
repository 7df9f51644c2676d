/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-decode-private.h"
#include "gw-decode.h"
#include "gw-error.h"
#include "gw-pixel-values.h"
#include "gw-png-source-private.h"

/* A pixel that is more transparent than this is none. */
#define LEAST_ALPHA 128

/* All that must survive a longjmp out of libpng. */
typedef struct
{
  GwPngSource source;
  GCancellable *cancellable;
  GwMaskPicture *picture;
  gboolean opaque; /* how transparent a pixel is does not matter */
  png_structp png;
  png_infop info;
  GError *error; /* set when the end was asked for by us */
} Reader;

static void
take_palette (Reader *self)
{
  GwMaskPicture *picture = self->picture;
  png_colorp colours;
  png_bytep alpha;
  int n_colours = 0, n_alpha = 0;

  memset (picture->alpha, 0xff, sizeof picture->alpha);
  if (png_get_PLTE (self->png, self->info, &colours, &n_colours) == 0)
    return;
  picture->n_palette = (guint) CLAMP (n_colours, 0, 256);
  for (guint i = 0; i < picture->n_palette; i++)
    picture->palette[i] = (guint32) colours[i].red << 16 | (guint32) colours[i].green << 8 | colours[i].blue;
  if (png_get_tRNS (self->png, self->info, &alpha, &n_alpha, NULL) != 0)
    for (int i = 0; i < MIN (n_alpha, 256); i++)
      picture->alpha[i] = alpha[i];
}

/* Numbers come out as they are stored, colours as four bytes. */
static void
set_transformations (Reader *self)
{
  GwMaskPicture *picture = self->picture;
  int type = png_get_color_type (self->png, self->info);
  int depth = png_get_bit_depth (self->png, self->info);

  picture->n_bytes = depth == 16 ? 2 : 1;
  if (type == PNG_COLOR_TYPE_PALETTE)
    {
      picture->kind = GW_MASK_PALETTE;
      take_palette (self);
      png_set_packing (self->png);
    }
  else if (type == PNG_COLOR_TYPE_GRAY)
    {
      picture->kind = GW_MASK_GREY;
      png_set_packing (self->png);
      if (depth == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
        png_set_swap (self->png);
    }
  else
    {
      picture->kind = GW_MASK_COLOUR;
      picture->n_bytes = 4;
      png_set_strip_16 (self->png);
      png_set_gray_to_rgb (self->png);
      if (self->opaque)
        png_set_strip_alpha (self->png);
      if (self->opaque || type == PNG_COLOR_TYPE_RGB)
        png_set_filler (self->png, 0xff, PNG_FILLER_AFTER);
    }
}

static guint8 *
get_row (const GwMaskPicture *self, int y)
{
  return (guint8 *) self->bytes + (gsize) y * (gsize) self->width * self->n_bytes;
}

static void
pack_colours (guint8 *row, int width)
{
  for (int x = 0; x < width; x++, row += 4)
    {
      guint32 value = row[3] < LEAST_ALPHA ? GW_MASK_TRANSPARENT
                                           : (guint32) row[0] << 16 | (guint32) row[1] << 8 | row[2];

      memcpy (row, &value, sizeof value);
    }
}

static gboolean
take_memory (GwMaskPicture *self, GError **error)
{
  self->bytes = g_try_malloc_n ((gsize) self->width * (gsize) self->height, self->n_bytes);
  if (self->bytes != NULL)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There is not enough memory for a picture of %d × %d pixels."),
               self->width, self->height);
  return FALSE;
}

/* FALSE when libpng gave up or self->error is set. */
static gboolean
read_png_rows (Reader *self)
{
  GwMaskPicture *picture = self->picture;
  int n_passes;

  if (setjmp (png_jmpbuf (self->png)))
    return FALSE;

  _gw_png_source_begin (&self->source, self->png);
  png_set_check_for_invalid_index (self->png, 0);
  png_read_info (self->png, self->info);
  set_transformations (self);
  n_passes = png_set_interlace_handling (self->png);
  png_read_update_info (self->png, self->info);
  if (png_get_image_width (self->png, self->info) != (guint32) picture->width
      || png_get_image_height (self->png, self->info) != (guint32) picture->height
      || png_get_rowbytes (self->png, self->info) != (gsize) picture->width * picture->n_bytes)
    png_error (self->png, "the rows have an unexpected size");
  if (!take_memory (picture, &self->error))
    return FALSE;

  for (int pass = 0; pass < n_passes; pass++)
    for (int y = 0; y < picture->height; y++)
      {
        if (y % GW_DECODE_ROWS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
          return FALSE;
        png_read_row (self->png, get_row (picture, y), NULL);
      }
  png_read_end (self->png, NULL);

  return TRUE;
}

static gboolean
read_png (GwMaskPicture *picture, const guint8 *data, gsize size, gboolean opaque, GCancellable *cancellable,
          GError **error)
{
  Reader self = {
    .source = { .data = data, .size = size }, .cancellable = cancellable, .picture = picture, .opaque = opaque
  };
  gboolean done;

  if (!_gw_png_source_open (&self.source, &self.png, &self.info))
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There is not enough memory for a picture."));
      return FALSE;
    }

  done = read_png_rows (&self);
  png_destroy_read_struct (&self.png, &self.info, NULL);
  if (self.error != NULL)
    g_propagate_error (error, self.error);
  else if (!done && self.source.truncated)
    g_set_error (error, GW_ERROR, GW_ERROR_TRUNCATED, _ ("The PNG file ends too early: it has %zu bytes."), size);
  else if (!done)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("The PNG file is damaged (%s)."), self.source.message);
  for (int y = 0; done && picture->kind == GW_MASK_COLOUR && y < picture->height; y++)
    pack_colours (get_row (picture, y), picture->width);

  return done;
}

static gboolean
read_other (GwMaskPicture *picture, const guint8 *data, gsize size, GCancellable *cancellable, GError **error)
{
  int width, height;

  picture->kind = GW_MASK_COLOUR;
  picture->n_bytes = 4;
  picture->bytes = gw_pixel_values_read_bytes (data, size, &width, &height, cancellable, error);
  if (picture->bytes == NULL)
    return FALSE;
  if (width == picture->width && height == picture->height)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("A mask of %d × %d pixels can be read as PNG only."), picture->width,
               picture->height);
  return FALSE;
}

static GwMaskPicture *
read_bytes (const guint8 *data, gsize size, gboolean opaque, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwMaskPicture) self = g_new0 (GwMaskPicture, 1);
  GwImageInfo info;
  gboolean done;

  if (!gw_image_info_read_bytes (data, size, &info, error))
    return NULL;
  self->lossy = info.format == GW_IMAGE_FORMAT_JPEG;
  if (info.format == GW_IMAGE_FORMAT_PNG)
    {
      self->width = info.raw_width;
      self->height = info.raw_height;
      done = read_png (self, data, size, opaque, cancellable, error);
    }
  else
    {
      self->width = info.width;
      self->height = info.height;
      done = read_other (self, data, size, cancellable, error);
    }

  return done ? g_steal_pointer (&self) : NULL;
}

GwMaskPicture *
gw_mask_picture_read_bytes (const guint8 *data, gsize size, GCancellable *cancellable, GError **error)
{
  return read_bytes (data, size, FALSE, cancellable, error);
}

static GwMaskPicture *
read_file (const char *path, gboolean opaque, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = gw_decode_read_file (path, cancellable, error);
  const guint8 *data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);

  return read_bytes (data, size, opaque, cancellable, error);
}

GwMaskPicture *
gw_mask_picture_read_file (const char *path, GCancellable *cancellable, GError **error)
{
  return read_file (path, FALSE, cancellable, error);
}

GwMaskPicture *
gw_mask_picture_read_file_opaque (const char *path, GCancellable *cancellable, GError **error)
{
  return read_file (path, TRUE, cancellable, error);
}

void
gw_mask_picture_free (GwMaskPicture *self)
{
  if (self == NULL)
    return;

  g_free (self->bytes);
  g_free (self);
}

void
gw_mask_picture_get_row (const GwMaskPicture *self, int y, guint32 *out)
{
  const guint8 *row = get_row (self, y);

  if (self->n_bytes == 4)
    memcpy (out, row, (gsize) self->width * sizeof *out);
  else if (self->n_bytes == 2)
    for (int x = 0; x < self->width; x++)
      {
        guint16 value;

        memcpy (&value, row + 2 * (gsize) x, sizeof value);
        out[x] = value;
      }
  else
    for (int x = 0; x < self->width; x++)
      out[x] = row[x];
}
