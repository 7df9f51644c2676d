/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-disk-private.h"
#include "gw-error.h"
#include "gw-file-writer-private.h"
#include "gw-path.h"

/* Always true: temporary is set while there is a file to remove, fd is open
 * while it may be written.
 */
struct _GwFileWriter
{
  GOutputStream parent_instance;

  char *target;
  char *temporary;
  int fd;
  GwWriteFlags flags;
  gboolean in_place;
  guint64 expected_size;
  guint64 size;
  GError *failure; /* of a write; a commit then fails too */
  GPtrArray *made; /* folders made for it, outermost first */
  GwWork *work;    /* (nullable) */
};

G_DEFINE_FINAL_TYPE (GwFileWriter, gw_file_writer, G_TYPE_OUTPUT_STREAM)

static gssize
gw_file_writer_write (GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  GwFileWriter *self = GW_FILE_WRITER (stream);
  gssize n;

  do
    n = write (self->fd, buffer, MIN (count, G_MAXINT32));
  while (n < 0 && errno == EINTR);

  if (n < 0)
    {
      const int code = errno;

      if (self->failure == NULL)
        _gw_disk_set_error (&self->failure, code, self->target, self->expected_size, self->size + count);
      _gw_disk_set_error (error, code, self->target, self->expected_size, self->size + count);
      return -1;
    }

  self->size += (guint64) n;
  return n;
}

static gboolean
close_file (GwFileWriter *self, GError **error)
{
  const int fd = g_steal_fd (&self->fd);

  /* Network file systems report a full disk only now. */
  if (fd < 0 || close (fd) == 0)
    return TRUE;

  _gw_disk_set_error (error, errno, self->target, self->expected_size, self->size);
  return FALSE;
}

static gboolean
gw_file_writer_close (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  GwFileWriter *self = GW_FILE_WRITER (stream);

  /* A commit still has to sync the file. */
  return self->in_place ? close_file (self, error) : TRUE;
}

static void
gw_file_writer_dispose (GObject *object)
{
  GwFileWriter *self = GW_FILE_WRITER (object);

  G_OBJECT_CLASS (gw_file_writer_parent_class)->dispose (object);

  gw_file_writer_abort (self);
}

static void
gw_file_writer_finalize (GObject *object)
{
  GwFileWriter *self = GW_FILE_WRITER (object);

  g_free (self->target);
  g_ptr_array_unref (self->made);
  g_clear_error (&self->failure);
  g_clear_object (&self->work);

  G_OBJECT_CLASS (gw_file_writer_parent_class)->finalize (object);
}

static void
gw_file_writer_class_init (GwFileWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  object_class->dispose = gw_file_writer_dispose;
  object_class->finalize = gw_file_writer_finalize;
  stream_class->write_fn = gw_file_writer_write;
  stream_class->close_fn = gw_file_writer_close;
}

static void
gw_file_writer_init (GwFileWriter *self)
{
  self->fd = -1;
  self->made = g_ptr_array_new_with_free_func (g_free);
}

/* Opens a file that is not there yet. */
static gboolean
create (GwFileWriter *self, const char *path, GError **error)
{
  self->fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (self->fd >= 0)
    return TRUE;

  _gw_disk_set_error (error, errno, self->target, self->expected_size, 0);
  return FALSE;
}

GwFileWriter *
_gw_file_writer_new_in_place (const char *path, guint64 expected_size, GError **error)
{
  g_autoptr (GwFileWriter) self = g_object_new (GW_TYPE_FILE_WRITER, NULL);

  self->target = g_strdup (path);
  self->expected_size = expected_size;
  self->in_place = TRUE;
  return create (self, path, error) ? g_steal_pointer (&self) : NULL;
}

/* What a link leads to is replaced, not the link. */
static char *
resolve (const char *path)
{
  char *real = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? realpath (path, NULL) : NULL;
  char *result = g_strdup (real != NULL ? real : path);

  free (real);
  return result;
}

/* A device, a pipe or a socket, which a file in its place would destroy. */
static gboolean
is_special (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
}

