/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-chart.h"
#include "gw-distributions-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_DISTRIBUTIONS_SMALL_CHARTS (gw_distributions_small_charts_get_type ())
G_DECLARE_FINAL_TYPE (GwDistributionsSmallCharts, gw_distributions_small_charts, GW, DISTRIBUTIONS_SMALL_CHARTS,
                      GtkWidget)

/* The small charts below the large one: brightness, confidence, shape and objects of
 * images, and where boxes lie.
 */
GtkWidget *gw_distributions_small_charts_new (void);

/* small (transfer none): read at once. */
void gw_distributions_small_charts_show (GwDistributionsSmallCharts *self, const GwDistributionsSmall *small);
/* Whether pictures are being measured now, and what is missing comes. */
void gw_distributions_small_charts_set_measuring (GwDistributionsSmallCharts *self, gboolean measuring);
/* By GwSmallColumn, and the map of centers after them; NULL beyond. */
GwChart *gw_distributions_small_charts_get_chart (GwDistributionsSmallCharts *self, guint i);

G_END_DECLS
