/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-centers.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-plot-cells.h"
#include "gw-plot-number.h"

#define KEY "center:"
#define MOST_CELLS 1000

typedef struct
{
  GwPlotRows rows;
  gsize n_cells;
  guint32 *counts;
  double total;
} Centers;

static void
centers_free (gpointer data)
{
  Centers *self = data;

  g_free (self->counts);
  g_free (self);
}

static void
describe (gsize row, gsize column, double value, gpointer data, GwPlotReadout *readout)
{
  const Centers *self = data;
  const guint32 count = self->counts[row * self->n_cells + column];
  const double edges[] = { (double) column, (double) column + 1, (double) row, (double) row + 1 };
  g_autofree char *share = gw_plot_number_percent (count / self->total);
  char *percents[4];

  for (guint i = 0; i < 4; i++)
    percents[i] = gw_plot_number_percent_exact (edges[i] / (double) self->n_cells);
  readout->name = gw_plot_rows_count (self->rows, count);
  /* Translators: a part of an image: “50.0%–53.1% from the left, 25.0%–28.1% from the top” */
  readout->value = g_strdup_printf (_ ("%s–%s from the left, %s–%s from the top"), percents[0], percents[1],
                                    percents[2], percents[3]);
  readout->context = g_strdup_printf (_ ("%s of all"), share);
  for (guint i = 0; i < 4; i++)
    g_free (percents[i]);
}

static char *
make_key (gsize row, gsize column, gpointer data)
{
  const Centers *self = data;
  const double edges[] = { (double) column, (double) column + 1, (double) row, (double) row + 1 };
  char digits[4][G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < 4; i++)
    g_ascii_dtostr (digits[i], sizeof digits[i], edges[i] / (double) self->n_cells);
  return g_strdup_printf (KEY "%s:%s:%s:%s", digits[0], digits[1], digits[2], digits[3]);
}

gboolean
gw_plot_centers_parse_key (const char *key, double x[2], double y[2])
{
  g_auto (GStrv) parts = NULL;
  double values[4];

  if (key == NULL || !g_str_has_prefix (key, KEY))
    return FALSE;
  parts = g_strsplit (key + strlen (KEY), ":", 5);
  if (g_strv_length (parts) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      char *end;

      values[i] = g_ascii_strtod (parts[i], &end);
      if (*parts[i] == '\0' || *end != '\0' || !(values[i] >= 0 && values[i] <= 1))
        return FALSE;
    }
  memcpy (x, values, 2 * sizeof *values);
  memcpy (y, values + 2, 2 * sizeof *values);
  return TRUE;
}

static gboolean
parse_key (const char *key, gpointer data, gsize *row, gsize *column)
{
  const Centers *self = data;
  double x[2], y[2];

  if (!gw_plot_centers_parse_key (key, x, y))
    return FALSE;
  *column = MIN ((gsize) ((x[0] + x[1]) / 2 * (double) self->n_cells), self->n_cells - 1);
  *row = MIN ((gsize) ((y[0] + y[1]) / 2 * (double) self->n_cells), self->n_cells - 1);
  return TRUE;
}

static void
write_csv (gsize row, gsize column, double value, gpointer data, GwCsvWriter *csv)
{
  const Centers *self = data;
  const double n = (double) self->n_cells;

  gw_csv_writer_double (csv, (double) column / n);
  gw_csv_writer_double (csv, (double) (column + 1) / n);
  gw_csv_writer_double (csv, (double) row / n);
  gw_csv_writer_double (csv, (double) (row + 1) / n);
  gw_csv_writer_int64 (csv, self->counts[row * self->n_cells + column]);
}

/* The cell that holds a share: the last one its end too. */
static gsize
cell_of (const Centers *self, double share)
{
  return MIN ((gsize) (share * (double) self->n_cells), self->n_cells - 1);
}

static Centers *
centers_new (const double *x, const double *y, gsize n, const GwPlotCentersOptions *options)
{
  Centers *self = g_new0 (Centers, 1);

  self->rows = options->rows;
  self->n_cells = options->n_cells > 0 ? MIN (options->n_cells, MOST_CELLS) : GW_PLOT_CENTERS_CELLS;
  self->counts = g_new0 (guint32, self->n_cells * self->n_cells);
  for (gsize i = 0; i < n; i++)
    if (x[i] >= 0 && x[i] <= 1 && y[i] >= 0 && y[i] <= 1)
      {
        self->counts[cell_of (self, y[i]) * self->n_cells + cell_of (self, x[i])]++;
        self->total++;
      }
  return self;
}

static double
add_cells (GwPlot *plot, Centers *self)
{
  static const char *const names[] = { "left", "right", "top", "bottom", "count", NULL };
  const GwPlotCellFuncs funcs = { .describe = describe,
                                  .make_key = make_key,
                                  .parse_key = parse_key,
                                  .write_csv = write_csv,
                                  .csv_names = names,
                                  .destroy = centers_free };
  GwPlotCellGrid grid = {
    .n_rows = self->n_cells, .n_columns = self->n_cells, .x_to = 1, .y_to = 1, .ramp = GW_PLOT_RAMP_SEQUENTIAL
  };
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < self->n_cells * self->n_cells; i++)
    {
      const double value = self->counts[i] > 0 ? self->counts[i] : NAN;

      grid.most = MAX (grid.most, self->counts[i]);
      g_array_append_val (values, value);
    }
  gw_plot_add_layer (plot, gw_plot_cells_new (values, &grid, &funcs, self));
  return grid.most;
}

static void
set_texts (GwPlot *plot, const GwPlotCentersOptions *options, double n, double n_left_out, double most)
{
  g_autofree char *rows = gw_plot_rows_count (options->rows, n);
  g_autofree char *high = gw_plot_rows_count (options->rows, most);
  g_autofree char *low = gw_plot_number_count (0);
  g_autofree char *summary = NULL;

  gw_plot_set_color_bar (plot, GW_PLOT_RAMP_SEQUENTIAL, low, high);
  summary = g_strdup_printf (_ ("Heat map of the centers of %s within their images. Most in one part: %s."), rows,
                             high);
  gw_plot_set_summary (plot, summary);
  if (n_left_out > 0)
    {
      g_autofree char *left_out = gw_plot_rows_count (options->rows, n_left_out);
      g_autofree char *note = g_strdup_printf (_ ("Left out, with the center outside of the image: %s."), left_out);

      gw_plot_set_note (plot, note);
    }
}

GwPlot *
gw_plot_centers_new (const double *x, const double *y, gsize n, const GwPlotCentersOptions *options)
{
  GwPlot *plot = gw_plot_new ("heatmap");
  Centers *self = centers_new (x, y, n, options);
  const double total = self->total;
  GwPlotScale down = gw_plot_scale_linear (0, 1);

  gw_plot_set_title (plot, options->title, options->subtitle);
  if (total == 0)
    {
      gw_plot_set_message (plot, _ ("No Boxes"),
                           _ ("No box has its center within an image. Label some images, or choose another filter."));
      centers_free (self);
      return plot;
    }
  down.reversed = TRUE;
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (0, 1), _ ("From left to right of the image"), 0);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, down, _ ("From top to bottom"), 0);
  gw_plot_set_square (plot, 1);
  set_texts (plot, options, total, (double) n - total, add_cells (plot, self));
  return plot;
}
