/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* Whether a shape covers pixels by its kind. */
gboolean gw_mask_paint_can (GwObject *object);

/* The objects of a record in the order in which they are painted: z, then the
 * order of the record. (transfer container) (element-type GwObject)
 */
GPtrArray *gw_mask_paint_order (const GwRecord *record);

/* Pixels of objects that others cover: with by_class those of the same class do
 * not count. 0 where the size of the image is not known.
 */
guint64 gw_mask_paint_count_hidden (const GwRecord *record, gboolean by_class);

/* The value of an object's pixels, -1: it is not painted. */
typedef int (*GwMaskPaintFunc) (GwObject *object, gpointer data);

/* Of each value from 1 on the first object, where no pixel of it is left: it lies outside of the
 * image or between the centers of pixels, or others cover it. None where the size of the image is
 * not known. (transfer container) (element-type GwObject)
 */
GPtrArray *gw_mask_paint_list_unseen (const GwRecord *record, GwMaskPaintFunc func, gpointer data);

/* One byte for each pixel of the image, blank where nothing is. NULL with
 * GW_ERROR_LIMIT where there is no memory for so many.
 */
guint8 *gw_mask_paint (const GwRecord *record, guint8 blank, GwMaskPaintFunc func, gpointer data, GError **error);

G_END_DECLS
