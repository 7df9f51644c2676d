/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image-scan.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "gw-error.h"
#include "gw-test-data.h"
#include "image-fixtures.h"

static void
make (const char *folder, const char *name)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  g_free (fixture_write (folder, name, nothing));
}

static void
link_to (const char *folder, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
assert_paths (GPtrArray *found, const char *const *expected)
{
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpstr (g_ptr_array_index (found, i), ==, expected[i]);
  g_assert_null (expected[found->len]);
}

static void
make_tree (const char *folder)
{
  make (folder, "img10.png");
  make (folder, "img2.PNG");
  make (folder, "notes.txt");
  make (folder, ".hidden.png");
  make (folder, ".thumbs/x.png");
  make (folder, "a/b/c/deep.jpeg");
  make (folder, "a/1.webp");
  make (folder, "näme with späces & 图.tif");
  link_to (folder, "a/loop", "..");
  link_to (folder, "a/self", ".");
  link_to (folder, "linked.png", "img2.PNG");
  link_to (folder, "broken.png", "nowhere.png");
}

static const char *const tree_paths[] = {
  "a/1.webp", "a/b/c/deep.jpeg", "img2.PNG", "img10.png", "linked.png", "näme with späces & 图.tif", NULL,
};

static void
test_finds (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  make_tree (folder);
  found = gw_image_scan (folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_paths (found, tree_paths);
  gw_test_folder_free (folder);
}

static void
on_scanned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
on_progress (guint n_found, gpointer user_data)
{
  guint *last = user_data;

  g_assert_cmpuint (n_found, >=, *last);
  *last = n_found;
}

static void
test_async (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  guint last = 0;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);

      make (folder, name);
    }
  gw_image_scan_async (folder, NULL, on_progress, &last, on_scanned_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = gw_image_scan_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 600);
  g_assert_cmpstr (g_ptr_array_index (found, 599), ==, "599.jpg");
  g_assert_cmpuint (last, >, 0);
  gw_test_folder_free (folder);
}

static void
test_cancelled (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  make_tree (folder);
  g_cancellable_cancel (cancellable);
  g_assert_null (gw_image_scan (folder, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gw_test_folder_free (folder);
}

static void
test_errors (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  make (folder, "file");
  g_assert_null (gw_image_scan (missing, NULL, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (gw_image_scan (file, NULL, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_IO);
  g_clear_error (&error);
  found = gw_image_scan (folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  gw_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-scan/finds-pictures-in-natural-order", test_finds);
  g_test_add_func ("/image-scan/async-with-progress", test_async);
  g_test_add_func ("/image-scan/cancelled", test_cancelled);
  g_test_add_func ("/image-scan/errors", test_errors);

  return g_test_run ();
}
