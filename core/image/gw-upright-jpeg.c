/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-upright-private.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

/* As in decoding: a file of more scans is an attack on time. */
#define MAX_SCANS 200

/* Bytes by which the written file grows. */
#define CHUNK (256 * 1024)

/* Two pictures of coefficients are held at once, of 2 to 6 bytes a pixel each. */
#define MAX_PIXELS (G_GUINT64_CONSTANT (64) << 20)

/* From the stored picture to the one shown: first the sides are exchanged, then
 * the result is mirrored.
 */
typedef struct
{
  gboolean transpose;
  gboolean flip_x;
  gboolean flip_y;
} Turn;

static const Turn turns[] = {
  { FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE }, { FALSE, TRUE, FALSE },
  { FALSE, TRUE, TRUE },   { FALSE, FALSE, TRUE },  { TRUE, FALSE, FALSE },
  { TRUE, TRUE, FALSE },   { TRUE, TRUE, TRUE },    { TRUE, FALSE, TRUE },
};

/* All that must survive a longjmp out of libjpeg; the managers come first. */
typedef struct
{
  struct jpeg_error_mgr manager;
  struct jpeg_progress_mgr progress;
  jmp_buf jump;
  struct jpeg_decompress_struct from;
  struct jpeg_compress_struct to;
  struct jpeg_destination_mgr destination;
  GByteArray *bytes; /* written so far, and room behind them */
  GCancellable *cancellable;
} Job;

G_GNUC_NORETURN static void
on_error_cb (j_common_ptr jpeg)
{
  Job *self = jpeg->client_data;

  longjmp (self->jump, 1);
}

/* Damage is for who decodes the picture to judge. */
static void
on_message_cb (j_common_ptr jpeg, int level)
{
  if (level < 0)
    on_error_cb (jpeg);
}

static void
on_progress_cb (j_common_ptr jpeg)
{
  Job *self = jpeg->client_data;

  if (g_cancellable_is_cancelled (self->cancellable)
      || (jpeg->is_decompressor && self->from.input_scan_number > MAX_SCANS))
    on_error_cb (jpeg);
}

/* libjpeg's own memory would be lost, or freed twice, with an error while it grows. */
static void
give_room (Job *self, gsize n_used)
{
  g_byte_array_set_size (self->bytes, (guint) (n_used + CHUNK));
  self->destination.next_output_byte = self->bytes->data + n_used;
  self->destination.free_in_buffer = CHUNK;
}

static void
on_start_cb (j_compress_ptr jpeg)
{
  give_room (jpeg->client_data, 0);
}

static boolean
on_full_cb (j_compress_ptr jpeg)
{
  Job *self = jpeg->client_data;

  if (self->bytes->len > G_MAXUINT - 2 * CHUNK)
    on_error_cb ((j_common_ptr) jpeg);
  give_room (self, self->bytes->len);
  return TRUE;
}

static void
on_end_cb (j_compress_ptr jpeg)
{
  Job *self = jpeg->client_data;

  g_byte_array_set_size (self->bytes, self->bytes->len - (guint) self->destination.free_in_buffer);
}

/* One block of 64 coefficients: mirroring changes the sign of every other one. */
static void
turn_block (const JCOEF *from, JCOEF *to, const Turn *turn)
{
  for (int v = 0; v < DCTSIZE; v++)
    for (int u = 0; u < DCTSIZE; u++)
      {
        const int value = turn->transpose ? from[u * DCTSIZE + v] : from[v * DCTSIZE + u];
        const gboolean negative = ((turn->flip_x && (u & 1)) != 0) != ((turn->flip_y && (v & 1)) != 0);

        to[v * DCTSIZE + u] = (JCOEF) (negative ? -value : value);
      }
}

static void
turn_component (Job *self, int i, jvirt_barray_ptr source, jvirt_barray_ptr target, const Turn *turn)
{
  const jpeg_component_info *component = &self->from.comp_info[i];
  const JDIMENSION width = turn->transpose ? component->height_in_blocks : component->width_in_blocks;
  const JDIMENSION height = turn->transpose ? component->width_in_blocks : component->height_in_blocks;

  for (JDIMENSION y = 0; y < height; y++)
    {
      const JDIMENSION row = turn->flip_y ? height - 1 - y : y;
      JBLOCKARRAY to = self->to.mem->access_virt_barray ((j_common_ptr) &self->to, target, y, 1, TRUE);
      JBLOCKARRAY from = NULL;

      if (!turn->transpose)
        from = self->from.mem->access_virt_barray ((j_common_ptr) &self->from, source, row, 1, FALSE);
      for (JDIMENSION x = 0; x < width; x++)
        {
          const JDIMENSION column = turn->flip_x ? width - 1 - x : x;

          if (turn->transpose)
            from = self->from.mem->access_virt_barray ((j_common_ptr) &self->from, source, column, 1, FALSE);
          turn_block (from[0][turn->transpose ? row : column], to[0][x], turn);
        }
    }
}

/* Mirroring would bring the part of a block that is outside of the picture to
 * its other side.
 */
