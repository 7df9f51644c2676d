/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gw-archive.h"
#include "gw-convert.h"
#include "gw-error.h"
#include "gw-test-data.h"

typedef struct
{
  char *folder;
  char *path; /* of the archive */
  struct archive *out;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = gw_test_folder_new ();
  self->path = g_build_filename (self->folder, "set.tar.gz", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->path);
  gw_test_folder_free (self->folder);
}

static void
begin (Fixture *self, gboolean zip, const char *options)
{
  self->out = archive_write_new ();
  if (zip)
    archive_write_set_format_zip (self->out);
  else
    {
      archive_write_set_format_gnutar (self->out);
      archive_write_add_filter_gzip (self->out);
    }
  if (options != NULL)
    {
      g_assert_cmpint (archive_write_set_options (self->out, options), ==, ARCHIVE_OK);
      archive_write_set_passphrase (self->out, "secret");
    }
  g_assert_cmpint (archive_write_open_filename (self->out, self->path), ==, ARCHIVE_OK);
}

static void
add_bytes (Fixture *self, const char *name, const char *bytes, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_copy_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  g_assert_cmpint (archive_write_header (self->out, entry), >=, ARCHIVE_WARN);
  g_assert_cmpint (archive_write_data (self->out, bytes, length), ==, (la_ssize_t) length);
  archive_entry_free (entry);
}

static void
add (Fixture *self, const char *name, const char *text)
{
  add_bytes (self, name, text, strlen (text));
}

static void
add_special (Fixture *self, const char *name, mode_t type, const char *link)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, link);
  else if (link != NULL)
    archive_entry_set_hardlink (entry, link);
  g_assert_cmpint (archive_write_header (self->out, entry), >=, ARCHIVE_WARN);
  archive_entry_free (entry);
}

static void
end (Fixture *self)
{
  g_assert_cmpint (archive_write_free (self->out), ==, ARCHIVE_OK);
}

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Neither way leaves anything, and both tell the problem. */
static void
assert_refused (Fixture *self, GwErrorCode code, const char *problem)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  g_assert_true (gw_archive_is (self->path));
  g_assert_null (gw_archive_unpack (self->path, problems, NULL, NULL, &first));
  g_assert_error (first, GW_ERROR, (int) code);
  g_assert_null (gw_archive_unpack_beside (self->path, problems, NULL, NULL, &second));
  g_assert_error (second, GW_ERROR, (int) code);
  g_assert_cmpuint (count_names (self->folder), ==, 1);

  list = gw_problems_list (problems, problem);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpuint (gw_problems_count (problems), ==, 2);
  g_assert_cmpint (((GwProblem *) g_ptr_array_index (list, 0))->severity, ==, GW_SEVERITY_ERROR);
  told = g_strdup_printf ("%s: %s", self->path, ((GwProblem *) g_ptr_array_index (list, 0))->text);
  g_assert_cmpstr (told, ==, first->message);
}

