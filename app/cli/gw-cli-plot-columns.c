/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-plot.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cli-drift.h"
#include "gw-cli-work.h"
#include "gw-error.h"
#include "gw-palette.h"
#include "gw-picture-map.h"
#include "gw-plot-drift.h"
#include "gw-plot-histogram.h"
#include "gw-plot-qq.h"
#include "gw-plot-scatter.h"

/* --- loading ---------------------------------------------------------------------------- */

static void
column_free (gpointer data)
{
  GwCliPlotColumn *column = data;

  g_free (column->title);
  g_free (column->name);
  g_free (column->unit);
  g_array_unref (column->values);
  g_free (column);
}

static void
add_column (GPtrArray *columns, const char *name, const char *unit, GwPlotRows rows, GArray *values)
{
  GwCliPlotColumn *column = g_new0 (GwCliPlotColumn, 1);

  *column = (GwCliPlotColumn) { .title = g_strdup (name),
                                .name = g_strdup (name),
                                .unit = unit != NULL && *unit != '\0' ? g_strdup (unit) : NULL,
                                .rows = rows,
                                .values = values };
  g_ptr_array_add (columns, column);
}

static GArray *
copy_numbers (const double *values, gsize n)
{
  return g_array_append_vals (g_array_sized_new (FALSE, FALSE, sizeof (double), (guint) n), values, (guint) n);
}

/* Names of images and of classes are no quantity, even where they are numbers. */
static gboolean
is_quantity (GwTable *table, guint column)
{
  static const char *const classes[] = { "label", "truth", "class" };
  const char *name = gw_table_get_name (table, column);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_ascii_strcasecmp (name, classes[i]) == 0)
      return FALSE;

  return gw_table_is_number (table, column) && !gw_cli_table_is_key (name);
}

static gboolean
load_table_columns (GwCliPlot *self, guint n, GPtrArray *columns, GError **error)
{
  g_autoptr (GwTable) table = gw_table_read (self->source, NULL, self->cli->problems, self->cli->work,
                                             self->cli->cancellable, error);

  if (table == NULL)
    return FALSE;
  for (char **name = self->options->columns; name != NULL && *name != NULL; name++)
    {
      const double *values = gw_cli_table_get_numbers (table, *name, error);

      if (values == NULL)
        return FALSE;
      add_column (columns, *name, NULL, GW_PLOT_ROWS_ROWS, copy_numbers (values, gw_table_get_n_rows (table)));
    }
  for (guint i = 0; self->options->columns == NULL && i < gw_table_get_n_columns (table); i++)
    {
      if (n > 0 && columns->len == n)
        break;
      if (is_quantity (table, i))
        add_column (columns, gw_table_get_name (table, i), NULL, GW_PLOT_ROWS_ROWS,
                    copy_numbers (gw_table_get_numbers (table, i), gw_table_get_n_rows (table)));
    }

  return TRUE;
}

/* Whether there is something to draw. */
static gboolean
varies (const GArray *values)
{
  double first = NAN;

  for (guint i = 0; i < values->len; i++)
    {
      const double value = g_array_index (values, double, i);

      if (!isfinite (value))
        continue;
      if (isnan (first))
        first = value;
      else if (value != first)
        return TRUE;
    }

  return FALSE;
}

GwDataSet *
gw_cli_plot_load_set (GwCliPlot *self, gboolean pictures, GError **error)
{
  GwStoreOpenFlags flags = pictures ? GW_STORE_OPEN_NO_BACKUP : GW_STORE_OPEN_READ_ONLY;
  g_autoptr (GwStore) store = gw_cli_open_project (self->cli, self->source, flags, error);
  g_autoptr (GwFilter) filter = NULL;
  g_autoptr (GwDataSet) set = NULL;

  if (store == NULL)
    return NULL;
  if (self->options->where != NULL)
    {
      g_autoptr (GError) failure = NULL;

      filter = gw_filter_parse (self->options->where, &failure);
      if (filter == NULL)
        {
          g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, failure->message);
          return NULL;
        }
    }
  set = gw_data_set_load (store, filter, self->cli->work, self->cli->cancellable, error);
  if (set == NULL
      || (pictures && !gw_data_set_measure_pictures (set, store, self->cli->work, self->cli->cancellable, error)))
    return NULL;

  return g_steal_pointer (&set);
}

