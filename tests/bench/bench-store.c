/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project of N images (argument, 100,000 unless given; a million with
 * "1000000") with 8.6 polygons each on the first 100,000: import, opening,
 * lists, undo, and single edits. The folder for it is the second argument,
 * else the system's temporary one.
 */

#include <math.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "bench.h"
#include "gw-random.h"
#include "gw-store-sqlite.h"

#define N_CLASSES 80
#define N_LABELED 100000
#define N_EDITS 2000

static void
fail_if (GError *error)
{
  if (error != NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      exit (1);
    }
}

static double
peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024.0;
}

/* --- records of chance --- */

typedef struct
{
  gw_random random;
  GwRecordHead *head;
  guint n_images;
  guint i;
  gint64 n_objects;
  double cpu; /* ms spent in here */
} Source;

/* Hundredths, as coordinates in files are. */
static guint
cents (gw_random *random, guint bound)
{
  return (guint) gw_random_below (random, bound * 100);
}

static GwObject *
make_object (Source *source)
{
  GwObject *object = gw_object_new (0, 1 + (gint64) gw_random_below (&source->random, N_CLASSES));
  GwShape shape = { .kind = GW_SHAPE_POLYGON };
  gsize n = 8 + gw_random_below (&source->random, 40);
  guint x = cents (&source->random, 500);
  guint y = cents (&source->random, 400);

  shape.as.polygon.n_rings = 1;
  shape.as.polygon.rings = g_new0 (GwRing, 1);
  shape.as.polygon.rings[0].n_points = n;
  shape.as.polygon.rings[0].points = g_new (GwPoint, n);
  for (gsize i = 0; i < n; i++)
    shape.as.polygon.rings[0].points[i] = (GwPoint) { (x + cents (&source->random, 100)) / 100.0,
                                                      (y + cents (&source->random, 80)) / 100.0 };
  gw_object_take_shape (object, &shape);
  return object;
}

static GwRecord *
next_record (gpointer data, GCancellable *cancellable, GError **error)
{
  Source *source = data;
  double begin = gw_bench_cpu_ms ();
  g_autofree char *path = g_strdup_printf ("train2017/%012u.jpg", source->i);
  GwRecord *record;
  guint n;

  if (source->i == source->n_images)
    return NULL;
  record = gw_record_new (path);
  record->width = 640;
  record->height = 480;
  n = source->i < N_LABELED ? 8 + (gw_random_below (&source->random, 10) < 6) : 0;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (record->objects, make_object (source));
  source->n_objects += n;
  source->i++;
  source->cpu += gw_bench_cpu_ms () - begin;
  return record;
}

static void
source_init (Source *source, guint n_images)
{
  memset (source, 0, sizeof *source);
  gw_random_init (&source->random, 1);
  source->n_images = n_images;
  source->head = gw_record_head_new ();
  for (int i = 0; i < N_CLASSES; i++)
    {
      g_autofree char *name = g_strdup_printf ("class %d", i + 1);

      gw_record_head_ensure_class (source->head, name);
    }
}

/* --- the figures --- */

static void
report (const char *name, double begin, double budget)
{
  gw_bench_report (name, gw_bench_wall_ms () - begin, "ms", budget, NULL, 0);
}

static void
bench_import (GwStore *store, const char *folder, guint n_images, const char *name)
{
  g_autoptr (GError) error = NULL;
  GwImportSpec spec = { .name = name, .format = "coco", .mark_labeled = TRUE };
  GwImportCounts counts;
  Source source;
  double wall = gw_bench_wall_ms ();
  double cpu = gw_bench_cpu_ms ();

  source_init (&source, n_images);
  spec.head = source.head;
  spec.root_id = gw_store_add_root (store, folder, NULL, &error);
  fail_if (error);
  gw_store_import (store, &spec, next_record, &source, &counts, NULL, &error);
  fail_if (error);
  gw_bench_report (name, (gw_bench_wall_ms () - wall) / 1e3, "s", 20, NULL, 0);
  gw_bench_report ("- CPU without the making of records", (gw_bench_cpu_ms () - cpu - source.cpu) / 1e3, "s", 5, NULL,
                   0);
  gw_bench_report ("- objects", (double) source.n_objects, "", 0, NULL, 0);
  gw_bench_report ("- peak memory", peak_mb (), "MB", 350, NULL, 0);
  gw_record_head_free (source.head);
}

static void
bench_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwProjectInfo) info = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) images = NULL;
  double begin = gw_bench_wall_ms ();
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, &error);

  fail_if (error);
  info = gw_store_get_info (store, NULL, &error);
  ids = gw_store_list_first_image_ids (store, NULL, GW_SORT_NAME, 64, NULL, &error);
  images = gw_store_get_images (store, (const gint64 *) ids->data, ids->len, NULL, &error);
  fail_if (error);
  report ("open project and read the first page", begin, 50);
}

