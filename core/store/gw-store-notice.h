/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* Gathers what changed and emits the store's "changed" in a context, once for
 * each turn of its loop; for back ends.
 */
typedef struct _GwStoreNotice GwStoreNotice;

/* The store is not kept alive by it. */
GwStoreNotice *gw_store_notice_new (GwStore *store, GMainContext *context);
/* Nothing is emitted any more. */
void gw_store_notice_free (GwStoreNotice *self);

/* From any thread. ids NULL: many, or unknown ones. */
void gw_store_notice_add (GwStoreNotice *self, GwStoreChanges changes, const gint64 *ids, gsize n_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStoreNotice, gw_store_notice_free)

G_END_DECLS
