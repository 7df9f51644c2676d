/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "gw-cityscapes-labels.h"
#include "gw-mask.h"

#define W 16
#define H 8
#define NAME "train/aachen/aachen_000001_000019"

static void
write_text (Fixture *self, const char *name, const char *text)
{
  g_free (fixture_write (self, name, text));
}

/* One picture of 16 × 8 with outlines, in its place. objects: what stands in the list. */
static char *
write_set (Fixture *self, const char *objects)
{
  g_autofree char *text = g_strdup_printf ("{\"imgHeight\":%d,\"imgWidth\":%d,\"objects\":[%s]}", H, W, objects);

  write_text (self, "set/gtFine/" NAME "_gtFine_polygons.json", text);
  fixture_picture (self, "set/leftImg8bit/" NAME "_leftImg8bit.png", W, H);
  return fixture_path (self, "set");
}

static void
read_set (Fixture *self, const char *objects)
{
  g_autofree char *source = write_set (self, objects);

  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  fixture_assert_adds_up (self);
}

static const char *
get_class (Fixture *self, guint i)
{
  return fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, i)));
}

#define ROAD "{\"label\":\"road\",\"polygon\":[[0,4],[16,4],[16,8],[0,8]]}"
#define CAR "{\"label\":\"car\",\"polygon\":[[2,3],[6.5,3],[6.5,6],[2,6]]}"

static void
test_read (Fixture *self, gconstpointer data)
{
  GwClass *car;
  const char *id;

  read_set (self, ROAD "," CAR ",{\"label\":\"sky\",\"polygon\":[[0,0],[1,0],[1,1]],\"deleted\":1},"
                       "{\"label\":\"persongroup\",\"polygon\":[[10,2],[12,2],[12,5],[10,5]],\"verified\":0,"
                       "\"user\":\"kim\",\"date\":\"1-Jan-2016 10:00:00\",\"id\":7},"
                       "{\"label\":\"polegroup\",\"polygon\":[[13,0],[14,0],[14,8]],\"deleted\":0}");
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, NAME "_leftImg8bit.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpint (fixture_record (self, 0)->width, ==, W);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  fixture_assert_box (self, 0, 0, 0, 4, 16, 4);
  fixture_assert_box (self, 0, 1, 2, 3, 4.5, 3);
  g_assert_cmpstr (get_class (self, 2), ==, "person");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 2)), ==, GW_OBJECT_CROWD);
  g_assert_cmpstr (gw_object_get_author (fixture_object (self, 0, 2)), ==, "kim");
  g_assert_cmpstr (gw_object_get_bag (fixture_object (self, 0, 2)), ==,
                   "{\"cityscapes\":{\"verified\":0,\"date\":\"1-Jan-2016 10:00:00\",\"id\":7}}");
  /* A group that is a class is no crowd. */
  g_assert_cmpstr (get_class (self, 3), ==, "polegroup");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 3)), ==, 0);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (gw_object_get_z (fixture_object (self, 0, i)), ==, (int) i);
  g_assert_cmpuint (self->head->classes->len, ==, 4);
  car = gw_record_head_find_class_by_name (self->head, "car");
  g_assert_cmpuint (gw_class_get_color (car), ==, 0x00008e);
  g_assert_true (gw_class_get_alias (car, "cityscapes", &id, NULL));
  g_assert_cmpstr (id, ==, "26");
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

/* Ids by the published list, and those that are trained on. */
static void
test_labels (Fixture *self, gconstpointer data)
{
  static const char *const trained[] = { "road", "sidewalk",      "building",     "wall",       "fence",
                                         "pole", "traffic light", "traffic sign", "vegetation", "terrain",
                                         "sky",  "person",        "rider",        "car",        "truck",
                                         "bus",  "train",         "motorcycle",   "bicycle" };
  gsize n;
  const GwCityscapesLabel *labels = gw_cityscapes_labels_list (&n);
  guint n_trained = 0, n_things = 0;

  g_assert_cmpuint (n, ==, 35);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpint (labels[i].id, ==, i < 34 ? (int) i : -1);
      g_assert_true (gw_cityscapes_label_find (labels[i].name) == &labels[i]);
      n_things += gw_cityscapes_label_is_thing (&labels[i]) ? 1 : 0;
      n_trained += labels[i].train_id != 255 ? 1 : 0;
    }
  g_assert_cmpuint (n_trained, ==, G_N_ELEMENTS (trained));
  g_assert_cmpuint (n_things, ==, 10);
  for (guint i = 0; i < G_N_ELEMENTS (trained); i++)
    g_assert_cmpint (gw_cityscapes_label_find (trained[i])->train_id, ==, (int) i);
  g_assert_cmpint (gw_cityscapes_label_find ("polegroup")->id, ==, 18);
  g_assert_cmpint (gw_cityscapes_label_find ("bicycle")->id, ==, 33);
  g_assert_null (gw_cityscapes_label_find_id (-1));
}

