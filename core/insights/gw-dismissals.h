/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

/* Findings of data quality that somebody looked at and called right. The project keeps
 * them, so that nobody is asked again; they hold as long as what they were said of: a
 * label that is changed later, and a group that gets another member, come back.
 */
typedef struct _GwDismissals GwDismissals;

/* Blocks; on a thread of the store. (transfer full) (nullable) */
GwDismissals *gw_dismissals_load (GwStore *store, GCancellable *cancellable, GError **error);
void gw_dismissals_free (GwDismissals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDismissals, gw_dismissals_free)

gboolean gw_dismissals_contain (const GwDismissals *self, const char *finding);
/* Adds one to what the project keeps, or takes it away. On the store's writing thread. */
gboolean gw_dismissals_set (GwStore *store, const char *finding, gboolean dismissed, GCancellable *cancellable,
                            GError **error);

/* That an image has the wrong label: the label that it has. (transfer full) */
char *gw_dismissals_name_label (gint64 image_id, const char *class_name);
/* That images are nearly equal; in whatever order. (transfer full) */
char *gw_dismissals_name_group (const gint64 *image_ids, gsize n);

G_END_DECLS
