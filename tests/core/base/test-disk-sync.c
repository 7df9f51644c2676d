/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-disk-sync.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "gw-test-data.h"

/* Several pieces, and one that is not full. */
#define BYTES (9 * 1024 * 1024 + 5)

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

static void
test_cancelled_waits_no_longer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int code;

  g_cancellable_cancel (cancellable);
  code = gw_disk_sync (fixture->file, GW_DISK_SYNC_VOLUME, NULL, cancellable);
  /* The disk may have been faster. */
  g_assert_true (code == ECANCELED || code == 0);
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
  ADD ("/disk-sync/folder-and-volume-are-synced-and-told", test_folder_and_volume_are_synced_and_told);
  ADD ("/disk-sync/cancelled-waits-no-longer", test_cancelled_waits_no_longer);
  ADD ("/disk-sync/failure-is-returned", test_failure_is_returned);

  return g_test_run ();
}
