/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-minimum-private.h"

#include <math.h>
#include <stdbool.h>

#define GW_MINIMUM_GOLDEN 0.38196601125010515180
#define GW_MINIMUM_GROW 1.61803398874989484820

#define GW_MINIMUM_PRECISION 1.5e-8
#define GW_MINIMUM_LEAST_STEP 1e-11
#define GW_MINIMUM_MOST_STEPS 200
#define GW_MINIMUM_MOST_GROWTHS 60

typedef struct
{
  double (*func) (double x, void *data);
  void *data;
  double low, high; /* the minimum lies between them */
  double x, at_x;   /* the best place */
  double w, at_w;   /* the second best */
  double v, at_v;   /* what w was before */
  double step;
  double step_before;
} Search;

/* Three places of which the middle one is not above the others, or as far as it
 * goes: self->x is the middle one then.
 */
static void
find_bracket (Search *self, double a, double b)
{
  double at_a = self->func (a, self->data), at_b = self->func (b, self->data);
  double c, at_c;

  if (at_a < at_b)
    {
      double swap = a;

      a = b;
      b = swap;
      swap = at_a;
      at_a = at_b;
      at_b = swap;
    }
  c = b + GW_MINIMUM_GROW * (b - a);
  at_c = self->func (c, self->data);
  for (int i = 0; i < GW_MINIMUM_MOST_GROWTHS && at_c < at_b; i++)
    {
      a = b;
      b = c;
      at_b = at_c;
      c = b + GW_MINIMUM_GROW * (b - a);
      at_c = self->func (c, self->data);
    }
  self->low = fmin (a, c);
  self->high = fmax (a, c);
  self->x = self->w = self->v = b;
  self->at_x = self->at_w = self->at_v = at_b;
}

/* Where the parabola through the three places is least, if that is worth a try. */
static bool
find_vertex (const Search *self, double least_step, double *step)
{
  double r = (self->x - self->w) * (self->at_x - self->at_v);
  double q = (self->x - self->v) * (self->at_x - self->at_w);
  double p = (self->x - self->v) * q - (self->x - self->w) * r;

  q = 2 * (q - r);
  if (q > 0)
    p = -p;
  q = fabs (q);
  if (!(fabs (self->step_before) > least_step) || !(fabs (p) < fabs (0.5 * q * self->step_before))
      || !(p > q * (self->low - self->x)) || !(p < q * (self->high - self->x)))
    return false;

  *step = p / q;

  return true;
}

static void
choose_step (Search *self, double least_step)
{
  double middle = (self->low + self->high) / 2, step;

  if (find_vertex (self, least_step, &step))
    {
      double to = self->x + step;

      self->step_before = self->step;
      if (to - self->low < 2 * least_step || self->high - to < 2 * least_step)
        step = copysign (least_step, middle - self->x);
    }
  else
    {
      self->step_before = self->x < middle ? self->high - self->x : self->low - self->x;
      step = GW_MINIMUM_GOLDEN * self->step_before;
    }
  self->step = step;
}

static void
take_place (Search *self, double u, double at_u)
{
  if (at_u <= self->at_x)
    {
      if (u < self->x)
        self->high = self->x;
      else
        self->low = self->x;
      self->v = self->w;
      self->at_v = self->at_w;
      self->w = self->x;
      self->at_w = self->at_x;
      self->x = u;
      self->at_x = at_u;
      return;
    }

  if (u < self->x)
    self->low = u;
  else
    self->high = u;
  if (at_u <= self->at_w || self->w == self->x)
    {
      self->v = self->w;
      self->at_v = self->at_w;
      self->w = u;
      self->at_w = at_u;
    }
  else if (at_u <= self->at_v || self->v == self->x || self->v == self->w)
    {
      self->v = u;
      self->at_v = at_u;
    }
}

double
_gw_minimum (double (*func) (double x, void *data), void *data, double a, double b, double *least)
{
  Search self = { .func = func, .data = data };

  find_bracket (&self, a, b);
  for (int i = 0; i < GW_MINIMUM_MOST_STEPS; i++)
    {
      double least_step = GW_MINIMUM_PRECISION * fabs (self.x) + GW_MINIMUM_LEAST_STEP;
      double middle = (self.low + self.high) / 2, u;

      if (fabs (self.x - middle) <= 2 * least_step - (self.high - self.low) / 2)
        break;
      choose_step (&self, least_step);
      u = fabs (self.step) >= least_step ? self.x + self.step : self.x + copysign (least_step, self.step);
      take_place (&self, u, func (u, data));
    }
  *least = self.at_x;

  return self.x;
}
