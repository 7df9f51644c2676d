/* SPDX-License-Identifier: GPL-3.0-or-later */

/* syncfs() */
#define _GNU_SOURCE

#include "config.h"

#include "gw-disk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* How often a cancel is looked for while the disk is waited for. */
#define WAIT_US (20 * 1000)

/* What can be removed in so long is; the rest is left to a thread. */
#define REMOVE_US (50 * 1000)

/* --- what is written onto the disk ------------------------------------------------- */

/* The disk cannot be told to stop: who waits no longer leaves this behind. */
typedef struct
{
  gatomicrefcount refs;
  GMutex lock;
  GCond changed;
  int fd;
  gboolean all; /* of the file system, not of the folder alone */
  int code;     /* errno; -1: not done yet */
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

static gpointer
sync_main (gpointer data)
{
  Sync *self = data;
  int code = (self->all ? syncfs (self->fd) : fsync (self->fd)) != 0 ? errno : 0;

  g_mutex_lock (&self->lock);
  self->code = code;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  sync_unref (self);

  return NULL;
}

static Sync *
sync_start (int fd, gboolean all)
{
  Sync *self = g_new0 (Sync, 1);

  g_atomic_ref_count_init (&self->refs);
  g_atomic_ref_count_inc (&self->refs);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->fd = fd;
  self->all = all;
  self->code = -1;
  g_thread_unref (g_thread_new ("gw-sync", sync_main, self));

  return self;
}

int
_gw_disk_sync_aside (const char *folder, gboolean all, GCancellable *cancellable)
{
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  Sync *sync;
  int code;

  if (fd < 0)
    return errno;

  sync = sync_start (fd, all);
  g_mutex_lock (&sync->lock);
  while (sync->code < 0 && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&sync->changed, &sync->lock, g_get_monotonic_time () + WAIT_US);
  code = sync->code >= 0 ? sync->code : ECANCELED;
  g_mutex_unlock (&sync->lock);
  sync_unref (sync);

  return code;
}

/* --- what is removed --------------------------------------------------------------- */

typedef struct
{
  char *path;
  GPtrArray *made;
} Removal;

static GMutex lock;
static GCond none_left;
static guint n_removals; /* (lock) */

/* Nothing is left behind by a program that ends. */
static void
wait_for_removals (void)
{
  g_mutex_lock (&lock);
  while (n_removals > 0)
    g_cond_wait (&none_left, &lock);
  g_mutex_unlock (&lock);
}

static gpointer
remove_main (gpointer data)
{
  Removal *self = data;

  _gw_disk_remove_tree (self->path);
  _gw_disk_remove_folders (self->made);
  g_ptr_array_unref (self->made);
  g_free (self->path);
  g_free (self);

  g_mutex_lock (&lock);
  n_removals--;
  g_cond_broadcast (&none_left);
  g_mutex_unlock (&lock);

  return NULL;
}

void
_gw_disk_remove_soon (const char *path, GPtrArray *made)
{
  static gsize once = 0;
  guint n = 0;
  Removal *rest;

  if (_gw_disk_remove_tree_until (path, g_get_monotonic_time () + REMOVE_US, &n))
    {
      _gw_disk_remove_folders (made);
      return;
    }

  if (g_once_init_enter (&once))
    {
      atexit (wait_for_removals);
      g_once_init_leave (&once, 1);
    }
  rest = g_new (Removal, 1);
  rest->path = g_strdup (path);
  rest->made = g_ptr_array_ref (made);
  g_mutex_lock (&lock);
  n_removals++;
  g_mutex_unlock (&lock);
  g_thread_unref (g_thread_new ("gw-remove", remove_main, rest));
}
