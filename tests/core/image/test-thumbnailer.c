/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-thumbnailer.h"

#include "gw-error.h"
#include "gw-test-data.h"
#include "image-fixtures.h"

#define N_PATHS 8

typedef struct
{
  char *folder;
  char *paths[N_PATHS];
  GwThumbnailer *thumbnailer;
  GPtrArray *answered; /* paths, in order */
  guint n_freed;
  guint n_surfaces;
  GError *error;
} Fixture;

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (600, 400);

  self->folder = gw_test_folder_new ();
  self->answered = g_ptr_array_new_with_free_func (g_free);
  self->thumbnailer = gw_thumbnailer_new (NULL);
  for (guint i = 0; i < N_PATHS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);

      self->paths[i] = fixture_write (self->folder, name, jpeg);
    }
}

static void
get_stats (Fixture *self, GwThumbnailerStats *stats)
{
  gw_thumbnailer_get_stats (self->thumbnailer, stats);
}

/* Turns the main loop until nothing waits or runs and all news are in. A job
 * reports before it ends, and its news may start another: all is quiet only
 * when no job was left before a turn that found no news.
 */
static void
settle (Fixture *self)
{
  gboolean busy = TRUE;

  while (busy)
    {
      GwThumbnailerStats stats;

      get_stats (self, &stats);
      busy = stats.n_queued + stats.n_running > 0;
      while (g_main_context_iteration (NULL, FALSE))
        busy = TRUE;
      g_thread_yield ();
    }
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  settle (self);
  g_assert_finalize_object (self->thumbnailer);
  g_ptr_array_unref (self->answered);
  g_clear_error (&self->error);
  for (guint i = 0; i < N_PATHS; i++)
    g_free (self->paths[i]);
  gw_test_folder_free (self->folder);
}

static void
on_thumbnail (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface, const GError *warning,
              const GError *error, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_true ((surface == NULL) == (error != NULL));
  g_ptr_array_add (self->answered, g_strdup (path));
  self->n_surfaces += surface != NULL ? 1 : 0;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
on_freed (gpointer user_data)
{
  Fixture *self = user_data;

  self->n_freed++;
}

static guint
request (Fixture *self, const char *path, int priority)
{
  return gw_thumbnailer_request (self->thumbnailer, path, 128, priority, on_thumbnail, self, on_freed);
}

static void
test_answers_once (Fixture *self, gconstpointer data)
{
  cairo_surface_t *surface;
  GwThumbnailerStats stats;

  g_assert_null (gw_thumbnailer_lookup (self->thumbnailer, self->paths[0], 128));
  request (self, self->paths[0], 0);
  request (self, self->paths[0], 5);
  g_assert_cmpuint (self->answered->len, ==, 0);
  settle (self);
  g_assert_cmpuint (self->n_surfaces, ==, 2);
  g_assert_cmpuint (self->n_freed, ==, 2);
  surface = gw_thumbnailer_lookup (self->thumbnailer, self->paths[0], 128);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 128);
  cairo_surface_destroy (surface);

  request (self, self->paths[0], 0);
  g_assert_cmpuint (self->n_surfaces, ==, 2);
  settle (self);
  g_assert_cmpuint (self->n_surfaces, ==, 3);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_made, ==, 1);
  g_assert_cmpuint (stats.n_hits, ==, 1);
  g_assert_cmpuint (stats.memory, ==, 128 * 85 * 4);
}

/* The order itself is told apart in test-job-queue.c, where a gate makes it
 * certain; here no change of it may lose a request.
 */
static void
test_priority_can_change (Fixture *self, gconstpointer data)
{
  guint ids[N_PATHS];

  for (guint i = 0; i < N_PATHS; i++)
    ids[i] = request (self, self->paths[i], 1000 - (int) i);
  for (guint i = 0; i < N_PATHS; i++)
    gw_thumbnailer_set_priority (self->thumbnailer, ids[i], i == 4 ? 5000 : (int) i);
  gw_thumbnailer_set_priority (self->thumbnailer, 99999, 1);
  settle (self);
  g_assert_cmpuint (self->answered->len, ==, N_PATHS);
  g_assert_cmpuint (self->n_surfaces, ==, N_PATHS);
}

static void
test_cancelled_is_not_answered (Fixture *self, gconstpointer data)
{
  guint ids[N_PATHS];
  GwThumbnailerStats stats;

  for (guint i = 0; i < N_PATHS; i++)
    ids[i] = request (self, self->paths[i], (int) i);
  for (guint i = 2; i < N_PATHS; i++)
    gw_thumbnailer_cancel (self->thumbnailer, ids[i]);
  gw_thumbnailer_cancel (self->thumbnailer, ids[3]);
  gw_thumbnailer_cancel (self->thumbnailer, 0);
  g_assert_cmpuint (self->n_freed, ==, N_PATHS - 2);
  settle (self);
  g_assert_cmpuint (self->answered->len, ==, 2);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_cancelled, ==, N_PATHS - 2);
}

static void
test_one_of_two_cancelled (Fixture *self, gconstpointer data)
{
  guint first = request (self, self->paths[0], 0);

  request (self, self->paths[0], 0);
  gw_thumbnailer_cancel (self->thumbnailer, first);
  settle (self);
  g_assert_cmpuint (self->n_surfaces, ==, 1);
  g_assert_cmpuint (self->n_freed, ==, 2);
}

