/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tool.h"

G_BEGIN_DECLS

/* What tools say of points that have names, and do to them. */

/* The point of a new object that is next: overlay->step. */
void _gw_named_points_write_step (GwToolOverlay *overlay, const GwSkeleton *skeleton, guint next);

/* The one that was set last: overlay->point. */
void _gw_named_points_write_last (GwToolOverlay *overlay, const GwSkeleton *skeleton, guint last,
                                  GwVisibility visibility);

/* One point of an object: overlay->point. Nothing for what is no point set. */
void _gw_named_points_write (GwToolOverlay *overlay, GwDocument *document, GwObject *object, gsize index);

/* The point with a name that is next to a place. FALSE: the object has none. */
gboolean _gw_named_points_find (GwDocument *document, GwObject *object, GwPoint at, gsize *index);

/* A point goes: with a name it is absent from now on, as the others keep their
 * places. FALSE where it has to stay.
 */
gboolean _gw_named_points_take_out (GwDocument *document, GwObject *object, gsize ring, gsize index);

/* Hidden becomes visible, and the reverse. */
gboolean _gw_named_points_toggle (GwDocument *document, GwObject *object, gsize index);

G_END_DECLS
