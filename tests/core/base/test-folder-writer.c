/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-folder-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-test-data.h"
#include "gw-test-wait.h"

typedef struct
{
  char *folder;
  char *target;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
  fixture->target = g_build_filename (fixture->folder, "out", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_test_folder_free (fixture->folder);
  g_free (fixture->target);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
list_into (GString *list, const char *path, const char *shown)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, names->pdata[i], NULL);
      g_autofree char *relative = g_build_filename (shown, names->pdata[i], NULL);
      g_autofree char *text = NULL;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          g_string_append_printf (list, "%s/ ", relative);
          list_into (list, child, relative);
        }
      else
        {
          g_file_get_contents (child, &text, NULL, NULL);
          g_string_append_printf (list, "%s=%s ", relative, text);
        }
    }
}

/* Everything in the test's folder, hidden names too. */
static void
assert_all (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) list = g_string_new (NULL);

  list_into (list, fixture->folder, "");
  g_assert_cmpstr (list->str, ==, expected);
}

static void
put (GwFolderWriter *writer, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  gw_folder_writer_write (writer, path, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
have (Fixture *fixture, const char *path, const char *text)
{
  g_autofree char *full = g_build_filename (fixture->target, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (full, text, -1, NULL));
}

static void
test_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFolderWriter) writer = gw_folder_writer_new (fixture->target, GW_WRITE_NEW, 0, &error);
  g_autoptr (GOutputStream) stream = NULL;

  g_assert_no_error (error);
  put (writer, "a.txt", "1");
  put (writer, "sub/deep/b.txt", "2");
  stream = gw_folder_writer_open (writer, "sub/c.txt", &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "3", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));

  gw_folder_writer_commit (writer, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&writer, gw_folder_writer_free);
  assert_all (fixture, "out/ out/a.txt=1 out/sub/ out/sub/c.txt=3 out/sub/deep/ out/sub/deep/b.txt=2 ");
}

static void
test_nothing_is_left_without_commit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (fixture->folder, "new", "parents", "out", NULL);
  GwFolderWriter *writer = gw_folder_writer_new (deep, GW_WRITE_NEW, 0, NULL);

  put (writer, "sub/a.txt", "1");
  gw_folder_writer_free (writer);
  assert_all (fixture, "");
}

static void
test_missing_parents_are_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (fixture->folder, "new", "out", NULL);
  g_autoptr (GwFolderWriter) writer = gw_folder_writer_new (deep, GW_WRITE_NEW, 0, NULL);

  put (writer, "a", "1");
  g_assert_true (gw_folder_writer_commit (writer, NULL, NULL));
  g_clear_pointer (&writer, gw_folder_writer_free);
  assert_all (fixture, "new/ new/out/ new/out/a=1 ");
}

static void
test_empty_target_is_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = NULL;

  g_assert_cmpint (g_mkdir (fixture->target, 0755), ==, 0);
  writer = gw_folder_writer_new (fixture->target, GW_WRITE_NEW, 0, NULL);
  put (writer, "a", "1");
  g_assert_true (gw_folder_writer_commit (writer, NULL, NULL));
  assert_all (fixture, "out/ out/a=1 ");
}

