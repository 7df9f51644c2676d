/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "gw-coco-files.h"
#include "gw-mask.h"

/* A file of one image of 10 × 5 and one category, with these annotations. */
static gboolean
read_annotations (Fixture *self, const char *annotations)
{
  g_autofree char *text = g_strdup_printf ("{\"images\":[{\"id\":7,\"file_name\":\"a.png\",\"width\":10,\"height\":5}],"
                                           "\"categories\":[{\"id\":0,\"name\":\"cat\"}],\"annotations\":[%s]}",
                                           annotations);
  gboolean done = fixture_read_text (self, "coco", text);

  if (done)
    fixture_assert_adds_up (self);
  return done;
}

#define BOX "\"bbox\":[1,1,2,2]"
#define HEAD "\"id\":1,\"image_id\":7,\"category_id\":0,"

static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *path = gw_test_data_path ("det-eval-coco100/instances_val2014_100.json");
  GwRecord *record;

  if (path == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "coco", path, NULL));
  g_assert_cmpuint (self->records->len, ==, 100);
  g_assert_cmpuint (self->counts.labels_given, ==, 839);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_MASK), ==, 9);
  fixture_assert_adds_up (self);

  record = fixture_record (self, 0);
  g_assert_cmpstr (record->path, ==, "COCO_val2014_000000001146.jpg");
  g_assert_cmpint (record->width, ==, 427);
  g_assert_cmpint (record->height, ==, 640);
  g_assert_nonnull (strstr (record->bag, "\"license\":3"));

  for (guint i = 0; i < self->records->len; i++)
    if (strcmp (fixture_record (self, i)->path, "COCO_val2014_000000000074.jpg") == 0)
      {
        GwObject *dog = NULL;

        for (guint k = 0; k < fixture_record (self, i)->objects->len; k++)
          if (strcmp (fixture_class (self, gw_object_get_class_id (fixture_object (self, i, k))), "dog") == 0)
            dog = fixture_object (self, i, k);
        g_assert_nonnull (dog);
        g_assert_cmpfloat (gw_object_get_shape (dog)->as.polygon.rings[0].points[0].x, ==, 321.02);
        g_assert_cmpfloat (gw_object_get_shape (dog)->as.polygon.rings[0].points[1].y, ==, 307.99);
        g_assert_cmpfloat_with_epsilon (gw_object_get_bounds (dog).x, 61.87, 1e-9);
        g_assert_cmpfloat_with_epsilon (gw_object_get_bounds (dog).height, 103.18, 1e-9);
      }
}

static void
test_supercategory (Fixture *self, gconstpointer data)
{
  GwClass *dog, *animal;
  const char *id;

  g_assert_true (fixture_read_text (self, "coco",
                                    "{\"images\":[],\"annotations\":[],\"categories\":["
                                    "{\"id\":18,\"name\":\"dog\",\"supercategory\":\"animal\"},"
                                    "{\"id\":1,\"name\":\"person\",\"supercategory\":\"person\"},"
                                    "{\"id\":0,\"name\":\"cup\",\"supercategory\":\"none\"}]}"));
  g_assert_cmpuint (self->head->classes->len, ==, 4);
  dog = gw_record_head_find_class_by_name (self->head, "dog");
  animal = gw_record_head_find_class_by_name (self->head, "animal");
  g_assert_cmpint (gw_class_get_parent_id (dog), ==, gw_class_get_id (animal));
  g_assert_true (gw_class_get_alias (dog, "coco", &id, NULL));
  g_assert_cmpstr (id, ==, "18");
  g_assert_cmpint (gw_class_get_parent_id (gw_record_head_find_class_by_name (self->head, "person")), ==, 0);
}

/* What a file says of area and box stays, for those who ask, though its polygon
 * tells other numbers or the same.
 */
