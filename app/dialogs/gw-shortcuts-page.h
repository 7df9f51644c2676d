/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_SHORTCUTS_PAGE (gw_shortcuts_page_get_type ())
G_DECLARE_FINAL_TYPE (GwShortcutsPage, gw_shortcuts_page, GW, SHORTCUTS_PAGE, AdwBin)

/* The commands by place with their keys, for changing them: a row is activated
 * and the new key pressed. It fills a page of Preferences, which must outlive
 * it. Actions: shortcuts.reset.
 */
void gw_shortcuts_page_fill (AdwPreferencesPage *page, GwKeymap *keymap);

G_END_DECLS
