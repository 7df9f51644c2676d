/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-export.h"
#include "gw-import.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

typedef struct
{
  char *folder;
  char *target;
  GwStore *store;
} Fixture;

static const char labels[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"}]}\n"
    "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n"
    "{\"image\":\"2.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"line\":[[1,1],[5,5]]}]}\n";

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autofree char *project = NULL;
  g_autofree char *source = NULL;
  g_autoptr (GwImport) import = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = gw_test_folder_new ();
  self->target = g_build_filename (self->folder, "out", NULL);
  project = g_build_filename (self->folder, "p.groundwork", NULL);
  source = g_build_filename (self->folder, "labels.gw.jsonl", NULL);
  g_assert_true (g_file_set_contents (source, labels, -1, NULL));
  self->store = gw_store_sqlite_create (project, info, NULL, &error);
  g_assert_no_error (error);
  import = gw_import_new (self->store, source);
  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  g_free (self->target);
  gw_test_folder_free (self->folder);
}

static void
test_measuring_writes_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_export_measure (export, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gw_export_get_n_images (export), ==, 2);
  g_assert_cmpuint (gw_export_get_n_objects (export, GW_SHAPE_BOX), ==, 1);
  g_assert_cmpuint (gw_export_get_n_objects (export, GW_SHAPE_POLYLINE), ==, 1);
  g_assert_cmpuint (gw_problems_count_code (gw_export_get_problems (export), "loss-shape"), ==, 1);
  g_assert_cmpuint (gw_export_get_size (export), >, 0);
  g_assert_false (g_file_test (self->target, G_FILE_TEST_EXISTS));
}

static void
test_strict_writes_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), self->target);
  g_autoptr (GError) error = NULL;

  gw_export_set_strict (export, TRUE);
  g_assert_false (gw_export_run (export, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_false (g_file_test (self->target, G_FILE_TEST_EXISTS));
}

static void
test_tells_losses_beside_the_files (Fixture *self, gconstpointer data)
{
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), self->target);
  g_autofree char *note = g_build_filename (self->target, "groundwork-export.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_export_run (export, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (note, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "loss-shape"));
}

/* In a project with accounts it is told who took labels out of it. */
static void
test_is_in_the_audit_log (Fixture *self, gconstpointer data)
{
  static const char hash[] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG";
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), self->target);
  g_autoptr (GwAccount) account = gw_account_new ("ana", 0);
  g_autoptr (GwActor) worker = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const GwAuditEntry *entry;

  g_assert_cmpint (gw_store_add_account (self->store, account, hash, NULL, &error), ==, 1);
  worker = gw_actor_new (1, "ana", GW_ROLE_WORKER);
  gw_store_set_actor (self->store, worker);
  g_assert_false (gw_export_run (export, NULL, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
  g_assert_false (g_file_test (self->target, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  gw_store_set_actor (self->store, NULL);
  g_assert_true (gw_export_run (export, NULL, NULL, &error));
  g_assert_no_error (error);
  entries = gw_store_list_audit (self->store, NULL, 10, NULL, &error);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->action, ==, GW_AUDIT_EXPORT);
  g_assert_nonnull (strstr (entry->detail, "\"format\":\"coco\""));
  g_assert_nonnull (strstr (entry->detail, self->target));
}

/* The numbers of a COCO file are given back where they are asked for; an image that came
 * otherwise gets one behind them.
 */
static void
test_keeps_numbers (Fixture *self, gconstpointer data)
{
  static const char coco[] = "{\"images\":[{\"id\":900,\"file_name\":\"2.png\",\"width\":40,\"height\":30},"
                             "{\"id\":7,\"file_name\":\"3.png\",\"width\":40,\"height\":30}],"
                             "\"categories\":[{\"id\":5,\"name\":\"dog\"}],\"annotations\":[{\"id\":4,\"image_id\":7,"
                             "\"category_id\":5,\"bbox\":[1,2,3,4]}]}";
  g_autofree char *source = g_build_filename (self->folder, "labels.json", NULL);
  g_autofree char *written = g_build_filename (self->target, "annotations.json", NULL);
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), self->target);
  g_autoptr (GwImport) import = gw_import_new (self->store, source);
  GwWriteOptions keep = { .numbers = GW_NUMBERS_KEEP };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (source, coco, -1, NULL));
  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
  gw_export_set_options (export, &keep);
  g_assert_true (gw_export_run (export, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (written, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "{\"id\":901,\"file_name\":\"1.png\""));
  g_assert_nonnull (strstr (text, "{\"id\":900,\"file_name\":\"2.png\""));
  g_assert_nonnull (strstr (text, "{\"id\":7,\"file_name\":\"3.png\""));
  g_assert_nonnull (strstr (text, "\"image_id\":7,\"category_id\":5,"));
}

static void
test_refuses_a_full_target (Fixture *self, gconstpointer data)
{
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), self->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_export_run (export, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
}

