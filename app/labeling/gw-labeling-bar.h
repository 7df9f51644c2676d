/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-keymap.h"

G_BEGIN_DECLS

#define GW_TYPE_LABELING_BAR (gw_labeling_bar_get_type ())
G_DECLARE_FINAL_TYPE (GwLabelingBar, gw_labeling_bar, GW, LABELING_BAR, GtkWidget)

/* The bar below an image: Skip, Flag, what is saved, Previous, Submit. Its
 * buttons have actions of the labeling view.
 */
GtkWidget *gw_labeling_bar_new (GwKeymap *keymap);

/* Icons and short words instead of words and keys. */
void gw_labeling_bar_set_compact (GwLabelingBar *self, gboolean compact);
/* “10 objects · saved”; css_class (nullable): its color. */
void gw_labeling_bar_set_state (GwLabelingBar *self, const char *text, const char *css_class);
void gw_labeling_bar_set_flagged (GwLabelingBar *self, gboolean flagged);
/* “Brightness changed”, with Reset behind it; NULL: nothing is changed. */
void gw_labeling_bar_set_adjusted (GwLabelingBar *self, const char *text);

/* What popovers point at. */
GtkWidget *gw_labeling_bar_get_flag_button (GwLabelingBar *self);
GtkWidget *gw_labeling_bar_get_submit_button (GwLabelingBar *self);

G_END_DECLS
