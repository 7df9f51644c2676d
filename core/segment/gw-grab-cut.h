/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_GRAB_CUT_H
#define GW_GRAB_CUT_H

#include "gw-pixels.h"
#include "gw-run.h"
#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* GrabCut: from a rough box, and strokes where that was not enough, to the pixels
   * of an object. Two mixtures of Gaussians tell how likely each colour is in the
   * object and in what lies around it, and the cheapest cut through the picture,
   * by them and along its edges, parts the two; this goes round until it has
   * settled. Where a pixel lies in the box counts too: without that, small things
   * among their like come out empty. It is done on a small picture first, and the border is cut again in
   * all pixels, so that the time hardly grows with the size of the box.
   *
   * Source: Rother, Kolmogorov, Blake: GrabCut, ACM Transactions on Graphics 23
   * (2004) 309; the cut by Boykov, Kolmogorov, PAMI 26 (2004) 1124, in a band by
   * Lombaert et al., ICCV 2005.
   */

  /* What is known of a pixel. The numbers are those of OpenCV. */
  enum
  {
    GW_TRIMAP_BACKGROUND = 0,          /* is background, whatever comes out */
    GW_TRIMAP_OBJECT = 1,              /* is object, whatever comes out */
    GW_TRIMAP_PROBABLY_BACKGROUND = 2, /* to be found; begins as background */
    GW_TRIMAP_PROBABLY_OBJECT = 3      /* to be found; begins as object */
  };

#define GW_GRAB_CUT_MOST_ITERATIONS 100
#define GW_GRAB_CUT_MOST_COMPONENTS 8

  typedef struct
  {
    unsigned n_iterations; /* rounds at most of a first result, 1 to 100; they end early when nothing moves */
    double gamma; /* how much a smooth border is worth around a part of 100 x 100 pixels, 0 to 1000; it grows with the
                     side of the part */
    unsigned n_components; /* Gaussians of each mixture, 1 to 8 */
    uint64_t seed;         /* of where the mixtures begin */
  } GwGrabCutOptions;

#define GW_GRAB_CUT_OPTIONS_INIT \
  { \
    5, 20, 5, 0 \
  }

  /* What is known and what was found of each pixel, from which the next call goes on:
   * another stroke is answered in fewer rounds. Not for two threads at once.
   */
  typedef struct _GwGrabCut GwGrabCut;

  /* pixels stay the caller's and must outlive the result; give the part that is in
   * view, cut by gw_pixels_crop(). options NULL: those of GW_GRAB_CUT_OPTIONS_INIT.
   * All pixels begin as background. One byte a pixel is taken. NULL where pixels or
   * options are out of range (status, which may be NULL, says it), or without memory.
   */
  GW_PUBLIC GwGrabCut *gw_grab_cut_new (const GwPixels *pixels, const GwGrabCutOptions *options, gw_status *status);
  GW_PUBLIC void gw_grab_cut_free (GwGrabCut *self);

  /* Starts anew: all is background outside the box; inside it is to be found, and
   * the middle begins as object and the corners as background. A box that is tight
   * around the object serves best; all of the picture does without a middle.
   * GW_STATUS_EMPTY, with nothing changed, when no pixel lies in both the box and the
   * picture. O(pixels).
   */
  GW_PUBLIC gw_status gw_grab_cut_set_box (GwGrabCut *self, int32_t x, int32_t y, int32_t width, int32_t height);

  /* Notes one of the four above of the pixels of a mask, a stroke or a former result,
   * whose image has the size of the pixels (GW_STATUS_INVALID else). Later ones win.
   * O(runs + pixels of the mask).
   */
  GW_PUBLIC gw_status gw_grab_cut_mark (GwGrabCut *self, const GwMask *where, uint8_t value);

  /* Finds the object. What is found is noted as probable, so that the next call goes
   * on from there.
   *
   * object  a mask of the size of the pixels, overwritten; may come out without pixels
   *
   * GW_STATUS_EMPTY when every pixel is background for certain. Where none is so much
   * as probable, the rim of the picture begins as background.
   * The same on any number of threads; it asks run after each round at least.
   */
  GW_PUBLIC gw_status gw_grab_cut_solve (GwGrabCut *self, GwMask *object, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
