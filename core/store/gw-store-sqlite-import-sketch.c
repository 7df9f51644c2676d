/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <math.h>

#include "gw-random.h"

/* Each number of a sketch is a mean of the shape's own, weighted by chance: where
 * none of these differs by more than something, no mean does. That two shapes of
 * a few hundred numbers which differ by more have near means is rare, and no file can
 * bring it about, as the weights are other ones each time. Where a shape of thousands
 * differs in a few of them only, the means are near, and the shape itself is read.
 */

#define DEGREES (180 / G_PI)

typedef struct
{
  gw_random random;
  double sums[GW_SKETCH_N];
  double weights[GW_SKETCH_N];
} Sketching;

static void
add_number (Sketching *self, double number)
{
  for (guint i = 0; i < GW_SKETCH_N; i++)
    {
      double weight = 2 * gw_random_real (&self->random) - 1;

      self->sums[i] += weight * number;
      self->weights[i] += fabs (weight);
    }
}

/* 180 and -179.99 are near. */
static void
add_angle (Sketching *self, double degrees)
{
  add_number (self, DEGREES * cos (degrees / DEGREES));
  add_number (self, DEGREES * sin (degrees / DEGREES));
}

static void
add_box (Sketching *self, const GwBox *box)
{
  const double numbers[] = { box->x, box->y, box->width, box->height };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    add_number (self, numbers[i]);
}

static void
add_ring (Sketching *self, const GwRing *ring)
{
  for (gsize i = 0; i < ring->n_points; i++)
    {
      add_number (self, ring->points[i].x);
      add_number (self, ring->points[i].y);
    }
}

static void
add_points (Sketching *self, const GwKeypoints *points)
{
  for (gsize i = 0; i < points->n_points; i++)
    {
      add_number (self, points->points[i].point.x);
      add_number (self, points->points[i].point.y);
      add_number (self, points->points[i].visibility);
    }
}

/* What lies within its bounds. */
static void
add_inside (Sketching *self, const GwShape *shape)
{
  switch (shape->kind)
    {
    case GW_SHAPE_ROTATED_BOX:
      add_angle (self, shape->as.rotated.angle);
      break;
    case GW_SHAPE_ELLIPSE:
      add_number (self, shape->as.ellipse.rx);
      add_angle (self, shape->as.ellipse.angle);
      break;
    case GW_SHAPE_POLYGON:
      for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
        add_ring (self, &shape->as.polygon.rings[i]);
      break;
    case GW_SHAPE_POLYLINE:
      add_ring (self, &shape->as.line);
      break;
    case GW_SHAPE_POINTS:
      add_points (self, &shape->as.points);
      break;
    case GW_SHAPE_MASK:
      for (gsize i = 0; i < shape->as.mask.n_runs; i++)
        add_number (self, shape->as.mask.runs[i]);
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_BOX:
    default:
      break;
    }
}

void
_gw_import_sketch (guint64 seed, const GwBox *bounds, const GwShape *shape, double *sketch)
{
  Sketching self = { 0 };

  gw_random_init (&self.random, seed);
  add_box (&self, bounds);
  if (shape != NULL)
    add_inside (&self, shape);
  for (guint i = 0; i < GW_SKETCH_N; i++)
    sketch[i] = self.sums[i] / self.weights[i];
}
