/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-weighted-box-fusion.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-box-order-private.h"
#include "gw-run-private.h"

/* Overlaps that are computed between two questions to the caller. */
#define GW_WEIGHTED_BOX_FUSION_STEP ((size_t) 1 << 20)

/* The highest score: sums of them stay finite. */
#define GW_WEIGHTED_BOX_FUSION_MOST 1e15

typedef struct
{
  GwScoredBox scored;
  uint32_t row; /* among the caller's */
  uint32_t cluster;
} Source;

typedef struct
{
  GwFusedBox fused;
  double sum; /* of the scores */
  uint32_t cluster;
} Cluster;

typedef struct
{
  GwWeightedBoxFusionOptions options;
  size_t n_models;
  Source *sources; /* by class, then descending score */
  size_t n;
  Cluster *clusters;
  size_t n_clusters;
  uint32_t *place; /* of each cluster, in the end */
} Fusion;

GwWeightedBoxFusionOptions
gw_weighted_box_fusion_options (void)
{
  return (GwWeightedBoxFusionOptions) { 0.55, GW_WEIGHTED_BOX_FUSION_FIRST };
}

static gw_status
check (const GwScoredBox *boxes, size_t n, size_t n_models, const GwWeightedBoxFusionOptions *options)
{
  if (n >= GW_MOST_ROWS || n_models >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (n_models == 0 || !(options->iou >= 0 && options->iou <= 1)
      || (options->match != GW_WEIGHTED_BOX_FUSION_FIRST && options->match != GW_WEIGHTED_BOX_FUSION_BEST))
    return GW_STATUS_INVALID;

  for (size_t i = 0; i < n; i++)
    if (boxes[i].label < 0 || boxes[i].model < 0 || (size_t) boxes[i].model >= n_models
        || !(boxes[i].score >= 0 && boxes[i].score <= GW_WEIGHTED_BOX_FUSION_MOST) || !gw_box_is_valid (&boxes[i].box))
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

/* --- order ------------------------------------------------------------------------------------ */

/* The row is left out: which of two that are alike comes first is all the same. */
static int
compare_sources (const void *a, const void *b)
{
  const GwScoredBox *left = &((const Source *) a)->scored, *right = &((const Source *) b)->scored;

  if (left->label != right->label)
    return left->label < right->label ? -1 : 1;
  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  if (left->model != right->model)
    return left->model < right->model ? -1 : 1;

  return _gw_compare_boxes (&left->box, &right->box);
}

static int
compare_clusters (const void *a, const void *b)
{
  const Cluster *left = a, *right = b;
  int order = _gw_compare_numbers (right->fused.score, left->fused.score);

  if (order == 0)
    order = _gw_compare_boxes (&left->fused.box, &right->fused.box);
  if (order == 0)
    order = (left->fused.label > right->fused.label) - (left->fused.label < right->fused.label);

  return order != 0 ? order : (left->cluster > right->cluster) - (left->cluster < right->cluster);
}

/* --- fusion ----------------------------------------------------------------------------------- */

/* The cluster that takes a box, of those from first on; or n_clusters. */
static size_t
find_cluster (const Fusion *self, size_t first, const GwBox *box)
{
  double most = self->options.iou;
  size_t found = self->n_clusters;

  for (size_t i = first; i < self->n_clusters; i++)
    {
      double iou = gw_box_iou (&self->clusters[i].fused.box, box);

      if (iou <= most)
        continue;
      found = i;
      if (self->options.match == GW_WEIGHTED_BOX_FUSION_FIRST)
        break;
      most = iou;
    }

  return found;
}

/* The mean moves by the newcomer's share: equal boxes stay as they are. */
static void
add (Cluster *cluster, const GwScoredBox *scored)
{
  GwFusedBox *fused = &cluster->fused;
  double share;

  fused->n_members++;
  cluster->sum += scored->score;
  share = cluster->sum > 0 ? scored->score / cluster->sum : 1.0 / fused->n_members;
  fused->box.x += share * (scored->box.x - fused->box.x);
  fused->box.y += share * (scored->box.y - fused->box.y);
  fused->box.width += share * (scored->box.width - fused->box.width);
  fused->box.height += share * (scored->box.height - fused->box.height);
}

static gw_status
fuse (Fusion *self, const GwRun *run)
{
  size_t first = 0, work = 0;

  for (size_t i = 0; i < self->n; i++)
    {
      Source *source = &self->sources[i];
      size_t cluster;

      if (i > 0 && source->scored.label != self->sources[i - 1].scored.label)
        first = self->n_clusters;
      cluster = find_cluster (self, first, &source->scored.box);
      if (cluster == self->n_clusters)
        self->clusters[self->n_clusters++] = (Cluster) {
          .fused = { .box = source->scored.box, .label = source->scored.label }, .cluster = (uint32_t) cluster
        };
      add (&self->clusters[cluster], &source->scored);
      source->cluster = (uint32_t) cluster;
      work += self->n_clusters - first;
      if (work < GW_WEIGHTED_BOX_FUSION_STEP)
        continue;
      work = 0;
      if (!_gw_run_step (run, (double) i / (double) self->n))
        return GW_STATUS_CANCELLED;
    }

  return GW_STATUS_OK;
}

/* The mean score, by how many of the models there are. */
static void
scale_scores (Fusion *self)
{
  for (size_t i = 0; i < self->n_clusters; i++)
    {
      Cluster *cluster = &self->clusters[i];
      double m = cluster->fused.n_members, n = (double) self->n_models;

      cluster->fused.score = cluster->sum / m * (fmin (m, n) / n);
    }
}

static gw_status
do_all (Fusion *self, const GwScoredBox *boxes, const GwRun *run)
{
  self->sources = GW_NEW (Source, self->n);
  self->clusters = GW_NEW (Cluster, self->n);
  self->place = GW_NEW (uint32_t, self->n);
  if (self->sources == NULL || self->clusters == NULL || self->place == NULL)
    return GW_STATUS_NO_MEMORY;
  if (!_gw_run_step (run, 0))
    return GW_STATUS_CANCELLED;

  for (size_t i = 0; i < self->n; i++)
    self->sources[i] = (Source) { boxes[i], (uint32_t) i, 0 };
  qsort (self->sources, self->n, sizeof *self->sources, compare_sources);
  return fuse (self, run);
}

static void
write_boxes (Fusion *self, GwFusedBox *fused, size_t *n_fused, int32_t *of_box)
{
  scale_scores (self);
  qsort (self->clusters, self->n_clusters, sizeof *self->clusters, compare_clusters);
  for (size_t i = 0; i < self->n_clusters; i++)
    {
      fused[i] = self->clusters[i].fused;
      self->place[self->clusters[i].cluster] = (uint32_t) i;
    }
  for (size_t i = 0; of_box != NULL && i < self->n; i++)
    of_box[self->sources[i].row] = (int32_t) self->place[self->sources[i].cluster];
  *n_fused = self->n_clusters;
}

gw_status
gw_weighted_box_fusion (const GwScoredBox *boxes, size_t n, size_t n_models, const GwWeightedBoxFusionOptions *options,
                        GwFusedBox *fused, size_t *n_fused, int32_t *of_box, const GwRun *run)
{
  Fusion self = { .options = options != NULL ? *options : gw_weighted_box_fusion_options (),
                  .n_models = n_models,
                  .n = n };
  gw_status status = check (boxes, n, n_models, &self.options);

  if (status != GW_STATUS_OK)
    return status;
  if (n == 0)
    {
      *n_fused = 0;
      return GW_STATUS_EMPTY;
    }
  status = do_all (&self, boxes, run);
  if (status == GW_STATUS_OK)
    write_boxes (&self, fused, n_fused, of_box);
  free (self.sources);
  free (self.clusters);
  free (self.place);
  return status;
}
