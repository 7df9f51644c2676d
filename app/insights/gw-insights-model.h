/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-rows.h"
#include "gw-detection-rows.h"

G_BEGIN_DECLS

/* What a model says of some images, beside what is true: ready for the figures. It does
 * not change after it was made.
 */
typedef struct
{
  GwLayer *layer;
  char *title;              /* “Street Model 4.1” */
  GwClassRows *classes;     /* (nullable): it gives classes or scores to images */
  GwDetectionRows *objects; /* (nullable): it finds objects; compared by their bounds */
} GwInsightsModel;

/* The layer of this id, or the newest of a model where there is no such; NULL without
 * error where no model is there, or it says nothing of these images. Blocks, on a thread
 * of the store. set: which images, by filter (nullable).
 */
GwInsightsModel *gw_insights_model_load (GwStore *store, const GwDataSet *set, const GwFilter *filter, gint64 layer_id,
                                         GCancellable *cancellable, GError **error);
void gw_insights_model_free (GwInsightsModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwInsightsModel, gw_insights_model_free)

G_END_DECLS
