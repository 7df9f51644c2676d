/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-keymap.h"

G_BEGIN_DECLS

/* All commands with the keys that they have for this person. Not a template:
 * it is the table of gw-command.h, read out.
 */
GtkWindow *gw_shortcuts_window_new (GwKeymap *keymap);

G_END_DECLS