/* gtFine itself, one file, gtCoarse, and files without the usual folders. */
static void
test_layouts (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"imgHeight\":8,\"imgWidth\":16,\"objects\":[" ROAD "]}";
  static const struct
  {
    const char *file;
    const char *picture;
    const char *source;
    const char *path;
    const char *split;
  } cases[] = {
    { "gtFine/val/ulm/ulm_000001_000002_gtFine_polygons.json", "leftImg8bit/val/ulm/ulm_000001_000002_leftImg8bit.png",
      "", "val/ulm/ulm_000001_000002_leftImg8bit.png", "val" },
    { "gtFine/val/ulm/ulm_000001_000002_gtFine_polygons.json", "leftImg8bit/val/ulm/ulm_000001_000002_leftImg8bit.png",
      "gtFine", "val/ulm/ulm_000001_000002_leftImg8bit.png", "val" },
    { "gtFine/val/ulm/ulm_000001_000002_gtFine_polygons.json", "leftImg8bit/val/ulm/ulm_000001_000002_leftImg8bit.png",
      "gtFine/val/ulm/ulm_000001_000002_gtFine_polygons.json", "val/ulm/ulm_000001_000002_leftImg8bit.png", "val" },
    { "gtCoarse/train_extra/x/x_000001_000002_gtCoarse_polygons.json", NULL, "",
      "train_extra/x/x_000001_000002_leftImg8bit.png", "train_extra" },
    { "gtFine_trainvaltest/gtFine/val/ulm/ulm_000001_000002_gtFine_polygons.json",
      "leftImg8bit_trainvaltest/leftImg8bit/val/ulm/ulm_000001_000002_leftImg8bit.png", "",
      "leftImg8bit_trainvaltest/leftImg8bit/val/ulm/ulm_000001_000002_leftImg8bit.png", "val" },
    { "a_gtFine_polygons.json", "a_leftImg8bit.png", "", "a_leftImg8bit.png", NULL },
    { "a_gtFine_polygons.json", "a.jpg.png", "", "a", NULL },
    { "a_polygons.json", "a.png", "", "a.png", NULL },
    { "train/a_polygons.json", "other/a.png", "", "other/a.png", "train" },
    { "any.json", "any.png", "any.json", "any.png", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_strdup_printf ("case%u", i);
      g_autofree char *file = g_build_filename (folder, cases[i].file, NULL);
      g_autofree char *picture = cases[i].picture != NULL ? g_build_filename (folder, cases[i].picture, NULL) : NULL;
      g_autofree char *path = g_build_filename (folder, cases[i].source, NULL);
      g_autofree char *source = fixture_path (self, path);
      GwDetection detection = { 0 };

      g_test_message ("%s", cases[i].file);
      write_text (self, file, text);
      if (picture != NULL)
        fixture_picture (self, picture, W, H);
      g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "cityscapes");
      g_assert_true (fixture_read (self, "cityscapes", source, NULL));
      g_assert_cmpuint (self->records->len, >=, 1);
      g_assert_cmpstr (fixture_record (self, 0)->path, ==, cases[i].path);
      g_assert_cmpstr (fixture_record (self, 0)->split, ==, cases[i].split);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
    }
}

/* Of fine and coarse labels the fine ones. */
static void
test_coarse (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, ROAD);
  g_autofree char *coarse = fixture_path (self, "set/gtCoarse");

  write_text (self, "set/gtCoarse/" NAME "_gtCoarse_polygons.json", "{\"objects\":[" CAR "," CAR "]}");
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpstr (get_class (self, 0), ==, "road");
  g_assert_true (fixture_read (self, "cityscapes", coarse, NULL));
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 0);
  g_assert_cmpstr (get_class (self, 0), ==, "car");
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, NAME "_leftImg8bit.png");
}

