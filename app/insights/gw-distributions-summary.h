/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-distributions-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_DISTRIBUTIONS_SUMMARY (gw_distributions_summary_get_type ())
G_DECLARE_FINAL_TYPE (GwDistributionsSummary, gw_distributions_summary, GW, DISTRIBUTIONS_SUMMARY, GtkWidget)

/* The figures that sum a column up, below each other. Property "rule": which rows are
 * outliers. Signal "open-outliers": their images are to be shown.
 */
GtkWidget *gw_distributions_summary_new (void);
void gw_distributions_summary_show (GwDistributionsSummary *self, const GwDistributionsFigures *figures);

GwOutlierRule gw_distributions_summary_get_rule (GwDistributionsSummary *self);

G_END_DECLS
