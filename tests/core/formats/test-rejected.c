/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

/* An image whose labels were all left out is not one that has nothing in it (spec formats 5.1, 15.3). */

typedef struct
{
  const char *format;
  const char *name; /* of the file that is named; NULL: its folder */
  const char *bad;  /* file of the image whose labels are all bad, or of both */
  const char *bad_text;
  const char *good; /* (nullable): of the image with nothing in it */
  const char *good_text;
  gboolean lists_negatives; /* the format can tell an image with nothing in it */
} Case;

#define VOC(name, objects) \
  "<annotation><filename>" name "</filename><size><width>20</width><height>20</height><depth>3</depth></size>" objects \
  "</annotation>"

static const Case cases[] = {
  { "labelme", NULL, "a.json",
    "{\"version\":\"5.0.1\",\"flags\":{},\"shapes\":[{\"label\":\"cat\",\"points\":[[1,1],[1,1]],\"group_id\":null,"
    "\"shape_type\":\"rectangle\",\"flags\":{}}],\"imagePath\":\"a.png\",\"imageData\":null,\"imageHeight\":20,"
    "\"imageWidth\":20}",
    "b.json",
    "{\"version\":\"5.0.1\",\"flags\":{},\"shapes\":[],\"imagePath\":\"b.png\",\"imageData\":null,\"imageHeight\":20,"
    "\"imageWidth\":20}",
    TRUE },
  { "voc", NULL, "a.xml",
    VOC ("a.png", "<object><name>cat</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>5</xmax><ymax>9</ymax></bndbox>"
                  "</object>"),
    "b.xml", VOC ("b.png", ""), TRUE },
  { "coco", "a.json", "a.json",
    "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":20,\"height\":20}],"
    "\"categories\":[{\"id\":1,\"name\":\"cat\"}],"
    "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,0,4]},"
    "{\"id\":2,\"image_id\":1,\"category_id\":1,\"segmentation\":{\"size\":[20,20],\"counts\":\"0\"}}]}",
    NULL, NULL, FALSE },
  { "createml", "a.json", "a.json",
    "[{\"image\":\"a.png\",\"annotations\":[{\"label\":\"cat\",\"coordinates\":{\"x\":5,\"y\":5,\"width\":0,"
    "\"height\":2}}]},{\"image\":\"b.png\",\"annotations\":[]}]",
    NULL, NULL, TRUE },
  { "csv", "a.csv", "a.csv", "image,label,x,y,width,height\na.png,cat,1,1,0,4\nb.png,,,,,\n", NULL, NULL, TRUE },
  { "multi-label-table", "_classes.csv", "_classes.csv", "filename,cat,dog\na.png,x,0\nb.png,0,0\n", NULL, NULL, TRUE },
  { "gw-jsonl", "a.gw.jsonl", "a.gw.jsonl",
    "{\"image\":\"a.png\",\"width\":20,\"height\":20,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,1,0,4]}]}\n"
    "{\"image\":\"b.png\",\"width\":20,\"height\":20,\"objects\":[]}\n",
    NULL, NULL, TRUE },
  { "sagemaker", "a.manifest", "a.manifest",
    "{\"source-ref\":\"s3://x/a.png\",\"boxes\":{\"image_size\":[{\"width\":20,\"height\":20,\"depth\":3}],"
    "\"annotations\":[{\"class_id\":0,\"left\":1,\"top\":1,\"width\":0,\"height\":4}]},"
    "\"boxes-metadata\":{\"class-map\":{\"0\":\"cat\"},\"type\":\"groundtruth/object-detection\"}}\n"
    "{\"source-ref\":\"s3://x/b.png\",\"boxes\":{\"image_size\":[{\"width\":20,\"height\":20,\"depth\":3}],"
    "\"annotations\":[]},"
    "\"boxes-metadata\":{\"class-map\":{\"0\":\"cat\"},\"type\":\"groundtruth/object-detection\"}}\n",
    NULL, NULL, TRUE },
  { "label-studio", "a.json", "a.json",
    "[{\"id\":1,\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"id\":1,\"result\":[{\"id\":\"r\",\"type\":"
    "\"rectanglelabels\",\"from_name\":\"label\",\"to_name\":\"image\",\"original_width\":20,\"original_height\":20,"
    "\"value\":{\"x\":5,\"y\":5,\"width\":0,\"height\":9,\"rotation\":0,\"rectanglelabels\":[\"cat\"]}}]}]},"
    "{\"id\":2,\"data\":{\"image\":\"b.png\"},\"annotations\":[{\"id\":2,\"result\":[]}]}]",
    NULL, NULL, TRUE },
};

static void
test_is_no_negative (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autofree char *folder = fixture_path (self, one->format);
      g_autofree char *bad = g_build_filename (one->format, one->bad, NULL);
      g_autofree char *first = g_build_filename (one->format, "a.png", NULL);
      g_autofree char *second = g_build_filename (one->format, "b.png", NULL);
      g_autofree char *written = fixture_write (self, bad, one->bad_text);
      g_autofree char *source = one->name != NULL ? g_build_filename (folder, one->name, NULL) : g_strdup (folder);

      if (one->good != NULL)
        {
          g_autofree char *good = g_build_filename (one->format, one->good, NULL);

          g_free (fixture_write (self, good, one->good_text));
        }
      fixture_picture (self, first, 20, 20);
      fixture_picture (self, second, 20, 20);
      g_test_message ("%s", one->format);
      g_assert_true (fixture_read (self, one->format, source, NULL));
      for (guint k = 0; k < self->records->len; k++)
        {
          const GwRecord *record = fixture_record (self, k);
          const gboolean is_good = g_str_has_suffix (record->path, "b.png");

          g_assert_cmpuint (record->objects->len + record->labels->len, ==, 0);
          g_assert_cmpint (record->labeled, ==, is_good && one->lists_negatives);
        }
      g_assert_cmpuint (self->records->len, ==, one->lists_negatives ? 2 : 1);
      g_assert_cmpuint (gw_problems_count_severity (self->problems, GW_SEVERITY_ERROR), >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/rejected/is-no-negative", test_is_no_negative);

  return g_test_run ();
}
