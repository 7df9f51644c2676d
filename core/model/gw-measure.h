/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers that describe a picture as a whole; which they are is told in
 * gw-image-measure.h.
 */
#define GW_MEASURE_N_FEATURES 48

/* Pictures below are called blurred and dark, unless a person sets other limits. */
#define GW_MEASURE_BLURRED 100.0
#define GW_MEASURE_DARK 40.0

/* What was measured of the picture of an image, and from which file. A change
 * in how pictures are measured comes with a migration that forgets the old
 * measures.
 */
typedef struct
{
  gint64 image_id;
  gint64 bytes; /* of the file that it was measured from */
  gint64 mtime; /* ms UTC */

  gboolean readable; /* FALSE: the file is no picture that can be read; what follows counts for nothing */
  double brightness; /* mean luminance, 0 to 255 */
  double contrast;   /* standard deviation of luminance */
  double sharpness;  /* variance of the Laplacian of luminance: blur is at the low end */
  double saturation; /* mean, 0 to 1 */
  guint64 phash;     /* near-duplicates have codes with few different bits: gw-image-hash.h */
  guint64 dhash;
  float features[GW_MEASURE_N_FEATURES];
} GwMeasure;

G_END_DECLS
