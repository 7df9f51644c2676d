/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-measurer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gw-error.h"
#include "gw-image-hash.h"
#include "gw-image-measure.h"
#include "gw-luminance.h"
#include "gw-thumbnail.h"

G_STATIC_ASSERT (GW_MEASURE_N_FEATURES == GW_IMAGE_N_FEATURES);

/* Pictures for one transaction: enough that the commits do not count, few enough
 * that little is lost.
 */
#define BATCH 256

/* --- one picture -------------------------------------------------------------------- */

static gboolean
shrink (cairo_surface_t *surface, int width, int height, double *luminance)
{
  guint8 bytes[GW_IMAGE_PHASH_SIDE * GW_IMAGE_PHASH_SIDE];

  if (!gw_luminance_shrink (surface, width, height, bytes))
    return FALSE;
  for (int i = 0; i < width * height; i++)
    luminance[i] = bytes[i];

  return TRUE;
}

static gboolean
find_phash (cairo_surface_t *surface, guint64 *phash)
{
  double luminance[GW_IMAGE_PHASH_SIDE * GW_IMAGE_PHASH_SIDE];

  return shrink (surface, GW_IMAGE_PHASH_SIDE, GW_IMAGE_PHASH_SIDE, luminance)
         && gw_image_phash (luminance, phash) == GW_STATUS_OK;
}

static gboolean
find_dhash (cairo_surface_t *surface, guint64 *dhash)
{
  double luminance[GW_IMAGE_DHASH_COLUMNS * GW_IMAGE_DHASH_ROWS];

  return shrink (surface, GW_IMAGE_DHASH_COLUMNS, GW_IMAGE_DHASH_ROWS, luminance)
         && gw_image_dhash (luminance, dhash) == GW_STATUS_OK;
}

gboolean
gw_image_measurer_find_phash (const guint8 *data, gsize size, guint64 *phash, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) warning = NULL;
  cairo_surface_t *surface = gw_thumbnail_new_for_bytes (data, size, GW_IMAGE_MEASURE_SIDE, cancellable, &warning,
                                                         error);
  gboolean ok;

  if (surface == NULL)
    return FALSE;
  ok = find_phash (surface, phash);
  cairo_surface_destroy (surface);
  if (!ok)
    g_set_error_literal (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There is not enough memory."));

  return ok;
}

static gboolean
measure_surface (cairo_surface_t *surface, GwMeasure *measure)
{
  GwImageMeasure look;

  if (!gw_image_measure (surface, &look) || !find_phash (surface, &measure->phash)
      || !find_dhash (surface, &measure->dhash))
    return FALSE;
  measure->brightness = look.brightness;
  measure->contrast = look.contrast;
  measure->sharpness = look.sharpness;
  measure->saturation = look.saturation;
  memcpy (measure->features, look.features, sizeof measure->features);

  return TRUE;
}

/* Whether the file is there and says the same every time. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, GW_ERROR, GW_ERROR_INVALID) || g_error_matches (error, GW_ERROR, GW_ERROR_UNSUPPORTED)
         || g_error_matches (error, GW_ERROR, GW_ERROR_TRUNCATED) || g_error_matches (error, GW_ERROR, GW_ERROR_LIMIT);
}

/* FALSE: nothing to be kept. */
static gboolean
look_at (GwImage *image, GwMeasure *measure, GCancellable *cancellable)
{
  const char *path = gw_image_get_file (image);
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  GStatBuf facts;

  if (path == NULL || g_stat (path, &facts) != 0)
    return FALSE;
  *measure = (GwMeasure) {
    .image_id = gw_image_get_id (image),
    .bytes = facts.st_size,
    .mtime = (gint64) facts.st_mtim.tv_sec * 1000 + facts.st_mtim.tv_nsec / 1000000,
  };
  surface = gw_thumbnail_new_for_file (path, GW_IMAGE_MEASURE_SIDE, cancellable, &warning, &error);
  if (surface == NULL)
    return is_final (error);
  measure->readable = measure_surface (surface, measure);
  cairo_surface_destroy (surface);

  return measure->readable;
}

/* --- a batch of them, on two threads -------------------------------------------------- */

typedef struct
{
  GPtrArray *images;   /* (nullable elements) */
  GwMeasure *measures; /* images->len; those of image 0 are none */
  gint next;           /* atomic */
  GwWork *work;
  GCancellable *cancellable;
} Batch;

