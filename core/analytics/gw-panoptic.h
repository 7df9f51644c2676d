/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_PANOPTIC_H
#define GW_PANOPTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* A segment of a panoptic image: all pixels that hold its id. */
  typedef struct
  {
    uint32_t id;   /* not 0, which is void */
    int32_t label; /* 0 to n_classes - 1 */
    bool crowd;    /* of the truth: need not be found, and what lies on it is not false */
  } GwPanopticSegment;

  /* What images came to, class by class; zeroed to begin with. */
  typedef struct
  {
    uint64_t n_hits;
    uint64_t n_false;
    uint64_t n_missed;
    double sum_iou; /* of the hits */
  } GwPanopticClass;

  /* Adds one image.
   *
   * truth_ids       n ids of segments, one for each pixel, 0 where void
   * predicted_ids   n, in the same order; up to 2^31 pixels, else GW_STATUS_TOO_LARGE
   * truths          n_truths segments, in any order
   * predicted       n_predicted segments; their crowd is not looked at
   * classes         n_classes, added to
   *
   * A predicted segment is a hit of a truth of its class, not a crowd, when their
   * IoU is above 0.5, void pixels of the truth left out of the union: at most one
   * can be. A segment without pixels hits nothing. Of predictions that hit nothing
   * those are not false that lie by more than half on void and on the crowd of their
   * class; where an image has several crowds of a class, on that of the highest id.
   *
   * GW_STATUS_INVALID for a label out of range, an id that is 0 or is there twice,
   * and a pixel whose id is no segment's; GW_STATUS_TOO_LARGE beyond 2^24 segments.
   * Nothing is added then.
   * O(n + pairs that meet * log), memory 24 bytes a pair of segments that meet.
   * Source: Kirillov et al., Panoptic segmentation, CVPR 2019; panopticapi,
   * https://github.com/cocodataset/panopticapi.
   */
  GW_PUBLIC gw_status gw_panoptic_add (const uint32_t *truth_ids, const uint32_t *predicted_ids, size_t n,
                                       const GwPanopticSegment *truths, size_t n_truths,
                                       const GwPanopticSegment *predicted, size_t n_predicted, size_t n_classes,
                                       GwPanopticClass *classes);

  /* Panoptic quality from 0 to 1, which is sq * rq. */
  typedef struct
  {
    double pq; /* sum of IoU / (hits + false / 2 + missed / 2) */
    double sq; /* mean IoU of the hits, 0 without hits */
    double rq; /* hits / (hits + false / 2 + missed / 2) */
  } GwPanopticQuality;

  /* The quality of each class, and the mean over those that were seen at all, in
   * truth or prediction.
   *
   * classes     n_classes, from gw_panoptic_add()
   * of_classes  n_classes, up to 2^31, else GW_STATUS_TOO_LARGE; NaN for a class that was not seen. May be NULL
   * mean        NaN when none was: GW_STATUS_EMPTY
   *
   * O(n_classes), no memory taken. Sources as above.
   */
  GW_PUBLIC gw_status gw_panoptic_quality (const GwPanopticClass *classes, size_t n_classes,
                                           GwPanopticQuality *of_classes, GwPanopticQuality *mean);

#ifdef __cplusplus
}
#endif

#endif
