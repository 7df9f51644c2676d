/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-point-consensus.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-box-clusters-private.h"
#include "gw-box-order-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"

#define GW_POINT_CONSENSUS_CLUSTERS 0.9
/* The largest number of pixels, as of boxes. */
#define GW_POINT_CONSENSUS_MOST 1e15
/* The smallest size and scale: products of them are not 0. */
#define GW_POINT_CONSENSUS_LEAST 1e-15

/* A point to be put in order, and which cluster it is of. */
typedef struct
{
  GwConsensusPoint point;
  uint32_t cluster;
} Fused;

/* A point is drawn as a box that begins there, is as wide as the distance in which
 * others may be alike, and has a height of 1 where it is hidden.
 */
typedef struct
{
  const GwPointAnswers *answers;
  GwPointConsensusOptions options;
  GwDrawnBox *drawn; /* by image, worker and place */
  size_t n_clusters;
  size_t *begin;    /* n_clusters + 1 places in member */
  uint32_t *member; /* points in drawn, cluster by cluster */
  double *sorted;   /* a coordinate of the members of a cluster */
  Fused *fused;     /* n_clusters */
  uint32_t *place;  /* n_clusters: of each cluster the place among the fused */
  double *sum;      /* n_workers: of the likeness with what is fused */
  size_t *n_in_sum; /* n_workers */
} Consensus;

GwPointConsensusOptions
gw_point_consensus_options (void)
{
  return (GwPointConsensusOptions) { 0.5, GW_POINT_CONSENSUS_MEAN };
}

/* --- what is given ------------------------------------------------------------------------- */

static bool
are_lengths (const double *values, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!(values[i] >= GW_POINT_CONSENSUS_LEAST && values[i] <= GW_POINT_CONSENSUS_MOST))
      return false;

  return true;
}

static bool
is_valid (const GwPointAnswers *answers, size_t i)
{
  const GwPoint *point = &answers->point[i];

  return answers->image[i] >= 0 && (size_t) answers->image[i] < answers->n_images && answers->worker[i] >= 0
         && (size_t) answers->worker[i] < answers->n_workers && answers->label[i] >= 0
         && (size_t) answers->label[i] < answers->n_classes && fabs (point->x) <= GW_POINT_CONSENSUS_MOST
         && fabs (point->y) <= GW_POINT_CONSENSUS_MOST;
}

