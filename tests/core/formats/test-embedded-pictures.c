/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>
#include <unistd.h>

#include "gw-convert.h"
#include "gw-encode.h"
#include "gw-error.h"
#include "gw-image-info.h"

/* A label file that holds a picture of 3 × 2 pixels, or what else picture is, in base64. */
static char *
write_label (Fixture *self, const char *name, const char *image_path, const char *picture)
{
  static const guint8 rows[] = { 1, 0, 1, 1, 1, 0 };
  g_autoptr (GBytes) png = gw_encode_png_gray (rows, 3, 2, 3, NULL);
  g_autofree char *own = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autofree char *text = g_strdup_printf ("{\"version\":\"5.0.1\",\"flags\":{},\"shapes\":[{\"label\":\"cat\","
                                           "\"points\":[[0,0],[1,1]],\"shape_type\":\"rectangle\"}],"
                                           "\"imageData\":\"%s\",\"imagePath\":\"%s\"}",
                                           picture != NULL ? picture : own, image_path);

  return fixture_write (self, name, text);
}

static gboolean
is_there (Fixture *self, const char *name)
{
  g_autofree char *path = fixture_path (self, name);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* To gw-jsonl, with the pictures written beside their files. */
static gboolean
convert (Fixture *self, const char *source, const char *to, gboolean strict)
{
  g_autofree char *target = fixture_path (self, to);
  const GwConvertSpec spec = { .source = source,
                               .target = target,
                               .from = gw_format_find ("labelme", NULL),
                               .to = gw_format_find (g_str_has_suffix (to, ".jsonl") ? "gw-jsonl" : "yolo", NULL),
                               .read = { .embedded = GW_EMBEDDED_EXTRACT },
                               .strict = strict };
  GwConvertResult result;

  g_clear_error (&self->error);
  gw_problems_unref (self->problems);
  self->problems = gw_problems_new ();

  return gw_convert (&spec, self->problems, &result, NULL, &self->error);
}

static void
test_left (Fixture *self, gconstpointer data)
{
  g_autofree char *file = write_label (self, "set/in/a.json", "..\\\\a.png", NULL);
  g_autofree char *source = fixture_path (self, "set");

  g_assert_true (fixture_read (self, "labelme", source, NULL));
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 3);
  g_assert_false (is_there (self, "set/in/a.png"));
}

static void
test_written (Fixture *self, gconstpointer data)
{
  g_autofree char *file = write_label (self, "set/in/a.json", "..\\\\b.png", NULL);
  g_autofree char *other = write_label (self, "set/c.json", "c.png", NULL);
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *text = NULL;

  fixture_picture (self, "set/c.png", 3, 2);
  g_assert_true (convert (self, source, "out.gw.jsonl", FALSE));
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_true (is_there (self, "set/in/b.png"));
  text = fixture_load (self, "out.gw.jsonl");
  g_assert_nonnull (strstr (text, "\"in/b.png\""));

  /* It is there now, and no image beside its own label file. */
  g_assert_true (fixture_read (self, "labelme", source, &(GwReadOptions) { .embedded = GW_EMBEDDED_EXTRACT }));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "in/b.png");
}

/* Who only reads leaves the folder as it is, and is told what would be. */
static void
test_look (Fixture *self, gconstpointer data)
{
  const GwReadOptions extract = { .embedded = GW_EMBEDDED_EXTRACT };
  g_autofree char *file = write_label (self, "set/in/a.json", "..\\\\a.png", NULL);
  g_autofree char *source = fixture_path (self, "set");

  g_assert_true (fixture_read (self, "labelme", source, &extract));
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "in/a.png");
  g_assert_cmpuint (self->counts.images_missing, ==, 0);
  g_assert_false (is_there (self, "set/in/a.png"));
}

/* Nothing is left behind by what fails or is cancelled. */
static void
test_undone (Fixture *self, gconstpointer data)
{
  g_autofree char *file = write_label (self, "set/a.json", "a.png", NULL);
  g_autofree char *other = fixture_write (self, "set/b.json",
                                          "{\"shapes\":[{\"label\":\"cat\",\"points\":[[0,0],[1,1],[1,0]],"
                                          "\"flags\":{\"x\":true}}],\"imagePath\":\"b.png\",\"flags\":{\"f\":true},"
                                          "\"imageWidth\":3,\"imageHeight\":2}");
  g_autofree char *source = fixture_path (self, "set");
  g_autoptr (GwReader) reader = NULL;
  g_autoptr (GwIntake) intake = NULL;
  g_autoptr (GwRecord) record = NULL;

  g_assert_false (convert (self, source, "out", TRUE));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 1);
  g_assert_false (is_there (self, "set/a.png"));

  reader = gw_format_open (gw_format_find ("labelme", NULL), source,
                           &(GwReadOptions) { .embedded = GW_EMBEDDED_EXTRACT }, self->problems, NULL, NULL);
  intake = gw_intake_new (g_steal_pointer (&reader), NULL);
  gw_intake_allow_pictures (intake);
  record = gw_intake_next (intake, NULL, NULL);
  g_assert_true (g_file_test (record->file, G_FILE_TEST_IS_REGULAR));
  g_clear_pointer (&intake, gw_intake_free);
  g_assert_false (is_there (self, "set/a.png"));
}

/* A picture that is somewhere else is found there, and no second one is made. */
static void
test_elsewhere (Fixture *self, gconstpointer data)
{
  const GwReadOptions extract = { .embedded = GW_EMBEDDED_EXTRACT };
  g_autofree char *file = write_label (self, "set/labels/a.json", "../images/a.png", NULL);
  g_autofree char *source = fixture_path (self, "set/labels");

  fixture_picture (self, "set/images/a.png", 3, 2);
  g_assert_true (fixture_read (self, "labelme", source, &extract));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  g_assert_true (convert (self, source, "out.gw.jsonl", FALSE));
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 0);
  g_assert_false (is_there (self, "set/labels/a.png"));
}

