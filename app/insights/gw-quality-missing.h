/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-chart.h"
#include "gw-quality-figures.h"

G_BEGIN_DECLS

#define GW_TYPE_QUALITY_MISSING (gw_quality_missing_get_type ())
G_DECLARE_FINAL_TYPE (GwQualityMissing, gw_quality_missing, GW, QUALITY_MISSING, GtkWidget)

/* The cards of missing values: which are missing, and what a way of filling them in would
 * make of a column, before and after on one scale. Nothing is changed in the project.
 * Signal "changed": another column or way is chosen.
 */
typedef enum
{
  GW_QUALITY_MISSING_MAP,
  GW_QUALITY_MISSING_BEFORE,
  GW_QUALITY_MISSING_AFTER,
  GW_QUALITY_MISSING_N_CHARTS
} GwQualityMissingChart;

GtkWidget *gw_quality_missing_new (void);
/* figures (transfer none): as long as they are shown; what is missing is there. */
void gw_quality_missing_show (GwQualityMissing *self, const GwQualityFigures *figures);

/* As gw-missing-values.h names it; NULL: the first that lacks values. */
const char *gw_quality_missing_get_column (GwQualityMissing *self);
GwFill gw_quality_missing_get_fill (GwQualityMissing *self);
void gw_quality_missing_set_fill (GwQualityMissing *self, GwFill fill);
GwChart *gw_quality_missing_get_chart (GwQualityMissing *self, GwQualityMissingChart which);

G_END_DECLS
