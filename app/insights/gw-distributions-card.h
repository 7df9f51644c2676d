/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-chart.h"
#include "gw-distributions-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_DISTRIBUTIONS_CARD (gw_distributions_card_get_type ())
G_DECLARE_FINAL_TYPE (GwDistributionsCard, gw_distributions_card, GW, DISTRIBUTIONS_CARD, GtkWidget)

/* The large card: which column, how it is counted, its bars as measured and
 * transformed, and what sums it up. Property "column": the name of the column.
 *
 * Signals:
 *   changed ()                  something else is chosen
 *   open-range (low, high)      the images with values in [low, high)
 *   open-outliers ()
 */
GtkWidget *gw_distributions_card_new (void);

/* figures (transfer none): as long as they are shown. */
void gw_distributions_card_show (GwDistributionsCard *self, const GwDistributionsFigures *figures);

/* (nullable): nothing was chosen yet */
const char *gw_distributions_card_get_column (GwDistributionsCard *self);
void gw_distributions_card_set_column (GwDistributionsCard *self, const char *name);
void gw_distributions_card_get_counting (GwDistributionsCard *self, GwDistributionsCounting *counting);
void gw_distributions_card_set_transform (GwDistributionsCard *self, GwPlotTransformKind kind);
GwOutlierRule gw_distributions_card_get_outlier_rule (GwDistributionsCard *self);

typedef enum
{
  GW_DISTRIBUTIONS_CHART_RAW,
  GW_DISTRIBUTIONS_CHART_CHANGED, /* on the chosen scale; hidden without one */
  GW_DISTRIBUTIONS_N_CHARTS
} GwDistributionsChart;

GwChart *gw_distributions_card_get_chart (GwDistributionsCard *self, GwDistributionsChart i);

/* “under 200 pixels”, “3,000–4,000 pixels”, as a title has it; ends that are those of
 * all values are left out. (transfer full)
 */
char *gw_distributions_card_describe_range (const GwDistributionsColumn *column, double low, double high);

G_END_DECLS
