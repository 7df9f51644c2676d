/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project of 100,000 images as plain arrays, on which every chart is built, and
 * what is measured of pictures for it.
 */

#include <malloc.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "bench.h"
#include "big-project.h"
#include "gw-data-set.h"
#include "gw-door.h"
#include "gw-encode.h"
#include "gw-image-measurer.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"
#include "picture.h"

#define N_ROUNDS 3

static void
fail_if (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

static double
used_mb (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1024 / 1024;
}

static GwDataSet *
load (GwStore *store)
{
  g_autoptr (GError) error = NULL;
  GwDataSet *set = gw_data_set_load (store, NULL, NULL, NULL, &error);

  fail_if (error);
  return set;
}

static void
bench_load (GwStore *store)
{
  const guint n_rounds = gw_bench_amount (N_ROUNDS, 1);
  double times[N_ROUNDS], columns[N_ROUNDS];
  double memory = 0;

  for (guint round = 0; round < n_rounds; round++)
    {
      const double before = used_mb ();
      double begin = gw_bench_cpu_ms ();
      g_autoptr (GwDataSet) set = load (store);
      g_autoptr (GArray) areas = NULL;

      times[round] = gw_bench_cpu_ms () - begin;
      memory = used_mb () - before;
      begin = gw_bench_cpu_ms ();
      areas = gw_data_set_measure (set, "box-area");
      columns[round] = gw_bench_cpu_ms () - begin;
      fprintf (stderr, "%zu images, %zu objects, %zu labels\n", set->n_images, set->n_objects, set->n_labels);
    }
  gw_bench_report ("project of 100,000 images as arrays", gw_bench_quantile (times, n_rounds, 0.5), "ms", 1000, NULL,
                   0);
  gw_bench_report ("a column of box areas", gw_bench_quantile (columns, n_rounds, 0.5), "ms", 100, NULL, 0);
  gw_bench_report ("memory for it", memory, "MB", 0, NULL, 0);
}

/* --- a door ----------------------------------------------------------------------- */

/* Half of the images, every second one, as a range of a chart may have them. */
static void
bench_door (GwStore *store)
{
  g_autoptr (GArray) all = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, NULL, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GwFilter) filter = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;
  double begin, kept;

  for (guint i = 0; i < all->len; i += 2)
    g_array_append_val (ids, g_array_index (all, gint64, i));
  begin = gw_bench_wall_ms ();
  filter = gw_door_open (store, "Every second image", (const gint64 *) (gpointer) ids->data, ids->len, NULL, &error);
  fail_if (error);
  kept = gw_bench_wall_ms ();
  found = gw_store_list_image_ids (store, filter, GW_SORT_NAME, NULL, &error);
  fail_if (error);
  gw_bench_report ("a door to 50,000 images: kept (wall)", kept - begin, "ms", 200, NULL, 0);
  gw_bench_report ("a door to 50,000 images: listed (wall)", gw_bench_wall_ms () - kept, "ms", 200, NULL, 0);
  if (found->len != ids->len)
    exit (1);
}

/* --- pictures ------------------------------------------------------------------ */

static void
make_photos (GwStore *store, const char *folder, guint n)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *first = g_build_filename (folder, "0.jpg", NULL);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = picture_draw (4000, 3000, 5);
  gint64 root = gw_store_add_root (store, folder, NULL, &error);

  fail_if (error);
  gw_encode_jpeg_file (surface, 90, first, &error);
  fail_if (error);
  cairo_surface_destroy (surface);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GwImage *image = gw_image_new (0, name);

      if (i > 0 && link (first, path) != 0)
        exit (1);
      gw_image_set_root_id (image, root);
      g_ptr_array_add (images, image);
    }
  gw_store_add_images (store, images, NULL, NULL, &error);
  fail_if (error);
}

static void
bench_pictures (const char *folder)
{
  const guint n = gw_bench_amount (64, 4);
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Photos", GW_TASK_BOXES);
  g_autofree char *path = g_build_filename (folder, "photos.groundwork", NULL);
  g_autofree char *photos = g_build_filename (folder, "photos", NULL);
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_create (path, info, NULL, &error);
  double begin;

  fail_if (error);
  g_mkdir (photos, 0700);
  make_photos (store, photos, n);
  begin = gw_bench_cpu_ms ();
  gw_image_measurer_run (store, NULL, NULL, NULL, NULL, NULL, &error);
  fail_if (error);
  gw_bench_report ("a JPEG of 12 megapixels measured", (gw_bench_cpu_ms () - begin) / n, "ms", 80, NULL, 0);
  g_object_unref (store);
}

int
main (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *path = big_project_make (folder, gw_bench_amount (100000, 2000));
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  fail_if (error);
  bench_load (store);
  bench_door (store);
  bench_pictures (folder);
  g_object_unref (store);
  gw_test_folder_free (folder);
  return 0;
}