static void
test_given (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "given",
                                         "{\"images\":[{\"id\":7,\"file_name\":\"a.png\",\"width\":10,\"height\":5}],"
                                         "\"categories\":[{\"id\":0,\"name\":\"cat\"}],\"annotations\":[{" HEAD
                                         "\"area\":5.25,\"bbox\":[1,1,2.9,2],\"segmentation\":[[1,1,4,1,4,3,1,3]]}]}");
  const GwReadOptions options = { .keep_given = TRUE };
  g_autofree char *area = NULL;
  g_autofree char *bbox = NULL;
  g_autoptr (GwJsonMembers) bag = NULL;

  g_assert_true (fixture_read (self, "coco", path, &options));
  bag = gw_json_members_open_bag (gw_object_get_bag (fixture_object (self, 0, 0)), "coco");
  area = gw_json_members_dup (bag, "area");
  bbox = gw_json_members_dup (bag, "bbox");
  g_assert_cmpstr (area, ==, "5.25");
  g_assert_cmpstr (bbox, ==, "[1,1,2.9,2]");

  g_assert_true (fixture_read (self, "coco", path, NULL));
  g_assert_null (gw_object_get_bag (fixture_object (self, 0, 0)));
}

static void
test_shapes (Fixture *self, gconstpointer data)
{
  const GwShape *shape;

  g_assert_true (read_annotations (
      self,
      "{" HEAD "\"bbox\":[1,1,2,2],\"iscrowd\":0,\"score\":0.5},"
      "{\"id\":2,\"image_id\":7,\"category_id\":0,\"segmentation\":[[1,1,4,1,4,3,1,3]],\"area\":99},"
      "{\"id\":3,\"image_id\":7,\"category_id\":0,\"iscrowd\":1,\"segmentation\":{\"size\":[5,10],\"counts\":[16,4,30]}},"
      "{\"id\":4,\"image_id\":7,\"category_id\":0,\"segmentation\":{\"size\":[5,10],\"counts\":\"`04n0\"},"
      "\"keypoints\":[1,1,2]},"
      "{\"id\":5,\"image_id\":7,\"category_id\":0,\"keypoints\":[1,1,2,0,0,0,3,2,1],\"num_keypoints\":2,\"bbox\":[1,1,2,1]},"
      "{\"id\":6,\"image_id\":7,\"category_id\":0,\"bbox\":[2,1,4,2],\"segmentation\":[],"
      "\"attributes\":{\"rotation\":90,\"occluded\":true,\"color\":\"red\",\"n\":3.5},\"extra\":{\"a\":[1, 2]}}"));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 5); /* the two masks are the same */
  g_assert_cmpuint (fixture_count (self, "object-duplicate"), ==, 1);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 0)), ==, 0.5);

  shape = gw_object_get_shape (fixture_object (self, 0, 1));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYGON);
  shape = gw_object_get_shape (fixture_object (self, 0, 2));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK);
  g_assert_cmpuint (gw_mask_area (&shape->as.mask), ==, 4);
  g_assert_true (gw_mask_contains (&shape->as.mask, 3, 1));
  g_assert_true (gw_object_get_flags (fixture_object (self, 0, 2)) & GW_OBJECT_CROWD);
  shape = gw_object_get_shape (fixture_object (self, 0, 3));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POINTS);
  g_assert_cmpuint (shape->as.points.n_points, ==, 3);
  g_assert_cmpint (shape->as.points.points[1].visibility, ==, GW_VISIBILITY_ABSENT);
  shape = gw_object_get_shape (fixture_object (self, 0, 4));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat (shape->as.rotated.cx, ==, 4);
  g_assert_cmpfloat (shape->as.rotated.angle, ==, 90);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 4), "color"), ==, "red");
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 4), "n"), ==, "3.5");
  g_assert_null (gw_object_get_attribute (fixture_object (self, 0, 4), "rotation"));
  g_assert_true (gw_object_get_flags (fixture_object (self, 0, 4)) & GW_OBJECT_OCCLUDED);
  g_assert_cmpstr (gw_object_get_bag (fixture_object (self, 0, 4)), ==, "{\"coco\":{\"extra\":{\"a\":[1, 2]}}}");
}

/* A box that the shape does not tell goes through; the bounds that it belongs
 * to are written short.
 */
