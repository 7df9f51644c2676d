/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "gw-mask-picture.h"
#include "gw-mask.h"
#include "gw-raster.h"

/* What this program writes as Cityscapes. */

#define W 16
#define H 8
#define NAME "train/aachen/aachen_000001_000019"
#define ROAD "{\"label\":\"road\",\"polygon\":[[0,4],[16,4],[16,8],[0,8]]}"

static void
write_text (Fixture *self, const char *name, const char *text)
{
  g_free (fixture_write (self, name, text));
}

static const char *
get_class (Fixture *self, guint i)
{
  return fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, i)));
}

/* --- writing ------------------------------------------------------------------------------------------- */

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"segmentation\",\"classes\":[{\"name\":\"road\"}," \
  "{\"name\":\"car\"},{\"name\":\"license plate\"},{\"name\":\"truck\"}]}\n"

static const char street[] = HEAD
    "{\"image\":\"val/ulm/ulm_000001_000002_leftImg8bit.png\",\"width\":16,\"height\":8,\"split\":\"val\",\"objects\":["
    "{\"label\":\"road\",\"rings\":[[[0,4],[16,4],[16,8],[0,8]]]},"
    "{\"label\":\"car\",\"rings\":[[[1,2],[5,2],[5,6],[1,6]]]},"
    "{\"label\":\"car\",\"rings\":[[[4,2],[8,2],[8,6],[4,6]]]},"
    "{\"label\":\"car\",\"rings\":[[[10.25,2],[14,2],[14,6]]],\"flags\":[\"crowd\"]},"
    "{\"label\":\"license plate\",\"rings\":[[[5,4],[7,4],[7,5],[5,5]]]},"
    "{\"label\":\"truck\",\"rle\":{\"size\":[8,16],\"counts\":[0,2,10,3,113]}}]}\n"
    "{\"image\":\"b.png\",\"width\":16,\"height\":8,\"labels\":[],\"objects\":[]}\n";

static void
write_street (Fixture *self)
{
  write_text (self, "in.gw.jsonl", street);
  fixture_picture (self, "val/ulm/ulm_000001_000002_leftImg8bit.png", W, H);
  fixture_picture (self, "b.png", W, H);
}

static GwMaskPicture *
load_picture (Fixture *self, const char *name)
{
  g_autofree char *path = fixture_path (self, name);
  GwMaskPicture *picture = gw_mask_picture_read_file (path, NULL, NULL);

  g_assert_nonnull (picture);
  g_assert_cmpint (picture->width, ==, W);
  g_assert_cmpint (picture->height, ==, H);
  return picture;
}

static guint32
get_pixel (const GwMaskPicture *picture, int x, int y)
{
  guint32 row[W];

  gw_mask_picture_get_row (picture, y, row);
  return row[x];
}

#define FINE "out/gtFine/val/ulm/ulm_000001_000002_gtFine_"

/* Pixels by hand: the later object covers the earlier one. */
static void
test_written_pictures (Fixture *self, gconstpointer data)
{
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };
  static const struct
  {
    int x;
    int y;
    guint32 id;
    guint32 train;
    guint32 instance;
    guint32 colour;
  } pixels[] = {
    { 15, 0, 0, 255, 0, 0 },           /* nothing */
    { 0, 7, 7, 0, 7, 0x804080 },       /* road */
    { 1, 2, 26, 13, 26000, 0x00008e }, /* the first car */
    { 4, 5, 26, 13, 26001, 0x00008e }, /* the second covers it */
    { 6, 4, 26, 13, 26001, 0x00008e }, /* the plate is not drawn */
    { 13, 3, 26, 13, 26, 0x00008e },   /* several cars in one outline */
    { 0, 0, 27, 14, 27000, 0x000046 }, /* a truck as a mask */
    { 1, 4, 27, 14, 27000, 0x000046 },
  };
  g_autofree char *source = fixture_path (self, "in.gw.jsonl");
  g_autofree char *picture = fixture_path (self, "out/leftImg8bit/val/ulm/ulm_000001_000002_leftImg8bit.png");
  g_autoptr (GwMaskPicture) ids = NULL;
  g_autoptr (GwMaskPicture) trains = NULL;
  g_autoptr (GwMaskPicture) instances = NULL;
  g_autoptr (GwMaskPicture) colours = NULL;

  write_street (self);
  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "out", &copy));
  g_assert_false (gw_problems_have_loss (self->problems));
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 0);
  g_assert_true (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
  ids = load_picture (self, FINE "labelIds.png");
  trains = load_picture (self, FINE "labelTrainIds.png");
  instances = load_picture (self, FINE "instanceIds.png");
  colours = load_picture (self, FINE "color.png");
  g_assert_cmpuint (ids->n_bytes, ==, 1);
  g_assert_cmpuint (instances->n_bytes, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (pixels); i++)
    {
      g_test_message ("%d, %d", pixels[i].x, pixels[i].y);
      g_assert_cmpuint (get_pixel (ids, pixels[i].x, pixels[i].y), ==, pixels[i].id);
      g_assert_cmpuint (get_pixel (trains, pixels[i].x, pixels[i].y), ==, pixels[i].train);
      g_assert_cmpuint (get_pixel (instances, pixels[i].x, pixels[i].y), ==, pixels[i].instance);
      g_assert_cmphex (get_pixel (colours, pixels[i].x, pixels[i].y), ==, pixels[i].colour);
    }
}

