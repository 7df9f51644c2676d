/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_RANGE_BARS (gw_range_bars_get_type ())
G_DECLARE_FINAL_TYPE (GwRangeBars, gw_range_bars, GW, RANGE_BARS, GtkWidget)

/* A histogram over 0 to 1 with a range under it that has two ends. Bars
 * inside the range are coloured. Signal "range-changed" when a person has
 * set another range; gw_range_bars_set_range() does not emit it.
 */
GtkWidget *gw_range_bars_new (void);

/* n bars of equal width; the highest fills the height. */
void gw_range_bars_set_counts (GwRangeBars *self, const gint64 *counts, guint n);
void gw_range_bars_set_range (GwRangeBars *self, double lower, double upper);
void gw_range_bars_get_range (GwRangeBars *self, double *lower, double *upper);

G_END_DECLS