static void
test_box_of_its_own (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.json",
      "{\"images\":[{\"id\":7,\"file_name\":\"a.jpg\",\"width\":10,\"height\":5}],\"categories\":[{\"id\":0,\"name\":\"cat\"}],"
      "\"annotations\":[{" HEAD "\"segmentation\":[[0.1,0.7,0.3,0.7,0.3,0.8]],\"bbox\":[2,1,4,2]}]}");
  g_autofree char *text = NULL;

  g_assert_true (fixture_read (self, "coco", path, NULL));
  g_assert_cmpstr (gw_object_get_bag (fixture_object (self, 0, 0)), ==,
                   "{\"coco\":{\"bbox\":[2,1,4,2],\"bbox_of\":[0.1,0.7,0.2,0.1]}}");
  g_assert_true (fixture_convert (self, path, "coco", "coco", "out", NULL));
  text = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (text, "\"bbox\":[2,1,4,2]"));
}

/* --- skeletons --- */

static void
test_points_beside_an_outline (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.json",
      "{\"images\":[{\"id\":7,\"file_name\":\"a.jpg\",\"width\":100,\"height\":50}],"
      "\"categories\":[{\"id\":1,\"name\":\"person\"}],\"annotations\":["
      "{\"id\":1,\"image_id\":7,\"category_id\":1,\"bbox\":[1,1,3,2],\"segmentation\":[[1,1,4,1,4,3,1,3]],"
      "\"keypoints\":[2,2,2,0,0,0,3,2,1],\"num_keypoints\":2},"
      "{\"id\":2,\"image_id\":7,\"category_id\":1,\"bbox\":[50,10,40,30],\"keypoints\":[60,20,2,0,0,0,70,30,1],"
      "\"num_keypoints\":2,\"area\":900}]}");
  g_autofree char *text = NULL;

  g_assert_true (fixture_read (self, "coco", path, NULL));
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 0))->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_true (fixture_convert (self, path, "coco", "coco", "out", NULL));
  text = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (text, "\"keypoints\":[2,2,2,0,0,0,3,2,1],\"num_keypoints\":2"));
  /* Their area is that of the box that came with them. */
  g_assert_nonnull (strstr (text, "\"bbox\":[50,10,40,30],\"area\":1200,"));
}

#define CATEGORIES(text) \
  "{\"images\":[{\"id\":7,\"file_name\":\"a.jpg\",\"width\":10,\"height\":5}],\"categories\":[" text \
  "],\"annotations\":[{\"id\":1,\"image_id\":7,\"category_id\":1,\"keypoints\":[1,1,2,0,0,0,3,2,1]," \
  "\"num_keypoints\":2,\"bbox\":[1,1,2,1]}]}"

static GwSkeleton *
get_skeleton (Fixture *self)
{
  return gw_class_get_skeleton (g_ptr_array_index (self->head->classes, 0));
}

static void
test_skeleton (Fixture *self, gconstpointer data)
{
  static const char category[] = "{\"id\":1,\"name\":\"person\",\"supercategory\":\"animal\",\"keypoints\":[\"nose\","
                                 "\"left_eye\",\"right_eye\"],\"skeleton\":[[3,1],[1,2]],\"isthing\":1}";
  g_autofree char *given = g_strdup_printf (CATEGORIES ("%s"), category);
  g_autofree char *path = fixture_write (self, "in.json", given);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autofree char *out = NULL;
  GwSkeleton *skeleton;

  g_assert_true (fixture_read (self, "coco", path, NULL));
  g_assert_cmpuint (fixture_count (self, "skeleton-invalid"), ==, 0);
  skeleton = get_skeleton (self);
  g_assert_nonnull (skeleton);
  g_assert_cmpuint (gw_skeleton_get_n_points (skeleton), ==, 3);
  g_assert_cmpstr (gw_skeleton_get_name (skeleton, 2), ==, "right_eye");
  g_assert_true (gw_skeleton_has_edge (skeleton, 0, 2));
  g_assert_false (gw_skeleton_has_edge (skeleton, 1, 2));

  g_assert_true (fixture_convert (self, path, "coco", "coco", "out", NULL));
  text = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (text, category));
  g_assert_nonnull (strstr (text, "\"keypoints\":[1,1,2,0,0,0,3,2,1],\"num_keypoints\":2"));

  /* By way of the lossless form it is the same. */
  g_assert_true (
      fixture_convert (self, path, "coco", "gw-jsonl", "out.gw.jsonl", &(GwWriteOptions) { .lossless = TRUE }));
  out = fixture_path (self, "out.gw.jsonl");
  g_assert_true (fixture_convert (self, out, "gw-jsonl", "coco", "out-2", NULL));
  again = fixture_load (self, "out-2/annotations.json");
  g_assert_nonnull (strstr (again, "\"keypoints\":[\"nose\",\"left_eye\",\"right_eye\"],\"skeleton\":[[3,1],[1,2]]"));
}

