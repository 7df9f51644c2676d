/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-regression-figures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cancel-run.h"
#include "gw-path.h"
#include "gw-plot-forecast.h"
#include "gw-plot-histogram.h"
#include "gw-plot-number.h"
#include "gw-plot-qq.h"
#include "gw-row-key.h"

#define N_WORST 12

/* --- which columns ---------------------------------------------------------------------- */

static gboolean
is_attribute (const GwDataColumn *column)
{
  return strchr (column->name, ':') != NULL;
}

/* An attribute of such rows, but for one; which says that it is a forecast, where wanted
 * and there is such.
 */
static const GwDataColumn *
find_attribute (const GwDataSet *set, gboolean any_rows, GwRows rows, gboolean is_forecast, const char *but)
{
  const GArray *columns = gw_data_set_get_columns (set);
  const GwDataColumn *first = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const GwDataColumn *column = &g_array_index (columns, GwDataColumn, i);
      g_autofree char *name = g_utf8_strdown (column->name, -1);

      if (!is_attribute (column) || (!any_rows && column->rows != rows) || g_strcmp0 (column->name, but) == 0)
        continue;
      if ((strstr (name, "forecast") != NULL || strstr (name, "predict") != NULL) == is_forecast)
        return column;
      first = first != NULL ? first : column;
    }
  return first;
}

static const GwDataColumn *
choose_actual (const GwDataSet *set, const char *name)
{
  const GwDataColumn *column = name != NULL ? gw_data_set_find_column (set, name) : NULL;

  return column != NULL ? column : find_attribute (set, TRUE, GW_ROWS_IMAGES, FALSE, NULL);
}

/* Of the same rows; what is counted anyway where there is no second attribute. */
static const GwDataColumn *
choose_forecast (const GwDataSet *set, const GwDataColumn *actual, const char *name)
{
  const GwDataColumn *column = name != NULL ? gw_data_set_find_column (set, name) : NULL;

  if (column != NULL && column->rows == actual->rows)
    return column;
  column = find_attribute (set, FALSE, actual->rows, TRUE, actual->name);
  if (column != NULL)
    return column;
  return gw_data_set_find_column (set, actual->rows == GW_ROWS_IMAGES ? "objects-per-image" : "box-area");
}

/* --- words ------------------------------------------------------------------------------- */

static void
describe_point (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  g_autofree char *actual = gw_plot_number_quantity (x);
  g_autofree char *forecast = gw_plot_number_quantity (y);
  g_autofree char *off = gw_plot_number_quantity (fabs (y - x));

  readout->name = g_strdup_printf (_ ("Actual %s"), actual);
  readout->value = g_strdup_printf (_ ("Forecast %s"), forecast);
  if (y == x)
    readout->context = g_strdup (_ ("Exact"));
  else if (y > x)
    readout->context = g_strdup_printf (_ ("%s too much"), off);
  else
    readout->context = g_strdup_printf (_ ("%s too little"), off);
}

char *
gw_regression_figures_describe (const GwRegressionFigures *self, guint row)
{
  g_auto (GwPlotReadout) readout = { 0 };

  describe_point (row, g_array_index (self->regression->actual, double, row),
                  g_array_index (self->regression->forecast, double, row), NULL, &readout);
  return g_strdup_printf ("%s · %s · %s", readout.name, readout.value, readout.context);
}

/* --- charts ------------------------------------------------------------------------------- */

static const char *
get_unit (const GwDataColumn *column)
{
  return column->unit[0] != '\0' ? column->unit : NULL;
}

static gboolean
make_plots (GwRegressionFigures *self, const GwRun *run)
{
  const GwRegression *regression = self->regression;
  const double *errors = (const double *) (gpointer) regression->errors->data;
  g_autofree char *actual = gw_path_display (self->actual.label, -1);
  g_autofree char *forecast = gw_path_display (self->forecast.label, -1);
  const GwPlotScatterOptions scatter = { .title = _ ("Forecast Against Actual"),
                                         .x_name = actual,
                                         .y_name = forecast,
                                         .x_unit = get_unit (&self->actual),
                                         .y_unit = get_unit (&self->forecast),
                                         .rows = self->rows,
                                         .funcs = { describe_point, gw_row_key_make, gw_row_key_parse, NULL } };
  const GwPlotHistogramOptions histogram = { .title = _ ("Errors"),
                                             .name = _ ("Forecast − actual"),
                                             .unit = get_unit (&self->actual),
                                             .rows = self->rows,
                                             .rule = GW_BINS_AUTO,
                                             .show_mean = TRUE };
  const GwPlotQqOptions qq = { .title = _ ("Errors Against a Normal Distribution"),
                               .name = _ ("Forecast − actual"),
                               .unit = get_unit (&self->actual),
                               .rows = self->rows };

  self->scatter = gw_plot_forecast_new (g_array_ref (regression->actual), g_array_ref (regression->forecast), &scatter);
  self->histogram = gw_plot_histogram_new (errors, regression->errors->len, &histogram, run);
  self->qq = gw_plot_qq_new (errors, regression->errors->len, &qq, run);
  return self->histogram != NULL && self->qq != NULL;
}

