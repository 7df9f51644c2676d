/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-cli-table.h"
#include "gw-cli-work.h"
#include "gw-data-groups.h"
#include "gw-error.h"
#include "gw-palette.h"
#include "gw-plot-centers.h"
#include "gw-plot-correlation.h"
#include "gw-plot-distribution.h"
#include "gw-plot-missing.h"

/* --- many columns ------------------------------------------------------------------------ */

GwPlot *
gw_cli_plot_correlation (GwCliPlot *self, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  const gboolean ranks = g_strcmp0 (self->options->method, "spearman") == 0;
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GwPlotCorrelationOptions options = { .title = self->options->title != NULL ? self->options->title : _ ("Correlation"),
                                       .subtitle = self->subtitle,
                                       .kind = ranks ? GW_CORRELATION_SPEARMAN : GW_CORRELATION_PEARSON };
  g_autofree double *values = NULL;
  GwPlot *plot;
  gsize n;

  if (self->options->method != NULL && !ranks && !g_str_equal (self->options->method, "pearson"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--method is pearson or spearman, not “%s”."),
                   self->options->method);
      return NULL;
    }
  columns = gw_cli_plot_load_columns (self, 0, error);
  if (columns == NULL)
    return NULL;
  values = gw_cli_plot_join_columns (columns, &n);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (names, ((GwCliPlotColumn *) g_ptr_array_index (columns, i))->name);
  options.columns = (const char *const *) names->pdata;
  plot = gw_plot_correlation_new (values, n, columns->len, &options, &run);

  return plot != NULL ? plot : gw_cli_plot_fail (self, error);
}

/* Of a table with its texts, which are missing or not: 0. */
static GwPlot *
draw_missing_table (GwCliPlot *self, GwPlotMissingOptions *options, GError **error)
{
  g_autoptr (GwTable) table = gw_table_read (self->source, NULL, self->cli->problems, self->cli->work,
                                             self->cli->cancellable, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree double *values = NULL;
  gsize n, columns;

  if (table == NULL)
    return NULL;
  n = gw_table_get_n_rows (table);
  columns = gw_table_get_n_columns (table);
  values = g_new (double, MAX (n * columns, 1));
  for (guint j = 0; j < columns; j++)
    {
      g_ptr_array_add (names, (gpointer) gw_table_get_name (table, j));
      for (gsize i = 0; i < n; i++)
        values[i * columns + j] = gw_table_is_number (table, j)             ? gw_table_get_numbers (table, j)[i]
                                  : gw_table_get_text (table, j, i) == NULL ? NAN
                                                                            : 0;
    }
  options->columns = (const char *const *) names->pdata;
  options->rows = GW_PLOT_ROWS_ROWS;

  return gw_plot_missing_new (values, n, columns, options);
}

GwPlot *
gw_cli_plot_missing (GwCliPlot *self, GError **error)
{
  GwPlotMissingOptions options = { .title = self->options->title != NULL ? self->options->title : _ ("Missing Values"),
                                   .subtitle = self->subtitle };
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree double *values = NULL;
  gsize n;

  if (!gw_cli_is_project (self->source))
    return draw_missing_table (self, &options, error);
  columns = gw_cli_plot_load_columns (self, 0, error);
  if (columns == NULL)
    return NULL;
  values = gw_cli_plot_join_columns (columns, &n);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (names, ((GwCliPlotColumn *) g_ptr_array_index (columns, i))->name);
  options.columns = (const char *const *) names->pdata;
  options.rows = ((GwCliPlotColumn *) g_ptr_array_index (columns, 0))->rows;

  return gw_plot_missing_new (values, n, columns->len, &options);
}

/* --- boxes ------------------------------------------------------------------------------------ */

GwPlot *
gw_cli_plot_heatmap (GwCliPlot *self, GError **error)
{
  const GwPlotCentersOptions options = { .title = self->options->title != NULL ? self->options->title
                                                                               : _ ("Centers of Boxes"),
                                         .subtitle = self->subtitle,
                                         .rows = GW_PLOT_ROWS_BOXES };
  g_autoptr (GwDataSet) set = NULL;
  g_autofree double *x = NULL, *y = NULL;

  if (!gw_cli_is_project (self->source))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("%s: this plot is of a project."), self->source);
      return NULL;
    }
  set = gw_cli_plot_load_set (self, FALSE, error);
  if (set == NULL)
    return NULL;

  x = g_new (double, MAX (set->n_objects, 1));
  y = g_new (double, MAX (set->n_objects, 1));
  for (gsize i = 0; i < set->n_objects; i++)
    {
      const GwBox *box = &g_array_index (set->boxes, GwBox, i);
      const gint32 image = g_array_index (set->object_images, gint32, i);

      x[i] = (box->x + 0.5 * box->width) / g_array_index (set->image_widths, double, image);
      y[i] = (box->y + 0.5 * box->height) / g_array_index (set->image_heights, double, image);
    }

  return gw_plot_centers_new (x, y, set->n_objects, &options);
}

/* --- groups ------------------------------------------------------------------------------------- */

/* The values of each group beside each other. */
typedef struct
{
  GPtrArray *names;
  GPtrArray *values; /* of GArray */
  GArray *colors;
} Groups;

