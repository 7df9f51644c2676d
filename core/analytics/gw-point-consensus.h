/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_POINT_CONSENSUS_H
#define GW_POINT_CONSENSUS_H

#include "gw-run.h"
#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* One set of key points for each image from the points that several people placed. */

  /* The points of all images: a list in any order. Points of different classes are
   * different things: a class is "left eye". The likeness of two points at a distance d
   * is exp (-d^2 / (2 s^2)), with s = size * scale: 1 at the same place, 0.61 at s.
   */
  typedef struct
  {
    const int32_t *image;  /* n indices, 0 to n_images - 1 */
    const int32_t *worker; /* n indices, 0 to n_workers - 1 */
    const int32_t *label;  /* n classes, 0 to n_classes - 1 */
    const GwPoint *point;  /* n points, in pixels within +-1e15 */
    const uint8_t *hidden; /* n flags: not 0 where a person says that it cannot be seen; NULL: all are seen */
    const double *size;    /* n_images: how large what they are on is, in pixels, 1e-15 to 1e15; NULL: 1 */
    const double *scale;   /* n_classes: how far people err, as a share of size, 1e-15 to 1e15 */
    const uint32_t
        *n_answers; /* n_images: how many people answered, those who placed nothing, too; NULL: those who did */
    size_t n;
    size_t n_images;
    size_t n_workers;
    size_t n_classes;
  } GwPointAnswers;

  typedef enum
  {
    GW_POINT_CONSENSUS_MEAN,  /* of both coordinates */
    GW_POINT_CONSENSUS_MEDIAN /* of each coordinate: one bad point of three or more does no harm */
  } GwPointConsensusRule;

  typedef struct
  {
    double likeness; /* above 0, to 1: how alike points must be to be the same thing */
    GwPointConsensusRule rule;
  } GwPointConsensusOptions;

  /* 0.5, the mean. */
  GW_PUBLIC GwPointConsensusOptions gw_point_consensus_options (void);

  typedef struct
  {
    int32_t image;
    int32_t label;
    GwPoint point;
    bool hidden;        /* more people say so than do not */
    double confidence;  /* 0 to 1: see below; NaN where one person answered */
    uint32_t n_members; /* points, each of another person */
    bool review;        /* half of the people or fewer placed it, or the confidence is below 0.5 */
  } GwConsensusPoint;

  /* answers          what people placed
   * options          NULL for gw_point_consensus_options()
   * points           room for n; by image, then descending confidence, then from top to
   *                  bottom and from left to right
   * n_points         how many there are
   * of_point         n indices in points: what each of the answers' points went into.
   *                  May be NULL
   * worker_likeness  n_workers means, 0 to 1: how alike a worker's points and the fused
   *                  ones are, over those that others placed too; NaN without any. May be
   *                  NULL
   *
   * Points of one class and of different people become one as boxes do in
   * gw_box_consensus(), with their likeness in place of the overlap: nobody has two
   * points in a cluster. The confidence is the sum of the likeness of members and fused
   * point over the number of people who answered the image: 1 where all agree on all,
   * never above members / people. It ranks points of one job, and is no probability.
   * The answer does not depend on the order of the points, but for the last bits.
   *
   * GW_STATUS_EMPTY without points: *n_points is 0. GW_STATUS_INVALID for an index, a
   * class, a number or an option out of range and fewer answers to an image than people
   * who placed points there; GW_STATUS_TOO_LARGE beyond 2^31 of anything and for an image
   * with more than GW_BOX_CONSENSUS_MOST_PAIRS pairs that are alike. Costs as
   * gw_box_consensus() without classes.
   * Source: the rule is this library's own. The likeness: object keypoint similarity of
   * the COCO key point task, https://cocodataset.org/#keypoints-eval.
   */
  GW_PUBLIC gw_status gw_point_consensus (const GwPointAnswers *answers, const GwPointConsensusOptions *options,
                                          GwConsensusPoint *points, size_t *n_points, int32_t *of_point,
                                          double *worker_likeness, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
