/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* What dragging a handle makes of a box inside an image. */

/* Which edges a handle moves: -1 the left or top one, 1 the other, 0 none. */
typedef struct
{
  int x;
  int y;
} GwResizeHandle;

/* One axis of a resize: the edge that the handle holds goes to `at`, past the
 * other one too. With centred the other edge goes the other way.
 */
void _gw_resize_axis (int side, double at, gboolean centred, double size, double *start, double *length);

/* Makes the box keep the proportions that it had, as large as the one that was
 * dragged in its longer measure, from the edges that stay. size of the image:
 * width, height.
 */
void _gw_resize_in_proportion (const GwBox *from, GwResizeHandle handle, gboolean centred, double width, double height,
                               GwBox *to);

G_END_DECLS
