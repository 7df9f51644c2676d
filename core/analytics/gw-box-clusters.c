/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-box-clusters-private.h"

#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-box-consensus.h"
#include "gw-box-order-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"

/* Pairs of boxes that are looked at between two questions to the caller. */
#define GW_BOX_CLUSTERS_STEP ((size_t) 1 << 20)
#define GW_BOX_CLUSTERS_END UINT32_MAX
/* Set in a pair's first box where the two are of different classes. */
#define GW_BOX_CLUSTERS_DIFFER ((uint32_t) 1 << 31)

typedef struct
{
  double likeness;
  uint32_t a; /* the first, with GW_BOX_CLUSTERS_DIFFER where they do */
  uint32_t b;
} Pair;

/* Clusters are lists of boxes: root is the first of the list that a box is in. */
typedef struct
{
  GwDrawnBox *boxes;
  size_t n;
  const GwClusterRule *rule;
  uint32_t *root;
  uint32_t *next; /* of each box, GW_BOX_CLUSTERS_END at the end */
  uint32_t *last; /* of each root */
  Pair *pairs;
  size_t n_pairs;
  size_t room; /* for pairs */
  size_t work; /* since the last question */
  const GwRun *run;
  double done;
} Clusters;

/* The row is left out: which of two that are alike comes first is all the same. */
static int
compare_drawn (const void *a, const void *b)
{
  const GwDrawnBox *left = a, *right = b;
  int order;

  if (left->image != right->image)
    return left->image < right->image ? -1 : 1;
  if (left->worker != right->worker)
    return left->worker < right->worker ? -1 : 1;
  order = _gw_compare_boxes (&left->box, &right->box);
  return order != 0 ? order : (left->label > right->label) - (left->label < right->label);
}

void
_gw_box_clusters_order (GwDrawnBox *boxes, size_t n)
{
  qsort (boxes, n, sizeof *boxes, compare_drawn);
}

/* Counts the work; whether to go on. */
static bool
go_on (Clusters *self, size_t work)
{
  self->work += work;
  if (self->work < GW_BOX_CLUSTERS_STEP)
    return true;
  self->work = 0;

  return _gw_run_step (self->run, self->done);
}

static double
get_likeness (const Clusters *self, uint32_t a, uint32_t b)
{
  return self->rule->likeness (&self->boxes[a], &self->boxes[b], self->rule->data);
}

/* --- candidates ------------------------------------------------------------------------------ */

static gw_status
add_pair (Clusters *self, uint32_t a, uint32_t b, double likeness)
{
  if (self->n_pairs == GW_BOX_CONSENSUS_MOST_PAIRS)
    return GW_STATUS_TOO_LARGE;
  if (self->n_pairs == self->room)
    {
      size_t room = self->room > 0 ? 2 * self->room : 64;
      Pair *pairs = realloc (self->pairs, room * sizeof *pairs);

      if (pairs == NULL)
        return GW_STATUS_NO_MEMORY;
      self->pairs = pairs;
      self->room = room;
    }
  if (self->boxes[a].label != self->boxes[b].label)
    a |= GW_BOX_CLUSTERS_DIFFER;
  self->pairs[self->n_pairs++] = (Pair) { likeness, a, b };
  return GW_STATUS_OK;
}

static gw_status
try_pair (Clusters *self, uint32_t a, uint32_t b)
{
  double likeness;

  if (self->boxes[a].worker == self->boxes[b].worker)
    return GW_STATUS_OK;
  likeness = get_likeness (self, a, b);
  return likeness >= self->rule->least ? add_pair (self, a, b, likeness) : GW_STATUS_OK;
}