static void
test_takes_what_the_filter_lets_through (Fixture *self, gconstpointer data)
{
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), NULL);
  g_autoptr (GwFilter) filter = gw_filter_parse ("folder:1.png", NULL);

  gw_export_set_filter (export, filter);
  g_assert_true (gw_export_measure (export, NULL, NULL, NULL));
  g_assert_cmpuint (gw_export_get_n_images (export), ==, 1);
  g_assert_cmpuint (gw_problems_count (gw_export_get_problems (export)), ==, 0);
}

/* --- the note beside one file ------------------------------------------------------------ */

static gboolean
export_file (Fixture *self, const char *name, GError **error)
{
  const GwWriteOptions options = { .overwrite = TRUE };
  g_autofree char *target = g_build_filename (self->target, name, NULL);
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("csv", NULL), target);

  gw_export_set_options (export, &options);
  return gw_export_run (export, NULL, NULL, error);
}

static char *
load (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->target, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* Of one file the note lies beside it; two files of a folder have one each. */
static void
test_note_beside_one_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      g_assert_true (export_file (self, "one.csv", &error));
      g_assert_no_error (error);
      g_assert_true (export_file (self, "two.csv", &error));
      g_assert_no_error (error);
      first = load (self, "groundwork-export.json");
      second = load (self, "two.csv.groundwork-export.json");
      g_assert_nonnull (strstr (first, "loss-shape"));
      g_assert_nonnull (strstr (first, "\"file\": \"one.csv\""));
      g_assert_nonnull (strstr (second, "\"file\": \"two.csv\""));
      g_assert_null (load (self, "one.csv.groundwork-export.json"));
    }
}

/* A folder that is written over does not take what was written beside it as its own. */
static void
test_note_of_a_file_drops_nothing (Fixture *self, gconstpointer data)
{
  const GwWriteOptions options = { .overwrite = TRUE };
  g_autoptr (GwExport) export = gw_export_new (self->store, gw_format_find ("coco", NULL), self->target);
  g_autofree char *table = NULL;
  g_autofree char *note = NULL;

  g_assert_true (export_file (self, "one.csv", NULL));
  gw_export_set_options (export, &options);
  g_assert_true (gw_export_run (export, NULL, NULL, NULL));
  table = load (self, "one.csv");
  g_assert_nonnull (table);
  note = load (self, "groundwork-export.json");
  g_assert_nonnull (strstr (note, "annotations.json"));
}

/* Somebody else's files stay, whatever they are called; where no name is left, nothing is written. */
static void
test_note_spares_other_files (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "groundwork-export.json", "one.csv.groundwork-export.json" };
  static const char *const others[] = { "{\"mine\":true}", "{\"groundwork-export\":1,\"file\":\"two.csv\"}" };
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;

  g_assert_cmpint (g_mkdir (self->target, 0777), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (self->target, names[i], NULL);

      g_assert_true (g_file_set_contents (path, others[i], -1, NULL));
      if (i == 0)
        {
          g_autofree char *note = NULL;

          g_assert_true (export_file (self, "one.csv", NULL));
          note = load (self, names[1]);
          g_assert_nonnull (strstr (note, "\"file\": \"one.csv\""));
        }
    }
  g_assert_false (export_file (self, "three.csv", &error) && export_file (self, "one.csv", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_EXISTS);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = load (self, names[i]);

      g_assert_cmpstr (text, ==, others[i]);
    }
  table = load (self, "one.csv");
  g_assert_nonnull (table);
}

/* It holds no labels. */
static void
test_note_is_no_label_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autofree char *path = g_build_filename (self->target, "a.json", NULL);
  g_autoptr (GwReader) reader = NULL;
  g_autoptr (GwRecord) record = NULL;

  g_assert_true (export_file (self, "one.csv", NULL));
  g_assert_true (export_file (self, "two.csv", NULL));
  g_assert_true (g_file_set_contents (path, "{\"shapes\":[],\"imagePath\":\"a.png\"}", -1, NULL));
  reader = gw_format_open (gw_format_find ("labelme", NULL), self->target, NULL, problems, NULL, NULL);
  record = gw_reader_next (reader, NULL, NULL);
  g_assert_cmpstr (record->path, ==, "a.png");
  g_assert_null (gw_reader_next (reader, NULL, NULL));
  g_assert_cmpuint (gw_problems_count_severity (problems, GW_SEVERITY_ERROR), ==, 0);
}

#define ADD(name, func) g_test_add ("/export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("is-in-the-audit-log", test_is_in_the_audit_log);
  ADD ("keeps-numbers", test_keeps_numbers);
  ADD ("measuring-writes-nothing", test_measuring_writes_nothing);
  ADD ("note-beside-one-file", test_note_beside_one_file);
  ADD ("note-is-no-label-file", test_note_is_no_label_file);
  ADD ("note-of-a-file-drops-nothing", test_note_of_a_file_drops_nothing);
  ADD ("note-spares-other-files", test_note_spares_other_files);
  ADD ("strict-writes-nothing", test_strict_writes_nothing);
  ADD ("tells-losses-beside-the-files", test_tells_losses_beside_the_files);
  ADD ("refuses-a-full-target", test_refuses_a_full_target);
  ADD ("takes-what-the-filter-lets-through", test_takes_what_the_filter_lets_through);

  return g_test_run ();
}
