/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-data-groups.h"
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
    "\"objects\":[{\"label\":\"cat\",\"bbox\":[10,0,20,15],\"attributes\":{\"weight\":\"4.5\",\"mood\":\"7\"},"
    "\"created\":1793577599000},"
    "{\"label\":\"owl\",\"bbox\":[1,1,2,0.5],\"attributes\":{\"mood\":\"asleep\"}}]}\n"
    "{\"image\":\"2.png\",\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,6,3],\"attributes\":{\"weight\":\"3\"},"
    "\"modified\":1793750400000}]}\n"
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
check_group (const GPtrArray *groups, guint class, guint n, guint32 first, guint32 last)
{
  const GArray *rows = g_ptr_array_index (groups, class);

  g_assert_cmpuint (rows->len, ==, n);
  g_assert_cmpuint (g_array_index (rows, guint32, 0), ==, first);
  g_assert_cmpuint (g_array_index (rows, guint32, n - 1), ==, last);
}

/* The first image has an owl as its label and as an object: it is one owl. */
static void
test_groups_by_class (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) objects = gw_data_groups_by_class (set, GW_ROWS_OBJECTS);
  g_autoptr (GPtrArray) images = gw_data_groups_by_class (set, GW_ROWS_IMAGES);

  g_assert_cmpuint (objects->len, ==, 2);
  check_group (objects, 0, 2, 0, 2);
  check_group (objects, 1, 1, 1, 1);
  g_assert_cmpuint (images->len, ==, 2);
  check_group (images, 0, 2, 0, 1);
  check_group (images, 1, 1, 0, 0);
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
  const GArray *columns = gw_data_set_get_columns (set);

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
  for (guint i = 0; i < columns->len; i++)
    {
      const GwDataColumn *column = &g_array_index (columns, GwDataColumn, i);
      g_autoptr (GArray) values = gw_data_set_measure (set, column->name);
      g_autoptr (GArray) ids = gw_data_set_get_row_images (set, column);

      g_assert_cmpuint (values->len, ==, 3);
      g_assert_cmpuint (ids->len, ==, 3);
      g_assert_true (gw_data_set_find_column (set, column->name) == column);
      g_assert_cmpstr (column->title, !=, "");
      g_assert_nonnull (column->unit);
      g_assert_true (column->from_pictures == gw_data_column_is_from_pictures (column->name));
    }
  g_assert_null (gw_data_set_measure (set, "weight"));
}

/* Those with a value that is no number are none. */
static void
test_attributes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  const GwDataColumn *weight = gw_data_set_find_column (set, "attribute:weight");

  g_assert_nonnull (weight);
  g_assert_cmpstr (weight->title, ==, "weight");
  g_assert_cmpint (weight->rows, ==, GW_ROWS_OBJECTS);
  check_column (set, "attribute:weight", (const double[]) { 4.5, NAN, 3 }, 3);
  g_assert_null (gw_data_set_find_column (set, "attribute:mood"));
  g_assert_null (gw_data_set_find_column (set, "image-attribute:weight"));
}

static void
test_rows_have_images (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  g_autoptr (GArray) images = gw_data_set_get_row_images (set, gw_data_set_find_column (set, "image-width"));
  g_autoptr (GArray) objects = gw_data_set_get_row_images (set, gw_data_set_find_column (set, "box-width"));
  const gint64 *ids = (const gint64 *) (gpointer) set->image_ids->data;
  const gint64 wanted[] = { ids[0], ids[0], ids[1] };

  g_assert_cmpmem (images->data, 3 * sizeof (gint64), ids, 3 * sizeof (gint64));
  g_assert_cmpmem (objects->data, 3 * sizeof (gint64), wanted, sizeof wanted);
}

