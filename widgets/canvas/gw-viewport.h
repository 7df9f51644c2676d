/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* Where a picture lies in a view, and how large it is shown. Plain values,
 * no toolkit; all lengths of the view are device pixels.
 *
 * Picture point (px, py) is seen at (x + px * zoom, y + py * zoom). The
 * offset is kept exact, so that zooming in and out again comes back to the
 * same place, and drawn at whole pixels (gw_viewport_get_origin()), so that
 * what is drawn once can be moved without drawing it again. The conversions
 * below use what is drawn.
 */
typedef struct
{
  double view_width;
  double view_height;
  int image_width;
  int image_height;
  double zoom; /* device pixels per picture pixel */
  double x;
  double y;
} GwViewport;

#define GW_VIEWPORT_MIN_ZOOM 0.02
#define GW_VIEWPORT_MAX_ZOOM 64.0

/* Free room around a fitted picture; at the bottom there is more, for what
 * floats there. Small views have less.
 */
typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} GwViewportMargin;

void gw_viewport_init (GwViewport *self);

/* Zoom is brought into its range; a number that is not finite gives 1. */
double gw_viewport_clamp_zoom (double zoom);

/* The next or previous of the even steps that buttons and keys take (…,
 * 50 %, 67 %, 100 %, 125 %, …): never the same value unless at the end.
 */
double gw_viewport_step_zoom (double zoom, int direction);

/* The part of the view that a fitted picture may take: a margin takes at
 * most an eighth of the view on each side.
 */
GwBox gw_viewport_get_room (const GwViewport *self, const GwViewportMargin *margin);

/* The zoom at which the whole picture shows inside the margin. Pictures
 * smaller than the view grow, at most to `largest`.
 */
double gw_viewport_get_fit_zoom (const GwViewport *self, const GwViewportMargin *margin, double largest);

/* Shows the whole picture in the middle of what the margin leaves. */
void gw_viewport_fit (GwViewport *self, const GwViewportMargin *margin, double largest);

/* The view has another size: the picture point in its middle stays there. */
void gw_viewport_resize (GwViewport *self, double width, double height);

/* Zooms so that the picture point seen at (at_x, at_y) stays there. */
void gw_viewport_zoom_at (GwViewport *self, double zoom, double at_x, double at_y);

void gw_viewport_pan (GwViewport *self, double dx, double dy);

/* Brings a picture point to the middle of the view. */
void gw_viewport_center (GwViewport *self, double image_x, double image_y);

/* Shows a part of the picture as large as the margin lets it be, at most
 * at `largest`.
 */
void gw_viewport_show_box (GwViewport *self, const GwBox *box, const GwViewportMargin *margin, double largest);

/* Pans as little as it takes to have the box, with `slack` device pixels
 * around it, in view; its middle where it is larger. TRUE when it panned.
 */
gboolean gw_viewport_reveal (GwViewport *self, const GwBox *box, double slack);

/* Pulls the picture back when less than a corner of it is in view. */
void gw_viewport_clamp (GwViewport *self);

/* The picture's top-left corner as it is drawn: whole device pixels. */
void gw_viewport_get_origin (const GwViewport *self, double *x, double *y);

GwPoint gw_viewport_to_image (const GwViewport *self, double view_x, double view_y);
GwPoint gw_viewport_to_view (const GwViewport *self, double image_x, double image_y);

/* The part of the picture's plane in view, in picture pixels; it may lie
 * partly outside of the picture.
 */
GwBox gw_viewport_get_visible (const GwViewport *self);

/* Whether a part of the picture is out of view. */
gboolean gw_viewport_is_larger (const GwViewport *self);

G_END_DECLS
