/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-coco-eval.h"

#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-coco-private.h"
#include "gw-detection-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

/* So many images are matched at a time. */
#define IMAGES_OF_PART 64

struct _GwCocoEval
{
  size_t n_classes;
  GwOverlap overlap;
  GwCocoBatch batch;
  GwCocoTally *tally;
};

/* The means of one class. */
typedef struct
{
  double ap[GW_COCO_N_SIZES];
  double ar[GW_COCO_N_SIZES];
  double ap50;
  double ap75;
  double ar1;
  double ar10;
} Figures;

/* All batches on the way to the result. */
typedef struct
{
  size_t n_classes;
  const GwCocoTally *tally;
  GwCocoEntry *entries; /* by class, in it by image and falling score */
  size_t *firsts;       /* n_classes + 1 */
  Figures *figures;
  GwCocoResult *result;
  double recalls[GW_COCO_N_POINTS];
  atomic_int failed; /* a gw_status */
} Gathering;

/* --- one class --------------------------------------------------------------------- */

/* The precision at each hit of one threshold and size; returns their number. */
static size_t
find_hits (const GwCocoEntry *entries, const uint32_t *order, size_t n, int size, int threshold, double *precision)
{
  size_t n_hits = 0, n_false = 0;

  for (size_t i = 0; i < n; i++)
    {
      const GwCocoEntry *entry = &entries[order[i]];

      if ((entry->ignored[size] >> threshold & 1) != 0)
        continue;
      if ((entry->taken[size] >> threshold & 1) == 0)
        n_false++;
      else
        {
          n_hits++;
          precision[n_hits - 1] = (double) n_hits / (double) (n_hits + n_false);
        }
    }

  return n_hits;
}

/* The mean recall over thresholds, of the hits of them all. */
static double
recall_of (uint64_t n_hits, uint64_t n_truths)
{
  return (double) n_hits / (double) n_truths / GW_COCO_N_THRESHOLDS;
}

/* The hits among the best `most` of each image, as a mean over thresholds. */
static double
mean_recall (const GwCocoEntry *entries, size_t n, uint32_t most, uint64_t n_truths)
{
  uint64_t n_hits = 0;

  for (size_t i = 0; i < n; i++)
    if (entries[i].rank < most)
      n_hits += (uint64_t) __builtin_popcount (entries[i].taken[0] & ~(unsigned) entries[i].ignored[0]);

  return recall_of (n_hits, n_truths);
}

/* Precision and recall of one size, which has truths. */
static void
compute_size (const Gathering *self, size_t label, int size, const uint32_t *order, double *precision)
{
  const GwCocoEntry *entries = self->entries + self->firsts[label];
  size_t n = self->firsts[label + 1] - self->firsts[label];
  uint64_t n_truths = self->tally[label * GW_COCO_N_SIZES + (size_t) size];
  double *table = self->result->precision + label * GW_COCO_N_THRESHOLDS * GW_COCO_N_POINTS;
  double kept[GW_COCO_N_POINTS];
  Figures *figures = &self->figures[label];
  uint64_t n_hits_of_all = 0;
  double ap = 0;

  for (size_t threshold = 0; threshold < GW_COCO_N_THRESHOLDS; threshold++)
    {
      size_t n_hits = find_hits (entries, order, n, size, (int) threshold, precision);
      double *points = size == 0 ? table + threshold * GW_COCO_N_POINTS : kept;
      double mean;

      _gw_precision_raise (precision, n_hits);
      _gw_precision_read (precision, n_hits, n_truths, self->recalls, GW_COCO_N_POINTS, points);
      mean = _gw_sum (points, GW_COCO_N_POINTS) / GW_COCO_N_POINTS;
      ap += mean;
      n_hits_of_all += n_hits;
      if (size == 0 && threshold == 0)
        figures->ap50 = mean;
      if (size == 0 && threshold == 5)
        figures->ap75 = mean;
    }
  figures->ap[size] = ap / GW_COCO_N_THRESHOLDS;
  figures->ar[size] = recall_of (n_hits_of_all, n_truths);
  if (size == 0)
    {
      figures->ar1 = mean_recall (entries, n, 1, n_truths);
      figures->ar10 = mean_recall (entries, n, 10, n_truths);
    }
}

