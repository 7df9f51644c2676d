/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* All that the store knows of one image, read in one go. */
typedef struct
{
  GwImage *image;
  GPtrArray *objects; /* of GwObject */
  GArray *labels;     /* of GwLabel */
  GArray *absent;     /* of GwLabel: classes that were looked for and are not in the image */
  GwHistoryState history;
  char *draft;            /* (nullable) */
  char *model;            /* (nullable): NULL: no model has a layer in the project */
  GPtrArray *predictions; /* (nullable): what the newest model sees */
  GArray *scores;         /* (nullable): its scores of classes as probabilities, of GwLabel */
  gboolean has_layers;    /* the project has answers or predictions beside the labels */
} GwLabelingData;

void gw_labeling_data_free (GwLabelingData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLabelingData, gw_labeling_data_free)

/* Runs before all that is not urgent. An image that is gone is
 * GW_STORE_ERROR_CONFLICT.
 */
void gw_labeling_data_load_async (GwStore *store, gint64 image_id, const char *person, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GwLabelingData *gw_labeling_data_load_finish (GwStore *store, GAsyncResult *result, GError **error);

/* The draft of an image: what is worked on and is no edit. That is
 * the working time, and which hints are dismissed; members that are not known are kept.
 */
double gw_labeling_draft_get_seconds (const char *draft);
char *gw_labeling_draft_set_seconds (const char *draft, double seconds);
/* The keys of the hints that are dismissed (gw-hint-list.h), never NULL. (transfer full) */
GStrv gw_labeling_draft_get_dismissed (const char *draft);
char *gw_labeling_draft_set_dismissed (const char *draft, const char *const *keys);

G_END_DECLS
