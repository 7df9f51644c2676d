/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a thumbnail is clipped to. */
void gw_image_rounded_path (cairo_t *cr, double width, double height);

/* A still place of a thumbnail's size, in the widget's color; with dots while
 * it loads.
 */
void gw_image_snapshot_placeholder (GtkWidget *widget, GtkSnapshot *snapshot, int width, int height, gboolean loading);

G_END_DECLS
