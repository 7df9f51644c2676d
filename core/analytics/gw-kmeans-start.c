/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-kmeans-private.h"
#include "gw-neighbours-private.h"
#include "gw-sum-private.h"

static void
try_part (void *data, size_t part)
{
  GwKmeans *self = data;
  size_t end = (part + 1) * self->part_rows < self->n ? (part + 1) * self->part_rows : self->n;

  for (size_t i = part * self->part_rows; i < end; i++)
    self->attempts[i] = fmin (self->closest[i],
                              _gw_distance2 (self->values + i * self->columns, self->tried, self->columns));
}

/* The row in which a running sum of the squares passes the share. */
static size_t
row_at (const double *squares, size_t n, double share)
{
  double sum = 0;
  size_t last = 0;

  for (size_t i = 0; i < n; i++)
    {
      sum += squares[i];
      if (squares[i] > 0)
        last = i;
      if (sum > share)
        return i;
    }

  return last;
}

/* Tries rows and takes the one that leaves the least; *potential is the sum of the
 * squares to the centers so far. best has room for n numbers.
 */
static gw_status
draw_center (GwKmeans *self, gw_random *random, size_t n_draws, double *best, double *potential, const GwRun *run,
             double done)
{
  double best_sum = INFINITY;
  size_t best_row = 0;

  for (size_t draw = 0; draw < n_draws; draw++)
    {
      size_t row = *potential > 0 ? row_at (self->closest, self->n, gw_random_real (random) * *potential)
                                  : gw_random_below (random, self->n); /* all rows lie on centers */
      double sum;
      gw_status status;

      self->tried = self->values + row * self->columns;
      status = _gw_run_parts (run, self->n_parts, try_part, self, done, done);
      if (status != GW_STATUS_OK)
        return status;
      sum = _gw_sum (self->attempts, self->n);
      if (sum < best_sum)
        {
          best_sum = sum;
          best_row = row;
          memcpy (best, self->attempts, self->n * sizeof *best);
        }
    }
  memcpy (self->closest, best, self->n * sizeof *best);
  *potential = best_sum;
  self->tried = self->values + best_row * self->columns;

  return GW_STATUS_OK;
}

gw_status
_gw_kmeans_start (GwKmeans *self, gw_random *random, const GwRun *run, double from, double to)
{
  size_t n_draws = 2 + (size_t) log ((double) self->k);
  double potential = INFINITY;
  gw_status status = GW_STATUS_OK;

  for (size_t i = 0; i < self->n; i++)
    self->closest[i] = INFINITY;
  self->tried = self->values + gw_random_below (random, self->n) * self->columns;
  status = _gw_run_parts (run, self->n_parts, try_part, self, from, from);
  memcpy (self->closest, self->attempts, self->n * sizeof *self->closest);
  potential = _gw_sum (self->closest, self->n);
  for (size_t c = 0; status == GW_STATUS_OK && c < self->k; c++)
    {
      memcpy (self->centers + c * self->columns, self->tried, self->columns * sizeof *self->centers);
      if (c + 1 < self->k)
        status = draw_center (self, random, n_draws, self->squares, &potential, run,
                              from + (to - from) * (double) c / (double) self->k);
    }

  return status;
}
