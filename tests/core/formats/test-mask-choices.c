/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person may say of masks: that regions are objects, which greys are set, how files are called. */

#include "formats-fixture.h"

#include <png.h>
#include <string.h>

#include "gw-error.h"
#include "gw-mask-table.h"
#include "gw-mask.h"

#define W 8
#define H 4

static void
write_mask (Fixture *self, const char *name, const guint8 rows[W * H])
{
  guint32 palette[GW_MASK_COLOURS];

  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    palette[i] = gw_voc_palette_get (i);
  fixture_png (self, name, &(FixturePng) { W, H, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 256, palette, NULL, rows });
}

static void
read_set (Fixture *self, const char *format, const GwReadOptions *options)
{
  g_autofree char *source = fixture_path (self, "set");

  g_assert_true (fixture_read (self, format, source, options));
  fixture_assert_adds_up (self);
}

static guint64
area_of (Fixture *self, guint i)
{
  return gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, i))->as.mask);
}

/* --- regions ------------------------------------------------------------------------------- */

static const guint8 regions[W * H] = {
  1, 1, 0, 0,   1, 0, 0,   2, /**/
  1, 1, 0, 0,   0, 1, 0,   2, /**/
  0, 0, 0, 0,   0, 0, 0,   0, /**/
  2, 0, 0, 255, 0, 0, 255, 0, /**/
};

static void
test_regions (Fixture *self, gconstpointer data)
{
  const GwReadOptions split = { .regions = GW_REGIONS_SPLIT };

  write_mask (self, "set/masks/a.png", regions);
  fixture_picture (self, "set/images/a.png", W, H);
  g_free (fixture_write (self, "set/class_names.txt", "background\ncat\ndog\n"));
  read_set (self, "semantic-png", NULL);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  read_set (self, "semantic-png", &split);
  /* Two of each class; pixels that count neither way stay together. */
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 5);
  g_assert_cmpuint (area_of (self, 0), ==, 4);
  g_assert_cmpuint (area_of (self, 1), ==, 2);
  g_assert_cmpuint (area_of (self, 2), ==, 2);
  g_assert_cmpuint (area_of (self, 3), ==, 1);
  g_assert_cmpuint (area_of (self, 4), ==, 2);
  g_assert_cmpint (gw_object_get_z (fixture_object (self, 0, 4)), ==, 4);
}

/* What has a number is an object, in however many pieces; beside boxes as well. */
static void
test_regions_of_objects (Fixture *self, gconstpointer data)
{
  static const guint8 numbers[W * H] = { 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1 };
  const GwReadOptions split = { .regions = GW_REGIONS_SPLIT };

  write_mask (self, "set/SegmentationClass/a.png", regions);
  write_mask (self, "set/SegmentationObject/a.png", numbers);
  fixture_picture (self, "set/JPEGImages/a.png", W, H);
  g_free (fixture_write (self, "set/class_names.txt", "background\ncat\ndog\n"));
  read_set (self, "voc-masks", &split);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);

  g_free (fixture_write (self, "set/Annotations/a.xml",
                         "<annotation><filename>a.png</filename><object><name>cat</name><bndbox><xmin>0</xmin>"
                         "<ymin>0</ymin><xmax>6</xmax><ymax>2</ymax></bndbox></object></annotation>"));
  read_set (self, "voc", &split);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  g_assert_cmpuint (area_of (self, 0), ==, 6);
}

/* A mask of dots is no image with so many objects. */
static void
test_too_many_regions (Fixture *self, gconstpointer data)
{
  enum
  {
    SIDE = 520
  };
  const GwReadOptions split = { .regions = GW_REGIONS_SPLIT };
  guint32 palette[GW_MASK_COLOURS];
  g_autofree guint8 *rows = g_malloc0 (SIDE * SIDE);

  for (guint i = 0; i < SIDE * SIDE; i++)
    rows[i] = i % 2 == 0 && i / SIDE % 2 == 0;
  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    palette[i] = gw_voc_palette_get (i);
  fixture_png (self, "set/masks/a.png",
               &(FixturePng) { SIDE, SIDE, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 256, palette, NULL, rows });
  fixture_picture (self, "set/images/a.png", SIDE, SIDE);
  read_set (self, "semantic-png", &split);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
}

/* --- soft edges ---------------------------------------------------------------------------- */

