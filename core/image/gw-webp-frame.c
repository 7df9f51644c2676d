/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gdk-pixbuf's loader for WebP (0.2.1) goes on with a NULL pointer when an
 * animation is damaged. Only the first frame is ever shown, and as a file of
 * its own it takes the loader's other way.
 */

#include "config.h"

#include "gw-webp-frame-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-byte-source-private.h"
#include "gw-error.h"

#define FIRST_CHUNK 12   /* behind RIFF, its size, and WEBP */
#define CHUNK_HEAD 8     /* name and size */
#define FRAME_HEAD 16    /* place, size, duration and flags of a frame */
#define CANVAS_OFFSET 24 /* in the file: width - 1 and height - 1, 3 bytes each */
#define MAX_CHUNKS 1024
#define FLAG_ANIMATION 0x02
#define FLAG_ALPHA 0x10

typedef struct
{
  const guint8 *data; /* behind the head */
  gsize size;
} Chunk;

gboolean
_gw_webp_is_animation (const guint8 *data, gsize size)
{
  return size >= 30 && memcmp (data + FIRST_CHUNK, "VP8X", 4) == 0
         && (data[FIRST_CHUNK + CHUNK_HEAD] & FLAG_ANIMATION) != 0;
}

/* The first chunk of a name at or behind an offset. */
static gboolean
find_chunk (const guint8 *data, gsize size, gsize offset, const char *name, Chunk *chunk)
{
  for (guint n = 0; n < MAX_CHUNKS && offset <= size && size - offset >= CHUNK_HEAD; n++)
    {
      gsize length = _gw_le32 (data + offset + 4);

      if (length > size - offset - CHUNK_HEAD)
        return FALSE;
      if (memcmp (data + offset, name, 4) == 0)
        {
          *chunk = (Chunk) { data + offset + CHUNK_HEAD, length };
          return TRUE;
        }
      offset += CHUNK_HEAD + length + (length & 1);
    }

  return FALSE;
}

static void
append_chunk (GByteArray *file, const char *name, const guint8 *data, gsize size)
{
  guint32 length = GUINT32_TO_LE ((guint32) size);

  g_byte_array_append (file, (const guint8 *) name, 4);
  g_byte_array_append (file, (const guint8 *) &length, sizeof length);
  g_byte_array_append (file, data, (guint) size);
  if (size % 2 != 0)
    g_byte_array_append (file, (const guint8 *) "", 1);
}

static GBytes *
build_still (const guint8 *canvas, const Chunk *alpha, const char *name, const Chunk *pixels)
{
  GByteArray *file = g_byte_array_new ();
  guint8 head[10] = { 0 };
  guint32 length;

  /* A lossless chunk says itself whether it is transparent. */
  if (alpha->data != NULL || strcmp (name, "VP8L") == 0)
    head[0] = FLAG_ALPHA;
  memcpy (head + 4, canvas, 6);
  g_byte_array_append (file, (const guint8 *) "RIFF\0\0\0\0WEBP", FIRST_CHUNK);
  append_chunk (file, "VP8X", head, sizeof head);
  if (alpha->data != NULL)
    append_chunk (file, "ALPH", alpha->data, alpha->size);
  append_chunk (file, name, pixels->data, pixels->size);
  length = GUINT32_TO_LE (file->len - CHUNK_HEAD);
  memcpy (file->data + 4, &length, sizeof length);

  return g_byte_array_free_to_bytes (file);
}

GBytes *
_gw_webp_get_first_frame (const guint8 *data, gsize size, GError **error)
{
  static const guint8 corner[6] = { 0 };
  const guint8 *canvas = data + CANVAS_OFFSET;
  Chunk alpha = { NULL, 0 };
  Chunk frame;
  Chunk pixels;

  if (!find_chunk (data, size, FIRST_CHUNK, "ANMF", &frame))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_TRUNCATED,
                   _ ("The WebP animation ends too early: its %zu bytes hold no whole frame."), size);
      return NULL;
    }
  if (frame.size < FRAME_HEAD
      || (!find_chunk (frame.data, frame.size, FRAME_HEAD, "VP8L", &pixels)
          && !find_chunk (frame.data, frame.size, FRAME_HEAD, "VP8 ", &pixels)))
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID,
                           _ ("The first frame of the WebP animation is damaged: it holds no pixels."));
      return NULL;
    }
  if (memcmp (frame.data, corner, 6) != 0 || memcmp (frame.data + 6, canvas, 6) != 0)
    {
      g_set_error_literal (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                           _ ("The first frame of the WebP animation is not as large as the picture. "
                              "Save the frame to be labeled as a picture of its own."));
      return NULL;
    }

  if (memcmp (pixels.data - CHUNK_HEAD, "VP8L", 4) == 0)
    return build_still (canvas, &alpha, "VP8L", &pixels);
  if (!find_chunk (frame.data, frame.size, FRAME_HEAD, "ALPH", &alpha))
    alpha.data = NULL;

  return build_still (canvas, &alpha, "VP8 ", &pixels);
}
