/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_COLUMNS_LAYOUT (gw_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (GwColumnsLayout, gw_columns_layout, GW, COLUMNS_LAYOUT, GtkLayoutManager)

/* Children side by side where each gets the width that it needs at least, by their
 * shares of the rest; below each other where there is no such room. Those that wrap
 * do so by whole rows: four figures become two and two.
 */

/* column_width: below it a child gets a row with fewer; spacing in px. */
GtkLayoutManager *gw_columns_layout_new (int column_width, int spacing);
/* A child's share of the width, 1 by default. */
void gw_columns_layout_set_share (GtkWidget *child, double share);

/* A GtkBox with this layout. (transfer floating) */
GtkWidget *gw_columns_new (int column_width, int spacing);

G_END_DECLS
