/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "gw-mask.h"

#define BOX_HEADER \
  "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n"
#define LABEL_HEADER "ImageID,Source,LabelName,Confidence\n"
#define MASK_HEADER "MaskPath,ImageID,LabelName,BoxID,BoxXMin,BoxXMax,BoxYMin,BoxYMax,PredictedIoU,Clicks\n"
#define NAMES "LabelName,DisplayName\n/m/cat,Cat\n/m/dog,Dog\n/m/pet,Pet\n"

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
  assert_bag (self, record->bag, "{\"absent\":{\"/m/dog\":\"crowdsource-verification\"}}");
  g_assert_cmpuint (fixture_count (self, "row-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_false (self->head->predictions);

  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  people = fixture_load (self, "out/train-annotations-human-imagelabels.csv");
  machine = fixture_load (self, "out/train-annotations-machine-imagelabels.csv");
  g_assert_cmpstr (people, ==, LABEL_HEADER "a,verification,/m/cat,1\na,crowdsource-verification,/m/dog,0\n");
  g_assert_cmpstr (machine, ==, LABEL_HEADER "a,machine,/m/cat,0.7\na,machine,/m/pet,1\n");
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
  g_autofree char *source = write_boxes (self, "a,xclick,/m/c7,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (names, "/m/c%u,Class %u\n", i, i);
  write_text (self, "set/class-descriptions.csv", names->str);
  write_text (self, "set/bbox_labels_600_hierarchy.json",
              "{\"LabelName\":\"/m/0bl9f\",\"Subcategory\":[{\"Subcategory\":[{\"LabelName\":\"/m/none\","
              "\"Subcategory\":[{\"LabelName\":\"/m/c7\"}]}],\"LabelName\":\"/m/c9\"}]}");
  read_one (self, source);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
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

/* --- masks ------------------------------------------------------------------------------------ */

#define W 8
#define H 4

/* The left half of an image of 8 × 4, and a hole; a quarter of it in 4 × 2. */
static const guint8 bits[] = { 0xF0, 0x90, 0xF0, 0x00 };
static const guint8 small[] = { 255, 0, 0, 0, 7, 0, 0, 0 };

static void
write_masks (Fixture *self, const char *folder)
{
  g_autofree char *one = g_strdup_printf ("set/%s/a_mcat_1.png", folder);
  g_autofree char *two = g_strdup_printf ("set/%s/a_mdog_2.png", folder);
  guint8 unpacked[W * H];

  for (guint i = 0; i < W * H; i++)
    unpacked[i] = bits[i / W] >> (7 - i % W) & 1;
  fixture_png (self, one, &(FixturePng) { W, H, 1, PNG_COLOR_TYPE_GRAY, .rows = unpacked });
  fixture_png (self, two, &(FixturePng) { W / 2, H / 2, 8, PNG_COLOR_TYPE_GRAY, .rows = small });
}

static char *
write_mask_set (Fixture *self, const char *rows)
{
  g_autofree char *text = g_strconcat (MASK_HEADER, rows, NULL);

  write_text (self, "set/train-annotations-object-segmentation.csv", text);
  write_text (self, "set/class-descriptions.csv", NAMES);
  fixture_picture (self, "set/images/a.png", W, H);
  return fixture_path (self, "set");
}

#define MASK_ROWS \
  "a_mcat_1.png,a,/m/cat,1,0.0,0.5,0.0,0.75,0.9,0.1 0.2 1;0.3 0.4 0\n" \
  "a_mdog_2.png,a,/m/dog,2,0,0.5,0,1,,\n"

static const GwMask *
get_mask (Fixture *self, guint i)
{
  const GwShape *shape = gw_object_get_shape (fixture_object (self, 0, i));

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK);
  return &shape->as.mask;
}

static void
test_masks (Fixture *self, gconstpointer data)
{
  static const char *const folders[] = { "train-masks", "masks", "train-masks-a", "labels/masks/A", "." };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *source = write_mask_set (self, MASK_ROWS);

      write_masks (self, folders[i]);
      g_assert_true (fixture_read (self, "open-images", source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->records->len, ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
      /* Three rows of four, without a hole of two. */
      g_assert_cmpuint (gw_mask_area (get_mask (self, 0)), ==, 10);
      g_assert_true (gw_mask_contains (get_mask (self, 0), 3, 1));
      g_assert_false (gw_mask_contains (get_mask (self, 0), 1, 1));
      /* The nearest pixel of a picture half as large; any value but 0 is set. */
      fixture_assert_box (self, 0, 1, 0, 0, 2, 4);
      g_assert_cmpuint (gw_mask_area (get_mask (self, 1)), ==, 8);
      assert_bag (self, gw_object_get_bag (fixture_object (self, 0, 0)),
                  "{\"box_id\":\"1\",\"predicted_iou\":\"0.9\",\"clicks\":\"0.1 0.2 1;0.3 0.4 0\"}");
      gw_test_folder_free (g_steal_pointer (&source));
    }
}

/* A mask and its box are one object, with the flags of the box and its own place. */
static void
test_masks_with_boxes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_mask_set (self, MASK_ROWS);
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *boxes = NULL;
  g_autofree char *masks = NULL;

  write_masks (self, "masks");
  write_text (self, "set/train-annotations-bbox.csv",
              BOX_HEADER "a,xclick,/m/dog,1,0,0.5,0,1,0,1,0,0,0\n"
                         "a,xclick,/m/cat,1,0,0.5,0,0.75,1,0,0,0,0\n"
                         "a,xclick,/m/cat,1,0,0.6,0,0.75,0,0,0,0,0\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpuint (gw_mask_area (get_mask (self, 0)), ==, 8);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 0)), ==, GW_OBJECT_TRUNCATED);
  g_assert_cmpuint (gw_mask_area (get_mask (self, 1)), ==, 10);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, GW_OBJECT_OCCLUDED);
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 2))->kind, ==, GW_SHAPE_BOX);

  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", NULL));
  boxes = fixture_load (self, "out/train-annotations-bbox.csv");
  masks = fixture_load (self, "out/train-annotations-object-segmentation.csv");
  g_assert_nonnull (strstr (boxes, "\na,xclick,/m/dog,1,0,0.5,0,1,0,1,0,0,0,2\n"));
  g_assert_nonnull (strstr (boxes, "\na,xclick,/m/cat,1,0,0.6,0,0.75,0,0,0,0,0,\n"));
  g_assert_nonnull (strstr (masks, "\na_mcat_1.png,a,/m/cat,1,0,0.5,0,0.75,0.9,0.1 0.2 1;0.3 0.4 0\n"));
  g_assert_true (fixture_read (self, "open-images", out, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpuint (gw_mask_area (get_mask (self, 1)), ==, 10);
}

static void
test_bad_masks (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *row;
    const char *code;
  } cases[] = {
    { "none.png,a,/m/cat,1,0,0.5,0,0.75,,\n", "path-missing" },
    { "../a_mcat_1.png,a,/m/cat,1,0,0.5,0,0.75,,\n", "path-escape" },
    { "/etc/passwd,a,/m/cat,1,0,0.5,0,0.75,,\n", "path-escape" },
    { "link.png,a,/m/cat,1,0,0.5,0,0.75,,\n", "path-missing" },
    { "empty.png,a,/m/cat,1,0,0.5,0,0.75,,\n", "segment-empty" },
    { "text.png,a,/m/cat,1,0,0.5,0,0.75,,\n", "image-unreadable" },
    { ",a,/m/cat,1,0,0.5,0,0.75,,\n", "row-fields" },
  };
  const guint8 nothing[4] = { 0 };
  g_autofree char *outside = fixture_path (self, "outside.png");
  g_autofree char *link = fixture_path (self, "set/masks/link.png");

  fixture_picture (self, "outside.png", W, H);
  fixture_png (self, "set/masks/empty.png", &(FixturePng) { 2, 2, 8, PNG_COLOR_TYPE_GRAY, .rows = nothing });
  write_text (self, "set/masks/text.png", "no picture");
  write_masks (self, "masks");
  g_assert_cmpint (symlink (outside, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = g_strconcat (cases[i].row, "a_mdog_2.png,a,/m/dog,2,1,2,x,,,\n", NULL);
      g_autofree char *source = write_mask_set (self, rows);

      g_test_message ("%s", cases[i].row);
      g_assert_true (fixture_read (self, "open-images", source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
      /* Sides that are none are told of; the mask is where it is. */
      g_assert_cmpuint (fixture_count (self, "coord-not-finite"), ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      g_assert_cmpuint (gw_mask_area (get_mask (self, 0)), ==, 8);
    }
}

/* A box whose mask is not there stays a box. */
static void
test_box_without_mask (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_mask_set (self, MASK_ROWS);

  write_text (self, "set/train-annotations-bbox.csv", BOX_HEADER "a,xclick,/m/cat,1,0,0.5,0,0.75,1,0,0,0,0\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  fixture_assert_box (self, 0, 0, 0, 0, 4, 3);
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
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "etc/passwd");
}

/* --- writing -------------------------------------------------------------------------------------- */

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"segmentation\",\"classes\":[{\"name\":\"cat\"}," \
  "{\"name\":\"dog\"},{\"name\":\"idle\"}]}\n"

static const char round_trip[] = HEAD
    "{\"image\":\"sub/a.png\",\"width\":64,\"height\":32,\"split\":\"train\",\"labels\":[\"cat\",\"dog\"],\"objects\":["
    "{\"label\":\"cat\",\"bbox\":[1,2,30.5,4.25],\"flags\":[\"occluded\",\"truncated\",\"crowd\"]},"
    "{\"label\":\"dog\",\"score\":0.5,\"bbox\":[0,0,64,32],\"attributes\":{\"IsDepiction\":\"true\"}},"
    "{\"label\":\"dog\",\"score\":1,\"bbox\":[0,0,32,32]},"
    "{\"label\":\"dog\",\"rle\":{\"size\":[32,64],\"counts\":[3,2,100,40,1903]},\"flags\":[\"occluded\"]}]}\n"
    "{\"image\":\"b.png\",\"width\":64,\"height\":32,\"split\":\"val\",\"labels\":[],\"objects\":[]}\n"
    "{\"image\":\"c.png\",\"width\":10,\"height\":10,\"scores\":{\"cat\":0.25,\"dog\":1}}\n";

static void
write_round_trip (Fixture *self)
{
  write_text (self, "in.gw.jsonl", round_trip);
  fixture_picture (self, "sub/a.png", 64, 32);
  fixture_picture (self, "b.png", 64, 32);
  fixture_picture (self, "c.png", 10, 10);
}

/* What the table of formats marks as held comes back equal, with pictures beside and without. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };
  g_autofree char *source = fixture_path (self, "in.gw.jsonl");
  g_autofree char *out = fixture_path (self, "out");

  write_round_trip (self);
  g_assert_true (fixture_convert (self, source, NULL, "open-images", "out", &copy));
  g_assert_false (gw_problems_have_loss (self->problems));
  for (guint without = 0; without < 2; without++)
    {
      g_autoptr (GPtrArray) given = NULL;

      g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
      given = g_ptr_array_ref (self->records);
      g_assert_true (fixture_read (self, "open-images", out, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->head->classes->len, ==, 3);
      g_assert_cmpuint (self->records->len, ==, 3);
      for (guint i = 0; i < 3; i++)
        {
          const GwRecord *one = NULL, *two = fixture_record (self, i);

          for (guint k = 0; k < 3; k++)
            if (strncmp (((GwRecord *) g_ptr_array_index (given, k))->path, two->path, strlen (two->path)) == 0)
              one = g_ptr_array_index (given, k);
          g_assert_nonnull (one);
          g_assert_cmpstr (one->split, ==, two->split);
          g_assert_cmpint (one->labeled, ==, two->labeled);
          g_assert_cmpint (one->width, ==, two->width);
          g_assert_cmpuint (one->labels->len, ==, two->labels->len);
          g_assert_cmpuint (one->scores != NULL ? one->scores->len : 0, ==, two->scores != NULL ? two->scores->len : 0);
          g_assert_cmpuint (one->objects->len, ==, two->objects->len);
          for (guint k = 0; k < one->objects->len; k++)
            {
              GwObject *a = g_ptr_array_index (one->objects, k), *b = g_ptr_array_index (two->objects, k);

              g_assert_true (gw_shape_equal (gw_object_get_shape (a), gw_object_get_shape (b), 1e-4));
              g_assert_cmpint (gw_object_get_flags (a), ==, gw_object_get_flags (b));
              g_assert_cmpstr (gw_object_get_attribute (a, "IsDepiction"), ==,
                               gw_object_get_attribute (b, "IsDepiction"));
              g_assert_true (gw_object_get_score (a) == gw_object_get_score (b)
                             || (isnan (gw_object_get_score (a)) && isnan (gw_object_get_score (b))));
            }
        }
      if (!without)
        {
          g_autofree char *pictures = fixture_path (self, "out/images");

          gw_test_folder_free (g_steal_pointer (&pictures));
        }
    }
}

/* What this program wrote comes out the same, in every file. */
static void
test_same_bytes (Fixture *self, gconstpointer data)
{
  static const char *const names[] = {
    "train-annotations-bbox.csv",
    "train-annotations-human-imagelabels.csv",
    "train-annotations-object-segmentation.csv",
    "train-masks/sub/a_dog_00000001.png",
    "val-annotations-bbox.csv",
    "annotations-bbox.csv",
    "annotations-machine-imagelabels.csv",
    "class-descriptions.csv",
    "image_ids_and_rotation.csv",
  };
  g_autofree char *source = fixture_path (self, "in.gw.jsonl");
  g_autofree char *first = fixture_path (self, "first");
  g_autofree char *second = fixture_path (self, "second");

  write_round_trip (self);
  g_assert_true (fixture_convert (self, source, NULL, "open-images", "first", NULL));
  g_assert_true (fixture_convert (self, first, NULL, "open-images", "second", NULL));
  g_assert_true (fixture_convert (self, second, NULL, "open-images", "third", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      static const char *const folders[] = { "first", "second", "third" };
      g_autofree char *bytes[3] = { NULL };
      gsize n[3];

      g_test_message ("%s", names[i]);
      for (guint k = 0; k < 3; k++)
        {
          g_autofree char *path = g_build_filename (self->folder, folders[k], names[i], NULL);

          g_assert_true (g_file_get_contents (path, &bytes[k], &n[k], NULL));
        }
      /* The first is in the order of its source; reading has the images with labels first. */
      if (i < G_N_ELEMENTS (names) - 1)
        g_assert_cmpmem (bytes[0], n[0], bytes[1], n[1]);
      g_assert_cmpmem (bytes[1], n[1], bytes[2], n[2]);
      for (guint k = 1; k < 3; k++)
        g_free (g_steal_pointer (&bytes[k]));
    }
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  static const char text[] = HEAD
      "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"tags\":[\"night\"],\"objects\":["
      "{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"attributes\":{\"color\":\"red\"},\"flags\":[\"difficult\"],\"group\":3},"
      "{\"label\":\"cat\",\"bbox\":[11,12,30,4],\"angle\":30},"
      "{\"label\":\"cat\",\"rings\":[[[1,1],[9,1],[9,9]]]},"
      "{\"label\":\"cat\",\"ellipse\":[20,20,5,4,0]},"
      "{\"label\":\"cat\",\"points\":[[1,1,2]]},"
      "{\"label\":\"cat\",\"line\":[[1,1],[9,1]]}]}\n"
      "{\"image\":\"b.png\",\"width\":100,\"height\":50,\"annotator\":\"kim\",\"labels\":[\"cat\"]}\n"
      "{\"image\":\"c.png\",\"width\":100,\"height\":50,\"annotator\":\"kim\",\"objects\":["
      "{\"label\":\"cat\",\"bbox\":[1,2,3,4],\"attributes\":{\"IsInside\":\"false\"},\"flags\":[\"crowd\"],"
      "\"score\":0.5}]}\n";
  static const struct
  {
    const char *code;
    guint n;
  } losses[] = { { "loss-shape", 4 },  { "loss-rotation", 1 }, { "loss-attributes", 1 }, { "loss-flags", 1 },
                 { "loss-group", 1 },  { "loss-tags", 1 },     { "loss-author", 1 },     { "loss-score", 0 },
                 { "loss-labels", 0 }, { "loss-split", 0 },    { "loss-holes", 0 },      { "loss-parts", 0 } };
  g_autofree char *source = fixture_write (self, "labels.gw.jsonl", text);
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "open-images", "out", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_test_message ("%s", losses[i].code);
      g_assert_cmpuint (fixture_count (self, losses[i].code), ==, losses[i].n);
    }
  g_assert_true (fixture_read (self, "open-images", target, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_MASK), ==, 2);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_BOX), ==, 3);
  g_assert_cmpstr (gw_object_get_author (fixture_object (self, 1, 0)), ==, "kim");
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

/* --- real material ---------------------------------------------------------------------------------- */

/* The same boxes as COCO has them, within a hundredth of a pixel. */
static void
test_toy (Fixture *self, gconstpointer data)
{
  g_autofree char *coco = gw_test_data_path ("det-formats-toy/gts_coco_format/toy_example_coco.JSON");
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GPtrArray) records = NULL;
  guint n = 0;

  if (coco == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, coco, "coco", "open-images", "out", NULL));
  g_assert_true (fixture_read (self, "coco", coco, NULL));
  records = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "open-images", out, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, records->len);
  for (guint i = 0; i < self->records->len; i++)
    for (guint k = 0; k < records->len; k++)
      {
        const GwRecord *one = fixture_record (self, i), *other = g_ptr_array_index (records, k);

        if (!g_str_has_prefix (other->path, one->path))
          continue;
        g_assert_cmpuint (one->objects->len, ==, other->objects->len);
        for (guint j = 0; j < one->objects->len; j++, n++)
          g_assert_true (gw_shape_equal (gw_object_get_shape (g_ptr_array_index (one->objects, j)),
                                         gw_object_get_shape (g_ptr_array_index (other->objects, j)), 0.01));
      }
  g_assert_cmpuint (n, ==, 12);
}

