/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot.h"

/* A square matrix of figures of pairs, such as correlations: what its kinds have in
 * common.
 */
typedef struct
{
  const char *const *names; /* n */
  gsize n;
  const double *values;      /* n * n; NaN: none */
  const double *counts;      /* (nullable): n * n, of what each figure was made */
  GwPlotRamp ramp;           /* up to 1 */
  const char *measure;       /* what a figure is */
  const char *prefix;        /* of keys: “correlation:” */
  const char *const *csv;    /* names of its four fields */
  gboolean without_diagonal; /* which says nothing */
  char *(*describe_count) (double count, gpointer data);
  gpointer data; /* for describe_count, as long as the plot */
} GwPlotPairs;

/* Axes and cells. */
void _gw_plot_pairs_add (GwPlot *plot, const GwPlotPairs *pairs);