/* The detections of a class by falling score, in the order of images among equals. */
static gw_status
sort_class (const GwCocoEntry *entries, size_t n, uint32_t *order)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    {
      keys[i] = ~_gw_sort_key (entries[i].score);
      order[i] = (uint32_t) i;
    }
  status = _gw_sort_keys (keys, order, n);
  free (keys);

  return status;
}

static void
compute_class (void *data, size_t label)
{
  Gathering *self = data;
  size_t n = self->firsts[label + 1] - self->firsts[label];
  double *table = self->result->precision + label * GW_COCO_N_THRESHOLDS * GW_COCO_N_POINTS;
  uint32_t *order = GW_NEW (uint32_t, n);
  double *precision = GW_NEW (double, n);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (order != NULL && precision != NULL)
    status = sort_class (self->entries + self->firsts[label], n, order);
  for (size_t i = 0; i < GW_COCO_N_THRESHOLDS * GW_COCO_N_POINTS; i++)
    table[i] = GW_COCO_NO_TRUTH;
  for (int size = 0; size < GW_COCO_N_SIZES && status == GW_STATUS_OK; size++)
    if (self->tally[label * GW_COCO_N_SIZES + (size_t) size] > 0)
      compute_size (self, label, size, order, precision);
  if (status != GW_STATUS_OK)
    atomic_store (&self->failed, (int) status);
  free (order);
  free (precision);
}

/* --- all classes ------------------------------------------------------------------- */

/* The mean of a figure over the classes that have truths of the size. */
static double
mean_of (const Gathering *self, size_t size, size_t offset)
{
  GwSum sum = { 0, 0 };
  size_t n = 0;

  for (size_t label = 0; label < self->n_classes; label++)
    if (self->tally[label * GW_COCO_N_SIZES + size] > 0)
      {
        double value;

        memcpy (&value, (const char *) &self->figures[label] + offset, sizeof value);
        _gw_sum_add (&sum, value);
        n++;
      }

  return n > 0 ? _gw_sum_get (&sum) / (double) n : GW_COCO_NO_TRUTH;
}

static void
summarise (const Gathering *self)
{
  const size_t ap = offsetof (Figures, ap), ar = offsetof (Figures, ar), step = sizeof (double);

  self->result->summary = (GwCocoSummary) {
    .ap = mean_of (self, 0, ap),
    .ap50 = mean_of (self, 0, offsetof (Figures, ap50)),
    .ap75 = mean_of (self, 0, offsetof (Figures, ap75)),
    .ap_small = mean_of (self, 1, ap + step),
    .ap_medium = mean_of (self, 2, ap + 2 * step),
    .ap_large = mean_of (self, 3, ap + 3 * step),
    .ar1 = mean_of (self, 0, offsetof (Figures, ar1)),
    .ar10 = mean_of (self, 0, offsetof (Figures, ar10)),
    .ar100 = mean_of (self, 0, ar),
    .ar_small = mean_of (self, 1, ar + step),
    .ar_medium = mean_of (self, 2, ar + 2 * step),
    .ar_large = mean_of (self, 3, ar + 3 * step),
  };
  for (size_t label = 0; label < self->n_classes; label++)
    {
      uint64_t n_truths = self->tally[label * GW_COCO_N_SIZES];
      const Figures *figures = &self->figures[label];
      GwCocoClass none = { GW_COCO_NO_TRUTH, GW_COCO_NO_TRUTH, GW_COCO_NO_TRUTH, GW_COCO_NO_TRUTH, 0, 0 };

      self->result->classes[label] = none;
      if (n_truths > 0)
        self->result->classes[label] = (GwCocoClass) { figures->ap[0], figures->ap50, figures->ap75,
                                                       figures->ar[0], n_truths,      0 };
      self->result->classes[label].n_detections = self->firsts[label + 1] - self->firsts[label];
    }
}

