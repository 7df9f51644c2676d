/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-class.h"

G_BEGIN_DECLS

#define GW_TYPE_LABEL_FINDER (gw_label_finder_get_type ())
G_DECLARE_FINAL_TYPE (GwLabelFinder, gw_label_finder, GW, LABEL_FINDER, GtkPopover)

/* Finds a label by typing a part of its name: names that begin so come
 * first; Enter takes the one at the top or the one that the arrows chose.
 *
 * classes: a GListModel of GwClass. Signals: "chosen" (gint64 class_id);
 * "named" (const char *name): a class of this name is to be made. Both come
 * before it closes.
 */
GtkWidget *gw_label_finder_new (GListModel *classes);

/* Whether a name that no label has can become one. */
void gw_label_finder_set_can_create (GwLabelFinder *self, gboolean can_create);

/* Empties the entry and pops up. */
void gw_label_finder_start (GwLabelFinder *self);

/* How well a name fits what was typed: 0 not at all, more is better. Case
 * and accents do not count.
 */
guint gw_label_finder_rate (const char *name, const char *typed);

G_END_DECLS
