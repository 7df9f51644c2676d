/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-filter.h"
#include "gw-store.h"

G_BEGIN_DECLS

/* The images behind a mark of a chart: a filter that says exactly them and follows
 * what changes, or a set under a title, whose ids are found on a thread.
 */
typedef struct _GwInsightsDoor GwInsightsDoor;

/* ids (gint64), or NULL with error. */
typedef GArray *(*GwInsightsListFunc) (GwStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* filter: (transfer full) */
GwInsightsDoor *gw_insights_door_new_filter (GwFilter *filter);
/* ids: (transfer full) (element-type gint64) */
GwInsightsDoor *gw_insights_door_new_images (const char *title, GArray *ids);
/* The ids are listed when somebody goes through. */
GwInsightsDoor *gw_insights_door_new_list (const char *title, GwInsightsListFunc list, gpointer data,
                                           GDestroyNotify free_data);
void gw_insights_door_free (GwInsightsDoor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwInsightsDoor, gw_insights_door_free)

/* On a thread of the store: the filter in its text form; base (nullable): among these
 * images. NULL with an error, or without where there are no images.
 */
char *gw_insights_door_make_filter (GwInsightsDoor *self, GwStore *store, const GwFilter *base,
                                    GCancellable *cancellable, GError **error);
/* On a thread of the store: their ids. (transfer full) (element-type gint64) */
GArray *gw_insights_door_list (GwInsightsDoor *self, GwStore *store, const GwFilter *base, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
