/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The longer side of the picture that is measured, in pixels: a larger one is
 * shrunk to it by an area filter, a smaller one is measured as it is. Sharpness
 * depends on it.
 */
#define GW_IMAGE_MEASURE_SIDE 512

#define GW_IMAGE_N_FEATURES 48

/* How a picture looks, in numbers. Luminance is that of gw_luminance_shrink(), a
 * byte of 0 to 255; what is transparent all over is black.
 */
typedef struct
{
  double brightness; /* mean luminance */
  double contrast;   /* standard deviation of luminance, with n below the line */
  double sharpness;  /* variance of the Laplacian of luminance (0 1 0, 1 -4 1, 0 1 0), which is mirrored about the
                      * pixels of the edge; blurred pictures are at the low end */
  double saturation; /* mean of (largest - smallest) / largest of the three colours, 0 to 1; black has 0 */

  /* A picture as a point, for charts that put those which look alike near each
   * other. All are 0 to 1:
   *
   *   0- 2  mean of red, green, blue
   *   3- 5  standard deviation of them
   *   6-21  mean luminance of 4 by 4 fields, row by row
   *  22-37  of each quarter, row by row, where luminance changes across, down to the
   *         right, down, down to the left: its part of all change
   *  38-45  hue from red over green and blue, in eighths: the mean chroma that has it
   *  46     mean slope of luminance, a byte for a pixel being 1
   *  47     mean saturation
   */
  float features[GW_IMAGE_N_FEATURES];
} GwImageMeasure;

/**
 * gw_image_measure:
 * @surface: an image surface, RGB24 or ARGB32, as gw_decode_bytes() gives it
 * @measure: (out caller-allocates)
 *
 * Some 3 ms for the largest picture that is not shrunk. Thread-safe.
 *
 * Returns: FALSE where there is no memory or the surface has no pixels
 */
gboolean gw_image_measure (cairo_surface_t *surface, GwImageMeasure *measure);

G_END_DECLS
