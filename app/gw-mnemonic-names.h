/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on every button, check button and menu button that comes on the
 * screen is called by its label as it is read (“Open”), now and whenever the
 * label changes: GTK 4.8 gives a screen reader the mnemonic's underline too, and
 * then the label again (“_Open Open”). Call it once, before there are windows;
 * further calls do nothing.
 */
void gw_mnemonic_names_follow (void);

G_END_DECLS
