/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-evaluation-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_EVALUATION_TABLE (gw_evaluation_table_get_type ())
G_DECLARE_FINAL_TYPE (GwEvaluationTable, gw_evaluation_table, GW, EVALUATION_TABLE, GtkWidget)

/* How good the model is at each class, sortable by each figure; low ones in the color of
 * errors. The signal "chosen" (guint class): a row was selected by a person.
 */
GtkWidget *gw_evaluation_table_new (void);
void gw_evaluation_table_show (GwEvaluationTable *self, const GwEvaluationFigures *figures);
/* -1: none. Does not emit "chosen". */
void gw_evaluation_table_select (GwEvaluationTable *self, gint32 class);
gint32 gw_evaluation_table_get_selected (GwEvaluationTable *self);

G_END_DECLS
