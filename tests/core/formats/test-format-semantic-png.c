/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "masks-fixture.h"

#include <png.h>
#include <string.h>
#include <zlib.h>
#include <glib/gstdio.h>

#include "gw-encode.h"
#include "gw-mask-picture.h"
#include "gw-mask-table.h"
#include "gw-mask.h"

static void
write_mask (Fixture *self, const char *name, const guint8 *rows)
{
  guint32 palette[GW_MASK_COLOURS];

  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    palette[i] = gw_voc_palette_get (i);
  fixture_png (self, name,
               &(FixturePng) { MASKS_W, MASKS_H, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 256, palette, NULL, rows });
}

/* --- reading ---------------------------------------------------------------------- */

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *table = fixture_write (self, "set/labelmap.txt",
                                          "# c\nbackground:0,0,0::\ncat:128,0,0::\ndog:0,128,0::");
  const char *id;

  fixture_picture (self, "set/images/train/a.png", MASKS_W, MASKS_H);
  fixture_picture (self, "set/images/b.png", MASKS_W, MASKS_H);
  write_mask (self, "set/masks/train/a_mask.png", masks_plain);
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "b.png");
  g_assert_false (fixture_record (self, 0)->labeled);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "train/a.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "train");
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 2);
  fixture_assert_box (self, 1, 0, 1, 1, 2, 2);
  fixture_assert_box (self, 1, 1, 6, 0, 2, 4);
  g_assert_cmpuint (masks_area_of (self, 1, "cat"), ==, 4);
  g_assert_cmpuint (masks_area_of (self, 1, "dog"), ==, 8);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  gw_class_get_alias (gw_record_head_find_class_by_name (self->head, "dog"), "semantic-png", &id, NULL);
  g_assert_cmpstr (id, ==, "2");
  g_assert_cmpuint (gw_class_get_color (gw_record_head_find_class_by_name (self->head, "dog")), ==, 0x008000);
}

/* Masks are no pictures, not even where the folder of pictures is one above both. */
static void
test_images_above (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "voc");
  g_autofree char *table = fixture_write (self, "voc/class_names.txt", "_background_\ncat\ndog\n");
  GwReadOptions options = { .images_dir = source };

  fixture_picture (self, "voc/JPEGImages/a.png", MASKS_W, MASKS_H);
  fixture_picture (self, "voc/b.png", MASKS_W, MASKS_H);
  write_mask (self, "voc/SegmentationClass/a.png", masks_plain);
  write_mask (self, "voc/SegmentationObject/a.png", masks_plain);
  g_assert_true (fixture_read (self, "voc-masks", source, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "b.png");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "JPEGImages/a.png");
  g_assert_cmpuint (masks_area_of (self, 1, "cat"), ==, 4);
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *voc = fixture_path (self, "voc");
  GwDetection detection;

  fixture_picture (self, "set/images/a.png", MASKS_W, MASKS_H);
  write_mask (self, "set/masks/a.png", masks_plain);
  fixture_picture (self, "voc/JPEGImages/a.png", MASKS_W, MASKS_H);
  write_mask (self, "voc/SegmentationClass/a.png", masks_plain);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "semantic-png");
  g_assert_cmpstr (gw_format_detect (voc, &detection, NULL, NULL)->name, ==, "voc-masks");
}

/* Label files of YOLO lie in folders of the same names. */
static void
test_detect_others (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *labels = fixture_write (self, "set/labels/train/a.txt", "0 0.5 0.5 0.1 0.1\n");

  fixture_picture (self, "set/images/train/a.png", MASKS_W, MASKS_H);
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, !=, "semantic-png");
  fixture_picture (self, "masks/images/train/a.png", MASKS_W, MASKS_H);
  write_mask (self, "masks/labels/train/a.png", masks_plain);
  g_free (source);
  source = fixture_path (self, "masks");
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "semantic-png");
}

