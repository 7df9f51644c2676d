/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-rle.h"

#include <stdlib.h>

#include "gw-box.h"
#include "gw-geometry-private.h"
#include "gw-rle-private.h"

#define NO_EDGE UINT64_MAX

/* Walks over two RLEs at once, from one change to the next. */
typedef struct
{
  GwRleReader readers[2];
  GwSpan spans[2];
  uint64_t edges[2]; /* where each changes next, NO_EDGE after its end */
  uint64_t position;
  int n_inside; /* how many of the two are set from position on */
  bool inside[2];
} Walk;

static void
walk_read (Walk *walk, int which)
{
  bool more = _gw_rle_reader_next (&walk->readers[which], &walk->spans[which]);

  walk->edges[which] = more ? walk->spans[which].start : NO_EDGE;
}

static Walk
walk_start (const GwRle *a, const GwRle *b)
{
  Walk walk = { { { a, 0, 0 }, { b, 0, 0 } }, { { 0, 0 }, { 0, 0 } }, { 0, 0 }, 0, 0, { false, false } };

  walk_read (&walk, 0);
  walk_read (&walk, 1);
  return walk;
}

/* The next stretch start ... end-1 over which n_inside of the two are set. */
static bool
walk_next (Walk *walk, uint64_t *start, uint64_t *end, int *n_inside)
{
  uint64_t edge = walk->edges[0] < walk->edges[1] ? walk->edges[0] : walk->edges[1];

  if (edge == NO_EDGE)
    return false;

  *start = walk->position;
  *end = edge;
  *n_inside = walk->n_inside;
  walk->position = edge;
  for (int i = 0; i < 2; i++)
    {
      if (walk->edges[i] != edge)
        continue;
      walk->inside[i] = !walk->inside[i];
      walk->n_inside += walk->inside[i] ? 1 : -1;
      if (walk->inside[i])
        walk->edges[i] = walk->spans[i].end;
      else
        walk_read (walk, i);
    }
  return true;
}

static gw_status
merge_two (const GwRle *a, const GwRle *b, int least, GwRle *result)
{
  GwRleBuilder builder;
  Walk walk;
  uint64_t start, end;
  int n_inside;

  if (a->height != b->height || a->width != b->width)
    return GW_STATUS_INVALID;

  _gw_rle_builder_init (&builder, a->height, a->width);
  walk = walk_start (a, b);
  while (walk_next (&walk, &start, &end, &n_inside))
    if (n_inside >= least)
      _gw_rle_builder_add (&builder, start, end);
  return _gw_rle_builder_finish (&builder, result);
}

/* By halves, so that no long intermediate result is read again for each part. */
static gw_status
merge (const GwRle *rles, size_t n, int least, GwRle *result)
{
  GwRle low = GW_RLE_INIT, high = GW_RLE_INIT;
  gw_status status;

  if (n == 1)
    return merge_two (rles, rles, least, result);
  if (n == 2)
    return merge_two (&rles[0], &rles[1], least, result);

  status = merge (rles, n / 2, least, &low);
  if (status == GW_STATUS_OK)
    status = merge (rles + n / 2, n - n / 2, least, &high);
  if (status == GW_STATUS_OK)
    status = merge_two (&low, &high, least, result);
  gw_rle_clear (&low);
  gw_rle_clear (&high);
  return status;
}

gw_status
gw_rle_union (const GwRle *rles, size_t n_rles, GwRle *result)
{
  return n_rles > 0 ? merge (rles, n_rles, 1, result) : GW_STATUS_EMPTY;
}

gw_status
gw_rle_intersect (const GwRle *rles, size_t n_rles, GwRle *result)
{
  return n_rles > 0 ? merge (rles, n_rles, 2, result) : GW_STATUS_EMPTY;
}

/* A span of set pixels after another. */
typedef struct
{
  const uint32_t *counts; /* the one before the span, and that of the span */
  const uint32_t *end;
  uint64_t start;
  uint64_t stop;
} Stretch;

static inline bool
stretch_next (Stretch *stretch)
{
  stretch->counts += 2;
  if (stretch->counts == stretch->end)
    return false;
  stretch->start = stretch->stop + stretch->counts[0];
  stretch->stop = stretch->start + stretch->counts[1];
  return true;
}

static inline Stretch
stretch_first (const GwRle *rle)
{
  uint64_t stop = (uint64_t) rle->counts[0] + rle->counts[1];

  return (Stretch) { rle->counts, rle->counts + rle->n_counts / 2 * 2, rle->counts[0], stop };
}

/* Spans that touch or are empty do no harm here, and so no reader is asked: it
 * takes a sixth of the time.
 */
uint64_t
gw_rle_shared_area (const GwRle *a, const GwRle *b)
{
  Stretch in_a, in_b;
  uint64_t shared = 0;
  bool more = true;

  if (a->height != b->height || a->width != b->width || a->n_counts < 2 || b->n_counts < 2)
    return 0;

  in_a = stretch_first (a);
  in_b = stretch_first (b);
  while (more)
    {
      uint64_t start = in_a.start > in_b.start ? in_a.start : in_b.start;
      uint64_t stop = in_a.stop < in_b.stop ? in_a.stop : in_b.stop;

      if (start < stop)
        shared += stop - start;
      more = in_a.stop <= in_b.stop ? stretch_next (&in_a) : stretch_next (&in_b);
    }
  return shared;
}

static double
overlap (const GwRle *detection, const GwRle *truth, bool crowd)
{
  uint64_t shared = gw_rle_shared_area (detection, truth);
  uint64_t whole = gw_rle_area (detection);

  if (!crowd)
    whole += gw_rle_area (truth) - shared;
  return whole > 0 ? (double) shared / (double) whole : 0.0;
}

double
gw_rle_iou (const GwRle *a, const GwRle *b)
{
  return a->height == b->height && a->width == b->width ? overlap (a, b, false) : 0.0;
}

double
gw_rle_iou_crowd (const GwRle *detection, const GwRle *crowd)
{
  return overlap (detection, crowd, true);
}

static gw_status
check_one_size (const GwRle *detections, size_t n_detections, const GwRle *truths, size_t n_truths)
{
  const GwRle *first = n_detections > 0 ? detections : truths;

  if (n_truths != 0 && n_detections > SIZE_MAX / sizeof (double) / n_truths)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n_detections; i++)
    if (detections[i].height != first->height || detections[i].width != first->width)
      return GW_STATUS_INVALID;
  for (size_t i = 0; i < n_truths; i++)
    if (truths[i].height != first->height || truths[i].width != first->width)
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

gw_status
gw_rle_iou_matrix (const GwRle *detections, size_t n_detections, const GwRle *truths, size_t n_truths,
                   const uint8_t *truth_crowd, double *iou)
{
  gw_status status = check_one_size (detections, n_detections, truths, n_truths);
  GwBox *truth_bounds;
  GwBox bounds, shared;

  if (status != GW_STATUS_OK)
    return status;
  truth_bounds = _gw_array_new (n_truths, sizeof (GwBox));
  if (truth_bounds == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t j = 0; j < n_truths; j++)
    gw_rle_bounds (&truths[j], &truth_bounds[j]);

  for (size_t i = 0; i < n_detections; i++)
    {
      gw_rle_bounds (&detections[i], &bounds);
      for (size_t j = 0; j < n_truths; j++)
        iou[i * n_truths + j] = gw_box_intersection (&bounds, &truth_bounds[j], &shared)
                                    ? overlap (&detections[i], &truths[j], truth_crowd != NULL && truth_crowd[j] != 0)
                                    : 0.0;
    }
  free (truth_bounds);
  return GW_STATUS_OK;
}
