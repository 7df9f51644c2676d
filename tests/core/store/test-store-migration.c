/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Projects that were made by an older program. A migration that is not there
 * yet is laid over the program's resources: the tables of labeling jobs, into
 * which every project of today will have to be carried.
 */

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "gw-store-sqlite.h"
#include "people-fixture.h"

/* As the store's contract has them. */
static const char tables[] =
    "CREATE TABLE slot (project_id INTEGER NOT NULL, task_id INTEGER NOT NULL REFERENCES image (id),"
    " slot_no INTEGER NOT NULL, priority INTEGER NOT NULL, state INTEGER NOT NULL, worker_id INTEGER, lease_token TEXT,"
    " lease_until INTEGER, PRIMARY KEY (task_id, slot_no)) STRICT;\n"
    "CREATE INDEX slot_open ON slot (project_id, priority DESC, task_id, slot_no) WHERE state = 0;\n"
    "CREATE UNIQUE INDEX slot_one ON slot (task_id, worker_id) WHERE worker_id IS NOT NULL;\n"
    "CREATE TABLE lease_log (token TEXT PRIMARY KEY, project_id INTEGER NOT NULL, task_id INTEGER NOT NULL,"
    " slot_no INTEGER NOT NULL, worker_id INTEGER NOT NULL, leased INTEGER NOT NULL) STRICT;\n"
    "CREATE TABLE answer (answer_id TEXT PRIMARY KEY, task_id INTEGER NOT NULL, slot_no INTEGER NOT NULL,"
    " counted INTEGER NOT NULL, payload TEXT NOT NULL, sha256 BLOB NOT NULL) STRICT;\n"
    "INSERT INTO slot (project_id, task_id, slot_no, priority, state) SELECT 1, id, 1, 0, 0 FROM image;\n"
    "ALTER TABLE image ADD COLUMN due INTEGER;\n";

typedef struct
{
  char *folder;
  char *path;    /* of a project that this program finds old */
  char *overlay; /* folder of migrations that are laid over */
} Old;

static void run_old (const char *task, const char *path, gboolean with_overlay, const char *overlay);

static void
old_init (Old *old, const char *migration)
{
  g_autofree char *file = NULL;

  old->folder = g_dir_make_tmp ("gw-migration-XXXXXX", NULL);
  old->path = g_build_filename (old->folder, "p.groundwork", NULL);
  old->overlay = g_build_filename (old->folder, "sql", NULL);
  g_assert_cmpint (g_mkdir (old->overlay, 0700), ==, 0);
  file = g_build_filename (old->overlay, "0006-workforce.sql", NULL);
  g_assert_true (g_file_set_contents (file, migration, -1, NULL));
  run_old ("make", old->path, FALSE, NULL);
}

static void
old_clear (Old *old)
{
  remove_tree (old->folder);
  g_free (old->folder);
  g_free (old->path);
  g_free (old->overlay);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Old, old_clear)

/* --- what another run of this program does ---------------------------------------- */

static void
make_old (const char *path)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Old", GW_TASK_BOXES);
  g_autoptr (GwStore) store = gw_store_sqlite_create (path, info, NULL, NULL);
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GwObject) box = NULL;
  g_autoptr (GwEdit) edit = NULL;
  gint64 root = gw_store_add_root (store, folder, NULL, NULL);

  g_ptr_array_add (classes, gw_class_new ("Car", 0));
  g_ptr_array_add (images, gw_image_new (0, "a.jpg"));
  gw_image_set_root_id (g_ptr_array_index (images, 0), root);
  g_assert_true (gw_store_save_classes (store, classes, NULL, NULL));
  g_assert_true (gw_store_add_images (store, images, NULL, NULL, NULL));
  box = make_box (gw_class_get_id (g_ptr_array_index (classes, 0)), 1, 2, 3, 4);
  edit = gw_edit_new (gw_image_get_id (g_ptr_array_index (images, 0)), "Draw Car");
  gw_edit_add_object (edit, gw_image_get_id (g_ptr_array_index (images, 0)), NULL, box);
  g_assert_true (gw_store_apply_edit (store, edit, NULL, NULL));
}