/* Every form of a table gives the same. */
static void
test_tables (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *text;
  } tables[] = {
    { "dataset_meta.json", "{\"label_map\":{\"0\":\"nothing\",\"1\":\"cat\",\"2\":\"dog\"},\"background_label\":\"0\","
                           "\"segmentation_colors\":[[0,0,0],[128,0,0],[0,128,0]]}" },
    { "labelmap.txt", "background:0,0,0::\ncat:128,0,0::\ndog : 0, 128, 0::\n" },
    { "label_colors.txt", "0 0 0\tbackground\r\n128 0 0\tcat\r\n0 128 0   dog\r\n" },
    { "classes.csv", "Name,R,G,B\nbackground,0,0,0\n\"cat\",128,0,0\ndog,0,128,0\n" },
    { "color_map.json", "{\"type\":\"rgb\",\"colors\":{\"cat\":[128,0,0],\"dog\":[0,128,0]}}" },
    { "color_map.json", "{\"type\":\"grayscale\",\"colors\":{\"cat\":1,\"dog\":2}}" },
    { "class_names.txt", "_background_\ncat\ndog" },
    { "labels.txt", "__ignore__\n_background_\ncat\ndog\n" },
  };
  g_autofree char *source = fixture_path (self, "set");

  write_mask (self, "set/masks/a.png", masks_plain);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *name = g_build_filename ("set", tables[i].name, NULL);
      g_autofree char *file = fixture_write (self, name, tables[i].text);

      g_test_message ("%s", tables[i].text);
      g_assert_true (fixture_read (self, "semantic-png", source, NULL));
      g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 4);
      g_assert_cmpuint (masks_area_of (self, 0, "dog"), ==, 8);
      g_assert_cmpuint (self->head->classes->len, ==, 2);
      g_assert_cmpuint (fixture_count (self, "mask-colour-unknown"), ==, 0);
      g_assert_cmpint (g_unlink (file), ==, 0);
    }
}

static void
test_bad_tables (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "{\"label_map\":", "{\"label_map\":{}}", "{}", "\xff\xfe\n" };
  g_autofree char *source = fixture_path (self, "set");

  write_mask (self, "set/masks/a.png", masks_plain);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *file = fixture_write (self, "set/dataset_meta.json", texts[i]);

      g_assert_false (fixture_read (self, "semantic-png", source, NULL));
      g_assert_nonnull (strstr (self->error->message, "dataset_meta.json"));
    }
}

/* Without a table: greys are classes by number, 255 means nothing, and of black
 * and white masks the white is the one class.
 */
static void
test_greys (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  guint8 rows[MASKS_W * MASKS_H];

  memcpy (rows, masks_plain, sizeof rows);
  rows[0] = 255;
  masks_write_gray (self, "set/masks/a.png", rows);
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (masks_area_of (self, 0, "0"), ==, MASKS_W * MASKS_H - 13);
  g_assert_cmpuint (masks_area_of (self, 0, "1"), ==, 4);
  g_assert_cmpuint (masks_area_of (self, 0, "void"), ==, 1);

  for (gsize i = 0; i < sizeof rows; i++)
    rows[i] = masks_plain[i] == 1 ? 255 : 0;
  masks_write_gray (self, "set/masks/a.png", rows);
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "foreground"), ==, 4);
}

/* Edges between black and white that are grey. */
static void
test_soft_greys (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree guint8 *rows = g_malloc0 (64 * 64);
  g_autoptr (GPtrArray) problems = NULL;

  memset (rows, 255, 64 * 32);
  for (guint x = 0; x < 64; x++)
    rows[64 * 32 + x] = (guint8) (250 - 3 * x);
  fixture_png (self, "set/masks/a.png", &(FixturePng) { 64, 64, 8, PNG_COLOR_TYPE_GRAY, .rows = rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "foreground"), ==, 64 * 32 + 41);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
  problems = gw_problems_list (self->problems, "mask-antialias");
  g_assert_cmpstr (((GwProblem *) g_ptr_array_index (problems, 0))->detail, ==, "64");
}

/* --- colours ------------------------------------------------------------------------- */