static void
test_filled_target_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  /* It is filled while the other is written. */
  writer = gw_folder_writer_new (fixture->target, GW_WRITE_NEW, 0, NULL);
  put (writer, "a", "1");
  have (fixture, "mine", "x");
  g_assert_false (gw_folder_writer_commit (writer, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_error (&error);
  g_clear_pointer (&writer, gw_folder_writer_free);

  g_assert_null (gw_folder_writer_new (fixture->target, GW_WRITE_NEW, 0, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  assert_all (fixture, "out/ out/mine=x ");
}

static void
test_file_as_target_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->target, "x", -1, NULL));
  g_assert_null (gw_folder_writer_new (fixture->target, GW_WRITE_OVERWRITE, 0, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  assert_all (fixture, "out=x ");
}

static void
test_overwrite_keeps_other_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  have (fixture, "a", "old");
  have (fixture, "sub/b", "old");
  have (fixture, "sub/mine", "x");
  writer = gw_folder_writer_new (fixture->target, GW_WRITE_OVERWRITE, 0, NULL);
  put (writer, "a", "new");
  put (writer, "sub/b", "new");
  put (writer, "more/c", "new");
  gw_folder_writer_commit (writer, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&writer, gw_folder_writer_free);
  assert_all (fixture, "out/ out/a=new out/more/ out/more/c=new out/sub/ out/sub/b=new out/sub/mine=x ");
}

/* Nothing that is not named goes, and nothing that is written anew. */
static void
test_dropped_files_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  have (fixture, "a", "old");
  have (fixture, "b", "old");
  have (fixture, "mine", "x");
  have (fixture, "sub/deep/c", "old");
  have (fixture, "sub/d", "old");
  have (fixture, "kept/e", "old");
  have (fixture, "kept/mine", "x");
  have (fixture, "f", "where a folder is to be");
  writer = gw_folder_writer_new (fixture->target, GW_WRITE_OVERWRITE, 0, NULL);
  put (writer, "f/g", "new");
  put (writer, "a", "new");
  for (const char *const *name = (const char *[]) { "a", "b", "sub/deep/c", "sub/d", "kept/e", "f", "none", "kept",
                                                    "none/x", "../out/mine", "/tmp", NULL };
       *name != NULL; name++)
    gw_folder_writer_drop (writer, *name);
  list = gw_folder_writer_list (writer, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (list->pdata[0], ==, "a");
  g_assert_cmpstr (list->pdata[1], ==, "f/g");
  gw_folder_writer_commit (writer, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&writer, gw_folder_writer_free);
  assert_all (fixture, "out/ out/a=new out/f/ out/f/g=new out/kept/ out/kept/mine=x out/mine=x ");
}

static void
test_failed_drop_is_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = NULL;
  g_autofree char *link = NULL;

  have (fixture, "b", "old");
  have (fixture, "sub/c", "old");
  have (fixture, "folder/mine", "x");
  link = g_build_filename (fixture->target, "link", NULL);
  g_assert_cmpint (symlink ("sub", link), ==, 0);
  writer = gw_folder_writer_new (fixture->target, GW_WRITE_OVERWRITE, 0, NULL);
  put (writer, "folder", "a file where a folder is");
  gw_folder_writer_drop (writer, "b");
  gw_folder_writer_drop (writer, "sub/c");
  gw_folder_writer_drop (writer, "link/c");
  g_assert_false (gw_folder_writer_commit (writer, NULL, NULL));
  g_clear_pointer (&writer, gw_folder_writer_free);
  g_assert_cmpint (g_unlink (link), ==, 0);
  assert_all (fixture, "out/ out/b=old out/folder/ out/folder/mine=x out/sub/ out/sub/c=old ");
}

