/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_DRIFT_H
#define GW_DRIFT_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* How far the values of now have moved from those of a reference. */

/* A share below this counts as this in the stability index. */
#define GW_DRIFT_LEAST_SHARE 1e-4
#define GW_DRIFT_MOST_BINS 10000

  /* What a stability index says, by custom. */
  typedef enum
  {
    GW_DRIFT_STABLE, /* below 0.1 */
    GW_DRIFT_WATCH,  /* 0.1 to 0.25 */
    GW_DRIFT_DRIFT   /* above 0.25 */
  } GwDriftReading;

  typedef struct
  {
    double psi;           /* population stability index, 0 or more; NaN where a side is empty */
    double js_divergence; /* Jensen-Shannon to base 2, 0 to 1 */
    double js_distance;   /* its root */
  } GwDrift;

  /* The same of a column of numbers, with the bins it was counted in. */
  typedef struct
  {
    GwDrift drift;
    size_t n_edges;              /* edges between bins, ascending; 0 for a constant reference */
    double *edges;               /* n_edges values */
    size_t n_bins;               /* n_edges + 1, or 2 for a constant reference: equal, different */
    double *reference;           /* n_bins counts */
    double *current;             /* n_bins counts */
    size_t n_reference_excluded; /* values left out because they are NaN or infinite */
    size_t n_current_excluded;
  } GwDriftNumeric;

  /* NaN reads as stable: nothing is known to have moved. */
  GW_PUBLIC GwDriftReading gw_drift_read (double psi);

  /* Compares the shares of n categories.
   *
   * reference, current  n counts each, or sums of weights: finite, not negative,
   *                     else GW_STATUS_INVALID
   * n                   categories: the union of both sides; up to 2^31, else
   *                     GW_STATUS_TOO_LARGE
   * out                 PSI = sum of (c - r) ln (c / r) over the shares, each at least
   *                     GW_DRIFT_LEAST_SHARE and not scaled again; Jensen-Shannon by
   *                     the shares as they are
   *
   * GW_STATUS_EMPTY when a side holds nothing: all NaN. O(n), no memory taken.
   * Source: Siddiqi, Credit Risk Scorecards (2006), chapter 9; Lin, Divergence
   * measures based on the Shannon entropy, IEEE Transactions on Information Theory
   * 37 (1991) 145.
   */
  GW_PUBLIC gw_status gw_drift_categories (const double *reference, const double *current, size_t n, GwDrift *out);

  /* The same of numbers, in bins that hold equal shares of the reference.
   *
   * reference, current  n_reference and n_current values
   * n_bins              bins wanted, 1 to GW_DRIFT_MOST_BINS, else GW_STATUS_INVALID;
   *                     10 by custom. The edges are quantiles of type 7 of the
   *                     reference; equal ones are one, so that there may be fewer bins
   * out                 clear with gw_drift_numeric_clear(), whatever the status
   *
   * A value on an edge lies right of it; the outer bins have no end. A reference of
   * one value has the two bins "equal" and "different", and GW_STATUS_DEGENERATE:
   * the figures are there. GW_STATUS_EMPTY when a side has no value, with NaN and
   * zero counts. GW_STATUS_TOO_LARGE beyond 2^31 values.
   * O(n log n), memory for the reference and the bins.
   */
  GW_PUBLIC gw_status gw_drift_numeric (const double *reference, size_t n_reference, const double *current,
                                        size_t n_current, size_t n_bins, GwDriftNumeric *out);

  /* Frees what it holds and zeroes it; a zeroed one is fine. */
  GW_PUBLIC void gw_drift_numeric_clear (GwDriftNumeric *self);

#ifdef __cplusplus
}
#endif

#endif
