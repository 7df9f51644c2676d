/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-mask.h"
#include "gw-pixels.h"

G_BEGIN_DECLS

/* Objects of pictures whose true pixels are known, for tests and benches of the
 * smart tools. The sets:
 *
 * "cells", "street"  of the sample: objects of 300 pixels or more of which more than
 *                    half is seen
 * "seg-camvid", "seg-labelme"  photographs: those of tests/data/segment/grab-cut.tsv,
 *                    which have 400 pixels or more
 */
typedef struct
{
  const char *set;
  GwPixels pixels;
  GwMask truth;
  double opencv; /* the IoU of OpenCV's GrabCut from the tight box; -1 with the sample */
} KnownObject;

typedef void (*KnownObjectFunc) (const KnownObject *object, gpointer data);

/* Calls func with every so manieth object of every so manieth picture; of photographs
 * every so manieth object of all counts. FALSE where the data are not here.
 */
gboolean known_objects_foreach (const char *set, guint every_picture, guint every_object, KnownObjectFunc func,
                                gpointer data);

G_END_DECLS