/* What the table of formats marks as held comes back equal. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };
  g_autofree char *source = fixture_path (self, "in.gw.jsonl");
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GPtrArray) given = NULL;
  const GwRecord *one, *two;

  write_street (self);
  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "out", &copy));
  g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
  given = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "cityscapes", out, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->head->classes->len, ==, 4);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 2)), ==, "license plate");
  g_assert_cmpuint (self->records->len, ==, 2);
  /* By key: default/default/b comes first. */
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_null (fixture_record (self, 0)->split);
  one = g_ptr_array_index (given, 0);
  two = fixture_record (self, 1);
  g_assert_cmpstr (one->path, ==, two->path);
  g_assert_cmpstr (one->split, ==, two->split);
  g_assert_cmpuint (one->objects->len, ==, two->objects->len);
  for (guint i = 0; i < one->objects->len; i++)
    {
      GwObject *a = g_ptr_array_index (one->objects, i), *b = g_ptr_array_index (two->objects, i);

      g_assert_true (gw_shape_equal (gw_object_get_shape (a), gw_object_get_shape (b), 0));
      g_assert_cmpint (gw_object_get_flags (a), ==, gw_object_get_flags (b));
      g_assert_cmpint (gw_object_get_class_id (a), ==, gw_object_get_class_id (b));
    }
}

/* What this program wrote comes out the same, and what it does not know too. */
static void
test_same_bytes (Fixture *self, gconstpointer data)
{
  static const char *const endings[] = { "polygons.json", "labelIds.png", "instanceIds.png", "color.png",
                                         "labelTrainIds.png" };
  static const char *const folders[] = { "first", "again", "second" };
  g_autofree char *source = NULL;
  g_autofree char *first = fixture_path (self, "first");
  g_autofree char *text = NULL;

  write_text (self, "set/gtFine/" NAME "_gtFine_polygons.json",
              "{\"imgHeight\":8,\"imgWidth\":16,\"objects\":[" ROAD
              ",{\"label\":\"cargroup\",\"polygon\":[[1,1],[2.5,1],"
              "[2,4]],\"id\":3,\"user\":\"kim\",\"verified\":1}],\"camera\":[1,\"x\"]}");
  fixture_picture (self, "set/leftImg8bit/" NAME "_leftImg8bit.png", W, H);
  source = fixture_path (self, "set");
  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "first", NULL));
  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "again", NULL));
  g_assert_true (fixture_convert (self, first, NULL, "cityscapes", "second", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *bytes[3] = { NULL };
      gsize n[3];

      for (guint k = 0; k < 3; k++)
        {
          g_autofree char *name = g_strdup_printf ("%s/gtFine/" NAME "_gtFine_%s", folders[k], endings[i]);
          g_autofree char *path = fixture_path (self, name);

          g_assert_true (g_file_get_contents (path, &bytes[k], &n[k], NULL));
        }
      g_assert_cmpmem (bytes[0], n[0], bytes[1], n[1]);
      g_assert_cmpmem (bytes[0], n[0], bytes[2], n[2]);
      for (guint k = 1; k < 3; k++)
        g_free (g_steal_pointer (&bytes[k]));
    }
  text = fixture_load (self, "first/gtFine/" NAME "_gtFine_polygons.json");
  g_assert_cmpstr (text, ==,
                   "{\"imgHeight\":8,\"imgWidth\":16,\"objects\":[" ROAD ",{\"label\":\"cargroup\",\"polygon\":[[1,1],"
                   "[2.5,1],[2,4]],\"user\":\"kim\",\"id\":3,\"verified\":1}],\"camera\":[1,\"x\"]}\n");
}

