/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_SUBMIT_POPOVER (gw_submit_popover_get_type ())
G_DECLARE_FINAL_TYPE (GwSubmitPopover, gw_submit_popover, GW, SUBMIT_POPOVER, GtkPopover)

/* What keeps an image from being submitted, each a link that shows its
 * object; for an empty image the question whether there is nothing to label.
 *
 * Signals: "show-object" (gint64 id); "confirmed": there is nothing to label
 * (Ctrl+Enter once more says so too).
 */
GtkWidget *gw_submit_popover_new (void);

/* problems: (element-type GwSubmitProblem). empty: the image has no label. */
void gw_submit_popover_start (GwSubmitPopover *self, GPtrArray *problems, gboolean empty);

G_END_DECLS
