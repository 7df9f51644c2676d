/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;         /* (nullable) */
  const char *subtitle;      /* (nullable) */
  const char *const *people; /* n names: labelers, or a model */
  const char *measure;       /* what is compared by: “Cohen's κ”, “Mean IoU” */
  GwPlotRows rows;           /* what both have answered */
  const double *n_shared;    /* (nullable): n * n counts of rows that both have */
} GwPlotAgreementOptions;

/* How much each two agree: n * n figures, symmetric, 1 where they agree in all; NaN where
 * they have nothing in common. The diagonal is not asked. The key of a cell is
 * “agreement:A:B” with the indices of both; A:B and B:A mean the same. A message where there
 * are fewer than two people or none has anything in common with another.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_agreement_new (const double *matrix, gsize n, const GwPlotAgreementOptions *options);

G_END_DECLS
