/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-box-consensus.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-box-clusters-private.h"
#include "gw-box-order-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"

/* Shares of the work: the clusters, then their classes. */
#define GW_BOX_CONSENSUS_CLUSTERS 0.6
#define GW_BOX_CONSENSUS_CLASSES 0.9

/* A box to be put in order, and which cluster it is of. */
typedef struct
{
  GwConsensusBox box;
  uint32_t cluster;
} Fused;

typedef struct
{
  const GwBoxAnswers *answers;
  GwBoxConsensusOptions options;
  GwDrawnBox *drawn; /* by image, worker and place */
  size_t n_clusters;
  size_t *begin;    /* n_clusters + 1 places in member */
  uint32_t *member; /* boxes in drawn, cluster by cluster */
  int32_t *item;    /* for the classes: of each box its cluster, worker and label */
  int32_t *worker;
  int32_t *label;
  int32_t *winner; /* n_clusters classes */
  uint8_t *tie;
  double *sides;       /* of the members of a cluster */
  Fused *fused;        /* n_clusters */
  uint32_t *place;     /* n_clusters: of each cluster the place among the fused */
  double *sum_of_iou;  /* n_workers */
  size_t *n_of_worker; /* n_workers: boxes that the sum is of */
} Consensus;

GwBoxConsensusOptions
gw_box_consensus_options (void)
{
  return (GwBoxConsensusOptions) { 0.5, GW_BOX_CONSENSUS_MEAN, NULL };
}

/* --- what is given ------------------------------------------------------------------------- */

