/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-png-chunks.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define SIGNATURE_BYTES 8
#define BUFFER_BYTES (64 * 1024)

typedef struct
{
  int fd;
  guint8 *buffer;
  gsize begin; /* of what is not taken yet */
  gsize end;
  GCancellable *cancellable;
} Input;

/* FALSE at the end of the file. */
static gboolean
fill (Input *input)
{
  gssize n;

  if (g_cancellable_is_cancelled (input->cancellable))
    return FALSE;
  n = read (input->fd, input->buffer, BUFFER_BYTES);
  input->begin = 0;
  input->end = n > 0 ? (gsize) n : 0;
  return n > 0;
}

/* Takes `length` bytes into `data` (NULL: nowhere) and the checksum. */
static gboolean
take (Input *input, guint8 *data, gsize length, uLong *checksum)
{
  while (length > 0)
    {
      gsize n;

      if (input->begin == input->end && !fill (input))
        return FALSE;
      n = MIN (length, input->end - input->begin);
      *checksum = crc32 (*checksum, input->buffer + input->begin, (uInt) n);
      if (data != NULL)
        {
          memcpy (data, input->buffer + input->begin, n);
          data += n;
        }
      input->begin += n;
      length -= n;
    }
  return TRUE;
}

static guint32
read_number (const guint8 *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* One chunk: its length, its name, its data, and the checksum of these two. */
static gboolean
take_chunk (Input *input, gboolean *is_last)
{
  guint8 length[4], name[4], stored[4];
  uLong ignored = 0;
  uLong checksum = crc32 (0, NULL, 0);

  if (!take (input, length, sizeof length, &ignored) || !take (input, name, sizeof name, &checksum)
      || !take (input, NULL, read_number (length), &checksum) || !take (input, stored, sizeof stored, &ignored))
    return FALSE;
  *is_last = memcmp (name, "IEND", 4) == 0;
  return read_number (stored) == (guint32) checksum;
}

gboolean
gw_png_chunks_are_whole (const char *path, GCancellable *cancellable)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_BYTES);
  Input input = { .buffer = buffer, .cancellable = cancellable };
  uLong ignored = 0;
  gboolean is_last = FALSE;
  gboolean whole;

  g_return_val_if_fail (path != NULL, FALSE);

  input.fd = open (path, O_RDONLY | O_CLOEXEC);
  if (input.fd < 0)
    return FALSE;
  whole = take (&input, NULL, SIGNATURE_BYTES, &ignored);
  while (whole && !is_last)
    whole = take_chunk (&input, &is_last);
  close (input.fd);

  return whole;
}
