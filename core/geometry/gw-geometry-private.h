/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_GEOMETRY_PRIVATE_H
#define GW_GEOMETRY_PRIVATE_H

#include "gw-shape.h"

/* What the files of this folder share and nobody else sees. */

/* Coordinates beyond this are refused: up to here differences, products and
 * whole pixels stay exact enough, and no conversion to int64_t overflows.
 */
#define GW_COORDINATE_MAX 1e15

/* False for NaN and the infinities too. */
static inline bool
_gw_is_coordinate (double value)
{
  return value >= -GW_COORDINATE_MAX && value <= GW_COORDINATE_MAX;
}

static inline bool
_gw_is_size (double value)
{
  return value >= 0.0 && value <= GW_COORDINATE_MAX;
}

static inline bool
_gw_is_point (GwPoint point)
{
  return _gw_is_coordinate (point.x) && _gw_is_coordinate (point.y);
}

/* Memory for n elements, NULL when there is none or n * size overflows.
 * n = 0 gives memory that may be freed and holds nothing.
 */
void *_gw_array_new (size_t n, size_t size);

/* Makes room for one more of `size` bytes behind n elements; doubles, so that
 * adding is O(1) in the mean. The array stays as it was on failure.
 */
gw_status _gw_array_grow (void **array, size_t *capacity, size_t n, size_t size);

/* Sine and cosine of an angle in degrees, exact at multiples of 90. */
void _gw_sine_cosine (double degrees, double *sine, double *cosine);

/* Whether the edge a-b passes the horizontal line through y, by the half-open
 * rule: the upper end counts, the lower does not.
 */
static inline bool
_gw_edge_meets_row (GwPoint a, GwPoint b, double y)
{
  return (a.y <= y) != (b.y <= y);
}

/* Where an edge that meets the row crosses it. The same number comes out for
 * a-b and b-a, so two polygons that share an edge agree on every pixel. The
 * product is taken before the quotient: with coordinates of few binary digits
 * a crossing that lies exactly on a pixel's centre comes out exactly.
 */
double _gw_edge_x_at (GwPoint a, GwPoint b, double y);

/* The first whole column or row whose centre is not left of (above) value,
 * limited to 0 ... limit.
 */
int32_t _gw_first_centre (double value, int32_t limit);

/* The columns in which edges cross a row, ascending. */
void _gw_sort_columns (int32_t *columns, size_t n);

/* The part of an ellipse on the row y: [*left, *right), false where none is. */
bool _gw_ellipse_row (const GwEllipse *ellipse, double y, double *left, double *right);

#endif
