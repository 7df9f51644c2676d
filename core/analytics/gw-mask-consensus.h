/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MASK_CONSENSUS_H
#define GW_MASK_CONSENSUS_H

#include "gw-rle.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* One class for each pixel of an image from what several people painted, by vote.
   * gw-staple.h weighs them by how they err.
   */

/* Most classes. */
#define GW_MASK_CONSENSUS_MOST_CLASSES ((size_t) 1 << 15)

  /* The pixels to which a person gave a class. */
  typedef struct
  {
    int32_t worker;    /* 0 to n_workers - 1 */
    int32_t label;     /* 0 to n_classes - 1 */
    const GwRle *mask; /* of the size of the image */
  } GwPaintedMask;

  /* All of one image. Where masks of one person overlap, the later one is on top; what a
   * person left without a class is background, and so is all of it where a person has
   * no mask.
   */
  typedef struct
  {
    const GwPaintedMask *masks; /* n */
    size_t n;
    int32_t height;
    int32_t width;
    size_t n_workers; /* who answered */
    size_t n_classes; /* without the background; at most GW_MASK_CONSENSUS_MOST_CLASSES */
  } GwMaskAnswers;

  typedef struct
  {
    double confidence;   /* mean of worker_iou, 0 to 1; NaN of one person and of none */
    uint64_t n_disputed; /* pixels to which not all gave the same class */
    uint64_t n_unsure;   /* of these, those whose class has half of the votes or less */
    uint64_t n_smoothed; /* of these, those that took the class of their neighbours */
  } GwMaskConsensus;

  /* answers     what people painted
   * weight      n_workers numbers, 0 or more: how reliable each is; NULL, or 0 for all:
   *             all alike
   * masks       n_classes masks, the caller's, to be cleared: the pixels of each class,
   *             which do not overlap
   * worker_iou  n_workers means, 0 to 1: IoU of what a person painted and the result,
   *             over the classes that are in either; 1 where none is. May be NULL
   * out         how it went
   *
   * Each pixel gets the class, or the background, with the most votes by weight; of
   * equal ones that with more votes in the 3 x 3 pixels around it, then one that is no
   * background, then the lower one. Then, once, a pixel whose class has half of the
   * votes or less takes the class that most of the 3 x 3 pixels around it have, itself
   * among them; of equal ones its own, then as above. Pixels outside of the image have
   * no say.
   *
   * GW_STATUS_EMPTY without people: all is background. GW_STATUS_INVALID for an index, a
   * class or a weight out of range, a mask of another size or that is none
   * (gw_rle_validate()); GW_STATUS_TOO_LARGE for an image beyond the limits of gw-mask.h
   * and too many classes. O(height * width * n_workers + width * n + counts), and for a
   * pixel whose votes tie 9 n_workers; memory 3 * height * (n_workers + 2) numbers, 2 *
   * n_workers * n_classes counts and the counts of the result: never a whole picture.
   * Source: the rule is this library's own; vote and neighbours are what the labeling
   * service says it takes.
   */
  GW_PUBLIC gw_status gw_mask_consensus (const GwMaskAnswers *answers, const double *weight, GwRle *masks,
                                         double *worker_iou, GwMaskConsensus *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
