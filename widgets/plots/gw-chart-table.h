/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-chart-rows.h"

G_BEGIN_DECLS

#define GW_TYPE_CHART_TABLE (gw_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (GwChartTable, gw_chart_table, GW, CHART_TABLE, GtkWidget)

/* The numbers of a plot as a table that scrolls, sorts by its heads, and is read aloud
 * cell by cell. rows: (transfer full). A line below says where there are more than it
 * shows.
 */
GtkWidget *gw_chart_table_new (GwChartRows *rows);

/* For tests and for who copies. (transfer none) */
GtkColumnView *gw_chart_table_get_view (GwChartTable *self);

G_END_DECLS
