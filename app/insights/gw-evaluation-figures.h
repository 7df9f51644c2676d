/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-class-evaluation.h"
#include "gw-detection-evaluation.h"
#include "gw-insights-data.h"
#include "gw-plot-rows.h"

G_BEGIN_DECLS

/* In place of a class: whichever was wrong. */
#define GW_EVALUATION_OTHERS (-1)

/* A cell of the matrix, or what was wrong in a row or a column of it. */
typedef struct
{
  gint32 actual; /* a class, n_classes: nothing, GW_EVALUATION_OTHERS */
  gint32 predicted;
} GwEvaluationChoice;

/* One class against the rest. NaN: there is none to be right about. */
typedef struct
{
  double precision;
  double recall;
  double f1;
  double f2;
  guint64 n_truths;
} GwEvaluationClass;

typedef struct
{
  GwEvaluationChoice choice;
  guint64 n;
} GwEvaluationConfusion;

/* A model may do both; where only one of them is labeled, that is evaluated. */
typedef enum
{
  GW_EVALUATION_ABOUT_OBJECTS,
  GW_EVALUATION_ABOUT_IMAGES
} GwEvaluationAbout;

typedef struct
{
  GwEvaluationAbout about;
  double iou;     /* of objects: overlap of what counts as found */
  double score;   /* of objects: detections below it are not looked at; -INFINITY: none */
  gboolean whole; /* also what takes longer: intervals, mAP */
} GwEvaluationOptions;

/* What the cards of the Evaluation page show: of classes of images, or of objects.
 * Counted; does not change after it was made, so that threads may look at it.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GwInsightsSnapshot *snapshot;
  const GwInsightsModel *model; /* (nullable): there are no predictions */
  GwEvaluationOptions options;
  GwClassEvaluation *classes;     /* (nullable) */
  GwDetectionEvaluation *objects; /* (nullable): one of the two, with a model */
  gsize n_rows;                   /* images with one label, or truths and detections */
  GwPlotRows rows;

  gsize n_classes;  /* of objects those alone that have a part in it */
  GPtrArray *names; /* n_matrix names; the last one of objects is nothing */
  GArray *colors;   /* guint32, of the classes */
  gsize n_matrix;   /* n_classes, of objects one more */
  double *matrix;   /* n_matrix * n_matrix, row: the truth */
  GwEvaluationClass *per_class;
  GwLabelMetrics labels;
  GArray *confusions; /* of GwEvaluationConfusion: the largest first */
  guint64 n_missed;   /* of objects: truths without a detection */
  guint64 n_extra;    /* and detections without a truth */
  guint8 *doubtful;   /* (nullable): of each row or outcome whether its label is */

  /* private */
  GwClassRows *pair_rows; /* (nullable): of objects, for intervals */
  GwClassEvaluation *pairs;
  GArray *all_colors; /* guint32, of the classes of the evaluation */
  GArray *kept;       /* guint: which of those each class is; the last one of objects is nothing */
} GwEvaluationFigures;

/* Blocks; on a thread of the store. NULL with error. */
GwEvaluationFigures *gw_evaluation_figures_new (GwInsightsSnapshot *snapshot, const GwEvaluationOptions *options,
                                                GCancellable *cancellable, GError **error);
GwEvaluationFigures *gw_evaluation_figures_ref (GwEvaluationFigures *self);
void gw_evaluation_figures_unref (GwEvaluationFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwEvaluationFigures, gw_evaluation_figures_unref)

/* Whether both are labeled, so that GwEvaluationAbout says which is evaluated. */
gboolean gw_evaluation_figures_can_choose (const GwInsightsModel *model);

/* Of intervals, as the command line calls the figure; NULL where there is none. */
const GwClassInterval *gw_evaluation_figures_find_interval (const GwEvaluationFigures *self, const char *figure);
/* Whether there is something that was labeled and looked at by the model. */
gboolean gw_evaluation_figures_has_rows (const GwEvaluationFigures *self);
guint64 gw_evaluation_figures_count (const GwEvaluationFigures *self, GwEvaluationChoice choice);
/* “Actual cat, predicted dog”. (transfer full) */
char *gw_evaluation_figures_describe (const GwEvaluationFigures *self, GwEvaluationChoice choice);

/* --- what is behind a choice ------------------------------------------------------- */

/* One of them, with what is known of it. */
typedef struct
{
  gint64 image_id;
  gboolean has_truth; /* boxes, of objects */
  gboolean has_detection;
  GwBox truth; /* pixels of the image */
  GwBox detection;
  guint32 truth_color;
  guint32 detection_color;
  double sureness; /* NaN: not known */
  gboolean doubtful;
} GwEvaluationItem;

/* The least sure first: GArray of guint, for get_item(). Takes a while where there are
 * many. (transfer full)
 */
GArray *gw_evaluation_figures_list (const GwEvaluationFigures *self, GwEvaluationChoice choice);
/* Their images, each once: GArray of gint64. (transfer full) */
GArray *gw_evaluation_figures_list_images (const GwEvaluationFigures *self, const GArray *list);
void gw_evaluation_figures_get_item (const GwEvaluationFigures *self, guint index, GwEvaluationItem *item);

G_END_DECLS
