/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-project.h"

G_BEGIN_DECLS

#define GW_TYPE_OBJECT_CACHE (gw_object_cache_get_type ())
G_DECLARE_FINAL_TYPE (GwObjectCache, gw_object_cache, GW, OBJECT_CACHE, GObject)

/* The objects of the images that are seen, read in batches: what is asked
 * for in one turn of the main loop is one run on the store's thread. Keeps
 * the last 600 images. Follows the store: signal "changed" (gint64 image_id)
 * when objects have come or are to be asked for again.
 */
GwObjectCache *gw_object_cache_new (GwProject *project);

/* (element-type GwObject) (transfer none) (nullable): what is known; NULL
 * asks for them, and "changed" tells when they are there. An image without
 * objects has an empty array.
 */
GPtrArray *gw_object_cache_get (GwObjectCache *self, gint64 image_id);

G_END_DECLS
