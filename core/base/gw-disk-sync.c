/* SPDX-License-Identifier: GPL-3.0-or-later */

/* syncfs(), sync_file_range() */
#define _GNU_SOURCE

#include "config.h"

#include "gw-disk-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

/* How often a cancel is looked for, and how far it is told. */
#define WAIT_US (20 * 1000)

/* Of a file, between two looks at how far it is. */
#define PIECE_BYTES (4 * 1024 * 1024)

/* Who waits no longer leaves this behind. */
typedef struct
{
  gatomicrefcount refs;
  GMutex lock;
  GCond changed;
  int fd;
  GwDiskSync what;
  guint64 from;  /* of a file: where what is to be written begins */
  guint64 size;  /* of a file: of that; 0: of a folder or a volume */
  guint64 done;  /* (lock) */
  gboolean stop; /* (lock): nobody waits */
  int code;      /* (lock): errno; -1: not done yet */
} Sync;

static void
sync_unref (Sync *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  close (self->fd);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* Whether somebody waits for more. */
static gboolean
note_done (Sync *self, guint64 done)
{
  gboolean stop;

  g_mutex_lock (&self->lock);
  self->done = done;
  stop = self->stop;
  g_mutex_unlock (&self->lock);
  return !stop;
}

/* Whether the file system knows no pieces, and does all of it in the end. */
static gboolean
has_no_pieces (int code)
{
  return code == EINVAL || code == ESPIPE || code == ENOSYS || code == EOPNOTSUPP;
}

/* Only so that it is known how far it is: it is no promise, which the sync makes. But what the disk
 * could not write is told once, and if that is here the sync would say that all is well.
 *
 * Returns: 0, an errno, or ECANCELED where nobody waits any more
 */
static int
write_pieces (Sync *self)
{
  for (guint64 at = 0; at < self->size; at += PIECE_BYTES)
    {
      if (!note_done (self, at))
        return ECANCELED;
      if (sync_file_range (self->fd, (off_t) (self->from + at), (off_t) MIN (self->size - at, PIECE_BYTES),
                           SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER)
          == 0)
        continue;
      if (!has_no_pieces (errno))
        return errno;
      break;
    }

  return self->size == 0 || note_done (self, self->size) ? 0 : ECANCELED;
}

static int
sync_all (int fd, GwDiskSync what)
{
  return (what == GW_DISK_SYNC_VOLUME ? syncfs (fd) : fsync (fd)) != 0 ? errno : 0;
}

static gpointer
sync_main (gpointer data)
{
  Sync *self = data;
  int code = write_pieces (self);

  if (code == 0)
    code = sync_all (self->fd, self->what);

  g_mutex_lock (&self->lock);
  self->code = code;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  sync_unref (self);

  return NULL;
}

static Sync *
sync_start (int fd, GwDiskSync what, guint64 from, guint64 size)
{
  Sync *self = g_new0 (Sync, 1);

  g_atomic_ref_count_init (&self->refs);
  g_atomic_ref_count_inc (&self->refs);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->fd = fd;
  self->what = what;
  self->from = from;
  self->size = size;
  self->code = -1;
  g_thread_unref (g_thread_new ("gw-sync", sync_main, self));

  return self;
}

/* The lock is held. */
static void
tell (const Sync *self, GwWork *work, gint64 begun)
{
  g_autofree char *text = NULL;

  if (work == NULL)
    return;
  if (self->done < self->size)
    {
      g_autofree char *done = g_format_size (self->done);
      g_autofree char *size = g_format_size (self->size);

      /* Translators: sizes: “Writing to the disk: 12.6 MB of 430.1 MB” */
      text = g_strdup_printf (_ ("Writing to the disk: %s of %s"), done, size);
    }
  else
    {
      const double seconds = (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC;

      /* Translators: how long already: “Waiting for the disk: 1.4 s” */
      text = g_strdup_printf (_ ("Waiting for the disk: %.1f s"), seconds);
    }
  gw_work_set_text (work, text);
}

static int
sync_and_tell (int fd, GwDiskSync what, guint64 from, guint64 size, GwWork *work, GCancellable *cancellable)
{
  const gint64 begun = g_get_monotonic_time ();
  Sync *sync;
  int copy, code;

  if (work == NULL && cancellable == NULL)
    return sync_all (fd, what);
  copy = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  if (copy < 0)
    return errno;

  sync = sync_start (copy, what, from, size);
  g_mutex_lock (&sync->lock);
  do
    {
      tell (sync, work, begun);
      if (sync->code < 0 && !g_cancellable_is_cancelled (cancellable))
        g_cond_wait_until (&sync->changed, &sync->lock, g_get_monotonic_time () + WAIT_US);
    }
  while (sync->code < 0 && !g_cancellable_is_cancelled (cancellable));
  code = sync->code >= 0 ? sync->code : ECANCELED;
  sync->stop = TRUE;
  g_mutex_unlock (&sync->lock);
  sync_unref (sync);

  return code;
}

int
gw_disk_sync (int fd, GwDiskSync what, GwWork *work, GCancellable *cancellable)
{
  struct stat info;
  guint64 size = 0;

  if (what == GW_DISK_SYNC_FILE && fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    size = (guint64) info.st_size;
  return sync_and_tell (fd, what, 0, size, work, cancellable);
}

int
gw_disk_sync_part (int fd, guint64 from, guint64 size, GwWork *work, GCancellable *cancellable)
{
  return sync_and_tell (fd, GW_DISK_SYNC_FILE, from, size, work, cancellable);
}
