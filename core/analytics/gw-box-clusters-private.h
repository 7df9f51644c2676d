/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOX_CLUSTERS_PRIVATE_H
#define GW_BOX_CLUSTERS_PRIVATE_H

#include "gw-box.h"
#include "gw-run.h"

/* A box that somebody drew, and where it went. */
typedef struct
{
  GwBox box;
  int32_t image;
  int32_t worker;
  int32_t label;
  uint32_t row;     /* among the caller's */
  uint32_t cluster; /* to be found */
} GwDrawnBox;

/* What is the same thing: a box here and a box there whose likeness is not below least.
 * Boxes that do not meet from left to right are not asked for.
 */
typedef struct
{
  double (*likeness) (const GwDrawnBox *a, const GwDrawnBox *b, const void *data); /* 0 to 1 */
  const void *data;
  double least; /* above 0 */
} GwClusterRule;

/* Puts them in the order in which their clusters are found: by image, by worker, by place. */
void _gw_box_clusters_order (GwDrawnBox *boxes, size_t n);

/* Finds which of n boxes are the same thing, as gw_box_consensus() has it, and numbers
 * the clusters from 0 on, image by image, in the order of their first boxes. The boxes
 * are in order of images and workers, which does not depend on the caller's. n_answers
 * is that of gw_box_consensus(). Tells the caller of run shares from 0 to `share`.
 * GW_STATUS_OK, GW_STATUS_INVALID for fewer answers than people who drew,
 * GW_STATUS_TOO_LARGE for too many pairs, GW_STATUS_NO_MEMORY, or GW_STATUS_CANCELLED.
 */
gw_status _gw_box_clusters_find_all (GwDrawnBox *boxes, size_t n, const uint32_t *n_answers, const GwClusterRule *rule,
                                     size_t *n_clusters, const GwRun *run, double share);

/* Boxes by their clusters, of each in the order that they have: those of a cluster are member[begin[cluster]] and
 * so on, up to that of the next. Both are the caller's, with GW_STATUS_NO_MEMORY, too.
 */
gw_status _gw_box_clusters_sort (const GwDrawnBox *boxes, size_t n, size_t n_clusters, size_t **begin,
                                 uint32_t **member);

/* Calls func with each cluster in turn and how many people answered its image, until it fails: what it returned. */
gw_status _gw_box_clusters_each (const GwDrawnBox *boxes, size_t n, const uint32_t *n_answers, size_t n_clusters,
                                 const size_t *begin, const uint32_t *member,
                                 gw_status (*func) (void *data, size_t cluster, uint32_t n_people), void *data);

/* Behind the boxes of the image that begin at first. */
size_t _gw_box_clusters_end_of_image (const GwDrawnBox *boxes, size_t n, size_t first);

/* How many people answered the image of n boxes; 0 where that is less than drew. */
uint32_t _gw_box_clusters_count_people (const GwDrawnBox *boxes, size_t n, const uint32_t *n_answers);

#endif
