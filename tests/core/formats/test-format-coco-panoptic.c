/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <png.h>
#include <string.h>

#include "gw-mask.h"

#define W 8
#define H 4

#define HEAD "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":8,\"height\":4}],"
#define CATEGORIES \
  "\"categories\":[{\"id\":7,\"name\":\"cat\",\"supercategory\":\"animal\",\"isthing\":1,\"color\":[128,0,0]}," \
  "{\"id\":9,\"name\":\"sky\",\"supercategory\":\"sky\",\"isthing\":0}]}"

/* 0 nothing, 1 and 2 cats, 3 and 4 sky, 5 not listed. */
static const guint8 plain[W * H] = {
  0, 0, 0, 0, 0, 3, 3, 3, /**/
  0, 1, 1, 0, 2, 0, 0, 5, /**/
  0, 1, 1, 0, 2, 0, 0, 5, /**/
  4, 4, 4, 4, 0, 0, 0, 0, /**/
};

/* Places of the numbers above. */
static const guint32 ids[] = { 0, 1, 70000, 300, 4, 5 };

/* A PNG whose colours are the ids; alpha 0 everywhere where there is alpha. */
static void
write_mask (Fixture *self, const char *name, int type)
{
  guint8 rows[W * H * 4];
  guint32 palette[G_N_ELEMENTS (ids)];
  gsize n = type == PNG_COLOR_TYPE_RGB_ALPHA ? 4 : 3;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    palette[i] = (ids[i] & 0xff) << 16 | (ids[i] & 0xff00) | ids[i] >> 16;
  if (type == PNG_COLOR_TYPE_PALETTE)
    {
      fixture_png (self, name, &(FixturePng) { W, H, 8, type, FALSE, (int) G_N_ELEMENTS (ids), palette, NULL, plain });
      return;
    }
  memset (rows, 0, sizeof rows);
  for (gsize i = 0; i < W * H; i++)
    for (gsize k = 0; k < 3; k++)
      rows[i * n + k] = (guint8) (ids[plain[i]] >> (8 * k) & 0xff);
  fixture_png (self, name, &(FixturePng) { W, H, 8, type, .rows = rows });
}

static char *
write_set (Fixture *self, const char *segments)
{
  g_autofree char *text = g_strdup_printf (
      HEAD "\"annotations\":[{\"image_id\":1,\"file_name\":\"a.png\",\"segments_info\":%s}]," CATEGORIES, segments);
  g_autofree char *file = fixture_write (self, "set/annotations/panoptic.json", text);

  write_mask (self, "set/annotations/panoptic/a.png", PNG_COLOR_TYPE_RGB);
  fixture_picture (self, "set/images/a.png", W, H);

  return fixture_path (self, "set");
}

#define SEGMENTS \
  "[{\"id\":1,\"category_id\":7,\"area\":4,\"bbox\":[1,1,2,2],\"iscrowd\":0}," \
  "{\"id\":70000,\"category_id\":7,\"iscrowd\":1,\"note\":\"n\"}," \
  "{\"id\":300,\"category_id\":9},{\"id\":4,\"category_id\":9}]"

static guint64
area (Fixture *self, guint i)
{
  return gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, i))->as.mask);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  static const int types[] = { PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA, PNG_COLOR_TYPE_PALETTE };
  g_autofree char *source = write_set (self, SEGMENTS);
  GwClass *cat;
  const char *id;

  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "coco-panoptic");
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      write_mask (self, "set/annotations/panoptic/a.png", types[i]);
      g_assert_true (fixture_read (self, "coco-panoptic", source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->records->len, ==, 1);
      g_assert_true (fixture_record (self, 0)->labeled);
      /* Both of the sky are one. */
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
      fixture_assert_box (self, 0, 0, 1, 1, 2, 2);
      fixture_assert_box (self, 0, 1, 4, 1, 1, 2);
      fixture_assert_box (self, 0, 2, 0, 0, 8, 4);
      g_assert_cmpuint (area (self, 0), ==, 4);
      g_assert_cmpuint (area (self, 2), ==, 7);
      g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, GW_OBJECT_CROWD);
      g_assert_cmpuint (fixture_count (self, "segment-unknown"), ==, 1);
    }
  cat = gw_record_head_find_class_by_name (self->head, "cat");
  g_assert_cmpuint (gw_class_get_color (cat), ==, 0x800000);
  g_assert_cmpint (gw_class_get_parent_id (cat), >, 0);
  g_assert_true (gw_class_get_alias (cat, "coco-panoptic", &id, NULL));
  g_assert_cmpstr (id, ==, "7");
}