static void
bench_lists (GwStore *store)
{
  static const GwSort sorts[] = { GW_SORT_NAME, GW_SORT_ADDED, GW_SORT_MOST_OBJECTS, GW_SORT_LARGEST, GW_SORT_RANDOM };
  static const char *const filters[] = { "status:labeled", "class:\"class 7\"", "00001", "objects>8" };
  static const GwField fields[] = { GW_FIELD_STATUS, GW_FIELD_CLASS, GW_FIELD_FOLDER };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *name = g_strdup_printf ("list all ids by %s", gw_sort_get_nick (sorts[i]));
      double begin = gw_bench_wall_ms ();
      G_GNUC_UNUSED g_autoptr (GArray) ids = gw_store_list_image_ids (store, NULL, sorts[i], NULL, NULL);

      report (name, begin, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *name = g_strdup_printf ("list ids under %s", filters[i]);
      g_autoptr (GwFilter) filter = gw_filter_parse (filters[i], NULL);
      double begin = gw_bench_wall_ms ();
      G_GNUC_UNUSED g_autoptr (GArray) ids = gw_store_list_image_ids (store, filter, GW_SORT_NAME, NULL, NULL);

      report (name, begin, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *name = g_strdup_printf ("facet %s, no filter", gw_field_get_key (fields[i]));
      double begin = gw_bench_wall_ms ();
      G_GNUC_UNUSED g_autoptr (GPtrArray) values = gw_store_count_facet (store, NULL, fields[i], NULL, NULL);

      report (name, begin, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *name = g_strdup_printf ("facet %s under objects>8", gw_field_get_key (fields[i]));
      g_autoptr (GwFilter) filter = gw_filter_parse ("objects>8", NULL);
      double begin = gw_bench_wall_ms ();
      G_GNUC_UNUSED g_autoptr (GPtrArray) values = gw_store_count_facet (store, filter, fields[i], NULL, NULL);

      report (name, begin, 0);
    }
}

static gboolean
count_record (GwRecord *record, gpointer data, GError **error)
{
  *(gint64 *) data += record->objects->len;
  return TRUE;
}

static void
bench_export (GwStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  double cpu = gw_bench_cpu_ms ();

  gw_store_export (store, NULL, GW_LAYER_LABELS, count_record, &n, NULL, &error);
  fail_if (error);
  gw_bench_report ("read all for an export, CPU", (gw_bench_cpu_ms () - cpu) / 1e3, "s", 5, NULL, 0);
}

static void
bench_undo (GwStore *store)
{
  g_autoptr (GError) error = NULL;
  double begin = gw_bench_wall_ms ();
  GwEdit *edit = gw_store_undo (store, 0, NULL, &error);

  fail_if (error);
  gw_edit_unref (edit);
  report ("undo the import", begin, 0);
  begin = gw_bench_wall_ms ();
  edit = gw_store_redo (store, 0, NULL, &error);
  fail_if (error);
  gw_edit_unref (edit);
  report ("redo the import", begin, 0);
}

static void
bench_edits (GwStore *store, gint64 image_id)
{
  g_autofree double *times = g_new (double, N_EDITS);

  for (int i = 0; i < N_EDITS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GwObject) object = gw_object_new (gw_object_make_id (), 1);
      g_autoptr (GwEdit) edit = gw_edit_new (image_id, "Draw Car");
      double begin;

      gw_object_set_box (object, i % 600, i % 400, 20.5, 30.25);
      gw_edit_add_object (edit, image_id, NULL, object);
      begin = gw_bench_wall_ms ();
      gw_store_apply_edit (store, edit, NULL, &error);
      times[i] = gw_bench_wall_ms () - begin;
      fail_if (error);
    }
  gw_bench_report ("commit one box, median", gw_bench_quantile (times, N_EDITS, 0.5), "ms", 1, NULL, 0);
  gw_bench_report ("commit one box, 99 %", gw_bench_quantile (times, N_EDITS, 0.99), "ms", 10, NULL, 0);
  gw_bench_report ("commit one box, longest", gw_bench_quantile (times, N_EDITS, 1.0), "ms", 0, NULL, 0);
}

int
main (int argc, char **argv)
{
  guint n_images = argc > 1 ? (guint) atoi (argv[1]) : gw_bench_amount (N_LABELED, 1000);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = argc > 2 ? g_build_filename (argv[2], "bench-XXXXXX", NULL) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Bench", GW_TASK_BOXES);
  GwStore *store;

  if (folder != NULL)
    g_mkdtemp (folder);
  else
    folder = g_dir_make_tmp ("bench-XXXXXX", NULL);
  path = g_build_filename (folder, "bench.groundwork", NULL);
  store = gw_store_sqlite_create (path, info, NULL, &error);
  fail_if (error);
  bench_import (store, folder, n_images, "import images with 860,000 polygons, wall");
  bench_lists (store);
  bench_undo (store);
  bench_edits (store, 1);
  bench_export (store);
  g_object_unref (store);
  for (int i = 0; i < 3; i++)
    bench_open (path);

  for (int i = 0; i < 3; i++)
    {
      static const char *const endings[] = { "", "-wal", "-shm" };
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
  return 0;
}
