/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-cells.h"

typedef struct
{
  GwPlotLayer parent;
  GArray *values;
  GwPlotCellGrid grid;
  GwPlotCellFuncs funcs;
  gpointer data;
  char *key; /* the last one that was asked for */
} GwPlotCells;

/* From row and column to before the ends. */
typedef struct
{
  gsize row, end_row;
  gsize column, end_column;
} GwPlotCellRange;

double _gw_plot_cells_get_value (const GwPlotCells *self, gsize row, gsize column);
/* A value's place on the ramp. */
double _gw_plot_cells_get_share (const GwPlotCells *self, double value);
/* The pixels between two cells of a size. */
double _gw_plot_cells_get_gap (double size);
void _gw_plot_cells_find_seen (const GwPlotCells *self, const GwPlotFrame *frame, GwPlotCellRange *seen);
/* All cells as one picture. */
void _gw_plot_cells_draw_picture (const GwPlotCells *self, const GwPlotFrame *frame, cairo_t *cr);
