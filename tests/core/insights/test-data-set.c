/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-data-set.h"
#include "gw-import.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

typedef struct
{
  char *folder;
  GwStore *store;
} Fixture;

static const char labels[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]}\n"
    "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"split\":\"train\",\"labels\":[\"owl\"],"
    "\"objects\":[{\"label\":\"cat\",\"bbox\":[10,0,20,15]},{\"label\":\"owl\",\"bbox\":[1,1,2,0.5]}]}\n"
    "{\"image\":\"2.png\",\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,6,3]}]}\n"
    "{\"image\":\"3.png\",\"width\":8,\"height\":16}\n";

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autofree char *project = NULL;
  g_autofree char *source = NULL;
  g_autoptr (GwImport) import = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = gw_test_folder_new ();
  project = g_build_filename (self->folder, "p.groundwork", NULL);
  source = g_build_filename (self->folder, "labels.gw.jsonl", NULL);
  g_assert_true (g_file_set_contents (source, labels, -1, NULL));
  self->store = gw_store_sqlite_create (project, info, NULL, &error);
  g_assert_no_error (error);
  import = gw_import_new (self->store, source);
  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  gw_test_folder_free (self->folder);
}

static void
test_holds_what_the_project_holds (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  guint64 counts[2];

  g_assert_cmpuint (set->classes->len, ==, 2);
  g_assert_cmpuint (set->n_images, ==, 3);
  g_assert_cmpuint (set->n_objects, ==, 3);
  g_assert_cmpuint (set->n_labels, ==, 1);
  g_assert_cmpint (g_array_index (set->object_images, gint32, 2), ==, 1);
  g_assert_cmpint (g_array_index (set->label_images, gint32, 0), ==, 0);
  g_assert_cmpstr (g_ptr_array_index (set->image_splits, 0), ==, "train");
  g_assert_null (g_ptr_array_index (set->image_splits, 1));
  gw_data_set_count_classes (set, counts);
  g_assert_cmpuint (counts[0], ==, 2);
  g_assert_cmpuint (counts[1], ==, 2);
}

static void
check_column (const GwDataSet *set, const char *name, const double *want, guint n)
{
  g_autoptr (GArray) values = gw_data_set_measure (set, name);

  g_assert_nonnull (values);
  g_assert_cmpuint (values->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      double got = g_array_index (values, double, i);

      g_assert_true (isnan (want[i]) ? isnan (got) : fabs (got - want[i]) < 1e-12);
    }
}

static void
test_measures (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  const char *const *columns = gw_data_set_get_columns ();

  check_column (set, "image-width", (const double[]) { 40, NAN, 8 }, 3);
  check_column (set, "image-area", (const double[]) { 1200, NAN, 128 }, 3);
  check_column (set, "image-aspect", (const double[]) { 40.0 / 30, NAN, 0.5 }, 3);
  check_column (set, "objects-per-image", (const double[]) { 2, 1, 0 }, 3);
  check_column (set, "box-width", (const double[]) { 20, 2, 6 }, 3);
  check_column (set, "box-height", (const double[]) { 15, 0.5, 3 }, 3);
  check_column (set, "box-area", (const double[]) { 300, 1, 18 }, 3);
  check_column (set, "box-relative-area", (const double[]) { 0.25, 1 / 1200.0, NAN }, 3);
  check_column (set, "box-aspect", (const double[]) { 20.0 / 15, 4, 2 }, 3);
  check_column (set, "box-center-x", (const double[]) { 0.5, 0.05, NAN }, 3);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autoptr (GArray) values = gw_data_set_measure (set, columns[i]);

      g_assert_cmpuint (values->len, ==, 3);
    }
  g_assert_null (gw_data_set_measure (set, "weight"));
}

static void
test_takes_what_the_filter_lets_through (Fixture *self, gconstpointer data)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("split:train", NULL);
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, filter, NULL, NULL, NULL);

  g_assert_cmpuint (set->n_images, ==, 1);
  g_assert_cmpuint (set->n_objects, ==, 2);
}

static void
test_stops_when_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gw_data_set_load (self->store, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, func) g_test_add ("/data-set/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("holds-what-the-project-holds", test_holds_what_the_project_holds);
  ADD ("measures", test_measures);
  ADD ("takes-what-the-filter-lets-through", test_takes_what_the_filter_lets_through);
  ADD ("stops-when-cancelled", test_stops_when_cancelled);

  return g_test_run ();
}
