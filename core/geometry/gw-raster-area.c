/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-raster.h"

#include <math.h>

#include "gw-geometry-private.h"

/* As _gw_first_centre(), without ceil(), which old processors have no
 * instruction for.
 */
static inline int64_t
first_centre (double value, int32_t limit)
{
  double at = value - 0.5;
  int32_t whole;

  if (!(at > 0.0))
    return 0;
  if (at >= (double) limit)
    return limit;
  whole = (int32_t) at;
  return whole + ((double) whole < at);
}

/* The columns left of the edge's crossings with all rows, added up. */
static int64_t
sum_columns (GwPoint top, GwPoint bottom, int32_t width, int32_t height)
{
  int32_t first = _gw_first_centre (top.y, height), end = _gw_first_centre (bottom.y, height);
  double least = fmin (top.x, bottom.x), most = fmax (top.x, bottom.x);
  double dx = bottom.x - top.x, dy = bottom.y - top.y;
  int64_t sum = 0;

  for (int32_t row = first; row < end; row++)
    {
      double x = top.x + dx * (row + 0.5 - top.y) / dy;

      x = x < least ? least : x;
      x = x > most ? most : x;
      sum += first_centre (x, width);
    }
  return sum;
}

gw_status
gw_raster_simple_area (const GwRing *ring, int32_t image_width, int32_t image_height, uint64_t *area)
{
  int64_t sum = 0;

  if (image_width < 0 || image_height < 0)
    return GW_STATUS_INVALID;
  for (size_t i = 0; i < ring->n_points; i++)
    if (!_gw_is_point (ring->points[i]))
      return GW_STATUS_INVALID;

  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint a = ring->points[i];
      GwPoint b = ring->points[i + 1 < ring->n_points ? i + 1 : 0];

      sum += a.y < b.y ? sum_columns (a, b, image_width, image_height) : -sum_columns (b, a, image_width, image_height);
    }

  *area = (uint64_t) (sum < 0 ? -sum : sum);
  return GW_STATUS_OK;
}
