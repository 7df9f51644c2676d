/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-mask-picture.h"
#include "gw-record.h"

G_BEGIN_DECLS

/* The class id of the number of a class in a picture; 0: of pixels without one, -1: of a number that
 * means none. crowd (nullable) is set for one whose pixels without a number of their own are of
 * several objects.
 */
typedef gint64 (*GwCityscapesClassFunc) (gint64 number, gboolean *crowd, gpointer data);

/* What could not be used. */
typedef struct
{
  guint n_values;
  guint64 n_pixels;
  guint32 first; /* of the values */
} GwCityscapesUnknown;

/* Appends a mask object for each class, and with instances for each object, of a picture of
 * numbers; in the order of the numbers. With split, pixels of a class that are of no object by
 * themselves are one for each connected region. FALSE where they are too many, or too large for
 * memory.
 */
gboolean gw_cityscapes_masks_add (GwRecord *record, const GwMaskPicture *picture, gboolean instances, gboolean split,
                                  GwCityscapesClassFunc func, gpointer data, GwCityscapesUnknown *unknown);

G_END_DECLS
