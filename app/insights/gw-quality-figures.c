/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-quality-figures-private.h"

#include <math.h>

#include "gw-cancel-run.h"
#include "gw-quantile.h"

/* Sharpness has a long tail: what is of interest is at the low end. */
#define SHOWN_SHARE 0.9

GPtrArray *
_gw_quality_list_names (GwStore *store, const gint64 *ids, gsize n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) images = gw_store_get_images (store, ids, n, cancellable, error);
  GPtrArray *names;

  if (images == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);

      g_ptr_array_add (names, g_strdup (image != NULL ? gw_image_get_name (image) : ""));
    }
  return names;
}

/* --- pictures ------------------------------------------------------------------------ */

static void
pictures_clear (GwQualityPictures *self)
{
  for (guint i = 0; i < GW_QUALITY_N_LIMITS; i++)
    {
      g_clear_pointer (&self->values[i], g_array_unref);
      gw_plot_histogram_counts_clear (&self->counts[i]);
    }
}

static gboolean
count_bars (GwQualityPictures *self, GwQualityLimit which, const GwRun *run)
{
  const GArray *values = self->values[which];
  const double share = SHOWN_SHARE;
  double most = 255;
  GwPlotHistogramOptions options = { .rule = GW_BINS_AUTO, .has_range = TRUE };

  if (which == GW_QUALITY_SHARPNESS)
    gw_quantiles ((const double *) (gpointer) values->data, NULL, values->len, &share, 1, GW_QUANTILE_TYPE, &most,
                  NULL);
  self->range[which] = isfinite (most) && most > 0 ? most : 255;
  options.high = self->range[which];
  return gw_plot_histogram_count ((const double *) (gpointer) values->data, values->len, &options, run,
                                  &self->counts[which]);
}

static GwQualityPictures *
pictures_new (const GwDataSet *set, const GwRun *run)
{
  GwQualityPictures *self = g_atomic_rc_box_new0 (GwQualityPictures);

  self->values[GW_QUALITY_SHARPNESS] = g_array_copy (set->image_sharpness);
  self->values[GW_QUALITY_BRIGHTNESS] = g_array_copy (set->image_brightness);
  for (guint i = 0; i < set->n_images; i++)
    self->n_unmeasured += isnan (g_array_index (set->image_sharpness, double, i)) ? 1 : 0;
  if (count_bars (self, GW_QUALITY_SHARPNESS, run) && count_bars (self, GW_QUALITY_BRIGHTNESS, run))
    return self;

  g_atomic_rc_box_release_full (self, (GDestroyNotify) pictures_clear);
  return NULL;
}

gsize
gw_quality_pictures_count_below (const GwQualityPictures *self, GwQualityLimit which, double limit)
{
  gsize n = 0;

  for (guint i = 0; i < self->values[which]->len; i++)
    n += g_array_index (self->values[which], double, i) < limit ? 1 : 0;
  return n;
}

gsize
gw_quality_pictures_count_poor (const GwQualityPictures *self, double sharpness, double brightness)
{
  gsize n = 0;

  for (guint i = 0; i < self->values[GW_QUALITY_SHARPNESS]->len; i++)
    n += g_array_index (self->values[GW_QUALITY_SHARPNESS], double, i) < sharpness
                 || g_array_index (self->values[GW_QUALITY_BRIGHTNESS], double, i) < brightness
             ? 1
             : 0;
  return n;
}

/* --- files and outliers ------------------------------------------------------------------ */

static void
files_clear (GwQualityFiles *self)
{
  g_clear_pointer (&self->files, gw_files_check_free);
  g_clear_pointer (&self->sizes, gw_size_check_free);
}

