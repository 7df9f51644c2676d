/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether a WebP file says that it is an animation. */
gboolean _gw_webp_is_animation (const guint8 *data, gsize size);

/* The first frame of an animation as a still WebP file of its own. Errors:
 * GW_ERROR_INVALID or GW_ERROR_TRUNCATED when it holds no whole frame,
 * GW_ERROR_UNSUPPORTED when the frame covers a part of the picture only.
 */
GBytes *_gw_webp_get_first_frame (const guint8 *data, gsize size, GError **error);

G_END_DECLS
