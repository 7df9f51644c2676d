/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "open-images-fixture.h"

#include <math.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "gw-mask.h"

/* Masks of Open Images, and what this program writes. */

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

  open_images_write (self, "set/train-annotations-object-segmentation.csv", text);
  open_images_write (self, "set/class-descriptions.csv", NAMES);
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
      open_images_assert_bag (self, gw_object_get_bag (fixture_object (self, 0, 0)),
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
  open_images_write (self, "set/train-annotations-bbox.csv",
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
  open_images_write (self, "set/masks/text.png", "no picture");
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

  open_images_write (self, "set/train-annotations-bbox.csv", BOX_HEADER "a,xclick,/m/cat,1,0,0.5,0,0.75,1,0,0,0,0\n");
  g_assert_true (fixture_read (self, "open-images", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  fixture_assert_box (self, 0, 0, 0, 0, 4, 3);
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
  open_images_write (self, "in.gw.jsonl", round_trip);
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
      "\"score\":0.5},{\"label\":\"cat\",\"bbox\":[11,2,3,4],\"score\":1}]}\n";
  static const struct
  {
    const char *code;
    guint n;
  } losses[] = { { "loss-shape", 4 },  { "loss-rotation", 1 }, { "loss-attributes", 1 }, { "loss-flags", 1 },
                 { "loss-group", 1 },  { "loss-tags", 1 },     { "loss-author", 1 },     { "loss-score", 1 },
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
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_BOX), ==, 4);
  /* What the losses tell of. */
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 1, 0)), ==, 0.5);
  g_assert_true (isnan (gw_object_get_score (fixture_object (self, 1, 1))));
  g_assert_cmpstr (gw_object_get_author (fixture_object (self, 1, 0)), ==, "kim");
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

  FIXTURE_TEST ("/open-images-writer/bad-masks", test_bad_masks);
  FIXTURE_TEST ("/open-images-writer/box-without-mask", test_box_without_mask);
  FIXTURE_TEST ("/open-images-writer/camvid", test_camvid);
  FIXTURE_TEST ("/open-images-writer/losses", test_losses);
  FIXTURE_TEST ("/open-images-writer/masks", test_masks);
  FIXTURE_TEST ("/open-images-writer/masks-with-boxes", test_masks_with_boxes);
  FIXTURE_TEST ("/open-images-writer/round-trip", test_round_trip);
  FIXTURE_TEST ("/open-images-writer/same-bytes", test_same_bytes);
  FIXTURE_TEST ("/open-images-writer/toy", test_toy);

  return g_test_run ();
}