/* Copies the entries of all batches together by class, images by rising id. */
static gw_status
gather (Gathering *self, const GwCocoBatch *batches, size_t n_batches)
{
  GwCocoResult *result = self->result;
  int64_t *ids = GW_NEW (int64_t, result->n_images);
  uint32_t *order = GW_NEW (uint32_t, result->n_images);
  const GwCocoImage **images = GW_NEW (const GwCocoImage *, result->n_images);
  const GwCocoEntry **entries = GW_NEW (const GwCocoEntry *, result->n_images);
  size_t n = 0;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (ids != NULL && order != NULL && images != NULL && entries != NULL)
    {
      for (size_t i = 0; i < n_batches; i++)
        for (size_t k = 0; k < batches[i].n_images; k++, n++)
          {
            images[n] = &batches[i].images[k];
            entries[n] = batches[i].entries != NULL ? batches[i].entries + images[n]->first : NULL;
            ids[n] = images[n]->hits.image;
          }
      status = _gw_detection_sort_ids (ids, n, order);
    }
  for (size_t i = 0; i < n && status == GW_STATUS_OK; i++)
    {
      const GwCocoImage *image = images[order[i]];

      result->images[i] = image->hits;
      for (size_t k = 0; k < image->n_entries; k++)
        self->entries[self->firsts[entries[order[i]][k].label]++] = entries[order[i]][k];
    }
  free (ids);
  free (order);
  free (images);
  free (entries);

  return status;
}

/* Where the entries of each class begin; gather() moves each to its end. */
static void
place_classes (Gathering *self, const GwCocoBatch *batches, size_t n_batches)
{
  size_t sum = 0;

  memset (self->firsts, 0, (self->n_classes + 1) * sizeof *self->firsts);
  for (size_t i = 0; i < n_batches; i++)
    for (size_t k = 0; k < batches[i].n_entries; k++)
      self->firsts[batches[i].entries[k].label + 1]++;
  for (size_t label = 0; label <= self->n_classes; label++)
    {
      sum += self->firsts[label];
      self->firsts[label] = sum;
    }
}

