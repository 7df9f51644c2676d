/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-command.h"

G_BEGIN_DECLS

#define GW_TYPE_KEYMAP (gw_keymap_get_type ())
G_DECLARE_FINAL_TYPE (GwKeymap, gw_keymap, GW, KEYMAP, GObject)

/* Which keys the commands have for this person: those of the keymap that the
 * setting "keymap" names, or own ones ("own": the keys in the setting
 * "own-keys" where a command has some, else those of the design).
 *
 * A small object that reads the settings: whoever needs keys has one. Signal
 * "changed" when keys are others now.
 */
GwKeymap *gw_keymap_new (GSettings *settings);

/* (transfer none) (array zero-terminated=1): triggers in the form of
 * gtk_shortcut_trigger_parse_string(), never NULL; until "changed".
 */
const char *const *gw_keymap_get_keys (GwKeymap *self, const GwCommand *command);

/* --- words -------------------------------------------------------------- */

/* A trigger as it is printed on keys: “Ctrl+Enter”. (transfer full) */
char *gw_keymap_label_key (const char *key);
/* Whether it is how another key of the same command arrives, and need not be
 * shown: on the number block, or as Shift makes it (ISO_Left_Tab).
 */
gboolean gw_keymap_is_other_form (const char *key);
/* The first key of a command; NULL when it has none. (transfer full) (nullable) */
char *gw_keymap_dup_label (GwKeymap *self, const char *command_id);
/* “Undo (Ctrl+Z)”, or the text alone. (transfer full) */
char *gw_keymap_dup_tooltip (GwKeymap *self, const char *text, const char *command_id);
void gw_keymap_set_tooltip (GwKeymap *self, GtkWidget *widget, const char *text, const char *command_id);

/* --- own keys ------------------------------------------------------------ */

/* Another command that would answer to this key too, one with fixed keys
 * before others; NULL: the key is free.
 */
const GwCommand *gw_keymap_find_clash (GwKeymap *self, const GwCommand *command, const char *key);
/* Gives a command keys of its own; NULL gives it those of the design back. The
 * keymap becomes an own one, which begins as the one that was in use. FALSE
 * and GW_ERROR_INVALID, and nothing changes, for a command whose keys are
 * fixed, for no key at all, and for a key that another command has: the
 * message names it.
 */
gboolean gw_keymap_set_own_keys (GwKeymap *self, const GwCommand *command, const char *const *keys, GError **error);
/* Gives a command this key alone, and takes it from those that have it, for
 * “Replace”. GW_ERROR_INVALID, and nothing changes, where one of them is fixed.
 */
gboolean gw_keymap_take_key (GwKeymap *self, const GwCommand *command, const char *key, GError **error);
/* All commands have the keys of the design. */
void gw_keymap_reset (GwKeymap *self);

/* --- listening ------------------------------------------------------------ */

/* A controller for the keys of all commands of one place and form. func gets
 * the command; what it returns says whether the key was used. The keys stay
 * as they are now: make another one on "changed".
 */
typedef gboolean (*GwCommandFunc) (GtkWidget *widget, const GwCommand *command, gpointer data);

GtkEventController *gw_keymap_make_controller (GwKeymap *self, GwCommandPlace place, GwCommandForms forms,
                                               GwCommandFunc func, gpointer data);

/* Activates the command's action with its argument on a widget. */
gboolean gw_command_activate (const GwCommand *command, GtkWidget *widget);

G_END_DECLS
