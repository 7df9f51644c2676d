/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "masks-fixture.h"

#include <png.h>
#include <string.h>

#include "gw-mask-picture.h"
#include "gw-mask-table.h"
#include "gw-mask.h"

/* Semantic masks, and those of Pascal VOC, as they are written. */

/* --- writing ----------------------------------------------------------------------------------- */

/* Two boxes one upon the other, a line, and an image that nobody looked at. */
#define LINES \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]}\n" \
  "{\"image\":\"a.png\",\"width\":10,\"height\":10,\"objects\":[" \
  "{\"label\":\"cat\",\"bbox\":[0,0,4,4]},{\"label\":\"dog\",\"bbox\":[2,2,4,4]}," \
  "{\"label\":\"dog\",\"bbox\":[5,5,2,2]},{\"label\":\"cat\",\"line\":[[0,0],[9,9]]}]}\n" \
  "{\"image\":\"b.png\",\"width\":10,\"height\":10}\n" \
  "{\"image\":\"c.png\",\"width\":10,\"height\":10,\"objects\":[]}\n"

static void
test_write (Fixture *self, gconstpointer data)
{
  static const char *const files[] = { "masks/a.png", "masks/c.png", "dataset_meta.json", NULL };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", LINES);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *unlabeled = fixture_path (self, "out/masks/b.png");
  g_autofree char *file = fixture_path (self, "out/masks/a.png");
  g_autoptr (GwMaskPicture) picture = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const guint8 *rows;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "semantic-png", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-overlap"), ==, 1);
  problems = gw_problems_list (self->problems, "loss-overlap");
  g_assert_true (g_str_has_prefix (((GwProblem *) g_ptr_array_index (problems, 0))->text, "4 pixels"));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 4);
  g_assert_cmpuint (fixture_count (self, "loss-objects"), ==, 1);
  g_assert_false (g_file_test (unlabeled, G_FILE_TEST_EXISTS));

  picture = gw_mask_picture_read_file (file, NULL, NULL);
  g_assert_nonnull (picture);
  g_assert_cmpint (picture->kind, ==, GW_MASK_PALETTE);
  g_assert_cmpuint (picture->n_palette, ==, 256);
  g_assert_cmphex (picture->palette[2], ==, 0x008000);
  g_assert_cmphex (picture->palette[255], ==, 0xe0e0c0);
  rows = picture->bytes;
  g_assert_cmpuint (rows[0], ==, 1);
  g_assert_cmpuint (rows[33], ==, 2); /* the upper one */
  g_assert_cmpuint (rows[99], ==, 0);

  g_assert_true (fixture_convert (self, target, "semantic-png", "semantic-png", "again", NULL));
  masks_assert_same_files (self, "out", "again", files);
  g_assert_true (fixture_read (self, "semantic-png", target, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_true (fixture_record (self, 1)->labeled); /* a mask without any class */
}

static void
test_write_instances (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", LINES);
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc-masks", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-objects"), ==, 0);
  g_assert_true (fixture_read (self, "voc-masks", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 12);
  g_assert_cmpuint (masks_area_of (self, 0, "dog"), ==, 19);
}

