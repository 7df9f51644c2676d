/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-error.h"
#include "gw-export.h"
#include "gw-import.h"
#include "gw-layer-choice.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

/* What several people say of the same images goes out together. */

/* Both have drawn on the first image, one on each of the others, and nobody on the last. */
static const char boxes[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]}\n"
    "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"annotator\":\"kim\",\"objects\":[{\"label\":\"cat\",\"bbox\":[2,3,20,15]}]}\n"
    "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"annotator\":\"lee\",\"objects\":[{\"label\":\"dog\",\"bbox\":[4,3,10,12]},"
    "{\"label\":\"cat\",\"bbox\":[2,3,20,15]}]}\n"
    "{\"image\":\"2.png\",\"width\":40,\"height\":30,\"annotator\":\"lee\",\"objects\":[{\"label\":\"cat\",\"bbox\":[8,3,10,15]}]}\n"
    "{\"image\":\"3.png\",\"width\":40,\"height\":30,\"annotator\":\"kim\",\"objects\":[{\"label\":\"dog\",\"bbox\":[6,6,10,9]}]}\n"
    "{\"image\":\"4.png\",\"width\":40,\"height\":30}\n";

static const char labels[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"classification\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]}\n"
    "{\"image\":\"1.png\",\"annotator\":\"kim\",\"labels\":[\"cat\"]}\n"
    "{\"image\":\"1.png\",\"annotator\":\"lee\",\"labels\":[\"dog\"]}\n"
    "{\"image\":\"2.png\",\"annotator\":\"lee\",\"labels\":[\"dog\"]}\n";

typedef struct
{
  char *folder;
  GPtrArray *stores;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = gw_test_folder_new ();
  self->stores = g_ptr_array_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < self->stores->len; i++)
    {
      gw_store_close (g_ptr_array_index (self->stores, i));
      g_object_unref (g_ptr_array_index (self->stores, i));
    }
  g_ptr_array_unref (self->stores);
  gw_test_folder_free (self->folder);
}

static char *
make_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* A project that the source was imported into, as the source itself says. */
static GwStore *
import (Fixture *self, const char *source, const char *name, GwTask task)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new (name, task);
  g_autofree char *project = make_path (self, name);
  g_autoptr (GwImport) import = NULL;
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_create (project, info, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (self->stores, store);
  import = gw_import_new (store, source);
  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);

  return store;
}

static GwStore *
import_text (Fixture *self, const char *text, GwTask task)
{
  g_autofree char *source = make_path (self, "people.gw.jsonl");

  g_assert_true (g_file_set_contents (source, text, -1, NULL));

  return import (self, source, "first.groundwork", task);
}

static GwExport *
export_people (GwStore *store, const char *const *names, const char *format, const char *target)
{
  GwExport *export = gw_export_new (store, gw_format_find (format, NULL), target);
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = gw_layer_choice_find (layers, names, NULL, &error);

  g_assert_no_error (error);
  gw_export_set_layers (export, (const gint64 *) ids->data, ids->len);
  gw_export_run (export, NULL, NULL, &error);
  g_assert_no_error (error);

  return export;
}

static const char *const everyone[] = { "all", NULL };