/* Pictures that nobody has labeled are images too. */
static void
test_unlabeled (Fixture *self, gconstpointer data)
{
  const GwReadOptions negative = { .empty_means = GW_EMPTY_NEGATIVE };
  g_autofree char *source = NULL;

  fixture_picture (self, "set/leftImg8bit/test/bonn/bonn_000001_000019_leftImg8bit.png", W, H);
  source = write_set (self, ROAD);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (fixture_read (self, "cityscapes", source, i == 0 ? NULL : &negative));
      g_assert_cmpuint (self->records->len, ==, 2);
      g_assert_cmpstr (fixture_record (self, 0)->split, ==, "test");
      g_assert_cmpint (fixture_record (self, 0)->labeled, ==, i == 1);
      g_assert_true (fixture_record (self, 1)->labeled);
    }
}

/* --- pictures of numbers ----------------------------------------------------------------------- */

/* Road (7) without objects, two cars (26), a crowd of cars, a number that is none. */
static const guint16 numbers[W * H] = {
  0, 0,     0,     0,     0, 0, 0,     0,     0, 0, 0,  0,  0, 0, 0,  0, /**/
  0, 26000, 26000, 0,     0, 0, 26001, 26001, 0, 0, 26, 26, 0, 0, 40, 0, /**/
  0, 26000, 26000, 26000, 0, 0, 26001, 26001, 0, 0, 26, 26, 0, 0, 0,  0, /**/
  7, 7,     7,     7,     7, 7, 7,     7,     7, 7, 7,  7,  7, 7, 7,  7, /**/
};

static void
write_numbers (Fixture *self, const char *name, gboolean instances)
{
  guint8 wide[W * H * 2], narrow[W * H];

  for (guint i = 0; i < W * H; i++)
    {
      wide[2 * i] = (guint8) (numbers[i] >> 8);
      wide[2 * i + 1] = (guint8) numbers[i];
      narrow[i] = (guint8) (numbers[i] >= 1000 ? numbers[i] / 1000 : numbers[i]);
    }
  fixture_png (self, name,
               &(FixturePng) { W, H, instances ? 16 : 8, PNG_COLOR_TYPE_GRAY, .rows = instances ? wide : narrow });
}

static guint64
get_area (Fixture *self, guint i)
{
  const GwShape *shape = gw_object_get_shape (fixture_object (self, 0, i));

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK);
  return gw_mask_area (&shape->as.mask);
}

static void
test_numbers (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  write_numbers (self, "set/gtFine/" NAME "_gtFine_labelIds.png", FALSE);
  fixture_picture (self, "set/leftImg8bit/" NAME "_leftImg8bit.png", W, H);
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  g_assert_cmpstr (get_class (self, 0), ==, "road");
  g_assert_cmpuint (get_area (self, 0), ==, 16);
  g_assert_cmpstr (get_class (self, 1), ==, "car");
  g_assert_cmpuint (get_area (self, 1), ==, 13);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, 0);
  g_assert_cmpuint (fixture_count (self, "class-index-range"), ==, 1);

  g_assert_true (fixture_read (self, "cityscapes", source, &(GwReadOptions) { .regions = GW_REGIONS_SPLIT }));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  g_assert_cmpuint (get_area (self, 0), ==, 16);
  for (guint i = 1; i < 4; i++)
    {
      g_assert_cmpstr (get_class (self, i), ==, "car");
      g_assert_cmpuint (get_area (self, i), ==, i == 1 ? 5 : 4);
      g_assert_cmpint (gw_object_get_z (fixture_object (self, 0, i)), ==, i);
    }

  write_numbers (self, "set/gtFine/" NAME "_gtFine_instanceIds.png", TRUE);
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  g_assert_cmpstr (get_class (self, 0), ==, "road");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 0)), ==, 0);
  g_assert_cmpstr (get_class (self, 1), ==, "car");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, GW_OBJECT_CROWD);
  g_assert_cmpuint (get_area (self, 1), ==, 4);
  g_assert_cmpuint (get_area (self, 2), ==, 5);
  g_assert_cmpuint (get_area (self, 3), ==, 4);
  fixture_assert_box (self, 0, 2, 1, 1, 3, 2);

  /* Each connected region by itself, but what is an object anyway. */
  g_assert_true (fixture_read (self, "cityscapes", source, &(GwReadOptions) { .regions = GW_REGIONS_SPLIT }));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);

  /* Outlines go before numbers. */
  g_free (write_set (self, ROAD));
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_POLYGON), ==, 1);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_MASK), ==, 0);
}

