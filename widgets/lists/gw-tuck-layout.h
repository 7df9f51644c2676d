/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_TUCK_LAYOUT (gw_tuck_layout_get_type ())
G_DECLARE_FINAL_TYPE (GwTuckLayout, gw_tuck_layout, GW, TUCK_LAYOUT, GtkLayoutManager)

/* Three children in a row: the first and the last have their natural width,
 * the second what is left. Where that is less than its natural width, it
 * is tucked below the two others and has the whole of the row.
 */
GtkLayoutManager *gw_tuck_layout_new (int spacing);

G_END_DECLS
