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

static void
write_text (Fixture *self, const char *name, const char *text)
{
  g_free (fixture_write (self, name, text));
}

static GwObject *
read_one (Fixture *self, const char *source)
{
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  return fixture_object (self, 0, 0);
}

static char *
get_bag (Fixture *self, const char *bag)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_open_bag (bag, "open-images");

  return gw_json_members_to_text (members);
}

static void
assert_bag (Fixture *self, const char *bag, const char *expected)
{
  g_autofree char *text = get_bag (self, bag);

  g_assert_cmpstr (text, ==, expected);
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
  assert_bag (self, gw_object_get_bag (cat), "{\"source\":\"xclick\"}");
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
  assert_bag (self, gw_object_get_bag (cat), "{\"unknown\":[\"IsOccluded\",\"IsTruncated\",\"IsInside\"]}");
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

  write_text (self, "set/train-annotations-human-imagelabels.csv",
              LABEL_HEADER "a,verification,/m/cat,1\na,crowdsource-verification,/m/dog,0\na,verification,/m/cat,0\n"
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
  assert_bag (self, record->bag, "{\"absent_sources\":{\"/m/dog\":\"crowdsource-verification\"}}");
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
  write_text (self, "set/train-annotations-human-imagelabels.csv", LABEL_HEADER "a,machine,/m/dog,0.25\n");
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

  write_text (self, "old/train/annotations-human-bbox.csv",
              "a,human,/m/01g317,1,0.1,0.4,0.2,0.9\na,human,/m/01g317,1,0.5,0.6,0,1\n");
  write_text (self, "old/test/annotations-human.csv", "b,human,/m/0284d,1\nb,human,/m/01g317,0\n");
  write_text (self, "old/validation/annotations-human-bbox.csv", "c,human,/m/0284d,1,0,1,0,1,0,0,1,0,0\n");
  write_text (self, "old/class-descriptions.csv", "/m/01g317,Person\n/m/0284d,\"Fruit, dried\"\n");
  fixture_picture (self, "old/images/a.png", 10, 10);
  fixture_picture (self, "old/images/b.png", 10, 10);
  fixture_picture (self, "old/images/c.png", 10, 20);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL)->name, ==, "open-images");
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
  assert_bag (self, gw_object_get_bag (fixture_object (self, 0, 0)),
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

      write_text (self, name, BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
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

  write_text (self, "set/val-annotations-bbox.csv", BOX_HEADER "a,xclick,/m/cat,1,0.5,0.6,0.2,0.9,0,0,0,0,0\n");
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

  write_text (self, "set/class-descriptions.csv", names);
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
  write_text (self, "set/class-descriptions.csv", names->str);
  write_text (self, "set/bbox_labels_600_hierarchy.json",
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

  write_text (self, "set/hierarchy.json", tree);
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
      write_text (self, "set/hierarchy.json", strcmp (cases[i].text, "deep") == 0 ? deep->str : cases[i].text);
      read_one (self, source);
      g_test_message ("%.80s", cases[i].text);
      g_assert_cmpuint (gw_problems_count (self->problems), ==, cases[i].code != NULL ? 1 : 0);
      if (cases[i].code != NULL)
        g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
    }
}

/* --- lists of images ------------------------------------------------------------------------ */

static void
test_list (Fixture *self, gconstpointer data)
{
  static const char list[] = "ImageID,Subset,OriginalURL,OriginalLandingURL,License,AuthorProfileURL,Author,Title,"
                             "OriginalSize,OriginalMD5,Thumbnail300KURL,Rotation\n"
                             "a,train,http://a,,CC BY,,Ann,\"A, b\",,,,90.0\n"
                             "b,test,,,,,,,,,,\nc,test,,,,,,,,,,\nb,train,,,,,,,,,,\n";
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *written = NULL;

  write_text (self, "set/boxes.csv", BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  write_text (self, "set/image_ids_and_rotation.csv", list);
  fixture_picture (self, "set/data/a.png", 100, 50);
  fixture_picture (self, "set/data/b.png", 100, 50);
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  /* Of those without labels only what is there. */
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "b.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "test");
  g_assert_false (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, 1);
  assert_bag (self, fixture_record (self, 0)->bag,
              "{\"OriginalURL\":\"http://a\",\"License\":\"CC BY\",\"Author\":\"Ann\",\"Title\":\"A, b\","
              "\"Rotation\":\"90.0\"}");
  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  written = fixture_load (self, "out/image_ids_and_rotation.csv");
  g_assert_cmpstr (written, ==,
                   "ImageID,Subset,OriginalURL,OriginalLandingURL,License,AuthorProfileURL,Author,Title,OriginalSize,"
                   "OriginalMD5,Thumbnail300KURL,Rotation,Width,Height,Labeled\n"
                   "a,train,http://a,,CC BY,,Ann,\"A, b\",,,,90.0,100,50,1\n"
                   "b,test,,,,,,,,,,,100,50,0\n");
}

/* What one list says another does not take back; tables of other kinds are told of. */
static void
test_several_lists (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  write_text (self, "set/boxes.csv", BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  write_text (self, "set/list-1.csv", "ImageID,Subset,Width,Height,Rotation\na,train,20,10,180\n");
  write_text (self, "set/list-2.csv", "ImageID,Subset,License\na,val,CC\n");
  write_text (self, "set/train-annotations-vrd.csv", "ImageID,LabelName1,LabelName2\na,/m/cat,/m/dog\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  fixture_assert_box (self, 0, 0, 2, 2, 6, 7);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  assert_bag (self, fixture_record (self, 0)->bag, "{\"Rotation\":\"180\",\"License\":\"CC\"}");
  g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 1);
}

/* Of a list beside one table that is named, its own subset. */
static void
test_list_beside (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "set/val-annotations-bbox.csv",
                                           BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");

  write_text (self, "set/train-annotations-bbox.csv", BOX_HEADER "b,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  write_text (self, "set/image_ids.csv",
              "ImageID,Subset,Width,Height,Labeled\na,val,10,10,1\nb,train,10,10,1\n"
              "c,val,10,10,1\nd,train,10,10,1\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "c");
  g_assert_true (fixture_record (self, 1)->labeled);
}

/* A picture that is shown turned, and that the list wants turned: boxes are of the file as it is
 * stored, which whoever takes them may turn.
 */
static void
test_rotation (Fixture *self, gconstpointer data)
{
  g_autofree char *pictures = gw_test_data_path ("img-exif-orientation");
  const GwReadOptions options = { .images_dir = pictures };
  g_autofree char *source = fixture_path (self, "set");

  if (pictures == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  write_text (self, "set/boxes.csv",
              BOX_HEADER "Landscape_6,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                         "Landscape_8,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  write_text (self, "set/image_ids.csv", "ImageID,Rotation\nLandscape_6,90.0\nLandscape_8,\n");
  g_assert_true (fixture_read (self, "open-images", source, &options));
  fixture_assert_adds_up (self);
  /* 1200 × 1800 as stored, 1800 × 1200 as shown. */
  fixture_assert_box (self, 0, 0, 120, 360, 360, 1260);
  fixture_assert_box (self, 1, 0, 180, 240, 540, 840);
  /* Once by the list, once for the size. */
  g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, 2);
}

/* How the turns of the list are meant is asked for. */
static void
test_rotation_chosen (Fixture *self, gconstpointer data)
{
  static const struct
  {
    GwRotation rotation;
    const char *degrees;
    GwBox box; /* of 0.1 to 0.4 by 0.2 to 0.9 */
    guint n_told;
  } cases[] = {
    { GW_ROTATION_DEFAULT, "90.0", { 2, 2, 6, 7 }, 1 },
    { GW_ROTATION_KEEP, "90.0", { 2, 2, 6, 7 }, 0 },
    /* The picture of 20 by 10 was 10 by 20: a box of 1 to 4 by 4 to 18 lies on its left side now. */
    { GW_ROTATION_TURN, "90.0", { 4, 6, 14, 3 }, 0 },
    { GW_ROTATION_TURN, "270", { 2, 1, 14, 3 }, 0 },
    { GW_ROTATION_BACK, "90", { 2, 1, 14, 3 }, 0 },
    { GW_ROTATION_TURN, "180", { 12, 1, 6, 7 }, 0 },
    { GW_ROTATION_BACK, "180.0", { 12, 1, 6, 7 }, 0 },
    { GW_ROTATION_TURN, "0.0", { 2, 2, 6, 7 }, 0 },
    { GW_ROTATION_TURN, "45", { 2, 2, 6, 7 }, 0 },
    { GW_ROTATION_TURN, "nan", { 2, 2, 6, 7 }, 0 },
  };
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/images/a.png", 20, 10);
  write_text (self, "set/boxes.csv", BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwReadOptions options = { .rotation = cases[i].rotation };
      g_autofree char *list = g_strdup_printf ("ImageID,Rotation\na,%s\n", cases[i].degrees);
      const gboolean is_turned = cases[i].rotation > GW_ROTATION_KEEP && cases[i].degrees[0] != '0'
                                 && cases[i].degrees[0] != '4' && cases[i].degrees[0] != 'n';

      g_test_message ("%d, %s", cases[i].rotation, cases[i].degrees);
      write_text (self, "set/image_ids.csv", list);
      g_assert_true (fixture_read (self, "open-images", source, &options));
      fixture_assert_adds_up (self);
      g_assert_cmpint (fixture_record (self, 0)->width, ==, 20);
      fixture_assert_box (self, 0, 0, cases[i].box.x, cases[i].box.y, cases[i].box.width, cases[i].box.height);
      g_assert_cmpuint (fixture_count (self, "orientation-suspect"), ==, cases[i].n_told);
      /* What has been turned is not to be turned again. */
      g_assert_true ((fixture_record (self, 0)->bag != NULL) != is_turned);
    }
}

/* Boxes are fractions: without the size of the picture there is none. */
static void
test_sizes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *known = NULL;

  write_text (self, "set/boxes.csv",
              BOX_HEADER "a,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n"
                         "b,xclick,/m/cat,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  write_text (self, "set/labels.csv", LABEL_HEADER "b,verification,/m/cat,1\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  /* Twice told by the reader, once by who looks for the picture of b. */
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 3);

  {
    g_autoptr (GwImageTable) table = gw_image_table_new ();
    const GwReadOptions options = { .known_images = table };

    gw_image_table_add (table, 1, "x/a.jpg", 200, 100);
    gw_image_table_add (table, 2, "x/b.jpg", 10, 10);
    g_assert_true (fixture_read (self, "open-images", source, &options));
    g_assert_cmpuint (self->records->len, ==, 2);
    fixture_assert_box (self, 0, 0, 20, 20, 60, 70);
  }
  write_text (self, "set/image_ids_and_rotation.csv", "ImageID,Subset,Width,Height\na,val,20,10\nb,,0,-3\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_box (self, 0, 0, 2, 2, 6, 7);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "val");
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

  g_assert_cmpstr (gw_format_detect (source, &detection, NULL)->name, ==, "open-images");
  g_assert_cmpint (detection.confidence, >=, 90);
  g_assert_cmpstr (gw_format_detect (file, &detection, NULL)->name, ==, "open-images");
  g_assert_cmpstr (gw_format_detect (other, &detection, NULL)->name, ==, "csv");
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
  FIXTURE_TEST ("/open-images/list", test_list);
  FIXTURE_TEST ("/open-images/list-beside", test_list_beside);
  FIXTURE_TEST ("/open-images/many-classes", test_many_classes);
  FIXTURE_TEST ("/open-images/names", test_names);
  FIXTURE_TEST ("/open-images/negatives", test_negatives);
  FIXTURE_TEST ("/open-images/read", test_read);
  FIXTURE_TEST ("/open-images/absent", test_absent);
  FIXTURE_TEST ("/open-images/rotation", test_rotation);
  FIXTURE_TEST ("/open-images/rotation/chosen", test_rotation_chosen);
  FIXTURE_TEST ("/open-images/scattered", test_scattered);
  FIXTURE_TEST ("/open-images/scores", test_scores);
  FIXTURE_TEST ("/open-images/several-lists", test_several_lists);
  FIXTURE_TEST ("/open-images/sizes", test_sizes);
  FIXTURE_TEST ("/open-images/without-header", test_without_header);

  return g_test_run ();
}
