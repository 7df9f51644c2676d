/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-detection-confusion.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-detection-private.h"
#include "gw-run-private.h"

#define MOST_CLASSES ((size_t) 1 << 15)

typedef struct
{
  double overlap;
  double score;
  uint32_t detection;
  uint32_t truth;
} Pair;

typedef struct
{
  const GwDetectionImage *images;
  size_t n_classes;
  GwOverlap overlap;
  double iou;
  double score;
  atomic_uint_least64_t *matrix;
  GwImageHits *hits;
  atomic_size_t n_objects;
  atomic_size_t n_excluded;
  atomic_bool failed;
} Confusion;

/* What an object of an image can still be taken for. */
enum
{
  FREE,
  TAKEN,
  APART /* takes no part */
};

/* The scratch memory of one image. */
typedef struct
{
  Pair *pairs;
  size_t n_pairs;
  uint8_t *truths;
  uint8_t *detections;
} Scratch;

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

/* Says who takes part, and counts who is left out. */
static void
begin_image (Confusion *self, const GwDetectionImage *image, Scratch *scratch)
{
  size_t n_excluded = 0;

  for (size_t i = 0; i < image->n_truths; i++)
    {
      bool kept = _gw_truth_is_kept (&image->truths[i], self->overlap);

      n_excluded += !kept;
      scratch->truths[i] = kept && !need_not_be_found (&image->truths[i]) ? FREE : APART;
    }
  for (size_t i = 0; i < image->n_detections; i++)
    {
      bool kept = _gw_detection_is_kept (&image->detections[i], self->overlap);

      n_excluded += !kept;
      scratch->detections[i] = kept && image->detections[i].score >= self->score ? FREE : APART;
    }
  atomic_fetch_add (&self->n_excluded, n_excluded);
  atomic_fetch_add (&self->n_objects, image->n_truths + image->n_detections - n_excluded);
}

/* Pairs that overlap enough; false when there is no memory for them. */
static bool
find_pairs (const Confusion *self, const GwDetectionImage *image, Scratch *scratch)
{
  size_t size = 0;

  for (size_t d = 0; d < image->n_detections; d++)
    for (size_t t = 0; t < image->n_truths && scratch->detections[d] == FREE; t++)
      {
        double overlap;

        if (scratch->truths[t] != FREE)
          continue;
        overlap = _gw_detection_overlap (&image->detections[d], &image->truths[t], self->overlap);
        if (!(overlap >= self->iou))
          continue;
        if (scratch->n_pairs == size)
          {
            Pair *pairs = realloc (scratch->pairs, (2 * size + 64) * sizeof *pairs);

            if (pairs == NULL)
              return false;
            scratch->pairs = pairs;
            size = 2 * size + 64;
          }
        scratch->pairs[scratch->n_pairs++] = (Pair) { overlap, image->detections[d].score, (uint32_t) d, (uint32_t) t };
      }
  if (scratch->n_pairs > 1)
    qsort (scratch->pairs, scratch->n_pairs, sizeof (Pair), compare_pairs);

  return true;
}

static void
tell (Confusion *self, size_t row, size_t column)
{
  atomic_fetch_add_explicit (&self->matrix[row * (self->n_classes + 1) + column], 1, memory_order_relaxed);
}

/* A detection that nothing was left for. */
static bool
is_ignored (const Confusion *self, const GwDetectionImage *image, const GwDetectedObject *detection)
{
  for (size_t i = 0; i < image->n_truths; i++)
    if (need_not_be_found (&image->truths[i]) && _gw_truth_is_kept (&image->truths[i], self->overlap)
        && _gw_detection_overlap (detection, &image->truths[i], self->overlap) >= self->iou)
      return true;

  return false;
}

