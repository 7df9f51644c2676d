/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-distributions-figures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cancel-run.h"
#include "gw-plot-centers.h"
#include "gw-prediction-set.h"

/* Of confidences. */
#define N_SHARE_BINS 20
/* Of the map of centers, each way. */
#define N_CELLS 16

/* --- a column ---------------------------------------------------------------------- */

GwDistributionsColumn *
gw_distributions_column_ref (GwDistributionsColumn *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_column (gpointer data)
{
  GwDistributionsColumn *self = data;

  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->images, g_array_unref);
  gw_insights_snapshot_unref (self->snapshot);
}

void
gw_distributions_column_unref (GwDistributionsColumn *self)
{
  g_atomic_rc_box_release_full (self, clear_column);
}

GwDistributionsColumn *
gw_distributions_column_new (GwInsightsSnapshot *snapshot, const GwDataSet *set, const char *name)
{
  const GwDataColumn *column = gw_data_set_find_column (set, name);
  GwDistributionsColumn *self;

  if (column == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (GwDistributionsColumn);
  self->snapshot = gw_insights_snapshot_ref (snapshot);
  self->column = *column;
  self->values = gw_data_set_measure (set, name);
  self->images = gw_data_set_get_row_images (set, column);
  gw_column_stats_init (&self->stats, (const double *) (gpointer) self->values->data, self->values->len);
  return self;
}

GwPlotRows
gw_distributions_column_get_rows (const GwDistributionsColumn *self)
{
  if (self->column.rows == GW_ROWS_IMAGES)
    return GW_PLOT_ROWS_IMAGES;
  return g_str_has_prefix (self->column.name, "box-") ? GW_PLOT_ROWS_BOXES : GW_PLOT_ROWS_OBJECTS;
}

/* --- bars ------------------------------------------------------------------------------ */

GwPlotHistogramOptions
gw_distributions_get_options (const GwDistributionsColumn *column, const GwDistributionsCounting *counting,
                              gboolean transformed)
{
  static const GwBinRule rules[] = {
    [GW_BIN_CHOICE_FREEDMAN_DIACONIS] = GW_BINS_FREEDMAN_DIACONIS,
    [GW_BIN_CHOICE_SCOTT] = GW_BINS_SCOTT,
    [GW_BIN_CHOICE_STURGES] = GW_BINS_STURGES,
    [GW_BIN_CHOICE_SQRT] = GW_BINS_SQRT,
    [GW_BIN_CHOICE_AUTO] = GW_BINS_AUTO,
    [GW_BIN_CHOICE_NUMBER] = GW_BINS_GIVEN,
    [GW_BIN_CHOICE_WIDTH] = GW_BINS_GIVEN,
  };

  return (GwPlotHistogramOptions) { .name = column->column.label,
                                    .unit = column->column.unit[0] != '\0' ? column->column.unit : NULL,
                                    .rows = gw_distributions_column_get_rows (column),
                                    .rule = rules[counting->bins],
                                    .n_bins = counting->n_bins,
                                    .width = counting->bins == GW_BIN_CHOICE_WIDTH && !transformed ? counting->width
                                                                                                   : 0,
                                    .transform = transformed ? counting->transform : GW_PLOT_TRANSFORM_NONE,
                                    .show_median = !transformed,
                                    .median = column->stats.box.median };
}

/* Beyond half the length of what nine tenths take, where what is left out is as long again. */
static void
find_tail (const GwColumnStats *stats, GwDistributionsCounts *counts)
{
  const double middle = stats->p95 - stats->p5;

  counts->low = stats->moments.min;
  counts->high = stats->moments.max;
  if (!(middle > 0))
    return;
  if (stats->moments.max > stats->p95 + middle)
    counts->high = stats->p95 + middle / 3;
  if (stats->moments.min < stats->p5 - middle)
    counts->low = stats->p5 - middle / 3;
  counts->has_tail = counts->low > stats->moments.min || counts->high < stats->moments.max;
}

static void
clear_counts (gpointer data)
{
  GwDistributionsCounts *self = data;

  gw_plot_histogram_counts_clear (&self->raw);
  gw_plot_histogram_counts_clear (&self->changed);
}

/* As many bins as the raw one has, where a width is of the values' own unit. */
static gboolean
count_changed (GwDistributionsCounts *self, const GwDistributionsColumn *column, const GwRun *run)
{
  const double *values = (const double *) (gpointer) column->values->data;
  const gsize n = column->values->len;
  GwPlotHistogramOptions options = gw_distributions_get_options (column, &self->counting, TRUE);
  g_autofree double *changed = NULL;
  GwMoments moments = { .skew = NAN };

  if (self->counting.transform == GW_PLOT_TRANSFORM_NONE)
    return TRUE;
  if (self->counting.bins == GW_BIN_CHOICE_WIDTH)
    options.n_bins = self->raw.bins.n_bins;
  if (!gw_plot_histogram_count (values, n, &options, run, &self->changed))
    return FALSE;
  self->has_changed = self->changed.transform.kind != GW_PLOT_TRANSFORM_NONE;
  changed = g_try_new (double, MAX (n, 1));
  if (changed == NULL)
    return FALSE;
  gw_plot_transform_apply (&self->changed.transform, values, n, changed);
  gw_moments (changed, NULL, n, &moments);
  self->changed_skew = moments.skew;
  return TRUE;
}

static GwDistributionsCounts *
count (const GwDistributionsColumn *column, const GwDistributionsCounting *counting, const GwRun *run)
{
  GwDistributionsCounts *self = g_atomic_rc_box_new0 (GwDistributionsCounts);
  GwPlotHistogramOptions options = gw_distributions_get_options (column, counting, FALSE);

  self->counting = *counting;
  find_tail (&column->stats, self);
  options.has_range = self->has_tail && !counting->whole;
  options.low = self->low;
  options.high = self->high;
  if (gw_plot_histogram_count ((const double *) (gpointer) column->values->data, column->values->len, &options, run,
                               &self->raw)
      && count_changed (self, column, run))
    return self;
  g_atomic_rc_box_release_full (self, clear_counts);
  return NULL;
}

/* --- outliers and shape ---------------------------------------------------------------- */

static void
clear_extras (gpointer data)
{
  GwDistributionsExtras *self = data;

  g_clear_pointer (&self->outliers, g_array_unref);
}

gboolean
gw_distributions_figures_add_extras (GwDistributionsFigures *self, GwOutlierRule rule, const GwRun *run)
{
  const GArray *values = self->column->values;
  GwDistributionsExtras *extras = g_atomic_rc_box_new0 (GwDistributionsExtras);

  extras->rule = rule;
  extras->outliers = gw_column_find_outliers ((const double *) (gpointer) values->data, values->len, rule, run);
  if (extras->outliers == NULL
      || !gw_column_shape_init (&extras->shape, (const double *) (gpointer) values->data, values->len, run))
    {
      g_atomic_rc_box_release_full (extras, clear_extras);
      return FALSE;
    }
  self->extras = extras;
  return TRUE;
}

/* --- small charts ------------------------------------------------------------------------ */

static void
clear_small (gpointer data)
{
  GwDistributionsSmall *self = data;

  for (guint i = 0; i < GW_N_SMALL_COLUMNS; i++)
    {
      gw_plot_histogram_counts_clear (&self->columns[i].counts);
      g_clear_pointer (&self->columns[i].values, g_array_unref);
      g_clear_pointer (&self->columns[i].images, g_array_unref);
    }
  g_clear_pointer (&self->centers, gw_plot_unref);
  g_clear_pointer (&self->center_x, g_array_unref);
  g_clear_pointer (&self->center_y, g_array_unref);
  g_clear_pointer (&self->center_images, g_array_unref);
  gw_insights_snapshot_unref (self->snapshot);
}

/* What the model is surest of in each image: a class of it, or an object. NULL: no model
 * says anything.
 */
static GArray *
find_confidence (GwInsightsSnapshot *snapshot, const GwDataSet *set, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFilter) filter = gw_insights_snapshot_make_filter (snapshot);
  const gint64 layer = gw_insights_snapshot_get_model (snapshot);
  g_autoptr (GwPredictionSet) said = gw_prediction_set_load (gw_insights_snapshot_get_store (snapshot), set, filter,
                                                             layer, GW_OVERLAP_BOX, NULL, cancellable, error);
  GArray *values;

  if (said == NULL)
    return NULL;
  values = g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) set->n_images);
  g_array_set_size (values, (guint) set->n_images);
  for (guint i = 0; i < values->len; i++)
    g_array_index (values, double, i) = NAN;
  for (guint i = 0; i < said->n_rows; i++)
    {
      double *most = &g_array_index (values, double, g_array_index (said->row_images, gint32, i));
      const guint n_columns = said->scores != NULL ? said->score_classes->len : 0;

      *most = g_array_index (said->row_confidence, double, i);
      for (guint j = 0; j < n_columns; j++)
        *most = fmax (*most, said->scores[(gsize) i * n_columns + j]);
    }
  for (guint i = 0; i < said->objects->rows->len; i++)
    {
      const GwScoredObject *object = &g_array_index (said->objects->rows, GwScoredObject, i);
      double *most = &g_array_index (values, double, object->image);

      *most = fmax (*most, object->score);
    }
  return values;
}