/* A set that was written from source is written a second time from itself, byte by byte the same. */
static void
assert_written_twice (Fixture *self, const char *source, const char *const *names)
{
  g_autofree char *first = fixture_path (self, "first");

  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "first", NULL));
  g_assert_true (fixture_convert (self, first, "cityscapes", "cityscapes", "second", NULL));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *one = g_build_filename (self->folder, "first", names[i], NULL);
      g_autofree char *two = g_build_filename (self->folder, "second", names[i], NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *again = NULL;
      gsize n, n_again;

      g_test_message ("%s", names[i]);
      g_assert_true (g_file_get_contents (one, &bytes, &n, NULL));
      g_assert_true (g_file_get_contents (two, &again, &n_again, NULL));
      g_assert_cmpmem (bytes, n, again, n_again);
    }
}

/* Turned boxes and ellipses are outlines when they are read again, and give the same pixels. */
static void
test_turned (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "gtFine/default/default/a_gtFine_polygons.json",
                                       "gtFine/default/default/a_gtFine_labelIds.png",
                                       "gtFine/default/default/a_gtFine_instanceIds.png", NULL };
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"classes\":[{\"name\":\"car\"}]}\n{\"image\":\"a.png\","
                                           "\"width\":300,\"height\":300,\"objects\":[");
  g_autofree char *source = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text,
                            "%s{\"label\":\"car\",\"bbox\":[%g,%g,20.3,7.1],\"angle\":%g},"
                            "{\"label\":\"car\",\"ellipse\":[%g,%g,11.5,6.25,%g]}",
                            i > 0 ? "," : "", 4.5 * i, 100 + 0.3 * i, 6.7 * i, 20 + 4.2 * i, 60 + 0.7 * i, 3.3 * i);
  g_string_append (text, "]}\n");
  source = fixture_write (self, "in.gw.jsonl", text->str);
  assert_written_twice (self, source, names);
}

/* A mask with a hole, parts and specks gives back each pixel; one of a thousand pieces too. */
static void
test_masks (Fixture *self, gconstpointer data)
{
  for (guint kind = 0; kind < 2; kind++)
    {
      const int width = kind == 0 ? 40 : 120, height = kind == 0 ? 30 : 90;
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *source = NULL;
      g_autofree char *out = fixture_path (self, kind == 0 ? "few" : "many");
      g_autoptr (GPtrArray) given = NULL;
      gboolean set = FALSE;
      guint n = 0;

      g_string_printf (text,
                       "{\"image\":\"a.png\",\"width\":%d,\"height\":%d,\"objects\":[{\"label\":\"x\",\"rle\":"
                       "{\"size\":[%d,%d],\"counts\":[",
                       width, height, height, width);
      for (int x = 0; x < width; x++)
        for (int y = 0; y < height; y++)
          {
            const int d = (x - 15) * (x - 15) + (y - 14) * (y - 14);
            const gboolean in = kind == 0
                                    ? (d < 150 && d > 40) || d < 9 || (x > 33 && y % 3 == 0) || (x == 39 && y == 29)
                                    : (x * 7 + y * 3 + x * y) % 5 < 2;

            if (in != set)
              {
                g_string_append_printf (text, "%u,", n);
                n = 0;
                set = in;
              }
            n++;
          }
      g_string_append_printf (text, "%u]}}]}\n", n);
      source = fixture_write (self, "in.gw.jsonl", text->str);
      g_assert_true (fixture_convert (self, source, NULL, "cityscapes", kind == 0 ? "few" : "many", NULL));
      g_assert_false (gw_problems_have_loss (self->problems));
      g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
      given = g_ptr_array_ref (self->records);
      g_assert_true (fixture_read (self, "cityscapes", out, NULL));
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      g_assert_true (gw_shape_equal (
          gw_object_get_shape (fixture_object (self, 0, 0)),
          gw_object_get_shape (g_ptr_array_index (((GwRecord *) g_ptr_array_index (given, 0))->objects, 0)), 0));
    }
}

