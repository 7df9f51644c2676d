/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_LIST (gw_image_list_get_type ())
G_DECLARE_FINAL_TYPE (GwImageList, gw_image_list, GW, IMAGE_LIST, GObject)

/* The images that pass a filter, in an order, as a GListModel of GwImage
 * for lists of a million rows: it holds the ids alone, and reads rows in
 * pages around what is asked for. An item whose row has not come yet is a
 * GwImage with its id, an empty path and no file; it takes the row in when it
 * comes, and says so by "filled". Items that have their rows are replaced when
 * these are read again, and items-changed tells of those. Lives on the window's
 * thread; nothing blocks.
 *
 * It follows the store's "changed": rows are read again in place, and when
 * the set of images may have changed the ids are; the old ones stay until
 * the new ones have come, and the change is told as the smallest run that
 * differs.
 *
 * Properties: "pending" (boolean: ids are being read), "filter-text"
 * (string). Signal "failed" (GError *error).
 */
GwImageList *gw_image_list_new (GwStore *store);

/* NULL: every image that is not in the trash. */
void gw_image_list_set_filter (GwImageList *self, const GwFilter *filter);
/* (transfer none), never NULL */
const GwFilter *gw_image_list_get_filter (GwImageList *self);
void gw_image_list_set_sort (GwImageList *self, GwSort sort);
GwSort gw_image_list_get_sort (GwImageList *self);
gboolean gw_image_list_is_pending (GwImageList *self);
/* Reads ids and rows once more, after "failed". */
void gw_image_list_reload (GwImageList *self);

/* Row of an image, FALSE where the list does not have it. O(n) at worst,
 * some 2 ms for a million; O(1) for ids found lately.
 */
gboolean gw_image_list_find (GwImageList *self, gint64 image_id, guint *position);
/* Id of a row without reading it. */
gint64 gw_image_list_get_id (GwImageList *self, guint position);
/* All ids in order. (element-type gint64) (transfer full): an array that is
 * never changed; when the list has other ids it has another array.
 */
GArray *gw_image_list_ref_ids (GwImageList *self);
/* Whether the item is more than its id. */
gboolean gw_image_list_is_loaded (GwImage *image);

G_END_DECLS
