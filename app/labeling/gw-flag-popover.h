/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_FLAG_POPOVER (gw_flag_popover_get_type ())
G_DECLARE_FINAL_TYPE (GwFlagPopover, gw_flag_popover, GW, FLAG_POPOVER, GtkPopover)

/* Asks what is wrong with an image. Signal "done" (gboolean flagged, const
 * char *reason): Flag or Remove Flag was chosen; reason "" where none was
 * given.
 */
GtkWidget *gw_flag_popover_new (void);

/* flagged: as the image is now; reason (nullable): why. */
void gw_flag_popover_start (GwFlagPopover *self, gboolean flagged, const char *reason);

G_END_DECLS
