/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-hint-list.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_HINTS_POPOVER (gw_hints_popover_get_type ())
G_DECLARE_FINAL_TYPE (GwHintsPopover, gw_hints_popover, GW, HINTS_POPOVER, GtkPopover)

/* The hints as a list, what can be done about each, those that were dismissed, and
 * from which size on there are any ("hint-small-part", "hint-overlap", "hint-gap" of
 * the settings). A row that is chosen becomes the list's current hint: who shows
 * that, shows it at once. Buttons and keys have actions of the labeling view:
 * "labeling.repair-hint", "labeling.dismiss-hint", "labeling.restore-hints".
 */
GtkWidget *gw_hints_popover_new (GwHintList *hints, GSettings *settings, GwKeymap *keymap);

/* FALSE, as it is at first: nothing can be repaired or dismissed. */
void gw_hints_popover_set_writable (GwHintsPopover *self, gboolean writable);

/* Opens it, with the hints of this document. */
void gw_hints_popover_start (GwHintsPopover *self, GwDocument *document);

/* “Cut”, and what it does: “Cut the overlap from the lower object”; NULL: there is no repair. */
const char *gw_hint_repair_get_label (GwHintRepair repair);
const char *gw_hint_repair_get_tooltip (GwHintRepair repair);

G_END_DECLS
