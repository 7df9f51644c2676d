/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <png.h>
#include <string.h>

#include "formats-fixture.h"
#include "gw-error.h"
#include "gw-label-source.h"

#define COCO "{\"images\":[{\"id\":1,\"file_name\":\"a.png\"}],\"annotations\":[],\"categories\":[]}"
#define VOC \
  "<annotation><filename>a.png</filename><size><width>20</width><height>20</height></size><object>" \
  "<name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>"
#define LABELME "{\"imagePath\":\"a.png\",\"shapes\":[],\"imageHeight\":20,\"imageWidth\":20}"
#define LINE "0 0.5 0.5 0.2 0.2\n"

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = fixture_write (self, name, text);

  g_assert_nonnull (path);
}

/* What of set/ is read; inner NULL: it itself. */
static void
assert_found (Fixture *self, const char *given, const char *format, const char *inner)
{
  g_autofree char *path = fixture_path (self, "set");
  g_autofree char *wanted = inner != NULL ? g_build_filename (path, inner, NULL) : g_strdup (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwLabelSource) source = gw_label_source_find (path, given != NULL ? gw_format_find (given, NULL) : NULL,
                                                           NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (source->format->name, ==, format);
  g_assert_cmpstr (source->path, ==, wanted);
  g_assert_true ((source->reason == NULL) == (given != NULL));
  if (inner != NULL && given == NULL)
    g_assert_nonnull (strstr (source->reason, inner));
  gw_problems_unref (self->problems);
  self->problems = gw_problems_new ();
  gw_label_source_report_unread (source, self->problems, NULL);
}

static void
assert_told (Fixture *self, const char *words, const char *file)
{
  g_autoptr (GPtrArray) list = gw_problems_list (self->problems, "labels-unread");

  g_assert_cmpuint (gw_problems_count (self->problems), ==, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const GwProblem *problem = g_ptr_array_index (list, i);

      g_assert_cmpint (problem->severity, ==, GW_SEVERITY_WARNING);
      if (strstr (problem->text, words) != NULL && g_str_has_suffix (problem->file, file))
        return;
    }
  g_test_message ("nothing says “%s” of %s", words, file);
  g_test_fail ();
}

static void
assert_nothing_told (Fixture *self)
{
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
}

static void
test_one_folder_with_labels (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/images/a.png", 20, 20);
  put (self, "set/labels-yolo/classes.txt", "cat\n");
  put (self, "set/labels-yolo/a.txt", LINE);
  assert_found (self, NULL, "yolo", "labels-yolo");
  assert_nothing_told (self);
  assert_found (self, "yolo", "yolo", "labels-yolo");
  /* Where pictures alone are asked for, they are what is read. */
  assert_found (self, "folder", "folder", NULL);
  assert_nothing_told (self);

  /* What lies in the folder itself comes first. */
  put (self, "set/all.json", COCO);
  assert_found (self, NULL, "coco", NULL);
  assert_told (self, ": labels-yolo (YOLO Boxes). Import", "set");
  assert_found (self, "coco", "coco", NULL);
  assert_nothing_told (self);
}

/* Beside labels that are read lie others, in the folder itself and deep in it. */
static void
test_labels_beside_labels (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/a.png", 20, 20);
  put (self, "set/all.json", COCO);
  put (self, "set/a.xml", VOC);
  put (self, "set/x/y/z/a.json", LABELME);
  put (self, "set/x/y/z/b/a.json", LABELME);
  put (self, "set/notes/more.json", "{\"a\": 1}");
  assert_found (self, NULL, "coco", NULL);
  assert_told (self, ": Pascal VOC, x/y/z (labelme). Import", "set");

  /* What belongs to the format that is read is none of them. */
  put (self, "set/other/all.json", COCO);
  assert_found (self, NULL, "coco", NULL);
  assert_told (self, ": Pascal VOC, x/y/z (labelme). Import", "set");
}

/* A small box with its confidence fits two ways to write them. */
static void
test_label_folders_of_yolo (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/images/train/a.png", 20, 20);
  fixture_picture (self, "set/images/test/b.png", 20, 20);
  put (self, "set/data.yaml", "train: images/train\ntest: images/test\nnames: [cat]\n");
  put (self, "set/labels/train/a.txt", LINE);
  put (self, "set/labels/test/b.txt", "0 0.003 0.002 0.006 0.003 0.5\n");
  assert_found (self, NULL, "yolo", NULL);
  assert_nothing_told (self);

  put (self, "set/found/b.txt", "0 0.003 0.002 0.006 0.003 0.5\n");
  assert_found (self, NULL, "yolo", NULL);
  assert_told (self, ": found (Boxes as Text). Import", "set");
}

/* Each in a folder of its own: the sets are told of, and that of XML files is not read alone since such
 * files may lie anywhere.
 */
static void
test_set_in_several_forms (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/annotated/a.png", 20, 20);
  put (self, "set/annotated/a.json", LABELME);
  fixture_picture (self, "set/voc/JPEGImages/a.png", 20, 20);
  put (self, "set/voc/Annotations/a.xml", VOC);
  assert_found (self, NULL, "folder", NULL);
  assert_told (self, ": annotated (labelme), voc (Pascal VOC). Import", "set");
  assert_found (self, "voc", "voc", "voc");
}

/* Folders of pictures that may be classes. */
static void
test_labels_deep_in_classes (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/cat/a.png", 20, 20);
  fixture_picture (self, "set/dog/b.png", 20, 20);
  /* What an export leaves, and the classes of masks, are no labels. */
  put (self, "set/groundwork-export.json", "{\"groundwork-export\":1,\"files\":{}}");
  put (self, "set/dataset_meta.json", "{\"label_map\":{\"0\":\"cat\"}}");
  assert_found (self, NULL, "class-folders", NULL);
  assert_nothing_told (self);
  put (self, "set/dog/deep/all.json", COCO);
  assert_found (self, NULL, "class-folders", NULL);
  assert_told (self, ": dog/deep (COCO). Import", "set");
}

static void
test_several_folders_with_labels (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/images/a.png", 20, 20);
  put (self, "set/boxes/classes.txt", "cat\n");
  put (self, "set/boxes/a.txt", LINE);
  put (self, "set/coco/all.json", COCO);
  assert_found (self, NULL, "folder", NULL);
  assert_told (self, "boxes (YOLO Boxes), coco (COCO)", "set");
  assert_found (self, "coco", "coco", "coco");
  assert_found (self, "yolo", "yolo", "boxes");
}

/* Pictures are not left out for what lies deep below them, or may be no labels. */
static void
test_labels_below_pictures (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/a.png", 20, 20);
  put (self, "set/old/export/run1/all.json", COCO);
  assert_found (self, NULL, "folder", NULL);
  assert_told (self, ": old/export/run1 (COCO). Import", "set");
  assert_found (self, "coco", "coco", "old/export/run1");

  put (self, "set/old/export/run1/all.json", "{}");
  put (self, "set/old/all.json", COCO);
  assert_found (self, NULL, "coco", "old");
}

static void
test_beside_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_path (self, "set");
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GwLabelSource) source = NULL;

  put (self, "set/all.json", COCO);
  put (self, "set/a.xml", VOC);
  put (self, "set/deep/a.json", LABELME);
  source = gw_label_source_find (path, NULL, NULL, NULL);
  g_cancellable_cancel (cancelled);
  gw_label_source_report_unread (source, self->problems, cancelled);
  assert_nothing_told (self);
  g_assert_cmpuint (source->others->len, ==, 0);

  gw_label_source_report_unread (source, self->problems, NULL);
  assert_told (self, ": Pascal VOC, deep (labelme). Import", "set");
}

