/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-write-behind-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "gw-disk-private.h"

/* The caller waits while more is not written yet. */
#define MOST_BYTES (4 * 1024 * 1024)

/* The thread is woken for so many: to wake it for each small file would take
 * longer than to make one.
 */
#define BATCH_FILES 64
#define BATCH_BYTES (256 * 1024)

/* Bytes that could be written in the time that a file takes: some hundred small ones
 * may wait, so that nobody who stops waits long for them.
 */
#define FILE_COST (8 * 1024)

/* How often a cancel is looked for while files are waited for. */
#define WAIT_US (20 * 1000)

typedef struct
{
  char *path;
  gsize length;
  guint8 bytes[];
} File;

/* filling is the caller's own until it is handed over; the lock guards what
 * stands below it.
 */
struct _GwWriteBehind
{
  guint64 expected_size;
  gint stop; /* (atomic) */
  GThread *thread;
  GPtrArray *filling;
  gsize filling_bytes;

  GMutex lock;
  GCond changed;
  GPtrArray *waiting;
  gsize waiting_bytes; /* of waiting, and of what the thread has in hand */
  GError *failure;
};

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file);
}

static GPtrArray *
files_new (void)
{
  return g_ptr_array_new_full (BATCH_FILES, file_free);
}

/* --- the thread ----------------------------------------------------------------- */

static gboolean
write_bytes (int fd, const File *file)
{
  gsize done = 0;

  while (done < file->length)
    {
      gssize n = write (fd, file->bytes + done, MIN (file->length - done, G_MAXINT32));

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        done += (gsize) n;
    }
  return TRUE;
}

static gboolean
write_file (const GwWriteBehind *self, const File *file, GError **error)
{
  int fd = g_open (file->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  int code = 0;

  if (fd < 0 || !write_bytes (fd, file))
    code = errno;
  /* Network file systems report a full disk only now. */
  if (fd >= 0 && close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0)
    return TRUE;

  _gw_disk_set_error (error, code, file->path, self->expected_size, file->length);
  return FALSE;
}

/* Up to the first that fails. */
static gboolean
write_files (GwWriteBehind *self, const GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len && !g_atomic_int_get (&self->stop); i++)
    if (!write_file (self, g_ptr_array_index (files, i), error))
      return FALSE;
  return TRUE;
}

/* Files are written while the lock is open. */
static void
write_unlocked (GwWriteBehind *self, const GPtrArray *files)
{
  g_autoptr (GError) error = NULL;

  g_mutex_unlock (&self->lock);
  write_files (self, files, &error);
  g_mutex_lock (&self->lock);

  for (guint i = 0; i < files->len; i++)
    self->waiting_bytes -= ((File *) g_ptr_array_index (files, i))->length + FILE_COST;
  self->failure = g_steal_pointer (&error);
}

static gpointer
write_main (gpointer data)
{
  GwWriteBehind *self = data;

  g_mutex_lock (&self->lock);
  while (TRUE)
    {
      g_autoptr (GPtrArray) files = NULL;

      while (self->waiting->len == 0 && !g_atomic_int_get (&self->stop))
        g_cond_wait (&self->changed, &self->lock);
      if (g_atomic_int_get (&self->stop))
        break;

      files = g_steal_pointer (&self->waiting);
      self->waiting = files_new ();
      if (self->failure == NULL)
        write_unlocked (self, files);
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/* --- the caller ------------------------------------------------------------------- */

GwWriteBehind *
_gw_write_behind_new (guint64 expected_size)
{
  GwWriteBehind *self = g_new0 (GwWriteBehind, 1);

  self->expected_size = expected_size;
  self->filling = files_new ();
  self->waiting = files_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);

  return self;
}

void
_gw_write_behind_free (GwWriteBehind *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  g_atomic_int_set (&self->stop, TRUE);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);

  g_ptr_array_unref (self->filling);
  g_ptr_array_unref (self->waiting);
  g_clear_error (&self->failure);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* The lock is held. */
static void
hand_over (GwWriteBehind *self)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("gw-write-behind", write_main, self);
  g_ptr_array_extend_and_steal (self->waiting, g_steal_pointer (&self->filling));
  self->filling = files_new ();
  self->waiting_bytes += self->filling_bytes;
  g_cond_broadcast (&self->changed);
}

/* Waits until no more than `most` bytes are not written; FALSE with the first error. */
static gboolean
write_on (GwWriteBehind *self, gsize most, GCancellable *cancellable, GError **error)
{
  gboolean good;

  g_mutex_lock (&self->lock);
  /* Few files in all are not worth a thread. */
  if (self->thread == NULL && most == 0 && self->failure == NULL)
    write_files (self, self->filling, &self->failure);
  else if (self->filling->len > 0 && self->failure == NULL)
    hand_over (self);
  g_ptr_array_set_size (self->filling, 0);
  self->filling_bytes = 0;
  while (self->failure == NULL && self->waiting_bytes > most && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + WAIT_US);
  good = self->failure == NULL;
  if (!good)
    g_propagate_error (error, g_error_copy (self->failure));
  else if (self->waiting_bytes > most)
    good = !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_mutex_unlock (&self->lock);

  return good;
}

gboolean
_gw_write_behind_add (GwWriteBehind *self, char *path, gconstpointer data, gsize length, GError **error)
{
  File *file = g_malloc (sizeof *file + length);

  file->path = path;
  file->length = length;
  if (length > 0)
    memcpy (file->bytes, data, length);
  g_ptr_array_add (self->filling, file);
  self->filling_bytes += length + FILE_COST;

  if (self->filling->len < BATCH_FILES && self->filling_bytes < BATCH_BYTES)
    return TRUE;
  return write_on (self, MOST_BYTES, NULL, error);
}

gboolean
_gw_write_behind_flush (GwWriteBehind *self, GCancellable *cancellable, GError **error)
{
  return write_on (self, 0, cancellable, error);
}
