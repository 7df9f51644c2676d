/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-detection-match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-detection-private.h"

typedef struct
{
  double overlap;
  double score;
  uint32_t detection;
  uint32_t truth;
} Pair;

/* An image at hand. Objects that nothing has taken yet are GW_PAIR_NONE. */
typedef struct
{
  const GwDetectionImage *image;
  GwOverlap overlap;
  double iou;
  double score;
  int32_t *of_detection;
  int32_t *of_truth;
  Pair *pairs;
  size_t n_pairs;
} Matching;

static int
compare_pairs (const void *a, const void *b)
{
  const Pair *x = a, *y = b;

  if (x->overlap != y->overlap)
    return x->overlap > y->overlap ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->detection != y->detection)
    return x->detection < y->detection ? -1 : 1;

  return x->truth < y->truth ? -1 : 1;
}

static bool
need_not_be_found (const GwTruthObject *truth)
{
  return truth->crowd || truth->ignore;
}

/* Says who takes part. */
static void
begin (Matching *self)
{
  const GwDetectionImage *image = self->image;

  for (size_t i = 0; i < image->n_truths; i++)
    {
      bool kept = _gw_truth_is_kept (&image->truths[i], self->overlap);

      self->of_truth[i] = kept && !need_not_be_found (&image->truths[i]) ? GW_PAIR_NONE : GW_PAIR_APART;
    }
  for (size_t i = 0; i < image->n_detections; i++)
    {
      bool kept = _gw_detection_is_kept (&image->detections[i], self->overlap);

      self->of_detection[i] = kept && image->detections[i].score >= self->score ? GW_PAIR_NONE : GW_PAIR_APART;
    }
}

/* Pairs that overlap enough; false when there is no memory for them. */
static bool
find_pairs (Matching *self)
{
  const GwDetectionImage *image = self->image;
  size_t size = 0;

  for (size_t d = 0; d < image->n_detections; d++)
    for (size_t t = 0; t < image->n_truths && self->of_detection[d] == GW_PAIR_NONE; t++)
      {
        double overlap;

        if (self->of_truth[t] != GW_PAIR_NONE)
          continue;
        overlap = _gw_detection_overlap (&image->detections[d], &image->truths[t], self->overlap);
        if (!(overlap >= self->iou))
          continue;
        if (self->n_pairs == size)
          {
            Pair *pairs = realloc (self->pairs, (2 * size + 64) * sizeof *pairs);

            if (pairs == NULL)
              return false;
            self->pairs = pairs;
            size = 2 * size + 64;
          }
        self->pairs[self->n_pairs++] = (Pair) { overlap, image->detections[d].score, (uint32_t) d, (uint32_t) t };
      }
  if (self->n_pairs > 1)
    qsort (self->pairs, self->n_pairs, sizeof (Pair), compare_pairs);

  return true;
}

/* A detection that nothing was left for. */
static bool
is_ignored (const Matching *self, const GwDetectedObject *detection)
{
  const GwDetectionImage *image = self->image;

  for (size_t i = 0; i < image->n_truths; i++)
    if (need_not_be_found (&image->truths[i]) && _gw_truth_is_kept (&image->truths[i], self->overlap)
        && _gw_detection_overlap (detection, &image->truths[i], self->overlap) >= self->iou)
      return true;

  return false;
}

static void
take_pairs (Matching *self, double *overlaps)
{
  for (size_t i = 0; i < self->n_pairs; i++)
    {
      const Pair *pair = &self->pairs[i];

      if (self->of_truth[pair->truth] != GW_PAIR_NONE || self->of_detection[pair->detection] != GW_PAIR_NONE)
        continue;
      self->of_truth[pair->truth] = (int32_t) pair->detection;
      self->of_detection[pair->detection] = (int32_t) pair->truth;
      if (overlaps != NULL)
        overlaps[pair->detection] = pair->overlap;
    }
  for (size_t i = 0; i < self->image->n_detections; i++)
    if (self->of_detection[i] == GW_PAIR_NONE && is_ignored (self, &self->image->detections[i]))
      self->of_detection[i] = GW_PAIR_IGNORED;
}

gw_status
_gw_detection_match (const GwDetectionImage *image, GwOverlap overlap, double iou, double score, int32_t *of_detection,
                     int32_t *of_truth, double *overlaps)
{
  Matching self = { image, overlap, iou, score, of_detection, of_truth, NULL, 0 };
  bool done;

  begin (&self);
  done = find_pairs (&self);
  if (done)
    {
      for (size_t i = 0; overlaps != NULL && i < image->n_detections; i++)
        overlaps[i] = 0;
      take_pairs (&self, overlaps);
    }
  free (self.pairs);

  return done ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
}

gw_status
gw_detection_match (const GwDetectionImage *image, size_t n_classes, GwOverlap overlap, double iou, double score,
                    int32_t *of_detection, int32_t *of_truth, double *overlaps)
{
  int32_t *detections = NULL, *truths = NULL;
  gw_status status;

  if (!(iou >= 0 && iou <= 1) || isnan (score))
    return GW_STATUS_INVALID;
  status = _gw_detection_check (image, n_classes, overlap);
  if (status != GW_STATUS_OK)
    return status;

  detections = GW_NEW (int32_t, image->n_detections);
  truths = GW_NEW (int32_t, image->n_truths);
  status = detections != NULL && truths != NULL
               ? _gw_detection_match (image, overlap, iou, score, detections, truths, overlaps)
               : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK && image->n_detections > 0)
    memcpy (of_detection, detections, image->n_detections * sizeof *detections);
  if (status == GW_STATUS_OK && image->n_truths > 0)
    memcpy (of_truth, truths, image->n_truths * sizeof *truths);
  free (detections);
  free (truths);

  return status;
}
