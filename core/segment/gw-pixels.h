/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_PIXELS_H
#define GW_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Pixels of a picture, or of a part of one, as the smart tools read them: each a
   * 32-bit number 0x__RRGGBB, row-major, top row first (the layout of cairo's
   * RGB24). The pixels are the caller's and are never written.
   */
  typedef struct
  {
    const uint32_t *pixels;
    int32_t width;
    int32_t height;
    size_t stride; /* pixels from one row to the next, at least width */
  } GwPixels;

  /* GW_STATUS_OK for a picture of 1 x 1 or more within the limits of gw-mask.h
   * whose stride is at least its width; GW_STATUS_EMPTY when a side is 0;
   * GW_STATUS_INVALID for a negative side, a stride that is too short and pixels
   * that are NULL; GW_STATUS_TOO_LARGE above the limits. Reads no pixel. O(1).
   */
  GW_PUBLIC gw_status gw_pixels_validate (const GwPixels *pixels);

  /* The part of a picture inside a rectangle, which shares its pixels. *x and *y
   * are moved to where the part begins. False, with nothing written, when no pixel
   * of the rectangle lies in the picture, or the picture is not valid. O(1).
   */
  GW_PUBLIC bool gw_pixels_crop (const GwPixels *pixels, int32_t *x, int32_t *y, int32_t width, int32_t height,
                                 GwPixels *part);

#ifdef __cplusplus
}
#endif

#endif
