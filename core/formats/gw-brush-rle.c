/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-brush-rle.h"

#include <stdlib.h>

/* Values of a pixel, of which the last is alpha. */
#define CHANNELS 4
#define ALPHA 3

/* What is written: a bit for the kind of run, two for the size of its length. */
#define WORD_BITS 8
#define LONGEST_RUN 65536
static const guint length_bits[4] = { 3, 4, 8, 16 };

/* --- reading ------------------------------------------------------------------------- */

typedef struct
{
  const guint8 *bytes;
  guint64 position; /* in bits */
  guint64 end;
} BitReader;

/* The next n bits, 32 at most, the first of them the highest; FALSE where there are fewer. */
static gboolean
read_bits (BitReader *reader, guint n, guint32 *value)
{
  guint64 found = 0;

  if (reader->end - reader->position < n)
    return FALSE;
  for (guint left = n; left > 0;)
    {
      const guint offset = reader->position % 8;
      const guint taken = MIN (left, 8 - offset);
      const guint byte = reader->bytes[reader->position / 8];

      found = found << taken | (byte >> (8 - offset - taken) & ((1u << taken) - 1));
      reader->position += taken;
      left -= taken;
    }
  *value = (guint32) found;

  return TRUE;
}

/* Set pixels in the order of the image, row by row: from start up to, not including, end. */
typedef struct
{
  guint32 start;
  guint32 end;
} Span;

static void
add_span (GArray *spans, guint64 start, guint64 end)
{
  Span *last = spans->len > 0 ? &g_array_index (spans, Span, spans->len - 1) : NULL;
  const Span added = { (guint32) start, (guint32) end };

  if (start >= end)
    return;
  if (last != NULL && last->end == added.start)
    last->end = added.end;
  else
    g_array_append_val (spans, added);
}

typedef struct
{
  BitReader bits;
  guint word_bits;
  guint length_bits[4];
  guint64 n_values;
} Decoder;

static gboolean
read_head (Decoder *self)
{
  guint32 value;

  if (!read_bits (&self->bits, 32, &value))
    return FALSE;
  self->n_values = value;
  if (!read_bits (&self->bits, 5, &value))
    return FALSE;
  self->word_bits = value + 1;
  for (guint i = 0; i < G_N_ELEMENTS (self->length_bits); i++)
    {
      if (!read_bits (&self->bits, 4, &value))
        return FALSE;
      self->length_bits[i] = value + 1;
    }

  return TRUE;
}

/* The kind of the next run, and where it ends. */
static gboolean
read_run (Decoder *self, guint64 start, gboolean *repeats, guint64 *end)
{
  guint32 kind, size, length;

  if (!read_bits (&self->bits, 1, &kind) || !read_bits (&self->bits, 2, &size)
      || !read_bits (&self->bits, self->length_bits[size], &length))
    return FALSE;
  *repeats = kind == 1;
  *end = start + (guint64) length + 1;

  return TRUE;
}

/* The values of a run. Its alphas are those of pixels start / 4 up to end / 4. */
static gboolean
read_values (Decoder *self, gboolean repeats, guint64 start, guint64 end, GArray *spans)
{
  guint32 word;

  if (repeats)
    {
      if (!read_bits (&self->bits, self->word_bits, &word))
        return FALSE;
      if (word > 0)
        add_span (spans, start / CHANNELS, end / CHANNELS);
      return TRUE;
    }
  for (guint64 i = start; i < end; i++)
    {
      if (!read_bits (&self->bits, self->word_bits, &word))
        return FALSE;
      if (i % CHANNELS == ALPHA && word > 0)
        add_span (spans, i / CHANNELS, i / CHANNELS + 1);
    }

  return TRUE;
}

