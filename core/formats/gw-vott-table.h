/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-vott-image.h"

G_BEGIN_DECLS

/* The CSV form of VoTT: image, xmin, ymin, xmax, ymax, label; a row for each tag of a region. */
typedef struct _GwVottTable GwVottTable;

/* Whether its beginning is that of such a table. */
gboolean gw_vott_table_is_one (const char *name, const char *start, gsize n_start);

GwVottTable *gw_vott_table_open (const char *file, GCancellable *cancellable, GError **error);
void gw_vott_table_free (GwVottTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwVottTable, gw_vott_table_free)

/* The next image, with the rows of it that come one after another; NULL at the end, or with
 * error set. (transfer full) (nullable)
 */
GwVottImage *gw_vott_table_next (GwVottTable *self, GError **error);

G_END_DECLS
