/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A set of ids: a bit for each, in blocks, so that the ids of a million images
 * take 125 KB, are put in and looked up in some nanoseconds, and an id far
 * from all others costs no more than its block.
 */
typedef struct _GwIdSet GwIdSet;

GwIdSet *gw_id_set_new (void);
void gw_id_set_free (GwIdSet *self);

void gw_id_set_add (GwIdSet *self, gint64 id);
gboolean gw_id_set_contains (GwIdSet *self, gint64 id);
gsize gw_id_set_get_size (GwIdSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwIdSet, gw_id_set_free)

G_END_DECLS
