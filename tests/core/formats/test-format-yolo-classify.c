/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

static void
set_up_files (Fixture *self)
{
  fixture_picture (self, "set/train/zebra/1.png", 2, 2);
  fixture_picture (self, "set/train/Ant/2.png", 3, 3);
  fixture_picture (self, "set/train/b%2Fc/deep/3.png", 4, 4);
  fixture_picture (self, "set/val/zebra/4.png", 5, 5);
  fixture_picture (self, "set/val/5.png", 6, 6);
}

static GwRecord *
find_record (Fixture *self, const char *path)
{
  for (guint i = 0; i < self->records->len; i++)
    if (strcmp (fixture_record (self, i)->path, path) == 0)
      return fixture_record (self, i);
  return NULL;
}

/* Numbers are those of the folders' names in order, by bytes: capitals come first. */
static void
test_read (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "Ant", "b/c", "zebra" };
  g_autofree char *source = fixture_path (self, "set");
  const GwRecord *record;

  set_up_files (self);
  g_assert_true (fixture_read (self, "yolo-classify", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 5);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      g_autofree char *number = g_strdup_printf ("%u", i);
      const char *id;

      g_assert_cmpstr (gw_class_get_name (class), ==, names[i]);
      g_assert_true (gw_class_get_alias (class, "yolo-classify", &id, NULL));
      g_assert_cmpstr (id, ==, number);
    }
  record = find_record (self, "val/zebra/4.png");
  g_assert_cmpstr (record->split, ==, "val");
  g_assert_cmpuint (record->labels->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, g_array_index (record->labels, GwLabel, 0).class_id), ==, "zebra");
  record = find_record (self, "val/5.png");
  g_assert_cmpuint (record->labels->len, ==, 0);
  g_assert_false (record->labeled);
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  GwDetection detection = { 0, "" };

  set_up_files (self);
  gw_format_find ("yolo-classify", NULL)->detect (source, NULL, 0, TRUE, &detection);
  g_assert_cmpint (detection.confidence, >, 20);
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "class-folders");
}

static void
assert_picture (Fixture *self, const char *name)
{
  g_autofree char *path = fixture_path (self, name);

  g_test_message ("%s", name);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_write (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GPtrArray) problems = NULL;

  fixture_picture (self, "1.png", 2, 2);
  fixture_picture (self, "x/1.png", 2, 2);
  fixture_picture (self, "2.png", 2, 2);
  fixture_picture (self, "3.png", 2, 2);
  path = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"split\":\"val\",\"labels\":[\"train\"]}\n"
      "{\"image\":\"x/1.png\",\"labels\":[\"b/c\"],\"objects\":[{\"label\":\"a\",\"bbox\":[0,0,1,1]}]}\n"
      "{\"image\":\"2.png\",\"split\":\"train\",\"labels\":[\"train\"]}\n"
      "{\"image\":\"3.png\",\"objects\":[]}\n");
  g_assert_true (fixture_convert (self, path, NULL, "yolo-classify", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-objects"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-multilabel"), ==, 0);
  assert_picture (self, "out/val/train/1.png");
  assert_picture (self, "out/train/b%2Fc/1.png");
  assert_picture (self, "out/train/train/2.png");
  /* The folder “train” is the first of val, and the second of train. */
  problems = gw_problems_list (self->problems, "folder-empty");
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((GwProblem *) g_ptr_array_index (problems, 0))->label, ==, "b/c");

  g_assert_true (fixture_read (self, "yolo-classify", out, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (self->counts.labels_given, ==, 3);
  g_assert_true (fixture_convert (self, out, "yolo-classify", "yolo-classify", "again", NULL));
  assert_picture (self, "again/val/train/1.png");
  assert_picture (self, "again/train/b%2Fc/1.png");
  assert_picture (self, "again/train/train/2.png");
}

static void
test_several_labels (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  const GwWriteOptions duplicate = { .duplicate = TRUE };

  fixture_picture (self, "1.png", 2, 2);
  path = fixture_write (self, "in.gw.jsonl", "{\"image\":\"1.png\",\"labels\":[\"a\",\"b\"]}\n");
  g_assert_false (fixture_convert (self, path, NULL, "yolo-classify", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-multilabel"), ==, 1);
  g_assert_true (fixture_convert (self, path, NULL, "yolo-classify", "out", &duplicate));
  assert_picture (self, "out/train/a/1.png");
  assert_picture (self, "out/train/b/1.png");
}

static void
test_no_pictures (Fixture *self, gconstpointer data)
{
  G_GNUC_UNUSED g_autofree char *file = fixture_write (self, "set/train/a/x.txt", "");
  g_autofree char *source = fixture_path (self, "set");

  g_assert_false (fixture_read (self, "yolo-classify", source, NULL));
}

/* 341 pictures of clothes in ten folders. */
static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("cls-clothing");
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GwWriteOptions link = { .copy = GW_COPY_SYMLINK };
  guint64 given;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "class-folders", source, NULL));
  given = self->counts.labels_given;
  g_assert_cmpuint (given, ==, 341);
  g_assert_true (fixture_convert (self, source, "class-folders", "yolo-classify", "out", &link));
  g_assert_true (fixture_read (self, "yolo-classify", out, NULL));
  g_assert_cmpuint (self->counts.labels_given, ==, given);
  g_assert_cmpuint (self->head->classes->len, ==, 10);
  for (guint i = 0; i < self->records->len; i++)
    g_assert_cmpstr (fixture_record (self, i)->split, ==, "train");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/yolo-classify/reads", test_read);
  FIXTURE_TEST ("/yolo-classify/is-detected", test_detect);
  FIXTURE_TEST ("/yolo-classify/writes", test_write);
  FIXTURE_TEST ("/yolo-classify/several-labels", test_several_labels);
  FIXTURE_TEST ("/yolo-classify/no-pictures", test_no_pictures);
  FIXTURE_TEST ("/yolo-classify/real", test_real);

  return g_test_run ();
}
