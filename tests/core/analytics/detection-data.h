/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-detection.h"
#include "gw-random.h"

G_BEGIN_DECLS

/* Truths and detections by chance: boxes of all sizes with detections near them,
 * scores of few values, some of the wrong class, some crowds and ignored ones,
 * and images that are empty. Ids rise, with gaps.
 */
typedef struct
{
  GwDetectionImage *images;
  gsize n_images;
  gsize n_classes;
  gsize n_objects;
  GwTruthObject *truths;
  GwDetectedObject *detections;
} DetectionData;

/* With masks every object has one instead of a box. */
DetectionData *detection_data_new (guint64 seed, gsize n_images, gsize n_classes, gboolean masks);
void detection_data_free (DetectionData *self);
/* Puts the images into another order. */
void detection_data_shuffle (DetectionData *self, guint64 seed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DetectionData, detection_data_free)

G_END_DECLS