/* What cannot be used is told of and kept; lines one by one. */
static void
test_bad_skeletons (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *members;
    guint n_told;
    int n_edges; /* -1: no skeleton */
  } bad[] = {
    { "\"keypoints\":[],\"skeleton\":[]", 0, -1 },
    { "\"keypoints\":[ ]", 0, -1 },
    { "\"skeleton\":[[1,2]]", 0, -1 },
    { "\"keypoints\":[\"a\",\"a\"],\"skeleton\":[[1,2]]", 1, -1 },
    { "\"keypoints\":[\"a\",\"\"]", 1, -1 },
    { "\"keypoints\":\"a\"", 1, -1 },
    { "\"keypoints\":[\"a\",7]", 1, -1 },
    { "\"keypoints\":{\"a\":[\"b\"]}", 1, -1 },
    { "\"keypoints\":[\"a\",\"b\"],\"skeleton\":[[1,2],[1,3],[2,2],[99999999999,1],[-1,2],7,[[1]],[1,2,1]]", 1, 1 },
    { "\"keypoints\":[\"a\",\"b\"],\"skeleton\":{\"x\":1}", 0, 0 },
    { "\"keypoints\":[\"a\",\"b\"],\"skeleton\":[[0,1]]", 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strdup_printf ("in-%zu.json", i);
      g_autofree char *target = g_strdup_printf ("out-%zu", i);
      g_autofree char *inner = g_strdup_printf ("%s/annotations.json", target);
      g_autofree char *given = g_strdup_printf (CATEGORIES ("{\"id\":1,\"name\":\"p\",%s}"), bad[i].members);
      g_autofree char *path = fixture_write (self, name, given);
      g_autofree char *text = NULL;
      guint n_edges = 0;

      g_test_message ("%s", bad[i].members);
      g_assert_true (fixture_read (self, "coco", path, NULL));
      g_assert_cmpuint (fixture_count (self, "skeleton-invalid"), ==, bad[i].n_told);
      fixture_assert_adds_up (self);
      if (bad[i].n_edges >= 0)
        {
          g_assert_nonnull (get_skeleton (self));
          gw_skeleton_get_edges (get_skeleton (self), &n_edges);
          g_assert_cmpuint (n_edges, ==, (guint) bad[i].n_edges);
          continue;
        }
      g_assert_null (get_skeleton (self));
      g_assert_true (fixture_convert (self, path, "coco", "coco", target, NULL));
      text = fixture_load (self, inner);
      g_assert_nonnull (strstr (text, bad[i].members));
    }
}

/* Far more than there may be is refused without being gathered. */
static void
test_huge_skeleton (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"images\":[],\"annotations\":[],\"categories\":["
                                           "{\"id\":1,\"name\":\"p\",\"keypoints\":[\"p\"");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, ",\"%u\"", i);
  g_string_append (text, "],\"skeleton\":[[1,2]");
  for (guint i = 0; i < 200000; i++)
    g_string_append (text, ",[1,2]");
  g_string_append (text, "]}]}");
  path = fixture_write (self, "in.json", text->str);
  g_assert_true (fixture_read (self, "coco", path, NULL));
  g_assert_cmpuint (fixture_count (self, "skeleton-invalid"), ==, 1);
  g_assert_null (get_skeleton (self));
}

