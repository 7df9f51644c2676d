/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_WEIGHTED_BOX_FUSION_H
#define GW_WEIGHTED_BOX_FUSION_H

#include "gw-box.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* One set of boxes from the boxes that several models, which give scores, find on an
   * image. Boxes that people drew are consolidated by gw-box-consensus.h.
   */

  typedef struct
  {
    GwBox box;     /* gw_box_is_valid() */
    double score;  /* 0 to 1e15; 0 to 1 as a rule */
    int32_t label; /* 0 or more */
    int32_t model; /* 0 to n_models - 1 */
  } GwScoredBox;

  /* Which cluster takes a box, where several do. */
  typedef enum
  {
    GW_WEIGHTED_BOX_FUSION_FIRST, /* that of the highest first score, as the method is written down here */
    GW_WEIGHTED_BOX_FUSION_BEST   /* that of the largest overlap, as the authors' program does */
  } GwWeightedBoxFusionMatch;

  typedef struct
  {
    double iou; /* 0 to 1: a cluster takes a box whose overlap with the fused box is above it */
    GwWeightedBoxFusionMatch match;
  } GwWeightedBoxFusionOptions;

  /* 0.55, the first. */
  GW_PUBLIC GwWeightedBoxFusionOptions gw_weighted_box_fusion_options (void);

  typedef struct
  {
    GwBox box;
    double score; /* from 0 to the highest of the members */
    int32_t label;
    uint32_t n_members; /* boxes, several of one model among them where it found the thing more than once */
  } GwFusedBox;

  /* boxes     n boxes of one image, in any order
   * n_models  that looked at the image, those that found nothing, too; 1 or more
   * options   NULL for gw_weighted_box_fusion_options()
   * fused     room for n; by descending score, then from top to bottom and from left to
   *           right
   * n_fused   how many there are
   * of_box    n indices in fused: what each box went into. May be NULL
   *
   * Takes the boxes of a class from the highest score on (of equal ones by model, then
   * from top to bottom and from left to right). A box goes into a cluster whose fused
   * box overlaps it by more than iou, else it opens one; the sides of the fused box are
   * then the mean of its members' by their scores. The score is the mean of the
   * members', times the share of the models, min (members, models) / models. Members
   * without any score weigh alike. A box without area is a cluster of its own.
   *
   * GW_STATUS_EMPTY without boxes: *n_fused is 0. GW_STATUS_INVALID for a box, a score,
   * a class, a model or an option out of range, GW_STATUS_TOO_LARGE beyond 2^31.
   * O(n log n + n * clusters of a class); memory O(n).
   * Source: Solovyev, Wang, Gabruseva, Weighted boxes fusion: ensembling boxes from
   * different object detection models, Image and Vision Computing 107 (2021) 104117,
   * arXiv 1910.13302, section 3, formulas 1 to 5.
   */
  GW_PUBLIC gw_status gw_weighted_box_fusion (const GwScoredBox *boxes, size_t n, size_t n_models,
                                              const GwWeightedBoxFusionOptions *options, GwFusedBox *fused,
                                              size_t *n_fused, int32_t *of_box, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
