/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "open-images-fixture.h"

/* Boxes of a picture of 100 × 50 in the subset train. */
static char *
write_boxes (Fixture *self, const char *rows)
{
  g_autofree char *text = g_strconcat (BOX_HEADER, rows, NULL);

  g_free (fixture_write (self, "set/train-annotations-bbox.csv", text));
  g_free (fixture_write (self, "set/class-descriptions.csv", NAMES));
  fixture_picture (self, "set/images/a.png", 100, 50);
  return fixture_path (self, "set");
}

static GwObject *
read_one (Fixture *self, const char *source)
{
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  return fixture_object (self, 0, 0);
}

/* XMin, XMax, YMin, YMax: the other order gives other boxes. */
static void
test_read (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,1,0,1,0,1\n"
                                               "a,freeform,/m/dog,1,0,1,0.5,1,0,1,0,1,0\n");
  GwObject *cat = read_one (self, source), *dog = fixture_object (self, 0, 1);
  const char *id;

  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  fixture_assert_box (self, 0, 0, 10, 10, 30, 35);
  fixture_assert_box (self, 0, 1, 0, 25, 100, 25);
  g_assert_cmpint (gw_object_get_flags (cat), ==, GW_OBJECT_OCCLUDED | GW_OBJECT_CROWD);
  g_assert_cmpint (gw_object_get_flags (dog), ==, GW_OBJECT_TRUNCATED);
  g_assert_cmpstr (gw_object_get_attribute (cat, "IsInside"), ==, "true");
  g_assert_cmpuint (gw_object_get_n_attributes (cat), ==, 1);
  g_assert_cmpstr (gw_object_get_attribute (dog, "IsDepiction"), ==, "true");
  g_assert_true (isnan (gw_object_get_score (cat)));
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (cat)), ==, "Cat");
  g_assert_true (gw_class_get_alias (gw_record_head_find_class_by_name (self->head, "Cat"), "open-images", &id, NULL));
  g_assert_cmpstr (id, ==, "/m/cat");
  open_images_assert_bag (self, gw_object_get_bag (cat), "{\"source\":\"xclick\"}");
  g_assert_null (gw_object_get_bag (dog));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

/* Unknown is not no, and comes back as it was; a name in Source is who has made it. */
static void
test_flags (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "a,kim,/m/cat,1,0.1,0.4,0.2,0.9,-1,-1,0,1,-1\n"
                                               "a,freeform,/m/dog,1,0,1,0.5,1,2,,0,0,0\n");
  g_autofree char *written = NULL;
  GwObject *cat = read_one (self, source);

  g_assert_cmpint (gw_object_get_flags (cat), ==, 0);
  g_assert_cmpstr (gw_object_get_author (cat), ==, "kim");
  open_images_assert_bag (self, gw_object_get_bag (cat), "{\"unknown\":[\"IsOccluded\",\"IsTruncated\",\"IsInside\"]}");
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  written = fixture_load (self, "out/train-annotations-bbox.csv");
  g_assert_nonnull (strstr (written, "\na,kim,/m/cat,1,0.1,0.4,0.2,0.9,-1,-1,0,1,-1,\n"));
  g_assert_nonnull (strstr (written, "\na,freeform,/m/dog,1,0,1,0.5,1,-1,-1,0,0,0,\n"));
}

