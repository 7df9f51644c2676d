/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MASK_MORPHOLOGY_H
#define GW_MASK_MORPHOLOGY_H

#include "gw-mask.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Masks made larger, smaller, whole and smooth. As in gw-mask.h a function
 * overwrites its result without freeing what was there, and inputs are expected
 * to keep the promises of the type. A mask without pixels is no failure: what is
 * made of it has none either.
 *
 * Pixels hang together over their sides and corners; clear pixels over their
 * sides only, so that a ring whose pixels touch at corners encloses something.
 */

/* The largest radius, in pixels. */
#define GW_MASK_MAX_RADIUS 1024.0

/* Most parts that gw_mask_split_parts() makes. */
#define GW_MASK_MAX_PARTS ((size_t) 1 << 16)

  /* The pixels at most radius away from a set one, from centre to centre, exactly.
   *
   * radius  0 to GW_MASK_MAX_RADIUS; below 1 gives a copy
   *
   * O(runs + runs made + radius * pixels of the rectangle / 64): of 12 megapixels
   * about 5 ms at a radius of 10. GW_STATUS_INVALID for other radii.
   */
  GW_PUBLIC gw_status gw_mask_grow (const GwMask *mask, double radius, GwMask *result);

  /* The set pixels farther than radius from every clear one. What lies outside of
   * the image is not clear: a mask does not leave the image's border, where the
   * object commonly goes on. So it is what is left of the image when what is not
   * the mask grows. The rest as above.
   */
  GW_PUBLIC gw_status gw_mask_shrink (const GwMask *mask, double radius, GwMask *result);

  /* Sets the pixels of holes of at most `largest` pixels; UINT64_MAX: of all. A
   * hole is clear, and enclosed: what reaches the image's border is none.
   * O(runs + rows).
   */
  GW_PUBLIC gw_status gw_mask_fill_holes (const GwMask *mask, uint64_t largest, GwMask *result);

  /* Without the parts of fewer pixels than `smallest`: with 0 or 1 a copy, and
   * without any pixels where all parts are smaller. O(runs + rows).
   */
  GW_PUBLIC gw_status gw_mask_remove_specks (const GwMask *mask, uint64_t smallest, GwMask *result);

  /* Takes stairs and frays off the border: a pixel is set when more than half of
   * the pixels at most radius away from it are (those inside of the image; of
   * equal numbers it stays as it was). Straight borders stay where they are;
   * strips and gaps narrower than about radius go.
   *
   * radius  0 to GW_MASK_MAX_RADIUS; 1.5 to 3 suits what was painted
   *
   * O(what growing takes + radius * pixels within radius of the border).
   */
  GW_PUBLIC gw_status gw_mask_smooth (const GwMask *mask, double radius, GwMask *result);

  /* The parts that do not hang together, the largest first and of equal ones the
   * topmost.
   *
   * eight    over corners too; false: over sides only
   * parts    n_parts masks of the same image, which gw_masks_free() frees; NULL
   *          with 0 for a mask without pixels
   *
   * O(runs log runs + rows). GW_STATUS_TOO_LARGE above GW_MASK_MAX_PARTS.
   */
  GW_PUBLIC gw_status gw_mask_split_parts (const GwMask *mask, bool eight, GwMask **parts, size_t *n_parts);

  /* Frees n masks and the array of them. NULL is allowed. */
  GW_PUBLIC void gw_masks_free (GwMask *masks, size_t n);

  /* The enclosed clear region around a pixel: the region alone, without the mask,
   * for the mask may be of several objects that enclose it together.
   * GW_STATUS_UNDEFINED where the pixel is set or its region reaches the image's
   * border; GW_STATUS_INVALID for a pixel outside of the image. O(runs + rows).
   */
  GW_PUBLIC gw_status gw_mask_fill_region (const GwMask *mask, int32_t x, int32_t y, GwMask *result);

  /* What gw_mask_clean() does, each as the function of its name takes it. */
  typedef struct
  {
    uint64_t hole;  /* the largest hole that is filled; 0: none */
    uint64_t speck; /* parts of fewer pixels go; 0: none */
    double smooth;  /* the radius; 0: as it is */
  } GwMaskCleaning;

  /* Fills holes, removes specks and smooths. Of holes and specks none is left, also
   * not of those that smoothing made.
   */
  GW_PUBLIC gw_status gw_mask_clean (const GwMask *mask, const GwMaskCleaning *cleaning, GwMask *result);

#ifdef __cplusplus
}
#endif

#endif
