/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-class-balance-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_BALANCE_WEIGHTS (gw_class_balance_weights_get_type ())
G_DECLARE_FINAL_TYPE (GwClassBalanceWeights, gw_class_balance_weights, GW, CLASS_BALANCE_WEIGHTS, GtkWidget)

/* The card with what each class weighs in training, so that all count alike, and how
 * many rows it is worth (effective number).
 */
GtkWidget *gw_class_balance_weights_new (void);
void gw_class_balance_weights_show (GwClassBalanceWeights *self, const GwClassBalanceFigures *figures);

G_END_DECLS
