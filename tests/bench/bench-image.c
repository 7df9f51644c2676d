/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decoding, pyramids and thumbnails, beside vipsthumbnail where it is
 * installed. The pictures are drawn here: shapes, gradients and a little
 * noise, written as JPEG of about 2 MB for 12 megapixels.
 *
 * A thumbnail is measured as a person waits for it: the file read, hashed,
 * decoded, scaled, written to an empty cache. vipsthumbnail is measured in
 * one thread in two ways: called for each file, as file managers call it,
 * and what each further file of one call costs, without its start.
 */

#include <cairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "bench.h"
#include "gw-decode.h"
#include "gw-encode.h"
#include "gw-hash.h"
#include "gw-pyramid.h"
#include "gw-thumbnail-cache.h"
#include "picture.h"

#define ROUNDS 9
#define FILES 6
#define THUMBNAIL_SIDE 256

typedef struct
{
  char *folder;
  char *paths[FILES];
  char *cache_folder;
  GBytes *bytes; /* of the first file */
} Pictures;

static void
write_or_exit (gboolean done, GError *error)
{
  if (done)
    return;
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

static void
pictures_init (Pictures *self, const char *folder, const char *name, int width, int height)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_build_filename (folder, name, NULL);
  self->cache_folder = g_build_filename (folder, name, "cache", NULL);
  g_mkdir_with_parents (self->folder, 0700);
  for (guint i = 0; i < FILES; i++)
    {
      g_autofree char *file = g_strdup_printf ("%u.jpg", i);
      cairo_surface_t *surface = picture_draw (width, height, i + 1);

      self->paths[i] = g_build_filename (self->folder, file, NULL);
      write_or_exit (gw_encode_jpeg_file (surface, 85, self->paths[i], &error), error);
      cairo_surface_destroy (surface);
    }
  self->bytes = gw_decode_read_file (self->paths[0], NULL, &error);
  write_or_exit (self->bytes != NULL, error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
pictures_clear (Pictures *self)
{
  for (guint i = 0; i < FILES; i++)
    g_free (self->paths[i]);
  g_free (self->cache_folder);
  g_free (self->folder);
  g_bytes_unref (self->bytes);
}

static void
run_decode (gpointer data)
{
  g_autoptr (GError) error = NULL;
  gconstpointer bytes;
  gsize size;
  cairo_surface_t *surface;

  bytes = g_bytes_get_data (data, &size);
  surface = gw_decode_bytes (bytes, size, 0, NULL, NULL, NULL, &error);
  write_or_exit (surface != NULL, error);
  cairo_surface_destroy (surface);
}

static void
run_hash (gpointer data)
{
  GwHash hash;
  gsize size;
  gconstpointer bytes = g_bytes_get_data (data, &size);

  gw_hash_bytes (bytes, size, &hash);
}

static void
run_pyramid (gpointer data)
{
  Pictures *pictures = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPyramid) pyramid = gw_pyramid_new_for_file (pictures->paths[0], 1100, 800, FALSE, NULL, &error);

  write_or_exit (pyramid != NULL, error);
}

static void
run_preview (gpointer data)
{
  Pictures *pictures = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPyramid) pyramid = gw_pyramid_new_for_file (pictures->paths[0], 1100, 800, TRUE, NULL, &error);

  write_or_exit (pyramid != NULL, error);
}

static double
thumbnails_ms (Pictures *pictures)
{
  g_autoptr (GwThumbnailCache) cache = NULL;
  double begin;

  remove_folder (pictures->cache_folder);
  cache = gw_thumbnail_cache_new (pictures->cache_folder, GW_THUMBNAIL_CACHE_DEFAULT_BYTES);
  begin = gw_bench_cpu_ms ();
  for (guint i = 0; i < FILES; i++)
    {
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface = gw_thumbnail_cache_get (cache, pictures->paths[i], THUMBNAIL_SIDE, NULL, NULL, &error);

      write_or_exit (surface != NULL, error);
      cairo_surface_destroy (surface);
    }

  return (gw_bench_cpu_ms () - begin) / FILES;
}

static double
kept_ms (Pictures *pictures)
{
  g_autoptr (GwThumbnailCache) cache = gw_thumbnail_cache_new (pictures->cache_folder,
                                                               GW_THUMBNAIL_CACHE_DEFAULT_BYTES);
  double begin = gw_bench_cpu_ms ();

  for (guint i = 0; i < FILES; i++)
    cairo_surface_destroy (gw_thumbnail_cache_get (cache, pictures->paths[i], THUMBNAIL_SIDE, NULL, NULL, NULL));

  return (gw_bench_cpu_ms () - begin) / FILES;
}

