/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Programs that write to one project are killed at a random moment, again
 * and again. Afterwards every object that was acknowledged must be there,
 * none twice, and the project sound. GW_KILLS (20 unless set) is how often,
 * GW_WRITERS (4) how many programs write at once.
 */

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "gw-random.h"
#include "gw-store-sqlite.h"

#define MAX_WRITERS 16

typedef struct
{
  char *folder;
  char *path;
  char *logs[MAX_WRITERS];
  gint64 images[MAX_WRITERS];
  gint64 class_id;
  int n_writers;
  gw_random random;
} Chaos;

static int
number_from (const char *name, int standard)
{
  const char *text = g_getenv (name);

  return text != NULL ? atoi (text) : standard;
}

static void
set_up (Chaos *chaos)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Chaos", GW_TASK_BOXES);
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 root;

  chaos->n_writers = CLAMP (number_from ("GW_WRITERS", 4), 1, MAX_WRITERS);
  chaos->folder = g_dir_make_tmp ("gw-chaos-XXXXXX", &error);
  g_assert_no_error (error);
  chaos->path = g_build_filename (chaos->folder, "p.groundwork", NULL);
  gw_random_init (&chaos->random, (guint64) g_get_real_time ());
  store = gw_store_sqlite_create (chaos->path, info, NULL, &error);
  g_assert_no_error (error);
  root = gw_store_add_root (store, chaos->folder, NULL, NULL);
  g_ptr_array_add (classes, gw_class_new ("A", 0));
  g_assert_true (gw_store_save_classes (store, classes, NULL, NULL));
  chaos->class_id = gw_class_get_id (g_ptr_array_index (classes, 0));
  for (int i = 0; i < chaos->n_writers; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.jpg", i);
      GwImage *image = gw_image_new (0, name);

      gw_image_set_root_id (image, root);
      g_ptr_array_add (images, image);
      chaos->logs[i] = g_strdup_printf ("%s/%d.log", chaos->folder, i);
    }
  g_assert_true (gw_store_add_images (store, images, NULL, NULL, NULL));
  for (int i = 0; i < chaos->n_writers; i++)
    chaos->images[i] = gw_image_get_id (g_ptr_array_index (images, i));
}

static GSubprocess *
start_writer (Chaos *chaos, int i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *image = g_strdup_printf ("%" G_GINT64_FORMAT, chaos->images[i]);
  g_autofree char *class_id = g_strdup_printf ("%" G_GINT64_FORMAT, chaos->class_id);
  GSubprocess *writer = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("GW_STORE_WRITER"), chaos->path,
                                          image, class_id, chaos->logs[i], NULL);

  g_assert_no_error (error);
  return writer;
}

static gsize
log_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

/* Lets the writer acknowledge something, then a random number of steps more,
 * and kills it wherever it is.
 */
static void
kill_one (Chaos *chaos, GSubprocess *writer, int i)
{
  gsize before = log_size (chaos->logs[i]);
  guint64 spins = gw_random_below (&chaos->random, 20000);

  while (log_size (chaos->logs[i]) == before && g_subprocess_get_identifier (writer) != NULL)
    g_thread_yield ();
  while (spins-- > 0)
    g_thread_yield ();
  g_subprocess_force_exit (writer);
  g_subprocess_wait (writer, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (writer));
  g_assert_cmpint (g_subprocess_get_term_sig (writer), ==, SIGKILL);
}

/* id -> what the log says of it last. */
static GHashTable *
read_log (const char *path)
{
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return said;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    g_hash_table_insert (said, g_strdup (lines[i] + 1), GINT_TO_POINTER (lines[i][0]));
  return said;
}

static guint
check_image (Chaos *chaos, GwStore *store, int i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) said = read_log (chaos->logs[i]);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) objects = gw_store_load_objects (store, chaos->images[i], GW_LAYER_LABELS, NULL, &error);
  GHashTableIter iter;
  gpointer key, value;

  g_assert_no_error (error);
  for (guint j = 0; j < objects->len; j++)
    {
      char *id = g_strdup_printf ("%" G_GINT64_FORMAT, gw_object_get_id (g_ptr_array_index (objects, j)));

      g_assert_true (g_hash_table_add (there, id));
    }
  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (GPOINTER_TO_INT (value) == '+')
        g_assert_true (g_hash_table_contains (there, key));
      if (GPOINTER_TO_INT (value) == '-')
        g_assert_false (g_hash_table_contains (there, key));
    }
  return g_hash_table_size (said);
}

static void
test_kill_writers (void)
{
  Chaos chaos = { 0 };
  GSubprocess *writers[MAX_WRITERS] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  int n_kills = number_from ("GW_KILLS", 20);
  guint n_said = 0;
  gboolean sound = FALSE;

  if (g_getenv ("GW_STORE_WRITER") == NULL)
    {
      g_test_skip ("GW_STORE_WRITER does not say where the program store-writer is");
      return;
    }
  set_up (&chaos);
  for (int i = 0; i < chaos.n_writers; i++)
    writers[i] = start_writer (&chaos, i);
  for (int kill = 0; kill < n_kills; kill++)
    {
      int i = (int) gw_random_below (&chaos.random, (guint64) chaos.n_writers);

      kill_one (&chaos, writers[i], i);
      g_object_unref (writers[i]);
      writers[i] = start_writer (&chaos, i);
    }
  for (int i = 0; i < chaos.n_writers; i++)
    {
      g_subprocess_force_exit (writers[i]);
      g_subprocess_wait (writers[i], NULL, NULL);
      g_object_unref (writers[i]);
    }

  store = gw_store_sqlite_open (chaos.path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < chaos.n_writers; i++)
    n_said += check_image (&chaos, store, i);
  g_assert_true (gw_store_check (store, &sound, &findings, NULL, &error));
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (findings, i));
  g_assert_true (sound);
  g_assert_cmpuint (findings->len, ==, 0);
  g_test_message ("%d kills, %u objects acknowledged, 0 lost, 0 twice", n_kills, n_said);

  g_clear_object (&store);
  for (int i = 0; i < chaos.n_writers; i++)
    {
      g_unlink (chaos.logs[i]);
      g_free (chaos.logs[i]);
    }
  g_unlink (chaos.path);
  g_rmdir (chaos.folder);
  g_free (chaos.path);
  g_free (chaos.folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sqlite/kill/nothing-acknowledged-is-lost", test_kill_writers);
  return g_test_run ();
}