static void
test_warning_is_remembered (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) whole = fixture_jpeg (300, 200);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  g_autofree char *path = fixture_write (self->folder, "half.jpg", half);

  g_assert_null (gw_thumbnailer_lookup_warning (self->thumbnailer, path, 128));
  request (self, path, 0);
  request (self, self->paths[0], 0);
  settle (self);
  g_assert_cmpuint (self->n_surfaces, ==, 2);
  g_assert_error (gw_thumbnailer_lookup_warning (self->thumbnailer, path, 128), GW_ERROR, GW_ERROR_TRUNCATED);
  g_assert_null (gw_thumbnailer_lookup_warning (self->thumbnailer, self->paths[0], 128));

  gw_thumbnailer_forget (self->thumbnailer, path);
  g_assert_null (gw_thumbnailer_lookup_warning (self->thumbnailer, path, 128));
}

static void
test_failure_is_remembered (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autoptr (GBytes) png = fixture_png (20, 20, FALSE);
  g_autofree char *path = fixture_write (self->folder, "text.png", text);
  g_autofree char *same_path = NULL;
  GwThumbnailerStats stats;

  request (self, path, 0);
  settle (self);
  g_assert_error (self->error, GW_ERROR, GW_ERROR_UNSUPPORTED);
  g_assert_error (gw_thumbnailer_lookup_failure (self->thumbnailer, path), GW_ERROR, GW_ERROR_UNSUPPORTED);
  request (self, path, 0);
  settle (self);
  g_assert_cmpuint (self->answered->len, ==, 2);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_failed, ==, 1);

  same_path = fixture_write (self->folder, "text.png", png);
  gw_thumbnailer_forget (self->thumbnailer, path);
  g_assert_null (gw_thumbnailer_lookup_failure (self->thumbnailer, path));
  request (self, path, 0);
  settle (self);
  g_assert_cmpuint (self->n_surfaces, ==, 1);
}

static void
on_thumbnail_ask_again (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface, const GError *warning,
                        const GError *error, gpointer user_data)
{
  Fixture *self = user_data;

  /* As a list cell does that is bound to the next row in its answer. */
  gw_thumbnailer_forget (thumbnailer, NULL);
  if (self->n_surfaces++ < 5)
    gw_thumbnailer_request (thumbnailer, self->paths[self->n_surfaces], 64, 0, on_thumbnail_ask_again, self, NULL);
}

static void
test_asking_in_an_answer (Fixture *self, gconstpointer data)
{
  GwThumbnailerStats stats;

  gw_thumbnailer_request (self->thumbnailer, self->paths[0], 64, 0, on_thumbnail_ask_again, self, NULL);
  settle (self);
  g_assert_cmpuint (self->n_surfaces, ==, 6);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_kept, ==, 0);
  g_assert_cmpuint (stats.memory, ==, 0);
}

/* 512 x 341 pixels take 0.67 MiB: ninety-six of them do not fit into 64. */
static void
test_memory_is_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (512, 340);
  GwThumbnailerStats stats;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%u.jpg", i);
      g_autofree char *path = fixture_write (self->folder, name, jpeg);

      gw_thumbnailer_request (self->thumbnailer, path, 512, (int) i, on_thumbnail, self, NULL);
    }
  settle (self);
  g_assert_cmpuint (self->n_surfaces, ==, 100);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.memory, <=, 64 * 1024 * 1024);
  g_assert_cmpuint (stats.n_kept, ==, 64 * 1024 * 1024 / (512 * 340 * 4));
}

static void
test_with_cache (Fixture *self, gconstpointer data)
{
  g_autofree char *cache_folder = g_build_filename (self->folder, "cache", NULL);
  g_autoptr (GwThumbnailCache) cache = gw_thumbnail_cache_new (cache_folder, 1024 * 1024);
  GwThumbnailer *cached = gw_thumbnailer_new (cache);
  GwThumbnailCacheStats stats;

  gw_thumbnailer_request (cached, self->paths[0], 128, 0, on_thumbnail, self, NULL);
  while (self->n_surfaces == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (cached);
  gw_thumbnail_cache_get_stats (cache, &stats);
  g_assert_cmpuint (stats.n_made, ==, 1);
}

/* Requests left are freed without an answer. */
static void
test_disposed_while_working (Fixture *self, gconstpointer data)
{
  GwThumbnailer *other = gw_thumbnailer_new (NULL);

  for (guint i = 0; i < N_PATHS; i++)
    gw_thumbnailer_request (other, self->paths[i], 128, 0, on_thumbnail, self, on_freed);
  g_assert_finalize_object (other);
  g_assert_cmpuint (self->n_freed, ==, N_PATHS);
  settle (self);
  g_assert_cmpuint (self->answered->len, ==, 0);
}

static void
add (const char *path, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/thumbnailer/answers-once", test_answers_once);
  add ("/thumbnailer/changed-priorities-lose-nothing", test_priority_can_change);
  add ("/thumbnailer/cancelled-is-not-answered", test_cancelled_is_not_answered);
  add ("/thumbnailer/one-of-two-cancelled", test_one_of_two_cancelled);
  add ("/thumbnailer/warning-is-remembered", test_warning_is_remembered);
  add ("/thumbnailer/failure-is-remembered", test_failure_is_remembered);
  add ("/thumbnailer/asking-in-an-answer", test_asking_in_an_answer);
  add ("/thumbnailer/memory-is-bounded", test_memory_is_bounded);
  add ("/thumbnailer/with-cache", test_with_cache);
  add ("/thumbnailer/disposed-while-working", test_disposed_while_working);

  return g_test_run ();
}
