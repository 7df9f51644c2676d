/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-detection-evaluation.h"

#include <math.h>

#include "gw-detection-match.h"

/* Images between two looks whether to go on. */
#define LOOK_EVERY 256

GwDetectionEvaluation *
gw_detection_evaluation_new (const GwDetectionRows *rows, const GwDetectionEvaluationOptions *options)
{
  GwDetectionEvaluation *self = g_new0 (GwDetectionEvaluation, 1);

  self->rows = rows;
  self->options = *options;
  self->outcomes = g_array_new (FALSE, FALSE, sizeof (GwDetectionOutcome));

  return self;
}

void
gw_detection_evaluation_free (GwDetectionEvaluation *self)
{
  g_array_unref (self->outcomes);
  g_free (self->matrix);
  g_free (self->per_class);
  g_free (self->per_image);
  gw_coco_result_clear (&self->coco);
  gw_voc_result_clear (&self->voc);
  g_free (self);
}

/* --- matches ------------------------------------------------------------------------ */

/* An image at hand. */
typedef struct
{
  const GwDetectionRows *rows;
  guint32 image;
  gint32 *of_detection;
  gint32 *of_truth;
  double *overlaps;
  GArray *outcomes;
} Matched;

static void
add_outcome (const Matched *matched, GwOutcomeKind kind, gint64 truth, gint64 detection)
{
  const GwDetectionRows *rows = matched->rows;
  GwDetectionOutcome outcome = { kind, matched->image, -1, -1, 0 };

  if (truth >= 0)
    outcome.truth = (gint32) (rows->first_truth[matched->image] + truth);
  if (detection >= 0)
    {
      outcome.detection = (gint32) (rows->first_detection[matched->image] + detection);
      outcome.overlap = matched->overlaps[detection];
    }
  g_array_append_val (matched->outcomes, outcome);
}

static void
add_outcomes (const Matched *matched)
{
  const GwDetectionImage *image = &matched->rows->lenient[matched->image];

  for (gsize i = 0; i < image->n_truths; i++)
    {
      gint32 detection = matched->of_truth[i];

      if (detection == GW_PAIR_NONE)
        add_outcome (matched, GW_OUTCOME_MISSED, (gint64) i, -1);
      else if (detection >= 0)
        add_outcome (matched,
                     image->truths[i].label == image->detections[detection].label ? GW_OUTCOME_HIT
                                                                                  : GW_OUTCOME_CONFUSED,
                     (gint64) i, detection);
    }
  for (gsize i = 0; i < image->n_detections; i++)
    {
      if (matched->of_detection[i] == GW_PAIR_NONE)
        add_outcome (matched, GW_OUTCOME_FALSE_ALARM, -1, (gint64) i);
      else if (matched->of_detection[i] == GW_PAIR_IGNORED)
        add_outcome (matched, GW_OUTCOME_IGNORED, -1, (gint64) i);
    }
}

static gw_status
match_images (const GwDetectionEvaluation *self, GArray *outcomes, const GwRun *run)
{
  const GwDetectionRows *rows = self->rows;
  gsize n_detections = MAX (rows->detections->rows->len, 1);
  g_autofree gint32 *of_detection = g_new (gint32, n_detections);
  g_autofree gint32 *of_truth = g_new (gint32, MAX (rows->truths->rows->len, 1));
  g_autofree double *overlaps = g_new (double, n_detections);
  gw_status status = GW_STATUS_OK;

  for (gsize i = 0; i < rows->n_images && status == GW_STATUS_OK; i++)
    {
      Matched matched = { rows, (guint32) i, of_detection, of_truth, overlaps, outcomes };

      if (i % LOOK_EVERY == 0 && run != NULL && run->step != NULL
          && !run->step ((double) i / (double) rows->n_images, run->data))
        return GW_STATUS_CANCELLED;
      status = gw_detection_match (&rows->lenient[i], rows->classes->len, rows->detections->overlap, self->options.iou,
                                   self->options.score, of_detection, of_truth, overlaps);
      if (status == GW_STATUS_OK)
        add_outcomes (&matched);
    }

  return status;
}

static gint32
truth_label (const GwDetectionEvaluation *self, const GwDetectionOutcome *outcome)
{
  return outcome->truth >= 0 ? g_array_index (self->rows->truths->rows, GwScoredObject, outcome->truth).label
                             : (gint32) self->rows->classes->len;
}

static gint32
detected_label (const GwDetectionEvaluation *self, const GwDetectionOutcome *outcome)
{
  return outcome->detection >= 0
             ? g_array_index (self->rows->detections->rows, GwScoredObject, outcome->detection).label
             : (gint32) self->rows->classes->len;
}

