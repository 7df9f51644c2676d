/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "gw-data-set.h"
#include "gw-decode.h"
#include "gw-image-hash.h"
#include "gw-image-measurer.h"
#include "gw-image-scan.h"
#include "gw-luminance.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"
#include "gw-test-wait.h"

typedef struct
{
  char *folder;
  char *project;
  GwStore *store;
} Fixture;

/* A checkerboard of two greys with fields of so many pixels. */
static void
write_picture (Fixture *self, const char *name, guint field, guint dark, guint light)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 64, 48);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (guint y = 0; y < 48; y++)
    {
      for (guint x = 0; x < 64; x++)
        {
          guint32 shade = (x / field + y / field) % 2 == 0 ? dark : light;
          guint32 pixel = shade << 16 | shade << 8 | shade;

          memcpy (data + y * (guint) cairo_image_surface_get_stride (surface) + 4 * x, &pixel, 4);
        }
    }
  cairo_surface_mark_dirty (surface);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
add_images (Fixture *self, const char *folder, const char *const *names)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 root = gw_store_add_root (self->store, folder, NULL, NULL);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      GwImage *image = gw_image_new (0, names[i]);

      gw_image_set_root_id (image, root);
      g_ptr_array_add (images, image);
    }
  g_assert_true (gw_store_add_images (self->store, images, NULL, NULL, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "bright.png", "broken.png", "dark.png", "none.png", NULL };
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autofree char *broken = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = gw_test_folder_new ();
  self->project = g_build_filename (self->folder, "p.groundwork", NULL);
  broken = g_build_filename (self->folder, "broken.png", NULL);
  write_picture (self, "bright.png", 1, 200, 240);
  write_picture (self, "dark.png", 8, 10, 30);
  g_assert_true (g_file_set_contents (broken, "this is no picture", -1, NULL));
  self->store = gw_store_sqlite_create (self->project, info, NULL, &error);
  g_assert_no_error (error);
  add_images (self, self->folder, names);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  g_free (self->project);
  gw_test_folder_free (self->folder);
}

static void
take (const GwMeasure *measure, gpointer data)
{
  g_array_append_vals (data, measure, 1);
}

static GArray *
read_measures (GwStore *store)
{
  GArray *measures = g_array_new (FALSE, FALSE, sizeof (GwMeasure));

  g_assert_true (gw_store_foreach_measure (store, NULL, take, measures, NULL, NULL));
  return measures;
}

static guint
count_missing (GwStore *store)
{
  g_autoptr (GArray) ids = gw_store_list_unmeasured (store, NULL, NULL, NULL);

  return ids->len;
}

static gint64
count_images (GwStore *store, const char *text)
{
  g_autoptr (GwFilter) filter = gw_filter_parse (text, NULL);

  return gw_store_count_images (store, filter, NULL, NULL);
}

static void
run (Fixture *self, GwMeasureFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  gw_image_measurer_run (self->store, NULL, func, data, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_measures_what_is_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (GwMeasure));
  g_autoptr (GArray) kept = NULL;
  const GwMeasure *first;

  run (self, take, told);
  kept = read_measures (self->store);
  g_assert_cmpuint (told->len, ==, 3);
  g_assert_cmpuint (kept->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const GwMeasure *one = &g_array_index (told, GwMeasure, i), *other = &g_array_index (kept, GwMeasure, i);

      g_assert_cmpint (one->image_id, ==, other->image_id);
      g_assert_cmpint (one->bytes, ==, other->bytes);
      g_assert_cmpint (one->mtime, ==, other->mtime);
      g_assert_cmphex (one->dhash, ==, other->dhash);
    }
  first = &g_array_index (kept, GwMeasure, 0);
  g_assert_true (first->readable);
  g_assert_cmpfloat (first->brightness, ==, 220);
  g_assert_cmpfloat (first->contrast, ==, 20);
  /* 4 * 40 up and down: mean 0. */
  g_assert_cmpfloat (first->sharpness, ==, 160 * 160);
  g_assert_cmpfloat (first->saturation, ==, 0);
  g_assert_false (g_array_index (kept, GwMeasure, 1).readable);
  g_assert_cmpfloat (g_array_index (kept, GwMeasure, 2).brightness, ==, 20);
  g_assert_cmpint (count_images (self->store, "brightness<100"), ==, 1);
  g_assert_cmpint (count_images (self->store, "sharpness>1000"), ==, 1);

  /* What is not there is looked for again, and nothing else. */
  g_assert_cmpuint (count_missing (self->store), ==, 1);
  g_array_set_size (told, 0);
  write_picture (self, "none.png", 8, 0, 255);
  run (self, take, told);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpuint (count_missing (self->store), ==, 0);
}

