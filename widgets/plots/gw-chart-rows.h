/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-plot.h"

G_BEGIN_DECLS

/* One row of a plot's numbers: texts as they are shown. */
#define GW_TYPE_CHART_ROW (gw_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (GwChartRow, gw_chart_row, GW, CHART_ROW, GObject)

const char *gw_chart_row_get_text (GwChartRow *self, guint column);
/* NaN for what is no number. */
double gw_chart_row_get_number (GwChartRow *self, guint column);

typedef struct
{
  char *title;
  gboolean numeric; /* every cell that is not empty is a number */
} GwChartColumn;

/* What a plot's CSV holds, as a table: the columns of all its layers, in the order in
 * which they come. A matrix of two axes of up to 20 classes is laid out as it is drawn:
 * a row for each actual class and a column for each predicted one.
 */
typedef struct
{
  GArray *columns; /* of GwChartColumn */
  GPtrArray *rows; /* of GwChartRow */
  guint64 n_all;   /* rows that there are; more than GW_CHART_MOST_ROWS are not in `rows` */
} GwChartRows;

#define GW_CHART_MOST_ROWS 100000
#define GW_CHART_MOST_GRID 20

/* Any thread, while no other one draws the plot. */
GwChartRows *gw_chart_rows_new (GwPlot *plot);
void gw_chart_rows_free (GwChartRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwChartRows, gw_chart_rows_free)

G_END_DECLS
