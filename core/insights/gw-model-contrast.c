/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-model-contrast.h"

#include <math.h>
#include <string.h>

#include "gw-bootstrap.h"

#define LEVEL 0.95
#define Z_LEVEL 1.959963984540054
#define SEED 1
#define WORK 5e7
#define MOST_REPLICATES 1000
#define LEAST_REPLICATES 100

gsize
gw_model_contrast_choose_replicates (gsize n_pairs)
{
  const double most = floor (WORK / (double) MAX (n_pairs, 1));

  return most < LEAST_REPLICATES ? 0 : (gsize) MIN (most, MOST_REPLICATES);
}

/* --- making one ------------------------------------------------------------------- */

static GwModelContrast *
create (const GPtrArray *classes, gsize n)
{
  GwModelContrast *self = g_new0 (GwModelContrast, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->classes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < classes->len; i++)
    g_ptr_array_add (self->classes, g_strdup (g_ptr_array_index (classes, i)));
  self->n = n;
  self->truth = g_new (gint32, MAX (n, 1));
  self->sets = g_new (guint8, MAX (n, 1));
  self->per_class = g_new0 (GwContrastClass, MAX (classes->len, 1));
  self->figures = g_array_new (FALSE, FALSE, sizeof (GwContrastFigure));
  return self;
}

GwModelContrast *
gw_model_contrast_ref (GwModelContrast *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_model_contrast_unref (GwModelContrast *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->classes);
  g_array_unref (self->figures);
  g_free (self->image_ids);
  g_free (self->truth);
  g_free (self->sets);
  g_free (self->per_class);
  g_free (self);
}

static GwAgreementSet
find_set (gboolean right_a, gboolean right_b)
{
  if (right_a)
    return right_b ? GW_BOTH_RIGHT : GW_ONLY_A_RIGHT;
  return right_b ? GW_ONLY_B_RIGHT : GW_BOTH_WRONG;
}

static GwContrastFigure *
add_figure (GwModelContrast *self, const char *key, double a, double b)
{
  const GwContrastFigure figure = { .key = key, .a = a, .b = b, .low = NAN, .high = NAN };

  g_array_append_val (self->figures, figure);
  return &g_array_index (self->figures, GwContrastFigure, self->figures->len - 1);
}

/* The share of pairs that are right, with the interval of a difference of paired shares. */
static void
add_share (GwModelContrast *self, const char *key)
{
  const double both = (double) self->mcnemar.both_right, a = (double) self->mcnemar.only_a,
               b = (double) self->mcnemar.only_b;
  const double n = both + a + b + (double) self->mcnemar.both_wrong;
  const double difference = (a - b) / n;
  const double spread = Z_LEVEL * sqrt (MAX (0, (a + b) / n - difference * difference) / n);
  GwContrastFigure *figure = add_figure (self, key, n > 0 ? (both + a) / n : NAN, n > 0 ? (both + b) / n : NAN);

  if (n > 0)
    {
      figure->low = MAX (-1, difference - spread);
      figure->high = MIN (1, difference + spread);
    }
}

/* --- classifiers ---------------------------------------------------------------------- */

typedef enum
{
  METRIC_BALANCED,
  METRIC_MACRO_F1,
  METRIC_MCC,
  N_METRICS
} Metric;

static const char *const metric_keys[N_METRICS] = { "balanced_accuracy", "f1_macro", "mcc" };

/* What a replicate is counted with. */
typedef struct
{
  const GwModelComparison *comparison;
  gsize n_classes;
  Metric metric;
  double *matrix;
} Counting;

static double
get_metric (const GwLabelMetrics *labels, Metric metric)
{
  switch (metric)
    {
    case METRIC_BALANCED:
      return labels->balanced_accuracy;
    case METRIC_MACRO_F1:
      return labels->macro.f1;
    case METRIC_MCC:
    case N_METRICS:
    default:
      return labels->mcc;
    }
}