static void
test_failed_overwrite_is_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%d", i);

      have (fixture, name, "old");
    }
  have (fixture, "z/folder/mine", "x");
  writer = gw_folder_writer_new (fixture->target, GW_WRITE_OVERWRITE, 0, NULL);
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%d", i);

      put (writer, name, "new");
    }
  put (writer, "n/new", "new");
  put (writer, "z/folder", "a file where a folder is");
  g_assert_false (gw_folder_writer_commit (writer, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_pointer (&writer, gw_folder_writer_free);

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%d", i);
      g_autofree char *path = g_build_filename (fixture->target, name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_unlink (path);
    }
  assert_all (fixture, "out/ out/z/ out/z/folder/ out/z/folder/mine=x ");
}

static void
test_links_are_not_followed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->target, "sub", NULL);
  g_autoptr (GwFolderWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  have (fixture, "a", "old");
  g_assert_cmpint (g_mkdir (outside, 0755), ==, 0);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  writer = gw_folder_writer_new (fixture->target, GW_WRITE_OVERWRITE, 0, NULL);
  put (writer, "sub/b", "new");
  g_assert_false (gw_folder_writer_commit (writer, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_pointer (&writer, gw_folder_writer_free);
  g_assert_cmpint (g_unlink (link), ==, 0);
  assert_all (fixture, "out/ out/a=old outside/ ");
}

static void
test_bad_names_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = gw_folder_writer_new (fixture->target, GW_WRITE_NEW, 0, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_folder_writer_write (writer, "../x", "1", 1, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (gw_folder_writer_write (writer, "/tmp/x", "1", 1, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_clear_error (&error);
  put (writer, "a", "1");
  g_assert_null (gw_folder_writer_open (writer, "a", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
}

/* Bytes are written behind the caller's back: no later than the commit does it
 * learn of what went wrong, and then nothing stays.
 */
static void
test_late_error_ends_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = gw_folder_writer_new (fixture->target, GW_WRITE_NEW, 0, NULL);
  g_autoptr (GError) error = NULL;

  put (writer, "a", "1");
  if (gw_folder_writer_write (writer, "a", "2", 1, &error))
    g_assert_false (gw_folder_writer_commit (writer, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (gw_folder_writer_list (writer, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  g_clear_pointer (&writer, gw_folder_writer_free);
  assert_all (fixture, "");
}

static void
test_cancelled_commit_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFolderWriter) writer = gw_folder_writer_new (fixture->target, GW_WRITE_NEW, 0, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  put (writer, "a", "1");
  g_cancellable_cancel (cancellable);
  g_assert_false (gw_folder_writer_commit (writer, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&writer, gw_folder_writer_free);
  assert_all (fixture, "");
}

static gboolean
is_empty (gpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);

  return g_dir_read_name (dir) == NULL;
}

/* Who gives up thousands of files does not wait until they are gone, and nothing of them
 * stays, nor of the folders that were made for them.
 */
static void
test_many_files_go (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (fixture->folder, "made", "for", "it", NULL);
  GwFolderWriter *writer = gw_folder_writer_new (deep, GW_WRITE_NEW, 0, NULL);

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("part %u/%u.txt", i % 10, i);

      g_assert_true (gw_folder_writer_write (writer, name, "x", 1, NULL));
    }
  gw_folder_writer_free (writer);
  gw_test_wait (is_empty, fixture->folder);
}

static void
test_space_is_checked_before (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (fixture->folder, "new", "out", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_folder_writer_new (deep, GW_WRITE_NEW, G_GUINT64_CONSTANT (1) << 60, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_IO);
  assert_all (fixture, "");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/folder-writer/commit", test_commit);
  ADD ("/folder-writer/nothing-is-left-without-commit", test_nothing_is_left_without_commit);
  ADD ("/folder-writer/missing-parents-are-made", test_missing_parents_are_made);
  ADD ("/folder-writer/empty-target-is-replaced", test_empty_target_is_replaced);
  ADD ("/folder-writer/filled-target-is-refused", test_filled_target_is_refused);
  ADD ("/folder-writer/file-as-target-is-refused", test_file_as_target_is_refused);
  ADD ("/folder-writer/overwrite-keeps-other-files", test_overwrite_keeps_other_files);
  ADD ("/folder-writer/dropped-files-go", test_dropped_files_go);
  ADD ("/folder-writer/failed-drop-is-undone", test_failed_drop_is_undone);
  ADD ("/folder-writer/failed-overwrite-is-undone", test_failed_overwrite_is_undone);
  ADD ("/folder-writer/links-are-not-followed", test_links_are_not_followed);
  ADD ("/folder-writer/bad-names-are-refused", test_bad_names_are_refused);
  ADD ("/folder-writer/late-error-ends-all", test_late_error_ends_all);
  ADD ("/folder-writer/cancelled-commit-changes-nothing", test_cancelled_commit_changes_nothing);
  ADD ("/folder-writer/many-files-go", test_many_files_go);
  ADD ("/folder-writer/space-is-checked-before", test_space_is_checked_before);
  return g_test_run ();
}
