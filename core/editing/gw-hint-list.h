/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-hints.h"

G_BEGIN_DECLS

#define GW_TYPE_HINT_ITEM (gw_hint_item_get_type ())
G_DECLARE_FINAL_TYPE (GwHintItem, gw_hint_item, GW, HINT_ITEM, GObject)

const GwHint *gw_hint_item_get_hint (GwHintItem *self);

#define GW_TYPE_HINT_LIST (gw_hint_list_get_type ())
G_DECLARE_FINAL_TYPE (GwHintList, gw_hint_list, GW, HINT_LIST, GObject)

/* The hints of a document while it is edited: a GListModel of GwHintItem, found on
 * another thread a moment after each change. Until then what was found before stays,
 * without the hints of objects that are gone. Lives on one thread.
 *
 * Hints can be dismissed: they are not in the list then, also when they are found
 * again.
 *
 * One of the list may be the current one, which is shown: it stays current as long
 * as it is in the list.
 *
 * Signals: "changed": what the functions below give may be another;
 * "dismissed-changed": gw_hint_list_dup_dismissed() gives others, to be kept;
 * "current-changed".
 */
GwHintList *gw_hint_list_new (void);

/* Another document; dismissed (nullable): the keys of those that were dismissed
 * before, the oldest first.
 */
void gw_hint_list_set_document (GwHintList *self, GwDocument *document, const char *const *dismissed);
void gw_hint_list_set_limits (GwHintList *self, const GwHintLimits *limits);

/* Whether there is anything that can have hints: a polygon or a mask. */
gboolean gw_hint_list_has_outlines (GwHintList *self);
/* What is listed may be of before the last change. */
gboolean gw_hint_list_is_searching (GwHintList *self);
/* How many more there would be. */
guint gw_hint_list_get_n_dismissed (GwHintList *self);

/* (transfer none) (nullable) */
GwHintItem *gw_hint_list_get_current (GwHintList *self);
void gw_hint_list_set_current (GwHintList *self, GwHintItem *item);
/* The next one, or with -1 the one before, around the end. (transfer none) (nullable):
 * NULL where there is none. position (nullable): of it.
 */
GwHintItem *gw_hint_list_step (GwHintList *self, int step, guint *position);

void gw_hint_list_dismiss (GwHintList *self, GwHintItem *item);
/* The one that was dismissed last is back. FALSE: none is dismissed. */
gboolean gw_hint_list_undo_dismiss (GwHintList *self);
/* All of them are. */
void gw_hint_list_restore (GwHintList *self);
/* (transfer full) */
GStrv gw_hint_list_dup_dismissed (GwHintList *self);

/* gw_document_repair_hint(); the hint goes from the list at once. */
gboolean gw_hint_list_repair (GwHintList *self, GwHintItem *item);

G_END_DECLS
