/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_SORTED_LIST (gw_sorted_list_get_type ())
G_DECLARE_FINAL_TYPE (GwSortedList, gw_sorted_list, GW, SORTED_LIST, GObject)

/* The items of another list in the order of a sorter, which may not call two of
 * them equal. Unlike GtkSortListModel it tells of no more than what changed:
 * where one item takes the place of another, that tells of all behind it, and a
 * view makes all those rows anew.
 *
 * A change of few items takes O(n), one of many or of the sorter O(n log n).
 *
 * items   (transfer none)
 * sorter  (transfer none)
 */
GwSortedList *gw_sorted_list_new (GListModel *items, GtkSorter *sorter);

G_END_DECLS
