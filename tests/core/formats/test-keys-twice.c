/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that a JSON object has twice, at every level of every format of JSON: the last one counts,
 * and that is told (spec formats 15.6).
 */

#include "formats-fixture.h"

#include <string.h>

#define COCO_IMAGES "\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":9,\"height\":9}]"
#define COCO_CLASSES "\"categories\":[{\"id\":1,\"name\":\"cat\"}]"
#define COCO_BOX(x) "{\"image_id\":1,\"category_id\":1,\"bbox\":[" x ",1,3,3]}"
#define COCO_BOXES(x) "\"annotations\":[" COCO_BOX (x) "]"
#define COCO_RESULT(x) "{\"image_id\":1,\"category_id\":1,\"score\":0.5,\"bbox\":[" x ",1,3,3]}"
#define LABELME(shapes) \
  "{\"version\":\"5\",\"flags\":{}," shapes ",\"imagePath\":\"a.png\",\"imageHeight\":9,\"imageWidth\":9}"
#define SHAPE(x) "{\"label\":\"cat\",\"points\":[[" x ",1],[5,4]],\"shape_type\":\"rectangle\"}"
#define VIA(x) \
  "\"a.png1\":{\"filename\":\"a.png\",\"size\":1,\"regions\":[{\"shape_attributes\":{\"name\":\"rect\",\"x\":" x \
  ",\"y\":1,\"width\":3,\"height\":3},\"region_attributes\":{\"class\":\"cat\"}}],\"file_attributes\":{}}"
#define VOTT(x) \
  "\"1\":{\"asset\":{\"id\":\"1\",\"name\":\"a.png\",\"size\":{\"width\":9,\"height\":9},\"state\":2},\"regions\":[" \
  "{\"type\":\"RECTANGLE\",\"tags\":[\"cat\"],\"boundingBox\":{\"left\":" x ",\"top\":1,\"width\":3,\"height\":3}}]}"
#define CREATEML(x) \
  "[{\"image\":\"a.png\",\"annotations\":[{\"label\":\"cat\",\"coordinates\":{" x \
  ",\"y\":2.5,\"width\":3,\"height\":3}}]}]"
#define DATUMARO(items) "{\"info\":{},\"categories\":{\"label\":{\"labels\":[{\"name\":\"cat\"}]}}," items "}"
#define ITEM(box) \
  "\"items\":[{\"id\":\"a\",\"image\":{\"path\":\"a.png\",\"size\":[9,9]},\"annotations\":[" \
  "{\"type\":\"bbox\",\"label_id\":0," box "}]}]"
#define STUDIO(value) \
  "[{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"id\":1,\"result\":[{\"id\":\"r\",\"type\":" \
  "\"rectanglelabels\",\"from_name\":\"label\",\"to_name\":\"image\",\"original_width\":100,\"original_height\":100," \
  "\"value\":{" value ",\"y\":1,\"width\":3,\"height\":3,\"rotation\":0,\"rectanglelabels\":[\"cat\"]}}]}]}]"
#define SEGMENT(x) "\"annotations\":[{\"bbox\":[" x ",1,3,3],\"predicted_iou\":0.9}]"
#define SEGMENT_IMAGE "\"image\":{\"file_name\":\"a.png\",\"width\":9,\"height\":9}"
#define CITY(x) "\"objects\":[{\"label\":\"car\",\"polygon\":[[" x ",1],[5,1],[5,4]]}]"
#define MANIFEST(box) \
  "{\"source-ref\":\"a.png\",\"box\":{\"image_size\":[{\"width\":9,\"height\":9,\"depth\":3}],\"annotations\":[" \
  "{\"class_id\":0," box ",\"top\":1,\"width\":3,\"height\":3}]},\"box-metadata\":{\"objects\":[{\"confidence\":1}]," \
  "\"class-map\":{\"0\":\"cat\"},\"type\":\"groundtruth/object-detection\",\"human-annotated\":\"yes\"}}\n"

