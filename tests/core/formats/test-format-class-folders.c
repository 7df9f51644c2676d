/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/b%2Fc/1.png", 2, 2);
  fixture_picture (self, "set/a/deep/2.png", 3, 3);
  fixture_picture (self, "set/3.png", 4, 4);
  g_assert_true (fixture_read (self, "class-folders", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 0)), ==, "a");
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 1)), ==, "b/c");
  for (guint i = 0; i < 3; i++)
    {
      GwRecord *record = fixture_record (self, i);

      g_assert_cmpint (record->labeled, ==, strcmp (record->path, "3.png") != 0);
      g_assert_cmpint (record->width, >, 1);
      g_assert_null (record->split);
    }
}

static void
test_splits (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  G_GNUC_UNUSED g_autofree char *names = fixture_write (self, "set/synsets.txt", "n01\ttench, Tinca\n");
  const char *id;

  fixture_picture (self, "set/train/n01/1.png", 2, 2);
  fixture_picture (self, "set/val/n01/2.png", 2, 2);
  g_assert_true (fixture_read (self, "class-folders", source, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "val");
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 0)), ==, "tench");
  gw_class_get_alias (g_ptr_array_index (self->head->classes, 0), "class-folders", &id, NULL);
  g_assert_cmpstr (id, ==, "n01");

  fixture_picture (self, "set/other/3.png", 2, 2);
  g_assert_true (fixture_read (self, "class-folders", source, NULL));
  g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
}

/* A person says which folders are splits, whatever they are called. */
static void
test_named_splits (Fixture *self, gconstpointer data)
{
  const GwReadOptions options = { .splits = "train, fold 1" };

  fixture_picture (self, "train/cat/1.png", 2, 2);
  fixture_picture (self, "fold 1/dog/2.png", 2, 2);
  fixture_picture (self, "val/3.png", 2, 2);
  g_assert_true (fixture_read (self, "class-folders", self->folder, &options));
  g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, 0);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "fold 1");
  g_assert_cmpstr (fixture_class (self, g_array_index (fixture_record (self, 0)->labels, GwLabel, 0).class_id), ==,
                   "dog");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "train");
  g_assert_null (fixture_record (self, 2)->split);
  g_assert_cmpstr (fixture_class (self, g_array_index (fixture_record (self, 2)->labels, GwLabel, 0).class_id), ==,
                   "val");
}

/* A name that no folder has is told, and is no answer to what was asked. */
static void
test_named_splits_missing (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *splits;
    guint n_missing;
    guint n_asked;
  } cases[] = { { "train", 0, 0 }, { "train,valid", 1, 0 }, { "valid, fold 1", 2, 1 }, { " ,", 0, 1 } };

  fixture_picture (self, "train/cat/1.png", 2, 2);
  fixture_picture (self, "val/cat/2.png", 2, 2);
  fixture_picture (self, "other/3.png", 2, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwReadOptions options = { .splits = cases[i].splits };

      g_test_message ("%s", cases[i].splits);
      g_assert_true (fixture_read (self, "class-folders", self->folder, &options));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (fixture_count (self, "folder-empty"), ==, cases[i].n_missing);
      g_assert_cmpuint (fixture_count (self, "task-ambiguous"), ==, cases[i].n_asked);
    }
}

/* What no folder can be called is told, and the rest is written. */
static void
test_long_names (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'n');
  g_autofree char *text = g_strdup_printf ("{\"image\":\"1.png\",\"labels\":[\"%s\"]}\n"
                                           "{\"image\":\"2.png\",\"labels\":[\"cat\"]}\n",
                                           name);
  static const char *const formats[] = { "class-folders", "yolo-classify" };
  g_autofree char *path = NULL;

  fixture_picture (self, "1.png", 2, 2);
  fixture_picture (self, "2.png", 3, 3);
  path = fixture_write (self, "in.gw.jsonl", text);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *out = fixture_path (self, formats[i]);

      g_assert_true (fixture_convert (self, path, NULL, formats[i], formats[i], NULL));
      g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 1);
      g_assert_true (fixture_read (self, formats[i], out, NULL));
      g_assert_cmpuint (self->records->len, ==, i == 0 ? 2 : 1);
      g_assert_cmpuint (self->head->classes->len, ==, 1);
    }
}

