/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-plot-scale.h"

#include <math.h>

#include "gw-plot-ticks.h"

/* A share and its rest nearer to 0 than this are shown there. */
#define LEAST_SHARE 1e-4
/* No closer than so many parts of the whole. */
#define MAX_ZOOM 1e6

/* --- making ---------------------------------------------------------------------- */

static GwPlotScale
make (GwPlotScaleKind kind, double low, double high)
{
  GwPlotScale self = { .kind = kind };

  if (!isfinite (low) || !isfinite (high))
    {
      low = 0;
      high = 1;
    }
  self.low = MIN (low, high);
  self.high = MAX (low, high);
  if (!(self.high - self.low > 1e-12 * MAX (fabs (self.low), fabs (self.high))))
    {
      const double half = self.low == 0 ? 0.5 : 0.5 * fabs (self.low);

      self.low -= half;
      self.high += half;
    }
  return self;
}

GwPlotScale
gw_plot_scale_linear (double low, double high)
{
  return make (GW_PLOT_SCALE_LINEAR, low, high);
}

GwPlotScale
gw_plot_scale_log (double low, double high)
{
  GwPlotScale self = make (GW_PLOT_SCALE_LOG, low, high);

  if (!(self.high > 0))
    self.high = 1;
  if (!(self.low > 0))
    self.low = MIN (self.high / 10, 1);
  return self;
}

GwPlotScale
gw_plot_scale_symlog (double low, double high, double linear)
{
  GwPlotScale self = make (GW_PLOT_SCALE_SYMLOG, low, high);

  self.linear = linear > 0 && isfinite (linear) ? linear : 1;
  return self;
}

GwPlotScale
gw_plot_scale_time (double low, double high)
{
  GwPlotScale self = make (GW_PLOT_SCALE_TIME, low, high);

  /* A single moment is shown within its day. */
  if (low == high && isfinite (low))
    {
      self.low = low - 43200000.0;
      self.high = low + 43200000.0;
    }
  return self;
}

GwPlotScale
gw_plot_scale_probit (double low, double high)
{
  return make (GW_PLOT_SCALE_PROBIT, CLAMP (low, LEAST_SHARE, 1 - LEAST_SHARE),
               CLAMP (high, LEAST_SHARE, 1 - LEAST_SHARE));
}

GwPlotScale
gw_plot_scale_category (GPtrArray *names)
{
  return (GwPlotScale) { .kind = GW_PLOT_SCALE_CATEGORY,
                         .low = -0.5,
                         .high = MAX (names->len, 1) - 0.5,
                         .categories = g_ptr_array_ref (names) };
}

void
gw_plot_scale_round_out (GwPlotScale *self, guint n_ticks)
{
  double step;

  if (self->kind != GW_PLOT_SCALE_LINEAR)
    return;
  step = gw_plot_ticks_choose_step (self->high - self->low, n_ticks);
  if (self->whole)
    step = gw_plot_ticks_make_whole (step);
  self->low = step * floor (self->low / step + 1e-9);
  self->high = step * ceil (self->high / step - 1e-9);
}

GwPlotScale
gw_plot_scale_copy (const GwPlotScale *self)
{
  GwPlotScale copy = *self;

  if (copy.categories != NULL)
    g_ptr_array_ref (copy.categories);
  return copy;
}

void
gw_plot_scale_clear (GwPlotScale *self)
{
  g_clear_pointer (&self->categories, g_ptr_array_unref);
}

/* --- places ------------------------------------------------------------------------ */

/* The quantile of the normal distribution, to 1e-9 of what a screen can show: Acklam's
 * rational approximation. Axes are drawn with it; figures use the analytics'.
 */
static double
probit (double p)
{
  static const double a[] = { -3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                              1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00 };
  static const double b[] = { -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                              6.680131188771972e+01, -1.328068155288572e+01 };
  static const double c[] = { -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                              -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00 };
  static const double d[] = { 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                              3.754408661907416e+00 };
  double q, r;

  p = CLAMP (p, LEAST_SHARE, 1 - LEAST_SHARE);
  if (p < 0.02425 || p > 1 - 0.02425)
    {
      q = sqrt (-2 * log (MIN (p, 1 - p)));
      r = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5])
          / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
      return p < 0.5 ? r : -r;
    }
  q = p - 0.5;
  r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q
         / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

/* What is spread evenly along the axis. */
static double
bend (const GwPlotScale *self, double value)
{
  switch (self->kind)
    {
    case GW_PLOT_SCALE_LOG:
      return value > 0 ? log (value) : NAN;
    case GW_PLOT_SCALE_SYMLOG:
      return copysign (log1p (fabs (value) / self->linear), value);
    case GW_PLOT_SCALE_PROBIT:
      return probit (value);
    case GW_PLOT_SCALE_LINEAR:
    case GW_PLOT_SCALE_CATEGORY:
    case GW_PLOT_SCALE_TIME:
    default:
      return value;
    }
}

static double
unbend (const GwPlotScale *self, double bent)
{
  switch (self->kind)
    {
    case GW_PLOT_SCALE_LOG:
      return exp (bent);
    case GW_PLOT_SCALE_SYMLOG:
      return copysign (self->linear * expm1 (fabs (bent)), bent);
    case GW_PLOT_SCALE_PROBIT:
      return 0.5 * erfc (-bent / G_SQRT2);
    case GW_PLOT_SCALE_LINEAR:
    case GW_PLOT_SCALE_CATEGORY:
    case GW_PLOT_SCALE_TIME:
    default:
      return bent;
    }
}

double
gw_plot_scale_get_place (const GwPlotScale *self, double value)
{
  const double low = bend (self, self->low);
  const double high = bend (self, self->high);
  const double place = (bend (self, value) - low) / (high - low);

  return self->reversed ? 1 - place : place;
}

double
gw_plot_scale_get_value (const GwPlotScale *self, double place)
{
  const double low = bend (self, self->low);
  const double high = bend (self, self->high);

  if (self->reversed)
    place = 1 - place;
  return unbend (self, low + place * (high - low));
}

/* --- moving -------------------------------------------------------------------------- */

/* low, high: bent. */
static void
settle (GwPlotScale *self, double low, double high, const GwPlotScale *bounds)
{
  const double least = bend (self, bounds->low);
  const double most = bend (self, bounds->high);
  const double length = CLAMP (high - low, (most - least) / MAX_ZOOM, most - least);

  low = CLAMP (low, least, most - length);
  self->low = unbend (self, low);
  self->high = unbend (self, low + length);
  if (length == most - least)
    {
      self->low = bounds->low;
      self->high = bounds->high;
    }
}

void
gw_plot_scale_zoom (GwPlotScale *self, double center, double factor, const GwPlotScale *bounds)
{
  const double low = bend (self, self->low);
  const double length = bend (self, self->high) - low;
  const double at = low + (self->reversed ? 1 - center : center) * length;

  settle (self, at - (at - low) / factor, at + (low + length - at) / factor, bounds);
}

void
gw_plot_scale_pan (GwPlotScale *self, double shift, const GwPlotScale *bounds)
{
  const double low = bend (self, self->low);
  const double length = bend (self, self->high) - low;
  const double by = (self->reversed ? -shift : shift) * length;

  settle (self, low + by, low + by + length, bounds);
}
