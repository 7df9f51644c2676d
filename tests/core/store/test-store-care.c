/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the SQLite back end does to keep a project whole: back-ups that are
 * made at once, and reading that leaves nothing behind.
 */

#include <utime.h>

#include <glib/gstdio.h>

#include "gw-store-sqlite.h"
#include "store-fixture.h"

#define N_AT_ONCE 6

typedef struct
{
  char *folder;
  char *path;
} Place;

static GwStore *
open_project (const char *path, GwStoreOpenFlags flags)
{
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (path, flags | GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static void
place_init (Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("P", GW_TASK_BOXES);
  g_autoptr (GwStore) store = NULL;

  place->folder = make_folder ();
  place->path = g_build_filename (place->folder, "p.groundwork", NULL);
  store = gw_store_sqlite_create (place->path, info, NULL, &error);
  g_assert_no_error (error);
}

static void
place_clear (Place *place)
{
  remove_tree (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static guint
count_names (const char *folder, const char *ending)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      n++;
  return n;
}

/* --- back-ups --- */

static gpointer
back_up_thread (gpointer store)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;

  gw_store_back_up (store, &path, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (path);
  return path;
}

/* Through two stores, as two programs would. */
static void
test_backups_in_one_moment (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *found = NULL;

  place_init (&place);
  folder = g_strconcat (place.path, ".backups", NULL);
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (GwStore) one = open_project (place.path, 0);
      g_autoptr (GwStore) two = open_project (place.path, 0);
      g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      GThread *threads[N_AT_ONCE];

      for (int i = 0; i < N_AT_ONCE; i++)
        threads[i] = g_thread_new ("back-up", back_up_thread, i % 2 == 0 ? one : two);
      for (int i = 0; i < N_AT_ONCE; i++)
        g_assert_true (g_hash_table_add (paths, g_thread_join (threads[i])));
      g_assert_cmpuint (count_names (folder, ".part"), ==, 0);
    }
  found = gw_store_sqlite_find_backup (place.path, NULL);
  g_assert_nonnull (found);
}

/* What a program that was killed had begun goes, in a day. */
static void
test_parts_are_cleared_away (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) store = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  struct utimbuf long_ago = { 1000000, 1000000 };

  place_init (&place);
  folder = g_strconcat (place.path, ".backups", NULL);
  g_mkdir (folder, 0700);
  old = g_build_filename (folder, "20200101-000000.groundwork.part", NULL);
  new = g_build_filename (folder, "20200101-000001.groundwork.part", NULL);
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_assert_true (g_file_set_contents (new, "x", 1, NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  store = open_project (place.path, 0);
  g_assert_true (gw_store_back_up (store, NULL, NULL, NULL));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (new, G_FILE_TEST_EXISTS));
}

/* --- reading --- */

static void
test_reading_leaves_nothing (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwProjectInfo) info = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  GwStore *store;

  place_init (&place);
  g_assert_cmpuint (count_names (place.folder, ""), ==, 1);
  g_assert_true (g_file_get_contents (place.path, &before, &before_length, NULL));
  store = open_project (place.path, GW_STORE_OPEN_READ_ONLY);
  info = gw_store_get_info (store, NULL, NULL);
  g_assert_nonnull (info);
  g_object_unref (store);
  g_assert_cmpuint (count_names (place.folder, ""), ==, 1);
  g_assert_true (g_file_get_contents (place.path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

/* Another program may be at work: its log stays, and what is in it. */
static void
test_reading_leaves_others_alone (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GwStore) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  GwStore *reader;

  place_init (&place);
  other = open_project (place.path, 0);
  reader = open_project (place.path, GW_STORE_OPEN_READ_ONLY);
  g_object_unref (reader);
  g_assert_true (gw_store_set_setting (other, "a", "1", NULL, &error));
  g_assert_no_error (error);
  reader = open_project (place.path, GW_STORE_OPEN_READ_ONLY);
  g_object_unref (reader);
  g_assert_true (gw_store_set_setting (other, "b", "2", NULL, &error));
  g_clear_object (&other);
  g_assert_cmpuint (count_names (place.folder, ""), ==, 1);
  reader = open_project (place.path, GW_STORE_OPEN_READ_ONLY);
  value = gw_store_get_setting (reader, "b", NULL, NULL);
  g_assert_cmpstr (value, ==, "2");
  g_object_unref (reader);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-care/backup/in-one-moment", test_backups_in_one_moment);
  g_test_add_func ("/store-care/backup/parts-are-cleared-away", test_parts_are_cleared_away);
  g_test_add_func ("/store-care/reading/leaves-nothing", test_reading_leaves_nothing);
  g_test_add_func ("/store-care/reading/leaves-others-alone", test_reading_leaves_others_alone);
  return g_test_run ();
}
