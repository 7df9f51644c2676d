/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_WAND_H
#define GW_WAND_H

#include "gw-mask.h"
#include "gw-pixels.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The longest side of the square that makes the colour of a seed. */
#define GW_WAND_MAX_SAMPLE 31

  typedef struct
  {
    double tolerance; /* 0 to 255: how far a pixel's colour may be from the seed's, in the channel that differs most */
    int32_t sample;   /* the side of the square around the seed whose mean is the seed's colour: odd, from 1 (the pixel
                         alone) to GW_WAND_MAX_SAMPLE; what lies outside of the picture does not count */
    bool contiguous;  /* only what hangs together with the seed */
    bool eight;       /* over corners too, not over sides alone */
  } GwWandOptions;

/* What a tool begins with. */
#define GW_WAND_OPTIONS_INIT \
  { \
    24.0, 3, true, false \
  }

  /* The region of similar colour around a pixel. The pixel itself always belongs to
   * it, whatever the tolerance. Pixels are compared with the seed, never with their
   * neighbours, so the region grows with the tolerance and only grows.
   *
   * mask  of the pixels' size; made as gw-mask.h says
   *
   * GW_STATUS_INVALID when (x, y) is outside of the picture or an option is out of
   * range. O(pixels), a byte of memory for each and eight for each run of the rows.
   * Source of the labels of runs: K. Wu, E. Otoo, K. Suzuki, Optimizing two-pass
   * connected-component labeling algorithms, Pattern Anal. Applic. 12 (2009).
   */
  GW_PUBLIC gw_status gw_wand (const GwPixels *pixels, int32_t x, int32_t y, const GwWandOptions *options, GwMask *mask,
                               const GwRun *run);

  /* The same in two steps, for a tolerance that changes while it is looked at: the
   * distances of all pixels from the seed's colour are kept, a byte a pixel.
   */
  typedef struct _GwWand GwWand;

  /* sample  as in GwWandOptions
   * status  may be NULL
   *
   * NULL where the status says why. The pixels are not needed afterwards.
   */
  GW_PUBLIC GwWand *gw_wand_new (const GwPixels *pixels, int32_t x, int32_t y, int32_t sample, gw_status *status,
                                 const GwRun *run);
  GW_PUBLIC void gw_wand_free (GwWand *self);

  /* The region, equal to what gw_wand() gives with these options; their sample is not
   * looked at. Several threads may ask one GwWand at a time.
   */
  GW_PUBLIC gw_status gw_wand_region (const GwWand *self, const GwWandOptions *options, GwMask *mask, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
