/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* What objects become in YOLO's label files, for those who write them and those who tell what
 * is lost.
 */
typedef enum
{
  GW_YOLO_INSIDE,
  GW_YOLO_OVERHANGS, /* is cut at the border: files hold fractions from 0 to 1 */
  GW_YOLO_OUTSIDE    /* nothing of it is in the image */
} GwYoloFit;

/* Whether shapes of the kind enclose pixels. */
gboolean gw_yolo_has_area (GwShapeKind kind);
/* How an object lies in its image; overhang (nullable) in pixels. */
GwYoloFit gw_yolo_find_fit (GwObject *object, const GwRecord *record, double *overhang);
/* The bounds of an object, cut at the border. */
GwBox gw_yolo_make_box (GwObject *object, const GwRecord *record);
/* The rings of an object that has area, cut at the border: one for each line. agreements
 * and complete (nullable) as gw_outlines_new_for_mask(). (element-type GwRing) (transfer full)
 */
GPtrArray *gw_yolo_make_outlines (GwObject *object, const GwRecord *record, const GwWriteOptions *options,
                                  GArray *agreements, gboolean *complete);
/* The one ring of an object that is written as it is; NULL of all others. (transfer none) */
const GwRing *gw_yolo_get_plain_ring (GwObject *object, const GwRecord *record);

G_END_DECLS
