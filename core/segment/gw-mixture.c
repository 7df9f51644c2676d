/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mixture-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "gw-array-private.h"

#define N_ROUNDS 10

/* Added to each variance: colours are whole numbers, and flat areas have none. */
#define LEAST_VARIANCE 1.0

#define LEAST_LOG -1000.0f

/* What the fit of a part needs, exact in any order. */
typedef struct
{
  uint64_t n;
  uint64_t sum[3];
  uint64_t products[6]; /* xx, yy, zz, xy, xz, yz */
} Sums;

static inline void
split (uint32_t colour, int32_t *c)
{
  c[0] = (int32_t) (colour >> 16 & 255);
  c[1] = (int32_t) (colour >> 8 & 255);
  c[2] = (int32_t) (colour & 255);
}

static inline void
add (Sums *sums, uint32_t colour)
{
  int32_t c[3];

  split (colour, c);
  sums->n++;
  for (int i = 0; i < 3; i++)
    sums->sum[i] += (uint32_t) c[i];
  sums->products[0] += (uint32_t) (c[0] * c[0]);
  sums->products[1] += (uint32_t) (c[1] * c[1]);
  sums->products[2] += (uint32_t) (c[2] * c[2]);
  sums->products[3] += (uint32_t) (c[0] * c[1]);
  sums->products[4] += (uint32_t) (c[0] * c[2]);
  sums->products[5] += (uint32_t) (c[1] * c[2]);
}

/* --- Gaussians -------------------------------------------------------------------------- */

static void
fit (GwGaussian *part, const Sums *sums, uint64_t n_all)
{
  const double n = (double) sums->n;
  const double x = (double) sums->sum[0] / n, y = (double) sums->sum[1] / n, z = (double) sums->sum[2] / n;
  const double xx = (double) sums->products[0] / n - x * x + LEAST_VARIANCE;
  const double yy = (double) sums->products[1] / n - y * y + LEAST_VARIANCE;
  const double zz = (double) sums->products[2] / n - z * z + LEAST_VARIANCE;
  const double xy = (double) sums->products[3] / n - x * y;
  const double xz = (double) sums->products[4] / n - x * z;
  const double yz = (double) sums->products[5] / n - y * z;
  const double a = yy * zz - yz * yz, b = xz * yz - xy * zz, c = xy * yz - xz * yy;
  const double determinant = xx * a + xy * b + xz * c;

  part->mean[0] = (float) x;
  part->mean[1] = (float) y;
  part->mean[2] = (float) z;
  part->inverse[0] = (float) (a / determinant);
  part->inverse[1] = (float) ((xx * zz - xz * xz) / determinant);
  part->inverse[2] = (float) ((xx * yy - xy * xy) / determinant);
  part->inverse[3] = (float) (2 * b / determinant);
  part->inverse[4] = (float) (2 * c / determinant);
  part->inverse[5] = (float) (2 * (xy * xz - xx * yz) / determinant);
  part->log_scale = (float) (log (n / (double) n_all) - 0.5 * log (determinant));
}

static void
fit_all (GwMixture *self, const Sums *sums, unsigned n_parts, size_t n_colours)
{
  self->n = 0;
  for (unsigned i = 0; i < n_parts; i++)
    if (sums[i].n > 0)
      fit (&self->parts[self->n++], &sums[i], n_colours);
}

static inline float
log_of_part (const GwGaussian *part, const float *c)
{
  const float x = c[0] - part->mean[0], y = c[1] - part->mean[1], z = c[2] - part->mean[2];

  return part->log_scale
         - 0.5f
               * (x * (x * part->inverse[0] + y * part->inverse[3] + z * part->inverse[4])
                  + y * (y * part->inverse[1] + z * part->inverse[5]) + z * z * part->inverse[2]);
}

static inline void
split_float (uint32_t colour, float *c)
{
  c[0] = (float) (colour >> 16 & 255);
  c[1] = (float) (colour >> 8 & 255);
  c[2] = (float) (colour & 255);
}

/* --- k-means ---------------------------------------------------------------------------- */

static inline float
square_distance (const float *a, const float *b)
{
  const float x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];

  return x * x + y * y + z * z;
}