/* Rings of one annotation are united, not even-odd. */
static void
test_union (Fixture *self, gconstpointer data)
{
  const GwShape *shape;

  g_assert_true (read_annotations (self, "{" HEAD "\"segmentation\":[[0,0,4,0,4,4,0,4],[2,2,5,2,5,5,2,5],"
                                         "[7,1,9,1,9,3]]}"));
  shape = gw_object_get_shape (fixture_object (self, 0, 0));
  g_assert_cmpuint (shape->as.polygon.n_rings, ==, 2);
  g_assert_cmpfloat_with_epsilon (gw_shape_area (shape), 16 + 9 - 4 + 2, 1e-9);
}

/* Each bad entry, what it is called, and how many objects are left. */
static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *annotation;
    const char *code;
    guint left;
  } cases[] = {
    { "{" HEAD "\"bbox\":[1,1,0,2]}", "box-degenerate", 0 },
    { "{" HEAD "\"bbox\":[1,1,-2,2]}", "box-degenerate", 0 },
    { "{" HEAD "\"area\":3}", "box-degenerate", 0 },
    { "{" HEAD "\"bbox\":[1,1,NaN,2]}", "coord-not-finite", 0 },
    { "{" HEAD "\"bbox\":[1,1,Infinity,2]}", "coord-not-finite", 0 },
    { "{" HEAD "\"bbox\":[1,1,2e15,2]}", "coord-out-of-range", 0 },
    { "{" HEAD "\"bbox\":[1,1,\"2\",2]}", "value-type", 0 },
    { "{" HEAD "\"bbox\":[1,1,2]}", "value-type", 0 },
    { "{" HEAD "\"bbox\":{}}", "value-type", 0 },
    { "{" HEAD "\"bbox\":[8,1,4,2]}", "box-outside", 1 },
    { "{" HEAD "\"bbox\":[20,1,4,2]}", "box-outside", 0 },
    { "{\"id\":1,\"category_id\":0," BOX "}", "id-dangling", 0 },
    { "{\"id\":1,\"image_id\":7," BOX "}", "id-dangling", 0 },
    { "{\"id\":1,\"image_id\":8,\"category_id\":0," BOX "}", "id-dangling", 0 },
    { "{\"id\":1,\"image_id\":7,\"category_id\":1," BOX "}", "id-dangling", 0 },
    { "{\"id\":1,\"image_id\":7.5,\"category_id\":0," BOX "}", "id-dangling", 0 },
    { "{" HEAD BOX "},{" HEAD "\"bbox\":[3,1,2,2]}", "id-duplicate", 2 },
    { "{" HEAD BOX "},{\"id\":2,\"image_id\":7,\"category_id\":0," BOX "}", "object-duplicate", 1 },
    { "{" HEAD BOX "," BOX "}", "key-duplicate", 1 },
    { "{" HEAD BOX ",\"segmentation\":[[1,1,2,2]]}", "ring-short", 1 },
    { "{" HEAD "\"segmentation\":[[1,1,2,2]]}", "ring-short", 0 },
    { "{" HEAD "\"segmentation\":[[1,1,1,1,2,2]]}", "ring-short", 0 },
    { "{" HEAD BOX ",\"segmentation\":[[1,1,2,2,3,1,4]]}", "ring-odd", 1 },
    { "{" HEAD "\"segmentation\":[[1,1,4,1,4,1,4,3,1,3,1,1]]}", "ring-point-dropped", 1 },
    { "{" HEAD "\"segmentation\":[[0,0,4,4,4,0,0,4]]}", "ring-selfcross", 1 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":[16,4,31]}}", "rle-sum", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":\"`04n0!\"}}", "rle-char", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":\"`04n\"}}", "rle-short", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":\"`0\"}}", "rle-sum", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":[50]}}", "segment-empty", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[10,5],\"counts\":[16,4,30]}}", "rle-order-suspect", 1 },
    { "{" HEAD "\"segmentation\":{\"size\":[4,4],\"counts\":[5,2,9]}}", "mask-size", 0 },
    { "{" HEAD "\"segmentation\":{\"counts\":[5,2,9]}}", "value-type", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":[-1,51]}}", "rle-sum", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":[1.5,48.5]}}", "rle-sum", 0 },
    { "{" HEAD "\"segmentation\":{\"size\":[5,10],\"counts\":[1e16,1]}}", "rle-sum", 0 },
    { "{" HEAD "\"segmentation\":\"x\"}", "value-type", 0 },
    { "{" HEAD BOX ",\"score\":1.5}", "score-range", 1 },
    { "{" HEAD BOX ",\"score\":\"x\"}", "score-not-finite", 1 },
    { "{" HEAD BOX ",\"keypoints\":[1,2]}", "value-type", 1 },
    { "7", "value-type", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].annotation);
      if (strcmp (cases[i].annotation, "7") == 0)
        {
          g_assert_true (fixture_read_text (self, "coco", "{\"images\":[],\"annotations\":[7]}"));
          g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
          continue;
        }
      g_assert_true (read_annotations (self, cases[i].annotation));
      g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, cases[i].left);
    }
}

