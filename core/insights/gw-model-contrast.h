/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-detection-evaluation.h"
#include "gw-label-metrics.h"
#include "gw-model-comparison.h"

G_BEGIN_DECLS

/* How two models differ: what the Compare Models page shows. Pairs are images that
 * both classify, or objects that both look for.
 */
typedef struct
{
  const char *key; /* as the command line calls it */
  double a;
  double b;
  double low; /* of a - b, at 95 %; NaN: not known */
  double high;
  gboolean less_is_better;
} GwContrastFigure;

typedef struct
{
  guint64 n; /* pairs of the class */
  double f1_a;
  double f1_b;
} GwContrastClass;

typedef struct
{
  gatomicrefcount ref_count;
  gboolean of_objects;
  GPtrArray *classes; /* names */
  gsize n;            /* pairs */
  gint64 *image_ids;  /* (nullable): n */
  gint32 *truth;      /* n: the class; -1: not known */
  guint8 *sets;       /* n: a GwAgreementSet; GW_AGREEMENT_N_SETS: counts for neither */
  gsize n_unpaired_a; /* images that the other does not have */
  gsize n_unpaired_b;

  GwMcnemar mcnemar;
  gboolean has_areas; /* of two classes with scores */
  GwDelongPaired areas;
  GArray *figures;            /* of GwContrastFigure */
  GwContrastClass *per_class; /* classes */
} GwModelContrast;

/* Of two classifiers, once gw_model_comparison_compute() was there. replicates: of the
 * intervals that need them; 0: they are NaN.
 * Returns: (transfer full) (nullable): NULL when it was cancelled
 */
GwModelContrast *gw_model_contrast_new (const GwModelComparison *comparison, gsize replicates, const GwRun *run);
/* Of two detectors on the same images: a pair is an object, which is right where it
 * is found as what it is. Both with GW_DETECTION_MATCHES and GW_DETECTION_COCO.
 */
GwModelContrast *gw_model_contrast_new_detections (const GwDetectionEvaluation *a, const GwDetectionEvaluation *b,
                                                   gsize replicates, const GwRun *run);
/* How many replicates take no longer than somebody waits for; 0: too many pairs. */
gsize gw_model_contrast_choose_replicates (gsize n_pairs);

GwModelContrast *gw_model_contrast_ref (GwModelContrast *self);
void gw_model_contrast_unref (GwModelContrast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwModelContrast, gw_model_contrast_unref)

/* The images of pairs, each once, in order: GArray of gint64. sets: bits 1 << GwAgreementSet;
 * which: a class, or -1: whichever. (transfer full)
 */
GArray *gw_model_contrast_list_images (const GwModelContrast *self, guint sets, gint32 which);

G_END_DECLS
