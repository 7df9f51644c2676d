/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the SQLite back end does about files: modes, folders, strangers'
 * files, other versions, other programs, back-ups.
 */

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "gw-store-sqlite.h"
#include "store-fixture.h"

#define CHECK_READING "--check-reading"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
place_init (Place *place)
{
  place->folder = g_dir_make_tmp ("gw-file-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "p.groundwork", NULL);
}

static void
place_clear (Place *place)
{
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static GwStore *
create (const char *path, GError **error)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("P", GW_TASK_BOXES);

  return gw_store_sqlite_create (path, info, NULL, error);
}

static void
make_project (Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;

  place_init (place);
  store = create (place->path, &error);
  g_assert_no_error (error);
  gw_store_set_setting (store, "made", "yes", NULL, &error);
  g_assert_no_error (error);
}

static GwStore *
open_project (const char *path)
{
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static void
assert_no_open (const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_error (error, GW_STORE_ERROR, code);
  g_assert_null (store);
  g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, ")"));
}

/* Runs SQL on the file behind the program's back. */
static void
tamper (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
assert_read_only (GwStore *store, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_store_get_info (store, NULL, &error);
  g_autofree char *made = NULL;

  g_assert_no_error (error);
  g_assert_true (gw_store_is_read_only (store));
  g_assert_true (info->read_only);
  g_assert_nonnull (info->read_only_reason);
  made = gw_store_get_setting (store, "made", NULL, &error);
  g_assert_cmpstr (made, ==, "yes");
  g_assert_false (gw_store_set_setting (store, "made", "no", NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, code);
}

/* --- making --- */

static void
test_only_the_owner_reads (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *log = NULL;
  g_autoptr (GwStore) store = NULL;
  GStatBuf info;

  make_project (&place);
  g_assert_cmpint (g_stat (place.path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  store = open_project (place.path);
  g_assert_true (gw_store_set_setting (store, "a", "b", NULL, NULL));
  log = g_strconcat (place.path, "-wal", NULL);
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  gw_store_close (store);
  /* One file is left, which can be moved. */
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_nothing_is_written_over (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Place) place = { 0 };
  g_autofree char *text = NULL;

  place_init (&place);
  g_file_set_contents (place.path, "mine", -1, NULL);
  g_assert_null (create (place.path, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_file_get_contents (place.path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "mine");
}

static void
test_folder_that_everybody_writes_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;

  make_project (&place);
  g_assert_cmpint (g_chmod (place.folder, 0777), ==, 0);
  g_unlink (place.path);
  g_assert_null (create (place.path, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_READ_ONLY);
  g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_chmod (place.folder, 0700), ==, 0);
  store = create (place.path, NULL);
  gw_store_set_setting (store, "made", "yes", NULL, NULL);
  g_clear_object (&store);
  g_assert_cmpint (g_chmod (place.folder, 0777), ==, 0);
  store = open_project (place.path);
  assert_read_only (store, GW_STORE_ERROR_READ_ONLY);
}

static void
test_missing_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (create ("/nowhere/at/all/p.groundwork", &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  assert_no_open ("/nowhere/at/all/p.groundwork", GW_STORE_ERROR_INVALID);
}

/* --- strangers' files --- */

static void
test_what_is_no_project_is_refused (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *pipe = NULL;

  place_init (&place);
  assert_no_open (place.path, GW_STORE_ERROR_INVALID);
  g_file_set_contents (place.path, "", 0, NULL);
  assert_no_open (place.path, GW_STORE_ERROR_INVALID);
  g_file_set_contents (place.path, "SQLite format 3", 16, NULL);
  assert_no_open (place.path, GW_STORE_ERROR_INVALID);
  g_unlink (place.path);
  tamper (place.path, "CREATE TABLE a (b); PRAGMA application_id=1");
  assert_no_open (place.path, GW_STORE_ERROR_INVALID);
  assert_no_open (place.folder, GW_STORE_ERROR_INVALID);
  pipe = g_build_filename (place.folder, "pipe", NULL);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_no_open (pipe, GW_STORE_ERROR_INVALID);
}

static void
test_other_application_is_refused (void)
{
  g_auto (Place) place = { 0 };

  make_project (&place);
  tamper (place.path, "PRAGMA application_id=12345");
  assert_no_open (place.path, GW_STORE_ERROR_INVALID);
}

static void
test_symbolic_link_is_refused (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *link_path = NULL;

  make_project (&place);
  link_path = g_build_filename (place.folder, "link.groundwork", NULL);
  g_assert_cmpint (symlink (place.path, link_path), ==, 0);
  assert_no_open (link_path, GW_STORE_ERROR_INVALID);
}

static void
test_absent_file_is_told_as_such (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;

  make_project (&place);
  g_unlink (place.path);
  store = gw_store_sqlite_open (place.path, 0, NULL, &error);
  g_assert_null (store);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "There is no project"));
  g_assert_nonnull (strstr (error->message, "moved or renamed"));
}

static void
test_a_linked_folder_is_followed (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GwStore) store = NULL;

  make_project (&place);
  folder = g_strconcat (place.folder, "/link", NULL);
  g_assert_cmpint (symlink (place.folder, folder), ==, 0);
  path = g_build_filename (folder, "p.groundwork", NULL);
  store = open_project (path);
  g_assert_cmpstr (gw_store_get_location (store), ==, place.path);
}

static void
test_foreign_tables_are_refused (void)
{
  static const char *const tricks[] = {
    "CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM fact; END",
    "CREATE VIEW v AS SELECT * FROM fact",
    "CREATE TABLE extra (a)",
    "DROP INDEX object_by_class",
    "ALTER TABLE setting RENAME COLUMN value TO valu",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_auto (Place) place = { 0 };

      make_project (&place);
      tamper (place.path, tricks[i]);
      assert_no_open (place.path, GW_STORE_ERROR_INVALID);
    }
}

static void
test_other_build_is_refused (void)
{
  g_auto (Place) place = { 0 };

  make_project (&place);
  tamper (place.path, "UPDATE schema_migration SET sha256 = 'x'");
  assert_no_open (place.path, GW_STORE_ERROR_INVALID);
}

/* --- versions --- */

static void
test_newer_project_is_only_read (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;

  make_project (&place);
  tamper (place.path, "PRAGMA user_version=99; CREATE TABLE later (a)");
  store = open_project (place.path);
  assert_read_only (store, GW_STORE_ERROR_TOO_NEW);
}

static void
test_newer_project_that_is_not_understood (void)
{
  g_auto (Place) place = { 0 };

  make_project (&place);
  tamper (place.path, "PRAGMA user_version=99; DROP TABLE class_alias; ALTER TABLE class RENAME TO category");
  assert_no_open (place.path, GW_STORE_ERROR_TOO_NEW);
}

/* --- reading only --- */

static void
test_open_to_read (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;

  make_project (&place);
  store = gw_store_sqlite_open (place.path, GW_STORE_OPEN_READ_ONLY, NULL, NULL);
  assert_read_only (store, GW_STORE_ERROR_READ_ONLY);
}

/* Reads the project as nobody, whom permissions bind; root they do not. This program once more, as what was
 * in the middle of something in another thread stays there in a fork.
 */
static void
read_as_nobody (const char *folder, const char *path)
{
  char *const arguments[] = { (char *) "test-store-sqlite-file", (char *) CHECK_READING, (char *) path, NULL };
  int status = 0;
  pid_t child;

  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
      g_assert_cmpint (chown (folder, 65534, 65534), ==, 0);
    }
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        _exit (9);
      execv ("/proc/self/exe", arguments);
      _exit (10);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* In the program that read_as_nobody() runs. */
static void
check_reading (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_DEFAULT, NULL, &error);
  g_autofree char *made = NULL;

  if (store == NULL || !gw_store_is_read_only (store))
    _exit (1);
  made = gw_store_get_setting (store, "made", NULL, NULL);
  if (g_strcmp0 (made, "yes") != 0)
    _exit (2);
  if (gw_store_set_setting (store, "made", "no", NULL, &error)
      || !g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_READ_ONLY))
    _exit (3);
}

static void
test_read_only_folder (void)
{
  g_auto (Place) place = { 0 };

  make_project (&place);
  g_assert_cmpint (g_chmod (place.folder, 0500), ==, 0);
  read_as_nobody (place.folder, place.path);
  g_assert_cmpint (g_chmod (place.folder, 0700), ==, 0);
}

static void
test_read_only_file (void)
{
  g_auto (Place) place = { 0 };

  make_project (&place);
  g_assert_cmpint (g_chmod (place.path, 0400), ==, 0);
  read_as_nobody (place.folder, place.path);
}

/* A program was killed, then the folder was made read-only: what is in the
 * log counts.
 */
static void
test_read_only_folder_with_a_log (void)
{
  g_auto (Place) place = { 0 };
  g_auto (Place) copy = { 0 };
  g_autofree char *log = NULL;
  g_autofree char *log_copy = NULL;
  g_autofree char *data = NULL;
  g_autofree char *log_data = NULL;
  g_autoptr (GwStore) store = NULL;
  gsize length, log_length;

  place_init (&place);
  place_init (&copy);
  store = create (place.path, NULL);
  gw_store_set_setting (store, "made", "yes", NULL, NULL);
  log = g_strconcat (place.path, "-wal", NULL);
  log_copy = g_strconcat (copy.path, "-wal", NULL);
  g_assert_true (g_file_get_contents (place.path, &data, &length, NULL));
  g_assert_true (g_file_get_contents (log, &log_data, &log_length, NULL));
  g_assert_cmpuint (log_length, >, 0);
  g_file_set_contents (copy.path, data, (gssize) length, NULL);
  g_file_set_contents (log_copy, log_data, (gssize) log_length, NULL);
  g_assert_cmpint (g_chmod (log_copy, 0644), ==, 0);
  g_assert_cmpint (g_chmod (copy.folder, 0500), ==, 0);
  read_as_nobody (copy.folder, copy.path);
  g_assert_cmpint (g_chmod (copy.folder, 0700), ==, 0);
}

/* --- two programs --- */

static void
on_changed_cb (GwStore *store, guint changes, GArray *ids, gpointer data)
{
  *(guint *) data |= changes;
}

static void
test_changes_of_others_are_noticed (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) one = NULL;
  g_autoptr (GwStore) two = NULL;
  g_autofree char *value = NULL;
  gint64 begin;
  guint seen = 0;

  make_project (&place);
  one = open_project (place.path);
  two = open_project (place.path);
  g_signal_connect (one, "changed", G_CALLBACK (on_changed_cb), &seen);
  g_assert_true (gw_store_set_setting (two, "a", "b", NULL, NULL));
  begin = g_get_monotonic_time ();
  while (seen == 0 && g_get_monotonic_time () - begin < 60 * G_USEC_PER_SEC)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen & GW_STORE_CHANGED_PROJECT, !=, 0);
  value = gw_store_get_setting (one, "a", NULL, NULL);
  g_assert_cmpstr (value, ==, "b");
}

