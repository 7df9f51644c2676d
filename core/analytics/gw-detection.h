/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_DETECTION_H
#define GW_DETECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-rle.h"
#include "gw-shape.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What a detector is judged by: the objects that are on an image, and those
   * that it says are. gw-coco-eval.h, gw-voc-ap.h and gw-detection-confusion.h take
   * them, and all of them by these rules:
   *
   * - A label is a class index from 0 to n_classes - 1. -1 is missing: the object
   *   is left out and counted in n_excluded, and so are a detection whose score is
   *   NaN and an object whose box has a number that is not finite. Infinite scores
   *   are scores like others. Any other label is GW_STATUS_INVALID.
   * - Boxes are in continuous pixels, without a "+1": gw_box_iou(). One with a side
   *   of 0 or less has no area and overlaps nothing.
   * - By GW_OVERLAP_MASK masks count instead of boxes: gw_rle_iou(). Every object
   *   must then have one, and those of an image must be of one size, else
   *   GW_STATUS_INVALID. Boxes are not looked at.
   * - Detections of one score keep the order that they have in their image, and
   *   images the order of their ids, which must all differ.
   */
  typedef enum
  {
    GW_OVERLAP_BOX,
    GW_OVERLAP_MASK
  } GwOverlap;

  typedef struct
  {
    int32_t label;
    bool crowd;        /* marks a region of many objects, whose overlap is that of gw_box_iou_crowd() */
    bool ignore;       /* neither to be found nor to be missed: "difficult"; a crowd always is so */
    double area;       /* as the annotation says, for the classes of size; NaN: that of the box or mask */
    GwBox box;         /* x, y, width, height */
    const GwRle *mask; /* the caller's; NULL for boxes */
  } GwTruthObject;

  typedef struct
  {
    int32_t label;
    double score;
    GwBox box;
    const GwRle *mask;
  } GwDetectedObject;

  /* All of one image; nothing is copied or kept. */
  typedef struct
  {
    int64_t id;
    const GwTruthObject *truths;
    size_t n_truths;
    const GwDetectedObject *detections;
    size_t n_detections;
  } GwDetectionImage;

  /* What became of the detections of one image. */
  typedef struct
  {
    int64_t image; /* its id */
    uint64_t n_hits;
    uint64_t n_false;   /* detections of nothing, of the wrong class, or of what was found already */
    uint64_t n_missed;  /* truths that were not found */
    uint64_t n_ignored; /* detections that count neither way */
  } GwImageHits;

#ifdef __cplusplus
}
#endif

#endif
