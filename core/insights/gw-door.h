/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* The filter behind a mark of a chart: exactly these images. The project keeps them
 * as a set under the title, which its chip then shows (“Actual cat, predicted dog”);
 * where the project cannot be written, the filter has their numbers. Where a field
 * says which images a mark stands for, that filter is the better one: it follows
 * what changes. Blocks; on the store's writing thread (gw_store_run_async()).
 * Returns: (transfer full) (nullable)
 */
GwFilter *gw_door_open (GwStore *store, const char *title, const gint64 *ids, gsize n, GCancellable *cancellable,
                        GError **error);

G_END_DECLS
