/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_COOCCURRENCE_H
#define GW_COOCCURRENCE_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Which classes lie together on images.
   *
   * image             n image indices, 0 to n_images - 1, one for each object
   * label             n class indices, 0 to n_classes - 1; -1 is missing
   * n                 objects; 0 is allowed and gives zeros
   * with_both         n_classes * n_classes counts, row-major: images that hold
   *                   both classes at least once; on the diagonal images with one
   * jaccard           n_classes * n_classes shares: images with both / images with
   *                   either; NaN where no image has either. May be NULL
   * objects_of_class  n_classes counts of objects; may be NULL
   * objects_of_image  n_images counts of objects; may be NULL
   * n_excluded        objects left out because the label is missing; may be NULL
   *
   * GW_STATUS_INVALID for an index out of range, GW_STATUS_TOO_LARGE when
   * n_classes^2 overflows or a number of objects, images or classes
   * exceeds 2^31; nothing is written then.
   * O(n + sum over images of classes^2 + n_classes^2), memory for 2 n numbers.
   * Source: Jaccard, The distribution of the flora in the alpine zone, New
   * Phytologist 11 (1912) 37.
   */
  GW_PUBLIC gw_status gw_cooccurrence (const int32_t *image, const int32_t *label, size_t n, size_t n_images,
                                       size_t n_classes, uint64_t *with_both, double *jaccard,
                                       uint64_t *objects_of_class, uint64_t *objects_of_image, size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