/* NULL where all is well, else a code. */
static const char *
read_spans (Decoder *self, guint64 n_pixels, GArray *spans)
{
  guint64 position = 0;

  if (!read_head (self))
    return "rle-short";
  if (self->n_values != n_pixels * CHANNELS)
    return "mask-size";
  while (position < self->n_values)
    {
      gboolean repeats;
      guint64 end;

      if (!read_run (self, position, &repeats, &end))
        return "rle-short";
      if (end > self->n_values)
        return "rle-sum";
      if (!read_values (self, repeats, position, end, spans))
        return "rle-short";
      if (spans->len >= GW_MASK_MAX_RUNS / 2)
        return "limit";
      position = end;
    }

  return NULL;
}

/* --- the mask -------------------------------------------------------------------------- */

/* The tight rectangle of spans, of which there is one at least. One that goes on over the
 * end of a row has both the last and the first column.
 */
static void
find_bounds (const GArray *spans, guint32 width, GwMask *mask)
{
  const Span *first = &g_array_index (spans, Span, 0);
  const Span *last = &g_array_index (spans, Span, spans->len - 1);
  const guint32 top = first->start / width;
  const guint32 bottom = (last->end - 1) / width;
  guint32 left = width, right = 0;

  for (guint i = 0; i < spans->len && (left > 0 || right < width); i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      const guint32 row = span->start / width;
      const guint32 end = span->end - row * width;

      left = MIN (left, end > width ? 0 : span->start - row * width);
      right = MAX (right, MIN (end, width));
    }
  mask->x = (gint32) left;
  mask->y = (gint32) top;
  mask->width = (gint32) (right - left);
  mask->height = (gint32) (bottom - top + 1);
}

/* The runs within the rectangle; how many. Spans that touch there become one. */
static gsize
fill_runs (const GArray *spans, guint32 image_width, const GwMask *mask, guint32 *runs)
{
  const guint32 width = (guint32) mask->width;
  const guint32 n_pixels = width * (guint32) mask->height;
  guint32 position = 0;
  gsize n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      const guint32 row = span->start / image_width;
      const guint32 column = span->start - row * image_width;
      const guint32 start = (row - (guint32) mask->y) * width + column - (guint32) mask->x;
      const guint32 length = span->end - span->start;

      if (n > 0 && start == position)
        runs[n - 1] += length;
      else
        {
          runs[n++] = start - position;
          runs[n++] = length;
        }
      position = start + length;
    }
  if (position < n_pixels)
    runs[n++] = n_pixels - position;

  return n;
}

static const char *
make_mask (const GArray *spans, int width, int height, GwMask *mask)
{
  gw_mask_init_empty (width, height, mask);
  if (spans->len == 0)
    return NULL;
  mask->runs = malloc (((gsize) spans->len * 2 + 1) * sizeof (guint32));
  if (mask->runs == NULL)
    return "limit";
  find_bounds (spans, (guint32) width, mask);
  mask->n_runs = fill_runs (spans, (guint32) width, mask, mask->runs);

  return NULL;
}

gboolean
gw_brush_rle_decode (const guint8 *bytes, gsize n, int width, int height, GwMask *mask, const char **code)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  Decoder decoder = { .bits = { bytes, 0, (guint64) n * 8 } };
  GwMask empty = GW_MASK_INIT;

  *mask = empty;
  if (width <= 0 || height <= 0 || (guint64) width * (guint64) height > GW_BRUSH_RLE_MAX_PIXELS
      || gw_mask_init_empty (width, height, &empty) != GW_STATUS_OK)
    {
      *code = "limit";
      return FALSE;
    }
  *code = read_spans (&decoder, (guint64) width * (guint64) height, spans);
  if (*code == NULL)
    *code = make_mask (spans, width, height, mask);

  return *code == NULL;
}

/* --- writing ---------------------------------------------------------------------------- */

typedef struct
{
  GwBrushByteFunc func;
  gpointer data;
  guint32 bits; /* the last n_bits of it are not handed out yet */
  guint n_bits; /* 7 at most */
  guint8 words[CHANNELS];
} BitWriter;

