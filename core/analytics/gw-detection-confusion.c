/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-detection-confusion.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-detection-match.h"
#include "gw-detection-private.h"
#include "gw-run-private.h"

#define MOST_CLASSES ((size_t) 1 << 15)

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

/* Counts who is left out. */
static void
count_objects (Confusion *self, const GwDetectionImage *image)
{
  size_t n_excluded = 0;

  for (size_t i = 0; i < image->n_truths; i++)
    n_excluded += !_gw_truth_is_kept (&image->truths[i], self->overlap);
  for (size_t i = 0; i < image->n_detections; i++)
    n_excluded += !_gw_detection_is_kept (&image->detections[i], self->overlap);
  atomic_fetch_add (&self->n_excluded, n_excluded);
  atomic_fetch_add (&self->n_objects, image->n_truths + image->n_detections - n_excluded);
}

static void
tell (Confusion *self, size_t row, size_t column)
{
  atomic_fetch_add_explicit (&self->matrix[row * (self->n_classes + 1) + column], 1, memory_order_relaxed);
}

static void
count_pairs (Confusion *self, const GwDetectionImage *image, const int32_t *of_detection, const int32_t *of_truth,
             GwImageHits *hits)
{
  size_t background = self->n_classes;

  for (size_t i = 0; i < image->n_truths; i++)
    {
      int32_t truth = image->truths[i].label;

      if (of_truth[i] == GW_PAIR_APART)
        continue;
      tell (self, (size_t) truth, of_truth[i] >= 0 ? (size_t) image->detections[of_truth[i]].label : background);
      if (of_truth[i] >= 0 && image->detections[of_truth[i]].label == truth)
        hits->n_hits++;
      else
        hits->n_missed++;
    }
  for (size_t i = 0; i < image->n_detections; i++)
    {
      int32_t detection = image->detections[i].label;

      hits->n_ignored += of_detection[i] == GW_PAIR_IGNORED;
      if (of_detection[i] == GW_PAIR_NONE)
        tell (self, background, (size_t) detection);
      if (of_detection[i] == GW_PAIR_NONE
          || (of_detection[i] >= 0 && image->truths[of_detection[i]].label != detection))
        hits->n_false++;
    }
}

static void
match_image (void *data, size_t part)
{
  Confusion *self = data;
  const GwDetectionImage *image = &self->images[part];
  int32_t *of_detection = GW_NEW (int32_t, image->n_detections), *of_truth = GW_NEW (int32_t, image->n_truths);
  GwImageHits hits = { .image = image->id };

  count_objects (self, image);
  if (of_detection != NULL && of_truth != NULL
      && _gw_detection_match (image, self->overlap, self->iou, self->score, of_detection, of_truth, NULL)
             == GW_STATUS_OK)
    count_pairs (self, image, of_detection, of_truth, &hits);
  else
    atomic_store (&self->failed, true);
  self->hits[part] = hits;
  free (of_detection);
  free (of_truth);
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