static void
test_index_lies (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0x008000, 0x000000, 0x800000 }; /* dog, background, cat */
  static const guint8 rows[MASKS_W * MASKS_H] = { 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1,
                                                  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *table = fixture_write (self, "set/labelmap.txt",
                                          "background:0,0,0::\ncat:128,0,0::\ndog:0,128,0::\n");

  fixture_png (self, "set/masks/a.png",
               &(FixturePng) { MASKS_W, MASKS_H, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 3, palette, NULL, rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (masks_area_of (self, 0, "dog"), ==, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "mask-index"), ==, 1);
}

/* A colour that the list does not have takes no other one with it: it alone goes by its place. */
static void
test_unknown_among_known (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0, 0x008000, 0x800000, 0x123456 }; /* background, dog, cat, nobody's */
  static const guint8 rows[MASKS_W * MASKS_H] = { 1, 2, 2, 9, 3, 3, 3, 3, 3, 3, 3, 3 };
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *table = fixture_write (self, "set/labelmap.txt",
                                          "background:0,0,0::\ncat:128,0,0::\ndog:0,128,0::\n");
  g_autoptr (GPtrArray) problems = NULL;

  fixture_png (self, "set/masks/a.png",
               &(FixturePng) { MASKS_W, MASKS_H, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 4, palette, NULL, rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (masks_area_of (self, 0, "dog"), ==, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 2);
  g_assert_cmpuint (masks_area_of (self, 0, "3"), ==, 8);
  g_assert_cmpuint (fixture_count (self, "mask-index"), ==, 1);
  problems = gw_problems_list (self->problems, "mask-colour-unknown");
  g_assert_cmpuint (problems->len, ==, 1);
  /* With the place that the palette does not have. */
  g_assert_cmpstr (((GwProblem *) g_ptr_array_index (problems, 0))->detail, ==, "9");
  g_assert_nonnull (strstr (((GwProblem *) g_ptr_array_index (problems, 0))->text, "28.1"));
}

/* One colour at many places, with differing transparency. */
static void
test_soft_palette (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0xffffff, 0x2ca02c, 0x2ca02c, 0x2ca02c, 0x2ca02c };
  static const guint8 alpha[] = { 0, 255, 200, 100, 10 };
  static const guint8 rows[MASKS_W * MASKS_H] = { 4, 3, 2, 1, 1, 2, 3, 4 };
  g_autofree char *source = fixture_path (self, "set");

  fixture_png (self, "set/masks/a.png",
               &(FixturePng) { MASKS_W, MASKS_H, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 5, palette, alpha, rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "1"), ==, 4);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
  {
    g_autoptr (GPtrArray) problems = gw_problems_list (self->problems, "mask-antialias");

    g_assert_cmpstr (((GwProblem *) g_ptr_array_index (problems, 0))->detail, ==, "6");
  }
}

/* Colours between two classes go to the nearer; single strange ones are kept. */
static void
test_rgb (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *table = fixture_write (self, "set/labelmap.txt",
                                          "background:0,0,0::\ncat:200,0,0::\ndog:0,0,200::\n");
  g_autofree guint8 *rows = g_malloc0 (3 * 64 * 64);

  for (guint i = 0; i < 64 * 64; i++)
    rows[3 * i + (i < 64 * 32 ? 0 : 2)] = 200;
  rows[1] = 99; /* 0xc86300 */
  fixture_png (self, "set/masks/a.png", &(FixturePng) { 64, 64, 8, PNG_COLOR_TYPE_RGB, .rows = rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (masks_area_of (self, 0, "#c86300"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "mask-colour-unknown"), ==, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 64 * 32 - 1);

  for (guint x = 0; x < 64; x++)
    {
      rows[3 * (64 * 32 + x)] = (guint8) (190 - 3 * x);
      rows[3 * (64 * 32 + x) + 2] = (guint8) (3 * x);
    }
  fixture_png (self, "set/masks/a.png", &(FixturePng) { 64, 64, 8, PNG_COLOR_TYPE_RGB, .rows = rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "mask-colour-unknown"), ==, 0);
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 64 * 32 + 32);
}

static void
test_jpeg (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *table = fixture_write (self, "set/labelmap.txt", "background:0,0,0::\ncat:200,0,0::\n");
  g_autofree char *folder = fixture_path (self, "set/masks");
  g_autofree char *path = fixture_path (self, "set/masks/a.jpg");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 64, 64);
  cairo_t *cr = cairo_create (surface);

  g_mkdir_with_parents (folder, 0755);
  cairo_set_source_rgb (cr, 200 / 255.0, 0, 0);
  cairo_rectangle (cr, 0, 0, 64, 27);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_assert_true (gw_encode_jpeg_file (surface, 90, path, NULL));
  cairo_surface_destroy (surface);
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (fixture_count (self, "mask-lossy"), ==, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 64 * 27);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
}

/* A mask that is broken is one still: what is wrong with it is told. */
static void
test_detects_broken_masks (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *mask = fixture_write (self, "set/masks/a.png", "\x89PNG\r\n\x1a\nno more");
  g_autoptr (GError) error = NULL;
  const GwFormat *format;
  GwDetection detection;

  fixture_picture (self, "set/images/a.png", 4, 3);
  format = gw_format_detect (source, &detection, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (format->name, ==, "semantic-png");
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (fixture_count (self, "image-unreadable") + fixture_count (self, "truncated-file"), ==, 1);
  fixture_assert_adds_up (self);
}

static void
draw_jpeg (Fixture *self, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 8, 8);
  g_autofree char *path = fixture_path (self, name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0755);
  g_assert_true (gw_encode_jpeg_file (surface, 90, path, NULL));
  cairo_surface_destroy (surface);
}

/* Faces with masks and without are no masks, though there is a list of classes. */
static void
test_classes_named_mask (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *table = fixture_write (self, "set/classes.txt", "mask\nno_mask\n");

  draw_jpeg (self, "set/mask/a.jpg");
  draw_jpeg (self, "set/no_mask/b.jpg");
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "class-folders");

  draw_jpeg (self, "masks/masks/a.jpg");
  draw_jpeg (self, "masks/images/a.jpg");
  g_free (source);
  source = fixture_path (self, "masks");
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "semantic-png");
}