/* The reason is shown: a name in it is what a name from outside is elsewhere. */
static void
test_strange_name (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_path (self, "set");
  g_autoptr (GError) error = NULL;
  g_autoptr (GwLabelSource) source = NULL;

  put (self, "set/a\xff/all.json", COCO);
  source = gw_label_source_find (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (source->path, "a\xff"));
  g_assert_true (g_utf8_validate (source->reason, -1, NULL));
  g_assert_nonnull (strstr (source->reason, "a\\xFF"));
}

static void
test_no_pictures_beside (Fixture *self, gconstpointer data)
{
  g_autofree char *none = fixture_path (self, "none");
  g_autoptr (GError) error = NULL;

  put (self, "set/deep/all.json", COCO);
  assert_found (self, NULL, "coco", "deep");

  put (self, "set/deep/all.json", "{}");
  put (self, "set/deep/deeper/deepest/all.json", COCO);
  assert_found (self, NULL, "coco", "deep/deeper/deepest");

  put (self, "none/deep/deeper/deepest/far/all.json", COCO);
  g_assert_null (gw_label_source_find (none, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
  g_clear_error (&error);

  put (self, "none/one/all.json", COCO);
  put (self, "none/two/all.json", COCO);
  g_assert_null (gw_label_source_find (none, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "one (COCO), two (COCO)"));
}

static void
test_label_files_of_no_format (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/a.png", 20, 20);
  fixture_picture (self, "set/deep/b.png", 20, 20);
  /* For people to read, hidden, and a picture's by its name. */
  put (self, "set/README.txt", "Read me.");
  put (self, "set/.hidden.json", "{}");
  assert_found (self, NULL, "folder", NULL);
  assert_nothing_told (self);

  put (self, "set/xml/b.xml", "<annotations/>");
  put (self, "set/xml/a.xml", "<annotations/>");
  put (self, "set/a.json", "{\"shapes\":[]}");
  put (self, "set/deep/b.txt", "A cat, 0.5 m high.\n");
  put (self, "set/scores.CSV", "nothing,known\n");
  assert_found (self, NULL, "folder", NULL);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 4);
  assert_told (self, "2 .xml files look like labels", "set/xml/a.xml");
  assert_told (self, "1 .json file looks like labels", "set/a.json");
  assert_told (self, "1 .csv file looks like labels", "set/scores.CSV");
  assert_told (self, "YOLO", "set/deep/b.txt");
}

/* Nothing says which of two is meant, and each is one that can be read. */
static void
test_label_files_of_known_formats (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/a.png", 20, 20);
  put (self, "set/one.json", COCO);
  put (self, "set/two.json", COCO);
  assert_found (self, NULL, "folder", NULL);
  assert_told (self, "2 .json files were not read. The first one looks like COCO", "set/one.json");
}

/* A text for each picture, and nothing that says what they are. */
static void
test_texts_beside_pictures (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/a.png", 20, 20);
  fixture_picture (self, "set/b.png", 20, 20);
  put (self, "set/a.txt", LINE LINE);
  put (self, "set/b.txt", "");
  assert_found (self, NULL, "yolo", NULL);
  assert_nothing_told (self);
  put (self, "set/b.txt", "0 0.1 0.1 0.2 0.1 0.2 0.2 0.15 0.3 0.1 0.2\n");
  assert_found (self, NULL, "yolo-segment", NULL);

  /* What they tell may be anything, and so may other numbers be. */
  put (self, "set/a.txt", "A dog.\n");
  put (self, "set/b.txt", "A dog, and 2 cats.\n");
  assert_found (self, NULL, "folder", NULL);
  assert_told (self, "2 text files have names of pictures", "set/a.txt");
  put (self, "set/a.txt", "0 50 50 20 20\n");
  put (self, "set/b.txt", "7 5 5 2 20\n");
  assert_found (self, NULL, "box-text", NULL);

  fixture_picture (self, "set/images/train/a.png", 20, 20);
  put (self, "set/labels/train/a.txt", LINE);
  put (self, "set/a.txt", "");
  assert_found (self, NULL, "yolo", NULL);
}

static void
put_mask (Fixture *self, const char *name, guint first)
{
  guint8 rows[20 * 20];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = (guint8) (first + (i % 20 < 10 ? 0 : 1));
  fixture_png (self, name, &(FixturePng) { 20, 20, 8, PNG_COLOR_TYPE_GRAY, .rows = rows });
}

/* Pictures that are masks, whose own pictures lie elsewhere. */
static void
test_masks_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  guint8 rows[20 * 20];

  put_mask (self, "set/a.png", 0);
  put_mask (self, "set/deep/b.png", 1);
  assert_found (self, NULL, "folder", NULL);
  list = gw_problems_list (self->problems, "labels-unread");
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((GwProblem *) g_ptr_array_index (list, 0))->severity, ==, GW_SEVERITY_INFO);
  g_assert_nonnull (strstr (((GwProblem *) g_ptr_array_index (list, 0))->text, "semantic-png"));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = (guint8) (i * 7);
  fixture_png (self, "set/c.png", &(FixturePng) { 20, 20, 8, PNG_COLOR_TYPE_GRAY, .rows = rows });
  assert_found (self, NULL, "folder", NULL);
  assert_nothing_told (self);
}