/* One picture alone. */
static void
test_one_picture (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set/gtFine/" NAME "_gtFine_instanceIds.png");
  GwDetection detection = { 0 };

  write_numbers (self, "set/gtFine/" NAME "_gtFine_instanceIds.png", TRUE);
  write_numbers (self, "set/gtFine/" NAME "_gtFine_labelIds.png", FALSE);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "cityscapes");
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
}

/* Files of 8 bits occur where all numbers are small. */
static void
test_small_numbers (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  write_numbers (self, "set/gtFine/" NAME "_gtFine_instanceIds.png", FALSE);
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, GW_OBJECT_CROWD);
  g_assert_cmpuint (get_area (self, 1), ==, 13);
}

static void
test_bad_pictures (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = fixture_path (self, "set/gtFine/" NAME "_gtFine_labelIds.png");
  static const struct
  {
    int width;
    const char *code;
  } cases[] = { { W, "value-type" }, { W + 1, "value-type" }, { 0, "image-unreadable" }, { -1, "mask-size" } };

  fixture_picture (self, "set/leftImg8bit/" NAME "_leftImg8bit.png", W, H);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint8 row[W] = { 7 };

      if (cases[i].width > 0)
        fixture_picture (self, "set/gtFine/" NAME "_gtFine_labelIds.png", cases[i].width, H);
      else if (cases[i].width == 0)
        write_text (self, "set/gtFine/" NAME "_gtFine_labelIds.png", "no picture");
      else
        fixture_png (self, "set/gtFine/" NAME "_gtFine_labelIds.png",
                     &(FixturePng) { W, 1, 8, PNG_COLOR_TYPE_GRAY, .rows = row });
      g_assert_true (fixture_read (self, "cityscapes", source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->records->len, ==, 0);
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
    }
}

/* --- other classes --------------------------------------------------------------------------------- */

static void
test_own_classes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  write_text (self, "set/label_colors.txt", "0 0 0 background\n255 0 0 cat\n0 255 0 agegroup\n");
  g_free (write_set (self, "{\"label\":\"agegroup\",\"polygon\":[[0,0],[4,0],[4,4]]},"
                           "{\"label\":\"catgroup\",\"polygon\":[[0,0],[4,0],[4,4]]},"
                           "{\"label\":\"polegroup\",\"polygon\":[[0,0],[4,0],[4,4]]}"));
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  g_assert_cmpstr (get_class (self, 0), ==, "agegroup");
  g_assert_cmpstr (get_class (self, 1), ==, "cat");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, GW_OBJECT_CROWD);
  g_assert_cmpstr (get_class (self, 2), ==, "pole");
  g_assert_cmpuint (gw_class_get_color (gw_record_head_find_class_by_name (self->head, "cat")), ==, 0xff0000);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
}

/* --- bad input ----------------------------------------------------------------------------------------- */

