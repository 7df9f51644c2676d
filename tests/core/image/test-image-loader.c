/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image-loader.h"

#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-test-data.h"
#include "image-fixtures.h"

/* A pyramid of one of these pictures: 800 x 600, 400 x 300 and 200 x 150. */
#define FULL_BYTES ((800 * 600 + 400 * 300 + 200 * 150) * 4)

typedef struct
{
  char *folder;
  char *paths[6];
  GwImageLoader *loader;

  guint n_answers;
  GwPyramid *answer;
  GError *error;
  guint n_ready;
  GwPyramid *ready;
  guint n_failed;
} Fixture;

static void
on_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_clear_pointer (&self->answer, gw_pyramid_unref);
  g_clear_error (&self->error);
  self->answer = gw_image_loader_load_finish (GW_IMAGE_LOADER (object), result, &self->error);
  self->n_answers++;
}

static void
on_full_ready_cb (GwImageLoader *loader, const char *path, GwPyramid *pyramid, Fixture *self)
{
  g_clear_pointer (&self->ready, gw_pyramid_unref);
  self->ready = gw_pyramid_ref (pyramid);
  self->n_ready++;
}

static void
on_full_failed_cb (GwImageLoader *loader, const char *path, const GError *error, Fixture *self)
{
  g_assert_nonnull (error);
  self->n_failed++;
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (800, 600);

  self->folder = gw_test_folder_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->paths); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);

      self->paths[i] = fixture_write (self->folder, name, jpeg);
    }
  self->loader = gw_image_loader_new ();
  g_signal_connect (self->loader, "full-ready", G_CALLBACK (on_full_ready_cb), self);
  g_signal_connect (self->loader, "full-failed", G_CALLBACK (on_full_failed_cb), self);
}

static void
get_stats (Fixture *self, GwImageLoaderStats *stats)
{
  gw_image_loader_get_stats (self->loader, stats);
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
      GwImageLoaderStats stats;

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
  gw_image_loader_prefetch (self->loader, NULL);
  settle (self);
  g_assert_finalize_object (self->loader);
  g_clear_pointer (&self->answer, gw_pyramid_unref);
  g_clear_pointer (&self->ready, gw_pyramid_unref);
  g_clear_error (&self->error);
  for (guint i = 0; i < G_N_ELEMENTS (self->paths); i++)
    g_free (self->paths[i]);
  gw_test_folder_free (self->folder);
}

static void
load (Fixture *self, const char *path, GCancellable *cancellable)
{
  gw_image_loader_load_async (self->loader, path, G_PRIORITY_DEFAULT, cancellable, on_loaded_cb, self);
}

static void
wait_for_answers (Fixture *self, guint n)
{
  while (self->n_answers < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_loads_once (Fixture *self, gconstpointer data)
{
  GwImageLoaderStats stats;

  load (self, self->paths[0], NULL);
  load (self, self->paths[0], NULL);
  g_assert_cmpuint (self->n_answers, ==, 0);
  wait_for_answers (self, 2);
  g_assert_no_error (self->error);
  g_assert_cmpint (gw_pyramid_get_width (self->answer), ==, 800);
  g_assert_false (gw_pyramid_is_preview (self->answer));

  load (self, self->paths[0], NULL);
  wait_for_answers (self, 3);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_decoded, ==, 1);
  g_assert_cmpuint (stats.n_joined, ==, 1);
  g_assert_cmpuint (stats.n_hits, ==, 1);
  g_assert_cmpuint (stats.memory, ==, FULL_BYTES);
}

static void
test_error_is_given (Fixture *self, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (self->folder, "missing.jpg", NULL);
  GwImageLoaderStats stats;

  load (self, missing, NULL);
  wait_for_answers (self, 1);
  g_assert_null (self->answer);
  g_assert_error (self->error, GW_ERROR, GW_ERROR_NOT_FOUND);
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_failed, ==, 1);
  g_assert_cmpuint (stats.n_full + stats.n_previews, ==, 0);
}