GwPlotHistogramOptions
gw_distributions_get_small_options (const GwDistributionsSmallColumn *self)
{
  GwPlotHistogramOptions options = {
    .title = self->title, .name = self->label, .unit = self->unit, .rows = GW_PLOT_ROWS_IMAGES, .rule = GW_BINS_AUTO
  };

  if (!self->is_share)
    return options;
  options.rule = GW_BINS_GIVEN;
  options.n_bins = N_SHARE_BINS;
  options.has_range = TRUE;
  options.high = 1;
  return options;
}

/* Scores of some models are no probabilities. */
static gboolean
is_share (const GArray *values)
{
  for (guint i = 0; i < values->len; i++)
    if (g_array_index (values, double, i) < 0 || g_array_index (values, double, i) > 1)
      return FALSE;
  return TRUE;
}

static gboolean
count_small (GwDistributionsSmallColumn *self, const GwRun *run)
{
  GwPlotHistogramOptions options;

  self->is_share = self->column == NULL && is_share (self->values);
  options = gw_distributions_get_small_options (self);
  return gw_plot_histogram_count ((const double *) (gpointer) self->values->data, self->values->len, &options, run,
                                  &self->counts);
}

static gboolean
fill_small (GwDistributionsSmall *self, const GwDataSet *set, GCancellable *cancellable, GError **error)
{
  static const char *const names[GW_N_SMALL_COLUMNS] = { "image-brightness", NULL, "image-aspect",
                                                         "objects-per-image" };
  const GwRun run = gw_cancel_run_init (cancellable);
  GError *failure = NULL;

  for (guint i = 0; i < GW_N_SMALL_COLUMNS; i++)
    {
      GwDistributionsSmallColumn *small = &self->columns[i];
      const GwDataColumn *column = names[i] != NULL ? gw_data_set_find_column (set, names[i]) : NULL;

      small->column = column;
      small->label = column != NULL ? column->label : _ ("Confidence");
      small->title = column != NULL ? column->title : _ ("Top Confidence");
      small->unit = column != NULL && i != GW_SMALL_OBJECTS && column->unit[0] != '\0' ? column->unit : NULL;
      if (column != NULL)
        small->values = gw_data_set_measure (set, names[i]);
      else if (gw_insights_snapshot_get_model (self->snapshot) != 0)
        small->values = find_confidence (self->snapshot, set, cancellable, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      small->images = g_array_copy (set->image_ids);
      if (small->values != NULL && !count_small (small, &run))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_distributions_figures_add_small (GwDistributionsFigures *self, GwInsightsSnapshot *snapshot, const GwDataSet *set,
                                    GCancellable *cancellable, GError **error)
{
  GwDistributionsSmall *small = g_atomic_rc_box_new0 (GwDistributionsSmall);
  const GwDataColumn *center = gw_data_set_find_column (set, "box-center-x");
  const GwPlotCentersOptions options = { .title = _ ("Box Centers"), .rows = GW_PLOT_ROWS_BOXES, .n_cells = N_CELLS };

  small->snapshot = gw_insights_snapshot_ref (snapshot);
  small->center_x = gw_data_set_measure (set, "box-center-x");
  small->center_y = gw_data_set_measure (set, "box-center-y");
  small->center_images = gw_data_set_get_row_images (set, center);
  small->centers = gw_plot_centers_new ((const double *) (gpointer) small->center_x->data,
                                        (const double *) (gpointer) small->center_y->data, small->center_x->len,
                                        &options);
  if (!fill_small (small, set, cancellable, error))
    {
      g_atomic_rc_box_release_full (small, clear_small);
      return FALSE;
    }
  self->small = small;
  return TRUE;
}

/* --- all of it --------------------------------------------------------------------------- */

static gboolean
is_same (const GwDistributionsCounting *a, const GwDistributionsCounting *b)
{
  return a->bins == b->bins && a->transform == b->transform && a->whole == b->whole
         && (a->bins != GW_BIN_CHOICE_NUMBER || a->n_bins == b->n_bins)
         && (a->bins != GW_BIN_CHOICE_WIDTH || a->width == b->width);
}

/* Where no file is there, nobody knows how large it is. */
static gboolean
knows_files (const GwDataSet *set)
{
  for (guint i = 0; i < set->image_bytes->len; i++)
    if (isfinite (g_array_index (set->image_bytes, double, i)))
      return TRUE;
  return FALSE;
}

static const char *
choose_column (const GwDataSet *set, const char *name)
{
  if (name != NULL && gw_data_set_find_column (set, name) != NULL)
    return name;
  if (set->n_objects > 0)
    return "box-area";
  /* Photographs are often all of one size. */
  return knows_files (set) ? "image-bytes" : "image-width";
}

GwDistributionsFigures *
gw_distributions_figures_new (GwInsightsSnapshot *snapshot, const GwDataSet *set, const char *name,
                              const GwDistributionsCounting *counting, GwOutlierRule rule,
                              const GwDistributionsFigures *kept, const GwRun *run)
{
  g_autoptr (GwDistributionsFigures) self = g_new0 (GwDistributionsFigures, 1);
  gboolean same;

  name = choose_column (set, name);
  same = kept != NULL && kept->column->snapshot == snapshot && g_str_equal (kept->column->column.name, name);
  self->n_images = set->n_images;
  self->choices = gw_column_choices_list (set);
  self->column = same ? gw_distributions_column_ref (kept->column) : gw_distributions_column_new (snapshot, set, name);
  self->counts = same && is_same (&kept->counts->counting, counting) ? g_atomic_rc_box_acquire (kept->counts)
                                                                     : count (self->column, counting, run);
  if (same && kept->extras != NULL && kept->extras->rule == rule)
    self->extras = g_atomic_rc_box_acquire (kept->extras);
  if (kept != NULL && kept->small != NULL && kept->small->snapshot == snapshot)
    self->small = g_atomic_rc_box_acquire (kept->small);
  return self->counts != NULL ? g_steal_pointer (&self) : NULL;
}

GwDistributionsFigures *
gw_distributions_figures_copy (const GwDistributionsFigures *self)
{
  GwDistributionsFigures *copy = g_new0 (GwDistributionsFigures, 1);

  copy->n_images = self->n_images;
  copy->choices = g_ptr_array_ref (self->choices);
  copy->column = gw_distributions_column_ref (self->column);
  copy->counts = g_atomic_rc_box_acquire (self->counts);
  copy->extras = self->extras != NULL ? g_atomic_rc_box_acquire (self->extras) : NULL;
  copy->small = self->small != NULL ? g_atomic_rc_box_acquire (self->small) : NULL;
  return copy;
}

void
gw_distributions_figures_free (GwDistributionsFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->column, gw_distributions_column_unref);
  if (self->counts != NULL)
    g_atomic_rc_box_release_full (self->counts, clear_counts);
  if (self->extras != NULL)
    g_atomic_rc_box_release_full (self->extras, clear_extras);
  if (self->small != NULL)
    g_atomic_rc_box_release_full (self->small, clear_small);
  g_free (self);
}
