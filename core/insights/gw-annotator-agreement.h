/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-prediction-set.h"
#include "gw-run.h"

G_BEGIN_DECLS

/* An image that several people answered. */
typedef struct
{
  gint32 image;     /* of the data set */
  guint n_answers;  /* people */
  double agreement; /* of two of them, on average: share of equal classes, or overlap of objects; 0 to 1 */
} GwImageAgreement;

/* How far annotators agree: on the class of an image, of several the first, and on
 * its objects. What nobody gave is NaN.
 *
 * Of two annotators objects go together by their overlap, whatever their classes
 * (gw-detection-match.h, IoU 0.5); the mean overlap counts an object that the other
 * has not as 0.
 */
typedef struct
{
  guint n_annotators;
  GPtrArray *names;
  guint64 *n_answers; /* n_annotators: images with a class */
  guint64 *n_drawn;   /* n_annotators: images with objects */

  /* n_annotators * n_annotators each, symmetric, the diagonal 1 or the own count. */
  guint64 *pair_images; /* images that both gave a class */
  double *pair_kappa;   /* Cohen's */
  double *pair_percent; /* share of equal classes */
  double *pair_overlap; /* mean overlap of objects, on images that both drew on */

  double percent;   /* of all pairs of answers of an image */
  double fleiss;    /* where all images have as many answers */
  double alpha;     /* Krippendorff's, nominal */
  double box_alpha; /* of objects, with 1 - IoU as distance */

  GArray *images; /* of GwImageAgreement, of two answers and more, the hardest first */
} GwAnnotatorAgreement;

/* answers  (element-type GwPredictionSet): what each annotator said, of one data set
 * status   (out): GW_STATUS_CANCELLED, GW_STATUS_NO_MEMORY or others that refuse;
 *          GW_STATUS_EMPTY of one without answers
 * Returns: (transfer full) (nullable)
 */
GwAnnotatorAgreement *gw_annotator_agreement_new (GPtrArray *answers, guint n_classes, const GwRun *run,
                                                  gw_status *status);
void gw_annotator_agreement_free (GwAnnotatorAgreement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAnnotatorAgreement, gw_annotator_agreement_free)

G_END_DECLS
