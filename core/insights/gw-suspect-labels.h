/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-rows.h"
#include "gw-confident-learning.h"

G_BEGIN_DECLS

/* A label that is probably wrong. */
typedef struct
{
  guint row; /* of the rows */
  gint32 given;
  gint32 suggested; /* the most probable class that is another */
  double quality;   /* of the label by its margin, 0 to 1 (gw-confident-learning.h) */
} GwSuspectLabel;

typedef struct
{
  gsize n_known;           /* rows that were looked at: with a label and scores */
  GArray *labels;          /* of GwSuspectLabel, the worst first */
  guint64 *joint;          /* classes * classes, row: the label, column: what it probably is; rows sum to the
                            * counts of their labels */
  double *class_threshold; /* classes: from here on a row is surely of the class */
} GwSuspectLabels;

/* Which labels of a project or table contradict a model so that they should be looked
 * at. The model must not have learned from these very images: the caller tells people
 * so, for nothing here can know it.
 *
 * status  (out): GW_STATUS_UNDEFINED where the model gave no scores, GW_STATUS_EMPTY
 *         without labels, GW_STATUS_INVALID for scores beyond 0 to 1,
 *         GW_STATUS_CANCELLED
 * Returns: (transfer full) (nullable)
 */
GwSuspectLabels *gw_suspect_labels_new (const GwClassRows *rows, GwLabelIssuesFilter filter, const GwRun *run,
                                        gw_status *status);
void gw_suspect_labels_free (GwSuspectLabels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSuspectLabels, gw_suspect_labels_free)

/* The rows of them, in their order, for gw_class_rows_list_images(): GArray of guint.
 * given, suggested: one kind of mistake alone; -1: any. (transfer full)
 */
GArray *gw_suspect_labels_list_rows (const GwSuspectLabels *self, gint32 given, gint32 suggested);

G_END_DECLS
