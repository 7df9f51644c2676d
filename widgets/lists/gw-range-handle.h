/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_RANGE_HANDLE (gw_range_handle_get_type ())
G_DECLARE_FINAL_TYPE (GwRangeHandle, gw_range_handle, GW, RANGE_HANDLE, GtkWidget)

/* One end of a range from 0 to 1: a knob that takes the focus and is a
 * slider to a screen reader. It does not move itself: signal "moved"
 * (double value) tells where its keys would have it, and the owner sets it.
 */
GtkWidget *gw_range_handle_new (const char *name);

double gw_range_handle_get_value (GwRangeHandle *self);
void gw_range_handle_set_value (GwRangeHandle *self, double value);

G_END_DECLS