static void
test_more_than_a_batch (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GwWork) work = gw_work_new ("test");
  g_autoptr (GArray) kept = NULL;
  GwWorkStatus status;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u.png", i);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *dark = g_build_filename (self->folder, "dark.png", NULL);

      g_assert_cmpint (symlink (dark, path), ==, 0);
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_add (names, NULL);
  add_images (self, self->folder, (const char *const *) names->pdata);
  g_assert_true (gw_image_measurer_run (self->store, NULL, NULL, NULL, work, NULL, NULL));
  gw_work_get_status (work, &status, NULL);
  g_assert_cmpuint (status.done, ==, 604);
  g_assert_cmpuint (status.total, ==, 604);
  kept = read_measures (self->store);
  g_assert_cmpuint (kept->len, ==, 603);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_image_measurer_run (self->store, NULL, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_missing (self->store), ==, 4);
}

static void
check_brightness (const GwDataSet *set)
{
  g_autoptr (GArray) values = gw_data_set_measure (set, "image-brightness");

  g_assert_cmpuint (values->len, ==, 4);
  g_assert_cmpfloat (g_array_index (values, double, 0), ==, 220);
  g_assert_true (isnan (g_array_index (values, double, 1)));
  g_assert_cmpfloat (g_array_index (values, double, 2), ==, 20);
  g_assert_true (isnan (g_array_index (values, double, 3)));
}

static void
test_into_a_set (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  g_autoptr (GwDataSet) again = NULL;

  g_assert_true (gw_data_set_measure_pictures (set, self->store, NULL, NULL, NULL));
  check_brightness (set);
  again = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  check_brightness (again);
}

/* In the order of the set, also of one that has not all of them. */
static void
test_in_the_order_of_a_set (Fixture *self, gconstpointer data)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("-bright", NULL);
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, filter, NULL, NULL, NULL);
  g_autoptr (GArray) none = gw_data_set_load_measures (set, self->store, NULL, NULL);
  g_autoptr (GArray) some = NULL;

  g_assert_cmpuint (none->len, ==, 3);
  g_assert_cmpint (g_array_index (none, GwMeasure, 1).image_id, ==, 0);
  g_assert_true (gw_data_set_measure_pictures (set, self->store, NULL, NULL, NULL));
  g_assert_cmpuint (count_missing (self->store), ==, 2);
  some = gw_data_set_load_measures (set, self->store, NULL, NULL);
  g_assert_cmpuint (some->len, ==, 3);
  g_assert_cmpint (g_array_index (some, GwMeasure, 0).image_id, ==, 0);
  g_assert_cmpint (g_array_index (some, GwMeasure, 1).image_id, ==, g_array_index (set->image_ids, gint64, 1));
  g_assert_cmpfloat (g_array_index (some, GwMeasure, 1).brightness, ==, 20);
  g_assert_cmpint (g_array_index (some, GwMeasure, 2).image_id, ==, 0);
}

/* Nothing is kept, and a chart is drawn all the same. */
static void
test_of_a_project_that_is_only_read (Fixture *self, gconstpointer data)
{
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwDataSet) set = NULL;

  gw_store_close (self->store);
  store = gw_store_sqlite_open (self->project, GW_STORE_OPEN_READ_ONLY, NULL, NULL);
  set = gw_data_set_load (store, NULL, NULL, NULL, NULL);
  g_assert_true (gw_data_set_measure_pictures (set, store, NULL, NULL, NULL));
  check_brightness (set);
  g_assert_cmpuint (count_missing (store), ==, 4);
  gw_store_close (store);
}

