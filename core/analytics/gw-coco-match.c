/* SPDX-License-Identifier: LGPL-3.0-or-later */

/* The part of the COCO evaluation that looks at one image: which detection takes
 * which truth at each threshold and size.
 */

#include "gw-coco-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-box.h"
#include "gw-detection-private.h"

static const double size_low[GW_COCO_N_SIZES] = { 0, 0, 1024, 9216 };
static const double size_high[GW_COCO_N_SIZES] = { 1e10, 1024, 9216, 1e10 };

/* An object in the order of its class, detections by falling score besides. */
typedef struct
{
  int32_t label;
  uint32_t index; /* in the image */
  double score;   /* 0 for truths */
  GwBox bounds;
} Object;

/* What is known of a truth while its class is matched. */
typedef struct
{
  uint16_t taken[GW_COCO_N_SIZES]; /* bit t */
  uint8_t ignored;                 /* bit for each size */
  bool crowd;
} Truth;

typedef struct
{
  size_t truth;
  double overlap;
} Candidate;

struct _GwCocoScratch
{
  Object *truths;
  Object *detections;
  Truth *states;
  Candidate *candidates;
  size_t n_truths;
  size_t n_detections;
  size_t truths_size;
  size_t detections_size;
};

double
gw_coco_threshold (size_t index)
{
  /* As the reference has it, whose 0.9 lies just below 0.9. */
  return index + 1 < GW_COCO_N_THRESHOLDS ? (double) index * ((0.95 - 0.5) / 9) + 0.5 : 0.95;
}

static uint8_t
sizes_missed (double area)
{
  uint8_t missed = 0;

  for (int size = 0; size < GW_COCO_N_SIZES; size++)
    if (area < size_low[size] || area > size_high[size])
      missed |= (uint8_t) (1u << size);

  return missed;
}

static int
compare_objects (const void *a, const void *b)
{
  const Object *x = a, *y = b;

  if (x->label != y->label)
    return x->label < y->label ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;

  return x->index < y->index ? -1 : 1;
}

static gw_status
reserve (GwCocoBatch *batch, size_t n_truths, size_t n_detections)
{
  struct _GwCocoScratch *self = batch->scratch != NULL ? batch->scratch : calloc (1, sizeof *self);

  batch->scratch = self;
  if (self == NULL)
    return GW_STATUS_NO_MEMORY;
  if (n_truths > self->truths_size)
    {
      free (self->truths);
      free (self->states);
      free (self->candidates);
      self->truths = GW_NEW (Object, n_truths);
      self->states = GW_NEW (Truth, n_truths);
      self->candidates = GW_NEW (Candidate, n_truths);
      self->truths_size = self->truths != NULL && self->states != NULL && self->candidates != NULL ? n_truths : 0;
    }
  if (n_detections > self->detections_size)
    {
      free (self->detections);
      self->detections = GW_NEW (Object, n_detections);
      self->detections_size = self->detections != NULL ? n_detections : 0;
    }

  return n_truths <= self->truths_size && n_detections <= self->detections_size ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
}

/* Room for one more image and its entries. */
static gw_status
grow (GwCocoBatch *self, size_t n_detections)
{
  if (self->n_entries + n_detections > self->entries_size)
    {
      size_t size = self->entries_size + self->entries_size / 2 + n_detections;
      GwCocoEntry *entries = size <= SIZE_MAX / sizeof *entries ? realloc (self->entries, size * sizeof *entries)
                                                                : NULL;

      if (entries == NULL)
        return GW_STATUS_NO_MEMORY;
      self->entries = entries;
      self->entries_size = size;
    }
  if (self->n_images == self->images_size)
    {
      size_t size = self->images_size + self->images_size / 2 + 16;
      GwCocoImage *images = realloc (self->images, size * sizeof *images);

      if (images == NULL)
        return GW_STATUS_NO_MEMORY;
      self->images = images;
      self->images_size = size;
    }

  return GW_STATUS_OK;
}

