/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_SWATCH (gw_swatch_get_type ())
G_DECLARE_FINAL_TYPE (GwSwatch, gw_swatch, GW, SWATCH, GtkWidget)

/* The colour of a class as a small rounded square. Screen readers pass it
 * over: the name beside it speaks. Properties "color" (0xRRGGBB), "size"
 * (pixels, 14 unless set), "faded" (used by another class).
 */
GtkWidget *gw_swatch_new (guint32 color);

guint32 gw_swatch_get_color (GwSwatch *self);
void gw_swatch_set_color (GwSwatch *self, guint32 color);
int gw_swatch_get_size (GwSwatch *self);
void gw_swatch_set_size (GwSwatch *self, int size);
gboolean gw_swatch_get_faded (GwSwatch *self);
void gw_swatch_set_faded (GwSwatch *self, gboolean faded);

G_END_DECLS
