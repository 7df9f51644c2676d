/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-rows.h"
#include "gw-detection-evaluation.h"
#include "gw-probability.h"
#include "gw-score-view.h"

G_BEGIN_DECLS

/* Classes of a model, each against the rest, over all thresholds: what the Curves page
 * shows. It is computed part by part, on a worker thread; the fields of a part do not
 * change after its bit of `ready` is set, which the worker's message tells the window.
 */
typedef enum
{
  GW_CURVES_PART_LINES = 0, /* lines, best */
  GW_CURVES_PART_SCORES,    /* probability, calibration, bins, areas, means */
  GW_CURVES_PART_BANDS,     /* roc_band, pr_band */
  GW_CURVES_N_PARTS
} GwCurvesPart;

typedef enum
{
  GW_BEST_F1,
  GW_BEST_F2,
  GW_BEST_YOUDEN,
  GW_BEST_N
} GwBestThreshold;

typedef struct
{
  guint which;       /* of the classes */
  GwScoreView *view; /* (nullable): there are no rows, or what status says */
  gw_status status;
  double roc_auc; /* NaN where a class is missing */
  double average_precision;
} GwClassLine;

typedef struct
{
  gatomicrefcount ref_count;
  guint ready; /* bits 1 << GwCurvesPart */

  GPtrArray *classes;  /* names */
  guint64 *positives;  /* rows of each class */
  guint64 n_known;     /* rows whose class is known */
  guint chosen;        /* of the classes; classes->len: there are none */
  gboolean has_scores; /* else the model gave classes alone: no lines */
  gboolean of_objects; /* rows are objects and detections, else images */
  gsize n;
  gint64 *image_ids; /* (nullable): n */

  GwClassLine *lines; /* the chosen one first */
  gsize n_lines;
  double best[GW_BEST_N]; /* thresholds; NaN: none is better than another */
  double lowest;          /* thresholds below make no sense: what was not detected cannot be called positive */

  gboolean are_probabilities; /* all scores of the chosen class are shares of 1 */
  GwProbabilityMetrics probability;
  GwCalibration calibration;
  GwCalibrationBin bins[GW_CALIBRATION_BINS];
  GwDelong area; /* of the chosen class, with its interval */
  double roc_auc_macro;
  double average_precision_macro;

  GwBand roc_band; /* n of 0: none */
  GwBand pr_band;

  const GwClassRows *rows; /* (nullable): where the columns come from */
  const GwDetectionEvaluation *matches;
  GArray *outcomes; /* (nullable): guint, which of the matches are rows */
} GwClassCurves;

/* Images of which each has one class. rows must live until the last part is computed.
 *
 * chosen  (nullable): a class; of two classes else the positive one, of more the first
 *         that images have
 * others  (nullable): classes to compare with; else the two that most images have
 */
GwClassCurves *gw_class_curves_new (const GwClassRows *rows, const char *chosen, const char *const *others);
/* Of a detector: each object and each detection is a row, both one where they match;
 * what is not detected as the class has the score 0.
 *
 * matches  with GW_DETECTION_MATCHES; must live until the last part is computed
 */
GwClassCurves *gw_class_curves_new_detections (const GwDetectionEvaluation *matches, const char *chosen,
                                               const char *const *others);
GwClassCurves *gw_class_curves_ref (GwClassCurves *self);
void gw_class_curves_unref (GwClassCurves *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassCurves, gw_class_curves_unref)

/* GW_STATUS_CANCELLED: the part is not there; else it is, with NaN for what has no value. */
gw_status gw_class_curves_compute (GwClassCurves *self, GwCurvesPart part, const GwRun *run);

/* The line of the chosen class; NULL where it has none. */
const GwClassLine *gw_class_curves_get_line (const GwClassCurves *self);

/* As gw_choose_threshold() for the chosen class, from the lowest threshold on that makes
 * sense. GW_STATUS_EMPTY without a line.
 */
gw_status gw_class_curves_choose (const GwClassCurves *self, const GwThresholdChoice *choice, GwOperatingPoint *point,
                                  double *objective);

/* The images of rows (GArray of guint), each once, in their order: GArray of gint64.
 * (transfer full)
 */
GArray *gw_class_curves_list_images (const GwClassCurves *self, const GArray *rows);

G_END_DECLS