static void
test_prefetched_comes_as_preview_then_full (Fixture *self, gconstpointer data)
{
  const char *const ahead[] = { self->paths[1], self->paths[2], NULL };
  g_autoptr (GwPyramid) kept = NULL;
  GwImageLoaderStats stats;

  gw_image_loader_set_view_size (self->loader, 400, 400);
  gw_image_loader_prefetch (self->loader, ahead);
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_previews, ==, 2);
  g_assert_cmpuint (stats.n_full, ==, 0);
  g_assert_cmpuint (stats.memory, ==, 2 * 400 * 300 * 4);

  load (self, self->paths[1], NULL);
  wait_for_answers (self, 1);
  g_assert_true (gw_pyramid_is_preview (self->answer));
  settle (self);
  g_assert_cmpuint (self->n_ready, ==, 1);
  g_assert_false (gw_pyramid_is_preview (self->ready));
  g_assert_nonnull (gw_pyramid_get_fit (self->ready, NULL));
  kept = gw_image_loader_lookup (self->loader, self->paths[1]);
  g_assert_true (kept == self->ready);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 1);
  g_assert_cmpuint (stats.n_previews, ==, 1);
}

static void
test_prefetch_without_view_is_full (Fixture *self, gconstpointer data)
{
  const char *const ahead[] = { self->paths[1], NULL };
  GwImageLoaderStats stats;

  gw_image_loader_prefetch (self->loader, ahead);
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 1);
  g_assert_cmpuint (stats.n_previews, ==, 0);
}

static void
test_dropped_from_the_list_is_cancelled (Fixture *self, gconstpointer data)
{
  const char *const first[] = { self->paths[0], self->paths[1], self->paths[2], self->paths[3], NULL };
  const char *const second[] = { self->paths[3], self->paths[4], NULL };
  g_autoptr (GwPyramid) kept = NULL;
  GwImageLoaderStats stats;

  gw_image_loader_set_view_size (self->loader, 400, 400);
  gw_image_loader_prefetch (self->loader, first);
  gw_image_loader_prefetch (self->loader, second);
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_cancelled, ==, 3);
  g_assert_cmpuint (stats.n_decoded, ==, 2);
  kept = gw_image_loader_lookup (self->loader, self->paths[3]);
  g_assert_nonnull (kept);
  g_assert_null (gw_image_loader_lookup (self->loader, self->paths[1]));
}

static void
test_request_is_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GwImageLoaderStats stats;

  load (self, self->paths[0], cancellable);
  g_cancellable_cancel (cancellable);
  wait_for_answers (self, 1);
  g_assert_null (self->answer);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 0);
  g_assert_cmpuint (stats.n_cancelled, ==, 1);

  /* Another who asked for the same picture still gets it. */
  g_cancellable_reset (cancellable);
  load (self, self->paths[0], cancellable);
  load (self, self->paths[0], NULL);
  g_cancellable_cancel (cancellable);
  wait_for_answers (self, 3);
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 1);
}

static void
test_budget (Fixture *self, gconstpointer data)
{
  GwImageLoaderStats stats;

  gw_image_loader_set_memory_budget (self->loader, 2 * FULL_BYTES + 1000);
  for (guint i = 0; i < 4; i++)
    {
      load (self, self->paths[i], NULL);
      wait_for_answers (self, i + 1);
    }
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 2);
  g_assert_cmpuint (stats.memory, <=, 2 * FULL_BYTES + 1000);
  g_assert_null (gw_image_loader_lookup (self->loader, self->paths[1]));

  /* The current one stays however small the budget is. */
  gw_image_loader_set_memory_budget (self->loader, 1);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 1);
  g_assert_cmpuint (stats.memory, ==, FULL_BYTES);
}

