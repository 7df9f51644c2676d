/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-layer.h"

G_BEGIN_DECLS

/* What the cells of a matrix say. Rows and columns are counted as they lie in the
 * values, from 0. All functions but describe may be NULL. (transfer full) texts.
 */
typedef struct
{
  void (*describe) (gsize row, gsize column, double value, gpointer data, GwPlotReadout *readout);
  /* What stands inside of a cell: a line, and a smaller one below (nullable). */
  void (*get_texts) (gsize row, gsize column, double value, gpointer data, char **text, char **below);
  char *(*make_key) (gsize row, gsize column, gpointer data);
  /* FALSE for what is no key of a cell. */
  gboolean (*parse_key) (const char *key, gpointer data, gsize *row, gsize *column);
  /* The fields of a cell in CSV, whose names are csv_names; (NULL-terminated). */
  void (*write_csv) (gsize row, gsize column, double value, gpointer data, GwCsvWriter *csv);
  const char *const *csv_names;
  GDestroyNotify destroy; /* of data */
} GwPlotCellFuncs;

/* A matrix of cells of equal size, up to 1,000 × 1,000, between `from` and `to` of both
 * axes: of the middle of n categories, -0.5 and n - 0.5. Row 0 and column 0 are at
 * `from`.
 */
typedef struct
{
  gsize n_rows;
  gsize n_columns;
  double x_from, x_to;
  double y_from, y_to;
  GwPlotRamp ramp;
  double most;      /* the value of the full color: the end of the ramp, of a diverging one both; above 0 */
  gboolean upwards; /* the y axis makes row 0 the lowest */
} GwPlotCellGrid;

/* values: (transfer full) (element-type double): n_rows * n_columns, row-major; NaN where
 * there is nothing to say, which has a color of its own. Cells are squares with round
 * corners where they are few, else pixels of one picture. Where there are more cells
 * than pixels, each pixel has the value of the greatest magnitude: no peak is lost.
 *
 * Texts stand inside where no more than 400 cells are seen and all of them fit. The cell of the selected key has a
 * ring, and the names of its row and column are bold; the others are not dimmed, for their color is their value.
 */
GwPlotLayer *gw_plot_cells_new (GArray *values, const GwPlotCellGrid *grid, const GwPlotCellFuncs *funcs,
                                gpointer data);

G_END_DECLS
