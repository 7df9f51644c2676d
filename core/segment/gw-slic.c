/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-slic-private.h"

/* Rows of one part of the work. */
#define BAND 32

#define N_ITERATIONS 10

/* How far from its middle a cluster takes pixels, in sides: those of even colour grow
 * beyond one side.
 */
#define REACH 1.5

/* All costs are whole numbers, so that sums do not depend on who adds them first. */
typedef struct
{
  int32_t l;
  int32_t a;
  int32_t b;
  double x;
  double y;
} Cluster;

typedef struct
{
  int64_t l;
  int64_t a;
  int64_t b;
  int64_t x;
  int64_t y;
  int64_t n;
} Sum;

/* What a band of rows found: its clusters, and the sums of the pixels they took. */
typedef struct
{
  uint32_t *clusters;
  size_t n_clusters;
  Sum *sums;
} Band;

typedef struct
{
  const GwLabField *field;
  int32_t *labels;
  Cluster *clusters;
  size_t n_clusters;
  double weight; /* of a squared pixel against a squared unit of colour */
  int32_t reach; /* in pixels, up, down, left and right */
  Band *bands;
} Slic;

/* The memory in which a band is worked on. */
typedef struct
{
  int32_t *costs;   /* of the best cluster so far, for each column of the row */
  int32_t *takers;  /* that cluster's place among those of the band; -1: none yet */
  int32_t *columns; /* for each cluster of the band the costs of 2 * reach + 1 columns */
} Scratch;

static void
band_clear (Band *band)
{
  free (band->clusters);
  free (band->sums);
  *band = (Band) { NULL, 0, NULL };
}

/* The clusters that get to rows first ... end-1. */
static bool
find_clusters (const Slic *self, int32_t first, int32_t end, Band *band)
{
  size_t n = 0;

  for (size_t i = 0; i < self->n_clusters; i++)
    n += self->clusters[i].y > first - self->reach - 1 && self->clusters[i].y < end + self->reach + 1;
  band->clusters = GW_NEW (uint32_t, n);
  band->sums = GW_NEW0 (Sum, n);
  if (band->clusters == NULL || band->sums == NULL)
    return false;

  for (size_t i = 0; i < self->n_clusters; i++)
    if (self->clusters[i].y > first - self->reach - 1 && self->clusters[i].y < end + self->reach + 1)
      band->clusters[band->n_clusters++] = (uint32_t) i;
  return true;
}

/* The column of a cluster's first cost. */
static inline int32_t
first_column (const Slic *self, const Cluster *cluster)
{
  return (int32_t) cluster->x - self->reach;
}

static void
set_columns (const Slic *self, const Band *band, int32_t *columns)
{
  int32_t n = 2 * self->reach + 1;

  for (size_t i = 0; i < band->n_clusters; i++)
    {
      const Cluster *cluster = &self->clusters[band->clusters[i]];

      for (int32_t k = 0; k < n; k++)
        {
          double dx = first_column (self, cluster) + k + 0.5 - cluster->x;

          columns[i * (size_t) n + (size_t) k] = (int32_t) (self->weight * dx * dx);
        }
    }
}

/* Offers a cluster to n pixels of a row. */
static void
offer (int32_t taker, const Cluster *cluster, int32_t row_cost, const int32_t *restrict columns,
       const int16_t *restrict l, const int16_t *restrict a, const int16_t *restrict b, int32_t n,
       int32_t *restrict costs, int32_t *restrict takers)
{
  /* No two colours are farther apart than 16 bits hold, and those multiply quickly. */
  int16_t own_l = (int16_t) cluster->l, own_a = (int16_t) cluster->a, own_b = (int16_t) cluster->b;

  for (int32_t i = 0; i < n; i++)
    {
      int16_t dl = (int16_t) (l[i] - own_l), da = (int16_t) (a[i] - own_a), db = (int16_t) (b[i] - own_b);
      int32_t cost = dl * dl + da * da + db * db + columns[i] + row_cost;
      bool better = cost < costs[i];

      costs[i] = better ? cost : costs[i];
      takers[i] = better ? taker : takers[i];
    }
}

