/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What files say of the image itself: which formats bring it, and which carry it. */

#include "formats-fixture.h"

#include <string.h>

#include "gw-limits.h"

static void
assert_attribute (Fixture *self, guint i, const char *name, const char *value)
{
  g_assert_cmpstr (gw_record_get_attribute (fixture_record (self, i), name), ==, value);
}

/* --- gw-jsonl ----------------------------------------------------------------------------- */

static void
test_jsonl (Fixture *self, gconstpointer data)
{
  static const char lines[] =
      "{\"groundwork\":1,\"classes\":[]}\n"
      "{\"image\":\"a.png\",\"tags\":[\"t\"],\"attributes\":{\"weather\":\"rain\",\"iso\":400,"
      "\"dry\":false,\"none\":null,\"gps\":[1,2]},\"objects\":[]}\n"
      "{\"image\":\"b.png\",\"attributes\":\"rain\",\"objects\":[]}\n"
      "{\"image\":\"c.png\",\"attributes\":{\"a\":1,\"a\":2},\"objects\":[]}\n"
      "{\"image\":\"d.png\",\"attributes\":{\"a\":1},\"attributes\":{\"b\":2},\"objects\":[]}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", lines);
  g_autofree char *text = NULL;

  g_assert_true (fixture_read (self, "gw-jsonl", source, NULL));
  assert_attribute (self, 0, "weather", "rain");
  assert_attribute (self, 0, "iso", "400");
  assert_attribute (self, 0, "dry", "false");
  assert_attribute (self, 0, "none", NULL);
  assert_attribute (self, 0, "gps", NULL);
  g_assert_null (fixture_record (self, 1)->attributes);
  assert_attribute (self, 2, "a", "2");
  assert_attribute (self, 3, "a", NULL);
  assert_attribute (self, 3, "b", "2");
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "key-duplicate"), ==, 2);

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "gw-jsonl", "out.gw.jsonl", NULL));
  text = fixture_load (self, "out.gw.jsonl");
  g_assert_nonnull (strstr (text,
                            "\"tags\":[\"t\"],\"attributes\":{\"weather\":\"rain\",\"iso\":\"400\",\"dry\":\"false\","
                            "\"gps\":[1,2]},\"objects\":[]}"));
}

/* What is too much is told of, and the rest is read. */
static void
test_limits (Fixture *self, gconstpointer data)
{
  const guint most = (guint) gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES);
  g_autoptr (GString) line = g_string_new ("{\"image\":\"a.png\",\"attributes\":{\"long\":\"");

  for (guint i = 0; i <= gw_limit_get (GW_LIMIT_ATTRIBUTE_BYTES); i++)
    g_string_append_c (line, 'x');
  g_string_append_c (line, '"');
  for (guint i = 0; i < most + 2; i++)
    g_string_append_printf (line, ",\"n%u\":%u", i, i);
  g_string_append (line, "},\"objects\":[]}\n");
  g_assert_true (fixture_read_text (self, "gw-jsonl", line->str));
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 3);
  g_assert_cmpuint (g_strv_length (fixture_record (self, 0)->attributes), ==, 2 * most);
}

/* --- single images' files ------------------------------------------------------------------ */

/* The head knows them before the first record, so that tables have columns of them. */
static void
assert_column (Fixture *self, const char *source, const char *format, const char *table, const char *column)
{
  g_autofree char *file = g_build_filename ("tables", table, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const GwWriteOptions over = { .overwrite = TRUE };

  g_assert_true (fixture_convert (self, source, format, "csv", "tables", &over));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  text = fixture_load (self, file);
  lines = g_strsplit (text, "\n", 2);
  g_assert_nonnull (strstr (lines[0], column));
}

static void
test_via (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "via.json",
      "{\"a.png1\":{\"filename\":\"a.png\",\"size\":1,\"file_attributes\":{\"place\":\"Rome\",\"year\":2020,"
      "\"seen\":{\"x\":true}},\"regions\":[{\"shape_attributes\":{\"name\":\"rect\",\"x\":1,\"y\":2,\"width\":3,"
      "\"height\":4},\"region_attributes\":{\"class\":\"cat\"}}]}}");

  g_assert_true (fixture_read (self, "via", source, NULL));
  assert_attribute (self, 0, "place", "Rome");
  assert_attribute (self, 0, "year", "2020");
  assert_attribute (self, 0, "seen", NULL);
  assert_column (self, source, "via", "detections.csv", ",place,year");
  g_free (source);
  source = fixture_write (self, "via.csv",
                          "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,"
                          "region_attributes\na.png,1,\"{\"\"place\"\":\"\"Rome\"\"}\",1,0,"
                          "\"{\"\"name\"\":\"\"rect\"\",\"\"x\"\":1,\"\"y\"\":2,\"\"width\"\":3,"
                          "\"\"height\"\":4}\",\"{\"\"class\"\":\"\"cat\"\"}\"\n");
  assert_column (self, source, "via", "detections.csv", ",place");
}