static gw_status
check_options (const GwBoxAnswers *answers, const GwBoxConsensusOptions *options)
{
  if (!(options->iou > 0 && options->iou <= 1)
      || (options->rule != GW_BOX_CONSENSUS_MEAN && options->rule != GW_BOX_CONSENSUS_MEDIAN))
    return GW_STATUS_INVALID;
  for (size_t i = 0; options->weight != NULL && i < answers->n_workers; i++)
    if (!isfinite (options->weight[i]) || options->weight[i] < 0)
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

static gw_status
check (const GwBoxAnswers *answers, const GwBoxConsensusOptions *options)
{
  if (answers->n >= GW_MOST_ROWS || answers->n_images >= GW_MOST_ROWS || answers->n_workers >= GW_MOST_ROWS
      || answers->n_classes >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < answers->n; i++)
    if (answers->image[i] < 0 || (size_t) answers->image[i] >= answers->n_images || answers->worker[i] < 0
        || (size_t) answers->worker[i] >= answers->n_workers || answers->label[i] < 0
        || (size_t) answers->label[i] >= answers->n_classes || !gw_box_is_valid (&answers->box[i]))
      return GW_STATUS_INVALID;
  return check_options (answers, options);
}

static void
consensus_clear (Consensus *self)
{
  free (self->drawn);
  free (self->begin);
  free (self->member);
  free (self->item);
  free (self->worker);
  free (self->label);
  free (self->winner);
  free (self->tie);
  free (self->sides);
  free (self->fused);
  free (self->place);
  free (self->sum_of_iou);
  free (self->n_of_worker);
}

static gw_status
take_boxes (Consensus *self)
{
  const GwBoxAnswers *answers = self->answers;

  self->drawn = GW_NEW (GwDrawnBox, answers->n);
  if (self->drawn == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < answers->n; i++)
    self->drawn[i] = (GwDrawnBox) { answers->box[i],   answers->image[i], answers->worker[i],
                                    answers->label[i], (uint32_t) i,      0 };
  _gw_box_clusters_order (self->drawn, answers->n);
  return GW_STATUS_OK;
}

/* --- clusters and their classes --------------------------------------------------------------- */

static double
likeness (const GwDrawnBox *a, const GwDrawnBox *b, const void *data)
{
  return gw_box_iou (&a->box, &b->box);
}

static gw_status
find_clusters (Consensus *self, const GwRun *run)
{
  const GwClusterRule rule = { likeness, NULL, self->options.iou };

  return _gw_box_clusters_find_all (self->drawn, self->answers->n, self->answers->n_answers, &rule, &self->n_clusters,
                                    run, GW_BOX_CONSENSUS_CLUSTERS);
}

/* The share of all that is done, for a caller who knows of the classes only. */
static bool
tell_classes (double done, void *data)
{
  double width = GW_BOX_CONSENSUS_CLASSES - GW_BOX_CONSENSUS_CLUSTERS;

  return _gw_run_step (data, GW_BOX_CONSENSUS_CLUSTERS + done * width);
}

static gw_status
find_classes (Consensus *self, GwGroundTruth *truth, const GwRun *run)
{
  size_t n = self->answers->n;
  GwRun inner = { tell_classes, (void *) run, run != NULL ? run->n_threads : 0 };
  GwAnswers answers;

  self->item = GW_NEW (int32_t, n);
  self->worker = GW_NEW (int32_t, n);
  self->label = GW_NEW (int32_t, n);
  self->winner = GW_NEW (int32_t, self->n_clusters);
  self->tie = GW_NEW (uint8_t, self->n_clusters);
  if (self->item == NULL || self->worker == NULL || self->label == NULL || self->winner == NULL || self->tie == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    {
      self->item[i] = (int32_t) self->drawn[i].cluster;
      self->worker[i] = self->drawn[i].worker;
      self->label[i] = self->drawn[i].label;
    }
  answers = (GwAnswers) {
    self->item, self->worker, self->label, n, self->n_clusters, self->answers->n_workers, self->answers->n_classes
  };
  return gw_ground_truth_labels (&answers, self->winner, NULL, self->tie, NULL, truth, &inner);
}

/* --- the box of a cluster --------------------------------------------------------------------- */

static const GwDrawnBox *
get_member (const Consensus *self, size_t cluster, size_t i)
{
  return &self->drawn[self->member[self->begin[cluster] + i]];
}

static double
get_weight (const Consensus *self, const GwDrawnBox *drawn)
{
  return self->options.weight != NULL ? self->options.weight[drawn->worker] : 1;
}

/* The mean as what is to be added to the first box: equal boxes give that very box. */
static GwBox
mean_box (const Consensus *self, size_t cluster, size_t m)
{
  const GwBox *first = &get_member (self, cluster, 0)->box;
  GwBox sum = { 0 };
  double total = 0;
  bool alike;

  for (size_t i = 0; i < m; i++)
    total += get_weight (self, get_member (self, cluster, i));
  alike = !(total > 0) || !isfinite (total);
  total = alike ? (double) m : total;
  for (size_t i = 0; i < m; i++)
    {
      const GwDrawnBox *drawn = get_member (self, cluster, i);
      double share = (alike ? 1 : get_weight (self, drawn)) / total;

      sum.x += share * (drawn->box.x - first->x);
      sum.y += share * (drawn->box.y - first->y);
      sum.width += share * (drawn->box.width - first->width);
      sum.height += share * (drawn->box.height - first->height);
    }

  return (GwBox) { first->x + sum.x, first->y + sum.y, fmax (0, first->width + sum.width),
                   fmax (0, first->height + sum.height) };
}

static double
get_side (const GwBox *box, int side)
{
  switch (side)
    {
    case 0:
      return box->x;
    case 1:
      return box->y;
    case 2:
      return box->x + box->width;
    default:
      return box->y + box->height;
    }
}

static gw_status
median_box (Consensus *self, size_t cluster, size_t m, GwBox *box)
{
  double median[4];

  for (int side = 0; side < 4; side++)
    {
      gw_status status;

      for (size_t i = 0; i < m; i++)
        self->sides[i] = get_side (&get_member (self, cluster, i)->box, side);
      status = _gw_sort_doubles (self->sides, m, self->sides);
      if (status != GW_STATUS_OK)
        return status;
      median[side] = m % 2 == 1 ? self->sides[m / 2] : self->sides[m / 2 - 1] / 2 + self->sides[m / 2] / 2;
    }
  *box = (GwBox) { median[0], median[1], fmax (0, median[2] - median[0]), fmax (0, median[3] - median[1]) };
  return GW_STATUS_OK;
}

/* How much a member overlaps the fused box; equal ones may overlap by more than 1 in
 * the last bit.
 */
static double
overlap (const GwBox *member, const GwBox *fused)
{
  return fmin (1, gw_box_iou (member, fused));
}

static void
judge (Consensus *self, size_t cluster, size_t m, uint32_t n_people, GwConsensusBox *box)
{
  double sum = 0;
  size_t n_of_class = 0;

  for (size_t i = 0; i < m; i++)
    {
      const GwDrawnBox *drawn = get_member (self, cluster, i);
      double iou = overlap (&drawn->box, &box->box);

      sum += iou;
      n_of_class += drawn->label == box->label;
      if (m == 1)
        continue;
      self->sum_of_iou[drawn->worker] += iou;
      self->n_of_worker[drawn->worker]++;
    }
  box->confidence = n_people > 1 ? sum / (double) n_people * ((double) n_of_class / (double) m) : NAN;
  /* To be sure takes more than half of the people. */
  box->review = m < ((size_t) n_people + 2) / 2 || box->confidence < 0.5;
}

static gw_status
fuse (void *data, size_t cluster, uint32_t n_people)
{
  Consensus *self = data;
  size_t m = self->begin[cluster + 1] - self->begin[cluster];
  const GwDrawnBox *first = get_member (self, cluster, 0);
  GwConsensusBox box = { .image = first->image,
                         .label = self->winner[cluster],
                         .box = first->box,
                         .n_members = (uint32_t) m,
                         .tie = self->tie[cluster] };
  gw_status status = GW_STATUS_OK;

  if (m > 1 && self->options.rule == GW_BOX_CONSENSUS_MEDIAN)
    status = median_box (self, cluster, m, &box.box);
  else if (m > 1)
    box.box = mean_box (self, cluster, m);
  if (status == GW_STATUS_OK)
    {
      judge (self, cluster, m, n_people, &box);
      self->fused[cluster] = (Fused) { box, (uint32_t) cluster };
    }
  return status;
}

static gw_status
fuse_all (Consensus *self, const GwRun *run)
{
  size_t n = self->answers->n;

  self->sides = GW_NEW (double, n);
  self->fused = GW_NEW (Fused, self->n_clusters);
  self->place = GW_NEW (uint32_t, self->n_clusters);
  self->sum_of_iou = GW_NEW0 (double, self->answers->n_workers);
  self->n_of_worker = GW_NEW0 (size_t, self->answers->n_workers);
  if (self->sides == NULL || self->fused == NULL || self->place == NULL || self->sum_of_iou == NULL
      || self->n_of_worker == NULL)
    return GW_STATUS_NO_MEMORY;
  if (!_gw_run_step (run, GW_BOX_CONSENSUS_CLASSES))
    return GW_STATUS_CANCELLED;

  return _gw_box_clusters_each (self->drawn, n, self->answers->n_answers, self->n_clusters, self->begin, self->member,
                                fuse, self);
}

/* --- what comes out --------------------------------------------------------------------------- */

static int
compare_fused (const void *a, const void *b)
{
  const Fused *left = a, *right = b;
  int order;

  if (left->box.image != right->box.image)
    return left->box.image < right->box.image ? -1 : 1;
  /* Where one person answered no confidence is a number. */
  order = _gw_compare_numbers (right->box.confidence, left->box.confidence);
  if (order == 0)
    order = _gw_compare_boxes (&left->box.box, &right->box.box);
  if (order == 0)
    order = (left->box.label > right->box.label) - (left->box.label < right->box.label);

  return order != 0 ? order : (left->cluster > right->cluster) - (left->cluster < right->cluster);
}

static void
write_boxes (Consensus *self, GwConsensusBox *boxes, int32_t *of_box, double *worker_iou)
{
  qsort (self->fused, self->n_clusters, sizeof *self->fused, compare_fused);
  for (size_t i = 0; i < self->n_clusters; i++)
    {
      boxes[i] = self->fused[i].box;
      self->place[self->fused[i].cluster] = (uint32_t) i;
    }
  for (size_t i = 0; of_box != NULL && i < self->answers->n; i++)
    of_box[self->drawn[i].row] = (int32_t) self->place[self->drawn[i].cluster];
  for (size_t i = 0; worker_iou != NULL && i < self->answers->n_workers; i++)
    worker_iou[i] = self->n_of_worker[i] > 0 ? self->sum_of_iou[i] / (double) self->n_of_worker[i] : NAN;
}

static gw_status
consolidate (Consensus *self, GwGroundTruth *truth, const GwRun *run)
{
  gw_status status = take_boxes (self);

  if (status == GW_STATUS_OK)
    status = find_clusters (self, run);
  if (status == GW_STATUS_OK)
    status = _gw_box_clusters_sort (self->drawn, self->answers->n, self->n_clusters, &self->begin, &self->member);
  if (status == GW_STATUS_OK)
    status = find_classes (self, truth, run);
  if (status == GW_STATUS_OK)
    status = fuse_all (self, run);

  return status;
}

/* Nobody drew anything. */
static gw_status
write_nothing (const GwBoxAnswers *answers, size_t *n_boxes, double *worker_iou, GwGroundTruth *labels)
{
  *n_boxes = 0;
  for (size_t i = 0; worker_iou != NULL && i < answers->n_workers; i++)
    worker_iou[i] = NAN;
  if (labels != NULL)
    *labels = (GwGroundTruth) { .by_vote = true, .log_likelihood = NAN };

  return GW_STATUS_EMPTY;
}

gw_status
gw_box_consensus (const GwBoxAnswers *answers, const GwBoxConsensusOptions *options, GwConsensusBox *boxes,
                  size_t *n_boxes, int32_t *of_box, double *worker_iou, GwGroundTruth *labels, const GwRun *run)
{
  Consensus self = { .answers = answers, .options = options != NULL ? *options : gw_box_consensus_options () };
  GwGroundTruth truth;
  gw_status status = check (answers, &self.options);

  if (status != GW_STATUS_OK)
    return status;
  if (answers->n == 0)
    return write_nothing (answers, n_boxes, worker_iou, labels);
  status = consolidate (&self, &truth, run);
  if (status == GW_STATUS_OK)
    {
      write_boxes (&self, boxes, of_box, worker_iou);
      *n_boxes = self.n_clusters;
      if (labels != NULL)
        *labels = truth;
    }
  consensus_clear (&self);
  return status;
}
