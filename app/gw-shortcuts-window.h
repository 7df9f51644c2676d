/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_SHORTCUTS_WINDOW (gw_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (GwShortcutsWindow, gw_shortcuts_window, GW, SHORTCUTS_WINDOW, AdwWindow)

/* All commands with the keys that they have for this person, by place, with a
 * search. Not a template: it is the table of gw-command.h, read out.
 */
GtkWindow *gw_shortcuts_window_new (GwKeymap *keymap);

G_END_DECLS