static void
write_levels (Fixture *self)
{
  static const guint8 rows[W * H] = { 0, 50, 100, 150, 200, 250, 255, 255 };

  fixture_png (self, "set/masks/a.png", &(FixturePng) { W, H, 8, PNG_COLOR_TYPE_GRAY, .rows = rows });
  fixture_picture (self, "set/images/a.png", W, H);
}

static void
test_threshold (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = { "0", "256", "half", "" };
  g_autofree char *source = fixture_path (self, "set");

  write_levels (self);
  read_set (self, "semantic-png", &(GwReadOptions) { .mask_threshold = "150" });
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (area_of (self, 0), ==, 5);
  /* Said from where on a pixel is set, no edge is soft. */
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 0);
  read_set (self, "semantic-png", &(GwReadOptions) { .mask_threshold = "50" });
  g_assert_cmpuint (area_of (self, 0), ==, 7);
  read_set (self, "semantic-png", &(GwReadOptions) { .mask_threshold = "50", .soft_edges = GW_SOFT_EDGES_DROP });
  g_assert_cmpuint (area_of (self, 0), ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (fixture_read (self, "semantic-png", source, &(GwReadOptions) { .mask_threshold = bad[i] }));
      g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);
    }
}

/* Black and white with greys between. */
static void
test_soft_greys (Fixture *self, gconstpointer data)
{
  guint8 rows[40 * 40] = { 0 };

  memset (rows, 255, 20 * 40);
  for (guint i = 0; i < 20; i++)
    rows[i] = (guint8) (60 + 5 * i);
  fixture_png (self, "set/masks/a.png", &(FixturePng) { 40, 40, 8, PNG_COLOR_TYPE_GRAY, .rows = rows });
  fixture_picture (self, "set/images/a.png", 40, 40);
  read_set (self, "semantic-png", NULL);
  g_assert_cmpuint (area_of (self, 0), ==, 780 + 6);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
  read_set (self, "semantic-png", &(GwReadOptions) { .soft_edges = GW_SOFT_EDGES_DROP });
  g_assert_cmpuint (area_of (self, 0), ==, 780);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
  read_set (self, "semantic-png", &(GwReadOptions) { .soft_edges = GW_SOFT_EDGES_DROP, .mask_threshold = "60" });
  g_assert_cmpuint (area_of (self, 0), ==, 800);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 0);
}

/* Colors between those of a table. */
static void
test_soft_edges (Fixture *self, gconstpointer data)
{
  guint8 rows[40 * 40 * 3] = { 0 };

  for (guint i = 0; i < 20 * 40; i++)
    rows[3 * i] = 128;
  for (guint i = 0; i < 30; i++)
    rows[3 * (20 * 40 + i)] = (guint8) (100 + i % 27);
  fixture_png (self, "set/masks/a.png", &(FixturePng) { 40, 40, 8, PNG_COLOR_TYPE_RGB, .rows = rows });
  fixture_picture (self, "set/images/a.png", 40, 40);
  g_free (fixture_write (self, "set/labelmap.txt", "background:0,0,0::\ncat:128,0,0::\n"));
  read_set (self, "semantic-png", NULL);
  g_assert_cmpuint (area_of (self, 0), ==, 830);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
  read_set (self, "semantic-png", &(GwReadOptions) { .soft_edges = GW_SOFT_EDGES_DROP });
  g_assert_cmpuint (area_of (self, 0), ==, 800);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
}

/* Half transparent places of a palette, whether its colors have names or not. */
static void
test_half_transparent (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0, 0x800000, 0x800000, 0x800000 };
  static const guint8 alpha[] = { 0, 255, 200, 90 };
  static const guint8 rows[W * H] = { 0, 1, 1, 2, 3, 0 };
  const FixturePng png = { W, H, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 4, palette, alpha, rows };

  fixture_png (self, "set/masks/a.png", &png);
  fixture_picture (self, "set/images/a.png", W, H);
  for (guint named = 0; named < 2; named++)
    {
      if (named)
        g_free (fixture_write (self, "set/labelmap.txt", "background:0,0,0::\ncat:128,0,0::\n"));
      read_set (self, "semantic-png", NULL);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      g_assert_cmpuint (area_of (self, 0), ==, 3);
      g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
      read_set (self, "semantic-png", &(GwReadOptions) { .soft_edges = GW_SOFT_EDGES_DROP });
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      g_assert_cmpuint (area_of (self, 0), ==, 2);
      g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
    }
}

/* --- names ----------------------------------------------------------------------------------- */

