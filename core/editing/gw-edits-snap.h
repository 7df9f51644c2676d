/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"
#include "gw-picture.h"

G_BEGIN_DECLS

/* As far as outlines move at most, in image pixels. */
#define GW_SNAP_REACH 12.0

/**
 * gw_document_snap_selected_async:
 * @picture: whose edges they are moved onto
 * @edge_sensitivity: 0 to 1, as in gw-edge-snap.h
 *
 * Moves the outlines of the selected polygons, those that are not locked, onto
 * the edges of the picture near them. What they become is found by a worker and
 * made one edit; a polygon that has become another meanwhile is passed over. The
 * callback gets no source object.
 */
void gw_document_snap_selected_async (GwDocument *self, GwPicture *picture, double edge_sensitivity,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* FALSE with an error for people: GW_ERROR_NOT_FOUND when no polygon is selected,
 * GW_ERROR_INVALID when none could be moved.
 */
gboolean gw_document_snap_selected_finish (GwDocument *self, GAsyncResult *result, GError **error);

G_END_DECLS