/* Each is one image with one object at x 2. */
static const struct
{
  const char *format;
  const char *file;
  const char *text;
  const char *key; /* that the first warning names */
} cases[] = {
  { "coco", "a.json", "{" COCO_IMAGES "," COCO_IMAGES "," COCO_CLASSES "," COCO_BOXES ("2") "}", "images" },
  { "coco", "a.json", "{" COCO_IMAGES "," COCO_CLASSES "," COCO_BOXES ("1") "," COCO_BOXES ("2") "}", "annotations" },
  { "coco", "a.json", "{" COCO_IMAGES "," COCO_CLASSES "," COCO_CLASSES "," COCO_BOXES ("2") "}", "categories" },
  { "coco", "a.json", "{\"info\":{},\"info\":{\"a\":1}," COCO_IMAGES "," COCO_CLASSES "," COCO_BOXES ("2") "}",
    "info" },
  { "coco", "a.json",
    "{" COCO_IMAGES "," COCO_CLASSES ",\"annotations\":[{\"image_id\":1,\"category_id\":1,\"bbox\":[2,1,3,3],"
    "\"attributes\":{\"a\":1,\"a\":2}}]}",
    "a" },
  { "coco-results", "a.json", "[{\"bbox\":[1,1,3,3],\"image_id\":1,\"category_id\":1,\"score\":1,\"bbox\":[2,1,3,3]}]",
    "bbox" },
  { "coco-results", "a.json", "{\"annotations\":[" COCO_RESULT ("1") "],\"annotations\":[" COCO_RESULT ("2") "]}",
    "annotations" },
  { "labelme", "a.json", LABELME ("\"shapes\":[" SHAPE ("1") "],\"shapes\":[" SHAPE ("2") "]"), "shapes" },
  { "labelme", "a.json", LABELME ("\"imagePath\":\"b.png\",\"shapes\":[" SHAPE ("2") "]"), "imagePath" },
  { "labelme", "a.json",
    LABELME (
        "\"shapes\":[{\"label\":\"cat\",\"points\":[[1,1],[5,4]],\"shape_type\":\"rectangle\",\"points\":[[2,1],[5,4]]}]"),
    "points" },
  { "via", "a.json", "{" VIA ("1") "," VIA ("2") "}", "a.png1" },
  { "via", "a.json", "{" VIA ("1,\"x\":2") "}", "x" },
  { "via", "a.csv",
    "filename,region_shape_attributes,region_attributes\n"
    "a.png,\"{\"\"name\"\":\"\"rect\"\",\"\"x\"\":1,\"\"x\"\":2,\"\"y\"\":1,\"\"width\"\":3,\"\"height\"\":3}\","
    "\"{\"\"class\"\":\"\"cat\"\"}\"\n",
    "x" },
  { "vott", "a.json", "{\"assets\":{" VOTT ("1") "," VOTT ("2") "}}", "1" },
  { "vott", "a.json", "{\"assets\":{" VOTT ("1") "},\"assets\":{" VOTT ("2") "}}", "assets" },
  { "vott", "a.json", "{\"assets\":{" VOTT ("1,\"left\":2") "}}", "left" },
  { "vott", "a-asset.json",
    "{\"asset\":{\"id\":\"1\",\"name\":\"a.png\",\"size\":{\"width\":9,\"height\":9},\"state\":2},\"regions\":["
    "{\"type\":\"RECTANGLE\",\"tags\":[\"cat\"],\"boundingBox\":{\"left\":1,\"left\":2,\"top\":1,\"width\":3,\"height\":3}}]}",
    "left" },
  { "createml", "a.json", CREATEML ("\"x\":1,\"x\":3.5"), "x" },
  { "datumaro", "a.json", DATUMARO (ITEM ("\"bbox\":[1,1,3,3]") "," ITEM ("\"bbox\":[2,1,3,3]")), "items" },
  { "datumaro", "a.json", DATUMARO (ITEM ("\"bbox\":[1,1,3,3],\"bbox\":[2,1,3,3]")), "bbox" },
  { "label-studio", "a.json", STUDIO ("\"x\":1,\"x\":2"), "x" },
  { "segment-anything", "a.json", "{" SEGMENT_IMAGE "," SEGMENT ("1") "," SEGMENT ("2") "}", "annotations" },
  { "segment-anything", "a.json", "{" SEGMENT_IMAGE "," SEGMENT ("1,1,3,3],\"bbox\":[2") "}", "bbox" },
  { "cityscapes", "gtFine/train/a/a_000000_000000_gtFine_polygons.json",
    "{\"imgHeight\":9,\"imgWidth\":9," CITY ("1") "," CITY ("2") "}", "objects" },
  { "gw-jsonl", "a.gw.jsonl",
    "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":[{\"label\":\"cat\",\"bbox\":[2,1,3,3],"
    "\"attributes\":{\"a\":1,\"a\":2}}]}\n",
    "a" },
  { "sagemaker", "a.manifest", MANIFEST ("\"left\":1,\"left\":2"), "left" },
};

static char *
get_source (Fixture *self, const char *format, const char *file, const char *text)
{
  g_autofree char *path = fixture_write (self, file, text);

  return g_str_equal (format, "cityscapes") ? g_strdup (self->folder) : g_steal_pointer (&path);
}

static void
test_last_one_counts (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = get_source (self, cases[i].format, cases[i].file, cases[i].text);
      g_autofree char *key = g_strdup_printf ("“%s”", cases[i].key);
      g_autoptr (GPtrArray) told = NULL;
      GwBox box;

      g_test_message ("%s: %s", cases[i].format, cases[i].text);
      if (!fixture_read (self, cases[i].format, source, NULL))
        g_error ("%s", self->error->message);
      fixture_assert_adds_up (self);
      g_assert_cmpuint (fixture_count (self, "key-duplicate"), ==, 1);
      told = gw_problems_list (self->problems, "key-duplicate");
      g_assert_nonnull (strstr (((GwProblem *) g_ptr_array_index (told, 0))->text, key));
      g_assert_cmpuint (self->records->len, ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      box = gw_object_get_bounds (fixture_object (self, 0, 0));
      g_assert_cmpfloat_with_epsilon (box.x, 2, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/keys-twice/last-one-counts", test_last_one_counts);

  return g_test_run ();
}