static void
test_dota (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");

  g_free (fixture_write (self, "set/labelTxt/P1.txt", "imagesource:GoogleEarth\ngsd:0.25\n1 1 9 1 9 9 1 9 plane 0\n"));
  g_assert_true (fixture_read (self, "dota", source, NULL));
  assert_attribute (self, 0, "imagesource", "GoogleEarth");
  assert_attribute (self, 0, "gsd", "0.25");
  assert_column (self, source, "dota", "detections.csv", ",imagesource,gsd");
}

static void
test_datumaro (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "annotations/train.json",
      "{\"info\":{},\"categories\":{\"label\":{\"labels\":[{\"name\":\"a\"}]}},\"items\":[{\"id\":\"a\",\"attr\":"
      "{\"frame\":7,\"city\":\"Rome\"},\"annotations\":[],\"image\":{\"path\":\"a.png\",\"size\":[9,9]}}]}");

  g_assert_true (fixture_read (self, "datumaro", source, NULL));
  assert_attribute (self, 0, "frame", "7");
  assert_attribute (self, 0, "city", "Rome");
  assert_column (self, source, "datumaro", "detections.csv", ",frame,city");
}

/* --- COCO ---------------------------------------------------------------------------------- */

#define IMAGE \
  "{\"id\":4,\"file_name\":\"a.png\",\"width\":9,\"height\":9,\"license\":3,\"date_captured\":\"2020\",\"weather\":" \
  "\"rain\",\"iso\":400,\"night\":false,\"none\":null,\"gps\":[1,2],\"extra\":{\"name\":\"x\"}}"

static void
test_coco (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.json",
      "{\"images\":[" IMAGE "],\"annotations\":[{\"id\":1,\"image_id\":4,\"category_id\":1,\"bbox\":[1,2,3,4]}],"
      "\"categories\":[{\"id\":1,\"name\":\"cat\"}]}");
  g_autofree char *folder = fixture_path (self, "out2");
  g_autofree char *text = NULL;
  const GwWriteOptions keep = { .numbers = GW_NUMBERS_KEEP };

  g_assert_true (fixture_read (self, "coco", source, NULL));
  assert_attribute (self, 0, "weather", "rain");
  assert_attribute (self, 0, "iso", "400");
  assert_attribute (self, 0, "night", "false");
  g_assert_cmpuint (g_strv_length (fixture_record (self, 0)->attributes), ==, 6);
  g_assert_cmpuint (self->head->attributes->len, ==, 3);
  assert_column (self, source, "coco", "detections.csv", ",weather,iso,night");

  /* What the bag has stands where it stood. */
  g_assert_true (fixture_convert (self, source, "coco", "coco", "out", &keep));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  text = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (text, IMAGE));

  g_free (source);
  source = fixture_write (self, "in.gw.jsonl",
                          "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"attributes\":{\"weather\":\"rain\",\"iso\":"
                          "\"400\",\"id\":\"x\"},\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n");
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "coco", "out2", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_free (text);
  text = fixture_load (self, "out2/annotations.json");
  g_assert_nonnull (strstr (text, "\"height\":9,\"weather\":\"rain\",\"iso\":400}"));
  g_assert_true (fixture_read (self, "coco", folder, NULL));
  assert_attribute (self, 0, "iso", "400");

  g_free (folder);
  folder = fixture_path (self, "panoptic");
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "coco-panoptic", "panoptic", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_assert_true (fixture_read (self, "coco-panoptic", folder, NULL));
  assert_attribute (self, 0, "iso", "400");
  g_assert_cmpuint (self->head->attributes->len, ==, 2);
}

/* --- CVAT ---------------------------------------------------------------------------------- */