static gboolean
is_whole (const struct jpeg_decompress_struct *from, const Turn *turn)
{
  const gboolean columns = turn->transpose ? turn->flip_y : turn->flip_x;
  const gboolean rows = turn->transpose ? turn->flip_x : turn->flip_y;

  return (!columns || from->image_width % (JDIMENSION) (from->max_h_samp_factor * DCTSIZE) == 0)
         && (!rows || from->image_height % (JDIMENSION) (from->max_v_samp_factor * DCTSIZE) == 0);
}

static void
exchange_sides (struct jpeg_compress_struct *to)
{
  const JDIMENSION width = to->image_width;

  to->image_width = to->image_height;
  to->image_height = width;
  for (int i = 0; i < to->num_components; i++)
    {
      const int across = to->comp_info[i].h_samp_factor;

      to->comp_info[i].h_samp_factor = to->comp_info[i].v_samp_factor;
      to->comp_info[i].v_samp_factor = across;
    }
  for (int i = 0; i < NUM_QUANT_TBLS; i++)
    for (int v = 0; to->quant_tbl_ptrs[i] != NULL && v < DCTSIZE; v++)
      for (int u = 0; u < v; u++)
        {
          UINT16 *values = to->quant_tbl_ptrs[i]->quantval;
          const UINT16 value = values[v * DCTSIZE + u];

          values[v * DCTSIZE + u] = values[u * DCTSIZE + v];
          values[u * DCTSIZE + v] = value;
        }
}

static JDIMENSION
round_up (JDIMENSION n, int factor)
{
  return (n + (JDIMENSION) factor - 1) / (JDIMENSION) factor * (JDIMENSION) factor;
}

/* Room for the turned picture's coefficients, as large as those of the source. */
static jvirt_barray_ptr *
request_room (Job *self, const Turn *turn)
{
  struct jpeg_compress_struct *to = &self->to;
  jvirt_barray_ptr *room = to->mem->alloc_small ((j_common_ptr) to, JPOOL_IMAGE,
                                                 sizeof (jvirt_barray_ptr) * (size_t) to->num_components);

  for (int i = 0; i < to->num_components; i++)
    {
      const jpeg_component_info *from = &self->from.comp_info[i];
      const JDIMENSION width = turn->transpose ? from->height_in_blocks : from->width_in_blocks;
      const JDIMENSION height = turn->transpose ? from->width_in_blocks : from->height_in_blocks;
      const int across = to->comp_info[i].h_samp_factor, down = to->comp_info[i].v_samp_factor;

      room[i] = to->mem->request_virt_barray ((j_common_ptr) to, JPOOL_IMAGE, TRUE, round_up (width, across),
                                              round_up (height, down), (JDIMENSION) down);
    }
  return room;
}

/* What a colour means stays; what the camera said does not, the orientation among it, nor do pictures behind this
 * one, which APP2 tells of too.
 */
static void
copy_profile (Job *self)
{
  for (jpeg_saved_marker_ptr marker = self->from.marker_list; marker != NULL; marker = marker->next)
    if (_gw_upright_is_profile (marker->data, marker->data_length))
      jpeg_write_marker (&self->to, marker->marker, marker->data, marker->data_length);
}

static gboolean
run (Job *self, GBytes *picture, const Turn *turn)
{
  jvirt_barray_ptr *source, *target;

  if (setjmp (self->jump))
    return FALSE;

  jpeg_create_decompress (&self->from);
  jpeg_create_compress (&self->to);
  self->from.progress = &self->progress;
  self->to.progress = &self->progress;
  jpeg_mem_src (&self->from, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  jpeg_save_markers (&self->from, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header (&self->from, TRUE);
  if ((guint64) self->from.image_width * self->from.image_height > MAX_PIXELS)
    return FALSE;
  source = jpeg_read_coefficients (&self->from);
  if (!is_whole (&self->from, turn))
    return FALSE;

  jpeg_copy_critical_parameters (&self->from, &self->to);
  if (turn->transpose)
    exchange_sides (&self->to);
  self->to.optimize_coding = TRUE;
  target = request_room (self, turn);
  self->to.dest = &self->destination;
  jpeg_write_coefficients (&self->to, target);
  copy_profile (self);
  for (int i = 0; i < self->from.num_components; i++)
    turn_component (self, i, source[i], target[i], turn);
  jpeg_finish_compress (&self->to);

  return TRUE;
}

GBytes *
_gw_upright_turn_jpeg (GBytes *picture, int orientation, GCancellable *cancellable)
{
  Job job = { .cancellable = cancellable };
  gboolean done;

  if (orientation < 1 || orientation >= (int) G_N_ELEMENTS (turns))
    return NULL;
  job.from.err = jpeg_std_error (&job.manager);
  job.to.err = job.from.err;
  job.manager.error_exit = on_error_cb;
  job.manager.emit_message = on_message_cb;
  job.progress.progress_monitor = on_progress_cb;
  job.from.client_data = &job;
  job.to.client_data = &job;
  job.destination.init_destination = on_start_cb;
  job.destination.empty_output_buffer = on_full_cb;
  job.destination.term_destination = on_end_cb;
  job.bytes = g_byte_array_new ();
  done = run (&job, picture, &turns[orientation]);
  jpeg_destroy_compress (&job.to);
  jpeg_destroy_decompress (&job.from);
  if (done)
    return g_byte_array_free_to_bytes (job.bytes);

  g_byte_array_unref (job.bytes);
  return NULL;
}