/* What this program wrote comes out the same, and what it does not know too. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "annotations/panoptic.json", "annotations/panoptic/a.png" };
  g_autofree char *source = write_set (self, SEGMENTS);
  g_autofree char *first = fixture_path (self, "first");
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, source, NULL, "coco-panoptic", "first", NULL));
  g_assert_true (fixture_convert (self, source, NULL, "coco-panoptic", "again", NULL));
  g_assert_true (fixture_convert (self, first, NULL, "coco-panoptic", "second", NULL));
  g_assert_cmpuint (gw_problems_count_severity (self->problems, GW_SEVERITY_ERROR), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      static const char *const folders[] = { "first", "again", "second" };
      g_autofree char *bytes[3] = { NULL };
      gsize n[3];

      for (gsize k = 0; k < 3; k++)
        {
          g_autofree char *path = g_build_filename (self->folder, folders[k], names[i], NULL);

          g_assert_true (g_file_get_contents (path, &bytes[k], &n[k], NULL));
        }
      g_assert_cmpmem (bytes[0], n[0], bytes[1], n[1]);
      g_assert_cmpmem (bytes[0], n[0], bytes[2], n[2]);
      for (gsize k = 1; k < 3; k++)
        g_free (g_steal_pointer (&bytes[k]));
    }
  text = fixture_load (self, "first/annotations/panoptic.json");
  g_assert_nonnull (strstr (text, "{\"id\":1,\"category_id\":7,\"area\":4,\"bbox\":[1,1,2,2],\"iscrowd\":0}"));
  g_assert_nonnull (strstr (text, "{\"id\":70000,\"category_id\":7,\"area\":2,\"bbox\":[4,1,1,2],\"iscrowd\":1,"
                                  "\"note\":\"n\"}"));
  g_assert_nonnull (strstr (text, "{\"id\":300,\"category_id\":9,\"area\":7,\"bbox\":[0,0,8,4],\"iscrowd\":0}"));
  g_assert_nonnull (strstr (text, "\"name\":\"sky\",\"isthing\":0"));
  /* Which is no parent of itself. */
  g_assert_nonnull (strstr (text, "\"supercategory\":\"sky\""));
}

static void
test_bad_segments (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *segments;
    const char *code;
  } bad[] = {
    { "[{\"id\":1,\"category_id\":7},{\"id\":99,\"category_id\":7}]", "segment-empty" },
    { "[{\"id\":1,\"category_id\":7}]", "segment-unknown" },
    { "[{\"id\":1,\"category_id\":7},{\"id\":4,\"category_id\":8}]", "id-dangling" },
    { "[{\"id\":1,\"category_id\":7},{\"id\":1,\"category_id\":9}]", "id-duplicate" },
    { "[{\"id\":1,\"category_id\":7},{\"id\":0,\"category_id\":9}]", "id-type" },
    { "[{\"id\":1,\"category_id\":7},{\"id\":16777216,\"category_id\":9}]", "id-type" },
    { "[{\"id\":1,\"category_id\":7},3]", "value-type" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *source = write_set (self, bad[i].segments);

      g_test_message ("%s", bad[i].segments);
      g_assert_true (fixture_read (self, "coco-panoptic", source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (fixture_count (self, bad[i].code), ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
    }
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, SEGMENTS);
  g_autofree char *broken = fixture_write (self, "set/annotations/panoptic/a.png", "no picture");
  g_autofree char *text = fixture_write (
      self, "set/annotations/panoptic_x.json",
      HEAD "\"annotations\":[{\"image_id\":1,\"file_name\":\"../../a.png\",\"segments_info\":" SEGMENTS
           "},{\"image_id\":2,\"file_name\":\"a.png\",\"segments_info\":[]},{\"image_id\":1},{}]," CATEGORIES);

  g_assert_true (fixture_read (self, "coco-panoptic", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "image-unreadable"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), >=, 1);
  g_assert_cmpuint (fixture_count (self, "id-dangling"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "id-duplicate"), >=, 1);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_MASK), ==, 0);

  fixture_picture (self, "set/annotations/panoptic/a.png", W + 1, H);
  g_assert_true (fixture_read (self, "coco-panoptic", source, NULL));
  g_assert_cmpuint (fixture_count (self, "mask-size"), ==, 1);

  g_assert_false (fixture_read_text (self, "coco-panoptic", "{\"images\":[{\"id\":1,"));
  g_assert_cmpuint (fixture_count (self, "truncated-file"), ==, 1);
  g_assert_false (fixture_read_text (self, "coco-panoptic", "{}"));
  g_assert_false (fixture_read_text (self, "coco-panoptic", "[]"));
}

