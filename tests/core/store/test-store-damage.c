/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Damaged files and full disks: never a crash, and no wrong object that
 * nobody reports.
 */

#define _GNU_SOURCE /* memmem */

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "gw-store-sqlite.h"
#include "gw-test-objects.h"
#include "people-fixture.h"

#define N_IMAGES 12
#define N_OBJECTS 20

typedef struct
{
  char *folder;
  char *path;
  GHashTable *objects; /* id (gint64*) -> GwObject */
} Project;

static GwStore *
open_project (const char *path, GError **error)
{
  return gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, error);
}

static GwStore *
make_store (const char *path, GPtrArray *images, gint64 *class_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("P", GW_TASK_BOXES);
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwSkeleton) skeleton = gw_skeleton_new_person ();
  g_autofree char *folder = g_path_get_dirname (path);
  GwStore *store = gw_store_sqlite_create (path, info, NULL, &error);
  gint64 root;

  g_assert_no_error (error);
  root = gw_store_add_root (store, folder, NULL, NULL);
  g_ptr_array_add (classes, gw_class_new ("A", 0));
  gw_class_set_skeleton (g_ptr_array_index (classes, 0), skeleton);
  g_assert_true (gw_store_save_classes (store, classes, NULL, NULL));
  *class_id = gw_class_get_id (g_ptr_array_index (classes, 0));
  for (int i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.jpg", i);
      GwImage *image = gw_image_new (0, name);

      gw_image_set_root_id (image, root);
      g_ptr_array_add (images, image);
    }
  g_assert_true (gw_store_add_images (store, images, NULL, NULL, NULL));
  return store;
}

/* What charts leave in a project. */
static void
add_chart_rows (GwStore *store, gint64 image)
{
  GwMeasure measure = { .image_id = image, .bytes = 1, .mtime = 2, .readable = TRUE, .brightness = 7 };

  g_assert_cmpint (gw_store_keep_set (store, "Dark", &image, 1, NULL, NULL), ==, 1);
  g_assert_true (gw_store_save_measures (store, &measure, 1, NULL, NULL));
}

/* People who work, and what they are told of. */
static void
add_people (GwStore *store)
{
  static const char code[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  g_autoptr (GwAccount) ana = gw_account_new ("ana", 0);
  g_autoptr (GwAccount) ben = gw_account_new ("ben", GW_ROLE_WORKER);
  g_autoptr (GwTeam) team = gw_team_new ("Day");
  gint64 id;

  g_assert_cmpint (gw_store_add_account (store, ana, SOME_PASSWORD, NULL, NULL), ==, 1);
  id = gw_store_add_account (store, ben, NULL, NULL, NULL);
  g_assert_true (gw_store_make_invitation (store, id, code, G_MAXINT64, NULL, NULL));
  g_array_append_val (team->member_ids, id);
  g_assert_cmpint (gw_store_add_team (store, team, NULL, NULL), ==, 1);
  for (int i = 0; i < 50; i++)
    g_assert_true (gw_store_note_failure (store, id, NULL, NULL, NULL));
}

static void
assert_people (GwStore *store)
{
  static const char code[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  g_autoptr (GwAccount) ben = gw_store_find_invitation (store, code, NULL, NULL);
  g_autoptr (GPtrArray) teams = gw_store_list_teams (store, NULL, NULL);
  gint64 broken = -1;

  g_assert_cmpint (gw_store_count_accounts (store, NULL, NULL), ==, 2);
  g_assert_cmpuint (ben->n_failures, ==, 50);
  g_assert_true (gw_team_has_member (g_ptr_array_index (teams, 0), ben->id));
  g_assert_true (gw_store_check_audit (store, &broken, NULL, NULL, NULL));
  g_assert_cmpint (broken, ==, 0);
}

static void
assert_chart_rows (GwStore *store)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("set:\"1 Dark\" brightness:7", NULL);

  g_assert_cmpint (gw_store_count_images (store, filter, NULL, NULL), ==, 1);
}

static gboolean
draw (GwStore *store, gint64 image, GwObject *object, GError **error)
{
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Draw");

  gw_edit_add_object (edit, image, NULL, object);
  return gw_store_apply_edit (store, edit, NULL, error);
}

static void
project_init (Project *project)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwStore) store = NULL;
  gw_random random;
  gint64 class_id;

  project->folder = make_folder ();
  project->path = g_build_filename (project->folder, "p.groundwork", NULL);
  project->objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  store = make_store (project->path, images, &class_id);
  add_people (store);
  add_chart_rows (store, gw_image_get_id (g_ptr_array_index (images, 0)));
  gw_random_init (&random, 3);
  for (int i = 0; i < N_IMAGES * N_OBJECTS; i++)
    {
      g_autoptr (GError) error = NULL;
      GwObject *object = gw_test_random_object (&random, gw_test_random_kind (&random), 640, 480);
      gint64 id = gw_object_make_id ();

      gw_object_set_id (object, id);
      gw_object_set_class_id (object, class_id);
      draw (store, gw_image_get_id (g_ptr_array_index (images, i % N_IMAGES)), object, &error);
      g_assert_no_error (error);
      g_hash_table_insert (project->objects, g_memdup2 (&id, sizeof id), object);
    }
}

