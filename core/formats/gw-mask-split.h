/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* The connected regions of a mask, in the order of their first pixels; pixels that touch at a
 * corner are connected. parts (out) (transfer full) (element-type GwMask): to be cleared one by
 * one. GW_STATUS_TOO_LARGE where there are more than most, and for masks above the limits. Takes
 * time and memory for each stretch of pixels in a row.
 */
gw_status gw_mask_split (const GwMask *mask, guint most, GArray **parts);
void gw_mask_split_free (GArray *parts);

G_END_DECLS
