/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-drift-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_DRIFT_TABLE (gw_drift_table_get_type ())
G_DECLARE_FINAL_TYPE (GwDriftTable, gw_drift_table, GW, DRIFT_TABLE, GtkWidget)

/* The variables by distance, each with a verdict in words. The signal "chosen" (name):
 * a row was selected by a person.
 */
GtkWidget *gw_drift_table_new (void);
/* Selects the row of the variable that is drawn. */
void gw_drift_table_show (GwDriftTable *self, const GwDriftPageFigures *figures);

G_END_DECLS
