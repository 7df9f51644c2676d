/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-curves.h"
#include "gw-insights-model.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef enum
{
  GW_CURVES_ROC,
  GW_CURVES_PR,
  GW_CURVES_DET,
  GW_CURVES_METRICS,
  GW_CURVES_GAIN,
  GW_CURVES_LIFT,
  GW_CURVES_CALIBRATION,
  GW_CURVES_N_PLOTS
} GwCurvesPlot;

/* What the cards of the Curves page show. */
typedef struct
{
  char *model;           /* (nullable): its title; NULL: there is none */
  GwClassCurves *curves; /* (nullable): without a model */
  GArray *colors;        /* guint32, of the classes */
  GPtrArray *plots;      /* GwPlot, by GwCurvesPlot; none where there are no lines */
} GwCurvesFigures;

/* On a thread: figures of curves (nullable) as far as they are ready. */
GwCurvesFigures *gw_curves_figures_new (const GwDataSet *set, const GwInsightsModel *model, GwClassCurves *curves);
void gw_curves_figures_free (GwCurvesFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCurvesFigures, gw_curves_figures_free)

GwPlot *gw_curves_figures_get_plot (const GwCurvesFigures *self, GwCurvesPlot which);
/* The line of a class by its name; that of the chosen one without. (nullable) */
const GwClassLine *gw_curves_figures_find_line (const GwCurvesFigures *self, const char *name);
const char *gw_curves_figures_get_name (const GwCurvesFigures *self, const GwClassLine *line);
guint32 gw_curves_figures_get_color (const GwCurvesFigures *self, guint which);

/* “0.14”, “0.218”, “∞”: a threshold as the page writes it. (transfer full) */
char *gw_curves_format_threshold (double threshold);

G_END_DECLS
