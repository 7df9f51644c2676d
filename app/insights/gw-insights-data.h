/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-insights-model.h"
#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_INSIGHTS_DATA (gw_insights_data_get_type ())
G_DECLARE_FINAL_TYPE (GwInsightsData, gw_insights_data, GW, INSIGHTS_DATA, GObject)

/* What all Insights pages of a project look at: which images (a split), which model,
 * and the arrays of that choice, which are read once for all of them. It follows the
 * project: the signal "changed" says that figures are to be made anew.
 */

/* That of the project; made when first asked for. (transfer none) */
GwInsightsData *gw_insights_data_get (GwProject *project);

GwProject *gw_insights_data_get_project (GwInsightsData *self);

/* The split that is looked at: NULL all images, "none" those without one. */
const char *gw_insights_data_get_split (GwInsightsData *self);
void gw_insights_data_set_split (GwInsightsData *self, const char *split);
/* “All splits”, “Training split” … (transfer full) */
char *gw_insights_data_describe_split (GwInsightsData *self);

/* The layer of the model that is evaluated, 0: none chosen yet. Of the one that it is
 * compared with likewise.
 */
gint64 gw_insights_data_get_model (GwInsightsData *self);
void gw_insights_data_set_model (GwInsightsData *self, gint64 layer_id);
gint64 gw_insights_data_get_other_model (GwInsightsData *self);
void gw_insights_data_set_other_model (GwInsightsData *self, gint64 layer_id);

/* Measures the pictures that were not measured yet (gw-image-measurer.h); "changed" when
 * that has ended and something came of it. A page that shows what pictures are like asks
 * for it when it is shown; asking again does nothing. Stopping keeps what was measured.
 */
void gw_insights_data_measure_pictures (GwInsightsData *self);
void gw_insights_data_stop_measuring (GwInsightsData *self);
/* (nullable) (transfer none): the work, while it is under way */
GwWork *gw_insights_data_get_measuring (GwInsightsData *self);

/* --- for work on a thread --------------------------------------------------------- */

/* The choice of one moment, and what was read for it. */
typedef struct _GwInsightsSnapshot GwInsightsSnapshot;

/* On the window's thread: what is chosen now. Reads nothing. (transfer full) */
GwInsightsSnapshot *gw_insights_data_take_snapshot (GwInsightsData *self);
GwInsightsSnapshot *gw_insights_snapshot_ref (GwInsightsSnapshot *self);
void gw_insights_snapshot_unref (GwInsightsSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwInsightsSnapshot, gw_insights_snapshot_unref)

GwStore *gw_insights_snapshot_get_store (GwInsightsSnapshot *self);
gint64 gw_insights_snapshot_get_model (GwInsightsSnapshot *self);
gint64 gw_insights_snapshot_get_other_model (GwInsightsSnapshot *self);
/* (nullable) (transfer full): what the split means */
GwFilter *gw_insights_snapshot_make_filter (GwInsightsSnapshot *self);

/* Any thread but the window's: the arrays, read the first time; whoever comes while
 * they are read waits. Valid as long as the snapshot. (transfer none) (nullable)
 */
const GwDataSet *gw_insights_snapshot_get_set (GwInsightsSnapshot *self, GCancellable *cancellable, GError **error);
/* The same of a model's predictions: of the one that is chosen, the other one or any;
 * 0: the newest. NULL without error: there is none, or it says nothing of these images.
 */
const GwInsightsModel *gw_insights_snapshot_load_model (GwInsightsSnapshot *self, gint64 layer_id,
                                                        GCancellable *cancellable, GError **error);

G_END_DECLS