static void
project_clear (Project *project)
{
  g_hash_table_unref (project->objects);
  remove_tree (project->folder);
  g_free (project->folder);
  g_free (project->path);
}

static gboolean
ignore_record (GwRecord *record, gpointer data, GError **error)
{
  return TRUE;
}

static void
ignore_object (const GwObjectRow *row, gpointer data)
{
}

static void
ignore_attribute (const char *name, const char *value, gpointer data)
{
}

static void
ignore_measure (const GwMeasure *measure, gpointer data)
{
}

/* How many of the objects come back, each as it was drawn. A wrong one ends
 * the test. -1: something could not be read, and said so.
 */
static int
read_objects (Project *project, GwStore *store)
{
  g_autoptr (GArray) ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, NULL, NULL);
  int n = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GPtrArray) objects = gw_store_load_objects (store, g_array_index (ids, gint64, i), GW_LAYER_LABELS,
                                                             NULL, NULL);

      if (objects == NULL)
        return -1;
      for (guint j = 0; j < objects->len; j++)
        {
          gint64 id = gw_object_get_id (g_ptr_array_index (objects, j));
          GwObject *drawn = g_hash_table_lookup (project->objects, &id);

          g_assert_nonnull (drawn);
          g_assert_true (gw_object_equal (drawn, g_ptr_array_index (objects, j)));
        }
      n += (int) objects->len;
    }
  return ids != NULL ? n : -1;
}

static void
try_people (GwStore *store)
{
  g_autoptr (GPtrArray) accounts = gw_store_list_accounts (store, NULL, NULL);
  g_autoptr (GwAccount) account = gw_store_find_account (store, "ben", NULL, NULL);
  g_autoptr (GwCredentials) credentials = gw_store_load_credentials (store, 1, NULL, NULL);
  g_autoptr (GPtrArray) teams = gw_store_list_teams (store, NULL, NULL);
  g_autoptr (GPtrArray) entries = gw_store_list_audit (store, NULL, 100, NULL, NULL);
  g_autofree char *newest = NULL;
  gint64 broken;

  gw_store_check_audit (store, &broken, &newest, NULL, NULL);
  gw_store_note_sign_in (store, 1, -1, NULL, NULL);
}

/* Everything that reads, and some that write; what they say does not matter. */
static void
try_everything (GwStore *store)
{
  g_autoptr (GwProjectInfo) info = gw_store_get_info (store, NULL, NULL);
  g_autoptr (GPtrArray) classes = gw_store_list_classes (store, TRUE, NULL, NULL);
  g_autoptr (GPtrArray) roots = gw_store_list_roots (store, NULL, NULL);
  g_autoptr (GwFilter) filter = gw_filter_parse ("class:A objects>0 jpg", NULL);
  g_autoptr (GArray) ids = gw_store_list_image_ids (store, filter, GW_SORT_MOST_OBJECTS, NULL, NULL);
  g_autoptr (GPtrArray) facet = gw_store_count_facet (store, filter, GW_FIELD_STATUS, NULL, NULL);
  g_autoptr (GPtrArray) history = gw_store_list_history (store, 1, 100, NULL, NULL);
  g_autoptr (GwRecordHead) head = gw_store_get_head (store, GW_LAYER_LABELS, NULL, NULL);
  static const GwRowFuncs funcs = { .object = ignore_object, .object_attribute = ignore_attribute };
  GwEdit *edit = gw_store_undo (store, 1, NULL, NULL);
  g_autoptr (GwFilter) set = gw_filter_parse ("set:1 brightness>0", NULL);

  try_people (store);
  gw_store_count_images (store, set, NULL, NULL);
  gw_store_foreach_row (store, NULL, GW_LAYER_LABELS, &funcs, NULL, NULL, NULL);
  gw_store_foreach_measure (store, set, ignore_measure, NULL, NULL, NULL);
  g_clear_pointer (&edit, gw_edit_unref);
  if (head != NULL)
    gw_store_list_attributes (store, head, NULL, NULL);
  gw_store_export (store, NULL, GW_LAYER_LABELS, ignore_record, NULL, NULL, NULL);
  gw_store_set_setting (store, "a", "b", NULL, NULL);
}

