/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-missing.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-missing-map.h"
#include "gw-plot-cells.h"
#include "gw-plot-number.h"

/* Rows are gathered into no more cells of a column. */
#define MOST_ROWS 250
#define KEY "missing:"

typedef struct
{
  GPtrArray *names;
  GwPlotRows rows;
  gsize n;       /* rows */
  gsize n_cells; /* of a column */
  gsize n_columns;
  guint32 *counts; /* n_cells * n_columns missing values */
} Missing;

static void
missing_free (gpointer data)
{
  Missing *self = data;

  g_ptr_array_unref (self->names);
  g_free (self->counts);
  g_free (self);
}

/* The first row of a cell. */
static gsize
first_of (const Missing *self, gsize cell)
{
  return cell * self->n / self->n_cells;
}

static void
describe (gsize row, gsize column, double value, gpointer data, GwPlotReadout *readout)
{
  const Missing *self = data;
  const gsize first = first_of (self, row), end = first_of (self, row + 1);
  const guint32 count = self->counts[row * self->n_columns + column];
  g_autofree char *missing = gw_plot_number_count (count);
  g_autofree char *all = gw_plot_rows_count (self->rows, (double) (end - first));
  g_autofree char *from = gw_plot_number_count ((double) first + 1);
  g_autofree char *to = gw_plot_number_count ((double) end);

  readout->name = g_strdup (g_ptr_array_index (self->names, column));
  /* Translators: “3 of 12 rows are missing” */
  readout->value = g_strdup_printf (_ ("Missing in %s of %s"), missing, all);
  if (end == first + 1)
    readout->context = g_strdup_printf (_ ("Row %s"), from);
  else
    readout->context = g_strdup_printf (_ ("Rows %s–%s"), from, to);
}

static char *
make_key (gsize row, gsize column, gpointer data)
{
  const Missing *self = data;

  return g_strdup_printf (KEY "%zu:%zu:%zu", column, first_of (self, row), first_of (self, row + 1));
}

gboolean
gw_plot_missing_parse_key (const char *key, gsize *column, gsize *first, gsize *end)
{
  g_auto (GStrv) parts = NULL;
  guint64 values[3];

  if (key == NULL || !g_str_has_prefix (key, KEY))
    return FALSE;
  parts = g_strsplit (key + strlen (KEY), ":", 4);
  if (g_strv_length (parts) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, G_MAXUINT32, &values[i], NULL))
      return FALSE;
  *column = (gsize) values[0];
  *first = (gsize) values[1];
  *end = (gsize) values[2];
  return TRUE;
}

static gboolean
parse_key (const char *key, gpointer data, gsize *row, gsize *column)
{
  const Missing *self = data;
  gsize first, end;

  if (!gw_plot_missing_parse_key (key, column, &first, &end) || *column >= self->n_columns || first >= self->n)
    return FALSE;
  *row = first * self->n_cells / self->n;
  if (first_of (self, *row) < first)
    ++*row;
  return *row < self->n_cells && first_of (self, *row) == first && first_of (self, *row + 1) == end;
}

static void
write_csv (gsize row, gsize column, double value, gpointer data, GwCsvWriter *csv)
{
  const Missing *self = data;

  gw_csv_writer_text (csv, g_ptr_array_index (self->names, column));
  gw_csv_writer_int64 (csv, (gint64) first_of (self, row) + 1);
  gw_csv_writer_int64 (csv, (gint64) first_of (self, row + 1));
  gw_csv_writer_int64 (csv, self->counts[row * self->n_columns + column]);
}

static Missing *
missing_new (const double *table, gsize n, gsize n_all, gsize n_columns, const GwPlotMissingOptions *options)
{
  Missing *self = g_new0 (Missing, 1);

  self->n = n;
  self->n_columns = n_columns;
  self->n_cells = MIN (n, MOST_ROWS);
  self->rows = options->rows;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->counts = g_new0 (guint32, self->n_cells * n_columns);
  for (gsize j = 0; j < n_columns; j++)
    g_ptr_array_add (self->names, g_strdup (options->columns[j]));
  for (gsize cell = 0; cell < self->n_cells; cell++)
    for (gsize row = first_of (self, cell); row < first_of (self, cell + 1); row++)
      for (gsize j = 0; j < n_columns; j++)
        self->counts[cell * n_columns + j] += isnan (table[row * n_all + j]) ? 1 : 0;
  return self;
}

/* Missing values of each column, and rows that miss none. */
static gboolean
count_columns (const double *table, gsize n, gsize n_all, gsize n_columns, guint64 *of_column, guint64 *complete)
{
  g_autofree double *part = n_columns < n_all ? g_new (double, n *n_columns) : NULL;
  g_autofree guint64 *of_row = g_new (guint64, n);
  g_autofree guint64 *both = g_new (guint64, n_columns * n_columns);
  g_autofree guint64 *bits = g_new (guint64, n);
  g_autofree guint64 *counts = g_new (guint64, n);
  gsize n_patterns;

  for (gsize i = 0; part != NULL && i < n; i++)
    memcpy (part + i * n_columns, table + i * n_all, n_columns * sizeof *part);
  return gw_missing_map (part != NULL ? part : table, n, n_columns, of_column, of_row, both, bits, counts, &n_patterns,
                         complete)
         == GW_STATUS_OK;
}

