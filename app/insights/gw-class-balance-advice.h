/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-class-balance-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_BALANCE_ADVICE (gw_class_balance_advice_get_type ())
G_DECLARE_FINAL_TYPE (GwClassBalanceAdvice, gw_class_balance_advice, GW, CLASS_BALANCE_ADVICE, GtkWidget)

/* The card that says which metrics to watch, by what a miss costs, and which remedies
 * help, in their order.
 */
GtkWidget *gw_class_balance_advice_new (void);
/* figures (transfer none): as long as they are shown. */
void gw_class_balance_advice_show (GwClassBalanceAdvice *self, const GwClassBalanceFigures *figures);

G_END_DECLS