typedef struct
{
  const char *path;
  gint64 image;
  gint64 class_id;
  int n_done;
} Drawer;

static gpointer
draw (gpointer data)
{
  Drawer *drawer = data;
  g_autoptr (GwStore) store = open_project (drawer->path);

  for (int i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwObject) box = make_box (drawer->class_id, i, 0, 5, 5);
      g_autoptr (GwEdit) edit = gw_edit_new (drawer->image, "Draw");

      gw_edit_add_object (edit, drawer->image, NULL, box);
      gw_store_apply_edit (store, edit, NULL, &error);
      g_assert_no_error (error);
      drawer->n_done++;
    }
  return NULL;
}

static void
test_two_write_in_turn (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwProjectInfo) info = NULL;
  GThread *threads[4];
  Drawer drawers[4];
  gint64 root;

  make_project (&place);
  store = open_project (place.path);
  root = gw_store_add_root (store, place.folder, NULL, NULL);
  g_ptr_array_add (classes, gw_class_new ("A", 0));
  g_ptr_array_add (images, gw_image_new (0, "a.jpg"));
  gw_image_set_root_id (g_ptr_array_index (images, 0), root);
  gw_store_save_classes (store, classes, NULL, &error);
  gw_store_add_images (store, images, NULL, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 4; i++)
    {
      drawers[i] = (Drawer) { place.path, gw_image_get_id (g_ptr_array_index (images, 0)),
                              gw_class_get_id (g_ptr_array_index (classes, 0)), 0 };
      threads[i] = g_thread_new ("draw", draw, &drawers[i]);
    }
  for (int i = 0; i < 4; i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpint (drawers[i].n_done, ==, 100);
    }
  info = gw_store_get_info (store, NULL, NULL);
  g_assert_cmpint (info->n_objects, ==, 400);
}

