/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-column-choice.h"
#include "gw-correlation.h"
#include "gw-insights-data.h"
#include "gw-plot.h"
#include "gw-plot-rows.h"

G_BEGIN_DECLS

typedef enum
{
  GW_RELATIONS_CORRELATION,
  GW_RELATIONS_SCATTER,
  GW_RELATIONS_GROUPS, /* a column by class */
  GW_RELATIONS_MAP,    /* of pictures that look alike */
  GW_RELATIONS_DAYS,
  GW_RELATIONS_N_PARTS
} GwRelationsPartId;

/* One chart, and the rows behind it; shared and never changed. */
typedef struct
{
  GwInsightsSnapshot *snapshot;
  char *choice; /* what it was made for */
  GwPlot *plot;
  GwPlotRows rows;
  GArray *images;   /* gint64: of each row; of groups one group behind the other */
  GArray *x;        /* (nullable) double: of each row; of days the time */
  GArray *y;        /* (nullable) double */
  GPtrArray *names; /* (nullable) char *: of the columns of a correlation, or of the classes */
  GArray *begin;    /* (nullable) guint32: where each group begins, and the end */
  gsize n_measured; /* of a map */
} GwRelationsPart;

/* What is chosen; names (nullable) of columns that there are not, or of other rows, are
 * those of the first choice.
 */
typedef struct
{
  int rows; /* GwRows; below 0: objects where there are any */
  GwCorrelationKind kind;
  char *x;
  char *y;
  char *column; /* by class */
  gboolean violins;
} GwRelationsChoice;

typedef struct
{
  GwInsightsSnapshot *snapshot;
  gsize n_images;
  GPtrArray *choices; /* GwColumnChoice */
  GwRows rows;
  const GwDataColumn *x; /* the set's, which lives as long as the snapshot */
  const GwDataColumn *y;
  const GwDataColumn *column;
  GwRelationsPart *parts[GW_RELATIONS_N_PARTS]; /* (nullable): not there yet */
} GwRelationsFigures;

/* Without the parts, but for those of kept (nullable) that still hold. */
GwRelationsFigures *gw_relations_figures_new (GwInsightsSnapshot *snapshot, const GwDataSet *set,
                                              const GwRelationsChoice *choice, const GwRelationsFigures *kept);
/* Makes a part where it is missing. FALSE when it was cancelled, or with an error. */
gboolean gw_relations_figures_add (GwRelationsFigures *self, GwInsightsSnapshot *snapshot, const GwDataSet *set,
                                   const GwRelationsChoice *choice, GwRelationsPartId id, GCancellable *cancellable,
                                   GError **error);
/* The same parts once more. */
GwRelationsFigures *gw_relations_figures_copy (const GwRelationsFigures *self);
void gw_relations_figures_free (GwRelationsFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRelationsFigures, gw_relations_figures_free)

/* Fills a part with its chart and rows (gw-relations-charts.c). */
gboolean gw_relations_part_fill (GwRelationsPart *part, GwRelationsPartId id, const GwRelationsFigures *figures,
                                 const GwDataSet *set, const GwRelationsChoice *choice, GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