/* Brings it up to date and undoes and redoes what the old program did. */
static void
carry_over (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_autoptr (GwProjectInfo) info = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GwEdit) undone = NULL;
  g_autoptr (GwEdit) redone = NULL;
  gboolean sound = FALSE;

  g_assert_no_error (error);
  info = gw_store_get_info (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (info->read_only);
  g_assert_cmpint (info->schema_version, ==, 6);
  g_assert_cmpint (info->n_objects, ==, 1);
  undone = gw_store_undo (store, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (undone);
  redone = gw_store_redo (store, 1, NULL, &error);
  g_assert_nonnull (redone);
  objects = gw_store_load_objects (store, 1, GW_LAYER_LABELS, NULL, &error);
  g_assert_cmpuint (objects->len, ==, 1);
  g_assert_true (gw_store_check (store, &sound, NULL, NULL, &error));
  g_assert_true (sound);
}

/* A migration that fails leaves the project as it was. */
static void
fail_to_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_null (store);
  g_assert_nonnull (error);
}

/* The older program, and a project that is newer than it. */
static void
only_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (gw_store_is_read_only (store));
  g_assert_false (gw_store_set_setting (store, "a", "b", NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_TOO_NEW);
}

static void
only_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (gw_store_is_read_only (store));
}

static const struct
{
  const char *name;
  void (*func) (const char *path);
} tasks[] = { { "make", make_old },
              { "carry-over", carry_over },
              { "fail", fail_to_open },
              { "only-read", only_read },
              { "open", only_open } };

