/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "gw-store.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_CONTENT (gw_image_content_get_type ())
G_DECLARE_FINAL_TYPE (GwImageContent, gw_image_content, GW, IMAGE_CONTENT, GdkContentProvider)

/* Images as another program takes them: the URIs of their files, one a
 * line. The rows are read when somebody asks, on the store's thread, so that
 * dragging a selection of a million begins at once. Images whose file is not
 * known here are left out.
 *
 * ids: (element-type gint64) never changed afterwards
 */
GdkContentProvider *gw_image_content_new (GwStore *store, GArray *ids);

G_END_DECLS
