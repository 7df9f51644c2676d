/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask-consensus.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-rle-private.h"
#include "gw-run-private.h"

/* Pixels of people between two questions to the caller. */
#define GW_MASK_CONSENSUS_STEP ((size_t) 1 << 20)
/* Votes that differ by so much of all are equal. */
#define GW_MASK_CONSENSUS_TIE 1e-9

/* Reads a mask column by column. */
typedef struct
{
  GwRleReader reader;
  uint64_t start; /* of the span that it is in or before */
  uint64_t end;
} Cursor;

/* The image is worked on in columns, as masks are stored. Column x of the people's
 * classes, of the votes and of the result is done when those before and behind it are
 * there: of each kind three columns are kept, column x at x % 3. The background is the
 * class after the last, so that it comes last among equal ones.
 */
typedef struct
{
  const GwMaskAnswers *answers;
  const double *weight; /* NULL: all alike */
  double total;         /* of the weights */
  size_t height;
  size_t width;
  int32_t background;
  Cursor *cursors;   /* of each mask */
  int32_t *painted;  /* 3 * n_workers columns */
  int32_t *voted;    /* 3 columns */
  uint8_t *unsure;   /* 3 columns */
  int32_t *smoothed; /* one column */
  double *votes;     /* of each class and the background, 0 between pixels */
  double *near;      /* the same of the pixels around */
  uint64_t *shared;  /* n_workers * n_classes pixels of worker and result */
  uint64_t *own;     /* n_workers * n_classes pixels of the worker */
  uint64_t *all;     /* n_classes pixels of the result */
  GwRleBuilder *builders;
  GwMaskConsensus result;
} Consensus;

/* --- what is given ------------------------------------------------------------------------- */

static gw_status
check_masks (const GwMaskAnswers *answers)
{
  for (size_t i = 0; i < answers->n; i++)
    {
      const GwPaintedMask *painted = &answers->masks[i];
      gw_status status;

      if (painted->worker < 0 || (size_t) painted->worker >= answers->n_workers || painted->label < 0
          || (size_t) painted->label >= answers->n_classes)
        return GW_STATUS_INVALID;
      status = gw_rle_validate (painted->mask);
      if (status != GW_STATUS_OK)
        return status;
      if (painted->mask->height != answers->height || painted->mask->width != answers->width)
        return GW_STATUS_INVALID;
    }

  return GW_STATUS_OK;
}

static gw_status
check (const GwMaskAnswers *answers, const double *weight)
{
  gw_status status = _gw_image_size_check (answers->width, answers->height);
  size_t cells;

  if (status != GW_STATUS_OK)
    return status;
  if (answers->n >= GW_MOST_ROWS || answers->n_workers >= GW_MOST_ROWS
      || answers->n_classes > GW_MASK_CONSENSUS_MOST_CLASSES
      || !_gw_multiply (answers->n_workers, 3 * (size_t) answers->height, &cells))
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; weight != NULL && i < answers->n_workers; i++)
    if (!isfinite (weight[i]) || weight[i] < 0)
      return GW_STATUS_INVALID;

  return check_masks (answers);
}

static void
consensus_clear (Consensus *self)
{
  for (size_t i = 0; self->builders != NULL && i < self->answers->n_classes; i++)
    free (self->builders[i].counts);
  free (self->cursors);
  free (self->painted);
  free (self->voted);
  free (self->unsure);
  free (self->smoothed);
  free (self->votes);
  free (self->near);
  free (self->shared);
  free (self->own);
  free (self->all);
  free (self->builders);
}

static void
cursor_read (Cursor *cursor)
{
  GwSpan span;

  if (_gw_rle_reader_next (&cursor->reader, &span))
    {
      cursor->start = span.start;
      cursor->end = span.end;
    }
  else
    cursor->start = cursor->end = UINT64_MAX;
}

static void
take_weights (Consensus *self, const double *weight)
{
  for (size_t i = 0; weight != NULL && i < self->answers->n_workers; i++)
    self->total += weight[i];
  if (self->total > 0 && isfinite (self->total))
    self->weight = weight;
  else
    self->total = (double) self->answers->n_workers;
}