static void
add_set_column (const GwDataSet *set, const GwDataColumn *column, GPtrArray *columns)
{
  GArray *values = gw_data_set_measure (set, column->name);

  add_column (columns, column->title, column->unit,
              column->rows == GW_ROWS_IMAGES ? GW_PLOT_ROWS_IMAGES : GW_PLOT_ROWS_OBJECTS, values);
  /* Titles are headings; within a plot they are words. Names that people gave stay. */
  if (strchr (column->name, ':') == NULL)
    {
      GwCliPlotColumn *added = g_ptr_array_index (columns, columns->len - 1);

      g_free (added->name);
      added->name = gw_plot_sentence_case (column->title);
    }
}

static void
refuse_column (const GwDataSet *set, const char *name, GError **error)
{
  const GArray *all = gw_data_set_get_columns (set);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", g_array_index (all, GwDataColumn, i).name);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("There is no column “%s”. There are %s."), name,
               names->str);
}

/* Without a wish columns of one kind of rows, whose numbers vary: objects where there
 * are some, else images.
 */
static void
choose_set_columns (const GwDataSet *set, guint n, GPtrArray *columns)
{
  const GArray *all = gw_data_set_get_columns (set);
  const GwRows rows = set->n_objects > 0 ? GW_ROWS_OBJECTS : GW_ROWS_IMAGES;

  for (guint i = 0; i < all->len && (n == 0 || columns->len < n); i++)
    {
      const GwDataColumn *column = &g_array_index (all, GwDataColumn, i);
      const GwCliPlotColumn *last;

      if (column->rows != rows)
        continue;
      add_set_column (set, column, columns);
      last = g_ptr_array_index (columns, columns->len - 1);
      if (!varies (last->values))
        g_ptr_array_remove_index (columns, columns->len - 1);
    }
}

static gboolean
load_set_columns (GwCliPlot *self, guint n, GPtrArray *columns, GError **error)
{
  gboolean pictures = FALSE;
  g_autoptr (GwDataSet) set = NULL;

  for (char **name = self->options->columns; name != NULL && *name != NULL; name++)
    pictures = pictures || gw_data_column_is_from_pictures (*name);
  set = gw_cli_plot_load_set (self, pictures, error);
  if (set == NULL)
    return FALSE;
  if (self->options->columns == NULL)
    choose_set_columns (set, n, columns);
  for (char **name = self->options->columns; name != NULL && *name != NULL; name++)
    {
      const GwDataColumn *column = gw_data_set_find_column (set, *name);

      if (column == NULL)
        {
          refuse_column (set, *name, error);
          return FALSE;
        }
      add_set_column (set, column, columns);
    }

  return TRUE;
}

GPtrArray *
gw_cli_plot_load_columns (GwCliPlot *self, guint n, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (column_free);
  const GwCliPlotColumn *first;

  if (!(gw_cli_is_project (self->source) ? load_set_columns (self, n, columns, error)
                                         : load_table_columns (self, n, columns, error)))
    return NULL;
  if (columns->len < MAX (n, 1))
    {
      if (self->options->columns != NULL)
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     _ ("This plot needs %u columns: --column %u times."), n, n);
      else
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                     _ ("%s: there are not enough columns of numbers. They are written with a point."), self->source);
      return NULL;
    }
  if (n > 0 && columns->len > n)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   ngettext ("This plot takes %u column at most.", "This plot takes %u columns at most.", n), n);
      return NULL;
    }
  first = g_ptr_array_index (columns, 0);
  for (guint i = 1; i < columns->len; i++)
    if (((const GwCliPlotColumn *) g_ptr_array_index (columns, i))->rows != first->rows)
      {
        g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                             _ ("Columns of images and of objects cannot be drawn together."));
        return NULL;
      }

  return g_steal_pointer (&columns);
}

/* --- one column -------------------------------------------------------------------------- */

static gboolean
parse_transform (GwCliPlot *self, GwPlotTransformKind *kind, GError **error)
{
  *kind = GW_PLOT_TRANSFORM_NONE;
  if (self->options->transform == NULL || gw_plot_transform_kind_from_name (self->options->transform, kind))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--transform is none, log, log1p, sqrt, box-cox or yeo-johnson, not “%s”."),
               self->options->transform);

  return FALSE;
}