/* Returns whether the damage was told by somebody. */
static gboolean
meet_damage (Project *project, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = open_project (path, &error);
  g_autoptr (GPtrArray) findings = NULL;
  gboolean sound = FALSE;
  int n;

  if (store == NULL)
    return TRUE;
  n = read_objects (project, store);
  if (!gw_store_check (store, &sound, &findings, NULL, NULL))
    sound = FALSE;
  g_assert_true (!sound || n == N_IMAGES * N_OBJECTS);
  try_everything (store);
  return !sound;
}

static void
scribble (guint8 *data, gsize length, gw_random *random)
{
  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) gw_random_below (random, 256);
}

static void
test_each_page_scribbled (void)
{
  Project project = { 0 };
  g_autofree char *damaged = NULL;
  g_autofree char *data = NULL;
  gsize length;
  guint n_told = 0, n_pages;
  gw_random random;

  project_init (&project);
  damaged = g_build_filename (project.folder, "damaged.groundwork", NULL);
  gw_random_init (&random, 9);
  g_assert_true (g_file_get_contents (project.path, &data, &length, NULL));
  n_pages = (guint) (length / 4096);
  g_assert_cmpuint (n_pages, >, 50);
  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);

      scribble (copy + page * 4096 + gw_random_below (&random, 4096 - 64), 64, &random);
      g_file_set_contents (damaged, (const char *) copy, (gssize) length, NULL);
      n_told += meet_damage (&project, damaged);
    }
  /* Some of the bytes are free space or of tables that are not checked. */
  g_assert_cmpuint (n_told, >, n_pages / 3);
  project_clear (&project);
}

static void
test_each_length_cut (void)
{
  Project project = { 0 };
  g_autofree char *damaged = NULL;
  g_autofree char *data = NULL;
  gsize length;

  project_init (&project);
  damaged = g_build_filename (project.folder, "damaged.groundwork", NULL);
  g_assert_true (g_file_get_contents (project.path, &data, &length, NULL));
  for (gsize cut = 0; cut < length; cut += 4096 * 3 + 1000)
    {
      g_file_set_contents (damaged, data, (gssize) cut, NULL);
      g_assert_true (meet_damage (&project, damaged));
    }
  project_clear (&project);
}

/* What is damaged is reported, and everything else still comes out. */
static gboolean
count_objects (GwRecord *record, gpointer data, GError **error)
{
  *(guint *) data += record->objects->len;
  return TRUE;
}

static void
test_the_others_are_exported (void)
{
  Project project = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *data = NULL;
  gboolean sound = TRUE;
  gsize length;
  guint n = 0;
  char *found;

  project_init (&project);
  g_assert_true (g_file_get_contents (project.path, &data, &length, NULL));
  /* A digit within a polygon: nothing but the checksum can tell. */
  found = memmem (data, length, "{\"rings\":[[[", 12);
  g_assert_nonnull (found);
  found[12] = found[12] == '1' ? '2' : '1';
  g_file_set_contents (project.path, data, (gssize) length, NULL);

  store = open_project (project.path, &error);
  g_assert_no_error (error);
  g_assert_true (gw_store_export (store, NULL, GW_LAYER_LABELS, count_objects, &n, NULL, &error));
  g_assert_cmpuint (n, ==, N_IMAGES * N_OBJECTS - 1);
  g_assert_true (gw_store_is_read_only (store));
  g_assert_true (gw_store_check (store, &sound, &findings, NULL, &error));
  g_assert_false (sound);
  g_assert_cmpuint (findings->len, ==, 1);
  g_clear_object (&store);
  project_clear (&project);
}

static void
test_damaged_history_is_not_undone (void)
{
  Project project = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  g_autofree char *data = NULL;
  gsize length;
  char *found = NULL;

  project_init (&project);
  g_assert_true (g_file_get_contents (project.path, &data, &length, NULL));
  for (char *p = data; (p = memmem (p, (gsize) (data + length - p), "\"name\":\"Draw\"", 13)) != NULL; p++)
    found = p;
  g_assert_nonnull (found);
  found[8] = 'X';
  g_file_set_contents (project.path, data, (gssize) length, NULL);
  store = open_project (project.path, &error);
  g_assert_no_error (error);
  for (gint64 image = 1; image <= N_IMAGES && error == NULL; image++)
    for (int i = 0; i < N_OBJECTS && error == NULL; i++)
      {
        GwEdit *edit = gw_store_undo (store, image, NULL, &error);

        g_clear_pointer (&edit, gw_edit_unref);
      }
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT);
  g_clear_object (&store);
  project_clear (&project);
}

