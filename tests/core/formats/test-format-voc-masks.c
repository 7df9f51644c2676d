/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "voc-fixture.h"

#include <png.h>
#include <string.h>

/* Masks that lie beside the XML files of Pascal VOC. */

static const guint32 palette[] = { 0x000000, 0x800000, 0x008000 };

static void
write_mask (Fixture *self, const char *name, const guint8 rows[32])
{
  guint32 colours[256] = { 0 };

  memcpy (colours, palette, sizeof palette);
  fixture_png (self, name,
               &(FixturePng) { .width = 8,
                               .height = 4,
                               .depth = 8,
                               .type = PNG_COLOR_TYPE_PALETTE,
                               .n_palette = 256,
                               .palette = colours,
                               .rows = rows });
}

/* A cat, a dog of which the XML file has no mask, and another cat; void around the first, and a
 * region of dogs that is of no object.
 */
static void
write_masks (Fixture *self)
{
  static const guint8 classes[32] = { 1,   1,   255, 0, 1, 1, 0, 2, /**/
                                      1,   1,   255, 0, 1, 1, 0, 2, /**/
                                      255, 255, 255, 0, 0, 0, 0, 0 /**/ };
  static const guint8 numbers[32] = { 1,   1,   255, 0, 3, 3, 0, 0, /**/
                                      1,   1,   255, 0, 3, 3, 0, 0, /**/
                                      255, 255, 255, 0, 0, 0, 0, 0 /**/ };

  voc_write (self, "set/class_names.txt", "background\ncat\ndog\n");
  voc_write (self, "set/Annotations/a.xml",
             VOC_FILE ("a", VOC_OBJECT ("cat", VOC_BOX ("0", "0", "3", "3") "<part><name>head</name>" VOC_BOX (
                                                   "0", "0", "1", "1") "</part>")
                                VOC_OBJECT ("dog", VOC_BOX ("3", "2", "6", "4"))
                                    VOC_OBJECT ("cat", VOC_BOX ("4", "0", "6", "2"))));
  fixture_picture (self, "set/JPEGImages/a.png", 8, 4);
  write_mask (self, "set/SegmentationClass/a.png", classes);
  write_mask (self, "set/SegmentationObject/a.png", numbers);
  voc_write (self, "set/ImageSets/Segmentation/fold7.txt", "a\n");
}

static void
assert_mask (Fixture *self, guint i, const char *class, int x, int y, int width, int height)
{
  GwObject *object = fixture_object (self, 0, i);
  const GwMask *mask = &gw_object_get_shape (object)->as.mask;

  g_assert_cmpint (gw_object_get_shape (object)->kind, ==, GW_SHAPE_MASK);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (object)), ==, class);
  g_assert_cmpint (mask->x, ==, x);
  g_assert_cmpint (mask->y, ==, y);
  g_assert_cmpint (mask->width, ==, width);
  g_assert_cmpint (mask->height, ==, height);
}

static void
test_masks (Fixture *self, gconstpointer data)
{
  const GwReadOptions without = { .segmentation = GW_SEGMENTATION_WITHOUT };
  g_autofree char *annotations = fixture_path (self, "set/Annotations");

  write_masks (self);
  voc_read_set (self, NULL);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "fold7");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  assert_mask (self, 0, "cat", 0, 0, 2, 2);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 1))), ==, "head");
  fixture_assert_box (self, 0, 2, 3, 2, 3, 2);
  assert_mask (self, 3, "cat", 4, 0, 2, 2);
  assert_mask (self, 4, "dog", 7, 0, 1, 2);
  assert_mask (self, 5, "void", 0, 0, 3, 3);

  /* The same of the folder that the files are in. */
  g_assert_true (fixture_read (self, "voc", annotations, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "fold7");

  voc_read_set (self, &without);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  fixture_assert_box (self, 0, 0, 0, 0, 3, 3);
  g_assert_null (fixture_record (self, 0)->split);
}

