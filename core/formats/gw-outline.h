/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-polygon.h"

G_BEGIN_DECLS

/* The outer rings of an even-odd polygon, for formats without holes. bridge:
 * each hole is joined to its ring by a bridge of no width, from the hole's
 * leftmost point to the nearest point of the ring; else holes are dropped.
 * (element-type GwRing) (transfer full): the array frees the rings.
 */
GPtrArray *gw_outlines_new (const GwPolygon *polygon, gboolean bridge);

/* The rings of a mask, as above, simplified by tolerance pixels (0: corners
 * along the edges of pixels). agreements (nullable, of double) gets the
 * intersection over union of each traced ring with its simplified form, holes
 * too: 1 where nothing changed.
 */
GPtrArray *gw_outlines_new_for_mask (const GwMask *mask, gboolean bridge, double tolerance, GArray *agreements);

/* Makes one ring of all, joined by bridges of no width from each one's leftmost
 * point to the nearest of those before it.
 */
void gw_outlines_join (GPtrArray *outlines);

G_END_DECLS