/* 1 is there, 0 is not there, and anything between is what a model says. */
static void
test_image_labels (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "");
  g_autofree char *people = NULL;
  g_autofree char *machine = NULL;
  const GwRecord *record;

  open_images_write (self, "set/train-annotations-human-imagelabels.csv",
                     LABEL_HEADER
                     "a,verification,/m/cat,1\na,crowdsource-verification,/m/dog,0\na,verification,/m/cat,0\n"
                     "a,machine,/m/cat,0.7\na,machine,/m/pet,1\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  record = fixture_record (self, 0);
  g_assert_cmpuint (record->labels->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, g_array_index (record->labels, GwLabel, 0).class_id), ==, "Cat");
  g_assert_cmpuint (record->scores->len, ==, 2);
  g_assert_cmpfloat (g_array_index (record->scores, GwLabel, 0).confidence, ==, 0.7);
  g_assert_cmpfloat (g_array_index (record->scores, GwLabel, 1).confidence, ==, 1);
  g_assert_cmpuint (record->absent->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, g_array_index (record->absent, GwLabel, 0).class_id), ==, "Dog");
  open_images_assert_bag (self, record->bag, "{\"absent_sources\":{\"/m/dog\":\"crowdsource-verification\"}}");
  g_assert_cmpuint (fixture_count (self, "row-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 0);
  g_assert_false (self->head->predictions);

  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  people = fixture_load (self, "out/train-annotations-human-imagelabels.csv");
  machine = fixture_load (self, "out/train-annotations-machine-imagelabels.csv");
  g_assert_cmpstr (people, ==, LABEL_HEADER "a,verification,/m/cat,1\na,crowdsource-verification,/m/dog,0\n");
  g_assert_cmpstr (machine, ==, LABEL_HEADER "a,machine,/m/cat,0.7\na,machine,/m/pet,1\n");
}

/* What is not there goes through other forms, and what cannot hold it tells so. */
static void
test_absent (Fixture *self, gconstpointer data)
{
  static const char lines[] =
      "{\"image\":\"a.png\",\"width\":20,\"height\":10,\"labels\":[\"cat\"],\"absent\":[\"dog\",\"owl\"]}\n"
      "{\"image\":\"b.png\",\"width\":20,\"height\":10,\"objects\":[],\"absent\":[\"cat\"]}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", lines);
  g_autofree char *middle = fixture_path (self, "out");
  g_autofree char *table = NULL;
  g_autofree char *back = NULL;

  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-absent"), ==, 0);
  table = fixture_load (self, "out/annotations-human-imagelabels.csv");
  g_assert_cmpstr (table, ==,
                   LABEL_HEADER
                   "a,verification,cat,1\na,verification,dog,0\na,verification,owl,0\nb,verification,cat,0\n");
  fixture_picture (self, "out/images/a.png", 20, 10);
  fixture_picture (self, "out/images/b.png", 20, 10);
  g_assert_true (fixture_convert (self, middle, NULL, "gw-jsonl", "back.gw.jsonl", NULL));
  back = fixture_load (self, "back.gw.jsonl");
  g_assert_nonnull (strstr (back, "\"labels\":[\"cat\"],\"absent\":[\"dog\",\"owl\"]}"));
  g_assert_nonnull (strstr (back, "\"objects\":[],\"absent\":[\"cat\"]}"));

  g_assert_true (fixture_convert (self, source, NULL, "coco", "coco", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-absent"), ==, 2);
}

/* An image that lacks something was looked at; of a model alone are predictions. */
static void
test_negatives (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "");
  g_autofree char *table = NULL;

  table = fixture_write (self, "set/train-annotations-human-imagelabels.csv", LABEL_HEADER "a,verification,/m/dog,0\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 0);
  open_images_write (self, "set/train-annotations-human-imagelabels.csv", LABEL_HEADER "a,machine,/m/dog,0.25\n");
  g_assert_true (fixture_read (self, "open-images", table, NULL));
  g_assert_true (self->head->predictions);
  g_assert_false (fixture_record (self, 0)->labeled);
}

static void
test_scores (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "a,machine,/m/cat,0.5,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "a,machine,/m/cat,1,0.2,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "a,xclick,/m/cat,1,0.3,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "a,xclick,/m/cat,1.5,0.3,0.5,0.2,0.9,0,0,0,0,0\n"
                                               "a,xclick,/m/cat,high,0.3,0.6,0.2,0.9,0,0,0,0,0\n");

  g_assert_cmpfloat (gw_object_get_score (read_one (self, source)), ==, 0.5);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 1)), ==, 1);
  for (guint i = 2; i < 5; i++)
    g_assert_true (isnan (gw_object_get_score (fixture_object (self, 0, i))));
  g_assert_cmpuint (fixture_count (self, "score-range"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "score-not-finite"), ==, 1);
}

