/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "gw-image-info.h"

G_BEGIN_DECLS

/* Rows between two looks at the cancellable: under a millisecond. */
#define GW_DECODE_ROWS_PER_CHECK 16

/* One decoder for each library. info has been read and lies within the
 * limits. They never fail with a warning and an error at once.
 */
typedef cairo_surface_t *(*GwDecodeFunc) (const guint8 *data, gsize size, int min_side, const GwImageInfo *info,
                                          GCancellable *cancellable, GError **warning, GError **error);

cairo_surface_t *_gw_decode_png (const guint8 *data, gsize size, int min_side, const GwImageInfo *info,
                                 GCancellable *cancellable, GError **warning, GError **error);
cairo_surface_t *_gw_decode_jpeg (const guint8 *data, gsize size, int min_side, const GwImageInfo *info,
                                  GCancellable *cancellable, GError **warning, GError **error);
cairo_surface_t *_gw_decode_pixbuf (const guint8 *data, gsize size, int min_side, const GwImageInfo *info,
                                    GCancellable *cancellable, GError **warning, GError **error);

/* Turns a row of bytes B, G, R, A (A, R, G, B where the most significant
 * byte comes first) into cairo's premultiplied form, with its rounding.
 */
void _gw_premultiply_row (guint32 *row, int n);

G_END_DECLS