static gw_status
consensus_init (Consensus *self, const double *weight)
{
  const GwMaskAnswers *answers = self->answers;
  size_t n_columns = 3 * answers->n_workers, k = answers->n_classes;

  self->height = (size_t) answers->height;
  self->width = (size_t) answers->width;
  self->background = (int32_t) k;
  self->cursors = GW_NEW (Cursor, answers->n);
  self->painted = GW_NEW (int32_t, n_columns * self->height);
  self->voted = GW_NEW (int32_t, 3 * self->height);
  self->unsure = GW_NEW (uint8_t, 3 * self->height);
  self->smoothed = GW_NEW (int32_t, self->height);
  self->votes = GW_NEW0 (double, k + 1);
  self->near = GW_NEW0 (double, k + 1);
  self->shared = GW_NEW0 (uint64_t, answers->n_workers * k);
  self->own = GW_NEW0 (uint64_t, answers->n_workers * k);
  self->all = GW_NEW0 (uint64_t, k);
  self->builders = GW_NEW0 (GwRleBuilder, k);
  if (self->cursors == NULL || self->painted == NULL || self->voted == NULL || self->unsure == NULL
      || self->smoothed == NULL || self->votes == NULL || self->near == NULL || self->shared == NULL
      || self->own == NULL || self->all == NULL || self->builders == NULL)
    return GW_STATUS_NO_MEMORY;

  take_weights (self, weight);
  for (size_t i = 0; i < answers->n; i++)
    {
      self->cursors[i] = (Cursor) { { answers->masks[i].mask, 0, 0 }, 0, 0 };
      cursor_read (&self->cursors[i]);
    }
  for (size_t i = 0; i < k; i++)
    _gw_rle_builder_init (&self->builders[i], answers->height, answers->width);
  return GW_STATUS_OK;
}

/* --- people's columns ------------------------------------------------------------------------- */

static int32_t *
get_painted (const Consensus *self, size_t worker, size_t x)
{
  return self->painted + (worker * 3 + x % 3) * self->height;
}

static void
paint_column (Consensus *self, size_t x)
{
  uint64_t from = (uint64_t) x * self->height, to = from + self->height;

  for (size_t w = 0; w < self->answers->n_workers; w++)
    for (size_t y = 0; y < self->height; y++)
      get_painted (self, w, x)[y] = self->background;
  for (size_t i = 0; i < self->answers->n; i++)
    {
      const GwPaintedMask *mask = &self->answers->masks[i];
      int32_t *column = get_painted (self, (size_t) mask->worker, x);
      Cursor *cursor = &self->cursors[i];

      while (cursor->start < to)
        {
          size_t first = cursor->start > from ? (size_t) (cursor->start - from) : 0;
          size_t end = cursor->end < to ? (size_t) (cursor->end - from) : self->height;

          for (size_t y = first; y < end; y++)
            column[y] = mask->label;
          if (cursor->end > to)
            break;
          cursor_read (cursor);
        }
    }
}

/* --- votes ------------------------------------------------------------------------------------ */

static double
get_weight (const Consensus *self, size_t worker)
{
  return self->weight != NULL ? self->weight[worker] : 1;
}

static bool
all_agree (const Consensus *self, size_t x, size_t y)
{
  int32_t label = get_painted (self, 0, x)[y];

  for (size_t w = 1; w < self->answers->n_workers; w++)
    if (get_painted (self, w, x)[y] != label)
      return false;

  return true;
}

/* The votes around a pixel, and the pixel's own, for classes that have votes there. */
static void
vote_around (Consensus *self, size_t x, size_t y)
{
  size_t left = x > 0 ? x - 1 : x, right = x + 1 < self->width ? x + 1 : x;
  size_t top = y > 0 ? y - 1 : y, bottom = y + 1 < self->height ? y + 1 : y;

  for (size_t w = 0; w < self->answers->n_workers; w++)
    for (size_t i = left; i <= right; i++)
      for (size_t k = top; k <= bottom; k++)
        {
          int32_t label = get_painted (self, w, i)[k];

          if (self->votes[label] > 0)
            self->near[label] += get_weight (self, w);
        }
}

/* Of the classes that people gave to a pixel the one that has the most, which is in
 * `most`, and of these the one with more around; *is_tie tells whether there are
 * several.
 */
