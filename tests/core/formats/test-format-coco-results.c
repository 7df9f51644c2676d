/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *boxes = gw_test_data_path ("det-eval-coco100/instances_val2014_fakebbox100_results.json");
  g_autofree char *masks = gw_test_data_path ("det-eval-coco100/instances_val2014_fakesegm100_results.json");
  GwDetection detection;

  if (boxes == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_cmpstr (gw_format_detect (boxes, &detection, NULL, NULL)->name, ==, "coco-results");
  g_assert_true (fixture_read (self, "coco-results", boxes, NULL));
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_BOX), ==, 734);
  g_assert_true (self->head->predictions);
  g_assert_true (fixture_read (self, "coco-results", masks, NULL));
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_MASK), ==, 734);
  fixture_assert_adds_up (self);
}

static void
test_known (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "r.json",
      "{\"annotations\":[{\"image_id\":42,\"category_id\":18,\"bbox\":[1,2,3,4],\"score\":0.5},"
      "{\"image_id\":\"x\",\"category_id\":99,\"bbox\":[1,2,3,4]}]}");
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GwRecordHead) known = gw_record_head_new ();
  GwReadOptions options = { .image_paths = paths, .known = known };

  g_hash_table_insert (paths, (gpointer) "42", (gpointer) "a/b.jpg");
  gw_class_set_alias (gw_record_head_ensure_class (known, "dog"), "coco", "18", "dog");
  g_assert_true (fixture_read (self, "coco-results", path, &options));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a/b.jpg");
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "dog");
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 0)), ==, 0.5);
  g_assert_cmpuint (fixture_count (self, "id-dangling"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "score-not-finite"), ==, 1);
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *entry;
    const char *code;
  } cases[] = {
    { "{\"category_id\":1,\"bbox\":[1,1,2,2],\"score\":1}", "id-dangling" },
    { "{\"image_id\":1,\"category_id\":1,\"score\":1}", "box-degenerate" },
    { "{\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,2],\"score\":1}", "value-type" },
    { "{\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,NaN,2],\"score\":1}", "coord-not-finite" },
    { "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[4,4],\"counts\":\"~\"},\"score\":1}", "rle-char" },
    { "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[4,4],\"counts\":[3]},\"score\":1}", "rle-sum" },
    { "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[4,4],\"counts\":[1.5,15.5]},\"score\":1}",
      "rle-sum" },
    { "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"counts\":[3]},\"score\":1}", "value-type" },
    { "{\"image_id\":1,\"category_id\":1,\"segmentation\":[[1,1,2]],\"score\":1}", "ring-odd" },
    { "3", "value-type" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "[%s,{\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,1,1],\"score\":0.25}]", cases[i].entry);

      g_test_message ("%s", cases[i].entry);
      g_assert_true (fixture_read_text (self, "coco-results", text));
      g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (self->counts.labels_given, ==, 1);
      fixture_assert_adds_up (self);
    }
  g_assert_false (fixture_read_text (self, "coco-results", "[{\"image_id\":1"));
  g_assert_cmpuint (fixture_count (self, "truncated-file"), ==, 1);
}

/* Numbers are those of the COCO file that the images came from, then by their order. */
static void
test_writes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"kind\":\"predictions\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]}\n"
      "{\"image\":\"a.png\",\"width\":5,\"height\":4,\"objects\":[{\"label\":\"dog\",\"score\":0.5,\"bbox\":[1,1.5,2,2]},"
      "{\"label\":\"cat\",\"score\":0.25,\"rle\":{\"size\":[4,5],\"counts\":[5,2,2,2,9]}}]}\n"
      "{\"image\":\"b.png\",\"width\":5,\"height\":4,\"objects\":[]}\n"
      "{\"image\":\"c.png\",\"width\":5,\"height\":4,\"objects\":[{\"label\":\"cat\",\"rings\":[[[0,0],[2,0],[2,2],[0,2]]]},"
      "{\"label\":\"cat\",\"score\":1,\"line\":[[0,0],[1,1]]}]}\n");
  g_autofree char *text = NULL;
  g_autofree char *target = fixture_path (self, "out.json");

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "coco-results", "out.json",
                                  &(GwWriteOptions) { .masks = GW_MASKS_COUNTS }));
  text = fixture_load (self, "out.json");
  g_assert_cmpstr (text, ==,
                   "[{\"image_id\":1,\"category_id\":2,\"bbox\":[1,1.5,2,2],\"score\":0.5},"
                   "{\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[4,5],\"counts\":[5,2,2,2,9]},"
                   "\"score\":0.25},{\"image_id\":3,\"category_id\":1,\"segmentation\":{\"size\":[4,5],"
                   "\"counts\":[0,2,2,2,14]},\"score\":1}]\n");
  g_assert_cmpuint (fixture_count (self, "loss-unscored"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 2);
  g_assert_true (gw_format_detect (target, NULL, NULL, NULL) == gw_format_find ("coco-results", NULL));
}

/* Files that were joined may have given two images the same number. */
static void
test_same_numbers (Fixture *self, gconstpointer data)
{
  static const char *const images[][2] = { { "a.png", "{\"coco\":{\"id\":1}}" },
                                           { "b.png", "{\"coco\":{\"id\":1}}" },
                                           { "c.png", NULL } };
  g_autofree char *path = fixture_path (self, "out.json");
  g_autofree char *text = NULL;
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  const gint64 class_id = gw_class_get_id (gw_record_head_ensure_class (head, "cat"));
  const GwWriteOptions options = { 0 };
  GwWriter *writer = gw_format_create (gw_format_find ("coco-results", NULL), path, head, &options, self->problems,
                                       NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_autoptr (GwRecord) record = gw_record_new (images[i][0]);
      GwObject *object = gw_object_new (0, class_id);

      record->bag = g_strdup (images[i][1]);
      gw_object_set_box (object, 1, 1, 2, 2);
      gw_object_set_score (object, 0.5);
      g_ptr_array_add (record->objects, object);
      g_assert_true (gw_writer_write (writer, record, NULL));
    }
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  text = fixture_load (self, "out.json");
#define BOX(id) "{\"image_id\":" id ",\"category_id\":1,\"bbox\":[1,1,2,2],\"score\":0.5}"
  g_assert_cmpstr (text, ==, "[" BOX ("1") "," BOX ("2") "," BOX ("3") "]\n");
#undef BOX
  g_assert_cmpuint (fixture_count (self, "id-duplicate"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/coco-results/reads-real-files", test_real);
  FIXTURE_TEST ("/coco-results/resolves-numbers", test_known);
  FIXTURE_TEST ("/coco-results/rejects-only-the-bad-entry", test_bad);
  FIXTURE_TEST ("/coco-results/same-numbers", test_same_numbers);
  FIXTURE_TEST ("/coco-results/writes", test_writes);

  return g_test_run ();
}