/* Without the ids that objects get with each import. */
static char *
read_text (const char *file)
{
  g_autoptr (GRegex) ids = g_regex_new (",\"id\":\"[0-9]+\"", (GRegexCompileFlags) 0, (GRegexMatchFlags) 0, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  return g_regex_replace_literal (ids, text, -1, 0, "", (GRegexMatchFlags) 0, NULL);
}

static void
assert_text (const char *file, const char *wanted)
{
  g_autofree char *text = read_text (file);

  g_assert_cmpstr (text, ==, wanted);
}

/* Everybody's answers through the format into another project are the same as they were. */
static void
assert_comes_back (Fixture *self, GwStore *store, GwTask task, const char *format, const char *file)
{
  g_autofree char *target = make_path (self, "out");
  g_autofree char *source = file != NULL ? g_build_filename (target, file, NULL) : g_strdup (target);
  g_autofree char *first = make_path (self, "a.gw.jsonl");
  g_autofree char *second = make_path (self, "b.gw.jsonl");
  g_autofree char *wanted = NULL;
  g_autoptr (GwExport) out = export_people (store, everyone, format, target);
  g_autoptr (GwExport) a = export_people (store, everyone, "gw-jsonl", first);
  GwStore *other = import (self, source, "second.groundwork", task);
  g_autoptr (GwExport) b = export_people (other, everyone, "gw-jsonl", second);

  g_assert_cmpuint (gw_problems_count_code (gw_export_get_problems (out), "loss-author"), ==, 0);
  g_assert_cmpuint (gw_problems_count_code (gw_export_get_problems (out), "loss-answers"), ==, 0);
  wanted = read_text (first);
  assert_text (second, wanted);
}

static void
test_lines (Fixture *self, gconstpointer data)
{
  GwStore *store = import_text (self, boxes, GW_TASK_BOXES);
  g_autofree char *target = make_path (self, "out.gw.jsonl");
  g_autoptr (GwExport) export = export_people (store, everyone, "gw-jsonl", target);
  g_autofree char *text = read_text (target);

  g_assert_nonnull (strstr (text, "\"annotator\":\"kim\",\"objects\":[{\"label\":\"cat\",\"bbox\":[2,3,20,15]}]}\n"
                                  "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"annotator\":\"lee\""));
  g_assert_nonnull (strstr (text, "{\"image\":\"4.png\",\"width\":40,\"height\":30}\n"));
  /* Images are counted once, however many speak of them. */
  g_assert_cmpuint (gw_export_get_n_images (export), ==, 4);
  g_assert_cmpuint (gw_export_get_n_objects (export, GW_SHAPE_BOX), ==, 5);
  assert_comes_back (self, store, GW_TASK_BOXES, "gw-jsonl", NULL);
}

/* An image that has no annotation has no size there. */
static void
test_label_studio (Fixture *self, gconstpointer data)
{
  g_autofree char *said = g_strndup (boxes, (gsize) (strstr (boxes, "{\"image\":\"4.png\"") - boxes));
  GwStore *store = import_text (self, said, GW_TASK_BOXES);
  g_autofree char *tasks = g_build_filename (self->folder, "out", "tasks.json", NULL);
  g_autofree char *text = NULL;
  const char *second;

  assert_comes_back (self, store, GW_TASK_BOXES, "label-studio", NULL);
  /* One task with two annotations. */
  g_assert_true (g_file_get_contents (tasks, &text, NULL, NULL));
  second = strstr (strstr (text, "1.png") + 1, "2.png");
  g_assert_nonnull (g_strstr_len (text, second - text, "\"email\":\"kim\""));
  g_assert_nonnull (g_strstr_len (text, second - text, "\"email\":\"lee\""));
}

static void
test_table_of_labels (Fixture *self, gconstpointer data)
{
  GwStore *store = import_text (self, labels, GW_TASK_SINGLE_CLASS);
  g_autofree char *table = g_build_filename (self->folder, "out", "labels.csv", NULL);

  assert_comes_back (self, store, GW_TASK_SINGLE_CLASS, "csv", "labels.csv");
  assert_text (table, "image,label,split,annotator,confidence,labelled_at\n"
                      "1.png,cat,,kim,,\n1.png,dog,,lee,,\n2.png,dog,,lee,,\n");
}

/* The time of the labels goes through the project; there is none where none is known. */
static void
test_time_of_labels (Fixture *self, gconstpointer data)
{
  static const char timed[] =
      "{\"image\":\"1.png\",\"annotator\":\"kim\",\"labels\":[\"cat\"],\"labelled_at\":\"2026-03-02T10:14:11+01:00\"}\n"
      "{\"image\":\"1.png\",\"annotator\":\"lee\",\"labels\":[\"dog\"]}\n"
      "{\"image\":\"2.png\",\"annotator\":\"lee\",\"labels\":[\"dog\"],\"labelled_at\":\"2026-03-02T09:14:12.5Z\"}\n";
  GwStore *store = import_text (self, timed, GW_TASK_SINGLE_CLASS);
  g_autofree char *out = make_path (self, "out");
  g_autofree char *table = g_build_filename (out, "labels.csv", NULL);
  g_autoptr (GwExport) export = export_people (store, everyone, "csv", out);

  assert_text (table, "image,label,split,annotator,confidence,labelled_at\n"
                      "1.png,cat,,kim,,2026-03-02T09:14:11.000Z\n1.png,dog,,lee,,\n"
                      "2.png,dog,,lee,,2026-03-02T09:14:12.500Z\n");
}

static void
test_time_of_objects (Fixture *self, gconstpointer data)
{
  static const char timed[] =
      "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"annotator\":\"kim\",\"objects\":[{\"label\":\"cat\","
      "\"bbox\":[2,3,20,15]}],\"labelled_at\":\"2026-03-02T10:14:11+01:00\"}\n"
      "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"annotator\":\"lee\",\"objects\":[{\"label\":\"cat\",\"bbox\":[4,3,10,12]}]}\n";
  GwStore *store = import_text (self, timed, GW_TASK_BOXES);
  g_autofree char *out = make_path (self, "out");
  g_autofree char *tasks = g_build_filename (out, "tasks.json", NULL);
  g_autoptr (GwExport) export = export_people (store, everyone, "label-studio", out);
  g_autofree char *text = read_text (tasks);

  g_assert_nonnull (strstr (text, "\"updated_at\":\"2026-03-02T09:14:11.000Z\""));
}

/* What was a number, a truth or a list in a file is one again. */
static void
test_kinds_of_attributes (Fixture *self, gconstpointer data)
{
  static const char attributes[] = "\"attributes\":{\"n\":1.5,\"t\":\"1.5\",\"yes\":true,\"list\":[1,2]}";
  g_autofree char *text = g_strdup_printf (
      "{\"image\":\"1.png\",\"annotator\":\"kim\",\"objects\":[{\"label\":\"cat\",\"bbox\":[2,3,20,15],%s}]}\n"
      "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"annotator\":\"lee\",\"objects\":[{\"label\":\"cat\",\"bbox\":[4,3,10,12]}]}\n",
      attributes);
  GwStore *store = import_text (self, text, GW_TASK_BOXES);
  g_autofree char *out = make_path (self, "out.gw.jsonl");
  g_autoptr (GwExport) export = export_people (store, everyone, "gw-jsonl", out);
  g_autofree char *written = read_text (out);

  g_assert_nonnull (strstr (written, attributes));
}

/* Sizes of images are in no table, and an image of which nothing is said is none. */
static void
test_table_of_boxes (Fixture *self, gconstpointer data)
{
  static const char small[] =
      "{\"image\":\"1.png\",\"annotator\":\"kim\",\"objects\":[{\"label\":\"cat\",\"bbox\":[2,3,20,15]}]}\n"
      "{\"image\":\"1.png\",\"annotator\":\"lee\",\"objects\":[{\"label\":\"cat\",\"bbox\":[4,3,10,12]}]}\n";
  GwStore *store = import_text (self, small, GW_TASK_BOXES);
  g_autofree char *table = g_build_filename (self->folder, "out", "detections.csv", NULL);

  assert_comes_back (self, store, GW_TASK_BOXES, "csv", "detections.csv");
  assert_text (table, "image,label,score,x,y,width,height,angle,annotator\n"
                      "1.png,cat,,2,3,20,15,,kim\n1.png,cat,,4,3,10,12,,lee\n");
}

/* A format that holds one answer gets the first that there is, and tells of the others. */
static void
test_one_answer (Fixture *self, gconstpointer data)
{
  GwStore *store = import_text (self, boxes, GW_TASK_BOXES);
  g_autofree char *target = make_path (self, "out");
  g_autoptr (GwExport) export = export_people (store, everyone, "coco", target);
  GwProblems *problems = gw_export_get_problems (export);
  g_autoptr (GError) error = NULL;
  GwProblemKind kind;

  g_assert_cmpuint (gw_export_get_n_images (export), ==, 4);
  g_assert_cmpuint (gw_export_get_n_objects (export, GW_SHAPE_BOX), ==, 3);
  g_assert_true (gw_problems_get_kind (problems, "loss-answers", &kind));
  g_assert_cmpuint (kind.count, ==, 1);
  g_assert_cmpuint (kind.n_labels, ==, 2);

  /* Measuring says the same. */
  g_assert_true (gw_export_measure (export, NULL, NULL, &error));
  g_assert_cmpuint (gw_problems_count_code (gw_export_get_problems (export), "loss-answers"), ==, 1);
  g_assert_cmpuint (gw_export_get_n_objects (export, GW_SHAPE_BOX), ==, 3);

  gw_export_set_strict (export, TRUE);
  gw_export_set_target (export, self->folder);
  g_assert_false (gw_export_run (export, NULL, NULL, &error));
}

static void
test_chosen_ones (Fixture *self, gconstpointer data)
{
  static const char *const lee[] = { "lee", NULL };
  static const char *const both[] = { "lee", "kim", "lee", NULL };
  static const char *const none[] = { "lee", "ann", NULL };
  GwStore *store = import_text (self, boxes, GW_TASK_BOXES);
  g_autofree char *one = make_path (self, "one.gw.jsonl");
  g_autofree char *two = make_path (self, "two.gw.jsonl");
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, NULL, NULL);
  g_autoptr (GPtrArray) choices = gw_layer_choices_list (layers);
  g_autoptr (GwExport) of_one = export_people (store, lee, "gw-jsonl", one);
  g_autoptr (GwExport) of_two = export_people (store, both, "gw-jsonl", two);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (gw_export_get_n_objects (of_one, GW_SHAPE_BOX), ==, 3);
  g_assert_cmpuint (gw_export_get_n_objects (of_two, GW_SHAPE_BOX), ==, 5);
  g_assert_null (gw_layer_choice_find (layers, none, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "ann"));
  g_clear_error (&error);
  g_assert_null (gw_layer_choice_find (layers, lee, "m", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);

  /* Labels, all, kim and lee. */
  g_assert_cmpuint (choices->len, ==, 4);
  g_assert_cmpuint (((const GwLayerChoice *) g_ptr_array_index (choices, 1))->ids->len, ==, 2);
}

#define ADD(name, func) g_test_add ("/export-people/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lines", test_lines);
  ADD ("label-studio", test_label_studio);
  ADD ("table-of-labels", test_table_of_labels);
  ADD ("kinds-of-attributes", test_kinds_of_attributes);
  ADD ("time-of-labels", test_time_of_labels);
  ADD ("time-of-objects", test_time_of_objects);
  ADD ("table-of-boxes", test_table_of_boxes);
  ADD ("one-answer", test_one_answer);
  ADD ("chosen-ones", test_chosen_ones);

  return g_test_run ();
}
