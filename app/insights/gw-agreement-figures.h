/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-annotator-agreement.h"
#include "gw-insights-data.h"

G_BEGIN_DECLS

/* The hardest images that the page lists. */
#define GW_AGREEMENT_MOST_IMAGES 50

/* An image of the table. */
typedef struct
{
  gint64 id;
  char *name;
  guint n_answers;
  double agreement;
} GwHardImage;

/* What the Agreement page shows. */
typedef struct
{
  GwAnnotatorAgreement *agreement; /* (nullable): fewer than two people answered */
  guint n_people;                  /* that answered */
  /* Each person's answers against the project's labels: κ, share of equal classes, mean
   * overlap; NaN: nothing in common. n_people each.
   */
  double *label_kappa;
  double *label_percent;
  double *label_overlap;
  GArray *hard;       /* of GwHardImage, the hardest first */
  GArray *image_ids;  /* gint64: all with two answers or more */
  GPtrArray *answers; /* of GwPredictionSet: what each said */
} GwAgreementFigures;

/* On a thread. NULL with error. */
GwAgreementFigures *gw_agreement_figures_new (GwInsightsSnapshot *snapshot, GCancellable *cancellable, GError **error);
void gw_agreement_figures_free (GwAgreementFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAgreementFigures, gw_agreement_figures_free)

/* The images that two people both answered: GArray of gint64. (transfer full) */
GArray *gw_agreement_figures_list_shared (const GwAgreementFigures *self, guint a, guint b);

G_END_DECLS