static void
test_known (Fixture *self, gconstpointer data)
{
  const GwReadOptions extract = { .embedded = GW_EMBEDDED_EXTRACT };
  g_autofree char *file = write_label (self, "set/a.json", "a.png", NULL);
  g_autoptr (GwImageTable) known = gw_image_table_new ();
  g_autoptr (GwIntake) intake = NULL;
  g_autoptr (GwRecord) record = NULL;

  gw_image_table_add (known, 7, "photos/a.png", 3, 2);
  intake = gw_intake_new (gw_format_open (gw_format_find ("labelme", NULL), file, &extract, self->problems, NULL, NULL),
                          NULL);
  gw_intake_set_known (intake, known);
  gw_intake_allow_pictures (intake);
  record = gw_intake_next (intake, NULL, NULL);
  g_assert_cmpint (record->image_id, ==, 7);
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 0);
  gw_intake_keep_pictures (intake);
  g_assert_false (is_there (self, "set/a.png"));
}

/* Where the pictures of others are in another folder, its path starts from its own. */
static void
test_root (Fixture *self, gconstpointer data)
{
  const GwReadOptions extract = { .embedded = GW_EMBEDDED_EXTRACT };
  g_autofree char *file = write_label (self, "set/in/a.json", "a.png", NULL);
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *pictures = fixture_path (self, "pictures");
  g_autofree char *written = fixture_path (self, "set/in/a.png");
  g_autoptr (GwIntake) intake = NULL;
  g_autoptr (GwRecord) record = NULL;

  fixture_picture (self, "pictures/b.png", 3, 2);
  intake = gw_intake_new (
      gw_format_open (gw_format_find ("labelme", NULL), source, &extract, self->problems, NULL, NULL), NULL);
  gw_intake_set_images_dir (intake, pictures);
  gw_intake_allow_pictures (intake);
  record = gw_intake_next (intake, NULL, NULL);
  g_assert_cmpstr (record->path, ==, "in/a.png");
  g_assert_cmpstr (record->root, ==, source);
  g_assert_cmpstr (record->file, ==, written);
}

/* A picture that is to be turned has the size that it is shown in. */
static void
test_orientation (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = gw_test_data_path ("img-exif-orientation/Landscape_6.jpg");
  g_autofree char *bytes = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *file = NULL;
  g_autofree char *source = fixture_path (self, "set");
  GwImageInfo info;
  gsize n;

  if (photo == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (g_file_get_contents (photo, &bytes, &n, NULL));
  g_assert_true (gw_image_info_read_file (photo, &info, NULL));
  g_assert_cmpint (info.orientation, ==, 6);
  picture = g_base64_encode ((const guint8 *) bytes, n);
  file = write_label (self, "set/a.json", "a.jpg", picture);
  for (GwEmbedded embedded = GW_EMBEDDED_DEFAULT; embedded <= GW_EMBEDDED_EXTRACT; embedded++)
    {
      g_assert_true (fixture_read (self, "labelme", source, &(GwReadOptions) { .embedded = embedded }));
      g_assert_cmpint (fixture_record (self, 0)->width, ==, info.width);
      g_assert_cmpint (fixture_record (self, 0)->height, ==, info.height);
    }
  g_assert_true (convert (self, source, "out.gw.jsonl", FALSE));
  g_assert_true (is_there (self, "set/a.jpg"));
}

/* Texts that are no picture, down to one letter, are none. */
static void
test_no_picture (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "", "A", "AA", "=", "====", "AAAA", "\\u0000", "iVBORw0KGgo=", "é" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"shapes\":[],\"imagePath\":\"x.jpg\",\"imageData\":\"%s\"}",
                                               texts[i]);
      g_autofree char *file = fixture_write (self, "a.json", text);

      g_assert_true (fixture_read (self, "labelme", file, NULL));
      g_assert_cmpuint (self->records->len, ==, 1);
      g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 0);
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
    }
}

/* What is no picture is not written, and nothing is written over. */
static void
test_nothing_over (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (self, "set/b.json",
                                         "{\"shapes\":[],\"imageData\":\"AAAA\",\"imagePath\":\"b.png\"}");
  g_autofree char *other = write_label (self, "two/a.json", "a.png", NULL);
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *second = fixture_path (self, "two");
  g_autofree char *link = fixture_path (self, "two/a.png");
  g_autofree char *target = fixture_path (self, "elsewhere.png");

  g_assert_true (convert (self, source, "one.gw.jsonl", FALSE));
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);

  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (convert (self, second, "two.gw.jsonl", FALSE));
  g_assert_cmpuint (fixture_count (self, "image-embedded"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/embedded-pictures/left", test_left);
  FIXTURE_TEST ("/embedded-pictures/written", test_written);
  FIXTURE_TEST ("/embedded-pictures/look", test_look);
  FIXTURE_TEST ("/embedded-pictures/undone", test_undone);
  FIXTURE_TEST ("/embedded-pictures/elsewhere", test_elsewhere);
  FIXTURE_TEST ("/embedded-pictures/known", test_known);
  FIXTURE_TEST ("/embedded-pictures/root", test_root);
  FIXTURE_TEST ("/embedded-pictures/orientation", test_orientation);
  FIXTURE_TEST ("/embedded-pictures/no-picture", test_no_picture);
  FIXTURE_TEST ("/embedded-pictures/nothing-over", test_nothing_over);

  return g_test_run ();
}