static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *coco128 = gw_test_data_path ("det-coco128");
  g_autofree char *bccd = gw_test_data_path ("det-bccd");
  g_autofree char *labelme = gw_test_data_path ("seg-labelme/instance_segmentation");
  g_autoptr (GwLabelSource) three = NULL;
  g_autoptr (GwLabelSource) two = NULL;
  g_autoptr (GwLabelSource) voc = NULL;

  if (coco128 == NULL || bccd == NULL || labelme == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  two = gw_label_source_find (coco128, NULL, NULL, NULL);
  gw_label_source_report_unread (two, self->problems, NULL);
  assert_told (self, "labels-yolo (YOLO Boxes), labels-yolo-seg (YOLO Polygons)", "det-coco128");
  gw_problems_unref (self->problems);
  self->problems = gw_problems_new ();
  three = gw_label_source_find (labelme, NULL, NULL, NULL);
  g_assert_cmpstr (three->format->name, ==, "folder");
  gw_label_source_report_unread (three, self->problems, NULL);
  assert_told (self,
               "data_annotated (labelme), data_dataset_coco (COCO), data_dataset_voc (Pascal VOC Masks). Import them",
               "instance_segmentation");
  voc = gw_label_source_find (bccd, NULL, NULL, NULL);
  g_assert_cmpstr (voc->format->name, ==, "voc");
}