static int32_t
find_best (const Consensus *self, size_t x, size_t y, double most, bool *is_tie)
{
  double least = most - GW_MASK_CONSENSUS_TIE * self->total, most_near = -1;
  int32_t best = -1;

  *is_tie = false;
  for (size_t w = 0; w < self->answers->n_workers; w++)
    {
      int32_t label = get_painted (self, w, x)[y];
      double near = self->near[label], margin = GW_MASK_CONSENSUS_TIE * self->total;

      if (self->votes[label] < least || label == best)
        continue;
      *is_tie = *is_tie || best >= 0;
      if (best < 0 || near > most_near + margin || (near >= most_near - margin && label < best))
        {
          best = label;
          most_near = near;
        }
    }

  return best;
}

static int32_t
vote (Consensus *self, size_t x, size_t y, bool *unsure)
{
  size_t n_workers = self->answers->n_workers;
  double most = 0;
  bool is_tie;
  int32_t best;

  for (size_t w = 0; w < n_workers; w++)
    {
      double *votes = &self->votes[get_painted (self, w, x)[y]];

      *votes += get_weight (self, w);
      most = fmax (most, *votes);
    }
  best = find_best (self, x, y, most, &is_tie);
  if (is_tie)
    {
      vote_around (self, x, y);
      best = find_best (self, x, y, most, &is_tie);
    }
  for (size_t w = 0; w < n_workers; w++)
    {
      int32_t label = get_painted (self, w, x)[y];

      self->votes[label] = self->near[label] = 0;
    }
  *unsure = most <= (0.5 + GW_MASK_CONSENSUS_TIE) * self->total;

  return best;
}

static void
vote_column (Consensus *self, size_t x)
{
  int32_t *voted = self->voted + x % 3 * self->height;
  uint8_t *unsure = self->unsure + x % 3 * self->height;

  for (size_t y = 0; y < self->height; y++)
    {
      bool is_unsure = false;

      if (self->answers->n_workers == 0)
        voted[y] = self->background;
      else if (all_agree (self, x, y))
        voted[y] = get_painted (self, 0, x)[y];
      else
        {
          voted[y] = vote (self, x, y, &is_unsure);
          self->result.n_disputed++;
        }
      unsure[y] = is_unsure;
      self->result.n_unsure += is_unsure;
    }
}

/* --- smoothing -------------------------------------------------------------------------------- */

/* The class that most of the pixels around have; on a tie the pixel's own, then the
 * lower one.
 */
static int32_t
find_mode (const Consensus *self, size_t x, size_t y)
{
  size_t left = x > 0 ? x - 1 : x, right = x + 1 < self->width ? x + 1 : x;
  size_t top = y > 0 ? y - 1 : y, bottom = y + 1 < self->height ? y + 1 : y;
  int32_t labels[9], own = self->voted[x % 3 * self->height + y], mode = own;
  size_t n = 0, most = 0;

  for (size_t i = left; i <= right; i++)
    for (size_t k = top; k <= bottom; k++)
      labels[n++] = self->voted[i % 3 * self->height + k];
  for (size_t i = 0; i < n; i++)
    {
      size_t count = 0;

      for (size_t k = 0; k < n; k++)
        count += labels[k] == labels[i];
      if (count > most || (count == most && mode != own && (labels[i] == own || labels[i] < mode)))
        {
          most = count;
          mode = labels[i];
        }
    }

  return mode;
}

/* How many pixels of each class people and result have, and share. */
static void
count_column (Consensus *self, size_t x)
{
  size_t k = self->answers->n_classes;

  for (size_t y = 0; y < self->height; y++)
    if (self->smoothed[y] != self->background)
      self->all[self->smoothed[y]]++;
  for (size_t w = 0; w < self->answers->n_workers; w++)
    {
      const int32_t *column = get_painted (self, w, x);

      for (size_t y = 0; y < self->height; y++)
        if (column[y] != self->background)
          {
            self->own[w * k + (size_t) column[y]]++;
            self->shared[w * k + (size_t) column[y]] += column[y] == self->smoothed[y];
          }
    }
}

