/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-disk-private.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-test-data.h"

#define LARGE (64 * 1024 * 1024)

/* --- who closes what has no name ---------------------------------------------------- */

static struct
{
  GMutex lock;
  GCond changed;
  guint n_large;   /* of regular files */
  GThread *thread; /* of the last of them */
} closed;

/* In place of that of the C library. */
int
close (int fd)
{
  struct stat info;
  const gboolean is_large = fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_nlink == 0
                            && info.st_size == LARGE;
  const int result = (int) syscall (SYS_close, fd);

  if (is_large)
    {
      g_mutex_lock (&closed.lock);
      closed.n_large++;
      closed.thread = g_thread_self ();
      g_cond_broadcast (&closed.changed);
      g_mutex_unlock (&closed.lock);
    }
  return result;
}

/* A large file takes long to go: its name goes at once, the rest in another thread. */
static void
test_large_files_go_aside (void)
{
  char *root = gw_test_folder_new ();
  g_autofree char *folder = g_build_filename (root, "folder", NULL);
  g_autofree char *large = g_build_filename (folder, "large", NULL);
  g_autofree char *kept = g_build_filename (root, "kept", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  struct stat info;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (large, "x", 1, NULL));
  g_assert_true (g_file_set_contents (kept, "x", 1, NULL));
  g_assert_cmpint (truncate (large, LARGE), ==, 0);
  g_assert_cmpint (truncate (kept, LARGE), ==, 0);
  g_assert_cmpint (symlink (kept, link), ==, 0);

  _gw_disk_remove_tree (folder);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_mutex_lock (&closed.lock);
  while (closed.n_large == 0)
    g_cond_wait (&closed.changed, &closed.lock);
  g_assert_true (closed.thread != g_thread_self ());
  g_mutex_unlock (&closed.lock);

  /* What a link leads to stays, and what is not there is no harm. */
  g_assert_cmpint (stat (kept, &info), ==, 0);
  _gw_disk_remove_file (link);
  gw_test_folder_free (root);
  g_assert_cmpuint (closed.n_large, ==, 1);
}

/* --- folders ------------------------------------------------------------------------ */

/* A folder that is there once the one above it has been made, as if another program were faster. */
static void
test_made_meanwhile (void)
{
  char *root = gw_test_folder_new ();
  g_autofree char *above = g_build_filename (root, "a", NULL);
  g_autofree char *folder = g_strconcat (above, "/.", NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (_gw_disk_make_folders (folder, made, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (made, 0), ==, above);
  _gw_disk_remove_folders (made);
  g_assert_false (g_file_test (above, G_FILE_TEST_EXISTS));
  gw_test_folder_free (root);
}

static void
test_in_the_way (void)
{
  char *root = gw_test_folder_new ();
  g_autofree char *file = g_build_filename (root, "file", NULL);
  g_autofree char *inner = g_build_filename (file, "a", NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_false (_gw_disk_make_folders (inner, made, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_cmpuint (made->len, ==, 0);
  gw_test_folder_free (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disk/large-files-go-aside", test_large_files_go_aside);
  g_test_add_func ("/disk/folders-made-meanwhile", test_made_meanwhile);
  g_test_add_func ("/disk/files-in-the-way", test_in_the_way);

  return g_test_run ();
}