static void
test_bad_tables (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (
      self, "coco",
      "{\"annotations\":[{\"id\":0,\"image_id\":\"b\",\"category_id\":\"x\",\"bbox\":[1,1,2,2]},"
      "{\"id\":1,\"image_id\":1,\"category_id\":3,\"bbox\":[1,1,2,2]}],"
      "\"images\":[{\"id\":\"b\",\"file_name\":\"b.png\",\"width\":10,\"height\":10},"
      "{\"id\":1,\"file_name\":\"c\\\\d.png\",\"width\":\"x\",\"height\":10},"
      "{\"id\":1,\"file_name\":\"e.png\"},{\"id\":2},{\"file_name\":\"f.png\"}],"
      "\"categories\":[{\"id\":\"x\",\"name\":\"cat \"},{\"id\":3,\"name\":\"cat\"},{\"id\":3,\"name\":\"dog\"},"
      "{\"id\":4,\"name\":\"  \"},{\"name\":\"z\"}]}"));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "c/d.png");
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-trimmed"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-duplicate"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "id-duplicate"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "id-type"), ==, 3);
  g_assert_cmpuint (fixture_count (self, "size-missing"), >=, 1);
}

static void
test_unusable (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "{\"images\":[{\"id\":1,", "truncated-file" },
    { "{\"images\":[1,]}", "json-syntax" },
    { "", "truncated-file" },
    { "[]", NULL },
    { "{}", NULL },
    { "{\"images\":3}", NULL },
  };
  g_autoptr (GString) deep = g_string_new ("{\"images\":");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (fixture_read_text (self, "coco", cases[i].text));
      g_assert_nonnull (strstr (self->error->message, "source"));
      if (cases[i].code != NULL)
        g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
    }

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_false (fixture_read_text (self, "coco", deep->str));
  g_assert_cmpuint (fixture_count (self, "json-depth"), ==, 1);
}

static void
test_paths (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "coco",
                                    "{\"annotations\":[],\"images\":["
                                    "{\"id\":1,\"file_name\":\"../../etc/passwd\",\"width\":1,\"height\":1},"
                                    "{\"id\":2,\"file_name\":\"C:\\\\x\\\\y.png\",\"width\":1,\"height\":1},"
                                    "{\"id\":3,\"file_name\":\"a\\u0001.png\",\"width\":1,\"height\":1},"
                                    /* Not cut where the NUL is: that is the name of another file. */
                                    "{\"id\":4,\"file_name\":\"a\\u0000.png\",\"width\":1,\"height\":1}]}"));
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 4);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "etc/passwd");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "x/y.png");
  fixture_assert_adds_up (self);
}