static void
test_bad_objects (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *object;
    const char *code;
    guint kept; /* beside a sound one */
  } cases[] = {
    { "{\"polygon\":[[0,0],[1,0],[1,1]]}", "class-unknown", 0 },
    { "{\"label\":7,\"polygon\":[[0,0],[1,0],[1,1]]}", "class-unknown", 0 },
    { "{\"label\":\"  \",\"polygon\":[[0,0],[1,0],[1,1]]}", "class-unknown", 0 },
    { "{\"label\":\"car\"}", "value-type", 0 },
    { "{\"label\":\"car\",\"polygon\":{}}", "value-type", 0 },
    { "3", "value-type", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[1],[1,1]]}", "ring-odd", 0 },
    { "{\"label\":\"car\",\"polygon\":[0,0,1,0,1,1]}", "ring-odd", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[1,0],[1,1,2]]}", "ring-odd", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[1,\"0\"],[1,1]]}", "ring-odd", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[1,1]]}", "ring-short", 0 },
    { "{\"label\":\"car\",\"polygon\":[]}", "ring-short", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[0,0],[1,1]]}", "ring-short", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[NaN,0],[1,1]]}", "coord-not-finite", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[1e16,0],[1,1]]}", "coord-out-of-range", 0 },
    { "{\"label\":\"car\",\"polygon\":[[0,0],[1e999,0],[1,1]]}", "coord-out-of-range", 0 },
    { "{\"label\":\"car\",\"polygon\":[[10,4],[20,4],[20,6]]}", "box-outside", 1 },
    { "{\"label\":\"car\",\"polygon\":[[30,4],[40,4],[40,6]]}", "box-outside", 0 },
    { "{\"label\":\"car\",\"polygon\":[[ 1, 2 ] , [9,2e0],\n[9,6]]}", NULL, 1 },
    { "{\"label\":\"car\",\"polygon\":[[1,2],[9,2],[9,6]],\"mask\":\"x\"}", NULL, 1 },
    { "{\"label\":\"car\",\"polygon\":[[1,2],[9,2],[9,6]],\"mask\":5}", NULL, 1 },
    { "{\"label\":\"car\",\"polygon\":[[1,2],[1.1,2],[1.1,2.1]],\"mask\":5}", "ring-short", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *objects = g_strconcat (ROAD ",", cases[i].object, NULL);

      read_set (self, objects);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept
          || (cases[i].code != NULL && fixture_count (self, cases[i].code) == 0))
        g_error ("%s: not %s", cases[i].object, cases[i].code);
    }
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new ("{\"x\":");
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "", "truncated-file" },
    { "{\"objects\":[", "truncated-file" },
    { "[]", "json-syntax" },
    { "{}", "json-syntax" },
    { "{\"objects\":{}}", "json-syntax" },
    { "{\"objects\":[]} x", "json-syntax" },
    { "{\"objects\":[],\"x\":'y'}", "json-syntax" },
    { "deep", "json-depth" },
  };
  g_autofree char *source = write_set (self, ROAD);
  g_autofree char *none = fixture_path (self, "none");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  write_text (self, "set/gtFine/val/b/b_gtFine_polygons.json", "{\"objects\":[" ROAD "]}");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_text (self, "set/gtFine/" NAME "_gtFine_polygons.json",
                  strcmp (cases[i].text, "deep") == 0 ? deep->str : cases[i].text);
      g_assert_true (fixture_read (self, "cityscapes", source, NULL));
      fixture_assert_adds_up (self);
      g_test_message ("%.60s", cases[i].text);
      g_assert_cmpuint (self->records->len, ==, 1);
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
    }
  write_text (self, "none/a.txt", "");
  g_assert_false (fixture_read (self, "cityscapes", none, NULL));
}

/* Links that lead out of the folder are no files of it. */
static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, ROAD);
  g_autofree char *outside = fixture_write (self, "outside.json", "{\"objects\":[" CAR "]}");
  g_autofree char *link = fixture_path (self, "set/gtFine/train/aachen/b_gtFine_polygons.json");

  g_assert_cmpint (symlink (outside, link), ==, 0);
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
}

/* The same of the list of classes. */
static void
test_linked_classes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, ROAD);
  g_autofree char *outside = fixture_write (self, "outside.json", "{\"label_map\":{\"1\":\"alien\"}}");
  g_autofree char *link = fixture_path (self, "set/dataset_meta.json");

  g_assert_cmpint (symlink (outside, link), ==, 0);
  g_assert_true (fixture_read (self, "cityscapes", source, NULL));
  g_assert_null (gw_record_head_find_class_by_name (self->head, "alien"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/cityscapes/bad-files", test_bad_files);
  FIXTURE_TEST ("/cityscapes/bad-objects", test_bad_objects);
  FIXTURE_TEST ("/cityscapes/bad-pictures", test_bad_pictures);
  FIXTURE_TEST ("/cityscapes/coarse", test_coarse);
  FIXTURE_TEST ("/cityscapes/labels", test_labels);
  FIXTURE_TEST ("/cityscapes/layouts", test_layouts);
  FIXTURE_TEST ("/cityscapes/linked-classes", test_linked_classes);
  FIXTURE_TEST ("/cityscapes/links", test_links);
  FIXTURE_TEST ("/cityscapes/numbers", test_numbers);
  FIXTURE_TEST ("/cityscapes/one-picture", test_one_picture);
  FIXTURE_TEST ("/cityscapes/own-classes", test_own_classes);
  FIXTURE_TEST ("/cityscapes/read", test_read);
  FIXTURE_TEST ("/cityscapes/small-numbers", test_small_numbers);
  FIXTURE_TEST ("/cityscapes/unlabeled", test_unlabeled);

  return g_test_run ();
}
