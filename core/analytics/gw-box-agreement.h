/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOX_AGREEMENT_H
#define GW_BOX_AGREEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "gw-box.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Krippendorff's alpha of boxes that several people drew around the same things,
   * with the distance 1 - intersection over union: 1 is perfect.
   *
   * unit        n indices of things, 0 to n_units - 1; -1 is missing
   * box         n boxes, one for each unit and person, in any order; a box with a
   *             number that is not finite is left out
   * n           boxes; 0 is allowed
   * alpha       1 - observed / expected distance; 1 where all boxes are the same
   * n_excluded  boxes left out for the reasons above; may be NULL
   *
   * Units with one box are left out. A box without area has distance 1 from every
   * other. GW_STATUS_UNDEFINED with NaN where no unit has two boxes.
   * GW_STATUS_INVALID for a unit out of range, GW_STATUS_TOO_LARGE beyond 2^31 boxes
   * or units. O(n log n + pairs of boxes of one unit + pairs whose sides overlap from
   * left to right), which is O(n^2) at worst; memory O(n + n_units).
   * Source: Krippendorff, Content Analysis (2004), chapter 11, with another
   * distance.
   */
  GW_PUBLIC gw_status gw_box_agreement_alpha (const int32_t *unit, const GwBox *box, size_t n, size_t n_units,
                                              double *alpha, size_t *n_excluded, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