static void
assert_file (GwArchive *archive, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (gw_archive_get_content (archive), name, NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
}

static void
test_one_top_folder_is_entered (Fixture *self, gconstpointer zip)
{
  g_autoptr (GwArchive) archive = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  begin (self, zip != NULL, NULL);
  add_special (self, "top/", AE_IFDIR, NULL);
  add (self, "top/a.txt", "one");
  add (self, "top/deep/b\xc3\xa4.txt", "two");
  add (self, "__MACOSX/top/._a.txt", "noise");
  end (self);

  g_assert_true (gw_archive_is (self->path));
  archive = gw_archive_unpack (self->path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (gw_archive_get_content (archive), "/set/top"));
  assert_file (archive, "a.txt", "one");
  assert_file (archive, "deep/b\xc3\xa4.txt", "two");

  folder = g_strdup (gw_archive_get_folder (archive));
  g_clear_pointer (&archive, gw_archive_free);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_bytes_of_names_are_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GwArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  begin (self, FALSE, NULL);
  add (self, "./one-\xe9.txt", "latin");
  add (self, "./two.txt", "2");
  end (self);
  archive = gw_archive_unpack (self->path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_file (archive, "one-\xe9.txt", "latin");
}

static void
test_a_folder_that_is_there_stays (Fixture *self, gconstpointer data)
{
  g_autofree char *taken = g_build_filename (self->folder, "set", NULL);
  g_autofree char *second = g_build_filename (self->folder, "set 2", NULL);
  g_autoptr (GwArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  begin (self, FALSE, NULL);
  add (self, "a.txt", "1");
  add (self, "b.txt", "2");
  end (self);
  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);

  archive = gw_archive_unpack_beside (self->path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gw_archive_get_folder (archive), ==, second);
  g_clear_pointer (&archive, gw_archive_free);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));

  archive = gw_archive_unpack_beside (self->path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  gw_archive_keep (archive);
  g_clear_pointer (&archive, gw_archive_free);
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (count_names (taken), ==, 0);
}

static void
test_names_that_escape (Fixture *self, gconstpointer name)
{
  begin (self, g_str_has_suffix (name, "zip"), NULL);
  add (self, "good.txt", "good");
  add (self, name, "bad");
  end (self);
  assert_refused (self, GW_ERROR_REFUSED, "archive-escape");
}

static void
test_no_links_and_devices (Fixture *self, gconstpointer data)
{
  const struct
  {
    mode_t type;
    const char *link;
  } cases[] = {
    { AE_IFLNK, "/etc" }, { AE_IFLNK, "a.txt" }, { AE_IFREG, "a.txt" }, { AE_IFIFO, NULL }, { AE_IFCHR, NULL }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      begin (self, FALSE, NULL);
      add (self, "a.txt", "a");
      add_special (self, "special", cases[i].type, cases[i].link);
      add (self, "special/passwd", "b");
      end (self);
      assert_refused (self, GW_ERROR_REFUSED, "archive-link");
    }
}

static void
test_a_name_twice (Fixture *self, gconstpointer zip)
{
  begin (self, zip != NULL, NULL);
  add (self, "a.txt", "1");
  add (self, "./a.txt", "2");
  end (self);
  assert_refused (self, GW_ERROR_REFUSED, "archive-duplicate");
}

static void
test_huge_ratio (Fixture *self, gconstpointer zip)
{
  g_autofree char *zeros = g_malloc0 (32 << 20);

  begin (self, zip != NULL, NULL);
  add_bytes (self, "bomb.bin", zeros, 32 << 20);
  end (self);
  assert_refused (self, GW_ERROR_LIMIT, "archive-size");
}

static void
test_cut_off_anywhere (Fixture *self, gconstpointer zip)
{
  g_autofree char *bytes = NULL;
  gsize length;

  begin (self, zip != NULL, NULL);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      add (self, name, "some text that is not very long");
    }
  end (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  for (gsize n = 40; n < length - 12; n += 37)
    {
      g_assert_true (g_file_set_contents (self->path, bytes, (gssize) n, NULL));
      assert_refused (self, GW_ERROR_TRUNCATED, "archive-damaged");
    }
}

static void
test_needs_a_password (Fixture *self, gconstpointer data)
{
  begin (self, TRUE, "zip:encryption=zipcrypt");
  add (self, "a.txt", "secret");
  end (self);
  g_assert_true (gw_archive_is (self->path));
  assert_refused (self, GW_ERROR_UNSUPPORTED, "archive-encrypted");
}

static void
test_empty (Fixture *self, gconstpointer zip)
{
  begin (self, zip != NULL, NULL);
  end (self);
  assert_refused (self, GW_ERROR_INVALID, "archive-empty");
}

static void
test_thousands (Fixture *self, gconstpointer zip)
{
  g_autoptr (GwArchive) archive = NULL;
  g_autoptr (GwWork) work = gw_work_new ("test");
  g_autoptr (GError) error = NULL;

  begin (self, zip != NULL, NULL);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%04u.txt", i);

      add (self, name, name);
    }
  end (self);
  archive = gw_archive_unpack (self->path, NULL, work, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_names (gw_archive_get_content (archive)), ==, 3000);
  assert_file (archive, "2999.txt", "2999.txt");
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  begin (self, FALSE, NULL);
  add (self, "a.txt", "a");
  end (self);
  g_cancellable_cancel (cancellable);
  g_assert_null (gw_archive_unpack_beside (self->path, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_names (self->folder), ==, 1);
}

/* What is wrong is said of the archive, and not of where it was unpacked. */
static void
test_files_are_named (Fixture *self, gconstpointer zip)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autofree char *target = g_build_filename (self->folder, "out.gw.jsonl", NULL);
  g_autofree char *expected = g_strconcat (self->path, "/set/annotations.json", NULL);
  GwConvertSpec spec = { .source = self->path, .target = target, .to = gw_format_find ("gw-jsonl", NULL) };
  g_autofree GwConvertResult *result = g_new0 (GwConvertResult, 1);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  begin (self, zip != NULL, NULL);
  add (self, "set/annotations.json",
       "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":9,\"height\":9}],"
       "\"annotations\":[{\"id\":1,\"image_id\":7,\"category_id\":1,\"bbox\":[1,1,2,2]}],"
       "\"categories\":[{\"id\":1,\"name\":\"cat\"}]}");
  add (self, "set/b.txt", "b");
  end (self);
  g_assert_true (gw_convert (&spec, problems, result, NULL, &error));
  g_assert_no_error (error);
  found = gw_problems_list (problems, "id-dangling");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((GwProblem *) g_ptr_array_index (found, 0))->file, ==, expected);

  begin (self, zip != NULL, NULL);
  add (self, "set/annotations.json", "{\"images\": [1, 2, \"annotations\"");
  end (self);
  spec.from = gw_format_find ("coco", NULL);
  spec.write.overwrite = TRUE;
  g_assert_false (gw_convert (&spec, problems, result, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, self->path));
  g_assert_null (strstr (error->message, "groundwork-"));
}