/* The top one wins, and what it hides is told. More objects than a byte counts. */
static void
test_overlap (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"image\":\"a.png\",\"width\":400,\"height\":4,\"objects\":["
                                           "{\"label\":\"b\",\"bbox\":[1,0,3,2]},"
                                           "{\"label\":\"a\",\"bbox\":[0,0,2,2]}");
  g_autofree char *source = NULL;
  g_autofree char *path = fixture_path (self, "out");

  for (guint i = 10; i < 310; i++)
    g_string_append_printf (text, ",{\"label\":\"b\",\"bbox\":[%u,0,1,1]}", i);
  g_string_append (text, "]}\n");
  source = fixture_write (self, "in.gw.jsonl", text->str);
  fixture_picture (self, "a.png", 400, 4);
  g_assert_true (fixture_convert (self, source, NULL, "coco-panoptic", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-overlap"), ==, 1);
  g_assert_true (fixture_read (self, "coco-panoptic", path, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 302);
  fixture_assert_box (self, 0, 0, 2, 0, 2, 2);
  fixture_assert_box (self, 0, 1, 0, 0, 2, 2);
  fixture_assert_box (self, 0, 301, 309, 0, 1, 1);
}

/* Objects of which nothing is in the PNG file are told of: one under another, one between the centers of
 * pixels.
 */
static void
test_unseen (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"image\":\"a.png\",\"width\":8,\"height\":4,\"objects\":["
                             "{\"label\":\"cat\",\"bbox\":[1,1,2,2]},"
                             "{\"label\":\"cat\",\"bbox\":[0,0,4,4]},"
                             "{\"label\":\"cat\",\"bbox\":[5.6,1.6,0.3,0.3]},"
                             "{\"label\":\"cat\",\"rings\":[[[20,20],[30,20],[30,30]]]}]}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
  g_autofree char *out = fixture_path (self, "out");
  g_autoptr (GPtrArray) losses = NULL;
  guint n = 0;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "coco-panoptic", "out", NULL));
  losses = gw_problems_list (self->problems, "loss-objects");
  for (guint i = 0; i < losses->len; i++)
    n += ((GwProblem *) g_ptr_array_index (losses, i))->n_labels;
  g_assert_true (fixture_read (self, "coco-panoptic", out, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  /* The one outside has been left out when it was read. */
  g_assert_cmpuint (n, ==, 2);
}

/* Counts of its README; three boxes that the file itself gives. */
static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("det-coco128/panoptic");
  g_autofree char *pictures = gw_test_data_path ("det-coco128/images");
  GwReadOptions options = { .images_dir = pictures };

  if (source == NULL || pictures == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "coco-panoptic", source, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 100);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_MASK), ==, 1111);
  fixture_assert_box (self, 0, 0, 1, 65, 637, 477);
  fixture_assert_box (self, 0, 1, 418, 149, 97, 79);
  fixture_assert_box (self, 0, 2, 0, 0, 638, 640);
}

/* Real masks and back: the same file of run lengths. */
static void
test_sample (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("seg-camvid");
  g_autofree char *there = fixture_path (self, "there");
  g_autoptr (GPtrArray) given = NULL;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, source, "semantic-png", "coco-panoptic", "there", NULL));
  g_assert_true (fixture_read (self, "semantic-png", source, NULL));
  given = g_steal_pointer (&self->records);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  g_assert_true (fixture_read (self, "coco-panoptic", there, NULL));
  g_assert_cmpuint (gw_problems_count_code (self->problems, "segment-unknown"), ==, 0);
  g_assert_cmpuint (self->records->len, ==, given->len);
  for (guint i = 0; i < given->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (given, i), *two = fixture_record (self, i);

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

  FIXTURE_TEST ("/coco-panoptic/bad-files", test_bad_files);
  FIXTURE_TEST ("/coco-panoptic/bad-segments", test_bad_segments);
  FIXTURE_TEST ("/coco-panoptic/overlap", test_overlap);
  FIXTURE_TEST ("/coco-panoptic/real", test_real);
  FIXTURE_TEST ("/coco-panoptic/read", test_read);
  FIXTURE_TEST ("/coco-panoptic/round-trip", test_round_trip);
  FIXTURE_TEST ("/coco-panoptic/sample", test_sample);
  FIXTURE_TEST ("/coco-panoptic/unseen", test_unseen);

  return g_test_run ();
}
