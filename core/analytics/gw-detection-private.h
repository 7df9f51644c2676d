/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_DETECTION_PRIVATE_H
#define GW_DETECTION_PRIVATE_H

#include "gw-detection.h"

/* Most objects of one image. */
#define GW_MOST_OBJECTS ((size_t) 1 << 24)

/* Whether the rules of gw-detection.h are kept, but for the ids. */
gw_status _gw_detection_check (const GwDetectionImage *image, size_t n_classes, GwOverlap overlap);

/* Whether an object takes part; what does not is counted as excluded. */
bool _gw_truth_is_kept (const GwTruthObject *truth, GwOverlap overlap);
bool _gw_detection_is_kept (const GwDetectedObject *detection, GwOverlap overlap);

double _gw_truth_area (const GwTruthObject *truth, GwOverlap overlap);
double _gw_detection_area (const GwDetectedObject *detection, GwOverlap overlap);

/* Intersection over union; against a crowd over the detection's own area. */
double _gw_detection_overlap (const GwDetectedObject *detection, const GwTruthObject *truth, GwOverlap overlap);

/* gw_detection_match() of an image that keeps the rules: GW_STATUS_NO_MEMORY alone. */
gw_status _gw_detection_match (const GwDetectionImage *image, GwOverlap overlap, double iou, double score,
                               int32_t *of_detection, int32_t *of_truth, double *overlaps);

/* The order of images by their ids: order has room for n. GW_STATUS_INVALID where
 * two are the same, GW_STATUS_NO_MEMORY.
 */
gw_status _gw_detection_sort_ids (const int64_t *ids, size_t n, uint32_t *order);

/* Makes the precision right at each of n hits the highest at that recall or any
 * higher one. In between hits precision only falls, so no other places matter.
 */
void _gw_precision_raise (double *precision, size_t n);

/* Reads raised precisions at n_points rising recalls: at the first hit whose
 * recall reaches the point, 0 past the last. O(n + points).
 */
void _gw_precision_read (const double *precision, size_t n, uint64_t n_truths, const double *recalls, size_t n_points,
                         double *points);

/* The recalls 0, 0.01 ... 1, to the last bit as the reference tools have them. */
void _gw_precision_recalls (double recalls[101]);

#endif