static void
count_outcome (GwDetectionEvaluation *self, const GwDetectionOutcome *outcome)
{
  GwImageHits *hits = &self->per_image[outcome->image];
  gint32 truth = truth_label (self, outcome), detected = detected_label (self, outcome);
  gboolean is_hit = outcome->kind == GW_OUTCOME_HIT;

  if (outcome->kind == GW_OUTCOME_IGNORED)
    {
      hits->n_ignored++;
      return;
    }
  self->matrix[(gsize) truth * (self->rows->classes->len + 1) + (gsize) detected]++;
  hits->n_hits += is_hit;
  if (is_hit)
    self->per_class[truth].n_hits++;
  if (!is_hit && outcome->truth >= 0)
    {
      self->per_class[truth].n_missed++;
      hits->n_missed++;
    }
  if (!is_hit && outcome->detection >= 0)
    {
      self->per_class[detected].n_false++;
      hits->n_false++;
    }
}

static void
find_rates (GwDetectionClass *class)
{
  double hits = (double) class->n_hits;
  double detections = hits + (double) class->n_false, truths = hits + (double) class->n_missed;

  class->precision = detections > 0 ? hits / detections : NAN;
  class->recall = truths > 0 ? hits / truths : NAN;
  class->f1 = detections + truths > 0 ? 2 * hits / (detections + truths) : NAN;
}

/* Which class of the pairs each class is; -1: it has no part in any. Returns: how many
 * have.
 */
static gsize
find_pair_classes (const GwDetectionEvaluation *self, gint32 *places)
{
  const gsize n = self->rows->classes->len;
  gsize n_used = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint64 n_pairs = 0;

      for (gsize j = 0; j < n; j++)
        n_pairs += self->matrix[i * (n + 1) + j] + self->matrix[j * (n + 1) + i];
      places[i] = n_pairs > 0 ? (gint32) n_used++ : -1;
    }

  return n_used;
}

/* The matrix without the background and without classes that have no part in it. */
static void
measure_pairs (GwDetectionEvaluation *self)
{
  const gsize n = self->rows->classes->len;
  g_autofree gint32 *places = g_new (gint32, MAX (n, 1));
  const gsize n_used = find_pair_classes (self, places);
  g_autofree double *matrix = g_new0 (double, MAX (n_used * n_used, 1));

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        const guint64 count = self->matrix[i * (n + 1) + j];

        self->n_pairs += count;
        if (count > 0)
          matrix[(gsize) places[i] * n_used + (gsize) places[j]] = (double) count;
      }
  if (n_used == 0 || !gw_status_has_values (gw_label_metrics_from_confusion (matrix, n_used, 0, NULL, &self->pairs)))
    self->pairs.accuracy = self->pairs.mcc = self->pairs.g_mean = self->pairs.macro.f1 = NAN;
}

static gw_status
compute_matches (GwDetectionEvaluation *self, const GwRun *run)
{
  gsize n_classes = self->rows->classes->len;
  g_autoptr (GArray) outcomes = g_array_new (FALSE, FALSE, sizeof (GwDetectionOutcome));
  gw_status status = match_images (self, outcomes, run);

  if (status != GW_STATUS_OK)
    return status;

  g_array_unref (self->outcomes);
  self->outcomes = g_steal_pointer (&outcomes);
  self->matrix = g_new0 (guint64, (n_classes + 1) * (n_classes + 1));
  self->per_class = g_new0 (GwDetectionClass, MAX (n_classes, 1));
  self->per_image = g_new0 (GwImageHits, MAX (self->rows->n_images, 1));
  for (gsize i = 0; i < self->rows->n_images; i++)
    self->per_image[i].image = self->rows->images[i].id;
  for (guint i = 0; i < self->outcomes->len; i++)
    count_outcome (self, &g_array_index (self->outcomes, GwDetectionOutcome, i));
  for (gsize i = 0; i < n_classes; i++)
    {
      self->total.n_hits += self->per_class[i].n_hits;
      self->total.n_false += self->per_class[i].n_false;
      self->total.n_missed += self->per_class[i].n_missed;
      find_rates (&self->per_class[i]);
    }
  find_rates (&self->total);
  measure_pairs (self);

  return GW_STATUS_OK;
}

