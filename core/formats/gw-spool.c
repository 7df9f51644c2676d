/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "gw-aside.h"
#include "gw-error.h"
#include "gw-writer-private.h"

#define BLOCK_BYTES (256 * 1024)

/* Bytes between two words about how far it is. */
#define TELL_BYTES (1024 * 1024)

struct _GwSpool
{
  int fd;
  GOutputStream *stream;
  GwWork *work;   /* (nullable) */
  guint64 copied; /* bytes */
  guint64 told;   /* of them, when it was last told */
};

GwSpool *
_gw_spool_new (GwWriter *writer, GError **error)
{
  const char *folder = gw_folder_writer_get_folder (writer->folder);
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
  g_set_object (&self->work, writer->options.work);

  return self;
}

static void
close_file (gpointer data)
{
  close (GPOINTER_TO_INT (data));
}

void
_gw_spool_free (GwSpool *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->stream);
  g_clear_object (&self->work);
  /* It has no name any more, and takes a while to go. */
  gw_aside_free ("gw-free", close_file, GINT_TO_POINTER (self->fd));
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

/* Up to n bytes; 0 at the end, negative with error set. */
static gssize
read_block (GwSpool *self, guint64 offset, char *block, gsize n, GError **error)
{
  gssize got;

  do
    got = pread (self->fd, block, n, (off_t) offset);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    {
      int code = errno;

      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("A temporary file cannot be read: %s."), g_strerror (code));
    }

  return got;
}

static void
note_copied (GwSpool *self, guint64 n)
{
  g_autofree char *done = NULL;
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  self->copied += n;
  if (self->work == NULL || (self->told > 0 && self->copied - self->told < TELL_BYTES))
    return;

  self->told = self->copied;
  done = g_format_size (self->copied);
  size = g_format_size (MAX (_gw_spool_get_size (self), self->copied));
  /* Translators: sizes: “Putting the file together: 12.6 MB of 430.1 MB” */
  text = g_strdup_printf (_ ("Putting the file together: %s of %s"), done, size);
  gw_work_set_text (self->work, text);
}

gboolean
_gw_spool_copy (GwSpool *self, guint64 offset, guint64 length, GOutputStream *stream, GCancellable *cancellable,
                GError **error)
{
  g_autofree char *block = g_malloc ((gsize) MIN (length, BLOCK_BYTES));
  guint64 end = length == G_MAXUINT64 ? G_MAXUINT64 : offset + length;

  while (offset < end)
    {
      gssize n = read_block (self, offset, block, (gsize) MIN (end - offset, BLOCK_BYTES), error);

      if (n < 0)
        return FALSE;
      if (n == 0 && end != G_MAXUINT64)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("A temporary file cannot be read: %s."), g_strerror (EIO));
          return FALSE;
        }
      if (n == 0)
        break;
      if (!g_output_stream_write_all (stream, block, (gsize) n, NULL, cancellable, error))
        return FALSE;
      offset += (guint64) n;
      note_copied (self, (guint64) n);
    }

  return TRUE;
}

gboolean
_gw_spool_copy_filled (GwSpool *self, GwSpoolFillFunc fill, gpointer data, GOutputStream *stream,
                       GCancellable *cancellable, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  g_autoptr (GString) text = g_string_sized_new (BLOCK_BYTES);
  guint64 offset = 0;
  gssize n;

  while ((n = read_block (self, offset, block, BLOCK_BYTES, error)) > 0)
    {
      const char *end = block + n;
      const char *gap;

      g_string_truncate (text, 0);
      for (const char *p = block; p < end; p = gap + 1)
        {
          gap = memchr (p, GW_SPOOL_GAP[0], (gsize) (end - p));
          g_string_append_len (text, p, (gap != NULL ? gap : end) - p);
          if (gap == NULL)
            break;
          g_string_append (text, fill (data));
        }
      if (!g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error))
        return FALSE;
      offset += (guint64) n;
      note_copied (self, (guint64) n);
    }

  return n == 0;
}
