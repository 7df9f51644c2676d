/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where pictures and label files of YOLO data sets are looked for, and where not. */

#include "formats-fixture.h"

#include <string.h>
#include <unistd.h>

#define LINE "0 0.5 0.5 0.2 0.4\n"

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = fixture_write (self, name, text);

  g_assert_nonnull (path);
}

static gboolean
read_set (Fixture *self, const char *name, const GwReadOptions *options)
{
  g_autofree char *source = fixture_path (self, name);
  gboolean good = fixture_read (self, "yolo", source, options);

  if (good)
    fixture_assert_adds_up (self);
  return good;
}

/* That record i is the picture of this path in the split, with so many boxes. */
static void
assert_record (Fixture *self, guint i, const char *path, const char *split, guint n_objects)
{
  const GwRecord *record = fixture_record (self, i);

  g_assert_cmpstr (record->path, ==, path);
  g_assert_cmpstr (record->split, ==, split);
  g_assert_cmpuint (record->objects->len, ==, n_objects);
}

static void
assert_problem (Fixture *self, const char *code, GwOutcome outcome, const char *words)
{
  g_autoptr (GPtrArray) list = gw_problems_list (self->problems, code);

  for (guint i = 0; i < list->len; i++)
    {
      const GwProblem *problem = g_ptr_array_index (list, i);

      if (problem->outcome == outcome && strstr (problem->text, words) != NULL)
        return;
    }
  g_test_message ("no %s says “%s”", code, words);
  g_test_fail ();
}

/* --- Ultralytics and Roboflow -------------------------------------------------------- */

static void
test_roboflow (Fixture *self, gconstpointer data)
{
  put (self, "set/data.yaml",
       "train: ../train/images\nval: ../valid/images\ntest: ../test/images\n\nnc: 1\nnames: ['cat']\n\n"
       "roboflow:\n  workspace: x\n  version: 3\n");
  fixture_picture (self, "set/train/images/a.png", 10, 10);
  fixture_picture (self, "set/valid/images/b.png", 10, 10);
  put (self, "set/train/labels/a.txt", LINE);
  put (self, "set/valid/labels/b.txt", LINE LINE);
  /* What lies at the path as it stands is none of the data set's. */
  fixture_picture (self, "train/images/secret.png", 10, 10);
  put (self, "train/labels/secret.txt", LINE);

  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  assert_record (self, 0, "train/images/a.png", "train", 1);
  assert_record (self, 1, "valid/images/b.png", "val", 1);
  g_assert_cmpuint (fixture_count (self, "object-duplicate"), ==, 1);
  /* There is no test part, neither there nor here. */
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 1);
  assert_problem (self, "path-escape", GW_OUTCOME_LEFT_OUT, "../test/images");
}

static void
test_missing_split (Fixture *self, gconstpointer data)
{
  put (self, "set/data.yaml", "path: .\ntrain: images/train\nval: images/val\ntest: # none\nnames: [cat]\n");
  fixture_picture (self, "set/images/train/a.png", 10, 10);
  put (self, "set/labels/train/a.txt", LINE);
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 1);
  assert_problem (self, "path-missing", GW_OUTCOME_LEFT_OUT, "images/val");
}

/* Labels whose picture is not there are told of, once. */
static void
test_lone_labels (Fixture *self, gconstpointer data)
{
  put (self, "set/data.yaml", "train: images\nval: images/val\nnames: [cat]\n");
  fixture_picture (self, "set/images/a.png", 10, 10);
  fixture_picture (self, "set/images/val/b.png", 10, 10);
  put (self, "set/labels/a.txt", LINE);
  put (self, "set/labels/val/b.txt", LINE);
  put (self, "set/labels/val/c.txt", LINE);
  put (self, "set/labels/val/d.txt", "");
  put (self, "set/labels/classes.txt", "cat\n");
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 3);                   /* a, and b of both parts */
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 1); /* c */
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1); /* d, which has no labels to lose */
  g_assert_cmpuint (self->counts.labels_read, ==, 4);
}