static void
test_budget_keeps_previews_longer (Fixture *self, gconstpointer data)
{
  g_autoptr (GwPyramid) kept = NULL;
  GwImageLoaderStats stats;

  gw_image_loader_set_view_size (self->loader, 200, 200);
  gw_image_loader_set_memory_budget (self->loader, FULL_BYTES + 4 * 200 * 150 * 4);
  for (guint i = 0; i < 3; i++)
    {
      load (self, self->paths[i], NULL);
      wait_for_answers (self, i + 1);
    }
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 1);
  g_assert_cmpuint (stats.n_previews, ==, 2);
  kept = gw_image_loader_lookup (self->loader, self->paths[0]);
  g_assert_true (gw_pyramid_is_preview (kept));
}

static void
test_moving_on_gives_up_the_full_one (Fixture *self, gconstpointer data)
{
  const char *const ahead[] = { self->paths[0], self->paths[1], NULL };
  GwImageLoaderStats stats;

  gw_image_loader_set_view_size (self->loader, 400, 400);
  gw_image_loader_prefetch (self->loader, ahead);
  settle (self);
  load (self, self->paths[0], NULL);
  load (self, self->paths[1], NULL);
  settle (self);
  get_stats (self, &stats);
  g_assert_cmpuint (self->n_answers, ==, 2);
  g_assert_cmpuint (stats.n_full, ==, 1);
  g_assert_cmpuint (self->n_ready, ==, 1);
}

static void
test_file_that_vanished (Fixture *self, gconstpointer data)
{
  const char *const ahead[] = { self->paths[0], NULL };

  gw_image_loader_set_view_size (self->loader, 400, 400);
  gw_image_loader_prefetch (self->loader, ahead);
  settle (self);
  g_assert_cmpint (g_unlink (self->paths[0]), ==, 0);
  load (self, self->paths[0], NULL);
  settle (self);
  g_assert_cmpuint (self->n_answers, ==, 1);
  g_assert_true (gw_pyramid_is_preview (self->answer));
  g_assert_cmpuint (self->n_failed, ==, 1);
}

static void
test_forget (Fixture *self, gconstpointer data)
{
  GwImageLoaderStats stats;

  load (self, self->paths[0], NULL);
  wait_for_answers (self, 1);
  gw_image_loader_forget (self->loader, self->paths[0]);
  get_stats (self, &stats);
  g_assert_cmpuint (stats.n_full, ==, 0);
  g_assert_cmpuint (stats.memory, ==, 0);
}

/* The loader may go while its threads still work. */
static void
test_disposed_while_working (void)
{
  for (int i = 0; i < 20; i++)
    {
      char *folder = gw_test_folder_new ();
      g_autoptr (GBytes) jpeg = fixture_jpeg (400, 300);
      g_autofree char *a = fixture_write (folder, "a.jpg", jpeg);
      g_autofree char *b = fixture_write (folder, "b.jpg", jpeg);
      const char *const ahead[] = { a, b, NULL };
      GwImageLoader *loader = gw_image_loader_new ();

      gw_image_loader_prefetch (loader, ahead);
      for (int k = 0; k < i; k++)
        g_thread_yield ();
      g_assert_finalize_object (loader);
      gw_test_folder_free (folder);
    }
  while (g_main_context_iteration (NULL, FALSE))
    continue;
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
  add ("/image-loader/loads-once", test_loads_once);
  add ("/image-loader/error-is-given", test_error_is_given);
  add ("/image-loader/prefetched-comes-as-preview-then-full", test_prefetched_comes_as_preview_then_full);
  add ("/image-loader/prefetch-without-view-is-full", test_prefetch_without_view_is_full);
  add ("/image-loader/dropped-from-the-list-is-cancelled", test_dropped_from_the_list_is_cancelled);
  add ("/image-loader/request-is-cancelled", test_request_is_cancelled);
  add ("/image-loader/budget", test_budget);
  add ("/image-loader/budget-keeps-previews-longer", test_budget_keeps_previews_longer);
  add ("/image-loader/moving-on-gives-up-the-full-one", test_moving_on_gives_up_the_full_one);
  add ("/image-loader/file-that-vanished", test_file_that_vanished);
  add ("/image-loader/forget", test_forget);
  g_test_add_func ("/image-loader/disposed-while-working", test_disposed_while_working);

  return g_test_run ();
}