/* --- back-ups --- */

static guint
count_backups (const char *path)
{
  g_autofree char *folder = g_strconcat (path, ".backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_backup_is_a_whole_project (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwStore) backup = NULL;
  g_autofree char *path = NULL;
  g_autofree char *made = NULL;
  GStatBuf info;

  make_project (&place);
  store = open_project (place.path);
  g_assert_true (gw_store_back_up (store, &path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  backup = open_project (path);
  made = gw_store_get_setting (backup, "made", NULL, NULL);
  g_assert_cmpstr (made, ==, "yes");
  g_clear_object (&backup);
  g_assert_cmpuint (count_backups (place.path), ==, 1);
}

/* However fast they follow one another, the last one stays. */
static void
test_newest_backup_stays (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;

  make_project (&place);
  store = open_project (place.path);
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *path = NULL;

      g_assert_true (gw_store_back_up (store, &path, NULL, NULL));
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_old_backups_are_thinned (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *other = NULL;

  make_project (&place);
  folder = g_strconcat (place.path, ".backups", NULL);
  g_mkdir (folder, 0700);
  /* Two each hour of 40 days. */
  for (int day = 1; day <= 40; day++)
    for (int hour = 0; hour < 24; hour++)
      for (int half = 0; half < 2; half++)
        {
          g_autofree char *name = g_strdup_printf ("2020%02d%02d-%02d%02d00.groundwork", 1 + (day - 1) / 28,
                                                   1 + (day - 1) % 28, hour, half * 30);
          g_autofree char *file = g_build_filename (folder, name, NULL);

          g_file_set_contents (file, "x", 1, NULL);
        }
  other = g_build_filename (folder, "version-1-20200101-000000.groundwork", NULL);
  g_file_set_contents (other, "x", 1, NULL);
  store = open_project (place.path);
  g_assert_true (gw_store_back_up (store, NULL, NULL, NULL));
  /* The new one and 23 hours of the last day; the new day and 13 days, of
   * which the first is the last day again; the copy of before a migration.
   */
  g_assert_cmpuint (count_backups (place.path), ==, 24 + 13 - 1 + 1);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_opening_backs_up_in_the_background (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;
  gint64 begin = g_get_monotonic_time ();

  make_project (&place);
  store = gw_store_sqlite_open (place.path, GW_STORE_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  while (count_backups (place.path) == 0 && g_get_monotonic_time () - begin < 60 * G_USEC_PER_SEC)
    g_thread_yield ();
  g_assert_cmpuint (count_backups (place.path), >=, 1);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GwStore **) data = gw_store_sqlite_open_finish (result, &error);
  g_assert_no_error (error);
}

static goffset
size_of (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 ? info.st_size : -1;
}

/* Reads without a pause until the file is as large as wanted. */
typedef struct
{
  const char *path;
  goffset wanted;
  gint64 deadline;
  gint done; /* atomic */
} Reading;

/* The next job waits before this one ends. */
static gpointer
read_on (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  g_free (gw_store_get_setting (store, "text-0", cancellable, error));
  if (size_of (self->path) >= self->wanted || g_get_monotonic_time () >= self->deadline)
    g_atomic_int_set (&self->done, TRUE);
  else
    gw_store_read_async (store, GW_STORE_NORMAL, read_on, self, NULL, NULL, NULL, NULL, NULL);
  return NULL;
}

static void
write_texts (GwStore *store, int n, gsize size, char letter)
{
  g_autofree char *text = g_strnfill (size, letter);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("text-%d", i);

      gw_store_set_setting (store, name, text, NULL, &error);
      g_assert_no_error (error);
    }
}

/* No commit does it, nobody closes the project, and the reading never ends. */
static void
test_log_is_written_back_between_edits (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  Reading reading = { 0 };

  make_project (&place);
  store = gw_store_sqlite_open (place.path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_no_error (error);
  reading.path = place.path;
  reading.wanted = size_of (place.path) + 50 * 60000;
  write_texts (store, 100, 60000, 'x');

  reading.deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gw_store_read_async (store, GW_STORE_NORMAL, read_on, &reading, NULL, NULL, NULL, NULL, NULL);
  while (!g_atomic_int_get (&reading.done))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (size_of (place.path), >=, reading.wanted);
}

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean begun;
  gboolean ended;
} Held;

static gpointer
hold (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Held *self = data;

  g_mutex_lock (&self->lock);
  self->begun = TRUE;
  g_cond_broadcast (&self->changed);
  while (!self->ended)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return NULL;
}

typedef struct
{
  GwStore *store;
  gint ended; /* atomic */
} Readers;

static gpointer
readers_main (gpointer data)
{
  Readers *self = data;

  while (!g_atomic_int_get (&self->ended))
    g_free (gw_store_get_setting (self->store, "made", NULL, NULL));
  return NULL;
}

/* The thread that shortens the log has no turn, and somebody always reads. */
static void
test_log_is_bounded (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  g_autofree char *log = NULL;
  Held held = { 0 };
  Readers readers = { 0 };
  GThread *threads[2];
  goffset longest = 0;

  make_project (&place);
  log = g_strconcat (place.path, "-wal", NULL);
  store = gw_store_sqlite_open (place.path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_no_error (error);
  g_mutex_init (&held.lock);
  g_cond_init (&held.changed);
  gw_store_read_async (store, GW_STORE_NORMAL, hold, &held, NULL, NULL, NULL, NULL, NULL);
  g_mutex_lock (&held.lock);
  while (!held.begun)
    g_cond_wait (&held.changed, &held.lock);
  g_mutex_unlock (&held.lock);
  readers.store = store;
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", readers_main, &readers);

  for (int i = 0; i < 15; i++)
    {
      write_texts (store, 10, 1000000, (char) ('a' + i));
      longest = MAX (longest, size_of (log));
    }

  g_atomic_int_set (&readers.ended, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_mutex_lock (&held.lock);
  held.ended = TRUE;
  g_cond_broadcast (&held.changed);
  g_mutex_unlock (&held.lock);
  gw_store_close (store);
  g_cond_clear (&held.changed);
  g_mutex_clear (&held.lock);
  g_assert_cmpint (longest, >, 10000000);
  g_assert_cmpint (longest, <, 80000000);
}

static void
test_open_async (void)
{
  g_auto (Place) place = { 0 };
  GwStore *store = NULL;

  make_project (&place);
  gw_store_sqlite_open_async (place.path, GW_STORE_OPEN_NO_BACKUP, NULL, on_opened_cb, &store);
  while (store == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gw_store_get_location (store), ==, place.path);
  g_object_unref (store);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], CHECK_READING) == 0)
    {
      check_reading (argv[2]);
      _exit (0);
    }

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-file/make/only-the-owner-reads", test_only_the_owner_reads);
  g_test_add_func ("/store-file/make/nothing-is-written-over", test_nothing_is_written_over);
  g_test_add_func ("/store-file/make/folder-that-everybody-writes", test_folder_that_everybody_writes_is_refused);
  g_test_add_func ("/store-file/make/missing-folder", test_missing_folder);
  g_test_add_func ("/store-file/strange/no-project", test_what_is_no_project_is_refused);
  g_test_add_func ("/store-file/strange/other-application", test_other_application_is_refused);
  g_test_add_func ("/store-file/strange/symbolic-link", test_symbolic_link_is_refused);
  g_test_add_func ("/store-file/strange/absent", test_absent_file_is_told_as_such);
  g_test_add_func ("/store-file/strange/linked-folder-is-followed", test_a_linked_folder_is_followed);
  g_test_add_func ("/store-file/strange/foreign-tables", test_foreign_tables_are_refused);
  g_test_add_func ("/store-file/strange/other-build", test_other_build_is_refused);
  g_test_add_func ("/store-file/newer/only-read", test_newer_project_is_only_read);
  g_test_add_func ("/store-file/newer/not-understood", test_newer_project_that_is_not_understood);
  g_test_add_func ("/store-file/read-only/asked-for", test_open_to_read);
  g_test_add_func ("/store-file/read-only/folder", test_read_only_folder);
  g_test_add_func ("/store-file/read-only/file", test_read_only_file);
  g_test_add_func ("/store-file/read-only/folder-with-a-log", test_read_only_folder_with_a_log);
  g_test_add_func ("/store-file/others/changes-are-noticed", test_changes_of_others_are_noticed);
  g_test_add_func ("/store-file/others/two-write-in-turn", test_two_write_in_turn);
  g_test_add_func ("/store-file/backup/is-a-whole-project", test_backup_is_a_whole_project);
  g_test_add_func ("/store-file/backup/newest-stays", test_newest_backup_stays);
  g_test_add_func ("/store-file/backup/old-ones-are-thinned", test_old_backups_are_thinned);
  g_test_add_func ("/store-file/backup/made-when-opening", test_opening_backs_up_in_the_background);
  g_test_add_func ("/store-file/log/written-back-between-edits", test_log_is_written_back_between_edits);
  g_test_add_func ("/store-file/log/bounded", test_log_is_bounded);
  g_test_add_func ("/store-file/open-async", test_open_async);
  return g_test_run ();
}