/* Old releases: the number of columns tells. */
static void
test_without_header (Fixture *self, gconstpointer data)
{
  GwDetection detection = { 0 };
  g_autofree char *source = fixture_path (self, "old");

  open_images_write (self, "old/train/annotations-human-bbox.csv",
                     "a,human,/m/01g317,1,0.1,0.4,0.2,0.9\na,human,/m/01g317,1,0.5,0.6,0,1\n");
  open_images_write (self, "old/test/annotations-human.csv", "b,human,/m/0284d,1\nb,human,/m/01g317,0\n");
  open_images_write (self, "old/validation/annotations-human-bbox.csv", "c,human,/m/0284d,1,0,1,0,1,0,0,1,0,0\n");
  open_images_write (self, "old/class-descriptions.csv", "/m/01g317,Person\n/m/0284d,\"Fruit, dried\"\n");
  fixture_picture (self, "old/images/a.png", 10, 10);
  fixture_picture (self, "old/images/b.png", 10, 10);
  fixture_picture (self, "old/images/c.png", 10, 20);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "open-images");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  fixture_assert_box (self, 0, 0, 1, 2, 3, 7);
  fixture_assert_box (self, 0, 1, 5, 0, 1, 10);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  fixture_assert_box (self, 1, 0, 0, 0, 10, 20);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 1, 0)), ==, GW_OBJECT_CROWD);
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "validation");
  g_assert_cmpuint (fixture_record (self, 2)->labels->len, ==, 1);
  g_assert_cmpstr (fixture_class (self, g_array_index (fixture_record (self, 2)->labels, GwLabel, 0).class_id), ==,
                   "Fruit, dried");
  g_assert_cmpstr (fixture_record (self, 2)->split, ==, "test");
  /* Nothing is known of flags that there is no column of. */
  open_images_assert_bag (
      self, gw_object_get_bag (fixture_object (self, 0, 0)),
      "{\"source\":\"human\",\"unknown\":[\"IsOccluded\",\"IsTruncated\",\"IsGroupOf\",\"IsDepiction\","
      "\"IsInside\"]}");
}

static void
test_names (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *split;
  } cases[] = {
    { "annotations-bbox.csv", NULL },
    { "val-annotations-bbox.csv", "val" },
    { "oidv6-train-annotations-bbox.csv", "train" },
    { "challenge-2018-validation-annotations-bbox.csv", "validation" },
    { "challenge-2019-train-detection-bbox.csv", "train" },
    { "my-own-annotations-bbox.csv", "my-own" },
    { "test/labels/detections.csv", "test" },
    { "boxes.csv", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_strdup_printf ("case%u", i);
      g_autofree char *name = g_build_filename (folder, cases[i].name, NULL);
      g_autofree char *source = fixture_path (self, folder);
      g_autofree char *picture = g_build_filename (folder, "data/a.png", NULL);

      open_images_write (self, name, BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
      fixture_picture (self, picture, 10, 10);
      g_assert_true (fixture_read (self, "open-images", source, NULL));
      g_assert_cmpstr (fixture_record (self, 0)->split, ==, cases[i].split);
    }
}

/* Rows of an image need not stand together, nor in one table; a file alone is enough. */
static void
test_scattered (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "b,xclick,/m/cat,1,0,1,0,1,0,0,0,0,0\n\n"
                                               "a,xclick,/m/dog,1,0.2,0.4,0.2,0.9,0,0,0,0,0\r\n"
                                               "\"b\",\"a \"\"name\"\"\",/m/dog,1,0,0.5,0,1,0,0,0,0,0\n"
                                               "a,xclick,/m/dog,1,0.3,0.4,0.2,bad,0,0,0,0,0\n");
  g_autofree char *file = fixture_path (self, "set/train-annotations-bbox.csv");
  g_autoptr (GPtrArray) problems = NULL;

  open_images_write (self, "set/val-annotations-bbox.csv", BOX_HEADER "a,xclick,/m/cat,1,0.5,0.6,0.2,0.9,0,0,0,0,0\n");
  fixture_picture (self, "set/images/b.png", 10, 10);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (fixture_read (self, "open-images", i == 0 ? source : file, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->records->len, ==, 2);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, i == 0 ? 3 : 2);
      fixture_assert_box (self, 0, 1, 20, 10, 20, 35);
      g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 2);
      g_assert_cmpstr (gw_object_get_author (fixture_object (self, 1, 1)), ==, "a \"name\"");
      problems = gw_problems_list (self->problems, "coord-not-finite");
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_cmpuint (((GwProblem *) g_ptr_array_index (problems, 0))->line, ==, 7);
      g_clear_pointer (&problems, g_ptr_array_unref);
    }
}