static void
test_photograph (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree guint8 *rows = g_malloc (3 * 300 * 300);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 3 * 300 * 300; i++)
    rows[i] = (guint8) g_rand_int (rand);
  fixture_png (self, "set/masks/a.png", &(FixturePng) { 300, 300, 8, PNG_COLOR_TYPE_RGB, .rows = rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  fixture_assert_adds_up (self);
}

/* --- instances ------------------------------------------------------------------------- */

static void
test_instances (Fixture *self, gconstpointer data)
{
  static const guint8 numbers[MASKS_W * MASKS_H] = {
    [MASKS_W + 1] = 1, [MASKS_W + 2] = 1, [2 * MASKS_W + 1] = 3, [2 * MASKS_W + 2] = 3
  };
  static const char *const files[] = { "SegmentationClass/a.png",
                                       "SegmentationObject/a.png",
                                       "class_names.txt",
                                       "labelmap.txt",
                                       "ImageSets/Segmentation/val.txt",
                                       NULL };
  g_autofree char *source = fixture_path (self, "voc");
  g_autofree char *first = fixture_path (self, "first");
  g_autofree char *table = fixture_write (self, "voc/class_names.txt", "_background_\ncat\ndog\n");
  g_autofree char *set = fixture_write (self, "voc/ImageSets/Segmentation/val.txt", "a\n");
  g_autofree char *from_a = fixture_path (self, "voc/SegmentationObject");
  g_autofree char *to_a = fixture_path (self, "first/SegmentationObject");

  fixture_picture (self, "voc/JPEGImages/a.png", MASKS_W, MASKS_H);
  write_mask (self, "voc/SegmentationClass/a.png", masks_plain);
  write_mask (self, "voc/SegmentationObject/a.png", numbers);
  g_assert_true (fixture_read (self, "voc-masks", source, NULL));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "val");
  fixture_assert_box (self, 0, 1, 1, 1, 2, 1);
  fixture_assert_box (self, 0, 2, 1, 2, 2, 1);
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 4);

  g_assert_true (fixture_convert (self, source, "voc-masks", "voc-masks", "first", NULL));
  masks_assert_same_values (from_a, to_a, 1);
  g_assert_true (fixture_convert (self, first, "voc-masks", "voc-masks", "second", NULL));
  masks_assert_same_files (self, "first", "second", files);
}