/* What is given twice is told of, and so are names that may be one. */
static void
test_twice (Fixture *self, gconstpointer data)
{
  g_assert_true (fixture_read_text (self, "coco",
                                    "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"file_name\":\"b.png\","
                                    "\"width\":9,\"height\":9,\"width\":8}],\"annotations\":[],\"categories\":["
                                    "{\"id\":1,\"name\":\"traffic light\"},{\"id\":2,\"name\":\"Traffic  Light\"},"
                                    "{\"id\":3,\"name\":\"traffic sign\"}]}"));
  g_assert_cmpuint (fixture_count (self, "key-duplicate"), ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "b.png");
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 8);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpuint (fixture_count (self, "class-similar"), ==, 1);
}

static void
write_many (Fixture *self, const char *stem, const char *suffix, guint n, const char *text)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("set/%s%u%s", stem, i, suffix);

      g_free (fixture_write (self, name, text));
    }
}

/* --- writing -------------------------------------------------------------------- */

/* Under many names: whichever way the folder is read, hundreds of pictures come
 * before some of them.
 */
static void
test_alone_among_pictures (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");

  write_many (self, "a", ".jpg", 1400, "");
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("set/labels-%u.json", i);
      g_autofree char *path = fixture_write (self, name, "{\"images\":[{\"id\":7,\"file_name\":\"a1.jpg\"}]}");
      g_autoptr (GPtrArray) files = gw_coco_files_find (folder);

      g_assert_cmpuint (files->len, ==, 1);
      g_assert_cmpstr (((GwCocoFile *) g_ptr_array_index (files, 0))->file, ==, path);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* Where there are more than are looked at, another might be meant as well. */
static void
test_alone_among_too_many (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) files = NULL;

  write_many (self, "a", ".json", 300, "{}");
  path = fixture_write (self, "set/labels.json", "{\"images\":[{\"id\":7,\"file_name\":\"a1.jpg\"}]}");
  write_many (self, "b", ".json", 300, "{}");
  files = gw_coco_files_find (folder);
  g_assert_cmpuint (files->len, ==, 0);
}

/* Half of the way the file is read, and half its images are given. */
static void
test_progress (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":9,\"height\":9},"
                             "{\"id\":2,\"file_name\":\"b.png\",\"width\":9,\"height\":9}],"
                             "\"categories\":[],\"annotations\":[]}";
  g_autofree char *source = fixture_write (self, "a.json", text);

  fixture_assert_progress (self, "coco", source, 0.5, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/coco/reads-a-real-file", test_real);
  FIXTURE_TEST ("/coco/makes-supercategories-parents", test_supercategory);
  FIXTURE_TEST ("/coco/keeps-what-is-given", test_given);
  FIXTURE_TEST ("/coco/reads-every-shape", test_shapes);
  FIXTURE_TEST ("/coco/box-of-its-own", test_box_of_its_own);
  FIXTURE_TEST ("/coco/unites-rings", test_union);
  FIXTURE_TEST ("/coco/names-each-bad-annotation", test_bad);
  FIXTURE_TEST ("/coco/names-bad-images-and-categories", test_bad_tables);
  FIXTURE_TEST ("/coco/refuses-what-is-no-coco", test_unusable);
  FIXTURE_TEST ("/coco/keeps-paths-inside", test_paths);
  FIXTURE_TEST ("/coco/given-twice", test_twice);
  FIXTURE_TEST ("/coco/points-beside-an-outline", test_points_beside_an_outline);
  FIXTURE_TEST ("/coco/keeps-skeletons", test_skeleton);
  FIXTURE_TEST ("/coco/tells-of-bad-skeletons", test_bad_skeletons);
  FIXTURE_TEST ("/coco/refuses-huge-skeletons", test_huge_skeleton);
  FIXTURE_TEST ("/coco/finds-a-file-among-pictures", test_alone_among_pictures);
  FIXTURE_TEST ("/coco/tells-how-far-it-is", test_progress);
  FIXTURE_TEST ("/coco/takes-none-of-too-many", test_alone_among_too_many);

  return g_test_run ();
}
