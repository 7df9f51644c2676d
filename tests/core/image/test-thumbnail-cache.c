/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-thumbnail-cache.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <utime.h>

#include "gw-error.h"
#include "gw-test-data.h"
#include "gw-thumbnail.h"
#include "image-fixtures.h"

typedef struct
{
  char *folder;
  char *cache_folder;
  GwThumbnailCache *cache;
} Fixture;

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  self->folder = gw_test_folder_new ();
  self->cache_folder = g_build_filename (self->folder, "cache", "thumbnails", NULL);
  self->cache = gw_thumbnail_cache_new (self->cache_folder, GW_THUMBNAIL_CACHE_DEFAULT_BYTES);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  gw_thumbnail_cache_unref (self->cache);
  g_free (self->cache_folder);
  gw_test_folder_free (self->folder);
}

/* Gets a thumbnail that must come, and its longer side. */
static int
get (Fixture *self, const char *path, int max_side)
{
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = gw_thumbnail_cache_get (self->cache, path, max_side, NULL, &warning, &error);
  int side;

  g_assert_no_error (error);
  g_assert_no_error (warning);
  side = MAX (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);

  return side;
}

/* The kept files, and that nobody else may look at them. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;

      g_assert_cmpint (lstat (path, &status), ==, 0);
      if (S_ISDIR (status.st_mode))
        {
          g_assert_cmpint (status.st_mode & 07777, ==, 0700);
          n += count_files (path);
        }
      else
        {
          g_assert_cmpint (status.st_mode & 07777, ==, 0600);
          n += g_str_equal (name, "index") ? 0 : 1;
        }
    }

  return n;
}

static void
list_files (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        list_files (path, paths);
      else if (!g_str_equal (name, "index"))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

static void
test_made_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (1000, 700);
  g_autofree char *path = fixture_write (self->folder, "a.jpg", jpeg);
  GwThumbnailCacheStats stats;

  g_assert_cmpint (get (self, path, 200), ==, 200);
  g_assert_cmpint (get (self, path, 200), ==, 200);
  gw_thumbnail_cache_get_stats (self->cache, &stats);
  g_assert_cmpuint (stats.n_made, ==, 1);
  g_assert_cmpuint (stats.n_hits, ==, 1);
  g_assert_cmpuint (stats.n_hashed, ==, 1);
  g_assert_cmpuint (count_files (self->cache_folder), ==, 1);
  g_assert_cmpuint (gw_thumbnail_cache_get_size (self->cache), >, 500);
}

static void
test_copies_share (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (500, 400);
  g_autofree char *a = fixture_write (self->folder, "a.jpg", jpeg);
  g_autofree char *b = fixture_write (self->folder, "b.jpg", jpeg);
  GwThumbnailCacheStats stats;

  get (self, a, 100);
  get (self, b, 100);
  gw_thumbnail_cache_get_stats (self->cache, &stats);
  g_assert_cmpuint (stats.n_made, ==, 1);
  g_assert_cmpuint (stats.n_hashed, ==, 2);
  g_assert_cmpuint (count_files (self->cache_folder), ==, 1);
}

static void
test_sizes_are_apart (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (500, 400);
  g_autofree char *path = fixture_write (self->folder, "a.jpg", jpeg);

  g_assert_cmpint (get (self, path, 100), ==, 100);
  g_assert_cmpint (get (self, path, 50), ==, 50);
  g_assert_cmpint (get (self, path, 100), ==, 100);
  g_assert_cmpuint (count_files (self->cache_folder), ==, 2);
}

static void
test_changed_picture (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) wide = fixture_jpeg (400, 100);
  g_autoptr (GBytes) square = fixture_jpeg (400, 400);
  g_autofree char *path = fixture_write (self->folder, "a.jpg", wide);
  g_autofree char *same_path = NULL;
  cairo_surface_t *surface;

  get (self, path, 100);
  same_path = fixture_write (self->folder, "a.jpg", square);
  surface = gw_thumbnail_cache_get (self->cache, same_path, 100, NULL, NULL, NULL);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 100);
  cairo_surface_destroy (surface);
}

static void
test_another_program (Fixture *self, gconstpointer data)
{
  g_autoptr (GwThumbnailCache) other = gw_thumbnail_cache_new (self->cache_folder, 1024 * 1024);
  g_autoptr (GBytes) png = fixture_png (300, 200, TRUE);
  g_autofree char *path = fixture_write (self->folder, "a.png", png);
  cairo_surface_t *surface;
  GwThumbnailCacheStats stats;

  get (self, path, 100);
  surface = gw_thumbnail_cache_get (other, path, 100, NULL, NULL, NULL);
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_ARGB32);
  cairo_surface_destroy (surface);
  gw_thumbnail_cache_get_stats (other, &stats);
  g_assert_cmpuint (stats.n_hashed, ==, 0);
  g_assert_cmpuint (stats.n_hits, ==, 1);
}

static void
test_damaged_file_is_made_anew (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) jpeg = fixture_jpeg (500, 400);
  g_autofree char *path = fixture_write (self->folder, "a.jpg", jpeg);
  GwThumbnailCacheStats stats;

  get (self, path, 100);
  list_files (self->cache_folder, kept);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_true (g_file_set_contents (g_ptr_array_index (kept, 0), "damaged", -1, NULL));
  g_assert_cmpint (get (self, path, 100), ==, 100);
  gw_thumbnail_cache_get_stats (self->cache, &stats);
  g_assert_cmpuint (stats.n_made, ==, 2);
}

static void
test_bound (Fixture *self, gconstpointer data)
{
  g_autoptr (GwThumbnailCache) small = NULL;
  guint64 one;
  GwThumbnailCacheStats stats;

  for (int i = 0; i < 12; i++)
    {
      g_autoptr (GBytes) jpeg = fixture_jpeg (300 + 8 * i, 300);
      g_autofree char *name = g_strdup_printf ("%d.jpg", i);
      g_autofree char *path = fixture_write (self->folder, name, jpeg);
      cairo_surface_t *surface;

      if (i == 0)
        {
          get (self, path, 100);
          one = gw_thumbnail_cache_get_size (self->cache);
          small = gw_thumbnail_cache_new (self->cache_folder, one * 5);
        }
      surface = gw_thumbnail_cache_get (small, path, 100, NULL, NULL, NULL);
      cairo_surface_destroy (surface);
      g_assert_cmpuint (gw_thumbnail_cache_get_size (small), <=, one * 5);
    }
  gw_thumbnail_cache_get_stats (small, &stats);
  g_assert_cmpuint (stats.n_removed, >=, 5);
  g_assert_cmpuint (count_files (self->cache_folder), <=, 6);
}

/* What is looked at counts as used: its file's time is brought up to date
 * once a day, which is what the order of removing goes by.
 */