static void
take_pairs (Confusion *self, const GwDetectionImage *image, Scratch *scratch, GwImageHits *hits)
{
  for (size_t i = 0; i < scratch->n_pairs; i++)
    {
      const Pair *pair = &scratch->pairs[i];
      int32_t truth = image->truths[pair->truth].label, detection = image->detections[pair->detection].label;

      if (scratch->truths[pair->truth] != FREE || scratch->detections[pair->detection] != FREE)
        continue;
      scratch->truths[pair->truth] = scratch->detections[pair->detection] = TAKEN;
      tell (self, (size_t) truth, (size_t) detection);
      hits->n_hits += truth == detection;
      hits->n_false += truth != detection;
      hits->n_missed += truth != detection;
    }
  for (size_t i = 0; i < image->n_truths; i++)
    if (scratch->truths[i] == FREE)
      {
        tell (self, (size_t) image->truths[i].label, self->n_classes);
        hits->n_missed++;
      }
  for (size_t i = 0; i < image->n_detections; i++)
    if (scratch->detections[i] == FREE && is_ignored (self, image, &image->detections[i]))
      hits->n_ignored++;
    else if (scratch->detections[i] == FREE)
      {
        tell (self, self->n_classes, (size_t) image->detections[i].label);
        hits->n_false++;
      }
}

static void
match_image (void *data, size_t part)
{
  Confusion *self = data;
  const GwDetectionImage *image = &self->images[part];
  Scratch scratch = { NULL, 0, GW_NEW (uint8_t, image->n_truths), GW_NEW (uint8_t, image->n_detections) };
  GwImageHits hits = { .image = image->id };
  bool done = scratch.truths != NULL && scratch.detections != NULL;

  if (done)
    {
      begin_image (self, image, &scratch);
      done = find_pairs (self, image, &scratch);
    }
  if (done)
    take_pairs (self, image, &scratch, &hits);
  else
    atomic_store (&self->failed, true);
  self->hits[part] = hits;
  free (scratch.pairs);
  free (scratch.truths);
  free (scratch.detections);
}

static gw_status
check (const GwDetectionImage *images, size_t n_images, size_t n_classes, GwOverlap overlap, double iou, double score)
{
  gw_status status = GW_STATUS_OK;

  if (!(iou >= 0 && iou <= 1) || isnan (score))
    return GW_STATUS_INVALID;
  if (n_classes > MOST_CLASSES || n_images > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n_images && status == GW_STATUS_OK; i++)
    status = _gw_detection_check (&images[i], n_classes, overlap);

  return status;
}

gw_status
gw_detection_confusion (const GwDetectionImage *images, size_t n_images, size_t n_classes, GwOverlap overlap,
                        double iou, double score, uint64_t *matrix, GwImageHits *hits, size_t *n_excluded,
                        const GwRun *run)
{
  size_t n_cells = (n_classes + 1) * (n_classes + 1);
  Confusion self = { .images = images, .n_classes = n_classes, .overlap = overlap, .iou = iou, .score = score };
  gw_status status = check (images, n_images, n_classes, overlap, iou, score);

  if (status != GW_STATUS_OK)
    return status;

  self.matrix = GW_NEW0 (atomic_uint_least64_t, n_cells);
  self.hits = GW_NEW (GwImageHits, n_images);
  status = self.matrix != NULL && self.hits != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    status = _gw_run_parts (run, n_images, match_image, &self, 0, 1);
  if (status == GW_STATUS_OK && atomic_load (&self.failed))
    status = GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    {
      for (size_t i = 0; i < n_cells; i++)
        matrix[i] = atomic_load_explicit (&self.matrix[i], memory_order_relaxed);
      if (hits != NULL && n_images > 0)
        memcpy (hits, self.hits, n_images * sizeof *hits);
      if (n_excluded != NULL)
        *n_excluded = atomic_load (&self.n_excluded);
      if (atomic_load (&self.n_objects) == 0)
        status = GW_STATUS_EMPTY;
    }
  free (self.matrix);
  free (self.hits);

  return status;
}
