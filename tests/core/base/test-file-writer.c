/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-file-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-disk-private.h"
#include "gw-error.h"
#include "gw-test-data.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "file.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_test_folder_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
put (GwFileWriter *writer, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (G_OUTPUT_STREAM (writer), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFileWriter) writer = gw_file_writer_new (fixture->path, GW_WRITE_NEW, 0, &error);

  g_assert_no_error (error);
  put (writer, "one ");
  put (writer, "two");
  g_assert_cmpuint (gw_file_writer_get_size (writer), ==, 7);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (gw_file_writer_commit (writer, NULL, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "one two");
  g_clear_object (&writer);
  assert_content (fixture->path, "one two");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_nothing_is_left_without_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFileWriter) writer = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  writer = gw_file_writer_new (fixture->path, GW_WRITE_OVERWRITE, 0, NULL);
  put (writer, "new");
  g_assert_cmpuint (count_files (fixture), ==, 2);
  g_clear_object (&writer);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  assert_content (fixture->path, "old");

  writer = gw_file_writer_new (fixture->path, GW_WRITE_OVERWRITE, 0, NULL);
  put (writer, "new");
  gw_file_writer_abort (writer);
  gw_file_writer_abort (writer);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  assert_content (fixture->path, "old");
}

static void
test_existing_file_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFileWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  /* It comes into being while the other is written. */
  writer = gw_file_writer_new (fixture->path, GW_WRITE_NEW, 0, NULL);
  put (writer, "new");
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_false (gw_file_writer_commit (writer, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_error (&error);
  g_clear_object (&writer);

  g_assert_null (gw_file_writer_new (fixture->path, GW_WRITE_NEW, 0, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (gw_file_writer_new (fixture->folder, GW_WRITE_OVERWRITE, 0, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* A pipe, a device and a link that leads nowhere are not replaced, whatever is allowed. */
static void
test_other_things_stay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *below = g_build_filename (link, "new", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("gone", link), ==, 0);
  g_assert_null (gw_file_writer_new (pipe, GW_WRITE_OVERWRITE, 0, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (gw_file_writer_new (link, GW_WRITE_OVERWRITE, 0, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (gw_file_writer_new (below, GW_WRITE_PARENTS, 0, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_cmpuint (count_files (fixture), ==, 2);
}

/* What is prepared is as it was until it is committed. */
static void
test_prepared_file_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFileWriter) writer = gw_file_writer_new (fixture->path, GW_WRITE_NEW, 0, NULL);
  g_autoptr (GwFileWriter) dropped = NULL;

  put (writer, "new");
  g_assert_true (gw_file_writer_prepare (writer, NULL, NULL));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (gw_file_writer_commit (writer, NULL, NULL));
  assert_content (fixture->path, "new");

  dropped = gw_file_writer_new (fixture->path, GW_WRITE_OVERWRITE, 0, NULL);
  put (dropped, "newer");
  g_assert_true (gw_file_writer_prepare (dropped, NULL, NULL));
  g_clear_object (&dropped);
  assert_content (fixture->path, "new");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_overwrite_keeps_mode_and_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_cmpint (symlink ("file.json", link), ==, 0);
  gw_file_write_bytes (link, "new", 3, GW_WRITE_OVERWRITE, &error);
  g_assert_no_error (error);
  assert_content (fixture->path, "new");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

/* A file in place of /dev/null would be a loss for the whole computer. */
static void
test_device_is_not_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  const char *const paths[] = { fixture->path, link };
  GStatBuf info;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_cmpint (symlink ("file.json", link), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gw_file_write_bytes (paths[i], "new", 3, GW_WRITE_OVERWRITE, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
      g_assert_cmpint (g_stat (paths[i], &info), ==, 0);
      g_assert_true (S_ISFIFO (info.st_mode));
    }
}

static void
test_missing_folder_is_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no", "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_file_write_bytes (path, "x", 1, GW_WRITE_NEW, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
}

static void
test_missing_folders_are_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (fixture->folder, "new", "parents", "file.json", NULL);
  g_autoptr (GwFileWriter) dropped = gw_file_writer_new (deep, GW_WRITE_PARENTS, 0, NULL);
  g_autoptr (GwFileWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  put (dropped, "1");
  g_clear_object (&dropped);
  g_assert_cmpuint (count_files (fixture), ==, 0);

  writer = gw_file_writer_new (deep, GW_WRITE_PARENTS, 0, &error);
  g_assert_no_error (error);
  put (writer, "2");
  g_assert_true (gw_file_writer_commit (writer, NULL, &error));
  g_clear_object (&writer);
  assert_content (deep, "2");
}

/* A part of the path is a file. */
static void
test_folders_that_cannot_be_are_not_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (fixture->path, "parents", "file.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "x", 1, NULL));
  g_assert_null (gw_file_writer_new (deep, GW_WRITE_PARENTS, 0, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* Nor is what was made before it turned out. */
static void
test_some_folders_cannot_be (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'a');
  g_autofree char *deep = g_build_filename (fixture->folder, "new", name, "file.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_file_writer_new (deep, GW_WRITE_PARENTS, 0, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_space_is_checked_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_file_writer_new (fixture->path, GW_WRITE_NEW, G_GUINT64_CONSTANT (1) << 60, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "1.2\xc2\xa0"
                                            "EB"));
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_full_disk_says_what_it_needs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) known = NULL, unknown = NULL;

  _gw_disk_set_error (&known, 28 /* ENOSPC */, fixture->path, 5000000, 100);
  g_assert_error (known, GW_ERROR, GW_ERROR_IO);
  g_assert_nonnull (strstr (known->message, "needs 5.0\xc2\xa0MB, and"));
  _gw_disk_set_error (&unknown, 28, fixture->path, 0, 3000000);
  g_assert_nonnull (strstr (unknown->message, "needs more than 3.0\xc2\xa0MB, and"));
}

/* The file size limit stands for a disk that fails in the middle. */
static void
test_write_error_fails_the_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFileWriter) writer = gw_file_writer_new (fixture->path, GW_WRITE_NEW, 0, NULL);
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 10000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_output_stream_write_all (G_OUTPUT_STREAM (writer), text, 20000, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, GW_ERROR, GW_ERROR_IO);
  g_clear_error (&error);

  g_assert_false (gw_file_writer_commit (writer, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_IO);
  g_clear_object (&writer);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_cancelled_commit_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFileWriter) writer = gw_file_writer_new (fixture->path, GW_WRITE_NEW, 0, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  put (writer, "new");
  g_cancellable_cancel (cancellable);
  g_assert_false (gw_file_writer_commit (writer, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&writer);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* What is taken back is not in the file, and what comes then stands in its place. */
static void
test_truncate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFileWriter) writer = gw_file_writer_new (fixture->path, GW_WRITE_NEW, 0, &error);

  g_assert_no_error (error);
  put (writer, "one two");
  g_assert_true (gw_file_writer_truncate (writer, 4, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gw_file_writer_get_size (writer), ==, 4);
  put (writer, "3");
  g_assert_true (gw_file_writer_commit (writer, NULL, &error));
  assert_content (fixture->path, "one 3");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/file-writer/commit", test_commit);
  ADD ("/file-writer/truncate", test_truncate);
  ADD ("/file-writer/nothing-is-left-without-commit", test_nothing_is_left_without_commit);
  ADD ("/file-writer/existing-file-is-refused", test_existing_file_is_refused);
  ADD ("/file-writer/overwrite-keeps-mode-and-link", test_overwrite_keeps_mode_and_link);
  ADD ("/file-writer/device-is-not-replaced", test_device_is_not_replaced);
  ADD ("/file-writer/other-things-stay", test_other_things_stay);
  ADD ("/file-writer/prepared-file-waits", test_prepared_file_waits);
  ADD ("/file-writer/missing-folder-is-named", test_missing_folder_is_named);
  ADD ("/file-writer/missing-folders-are-made", test_missing_folders_are_made);
  ADD ("/file-writer/folders-that-cannot-be-are-not-left", test_folders_that_cannot_be_are_not_left);
  ADD ("/file-writer/some-folders-cannot-be", test_some_folders_cannot_be);
  ADD ("/file-writer/space-is-checked-before", test_space_is_checked_before);
  ADD ("/file-writer/full-disk-says-what-it-needs", test_full_disk_says_what_it_needs);
  ADD ("/file-writer/write-error-fails-the-commit", test_write_error_fails_the_commit);
  ADD ("/file-writer/cancelled-commit-changes-nothing", test_cancelled_commit_changes_nothing);
  return g_test_run ();
}
