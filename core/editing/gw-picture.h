/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-pixels.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* The pixels of the picture that is being labeled, as the smart tools read
 * them. Never changes once it is made, so that workers can read it. Counted;
 * all functions are thread-safe.
 *
 * Of a very large picture there may be a smaller one only: scale then is less
 * than 1. A pixel of it covers 1 / scale picture pixels in each direction.
 */
typedef struct _GwPicture GwPicture;

/**
 * gw_picture_new:
 * @pixels: what must stay as it is until @free_owner is called
 * @scale: pixels of it per picture pixel, above 0, at most 1
 * @owner: (transfer full): whom the pixels belong to
 */
GwPicture *gw_picture_new (const GwPixels *pixels, double scale, gpointer owner, GDestroyNotify free_owner);
GwPicture *gw_picture_ref (GwPicture *self);
void gw_picture_unref (GwPicture *self);

const GwPixels *gw_picture_get_pixels (GwPicture *self);
double gw_picture_get_scale (GwPicture *self);

/* The pixels under a box of picture coordinates, whole pixels outwards, cut to
 * the picture; an empty box stands for all of it. x and y are where they begin,
 * in pixels of the (perhaps smaller) picture. FALSE when none lies in it.
 */
gboolean gw_picture_crop (GwPicture *self, const GwBox *box, GwPixels *part, int *x, int *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPicture, gw_picture_unref)

G_END_DECLS