/* From left to right, each box with those that begin before it ends. */
static gw_status
sweep (Clusters *self, const uint32_t *order)
{
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; status == GW_STATUS_OK && i < self->n; i++)
    {
      const GwBox *box = &self->boxes[order[i]].box;
      size_t k = i + 1;

      for (; status == GW_STATUS_OK && k < self->n && self->boxes[order[k]].box.x <= box->x + box->width; k++)
        status = try_pair (self, order[i] < order[k] ? order[i] : order[k], order[i] < order[k] ? order[k] : order[i]);
      if (!go_on (self, k - i))
        return GW_STATUS_CANCELLED;
    }

  return status;
}

static int
compare_pairs (const void *a, const void *b)
{
  const Pair *left = a, *right = b;

  if (left->likeness != right->likeness)
    return left->likeness > right->likeness ? -1 : 1;
  if (left->a != right->a)
    return left->a < right->a ? -1 : 1;

  return (left->b > right->b) - (left->b < right->b);
}

static gw_status
find_pairs (Clusters *self)
{
  double *x;
  uint32_t *order;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (self->n < 2)
    return GW_STATUS_OK;
  x = GW_NEW (double, self->n);
  order = GW_NEW (uint32_t, self->n);
  if (x != NULL && order != NULL)
    {
      for (size_t i = 0; i < self->n; i++)
        x[i] = self->boxes[i].box.x;
      status = _gw_sort_rows (x, self->n, order);
    }
  if (status == GW_STATUS_OK)
    status = sweep (self, order);
  if (status == GW_STATUS_OK && self->n_pairs > 1)
    qsort (self->pairs, self->n_pairs, sizeof *self->pairs, compare_pairs);
  free (x);
  free (order);
  return status;
}

/* --- clusters -------------------------------------------------------------------------------- */

/* Whether two clusters have nobody in common and overlap enough. */
static bool
belong_together (const Clusters *self, uint32_t a, uint32_t b, size_t *work)
{
  double sum = 0;

  *work = 0;
  for (uint32_t i = a; i != GW_BOX_CLUSTERS_END; i = self->next[i])
    for (uint32_t k = b; k != GW_BOX_CLUSTERS_END; k = self->next[k])
      {
        ++*work;
        if (self->boxes[i].worker == self->boxes[k].worker)
          return false;
        sum += get_likeness (self, i, k);
      }

  return sum >= self->rule->least * (double) *work;
}

static void
join (Clusters *self, uint32_t a, uint32_t b)
{
  self->next[self->last[a]] = b;
  self->last[a] = self->last[b];
  for (uint32_t i = b; i != GW_BOX_CLUSTERS_END; i = self->next[i])
    self->root[i] = a;
}

static gw_status
merge (Clusters *self)
{
  for (size_t i = 0; i < self->n; i++)
    {
      self->root[i] = self->last[i] = (uint32_t) i;
      self->next[i] = GW_BOX_CLUSTERS_END;
    }
  for (size_t i = 0; i < self->n_pairs; i++)
    {
      uint32_t a = self->root[self->pairs[i].a & ~GW_BOX_CLUSTERS_DIFFER], b = self->root[self->pairs[i].b];
      size_t work = 1;

      if (a != b && belong_together (self, a, b, &work))
        join (self, a < b ? a : b, a < b ? b : a);
      if (!go_on (self, work))
        return GW_STATUS_CANCELLED;
    }

  return GW_STATUS_OK;
}

/* A root comes before the other boxes of its cluster. */
static void
number (Clusters *self, size_t *n_clusters)
{
  for (size_t i = 0; i < self->n; i++)
    self->boxes[i].cluster = self->root[i] == i ? (uint32_t) (*n_clusters)++ : self->boxes[self->root[i]].cluster;
}

