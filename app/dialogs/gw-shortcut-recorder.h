/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_SHORTCUT_RECORDER (gw_shortcut_recorder_get_type ())
G_DECLARE_FINAL_TYPE (GwShortcutRecorder, gw_shortcut_recorder, GW, SHORTCUT_RECORDER, AdwWindow)

/* Waits for a key and gives it to the command. A key that another command has
 * is named with it, and “recorder.replace” takes it away there. Escape leaves
 * everything as it is.
 */
GtkWidget *gw_shortcut_recorder_new (GtkWindow *parent, GwKeymap *keymap, const GwCommand *command);

/* As if the key was pressed. */
void gw_shortcut_recorder_press (GwShortcutRecorder *self, guint keyval, GdkModifierType modifiers);

G_END_DECLS