static GPtrArray *
make_labels (const GwPlotMissingOptions *options, const guint64 *of_column, gsize n, gsize n_columns)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  for (gsize j = 0; j < n_columns; j++)
    {
      g_autofree char *share = gw_plot_number_percent ((double) of_column[j] / (double) n);

      /* Translators: the share of missing values and the column: “12% Age”. What does not
       * fit is cut at its end.
       */
      g_ptr_array_add (labels, g_strdup_printf (_ ("%s %s"), share, options->columns[j]));
    }
  return labels;
}

static void
set_summary (GwPlot *plot, const GwPlotMissingOptions *options, const guint64 *of_column, gsize n, gsize n_columns,
             guint64 complete)
{
  g_autofree char *rows = gw_plot_rows_count (options->rows, (double) n);
  g_autofree char *whole = gw_plot_number_percent_exact ((double) complete / (double) n);
  g_autofree char *share = NULL;
  g_autofree char *summary = NULL;
  gsize most = 0;

  for (gsize j = 1; j < n_columns; j++)
    if (of_column[j] > of_column[most])
      most = j;
  share = gw_plot_number_percent_exact ((double) of_column[most] / (double) n);
  summary = g_strdup_printf (_ ("Missing values of %s. %s are complete. Most are missing in %s: %s."), rows, whole,
                             options->columns[most], share);
  gw_plot_set_summary (plot, summary);
}

static void
add_cells (GwPlot *plot, Missing *self)
{
  static const char *const names[] = { "column", "first_row", "last_row", "missing", NULL };
  const GwPlotCellFuncs funcs = { .describe = describe,
                                  .make_key = make_key,
                                  .parse_key = parse_key,
                                  .write_csv = write_csv,
                                  .csv_names = names,
                                  .destroy = missing_free };
  const GwPlotCellGrid grid = { .n_rows = self->n_cells,
                                .n_columns = self->n_columns,
                                .x_from = -0.5,
                                .x_to = (double) self->n_columns - 0.5,
                                .y_from = 0.5,
                                .y_to = (double) self->n + 0.5,
                                .ramp = GW_PLOT_RAMP_SEQUENTIAL,
                                .most = 1 };
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize cell = 0; cell < self->n_cells; cell++)
    for (gsize j = 0; j < self->n_columns; j++)
      {
        const guint32 count = self->counts[cell * self->n_columns + j];
        const double share = count > 0 ? count / (double) (first_of (self, cell + 1) - first_of (self, cell)) : NAN;

        g_array_append_val (values, share);
      }
  gw_plot_add_layer (plot, gw_plot_cells_new (values, &grid, &funcs, self));
}

GwPlot *
gw_plot_missing_new (const double *table, gsize n, gsize n_columns, const GwPlotMissingOptions *options)
{
  GwPlot *plot = gw_plot_new ("missing");
  const gsize n_shown = MIN (n_columns, GW_MISSING_MAP_MAX_COLUMNS);
  g_autofree guint64 *of_column = g_new0 (guint64, MAX (n_shown, 1));
  g_autofree char *none = gw_plot_number_percent (0);
  g_autofree char *all = gw_plot_number_percent (1);
  g_autofree char *most = g_strdup_printf (_ ("%s missing"), all);
  g_autoptr (GPtrArray) labels = NULL;
  guint64 complete = 0;
  GwPlotScale down;

  gw_plot_set_title (plot, options->title, options->subtitle);
  if (n == 0 || n_shown == 0 || !count_columns (table, n, n_columns, n_shown, of_column, &complete))
    {
      gw_plot_set_message (plot, _ ("No Rows"), _ ("There is no row here. Choose another filter."));
      return plot;
    }
  if (complete == n)
    {
      gw_plot_set_message (plot, _ ("Nothing Is Missing"), _ ("Every row has a value in each of these columns."));
      return plot;
    }

  labels = make_labels (options, of_column, n, n_shown);
  down = gw_plot_scale_linear (0.5, (double) n + 0.5);
  down.reversed = TRUE;
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_category (labels), NULL,
                    GW_PLOT_AXIS_FAR | GW_PLOT_AXIS_NO_TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, down, gw_plot_rows_get_title (options->rows), 0);
  add_cells (plot, missing_new (table, n, n_columns, n_shown, options));
  gw_plot_set_color_bar (plot, GW_PLOT_RAMP_SEQUENTIAL, none, most);
  set_summary (plot, options, of_column, n, n_shown, complete);
  if (n_shown < n_columns)
    {
      g_autofree char *note = g_strdup_printf (_ ("The first %zu of %zu columns."), n_shown, n_columns);

      gw_plot_set_note (plot, note);
    }
  return plot;
}