/* The data set's folder has another name than the description thinks. */
static void
test_other_base (Fixture *self, gconstpointer data)
{
  put (self, "set/coco8.yaml", "path: coco8\ntrain: images/train\nval: images/val\nnames: [cat]\n");
  fixture_picture (self, "set/images/train/a.png", 10, 10);
  fixture_picture (self, "set/images/val/b.png", 10, 10);
  put (self, "set/labels/train/a.txt", LINE);
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  assert_record (self, 0, "train/a.png", "train", 1);
  assert_record (self, 1, "val/b.png", "val", 0);
  g_assert_cmpuint (fixture_count (self, "path-guessed"), ==, 2);
}

/* A path leads to what is there, but not in the folder: it is not looked at. */
static void
test_escape (Fixture *self, gconstpointer data)
{
  g_autofree char *secret = fixture_path (self, "secret");
  g_autofree char *images = fixture_path (self, "secret/images");
  const char *const bases[] = { "../secret", "x/../../secret", secret, "..\\secret" };

  fixture_picture (self, "secret/images/train/a.png", 10, 10);
  put (self, "secret/labels/train/a.txt", LINE);
  fixture_picture (self, "set/other/b.png", 10, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autofree char *yaml = g_strdup_printf ("path: %s\ntrain: images/train\nval: images/train\nnames: [cat]\n",
                                               bases[i]);
      GwReadOptions named = { .images_dir = secret };

      put (self, "set/data.yaml", yaml);
      g_assert_false (read_set (self, "set", NULL));
      put (self, "set/other/b.txt", LINE);
      g_assert_true (read_set (self, "set", NULL));
      g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 2);
      assert_problem (self, "path-escape", GW_OUTCOME_LEFT_OUT, "images/train");
      for (guint k = 0; k < self->records->len; k++)
        g_assert_null (strstr (fixture_record (self, k)->path, "a.png"));

      /* Unless a person says that the pictures are there. */
      g_assert_true (read_set (self, "set", &named));
      g_assert_cmpuint (self->records->len, ==, 1);
      assert_record (self, 0, "images/train/a.png", NULL, 1);
      named.images_dir = images;
      g_assert_true (read_set (self, "set", &named));
      assert_record (self, 0, "train/a.png", NULL, 1);
      {
        g_autofree char *file = fixture_path (self, "set/other/b.txt");

        g_assert_cmpint (unlink (file), ==, 0);
      }
    }
}

/* The end of the path is in the folder. */
static void
test_escape_by_end (Fixture *self, gconstpointer data)
{
  put (self, "set/data.yaml", "path: ../datasets/set\ntrain: images/train\nval: images/val\nnames: [cat]\n");
  fixture_picture (self, "set/images/train/a.png", 10, 10);
  put (self, "set/labels/train/a.txt", LINE);
  g_assert_true (read_set (self, "set", NULL));
  assert_record (self, 0, "train/a.png", "train", 1);
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 2);
  assert_problem (self, "path-escape", GW_OUTCOME_CHANGED, "Only its end");
  assert_problem (self, "path-escape", GW_OUTCOME_LEFT_OUT, "images/val");
}

static void
link_to (Fixture *self, const char *target, const char *name)
{
  g_autofree char *to = fixture_path (self, target);
  g_autofree char *path = fixture_path (self, name);

  g_assert_cmpint (symlink (to, path), ==, 0);
}

static void
test_links (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "secret/a.png", 10, 10);
  put (self, "secret/a.txt", LINE);
  put (self, "set/data.yaml", "train: images/train\nval: images/val\nnames: [cat]\n");
  fixture_picture (self, "set/images/train/b.png", 10, 10);
  put (self, "set/labels/train/b.txt", LINE);
  fixture_picture (self, "set/images/train/d.png", 10, 10);
  put (self, "set/labels/train/c.txt", LINE);
  link_to (self, "secret/a.png", "set/images/train/c.png");
  link_to (self, "secret", "set/images/val");
  link_to (self, "secret/a.txt", "set/labels/train/d.txt");
  /* Within the folder a link is what it leads to. */
  link_to (self, "set/images/train/b.png", "set/images/train/e.png");
  put (self, "set/labels/train/e.txt", LINE);

  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  assert_record (self, 0, "train/b.png", "train", 1);
  assert_record (self, 1, "train/e.png", "train", 1);
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 2); /* c's picture and d's labels */
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1); /* the part of the other link */
}

