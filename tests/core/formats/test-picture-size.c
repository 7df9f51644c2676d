/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <unistd.h>
#include <glib/gstdio.h>

#include "gw-picture-size.h"

static void
assert_size (GwPictureSizes *sizes, const char *image, int width, int height)
{
  int found_width = 0, found_height = 0;

  g_assert_cmpint (gw_picture_sizes_find (sizes, image, &found_width, &found_height), ==, width > 0);
  g_assert_cmpint (found_width, ==, width);
  g_assert_cmpint (found_height, ==, height);
}

/* The folder is that of most images, as the intake has it, and not that of the first one. */
static void
test_one_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", "");
  g_autoptr (GwPictureSizes) sizes = gw_picture_sizes_new (NULL, NULL, source);
  g_autoptr (GwPictureSizes) bare = gw_picture_sizes_new (NULL, NULL, source);

  fixture_picture (self, "a.png", 10, 20);
  fixture_picture (self, "images/a.png", 30, 40);
  fixture_picture (self, "images/b.png", 50, 60);
  gw_picture_sizes_note (sizes, "a.png");
  gw_picture_sizes_note (sizes, "b.png");
  assert_size (sizes, "a.png", 30, 40);
  assert_size (sizes, "b.png", 50, 60);
  assert_size (sizes, "c.png", 0, 0);
  assert_size (bare, "a.png", 10, 20);

  /* It is looked for once. */
  assert_size (bare, "b.png", 0, 0);
}

/* No picture outside of the folder is looked at. */
static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *outside = fixture_path (self, "outside.png");
  g_autofree char *out = fixture_path (self, "set/out.png");
  g_autofree char *in = fixture_path (self, "set/in.png");
  g_autofree char *file = fixture_write (self, "set/text.png", "no picture");
  g_autoptr (GwPictureSizes) sizes = gw_picture_sizes_new (NULL, folder, NULL);

  fixture_picture (self, "outside.png", 10, 20);
  fixture_picture (self, "set/a.png", 30, 40);
  g_assert_cmpint (symlink (outside, out), ==, 0);
  g_assert_cmpint (symlink ("a.png", in), ==, 0);
  assert_size (sizes, "in.png", 30, 40);
  assert_size (sizes, "out.png", 0, 0);
  assert_size (sizes, "../outside.png", 0, 0);
  assert_size (sizes, "text.png", 0, 0);
}

static const char *const tables[][2] = {
  { "set/in.gw.jsonl", "{\"groundwork\":1,\"units\":\"fraction\"}\n"
                       "{\"image\":\"a.png\",\"objects\":[{\"label\":\"x\",\"bbox\":[0.25,0.5,0.5,0.25]}]}\n"
                       "{\"image\":\"b.png\",\"objects\":[{\"label\":\"x\",\"bbox\":[0.25,0.5,0.5,0.25]}]}\n" },
  { "set/in.csv", "image,label,x,y,width,height,units\na.png,x,0.25,0.5,0.5,0.25,fraction\n"
                  "b.png,x,0.25,0.5,0.5,0.25,fraction\n" },
};

/* Readers name all images before they ask. */
static void
test_readers (Fixture *self, gconstpointer data)
{
  fixture_picture (self, "set/a.png", 10, 20);
  fixture_picture (self, "set/images/a.png", 40, 20);
  fixture_picture (self, "set/images/b.png", 80, 40);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *source = fixture_write (self, tables[i][0], tables[i][1]);

      g_assert_true (fixture_read (self, i == 0 ? "gw-jsonl" : "csv", source, NULL));
      g_assert_cmpuint (self->records->len, ==, 2);
      fixture_assert_box (self, 0, 0, 10, 10, 20, 5);
      fixture_assert_box (self, 1, 0, 20, 20, 40, 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/picture-size/one-folder", test_one_folder);
  FIXTURE_TEST ("/picture-size/links", test_links);
  FIXTURE_TEST ("/picture-size/readers", test_readers);

  return g_test_run ();
}
