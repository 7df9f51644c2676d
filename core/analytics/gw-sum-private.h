/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SUM_PRIVATE_H
#define GW_SUM_PRIVATE_H

#include <math.h>
#include <stddef.h>

/* A sum whose rounding errors are carried along, for numbers that come one by
 * one: starts as { 0 }. Finite numbers only.
 * Source: Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen, ZAMM 54 (1974) 39, algorithm IV.
 */
typedef struct
{
  double sum;
  double rest;
} GwSum;

static inline void
_gw_sum_add (GwSum *self, double value)
{
  double sum = self->sum + value;

  if (fabs (self->sum) >= fabs (value))
    self->rest += (self->sum - sum) + value;
  else
    self->rest += (value - sum) + self->sum;
  self->sum = sum;
}

static inline double
_gw_sum_get (const GwSum *self)
{
  return self->sum + self->rest;
}

/* The sum of n numbers by halves: the error grows with log n only. O(n). */
double _gw_sum (const double *values, size_t n);

/* The same of the squares of (value - center). */
double _gw_sum_squares (const double *values, size_t n, double center);

#endif