/* The last “images” of the folders counts, and a folder's name that only ends so does not. */
static void
test_label_paths (Fixture *self, gconstpointer data)
{
  put (self, "set/data.yaml", "train: images\nval: other-images\nnames: [cat]\n");
  fixture_picture (self, "set/images/images/a.png", 10, 10);
  put (self, "set/images/labels/a.txt", LINE);
  put (self, "set/labels/images/a.txt", LINE "0 0.1 0.1 0.1 0.1\n");
  fixture_picture (self, "set/images/b.c.png", 10, 10);
  put (self, "set/labels/b.c.txt", LINE);
  fixture_picture (self, "set/other-images/c.png", 10, 10);
  put (self, "set/other-labels/c.txt", LINE);
  put (self, "set/other-images/c.txt", LINE "0 0.1 0.1 0.1 0.1\n");

  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  assert_record (self, 0, "images/b.c.png", "train", 1);
  assert_record (self, 1, "images/images/a.png", "train", 1);
  assert_record (self, 2, "other-images/c.png", "val", 2);
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  put (self, "set/data.yaml", "path: .\ntrain: lists/train.txt\nval: [lists/val.txt, images/more]\nnames: [cat]\n");
  put (
      self, "set/lists/train.txt",
      "\xEF\xBB\xBF./images/a.png\r\n\nimages\\b.png\n/data/elsewhere/images/c.png\n../../secret/x.png\nimages/no.png\n");
  put (self, "set/lists/val.txt", "../images/d.png\n");
  for (char name = 'a'; name <= 'd'; name++)
    {
      g_autofree char *picture = g_strdup_printf ("set/images/%c.png", name);
      g_autofree char *labels = g_strdup_printf ("set/labels/%c.txt", name);

      fixture_picture (self, picture, 10, 10);
      put (self, labels, LINE);
    }
  fixture_picture (self, "set/images/more/e.png", 10, 10);
  fixture_picture (self, "secret/x.png", 10, 10);
  put (self, "secret/x.txt", LINE);

  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 7);
  assert_record (self, 0, "a.png", "train", 1);
  assert_record (self, 1, "b.png", "train", 1);
  assert_record (self, 2, "c.png", "train", 1);
  assert_record (self, 3, "secret/x.png", "train", 0);
  g_assert_null (fixture_record (self, 3)->file);
  assert_record (self, 4, "no.png", "train", 0);
  g_assert_null (fixture_record (self, 4)->file);
  assert_record (self, 5, "d.png", "val", 1);
  assert_record (self, 6, "more/e.png", "val", 0);
  /* Once for each folder of a list. */
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2);
}

/* --- Darknet -------------------------------------------------------------------------------- */

static void
set_up_darknet (Fixture *self)
{
  put (self, "set/obj.data",
       "# YOLO\r\nclasses = 2\r\ntrain = data/train.txt\r\nvalid=data/valid.txt\nnames = data/obj.names\n"
       "backup = backup/\n");
  put (self, "set/obj.names", "cat\ndog\n");
  put (self, "set/train.txt", "data/obj_train_data/a.png\ndata/obj_train_data/b.png\n");
  put (self, "set/valid.txt", "data/obj_valid_data/c.png\n");
  fixture_picture (self, "set/obj_train_data/a.png", 10, 10);
  put (self, "set/obj_train_data/a.txt", "1 0.5 0.5 0.2 0.4\n");
  put (self, "set/obj_train_data/b.txt", LINE); /* without a picture */
  fixture_picture (self, "set/obj_valid_data/c.png", 10, 10);
}

