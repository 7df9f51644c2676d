/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* The values of a facet with the number of images of each under a filter, in
 * the order in which people look for them: classes that nothing in the
 * project has come last, splits as they are used, and so on.
 */
typedef struct
{
  GPtrArray *values; /* of GwFacetValue */
  gboolean in_use;   /* of classes and confidence: something in the project has one */
} GwFacetCounts;

void gw_facet_counts_free (GwFacetCounts *self);

/* Counted in the background, after all that somebody waits for. */
void gw_facet_counts_read_async (GwStore *store, const GwFilter *filter, GwField field, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GwFacetCounts *gw_facet_counts_read_finish (GwStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFacetCounts, gw_facet_counts_free)

G_END_DECLS