/* The label of the first image was given when the test began. */
static void
test_days (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) none = NULL;
  gint64 first = 0;

  g_array_index (set->label_times, gint64, 0) = G_MAXINT64;
  days = gw_data_set_count_days (set, &first);
  g_assert_cmpint (first, ==, 20758); /* 2026-11-01 */
  g_assert_cmpuint (days->len, ==, 4);
  g_assert_cmpuint (g_array_index (days, guint64, 0), ==, 1);
  g_assert_cmpuint (g_array_index (days, guint64, 1), ==, 0);
  g_assert_cmpuint (g_array_index (days, guint64, 3), ==, 1);

  g_array_set_size (set->label_times, 0);
  g_array_set_size (set->object_times, 0);
  none = gw_data_set_count_days (set, &first);
  g_assert_cmpuint (none->len, ==, 0);
}

/* --- the images behind a bin --------------------------------------------------------- */

static guint
count_in (const GArray *values, double low, double high, gboolean closed)
{
  guint n = 0;

  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      n += value >= low && (closed ? value <= high : value < high);
    }

  return n;
}

/* The filter finds as many images as the bin has. */
static void
check_bin (Fixture *self, const GwDataSet *set, const GwDataColumn *column, double low, double high, gboolean closed)
{
  g_autoptr (GArray) values = gw_data_set_measure (set, column->name);
  g_autoptr (GwFilter) filter = gw_data_column_make_filter (column, NULL, low, high, closed);
  g_autofree char *text = gw_filter_to_text (filter);
  g_autoptr (GwFilter) typed = gw_filter_parse (text, NULL);

  g_assert_nonnull (typed);
  g_assert_cmpint (gw_store_count_images (self->store, typed, NULL, NULL), ==, count_in (values, low, high, closed));
}

static void
test_bins_are_filters (Fixture *self, gconstpointer data)
{
  static const double edges[] = { -INFINITY, -1, 0, 0.25, 0.5, 1, 4.0 / 3, 2, 8, 16, 30, 40, 1000, INFINITY };
  const GwMeasure measure = {
    .image_id = 1, .readable = TRUE, .brightness = 30, .contrast = 4.0 / 3, .saturation = 0.5
  };
  g_autoptr (GwDataSet) set = NULL;
  guint n_fields = 0;

  g_assert_true (gw_store_save_measures (self->store, &measure, 1, NULL, NULL));
  set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < gw_data_set_get_columns (set)->len; i++)
    {
      const GwDataColumn *column = &g_array_index (gw_data_set_get_columns (set), GwDataColumn, i);

      if (column->field == GW_N_FIELDS)
        {
          g_assert_null (gw_data_column_make_filter (column, NULL, 0, 1, TRUE));
          continue;
        }
      n_fields++;
      for (gsize low = 0; low < G_N_ELEMENTS (edges); low++)
        {
          for (gsize high = low + 1; high < G_N_ELEMENTS (edges); high++)
            {
              check_bin (self, set, column, edges[low], edges[high], FALSE);
              check_bin (self, set, column, edges[low], edges[high], TRUE);
            }
        }
    }
  g_assert_cmpuint (n_fields, ==, 9);
}

static void
test_bins_among_others (Fixture *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = gw_data_set_load (self->store, NULL, NULL, NULL, NULL);
  g_autoptr (GwFilter) base = gw_filter_parse ("split:train", NULL);
  g_autoptr (GwFilter) filter = gw_data_column_make_filter (gw_data_set_find_column (set, "image-width"), base, 8, 40.5,
                                                            TRUE);
  g_autofree char *text = gw_filter_to_text (filter);

  g_assert_cmpstr (text, ==, "split:train width>=8 width<=40.5");
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
  ADD ("groups-by-class", test_groups_by_class);
  ADD ("measures", test_measures);
  ADD ("attributes", test_attributes);
  ADD ("rows-have-images", test_rows_have_images);
  ADD ("days", test_days);
  ADD ("bins-are-filters", test_bins_are_filters);
  ADD ("bins-among-others", test_bins_among_others);
  ADD ("takes-what-the-filter-lets-through", test_takes_what_the_filter_lets_through);
  ADD ("stops-when-cancelled", test_stops_when_cancelled);

  return g_test_run ();
}
