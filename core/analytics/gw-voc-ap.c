/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-voc-ap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-detection-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

#define MOST_CLASSES ((size_t) 1 << 20)
#define NO_TRUTH UINT32_MAX

/* A detection and the one truth that it looks at. */
typedef struct
{
  double score;
  int32_t label;  /* -1: left out */
  uint32_t truth; /* number among all images' truths, NO_TRUTH where none is overlapped enough */
} Look;

typedef struct
{
  const GwDetectionImage *images;
  size_t n_images;
  size_t n_classes;
  GwOverlap overlap;
  double iou;
  uint32_t *order;      /* of the images, by id */
  size_t *first_truths; /* by that order, n_images + 1 */
  size_t *first_looks;
  Look *looks;
  uint8_t *taken;    /* of each truth: 1 taken, 2 need not be found */
  uint32_t *by_rank; /* the looks that count, by class and falling score */
  double *precision;
  GwVocResult result;
} Voc;

static Look
look (const Voc *self, const GwDetectionImage *image, const GwDetectedObject *detection, size_t first_truth)
{
  Look made = { detection->score, -1, NO_TRUTH };
  double best = -1;

  if (!_gw_detection_is_kept (detection, self->overlap))
    return made;

  made.label = detection->label;
  for (size_t i = 0; i < image->n_truths; i++)
    {
      double share;

      if (image->truths[i].label != detection->label || !_gw_truth_is_kept (&image->truths[i], self->overlap))
        continue;
      share = _gw_detection_overlap (detection, &image->truths[i], self->overlap);
      if (share > best)
        {
          best = share;
          made.truth = share >= self->iou ? (uint32_t) (first_truth + i) : NO_TRUTH;
        }
    }

  return made;
}

static void
look_at_image (void *data, size_t part)
{
  Voc *self = data;
  const GwDetectionImage *image = &self->images[self->order[part]];
  size_t first_truth = self->first_truths[part], first_look = self->first_looks[part];

  for (size_t i = 0; i < image->n_truths; i++)
    self->taken[first_truth + i] = image->truths[i].crowd || image->truths[i].ignore ? 2 : 0;
  for (size_t i = 0; i < image->n_detections; i++)
    self->looks[first_look + i] = look (self, image, &image->detections[i], first_truth);
}

/* Truths and detections of each class, and what takes no part. */
static void
count (Voc *self)
{
  GwVocResult *result = &self->result;

  for (size_t i = 0; i < self->n_images; i++)
    for (size_t k = 0; k < self->images[i].n_truths; k++)
      {
        const GwTruthObject *truth = &self->images[i].truths[k];

        if (!_gw_truth_is_kept (truth, self->overlap))
          result->n_excluded++;
        else if (!truth->crowd && !truth->ignore)
          result->classes[truth->label].n_truths++;
      }
  for (size_t i = 0; i < self->first_looks[self->n_images]; i++)
    {
      const Look *a = &self->looks[i];

      if (a->label < 0)
        result->n_excluded++;
      else if (a->truth == NO_TRUTH || self->taken[a->truth] != 2)
        result->classes[a->label].n_detections++;
    }
  for (size_t label = 0; label < self->n_classes; label++)
    {
      result->classes[label].first = result->mean.n_detections;
      result->mean.n_detections += result->classes[label].n_detections;
      result->mean.n_truths += result->classes[label].n_truths;
    }
}

/* The looks that count by class, in it by falling score: by score first, and
 * then stably into their classes.
 */
