/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_COCO_EVAL_H
#define GW_COCO_EVAL_H

#include "gw-detection.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Average precision and recall of a detector as the COCO evaluation defines them.
 *
 * IoU thresholds: 0.50, 0.55 ... 0.95. Recall points: 0, 0.01 ... 1. Sizes: small
 * is an area from 0 to 32^2, medium from 32^2 to 96^2, large from 96^2 to 1e10,
 * both ends belonging to each; by the annotation's area for truths, by its own for
 * a detection that matches none. Of each image and class the first 1, 10 or 100
 * detections by score count.
 *
 * Within an image and class the detections, by falling score, each take the truth
 * of highest IoU that is left, the later one of equals, when the IoU reaches the
 * threshold; one that must be found goes before an ignored one, and a crowd can be
 * taken again and again. Detections that take an ignored truth, or none and are of
 * another size, are ignored. All images' detections of a class, by falling score,
 * give its precision over recall: precision is the highest at this or any higher
 * recall, read at the first recall that reaches the point, 0 past the last.
 *
 * A figure without truth that counts is GW_COCO_NO_TRUTH, and no mean takes it in.
 * The figures equal those of the reference tools, but for rounding.
 *
 * Source: COCOeval of the COCO API, https://github.com/cocodataset/cocoapi; Lin et
 * al., Microsoft COCO, ECCV 2014.
 */
#define GW_COCO_N_THRESHOLDS 10
#define GW_COCO_N_POINTS 101
#define GW_COCO_NO_TRUTH (-1.0)

  typedef struct
  {
    double ap;   /* mean precision over thresholds, recall points and classes, 100 detections */
    double ap50; /* at IoU 0.50 alone, and at 0.75 */
    double ap75;
    double ap_small;
    double ap_medium;
    double ap_large;
    double ar1; /* mean of the highest recall over thresholds and classes, 1, 10, 100 detections */
    double ar10;
    double ar100;
    double ar_small; /* with 100 */
    double ar_medium;
    double ar_large;
  } GwCocoSummary;

  /* One class, all sizes and 100 detections. */
  typedef struct
  {
    double ap;
    double ap50;
    double ap75;
    double ar100;
    uint64_t n_truths;     /* that must be found */
    uint64_t n_detections; /* of those 100 */
  } GwCocoClass;

  typedef struct
  {
    GwCocoSummary summary;
    GwCocoClass *classes; /* n_classes */
    size_t n_classes;
    double *precision;   /* n_classes * thresholds * points, row-major; all sizes, 100 detections */
    GwImageHits *images; /* n_images, by rising id; matched at IoU 0.50, all sizes, 100 detections */
    size_t n_images;
    size_t n_excluded; /* truths and detections left out: gw-detection.h */
  } GwCocoResult;

  /* The evaluation of n_images images at once.
   *
   * images     in any order; ids differ, else GW_STATUS_INVALID
   * n_classes  classes, up to 2^16, else GW_STATUS_TOO_LARGE
   * result     overwritten, not freed; the caller's: gw_coco_result_clear()
   *
   * GW_STATUS_EMPTY without any object, GW_STATUS_NO_POSITIVE without a truth that
   * must be found: the result is there then too. GW_STATUS_INVALID by the rules of
   * gw-detection.h. Other failures write nothing.
   * O(overlapping pairs + n log n); memory 40 bytes a detection, and the tables.
   */
  GW_PUBLIC gw_status gw_coco_eval (const GwDetectionImage *images, size_t n_images, size_t n_classes,
                                    GwOverlap overlap, GwCocoResult *result, const GwRun *run);

  /* Frees what it holds and zeroes it; a zeroed one is fine, and NULL. */
  GW_PUBLIC void gw_coco_result_clear (GwCocoResult *result);

  /* The IoU threshold of an index into precision, below GW_COCO_N_THRESHOLDS: of 5 it
   * is 0.75.
   */
  GW_PUBLIC double gw_coco_threshold (size_t index);

  /* The same image by image, for data that are not all in memory: what is added is
   * not kept. One thread at a time.
   */
  typedef struct _GwCocoEval GwCocoEval;

  /* Starts one without images.
   *
   * n_classes  as above
   * eval       for gw_coco_eval_free(); NULL unless the status is OK
   *
   * GW_STATUS_TOO_LARGE, GW_STATUS_NO_MEMORY. O(n_classes), time and memory.
   */
  GW_PUBLIC gw_status gw_coco_eval_new (size_t n_classes, GwOverlap overlap, GwCocoEval **eval);

  /* NULL is allowed. */
  GW_PUBLIC void gw_coco_eval_free (GwCocoEval *self);

  /* Adds an image, in any order: GW_STATUS_INVALID by the rules of gw-detection.h,
   * GW_STATUS_TOO_LARGE, GW_STATUS_NO_MEMORY; what fails adds nothing.
   * O(pairs of a class that overlap + detections * log).
   */
  GW_PUBLIC gw_status gw_coco_eval_add (GwCocoEval *self, const GwDetectionImage *image);

  /* The figures of what was added, with the same statuses as gw_coco_eval(). More
   * can be added afterwards.
   */
  GW_PUBLIC gw_status gw_coco_eval_get (const GwCocoEval *self, GwCocoResult *result, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
