/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-byte-source-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void
_gw_byte_source_init_memory (GwByteSource *self, const guint8 *data, gsize size)
{
  static const guint8 nothing[1] = { 0 };

  self->data = data != NULL ? data : nothing;
  self->fd = -1;
  self->size = size;
  self->window_start = 0;
  self->window_size = 0;
}

void
_gw_byte_source_init_file (GwByteSource *self, int fd, guint64 size)
{
  self->data = NULL;
  self->fd = fd;
  self->size = size;
  self->window_start = 0;
  self->window_size = 0;
}

static gsize
read_file (int fd, guint64 offset, guint8 *buffer, gsize n)
{
  gsize done = 0;

  while (done < n)
    {
      ssize_t got = pread (fd, buffer + done, n - done, (off_t) (offset + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      done += (gsize) got;
    }

  return done;
}

static gboolean
in_window (GwByteSource *self, guint64 offset, gsize n)
{
  return offset >= self->window_start && offset - self->window_start + n <= self->window_size;
}

gsize
_gw_byte_source_read (GwByteSource *self, guint64 offset, void *buffer, gsize n)
{
  if (offset >= self->size)
    return 0;
  n = (gsize) MIN ((guint64) n, self->size - offset);

  if (self->data != NULL)
    {
      memcpy (buffer, self->data + offset, n);
      return n;
    }

  if (n > sizeof self->window)
    return read_file (self->fd, offset, buffer, n);

  if (!in_window (self, offset, n))
    {
      self->window_start = offset;
      self->window_size = read_file (self->fd, offset, self->window, sizeof self->window);
      n = MIN (n, self->window_size);
    }
  memcpy (buffer, self->window + (offset - self->window_start), n);

  return n;
}

gboolean
_gw_byte_source_read_all (GwByteSource *self, guint64 offset, void *buffer, gsize n)
{
  return _gw_byte_source_read (self, offset, buffer, n) == n;
}
