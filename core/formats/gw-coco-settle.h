/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* The shape that a COCO file will tell of, so that its box, its area and its
 * outline are those that a reader of the file finds, and writing what was read
 * gives the same bytes: turned boxes and ellipses are the ring of their outline,
 * and numbers are rounded to so many decimals (below 0: as they are). Returns
 * shape itself where it is that already, else room, which is for gw_shape_clear()
 * in any case. O(points).
 */
const GwShape *gw_coco_settle_shape (const GwShape *shape, int decimals, GwShape *room);

G_END_DECLS
