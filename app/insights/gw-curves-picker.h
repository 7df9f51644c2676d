/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-curves-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_CURVES_PICKER (gw_curves_picker_get_type ())
G_DECLARE_FINAL_TYPE (GwCurvesPicker, gw_curves_picker, GW, CURVES_PICKER, GtkWidget)

/* A button that says how many classes are drawn, with a list to choose others from.
 * Signal "changed".
 */
GtkWidget *gw_curves_picker_new (void);
void gw_curves_picker_show (GwCurvesPicker *self, const GwCurvesFigures *figures);
/* The classes beside the positive one; NULL: nobody chose. (transfer full) (nullable) */
GStrv gw_curves_picker_get_others (GwCurvesPicker *self);

G_END_DECLS
