/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-prediction-set.h"

G_BEGIN_DECLS

/* What is on images and what a detector found there, as the evaluation takes them.
 * Two files and a project's model both become this.
 */
typedef struct
{
  GPtrArray *classes; /* names */
  gsize n_images;
  gint64 *image_ids;         /* (nullable): of a project */
  GwDetectionImage *images;  /* difficult truths must be found, as COCO has it */
  GwDetectionImage *lenient; /* the same, difficult truths need not be found */
  const GwObjectTable *truths;
  const GwObjectTable *detections;
  guint32 *first_truth; /* n_images: which row of truths is the image's first; the others follow */
  guint32 *first_detection;

  /* Of a project. */
  gsize n_unlabeled_images; /* the model found something, but nobody has looked at them: left out */

  GwTruthObject *truth_objects; /* what the images hold */
  GwTruthObject *lenient_objects;
  GwDetectedObject *detected_objects;
  GwObjectTable *own_truths; /* (nullable): that the tables are its own */
  GwObjectTable *own_detections;
} GwDetectionRows;

/* classes     names, taken over
 * ids         n_images numbers that all differ: among equal scores images go by them
 * truths,     of those images, whose rows are sorted by image here; both must live as
 * detections  long and not change. A detection without a score is a sure one
 */
GwDetectionRows *gw_detection_rows_new (GPtrArray *classes, const gint64 *ids, gsize n_images, GwObjectTable *truths,
                                        GwObjectTable *detections);
void gw_detection_rows_free (GwDetectionRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDetectionRows, gw_detection_rows_free)

/* The rows of a project: the images that somebody has looked at. Takes the objects
 * out of both, which must be of the same set and overlap.
 *
 * truth  loaded from GW_LAYER_LABELS
 */
GwDetectionRows *gw_detection_rows_new_from_set (const GwDataSet *set, GwPredictionSet *truth,
                                                 GwPredictionSet *predictions);

G_END_DECLS
