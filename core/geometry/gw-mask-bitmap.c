/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask.h"

#include <string.h>

#include "gw-mask-private.h"

int64_t
_gw_next_set (const uint8_t *bytes, int64_t at, int64_t n)
{
  uint64_t words[4];

  while (at + 32 <= n)
    {
      memcpy (words, bytes + at, 32);
      if ((words[0] | words[1] | words[2] | words[3]) != 0)
        break;
      at += 32;
    }
  while (at < n && bytes[at] == 0)
    at++;
  return at;
}

int64_t
_gw_next_clear (const uint8_t *bytes, int64_t at, int64_t n)
{
  const uint8_t *clear = memchr (bytes + at, 0, (size_t) (n - at));

  return clear != NULL ? clear - bytes : n;
}

static gw_status
check_rows (int32_t width, int32_t height, const uint8_t *rows, size_t stride)
{
  if (width < 0 || height < 0)
    return GW_STATUS_INVALID;
  if (width == 0 || height == 0)
    return GW_STATUS_OK;
  if (rows == NULL || stride < (size_t) width)
    return GW_STATUS_INVALID;
  return stride > SIZE_MAX / (size_t) height ? GW_STATUS_TOO_LARGE : GW_STATUS_OK;
}

gw_status
gw_mask_from_bitmap (int32_t image_width, int32_t image_height, int32_t x, int32_t y, int32_t width, int32_t height,
                     const uint8_t *rows, size_t stride, GwMask *mask)
{
  GwMaskBuilder builder;
  gw_status status = check_rows (width, height, rows, stride);

  if (status != GW_STATUS_OK)
    return status;

  _gw_mask_builder_init (&builder, image_width, image_height);
  for (int64_t row = 0; row < height && width > 0; row++)
    {
      const uint8_t *bytes;

      if (row + y < 0 || row + y >= image_height)
        continue;
      bytes = rows + (size_t) row * stride;
      for (int64_t from = _gw_next_set (bytes, 0, width); from < width;)
        {
          int64_t to = _gw_next_clear (bytes, from, width);

          _gw_mask_builder_add_row (&builder, row + y, from + x, to + x);
          from = _gw_next_set (bytes, to, width);
        }
    }
  return _gw_mask_builder_finish (&builder, mask);
}

gw_status
gw_mask_to_bitmap (const GwMask *mask, int32_t x, int32_t y, int32_t width, int32_t height, uint8_t value,
                   uint8_t *rows, size_t stride)
{
  GwSpanReader reader = { mask, 0, 0, 0 };
  GwSpan span;
  GwRowPiece piece;
  gw_status status = check_rows (width, height, rows, stride);

  if (status != GW_STATUS_OK || width == 0 || height == 0)
    return status;

  for (int32_t row = 0; row < height; row++)
    memset (rows + (size_t) row * stride, 0, (size_t) width);

  while (_gw_span_reader_next (&reader, &span))
    while (_gw_span_take_row (&span, (uint32_t) mask->image_width, &piece))
      {
        int64_t row = piece.row - y;
        int64_t from = piece.from - x > 0 ? piece.from - x : 0;
        int64_t to = piece.to - x < width ? piece.to - x : width;

        if (row >= height)
          return GW_STATUS_OK;
        if (row >= 0 && from < to)
          memset (rows + (size_t) row * stride + from, value, (size_t) (to - from));
      }
  return GW_STATUS_OK;
}
