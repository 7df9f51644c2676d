/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "gw-image-info.h"
#include "gw-labelme-document.h"

static void
test_written (Fixture *self, gconstpointer data)
{
  const GwWriteOptions embed = { .embed = TRUE };
  g_autofree char *source = fixture_write_labelme (
      self, "set/a.json", "{\"label\":\"cat\",\"points\":[[0,0],[1,1]],\"shape_type\":\"rectangle\"}");
  g_autofree char *picture = fixture_path (self, "set/a.png");
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *text = NULL;

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_true (fixture_convert (self, source, "labelme", "labelme", "out", &embed));
  text = fixture_load (self, "out/a.json");
  g_assert_nonnull (strstr (text, "\"imageData\": \"iVBOR"));
  g_assert_true (fixture_read (self, "labelme", out, &(GwReadOptions) { .embedded = GW_EMBEDDED_EXTRACT }));
  g_assert_cmpuint (fixture_count (self, "size-mismatch"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);

  g_assert_cmpint (g_unlink (picture), ==, 0);
  g_assert_true (fixture_convert (self, source, "labelme", "labelme", "none", &embed));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2);
}

/* What stands in a label file is as its labels are: upright. */
static void
test_upright (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = gw_test_data_path ("img-exif-orientation/Landscape_6.jpg");
  g_autofree char *source = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *written = fixture_path (self, "out/a.json");
  g_autofree char *target = fixture_path (self, "set/a.jpg");
  g_autoptr (GBytes) picture = NULL;
  GwImageInfo shown, info;
  gsize n;

  if (photo == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  source = fixture_write (self, "set/a.json",
                          "{\"shapes\":[{\"label\":\"cat\",\"points\":[[0,0],[1,1]],\"shape_type\":\"rectangle\"}],"
                          "\"imagePath\":\"a.jpg\"}");
  g_assert_true (g_file_get_contents (photo, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize) n, NULL));
  g_assert_true (gw_image_info_read_file (photo, &shown, NULL));
  g_assert_true (fixture_convert (self, source, "labelme", "labelme", "out", &(GwWriteOptions) { .embed = TRUE }));
  g_assert_cmpuint (fixture_count (self, "image-turned"), ==, 1);

  picture = gw_labelme_document_load_picture (written, NULL);
  g_assert_true (gw_image_info_read_bytes (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), &info, NULL));
  g_assert_cmpint (info.orientation, ==, 1);
  g_assert_cmpint (info.width, ==, shown.width);
  g_assert_cmpint (info.height, ==, shown.height);
}

/* All that is put into a file can be read again. */
static void
test_largest (Fixture *self, gconstpointer data)
{
  static const gsize sizes[] = { 48 * 1024 * 1024 - 3, 48 * 1024 * 1024 - 2 };
  g_autofree char *source = fixture_write_labelme (self, "set/a.json", "");
  g_autofree char *picture = fixture_path (self, "set/a.png");
  g_autofree char *start = NULL;
  gsize n_start;

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_true (g_file_get_contents (picture, &start, &n_start, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("out%u", (guint) i);
      g_autofree char *written = g_build_filename (self->folder, name, "a.json", NULL);
      g_autoptr (GBytes) found = NULL;

      g_assert_cmpint (truncate (picture, (off_t) sizes[i]), ==, 0);
      g_assert_true (fixture_convert (self, source, "labelme", "labelme", name, &(GwWriteOptions) { .embed = TRUE }));
      g_assert_cmpuint (fixture_count (self, "limit"), ==, i);
      found = gw_labelme_document_load_picture (written, NULL);
      g_assert_cmpuint (found != NULL ? g_bytes_get_size (found) : 0, ==, i == 0 ? sizes[i] : 0);
      g_assert_true (fixture_read (self, "labelme", written, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/labelme-picture/written", test_written);
  FIXTURE_TEST ("/labelme-picture/upright", test_upright);
  FIXTURE_TEST ("/labelme-picture/largest", test_largest);

  return g_test_run ();
}
