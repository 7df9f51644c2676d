/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-problem.h"
#include "gw-via-region.h"

G_BEGIN_DECLS

/* A CSV file of VIA: a row for each region, JSON in its cells; an image without regions has a
 * row too.
 */
typedef struct _GwViaTable GwViaTable;

/* Whether its beginning is that of such a table. */
gboolean gw_via_table_is_one (const char *name, const char *start, gsize n_start);

GwViaTable *gw_via_table_open (const char *file, GCancellable *cancellable, GError **error);
void gw_via_table_free (GwViaTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwViaTable, gw_via_table_free)

/* The next image with all its regions, whose rows come one after another; NULL at the end, or
 * with error set. (transfer full) (nullable)
 */
GwViaImage *gw_via_table_next (GwViaTable *self, GError **error);
guint64 gw_via_table_get_offset (GwViaTable *self);

G_END_DECLS
