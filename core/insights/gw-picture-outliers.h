/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-run.h"
#include "gw-status.h"

G_BEGIN_DECLS

/* Pictures that look like no other: by random cut trees (gw-random-cut-forest.h) over
 * the features of their measures. Named are those the logarithm of whose
 * score lies beyond the outer fence of a box plot, GW_PICTURE_OUTLIERS_REACH interquartile ranges above the box.
 */
#define GW_PICTURE_OUTLIERS_REACH 3.0
/* Of fewer pictures nobody can say what is usual. */
#define GW_PICTURE_OUTLIERS_LEAST 20

typedef struct
{
  gsize n_known;  /* pictures that are measured */
  double *scores; /* one an image; NaN: not measured */
  GArray *rows;   /* guint: the farthest first */
} GwPictureOutliers;

/* measures: those of gw_data_set_load_measures(). status (out): GW_STATUS_EMPTY for fewer
 * than GW_PICTURE_OUTLIERS_LEAST pictures, GW_STATUS_CANCELLED.
 * Returns: (transfer full) (nullable)
 */
GwPictureOutliers *gw_picture_outliers_new (const GArray *measures, const GwRun *run, gw_status *status);
void gw_picture_outliers_free (GwPictureOutliers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPictureOutliers, gw_picture_outliers_free)

G_END_DECLS