static void
run_old (const char *task, const char *path, gboolean with_overlay, const char *overlay)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *text = g_strdup_printf ("/org/groundwork/sql/sqlite=%s", overlay);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char *arguments[] = { program, (char *) "--do", (char *) task, (char *) path, NULL };
  int status;

  if (with_overlay)
    environment = g_environ_setenv (environment, "G_RESOURCE_OVERLAYS", text, TRUE);
  g_spawn_sync (NULL, arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
run_new (const Old *old, const char *task)
{
  run_old (task, old->path, TRUE, old->overlay);
}

/* --- the tests ------------------------------------------------------------------------ */

static char *
ask (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *answer = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

static void
assert_answer (const char *path, const char *sql, const char *wanted)
{
  g_autofree char *answer = ask (path, sql);

  g_assert_cmpstr (answer, ==, wanted);
}

/* The one copy of before the migration; NULL: there is none. */
static char *
find_copy (const Old *old)
{
  g_autofree char *folder = g_strconcat (old->path, ".backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  if (name == NULL)
    return NULL;
  g_assert_true (g_str_has_prefix (name, "version-5-"));
  return g_build_filename (folder, name, NULL);
}

static void
test_carried_over (void)
{
  g_auto (Old) old = { 0 };
  g_autofree char *copy = NULL;
  g_autofree char *wanted = g_compute_checksum_for_string (G_CHECKSUM_SHA256, tables, -1);
  GStatBuf info;

  old_init (&old, tables);
  assert_answer (old.path, "PRAGMA user_version", "5");
  run_new (&old, "carry-over");
  assert_answer (old.path, "PRAGMA user_version", "6");
  assert_answer (old.path, "SELECT sha256 FROM schema_migration WHERE number = 6", wanted);
  assert_answer (old.path, "SELECT count(*) FROM slot", "1");

  copy = find_copy (&old);
  g_assert_nonnull (copy);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  assert_answer (copy, "PRAGMA user_version", "5");
  assert_answer (copy, "SELECT count(*) FROM object", "1");
  assert_answer (copy, "PRAGMA integrity_check", "ok");

  /* Once is enough, and the old program does not write what it cannot know. */
  run_new (&old, "carry-over");
  run_old ("only-read", old.path, FALSE, NULL);
  assert_answer (old.path, "PRAGMA user_version", "6");
}

static void
test_failure_leaves_the_project (void)
{
  g_auto (Old) old = { 0 };
  g_autofree char *text = g_strconcat (tables, "INSERT INTO nowhere VALUES (1);\n", NULL);
  g_autofree char *copy = NULL;

  old_init (&old, text);
  run_new (&old, "fail");
  assert_answer (old.path, "PRAGMA user_version", "5");
  assert_answer (old.path, "SELECT count(*) FROM sqlite_schema WHERE name = 'slot'", "0");
  assert_answer (old.path, "SELECT count(*) FROM object", "1");
  copy = find_copy (&old);
  g_assert_nonnull (copy);
}

static gpointer
open_main (gpointer data)
{
  run_new (data, "open");
  return NULL;
}

/* Many programs at once: one of them does it. */
static void
test_several_at_once (void)
{
  g_auto (Old) old = { 0 };
  GThread *threads[4];

  old_init (&old, tables);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("opens", open_main, &old);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_answer (old.path, "PRAGMA user_version", "6");
  assert_answer (old.path, "SELECT count(*) FROM schema_migration", "6");
}

/* --- from the first version -------------------------------------------------------------- */

/* A project of the program before there were skeletons. */
static char *
make_first (const char *folder)
{
  char *path = g_build_filename (folder, "p.groundwork", NULL);
  sqlite3 *db = NULL;

  make_old (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "DROP TABLE image_set; DROP TABLE image_measure; DROP TABLE class_skeleton;"
                                 " DROP TABLE edit_attribute; DROP INDEX image_with_attributes;"
                                 " DROP TABLE recovery_code; DROP TABLE invitation; DROP TABLE team_member;"
                                 " DROP TABLE team_group; DROP TABLE team; DROP TABLE account; DROP TABLE audit;"
                                 " DELETE FROM schema_migration WHERE number > 1;"
                                 " PRAGMA user_version=1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return path;
}

static void
test_skeletons_come (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gw-migration-XXXXXX", NULL);
  g_autofree char *path = make_first (folder);
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();
  g_autoptr (GPtrArray) classes = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  classes = gw_store_list_classes (store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (classes->len, ==, 1);
  g_assert_null (gw_class_get_skeleton (g_ptr_array_index (classes, 0)));
  gw_class_set_skeleton (g_ptr_array_index (classes, 0), person);
  g_assert_true (gw_store_save_classes (store, classes, NULL, &error));
  g_object_unref (store);

  assert_answer (path, "PRAGMA user_version", "5");
  store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_no_error (error);
  back = gw_store_list_classes (store, FALSE, NULL, &error);
  g_assert_true (gw_skeleton_equal (gw_class_get_skeleton (g_ptr_array_index (back, 0)), person));
  g_object_unref (store);
  remove_tree (folder);
}

static void
count_row (const GwImageRow *row, gpointer data)
{
  (*(guint *) data)++;
}

/* As in a project of the first version. */
static void
assert_nothing_is_measured (GwStore *store)
{
  static const GwRowFuncs funcs = { .image = count_row };
  g_autoptr (GwFilter) filter = gw_filter_parse ("-set:1 -brightness<40 -attr:weather", NULL);
  g_autoptr (GArray) missing = gw_store_list_unmeasured (store, NULL, NULL, NULL);
  guint n = 0;

  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_true (gw_store_foreach_row (store, filter, GW_LAYER_LABELS, &funcs, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 1);
}

static void
assert_nobody_is_known (GwStore *store)
{
  g_autoptr (GPtrArray) accounts = gw_store_list_accounts (store, NULL, NULL);
  g_autoptr (GPtrArray) teams = gw_store_list_teams (store, NULL, NULL);
  g_autoptr (GPtrArray) entries = gw_store_list_audit (store, NULL, 10, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gint64 broken = -1;

  g_assert_cmpuint (accounts->len, ==, 0);
  g_assert_cmpuint (teams->len, ==, 0);
  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpint (gw_store_count_accounts (store, NULL, NULL), ==, 0);
  g_assert_null (gw_store_find_account (store, "ana", NULL, &error));
  g_assert_null (gw_store_load_credentials (store, 1, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (gw_store_check_audit (store, &broken, NULL, NULL, NULL));
  g_assert_cmpint (broken, ==, 0);
}

static void
test_people_come (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gw-migration-XXXXXX", NULL);
  g_autofree char *path = make_first (folder);
  g_autoptr (GwAccount) account = gw_account_new ("ana", 0);
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  assert_nobody_is_known (store);
  g_assert_cmpint (gw_store_add_account (store, account, SOME_PASSWORD, NULL, &error), ==, 1);
  g_object_unref (store);
  store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gw_store_count_accounts (store, NULL, NULL), ==, 1);
  g_object_unref (store);
  remove_tree (folder);
}

static void
test_measures_come (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gw-migration-XXXXXX", NULL);
  g_autofree char *path = make_first (folder);
  const GwMeasure measure = { .image_id = 1, .readable = TRUE, .brightness = 30 };
  g_autoptr (GwFilter) filter = gw_filter_parse ("brightness<40 set:1", NULL);
  g_autoptr (GError) error = NULL;
  gint64 image = 1;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  assert_nothing_is_measured (store);
  g_assert_cmpint (gw_store_keep_set (store, "Dark", &image, 1, NULL, &error), ==, 1);
  g_assert_true (gw_store_save_measures (store, &measure, 1, NULL, &error));
  g_object_unref (store);

  store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gw_store_count_images (store, filter, NULL, NULL), ==, 1);
  g_object_unref (store);
  remove_tree (folder);
}

/* Who only reads needs nothing brought up to date, and changes nothing. */
static void
test_first_version_is_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gw-migration-XXXXXX", NULL);
  g_autofree char *path = make_first (folder);
  g_autoptr (GPtrArray) classes = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (gw_store_is_read_only (store));
  classes = gw_store_list_classes (store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (classes->len, ==, 1);
  objects = gw_store_load_objects (store, 1, GW_LAYER_LABELS, NULL, &error);
  g_assert_cmpuint (objects->len, ==, 1);
  assert_nothing_is_measured (store);
  assert_nobody_is_known (store);
  g_object_unref (store);
  assert_answer (path, "PRAGMA user_version", "1");
  assert_answer (path, "SELECT count(*) FROM sqlite_schema WHERE name = 'class_skeleton'", "0");
  remove_tree (folder);
}

static void
test_first_version_is_salvaged (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gw-migration-XXXXXX", NULL);
  g_autofree char *path = make_first (folder);
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  GwSalvage counts;

  copy = gw_store_sqlite_salvage (path, &counts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (counts.n_lost, ==, 0);
  g_assert_cmpint (counts.n_objects, ==, 1);
  assert_answer (copy, "PRAGMA user_version", "5");
  assert_answer (copy, "SELECT name FROM class", "Car");
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--do") == 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
        if (strcmp (tasks[i].name, argv[2]) == 0)
          tasks[i].func (argv[3]);
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-migration/carried-over", test_carried_over);
  g_test_add_func ("/store-migration/failure-leaves-the-project", test_failure_leaves_the_project);
  g_test_add_func ("/store-migration/several-at-once", test_several_at_once);
  g_test_add_func ("/store-migration/skeletons-come", test_skeletons_come);
  g_test_add_func ("/store-migration/measures-come", test_measures_come);
  g_test_add_func ("/store-migration/people-come", test_people_come);
  g_test_add_func ("/store-migration/first-version-is-read", test_first_version_is_read);
  g_test_add_func ("/store-migration/first-version-is-salvaged", test_first_version_is_salvaged);
  return g_test_run ();
}