static gw_status
rank (Voc *self)
{
  size_t n_looks = self->first_looks[self->n_images], n = 0;
  uint64_t *keys = GW_NEW (uint64_t, self->result.mean.n_detections);
  uint32_t *rows = GW_NEW (uint32_t, self->result.mean.n_detections);
  size_t *places = GW_NEW (size_t, self->n_classes);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (keys != NULL && rows != NULL && places != NULL)
    {
      for (size_t i = 0; i < n_looks; i++)
        if (self->looks[i].label >= 0 && (self->looks[i].truth == NO_TRUTH || self->taken[self->looks[i].truth] != 2))
          {
            keys[n] = ~_gw_sort_key (self->looks[i].score);
            rows[n++] = (uint32_t) i;
          }
      status = _gw_sort_keys (keys, rows, n);
    }
  if (status == GW_STATUS_OK)
    {
      for (size_t label = 0; label < self->n_classes; label++)
        places[label] = self->result.classes[label].first;
      for (size_t i = 0; i < n; i++)
        self->by_rank[places[self->looks[rows[i]].label]++] = rows[i];
    }
  free (keys);
  free (rows);
  free (places);

  return status;
}

static void
compute_class (Voc *self, GwVocClass *class, const double recalls[101], const double tenths[11])
{
  double points[101];
  size_t n_hits = 0, n_false = 0;
  double n_truths = (double) class->n_truths;
  GwSum area = { 0, 0 };

  for (size_t i = class->first; i < class->first + class->n_detections; i++)
    {
      const Look *a = &self->looks[self->by_rank[i]];
      bool hit = a->truth != NO_TRUTH && self->taken[a->truth] == 0;

      self->result.scores[i] = a->score;
      self->result.hits[i] = hit;
      if (hit)
        {
          self->taken[a->truth] = 1;
          n_hits++;
          self->precision[n_hits - 1] = (double) n_hits / (double) (n_hits + n_false);
        }
      else
        n_false++;
    }
  class->ap_all_point = class->ap_11_point = class->ap_101_point = NAN;
  if (class->n_truths == 0)
    return;

  _gw_precision_raise (self->precision, n_hits);
  for (size_t i = 0; i < n_hits; i++)
    _gw_sum_add (&area, ((double) (i + 1) / n_truths - (double) i / n_truths) * self->precision[i]);
  class->ap_all_point = _gw_sum_get (&area);
  _gw_precision_read (self->precision, n_hits, class->n_truths, tenths, 11, points);
  class->ap_11_point = _gw_sum (points, 11) / 11;
  _gw_precision_read (self->precision, n_hits, class->n_truths, recalls, 101, points);
  class->ap_101_point = _gw_sum (points, 101) / 101;
}

static void
compute (Voc *self)
{
  double recalls[101], tenths[11];
  GwVocClass *mean = &self->result.mean;
  GwSum sums[3] = { { 0, 0 }, { 0, 0 }, { 0, 0 } };
  double n = 0;

  _gw_precision_recalls (recalls);
  for (int i = 0; i <= 10; i++)
    tenths[i] = i / 10.0;
  for (size_t label = 0; label < self->n_classes; label++)
    {
      GwVocClass *class = &self->result.classes[label];

      compute_class (self, class, recalls, tenths);
      if (class->n_truths == 0)
        continue;
      _gw_sum_add (&sums[0], class->ap_all_point);
      _gw_sum_add (&sums[1], class->ap_11_point);
      _gw_sum_add (&sums[2], class->ap_101_point);
      n++;
    }
  mean->ap_all_point = _gw_sum_get (&sums[0]) / n; /* NaN where n is 0 */
  mean->ap_11_point = _gw_sum_get (&sums[1]) / n;
  mean->ap_101_point = _gw_sum_get (&sums[2]) / n;
}

/* The images by id, and where their truths and detections are numbered from. */
static gw_status
order_images (Voc *self)
{
  int64_t *ids = GW_NEW (int64_t, self->n_images);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (ids != NULL)
    {
      for (size_t i = 0; i < self->n_images; i++)
        ids[i] = self->images[i].id;
      status = _gw_detection_sort_ids (ids, self->n_images, self->order);
    }
  free (ids);
  if (status != GW_STATUS_OK)
    return status;

  self->first_truths[0] = self->first_looks[0] = 0;
  for (size_t i = 0; i < self->n_images; i++)
    {
      self->first_truths[i + 1] = self->first_truths[i] + self->images[self->order[i]].n_truths;
      self->first_looks[i + 1] = self->first_looks[i] + self->images[self->order[i]].n_detections;
      if (self->first_truths[i + 1] > GW_MOST_ROWS || self->first_looks[i + 1] > GW_MOST_ROWS)
        return GW_STATUS_TOO_LARGE;
    }

  return GW_STATUS_OK;
}

