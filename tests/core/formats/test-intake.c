/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>
#include <glib/gstdio.h>

#include "gw-ignored-classes.h"
#include "gw-mask.h"
#include "gw-shape-turn.h"

/* The intake of a text of gw-jsonl lines. */
static GwIntake *
open_text (Fixture *self, const char *text, const GwIntakeRules *rules)
{
  g_autofree char *path = fixture_write (self, "in.gw.jsonl", text);
  GwReader *reader = gw_format_open (gw_format_find ("gw-jsonl", NULL), path, NULL, self->problems, NULL, &self->error);

  g_assert_no_error (self->error);
  return gw_intake_new (reader, rules);
}

#define LINE \
  "{\"image\":\"p/a.png\",\"width\":10,\"height\":5,\"objects\":[{\"label\":\"x\",\"bbox\":[8,1,4,2]}," \
  "{\"label\":\"y\",\"bbox\":[1,1,2,2]}]}\n"

/* Of one file those that lie around it, by their names. */
static void
test_pictures_around_a_file (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "/home/kim/photos/a.png", "../../photos/a.png", "other/a.png" };

  fixture_picture (self, "set/images/a.png", 40, 30);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"images\":[{\"id\":1,\"file_name\":\"%s\",\"width\":40,\"height\":30}],"
          "\"annotations\":[],\"categories\":[]}",
          names[i]);
      g_autofree char *file = fixture_write (self, "set/annotations.json", text);

      g_test_message ("%s", names[i]);
      g_assert_true (fixture_read (self, "coco", file, NULL));
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
      g_assert_cmpuint (fixture_count (self, "path-escape"), ==, i < 2 ? 1 : 0);
      g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
    }
}

/* The pictures lie in the folder of the labels, though no path leads to one. */
static void
test_pictures_of_the_source (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "/home/kim/photos/a.png", "C:\\\\photos\\\\a.png", "../../a.png", "other/a.png",
                                       "A.PNG" };
  static const char *const codes[] = { "path-escape", "path-escape", "path-escape", "path-guessed", "path-case" };
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/deep/a.png", 40, 30);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"images\":[{\"id\":1,\"file_name\":\"%s\",\"width\":40,\"height\":30}],"
          "\"annotations\":[],\"categories\":[]}",
          names[i]);

      g_test_message ("%s", names[i]);
      g_free (fixture_write (self, "set/annotations.json", text));
      g_assert_true (fixture_read (self, "coco", source, NULL));
      g_assert_cmpuint (fixture_count (self, codes[i]), ==, 1);
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
      g_assert_cmpstr (fixture_record (self, 0)->path, ==, "deep/a.png");
    }

  g_free (fixture_write (self, "set/annotations.json",
                         "{\"images\":[{\"id\":1,\"file_name\":\"b.png\",\"width\":40,\"height\":30}],"
                         "\"annotations\":[],\"categories\":[]}"));
  g_assert_true (fixture_read (self, "coco", source, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
}

/* What a manifest of a server names lies under a part of its path, in any folder beside it. */
static void
test_pictures_of_a_manifest (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *picture;
    const char *found; /* of the folder */
  } cases[] = {
    { "a.png", "a.png" },
    { "images/a.png", "images/a.png" },
    { "fold/x/a.png", "fold/x/a.png" },
    { "else/where/a.png", "else/where/a.png" },
  };
  static const char line[] =
      "{\"source-ref\":\"s3://bucket/job/1/fold/x/a.png\",\"k\":0,\"k-metadata\":{\"class-name\":\"c\","
      "\"type\":\"groundtruth/image-classification\"}}\n";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_strdup_printf ("set%u", (guint) i);
      g_autofree char *name = g_build_filename (folder, "output.manifest", NULL);
      g_autofree char *picture = g_build_filename (folder, cases[i].picture, NULL);
      g_autofree char *source = fixture_path (self, folder);
      g_autofree char *file = fixture_write (self, name, line);

      g_test_message ("%s", cases[i].picture);
      fixture_picture (self, picture, 40, 30);
      g_assert_true (fixture_read (self, "sagemaker", source, NULL));
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
      g_assert_cmpstr (fixture_record (self, 0)->path, ==, cases[i].found);
      g_assert_true (fixture_read (self, "sagemaker", file, NULL));
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, i < 3 ? 0 : 1);
    }
}