static void
test_cvat (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "annotations.xml",
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations><version>1.1</version><image id=\"0\" name=\"a.png\" "
      "width=\"9\" height=\"9\"><tag label=\"street\" source=\"manual\"><attribute name=\"weather\">rain</attribute>"
      "<attribute name=\"sure\">yes</attribute></tag><tag label=\"crowd\" source=\"manual\"><attribute name=\"sure\">no"
      "</attribute><attribute name=\"weather\">rain</attribute></tag></image></annotations>\n");
  g_autofree char *changed = fixture_path (self, "changed");
  g_autofree char *text = NULL;
  g_autoptr (GwWriter) writer = NULL;

  g_assert_true (fixture_read (self, "cvat", source, NULL));
  assert_attribute (self, 0, "weather", "rain");
  assert_attribute (self, 0, "sure", "yes");
  g_assert_cmpuint (self->head->attributes->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "attribute-differs"), ==, 1);
  assert_column (self, source, "cvat", "labels.csv", ",weather,sure");

  /* Each tag keeps its own. */
  g_assert_true (fixture_convert (self, source, "cvat", "cvat", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  text = fixture_load (self, "out/annotations.xml");
  g_assert_nonnull (strstr (text, ">yes<"));
  g_assert_nonnull (strstr (text, ">no<"));

  /* What has changed since stands in the first tag that has its name; what came with none has no place. */
  g_assert_true (fixture_read (self, "cvat", source, NULL));
  gw_record_set_attribute (fixture_record (self, 0), "weather", "snow");
  gw_record_set_attribute (fixture_record (self, 0), "wind", "3");
  writer = gw_format_create (gw_format_find ("cvat", NULL), changed, self->head, NULL, self->problems, &self->error);
  g_assert_no_error (self->error);
  g_assert_true (gw_writer_write (writer, fixture_record (self, 0), NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_free (text);
  text = fixture_load (self, "changed/annotations.xml");
  g_assert_nonnull (strstr (text, ">snow<"));
  g_assert_nonnull (strstr (text, ">no<"));
  g_assert_null (strstr (text, "wind"));
}

/* --- Label Studio -------------------------------------------------------------------------- */

#define STUDIO \
  "[{\"id\":7,\"data\":{\"image\":\"/data/upload/1/ab-a.png\",\"city\":\"Rome\",\"year\":2020,\"more\":{\"x\":1}}," \
  "\"annotations\":[{\"id\":1,\"result\":[{\"id\":\"r\",\"type\":\"rating\",\"from_name\":\"quality\",\"to_name\":" \
  "\"image\",\"value\":{\"rating\":4}},{\"id\":\"t\",\"type\":\"textarea\",\"from_name\":\"caption\",\"to_name\":" \
  "\"image\",\"value\":{\"text\":[\"one\",\"two\"]}}]}]}]"

static void
test_label_studio (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "tasks.json", STUDIO);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *tables = fixture_path (self, "t");
  g_autofree char *text = NULL;

  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  assert_attribute (self, 0, "city", "Rome");
  assert_attribute (self, 0, "year", "2020");
  assert_attribute (self, 0, "quality", "4");
  assert_attribute (self, 0, "caption", "one\ntwo");
  assert_attribute (self, 0, "more", NULL);
  assert_attribute (self, 0, "image", NULL);
  g_assert_cmpuint (self->head->attributes->len, ==, 4);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 0);

  /* Each stands where it stood, once and as it was. */
  g_assert_true (fixture_convert (self, source, "label-studio", "label-studio", "out", NULL));
  text = fixture_load (self, "out/tasks.json");
  g_assert_nonnull (strstr (text, "\"city\":\"Rome\",\"year\":2020,\"more\":{\"x\":1}}"));
  g_assert_null (strstr (text, "\"quality\":"));
  g_assert_nonnull (strstr (text, "\"value\":{\"rating\":4}"));
  g_assert_true (fixture_read (self, "label-studio", target, NULL));
  assert_attribute (self, 0, "caption", "one\ntwo");

  /* Into another format, and from it. */
  g_assert_true (fixture_convert (self, source, "label-studio", "csv", "t", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  g_assert_true (fixture_read (self, "csv", tables, NULL));
  assert_attribute (self, 0, "quality", "4");
  g_free (source);
  source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"attributes\":{\"wind\":\"2.5\",\"image\":\"x\"},"
      "\"objects\":[]}\n{\"image\":\"b.png\",\"width\":9,\"height\":9,\"attributes\":{\"wind\":"
      "\"007\"},\"objects\":[]}\n");
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "label-studio", "out2", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_free (text);
  text = fixture_load (self, "out2/tasks.json");
  g_assert_nonnull (strstr (text, "\"wind\":2.5}"));
  g_assert_nonnull (strstr (text, "\"wind\":\"007\"}"));
}

#define PERSON(id, name, value) \
  "{\"id\":" id ",\"completed_by\":{\"id\":" id ",\"email\":\"" name \
  "\"},\"result\":[{\"id\":\"c\",\"type\":\"choices\"," \
  "\"from_name\":\"label\",\"to_name\":\"image\",\"value\":{\"choices\":[\"cat\"]}},{\"id\":\"r\",\"type\":\"rating\"," \
  "\"from_name\":\"quality\",\"to_name\":\"image\",\"value\":{\"rating\":" value "}}]}"
#define SAID(name, value) \
  "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"annotator\":\"" name "\",\"labels\":[\"cat\"],\"attributes\":{" \
  "\"quality\":\"" value "\"}}\n"
#define UNSAID(name) "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"annotator\":\"" name "\",\"labels\":[\"cat\"]}\n"

/* Each person may have rated the image, and what nothing has a place for is told of. */
static void
test_label_studio_people (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "tasks.json",
                                           "[{\"id\":7,\"data\":{\"image\":\"a.png\"},\"annotations\":[" PERSON (
                                               "1", "kim", "4") "," PERSON ("2", "lee", "2") "]}]");
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *same = fixture_write (self, "same.gw.jsonl", SAID ("kim", "4") SAID ("lee", "4"));
  g_autofree char *other = fixture_write (self, "other.gw.jsonl", SAID ("kim", "4") SAID ("lee", "2"));
  g_autofree char *first = fixture_write (self, "first.gw.jsonl", SAID ("kim", "4") UNSAID ("lee"));
  g_autofree char *late = fixture_write (self, "late.gw.jsonl", UNSAID ("kim") SAID ("lee", "2"));
  g_autofree char *twice = fixture_write (
      self, "twice.json",
      "[{\"id\":7,\"data\":{\"image\":\"a.png\",\"caption\":\"none\"},\"annotations\":[{\"id\":1,\"result\":["
      "{\"id\":\"r\",\"type\":\"rating\",\"from_name\":\"quality\",\"to_name\":\"image\",\"value\":{\"rating\":4}},"
      "{\"id\":\"s\",\"type\":\"rating\",\"from_name\":\"quality\",\"to_name\":\"image\",\"value\":{\"rating\":3}},"
      "{\"id\":\"t\",\"type\":\"rating\",\"from_name\":\"quality\",\"to_name\":\"image\",\"value\":{\"rating\":4}},"
      "{\"id\":\"u\",\"type\":\"textarea\",\"from_name\":\"caption\",\"to_name\":\"image\",\"value\":{\"text\":"
      "[\"one\"]}}]}]}]");

  g_assert_true (fixture_convert (self, source, "label-studio", "label-studio", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  g_assert_true (fixture_read (self, "label-studio", target, NULL));
  assert_attribute (self, 0, "quality", "4");
  assert_attribute (self, 1, "quality", "2");

  g_assert_true (fixture_convert (self, same, "gw-jsonl", "label-studio", "same", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  g_assert_true (fixture_convert (self, other, "gw-jsonl", "label-studio", "other", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_assert_true (fixture_convert (self, first, "gw-jsonl", "label-studio", "first", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  g_assert_true (fixture_convert (self, late, "gw-jsonl", "label-studio", "late", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);

  g_assert_true (fixture_read (self, "label-studio", twice, NULL));
  assert_attribute (self, 0, "quality", "4");
  assert_attribute (self, 0, "caption", "none");
  g_assert_cmpuint (fixture_count (self, "attribute-differs"), ==, 2);
}

/* --- manifests ------------------------------------------------------------------------------ */

#define LINE \
  "{\"source-ref\":\"a.png\",\"weather\":\"rain\",\"iso\":400,\"own-metadata\":\"x\",\"fruit\":0,\"fruit-metadata\":{" \
  "\"class-name\":\"apple\",\"confidence\":0.95,\"type\":\"groundtruth/image-classification\",\"job-name\":" \
  "\"labeling-job/fruit\",\"human-annotated\":\"yes\",\"creation-date\":\"2026-03-02T09:14:11.502114\"}}\n"

static void
test_manifest (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.manifest", LINE);
  g_autofree char *folder = fixture_path (self, "out2");
  g_autofree char *text = NULL;
  GwWriteOptions channels = { .channels = TRUE };

  fixture_picture (self, "a.png", 9, 9);
  g_assert_true (fixture_read (self, "sagemaker", source, NULL));
  assert_attribute (self, 0, "weather", "rain");
  assert_attribute (self, 0, "iso", "400");
  g_assert_cmpuint (g_strv_length (fixture_record (self, 0)->attributes), ==, 4);
  g_assert_cmpuint (self->head->attributes->len, ==, 2);

  /* A line stays as it was to the byte. */
  g_assert_true (fixture_convert (self, source, "sagemaker", "sagemaker", "out", NULL));
  text = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (text, ==, LINE);

  g_free (source);
  source = fixture_write (self, "in.gw.jsonl",
                          "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"attributes\":{\"weather\":\"rain\",\"iso\":"
                          "\"400\"},\"labels\":[\"apple\"]}\n{\"image\":\"b.png\",\"width\":9,\"height\":9,"
                          "\"attributes\":{\"source-ref\":\"x\"},\"labels\":[\"apple\"]}\n");
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "sagemaker", "out2", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_free (text);
  text = fixture_load (self, "out2/output.manifest");
  g_assert_nonnull (strstr (text, "{\"source-ref\":\"a.png\",\"weather\":\"rain\",\"iso\":400,"));
  g_assert_true (fixture_read (self, "sagemaker", folder, NULL));
  assert_attribute (self, 0, "iso", "400");
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "sagemaker", "out3", &channels));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 2);
}

/* A label attribute and an attribute of images cannot share a name: the one that nobody chose gives way. */
static void
test_manifest_names (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"task\":\"detection\",\"classes\":[{\"name\":\"apple\"}]}\n"
      "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"attributes\":{\"Fruit\":\"red\",\"Fruit-class\":\"x\","
      "\"Fruit-box\":\"large\"},\"labels\":[\"apple\"],\"objects\":[{\"label\":\"apple\",\"bbox\":[1,2,3,4]}]}\n");
  g_autofree char *folder = fixture_path (self, "out");
  g_autofree char *text = NULL;
  const GwWriteOptions named = { .name = "Fruit" }, asked = { .attribute = "Fruit" },
                       spelled = { .attribute = "Fruit!" };

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "sagemaker", "out", &named));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  g_assert_true (fixture_read (self, "sagemaker", folder, NULL));
  assert_attribute (self, 0, "Fruit", "red");
  assert_attribute (self, 0, "Fruit-class", "x");
  assert_attribute (self, 0, "Fruit-box", "large");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  text = fixture_load (self, "out/output.manifest");
  g_assert_nonnull (strstr (text, "\"Fruit-1-class\":[0]"));
  g_assert_nonnull (strstr (text, "\"Fruit-1-box\":{"));

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "sagemaker", "asked", &asked));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  g_free (text);
  text = fixture_load (self, "asked/output.manifest");
  g_assert_nonnull (strstr (text, "\"Fruit\":{\"image_size\""));
  g_assert_null (strstr (text, "red"));
  g_assert_true (fixture_convert (self, source, "gw-jsonl", "sagemaker", "spelled", &spelled));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/image-attributes/gw-jsonl", test_jsonl);
  FIXTURE_TEST ("/image-attributes/have-limits", test_limits);
  FIXTURE_TEST ("/image-attributes/via", test_via);
  FIXTURE_TEST ("/image-attributes/dota", test_dota);
  FIXTURE_TEST ("/image-attributes/datumaro", test_datumaro);
  FIXTURE_TEST ("/image-attributes/coco", test_coco);
  FIXTURE_TEST ("/image-attributes/cvat", test_cvat);
  FIXTURE_TEST ("/image-attributes/label-studio", test_label_studio);
  FIXTURE_TEST ("/image-attributes/label-studio-people", test_label_studio_people);
  FIXTURE_TEST ("/image-attributes/manifests", test_manifest);
  FIXTURE_TEST ("/image-attributes/manifests-share-no-names", test_manifest_names);

  return g_test_run ();
}
