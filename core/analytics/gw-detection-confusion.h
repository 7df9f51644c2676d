/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_DETECTION_CONFUSION_H
#define GW_DETECTION_CONFUSION_H

#include "gw-detection.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Which classes a detector takes for which, with the background for what lies
   * where nothing is, and what is not found.
   *
   * images      n_images images: gw-detection.h
   * n_classes   classes, up to 2^15
   * iou         overlap that a pair must reach, 0 to 1
   * score       detections below it are not looked at; not NaN
   * matrix      (n_classes + 1)^2 counts, row-major: row the class of the truth,
   *             column that of the detection, the last of both the background
   * hits        n_images counts, in the order of images; may be NULL. A pair of
   *             different classes is one false and one missed
   * n_excluded  objects left out: gw-detection.h; may be NULL
   *
   * Within an image all pairs that overlap enough, whatever their classes, are
   * taken by falling IoU, then falling score, then the lower detection, then the
   * lower truth, each object once. Truths that need not be found (ignore, crowd)
   * take no part; a detection that is left over and overlaps one enough counts as
   * ignored, and not in the matrix.
   *
   * GW_STATUS_EMPTY without any object, with zeros written; GW_STATUS_INVALID by
   * the rules of gw-detection.h and for iou and score out of range;
   * GW_STATUS_TOO_LARGE for too many classes. Nothing is written then.
   * O(pairs of an image + those that overlap * their log); memory for the latter,
   * and (n_classes + 1)^2. The rule is this library's own.
   */
  GW_PUBLIC gw_status gw_detection_confusion (const GwDetectionImage *images, size_t n_images, size_t n_classes,
                                              GwOverlap overlap, double iou, double score, uint64_t *matrix,
                                              GwImageHits *hits, size_t *n_excluded, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