/* --- a full disk --- */

static void
limit_files (gsize bytes)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes > 0 ? bytes : limit.rlim_max;
  setrlimit (RLIMIT_FSIZE, &limit);
}

/* Writes until nothing more goes; what was acknowledged is counted. */
static guint
draw_until_full (GwStore *store, gint64 image, gint64 class_id, GError **error)
{
  guint n = 0;

  while (TRUE)
    {
      g_autoptr (GwObject) box = make_box (class_id, n, 1, 2, 3);

      if (!draw (store, image, box, error))
        return n;
      n++;
    }
}

static void
test_full_disk_loses_nothing (void)
{
  for (gsize kib = 400; kib < 1200; kib += 37)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) objects = NULL;
      g_autofree char *folder = make_folder ();
      g_autofree char *path = g_build_filename (folder, "p.groundwork", NULL);
      g_autoptr (GwObject) last = NULL;
      g_autoptr (GwStore) store = NULL;
      gint64 class_id, image;
      guint n;

      store = make_store (path, images, &class_id);
      image = gw_image_get_id (g_ptr_array_index (images, 0));
      limit_files (kib * 1024);
      n = draw_until_full (store, image, class_id, &error);
      limit_files (0);
      g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_FULL);
      g_clear_error (&error);

      /* There is room again: it goes on, and nothing is missing. */
      last = make_box (class_id, 1, 1, 1, 1);
      g_assert_true (draw (store, image, last, &error));
      g_assert_no_error (error);
      g_clear_object (&store);
      store = open_project (path, &error);
      g_assert_no_error (error);
      objects = gw_store_load_objects (store, image, GW_LAYER_LABELS, NULL, NULL);
      g_assert_cmpuint (objects->len, ==, n + 1);
      g_clear_object (&store);
      remove_tree (folder);
    }
}

/* Of several back-ups the newest that is as it was written. */
static void
test_newest_sound_backup (void)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  g_autofree char *found = NULL;
  g_autofree char *last = NULL;
  g_autofree char *none = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  Project project;
  GwStore *store;
  gsize length;

  project_init (&project);
  none = gw_store_sqlite_find_backup (project.path, NULL);
  g_assert_null (none);
  store = open_project (project.path, &error);
  g_assert_no_error (error);
  g_assert_true (gw_store_back_up (store, &new, NULL, &error));
  g_assert_no_error (error);
  folder = g_path_get_dirname (new);
  old = g_build_filename (folder, "20200101-000000.groundwork", NULL);
  g_assert_cmpint (g_rename (new, old), ==, 0);
  g_clear_pointer (&new, g_free);
  g_assert_true (gw_store_back_up (store, &new, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (store);
  found = gw_store_sqlite_find_backup (project.path, NULL);
  g_assert_cmpstr (found, ==, new);

  /* Its tables, from the second page to the last, are overwritten. */
  g_assert_true (g_file_get_contents (new, &content, &length, NULL));
  memset (content + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (new, content, (gssize) length, NULL));
  last = gw_store_sqlite_find_backup (project.path, NULL);
  g_assert_cmpstr (last, ==, old);
  project_clear (&project);
}

/* --- salvage --- */

static void
assert_skeleton (GwStore *store)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (store, FALSE, NULL, NULL);
  g_autoptr (GwSkeleton) skeleton = gw_skeleton_new_person ();

  g_assert_true (gw_skeleton_equal (gw_class_get_skeleton (g_ptr_array_index (classes, 0)), skeleton));
}

/* What comes out is a sound project with nothing wrong in it, and the damaged
 * file stays as it is.
 */
