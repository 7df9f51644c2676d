/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

/* Rows for how the canvas shows image and labels: opacity of labels (adjustment
 * 0 to 1), brightness, contrast, outlines only, colors of objects.
 */
GtkWidget *gw_view_rows_new (GwCanvas *canvas, GtkAdjustment *opacity, GwKeymap *keymap);

/* The tooltip of a scale of opacity, with its keys. */
void gw_view_rows_set_opacity_keys (GtkWidget *scale, GwKeymap *keymap);

G_END_DECLS
