/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-transform.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "gw-array-private.h"
#include "gw-minimum-private.h"
#include "gw-moments.h"
#include "gw-run-private.h"
#include "gw-sum-private.h"

/* Exponents up to this have squares within the range of doubles. */
#define GW_TRANSFORM_LARGE 300.0

/* --- values -------------------------------------------------------------------------- */

static bool
has_lambda (GwTransform transform)
{
  return transform == GW_TRANSFORM_BOX_COX || transform == GW_TRANSFORM_YEO_JOHNSON;
}

static bool
is_known (GwTransform transform)
{
  return (unsigned) transform <= GW_TRANSFORM_YEO_JOHNSON;
}

/* Whether a finite value has a result. */
static bool
is_defined (GwTransform transform, double value)
{
  switch (transform)
    {
    case GW_TRANSFORM_LOG:
    case GW_TRANSFORM_BOX_COX:
      return value > 0;
    case GW_TRANSFORM_LOG1P:
      return value > -1;
    case GW_TRANSFORM_SQRT:
      return value >= 0;
    case GW_TRANSFORM_YEO_JOHNSON:
    default:
      return true;
    }
}

/* (e^(lambda log) - 1) / lambda, which is log at 0. */
static double
power (double log, double lambda)
{
  return lambda != 0.0 ? expm1 (lambda * log) / lambda : log;
}

static double
transform_value (GwTransform transform, double lambda, double value)
{
  switch (transform)
    {
    case GW_TRANSFORM_LOG:
      return log (value);
    case GW_TRANSFORM_LOG1P:
      return log1p (value);
    case GW_TRANSFORM_SQRT:
      return sqrt (value);
    case GW_TRANSFORM_BOX_COX:
      return power (log (value), lambda);
    case GW_TRANSFORM_YEO_JOHNSON:
    default:
      return value >= 0 ? power (log1p (value), lambda) : -power (log1p (-value), 2 - lambda);
    }
}

gw_status
gw_transform_values (const double *values, size_t n, GwTransform transform, double lambda, double *out,
                     size_t *n_offending)
{
  size_t n_undefined = 0;

  if (!is_known (transform) || (has_lambda (transform) && !isfinite (lambda)))
    return GW_STATUS_INVALID;
  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n; i++)
    {
      bool defined = isfinite (values[i]) && is_defined (transform, values[i]);

      n_undefined += isfinite (values[i]) && !defined;
      out[i] = defined ? transform_value (transform, lambda, values[i]) : NAN;
    }
  *n_offending = n_undefined;

  return n_undefined > 0 ? GW_STATUS_UNDEFINED : GW_STATUS_OK;
}

/* --- likelihood ------------------------------------------------------------------------ */

/* A column in logarithms: ln x, or ln (1 + |x|), those of negative x last. */
typedef struct
{
  double *logs;
  double *powers; /* room for the results of a lambda */
  size_t n;
  size_t n_up; /* those of x >= 0 */
  size_t n_offending;
  double jacobian;
  const GwRun *run;
  unsigned n_tried;
  bool cancelled;
} Column;

static void
take_logs (GwTransform transform, const double *values, size_t n, Column *column)
{
  size_t n_down = 0;

  column->n = 0;
  for (size_t i = 0; i < n; i++)
    {
      if (!isfinite (values[i]))
        continue;
      if (transform == GW_TRANSFORM_BOX_COX)
        column->logs[column->n++] = log (values[i]);
      else if (values[i] >= 0)
        column->logs[column->n++] = log1p (values[i]);
      else
        column->powers[n_down++] = log1p (-values[i]);
    }
  column->n_up = column->n;
  for (size_t i = 0; i < n_down; i++)
    column->logs[column->n++] = column->powers[i];
  column->jacobian = _gw_sum (column->logs, column->n_up) - _gw_sum (column->logs + column->n_up, n_down);
}

/* GW_STATUS_OK when there is something to fit. */
static gw_status
open_column (GwTransform transform, const double *values, size_t n, const GwRun *run, Column *column)
{
  GwMoments moments;
  gw_status status;

  *column = (Column) { .run = run };
  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!has_lambda (transform))
    return GW_STATUS_INVALID;

  for (size_t i = 0; i < n; i++)
    column->n_offending += isfinite (values[i]) && !is_defined (transform, values[i]);
  if (column->n_offending > 0)
    return GW_STATUS_UNDEFINED;
  status = gw_moments (values, NULL, n, &moments);
  if (status != GW_STATUS_OK)
    return status;

  column->logs = GW_NEW (double, n);
  column->powers = GW_NEW (double, n);
  if (column->logs == NULL || column->powers == NULL)
    return GW_STATUS_NO_MEMORY;
  take_logs (transform, values, n, column);

  return GW_STATUS_OK;
}

static void
close_column (Column *column)
{
  free (column->logs);
  free (column->powers);
}

static double
log_variance (const double *values, size_t n)
{
  double mean = _gw_sum (values, n) / (double) n;

  return log (_gw_sum_squares (values, n, mean) / (double) n);
}

/* ln of the variance of the powers of one side: they are taken relative to the
 * greatest, which only moves their logarithm, and keeps what they differ by.
 */
