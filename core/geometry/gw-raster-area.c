/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"

/* What most outlines do with, so that nothing is allocated for them. */
#define LOCAL_POINTS 256
#define LOCAL_CELLS 4096

/* Crossings within so many columns are found in units of 2^-UNIT_BITS. */
#define PLAIN_SIDE 100000
#define UNIT_BITS 32
#define UNITS 4294967296.0

/* The crossings of a ring with the rows of the image, row by row. */
typedef struct
{
  int32_t width;
  int32_t top;      /* the first row that is crossed */
  uint32_t *next;   /* for each row where its next column goes; in the end, where the next row begins */
  int32_t *columns; /* as in gw-raster.c */
} Crossings;

/* As _gw_first_centre(), without ceil(), which old processors have no
 * instruction for.
 */
static inline int32_t
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

/* An edge that lies within the image crosses by its slope, in whole units: an
 * addition a row in place of a division. The step may be a unit off for each
 * row, and what doubles are off is less than another one. Only where that comes
 * close to the middle of a pixel does the exact crossing decide.
 */
static void
add_plain_edge (const Crossings *self, GwPoint top, GwPoint bottom, int32_t first, int32_t end)
{
  double slope = (bottom.x - top.x) / (bottom.y - top.y);
  uint32_t *next = self->next + (first - self->top);
  int32_t *columns = self->columns;
  uint64_t doubt = 2 * (uint64_t) (end - first) + 8;
  int64_t at = (int64_t) ((top.x + slope * (first + 0.5 - top.y) - 0.5) * UNITS);
  int64_t step = end - first > 1 ? (int64_t) (slope * UNITS) : 0;

  for (int32_t row = first; row < end; row++, next++, at += step)
    {
      int32_t column = (int32_t) (at >> UNIT_BITS) + 1;

      if (((uint64_t) at + doubt) % ((uint64_t) 1 << UNIT_BITS) < 2 * doubt)
        column = first_centre (_gw_edge_x_at (top, bottom, row + 0.5), self->width);
      columns[(*next)++] = column;
    }
}

static void
add_edge (const Crossings *self, GwPoint top, GwPoint bottom, int32_t first, int32_t end)
{
  double least = top.x < bottom.x ? top.x : bottom.x, most = top.x < bottom.x ? bottom.x : top.x;

  if (least >= 1.0 && most <= PLAIN_SIDE && most <= (double) self->width - 1.0)
    {
      add_plain_edge (self, top, bottom, first, end);
      return;
    }
  for (int32_t row = first; row < end; row++)
    {
      double x = _gw_edge_x_at (top, bottom, row + 0.5);

      self->columns[self->next[row - self->top]++] = first_centre (x, self->width);
    }
}

/* Between its first and its second crossing a row is inside, and so on. */
static uint64_t
measure_row (int32_t *columns, size_t n)
{
  uint64_t sum = 0;

  if (n == 2)
    return (uint64_t) (columns[0] < columns[1] ? columns[1] - columns[0] : columns[0] - columns[1]);
  _gw_sort_columns (columns, n);
  for (size_t i = 0; i + 1 < n; i += 2)
    sum += (uint64_t) (columns[i + 1] - columns[i]);
  return sum;
}

/* Fills crossings->next, which is zero, with where the columns of each row
 * begin. rows: of each point the first row whose centre is not above it.
 */
static void
lay_out_rows (Crossings *crossings, const int32_t *rows, size_t n, size_t n_rows)
{
  uint32_t n_open = 0, n_before = 0;

  /* How many more edges pass a row than the one before, then added up. */
  for (size_t i = 0; i < n; i++)
    {
      int32_t a = rows[i], b = rows[i + 1 < n ? i + 1 : 0];

      crossings->next[(a < b ? a : b) - crossings->top]++;
      crossings->next[(a < b ? b : a) - crossings->top]--;
    }
  for (size_t i = 0; i < n_rows; i++)
    {
      n_open += crossings->next[i];
      crossings->next[i] = n_before;
      n_before += n_open;
    }
}

static uint64_t
measure (const GwRing *ring, const int32_t *rows, size_t n_rows, Crossings *crossings)
{
  uint64_t area = 0;
  size_t begin = 0;

  lay_out_rows (crossings, rows, ring->n_points, n_rows);
  for (size_t i = 0; i < ring->n_points; i++)
    {
      size_t k = i + 1 < ring->n_points ? i + 1 : 0;

      if (rows[i] < rows[k])
        add_edge (crossings, ring->points[i], ring->points[k], rows[i], rows[k]);
      else if (rows[k] < rows[i])
        add_edge (crossings, ring->points[k], ring->points[i], rows[k], rows[i]);
    }

  for (size_t i = 0; i < n_rows; begin = crossings->next[i++])
    area += measure_row (crossings->columns + begin, crossings->next[i] - begin);
  return area;
}

/* In cells, which are allocated when they are many, the rows' places lie
 * before the columns.
 */
static gw_status
measure_rows (const GwRing *ring, int32_t *rows, int32_t width, uint64_t *area)
{
  int32_t local[LOCAL_CELLS], *cells = local;
  int32_t top = INT32_MAX, bottom = 0;
  uint64_t n_crossings = 0;
  size_t n_rows;

  for (size_t i = 0; i < ring->n_points; i++)
    {
      int32_t row = rows[i], next = rows[i + 1 < ring->n_points ? i + 1 : 0];

      top = row < top ? row : top;
      bottom = row > bottom ? row : bottom;
      n_crossings += (uint64_t) (row < next ? next - row : row - next);
    }
  if (n_crossings > GW_RASTER_MAX_CROSSINGS)
    return GW_STATUS_TOO_LARGE;
  n_rows = n_crossings > 0 ? (size_t) (bottom - top) : 0;
  if (n_rows + 1 + n_crossings > LOCAL_CELLS)
    cells = _gw_array_new (n_rows + 1 + (size_t) n_crossings, sizeof (int32_t));
  if (cells == NULL)
    return GW_STATUS_NO_MEMORY;

  memset (cells, 0, (n_rows + 1) * sizeof (int32_t));
  *area = n_rows == 0
              ? 0
              : measure (ring, rows, n_rows, &(Crossings) { width, top, (uint32_t *) cells, cells + n_rows + 1 });
  if (cells != local)
    free (cells);
  return GW_STATUS_OK;
}

gw_status
gw_raster_ring_area (const GwRing *ring, int32_t image_width, int32_t image_height, uint64_t *area)
{
  int32_t local[LOCAL_POINTS], *rows = local;
  gw_status status;

  if (image_width < 0 || image_height < 0)
    return GW_STATUS_INVALID;
  for (size_t i = 0; i < ring->n_points; i++)
    if (!_gw_is_point (ring->points[i]))
      return GW_STATUS_INVALID;
  if (ring->n_points > LOCAL_POINTS)
    rows = _gw_array_new (ring->n_points, sizeof (int32_t));
  if (rows == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < ring->n_points; i++)
    rows[i] = first_centre (ring->points[i].y, image_height);
  status = measure_rows (ring, rows, image_width, area);
  if (rows != local)
    free (rows);
  return status;
}