static gpointer
look_at_batch (gpointer data)
{
  Batch *batch = data;
  gint i;

  while (!g_cancellable_is_cancelled (batch->cancellable)
         && (i = g_atomic_int_add (&batch->next, 1)) < (gint) batch->images->len)
    {
      GwImage *image = g_ptr_array_index (batch->images, i);

      if (image == NULL || !look_at (image, &batch->measures[i], batch->cancellable))
        batch->measures[i].image_id = 0;
      if (batch->work != NULL)
        gw_work_add_done (batch->work, 1);
    }

  return NULL;
}

/* Leaves those that there are; how many. */
static gsize
gather (Batch *batch)
{
  gsize n = 0;

  for (guint i = 0; i < batch->images->len; i++)
    {
      if (batch->measures[i].image_id != 0)
        batch->measures[n++] = batch->measures[i];
    }

  return n;
}

static gsize
measure_batch (Batch *batch)
{
  GThread *helper = g_thread_try_new ("measures pictures", look_at_batch, batch, NULL);

  look_at_batch (batch);
  g_clear_pointer (&helper, g_thread_join);

  return gather (batch);
}

/* --- all ------------------------------------------------------------------------------ */

typedef struct
{
  GwStore *store;
  GwMeasureFunc func;
  gpointer data;
  GwWork *work;
  GCancellable *cancellable;
} Run;

static gboolean
run_batch (const Run *run, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (GPtrArray) images = gw_store_get_images (run->store, ids, n, run->cancellable, error);
  g_autofree GwMeasure *measures = NULL;
  Batch batch = { .images = images, .work = run->work, .cancellable = run->cancellable };
  gsize n_measures;

  if (images == NULL)
    return FALSE;
  measures = g_new0 (GwMeasure, MAX (images->len, 1));
  batch.measures = measures;
  n_measures = measure_batch (&batch);

  /* What was measured before it was cancelled is as good as any. */
  if (n_measures > 0 && !gw_store_is_read_only (run->store)
      && !gw_store_save_measures (run->store, measures, n_measures, NULL, error))
    return FALSE;
  for (gsize i = 0; run->func != NULL && i < n_measures; i++)
    run->func (&measures[i], run->data);

  return !g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

gboolean
gw_image_measurer_run (GwStore *store, const GwFilter *filter, GwMeasureFunc func, gpointer data, GwWork *work,
                       GCancellable *cancellable, GError **error)
{
  const Run run = { store, func, data, work, cancellable };
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (GW_IS_STORE (store), FALSE);

  ids = gw_store_list_unmeasured (store, filter, cancellable, error);
  if (ids == NULL)
    return FALSE;
  if (work != NULL)
    {
      gw_work_set_done (work, 0);
      gw_work_set_total (work, ids->len);
    }
  for (guint i = 0; i < ids->len; i += BATCH)
    {
      if (!run_batch (&run, &g_array_index (ids, gint64, i), MIN (BATCH, ids->len - i), error))
        return FALSE;
    }

  return TRUE;
}

/* --- beside the window ------------------------------------------------------------------ */

#define WORK_KEY "gw-image-measurer-work"

typedef struct
{
  GwStore *store;
  GwWork *work;
} Start;

static gpointer
run_start (gpointer data)
{
  Start *start = data;
  GError *error = NULL;

  gw_image_measurer_run (start->store, NULL, NULL, NULL, start->work, gw_work_get_cancellable (start->work), &error);
  gw_work_end (start->work, error);
  g_clear_error (&error);
  g_object_unref (start->store);
  g_object_unref (start->work);
  g_free (start);

  return NULL;
}

static gboolean
is_under_way (GwWork *work)
{
  GwWorkStatus status;

  gw_work_get_status (work, &status, NULL);
  return status.state == GW_WORK_RUNNING && !gw_work_is_cancelled (work, NULL);
}

GwWork *
gw_image_measurer_start (GwStore *store)
{
  GwWork *work;
  Start *start;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  work = g_object_get_data (G_OBJECT (store), WORK_KEY);
  if (work != NULL && is_under_way (work))
    return g_object_ref (work);

  work = gw_work_new (_ ("Measuring Pictures"));
  g_object_set_data_full (G_OBJECT (store), WORK_KEY, g_object_ref (work), g_object_unref);
  start = g_new0 (Start, 1);
  start->store = g_object_ref (store);
  start->work = g_object_ref (work);
  g_thread_unref (g_thread_new ("measures pictures", run_start, start));

  return work;
}