static void
sort_objects (struct _GwCocoScratch *self, const GwDetectionImage *image, GwOverlap overlap)
{
  self->n_truths = 0;
  self->n_detections = 0;
  for (size_t i = 0; i < image->n_truths; i++)
    if (_gw_truth_is_kept (&image->truths[i], overlap))
      self->truths[self->n_truths++] = (Object) { image->truths[i].label, (uint32_t) i, 0, image->truths[i].box };
  for (size_t i = 0; i < image->n_detections; i++)
    if (_gw_detection_is_kept (&image->detections[i], overlap))
      self->detections[self->n_detections++] = (Object) { image->detections[i].label, (uint32_t) i,
                                                          image->detections[i].score, image->detections[i].box };
  if (self->n_truths > 1)
    qsort (self->truths, self->n_truths, sizeof (Object), compare_objects);
  if (self->n_detections > 1)
    qsort (self->detections, self->n_detections, sizeof (Object), compare_objects);
  if (overlap == GW_OVERLAP_BOX)
    return;

  /* Masks whose bounds are apart need no look at their runs. */
  for (size_t i = 0; i < self->n_truths; i++)
    gw_rle_bounds (image->truths[self->truths[i].index].mask, &self->truths[i].bounds);
  for (size_t i = 0; i < self->n_detections; i++)
    gw_rle_bounds (image->detections[self->detections[i].index].mask, &self->detections[i].bounds);
}

static void
begin_class (struct _GwCocoScratch *self, const GwDetectionImage *image, GwOverlap overlap, size_t first, size_t end)
{
  for (size_t i = first; i < end; i++)
    {
      const GwTruthObject *truth = &image->truths[self->truths[i].index];
      Truth state = { .crowd = truth->crowd, .ignored = sizes_missed (_gw_truth_area (truth, overlap)) };

      if (truth->crowd || truth->ignore)
        state.ignored = (1u << GW_COCO_N_SIZES) - 1;
      self->states[i] = state;
    }
}

/* The truths of the class that a detection overlaps enough for any threshold. */
static size_t
find_candidates (struct _GwCocoScratch *self, const GwDetectionImage *image, GwOverlap overlap, const Object *object,
                 size_t first, size_t end)
{
  size_t n = 0;
  GwBox shared;

  for (size_t i = first; i < end; i++)
    {
      double share;

      if (!gw_box_intersection (&object->bounds, &self->truths[i].bounds, &shared))
        continue;
      share = _gw_detection_overlap (&image->detections[object->index], &image->truths[self->truths[i].index], overlap);
      if (share >= 0.5)
        self->candidates[n++] = (Candidate) { i, share };
    }

  return n;
}

/* The truth that a detection takes, first of those that must be found, then of
 * the others; SIZE_MAX for none.
 */
static size_t
choose (const struct _GwCocoScratch *self, size_t n_candidates, int size, int threshold)
{
  for (unsigned ignored = 0; ignored < 2; ignored++)
    {
      double best = fmin (gw_coco_threshold ((size_t) threshold), 1 - 1e-10);
      size_t chosen = SIZE_MAX;

      for (size_t i = 0; i < n_candidates; i++)
        {
          const Truth *truth = &self->states[self->candidates[i].truth];

          if ((truth->ignored >> size & 1) != ignored || (!truth->crowd && (truth->taken[size] >> threshold & 1) != 0)
              || self->candidates[i].overlap < best)
            continue;
          best = self->candidates[i].overlap;
          chosen = self->candidates[i].truth;
        }
      if (chosen != SIZE_MAX)
        return chosen;
    }

  return SIZE_MAX;
}

static void
match (struct _GwCocoScratch *self, size_t n_candidates, double area, GwCocoEntry *entry)
{
  uint8_t missed = sizes_missed (area);

  for (int size = 0; size < GW_COCO_N_SIZES; size++)
    {
      if ((missed >> size & 1) != 0)
        entry->ignored[size] = (1u << GW_COCO_N_THRESHOLDS) - 1;
      for (int threshold = 0; threshold < GW_COCO_N_THRESHOLDS && n_candidates > 0; threshold++)
        {
          size_t chosen = choose (self, n_candidates, size, threshold);
          uint16_t bit = (uint16_t) (1u << threshold);

          if (chosen == SIZE_MAX)
            continue; /* at a higher one those before may have left it something */
          entry->taken[size] |= bit;
          self->states[chosen].taken[size] |= bit;
          if ((self->states[chosen].ignored >> size & 1) != 0)
            entry->ignored[size] |= bit;
          else
            entry->ignored[size] &= (uint16_t) ~bit;
        }
    }
}

