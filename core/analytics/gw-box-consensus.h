/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOX_CONSENSUS_H
#define GW_BOX_CONSENSUS_H

#include "gw-box.h"
#include "gw-ground-truth.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* One set of boxes for each image from the boxes that several people drew. Boxes of
   * models, which have scores, are fused by gw-weighted-box-fusion.h.
   */

/* Most pairs of boxes of one image that overlap enough to be one. */
#define GW_BOX_CONSENSUS_MOST_PAIRS ((size_t) 1 << 22)

  /* The boxes of all images: a list in any order. */
  typedef struct
  {
    const int32_t *image;  /* n indices, 0 to n_images - 1 */
    const int32_t *worker; /* n indices, 0 to n_workers - 1 */
    const int32_t *label;  /* n classes, 0 to n_classes - 1 */
    const GwBox *box;      /* n boxes, each gw_box_is_valid() */
    const uint32_t
        *n_answers; /* n_images: how many people answered, those who drew nothing, too; NULL: those who drew */
    size_t n;
    size_t n_images;
    size_t n_workers;
    size_t n_classes;
  } GwBoxAnswers;

  typedef enum
  {
    GW_BOX_CONSENSUS_MEAN,  /* of each side */
    GW_BOX_CONSENSUS_MEDIAN /* of each side: one bad box of three or more does no harm */
  } GwBoxConsensusRule;

  typedef struct
  {
    double iou; /* above 0, to 1: how much boxes must overlap to be the same thing */
    GwBoxConsensusRule rule;
    const double *weight; /* n_workers numbers, 0 or more, for the mean: how reliable each is; NULL: all alike */
  } GwBoxConsensusOptions;

  /* 0.5, the mean, all alike. */
  GW_PUBLIC GwBoxConsensusOptions gw_box_consensus_options (void);

  typedef struct
  {
    int32_t image;
    int32_t label;
    GwBox box;
    double confidence;  /* 0 to 1: see below; NaN where one person answered */
    uint32_t n_members; /* boxes, each of another person */
    bool tie;           /* another class was as probable */
    bool review;        /* half of the people or fewer drew it, or the confidence is below 0.5 */
  } GwConsensusBox;

  /* answers     what people drew
   * options     NULL for gw_box_consensus_options()
   * boxes       room for n; by image, then descending confidence, then from top to
   *             bottom and from left to right
   * n_boxes     how many there are
   * of_box      n indices in boxes: what each of the answers' boxes went into. May be
   *             NULL
   * worker_iou  n_workers means, 0 to 1: how much a worker's boxes overlap the fused
   *             ones, over those that others drew too; NaN without any. May be NULL
   * labels      how the classes were found. May be NULL
   *
   * Boxes of different people that overlap by iou or more are pairs; from the largest
   * overlap on (of equal ones those of one class first, then by worker and place) the
   * clusters of a pair are made one if they have no person in common and the mean
   * overlap of a box here and a box there is iou or more. So nobody has two boxes in a
   * cluster. The class of a cluster is that of gw_ground_truth_labels() with clusters as
   * items, over all images; the box is the mean of the members' sides.
   *
   * The confidence is the sum of the overlaps of members and fused box over the number
   * of people who answered the image, times the share of members that are of the class:
   * 1 where all agree on all, never above members / people. It ranks boxes of one job,
   * and is no probability.
   *
   * A box without area is kept as a cluster of its own, with confidence 0. The answer
   * does not depend on the order of the boxes, but for the last bits.
   *
   * GW_STATUS_EMPTY without boxes: *n_boxes is 0. GW_STATUS_INVALID for an index, a
   * class, a box or an option out of range and fewer answers to an image than people
   * who drew there; GW_STATUS_TOO_LARGE beyond 2^31 of anything and for an image with
   * more than GW_BOX_CONSENSUS_MOST_PAIRS pairs.
   * O(n log n), and of each image its pairs of boxes that overlap from left to right,
   * and of those that are candidates as many steps as their clusters have pairs; memory
   * O(n), 16 bytes for each candidate of one image, and that of
   * gw_ground_truth_labels() for as many items as clusters.
   * Source: the rule is this library's own; the mean of the boxes with the largest
   * Jaccard index is what the labeling service says it takes. Average linkage: Sokal,
   * Michener, University of Kansas Science Bulletin 38 (1958) 1409.
   */
  GW_PUBLIC gw_status gw_box_consensus (const GwBoxAnswers *answers, const GwBoxConsensusOptions *options,
                                        GwConsensusBox *boxes, size_t *n_boxes, int32_t *of_box, double *worker_iou,
                                        GwGroundTruth *labels, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
