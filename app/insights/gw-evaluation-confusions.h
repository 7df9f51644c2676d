/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-evaluation-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_EVALUATION_CONFUSIONS (gw_evaluation_confusions_get_type ())
G_DECLARE_FINAL_TYPE (GwEvaluationConfusions, gw_evaluation_confusions, GW, EVALUATION_CONFUSIONS, GtkWidget)

/* The cells of the matrix where the most goes wrong, and of objects what has no match.
 * The signal "chosen" (gint actual, gint predicted): one of them was activated.
 */
GtkWidget *gw_evaluation_confusions_new (void);
void gw_evaluation_confusions_show (GwEvaluationConfusions *self, const GwEvaluationFigures *figures);
/* Marks the row of a choice; none where it has no row. */
void gw_evaluation_confusions_select (GwEvaluationConfusions *self, GwEvaluationChoice choice);

G_END_DECLS