static GwQualityFiles *
files_new (GwInsightsSnapshot *snapshot, const GwDataSet *set, const GArray *measures, GCancellable *cancellable,
           GError **error)
{
  GwFilesCheck *files = gw_files_check_new (gw_insights_snapshot_get_store (snapshot), set, measures, cancellable,
                                            error);
  GwQualityFiles *self;

  if (files == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (GwQualityFiles);
  self->files = files;
  self->sizes = gw_size_check_new (set);
  return self;
}

static void
missing_clear (GwQualityMissingPart *self)
{
  g_clear_pointer (&self->values, gw_missing_values_unref);
  g_clear_pointer (&self->filled, gw_filled_free);
  g_free (self->column);
}

/* A column that lacks nothing any more is another one then. */
static const char *
choose_column (const GwMissingValues *values, const char *wanted)
{
  if (values->names->len == 0)
    return NULL;
  return wanted != NULL && g_ptr_array_find_with_equal_func (values->names, wanted, g_str_equal, NULL)
             ? wanted
             : g_ptr_array_index (values->names, 0);
}

/* Takes values; NULL when it was cancelled. */
static GwQualityMissingPart *
missing_new (GwMissingValues *values, const GwQualityOptions *options, const GwRun *run)
{
  GwQualityMissingPart *self = g_atomic_rc_box_new0 (GwQualityMissingPart);
  gw_status status = GW_STATUS_OK;

  self->values = values;
  self->column = g_strdup (choose_column (values, options->column));
  self->fill = options->fill;
  if (self->column != NULL)
    self->filled = gw_missing_values_fill (values, self->column, self->fill, run, &status);
  if (status != GW_STATUS_CANCELLED)
    return self;

  g_atomic_rc_box_release_full (self, (GDestroyNotify) missing_clear);
  return NULL;
}

static void
outliers_clear (GwPictureOutliers **self)
{
  g_clear_pointer (self, gw_picture_outliers_free);
}

static GwPictureOutliers **
outliers_new (const GArray *measures, const GwRun *run)
{
  GwPictureOutliers **self = g_atomic_rc_box_new0 (GwPictureOutliers *);
  gw_status status;

  *self = gw_picture_outliers_new (measures, run, &status);
  return self;
}

/* --- all of them ----------------------------------------------------------------------------- */

static gpointer
acquire (gpointer part)
{
  return part != NULL ? g_atomic_rc_box_acquire (part) : NULL;
}

static void
release (gpointer part, GDestroyNotify clear)
{
  if (part != NULL)
    g_atomic_rc_box_release_full (part, clear);
}

GwQualityFigures *
gw_quality_figures_copy (const GwQualityFigures *self)
{
  GwQualityFigures *copy = g_new0 (GwQualityFigures, 1);

  copy->snapshot = gw_insights_snapshot_ref (self->snapshot);
  copy->set = self->set;
  copy->labels = acquire (self->labels);
  copy->groups = acquire (self->groups);
  copy->pictures = acquire (self->pictures);
  copy->files = acquire (self->files);
  copy->missing = acquire (self->missing);
  copy->outliers = acquire (self->outliers);
  return copy;
}

void
gw_quality_figures_free (GwQualityFigures *self)
{
  if (self == NULL)
    return;
  release (self->labels, (GDestroyNotify) _gw_quality_labels_clear);
  g_clear_pointer (&self->groups, gw_picture_groups_unref);
  release (self->pictures, (GDestroyNotify) pictures_clear);
  release (self->files, (GDestroyNotify) files_clear);
  release (self->missing, (GDestroyNotify) missing_clear);
  release (self->outliers, (GDestroyNotify) outliers_clear);
  gw_insights_snapshot_unref (self->snapshot);
  g_free (self);
}

void
gw_quality_options_free (GwQualityOptions *self)
{
  g_clear_pointer (&self->kept, gw_quality_figures_free);
  g_free (self->column);
  g_free (self);
}

/* What does not depend on what was dismissed. */
static void
take_kept (GwQualityFigures *self, const GwQualityFigures *kept)
{
  if (kept == NULL || kept->snapshot != self->snapshot)
    return;
  self->pictures = acquire (kept->pictures);
  self->files = acquire (kept->files);
  self->outliers = acquire (kept->outliers);
}

/* The part of before where the same is asked for. */
static GwQualityMissingPart *
find_missing (const GwQualityFigures *self, const GwQualityOptions *options, const GwRun *run)
{
  const GwQualityFigures *kept = options->kept;
  GwQualityMissingPart *part = kept != NULL && kept->snapshot == self->snapshot ? kept->missing : NULL;

  if (part == NULL)
    return missing_new (gw_missing_values_new (self->set), options, run);
  if (part->fill == options->fill && (options->column == NULL || g_strcmp0 (part->column, options->column) == 0))
    return acquire (part);
  return missing_new (gw_missing_values_ref (part->values), options, run);
}

/* TRUE where there is more to do. */
static gboolean
go_on (GwQualityFigures *self, gpointer part, GwQualityPublishFunc publish, gpointer data)
{
  if (part == NULL)
    return FALSE;
  publish (gw_quality_figures_copy (self), data);
  return TRUE;
}

GwQualityFigures *
gw_quality_figures_new (GwInsightsSnapshot *snapshot, const GwQualityOptions *options, GwQualityPublishFunc publish,
                        gpointer data, GCancellable *cancellable, GError **error)
{
  const GwDataSet *set = gw_insights_snapshot_get_set (snapshot, cancellable, error);
  GwStore *store = gw_insights_snapshot_get_store (snapshot);
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autoptr (GwQualityFigures) self = NULL;
  g_autoptr (GwDismissals) dismissals = NULL;
  g_autoptr (GArray) measures = NULL;

  dismissals = set != NULL ? gw_dismissals_load (store, cancellable, error) : NULL;
  if (dismissals == NULL)
    return NULL;
  self = g_new0 (GwQualityFigures, 1);
  self->snapshot = gw_insights_snapshot_ref (snapshot);
  self->set = set;
  take_kept (self, options->kept);

  self->labels = _gw_quality_labels_new (snapshot, dismissals, cancellable, error);
  if (!go_on (self, self->labels, publish, data))
    return NULL;
  if (self->pictures == NULL)
    self->pictures = pictures_new (set, &run);
  if (self->pictures == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  measures = gw_data_set_load_measures (set, store, cancellable, error);
  if (measures != NULL)
    self->groups = gw_picture_groups_new (set, measures, dismissals, cancellable, error);
  if (self->groups == NULL || !gw_picture_groups_name (self->groups, store, GW_QUALITY_MOST_NAMED, cancellable, error)
      || !go_on (self, self->groups, publish, data))
    return NULL;
  if (self->files == NULL)
    self->files = files_new (snapshot, set, measures, cancellable, error);
  if (!go_on (self, self->files, publish, data))
    return NULL;
  self->missing = find_missing (self, options, &run);
  if (!go_on (self, self->missing, publish, data))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (self->outliers == NULL)
    self->outliers = outliers_new (measures, &run);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}