/* 16-bit greys without a table are numbers of objects. */
static void
test_16_bits (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  guint8 rows[2 * MASKS_W * MASKS_H] = { 0 };
  g_autofree char *table = NULL;

  for (guint i = 0; i < MASKS_W * MASKS_H; i++)
    rows[2 * i + 1] = masks_plain[i];
  rows[0] = 1; /* 256 */
  fixture_png (self, "set/masks/a.png", &(FixturePng) { MASKS_W, MASKS_H, 16, PNG_COLOR_TYPE_GRAY, .rows = rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpuint (masks_area_of (self, 0, "object"), ==, 13);

  /* As in Cityscapes: 26001 is the second car. */
  for (guint i = 0; i < MASKS_W * MASKS_H; i++)
    {
      guint value = masks_plain[i] == 0 ? 7 : 26000 + masks_plain[i];

      rows[2 * i] = (guint8) (value >> 8);
      rows[2 * i + 1] = (guint8) value;
    }
  fixture_png (self, "set/masks/a.png", &(FixturePng) { MASKS_W, MASKS_H, 16, PNG_COLOR_TYPE_GRAY, .rows = rows });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpuint (masks_area_of (self, 0, "7"), ==, MASKS_W * MASKS_H - 12);
  g_assert_cmpuint (masks_area_of (self, 0, "26"), ==, 12);
}

/* --- what is broken ------------------------------------------------------------------------ */

static void
test_interlaced (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  guint32 palette[4] = { 0, 1, 2, 3 };

  for (int depth = 2; depth <= 8; depth *= 2)
    {
      fixture_png (
          self, "set/masks/a.png",
          &(FixturePng) { MASKS_W, MASKS_H, depth, PNG_COLOR_TYPE_PALETTE, TRUE, 4, palette, NULL, masks_plain });
      g_assert_true (fixture_read (self, "semantic-png", source, NULL));
      g_assert_cmpuint (masks_area_of (self, 0, "1"), ==, 4);
      g_assert_cmpuint (masks_area_of (self, 0, "2"), ==, 8);
    }
}

static void
test_beyond_palette (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0, 0x800000 };
  g_autofree char *source = fixture_path (self, "set");

  fixture_png (self, "set/masks/a.png",
               &(FixturePng) { MASKS_W, MASKS_H, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 2, palette, NULL, masks_plain });
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (fixture_count (self, "mask-colour-unknown"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  fixture_assert_adds_up (self);
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *path = fixture_path (self, "set/masks/a.png");
  g_autofree char *bytes = NULL;
  gsize n;

  fixture_picture (self, "set/images/a.png", MASKS_W, MASKS_H);
  write_mask (self, "set/masks/a.png", masks_plain);
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (gsize length = 0; length < n; length += 11)
    {
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      g_assert_true (fixture_read (self, "semantic-png", source, NULL));
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
      g_assert_false (fixture_record (self, 0)->labeled);
      g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 2);
      fixture_assert_adds_up (self);
    }
}

static void
test_huge (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *path = fixture_path (self, "set/masks/a.png");
  g_autofree char *bytes = NULL;
  gsize n;
  guint32 side = GUINT32_TO_BE (65000), checksum;

  write_mask (self, "set/masks/a.png", masks_plain);
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  memcpy (bytes + 16, &side, 4);
  memcpy (bytes + 20, &side, 4);
  checksum = GUINT32_TO_BE ((guint32) crc32 (0, (const guint8 *) bytes + 12, 17));
  memcpy (bytes + 29, &checksum, 4);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (fixture_count (self, "image-unreadable"), ==, 1);
  fixture_assert_adds_up (self);
}

static void
test_sizes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/images/a.png", MASKS_W + 1, MASKS_H);
  write_mask (self, "set/masks/a.png", masks_plain);
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (fixture_count (self, "mask-size"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_cmpint (fixture_record (self, 0)->width, ==, MASKS_W + 1);
  fixture_assert_adds_up (self);
}

static void
test_no_masks (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = fixture_path (self, "set/images/a.png");

  fixture_picture (self, "set/images/a.png", MASKS_W, MASKS_H);
  g_assert_false (fixture_read (self, "semantic-png", source, NULL));
  g_assert_nonnull (strstr (self->error->message, "masks"));
  g_assert_false (fixture_read (self, "semantic-png", file, NULL));
  g_assert_false (fixture_read (self, "voc-masks", source, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/semantic-png/read", test_read);
  FIXTURE_TEST ("/semantic-png/images-above", test_images_above);
  FIXTURE_TEST ("/semantic-png/detect", test_detect);
  FIXTURE_TEST ("/semantic-png/detect/others", test_detect_others);
  FIXTURE_TEST ("/semantic-png/tables", test_tables);
  FIXTURE_TEST ("/semantic-png/tables/bad", test_bad_tables);
  FIXTURE_TEST ("/semantic-png/greys", test_greys);
  FIXTURE_TEST ("/semantic-png/greys/soft", test_soft_greys);
  FIXTURE_TEST ("/semantic-png/colours/index-lies", test_index_lies);
  FIXTURE_TEST ("/semantic-png/colours/unknown-among-known", test_unknown_among_known);
  FIXTURE_TEST ("/semantic-png/colours/soft-palette", test_soft_palette);
  FIXTURE_TEST ("/semantic-png/colours/rgb", test_rgb);
  FIXTURE_TEST ("/semantic-png/colours/jpeg", test_jpeg);
  FIXTURE_TEST ("/semantic-png/colours/photograph", test_photograph);
  FIXTURE_TEST ("/semantic-png/detects-broken-masks", test_detects_broken_masks);
  FIXTURE_TEST ("/semantic-png/classes-named-mask", test_classes_named_mask);
  FIXTURE_TEST ("/semantic-png/instances", test_instances);
  FIXTURE_TEST ("/semantic-png/16-bits", test_16_bits);
  FIXTURE_TEST ("/semantic-png/hostile/interlaced", test_interlaced);
  FIXTURE_TEST ("/semantic-png/hostile/beyond-palette", test_beyond_palette);
  FIXTURE_TEST ("/semantic-png/hostile/cut", test_cut);
  FIXTURE_TEST ("/semantic-png/hostile/huge", test_huge);
  FIXTURE_TEST ("/semantic-png/hostile/sizes", test_sizes);
  FIXTURE_TEST ("/semantic-png/hostile/no-masks", test_no_masks);

  return g_test_run ();
}
