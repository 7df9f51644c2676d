/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-polygon.h"

G_BEGIN_DECLS

/* The outer rings of an even-odd polygon, for formats without holes. bridge:
 * each hole is joined to its ring by a bridge of no width, from the hole's
 * leftmost point to the nearest point of the ring; else holes are dropped.
 * The time grows with the rings times the corners. Where that is too much, complete (nullable) is FALSE: what
 * is a hole is then told by which way it runs, or holes are dropped that would have been joined; a second or two.
 * (element-type GwRing) (transfer full): the array frees the rings.
 */
GPtrArray *gw_outlines_new (const GwPolygon *polygon, gboolean bridge, gboolean *complete);

/* Whether the outlines are complete, for those who tell what is lost. At once for what has a few thousand corners. */
gboolean gw_outlines_are_complete (const GwPolygon *polygon, gboolean bridge);

/* The rings of a mask, as above, simplified by tolerance pixels (0: corners
 * along the edges of pixels). agreements (nullable, of double) gets the
 * intersection over union of each traced ring with its simplified form, holes
 * too: 1 where nothing changed.
 */
GPtrArray *gw_outlines_new_for_mask (const GwMask *mask, gboolean bridge, double tolerance, GArray *agreements,
                                     gboolean *complete);

/* Makes one ring of all, joined by bridges of no width from each one's leftmost
 * point to the nearest of those before it. Where they are too many, they stay as they are.
 */
void gw_outlines_join (GPtrArray *outlines);
gboolean gw_outlines_can_join (const GPtrArray *outlines);

/* The outline of a mask that is one part (gw_mask_split_parts() without corners), with corners along the
 * edges of pixels and its holes joined to it by bridges: rasterised it is the mask again. Its
 * time grows with the holes times the corners; NULL above most of these, or without memory.
 * (transfer full) (nullable)
 */
GwRing *gw_outline_new_for_part (const GwMask *part, guint64 most);
void gw_outline_free (GwRing *outline);

G_END_DECLS
