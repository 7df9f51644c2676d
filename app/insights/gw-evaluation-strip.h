/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-evaluation-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_EVALUATION_STRIP (gw_evaluation_strip_get_type ())
G_DECLARE_FINAL_TYPE (GwEvaluationStrip, gw_evaluation_strip, GW, EVALUATION_STRIP, GtkWidget)

/* The card with the images, or the objects, that a choice of the matrix stands for: the
 * least sure first. Pictures are read for what is seen alone. An activated one is shown
 * in Images; the signal "opened" asks for all of them in Images.
 */
GtkWidget *gw_evaluation_strip_new (GwProject *project);

/* list: indices of the figures' items (transfer none), which are in n_images. */
void gw_evaluation_strip_show (GwEvaluationStrip *self, GwEvaluationFigures *figures, GwEvaluationChoice choice,
                               GArray *list, guint n_images);
/* “Actual cat, predicted dog: 38 images”. (transfer full) */
char *gw_evaluation_strip_describe (GwEvaluationStrip *self);
/* How many pictures it has been given. */
guint gw_evaluation_strip_get_n_items (GwEvaluationStrip *self);

G_END_DECLS
