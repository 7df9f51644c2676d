/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

/* Rows for how the canvas shows image and labels: brightness, contrast,
 * outlines only, colors of objects.
 */
GtkWidget *gw_view_rows_new (GwCanvas *canvas, GwKeymap *keymap);

G_END_DECLS
