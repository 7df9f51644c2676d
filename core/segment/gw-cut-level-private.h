/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CUT_LEVEL_PRIVATE_H
#define GW_CUT_LEVEL_PRIVATE_H

#include "gw-mixture-private.h"
#include "gw-pixels.h"
#include "gw-run.h"
#include "gw-shape.h"

/* How much rather a pixel is of the object for where it lies in the box that a person
 * drew around it: the logarithm of odds, highest in the middle, 0 on a line that
 * touches the sides, and below it in the corners. x and y are of its centre. Without
 * a box (of no width) and outside of it 0.
 *
 * Without it the cut of a small thing among its like is nothing at all: a box around
 * each car and person of the CamVid pictures gave an IoU of 0.13, as OpenCV's does,
 * and 0.7 with it.
 */
double _gw_cut_prior (const GwBox *box, double x, double y);

/* A part of a picture in which GrabCut looks for the border, in all pixels or in
 * squares of `factor` pixels.
 */
typedef struct
{
  int32_t x; /* where it begins in the picture; may be left of it, or above */
  int32_t y;
  int32_t width; /* in squares */
  int32_t height;
  int32_t factor;
  uint32_t *colours; /* the means of what the squares have of the picture */
  uint8_t *known;    /* as GW_TRIMAP_: what is certain, and what is taken for probable */
} GwCutLevel;

/* Of a rectangle of which each square has a pixel in the picture, with the known of its pixels (rows of the width of
 * the picture). A square with any certain pixel is certain.
 */
gw_status _gw_cut_level_init (GwCutLevel *self, const GwPixels *pixels, const uint8_t *trimap, int32_t x, int32_t y,
                              int32_t width, int32_t height, int32_t factor);
void _gw_cut_level_clear (GwCutLevel *self);

/* How many pixels a level has. */
static inline size_t
_gw_cut_level_n (const GwCutLevel *self)
{
  return (size_t) self->width * (size_t) self->height;
}

/* Takes over, in a level of pixels, what one of larger squares found of the same
 * place: near its border it stays to be found, elsewhere it becomes certain.
 */
void _gw_cut_level_narrow (GwCutLevel *self, const GwCutLevel *coarse);

/* Parts what is probable by the cheapest cut, from what the mixtures say of it, the
 * object's first, its place in the box, and its edges. *n_changed are those that moved. The call tells run
 * a share of `from` to `to`.
 */
gw_status _gw_cut_level_cut (GwCutLevel *self, const GwMixture mixtures[2], const GwBox *box, double gamma,
                             size_t *n_changed, const GwRun *run, double from, double to);

#endif
