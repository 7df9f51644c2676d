/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-studio-results.h"

G_BEGIN_DECLS

/* Writes the regions of all objects, and what their attributes say. */
void gw_studio_write_regions (GwStudioResults *results);

/* Whether a polygon has holes, and not only parts: then its pixels are written. */
gboolean gw_studio_has_holes (const GwShape *shape);

/* The groups of a record; whether that of an object can be written: it has others, and is not
 * taken for a set of points. (transfer full)
 */
GHashTable *gw_studio_groups_new (const GwRecord *record);
gboolean gw_studio_groups_keep (GHashTable *groups, GwObject *object);

G_END_DECLS