/* Names that are there twice, descriptions of what does not occur, ids without one. */
static void
test_classes (Fixture *self, gconstpointer data)
{
  static const char names[] = "LabelName,DisplayName\n/m/bat1,Bat\n/m/bat2,Bat\n/m/cat,\" Cat\"\n/m/idle,Idle\n"
                              "/m/cat,Again\n";
  g_autofree char *source = write_boxes (self, "a,xclick,/m/bat1,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "a,xclick,/m/bat2,1,0.2,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "a,xclick,/m/cat,1,0.3,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "a,xclick,/m/new,1,0.4,0.6,0.2,0.9,0,0,0,0,0\n");
  static const char *const expected[] = { "Bat", "Bat (/m/bat2)", "Cat", "Idle", "/m/new" };
  g_autofree char *written = NULL;

  open_images_write (self, "set/class-descriptions.csv", names);
  read_one (self, source);
  g_assert_cmpuint (self->head->classes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, i)), ==, expected[i]);
  g_assert_cmpuint (fixture_count (self, "class-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "id-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  written = fixture_load (self, "out/class-descriptions.csv");
  g_assert_cmpstr (written, ==,
                   "LabelName,DisplayName\n/m/bat1,Bat\n/m/bat2,Bat\n/m/cat, Cat\n/m/idle,Idle\n/m/new,/m/new\n");
}

/* Of the descriptions of all releases only what occurs, and what that is a kind of. */
static void
test_many_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) names = g_string_new ("LabelName,DisplayName\n");
  g_autofree char *source = write_boxes (self, "a,xclick,/m/c7,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                                               "a,xclick,/m/c8,1,0.2,0.4,0.2,0.9,0,0,0,0,0\n");

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (names, "/m/c%u,Class %u\n", i, i);
  open_images_write (self, "set/class-descriptions.csv", names->str);
  open_images_write (
      self, "set/bbox_labels_600_hierarchy.json",
      "{\"LabelName\":\"/m/0bl9f\",\"Subcategory\":[{\"Subcategory\":[{\"LabelName\":\"/m/none\","
      "\"Subcategory\":[{\"LabelName\":\"/m/c7\"}]}],\"Part\":[{\"LabelName\":\"/m/c11\",\"Subcategory\":"
      "[{\"LabelName\":\"/m/c8\"}]}],\"LabelName\":\"/m/c9\"}]}");
  read_one (self, source);
  g_assert_cmpuint (self->head->classes->len, ==, 4);
  g_assert_cmpint (gw_class_get_parent_id (gw_record_head_find_class_by_name (self->head, "Class 8")), ==,
                   gw_class_get_id (gw_record_head_find_class_by_name (self->head, "Class 11")));
  g_assert_cmpint (gw_class_get_parent_id (gw_record_head_find_class_by_name (self->head, "Class 11")), ==, 0);
  g_assert_cmpint (gw_class_get_parent_id (gw_record_head_find_class_by_name (self->head, "Class 7")), ==,
                   gw_class_get_id (gw_record_head_find_class_by_name (self->head, "Class 9")));
}