static guint
salvage (Project *project, const char *damaged, const GwSalvage *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GwStore) store = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  gboolean sound = FALSE;
  GwSalvage counts;
  int n;

  g_assert_true (g_file_get_contents (damaged, &before, &length_before, NULL));
  copy = gw_store_sqlite_salvage (damaged, &counts, NULL, &error);
  g_assert_true (g_file_get_contents (damaged, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  if (copy == NULL)
    {
      g_assert_true (error->domain == GW_STORE_ERROR);
      return 0;
    }
  store = open_project (copy, &error);
  g_assert_no_error (error);
  n = read_objects (project, store);
  g_assert_cmpint (n, ==, counts.n_objects);
  g_assert_true (gw_store_check (store, &sound, &findings, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (findings, i));
  g_assert_true (sound);
  /* Only that a folder is lost may be told, and rows of the audit log. */
  g_assert_cmpuint (findings->len, <=, 2);
  if (wanted != NULL)
    {
      g_assert_cmpint (counts.n_images, ==, wanted->n_images);
      g_assert_cmpint (counts.n_objects, ==, wanted->n_objects);
      g_assert_cmpint (counts.n_lost, ==, wanted->n_lost);
      assert_skeleton (store);
      assert_chart_rows (store);
      assert_people (store);
    }
  try_everything (store);
  g_clear_object (&store);
  g_assert_cmpint (g_unlink (copy), ==, 0);

  return (guint) n;
}

static void
test_salvage_of_a_sound_project (void)
{
  Project project = { 0 };
  GwSalvage all = { N_IMAGES, N_IMAGES * N_OBJECTS, 0 };

  project_init (&project);
  salvage (&project, project.path, &all);
  project_clear (&project);
}

static void
spoil_set (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE image_set SET ids = '[1, 2'", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* A set that is no list is told of, and nothing that a person made is lost with it. */
static void
test_set_that_is_none (void)
{
  Project project = { 0 };
  g_autoptr (GwFilter) filter = gw_filter_parse ("set:\"1 Dark\"", NULL);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GwStore) store = NULL;
  gboolean sound = FALSE;
  GwSalvage counts;

  project_init (&project);
  spoil_set (project.path);
  store = open_project (project.path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gw_store_count_images (store, filter, NULL, &error), ==, -1);
  g_assert_true (error->domain == GW_STORE_ERROR);
  g_assert_false (gw_store_is_read_only (store));
  g_assert_true (gw_store_check (store, &sound, &findings, NULL, NULL));
  g_assert_true (sound);
  g_assert_cmpuint (findings->len, ==, 1);
  g_clear_object (&store);

  copy = gw_store_sqlite_salvage (project.path, &counts, NULL, NULL);
  store = open_project (copy, NULL);
  g_assert_cmpint (gw_store_count_images (store, filter, NULL, NULL), ==, 0);
  g_assert_false (gw_store_check_filter (store, filter, NULL, NULL));
  g_clear_object (&store);
  project_clear (&project);
}

/* One page costs what is on it and little more. */
static void
test_salvage_with_each_page_scribbled (void)
{
  Project project = { 0 };
  g_autofree char *damaged = NULL;
  g_autofree char *data = NULL;
  gsize length;
  guint n_whole = 0, n_pages;
  gw_random random;

  project_init (&project);
  damaged = g_build_filename (project.folder, "damaged.groundwork", NULL);
  gw_random_init (&random, 11);
  g_assert_true (g_file_get_contents (project.path, &data, &length, NULL));
  n_pages = (guint) (length / 4096);
  for (guint page = 1; page < n_pages; page++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);

      scribble (copy + page * 4096, 4096, &random);
      g_file_set_contents (damaged, (const char *) copy, (gssize) length, NULL);
      if (salvage (&project, damaged, NULL) >= N_IMAGES * N_OBJECTS * 9 / 10)
        n_whole++;
    }
  g_assert_cmpuint (n_whole, >=, n_pages * 9 / 10);
  project_clear (&project);
}

int
main (int argc, char **argv)
{
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-damage/each-page-scribbled", test_each_page_scribbled);
  g_test_add_func ("/store-damage/each-length-cut", test_each_length_cut);
  g_test_add_func ("/store-damage/the-others-are-exported", test_the_others_are_exported);
  g_test_add_func ("/store-damage/damaged-history-is-not-undone", test_damaged_history_is_not_undone);
  g_test_add_func ("/store-damage/newest-sound-backup-is-found", test_newest_sound_backup);
  g_test_add_func ("/store-damage/salvage/sound-project", test_salvage_of_a_sound_project);
  g_test_add_func ("/store-damage/salvage/set-that-is-none", test_set_that_is_none);
  g_test_add_func ("/store-damage/salvage/each-page-scribbled", test_salvage_with_each_page_scribbled);
  g_test_add_func ("/store-damage/full-disk-loses-nothing", test_full_disk_loses_nothing);
  return g_test_run ();
}
