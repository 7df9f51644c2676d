/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-distributions-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_DISTRIBUTIONS_ADVICE (gw_distributions_advice_get_type ())
G_DECLARE_FINAL_TYPE (GwDistributionsAdvice, gw_distributions_advice, GW, DISTRIBUTIONS_ADVICE, GtkWidget)

/* A line that says how skewed a column is and which scale helps, with what that is
 * based on behind Why?. Uses the action distributions.use-scale (u): a
 * GwPlotTransformKind.
 */
GtkWidget *gw_distributions_advice_new (void);
/* measuring (nullable): the pictures of the column are being measured */
void gw_distributions_advice_show (GwDistributionsAdvice *self, const GwDistributionsFigures *figures,
                                   GwWork *measuring);

G_END_DECLS