/* Classes of somebody else have numbers in their order, which are told and kept. */
static void
test_other_classes (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "{\"groundwork\":1,\"classes\":[{\"name\":\"car\",\"color\":\"#102030\"},{\"name\":\"cat\"},{\"name\":\"agegroup\"},"
      "{\"name\":\"idle\"}]}\n"
      "{\"image\":\"a.png\",\"width\":16,\"height\":8,\"objects\":["
      "{\"label\":\"cat\",\"rings\":[[[0,0],[4,0],[4,8],[0,8]]]},"
      "{\"label\":\"agegroup\",\"rings\":[[[8,0],[16,0],[16,8],[8,8]]]}]}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GwMaskPicture) ids = NULL;
  g_autoptr (GwMaskPicture) trains = NULL;

  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  ids = load_picture (self, "out/gtFine/default/default/a_gtFine_labelIds.png");
  trains = load_picture (self, "out/gtFine/default/default/a_gtFine_labelTrainIds.png");
  g_assert_cmpuint (get_pixel (ids, 0, 0), ==, 2);
  g_assert_cmpuint (get_pixel (ids, 15, 0), ==, 3);
  g_assert_cmpuint (get_pixel (trains, 15, 0), ==, 2);
  g_assert_cmpuint (get_pixel (trains, 6, 0), ==, 255);
  g_assert_true (fixture_read (self, "cityscapes", out, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 4);
  g_assert_cmpuint (gw_class_get_color (g_ptr_array_index (self->head->classes, 0)), ==, 0x102030);
  g_assert_cmpstr (get_class (self, 1), ==, "agegroup");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, 0);
  g_assert_true (fixture_convert (self, out, NULL, "cityscapes", "again", NULL));
  first = fixture_load (self, "out/dataset_meta.json");
  second = fixture_load (self, "again/dataset_meta.json");
  g_assert_cmpstr (first, ==, second);
}

/* A class of somebody else among those of Cityscapes has a number behind theirs; plates have none,
 * and are not drawn when what was written is written again.
 */
static void
test_foreign_class (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "gtFine/" NAME "_gtFine_polygons.json",
                                       "gtFine/" NAME "_gtFine_labelIds.png",
                                       "gtFine/" NAME "_gtFine_instanceIds.png",
                                       "gtFine/" NAME "_gtFine_color.png",
                                       "gtFine/" NAME "_gtFine_labelTrainIds.png",
                                       "dataset_meta.json",
                                       NULL };
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *meta = NULL;

  write_text (self, "set/gtFine/" NAME "_gtFine_polygons.json",
              "{\"imgHeight\":8,\"imgWidth\":16,\"objects\":[" ROAD
              ",{\"label\":\"license plate\",\"polygon\":[[5,4],[7,4],[7,5],[5,5]]}"
              ",{\"label\":\"ego vehicle\",\"polygon\":[[0,7],[16,7],[16,8],[0,8]]}"
              ",{\"label\":\"kiosk\",\"polygon\":[[1,1],[4,1],[4,4],[1,4]]}]}");
  assert_written_twice (self, source, names);
  meta = fixture_load (self, "second/dataset_meta.json");
  g_assert_nonnull (strstr (meta, "\"-1\": \"license plate\""));
  g_assert_nonnull (strstr (meta, "\"34\": \"kiosk\""));
  g_assert_null (strstr (meta, "\"35\""));
}