static void
test_darknet (Fixture *self, gconstpointer data)
{
  const char *const sources[] = { "set", "set/obj.data" };

  set_up_darknet (self);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *source = fixture_path (self, sources[i]);

      g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "yolo");
      g_assert_true (read_set (self, sources[i], NULL));
      g_assert_cmpuint (self->records->len, ==, 2);
      assert_record (self, 0, "obj_train_data/a.png", "train", 1);
      assert_record (self, 1, "obj_valid_data/c.png", "val", 0);
      fixture_assert_box (self, 0, 0, 4, 3, 2, 4);
      g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "dog");
      g_assert_cmpuint (self->head->classes->len, ==, 2);
      /* Paths from the folder where Darknet is run are its custom. */
      g_assert_cmpuint (gw_problems_count (self->problems), ==, 1);
      g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 1);
    }
}

static void
test_darknet_names (Fixture *self, gconstpointer data)
{
  set_up_darknet (self);
  put (self, "secret.txt", "root\n");
  put (self, "set/obj.data", "names = ../secret.txt\ntrain = train.txt\n");
  g_assert_true (read_set (self, "set", NULL));
  g_assert_nonnull (gw_record_head_find_class_by_name (self->head, "cat"));
  g_assert_null (gw_record_head_find_class_by_name (self->head, "root"));
}

/* --- others ------------------------------------------------------------------------------------ */

static void
test_labelimg (Fixture *self, gconstpointer data)
{
  put (self, "set/classes.txt", "cat\n");
  fixture_picture (self, "set/a.png", 10, 10);
  fixture_picture (self, "set/b.png", 10, 10);
  put (self, "set/a.txt", LINE);
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  assert_record (self, 0, "a.png", NULL, 1);
  assert_record (self, 1, "b.png", NULL, 0);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

/* Label files without pictures at the description's paths show which part they are of. */
static void
test_parts_by_labels (Fixture *self, gconstpointer data)
{
  put (self, "set/labels-yolo/data.yaml", "train: images/one\nval: images/two\ntest: images/three\nnames: [cat]\n");
  fixture_picture (self, "set/images/one/a.png", 10, 10);
  fixture_picture (self, "set/images/two/b.png", 10, 10);
  put (self, "set/labels-yolo/one/a.txt", LINE);
  put (self, "set/labels-yolo/two/b.txt", LINE);
  g_assert_true (read_set (self, "set/labels-yolo", NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  assert_record (self, 0, "one/a.png", "train", 1);
  assert_record (self, 1, "two/b.png", "val", 1);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 1);
  assert_problem (self, "path-missing", GW_OUTCOME_LEFT_OUT, "images/three");
}

/* Label files alone, as they are written where pictures are not copied. */
static void
test_labels_alone (Fixture *self, gconstpointer data)
{
  g_autofree char *pictures = fixture_path (self, "pictures");
  const GwReadOptions options = { .images_dir = pictures };

  put (self, "set/data.yaml", "path: .\ntrain: images/train\nval: images/val\nnames: [cat]\n");
  put (self, "set/labels/train/a.txt", LINE);
  put (self, "set/labels/val/b.txt", LINE);
  fixture_picture (self, "pictures/train/a.png", 10, 10);
  fixture_picture (self, "pictures/val/b.png", 10, 10);
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 0);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, fixture_count (self, "size-missing"));
  g_assert_true (read_set (self, "set", &options));
  g_assert_cmpuint (self->records->len, ==, 2);
  assert_record (self, 0, "train/a.png", "train", 1);
  assert_record (self, 1, "val/b.png", "val", 1);
}

