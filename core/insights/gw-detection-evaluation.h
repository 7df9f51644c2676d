/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-rows.h"
#include "gw-coco-eval.h"
#include "gw-detection-rows.h"
#include "gw-label-metrics.h"
#include "gw-run.h"
#include "gw-voc-ap.h"

G_BEGIN_DECLS

/* How good a detector is: every figure of `metrics detection` and of the Evaluation
 * page, part by part as gw-class-evaluation.h says.
 */
typedef enum
{
  GW_DETECTION_MATCHES = 0, /* outcomes, matrix, per_class, per_image, pairs */
  GW_DETECTION_COCO,        /* coco */
  GW_DETECTION_VOC,         /* voc */
  GW_DETECTION_N_PARTS
} GwDetectionPart;

typedef struct
{
  double iou;   /* overlap that counts for the matches and for VOC: 0.5 */
  double score; /* matches: detections below it are not looked at */
} GwDetectionEvaluationOptions;

/* What became of an object. */
typedef enum
{
  GW_OUTCOME_HIT,         /* found, as what it is */
  GW_OUTCOME_CONFUSED,    /* found, but taken for another class */
  GW_OUTCOME_FALSE_ALARM, /* a detection of nothing */
  GW_OUTCOME_MISSED,      /* a truth without a detection */
  GW_OUTCOME_IGNORED,     /* a detection of what need not be found */
  GW_OUTCOME_N_KINDS
} GwOutcomeKind;

/* A truth with its detection, or one of them alone. */
typedef struct
{
  GwOutcomeKind kind;
  guint32 image;    /* index of the rows' images */
  gint32 truth;     /* row of rows->truths; -1: none */
  gint32 detection; /* row of rows->detections; -1: none */
  double overlap;   /* of the two, 0 to 1; 0 without one */
} GwDetectionOutcome;

typedef struct
{
  guint64 n_hits;
  guint64 n_false;  /* detections of the class that are no hits */
  guint64 n_missed; /* truths of the class that are no hits */
  double precision; /* NaN without detections */
  double recall;    /* NaN without truths */
  double f1;
} GwDetectionClass;

typedef struct
{
  const GwDetectionRows *rows;
  GwDetectionEvaluationOptions options;
  guint ready; /* bits 1 << GwDetectionPart */

  GArray *outcomes;            /* of GwDetectionOutcome, by image */
  guint64 *matrix;             /* (classes + 1)^2, row: the truth, last: the background */
  GwDetectionClass *per_class; /* classes */
  GwDetectionClass total;
  GwImageHits *per_image; /* images */
  guint64 n_pairs;        /* truths with a detection, of the same class or another */
  GwLabelMetrics pairs;   /* of these and their classes alone: accuracy, macro F1, MCC and G-mean; NaN without any */

  GwCocoResult coco;
  GwVocResult voc;
} GwDetectionEvaluation;

/* rows must live as long. */
GwDetectionEvaluation *gw_detection_evaluation_new (const GwDetectionRows *rows,
                                                    const GwDetectionEvaluationOptions *options);
void gw_detection_evaluation_free (GwDetectionEvaluation *self);
/* A figure of coco as people read it: NaN where no truth counts for it. */
double gw_detection_evaluation_read_figure (double figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDetectionEvaluation, gw_detection_evaluation_free)

gw_status gw_detection_evaluation_compute (GwDetectionEvaluation *self, GwDetectionPart part, const GwRun *run);

/* The pairs as rows of a classification, for the intervals of their figures
 * (gw-class-evaluation.h): of the classes that have a part in them. (transfer full)
 */
GwClassRows *gw_detection_evaluation_make_pair_rows (const GwDetectionEvaluation *self);

/* --- doors ---------------------------------------------------------------------------- */

/* In place of a class: whichever, the background too. */
#define GW_DETECTION_ANY (-1)

/* The outcomes of a cell, a row or a column of the matrix, the least sure detection
 * first, then what was missed: GArray of guint, indices of outcomes.
 *
 * truth, detected  classes, the number of classes for the background, or
 *                  GW_DETECTION_ANY
 * kinds            bits 1 << GwOutcomeKind; 0: all that are in the matrix
 */
GArray *gw_detection_evaluation_list (const GwDetectionEvaluation *self, gint32 truth, gint32 detected, guint kinds);

/* The images of such a list, each once, in its order: GArray of gint64, the
 * project's ids. (transfer full)
 */
GArray *gw_detection_evaluation_list_images (const GwDetectionEvaluation *self, const GArray *outcomes);

/* The object that a detection or truth of an outcome is; NULL where it has none. */
const GwScoredObject *gw_detection_outcome_get_truth (const GwDetectionEvaluation *self,
                                                      const GwDetectionOutcome *outcome);
const GwScoredObject *gw_detection_outcome_get_detection (const GwDetectionEvaluation *self,
                                                          const GwDetectionOutcome *outcome);

G_END_DECLS
