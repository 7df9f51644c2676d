/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;          /* (nullable) */
  const char *subtitle;       /* (nullable) */
  const char *const *columns; /* their names */
  GwPlotRows rows;
} GwPlotMissingOptions;

/* Which values of a table are missing: a column for each, with its share before the name, and
 * the rows from top to bottom, of which many share a cell that shows how many of them miss
 * the value.
 *
 * table  n * n_columns numbers, row-major; NaN is missing (gw-missing-map.h). Of more than
 *        GW_MISSING_MAP_MAX_COLUMNS columns the first are shown, with a note
 *
 * The key of a cell is “missing:COLUMN:FIRST:END”: rows FIRST to before END that miss it. A
 * message where there is no row or nothing is missing.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_missing_new (const double *table, gsize n, gsize n_columns, const GwPlotMissingOptions *options);
/* FALSE for another key. */
gboolean gw_plot_missing_parse_key (const char *key, gsize *column, gsize *first, gsize *end);

G_END_DECLS