/* Two of a name are none, and masks are no pictures. */
static void
test_no_pictures_of_a_manifest (Fixture *self, gconstpointer data)
{
  static const char line[] = "{\"source-ref\":\"s3://bucket/job/a.png\",\"k\":0,\"k-metadata\":{\"class-name\":"
                             "\"c\",\"type\":\"groundtruth/image-classification\"}%s}\n";
  static const char mask[] = ",\"m-ref\":\"s3://bucket/masks/a.png\",\"m-ref-metadata\":{\"internal-color-map\":{},"
                             "\"type\":\"groundtruth/semantic-segmentation\"}";
  g_autofree char *twice = g_strdup_printf (line, "");
  g_autofree char *masked = g_strdup_printf (line, mask);
  g_autofree char *source = fixture_path (self, "set");
  const GwReadOptions classes = { .attribute = "k" };

  fixture_picture (self, "set/masks/a.png", 40, 30);
  g_free (fixture_write (self, "set/output.manifest", masked));
  g_assert_true (fixture_read (self, "sagemaker", source, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
  g_assert_true (fixture_read (self, "sagemaker", source, &classes));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);

  fixture_picture (self, "set/images/a.png", 40, 30);
  g_free (fixture_write (self, "set/output.manifest", twice));
  g_assert_true (fixture_read (self, "sagemaker", source, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
}

/* Beside files of Pascal VOC, in a folder of any name, called as they say and not as they are; but not
 * among its masks.
 */
static void
test_pictures_of_voc (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *masks = fixture_path (self, "set/SegmentationClass");
  g_autofree char *mask = fixture_path (self, "set/SegmentationClass/a.png");

  g_free (fixture_write (self, "set/Annotations/1.xml",
                         "<annotation><filename>a.png</filename><object><name>c</name><bndbox><xmin>1</xmin><ymin>1"
                         "</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>"));
  fixture_picture (self, "set/SegmentationClass/a.png", 40, 30);
  g_assert_true (fixture_read (self, "voc", source, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), >, 0);
  g_assert_null (fixture_record (self, 0)->file);

  g_assert_cmpint (g_unlink (mask), ==, 0);
  g_assert_cmpint (g_rmdir (masks), ==, 0);
  fixture_picture (self, "set/photos/a.png", 40, 30);
  g_assert_true (fixture_read (self, "voc", source, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "photos/a.png");
}

static void
test_known (Fixture *self, gconstpointer data)
{
  g_autoptr (GwIntake) intake = open_text (self, LINE LINE "{\"image\":\"q.png\",\"width\":1,\"height\":1}\n", NULL);
  g_autoptr (GwImageTable) known = gw_image_table_new ();
  g_autoptr (GwRecord) first = NULL;
  g_autoptr (GwRecord) second = NULL;
  g_autoptr (GwRecord) third = NULL;
  GwIntakeCounts counts;

  gw_image_table_add (known, 77, "a.png", 20, 10);
  gw_intake_set_known (intake, known);
  first = gw_intake_next (intake, NULL, NULL);
  g_assert_cmpint (first->image_id, ==, 77);
  g_assert_cmpstr (first->path, ==, "a.png");
  g_assert_cmpint (first->width, ==, 20);
  g_assert_cmpuint (fixture_count (self, "size-mismatch"), ==, 1);
  second = gw_intake_next (intake, NULL, NULL);
  g_assert_cmpuint (fixture_count (self, "image-duplicate"), ==, 1);
  third = gw_intake_next (intake, NULL, NULL);
  g_assert_cmpint (third->image_id, ==, 0);
  g_assert_null (gw_intake_next (intake, NULL, NULL));
  gw_intake_get_counts (intake, &counts);
  g_assert_cmpuint (counts.images_read, ==, 2);
  g_assert_cmpuint (counts.images_matched, ==, 1);
  g_assert_cmpuint (counts.images_new, ==, 1);
  g_assert_cmpuint (counts.images_missing, ==, 1);
}

static void
test_rules (Fixture *self, gconstpointer data)
{
  GwIntakeRules cut = { .shapes = { .outside = GW_CHECK_FIX } };
  GwIntakeRules reject = { .shapes = { .outside = GW_CHECK_REJECT } };
  GwIntakeRules strict = { .missing = GW_CHECK_REJECT };
  g_autoptr (GwIntake) first = open_text (self, LINE, &cut);
  g_autoptr (GwRecord) record = gw_intake_next (first, NULL, NULL);
  g_autoptr (GwIntake) second = NULL;
  g_autoptr (GwRecord) other = NULL;
  g_autoptr (GwIntake) third = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GwProblem *problem;

  g_assert_cmpfloat (gw_object_get_bounds (g_ptr_array_index (record->objects, 0)).width, ==, 2);
  list = gw_problems_list (self->problems, "box-outside");
  problem = g_ptr_array_index (list, 0);
  g_assert_cmpint (problem->outcome, ==, GW_OUTCOME_CHANGED);
  g_assert_cmpfloat (problem->amount, ==, 2);
  g_assert_cmpstr (problem->detail, ==, "8, 1, 4, 2");
  g_assert_cmpstr (problem->label, ==, "x");
  g_assert_cmpuint (problem->line, ==, 1);

  second = open_text (self, LINE, &reject);
  other = gw_intake_next (second, NULL, NULL);
  g_assert_cmpuint (other->objects->len, ==, 1);

  third = open_text (self, LINE, &strict);
  g_assert_null (gw_intake_next (third, NULL, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 3);
}

/* Several people, or lines, speak of one image; it is missing, and left out, once. */
static void
test_left_out_once (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "a.png", "p/b.png", "." };
  static const char *const codes[] = { "path-missing", "path-ambiguous", "path-escape" };
  static const guint missing[] = { 1, 1, 0 };
  GwIntakeRules strict = { .missing = GW_CHECK_REJECT };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"image\":\"%s\",\"annotator\":\"kim\",\"labels\":[\"x\"]}\n"
                                               "{\"image\":\"%s\",\"annotator\":\"lee\",\"labels\":[\"x\",\"y\"]}\n",
                                               names[i], names[i]);
      g_autoptr (GwIntake) intake = open_text (self, text, &strict);
      g_autoptr (GwImageTable) known = gw_image_table_new ();
      GwProblemKind kind;
      GwIntakeCounts counts;

      g_test_message ("%s", codes[i]);
      gw_image_table_add (known, 1, "s/p/b.png", 20, 10);
      gw_image_table_add (known, 2, "t/p/b.png", 20, 10);
      gw_intake_set_known (intake, known);
      g_assert_null (gw_intake_next (intake, NULL, &self->error));
      g_assert_no_error (self->error);
      gw_intake_get_counts (intake, &counts);
      g_assert_cmpuint (counts.images_read, ==, 1);
      g_assert_cmpuint (counts.images_given, ==, 0);
      g_assert_cmpuint (counts.images_missing, ==, missing[i]);
      g_assert_cmpuint (counts.labels_read, ==, 3);
      g_assert_true (gw_problems_get_kind (self->problems, codes[i], &kind));
      g_assert_cmpuint (kind.count, ==, 2);
      g_assert_cmpuint (kind.n_images, ==, 1);
      g_assert_cmpuint (kind.n_labels, ==, 3);
    }
}

#define PLACE(box) \
  "{\"image\":\"a.png\",\"width\":100,\"height\":80,\"objects\":[{\"label\":\"x\",\"bbox\":" box "}]}\n"

/* Fractions where the format has pixels are told of once, and only where everything is so. */
static void
test_fractions (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *lines;
    guint n;
  } cases[] = {
    { PLACE ("[0.25,0.5,0.5,0.5]") PLACE ("[0.1,0.1,0.2,0.2]"), 1 },
    { PLACE ("[0.25,0.5,0.5,0.5]") PLACE ("[10,0.1,0.2,0.2]"), 0 },
    { PLACE ("[0,0,1,1]"), 0 },
    { "{\"image\":\"a.png\",\"width\":100,\"height\":80}\n", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GwIntake) intake = open_text (self, cases[i].lines, NULL);
      guint64 before = fixture_count (self, "coord-looks-fraction");
      GwRecord *record;

      while ((record = gw_intake_next (intake, NULL, NULL)) != NULL)
        gw_record_free (record);
      g_assert_null (gw_intake_next (intake, NULL, NULL));
      g_assert_cmpuint (fixture_count (self, "coord-looks-fraction") - before, ==, cases[i].n);
    }
}

/* Whoever cancels is not told that nothing was found. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (self, "set/readme.md", "Nothing.");
  g_autofree char *folder = fixture_path (self, "set");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwReader) reader = NULL;

      if ((formats[i]->flags & GW_FORMAT_READS) == 0)
        continue;
      reader = gw_format_open (formats[i], folder, NULL, self->problems, cancellable, &error);
      if (reader != NULL)
        g_assert_null (gw_reader_next (reader, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwIntake) intake = open_text (self, LINE, NULL);
  GwRecordHead *head = gw_reader_get_head (gw_intake_get_reader (intake));
  g_autoptr (GwRecord) record = NULL;
  GwIntakeCounts counts;

  gw_intake_ignore_class (intake, gw_class_get_id (gw_record_head_find_class_by_name (head, "x")));
  record = gw_intake_next (intake, NULL, NULL);
  g_assert_cmpuint (record->objects->len, ==, 1);
  gw_intake_get_counts (intake, &counts);
  g_assert_cmpuint (counts.labels_ignored, ==, 1);
  g_assert_cmpuint (counts.labels_given, ==, 1);
  g_assert_cmpuint (gw_intake_count_classes (intake), ==, 1);
}

/* Pictures are looked for beside and above the source. */
static void
test_pictures (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "set/annotations/in.gw.jsonl",
                                         "{\"image\":\"A.png\"}\n{\"image\":\"sub/b.png\",\"width\":3,\"height\":7}\n"
                                         "{\"image\":\"b.png\"}\n");

  fixture_picture (self, "set/images/a.png", 6, 4);
  fixture_picture (self, "set/images/sub/b.png", 3, 8);
  g_assert_true (fixture_read (self, "gw-jsonl", path, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 6);
  g_assert_cmpuint (fixture_count (self, "path-case"), ==, 1);
  g_assert_cmpint (fixture_record (self, 1)->height, ==, 8);
  g_assert_cmpuint (fixture_count (self, "size-mismatch"), ==, 1);
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "sub/b.png");
  g_assert_cmpuint (fixture_count (self, "image-duplicate"), ==, 1);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GwIntake) intake = open_text (self, LINE, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (gw_intake_next (intake, cancellable, &self->error));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* All eight orientations keep the one marked pixel under the box. */
static void
test_turn (Fixture *self, gconstpointer data)
{
  static const double expected[9][4] = { { 0 },          { 1, 0, 2, 1 }, { 3, 0, 2, 1 }, { 3, 3, 2, 1 }, { 1, 3, 2, 1 },
                                         { 0, 1, 1, 2 }, { 3, 1, 1, 2 }, { 3, 3, 1, 2 }, { 0, 3, 1, 2 } };

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GwRecord) record = gw_record_new ("a");
      GwObject *box = gw_object_new (0, 1);
      GwObject *mask = gw_object_new (0, 1);
      GwShape shape = { .kind = GW_SHAPE_MASK };
      GwBox bounds;

      record->width = 6;
      record->height = 4;
      gw_object_set_box (box, 1, 0, 2, 1);
      g_assert_cmpint (gw_mask_from_bitmap (6, 4, 1, 0, 2, 1, (const guint8[]) { 1, 1 }, 2, &shape.as.mask), ==,
                       GW_STATUS_OK);
      gw_object_take_shape (mask, &shape);
      g_ptr_array_add (record->objects, box);
      g_ptr_array_add (record->objects, mask);
      gw_record_turn (record, orientation);
      g_assert_cmpint (record->width, ==, orientation >= 5 ? 4 : 6);
      for (guint i = 0; i < 2; i++)
        {
          bounds = gw_object_get_bounds (g_ptr_array_index (record->objects, i));
          g_assert_cmpfloat (bounds.x, ==, expected[orientation][0]);
          g_assert_cmpfloat (bounds.y, ==, expected[orientation][1]);
          g_assert_cmpfloat (bounds.width, ==, expected[orientation][2]);
          g_assert_cmpfloat (bounds.height, ==, expected[orientation][3]);
        }
    }
}