/* Each center after the first is a colour that is the likelier the further it lies
 * from those before (Arthur, Vassilvitskii: k-means++, SODA 2007). The number of
 * centers: fewer when the colours are.
 */
static unsigned
choose_centers (const uint32_t *colours, size_t n_colours, unsigned n, float *nearest, float centers[][3],
                gw_random *random)
{
  for (size_t i = 0; i < n_colours; i++)
    nearest[i] = FLT_MAX;
  split_float (colours[gw_random_below (random, n_colours)], centers[0]);

  for (unsigned k = 1; k < n; k++)
    {
      double sum = 0, left;
      size_t chosen = 0;

      for (size_t i = 0; i < n_colours; i++)
        {
          float c[3], square;

          split_float (colours[i], c);
          square = square_distance (c, centers[k - 1]);
          if (square < nearest[i])
            nearest[i] = square;
          sum += nearest[i];
        }
      if (sum <= 0)
        return k;
      left = gw_random_real (random) * sum;
      for (size_t i = 0; i < n_colours; i++)
        if (nearest[i] > 0)
          {
            chosen = i;
            left -= nearest[i];
            if (left < 0)
              break;
          }
      split_float (colours[chosen], centers[k]);
    }

  return n;
}

static void
gather (const uint32_t *colours, size_t n_colours, const float centers[][3], unsigned n, Sums *sums)
{
  memset (sums, 0, n * sizeof *sums);
  for (size_t i = 0; i < n_colours; i++)
    {
      float c[3], least = FLT_MAX;
      unsigned best = 0;

      split_float (colours[i], c);
      for (unsigned k = 0; k < n; k++)
        {
          const float square = square_distance (c, centers[k]);

          best = square < least ? k : best;
          least = square < least ? square : least;
        }
      add (&sums[best], colours[i]);
    }
}

gw_status
_gw_mixture_start (GwMixture *self, const uint32_t *colours, size_t n_colours, unsigned n, gw_random *random)
{
  float centers[GW_MIXTURE_MOST][3];
  Sums sums[GW_MIXTURE_MOST];
  float *nearest;

  self->n = 0;
  if (n_colours == 0)
    return GW_STATUS_OK;
  nearest = GW_NEW (float, n_colours);
  if (nearest == NULL)
    return GW_STATUS_NO_MEMORY;
  n = choose_centers (colours, n_colours, n, nearest, centers, random);
  free (nearest);

  for (int round = 0; round < N_ROUNDS; round++)
    {
      bool moved = false;

      gather (colours, n_colours, (const float (*)[3]) centers, n, sums);
      for (unsigned k = 0; k < n; k++)
        for (int i = 0; i < 3 && sums[k].n > 0; i++)
          {
            const float mean = (float) ((double) sums[k].sum[i] / (double) sums[k].n);

            moved |= fabsf (mean - centers[k][i]) > 0.01f;
            centers[k][i] = mean;
          }
      if (!moved)
        break;
    }
  fit_all (self, sums, n, n_colours);

  return GW_STATUS_OK;
}

/* --- using it --------------------------------------------------------------------------- */

void
_gw_mixture_refit (GwMixture *self, const uint32_t *colours, size_t n_colours)
{
  Sums sums[GW_MIXTURE_MOST];

  memset (sums, 0, sizeof sums);
  for (size_t i = 0; i < n_colours && self->n > 0; i++)
    {
      float c[3], most = -FLT_MAX;
      unsigned best = 0;

      split_float (colours[i], c);
      for (unsigned k = 0; k < self->n; k++)
        {
          const float value = log_of_part (&self->parts[k], c);

          best = value > most ? k : best;
          most = value > most ? value : most;
        }
      add (&sums[best], colours[i]);
    }
  fit_all (self, sums, self->n, n_colours);
}

float
_gw_mixture_log (const GwMixture *self, uint32_t colour)
{
  float c[3], values[GW_MIXTURE_MOST], most = -FLT_MAX, sum = 0;

  split_float (colour, c);
  for (unsigned k = 0; k < self->n; k++)
    {
      values[k] = log_of_part (&self->parts[k], c);
      most = values[k] > most ? values[k] : most;
    }
  if (most < LEAST_LOG)
    return LEAST_LOG;
  for (unsigned k = 0; k < self->n; k++)
    sum += expf (values[k] - most);

  return most + logf (sum);
}
