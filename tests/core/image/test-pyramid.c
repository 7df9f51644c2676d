/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-pyramid.h"

#include "gw-checker.h"
#include "gw-error.h"
#include "gw-pyramid-private.h"
#include "gw-test-data.h"
#include "image-fixtures.h"

static GwPyramid *
make_pyramid (int width, int height, gboolean alpha)
{
  cairo_surface_t *surface = fixture_surface (width, height, alpha);
  GwPyramid *pyramid = gw_pyramid_new_for_surface (surface);

  cairo_surface_destroy (surface);

  return pyramid;
}

static void
test_levels_halve (void)
{
  g_autoptr (GwPyramid) pyramid = make_pyramid (1001, 703, FALSE);

  g_assert_cmpint (gw_pyramid_get_n_levels (pyramid), ==, 3);
  for (int n = 0; n < 3; n++)
    {
      cairo_surface_t *level = gw_pyramid_get_level (pyramid, n);

      g_assert_cmpint (cairo_image_surface_get_width (level), ==, (1001 + (1 << n) - 1) >> n);
      g_assert_cmpint (cairo_image_surface_get_height (level), ==, (703 + (1 << n) - 1) >> n);
    }
  g_assert_null (gw_pyramid_get_level (pyramid, 3));
  g_assert_null (gw_pyramid_get_level (pyramid, -1));
  g_assert_false (gw_pyramid_has_alpha (pyramid));
  g_assert_false (gw_pyramid_is_preview (pyramid));
}

static void
test_level_for_zoom (void)
{
  g_autoptr (GwPyramid) pyramid = make_pyramid (2000, 1000, TRUE);

  g_assert_true (gw_pyramid_has_alpha (pyramid));
  g_assert_cmpint (gw_pyramid_get_n_levels (pyramid), ==, 4);
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 64.0), ==, 0);
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 1.0), ==, 0);
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 0.51), ==, 0);
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 0.5), ==, 1);
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 0.3), ==, 1);
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 0.25), ==, 2);
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 0.001), ==, 3);
}

static void
test_levels_are_made_when_asked_for (void)
{
  g_autoptr (GwPyramid) pyramid = make_pyramid (1024, 1024, FALSE);
  double x;
  double y;

  g_assert_cmpuint (gw_pyramid_get_memory_size (pyramid), ==, 1024 * 1024 * 4);
  g_assert_true (gw_pyramid_pick (pyramid, 0.25, &x, &y) == gw_pyramid_get_level (pyramid, 0));
  gw_pyramid_get_level (pyramid, 1);
  g_assert_cmpuint (gw_pyramid_get_memory_size (pyramid), ==, 1024 * 1024 * 5);
  g_assert_true (gw_pyramid_pick (pyramid, 0.25, &x, &y) == gw_pyramid_get_level (pyramid, 1));
  g_assert_cmpfloat (x, ==, 0.5);
}

static void
test_file_with_view (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GBytes) jpeg = fixture_jpeg (1600, 1200);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 6, TRUE);
  g_autofree char *path = fixture_write (folder, "turned.jpg", turned);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPyramid) full = gw_pyramid_new_for_file (path, 400, 300, FALSE, NULL, &error);
  g_autoptr (GwPyramid) preview = gw_pyramid_new_for_file (path, 400, 300, TRUE, NULL, &error);
  double scale;
  double y;

  g_assert_no_error (error);
  g_assert_cmpint (gw_pyramid_get_width (full), ==, 1200);
  g_assert_cmpint (gw_pyramid_get_height (full), ==, 1600);
  g_assert_cmpint (gw_pyramid_get_info (full)->orientation, ==, 6);
  g_assert_cmpint (cairo_image_surface_get_height (gw_pyramid_get_fit (full, &scale)), ==, 300);
  g_assert_cmpint (cairo_image_surface_get_width (gw_pyramid_get_fit (full, NULL)), ==, 225);
  g_assert_cmpfloat_with_epsilon (scale, 0.1875, 1e-9);
  g_assert_true (gw_pyramid_pick (full, 0.1875, &scale, &y) == gw_pyramid_get_fit (full, NULL));
  g_assert_true (gw_pyramid_pick (full, 0.2, &scale, &y) == gw_pyramid_get_level (full, 2));
  g_assert_true (gw_pyramid_pick (full, 3.0, &scale, &y) == gw_pyramid_get_level (full, 0));

  g_assert_true (gw_pyramid_is_preview (preview));
  g_assert_cmpint (gw_pyramid_get_width (preview), ==, 1200);
  g_assert_null (gw_pyramid_get_level (preview, 0));
  g_assert_cmpuint (gw_pyramid_get_memory_size (preview), ==, 225 * 300 * 4);
  g_assert_true (gw_pyramid_pick (preview, 1.0, &scale, &y) == gw_pyramid_get_fit (preview, NULL));
  /* One came from a scaled decode, the other from the pyramid. */
  fixture_assert_equal (gw_pyramid_get_fit (preview, NULL), gw_pyramid_get_fit (full, NULL), 12);
  gw_test_folder_free (folder);
}