static void
offer_all (const Slic *self, const Band *band, int32_t y, const Scratch *scratch)
{
  const GwLabField *field = self->field;
  size_t begin = (size_t) y * (size_t) field->width;

  for (int32_t x = 0; x < field->width; x++)
    {
      scratch->costs[x] = INT32_MAX;
      scratch->takers[x] = -1;
    }
  for (size_t i = 0; i < band->n_clusters; i++)
    {
      const Cluster *cluster = &self->clusters[band->clusters[i]];
      double dy = y + 0.5 - cluster->y;
      int32_t first = first_column (self, cluster), from = first > 0 ? first : 0;
      int32_t to = first + 2 * self->reach + 1 < field->width ? first + 2 * self->reach + 1 : field->width;
      size_t at = begin + (size_t) from;

      if (dy > self->reach + 0.5 || dy < -self->reach - 0.5 || from >= to)
        continue;
      offer ((int32_t) i, cluster, (int32_t) (self->weight * dy * dy),
             scratch->columns + i * (2 * (size_t) self->reach + 1) + (from - first), field->l + at, field->a + at,
             field->b + at, to - from, scratch->costs + from, scratch->takers + from);
    }
}

/* Writes the labels of a row and adds its pixels to the sums. */
static void
take_row (const Slic *self, const Band *band, int32_t y, const int32_t *takers)
{
  const GwLabField *field = self->field;
  size_t begin = (size_t) y * (size_t) field->width;

  for (int32_t x = 0; x < field->width;)
    {
      Sum sum = { .n = 0 };
      int32_t taker = takers[x], label = taker >= 0 ? (int32_t) band->clusters[taker] : GW_LABEL_NONE;

      for (; x < field->width && takers[x] == taker; x++)
        {
          size_t at = begin + (size_t) x;

          if (field->inside != NULL && !field->inside[at])
            {
              self->labels[at] = GW_LABEL_OUTSIDE;
              continue;
            }
          self->labels[at] = label;
          sum.l += field->l[at];
          sum.a += field->a[at];
          sum.b += field->b[at];
          sum.x += x;
          sum.n++;
        }
      if (taker < 0)
        continue;
      band->sums[taker].l += sum.l;
      band->sums[taker].a += sum.a;
      band->sums[taker].b += sum.b;
      band->sums[taker].x += sum.x;
      band->sums[taker].y += sum.n * y;
      band->sums[taker].n += sum.n;
    }
}

/* A band without sums is one for which there was no memory. */
static void
work_on_band (void *data, size_t part)
{
  Slic *self = data;
  Band *band = &self->bands[part];
  size_t width = (size_t) self->field->width;
  int32_t first = (int32_t) part * BAND;
  int32_t end = first + BAND < self->field->height ? first + BAND : self->field->height;
  Scratch scratch = { NULL, NULL, NULL };
  bool ready = find_clusters (self, first, end, band);

  if (ready)
    {
      scratch.costs = GW_NEW (int32_t, width);
      scratch.takers = GW_NEW (int32_t, width);
      scratch.columns = GW_NEW (int32_t, band->n_clusters * (2 * (size_t) self->reach + 1));
      ready = scratch.costs != NULL && scratch.takers != NULL && scratch.columns != NULL;
    }
  if (ready)
    {
      set_columns (self, band, scratch.columns);
      for (int32_t y = first; y < end; y++)
        {
          offer_all (self, band, y, &scratch);
          take_row (self, band, y, scratch.takers);
        }
    }
  else
    band_clear (band);
  free (scratch.costs);
  free (scratch.takers);
  free (scratch.columns);
}

static int32_t
mean (int64_t sum, int64_t n)
{
  return (int32_t) (sum >= 0 ? (2 * sum + n) / (2 * n) : -((n - 2 * sum) / (2 * n)));
}

/* Moves the clusters to the middle of what they took. */
static gw_status
move_clusters (Slic *self, size_t n_bands, Sum *sums)
{
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; i < self->n_clusters; i++)
    sums[i] = (Sum) { .n = 0 };
  for (size_t i = 0; i < n_bands; i++)
    {
      Band *band = &self->bands[i];

      if (band->sums == NULL)
        status = GW_STATUS_NO_MEMORY;
      for (size_t k = 0; k < band->n_clusters; k++)
        {
          Sum *sum = &sums[band->clusters[k]];

          sum->l += band->sums[k].l;
          sum->a += band->sums[k].a;
          sum->b += band->sums[k].b;
          sum->x += band->sums[k].x;
          sum->y += band->sums[k].y;
          sum->n += band->sums[k].n;
        }
      band_clear (band);
    }
  for (size_t i = 0; i < self->n_clusters; i++)
    if (sums[i].n > 0)
      self->clusters[i] = (Cluster) { mean (sums[i].l, sums[i].n), mean (sums[i].a, sums[i].n),
                                      mean (sums[i].b, sums[i].n), (double) sums[i].x / (double) sums[i].n + 0.5,
                                      (double) sums[i].y / (double) sums[i].n + 0.5 };
  return status;
}

