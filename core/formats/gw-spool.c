/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-writer-private.h"

#define BLOCK_BYTES (256 * 1024)

struct _GwSpool
{
  int fd;
  GOutputStream *stream;
};

GwSpool *
_gw_spool_new (const char *folder, GError **error)
{
  GwSpool *self;
  g_autofree char *name = g_build_filename (folder, ".spool-XXXXXX", NULL);
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("A temporary file in %s cannot be made: %s."), folder,
                   g_strerror (code));
      return NULL;
    }
  g_unlink (name);

  self = g_new0 (GwSpool, 1);
  self->fd = fd;
  self->stream = g_unix_output_stream_new (fd, FALSE);

  return self;
}

void
_gw_spool_free (GwSpool *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->stream);
  close (self->fd);
  g_free (self);
}

GOutputStream *
_gw_spool_get_stream (GwSpool *self)
{
  return self->stream;
}

guint64
_gw_spool_get_size (GwSpool *self)
{
  off_t size = lseek (self->fd, 0, SEEK_END);

  return size > 0 ? (guint64) size : 0;
}

gboolean
_gw_spool_copy (GwSpool *self, guint64 offset, guint64 length, GOutputStream *stream, GCancellable *cancellable,
                GError **error)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  guint64 end = length == G_MAXUINT64 ? G_MAXUINT64 : offset + length;

  while (offset < end)
    {
      gssize n = pread (self->fd, block, (gsize) MIN (end - offset, BLOCK_BYTES), (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || (n == 0 && end != G_MAXUINT64))
        {
          int code = errno;

          g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("A temporary file cannot be read: %s."), g_strerror (code));
          return FALSE;
        }
      if (n == 0)
        break;
      if (!g_output_stream_write_all (stream, block, (gsize) n, NULL, cancellable, error))
        return FALSE;
      offset += (guint64) n;
    }

  return TRUE;
}
