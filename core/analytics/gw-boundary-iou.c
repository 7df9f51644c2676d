/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-boundary-iou.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"

/* Sets the pixels, in columns from `left` on, that are `distance` and more away
 * from both ends of their run within the column.
 */
static void
paint_shrunk (const GwRle *mask, uint64_t left, uint32_t distance, uint8_t *columns)
{
  uint64_t height = (uint64_t) mask->height, position = 0;

  for (size_t i = 1; i < mask->n_counts; i += 2)
    {
      uint64_t from = position + mask->counts[i - 1];
      uint64_t end = from + mask->counts[i];

      /* Runs that only runs of 0 part are one. */
      for (; i + 2 < mask->n_counts && mask->counts[i + 1] == 0; i += 2)
        end += mask->counts[i + 2];
      position = end;
      while (from < end)
        {
          uint64_t column_end = (from / height + 1) * height;
          uint64_t to = column_end < end ? column_end : end;

          if (to - from > 2 * (uint64_t) distance)
            memset (columns + (from - left * height) + distance, 1, (size_t) (to - from - 2 * (uint64_t) distance));
          from = to;
        }
    }
}

/* From pixels whose column is set around them to those whose whole square is, in
 * place. reach counts in each row how many columns up to here are set.
 */
static void
shrink_rows (uint8_t *columns, size_t n_columns, size_t height, uint32_t distance, uint32_t *reach)
{
  uint64_t width = 2 * (uint64_t) distance + 1;

  for (size_t x = 0; x < n_columns; x++)
    {
      const uint8_t *column = columns + x * height;

      for (size_t y = 0; y < height; y++)
        reach[y] = column[y] != 0 ? reach[y] + 1 : 0;
      if (x < distance)
        continue;
      for (size_t y = 0; y < height; y++)
        columns[(x - distance) * height + y] = reach[y] >= width;
    }
  /* The last ones have too few to their right. */
  for (size_t x = n_columns > distance ? n_columns - distance : 0; x < n_columns; x++)
    memset (columns + x * height, 0, height);
}

/* The pixels that have only set ones within distance columns and rows. */
static gw_status
shrink (const GwRle *mask, uint32_t distance, GwRle *shrunk)
{
  GwBox bounds;
  size_t height = (size_t) mask->height, n_columns;
  uint8_t *columns = NULL;
  uint32_t *reach = NULL;
  gw_status status;

  if (gw_rle_bounds (mask, &bounds) == GW_STATUS_EMPTY)
    return gw_rle_copy (mask, shrunk);

  n_columns = (size_t) bounds.width;
  columns = GW_NEW0 (uint8_t, n_columns * height);
  reach = GW_NEW0 (uint32_t, height);
  status = columns != NULL && reach != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    {
      paint_shrunk (mask, (uint64_t) bounds.x, distance, columns);
      shrink_rows (columns, n_columns, height, distance, reach);
      status = gw_rle_from_columns (mask->height, (int32_t) n_columns, columns, shrunk);
    }
  if (status == GW_STATUS_OK)
    {
      /* To the whole image: the last column is clear, so the last run is too. */
      shrunk->width = mask->width;
      shrunk->counts[0] += (uint32_t) ((uint64_t) bounds.x * height);
      shrunk->counts[shrunk->n_counts - 1] += (uint32_t) (((uint64_t) mask->width - (uint64_t) bounds.x - n_columns)
                                                          * height);
    }
  free (columns);
  free (reach);

  return status;
}

gw_status
gw_boundary_iou (const GwRle *a, const GwRle *b, double ratio, GwBoundaryIou *result)
{
  GwRle inner_a = GW_RLE_INIT, inner_b = GW_RLE_INIT;
  uint64_t both, either;
  GwBoundaryIou made;
  gw_status status;

  if (a->height != b->height || a->width != b->width || !(ratio >= 0 && ratio <= 1))
    return GW_STATUS_INVALID;

  made.distance = (uint32_t) fmax (1, rint (ratio * hypot (a->height, a->width)));
  status = shrink (a, made.distance, &inner_a);
  if (status == GW_STATUS_OK)
    status = shrink (b, made.distance, &inner_b);
  if (status == GW_STATUS_OK)
    {
      /* A band is a mask without its inner part, which lies within it. */
      made.area_a = gw_rle_area (a) - gw_rle_area (&inner_a);
      made.area_b = gw_rle_area (b) - gw_rle_area (&inner_b);
      both = gw_rle_shared_area (a, b) - gw_rle_shared_area (&inner_a, b) - gw_rle_shared_area (a, &inner_b)
             + gw_rle_shared_area (&inner_a, &inner_b);
      either = made.area_a + made.area_b - both;
      made.iou = either > 0 ? (double) both / (double) either : 0;
      *result = made;
    }
  gw_rle_clear (&inner_a);
  gw_rle_clear (&inner_b);

  return status;
}