/* One pixel is one. */
static void
test_one_pixel (Fixture *self, gconstpointer data)
{
  static const guint8 rows[W * H] = { 1, 1, 9, 2 };
  g_autoptr (GPtrArray) list = NULL;

  write_mask (self, "set/masks/a.png", rows);
  fixture_picture (self, "set/images/a.png", W, H);
  g_free (fixture_write (self, "set/class_names.txt", "background\ncat\ndog\n"));
  read_set (self, "semantic-png", NULL);
  list = gw_problems_list (self->problems, "mask-colour-unknown");
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (g_str_has_suffix (((GwProblem *) g_ptr_array_index (list, 0))->text, "(1 pixel)"));
}

/* Colors without a list of them are looked up in the palette of Pascal VOC, one by one; those that
 * it does not have are told of.
 */
static void
test_unlisted_colors (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { NULL, "background\ncat\ndog\n" };
  static const guint8 rows[W * H * 3] = { 128, 0, 0, 128, 0, 0, 0, 128, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) list = NULL;

      fixture_png (self, "voc/SegmentationClass/a.png", &(FixturePng) { W, H, 8, PNG_COLOR_TYPE_RGB, .rows = rows });
      fixture_picture (self, "voc/JPEGImages/a.png", W, H);
      if (names[i] != NULL)
        g_free (fixture_write (self, "voc/class_names.txt", names[i]));
      {
        g_autofree char *source = fixture_path (self, "voc");

        g_assert_true (fixture_read (self, "voc-masks", source, NULL));
      }
      g_assert_cmpuint (self->head->classes->len, ==, 3);
      g_assert_nonnull (gw_record_head_find_class_by_name (self->head, names[i] != NULL ? "cat" : "1"));
      g_assert_nonnull (gw_record_head_find_class_by_name (self->head, names[i] != NULL ? "dog" : "2"));
      g_assert_nonnull (gw_record_head_find_class_by_name (self->head, "#010203"));
      list = gw_problems_list (self->problems, "mask-colour-unknown");
      g_assert_cmpuint (list->len, ==, 1);
      g_assert_true (g_str_has_suffix (((GwProblem *) g_ptr_array_index (list, 0))->text, "(3 pixels)"));
    }
}

/* Both formats of masks read what they are told of their names and values, and are asked so. */
static void
test_both_are_asked (void)
{
  const GwReadChoices asked = GW_READ_CHOICE_MASK_THRESHOLD | GW_READ_CHOICE_MASK_PREFIX | GW_READ_CHOICE_MASK_SUFFIX;

  g_assert_cmpuint (gw_format_find ("semantic-png", NULL)->choices & asked, ==, asked);
  g_assert_cmpuint (gw_format_find ("voc-masks", NULL)->choices & asked, ==, asked);
}

static void
test_affixes (Fixture *self, gconstpointer data)
{
  const GwReadOptions options = { .mask_prefix = "seg.", .mask_suffix = ".v2" };

  write_mask (self, "set/masks/in/seg.a.v2.png", regions);
  write_mask (self, "set/masks/in/b_mask.png", regions);
  fixture_picture (self, "set/images/in/a.jpg.png", W, H);
  fixture_picture (self, "set/images/in/a.png", W, H);
  fixture_picture (self, "set/images/in/b.png", W, H);
  read_set (self, "semantic-png", &options);
  /* Two pictures have a mask, or none, and one mask has no picture. */
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "in/a.png");
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_false (fixture_record (self, 2)->labeled);

  read_set (self, "semantic-png", NULL);
  g_assert_false (fixture_record (self, 1)->labeled);
  g_assert_true (fixture_record (self, 2)->labeled);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mask-choices/both-are-asked", test_both_are_asked);
  FIXTURE_TEST ("/mask-choices/one-pixel", test_one_pixel);
  FIXTURE_TEST ("/mask-choices/unlisted-colors", test_unlisted_colors);
  FIXTURE_TEST ("/mask-choices/regions", test_regions);
  FIXTURE_TEST ("/mask-choices/regions-of-objects", test_regions_of_objects);
  FIXTURE_TEST ("/mask-choices/too-many-regions", test_too_many_regions);
  FIXTURE_TEST ("/mask-choices/threshold", test_threshold);
  FIXTURE_TEST ("/mask-choices/soft-greys", test_soft_greys);
  FIXTURE_TEST ("/mask-choices/soft-edges", test_soft_edges);
  FIXTURE_TEST ("/mask-choices/half-transparent", test_half_transparent);
  FIXTURE_TEST ("/mask-choices/affixes", test_affixes);

  return g_test_run ();
}
