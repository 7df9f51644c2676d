/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SEMANTIC_H
#define GW_SEMANTIC_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Adds the pixels of one image to a confusion matrix.
   *
   * truth       n class indices, one for each pixel, in any order
   * predicted   n class indices in the same order
   * n           pixels; 0 is allowed; up to 2^31, else GW_STATUS_TOO_LARGE
   * n_classes   classes, up to 2^15, else GW_STATUS_TOO_LARGE
   * ignore      a value of truth whose pixels are left out: 255 as a rule, -1 for none
   *             beyond the missing ones
   * confusion   n_classes^2 counts, row-major, rows the truth; they are added to, so
   *             zero them before the first image
   * n_excluded  pixels left out, added to: truth is ignore or missing (-1), or
   *             predicted is missing, or ignore and no class; may be NULL
   *
   * GW_STATUS_INVALID for another value outside of the classes; nothing is added
   * then. O(n), memory n_classes^2.
   */
  GW_PUBLIC gw_status gw_semantic_add (const int32_t *truth, const int32_t *predicted, size_t n, size_t n_classes,
                                       int32_t ignore, uint64_t *confusion, size_t *n_excluded);

  typedef struct
  {
    double pixel_accuracy;      /* pixels right / pixels */
    double mean_class_accuracy; /* of the classes that occur in the truth */
    double mean_iou;            /* of the classes that occur in truth or prediction */
    double mean_dice;           /* of the same */
    double fw_iou;              /* IoU weighted by the pixels of the truth */
    uint64_t n;                 /* pixels */
  } GwSemantic;

  /* The figures of a confusion matrix of pixels, all from 0 to 1.
   *
   * confusion       n_classes^2 counts, row-major, rows the truth
   * class_accuracy  n_classes: right / pixels of the truth; NaN for a class that is
   *                 not in it. May be NULL
   * iou             n_classes: right / pixels of either; NaN for a class in neither.
   *                 May be NULL
   * dice            n_classes: 2 right / (pixels of the truth + of the prediction),
   *                 NaN as above. May be NULL
   * figures         the rest; NaN without pixels
   *
   * GW_STATUS_EMPTY without pixels: all NaN. GW_STATUS_TOO_LARGE for more than 2^15
   * classes. O(n_classes^2), no memory taken.
   * Source: Long, Shelhamer, Darrell, Fully convolutional networks for semantic
   * segmentation, CVPR 2015, section 5.
   */
  GW_PUBLIC gw_status gw_semantic_metrics (const uint64_t *confusion, size_t n_classes, double *class_accuracy,
                                           double *iou, double *dice, GwSemantic *figures);

#ifdef __cplusplus
}
#endif

#endif