/* n: 24 at most. */
static void
write_bits (BitWriter *writer, guint32 value, guint n)
{
  writer->bits = writer->bits << n | value;
  writer->n_bits += n;
  while (writer->n_bits >= 8)
    {
      writer->n_bits -= 8;
      writer->func (writer->bits >> writer->n_bits & 0xff, writer->data);
    }
}

static void
end_bits (BitWriter *writer)
{
  if (writer->n_bits > 0)
    write_bits (writer, 0, 8 - writer->n_bits);
}

static void
write_run (BitWriter *writer, gboolean repeats, guint n)
{
  guint size = 0;

  while (n > 1u << length_bits[size])
    size++;
  write_bits (writer, repeats ? 1 : 0, 1);
  write_bits (writer, size, 2);
  write_bits (writer, n - 1, length_bits[size]);
}

static void
write_repeated (BitWriter *writer, guint8 word, guint64 n)
{
  while (n > 0)
    {
      const guint taken = (guint) MIN (n, LONGEST_RUN);

      write_run (writer, TRUE, taken);
      write_bits (writer, word, WORD_BITS);
      n -= taken;
    }
}

static gboolean
is_one_word (const BitWriter *writer)
{
  for (guint i = 0; i < ALPHA; i++)
    if (writer->words[i] != writer->words[ALPHA])
      return FALSE;
  return TRUE;
}

static void
write_pixels (BitWriter *writer, guint64 n)
{
  if (is_one_word (writer))
    {
      write_repeated (writer, writer->words[ALPHA], n * CHANNELS);
      return;
    }
  while (n > 0)
    {
      const guint taken = (guint) MIN (n, LONGEST_RUN / CHANNELS);

      write_run (writer, FALSE, taken * CHANNELS);
      for (guint i = 0; i < taken; i++)
        for (guint k = 0; k < CHANNELS; k++)
          write_bits (writer, writer->words[k], WORD_BITS);
      n -= taken;
    }
}

/* Set pixels from start on, n of them; position: of the first that is not written. */
static void
write_span (BitWriter *writer, guint64 start, guint64 n, guint64 *position)
{
  write_repeated (writer, 0, (start - *position) * CHANNELS);
  write_pixels (writer, n);
  *position = start + n;
}

/* A run of set pixels of the mask's rectangle, from start on. */
static void
write_set_run (BitWriter *writer, const GwMask *mask, guint64 start, guint64 n, guint64 *position)
{
  const guint64 width = (guint64) mask->width;
  const guint64 image_width = (guint64) mask->image_width;

  while (n > 0)
    {
      const guint64 row = start / width;
      const guint64 column = start - row * width;
      const guint64 taken = width == image_width ? n : MIN (n, width - column);

      write_span (writer, ((guint64) mask->y + row) * image_width + (guint64) mask->x + column, taken, position);
      start += taken;
      n -= taken;
    }
}

gboolean
gw_brush_rle_encode (const GwMask *mask, guint32 colour, GwBrushByteFunc func, gpointer data)
{
  const guint64 n_pixels = (guint64) mask->image_width * (guint64) mask->image_height;
  BitWriter writer = {
    func, data, 0, 0, { colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff, 0xff },
  };
  guint64 position = 0, start = 0;

  if (n_pixels > GW_BRUSH_RLE_MAX_PIXELS)
    return FALSE;
  write_bits (&writer, (guint32) (n_pixels * CHANNELS >> 16), 16);
  write_bits (&writer, (guint32) (n_pixels * CHANNELS & 0xffff), 16);
  write_bits (&writer, WORD_BITS - 1, 5);
  for (guint i = 0; i < G_N_ELEMENTS (length_bits); i++)
    write_bits (&writer, length_bits[i] - 1, 4);
  for (gsize i = 0; i < mask->n_runs; i++)
    {
      if (i % 2 == 1)
        write_set_run (&writer, mask, start, mask->runs[i], &position);
      start += mask->runs[i];
    }
  write_repeated (&writer, 0, (n_pixels - position) * CHANNELS);
  end_bits (&writer);

  return TRUE;
}
