/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* Between pictures of numbers and masks. */

#define GW_REGION_NONE G_MAXUINT32

/* Writes the region of each pixel of row y into out: below n_regions, or
 * GW_REGION_NONE. Called twice for each row, in order.
 */
typedef void (*GwRegionRowFunc) (int y, guint32 *out, gpointer data);

/* The mask of each region, run by run: one pass for the rectangles, one for the
 * runs. masks: n_regions of them, not initialised; those of regions without
 * pixels come out empty. All are to be cleared, on a failure too.
 * GW_STATUS_TOO_LARGE above the limits of masks.
 */
gw_status gw_mask_regions_find (int width, int height, guint n_regions, GwRegionRowFunc func, gpointer data,
                                GwMask *masks);

/* Paints a shape by the half-open centre rule, value where it is set, into
 * height rows of width bytes. Of the pixels that had another value than blank
 * and value, the number is added to hidden (nullable). FALSE for a shape that
 * cannot be painted; one without pixels is.
 */
gboolean gw_mask_regions_paint (const GwShape *shape, int width, int height, guint8 value, guint8 blank, guint8 *rows,
                                guint64 *hidden);

/* The same into rows of width numbers. */
gboolean gw_mask_regions_paint_number (const GwShape *shape, int width, int height, guint32 value, guint32 *rows);

G_END_DECLS
