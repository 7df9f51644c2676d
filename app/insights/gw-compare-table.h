/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-compare-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_COMPARE_TABLE (gw_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (GwCompareTable, gw_compare_table, GW, COMPARE_TABLE, GtkWidget)

/* Both models' F1 of each class, the largest difference first; sortable. Signal
 * "activated" (guint class).
 */
GtkWidget *gw_compare_table_new (void);
void gw_compare_table_show (GwCompareTable *self, const GwCompareFigures *figures);

G_END_DECLS