/* More objects and classes than 16 bits can part. */
static void
test_limits (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"classes\":[{\"name\":\"car\"}]}\n{\"image\":\"a.png\","
                                           "\"width\":1100,\"height\":1,\"objects\":[");
  g_autoptr (GString) many = g_string_new ("{\"groundwork\":1,\"classes\":[");
  g_autofree char *source = NULL;
  g_autofree char *classes = NULL;
  g_autofree char *path = fixture_path (self, "out/gtFine/default/default/a_gtFine_instanceIds.png");
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GwMaskPicture) instances = NULL;
  guint32 row[1100];

  for (guint i = 0; i < 1100; i++)
    g_string_append_printf (text, "%s{\"label\":\"car\",\"rings\":[[[%u,0],[%u,0],[%u,1],[%u,1]]]}", i > 0 ? "," : "",
                            i, i + 1, i + 1, i);
  g_string_append (text, "]}\n");
  source = fixture_write (self, "in.gw.jsonl", text->str);
  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "out", NULL));
  instances = gw_mask_picture_read_file (path, NULL, NULL);
  gw_mask_picture_get_row (instances, 0, row);
  g_assert_cmpuint (row[999], ==, 26999);
  g_assert_cmpuint (row[1000], ==, 26);
  g_assert_true (fixture_read (self, "cityscapes", out, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1100);

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (many, "%s{\"name\":\"c%u\"}", i > 0 ? "," : "", i);
  g_string_append (many, "]}\n");
  classes = fixture_write (self, "many.gw.jsonl", many->str);
  g_assert_false (fixture_convert (self, classes, NULL, "cityscapes", "many", NULL));
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  static const char text[] = HEAD
      "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"tags\":[\"night\"],\"labels\":[\"car\"],\"objects\":["
      "{\"label\":\"car\",\"bbox\":[1,2,3,4],\"attributes\":{\"color\":\"red\"},\"flags\":[\"occluded\"],\"group\":3},"
      "{\"label\":\"car\",\"bbox\":[11,12,30,4],\"angle\":30,\"score\":0.5},"
      "{\"label\":\"car\",\"ellipse\":[20,20,5,4,0]},"
      "{\"label\":\"car\",\"rings\":[[[1,1],[9,1],[9,9],[1,9]],[[3,3],[5,3],[5,5],[3,5]]]},"
      "{\"label\":\"car\",\"rings\":[[[21,1],[29,1],[29,9]],[[41,1],[49,1],[49,9]]]},"
      "{\"label\":\"car\",\"points\":[[1,1,2]]},"
      "{\"label\":\"car\",\"line\":[[1,1],[9,1]]}]}\n"
      "{\"image\":\"b.png\",\"width\":100,\"height\":50,\"annotator\":\"kim\",\"labels\":[],\"objects\":[]}\n"
      "{\"image\":\"c.png\",\"width\":100,\"height\":50,\"annotator\":\"kim\",\"split\":\"val\",\"objects\":["
      "{\"label\":\"car\",\"rings\":[[[1,1],[9,1],[9,9]]],\"flags\":[\"crowd\"]}]}\n";
  static const struct
  {
    const char *code;
    guint n;
  } losses[] = { { "loss-shape", 4 },  { "loss-rotation", 1 }, { "loss-attributes", 1 }, { "loss-flags", 1 },
                 { "loss-group", 1 },  { "loss-tags", 1 },     { "loss-author", 1 },     { "loss-score", 1 },
                 { "loss-labels", 1 }, { "loss-holes", 1 },    { "loss-parts", 1 },      { "loss-split", 0 },
                 { "loss-overlap", 0 } };
  g_autofree char *source = fixture_write (self, "labels.gw.jsonl", text);
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "cityscapes", "out", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      g_test_message ("%s", losses[i].code);
      g_assert_cmpuint (fixture_count (self, losses[i].code), ==, losses[i].n);
    }
  g_assert_true (fixture_read (self, "cityscapes", target, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  g_assert_cmpstr (gw_object_get_author (fixture_object (self, 2, 0)), ==, "kim");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 2, 0)), ==, GW_OBJECT_CROWD);
}

/* A crowd that would be read as another class is none. */
static void
test_lost_crowd (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"a.png\",\"width\":16,\"height\":8,\"objects\":[{\"label\":\"pole\",\"flags\":[\"crowd\"],"
      "\"rings\":[[[0,0],[4,0],[4,8]]]}]}\n");
  g_autofree char *out = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "cityscapes", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-flags"), ==, 1);
  g_assert_true (fixture_read (self, "cityscapes", out, NULL));
  g_assert_cmpstr (get_class (self, 0), ==, "pole");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 0)), ==, 0);
}

