/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

/* A popover with brightness, contrast, gamma and automatic levels of a
 * canvas, which change what is seen and never the file.
 */
GtkWidget *gw_view_popover_new (GwCanvas *canvas, GwKeymap *keymap);

G_END_DECLS
