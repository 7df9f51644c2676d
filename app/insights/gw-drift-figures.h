/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-insights-data.h"
#include "gw-plot-drift.h"
#include "gw-set-drift.h"

G_BEGIN_DECLS

/* Both sides read, and how far they lie apart; shared and not changed. */
typedef struct
{
  GwInsightsSnapshot *snapshot;
  char *texts[2]; /* filters, with the split that is looked at: the reference, then the current */
  GwDataSet *sets[2];
  GPtrArray *rows;     /* GwSetDriftRow, the farthest first */
  guint n_readings[3]; /* of them, by GwDriftReading */
} GwDriftSides;

/* Images of the current side that are most unlike the reference. */
typedef struct
{
  GArray *ids;       /* gint64 */
  GPtrArray *images; /* GwImage, the first of them */
  gsize n_columns;   /* numbers that were gone by */
} GwDriftUnlike;

/* A set to choose. */
typedef struct
{
  char *title;
  char *filter; /* as text; of a date without it: "added<" */
} GwDriftChoice;

/* What the Drift page shows. */
typedef struct
{
  GPtrArray *choices; /* GwDriftChoice */
  char *filters[2];   /* those that were chosen, or are by default */
  GwDriftSides *sides;
  char *variable;  /* (nullable): the row that is drawn */
  GwPlot *overlay; /* (nullable): both of its distributions */
  GwPlot *bars;
  GwDriftUnlike *unlike; /* (nullable): not there yet */
} GwDriftPageFigures;

/* filters (nullable elements): what was chosen. kept (nullable): the figures of before.
 * NULL with error.
 */
GwDriftPageFigures *gw_drift_page_figures_new (GwInsightsSnapshot *snapshot, const char *const filters[2],
                                               const char *variable, const GwDriftPageFigures *kept,
                                               GCancellable *cancellable, GError **error);
gboolean gw_drift_page_figures_add_unlike (GwDriftPageFigures *self, GCancellable *cancellable, GError **error);
GwDriftPageFigures *gw_drift_page_figures_copy (const GwDriftPageFigures *self);
void gw_drift_page_figures_free (GwDriftPageFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDriftPageFigures, gw_drift_page_figures_free)

/* (nullable): the row of a name */
const GwSetDriftRow *gw_drift_page_figures_find_row (const GwDriftPageFigures *self, const char *name);
/* How a choice is called: “Training”. (transfer full) */
char *gw_drift_page_figures_describe_side (const GwDriftPageFigures *self, guint side);

/* “stable”, “watch”, “drift”, in the user's language; NaN: “not known” */
const char *gw_drift_spell_reading (double psi);

G_END_DECLS