/* The tree comes back with what is known only here, as long as it is true. */
static void
test_hierarchy (Fixture *self, gconstpointer data)
{
  static const char tree[] = "{\"LabelName\":\"/m/0bl9f\",\"Subcategory\":[{\"LabelName\":\"/m/pet\",\"Part\":"
                             "[{\"LabelName\":\"/m/a b\\\" c\"}],\"Subcategory\":[{\"LabelName\":\"/m/dog\"},"
                             "{\"LabelName\":\"/m/cat\"}]},{\"LabelName\":\"/m/cat\"}]}\n";
  g_autofree char *source = write_boxes (self, "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  g_autofree char *written = NULL;
  g_autofree char *made = NULL;
  g_autofree char *labels = NULL;

  open_images_write (self, "set/hierarchy.json", tree);
  read_one (self, source);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpint (gw_class_get_parent_id (gw_record_head_find_class_by_name (self->head, "Cat")), ==,
                   gw_class_get_id (gw_record_head_find_class_by_name (self->head, "Pet")));
  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  written = fixture_load (self, "out/bbox_labels_600_hierarchy.json");
  g_assert_cmpstr (written, ==, tree);

  labels = fixture_write (self, "in.gw.jsonl",
                          "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\",\"parent\":\"pet\"},{\"name\":\"pet\","
                          "\"parent\":\"animal\"},{\"name\":\"animal\"}]}\n"
                          "{\"image\":\"a.png\",\"width\":10,\"height\":10,\"labels\":[\"cat\",\"pet\"]}\n");
  g_assert_true (fixture_convert (self, labels, NULL, "open-images", "made", NULL));
  made = fixture_load (self, "made/bbox_labels_600_hierarchy.json");
  g_assert_cmpstr (made, ==,
                   "{\"LabelName\":\"/m/0bl9f\",\"Subcategory\":[{\"LabelName\":\"animal\",\"Subcategory\":["
                   "{\"LabelName\":\"pet\",\"Subcategory\":[{\"LabelName\":\"cat\"}]}]}]}\n");
}

/* A broken tree leaves the labels as they are. */
static void
test_bad_hierarchy (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "", "truncated-file" },
    { "[]", "json-syntax" },
    { "{\"LabelName\":\"/m/pet\",\"Subcategory\":[", "truncated-file" },
    { "{\"LabelName\":}", "json-syntax" },
    { "deep", "json-depth" },
    { "{\"LabelName\":7,\"Subcategory\":{},\"x\":[null]}", NULL },
    { "{\"LabelName\":\"/m/cat\",\"Subcategory\":[{\"LabelName\":\"/m/dog\",\"Subcategory\":[{\"LabelName\":"
      "\"/m/cat\"}]},{\"LabelName\":\"/m/cat\"},3]}",
      NULL },
  };
  g_autofree char *source = write_boxes (self, "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "{\"Subcategory\":[");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      open_images_write (self, "set/hierarchy.json", strcmp (cases[i].text, "deep") == 0 ? deep->str : cases[i].text);
      read_one (self, source);
      g_test_message ("%.80s", cases[i].text);
      g_assert_cmpuint (gw_problems_count (self->problems), ==, cases[i].code != NULL ? 1 : 0);
      if (cases[i].code != NULL)
        g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
    }
}

/* --- bad rows and files ------------------------------------------------------------------------ */

