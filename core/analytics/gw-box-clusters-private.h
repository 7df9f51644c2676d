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

/* Finds which of n boxes of one image are the same thing, by the rule of
 * gw_box_consensus(), and numbers the clusters from *n_clusters on, in the order of
 * their first boxes. The boxes are in an order that does not depend on the caller's.
 * done is told to the caller of run now and then.
 * GW_STATUS_OK, GW_STATUS_TOO_LARGE for too many pairs, GW_STATUS_NO_MEMORY, or
 * GW_STATUS_CANCELLED.
 */
gw_status _gw_box_clusters_find (GwDrawnBox *boxes, size_t n, double iou, size_t *n_clusters, const GwRun *run,
                                 double done);

#endif