/* --- all of it ---------------------------------------------------------------------------- */

static gboolean
name_worst (GwRegressionFigures *self, GCancellable *cancellable, GError **error)
{
  const GArray *worst = self->regression->worst;
  g_autoptr (GPtrArray) images = NULL;
  g_autofree gint64 *ids = g_new (gint64, MAX (worst->len, 1));

  for (guint i = 0; i < worst->len; i++)
    ids[i] = g_array_index (self->images, gint64, g_array_index (worst, guint32, i));
  images = gw_store_get_images (gw_insights_snapshot_get_store (self->snapshot), ids, worst->len, cancellable, error);
  if (images == NULL)
    return FALSE;
  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);

      g_ptr_array_add (self->worst_names, image != NULL ? gw_path_display (gw_image_get_name (image), -1)
                                                        : g_strdup (_ ("Removed image")));
    }
  return TRUE;
}

static gboolean
compare (GwRegressionFigures *self, const GwDataSet *set, GCancellable *cancellable, GError **error)
{
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autoptr (GArray) actual = gw_data_set_measure (set, self->actual.name);
  g_autoptr (GArray) forecast = gw_data_set_measure (set, self->forecast.name);
  g_autoptr (GArray) images = gw_data_set_get_row_images (set, &self->actual);

  self->regression = gw_regression_new ((const double *) (gpointer) actual->data,
                                        (const double *) (gpointer) forecast->data, actual->len, N_WORST, &run);
  if (self->regression == NULL)
    return FALSE;
  self->images = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->regression->rows->len);
  self->largest_error = -INFINITY;
  for (guint i = 0; i < self->regression->rows->len; i++)
    {
      const guint32 row = g_array_index (self->regression->rows, guint32, i);

      g_array_append_val (self->images, g_array_index (images, gint64, row));
      self->largest_error = MAX (self->largest_error, g_array_index (self->regression->errors, double, i));
    }
  return make_plots (self, &run) && name_worst (self, cancellable, error);
}

GwRegressionFigures *
gw_regression_figures_new (GwInsightsSnapshot *snapshot, const GwDataSet *set, const char *actual, const char *forecast,
                           GCancellable *cancellable, GError **error)
{
  g_autoptr (GwRegressionFigures) self = g_new0 (GwRegressionFigures, 1);
  const GwDataColumn *column;

  self->snapshot = gw_insights_snapshot_ref (snapshot);
  self->n_images = set->n_images;
  self->choices = gw_column_choices_list (set);
  self->worst_names = g_ptr_array_new_with_free_func (g_free);
  self->has_attribute = find_attribute (set, TRUE, GW_ROWS_IMAGES, FALSE, NULL) != NULL;
  if (!self->has_attribute)
    return g_steal_pointer (&self);

  column = choose_actual (set, actual);
  self->actual = *column;
  self->forecast = *choose_forecast (set, column, forecast);
  self->rows = column->rows == GW_ROWS_IMAGES ? GW_PLOT_ROWS_IMAGES : GW_PLOT_ROWS_OBJECTS;
  if (compare (self, set, cancellable, error))
    return g_steal_pointer (&self);
  if (error != NULL && *error == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

void
gw_regression_figures_free (GwRegressionFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->regression, gw_regression_free);
  g_clear_pointer (&self->images, g_array_unref);
  g_clear_pointer (&self->worst_names, g_ptr_array_unref);
  g_clear_pointer (&self->scatter, gw_plot_unref);
  g_clear_pointer (&self->histogram, gw_plot_unref);
  g_clear_pointer (&self->qq, gw_plot_unref);
  gw_insights_snapshot_unref (self->snapshot);
  g_free (self);
}