static double
log_variance_of_side (Column *column, double lambda)
{
  double greatest = -INFINITY;

  for (size_t i = 0; i < column->n; i++)
    greatest = fmax (greatest, lambda >= 0 ? column->logs[i] : -column->logs[i]);
  greatest = lambda >= 0 ? greatest : -greatest;
  for (size_t i = 0; i < column->n; i++)
    column->powers[i] = power (column->logs[i] - greatest, lambda);

  return 2 * lambda * greatest + log_variance (column->powers, column->n);
}

/* The same of both sides, of which the powers meet at 0: where they are beyond all
 * bounds, relative to e^shift.
 */
static double
log_variance_of_both (Column *column, double lambda)
{
  double shift = 0;

  for (size_t i = 0; i < column->n; i++)
    shift = fmax (shift, column->logs[i] * (i < column->n_up ? lambda : 2 - lambda));
  shift = shift > GW_TRANSFORM_LARGE ? shift : 0;
  for (size_t i = 0; i < column->n; i++)
    {
      double exponent = i < column->n_up ? lambda : 2 - lambda, log = column->logs[i], result;

      if (shift > 0 && exponent != 0.0)
        result = (exp (exponent * log - shift) - exp (-shift)) / exponent;
      else
        result = power (log, exponent) * exp (-shift);
      column->powers[i] = i < column->n_up ? result : -result;
    }

  return 2 * shift + log_variance (column->powers, column->n);
}

static double
log_likelihood_at (Column *column, double lambda)
{
  double spread;

  if (column->n_up == column->n)
    spread = log_variance_of_side (column, lambda);
  else if (column->n_up == 0)
    spread = log_variance_of_side (column, 2 - lambda);
  else
    spread = log_variance_of_both (column, lambda);

  return (lambda - 1) * column->jacobian - (double) column->n / 2 * spread;
}

gw_status
gw_transform_log_likelihood (const double *values, size_t n, GwTransform transform, double lambda,
                             double *log_likelihood, size_t *n_offending)
{
  Column column;
  gw_status status;
  double result = NAN;

  if (!isfinite (lambda))
    return GW_STATUS_INVALID;

  status = open_column (transform, values, n, NULL, &column);
  if (status == GW_STATUS_OK)
    {
      result = log_likelihood_at (&column, lambda);
      if (!isfinite (result))
        {
          result = NAN;
          status = GW_STATUS_DEGENERATE;
        }
    }
  close_column (&column);
  if (gw_status_has_values (status))
    {
      *log_likelihood = result;
      *n_offending = column.n_offending;
    }

  return status;
}

/* --- the best lambda ---------------------------------------------------------------------- */

/* What is to be least. How often it is asked for is not known before: the share
 * that is done comes nearer to 1 by a tenth of the way each time.
 */
static double
loss_at (double lambda, void *data)
{
  Column *column = data;
  double likelihood;

  if (column->cancelled)
    return 0;
  likelihood = log_likelihood_at (column, lambda);
  column->n_tried++;
  column->cancelled = !_gw_run_step (column->run, 1 - pow (0.9, column->n_tried));

  return isfinite (likelihood) ? -likelihood : INFINITY;
}

gw_status
gw_transform_fit (const double *values, size_t n, GwTransform transform, double *lambda, double *log_likelihood,
                  size_t *n_offending, const GwRun *run)
{
  Column column;
  gw_status status = open_column (transform, values, n, run, &column);
  double best = NAN, loss = NAN;

  if (status == GW_STATUS_OK)
    {
      best = _gw_minimum (loss_at, &column, -2, 2, &loss);
      if (column.cancelled)
        status = GW_STATUS_CANCELLED;
      else if (!isfinite (loss))
        status = GW_STATUS_DEGENERATE;
    }
  close_column (&column);
  if (gw_status_has_values (status))
    {
      *lambda = status == GW_STATUS_OK ? best : NAN;
      *log_likelihood = status == GW_STATUS_OK ? -loss : NAN;
      *n_offending = column.n_offending;
    }

  return status;
}

gw_status
gw_transform_preview (const double *values, size_t n, GwTransform transform, GwTransformPreview *preview,
                      const GwRun *run)
{
  GwTransformPreview result = { .lambda = NAN, .log_likelihood = NAN, .skew_after = NAN };
  GwMoments moments;
  double *out;
  gw_status status, shape;

  if (!is_known (transform))
    return GW_STATUS_INVALID;
  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  shape = gw_moments (values, NULL, n, &moments);
  result.n_excluded = moments.n_excluded;
  result.skew_before = moments.skew;
  status = shape;
  if (has_lambda (transform))
    status = gw_transform_fit (values, n, transform, &result.lambda, &result.log_likelihood, &result.n_offending, run);
  if (!gw_status_has_values (status))
    return status;

  out = GW_NEW (double, n);
  if (out == NULL)
    return GW_STATUS_NO_MEMORY;
  if (!has_lambda (transform) || status == GW_STATUS_OK)
    {
      gw_status made = gw_transform_values (values, n, transform, result.lambda, out, &result.n_offending);

      status = made != GW_STATUS_OK ? made : shape;
      if (status == GW_STATUS_OK)
        status = gw_moments (out, NULL, n, &moments);
      result.skew_after = status == GW_STATUS_OK ? moments.skew : NAN;
    }
  free (out);
  *preview = result;

  return status;
}