/* Numbers from *n_clusters on, in the order of the first boxes. */
static gw_status
find_clusters (GwDrawnBox *boxes, size_t n, const GwClusterRule *rule, size_t *n_clusters, const GwRun *run,
               double done)
{
  Clusters self = { .boxes = boxes,
                    .n = n,
                    .rule = rule,
                    .root = GW_NEW (uint32_t, n),
                    .next = GW_NEW (uint32_t, n),
                    .last = GW_NEW (uint32_t, n),
                    .run = run,
                    .done = done };
  gw_status status = GW_STATUS_NO_MEMORY;

  if (self.root != NULL && self.next != NULL && self.last != NULL)
    status = find_pairs (&self);
  if (status == GW_STATUS_OK)
    status = merge (&self);
  if (status == GW_STATUS_OK)
    number (&self, n_clusters);
  free (self.root);
  free (self.next);
  free (self.last);
  free (self.pairs);
  return status;
}

/* --- what comes before and after --------------------------------------------------------- */

size_t
_gw_box_clusters_end_of_image (const GwDrawnBox *boxes, size_t n, size_t first)
{
  size_t end = first + 1;

  while (end < n && boxes[end].image == boxes[first].image)
    end++;

  return end;
}

uint32_t
_gw_box_clusters_count_people (const GwDrawnBox *boxes, size_t n, const uint32_t *n_answers)
{
  uint32_t n_drew = 1;

  for (size_t i = 1; i < n; i++)
    n_drew += boxes[i].worker != boxes[i - 1].worker;
  if (n_answers == NULL)
    return n_drew;

  return n_answers[boxes->image] >= n_drew ? n_answers[boxes->image] : 0;
}

gw_status
_gw_box_clusters_find_all (GwDrawnBox *boxes, size_t n, const uint32_t *n_answers, const GwClusterRule *rule,
                           size_t *n_clusters, const GwRun *run, double share)
{
  gw_status status = GW_STATUS_OK;

  for (size_t first = 0, end; status == GW_STATUS_OK && first < n; first = end)
    {
      double done = share * (double) first / (double) n;

      end = _gw_box_clusters_end_of_image (boxes, n, first);
      if (_gw_box_clusters_count_people (boxes + first, end - first, n_answers) == 0)
        return GW_STATUS_INVALID;
      status = _gw_run_step (run, done) ? GW_STATUS_OK : GW_STATUS_CANCELLED;
      if (status == GW_STATUS_OK)
        status = find_clusters (boxes + first, end - first, rule, n_clusters, run, done);
    }

  return status;
}

gw_status
_gw_box_clusters_sort (const GwDrawnBox *boxes, size_t n, size_t n_clusters, size_t **begin, uint32_t **member)
{
  *begin = GW_NEW0 (size_t, n_clusters + 2);
  *member = GW_NEW (uint32_t, n);
  if (*begin == NULL || *member == NULL)
    return GW_STATUS_NO_MEMORY;

  /* Counted two places up: that of the next cluster is then where the next box goes. */
  for (size_t i = 0; i < n; i++)
    (*begin)[(size_t) boxes[i].cluster + 2]++;
  for (size_t i = 2; i < n_clusters + 2; i++)
    (*begin)[i] += (*begin)[i - 1];
  for (size_t i = 0; i < n; i++)
    (*member)[(*begin)[(size_t) boxes[i].cluster + 1]++] = (uint32_t) i;
  return GW_STATUS_OK;
}

gw_status
_gw_box_clusters_each (const GwDrawnBox *boxes, size_t n, const uint32_t *n_answers, size_t n_clusters,
                       const size_t *begin, const uint32_t *member,
                       gw_status (*func) (void *data, size_t cluster, uint32_t n_people), void *data)
{
  gw_status status = GW_STATUS_OK;
  size_t cluster = 0;

  for (size_t first = 0, end; first < n; first = end)
    {
      uint32_t n_people;

      end = _gw_box_clusters_end_of_image (boxes, n, first);
      n_people = _gw_box_clusters_count_people (boxes + first, end - first, n_answers);
      for (;
           status == GW_STATUS_OK && cluster < n_clusters && boxes[member[begin[cluster]]].image == boxes[first].image;
           cluster++)
        status = func (data, cluster, n_people);
    }

  return status;
}