static gboolean
has_ended (gpointer work)
{
  return gw_work_get_state (work) != GW_WORK_RUNNING;
}

static void
test_beside_the_window (Fixture *self, gconstpointer data)
{
  g_autoptr (GwWork) work = gw_image_measurer_start (self->store);
  g_autoptr (GwWork) later = NULL;

  gw_test_wait (has_ended, work);
  g_assert_cmpint (gw_work_get_state (work), ==, GW_WORK_DONE);
  g_assert_cmpuint (count_missing (self->store), ==, 1);
  later = gw_image_measurer_start (self->store);
  g_assert_true (later != work);
  gw_test_wait (has_ended, later);
}

/* --- of real pictures --------------------------------------------------------------- */

/* Of the picture in its full size, as the hash is defined. */
static guint64
find_full_code (const char *path)
{
  guint8 bytes[GW_IMAGE_PHASH_SIDE * GW_IMAGE_PHASH_SIDE];
  double luminance[GW_IMAGE_PHASH_SIDE * GW_IMAGE_PHASH_SIDE];
  cairo_surface_t *surface = gw_decode_file (path, 0, NULL, NULL, NULL, NULL);
  guint64 code = 0;

  g_assert_nonnull (surface);
  g_assert_true (gw_luminance_shrink (surface, GW_IMAGE_PHASH_SIDE, GW_IMAGE_PHASH_SIDE, bytes));
  cairo_surface_destroy (surface);
  for (gsize i = 0; i < G_N_ELEMENTS (bytes); i++)
    luminance[i] = bytes[i];
  g_assert_cmpint (gw_image_phash (luminance, &code), ==, GW_STATUS_OK);
  return code;
}

/* Who has the file in memory finds the same. */
static void
check_phash (const char *path, guint64 want)
{
  g_autoptr (GBytes) bytes = gw_decode_read_file (path, NULL, NULL);
  guint64 code = 0;

  g_assert_true (
      gw_image_measurer_find_phash (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &code, NULL, NULL));
  g_assert_cmphex (code, ==, want);
}

/* At most 2 bits differ of 95 in 100: spec analytics.md 11. */
static void
test_hashes_of_real_pictures (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = gw_test_data_path ("det-coco128/images");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GArray) kept = NULL;
  guint n_near = 0;

  if (folder == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  found = gw_image_scan (folder, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (found->len, >, 100);
  g_ptr_array_add (found, NULL);
  add_images (self, folder, (const char *const *) found->pdata);
  run (self, NULL, NULL);
  kept = read_measures (self->store);
  for (guint i = 0; i < kept->len; i++)
    {
      const GwMeasure *measure = &g_array_index (kept, GwMeasure, i);
      g_autoptr (GPtrArray) images = gw_store_get_images (self->store, &measure->image_id, 1, NULL, NULL);
      GwImage *image = g_ptr_array_index (images, 0);

      if (!g_str_has_prefix (gw_image_get_path (image), "train2017/"))
        continue;
      check_phash (gw_image_get_file (image), measure->phash);
      n_near += gw_image_hash_distance (measure->phash, find_full_code (gw_image_get_file (image))) <= 2;
    }
  g_test_message ("%u of %u within 2 bits", n_near, found->len - 1);
  g_assert_cmpuint (n_near * 100, >=, (found->len - 1) * 95);
}

#define ADD(name, func) g_test_add ("/image-measurer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-is-missing", test_measures_what_is_missing);
  ADD ("more-than-a-batch", test_more_than_a_batch);
  ADD ("cancelled", test_cancelled);
  ADD ("into-a-set", test_into_a_set);
  ADD ("in-the-order-of-a-set", test_in_the_order_of_a_set);
  ADD ("only-read", test_of_a_project_that_is_only_read);
  ADD ("beside-the-window", test_beside_the_window);
  ADD ("hashes-of-real-pictures", test_hashes_of_real_pictures);

  return g_test_run ();
}