static void
test_small_file_is_never_a_preview (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GBytes) png = fixture_png (100, 80, TRUE);
  g_autofree char *path = fixture_write (folder, "small.png", png);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPyramid) pyramid = gw_pyramid_new_for_file (path, 400, 300, TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (gw_pyramid_is_preview (pyramid));
  g_assert_null (gw_pyramid_get_fit (pyramid, NULL));
  g_assert_cmpint (gw_pyramid_get_n_levels (pyramid), ==, 1);
  gw_test_folder_free (folder);
}

static void
test_warning_is_kept (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GBytes) jpeg = fixture_jpeg (400, 300);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) * 2 / 3);
  g_autofree char *path = fixture_write (folder, "part.jpg", part);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPyramid) pyramid = gw_pyramid_new_for_file (path, 0, 0, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_error (gw_pyramid_get_warning (pyramid), GW_ERROR, GW_ERROR_TRUNCATED);
  gw_test_folder_free (folder);
}

/* Longer than a surface can be: the first level is missing, coordinates hold. */
static void
assert_first_level_is_missing (guint32 width, guint32 height)
{
  char *folder = gw_test_folder_new ();
  gsize n_bytes = (gsize) height * (1 + (gsize) width);
  g_autofree guint8 *rows = g_malloc0 (n_bytes);
  GByteArray *png = fixture_png_begin (width, height, 8, 0, 0);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPyramid) pyramid = NULL;
  cairo_surface_t *level;

  fixture_png_add_pixels (png, rows, n_bytes);
  bytes = fixture_png_end (png);
  path = fixture_write (folder, "long.png", bytes);
  pyramid = gw_pyramid_new_for_file (path, 0, 0, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gw_pyramid_get_width (pyramid), ==, (int) width);
  g_assert_cmpint (gw_pyramid_get_height (pyramid), ==, (int) height);
  g_assert_null (gw_pyramid_get_level (pyramid, 0));
  g_assert_cmpint (gw_pyramid_get_level_for_zoom (pyramid, 1.0), ==, 1);
  level = gw_pyramid_get_level (pyramid, 1);
  g_assert_cmpint (cairo_image_surface_get_width (level), ==, (int) (width + 1) / 2);
  g_assert_cmpint (cairo_image_surface_get_height (level), ==, (int) (height + 1) / 2);
  gw_test_folder_free (folder);
}

static void
test_first_level_may_be_missing (void)
{
  assert_first_level_is_missing (40001, 2);
  assert_first_level_is_missing (40001, 1);
  assert_first_level_is_missing (1, 40001);
}

static void
test_largest_level_is_bounded (void)
{
  g_assert_cmpint (_gw_pyramid_get_min_side (12000, 9000), ==, 0);
  g_assert_cmpint (_gw_pyramid_get_min_side (16384, 16384), ==, 0);
  g_assert_cmpint (_gw_pyramid_get_min_side (20001, 14000), ==, 10001);
  g_assert_cmpint (_gw_pyramid_get_min_side (16384, 65535), ==, 32768);
}

static gpointer
ask_for_levels (gpointer data)
{
  for (int i = 0; i < 100; i++)
    g_assert_nonnull (gw_pyramid_get_level (data, i % 3));

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GwPyramid) pyramid = make_pyramid (1000, 1000, FALSE);
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("levels", ask_for_levels, pyramid);
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

static void
test_checker (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 32, 32);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, 3, 3);
  gw_checker_paint (cr, 8, 2, 0, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmphex (fixture_pixel (surface, 2, 0), ==, fixture_pixel (surface, 9, 7));
  g_assert_cmphex (fixture_pixel (surface, 2, 0), ==, fixture_pixel (surface, 18, 0));
  g_assert_cmphex (fixture_pixel (surface, 2, 0), ==, fixture_pixel (surface, 10, 8));
  g_assert_cmphex (fixture_pixel (surface, 2, 0), !=, fixture_pixel (surface, 10, 0));
  g_assert_cmphex (fixture_pixel (surface, 1, 0), !=, fixture_pixel (surface, 2, 0));
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pyramid/levels-halve", test_levels_halve);
  g_test_add_func ("/pyramid/level-for-zoom", test_level_for_zoom);
  g_test_add_func ("/pyramid/levels-are-made-when-asked-for", test_levels_are_made_when_asked_for);
  g_test_add_func ("/pyramid/file-with-view", test_file_with_view);
  g_test_add_func ("/pyramid/small-file-is-never-a-preview", test_small_file_is_never_a_preview);
  g_test_add_func ("/pyramid/warning-is-kept", test_warning_is_kept);
  g_test_add_func ("/pyramid/first-level-may-be-missing", test_first_level_may_be_missing);
  g_test_add_func ("/pyramid/largest-level-is-bounded", test_largest_level_is_bounded);
  g_test_add_func ("/pyramid/threads", test_threads);
  g_test_add_func ("/checker/squares-join-at-the-origin", test_checker);

  return g_test_run ();
}
