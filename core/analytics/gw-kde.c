/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-kde.h"

#include <math.h>
#include <stdbool.h>

#include "gw-array-private.h"
#include "gw-moments.h"
#include "gw-run-private.h"
#include "gw-sum-private.h"

#define GW_ROOT_2_PI 2.50662827463100050242

/* Cells of a bandwidth, and at least so many cells may be taken. */
#define GW_KDE_CELLS 64
#define GW_KDE_MOST_CELLS ((size_t) 1 << 22)

/* Beyond so many bandwidths a curve is 0 to the last bit of a double. */
#define GW_KDE_FAR 39.0

/* Beyond so many nothing is left of it beside its peak: 1e-16. */
#define GW_KDE_NEAR 8.6

/* Terms added up as they are, before they join the compensated sum. */
#define GW_KDE_ROW 256

/* What the density is the sum of: curves at places that rise where there are
 * cells, and lie as the values do otherwise.
 */
typedef struct
{
  double *places;
  double *masses;
  size_t n;
  bool is_sorted;
  double total;
  double bandwidth;
  const double *grid;
  double *density;
} Curves;

gw_status
gw_kde_bandwidth (const double *values, const double *weights, size_t n, GwKdeRule rule, double *bandwidth)
{
  GwMoments moments;
  gw_status status;

  if (rule != GW_KDE_SCOTT && rule != GW_KDE_SILVERMAN)
    return GW_STATUS_INVALID;

  status = gw_moments (values, weights, n, &moments);
  if (status == GW_STATUS_OK && !(moments.deviation > 0))
    status = GW_STATUS_DEGENERATE; /* weights that sum up to 1 at most */
  if (status == GW_STATUS_OK)
    *bandwidth = moments.deviation * pow (rule == GW_KDE_SCOTT ? moments.n : moments.n * 0.75, -0.2);
  else if (gw_status_has_values (status))
    *bandwidth = NAN;

  return status;
}

/* --- the density at a place ------------------------------------------------------------ */

/* The first of the rising places that is not below. */
static size_t
first_from (const Curves *curves, double place)
{
  size_t low = 0, high = curves->n;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (curves->places[middle] < place)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static double
density_at (const Curves *curves, double place)
{
  size_t from = 0, end = curves->n;
  GwSum sum = { 0 };

  if (isnan (place))
    return NAN;
  if (curves->is_sorted)
    {
      from = first_from (curves, place - GW_KDE_NEAR * curves->bandwidth);
      end = first_from (curves, place + GW_KDE_NEAR * curves->bandwidth);
    }

  for (; from < end; from += GW_KDE_ROW)
    {
      size_t to = end - from < GW_KDE_ROW ? end : from + GW_KDE_ROW;
      double part = 0;

      for (size_t i = from; i < to; i++)
        {
          double away = (place - curves->places[i]) / curves->bandwidth;

          if (fabs (away) < GW_KDE_FAR)
            part += curves->masses[i] * exp (-0.5 * away * away);
        }
      _gw_sum_add (&sum, part);
    }

  return _gw_sum_get (&sum) / (curves->total * GW_ROOT_2_PI) / curves->bandwidth;
}

static void
fill_part (void *data, size_t number)
{
  Curves *curves = data;

  curves->density[number] = density_at (curves, curves->grid[number]);
}

/* --- what it is the sum of ----------------------------------------------------------------- */

static bool
takes_part (const double *values, const double *weights, size_t i)
{
  return isfinite (values[i]) && (weights == NULL || weights[i] > 0);
}

static void
take_values (const double *values, size_t n, const double *weights, Curves *curves)
{
  curves->n = 0;
  for (size_t i = 0; i < n; i++)
    {
      if (!takes_part (values, weights, i))
        continue;
      curves->places[curves->n] = values[i];
      curves->masses[curves->n++] = weights != NULL ? weights[i] : 1;
    }
}

/* Each cell at the mean of its values: what is left is an error of the second order.
 * Cells without values are left out.
 */
static void
take_cells (const double *values, size_t n, const double *weights, double low, size_t n_cells, Curves *curves)
{
  double width = curves->bandwidth / GW_KDE_CELLS;

  for (size_t i = 0; i < n; i++)
    {
      double offset, weight = weights != NULL ? weights[i] : 1;
      size_t cell;

      if (!takes_part (values, weights, i))
        continue;
      offset = values[i] - low;
      cell = (size_t) (offset / width);
      cell = cell < n_cells ? cell : n_cells - 1;
      curves->masses[cell] += weight;
      curves->places[cell] += weight * (offset - (double) cell * width);
    }

  curves->n = 0;
  for (size_t cell = 0; cell < n_cells; cell++)
    {
      double mass = curves->masses[cell];

      if (!(mass > 0))
        continue;
      curves->places[curves->n] = low + ((double) cell * width + curves->places[cell] / mass);
      curves->masses[curves->n++] = mass;
    }
  curves->is_sorted = true;
}

static gw_status
take_curves (const double *values, size_t n, const double *weights, const GwMoments *moments, Curves *curves)
{
  double n_cells = floor ((moments->max - moments->min) / curves->bandwidth * GW_KDE_CELLS) + 1;
  bool has_cells = n > GW_KDE_MOST_DIRECT && n_cells <= (double) (n > GW_KDE_MOST_CELLS ? n : GW_KDE_MOST_CELLS);
  size_t n_taken = has_cells ? (size_t) n_cells : n;

  curves->places = GW_NEW0 (double, n_taken);
  curves->masses = GW_NEW0 (double, n_taken);
  if (curves->places == NULL || curves->masses == NULL)
    return GW_STATUS_NO_MEMORY;

  if (has_cells)
    take_cells (values, n, weights, moments->min, n_taken, curves);
  else
    take_values (values, n, weights, curves);

  return GW_STATUS_OK;
}

gw_status
gw_kde (const double *values, const double *weights, size_t n, double bandwidth, const double *grid, size_t n_grid,
        double *density, size_t *n_excluded, const GwRun *run)
{
  Curves curves = { .bandwidth = bandwidth, .grid = grid };
  GwMoments moments;
  gw_status status;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!(bandwidth > 0 && isfinite (bandwidth)))
    return GW_STATUS_INVALID;
  status = gw_moments (values, weights, n, &moments);
  if (!gw_status_has_values (status))
    return status;

  if (status == GW_STATUS_EMPTY)
    {
      for (size_t i = 0; i < n_grid; i++)
        density[i] = NAN;
    }
  else
    {
      curves.total = moments.n;
      curves.density = GW_NEW (double, n_grid);
      status = curves.density != NULL ? take_curves (values, n, weights, &moments, &curves) : GW_STATUS_NO_MEMORY;
      if (status == GW_STATUS_OK)
        status = _gw_run_parts (run, n_grid, fill_part, &curves, 0, 1);
      for (size_t i = 0; status == GW_STATUS_OK && i < n_grid; i++)
        density[i] = curves.density[i];
      free (curves.density);
      free (curves.places);
      free (curves.masses);
    }
  if (n_excluded != NULL && gw_status_has_values (status))
    *n_excluded = moments.n_excluded;

  return status;
}