static void
test_write_too_many (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new ("{\"image\":\"a.png\",\"width\":900,\"height\":10,\"objects\":[");
  g_autofree char *source = NULL;
  g_autofree char *target = fixture_path (self, "out");

  for (guint i = 0; i < 255; i++)
    g_string_append_printf (text, "%s{\"label\":\"c%u\",\"bbox\":[%u,0,2,2]}", i > 0 ? "," : "", i, 3 * i);
  g_string_append (text, "]}\n");
  source = fixture_write (self, "in.gw.jsonl", text->str);
  g_string_free (text, TRUE);
  g_assert_false (fixture_convert (self, source, "gw-jsonl", "semantic-png", "out", NULL));
  g_assert_nonnull (strstr (self->error->message, "COCO"));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

/* A class may hold the place of the background; then that goes elsewhere. */
static void
test_write_no_background (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *masks = fixture_path (self, "set/masks");
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *written = fixture_path (self, "out/masks");

  masks_write_gray (self, "set/masks/a.png", masks_plain);
  g_assert_true (fixture_convert (self, source, "semantic-png", "semantic-png", "out", NULL));
  masks_assert_same_values (masks, written, 1);
  g_assert_true (fixture_read (self, "semantic-png", target, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpuint (masks_area_of (self, 0, "0"), ==, MASKS_W * MASKS_H - 12);
}

/* What came with a table of colours goes with it. */
static void
test_write_own_colours (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *table = fixture_write (self, "set/label_colors.txt",
                                          "64 128 64\tdog\n1 2 3\tVoid\n192 0 128\tcat\n0 0 0\tbackground\n");
  g_autofree char *written = fixture_path (self, "out/masks/a.png");
  g_autofree char *meta = NULL;
  static const guint32 colours[] = { 0x000000, 0x408040, 0xc00080 };
  g_autoptr (GwMaskPicture) picture = NULL;
  guint8 rows[3 * MASKS_W * MASKS_H];

  for (guint i = 0; i < MASKS_W * MASKS_H; i++)
    for (guint k = 0; k < 3; k++)
      rows[3 * i + k] = (guint8) (colours[masks_plain[i]] >> (16 - 8 * k));
  fixture_png (self, "set/masks/a.png", &(FixturePng) { MASKS_W, MASKS_H, 8, PNG_COLOR_TYPE_RGB, .rows = rows });
  fixture_picture (self, "set/images/a.png", MASKS_W, MASKS_H);
  g_assert_true (fixture_convert (self, source, "semantic-png", "semantic-png", "out", NULL));
  picture = gw_mask_picture_read_file (written, NULL, NULL);
  g_assert_nonnull (picture);
  g_assert_cmpint (picture->kind, ==, GW_MASK_PALETTE);
  for (guint i = 0; i < MASKS_W * MASKS_H; i++)
    g_assert_cmphex (picture->palette[((const guint8 *) picture->bytes)[i]], ==, colours[masks_plain[i]]);
  meta = fixture_load (self, "out/dataset_meta.json");
  g_assert_nonnull (strstr (meta, "192"));

  /* By colour it is read as before, and another class takes no colour of these. */
  g_assert_true (fixture_convert (self, source, "semantic-png", "semantic-png", "again", NULL));
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  g_assert_cmpuint (masks_area_of (self, 0, "cat"), ==, 8);
  g_assert_cmpuint (masks_area_of (self, 0, "dog"), ==, 4);
}

/* Regions of many objects count neither way. */
static void
test_write_crowds_as_void (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":10,\"height\":10,\"objects\":["
      "{\"label\":\"cat\",\"bbox\":[0,0,4,4]},{\"label\":\"cat\",\"bbox\":[2,2,4,4],\"flags\":[\"crowd\"]}]}\n");
  static const char *const names[] = { "out/SegmentationClass/a.png", "out/SegmentationObject/a.png" };

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "voc-masks", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-flags"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = fixture_path (self, names[i]);
      g_autoptr (GwMaskPicture) picture = gw_mask_picture_read_file (file, NULL, NULL);

      g_assert_cmpuint (((const guint8 *) picture->bytes)[0], ==, 1);
      g_assert_cmpuint (((const guint8 *) picture->bytes)[55], ==, GW_MASK_VOID);
      g_assert_cmpuint (((const guint8 *) picture->bytes)[33], ==, GW_MASK_VOID);
      g_assert_cmpuint (((const guint8 *) picture->bytes)[99], ==, 0);
    }

  /* Semantic masks of other tools have no void. */
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "semantic-png", "semantic", NULL));
  {
    g_autofree char *file = fixture_path (self, "semantic/masks/a.png");
    g_autoptr (GwMaskPicture) picture = gw_mask_picture_read_file (file, NULL, NULL);

    g_assert_cmpuint (((const guint8 *) picture->bytes)[55], ==, 1);
  }
}

/* --- real data ------------------------------------------------------------------------------------ */

static void
assert_real (Fixture *self, const char *data, const char *format, const char *from_masks, const char *to_masks, guint n)
{
  g_autofree char *source = gw_test_data_path (data);
  g_autofree char *from = NULL;
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *to = fixture_path (self, to_masks);

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  from = g_build_filename (source, from_masks, NULL);
  g_assert_true (fixture_convert (self, source, format, format, "out", &(GwWriteOptions) { .overwrite = TRUE }));
  masks_assert_same_values (from, to, n);
}

static void
test_camvid (Fixture *self, gconstpointer data)
{
  assert_real (self, "seg-camvid", "semantic-png", "masks", "out/masks", 38);
}

static void
test_labelme_voc (Fixture *self, gconstpointer data)
{
  assert_real (self, "seg-labelme/instance_segmentation/data_dataset_voc", "voc-masks", "SegmentationClass",
               "out/SegmentationClass", 3);
  assert_real (self, "seg-labelme/instance_segmentation/data_dataset_voc", "voc-masks", "SegmentationObject",
               "out/SegmentationObject", 3);
  assert_real (self, "seg-labelme/semantic_segmentation/data_dataset_voc", "voc-masks", "SegmentationClass",
               "out/SegmentationClass", 3);
  assert_real (self, "seg-labelme/video_annotation/data_dataset_voc", "semantic-png", "SegmentationClassPNG",
               "out/masks", 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/mask-writing", test_write);
  FIXTURE_TEST ("/mask-writing/instances", test_write_instances);
  FIXTURE_TEST ("/mask-writing/too-many", test_write_too_many);
  FIXTURE_TEST ("/mask-writing/no-background", test_write_no_background);
  FIXTURE_TEST ("/mask-writing/own-colours", test_write_own_colours);
  FIXTURE_TEST ("/mask-writing/crowds-as-void", test_write_crowds_as_void);
  FIXTURE_TEST ("/mask-writing/real/camvid", test_camvid);
  FIXTURE_TEST ("/mask-writing/real/labelme-voc", test_labelme_voc);

  return g_test_run ();
}