static gw_status
check (const GwPointAnswers *answers, const GwPointConsensusOptions *options)
{
  if (answers->n >= GW_MOST_ROWS || answers->n_images >= GW_MOST_ROWS || answers->n_workers >= GW_MOST_ROWS
      || answers->n_classes >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!(options->likeness > 0 && options->likeness <= 1)
      || (options->rule != GW_POINT_CONSENSUS_MEAN && options->rule != GW_POINT_CONSENSUS_MEDIAN)
      || (answers->n > 0 && !are_lengths (answers->scale, answers->n_classes))
      || (answers->size != NULL && !are_lengths (answers->size, answers->n_images)))
    return GW_STATUS_INVALID;

  for (size_t i = 0; i < answers->n; i++)
    if (!is_valid (answers, i))
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

static void
consensus_clear (Consensus *self)
{
  free (self->drawn);
  free (self->begin);
  free (self->member);
  free (self->sorted);
  free (self->fused);
  free (self->place);
  free (self->sum);
  free (self->n_in_sum);
}

/* s of the likeness. */
static double
get_spread (const GwPointAnswers *answers, int32_t image, int32_t label)
{
  return (answers->size != NULL ? answers->size[image] : 1) * answers->scale[label];
}

static gw_status
take_points (Consensus *self)
{
  const GwPointAnswers *answers = self->answers;
  /* How far away points are that are just alike, in spreads. */
  double reach = sqrt (-2 * log (self->options.likeness));

  self->drawn = GW_NEW (GwDrawnBox, answers->n);
  if (self->drawn == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < answers->n; i++)
    {
      GwPoint point = answers->point[i];
      bool hidden = answers->hidden != NULL && answers->hidden[i] != 0;
      double spread = get_spread (answers, answers->image[i], answers->label[i]);
      /* A little more, that rounding leaves none out. */
      double width = spread * reach * 1.0001 + fabs (point.x) * 1e-15;

      self->drawn[i] = (GwDrawnBox) {
        { point.x, point.y, width, hidden }, answers->image[i], answers->worker[i], answers->label[i], (uint32_t) i, 0
      };
    }
  _gw_box_clusters_order (self->drawn, answers->n);
  return GW_STATUS_OK;
}

/* --- clusters --------------------------------------------------------------------------------- */

static double
likeness_at (const GwPointAnswers *answers, const GwDrawnBox *drawn, double x, double y)
{
  double d = hypot (drawn->box.x - x, drawn->box.y - y) / get_spread (answers, drawn->image, drawn->label);

  return exp (-d * d / 2);
}

static double
likeness (const GwDrawnBox *a, const GwDrawnBox *b, const void *data)
{
  return a->label == b->label ? likeness_at (data, a, b->box.x, b->box.y) : 0;
}

static gw_status
find_clusters (Consensus *self, const GwRun *run)
{
  const GwClusterRule rule = { likeness, self->answers, self->options.likeness };
  size_t n = self->answers->n;
  gw_status status = _gw_box_clusters_find_all (self->drawn, n, self->answers->n_answers, &rule, &self->n_clusters, run,
                                                GW_POINT_CONSENSUS_CLUSTERS);

  if (status != GW_STATUS_OK)
    return status;
  return _gw_box_clusters_sort (self->drawn, n, self->n_clusters, &self->begin, &self->member);
}

/* --- the point of a cluster ------------------------------------------------------------------- */

static const GwDrawnBox *
get_member (const Consensus *self, size_t cluster, size_t i)
{
  return &self->drawn[self->member[self->begin[cluster] + i]];
}

/* The mean as what is to be added to the first: equal points give that very point. */
static GwPoint
mean_point (const Consensus *self, size_t cluster, size_t m)
{
  const GwBox *first = &get_member (self, cluster, 0)->box;
  GwPoint sum = { 0 };

  for (size_t i = 1; i < m; i++)
    {
      sum.x += get_member (self, cluster, i)->box.x - first->x;
      sum.y += get_member (self, cluster, i)->box.y - first->y;
    }

  return (GwPoint) { first->x + sum.x / (double) m, first->y + sum.y / (double) m };
}

static gw_status
median_point (Consensus *self, size_t cluster, size_t m, GwPoint *point)
{
  double median[2];

  for (int side = 0; side < 2; side++)
    {
      gw_status status;

      for (size_t i = 0; i < m; i++)
        {
          const GwBox *box = &get_member (self, cluster, i)->box;

          self->sorted[i] = side == 0 ? box->x : box->y;
        }
      status = _gw_sort_doubles (self->sorted, m, self->sorted);
      if (status != GW_STATUS_OK)
        return status;
      median[side] = m % 2 == 1 ? self->sorted[m / 2] : self->sorted[m / 2 - 1] / 2 + self->sorted[m / 2] / 2;
    }
  *point = (GwPoint) { median[0], median[1] };
  return GW_STATUS_OK;
}

static void
judge (Consensus *self, size_t cluster, uint32_t n_people, GwConsensusPoint *point)
{
  size_t m = point->n_members, n_hidden = 0;
  double sum = 0;

  for (size_t i = 0; i < m; i++)
    {
      const GwDrawnBox *drawn = get_member (self, cluster, i);
      double value = likeness_at (self->answers, drawn, point->point.x, point->point.y);

      sum += value;
      n_hidden += drawn->box.height > 0;
      if (m == 1)
        continue;
      self->sum[drawn->worker] += value;
      self->n_in_sum[drawn->worker]++;
    }
  point->hidden = 2 * n_hidden > m;
  point->confidence = n_people > 1 ? sum / (double) n_people : NAN;
  /* To be sure takes more than half of the people. */
  point->review = m < ((size_t) n_people + 2) / 2 || point->confidence < 0.5;
}

static gw_status
fuse (void *data, size_t cluster, uint32_t n_people)
{
  Consensus *self = data;
  size_t m = self->begin[cluster + 1] - self->begin[cluster];
  const GwDrawnBox *first = get_member (self, cluster, 0);
  GwConsensusPoint point = { .image = first->image, .label = first->label, .n_members = (uint32_t) m };
  gw_status status = GW_STATUS_OK;

  if (self->options.rule == GW_POINT_CONSENSUS_MEDIAN)
    status = median_point (self, cluster, m, &point.point);
  else
    point.point = mean_point (self, cluster, m);
  if (status == GW_STATUS_OK)
    {
      judge (self, cluster, n_people, &point);
      self->fused[cluster] = (Fused) { point, (uint32_t) cluster };
    }
  return status;
}

static gw_status
fuse_all (Consensus *self, const GwRun *run)
{
  size_t n = self->answers->n;

  self->sorted = GW_NEW (double, n);
  self->fused = GW_NEW (Fused, self->n_clusters);
  self->place = GW_NEW (uint32_t, self->n_clusters);
  self->sum = GW_NEW0 (double, self->answers->n_workers);
  self->n_in_sum = GW_NEW0 (size_t, self->answers->n_workers);
  if (self->sorted == NULL || self->fused == NULL || self->place == NULL || self->sum == NULL || self->n_in_sum == NULL)
    return GW_STATUS_NO_MEMORY;
  if (!_gw_run_step (run, GW_POINT_CONSENSUS_CLUSTERS))
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

  if (left->point.image != right->point.image)
    return left->point.image < right->point.image ? -1 : 1;
  /* Where one person answered no confidence is a number. */
  order = _gw_compare_numbers (right->point.confidence, left->point.confidence);
  if (order == 0)
    order = _gw_compare_numbers (left->point.point.y, right->point.point.y);
  if (order == 0)
    order = _gw_compare_numbers (left->point.point.x, right->point.point.x);
  if (order == 0)
    order = (left->point.label > right->point.label) - (left->point.label < right->point.label);

  return order != 0 ? order : (left->cluster > right->cluster) - (left->cluster < right->cluster);
}

static void
write_points (Consensus *self, GwConsensusPoint *points, int32_t *of_point, double *worker_likeness)
{
  qsort (self->fused, self->n_clusters, sizeof *self->fused, compare_fused);
  for (size_t i = 0; i < self->n_clusters; i++)
    {
      points[i] = self->fused[i].point;
      self->place[self->fused[i].cluster] = (uint32_t) i;
    }
  for (size_t i = 0; of_point != NULL && i < self->answers->n; i++)
    of_point[self->drawn[i].row] = (int32_t) self->place[self->drawn[i].cluster];
  for (size_t i = 0; worker_likeness != NULL && i < self->answers->n_workers; i++)
    worker_likeness[i] = self->n_in_sum[i] > 0 ? self->sum[i] / (double) self->n_in_sum[i] : NAN;
}

static gw_status
consolidate (Consensus *self, const GwRun *run)
{
  gw_status status = take_points (self);

  if (status == GW_STATUS_OK)
    status = find_clusters (self, run);
  if (status == GW_STATUS_OK)
    status = fuse_all (self, run);

  return status;
}

/* Nobody placed anything. */
static gw_status
write_nothing (const GwPointAnswers *answers, size_t *n_points, double *worker_likeness)
{
  *n_points = 0;
  for (size_t i = 0; worker_likeness != NULL && i < answers->n_workers; i++)
    worker_likeness[i] = NAN;

  return GW_STATUS_EMPTY;
}

gw_status
gw_point_consensus (const GwPointAnswers *answers, const GwPointConsensusOptions *options, GwConsensusPoint *points,
                    size_t *n_points, int32_t *of_point, double *worker_likeness, const GwRun *run)
{
  Consensus self = { .answers = answers, .options = options != NULL ? *options : gw_point_consensus_options () };
  gw_status status = check (answers, &self.options);

  if (status != GW_STATUS_OK)
    return status;
  if (answers->n == 0)
    return write_nothing (answers, n_points, worker_likeness);
  status = consolidate (&self, run);
  if (status == GW_STATUS_OK)
    {
      write_points (&self, points, of_point, worker_likeness);
      *n_points = self.n_clusters;
    }
  consensus_clear (&self);
  return status;
}
