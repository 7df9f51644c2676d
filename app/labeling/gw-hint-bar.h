/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-hint-list.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_HINT_BAR (gw_hint_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwHintBar, gw_hint_bar, GW, HINT_BAR, GtkWidget)

/* The line below the objects: how many hints there are, or which of them is shown
 * and what it says. A press opens them ("labeling.show-hints"). It is there while
 * there is something that can have hints.
 */
GtkWidget *gw_hint_bar_new (GwHintList *hints, GwKeymap *keymap);

/* “3 hints”, “No hints”; while they are looked for what was found before. */
char *gw_hint_bar_describe (GwHintList *hints);

G_END_DECLS