static double
children_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

/* For the first n files. A run that wrote no thumbnail ends the bench: a
 * program that fails is also fast.
 */
static double
vips_ms (const char *program, Pictures *pictures, guint n)
{
  g_autofree char *output = g_build_filename (pictures->folder, "vips-%s.jpg", NULL);
  const char *argv[FILES + 7] = { program, "--size", "256x256", "-o", output, "--vips-concurrency=1" };
  double begin = children_ms ();
  int status = -1;

  memcpy (argv + 6, pictures->paths, n * sizeof pictures->paths[0]);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL))
    status = -1;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("vips-%u.jpg", i);
      g_autofree char *path = g_build_filename (pictures->folder, name, NULL);

      if (status != 0 || g_unlink (path) != 0)
        {
          fprintf (stderr, "vipsthumbnail made no thumbnail.\n");
          exit (1);
        }
    }

  return children_ms () - begin;
}

static void
bench_thumbnails (Pictures *pictures, const char *name, double budget, double recorded)
{
  g_autofree char *program = g_find_program_in_path ("vipsthumbnail");
  g_autofree char *kept_name = g_strconcat (name, ", kept", NULL);
  double ours[ROUNDS];
  double kept[ROUNDS];
  double single[ROUNDS];
  double further[ROUNDS];
  double our_median;
  guint n = gw_bench_amount (ROUNDS, 1);

  for (guint i = 0; i < n; i++)
    {
      ours[i] = thumbnails_ms (pictures);
      single[i] = program != NULL ? vips_ms (program, pictures, 1) : 0;
      further[i] = program != NULL ? (vips_ms (program, pictures, FILES) - single[i]) / (FILES - 1) : 0;
      kept[i] = kept_ms (pictures);
    }
  our_median = gw_bench_quantile (ours, n, 0.5);
  if (program == NULL)
    gw_bench_report (name, our_median, "ms", budget, "vipsthumbnail, recorded", recorded);
  else
    {
      gw_bench_report (name, our_median, "ms", budget, "vipsthumbnail, one call each",
                       gw_bench_quantile (single, n, 0.5));
      gw_bench_report (name, our_median, "ms", budget, "vipsthumbnail, further files of a call",
                       gw_bench_quantile (further, n, 0.5));
    }
  gw_bench_report (kept_name, gw_bench_quantile (kept, n, 0.5), "ms", 0, NULL, 0);
}

static void
bench_decoding (Pictures *large, Pictures *small)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = picture_draw (4000, 3000, 1);
  g_autoptr (GBytes) png = gw_encode_png (surface, NULL, &error);
  GwBenchCase cases[] = {
    { "decode JPEG 12 MP", run_decode, large->bytes, 0 },
    { "decode JPEG 2 MP", run_decode, small->bytes, 0 },
    { "decode PNG 12 MP", run_decode, png, 0 },
    { "open 12 MP JPEG: pyramid and fit", run_pyramid, large, 0 },
    { "open 2 MP JPEG: pyramid and fit", run_pyramid, small, 0 },
    { "decode 12 MP JPEG ahead for the view", run_preview, large, 0 },
    { "hash the 12 MP JPEG", run_hash, large->bytes, 0 },
  };
  static const double budgets[G_N_ELEMENTS (cases)] = { 0, 0, 0, 150, 0, 0, 0 };

  cairo_surface_destroy (surface);
  gw_bench_run (cases, G_N_ELEMENTS (cases), ROUNDS);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    gw_bench_report (cases[i].name, cases[i].milliseconds, "ms", budgets[i], NULL, 0);
  gw_bench_report ("size of the 12 MP JPEG", (double) g_bytes_get_size (large->bytes) / 1e6, "MB", 0, NULL, 0);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gw-bench-XXXXXX", NULL);
  Pictures large;
  Pictures small;

  if (folder == NULL)
    return 1;
  pictures_init (&large, folder, "large", 4000, 3000);
  pictures_init (&small, folder, "small", 1600, 1200);

  bench_decoding (&large, &small);
  bench_thumbnails (&large, "thumbnail 12 MP written", 0, 61);
  bench_thumbnails (&small, "thumbnail 2 MP written", 12.5, 18);

  pictures_clear (&large);
  pictures_clear (&small);
  remove_folder (folder);

  return 0;
}
