/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

#define GW_TYPE_IMAGE_WALK (gw_image_walk_get_type ())
G_DECLARE_FINAL_TYPE (GwImageWalk, gw_image_walk, GW, IMAGE_WALK, GObject)

/* A place in a list of images: a GListModel of GwImage of any length, whose
 * items may be ids alone and which may change at any time. The place is an
 * image; when that leaves the list (a filter does not fit it any more) the
 * place is the gap that it left, so that next and previous go on from there.
 *
 * Signal "changed": the place, or how many images there are.
 */
GwImageWalk *gw_image_walk_new (GwStore *store, GListModel *images, gint64 image_id);

GListModel *gw_image_walk_get_images (GwImageWalk *self);
gint64 gw_image_walk_get_image_id (GwImageWalk *self);
guint gw_image_walk_get_n_images (GwImageWalk *self);
/* FALSE: the image is not in the list (any more); position is where it was. */
gboolean gw_image_walk_get_position (GwImageWalk *self, guint *position);

/* Goes to a row; its image id, 0 where there is no such row. */
gint64 gw_image_walk_go (GwImageWalk *self, guint position);
/* The row that many steps away; FALSE beyond the ends. Goes nowhere. */
gboolean gw_image_walk_peek (GwImageWalk *self, int steps, guint *position);
/* The id of a row without reading it; 0 where there is none. */
gint64 gw_image_walk_get_id_at (GwImageWalk *self, guint position);

/* The nearest unlabeled image after (step 1) or before (-1) the place, found
 * by the store where rows are not loaded. FALSE without an error: there is none.
 */
void gw_image_walk_find_unlabeled_async (GwImageWalk *self, int step, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean gw_image_walk_find_unlabeled_finish (GwImageWalk *self, GAsyncResult *result, guint *position, GError **error);

G_END_DECLS
