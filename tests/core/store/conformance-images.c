/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

static GwImage *
new_image (Fixture *self, const char *path)
{
  GwImage *image = gw_image_new (0, path);

  gw_image_set_root_id (image, self->root);
  return image;
}

static gboolean
add (Fixture *self, GwImage *image, guint *n, GError **error)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new ();

  g_ptr_array_add (images, image);
  return gw_store_add_images (self->store, images, n, NULL, error);
}

static void
test_all_that_is_known_is_kept (Fixture *self)
{
  static const char sha[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  static const char *const tags[] = { "dusk", "night", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwImage) image = new_image (self, "a/b c/Bild \xc3\xa4.jpg");
  g_autoptr (GwImage) back = NULL;
  g_autofree char *file = g_build_filename (self->images, "a/b c/Bild \xc3\xa4.jpg", NULL);
  GwLabel label = { fixture_add_class (self, "Car"), 0.25 };
  guint n = 0;

  gw_image_set_size (image, 1920, 1080);
  gw_image_set_file_facts (image, 123456, 1774429200000);
  gw_image_set_sha256 (image, sha);
  gw_image_set_status (image, GW_IMAGE_LABELED);
  gw_image_set_marks (image, GW_IMAGE_FLAGGED | GW_IMAGE_SKIPPED);
  gw_image_set_problem (image, "too dark");
  gw_image_set_split (image, "train");
  gw_image_set_added (image, 1774429200001);
  gw_image_set_tags (image, tags);
  gw_image_set_labels (image, &label, 1);
  gw_image_set_attribute (image, "weather", "rain");
  gw_image_set_attribute (image, "a\"b", "x\ny");
  g_assert_true (add (self, image, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);

  fixture_reopen (self);
  back = fixture_get_image (self, gw_image_get_id (image));
  g_assert_cmpstr (gw_image_get_path (back), ==, gw_image_get_path (image));
  g_assert_cmpint (gw_image_get_root_id (back), ==, self->root);
  g_assert_cmpstr (gw_image_get_file (back), ==, file);
  g_assert_cmpint (gw_image_get_width (back), ==, 1920);
  g_assert_cmpint (gw_image_get_height (back), ==, 1080);
  g_assert_cmpint (gw_image_get_bytes (back), ==, 123456);
  g_assert_cmpint (gw_image_get_mtime (back), ==, 1774429200000);
  g_assert_cmpstr (gw_image_get_sha256 (back), ==, sha);
  g_assert_cmpint (gw_image_get_status (back), ==, GW_IMAGE_LABELED);
  g_assert_cmpint (gw_image_get_marks (back), ==, GW_IMAGE_FLAGGED | GW_IMAGE_SKIPPED);
  g_assert_cmpstr (gw_image_get_problem (back), ==, "too dark");
  g_assert_cmpstr (gw_image_get_split (back), ==, "train");
  g_assert_cmpint (gw_image_get_added (back), ==, 1774429200001);
  g_assert_cmpstrv (gw_image_get_tags (back), tags);
  g_assert_cmpuint (gw_image_get_labels (back)->len, ==, 1);
  g_assert_cmpfloat (g_array_index (gw_image_get_labels (back), GwLabel, 0).confidence, ==, 0.25);
  g_assert_cmpstr (gw_image_get_attribute (back, "weather"), ==, "rain");
  g_assert_cmpstr (gw_image_get_attribute (back, "a\"b"), ==, "x\ny");
  g_assert_true (isnan (gw_image_get_confidence (back)));
  fixture_assert_sound (self);
}

static void
test_same_path_is_passed_over (Fixture *self)
{
  g_autoptr (GwImage) one = new_image (self, "a.jpg");
  g_autoptr (GwImage) two = new_image (self, "a.jpg");
  g_autoptr (GwImage) other = new_image (self, "A.jpg");
  guint n = 7;

  g_assert_true (add (self, one, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (add (self, two, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (gw_image_get_id (two), ==, 0);
  g_assert_true (add (self, other, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (fixture_count (self, NULL), ==, 2);
}

static void
test_paths_that_leave_are_refused (Fixture *self)
{
  static const char *const paths[] = { "../a.jpg", "/etc/passwd", "a//b.jpg", "./a.jpg", "a\nb.jpg", "a\\b.jpg", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwImage) image = new_image (self, paths[i]);

      g_assert_false (add (self, image, NULL, &error));
      g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
    }
  g_assert_cmpint (fixture_count (self, NULL), ==, 0);
}

static void
test_one_bad_image_adds_none (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (images, new_image (self, "a.jpg"));
  g_ptr_array_add (images, new_image (self, "../b.jpg"));
  g_assert_false (gw_store_add_images (self->store, images, NULL, NULL, &error));
  g_assert_cmpint (fixture_count (self, NULL), ==, 0);
  g_assert_cmpint (gw_image_get_id (g_ptr_array_index (images, 0)), ==, 0);
}

static void
test_missing_ids_give_null (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a.jpg");
  gint64 ids[] = { 999, id, id };
  g_autoptr (GPtrArray) images = gw_store_get_images (self->store, ids, 3, NULL, NULL);

  g_assert_cmpuint (images->len, ==, 3);
  g_assert_null (g_ptr_array_index (images, 0));
  g_assert_nonnull (g_ptr_array_index (images, 1));
  g_assert_nonnull (g_ptr_array_index (images, 2));
}

static void
test_find (Fixture *self)
{
  gint64 id = fixture_add_image (self, "a/b.jpg");
  gint64 found = -1;

  g_assert_true (gw_store_find_image (self->store, self->root, "a/b.jpg", &found, NULL, NULL));
  g_assert_cmpint (found, ==, id);
  g_assert_true (gw_store_find_image (self->store, 0, "a/b.jpg", &found, NULL, NULL));
  g_assert_cmpint (found, ==, id);
  g_assert_true (gw_store_find_image (self->store, self->root + 1, "a/b.jpg", &found, NULL, NULL));
  g_assert_cmpint (found, ==, 0);
  g_assert_true (gw_store_find_image (self->store, 0, "b.jpg", &found, NULL, NULL));
  g_assert_cmpint (found, ==, 0);
}

static void
append_path (gint64 id, gint64 root_id, const char *path, int width, int height, gpointer data)
{
  g_string_append_printf (data, "%s:%dx%d ", path, width, height);
}

static void
test_foreach_path (Fixture *self)
{
  g_autoptr (GArray) ids = fixture_add_images (self, 3);
  g_autoptr (GString) text = g_string_new (NULL);

  gw_store_bulk_trash (self->store, &g_array_index (ids, gint64, 1), 1, TRUE, NULL, NULL);
  g_assert_true (gw_store_foreach_path (self->store, append_path, text, NULL, NULL));
  g_assert_cmpstr (text->str, ==, "a/001.jpg:640x480 a/003.jpg:640x480 ");
}

static void
test_file_facts (Fixture *self)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 id = fixture_add_image (self, "a.jpg");
  GwImage *facts = gw_image_new (id, "a.jpg");
  g_autoptr (GwImage) bad = NULL;
  g_autoptr (GwImage) good = NULL;

  g_ptr_array_add (images, facts);
  gw_image_set_marks (facts, GW_IMAGE_UNREADABLE);
  gw_image_set_problem (facts, "The file ends too early.");
  gw_image_set_file_facts (facts, 10, 20);
  g_assert_true (gw_store_set_file_facts (self->store, images, NULL, NULL));
  bad = fixture_get_image (self, id);
  g_assert_cmpint (gw_image_get_marks (bad), ==, GW_IMAGE_UNREADABLE);
  g_assert_cmpstr (gw_image_get_problem (bad), ==, "The file ends too early.");
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_MARK, "unreadable"), ==, 1);

  gw_image_set_marks (facts, 0);
  gw_image_set_problem (facts, NULL);
  gw_image_set_size (facts, 30, 40);
  g_assert_true (gw_store_set_file_facts (self->store, images, NULL, NULL));
  good = fixture_get_image (self, id);
  g_assert_cmpint (gw_image_get_marks (good), ==, 0);
  g_assert_null (gw_image_get_problem (good));
  g_assert_cmpint (gw_image_get_width (good), ==, 30);
  g_assert_cmpint (gw_image_get_bytes (good), ==, 10);
  g_assert_cmpint (fixture_facet (self, NULL, GW_FIELD_MARK, "unreadable"), ==, 0);
  fixture_assert_sound (self);
}

/* --- roots --- */

static GwRoot *
find_root (GPtrArray *roots, gint64 id)
{
  for (guint i = 0; i < roots->len; i++)
    {
      GwRoot *root = g_ptr_array_index (roots, i);

      if (root->id == id)
        return root;
    }
  g_assert_not_reached ();
}

static void
test_roots (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *outside = g_dir_make_tmp ("gw-root-XXXXXX", NULL);
  g_autofree char *messy = g_strconcat (self->images, "/../images/.", NULL);
  gint64 id = gw_store_add_root (self->store, outside, NULL, &error);
  g_autoptr (GPtrArray) roots = NULL;
  g_autoptr (GPtrArray) later = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (gw_store_add_root (self->store, outside, NULL, NULL), ==, id);
  g_assert_cmpint (gw_store_add_root (self->store, messy, NULL, NULL), ==, self->root);
  g_assert_cmpint (gw_store_add_root (self->store, "/nowhere/at/all", NULL, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);

  fixture_add_image (self, "a.jpg");
  fixture_add_image (self, "b.jpg");
  roots = gw_store_list_roots (self->store, NULL, NULL);
  g_assert_cmpuint (roots->len, ==, 2);
  g_assert_cmpstr (find_root (roots, self->root)->path, ==, self->images);
  g_assert_cmpint (find_root (roots, self->root)->n_images, ==, 2);
  g_assert_true (find_root (roots, id)->found);
  g_assert_cmpstr (find_root (roots, id)->path, ==, outside);

  g_rmdir (outside);
  later = gw_store_list_roots (self->store, NULL, NULL);
  g_assert_false (find_root (later, id)->found);
}

/* Roots come with the images that need them, or not at all. */
static void
test_folders_become_roots_with_their_images (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = g_build_filename (self->folder, "one", NULL);
  g_autofree char *two = g_build_filename (self->folder, "two", NULL);
  const char *const folders[] = { one, self->images, two, NULL };
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) before = gw_store_list_roots (self->store, NULL, NULL);
  g_autoptr (GPtrArray) roots = NULL;
  g_autoptr (GPtrArray) still = NULL;
  guint n = 0;

  g_ptr_array_add (images, gw_image_new (0, "a.jpg"));
  g_ptr_array_add (images, gw_image_new (0, "b.jpg"));
  g_ptr_array_add (images, gw_image_new (0, "../c.jpg"));
  gw_image_set_root_id (images->pdata[0], 1);
  gw_image_set_root_id (images->pdata[1], 2);
  gw_image_set_root_id (images->pdata[2], 1);
  g_assert_false (gw_store_add_folder_images (self->store, folders, images, &n, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_clear_error (&error);
  still = gw_store_list_roots (self->store, NULL, NULL);
  g_assert_cmpuint (still->len, ==, before->len);
  g_assert_cmpint (gw_image_get_root_id (images->pdata[1]), ==, 2);

  g_ptr_array_set_size (images, 2);
  g_assert_true (gw_store_add_folder_images (self->store, folders, images, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  roots = gw_store_list_roots (self->store, NULL, NULL);
  /* The third folder has no image. */
  g_assert_cmpuint (roots->len, ==, 2);
  g_assert_cmpstr (find_root (roots, gw_image_get_root_id (images->pdata[0]))->path, ==, one);
  g_assert_cmpint (gw_image_get_root_id (images->pdata[1]), ==, self->root);

  gw_image_set_root_id (images->pdata[0], 4);
  g_assert_false (gw_store_add_folder_images (self->store, folders, images, &n, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
}

static void
test_relocated_root_finds_its_images (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (self->folder, "elsewhere", NULL);
  g_autofree char *file = g_build_filename (other, "a.jpg", NULL);
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autoptr (GwImage) image = NULL;

  g_mkdir (other, 0700);
  g_assert_true (gw_store_relocate_root (self->store, self->root, other, NULL, NULL));
  image = fixture_get_image (self, id);
  g_assert_cmpstr (gw_image_get_file (image), ==, file);
  g_assert_false (gw_store_relocate_root (self->store, 77, other, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
}

static void
test_moved_project_finds_its_images (Fixture *self)
{
  g_autofree char *moved = g_strconcat (self->folder, "-moved", NULL);
  g_autofree char *images = g_build_filename (moved, "images", NULL);
  g_autofree char *file = g_build_filename (images, "a.jpg", NULL);
  gint64 id = fixture_add_image (self, "a.jpg");
  g_autoptr (GwImage) image = NULL;
  g_autoptr (GPtrArray) roots = NULL;

  gw_store_close (self->store);
  g_assert_cmpint (g_rename (self->folder, moved), ==, 0);
  g_free (self->folder);
  self->folder = g_steal_pointer (&moved);
  fixture_reopen (self);
  image = fixture_get_image (self, id);
  g_assert_cmpstr (gw_image_get_file (image), ==, file);
  roots = gw_store_list_roots (self->store, NULL, NULL);
  g_assert_cmpstr (find_root (roots, self->root)->path, ==, images);
  g_assert_true (find_root (roots, self->root)->found);
}

void
conformance_add_image_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/images/all-that-is-known-is-kept", test_all_that_is_known_is_kept);
  fixture_add_test (backend, "/images/same-path-is-passed-over", test_same_path_is_passed_over);
  fixture_add_test (backend, "/images/paths-that-leave-are-refused", test_paths_that_leave_are_refused);
  fixture_add_test (backend, "/images/one-bad-image-adds-none", test_one_bad_image_adds_none);
  fixture_add_test (backend, "/images/missing-ids-give-null", test_missing_ids_give_null);
  fixture_add_test (backend, "/images/find", test_find);
  fixture_add_test (backend, "/images/foreach-path", test_foreach_path);
  fixture_add_test (backend, "/images/file-facts", test_file_facts);
  fixture_add_test (backend, "/roots/list-and-add", test_roots);
  fixture_add_test (backend, "/roots/come-with-their-images", test_folders_become_roots_with_their_images);
  fixture_add_test (backend, "/roots/relocated-root-finds-its-images", test_relocated_root_finds_its_images);
  fixture_add_test (backend, "/roots/moved-project-finds-its-images", test_moved_project_finds_its_images);
}