static void
test_bad_rows (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *row;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { "a,xclick,/m/cat,1,0.1,0.4,0.2\n", "row-fields", 0 },
    { "a\n", "row-fields", 0 },
    { ",xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n", "row-fields", 0 },
    { "a,xclick,,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n", "row-fields", 0 },
    { "a,xclick,/m/cat,1,nan,0.4,0.2,0.9,0,0,0,0,0\n", "coord-not-finite", 0 },
    { "a,xclick,/m/cat,1,1e999,0.4,0.2,0.9,0,0,0,0,0\n", "coord-not-finite", 0 },
    { "a,xclick,/m/cat,1,\"0,1\",0.4,0.2,0.9,0,0,0,0,0\n", "coord-not-finite", 0 },
    { "a,xclick,/m/cat,1,10,40,20,90,0,0,0,0,0\n", "coord-looks-pixel", 0 },
    { "a,xclick,/m/cat,1,0.4,0.1,0.2,0.9,0,0,0,0,0\n", "box-swapped", 1 },
    { "a,xclick,/m/cat,1,0.4,0.4,0.2,0.9,0,0,0,0,0\n", "box-degenerate", 0 },
    { "a,xclick,/m/cat,1,0.9,1.2,0.2,0.9,0,0,0,0,0\n", "box-outside", 1 },
    { "a,xclick,\" \",1,0.1,0.4,0.2,0.9,0,0,0,0,0\n", "class-unknown", 0 },
    { "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,yes,0,0,0,0\n", "value-type", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = g_strconcat ("a,xclick,/m/dog,1,0.1,0.3,0.2,0.9,0,0,0,0,0\n", cases[i].row, NULL);
      g_autofree char *source = write_boxes (self, rows);

      g_assert_true (fixture_read (self, "open-images", source, NULL));
      fixture_assert_adds_up (self);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].row, cases[i].code);
    }
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { BOX_HEADER "a,\"never closed,/m/cat", "truncated-file" },
    { BOX_HEADER "a,\"closed\"early,/m/cat\n", "row-fields" },
    { BOX_HEADER "a,\xFF\xFE,/m/cat,1,0,1,0,1,0,0,0,0,0\n", "row-fields" },
    { "", NULL },
    { "ImageID\n", NULL },
    { "image,label,x,y,width,height\n", NULL },
    { "a,human,/m/cat,1,2\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (fixture_read_text (self, "open-images", cases[i].text));
      g_assert_nonnull (self->error);
      if (cases[i].code != NULL)
        g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
    }
}

/* Ids are no paths that lead anywhere. */
static void
test_escape (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "../../a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  g_autofree char *labels = fixture_write (self, "set/val-annotations-human-imagelabels.csv",
                                           LABEL_HEADER "../../a,verification,/m/cat,1\n/etc/passwd,x,/m/cat,1\n");

  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "etc/passwd");
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 2);
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_boxes (self, "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  g_autofree char *file = fixture_path (self, "set/train-annotations-bbox.csv");
  g_autofree char *other = fixture_write (self, "other.csv", "image,label,x,y,width,height\na.png,cat,1,2,3,4\n");
  GwDetection detection = { 0 };

  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "open-images");
  g_assert_cmpint (detection.confidence, >=, 90);
  g_assert_cmpstr (gw_format_detect (file, &detection, NULL, NULL)->name, ==, "open-images");
  g_assert_cmpstr (gw_format_detect (other, &detection, NULL, NULL)->name, ==, "csv");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/open-images/bad-files", test_bad_files);
  FIXTURE_TEST ("/open-images/bad-hierarchy", test_bad_hierarchy);
  FIXTURE_TEST ("/open-images/bad-rows", test_bad_rows);
  FIXTURE_TEST ("/open-images/classes", test_classes);
  FIXTURE_TEST ("/open-images/detect", test_detect);
  FIXTURE_TEST ("/open-images/escape", test_escape);
  FIXTURE_TEST ("/open-images/flags", test_flags);
  FIXTURE_TEST ("/open-images/hierarchy", test_hierarchy);
  FIXTURE_TEST ("/open-images/image-labels", test_image_labels);
  FIXTURE_TEST ("/open-images/many-classes", test_many_classes);
  FIXTURE_TEST ("/open-images/names", test_names);
  FIXTURE_TEST ("/open-images/negatives", test_negatives);
  FIXTURE_TEST ("/open-images/read", test_read);
  FIXTURE_TEST ("/open-images/absent", test_absent);
  FIXTURE_TEST ("/open-images/scattered", test_scattered);
  FIXTURE_TEST ("/open-images/scores", test_scores);
  FIXTURE_TEST ("/open-images/without-header", test_without_header);

  return g_test_run ();
}
