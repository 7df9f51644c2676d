/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_DETECTION_MATCH_H
#define GW_DETECTION_MATCH_H

#include "gw-detection.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* What an object of an image belongs to, where it is no index of another: nothing,
 * which is a false alarm or a missed truth; what need not be found, of a detection
 * alone; or it takes no part at all.
 */
#define GW_PAIR_NONE (-1)
#define GW_PAIR_IGNORED (-2)
#define GW_PAIR_APART (-3)

  /* Which detection of an image goes with which truth: the pairs behind
   * gw_detection_confusion(), taken whatever their classes.
   *
   * image          gw-detection.h
   * n_classes      of the labels
   * iou            overlap that a pair must reach, 0 to 1
   * score          detections below it are GW_PAIR_APART; not NaN
   * of_detection   image->n_detections places: the index of a truth, or one of the
   *                above
   * of_truth       image->n_truths places: the index of a detection, GW_PAIR_NONE or,
   *                where it need not be found or is left out, GW_PAIR_APART
   * overlaps       image->n_detections shares, 0 to 1: of a pair its overlap, else 0;
   *                may be NULL
   *
   * GW_STATUS_INVALID by the rules of gw-detection.h and for iou and score out of
   * range, GW_STATUS_TOO_LARGE, GW_STATUS_NO_MEMORY; nothing is written then.
   * O(pairs + those that overlap * their log); memory for the latter.
   */
  GW_PUBLIC gw_status gw_detection_match (const GwDetectionImage *image, size_t n_classes, GwOverlap overlap,
                                          double iou, double score, int32_t *of_detection, int32_t *of_truth,
                                          double *overlaps);

#ifdef __cplusplus
}
#endif

#endif