/* Label files alone, some of images without a split: only the list of these is there. */
static void
test_labels_alone_and_list (Fixture *self, gconstpointer data)
{
  g_autofree char *pictures = fixture_path (self, "pictures");
  const GwReadOptions options = { .images_dir = pictures };

  put (self, "set/data.yaml", "path: .\ntrain: images/train\nval: images/val\nunsplit: unsplit.txt\nnames: [cat]\n");
  put (self, "set/unsplit.txt", "./images/b.png\n./images/c.png\n./images/away.png\n");
  put (self, "set/labels/train/x/a.txt", LINE);
  put (self, "set/labels/b.txt", LINE);
  fixture_picture (self, "pictures/x/a.png", 10, 10);
  fixture_picture (self, "pictures/b.png", 10, 10);
  fixture_picture (self, "pictures/c.png", 10, 10);
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (fixture_count (self, "size-missing"), >=, 2);
  g_assert_true (read_set (self, "set", &options));
  g_assert_cmpuint (self->records->len, ==, 4);
  assert_record (self, 0, "images/away.png", NULL, 0);
  assert_record (self, 1, "b.png", NULL, 1);
  assert_record (self, 2, "c.png", NULL, 0);
  assert_record (self, 3, "x/a.png", "train", 1);
  assert_problem (self, "path-missing", GW_OUTCOME_LEFT_OUT, "images/val");
}

/* Pictures in other folders than the label files are found by the ends of their paths, else by a
 * name that only one has.
 */
static void
test_other_folders (Fixture *self, gconstpointer data)
{
  g_autofree char *pictures = fixture_path (self, "pictures");
  const GwReadOptions options = { .images_dir = pictures };

  put (self, "set/data.yaml", "path: .\ntrain: images/train\nval: images/val\nnames: [cat]\n");
  put (self, "set/labels/train/a.b.txt", LINE);
  put (self, "set/labels/val/c.txt", LINE);
  put (self, "set/labels/val/twice.txt", LINE);    /* two pictures are called so */
  put (self, "set/labels/train/shared.txt", LINE); /* two label files mean one picture */
  put (self, "set/labels/val/shared.txt", LINE);
  fixture_picture (self, "pictures/a.b.png", 10, 10);
  fixture_picture (self, "pictures/more/c.png", 10, 10);
  fixture_picture (self, "pictures/one/twice.png", 10, 10);
  fixture_picture (self, "pictures/shared.png", 10, 10);
  fixture_picture (self, "pictures/two/twice.png", 10, 10);
  g_assert_true (read_set (self, "set", &options));
  g_assert_cmpuint (self->records->len, ==, 5);
  assert_record (self, 0, "a.b.png", "train", 1);
  assert_record (self, 1, "more/c.png", "val", 1);
  assert_record (self, 2, "one/twice.png", NULL, 0);
  assert_record (self, 3, "shared.png", NULL, 0);
  assert_record (self, 4, "two/twice.png", NULL, 0);
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 3);
  g_assert_cmpuint (fixture_count (self, "path-guessed"), ==, 1);
  assert_problem (self, "path-guessed", GW_OUTCOME_CHANGED, "name is unique");
}

/* Files of hostile lengths: what is too much is told of, and nothing takes long. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) yaml = g_string_new ("names: [cat]\ntrain: [");
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) list = g_string_new (NULL);

  fixture_picture (self, "set/images/a.png", 10, 10);
  put (self, "set/labels/a.txt", LINE);
  for (guint i = 0; i < 20000; i++)
    g_string_append (yaml, "images, ");
  g_string_append (yaml, "images]\n");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (yaml, "k%u: images/k\n", i);
  put (self, "set/data.yaml", yaml->str);
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);

  for (guint i = 0; i < 1500; i++)
    g_string_append (deep, "x/");
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (list, "%s%u/a.png\n", deep->str, i);
  put (self, "set/data.yaml", "names: [cat]\ntrain: list.txt\n");
  put (self, "set/list.txt", list->str);
  g_assert_true (read_set (self, "set", NULL));
  g_assert_cmpuint (self->records->len, ==, 1000);
}

/* --- written here -------------------------------------------------------------------------------- */