/* Real masks, pixel for pixel. */
static void
test_camvid (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("seg-camvid");
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GPtrArray) records = NULL;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, source, "semantic-png", "open-images", "out", NULL));
  g_assert_false (gw_problems_have_loss (self->problems));
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  records = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "open-images", out, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 38);
  for (guint i = 0; i < self->records->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (records, i), *two = fixture_record (self, i);

      g_assert_cmpuint (one->objects->len, ==, two->objects->len);
      for (guint k = 0; k < one->objects->len; k++)
        g_assert_true (gw_shape_equal (gw_object_get_shape (g_ptr_array_index (one->objects, k)),
                                       gw_object_get_shape (g_ptr_array_index (two->objects, k)), 0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/open-images/bad-files", test_bad_files);
  FIXTURE_TEST ("/open-images/bad-hierarchy", test_bad_hierarchy);
  FIXTURE_TEST ("/open-images/bad-masks", test_bad_masks);
  FIXTURE_TEST ("/open-images/bad-rows", test_bad_rows);
  FIXTURE_TEST ("/open-images/box-without-mask", test_box_without_mask);
  FIXTURE_TEST ("/open-images/camvid", test_camvid);
  FIXTURE_TEST ("/open-images/classes", test_classes);
  FIXTURE_TEST ("/open-images/detect", test_detect);
  FIXTURE_TEST ("/open-images/escape", test_escape);
  FIXTURE_TEST ("/open-images/flags", test_flags);
  FIXTURE_TEST ("/open-images/hierarchy", test_hierarchy);
  FIXTURE_TEST ("/open-images/image-labels", test_image_labels);
  FIXTURE_TEST ("/open-images/list", test_list);
  FIXTURE_TEST ("/open-images/list-beside", test_list_beside);
  FIXTURE_TEST ("/open-images/losses", test_losses);
  FIXTURE_TEST ("/open-images/many-classes", test_many_classes);
  FIXTURE_TEST ("/open-images/masks", test_masks);
  FIXTURE_TEST ("/open-images/masks-with-boxes", test_masks_with_boxes);
  FIXTURE_TEST ("/open-images/names", test_names);
  FIXTURE_TEST ("/open-images/negatives", test_negatives);
  FIXTURE_TEST ("/open-images/read", test_read);
  FIXTURE_TEST ("/open-images/rotation", test_rotation);
  FIXTURE_TEST ("/open-images/round-trip", test_round_trip);
  FIXTURE_TEST ("/open-images/same-bytes", test_same_bytes);
  FIXTURE_TEST ("/open-images/scattered", test_scattered);
  FIXTURE_TEST ("/open-images/scores", test_scores);
  FIXTURE_TEST ("/open-images/sizes", test_sizes);
  FIXTURE_TEST ("/open-images/toy", test_toy);
  FIXTURE_TEST ("/open-images/without-header", test_without_header);

  return g_test_run ();
}
