/* SPDX-License-Identifier: GPL-3.0-or-later */

/* sync_file_range() */
#define _GNU_SOURCE

#include "gw-disk-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "gw-test-data.h"

/* Several pieces, and one that is not full. */
#define BYTES (9 * 1024 * 1024 + 5)

/* --- a disk that can be held, and that can fail ------------------------------------ */

static struct
{
  GMutex lock;
  GCond changed;
  gboolean held;
  guint n_synced;  /* files, folders and volumes, whole */
  gint64 from, to; /* of what pieces of files covered */
  int piece_error; /* of pieces of files; 0: none */
} disk;

static void
lock_when_let (void)
{
  g_mutex_lock (&disk.lock);
  while (disk.held)
    g_cond_wait (&disk.changed, &disk.lock);
}

static int
sync_when_let (int fd, long call)
{
  lock_when_let ();
  disk.n_synced++;
  g_cond_broadcast (&disk.changed);
  g_mutex_unlock (&disk.lock);

  return (int) syscall (call, fd);
}

/* In place of those of the C library. */
int
fsync (int fd)
{
  return sync_when_let (fd, SYS_fsync);
}

int
syncfs (int fd)
{
  return sync_when_let (fd, SYS_syncfs);
}

int
sync_file_range (int fd, off64_t offset, off64_t length, unsigned int flags)
{
  int code;

  lock_when_let ();
  code = disk.piece_error;
  disk.from = MIN (disk.from, offset);
  disk.to = MAX (disk.to, offset + length);
  g_mutex_unlock (&disk.lock);

  errno = code;
  return code != 0 ? -1 : 0;
}

static void
hold_disk (gboolean held)
{
  g_mutex_lock (&disk.lock);
  disk.held = held;
  g_cond_broadcast (&disk.changed);
  g_mutex_unlock (&disk.lock);
}

static void
wait_for_syncs (guint n)
{
  g_mutex_lock (&disk.lock);
  while (disk.n_synced < n)
    g_cond_wait (&disk.changed, &disk.lock);
  g_mutex_unlock (&disk.lock);
}

/* --- a file ------------------------------------------------------------------------ */

typedef struct
{
  char *folder;
  int file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = g_build_filename (fixture->folder, "file", NULL);
  fixture->file = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (ftruncate (fixture->file, BYTES), ==, 0);
  g_assert_cmpint (pwrite (fixture->file, "x", 1, BYTES - 1), ==, 1);
  disk.n_synced = 0;
  disk.from = G_MAXINT64;
  disk.to = 0;
  disk.piece_error = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close (fixture->file);
  gw_test_folder_free (fixture->folder);
}

static char *
get_text (GwWork *work)
{
  GwWorkStatus status;
  char *text = NULL;

  gw_work_get_status (work, &status, &text);
  return text;
}

static void
test_file_is_synced_and_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_work_new ("sync");
  g_autofree char *text = NULL;

  g_assert_cmpint (gw_disk_sync (fixture->file, GW_DISK_SYNC_FILE, work, NULL), ==, 0);
  text = get_text (work);
  g_assert_nonnull (strstr (text, "the disk: "));
  /* It is still open. */
  g_assert_cmpint (pwrite (fixture->file, "y", 1, 0), ==, 1);
  g_assert_cmpint (gw_disk_sync (fixture->file, GW_DISK_SYNC_FILE, NULL, NULL), ==, 0);
  g_assert_cmpuint (disk.n_synced, ==, 2);
}

static void
test_part_is_synced_and_told (Fixture *fixture, gconstpointer data)
{
  const gint64 from = 1234567, size = 5 * 1024 * 1024;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GwWork) work = gw_work_new ("sync");
  g_autofree char *formatted = g_format_size (size);
  g_autofree char *text = NULL;

  g_assert_cmpint (gw_disk_sync_part (fixture->file, from, size, work, NULL), ==, 0);
  text = get_text (work);
  g_assert_nonnull (strstr (text, "the disk: "));
  g_assert_cmpint (disk.from, ==, from);
  g_assert_cmpint (disk.to, ==, from + size);
  g_assert_cmpuint (disk.n_synced, ==, 1);

  g_cancellable_cancel (cancellable);
  hold_disk (TRUE);
  g_assert_cmpint (gw_disk_sync_part (fixture->file, from, size, work, cancellable), ==, ECANCELED);
  g_free (text);
  text = get_text (work);
  g_assert_true (g_str_has_suffix (text, formatted));
  hold_disk (FALSE);
}

static void
test_folder_and_volume_are_synced_and_told (Fixture *fixture, gconstpointer data)
{
  static const GwDiskSync kinds[] = { GW_DISK_SYNC_FILE, GW_DISK_SYNC_VOLUME };
  const int folder = open (fixture->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GwWork) work = gw_work_new ("sync");
      g_autofree char *text = NULL;

      g_assert_cmpint (gw_disk_sync (folder, kinds[i], work, NULL), ==, 0);
      text = get_text (work);
      g_assert_true (g_str_has_prefix (text, "Waiting for the disk: "));
    }
  close (folder);
}

/* A folder has its name on the disk in the end: what it names is there, and stays. */
static void
test_who_cancels_waits_no_longer_and_the_disk_goes_on (Fixture *fixture, gconstpointer data)
{
  static const GwDiskSync kinds[] = { GW_DISK_SYNC_FILE, GW_DISK_SYNC_VOLUME };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const int folder = open (fixture->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  g_cancellable_cancel (cancellable);
  hold_disk (TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (gw_disk_sync (folder, kinds[i], NULL, cancellable), ==, ECANCELED);
  g_assert_cmpint (gw_disk_sync (fixture->file, GW_DISK_SYNC_FILE, NULL, cancellable), ==, ECANCELED);
  close (folder);
  hold_disk (FALSE);
  wait_for_syncs (G_N_ELEMENTS (kinds));
}

/* The disk tells it once: a sync after that finds nothing wrong. */
static void
test_what_a_piece_tells_is_returned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_work_new ("sync");

  disk.piece_error = EIO;
  g_assert_cmpint (gw_disk_sync (fixture->file, GW_DISK_SYNC_FILE, work, NULL), ==, EIO);
}

static void
test_file_system_without_pieces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_work_new ("sync");

  disk.piece_error = EINVAL;
  g_assert_cmpint (gw_disk_sync (fixture->file, GW_DISK_SYNC_FILE, work, NULL), ==, 0);
  g_assert_cmpuint (disk.n_synced, ==, 1);
}

static void
test_failure_is_returned (Fixture *fixture, gconstpointer data)
{
  int ends[2];

  g_assert_cmpint (gw_disk_sync (-1, GW_DISK_SYNC_FILE, NULL, NULL), ==, EBADF);
  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (gw_disk_sync (ends[1], GW_DISK_SYNC_FILE, NULL, NULL), ==, EINVAL);
  close (ends[0]);
  close (ends[1]);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/disk-sync/file-is-synced-and-told", test_file_is_synced_and_told);
  ADD ("/disk-sync/part-is-synced-and-told", test_part_is_synced_and_told);
  ADD ("/disk-sync/folder-and-volume-are-synced-and-told", test_folder_and_volume_are_synced_and_told);
  ADD ("/disk-sync/cancelled", test_who_cancels_waits_no_longer_and_the_disk_goes_on);
  ADD ("/disk-sync/piece-that-fails", test_what_a_piece_tells_is_returned);
  ADD ("/disk-sync/no-pieces", test_file_system_without_pieces);
  ADD ("/disk-sync/failure-is-returned", test_failure_is_returned);

  return g_test_run ();
}