static void
count_entry (const GwCocoEntry *entry, GwImageHits *hits)
{
  if ((entry->ignored[0] & 1) != 0)
    hits->n_ignored++;
  else if ((entry->taken[0] & 1) != 0)
    hits->n_hits++;
  else
    hits->n_false++;
}

static void
count_truths (const struct _GwCocoScratch *self, size_t first, size_t end, GwImageHits *hits, GwCocoTally *tally)
{
  for (size_t i = first; i < end; i++)
    {
      const Truth *truth = &self->states[i];

      if ((truth->ignored & 1) == 0 && (truth->taken[0] & 1) == 0)
        hits->n_missed++;
      for (size_t size = 0; size < GW_COCO_N_SIZES; size++)
        if ((truth->ignored >> size & 1) == 0)
          atomic_fetch_add_explicit (&tally[(size_t) self->truths[i].label * GW_COCO_N_SIZES + size], 1,
                                     memory_order_relaxed);
    }
}

/* All of one class, from those given on; they move to the next class. */
static void
match_class (GwCocoBatch *batch, const GwDetectionImage *image, GwOverlap overlap, size_t *truth, size_t *detection,
             GwImageHits *hits, GwCocoTally *tally)
{
  struct _GwCocoScratch *self = batch->scratch;
  size_t first = *truth, first_detection = *detection;
  int32_t label = first < self->n_truths ? self->truths[first].label : INT32_MAX;

  if (first_detection < self->n_detections && self->detections[first_detection].label < label)
    label = self->detections[first_detection].label;
  while (*truth < self->n_truths && self->truths[*truth].label == label)
    ++*truth;
  begin_class (self, image, overlap, first, *truth);

  for (; *detection < self->n_detections && self->detections[*detection].label == label; ++*detection)
    {
      const Object *object = &self->detections[*detection];
      GwCocoEntry entry = { object->score, label, (uint32_t) (*detection - first_detection), { 0 }, { 0 } };

      if (entry.rank >= GW_COCO_MOST_DETECTIONS)
        continue;
      match (self, find_candidates (self, image, overlap, object, first, *truth),
             _gw_detection_area (&image->detections[object->index], overlap), &entry);
      count_entry (&entry, hits);
      batch->entries[batch->n_entries++] = entry;
    }
  count_truths (self, first, *truth, hits, tally);
}

gw_status
_gw_coco_batch_add (GwCocoBatch *self, const GwDetectionImage *image, GwOverlap overlap, GwCocoTally *tally)
{
  gw_status status = reserve (self, image->n_truths, image->n_detections);
  GwCocoImage added = { .hits.image = image->id, .first = self->n_entries };
  size_t truth = 0, detection = 0;

  if (status == GW_STATUS_OK)
    status = grow (self, image->n_detections);
  if (status != GW_STATUS_OK)
    return status;

  sort_objects (self->scratch, image, overlap);
  while (truth < self->scratch->n_truths || detection < self->scratch->n_detections)
    match_class (self, image, overlap, &truth, &detection, &added.hits, tally);
  added.n_entries = self->n_entries - added.first;
  self->images[self->n_images++] = added;
  self->n_objects += truth + detection;
  self->n_excluded += image->n_truths + image->n_detections - truth - detection;

  return GW_STATUS_OK;
}

void
_gw_coco_batch_clear (GwCocoBatch *self)
{
  if (self->scratch != NULL)
    {
      free (self->scratch->truths);
      free (self->scratch->detections);
      free (self->scratch->states);
      free (self->scratch->candidates);
      free (self->scratch);
    }
  free (self->entries);
  free (self->images);
  memset (self, 0, sizeof *self);
}