static void
write_column (Consensus *self, size_t x)
{
  uint64_t from = (uint64_t) x * self->height;

  for (size_t first = 0, end; first < self->height; first = end)
    {
      int32_t label = self->smoothed[first];

      for (end = first + 1; end < self->height && self->smoothed[end] == label;)
        end++;
      if (label != self->background)
        _gw_rle_builder_add (&self->builders[label], from + first, from + end);
    }
}

static void
smooth_column (Consensus *self, size_t x)
{
  const int32_t *voted = self->voted + x % 3 * self->height;
  const uint8_t *unsure = self->unsure + x % 3 * self->height;

  for (size_t y = 0; y < self->height; y++)
    {
      self->smoothed[y] = unsure[y] ? find_mode (self, x, y) : voted[y];
      self->result.n_smoothed += self->smoothed[y] != voted[y];
    }
  count_column (self, x);
  write_column (self, x);
}

static gw_status
do_columns (Consensus *self, const GwRun *run)
{
  size_t work = 0;

  if (!_gw_run_step (run, 0))
    return GW_STATUS_CANCELLED;
  /* Without rows there is nothing in any column. */
  for (size_t x = 0; self->height > 0 && x < self->width + 2; x++)
    {
      if (x < self->width)
        paint_column (self, x);
      if (x >= 1 && x - 1 < self->width)
        vote_column (self, x - 1);
      if (x >= 2 && x - 2 < self->width)
        smooth_column (self, x - 2);
      work += self->height * (self->answers->n_workers + 1) + self->answers->n;
      if (work < GW_MASK_CONSENSUS_STEP)
        continue;
      work = 0;
      if (!_gw_run_step (run, (double) x / (double) (self->width + 2)))
        return GW_STATUS_CANCELLED;
    }

  return GW_STATUS_OK;
}

/* --- what comes out --------------------------------------------------------------------------- */

/* The mean over the classes that the worker or the result has. */
static double
mean_iou (const Consensus *self, size_t worker)
{
  size_t n_classes = self->answers->n_classes, n = 0;
  double sum = 0;

  for (size_t k = 0; k < n_classes; k++)
    {
      uint64_t shared = self->shared[worker * n_classes + k];
      uint64_t either = self->own[worker * n_classes + k] + self->all[k] - shared;

      if (either == 0)
        continue;
      sum += (double) shared / (double) either;
      n++;
    }

  return n > 0 ? sum / (double) n : 1;
}

static void
judge (Consensus *self, double *worker_iou)
{
  size_t n = self->answers->n_workers;
  double sum = 0;

  for (size_t w = 0; w < n; w++)
    {
      double iou = mean_iou (self, w);

      sum += iou;
      if (worker_iou != NULL)
        worker_iou[w] = iou;
    }
  self->result.confidence = n > 1 ? sum / (double) n : NAN;
}

/* All or none of the masks. */
static gw_status
finish_masks (Consensus *self, GwRle *masks)
{
  size_t n = self->answers->n_classes;
  GwRle *made = GW_NEW0 (GwRle, n);
  gw_status status = made != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;

  for (size_t k = 0; status == GW_STATUS_OK && k < n; k++)
    status = _gw_rle_builder_finish (&self->builders[k], &made[k]);
  if (status == GW_STATUS_OK && n > 0)
    memcpy (masks, made, n * sizeof *made);
  for (size_t k = 0; status != GW_STATUS_OK && made != NULL && k < n; k++)
    gw_rle_clear (&made[k]);
  free (made);
  return status;
}

gw_status
gw_mask_consensus (const GwMaskAnswers *answers, const double *weight, GwRle *masks, double *worker_iou,
                   GwMaskConsensus *out, const GwRun *run)
{
  Consensus self = { .answers = answers };
  gw_status status = check (answers, weight);

  if (status != GW_STATUS_OK)
    return status;
  status = consensus_init (&self, weight);
  if (status == GW_STATUS_OK)
    status = do_columns (&self, run);
  if (status == GW_STATUS_OK)
    status = finish_masks (&self, masks);
  if (status == GW_STATUS_OK)
    {
      judge (&self, worker_iou);
      *out = self.result;
    }
  consensus_clear (&self);
  return status == GW_STATUS_OK && answers->n_workers == 0 ? GW_STATUS_EMPTY : status;
}