static gw_status
make (Voc *self)
{
  gw_status status;

  self->order = GW_NEW (uint32_t, self->n_images);
  self->first_truths = GW_NEW (size_t, self->n_images + 1);
  self->first_looks = GW_NEW (size_t, self->n_images + 1);
  if (self->order == NULL || self->first_truths == NULL || self->first_looks == NULL)
    return GW_STATUS_NO_MEMORY;
  status = order_images (self);
  if (status != GW_STATUS_OK)
    return status;

  self->looks = GW_NEW (Look, self->first_looks[self->n_images]);
  self->taken = GW_NEW (uint8_t, self->first_truths[self->n_images]);
  self->by_rank = GW_NEW (uint32_t, self->first_looks[self->n_images]);
  self->precision = GW_NEW (double, self->first_looks[self->n_images]);
  self->result.n_classes = self->n_classes;
  self->result.classes = GW_NEW0 (GwVocClass, self->n_classes);
  self->result.scores = GW_NEW (double, self->first_looks[self->n_images]);
  self->result.hits = GW_NEW (uint8_t, self->first_looks[self->n_images]);

  return self->looks != NULL && self->taken != NULL && self->by_rank != NULL && self->precision != NULL
                 && self->result.classes != NULL && self->result.scores != NULL && self->result.hits != NULL
             ? GW_STATUS_OK
             : GW_STATUS_NO_MEMORY;
}

/* Whether an object takes part at all. */
static bool
has_objects (const Voc *self)
{
  return self->first_truths[self->n_images] + self->first_looks[self->n_images] > self->result.n_excluded;
}

gw_status
gw_voc_ap (const GwDetectionImage *images, size_t n_images, size_t n_classes, GwOverlap overlap, double iou,
           GwVocResult *result, const GwRun *run)
{
  Voc self = { .images = images, .n_images = n_images, .n_classes = n_classes, .overlap = overlap, .iou = iou };
  gw_status status = n_classes > MOST_CLASSES || n_images > GW_MOST_ROWS ? GW_STATUS_TOO_LARGE : GW_STATUS_OK;

  if (!(iou >= 0 && iou <= 1))
    return GW_STATUS_INVALID;
  for (size_t i = 0; i < n_images && status == GW_STATUS_OK; i++)
    status = _gw_detection_check (&images[i], n_classes, overlap);
  if (status == GW_STATUS_OK)
    status = make (&self);
  if (status == GW_STATUS_OK)
    status = _gw_run_parts (run, n_images, look_at_image, &self, 0, 1);
  if (status == GW_STATUS_OK)
    {
      count (&self);
      status = rank (&self);
    }
  if (status == GW_STATUS_OK)
    {
      compute (&self);
      if (self.result.mean.n_truths == 0)
        status = has_objects (&self) ? GW_STATUS_NO_POSITIVE : GW_STATUS_EMPTY;
    }
  free (self.order);
  free (self.first_truths);
  free (self.first_looks);
  free (self.looks);
  free (self.taken);
  free (self.by_rank);
  free (self.precision);
  if (gw_status_has_values (status))
    *result = self.result;
  else
    gw_voc_result_clear (&self.result);

  return status;
}

void
gw_voc_result_clear (GwVocResult *result)
{
  if (result == NULL)
    return;

  free (result->classes);
  free (result->scores);
  free (result->hits);
  memset (result, 0, sizeof *result);
}
