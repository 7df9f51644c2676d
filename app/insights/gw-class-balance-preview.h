/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-class-balance-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_CLASS_BALANCE_PREVIEW (gw_class_balance_preview_get_type ())
G_DECLARE_FINAL_TYPE (GwClassBalancePreview, gw_class_balance_preview, GW, CLASS_BALANCE_PREVIEW, GtkWidget)

/* The card that shows what a remedy makes of the classes, before and after on one
 * scale. The signal "changed": the method or its target is another.
 */
GtkWidget *gw_class_balance_preview_new (void);
void gw_class_balance_preview_show (GwClassBalancePreview *self, const GwClassBalanceFigures *figures);

/* As balance --method calls it; NULL: none. */
const char *gw_class_balance_preview_get_method (GwClassBalancePreview *self);
void gw_class_balance_preview_set_method (GwClassBalancePreview *self, const char *method);
/* 0: as the method says. */
guint64 gw_class_balance_preview_get_target (GwClassBalancePreview *self);

G_END_DECLS
