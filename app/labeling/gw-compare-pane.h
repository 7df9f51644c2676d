/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-comparer.h"
#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_COMPARE_PANE (gw_compare_pane_get_type ())
G_DECLARE_FINAL_TYPE (GwComparePane, gw_compare_pane, GW, COMPARE_PANE, GtkWidget)

/* Which two sets of labels are compared, what their colors mean, and a row for
 * each object that both have, or one has, the differences first.
 *
 * Signal "shown" (gboolean go): another row is chosen, or none, or what it says has
 * changed; go: bring it into view.
 */
GtkWidget *gw_compare_pane_new (GwComparer *comparer, GwKeymap *keymap);

/* Whether labels can be changed. */
void gw_compare_pane_set_writable (GwComparePane *self, gboolean writable);

/* (transfer none) (nullable): of the row that is chosen. */
const GwComparedPair *gw_compare_pane_get_chosen (GwComparePane *self);

/* Chooses the next or the previous difference, around the end; FALSE: there is
 * none.
 */
gboolean gw_compare_pane_step (GwComparePane *self, int step);

/* What a row says, also aloud: “Car 2, IoU 0.87, 12 px only in Kim”. */
char *gw_compare_pane_describe (GwComparer *comparer, const GwComparedPair *pair);

G_END_DECLS
