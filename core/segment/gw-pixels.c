/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-pixels.h"

#include "gw-mask.h"

gw_status
gw_pixels_validate (const GwPixels *pixels)
{
  if (pixels->width < 0 || pixels->height < 0)
    return GW_STATUS_INVALID;
  if (pixels->width == 0 || pixels->height == 0)
    return GW_STATUS_EMPTY;
  if (pixels->pixels == NULL || pixels->stride < (size_t) pixels->width)
    return GW_STATUS_INVALID;
  if (pixels->width > GW_MASK_MAX_SIDE || pixels->height > GW_MASK_MAX_SIDE
      || (uint64_t) pixels->width * (uint64_t) pixels->height > GW_MASK_MAX_PIXELS
      || pixels->stride > PTRDIFF_MAX / sizeof *pixels->pixels / (size_t) pixels->height)
    return GW_STATUS_TOO_LARGE;

  return GW_STATUS_OK;
}

bool
gw_pixels_crop (const GwPixels *pixels, int32_t *x, int32_t *y, int32_t width, int32_t height, GwPixels *part)
{
  int64_t left = *x > 0 ? *x : 0, top = *y > 0 ? *y : 0;
  int64_t right = (int64_t) *x + width, bottom = (int64_t) *y + height;

  if (gw_pixels_validate (pixels) != GW_STATUS_OK)
    return false;
  right = right < pixels->width ? right : pixels->width;
  bottom = bottom < pixels->height ? bottom : pixels->height;
  if (left >= right || top >= bottom)
    return false;

  part->pixels = pixels->pixels + (size_t) top * pixels->stride + (size_t) left;
  part->width = (int32_t) (right - left);
  part->height = (int32_t) (bottom - top);
  part->stride = pixels->stride;
  *x = (int32_t) left;
  *y = (int32_t) top;

  return true;
}
