/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_STAPLE_H
#define GW_STAPLE_H

#include "gw-rle.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* One mask from the masks that several people drew of the same thing: simultaneous
   * truth and performance level estimation. It weighs people by how they err, where a
   * vote counts them alike.
   */

/* Most masks. */
#define GW_STAPLE_MOST_MASKS 64

  typedef struct
  {
    size_t n_rounds;     /* 0 where nobody disagrees */
    bool converged;      /* whether the rates stood still before the last round */
    uint64_t n_disputed; /* pixels on which the masks differ */
    double prior;        /* share of the masks that are set there, on average; NaN where nobody disagrees */
    double confidence;   /* mean IoU of the masks and the result, 0 to 1; 1 of empty ones; NaN of one mask */
  } GwStaple;

  /* masks        n masks of one size, at most GW_STAPLE_MOST_MASKS; an empty one is an
   *              answer too
   * result       the caller's, to be cleared: the pixels that are set with a probability
   *              of one half or more
   * sensitivity  n shares, 0 to 1: how much of what is there, of the disputed pixels, a
   *              person has set; 1 where nobody disagrees. May be NULL
   * specificity  n shares: how much of what is not there a person has left out; likewise
   * out          how it went
   *
   * Pixels on which all agree are what all say, and take no part: else a large
   * background would make everybody specific. Of the others, a round takes the
   * probability of each that it is set by the prior and the rates, and then the rates as
   * shares by that probability, between 1e-6 and 1 less that. Starts with 0.99 for all.
   * The prior stays what it is. Ends when the rates move by less than 1e-6 on average,
   * or after 100 rounds.
   *
   * GW_STATUS_EMPTY without masks: the result is an image of 0 x 0, prior and confidence
   * are NaN. GW_STATUS_INVALID for masks of several sizes or that are none
   * (gw_rle_validate()), GW_STATUS_TOO_LARGE for too many. O(counts * n) and O(n) for each
   * round and way in which masks differ somewhere; memory 16 bytes for each such way,
   * and the counts of the result. No picture is made.
   * Source: Warfield, Zou, Wells, Simultaneous truth and performance level estimation
   * (STAPLE): an algorithm for the validation of image segmentation, IEEE Transactions on
   * Medical Imaging 23 (2004) 903, section II; the restriction to disputed
   * pixels: Rohlfing, Russakoff, Maurer, the same volume, 983.
   */
  GW_PUBLIC gw_status gw_staple (const GwRle *masks, size_t n, GwRle *result, double *sensitivity, double *specificity,
                                 GwStaple *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