static void
test_write (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *out = fixture_path (self, "out");

  fixture_picture (self, "x/1.png", 2, 2);
  fixture_picture (self, "y/1.png", 3, 3);
  fixture_picture (self, "2.png", 4, 4);
  path = fixture_write (self, "in.gw.jsonl",
                        "{\"image\":\"x/1.png\",\"split\":\"train\",\"labels\":[\".a/b\"]}\n"
                        "{\"image\":\"y/1.png\",\"split\":\"train\",\"labels\":[\".a/b\"]}\n"
                        "{\"image\":\"2.png\",\"split\":\"train\"}\n"
                        "{\"image\":\"missing.png\",\"width\":1,\"height\":1,\"labels\":[\".a/b\"]}\n");
  g_assert_true (fixture_convert (self, path, NULL, "class-folders", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "image-renamed"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), >=, 1);
  {
    g_autofree char *first = fixture_path (self, "out/train/%2Ea%2Fb/1.png");
    g_autofree char *second = fixture_path (self, "out/train/%2Ea%2Fb/1~2.png");

    g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  }
  g_assert_true (fixture_read (self, "class-folders", out, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 0)), ==, ".a/b");
}

static void
test_several (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *out = fixture_path (self, "out");
  GwWriteOptions options = { .duplicate = TRUE, .copy = GW_COPY_SYMLINK };

  fixture_picture (self, "1.png", 2, 2);
  path = fixture_write (self, "in.gw.jsonl",
                        "{\"image\":\"1.png\",\"labels\":[\"a\",\"b\"],"
                        "\"objects\":[{\"label\":\"a\",\"bbox\":[0,0,1,1]}]}\n");
  g_assert_false (fixture_convert (self, path, NULL, "class-folders", "out", NULL));
  g_assert_nonnull (strstr (self->error->message, "1 image"));
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  g_assert_true (fixture_convert (self, path, NULL, "class-folders", "out", &options));
  g_assert_cmpuint (fixture_count (self, "loss-multilabel"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-objects"), ==, 1);
  {
    g_autofree char *link = fixture_path (self, "out/b/1.png");

    g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  }
}

/* Folders called by ids of WordNet come back so, with what they are called beside them. */
static void
test_wordnet (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  G_GNUC_UNUSED g_autofree char *names = fixture_write (
      self, "set/words.txt", "n01440764\ttench, Tinca tinca\nn02012849\tcrane\nn03126707\tcrane\n");
  g_autofree char *words = NULL;
  g_autofree char *picture = fixture_path (self, "out/train/n03126707/3.png");
  g_autofree char *target = fixture_path (self, "out");

  fixture_picture (self, "set/train/n01440764/1.png", 2, 2);
  fixture_picture (self, "set/train/n02012849/2.png", 2, 2);
  fixture_picture (self, "set/train/n03126707/3.png", 2, 2);
  g_assert_true (fixture_read (self, "class-folders", source, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpuint (fixture_count (self, "class-duplicate"), ==, 0);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 1)), ==, "crane");
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 2)), ==, "crane (n03126707)");

  g_assert_true (fixture_convert (self, source, "class-folders", "class-folders", "out", NULL));
  words = fixture_load (self, "out/words.txt");
  g_assert_cmpstr (words, ==, "n01440764\ttench\nn02012849\tcrane\nn03126707\tcrane (n03126707)\n");
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  g_assert_true (fixture_read (self, "class-folders", target, NULL));
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 2)), ==, "crane (n03126707)");
}