static void
count_pair (const Counting *self, const gint32 *predicted, gsize i)
{
  const gint32 truth = self->comparison->truth[i];

  if (truth >= 0 && self->comparison->predicted_a[i] >= 0 && self->comparison->predicted_b[i] >= 0)
    self->matrix[(gsize) truth * self->n_classes + (gsize) predicted[i]]++;
}

/* rows NULL: all n once. */
static gw_status
measure (const Counting *self, const gint32 *predicted, const uint32_t *rows, gsize n, GwClassMetrics *per_class,
         GwLabelMetrics *labels)
{
  memset (self->matrix, 0, self->n_classes * self->n_classes * sizeof (double));
  for (gsize i = 0; i < n; i++)
    count_pair (self, predicted, rows != NULL ? rows[i] : i);
  return gw_label_metrics_from_confusion (self->matrix, self->n_classes, 0, per_class, labels);
}

static double
draw_difference (const uint32_t *rows, size_t n, void *data)
{
  const Counting *self = data;
  GwLabelMetrics a, b;

  if (measure (self, self->comparison->predicted_a, rows, n, NULL, &a) != GW_STATUS_OK
      || measure (self, self->comparison->predicted_b, rows, n, NULL, &b) != GW_STATUS_OK)
    return NAN;
  return get_metric (&a, self->metric) - get_metric (&b, self->metric);
}

static gw_status
add_metrics (GwModelContrast *self, Counting *counting, gsize replicates, const GwRun *run)
{
  const GwBootstrapOptions options = { replicates, SEED, LEVEL, FALSE };
  g_autofree GwClassMetrics *class_a = g_new0 (GwClassMetrics, MAX (counting->n_classes, 1));
  g_autofree GwClassMetrics *class_b = g_new0 (GwClassMetrics, MAX (counting->n_classes, 1));
  GwLabelMetrics a, b;

  if (measure (counting, counting->comparison->predicted_a, NULL, self->n, class_a, &a) != GW_STATUS_OK
      || measure (counting, counting->comparison->predicted_b, NULL, self->n, class_b, &b) != GW_STATUS_OK)
    return GW_STATUS_OK;
  for (gsize i = 0; i < counting->n_classes; i++)
    self->per_class[i] = (GwContrastClass) { (guint64) class_a[i].support, class_a[i].f1, class_b[i].f1 };
  for (guint i = 0; i < N_METRICS; i++)
    {
      GwContrastFigure *figure = add_figure (self, metric_keys[i], get_metric (&a, i), get_metric (&b, i));
      GwBootstrapInterval interval;
      gw_status status;

      if (replicates == 0)
        continue;
      counting->metric = i;
      status = gw_bootstrap (self->n, NULL, &options, draw_difference, counting, &interval, run);
      if (status == GW_STATUS_CANCELLED)
        return status;
      if (!gw_status_has_values (status))
        continue;
      figure->low = interval.low;
      figure->high = interval.high;
    }
  return GW_STATUS_OK;
}

static void
add_areas (GwModelContrast *self)
{
  const GwDelongPaired *areas = &self->areas;
  const double spread = Z_LEVEL * sqrt (MAX (0, areas->variance_a + areas->variance_b - 2 * areas->covariance));
  GwContrastFigure *figure;

  if (!self->has_areas || !isfinite (areas->auc_a))
    return;
  figure = add_figure (self, "roc_auc", areas->auc_a, areas->auc_b);
  figure->low = MAX (-1, areas->auc_a - areas->auc_b - spread);
  figure->high = MIN (1, areas->auc_a - areas->auc_b + spread);
}

static void
find_pairs (GwModelContrast *self, const GwModelComparison *comparison)
{
  for (gsize i = 0; i < self->n; i++)
    {
      const gint32 truth = comparison->truth[i], a = comparison->predicted_a[i], b = comparison->predicted_b[i];

      self->truth[i] = truth;
      self->sets[i] = truth < 0 || a < 0 || b < 0 ? GW_AGREEMENT_N_SETS : find_set (a == truth, b == truth);
      if (self->image_ids != NULL)
        self->image_ids[i] = comparison->a->image_ids[comparison->rows_a[i]];
    }
}