GwFileWriter *
gw_file_writer_new (const char *path, GwWriteFlags flags, guint64 expected_size, GError **error)
{
  g_autoptr (GwFileWriter) self = NULL;
  g_autofree char *folder = NULL;
  GStatBuf info;
  gboolean exists;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (GW_TYPE_FILE_WRITER, NULL);
  self->target = (flags & GW_WRITE_OVERWRITE) != 0 ? resolve (path) : g_strdup (path);
  self->flags = flags;
  self->expected_size = expected_size;

  exists = g_lstat (self->target, &info) == 0;
  if (exists && ((flags & GW_WRITE_OVERWRITE) == 0 || S_ISDIR (info.st_mode)))
    {
      _gw_disk_set_error (error, EEXIST, self->target, 0, 0);
      return NULL;
    }
  if (exists && is_special (self->target))
    {
      g_autofree char *shown = gw_path_display (self->target, -1);

      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("“%s” is a device or a pipe and was not replaced. Choose another name."), shown);
      return NULL;
    }
  if (exists && S_ISLNK (info.st_mode))
    {
      g_autofree char *shown = gw_path_display (self->target, -1);

      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, _ ("“%s” is a link that leads nowhere. Choose another name."),
                   shown);
      return NULL;
    }

  folder = g_path_get_dirname (self->target);
  if ((flags & GW_WRITE_PARENTS) != 0 && !_gw_disk_make_folders (folder, self->made, error))
    return NULL;
  if (!_gw_disk_check_space (folder, expected_size, self->target, error))
    return NULL;

  self->temporary = _gw_disk_temporary_name (folder, "part");
  if (!create (self, self->temporary, error))
    {
      g_clear_pointer (&self->temporary, g_free);
      return NULL;
    }

  /* Where it is not allowed the file has the mode of a new one. */
  if (exists && S_ISREG (info.st_mode) && fchmod (self->fd, info.st_mode & 07777) != 0)
    g_debug ("The mode of %s could not be kept.", self->target);

  return g_steal_pointer (&self);
}

void
gw_file_writer_set_work (GwFileWriter *self, GwWork *work)
{
  g_return_if_fail (GW_IS_FILE_WRITER (self));

  g_set_object (&self->work, work);
}

guint64
gw_file_writer_get_size (GwFileWriter *self)
{
  g_return_val_if_fail (GW_IS_FILE_WRITER (self), 0);

  return self->size;
}

gboolean
gw_file_writer_truncate (GwFileWriter *self, guint64 size, GError **error)
{
  g_return_val_if_fail (GW_IS_FILE_WRITER (self), FALSE);
  g_return_val_if_fail (size <= self->size && self->fd >= 0, FALSE);

  if (ftruncate (self->fd, (off_t) size) != 0 || lseek (self->fd, (off_t) size, SEEK_SET) < 0)
    {
      _gw_disk_set_error (error, errno, self->target, self->expected_size, self->size);
      return FALSE;
    }
  self->size = size;
  return TRUE;
}

static gboolean
sync_file (GwFileWriter *self, GCancellable *cancellable, GError **error)
{
  const int code = gw_disk_sync (self->fd, GW_DISK_SYNC_FILE, self->work, cancellable);

  if (code == 0)
    return TRUE;

  if (code != ECANCELED || !g_cancellable_set_error_if_cancelled (cancellable, error))
    _gw_disk_set_error (error, code, self->target, self->expected_size, self->size);
  return FALSE;
}

static gboolean
put_in_place (GwFileWriter *self, GError **error)
{
  const int result = (self->flags & GW_WRITE_OVERWRITE) != 0 ? g_rename (self->temporary, self->target)
                                                             : _gw_disk_rename_new (self->temporary, self->target);

  if (result == 0)
    {
      g_clear_pointer (&self->temporary, g_free);
      g_ptr_array_set_size (self->made, 0);
      return TRUE;
    }

  _gw_disk_set_error (error, errno, self->target, 0, 0);
  return FALSE;
}

gboolean
gw_file_writer_prepare (GwFileWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_FILE_WRITER (self), FALSE);
  g_return_val_if_fail (!self->in_place, FALSE);
  g_return_val_if_fail (self->temporary != NULL, FALSE);

  if (!g_output_stream_close (G_OUTPUT_STREAM (self), cancellable, error))
    return FALSE;
  if (self->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }

  return self->fd < 0 || (sync_file (self, cancellable, error) && close_file (self, error));
}

gboolean
gw_file_writer_commit (GwFileWriter *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = NULL;

  if (!gw_file_writer_prepare (self, cancellable, error) || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !put_in_place (self, error))
    return FALSE;

  folder = g_path_get_dirname (self->target);
  return _gw_disk_sync_name (folder, self->work, cancellable, error);
}

void
gw_file_writer_abort (GwFileWriter *self)
{
  g_return_if_fail (GW_IS_FILE_WRITER (self));

  if (!g_output_stream_is_closed (G_OUTPUT_STREAM (self)))
    g_output_stream_close (G_OUTPUT_STREAM (self), NULL, NULL);
  close_file (self, NULL);
  if (self->temporary != NULL)
    _gw_disk_remove_file (self->temporary);
  g_clear_pointer (&self->temporary, g_free);
  _gw_disk_remove_folders (self->made);
}

gboolean
gw_file_write_bytes (const char *path, gconstpointer data, gsize length, GwWriteFlags flags, GError **error)
{
  g_autoptr (GwFileWriter) writer = gw_file_writer_new (path, flags, length, error);

  return writer != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (writer), data, length, NULL, NULL, error)
         && gw_file_writer_commit (writer, NULL, error);
}
