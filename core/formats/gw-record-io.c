/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-record-io.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-error.h"

#define WORD 4
/* A multiple of a word. */
#define BLOCK_BYTES (256 * 1024)
#define HEAD_BYTES 24

/* What the upper three bits of the second word say. */
enum
{
  WHOLE = 0,
  FIRST_PART = 1,
  MIDDLE_PART = 2,
  LAST_PART = 3
};

/* A payload that is never whole in memory: bytes at hand, then a file. */
typedef struct
{
  const guint8 *head;
  gsize n_head;
  int fd;
  gsize size;
  guint8 *block; /* of BLOCK_BYTES */
} Payload;

static gboolean
read_file (int fd, guint8 *to, gsize n, gsize offset, GError **error)
{
  while (n > 0)
    {
      gssize got = pread (fd, to, n, (off_t) offset);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_IO,
                       got < 0 ? _ ("The picture cannot be read: %s.") : _ ("The picture has become shorter: %s."),
                       got < 0 ? g_strerror (errno) : _ ("it was changed while it was read"));
          return FALSE;
        }
      to += got;
      n -= (gsize) got;
      offset += (gsize) got;
    }

  return TRUE;
}

/* Fills the block with n bytes from offset on. */
static gboolean
fill (const Payload *payload, gsize offset, gsize n, GError **error)
{
  gsize n_head = offset < payload->n_head ? MIN (n, payload->n_head - offset) : 0;

  if (n_head > 0)
    memcpy (payload->block, payload->head + offset, n_head);
  return n == n_head
         || read_file (payload->fd, payload->block + n_head, n - n_head, offset + n_head - payload->n_head, error);
}

/* The place of the next magic word from offset, a multiple of a word, on; the size where
 * there is none.
 */
static gboolean
find_magic (const Payload *payload, gsize offset, gsize *place, GCancellable *cancellable, GError **error)
{
  const guint32 magic = GUINT32_TO_LE (GW_RECORD_IO_MAGIC);

  for (; offset < payload->size; offset += BLOCK_BYTES)
    {
      gsize n = MIN (payload->size - offset, BLOCK_BYTES);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !fill (payload, offset, n, error))
        return FALSE;
      for (gsize i = 0; i + WORD <= n; i += WORD)
        if (memcmp (payload->block + i, &magic, WORD) == 0)
          {
            *place = offset + i;
            return TRUE;
          }
    }
  *place = payload->size;

  return TRUE;
}

static gboolean
write_part (GOutputStream *stream, const Payload *payload, guint flag, gsize begin, gsize end,
            GCancellable *cancellable, GError **error)
{
  const guint32 words[2] = { GUINT32_TO_LE (GW_RECORD_IO_MAGIC),
                             GUINT32_TO_LE ((guint32) flag << 29 | (guint32) (end - begin)) };

  if (!g_output_stream_write_all (stream, words, sizeof words, NULL, cancellable, error))
    return FALSE;
  for (gsize offset = begin; offset < end; offset += BLOCK_BYTES)
    {
      gsize n = MIN (end - offset, BLOCK_BYTES);

      if (!fill (payload, offset, n, error)
          || !g_output_stream_write_all (stream, payload->block, n, NULL, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* FALSE with GW_ERROR_LIMIT for a picture that no record holds. */
static gboolean
find_size (Payload *payload, GError **error)
{
  struct stat status;

  if (fstat (payload->fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The picture cannot be read: %s."), g_strerror (errno));
      return FALSE;
    }
  if (status.st_size > (off_t) (GW_RECORD_IO_LARGEST - payload->n_head))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, "%s",
                   _ ("The picture is larger than the 512 MiB that a record of RecordIO holds."));
      return FALSE;
    }
  payload->size = payload->n_head + (gsize) status.st_size;

  return TRUE;
}

gboolean
gw_record_io_write (GOutputStream *stream, const guint8 *head, gsize n_head, int fd, guint64 *size,
                    GCancellable *cancellable, GError **error)
{
  static const guint8 zeros[WORD] = { 0 };
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  Payload payload = { head, n_head, fd, 0, block };
  gsize begin = 0, end, padding;
  guint64 written = 0;

  if (!find_size (&payload, error))
    return FALSE;
  for (;;)
    {
      guint flag;

      if (!find_magic (&payload, begin, &end, cancellable, error))
        return FALSE;
      if (end == payload.size)
        flag = begin == 0 ? WHOLE : LAST_PART;
      else
        flag = begin == 0 ? FIRST_PART : MIDDLE_PART;
      if (!write_part (stream, &payload, flag, begin, end, cancellable, error))
        return FALSE;
      written += 2 * WORD + end - begin;
      if (end == payload.size)
        break;
      /* The word itself is not written: readers put it back. */
      begin = end + WORD;
    }
  padding = (WORD - payload.size % WORD) % WORD;
  if (size != NULL)
    *size = written + padding;

  return g_output_stream_write_all (stream, zeros, padding, NULL, cancellable, error);
}

static void
put_float (guint8 *to, float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT32_TO_LE (bits);
  memcpy (to, &bits, sizeof bits);
}

guint8 *
gw_record_io_make_head (const float *labels, guint n_labels, guint64 id, gsize *n_head)
{
  const guint n_extra = n_labels == 1 ? 0 : n_labels;
  const guint32 flag = GUINT32_TO_LE (n_extra);
  guint8 *head;

  *n_head = HEAD_BYTES + sizeof (float) * n_extra;
  head = g_malloc0 (*n_head);
  id = GUINT64_TO_LE (id);
  memcpy (head, &flag, sizeof flag);
  put_float (head + 4, n_extra == 0 ? labels[0] : 0);
  memcpy (head + 8, &id, sizeof id);
  for (guint i = 0; i < n_extra; i++)
    put_float (head + HEAD_BYTES + sizeof (float) * i, labels[i]);

  return head;
}