GwModelContrast *
gw_model_contrast_new (const GwModelComparison *comparison, gsize replicates, const GwRun *run)
{
  const gsize n_classes = comparison->a->classes->len;
  g_autoptr (GwModelContrast) self = create (comparison->a->classes, comparison->n);
  g_autofree double *matrix = g_new (double, MAX (n_classes * n_classes, 1));
  Counting counting = { comparison, n_classes, METRIC_BALANCED, matrix };

  self->mcnemar = comparison->mcnemar;
  self->has_areas = comparison->has_areas;
  self->areas = comparison->areas;
  self->n_unpaired_a = comparison->n_unpaired_a;
  self->n_unpaired_b = comparison->n_unpaired_b;
  if (comparison->a->image_ids != NULL)
    self->image_ids = g_new (gint64, MAX (self->n, 1));
  find_pairs (self, comparison);
  add_share (self, "accuracy");
  if (add_metrics (self, &counting, replicates, run) == GW_STATUS_CANCELLED)
    return NULL;
  add_areas (self);
  return g_steal_pointer (&self);
}

/* --- detectors -------------------------------------------------------------------------- */

typedef enum
{
  RATE_PRECISION,
  RATE_F1,
  N_RATES
} Rate;

static const char *const rate_keys[N_RATES] = { "precision", "f1" };

typedef struct
{
  const GwDetectionEvaluation *sides[2];
  Rate rate;
} Drawing;

static double
find_rate (Rate rate, double hits, double alarms, double missed)
{
  const double whole = rate == RATE_PRECISION ? hits + alarms : 2 * hits + alarms + missed;

  return whole > 0 ? (rate == RATE_PRECISION ? hits : 2 * hits) / whole : NAN;
}

/* Images are drawn, for their objects are seen together. */
static double
draw_rate (const uint32_t *rows, size_t n, void *data)
{
  const Drawing *self = data;
  double rates[2];

  for (guint side = 0; side < 2; side++)
    {
      double hits = 0, alarms = 0, missed = 0;

      for (size_t i = 0; i < n; i++)
        {
          const GwImageHits *image = &self->sides[side]->per_image[rows[i]];

          hits += (double) image->n_hits;
          alarms += (double) image->n_false;
          missed += (double) image->n_missed;
        }
      rates[side] = find_rate (self->rate, hits, alarms, missed);
    }
  return rates[0] - rates[1];
}

static gw_status
add_rates (GwModelContrast *self, Drawing *drawing, gsize replicates, const GwRun *run)
{
  const GwBootstrapOptions options = { replicates, SEED, LEVEL, FALSE };

  for (guint i = 0; i < N_RATES; i++)
    {
      double rates[2];
      GwContrastFigure *figure;
      GwBootstrapInterval interval;
      gw_status status;

      for (guint side = 0; side < 2; side++)
        {
          const GwDetectionClass *total = &drawing->sides[side]->total;

          rates[side] = find_rate (i, (double) total->n_hits, (double) total->n_false, (double) total->n_missed);
        }
      figure = add_figure (self, rate_keys[i], rates[0], rates[1]);
      if (replicates == 0)
        continue;
      drawing->rate = i;
      status = gw_bootstrap (drawing->sides[0]->rows->n_images, NULL, &options, draw_rate, drawing, &interval, run);
      if (status == GW_STATUS_CANCELLED)
        return status;
      if (!gw_status_has_values (status))
        continue;
      figure->low = interval.low;
      figure->high = interval.high;
    }
  return GW_STATUS_OK;
}

/* Whether each truth was found as what it is; those that need not be found are not among them. */
static void
mark_found (const GwDetectionEvaluation *evaluation, guint8 *found, guint8 *known)
{
  for (guint i = 0; i < evaluation->outcomes->len; i++)
    {
      const GwDetectionOutcome *outcome = &g_array_index (evaluation->outcomes, GwDetectionOutcome, i);

      if (outcome->truth < 0)
        continue;
      known[outcome->truth] = 1;
      found[outcome->truth] = outcome->kind == GW_OUTCOME_HIT;
    }
}

