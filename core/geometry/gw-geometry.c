/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-geometry-private.h"

#include <math.h>
#include <stdlib.h>

#define GW_RADIANS_PER_DEGREE 0.017453292519943295

void *
_gw_array_new (size_t n, size_t size)
{
  if (size != 0 && n > SIZE_MAX / size)
    return NULL;

  return malloc (n * size > 0 ? n * size : 1);
}

gw_status
_gw_array_grow (void **array, size_t *capacity, size_t n, size_t size)
{
  size_t wanted;
  void *grown;

  if (n < *capacity)
    return GW_STATUS_OK;
  if (n > SIZE_MAX / 2 / size - 16)
    return GW_STATUS_TOO_LARGE;

  wanted = n < 16 ? 16 : n * 2;
  grown = realloc (*array, wanted * size);
  if (grown == NULL)
    return GW_STATUS_NO_MEMORY;

  *array = grown;
  *capacity = wanted;
  return GW_STATUS_OK;
}

void
_gw_sine_cosine (double degrees, double *sine, double *cosine)
{
  double turned = fmod (degrees, 360.0);

  if (turned < 0.0)
    turned += 360.0;

  *sine = sin (turned * GW_RADIANS_PER_DEGREE);
  *cosine = cos (turned * GW_RADIANS_PER_DEGREE);

  if (turned == 0.0 || turned == 180.0 || turned == 360.0)
    {
      *sine = 0.0;
      *cosine = turned == 180.0 ? -1.0 : 1.0;
    }
  else if (turned == 90.0 || turned == 270.0)
    {
      *sine = turned == 90.0 ? 1.0 : -1.0;
      *cosine = 0.0;
    }
}

double
_gw_edge_x_at (GwPoint a, GwPoint b, double y)
{
  GwPoint top = a.y < b.y ? a : b;
  GwPoint bottom = a.y < b.y ? b : a;
  double x = top.x + (bottom.x - top.x) * (y - top.y) / (bottom.y - top.y);

  /* Rounding must not carry the crossing past the ends. */
  return fmin (fmax (x, fmin (a.x, b.x)), fmax (a.x, b.x));
}

int32_t
_gw_first_centre (double value, int32_t limit)
{
  double first = ceil (value - 0.5);

  if (!(first > 0.0))
    return 0;
  return first < (double) limit ? (int32_t) first : limit;
}

bool
_gw_ellipse_row (const GwEllipse *ellipse, double y, double *left, double *right)
{
  double sine, cosine, half_height, dy, share, middle, half_width;

  if (!(ellipse->rx > 0.0) || !(ellipse->ry > 0.0))
    return false;

  _gw_sine_cosine (ellipse->angle, &sine, &cosine);
  half_height = hypot (ellipse->rx * sine, ellipse->ry * cosine);
  dy = y - ellipse->cy;
  if (!(dy >= -half_height && dy < half_height))
    return false;

  share = dy / half_height;
  middle = ellipse->cx
           + share * ((ellipse->rx - ellipse->ry) * (ellipse->rx + ellipse->ry) / half_height) * sine * cosine;
  half_width = ellipse->rx * (ellipse->ry / half_height) * sqrt (fmax (0.0, (1.0 - share) * (1.0 + share)));
  *left = middle - half_width;
  *right = middle + half_width;
  return *left < *right;
}
