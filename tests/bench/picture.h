/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A picture that is as hard to decode as a photo: shapes, gradients and a
 * little noise; of 12 megapixels some 2 MB as JPEG. (transfer full)
 */
cairo_surface_t *picture_draw (int width, int height, guint seed);

G_END_DECLS