static void
groups_clear (Groups *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->colors, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Groups, groups_clear)

static void
add_group (Groups *self, const char *name, guint32 color)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->values, g_array_new (FALSE, FALSE, sizeof (double)));
  g_array_append_val (self->colors, color);
}

static void
add_value (Groups *self, guint group, const GArray *values, guint row)
{
  g_array_append_vals (g_ptr_array_index (self->values, group), &g_array_index (values, double, row), 1);
}

/* codes (nullable): the group of each row, -1: none. */
static void
fill_groups (Groups *self, const GArray *values, const gint32 *codes)
{
  for (guint i = 0; i < values->len; i++)
    if (codes == NULL || (codes[i] >= 0 && (guint) codes[i] < self->values->len))
      add_value (self, codes != NULL ? (guint) codes[i] : 0, values, i);
}

/* By a column of texts of a table. */
static gboolean
group_table (GwCliPlot *self, Groups *groups, const GArray *values, GError **error)
{
  const char *const texts[] = { self->options->by, NULL };
  g_autoptr (GwTable) table = gw_table_read (self->source, texts, self->cli->problems, self->cli->work,
                                             self->cli->cancellable, error);
  g_autofree gint32 *codes = NULL;
  g_autoptr (GPtrArray) names = NULL;
  int by;

  if (table == NULL)
    return FALSE;
  by = gw_table_find (table, texts);
  if (by < 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “%s”. Name a column so in the first line."), self->source,
                   self->options->by);
      return FALSE;
    }
  codes = g_new (gint32, MAX (gw_table_get_n_rows (table), 1));
  names = gw_table_code_text (table, (guint) by, NULL, codes);
  for (guint i = 0; i < names->len; i++)
    add_group (groups, g_ptr_array_index (names, i), gw_palette_get (i % GW_PALETTE_SIZE));
  fill_groups (groups, values, codes);

  return TRUE;
}

/* By the class of objects, or the classes of images. */
static gboolean
group_set (GwCliPlot *self, Groups *groups, const GwCliPlotColumn *column, GError **error)
{
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GPtrArray) classes = NULL;

  if (!g_str_equal (self->options->by, "class"))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--by of a project is class."));
      return FALSE;
    }
  set = gw_cli_plot_load_set (self, FALSE, error);
  if (set == NULL)
    return FALSE;
  classes = gw_data_groups_by_class (set, column->rows == GW_PLOT_ROWS_IMAGES ? GW_ROWS_IMAGES : GW_ROWS_OBJECTS);
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *one = g_ptr_array_index (set->classes, i);
      const GArray *rows = g_ptr_array_index (classes, i);

      add_group (groups, gw_class_get_name (one), gw_class_get_color (one));
      for (guint j = 0; j < rows->len; j++)
        add_value (groups, i, column->values, g_array_index (rows, guint32, j));
    }

  return TRUE;
}

static gboolean
make_groups (GwCliPlot *self, Groups *groups, const GwCliPlotColumn *column, GError **error)
{
  groups->names = g_ptr_array_new_with_free_func (g_free);
  groups->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  groups->colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (self->options->by != NULL)
    return gw_cli_is_project (self->source) ? group_set (self, groups, column, error)
                                            : group_table (self, groups, column->values, error);
  add_group (groups, column->name, GW_PLOT_COLOR_SERIES);
  fill_groups (groups, column->values, NULL);

  return TRUE;
}

static GwPlot *
draw_groups (GwCliPlot *self, gboolean violins, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  g_autoptr (GPtrArray) columns = gw_cli_plot_load_columns (self, 1, error);
  g_auto (Groups) groups = { 0 };
  g_autofree GwPlotGroup *drawn = NULL;
  const GwCliPlotColumn *column;
  GwPlotDistributionOptions options = { .subtitle = self->subtitle, .horizontal = TRUE };
  GwPlot *plot;
  gsize n = 0;

  if (columns == NULL)
    return NULL;
  column = g_ptr_array_index (columns, 0);
  if (!make_groups (self, &groups, column, error))
    return NULL;

  drawn = g_new0 (GwPlotGroup, MAX (groups.names->len, 1));
  for (guint i = 0; i < groups.names->len; i++)
    {
      const GArray *values = g_ptr_array_index (groups.values, i);

      if (values->len > 0)
        drawn[n++] = (GwPlotGroup) { .name = g_ptr_array_index (groups.names, i),
                                     .color = g_array_index (groups.colors, guint32, i),
                                     .values = (const double *) (gconstpointer) values->data,
                                     .n = values->len };
    }
  options.title = self->options->title != NULL ? self->options->title : column->title;
  options.name = column->name;
  options.unit = column->unit;
  options.rows = column->rows;
  options.log = g_strcmp0 (self->options->transform, "log") == 0;
  plot = violins ? gw_plot_violin_new (drawn, n, &options, &run) : gw_plot_box_new (drawn, n, &options);

  return plot != NULL ? plot : gw_cli_plot_fail (self, error);
}

GwPlot *
gw_cli_plot_box (GwCliPlot *self, GError **error)
{
  return draw_groups (self, FALSE, error);
}

GwPlot *
gw_cli_plot_violin (GwCliPlot *self, GError **error)
{
  return draw_groups (self, TRUE, error);
}
