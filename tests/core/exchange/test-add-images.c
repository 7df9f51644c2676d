/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gw-add-images.h"
#include "gw-error.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

/* More than are written in one batch. */
#define MANY 600

typedef struct
{
  char *folder;
  char *pictures;
  GwStore *store;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autofree char *project = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = gw_test_folder_new ();
  self->pictures = g_build_filename (self->folder, "pictures", NULL);
  g_assert_cmpint (g_mkdir (self->pictures, 0700), ==, 0);
  project = g_build_filename (self->folder, "p.groundwork", NULL);
  self->store = gw_store_sqlite_create (project, info, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  g_free (self->pictures);
  gw_test_folder_free (self->folder);
}

/* Noise, so that the file is as large as the pixels. */
static char *
draw (Fixture *self, const char *name, int size)
{
  char *path = g_build_filename (self->pictures, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  guint32 state = 7;

  for (int i = 0; i < cairo_image_surface_get_stride (surface) * size; i++)
    {
      state = state * 1664525 + 1013904223;
      pixels[i] = (guint8) (state >> 24);
    }
  cairo_surface_mark_dirty (surface);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

static void
draw_many (Fixture *self)
{
  g_autofree char *first = draw (self, "0.png", 2);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (first, &bytes, &length, NULL));
  for (int i = 1; i < MANY; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d.png", self->pictures, i);

      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
    }
}

static gint64
count (Fixture *self)
{
  return gw_store_count_images (self->store, NULL, NULL, NULL);
}

static guint
count_roots (Fixture *self)
{
  g_autoptr (GPtrArray) roots = gw_store_list_roots (self->store, NULL, NULL);

  return roots->len;
}

/* In batches what was written stays; at once it is all or nothing. */
static void
test_all_or_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *none = g_build_filename (self->folder, "none", NULL);
  const char *paths[] = { self->pictures, none };
  g_autoptr (GwAddImagesResult) result = NULL;
  g_autoptr (GwAddImagesResult) again = NULL;
  g_autoptr (GError) error = NULL;

  draw_many (self);
  g_assert_null (gw_add_images (self->store, paths, 2, GW_ADD_AT_ONCE, NULL, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (count (self), ==, 0);
  g_assert_cmpuint (count_roots (self), ==, 0);
  g_assert_null (gw_add_images (self->store, paths, 2, GW_ADD_DEFAULT, NULL, NULL, NULL, NULL));
  g_assert_cmpint (count (self), >, 0);
  g_assert_cmpint (count (self), <=, MANY);

  result = gw_add_images (self->store, paths, 1, GW_ADD_AT_ONCE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (self), ==, MANY);
  g_assert_cmpuint (result->n_added + result->n_known, ==, MANY);
  again = gw_add_images (self->store, paths, 1, GW_ADD_AT_ONCE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->n_known, ==, MANY);
}

/* Each image has the folder that it was found in. */
static void
test_several_folders_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *one = draw (self, "one.png", 4);
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autofree char *moved = g_build_filename (other, "two.png", NULL);
  g_autofree char *two = draw (self, "two.png", 4);
  const char *paths[] = { other, one, self->pictures, moved };
  g_autoptr (GwAddImagesResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) images = NULL;

  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_cmpint (g_rename (two, moved), ==, 0);
  result = gw_add_images (self->store, paths, 4, GW_ADD_AT_ONCE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_found, ==, 4);
  g_assert_cmpuint (result->n_added, ==, 2);
  g_assert_cmpuint (result->n_known, ==, 2);
  ids = gw_store_list_image_ids (self->store, NULL, GW_SORT_NAME, NULL, NULL);
  images = gw_store_get_images (self->store, (const gint64 *) (gpointer) ids->data, ids->len, NULL, NULL);
  g_assert_cmpuint (images->len, ==, 2);
  g_assert_cmpstr (gw_image_get_file (g_ptr_array_index (images, 0)), ==, one);
  g_assert_cmpstr (gw_image_get_file (g_ptr_array_index (images, 1)), ==, moved);
}

/* Neither a folder without pictures nor one that was not come to is a root. */
static void
test_no_root_without_images (Fixture *self, gconstpointer data)
{
  const GwAddFlags flags[] = { GW_ADD_DEFAULT, GW_ADD_AT_ONCE };
  g_autofree char *empty = g_build_filename (self->folder, "empty", NULL);
  G_GNUC_UNUSED g_autofree char *picture = draw (self, "one.png", 4);
  const char *paths[] = { empty, self->pictures };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  g_cancellable_cancel (cancelled);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwAddImagesResult) result = NULL;

      g_assert_null (gw_add_images (self->store, paths, 2, flags[i], NULL, NULL, cancelled, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (count_roots (self), ==, i);

      g_clear_error (&error);
      result = gw_add_images (self->store, paths, 2, flags[i], NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (result->empty->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (result->empty, 0), ==, empty);
      g_assert_cmpuint (count_roots (self), ==, 1);
    }
}

/* An error after the folder was entered, and before the images are written. */
static void
test_interrupted_leaves_no_root (Fixture *self, gconstpointer data)
{
  G_GNUC_UNUSED g_autofree char *picture = draw (self, "one.png", 4);
  g_autofree char *none = g_build_filename (self->folder, "none", NULL);
  const char *paths[] = { self->pictures, none };
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_add_images (self->store, paths, 2, GW_ADD_DEFAULT, NULL, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_roots (self), ==, 0);
}

/* Names that cannot be in a project leave out their files alone. */
static void
test_names_that_cannot_be (Fixture *self, gconstpointer data)
{
  G_GNUC_UNUSED g_autofree char *one = draw (self, "one.png", 4);
  g_autofree char *two = draw (self, "t\nwo.png", 4);
  g_autofree char *three = draw (self, "t\\hree.png", 4);
  const char *paths[] = { self->pictures };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAddImagesResult) result = gw_add_images (self->store, paths, 1, GW_ADD_DEFAULT, NULL, NULL, NULL,
                                                        &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->n_added, ==, 1);
  g_assert_cmpuint (result->skipped->len, ==, 2);
  g_assert_cmpstr (((const GwImageComplaint *) g_ptr_array_index (result->skipped, 0))->path, ==, two);
  g_assert_cmpstr (((const GwImageComplaint *) g_ptr_array_index (result->skipped, 1))->path, ==, three);
}

/* In a large file only its checksums tell that a part of it is damaged. */
static void
test_checksums (Fixture *self, gconstpointer data)
{
  g_autofree char *sound = draw (self, "sound.png", 200);
  g_autofree char *damaged = draw (self, "damaged.png", 200);
  const char *paths[] = { self->pictures };
  g_autoptr (GwAddImagesResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  const GwImageComplaint *complaint;
  gsize length;

  g_assert_true (g_file_get_contents (damaged, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 64 * 1024);
  bytes[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (damaged, bytes, (gssize) length, NULL));
  result = gw_add_images (self->store, paths, 1, GW_ADD_CHECKSUMS, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_added, ==, 2);
  g_assert_cmpuint (result->skipped->len, ==, 0);
  g_assert_cmpuint (result->partial->len, ==, 1);
  complaint = g_ptr_array_index (result->partial, 0);
  g_assert_cmpstr (complaint->path, ==, damaged);
}

/* A file that is packed, and no tar, among pictures is told of, and costs itself alone. */
static void
test_archive_among_others (Fixture *self, gconstpointer data)
{
  static const char bytes[] = "\x1f\x8b\x08\0\0\0\0\0\0\3 and no more";
  g_autofree char *notes = g_build_filename (self->folder, "notes.txt.gz", NULL);
  const char *paths[] = { notes, self->pictures };
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GwAddImagesResult) result = NULL;
  g_autoptr (GError) error = NULL;

  draw_many (self);
  g_assert_true (g_file_set_contents (notes, bytes, sizeof bytes, NULL));
  result = gw_add_images (self->store, paths, 2, GW_ADD_DEFAULT, problems, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->n_added, ==, MANY);
  g_assert_cmpuint (result->n_found, ==, MANY);
  g_assert_cmpuint (result->skipped->len, ==, 0);
  g_assert_cmpuint (result->unpacked->len, ==, 0);
  g_assert_cmpuint (result->refused->len, ==, 1);
  g_assert_cmpstr (((const GwImageComplaint *) g_ptr_array_index (result->refused, 0))->path, ==, notes);
  g_assert_cmpuint (gw_problems_count (problems), ==, 1);
  g_assert_cmpuint (gw_problems_count_code (problems, "archive-unknown"), ==, 1);

  /* Alone it is all there was to do. */
  g_assert_null (gw_add_images (self->store, paths, 1, GW_ADD_DEFAULT, NULL, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/add-images/all-or-nothing", Fixture, NULL, set_up, test_all_or_nothing, tear_down);
  g_test_add ("/add-images/several-folders-at-once", Fixture, NULL, set_up, test_several_folders_at_once, tear_down);
  g_test_add ("/add-images/no-root-without-images", Fixture, NULL, set_up, test_no_root_without_images, tear_down);
  g_test_add ("/add-images/interrupted-leaves-no-root", Fixture, NULL, set_up, test_interrupted_leaves_no_root,
              tear_down);
  g_test_add ("/add-images/names-that-cannot-be", Fixture, NULL, set_up, test_names_that_cannot_be, tear_down);
  g_test_add ("/add-images/checksums", Fixture, NULL, set_up, test_checksums, tear_down);
  g_test_add ("/add-images/archive-among-others", Fixture, NULL, set_up, test_archive_among_others, tear_down);
  return g_test_run ();
}
