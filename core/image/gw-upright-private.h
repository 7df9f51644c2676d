/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A JPEG file turned upright without being decoded: its coefficients change
 * places, and nothing is lost. Its colour profile stays, other notes do not. NULL
 * where that cannot be: a side that is mirrored ends within a block, the
 * picture is larger than 64 megapixels or damaged, it was cancelled.
 */
GBytes *_gw_upright_turn_jpeg (GBytes *picture, int orientation, GCancellable *cancellable);

G_END_DECLS