static void
find_objects (GwModelContrast *self, const GwDetectionEvaluation *a, const GwDetectionEvaluation *b)
{
  g_autofree guint8 *found_a = g_new0 (guint8, MAX (self->n, 1));
  g_autofree guint8 *found_b = g_new0 (guint8, MAX (self->n, 1));
  g_autofree guint8 *known = g_new0 (guint8, MAX (self->n, 1));
  guint64 counts[GW_AGREEMENT_N_SETS + 1] = { 0 };

  mark_found (a, found_a, known);
  mark_found (b, found_b, known);
  for (gsize i = 0; i < self->n; i++)
    {
      const GwScoredObject *object = &g_array_index (a->rows->truths->rows, GwScoredObject, i);

      self->truth[i] = object->label;
      self->sets[i] = known[i] ? find_set (found_a[i], found_b[i]) : GW_AGREEMENT_N_SETS;
      counts[self->sets[i]]++;
    }
  /* The objects of an image follow each other. */
  for (gsize i = 0; self->image_ids != NULL && i < a->rows->n_images; i++)
    for (gsize j = a->rows->first_truth[i]; j < (i + 1 < a->rows->n_images ? a->rows->first_truth[i + 1] : self->n);
         j++)
      self->image_ids[j] = a->rows->image_ids[i];
  self->mcnemar = (GwMcnemar) { .both_right = counts[GW_BOTH_RIGHT],
                                .only_a = counts[GW_ONLY_A_RIGHT],
                                .only_b = counts[GW_ONLY_B_RIGHT],
                                .both_wrong = counts[GW_BOTH_WRONG],
                                .n_excluded = counts[GW_AGREEMENT_N_SETS] };
  gw_mcnemar_test (&self->mcnemar, GW_MCNEMAR_AUTO);
}

GwModelContrast *
gw_model_contrast_new_detections (const GwDetectionEvaluation *a, const GwDetectionEvaluation *b, gsize replicates,
                                  const GwRun *run)
{
  g_autoptr (GwModelContrast) self = create (a->rows->classes, a->rows->truths->rows->len);
  Drawing drawing = { { a, b }, RATE_PRECISION };

  self->of_objects = TRUE;
  if (a->rows->image_ids != NULL)
    self->image_ids = g_new0 (gint64, MAX (self->n, 1));
  find_objects (self, a, b);
  for (guint i = 0; i < self->classes->len; i++)
    self->per_class[i] = (GwContrastClass) { a->per_class[i].n_hits + a->per_class[i].n_missed, a->per_class[i].f1,
                                             b->per_class[i].f1 };
  add_share (self, "recall");
  if (add_rates (self, &drawing, replicates, run) == GW_STATUS_CANCELLED)
    return NULL;
  add_figure (self, "AP", gw_detection_evaluation_read_figure (a->coco.summary.ap),
              gw_detection_evaluation_read_figure (b->coco.summary.ap));
  add_figure (self, "AP50", gw_detection_evaluation_read_figure (a->coco.summary.ap50),
              gw_detection_evaluation_read_figure (b->coco.summary.ap50));
  return g_steal_pointer (&self);
}

/* --- doors -------------------------------------------------------------------------------- */

GArray *
gw_model_contrast_list_images (const GwModelContrast *self, guint sets, gint32 which)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) listed = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (gsize i = 0; self->image_ids != NULL && i < self->n; i++)
    {
      if (self->sets[i] >= GW_AGREEMENT_N_SETS || !(sets & (1u << self->sets[i]))
          || (which >= 0 && self->truth[i] != which))
        continue;
      if (g_hash_table_add (listed, &self->image_ids[i]))
        g_array_append_val (ids, self->image_ids[i]);
    }
  return ids;
}