/* Kinds that are not read are known as what they are, and so is one file that is packed. */
static void
test_kinds_that_are_not_read (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *bytes;
    gsize length;
  } cases[] = {
    { "7z\xbc\xaf\x27\x1c\0\4 and more", 16 },
    { "Rar!\x1a\x07\0 and more", 15 },
    { "BZh91AY&SY and more", 19 },
    { "\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\xae\x05\0\x43\xbf\xa6\xa3\x02\0\0\0", 22 },
  };

  g_free (self->path);
  self->path = g_build_filename (self->folder, "set.packed", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (g_file_set_contents (self->path, cases[i].bytes, (gssize) cases[i].length, NULL));
      assert_refused (self, GW_ERROR_UNSUPPORTED, "archive-unknown");
    }
}

static void
test_others_are_none (Fixture *self, gconstpointer data)
{
  const char *const texts[] = { "", "PK", "{\"images\": []}", "BZhou, a name", "7zip" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (self->path, texts[i], -1, NULL));
      g_assert_false (gw_archive_is (self->path));
    }
  g_assert_false (gw_archive_is (self->folder));
  g_assert_false (gw_archive_is ("/nonexistent"));
}

#define ADD(path, data, function) g_test_add ("/archive/" path, Fixture, data, set_up, function, tear_down)
#define ADD_BOTH(path, function) \
  G_STMT_START \
  { \
    ADD (path "/tar", NULL, function); \
    ADD (path "/zip", "zip", function); \
  } \
  G_STMT_END

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_BOTH ("one-top-folder-is-entered", test_one_top_folder_is_entered);
  ADD ("bytes-of-names-are-kept", NULL, test_bytes_of_names_are_kept);
  ADD ("a-folder-that-is-there-stays", NULL, test_a_folder_that_is_there_stays);
  ADD ("names-that-escape/parent", "../bad", test_names_that_escape);
  ADD ("names-that-escape/parent-zip", "../bad.zip", test_names_that_escape);
  ADD ("names-that-escape/inner-parent", "a/../../bad", test_names_that_escape);
  ADD ("names-that-escape/absolute", "/tmp/gw-bad", test_names_that_escape);
  ADD ("names-that-escape/drive", "C:\\bad", test_names_that_escape);
  ADD ("names-that-escape/backslash", "..\\bad.zip", test_names_that_escape);
  ADD ("names-that-escape/control", "a\nb", test_names_that_escape);
  ADD ("no-links-and-devices", NULL, test_no_links_and_devices);
  ADD_BOTH ("a-name-twice", test_a_name_twice);
  ADD_BOTH ("huge-ratio", test_huge_ratio);
  ADD_BOTH ("cut-off-anywhere", test_cut_off_anywhere);
  ADD ("needs-a-password", NULL, test_needs_a_password);
  ADD_BOTH ("empty", test_empty);
  ADD_BOTH ("thousands", test_thousands);
  ADD ("kinds-that-are-not-read", NULL, test_kinds_that_are_not_read);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("files-are-named", NULL, test_files_are_named);
  ADD ("files-are-named/zip", "", test_files_are_named);
  ADD ("others-are-none", NULL, test_others_are_none);
  return g_test_run ();
}
