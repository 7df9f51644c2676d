/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#include "gw-decode-private.h"
#include "gw-error.h"
#include "gw-row-sink-private.h"

/* A progressive file repeats the whole picture in each scan. Cameras and
 * editors write about ten; thousands of tiny ones are an attack on time.
 */
#define MAX_SCANS 200

/* Fewest bits that Huffman coding spends on a block of 64 pixels is one;
 * half of a picture still passes. Arithmetic coding has no such bound.
 */
#define MAX_PIXELS_PER_BYTE 1024
#define PLAUSIBLE_PIXELS (G_GUINT64_CONSTANT (1) << 24)

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define OUT_COLOR_SPACE JCS_EXT_BGRX
#else
#define OUT_COLOR_SPACE JCS_EXT_XRGB
#endif

/* All that must survive a longjmp out of libjpeg lives here, in the frame
 * of _gw_decode_jpeg(). The manager structs come first: libjpeg hands back
 * pointers to them.
 */
typedef struct
{
  struct jpeg_error_mgr manager;
  struct jpeg_progress_mgr progress;
  jmp_buf jump;
  struct jpeg_decompress_struct jpeg;

  gsize size;
  const GwImageInfo *info;
  GCancellable *cancellable;
  GwRowSink sink;
  gboolean have_sink;
  guint8 *cmyk; /* a row of four inks */

  gboolean truncated;
  gboolean damaged;
  int damaged_row; /* of the picture that comes out, when damage was first met */
  char message[JMSG_LENGTH_MAX];
  GError *error;
} JpegReader;

static JpegReader *
get_reader (j_common_ptr jpeg)
{
  return jpeg->client_data;
}

G_GNUC_NORETURN static void
on_error_cb (j_common_ptr jpeg)
{
  JpegReader *self = get_reader (jpeg);

  jpeg->err->format_message (jpeg, self->message);
  longjmp (self->jump, 1);
}

/* Of libjpeg's warnings those count that cost pixels. */
static void
on_message_cb (j_common_ptr jpeg, int level)
{
  JpegReader *self = get_reader (jpeg);

  if (level >= 0)
    return;
  switch (jpeg->err->msg_code)
    {
    case JWRN_JPEG_EOF:
      self->truncated = TRUE;
      break;
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
      break;
    default:
      return;
    }
  if (!self->damaged)
    {
      jpeg->err->format_message (jpeg, self->message);
      self->damaged_row = (int) self->jpeg.output_scanline;
    }
  self->damaged = TRUE;
}

/* Called for each row of blocks, also while the scans of a progressive file
 * are gathered, which may take long before the first row comes out.
 */
static void
on_progress_cb (j_common_ptr jpeg)
{
  JpegReader *self = get_reader (jpeg);

  if (self->jpeg.input_scan_number > MAX_SCANS)
    {
      g_set_error (&self->error, GW_ERROR, GW_ERROR_LIMIT,
                   _ ("The JPEG file has more than %d scans. Save it again with another program."), MAX_SCANS);
      longjmp (self->jump, 1);
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    longjmp (self->jump, 1);
}

/* Four inks without a profile. Files in the wild hold them inverted, as
 * Adobe's programs write them, whether their marker says so or not.
 */
static void
convert_cmyk_row (const guint8 *inks, guint32 *row, int n)
{
  for (int i = 0; i < n; i++, inks += 4)
    {
      guint32 black = inks[3];
      guint32 rgb[3];

      for (int c = 0; c < 3; c++)
        {
          guint32 t = inks[c] * black + 0x80;

          rgb[c] = (t + (t >> 8)) >> 8;
        }
      row[i] = 0xff000000 | (rgb[0] << 16) | (rgb[1] << 8) | rgb[2];
    }
}

/* The largest divisor that keeps min_side and fits into a surface. */
static guint
choose_divisor (const GwImageInfo *info, int min_side)
{
  return 1u << MIN (_gw_row_sink_choose_shift (info->raw_width, info->raw_height, min_side), 3);
}

static void
set_options (JpegReader *self, int min_side)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;
  gboolean inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;

  jpeg->scale_num = 1;
  jpeg->scale_denom = choose_divisor (self->info, min_side);
  jpeg->out_color_space = inks ? JCS_CMYK : OUT_COLOR_SPACE;
  if (min_side > 0)
    {
      jpeg->dct_method = JDCT_IFAST;
      jpeg->do_fancy_upsampling = FALSE;
    }
}

static gboolean
check_plausible (JpegReader *self)
{
  guint64 n_pixels = (guint64) self->info->raw_width * (guint64) self->info->raw_height;

  if (self->jpeg.arith_code || n_pixels <= PLAUSIBLE_PIXELS || n_pixels / MAX_PIXELS_PER_BYTE <= self->size)
    return TRUE;

  g_set_error (&self->error, GW_ERROR, GW_ERROR_INVALID,
               _ ("The JPEG file claims %d × %d pixels, which its %zu bytes cannot hold."), self->info->raw_width,
               self->info->raw_height, self->size);
  return FALSE;
}