/* An export is read from where its note lies, though all of its files lie in one folder of it. */
static void
test_export_of_one_folder (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/d/a.png", 20, 20);
  put (self, "set/d/a.json", LABELME);
  assert_found (self, "labelme", "labelme", "d");
  put (self, "set/groundwork-export.json", "{\"groundwork-export\":1,\"format\":\"labelme\",\"files\":{}}");
  assert_found (self, "labelme", "labelme", NULL);
  assert_found (self, NULL, "labelme", NULL);
}

/* Whoever cancels is not told that nothing, or something, was found. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  static const char *const given[] = { NULL, "yolo", "folder" };
  g_autofree char *path = fixture_path (self, "set");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture_picture (self, "set/images/a.png", 20, 20);
  put (self, "set/labels-yolo/classes.txt", "cat\n");
  put (self, "set/labels-yolo/a.txt", LINE);
  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          gw_label_source_find (path, given[i] != NULL ? gw_format_find (given[i], NULL) : NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/label-source/one-folder-with-labels", test_one_folder_with_labels);
  FIXTURE_TEST ("/label-source/is-cancelled", test_cancelled);
  FIXTURE_TEST ("/label-source/several-folders-with-labels", test_several_folders_with_labels);
  FIXTURE_TEST ("/label-source/labels-below-pictures", test_labels_below_pictures);
  FIXTURE_TEST ("/label-source/beside-cancelled", test_beside_cancelled);
  FIXTURE_TEST ("/label-source/strange-name", test_strange_name);
  FIXTURE_TEST ("/label-source/no-pictures-beside", test_no_pictures_beside);
  FIXTURE_TEST ("/label-source/label-files-of-no-format", test_label_files_of_no_format);
  FIXTURE_TEST ("/label-source/labels-beside-labels", test_labels_beside_labels);
  FIXTURE_TEST ("/label-source/label-folders-of-yolo", test_label_folders_of_yolo);
  FIXTURE_TEST ("/label-source/set-in-several-forms", test_set_in_several_forms);
  FIXTURE_TEST ("/label-source/labels-deep-in-classes", test_labels_deep_in_classes);
  FIXTURE_TEST ("/label-source/label-files-of-known-formats", test_label_files_of_known_formats);
  FIXTURE_TEST ("/label-source/texts-beside-pictures", test_texts_beside_pictures);
  FIXTURE_TEST ("/label-source/masks-alone", test_masks_alone);
  FIXTURE_TEST ("/label-source/export-of-one-folder", test_export_of_one_folder);
  FIXTURE_TEST ("/label-source/real", test_real);
  return g_test_run ();
}