/* What stays has its order and its line. */
static void
test_ignored_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwIgnoredClasses) classes = gw_ignored_classes_new ();
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  static const gint64 ids[] = { 1, 2, 1, 3, 2 };

  record->places = g_array_new (FALSE, FALSE, sizeof (guint64));
  record->absent = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const GwLabel label = { ids[i], i };
      const guint64 line = i + 10;

      g_ptr_array_add (record->objects, gw_object_new (i + 1, ids[i]));
      g_array_append_val (record->places, line);
      g_array_append_val (record->labels, label);
      g_array_append_val (record->absent, label);
    }
  gw_ignored_classes_add (classes, 1);
  g_assert_cmpuint (gw_ignored_classes_drop (classes, record), ==, 4);
  g_assert_cmpuint (record->objects->len, ==, 3);
  g_assert_cmpuint (record->labels->len, ==, 3);
  g_assert_cmpuint (record->absent->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      static const guint left[] = { 1, 3, 4 };

      g_assert_cmpint (gw_object_get_id (g_ptr_array_index (record->objects, i)), ==, left[i] + 1);
      g_assert_cmpuint (g_array_index (record->places, guint64, i), ==, left[i] + 10);
      g_assert_cmpfloat (g_array_index (record->labels, GwLabel, i).confidence, ==, left[i]);
    }
  g_assert_cmpuint (gw_ignored_classes_drop (classes, record), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/intake/pictures-around-a-file", test_pictures_around_a_file);
  FIXTURE_TEST ("/intake/pictures-of-the-source", test_pictures_of_the_source);
  FIXTURE_TEST ("/intake/pictures-of-a-manifest", test_pictures_of_a_manifest);
  FIXTURE_TEST ("/intake/pictures-of-a-manifest/none", test_no_pictures_of_a_manifest);
  FIXTURE_TEST ("/intake/pictures-of-voc", test_pictures_of_voc);
  FIXTURE_TEST ("/intake/matches-known-images", test_known);
  FIXTURE_TEST ("/intake/follows-rules", test_rules);
  FIXTURE_TEST ("/intake/leaves-an-image-out-once", test_left_out_once);
  FIXTURE_TEST ("/intake/tells-of-fractions", test_fractions);
  FIXTURE_TEST ("/intake/tells-of-a-cancel", test_cancelled);
  FIXTURE_TEST ("/intake/leaves-classes-out", test_classes);
  FIXTURE_TEST ("/intake/finds-pictures", test_pictures);
  FIXTURE_TEST ("/intake/stops-when-cancelled", test_cancel);
  FIXTURE_TEST ("/intake/turns-labels-upright", test_turn);
  FIXTURE_TEST ("/intake/ignored-classes-leave-the-others", test_ignored_classes);

  return g_test_run ();
}