static gboolean
prepare (JpegReader *self)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;

  if (jpeg->src->bytes_in_buffer <= 2)
    {
      g_set_error (&self->error, GW_ERROR, GW_ERROR_TRUNCATED,
                   _ ("The JPEG file ends too early: its %zu bytes hold no pixels."), self->size);
      return FALSE;
    }
  if (!check_plausible (self))
    return FALSE;
  jpeg_calc_output_dimensions (jpeg);
  if (!_gw_row_sink_init (&self->sink, (int) jpeg->output_width, (int) jpeg->output_height, self->info->orientation, 0,
                          FALSE, &self->error))
    return FALSE;
  self->have_sink = TRUE;
  if (jpeg->out_color_space == JCS_CMYK)
    self->cmyk = g_malloc ((gsize) jpeg->output_width * 4);

  return TRUE;
}

static gboolean
read_rows (JpegReader *self)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;

  while (jpeg->output_scanline < jpeg->output_height)
    {
      guint32 *row = _gw_row_sink_begin_row (&self->sink);
      JSAMPROW to = self->cmyk != NULL ? self->cmyk : (JSAMPROW) row;

      if (jpeg->output_scanline % GW_DECODE_ROWS_PER_CHECK == 0
          && g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
        return FALSE;
      if (jpeg_read_scanlines (jpeg, &to, 1) != 1)
        return FALSE;
      if (self->cmyk != NULL)
        convert_cmyk_row (self->cmyk, row, self->sink.width);
      _gw_row_sink_end_row (&self->sink);
    }

  return TRUE;
}

/* FALSE when libjpeg gave up or self->error is set. */
static gboolean
read_picture (JpegReader *self, const guint8 *data, int min_side)
{
  if (setjmp (self->jump))
    return FALSE;

  jpeg_create_decompress (&self->jpeg);
  self->jpeg.progress = &self->progress;
  jpeg_mem_src (&self->jpeg, data, (unsigned long) self->size);
  jpeg_read_header (&self->jpeg, TRUE);
  set_options (self, min_side);
  if (!prepare (self))
    return FALSE;
  jpeg_start_decompress (&self->jpeg);

  return read_rows (self);
}

static gboolean
is_unsupported (int code)
{
  return code == JERR_ARITH_NOTIMPL || code == JERR_SOF_UNSUPPORTED || code == JERR_BAD_PRECISION
         || code == JERR_CONVERSION_NOTIMPL || code == JERR_FRACT_SAMPLE_NOTIMPL || code == JERR_NOT_COMPILED
         || code == JERR_CCIR601_NOTIMPL || code == JERR_IMAGE_TOO_BIG;
}

static GError *
describe_failure (JpegReader *self)
{
  if (is_unsupported (self->manager.msg_code))
    return g_error_new (GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("The JPEG file is of a kind that cannot be read (%s)."),
                        self->message);
  if (self->truncated)
    return g_error_new (GW_ERROR, GW_ERROR_TRUNCATED, _ ("The JPEG file ends too early: its %zu bytes hold no pixels."),
                        self->size);

  return g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The JPEG file is damaged (%s)."), self->message);
}

static GError *
describe_damage (JpegReader *self)
{
  /* In rows of the full picture. */
  int row = (int) ((gint64) self->damaged_row * self->info->raw_height / MAX (self->sink.height, 1));

  if (self->truncated && self->jpeg.progressive_mode)
    return g_error_new (GW_ERROR, GW_ERROR_TRUNCATED,
                        _ ("The JPEG file ends too early: its %zu bytes hold the picture coarsely."), self->size);
  if (self->truncated)
    return g_error_new (GW_ERROR, GW_ERROR_TRUNCATED,
                        _ ("The JPEG file ends too early: its %zu bytes hold about %d of %d rows."), self->size, row,
                        self->info->raw_height);

  return g_error_new (GW_ERROR, GW_ERROR_INVALID, _ ("The JPEG file is damaged after about %d of %d rows (%s)."), row,
                      self->info->raw_height, self->message);
}

static cairo_surface_t *
finish (JpegReader *self, gboolean complete, GError **warning, GError **error)
{
  if (self->error == NULL && !complete && (!self->have_sink || self->sink.next_row == 0))
    self->error = describe_failure (self);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }

  if (!complete && !self->damaged)
    self->damaged_row = self->sink.next_row;
  if (!complete || self->damaged)
    *warning = describe_damage (self);
  _gw_row_sink_fill_rest (&self->sink);

  return _gw_row_sink_finish (&self->sink);
}

cairo_surface_t *
_gw_decode_jpeg (const guint8 *data, gsize size, int min_side, const GwImageInfo *info, GCancellable *cancellable,
                 GError **warning, GError **error)
{
  JpegReader self = { .size = size, .info = info, .cancellable = cancellable };
  cairo_surface_t *surface;
  gboolean complete;

  if (info->bit_depth != 8)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                   _ ("The JPEG file has %d bits for each color. Groundwork reads JPEG files of 8 bits: "
                      "save it again as 8-bit JPEG or 16-bit PNG."),
                   info->bit_depth);
      return NULL;
    }

  self.jpeg.err = jpeg_std_error (&self.manager);
  self.jpeg.client_data = &self;
  self.manager.error_exit = on_error_cb;
  self.manager.emit_message = on_message_cb;
  self.progress.progress_monitor = on_progress_cb;

  complete = read_picture (&self, data, min_side);
  surface = finish (&self, complete, warning, error);

  jpeg_destroy_decompress (&self.jpeg);
  _gw_row_sink_clear (&self.sink);
  g_free (self.cmyk);
  g_clear_error (&self.error);

  return surface;
}