/* Names that no folder may have, and that mean something else, both ways. */
static void
test_names (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *json;
    const char *name;
    const char *folder;
  } cases[] = {
    { "a/b", "a/b", "a%2Fb" },
    { "a\\\\b", "a\\b", "a%5Cb" },
    { ".hidden", ".hidden", "%2Ehidden" },
    { "..", "..", "%2E%2E" },
    { "a\\u0007b", "a\ab", "a%07b" },
    { "100%", "100%", "100%25" },
    { "%41", "%41", "%2541" },
    { "con", "con", "%63on" },
    { "NUL.txt", "NUL.txt", "%4EUL.txt" },
    { "dot.", "dot.", "dot%2E" },
    { "train", "train", "%74rain" },
    { "\xc3\xa4 \xe2\x82\xac", "\xc3\xa4 \xe2\x82\xac", "\xc3\xa4 \xe2\x82\xac" },
  };

  fixture_picture (self, "1.png", 2, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"image\":\"1.png\",\"labels\":[\"%s\"]}\n", cases[i].json);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_autofree char *out = g_strdup_printf ("out%u", (guint) i);
      g_autofree char *target = fixture_path (self, out);
      g_autofree char *picture = g_build_filename (target, cases[i].folder, "1.png", NULL);

      g_test_message ("%s", cases[i].folder);
      g_assert_true (fixture_convert (self, source, NULL, "class-folders", out, NULL));
      g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
      g_assert_true (fixture_read (self, "class-folders", target, NULL));
      g_assert_cmpuint (self->head->classes->len, ==, 1);
      g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 0)), ==, cases[i].name);
    }
}

static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *path = gw_test_data_path ("cls-clothing");
  guint shirts = 0;

  if (path == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_cmpstr (gw_format_detect (path, NULL, NULL, NULL)->name, ==, "class-folders");
  g_assert_true (fixture_read (self, "class-folders", path, NULL));
  g_assert_cmpuint (self->records->len, ==, 341);
  g_assert_cmpuint (self->counts.labels_given, ==, 341);
  g_assert_cmpuint (self->head->classes->len, ==, 10);
  for (guint i = 0; i < self->records->len; i++)
    if (strcmp (fixture_class (self, g_array_index (fixture_record (self, i)->labels, GwLabel, 0).class_id), "t-shirt")
        == 0)
      shirts++;
  g_assert_cmpuint (shirts, ==, 81);
}

static void
test_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  G_GNUC_UNUSED g_autofree char *empty = fixture_path (self, "empty/x/y");
  G_GNUC_UNUSED g_autofree char *note = fixture_write (self, "empty/note.txt", "x");
  g_autofree char *folder = fixture_path (self, "empty");
  g_autoptr (GError) error = NULL;

  fixture_picture (self, "set/1.png", 2, 2);
  fixture_picture (self, "set/sub/2.png", 2, 3);
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "folder");
  g_assert_true (fixture_read (self, "folder", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpint (fixture_record (self, 1)->height, ==, 3);
  g_assert_false (fixture_record (self, 0)->labeled);
  g_assert_null (gw_format_detect (folder, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "known"));
}

/* A folder called fold1 would be read as a class, and the classes in it be lost. */
static void
test_other_splits (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]}\n"
      "{\"image\":\"a.png\",\"width\":4,\"height\":3,\"split\":\"fold1\",\"labels\":[\"cat\"]}\n"
      "{\"image\":\"b.png\",\"width\":4,\"height\":3,\"split\":\"fold2\",\"labels\":[\"dog\"]}\n");
  g_autofree char *target = fixture_path (self, "out");

  fixture_picture (self, "a.png", 4, 3);
  fixture_picture (self, "b.png", 4, 3);
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "class-folders", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-split"), ==, 2);
  g_assert_true (fixture_read (self, "class-folders", target, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "cat/a.png");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/class-folders/takes-the-first-folder", test_read);
  FIXTURE_TEST ("/class-folders/knows-splits", test_splits);
  FIXTURE_TEST ("/class-folders/takes-named-splits", test_named_splits);
  FIXTURE_TEST ("/class-folders/takes-named-splits/missing", test_named_splits_missing);
  FIXTURE_TEST ("/class-folders/copies-pictures", test_write);
  FIXTURE_TEST ("/class-folders/needs-one-label", test_several);
  FIXTURE_TEST ("/class-folders/keeps-ids-of-wordnet", test_wordnet);
  FIXTURE_TEST ("/class-folders/escapes-names", test_names);
  FIXTURE_TEST ("/class-folders/long-names", test_long_names);
  FIXTURE_TEST ("/class-folders/other-splits", test_other_splits);
  FIXTURE_TEST ("/class-folders/reads-a-real-set", test_real);
  FIXTURE_TEST ("/folder/lists-pictures", test_folder);

  return g_test_run ();
}