static void
assert_same_pixels (Fixture *self, const char *folder)
{
  g_autofree char *from = g_strdup_printf ("out/%s/a.png", folder);
  g_autofree char *to = g_strdup_printf ("again/%s/a.png", folder);
  g_autofree char *one = fixture_path (self, from);
  g_autofree char *other = fixture_path (self, to);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  gsize n, n_again;

  g_assert_true (g_file_get_contents (one, &text, &n, NULL));
  g_assert_true (g_file_get_contents (other, &again, &n_again, NULL));
  g_assert_cmpmem (text, n, again, n_again);
}

/* Both as they were read, box and mask, and the same bytes again. */
static void
test_masks_again (Fixture *self, gconstpointer data)
{
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *xml = NULL;

  write_masks (self);
  g_assert_true (voc_convert_set (self, "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 0);
  xml = fixture_load (self, "out/Annotations/a.xml");
  g_assert_nonnull (strstr (xml, "<segmented>1</segmented>"));
  g_assert_nonnull (strstr (xml, "<xmax>3</xmax>"));
  g_assert_null (strstr (xml, "void"));
  voc_assert_file (self, "out/ImageSets/Segmentation/fold7.txt", "a\n");
  voc_assert_file (self, "out/class_names.txt", "background\ncat\ndog\nhead\n");

  g_assert_true (fixture_read (self, "voc", out, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  assert_mask (self, 0, "cat", 0, 0, 2, 2);
  fixture_assert_box (self, 0, 2, 3, 2, 3, 2);
  assert_mask (self, 3, "cat", 4, 0, 2, 2);
  assert_mask (self, 4, "dog", 7, 0, 1, 2);
  assert_mask (self, 5, "void", 0, 0, 3, 3);

  g_assert_true (fixture_convert (self, out, "voc", "voc", "again", NULL));
  voc_assert_file (self, "again/Annotations/a.xml", xml);
  assert_same_pixels (self, "SegmentationClass");
  assert_same_pixels (self, "SegmentationObject");
}

/* Shapes with pixels are written where that is wanted, and what is lost is told. */
static void
test_write_masks (Fixture *self, gconstpointer data)
{
  const GwWriteOptions with = { .segmentation = GW_SEGMENTATION_WITH };
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,1,1]},"
      "{\"label\":\"cat\",\"rings\":[[[1,1],[4,1],[4,3],[1,3]]]},"
      "{\"label\":\"cat\",\"rings\":[[[3,1],[6,1],[6,3],[3,3]]]},"
      "{\"label\":\"cat\",\"line\":[[1,1],[3,3]]}]}\n"
      "{\"image\":\"b.png\",\"width\":8,\"height\":4,\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,1,1]}]}\n");
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *none = fixture_path (self, "out/SegmentationClass/b.png");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "out", &with));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 3);
  g_assert_cmpuint (fixture_count (self, "loss-overlap"), ==, 1);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
  g_assert_true (fixture_read (self, "voc", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  fixture_assert_box (self, 0, 0, 0, 0, 1, 1);
  assert_mask (self, 1, "cat", 1, 1, 2, 2);
  assert_mask (self, 2, "cat", 3, 1, 3, 2);

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc", "boxes", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 3);
  g_assert_cmpuint (fixture_count (self, "loss-overlap"), ==, 0);
}

/* Numbers of objects have a byte, of which two mean something else. */
static void
test_many_masks (Fixture *self, gconstpointer data)
{
  const GwWriteOptions with = { .segmentation = GW_SEGMENTATION_WITH };
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
                                           "{\"image\":\"a.png\",\"width\":800,\"height\":4,\"objects\":[");
  g_autofree char *source = NULL;
  g_autofree char *target = fixture_path (self, "out");

  for (guint i = 0; i < 255; i++)
    g_string_append_printf (text, "%s{\"label\":\"cat\",\"rings\":[[[%u,0],[%u,0],[%u,2],[%u,2]]]}", i > 0 ? "," : "",
                            2 * i, 2 * i + 1, 2 * i + 1, 2 * i);
  g_string_append (text, "]}\n");
  source = fixture_write (self, "in.gw.jsonl", text->str);
  g_assert_false (fixture_convert (self, source, "gw-jsonl", "voc", "out", &with));
  g_assert_nonnull (strstr (self->error->message, "COCO"));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

/* Masks of another class, or of another place than the box of their number. */
static void
test_other_masks (Fixture *self, gconstpointer data)
{
  static const guint8 classes[32] = { 1, 1, 0, 0, 1, 1, 0, 2 };
  static const guint8 numbers[32] = { 2, 2, 0, 0, 1, 1, 0, 3 };

  voc_write (self, "set/class_names.txt", "background\ncat\ndog\n");
  voc_write (self, "set/Annotations/a.xml",
             VOC_FILE ("a", VOC_OBJECT ("cat", VOC_BOX ("0", "0", "2", "1")) VOC_OBJECT (
                                "cat", VOC_BOX ("0", "0", "3", "2")) VOC_OBJECT ("cat", VOC_BOX ("7", "0", "8", "1"))));
  write_mask (self, "set/SegmentationClass/a.png", classes);
  write_mask (self, "set/SegmentationObject/a.png", numbers);
  voc_read_set (self, NULL);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 5);
  fixture_assert_box (self, 0, 0, 0, 0, 2, 1);
  assert_mask (self, 1, "cat", 0, 0, 2, 1);
  fixture_assert_box (self, 0, 2, 7, 0, 1, 1);
  assert_mask (self, 3, "cat", 4, 0, 2, 1);
  assert_mask (self, 4, "dog", 7, 0, 1, 1);
  g_assert_cmpuint (fixture_count (self, "segment-unknown"), ==, 2);
}