static int64_t
squared_gradient (const GwLabField *field, int32_t x, int32_t y)
{
  const int16_t *channels[] = { field->l, field->a, field->b };
  size_t at = (size_t) y * (size_t) field->width + (size_t) x;
  int64_t sum = 0;

  for (int i = 0; i < 3; i++)
    {
      const int16_t *value = channels[i] + at;
      int64_t across = value[1] - value[-1], down = value[field->width] - value[-(ptrdiff_t) field->width];

      sum += across * across + down * down;
    }
  return sum;
}

/* A cluster at the evenest pixel of the nine around one, where there are nine. */
static Cluster
make_seed (const GwLabField *field, int32_t x, int32_t y)
{
  int64_t least = INT64_MAX;
  int32_t best_x = x, best_y = y;
  size_t at;

  for (int32_t v = y - 1; v <= y + 1; v++)
    for (int32_t u = x - 1; u <= x + 1; u++)
      {
        int64_t gradient;

        if (u < 1 || v < 1 || u >= field->width - 1 || v >= field->height - 1
            || (field->inside != NULL && !field->inside[(size_t) v * (size_t) field->width + (size_t) u]))
          continue;
        gradient = squared_gradient (field, u, v);
        if (gradient < least)
          {
            least = gradient;
            best_x = u;
            best_y = v;
          }
      }
  at = (size_t) best_y * (size_t) field->width + (size_t) best_x;
  return (Cluster) { field->l[at], field->a[at], field->b[at], best_x + 0.5, best_y + 0.5 };
}

/* Seeds along the pixels that count, for a field whose shape misses the grid. */
static void
seed_evenly (Slic *self, size_t n_seeds)
{
  const GwLabField *field = self->field;
  size_t n = (size_t) field->width * (size_t) field->height, n_inside = 0, seen = 0;

  self->n_clusters = 0;
  for (size_t i = 0; i < n; i++)
    n_inside += field->inside == NULL || field->inside[i];
  for (size_t i = 0; i < n && self->n_clusters < n_seeds; i++)
    if (field->inside == NULL || field->inside[i])
      {
        if (seen * n_seeds >= n_inside * self->n_clusters)
          self->clusters[self->n_clusters++] = make_seed (field, (int32_t) (i % (size_t) field->width),
                                                          (int32_t) (i / (size_t) field->width));
        seen++;
      }
}

static gw_status
seed (Slic *self, double side)
{
  const GwLabField *field = self->field;
  int32_t across = (int32_t) (field->width / side + 0.5), down = (int32_t) (field->height / side + 0.5);

  across = across > 0 ? across : 1;
  down = down > 0 ? down : 1;
  self->clusters = GW_NEW (Cluster, (size_t) across * (size_t) down + 2);
  if (self->clusters == NULL)
    return GW_STATUS_NO_MEMORY;

  for (int32_t i = 0; i < down; i++)
    for (int32_t k = 0; k < across; k++)
      {
        int32_t x = (int32_t) ((k + 0.5) * field->width / across), y = (int32_t) ((i + 0.5) * field->height / down);

        if (field->inside == NULL || field->inside[(size_t) y * (size_t) field->width + (size_t) x])
          self->clusters[self->n_clusters++] = make_seed (field, x, y);
      }
  if (self->n_clusters < 2 && field->inside != NULL)
    seed_evenly (self, 2);
  return GW_STATUS_OK;
}

gw_status
_gw_slic (const GwLabField *field, double side, double compactness, int32_t *labels, const GwRun *run, double from,
          double to)
{
  Slic self = { .field = field, .labels = labels };
  size_t n_bands = ((size_t) field->height + BAND - 1) / BAND;
  double unit = compactness * GW_LAB_UNIT / side, share = (to - from) / N_ITERATIONS;
  Sum *sums = NULL;
  gw_status status = seed (&self, side);

  self.weight = unit * unit;
  self.reach = (int32_t) (side * REACH) + 1;
  self.bands = GW_NEW0 (Band, n_bands);
  if (status == GW_STATUS_OK)
    sums = GW_NEW (Sum, self.n_clusters);
  if (status == GW_STATUS_OK && (sums == NULL || self.bands == NULL))
    status = GW_STATUS_NO_MEMORY;

  for (int i = 0; i < N_ITERATIONS && status == GW_STATUS_OK; i++)
    {
      status = _gw_run_parts (run, n_bands, work_on_band, &self, from + i * share, from + (i + 1) * share);
      if (status == GW_STATUS_OK)
        status = move_clusters (&self, n_bands, sums);
    }

  for (size_t i = 0; self.bands != NULL && i < n_bands; i++)
    band_clear (&self.bands[i]);
  free (self.bands);
  free (self.clusters);
  free (sums);
  return status;
}