/* Images of splits that trainers do not know, of none, and in folders called “images”. */
static void
test_own_splits (Fixture *self, gconstpointer data)
{
  static const char *const files[] = { "data.yaml", "unsplit.txt", "labels/train/a.txt", "labels/fold 1/b.txt",
                                       "images/train/labels/c.txt" };
  static const char *const names[] = { "train/a.png", "fold 1/b.png", "train/images/c.png", "x/images/d.png" };
  static const char *const splits[] = { "train", "fold 1", "train", NULL };
  g_autofree char *path = NULL;
  g_autofree char *out = fixture_path (self, "out");
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };

  for (gsize i = 0; i < 4; i++)
    fixture_picture (self, strchr (names[i], '/') + 1, 20, 10);
  path = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"a.png\",\"split\":\"train\",\"objects\":[{\"label\":\"cat\",\"bbox\":[1,1,2,2]}]}\n"
      "{\"image\":\"b.png\",\"split\":\"fold 1\",\"objects\":[{\"label\":\"cat\",\"bbox\":[1,1,2,2]}]}\n"
      "{\"image\":\"images/c.png\",\"split\":\"train\",\"objects\":[{\"label\":\"cat\",\"bbox\":[1,1,2,2]}]}\n"
      "{\"image\":\"x/images/d.png\",\"objects\":[{\"label\":\"cat\",\"bbox\":[1,1,2,2]}]}\n");
  fixture_picture (self, "x/images/d.png", 20, 10);
  g_assert_true (fixture_convert (self, path, NULL, "yolo", "out", &copy));
  {
    g_autofree char *yaml = fixture_load (self, "out/data.yaml");
    g_autofree char *list = fixture_load (self, "out/unsplit.txt");

    g_assert_cmpstr (yaml, ==,
                     "path: .\ntrain: images/train\nfold 1: images/fold 1\nunsplit: unsplit.txt\nnc: 1\nnames:\n"
                     "  0: cat\n");
    g_assert_cmpstr (list, ==, "./images/x/images/d.png\n");
  }
  g_assert_true (read_set (self, "out", NULL));
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  for (guint i = 0; i < 4; i++)
    {
      guint found = 0;

      for (guint k = 0; k < 4; k++)
        if (strcmp (fixture_record (self, k)->path, names[i]) == 0)
          {
            g_assert_cmpstr (fixture_record (self, k)->split, ==, splits[i]);
            g_assert_cmpuint (fixture_record (self, k)->objects->len, ==, 1);
            found++;
          }
      g_assert_cmpuint (found, ==, 1);
    }

  g_assert_true (fixture_convert (self, out, NULL, "yolo", "again", &copy));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *first_path = g_build_filename ("out", files[i], NULL);
      g_autofree char *second_path = g_build_filename ("again", files[i], NULL);
      g_autofree char *first = fixture_load (self, first_path);
      g_autofree char *second = fixture_load (self, second_path);

      g_assert_cmpstr (first, ==, second);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/yolo-layout/roboflow", test_roboflow);
  FIXTURE_TEST ("/yolo-layout/tells-of-missing-splits", test_missing_split);
  FIXTURE_TEST ("/yolo-layout/lone-labels", test_lone_labels);
  FIXTURE_TEST ("/yolo-layout/another-name-of-the-folder", test_other_base);
  FIXTURE_TEST ("/yolo-layout/does-not-leave-the-folder", test_escape);
  FIXTURE_TEST ("/yolo-layout/finds-ends-of-paths", test_escape_by_end);
  FIXTURE_TEST ("/yolo-layout/links", test_links);
  FIXTURE_TEST ("/yolo-layout/label-paths", test_label_paths);
  FIXTURE_TEST ("/yolo-layout/lists", test_lists);
  FIXTURE_TEST ("/yolo-layout/darknet", test_darknet);
  FIXTURE_TEST ("/yolo-layout/darknet-names", test_darknet_names);
  FIXTURE_TEST ("/yolo-layout/labelimg", test_labelimg);
  FIXTURE_TEST ("/yolo-layout/parts-by-labels", test_parts_by_labels);
  FIXTURE_TEST ("/yolo-layout/labels-alone", test_labels_alone);
  FIXTURE_TEST ("/yolo-layout/labels-alone-and-a-list", test_labels_alone_and_list);
  FIXTURE_TEST ("/yolo-layout/other-folders", test_other_folders);
  FIXTURE_TEST ("/yolo-layout/many", test_many);
  FIXTURE_TEST ("/yolo-layout/own-splits", test_own_splits);

  return g_test_run ();
}