GwPlot *
gw_cli_plot_fail (GwCliPlot *self, GError **error)
{
  if (!g_cancellable_set_error_if_cancelled (self->cli->cancellable, error))
    g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s: there is not enough memory for this plot."), self->source);

  return NULL;
}

GwPlot *
gw_cli_plot_histogram (GwCliPlot *self, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  GwHistogramOptions bins = { 0 };
  GwPlotHistogramOptions options = {
    .title = self->options->title, .subtitle = self->subtitle, .width = self->options->width, .show_median = TRUE
  };
  g_autoptr (GPtrArray) columns = NULL;
  const GwCliPlotColumn *column;
  GwPlot *plot;

  if (!gw_cli_parse_bins (self->options->bins, &bins, error) || !parse_transform (self, &options.transform, error))
    return NULL;
  columns = gw_cli_plot_load_columns (self, 1, error);
  if (columns == NULL)
    return NULL;

  column = g_ptr_array_index (columns, 0);
  options.title = options.title != NULL ? options.title : column->title;
  options.name = column->name;
  options.unit = column->unit;
  options.rows = column->rows;
  options.rule = bins.rule;
  options.n_bins = bins.n_bins;
  plot = gw_plot_histogram_new ((const double *) (gconstpointer) column->values->data, column->values->len, &options,
                                &run);

  return plot != NULL ? plot : gw_cli_plot_fail (self, error);
}

GwPlot *
gw_cli_plot_qq (GwCliPlot *self, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  GwPlotQqOptions options = { .title = self->options->title, .subtitle = self->subtitle };
  g_autoptr (GPtrArray) columns = NULL;
  const GwCliPlotColumn *column;

  if (!parse_transform (self, &options.transform, error))
    return NULL;
  columns = gw_cli_plot_load_columns (self, 1, error);
  if (columns == NULL)
    return NULL;

  column = g_ptr_array_index (columns, 0);
  options.title = options.title != NULL ? options.title : column->title;
  options.name = column->name;
  options.unit = column->unit;
  options.rows = column->rows;

  return gw_plot_qq_new ((const double *) (gconstpointer) column->values->data, column->values->len, &options, &run);
}

/* --- several columns ------------------------------------------------------------------------ */

GwPlot *
gw_cli_plot_scatter (GwCliPlot *self, GError **error)
{
  g_autoptr (GPtrArray) columns = gw_cli_plot_load_columns (self, 2, error);
  GwPlotScatterOptions options = { .title = self->options->title, .subtitle = self->subtitle };
  g_autofree char *title = NULL;
  const GwCliPlotColumn *x, *y;

  if (columns == NULL)
    return NULL;
  x = g_ptr_array_index (columns, 0);
  y = g_ptr_array_index (columns, 1);
  /* Translators: two columns: “Box Height by Box Width” */
  title = g_strdup_printf (_ ("%s by %s"), y->title, x->title);
  options.title = options.title != NULL ? options.title : title;
  options.x_name = x->name;
  options.x_unit = x->unit;
  options.y_name = y->name;
  options.y_unit = y->unit;
  options.rows = x->rows;

  return gw_plot_scatter_new (g_array_ref (x->values), g_array_ref (y->values), &options);
}

double *
gw_cli_plot_join_columns (const GPtrArray *columns, gsize *n)
{
  const GwCliPlotColumn *first = g_ptr_array_index (columns, 0);
  double *values;

  *n = first->values->len;
  values = g_new (double, MAX (*n * columns->len, 1));
  for (guint j = 0; j < columns->len; j++)
    {
      const GwCliPlotColumn *column = g_ptr_array_index (columns, j);

      for (gsize i = 0; i < *n; i++)
        values[i * columns->len + j] = g_array_index (column->values, double, i);
    }

  return values;
}

