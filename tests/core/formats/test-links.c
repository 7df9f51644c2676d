/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of labels and lists of names that are links out of their folder are not there: a data set
 * does not choose what else of the computer is read.
 */

#include "formats-fixture.h"

#include <unistd.h>

#define LABELME(label) \
  "{\"version\":\"5.0.1\",\"shapes\":[{\"label\":\"" label "\",\"points\":[[1,1],[9,1],[9,9]],\"shape_type\":" \
  "\"polygon\"}],\"imagePath\":\"a.png\"}"
#define VOC(name) \
  "<annotation><filename>a.png</filename><size><width>9</width><height>9</height><depth>3</depth></size><object><name>" name \
  "</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>3</xmax><ymax>3</ymax></bndbox></object></annotation>"
#define COCO(name) \
  "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":9,\"height\":9}],\"annotations\":[],\"categories\":" \
  "[{\"id\":1,\"name\":\"" name "\"}]}"
#define LINE(name) \
  "{\"source-ref\":\"a.png\",\"f\":0,\"f-metadata\":{\"class-name\":\"" name "\",\"type\":" \
  "\"groundtruth/image-classification\",\"job-name\":\"j\",\"human-annotated\":\"yes\",\"creation-date\":" \
  "\"2026-03-02T09:14:11.502114\"}}\n"

static const struct
{
  const char *format;
  const char *own; /* a file in the folder, with the class “own” */
  const char *text;
  const char *link; /* to a file that lies outside, with the class “secret” */
  const char *outside;
} cases[] = {
  { "labelme", "set/a.json", LABELME ("own"), "set/b.json", LABELME ("secret") },
  { "labelme", "set/a.json", LABELME ("own"), "set/labels.txt", "secret\n" },
  { "voc", "set/a.xml", VOC ("own"), "set/b.xml", VOC ("secret") },
  { "voc", "set/a.xml", VOC ("own"), "set/class_names.txt", "secret\n" },
  { "coco", "set/annotations/instances_a.json", COCO ("own"), "set/annotations/instances_b.json", COCO ("secret") },
  { "coco", "set/annotations/instances_a.json", COCO ("own"), "set/annotations.json", COCO ("secret") },
  { "csv", "set/labels.csv", "image,label\na.png,own\n", "set/scores.csv", "image,score:secret\na.png,1\n" },
  { "sagemaker", "set/output.manifest", LINE ("own"), "set/manifests/output/output.manifest", LINE ("secret") },
};

static void
test_links (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%zu", i);
      g_autofree char *own_name = g_strdup_printf ("%s/%s", name, cases[i].own);
      g_autofree char *own = fixture_write (self, own_name, cases[i].text);
      g_autofree char *outside_name = g_strdup_printf ("%s/outside", name);
      g_autofree char *outside = fixture_write (self, outside_name, cases[i].outside);
      g_autofree char *link_name = g_strdup_printf ("%s/%s", name, cases[i].link);
      g_autofree char *link = fixture_write (self, link_name, "");
      g_autofree char *source_name = g_strdup_printf ("%s/set", name);
      g_autofree char *source = fixture_path (self, source_name);

      g_assert_cmpint (unlink (link), ==, 0);
      g_assert_cmpint (symlink (outside, link), ==, 0);
      g_test_message ("%s: %s", cases[i].format, cases[i].link);
      g_assert_true (fixture_read (self, cases[i].format, source, NULL));
      g_assert_nonnull (gw_record_head_find_class_by_name (self->head, "own"));
      g_assert_null (gw_record_head_find_class_by_name (self->head, "secret"));
    }
}

/* Nor where the file in the folder that has the names is another, and the link is the only one of its kind. */
static void
test_yolo (Fixture *self, gconstpointer data)
{
  g_autofree char *names = fixture_write (self, "set/classes.txt", "own\n");
  g_autofree char *label = fixture_write (self, "set/a.txt", "0 0.5 0.5 0.1 0.1\n");
  g_autofree char *outside = fixture_write (self, "outside", "train: .\nnames: [secret]\n");
  g_autofree char *source = g_path_get_dirname (label);
  g_autofree char *link = g_build_filename (source, "data.yml", NULL);

  fixture_picture (self, "set/a.png", 9, 9);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  g_assert_nonnull (gw_record_head_find_class_by_name (self->head, "own"));
  g_assert_null (gw_record_head_find_class_by_name (self->head, "secret"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/links/out-of-the-folder", test_links);
  FIXTURE_TEST ("/links/yolo", test_yolo);

  return g_test_run ();
}
