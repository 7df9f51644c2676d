/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_CHIP (gw_chip_get_type ())
G_DECLARE_FINAL_TYPE (GwChip, gw_chip, GW, CHIP, GtkButton)

/* A filter that stands, as a pill that a click takes away: “Class: Cyclist ×”.
 * A screen reader hears “Remove filter Class: Cyclist”.
 */
GtkWidget *gw_chip_new (const char *text);
const char *gw_chip_get_text (GwChip *self);

G_END_DECLS