/* --- real material -------------------------------------------------------------------------------------- */

static double
get_iou (const GwRecord *record, GwObject *a, GwObject *b)
{
  GwMask one = GW_MASK_INIT, two = GW_MASK_INIT;
  double iou;

  g_assert_cmpint (gw_raster_shape (gw_object_get_shape (a), record->width, record->height, &one), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_shape (gw_object_get_shape (b), record->width, record->height, &two), ==, GW_STATUS_OK);
  iou = gw_mask_iou (&one, &two);
  gw_mask_clear (&one);
  gw_mask_clear (&two);
  return iou;
}

/* Real masks by their outlines, pixel for pixel; and by their numbers alone. */
static void
test_camvid (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("seg-camvid");
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GPtrArray) given = NULL;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, source, "semantic-png", "cityscapes", "out", NULL));
  g_assert_false (gw_problems_have_loss (self->problems));
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  given = g_ptr_array_ref (self->records);
  for (guint alone = 0; alone < 2; alone++)
    {
      g_assert_true (fixture_read (self, "cityscapes", out, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->records->len, ==, 38);
      for (guint i = 0; i < self->records->len; i++)
        {
          const GwRecord *one = g_ptr_array_index (given, i), *two = fixture_record (self, i);

          g_assert_cmpuint (one->objects->len, ==, two->objects->len);
          for (guint k = 0; k < one->objects->len; k++)
            g_assert_true (gw_shape_equal (gw_object_get_shape (g_ptr_array_index (one->objects, k)),
                                           gw_object_get_shape (g_ptr_array_index (two->objects, k)), 0));
        }
      for (guint i = 0; alone == 0 && i < given->len; i++)
        {
          g_autofree char *stem = g_strndup (fixture_record (self, i)->path, strlen (fixture_record (self, i)->path));
          g_autofree char *path = g_strdup_printf ("%s/gtFine/default/default/%s_gtFine_polygons.json", out, stem);

          g_assert_cmpint (unlink (path), ==, 0);
        }
    }
}

/* Outlines that people drew come back point for point. */
static void
test_labelme (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("seg-labelme/instance_segmentation/data_annotated");
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GPtrArray) given = NULL;
  guint n = 0;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, source, "labelme", "cityscapes", "out", NULL));
  g_assert_true (fixture_read (self, "labelme", source, NULL));
  given = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "cityscapes", out, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, given->len);
  for (guint i = 0; i < given->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (given, i), *two = fixture_record (self, i);

      g_assert_cmpuint (one->objects->len, ==, two->objects->len);
      for (guint k = 0; k < one->objects->len; k++, n++)
        {
          GwObject *a = g_ptr_array_index (one->objects, k), *b = g_ptr_array_index (two->objects, k);

          g_assert_true (gw_shape_equal (gw_object_get_shape (a), gw_object_get_shape (b), 0));
          g_assert_cmpfloat (get_iou (one, a, b), >=, 0.999);
        }
    }
  g_assert_cmpuint (n, ==, 18);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/cityscapes-writer/camvid", test_camvid);
  FIXTURE_TEST ("/cityscapes-writer/labelme", test_labelme);
  FIXTURE_TEST ("/cityscapes-writer/foreign-class", test_foreign_class);
  FIXTURE_TEST ("/cityscapes-writer/limits", test_limits);
  FIXTURE_TEST ("/cityscapes-writer/losses", test_losses);
  FIXTURE_TEST ("/cityscapes-writer/lost-crowd", test_lost_crowd);
  FIXTURE_TEST ("/cityscapes-writer/masks", test_masks);
  FIXTURE_TEST ("/cityscapes-writer/other-classes", test_other_classes);
  FIXTURE_TEST ("/cityscapes-writer/round-trip", test_round_trip);
  FIXTURE_TEST ("/cityscapes-writer/same-bytes", test_same_bytes);
  FIXTURE_TEST ("/cityscapes-writer/turned", test_turned);
  FIXTURE_TEST ("/cityscapes-writer/written-pictures", test_written_pictures);

  return g_test_run ();
}
