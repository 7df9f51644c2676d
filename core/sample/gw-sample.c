/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-sample.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gw-encode.h"
#include "gw-error.h"
#include "gw-sample-cells.h"
#include "gw-sample-street.h"

#define JPEG_QUALITY 90

static const char *const folders[GW_SAMPLE_N_SETS] = { "street", "cells", "fruit" };

/* What the drawing threads share. The pictures have their places, so that no
 * lock is needed for them.
 */
typedef struct
{
  const char *folder;
  guint64 seed;
  GwWork *work;
  GCancellable *cancellable;
  GwSamplePicture **pictures;
  GMutex mutex;
  GError *error; /* the first one; guarded by the mutex */
} Studio;

void
gw_sample_picture_free (GwSamplePicture *picture)
{
  if (picture == NULL)
    return;
  g_free (picture->sha256);
  gw_sample_scene_free (picture->scene);
  gw_sample_opinion_free (picture->prediction);
  for (guint i = 0; i < GW_SAMPLE_N_ANNOTATORS; i++)
    gw_sample_opinion_free (picture->answers[i]);
  g_free (picture);
}

guint
gw_sample_get_n_pictures (void)
{
  return GW_SAMPLE_STREET_COUNT + GW_SAMPLE_CELLS_COUNT + GW_SAMPLE_FRUIT_COUNT;
}

static cairo_surface_t *
draw_picture (guint64 seed, guint place, GwSampleScene **scene)
{
  if (place < GW_SAMPLE_STREET_COUNT)
    return gw_sample_street_draw (seed, place, scene);
  place -= GW_SAMPLE_STREET_COUNT;
  if (place < GW_SAMPLE_CELLS_COUNT)
    return gw_sample_cells_draw (seed, place, scene);
  return gw_sample_fruit_draw (seed, place - GW_SAMPLE_CELLS_COUNT, scene);
}

static gboolean
write_picture (Studio *studio, GwSamplePicture *picture, cairo_surface_t *surface, GError **error)
{
  g_autofree char *path = g_build_filename (studio->folder, picture->scene->file_name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) cause = NULL;

  if (picture->scene->set == GW_SAMPLE_CELLS)
    bytes = gw_encode_png (surface, NULL, error);
  else
    bytes = gw_encode_jpeg (surface, JPEG_QUALITY, NULL, error);
  if (bytes == NULL)
    return FALSE;
  picture->bytes = g_bytes_get_size (bytes);
  picture->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) picture->bytes, &cause))
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The sample image “%s” cannot be written: %s."), path, cause->message);
  return FALSE;
}

static gboolean
make_picture (Studio *studio, guint place, GError **error)
{
  GwSamplePicture *picture = g_new0 (GwSamplePicture, 1);
  cairo_surface_t *surface = draw_picture (studio->seed, place, &picture->scene);
  gboolean written;

  studio->pictures[place] = picture;
  picture->prediction = gw_sample_model_predict (picture->scene, studio->seed);
  for (guint i = 0; i < GW_SAMPLE_N_ANNOTATORS; i++)
    picture->answers[i] = gw_sample_annotator_answer (picture->scene, studio->seed, i);
  written = write_picture (studio, picture, surface, error);
  cairo_surface_destroy (surface);
  return written;
}

static gboolean
has_failed (Studio *studio)
{
  gboolean failed;

  g_mutex_lock (&studio->mutex);
  failed = studio->error != NULL;
  g_mutex_unlock (&studio->mutex);
  return failed;
}

static void
draw_one (gpointer data, gpointer user_data)
{
  Studio *studio = user_data;
  g_autoptr (GError) error = NULL;

  if (has_failed (studio))
    return;
  if (!g_cancellable_set_error_if_cancelled (studio->cancellable, &error)
      && !(studio->work != NULL && gw_work_is_cancelled (studio->work, &error))
      && make_picture (studio, GPOINTER_TO_UINT (data) - 1, &error))
    {
      if (studio->work != NULL)
        gw_work_add_done (studio->work, 1);
      return;
    }
  g_mutex_lock (&studio->mutex);
  if (studio->error == NULL)
    studio->error = g_steal_pointer (&error);
  g_mutex_unlock (&studio->mutex);
}

static gboolean
make_folders (const char *folder, GError **error)
{
  for (guint i = 0; i < GW_SAMPLE_N_SETS; i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);

      if (g_mkdir_with_parents (path, 0777) != 0)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The folder “%s” cannot be made for the sample images: %s."),
                       path, g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
draw_all (Studio *studio, guint n, GError **error)
{
  GThreadPool *pool = g_thread_pool_new (draw_one, studio, (int) g_get_num_processors (), TRUE, error);

  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  if (studio->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&studio->error));
  return FALSE;
}

GPtrArray *
gw_sample_write_images (const char *folder, guint64 seed, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pictures = NULL;
  guint n = gw_sample_get_n_pictures ();
  Studio studio = { folder, seed, work, cancellable, NULL, { 0 }, NULL };
  gboolean done;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!make_folders (folder, error))
    return NULL;
  if (work != NULL)
    gw_work_set_text (work, _ ("Drawing images"));
  pictures = g_ptr_array_new_full (n, (GDestroyNotify) gw_sample_picture_free);
  g_ptr_array_set_size (pictures, (int) n);
  studio.pictures = (GwSamplePicture **) pictures->pdata;
  g_mutex_init (&studio.mutex);
  done = draw_all (&studio, n, error);
  g_mutex_clear (&studio.mutex);
  return done ? g_steal_pointer (&pictures) : NULL;
}
