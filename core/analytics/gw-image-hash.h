/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_IMAGE_HASH_H
#define GW_IMAGE_HASH_H

#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Codes of 64 bits that are near each other where pictures look alike. Bits are
   * in row-major order, the first the highest. What goes in is luminance, resized
   * before, in any unit.
   */

#define GW_IMAGE_PHASH_SIDE 32
#define GW_IMAGE_DHASH_ROWS 8
#define GW_IMAGE_DHASH_COLUMNS 9

  /* The code of the low frequencies: bit = cosine coefficient above the median of
   * the 8 x 8 lowest, the mean included.
   *
   * luminance  32 * 32 finite numbers, row-major, else GW_STATUS_INVALID
   * code       the hash
   *
   * O(1), no memory taken.
   * Source: Zauner, Implementation and benchmarking of perceptual image hash
   * functions (2010), as imagehash.phash has it.
   */
  GW_PUBLIC gw_status gw_image_phash (const double *luminance, uint64_t *code);

  /* The code of the gradients: bit = brighter than the pixel left of it.
   *
   * luminance  8 rows of 9 finite numbers, row-major, else GW_STATUS_INVALID
   * code       the hash
   *
   * O(1), no memory taken. Source: imagehash.dhash.
   */
  GW_PUBLIC gw_status gw_image_dhash (const double *luminance, uint64_t *code);

  /* The number of bits in which two codes differ, 0 to 64. */
  GW_PUBLIC unsigned gw_image_hash_distance (uint64_t a, uint64_t b);

#ifdef __cplusplus
}
#endif

#endif