/* A mask whose class cannot be one is left out, counted and told. */
static void
test_masks_without_class (Fixture *self, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (1500, 'x');
  g_autofree char *names = g_strdup_printf ("background\ncat\n%s\n", long_name);
  g_autofree char *source = fixture_path (self, "set");

  write_masks (self);
  voc_write (self, "set/class_names.txt", names);
  voc_read_set (self, NULL);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 5);
  assert_mask (self, 0, "cat", 0, 0, 2, 2);
  assert_mask (self, 4, "void", 0, 0, 3, 3);
  /* The name twice, for boxes and for masks, and the mask. */
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 3);
  g_assert_cmpuint (self->counts.labels_read, ==, 6);

  g_assert_true (fixture_read (self, "voc-masks", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 2);
}

/* Without a list of classes the numbers are those of the challenge, where the boxes are. */
static void
test_challenge (Fixture *self, gconstpointer data)
{
  static const guint8 rows[32] = { 8, 8, 0, 15 };

  voc_write (self, "set/Annotations/a.xml", VOC_FILE ("a", VOC_OBJECT ("cat", VOC_BOX ("0", "0", "2", "1"))));
  write_mask (self, "set/SegmentationClass/a.png", rows);
  write_mask (self, "set/SegmentationClass/b.png", rows);
  voc_read_set (self, NULL);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  assert_mask (self, 1, "cat", 0, 0, 2, 1);
  assert_mask (self, 2, "person", 3, 0, 1, 1);
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 2);
}

/* Masks that are broken leave the boxes as they are. */
static void
test_bad_masks (Fixture *self, gconstpointer data)
{
  write_masks (self);
  voc_write (self, "set/SegmentationClass/a.png", "no picture");
  voc_read_set (self, NULL);
  g_assert_cmpuint (fixture_count (self, "image-unreadable"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  voc_write (self, "set/labelmap.txt", "\xFF\xFE\xFD:1,2");
  voc_write (self, "set/dataset_meta.json", "{\"label_map\":");
  voc_read_set (self, NULL);
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-voc/masks", test_masks);
  FIXTURE_TEST ("/format-voc/masks-again", test_masks_again);
  FIXTURE_TEST ("/format-voc/write-masks", test_write_masks);
  FIXTURE_TEST ("/format-voc/many-masks", test_many_masks);
  FIXTURE_TEST ("/format-voc/other-masks", test_other_masks);
  FIXTURE_TEST ("/format-voc/masks-without-class", test_masks_without_class);
  FIXTURE_TEST ("/format-voc/challenge", test_challenge);
  FIXTURE_TEST ("/format-voc/bad-masks", test_bad_masks);

  return g_test_run ();
}
