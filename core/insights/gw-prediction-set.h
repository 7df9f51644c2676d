/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-object-table.h"

G_BEGIN_DECLS

/* What a layer says of the images of a data set: a model's predictions, an
 * annotator's answers, or the project's own labels. Images and classes are indices
 * into those of the set. A copy of one moment, as the set is.
 */
typedef struct
{
  gsize n_images;
  GwLayer *layer;

  /* Images that it scores or labels, a row each. */
  gsize n_rows;
  GArray *row_images;     /* gint32, rising */
  GArray *score_classes;  /* gint32, rising: the columns; none where it only labels */
  double *scores;         /* n_rows * columns, row-major; 0 where a class was not scored; NULL without columns. Of a
                           * model that gives logits they are what softmax makes of them */
  GArray *row_labels;     /* gint32: the class that it decided for; -1: none */
  GArray *row_confidence; /* double: of that class; NaN: not given */
  GArray *row_n_labels;   /* gint32: how many classes it decided for */

  GwObjectTable *objects;

  guint8 *seen;          /* n_images: the layer has something there; of labels also that somebody looked */
  GArray *image_ids;     /* gint64, as the set has them */
  GArray *image_sizes;   /* gint32: width and height of each; 0: not known */
  GArray *image_numbers; /* gint64: as a COCO file calls it; G_MAXINT64 where none does */
} GwPredictionSet;

/* Blocks; on a thread of the store. One pass over the project.
 *
 * set       which images, and the order of them and of the classes
 * layer_id  GW_LAYER_LABELS: what is true
 * overlap   GW_OVERLAP_MASK: objects with masks, those that have none are left out
 *
 * Returns: (transfer full) (nullable)
 */
GwPredictionSet *gw_prediction_set_load (GwStore *store, const GwDataSet *set, const GwFilter *filter, gint64 layer_id,
                                         GwOverlap overlap, GwWork *work, GCancellable *cancellable, GError **error);
void gw_prediction_set_free (GwPredictionSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPredictionSet, gw_prediction_set_free)

G_END_DECLS
