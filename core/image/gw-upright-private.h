/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-image-info.h"

G_BEGIN_DECLS

/* A JPEG file turned upright without being decoded: its coefficients change
 * places, and nothing is lost. Its colour profile stays, other notes do not. NULL
 * where that cannot be: a side that is mirrored ends within a block, the
 * picture is larger than 64 megapixels or damaged, it was cancelled.
 */
GBytes *_gw_upright_turn_jpeg (GBytes *picture, int orientation, GCancellable *cancellable);

/* Whether the n bytes of an APP2 segment of JPEG are a part of a colour profile. */
gboolean _gw_upright_is_profile (const guint8 *data, gsize n);

/* The picture to, in RGB, with what from says of the meaning of its colours: the profile of JPEG; iCCP, sRGB,
 * gAMA and cHRM of PNG. A profile of other colours than RGB is left out. (transfer full)
 */
GBytes *_gw_upright_keep_colors (GBytes *from, GBytes *to, GwImageFormat format);

G_END_DECLS