gw_status
gw_detection_evaluation_compute (GwDetectionEvaluation *self, GwDetectionPart part, const GwRun *run)
{
  const GwDetectionRows *rows = self->rows;
  GwOverlap overlap = rows->detections->overlap;
  gw_status status = GW_STATUS_INVALID;

  g_return_val_if_fail (part < GW_DETECTION_N_PARTS, GW_STATUS_INVALID);

  if (self->ready & (1u << part))
    return GW_STATUS_OK;
  switch (part)
    {
    case GW_DETECTION_MATCHES:
      status = compute_matches (self, run);
      break;
    case GW_DETECTION_COCO:
      status = gw_coco_eval (rows->images, rows->n_images, rows->classes->len, overlap, &self->coco, run);
      break;
    case GW_DETECTION_VOC:
      status = gw_voc_ap (rows->lenient, rows->n_images, rows->classes->len, overlap, self->options.iou, &self->voc,
                          run);
      break;
    case GW_DETECTION_N_PARTS:
    default:
      break;
    }
  if (gw_status_has_values (status))
    self->ready |= 1u << part;

  return status;
}

GwClassRows *
gw_detection_evaluation_make_pair_rows (const GwDetectionEvaluation *self)
{
  const gsize n = self->rows->classes->len;
  g_autofree gint32 *places = g_new (gint32, MAX (n, 1));
  GwClassRows *rows = gw_class_rows_new ();

  find_pair_classes (self, places);
  for (guint i = 0; i < n; i++)
    if (places[i] >= 0)
      g_ptr_array_add (rows->classes, g_strdup (g_ptr_array_index (self->rows->classes, i)));
  rows->truth = g_new (gint32, MAX (self->n_pairs, 1));
  rows->given = g_new (gint32, MAX (self->n_pairs, 1));
  rows->sureness = g_new (double, MAX (self->n_pairs, 1));
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const GwDetectionOutcome *outcome = &g_array_index (self->outcomes, GwDetectionOutcome, i);

      if (outcome->kind != GW_OUTCOME_HIT && outcome->kind != GW_OUTCOME_CONFUSED)
        continue;
      rows->truth[rows->n] = places[truth_label (self, outcome)];
      rows->given[rows->n] = places[detected_label (self, outcome)];
      rows->sureness[rows->n++] = self->rows->detected_objects[outcome->detection].score;
    }

  return rows;
}

/* --- doors ---------------------------------------------------------------------------- */

const GwScoredObject *
gw_detection_outcome_get_truth (const GwDetectionEvaluation *self, const GwDetectionOutcome *outcome)
{
  return outcome->truth >= 0 ? &g_array_index (self->rows->truths->rows, GwScoredObject, outcome->truth) : NULL;
}

const GwScoredObject *
gw_detection_outcome_get_detection (const GwDetectionEvaluation *self, const GwDetectionOutcome *outcome)
{
  return outcome->detection >= 0 ? &g_array_index (self->rows->detections->rows, GwScoredObject, outcome->detection)
                                 : NULL;
}

static double
score_of (const GwDetectionEvaluation *self, guint index)
{
  const GwDetectionOutcome *outcome = &g_array_index (self->outcomes, GwDetectionOutcome, index);

  return outcome->detection >= 0 ? self->rows->detected_objects[outcome->detection].score : INFINITY;
}

static int
compare_outcomes (gconstpointer a, gconstpointer b, gpointer data)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  double score_x = score_of (data, x), score_y = score_of (data, y);

  if (score_x != score_y)
    return score_x < score_y ? -1 : 1;

  return (x > y) - (x < y);
}

GArray *
gw_detection_evaluation_list (const GwDetectionEvaluation *self, gint32 truth, gint32 detected, guint kinds)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint wanted = kinds != 0 ? kinds : ~(1u << GW_OUTCOME_IGNORED);

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const GwDetectionOutcome *outcome = &g_array_index (self->outcomes, GwDetectionOutcome, i);

      if (!(wanted & (1u << outcome->kind)) || (truth != GW_DETECTION_ANY && truth_label (self, outcome) != truth)
          || (detected != GW_DETECTION_ANY && detected_label (self, outcome) != detected))
        continue;
      g_array_append_val (found, i);
    }
  g_array_sort_with_data (found, compare_outcomes, (gpointer) self);

  return found;
}

GArray *
gw_detection_evaluation_list_images (const GwDetectionEvaluation *self, const GArray *outcomes)
{
  g_autofree guint8 *listed = g_malloc0 (MAX (self->rows->n_images, 1));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; self->rows->image_ids != NULL && i < outcomes->len; i++)
    {
      guint index = g_array_index (outcomes, guint, i);
      guint32 image = g_array_index (self->outcomes, GwDetectionOutcome, index).image;

      if (listed[image])
        continue;
      listed[image] = 1;
      g_array_append_val (ids, self->rows->image_ids[image]);
    }

  return ids;
}

double
gw_detection_evaluation_read_figure (double figure)
{
  return figure == GW_COCO_NO_TRUTH ? NAN : figure;
}