static void
test_use_is_noted (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (300, 300);
  g_autofree char *path = fixture_write (self->folder, "a.jpg", jpeg);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  struct utimbuf long_ago = { 1000000000, 1000000000 };
  struct stat status;

  get (self, path, 100);
  list_files (self->cache_folder, kept);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (g_utime (g_ptr_array_index (kept, 0), &long_ago), ==, 0);
  get (self, path, 100);
  g_assert_cmpint (stat (g_ptr_array_index (kept, 0), &status), ==, 0);
  g_assert_cmpint (status.st_mtime, >, 1000000000);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (300, 300);
  g_autofree char *path = fixture_write (self->folder, "a.jpg", jpeg);
  g_autofree char *foreign = NULL;

  get (self, path, 100);
  foreign = fixture_write (self->cache_folder, "notes.txt", jpeg);
  gw_thumbnail_cache_empty (self->cache);
  g_assert_cmpuint (gw_thumbnail_cache_get_size (self->cache), ==, 0);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (foreign), ==, 0);
  g_assert_cmpuint (count_files (self->cache_folder), ==, 0);
  g_assert_cmpint (get (self, path, 100), ==, 100);
}

static void
test_broken_pictures (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (300, 300);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) * 2 / 3);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autofree char *part_path = fixture_write (self->folder, "part.jpg", part);
  g_autofree char *text_path = fixture_write (self->folder, "text.jpg", text);
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;

  surface = gw_thumbnail_cache_get (self->cache, part_path, 100, NULL, &warning, &error);
  g_assert_no_error (error);
  g_assert_error (warning, GW_ERROR, GW_ERROR_TRUNCATED);
  cairo_surface_destroy (surface);
  g_assert_null (gw_thumbnail_cache_get (self->cache, text_path, 100, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
  g_assert_cmpuint (count_files (self->cache_folder), ==, 0);
}

/* A file stands where the folder should be: thumbnails come all the same. */
static void
test_unwritable (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (300, 300);
  g_autofree char *path = fixture_write (self->folder, "a.jpg", jpeg);
  g_autofree char *blocked = g_build_filename (path, "cache", NULL);
  g_autoptr (GwThumbnailCache) cache = gw_thumbnail_cache_new (blocked, 1000);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = gw_thumbnail_cache_get (cache, path, 100, NULL, NULL, &error);

  g_assert_no_error (error);
  cairo_surface_destroy (surface);
}

static void
test_upright (void)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (640, 320);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 6, TRUE);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  gconstpointer data;
  gsize size;

  data = g_bytes_get_data (turned, &size);
  surface = gw_thumbnail_new_for_bytes (data, size, 128, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 64);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 128);
  /* Stored bottom left is shown top left: much green, little red. */
  g_assert_cmpuint ((fixture_pixel (surface, 2, 2) >> 8) & 0xff, >, 170);
  g_assert_cmpuint ((fixture_pixel (surface, 2, 2) >> 16) & 0xff, <, 70);
  cairo_surface_destroy (surface);
}

static void
test_never_larger (void)
{
  g_autoptr (GBytes) png = fixture_png (40, 30, FALSE);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  gconstpointer data;
  gsize size;

  data = g_bytes_get_data (png, &size);
  surface = gw_thumbnail_new_for_bytes (data, size, 256, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 40);
  cairo_surface_destroy (surface);
}

static void
add (const char *path, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thumbnail/upright", test_upright);
  g_test_add_func ("/thumbnail/never-larger-than-the-picture", test_never_larger);
  add ("/thumbnail-cache/made-once", test_made_once);
  add ("/thumbnail-cache/copies-share-by-content", test_copies_share);
  add ("/thumbnail-cache/sizes-are-apart", test_sizes_are_apart);
  add ("/thumbnail-cache/changed-picture-is-noticed", test_changed_picture);
  add ("/thumbnail-cache/another-program-shares-it", test_another_program);
  add ("/thumbnail-cache/damaged-file-is-made-anew", test_damaged_file_is_made_anew);
  add ("/thumbnail-cache/stays-within-its-bound", test_bound);
  add ("/thumbnail-cache/use-is-noted", test_use_is_noted);
  add ("/thumbnail-cache/emptied-without-foreign-files", test_empty);
  add ("/thumbnail-cache/broken-pictures-are-not-kept", test_broken_pictures);
  add ("/thumbnail-cache/done-without-when-unwritable", test_unwritable);

  return g_test_run ();
}
