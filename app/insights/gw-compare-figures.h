/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-curves.h"
#include "gw-insights-model.h"
#include "gw-model-contrast.h"
#include "gw-plot.h"

G_BEGIN_DECLS

/* What the cards of the Compare Models page show. Side 0 is the model that is
 * evaluated, side 1 the one that it is compared with.
 */
typedef struct
{
  char *names[2];            /* (nullable): of the models that there are */
  char *failure;             /* (nullable): why the two cannot be compared */
  GwModelContrast *contrast; /* (nullable) */
  GwClassCurves *curves[2];  /* (nullable): of the chosen class */
  GArray *colors;            /* guint32, of the classes */
  GwPlot *sets;              /* (nullable) */
  GwPlot *roc;               /* (nullable) */
} GwCompareFigures;

/* What is between “set:” and the end is a GwAgreementSet. */
#define GW_COMPARE_SET_KEY "set:"

GwCompareFigures *gw_compare_figures_new (void);
void gw_compare_figures_free (GwCompareFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCompareFigures, gw_compare_figures_free)

/* On a thread, once contrast and curves are there. */
void gw_compare_figures_draw (GwCompareFigures *self, const GwDataSet *set);

/* “Only Street Model 4.1 right”. (transfer full) */
char *gw_compare_figures_name_set (const GwCompareFigures *self, GwAgreementSet which);
/* “The difference can be chance (p = 0.21).” (transfer full) */
char *gw_compare_figures_tell_chance (const GwCompareFigures *self);

G_END_DECLS