static gw_status
make_result (Gathering *self, const GwCocoBatch *batches, size_t n_batches, size_t *n_objects)
{
  GwCocoResult *result = self->result;
  size_t n_entries = 0;

  *n_objects = 0;
  for (size_t i = 0; i < n_batches; i++)
    {
      n_entries += batches[i].n_entries;
      result->n_images += batches[i].n_images;
      result->n_excluded += batches[i].n_excluded;
      *n_objects += batches[i].n_objects;
    }
  if (n_entries > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  result->n_classes = self->n_classes;
  result->classes = GW_NEW (GwCocoClass, self->n_classes);
  result->precision = GW_NEW (double, self->n_classes *GW_COCO_N_THRESHOLDS *GW_COCO_N_POINTS);
  result->images = GW_NEW (GwImageHits, result->n_images);
  self->entries = GW_NEW (GwCocoEntry, n_entries);
  self->firsts = GW_NEW (size_t, self->n_classes + 1);
  self->figures = GW_NEW0 (Figures, self->n_classes);
  if (result->classes == NULL || result->precision == NULL || result->images == NULL || self->entries == NULL
      || self->firsts == NULL || self->figures == NULL)
    return GW_STATUS_NO_MEMORY;

  return GW_STATUS_OK;
}

/* From what the images came to, to the figures. The work is told as the share
 * from `from` to 1.
 */
static gw_status
compute (const GwCocoBatch *batches, size_t n_batches, const GwCocoTally *tally, size_t n_classes, GwCocoResult *result,
         const GwRun *run, double from)
{
  GwCocoResult made = { 0 };
  Gathering self = { .n_classes = n_classes, .tally = tally, .result = &made };
  size_t n_objects;
  gw_status status = make_result (&self, batches, n_batches, &n_objects);
  bool any = false;

  _gw_precision_recalls (self.recalls);
  if (status == GW_STATUS_OK)
    {
      place_classes (&self, batches, n_batches);
      status = gather (&self, batches, n_batches);
    }
  if (status == GW_STATUS_OK)
    {
      memmove (self.firsts + 1, self.firsts, n_classes * sizeof *self.firsts);
      self.firsts[0] = 0;
      status = _gw_run_parts (run, n_classes, compute_class, &self, from, 1);
    }
  if (status == GW_STATUS_OK)
    status = (gw_status) atomic_load (&self.failed);
  if (status == GW_STATUS_OK)
    {
      summarise (&self);
      for (size_t label = 0; label < n_classes; label++)
        any = any || tally[label * GW_COCO_N_SIZES] > 0;
      status = n_objects == 0 ? GW_STATUS_EMPTY : any ? GW_STATUS_OK : GW_STATUS_NO_POSITIVE;
    }
  free (self.entries);
  free (self.firsts);
  free (self.figures);
  if (gw_status_has_values (status))
    *result = made;
  else
    gw_coco_result_clear (&made);

  return status;
}

void
gw_coco_result_clear (GwCocoResult *result)
{
  if (result == NULL)
    return;

  free (result->classes);
  free (result->precision);
  free (result->images);
  memset (result, 0, sizeof *result);
}

/* --- all images at once ------------------------------------------------------------ */

typedef struct
{
  const GwDetectionImage *images;
  size_t n_images;
  GwOverlap overlap;
  GwCocoBatch *batches;
  GwCocoTally *tally;
  atomic_int failed; /* a gw_status */
} Matching;

static void
match_part (void *data, size_t part)
{
  Matching *self = data;
  size_t first = part * IMAGES_OF_PART;
  size_t end = self->n_images - first > IMAGES_OF_PART ? first + IMAGES_OF_PART : self->n_images;

  for (size_t i = first; i < end; i++)
    {
      gw_status status = _gw_coco_batch_add (&self->batches[part], &self->images[i], self->overlap, self->tally);

      if (status != GW_STATUS_OK)
        atomic_store (&self->failed, (int) status);
    }
}

gw_status
gw_coco_eval (const GwDetectionImage *images, size_t n_images, size_t n_classes, GwOverlap overlap,
              GwCocoResult *result, const GwRun *run)
{
  size_t n_parts = n_images / IMAGES_OF_PART + (n_images % IMAGES_OF_PART > 0);
  Matching self = { .images = images, .n_images = n_images, .overlap = overlap };
  gw_status status = n_classes > GW_COCO_MOST_CLASSES || n_images > GW_MOST_ROWS ? GW_STATUS_TOO_LARGE : GW_STATUS_OK;

  for (size_t i = 0; i < n_images && status == GW_STATUS_OK; i++)
    status = _gw_detection_check (&images[i], n_classes, overlap);
  if (status != GW_STATUS_OK)
    return status;

  self.batches = GW_NEW0 (GwCocoBatch, n_parts);
  self.tally = GW_NEW0 (GwCocoTally, n_classes * GW_COCO_N_SIZES);
  status = self.batches != NULL && self.tally != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    status = _gw_run_parts (run, n_parts, match_part, &self, 0, 0.8);
  if (status == GW_STATUS_OK)
    status = (gw_status) atomic_load (&self.failed);
  if (status == GW_STATUS_OK)
    status = compute (self.batches, n_parts, self.tally, n_classes, result, run, 0.8);
  for (size_t i = 0; i < n_parts && self.batches != NULL; i++)
    _gw_coco_batch_clear (&self.batches[i]);
  free (self.batches);
  free (self.tally);

  return status;
}

/* --- image by image ---------------------------------------------------------------- */

gw_status
gw_coco_eval_new (size_t n_classes, GwOverlap overlap, GwCocoEval **eval)
{
  GwCocoEval *self;

  *eval = NULL;
  if (n_classes > GW_COCO_MOST_CLASSES)
    return GW_STATUS_TOO_LARGE;
  self = calloc (1, sizeof *self);
  if (self == NULL)
    return GW_STATUS_NO_MEMORY;

  self->n_classes = n_classes;
  self->overlap = overlap;
  self->tally = GW_NEW0 (GwCocoTally, n_classes * GW_COCO_N_SIZES);
  if (self->tally == NULL)
    {
      free (self);
      return GW_STATUS_NO_MEMORY;
    }
  *eval = self;

  return GW_STATUS_OK;
}

void
gw_coco_eval_free (GwCocoEval *self)
{
  if (self == NULL)
    return;

  _gw_coco_batch_clear (&self->batch);
  free (self->tally);
  free (self);
}

gw_status
gw_coco_eval_add (GwCocoEval *self, const GwDetectionImage *image)
{
  gw_status status = _gw_detection_check (image, self->n_classes, self->overlap);

  if (status != GW_STATUS_OK)
    return status;

  return _gw_coco_batch_add (&self->batch, image, self->overlap, self->tally);
}

gw_status
gw_coco_eval_get (const GwCocoEval *self, GwCocoResult *result, const GwRun *run)
{
  return compute (&self->batch, 1, self->tally, self->n_classes, result, run, 0);
}