/* Of a project, as in the window, by what its pictures look like. */
static GwPlot *
map_pictures (GwCliPlot *self, GError **error)
{
  const GwRun run = gw_cli_get_run (self->cli);
  g_autoptr (GwCliModels) project = gw_cli_models_open_measured (self->cli, self->source, self->options->where, error);
  const GwPictureMapOptions options = { .title = self->options->title != NULL ? self->options->title
                                                                              : _ ("Pictures That Look Alike"),
                                        .subtitle = self->subtitle };
  g_autoptr (GArray) measures = NULL;
  GwPlot *plot;
  gsize n_measured;

  measures = project != NULL ? gw_data_set_load_measures (project->set, project->store, self->cli->cancellable, error)
                             : NULL;
  if (measures == NULL)
    return NULL;
  plot = gw_picture_map_new (project->set, measures, &options, &run, &n_measured);

  return plot != NULL ? plot : gw_cli_plot_fail (self, error);
}

static GwPlot *
map_columns (GwCliPlot *self, GError **error)
{
  const GwRun run = gw_cli_get_run (self->cli);
  g_autoptr (GPtrArray) columns = gw_cli_plot_load_columns (self, 0, error);
  GwPlotScatterOptions options = { .title = self->options->title != NULL ? self->options->title : _ ("Map of Rows"),
                                   .subtitle = self->subtitle };
  g_autofree double *features = NULL;
  GwPlot *plot;
  gsize n;

  if (columns == NULL)
    return NULL;
  options.rows = ((const GwCliPlotColumn *) g_ptr_array_index (columns, 0))->rows;
  features = gw_cli_plot_join_columns (columns, &n);
  plot = gw_plot_pca_map_new (features, n, columns->len, &options, &run);

  return plot != NULL ? plot : gw_cli_plot_fail (self, error);
}

GwPlot *
gw_cli_plot_map (GwCliPlot *self, GError **error)
{
  return gw_cli_is_project (self->source) && self->options->columns == NULL ? map_pictures (self, error)
                                                                            : map_columns (self, error);
}

/* --- two tables --------------------------------------------------------------------------------- */

/* One column of both, over each other. */
static GwPlot *
draw_overlay (GwCliPlot *self, GwTable *reference, GwTable *current, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  const char *name = self->options->columns[0];
  const double *from = gw_cli_table_get_numbers (reference, name, error);
  const double *to = from != NULL ? gw_cli_table_get_numbers (current, name, error) : NULL;
  g_autofree char *side = g_filename_display_basename (self->second);
  GwHistogramOptions bins = { 0 };
  GwPlotOverlayOptions options = {
    .title = self->options->title, .name = name, .reference = self->subtitle, .current = side, .rows = GW_PLOT_ROWS_ROWS
  };
  GwPlot *plot;

  if (to == NULL || !gw_cli_parse_bins (self->options->bins, &bins, error))
    return NULL;
  options.rule = bins.rule;
  options.n_bins = bins.n_bins;
  plot = gw_plot_overlay_new (from, gw_table_get_n_rows (reference), to, gw_table_get_n_rows (current), &options, &run);

  return plot != NULL ? plot : gw_cli_plot_fail (self, error);
}

static GwPlot *
draw_drift (GwCliPlot *self, GwTable *reference, GwTable *current, GError **error)
{
  g_autoptr (GArray) columns = gw_cli_drift_compare (self->cli, reference, current, error);
  g_autofree char *side = g_filename_display_basename (self->second);
  g_autofree char *subtitle = g_strdup_printf (_ ("%s against %s"), side, self->subtitle);
  g_autofree GwPlotDriftVariable *variables = NULL;

  if (columns == NULL)
    return NULL;
  variables = g_new0 (GwPlotDriftVariable, MAX (columns->len, 1));
  for (guint i = 0; i < columns->len; i++)
    {
      const GwCliDriftColumn *column = &g_array_index (columns, GwCliDriftColumn, i);

      variables[i] = (GwPlotDriftVariable) { column->name, column->figures.drift.psi };
    }

  return gw_plot_drift_new (variables, columns->len, self->options->title, subtitle);
}

GwPlot *
gw_cli_plot_drift (GwCliPlot *self, GError **error)
{
  g_autoptr (GwTable) reference = gw_table_read (self->source, NULL, self->cli->problems, self->cli->work,
                                                 self->cli->cancellable, error);
  g_autoptr (GwTable) current = NULL;

  if (reference == NULL)
    return NULL;
  current = gw_table_read (self->second, NULL, self->cli->problems, NULL, self->cli->cancellable, error);
  if (current == NULL)
    return NULL;

  return self->options->columns != NULL ? draw_overlay (self, reference, current, error)
                                        : draw_drift (self, reference, current, error);
}
