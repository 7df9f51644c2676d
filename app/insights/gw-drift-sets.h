/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-drift-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_DRIFT_SETS (gw_drift_sets_get_type ())
G_DECLARE_FINAL_TYPE (GwDriftSets, gw_drift_sets, GW, DRIFT_SETS, GtkWidget)

/* Which images are compared with which: splits, those added before or since a day, or
 * those of a step of the history. The signal "changed": a side is another one.
 */
GtkWidget *gw_drift_sets_new (void);
void gw_drift_sets_show (GwDriftSets *self, const GwDriftPageFigures *figures);

/* The filter of a side as text: 0 the baseline, 1 what is compared; NULL: nothing was
 * chosen yet.
 */
const char *gw_drift_sets_get_filter (GwDriftSets *self, guint side);
void gw_drift_sets_set_filter (GwDriftSets *self, guint side, const char *filter);

G_END_DECLS
