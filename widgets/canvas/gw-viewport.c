/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-viewport.h"

#include <math.h>

/* So much of the picture, in device pixels, always stays in view. */
#define KEEP_IN_VIEW 48.0

static const double zoom_steps[] = {
  0.02, 0.03, 0.04, 0.05, 0.067, 0.083, 0.10, 0.125, 0.167, 0.20, 0.25, 0.33, 0.50, 0.67, 0.80, 1.0,
  1.25, 1.50, 2.0,  2.5,  3.0,   4.0,   5.0,  6.0,   8.0,   10.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0,
};

void
gw_viewport_init (GwViewport *self)
{
  *self = (GwViewport) { .zoom = 1.0 };
}

double
gw_viewport_clamp_zoom (double zoom)
{
  if (!isfinite (zoom))
    return 1.0;
  return CLAMP (zoom, GW_VIEWPORT_MIN_ZOOM, GW_VIEWPORT_MAX_ZOOM);
}

double
gw_viewport_step_zoom (double zoom, int direction)
{
  guint n = G_N_ELEMENTS (zoom_steps);

  /* A step of less than 2 % would look like nothing happened. */
  if (direction > 0)
    {
      for (guint i = 0; i < n; i++)
        if (zoom_steps[i] > zoom * 1.02)
          return zoom_steps[i];
      return GW_VIEWPORT_MAX_ZOOM;
    }

  for (guint i = n; i > 0; i--)
    if (zoom_steps[i - 1] < zoom / 1.02)
      return zoom_steps[i - 1];
  return GW_VIEWPORT_MIN_ZOOM;
}

static gboolean
is_empty (const GwViewport *self)
{
  return self->image_width <= 0 || self->image_height <= 0 || self->view_width <= 0 || self->view_height <= 0;
}

GwBox
gw_viewport_get_room (const GwViewport *self, const GwViewportMargin *margin)
{
  double left = MIN (margin->left, self->view_width / 8);
  double right = MIN (margin->right, self->view_width / 8);
  double top = MIN (margin->top, self->view_height / 8);
  double bottom = MIN (margin->bottom, self->view_height / 8);

  return (GwBox) { left, top, MAX (self->view_width - left - right, 1), MAX (self->view_height - top - bottom, 1) };
}

static double
fit_zoom (double width, double height, const GwBox *room, double largest)
{
  double zoom = MIN (room->width / MAX (width, 1e-6), room->height / MAX (height, 1e-6));

  return gw_viewport_clamp_zoom (MIN (zoom, largest));
}

double
gw_viewport_get_fit_zoom (const GwViewport *self, const GwViewportMargin *margin, double largest)
{
  GwBox room;

  if (is_empty (self))
    return 1.0;

  room = gw_viewport_get_room (self, margin);
  return fit_zoom (self->image_width, self->image_height, &room, largest);
}

void
gw_viewport_fit (GwViewport *self, const GwViewportMargin *margin, double largest)
{
  GwBox room = gw_viewport_get_room (self, margin);

  self->zoom = gw_viewport_get_fit_zoom (self, margin, largest);
  self->x = room.x + (room.width - self->image_width * self->zoom) / 2;
  self->y = room.y + (room.height - self->image_height * self->zoom) / 2;
}

void
gw_viewport_resize (GwViewport *self, double width, double height)
{
  self->x += (width - self->view_width) / 2;
  self->y += (height - self->view_height) / 2;
  self->view_width = width;
  self->view_height = height;
  gw_viewport_clamp (self);
}

void
gw_viewport_zoom_at (GwViewport *self, double zoom, double at_x, double at_y)
{
  double image_x = (at_x - self->x) / self->zoom;
  double image_y = (at_y - self->y) / self->zoom;

  self->zoom = gw_viewport_clamp_zoom (zoom);
  self->x = at_x - image_x * self->zoom;
  self->y = at_y - image_y * self->zoom;
  gw_viewport_clamp (self);
}

void
gw_viewport_pan (GwViewport *self, double dx, double dy)
{
  self->x += dx;
  self->y += dy;
  gw_viewport_clamp (self);
}

void
gw_viewport_center (GwViewport *self, double image_x, double image_y)
{
  self->x = self->view_width / 2 - image_x * self->zoom;
  self->y = self->view_height / 2 - image_y * self->zoom;
  gw_viewport_clamp (self);
}

void
gw_viewport_show_box (GwViewport *self, const GwBox *box, const GwViewportMargin *margin, double largest)
{
  GwBox room = gw_viewport_get_room (self, margin);

  self->zoom = fit_zoom (box->width, box->height, &room, largest);
  self->x = room.x + room.width / 2 - (box->x + box->width / 2) * self->zoom;
  self->y = room.y + room.height / 2 - (box->y + box->height / 2) * self->zoom;
  gw_viewport_clamp (self);
}

/* How far a stretch [low, high] must move to lie inside [0, room]. */
static double
get_shift (double low, double high, double room, double slack)
{
  if (high - low + 2 * slack > room)
    return room / 2 - (low + high) / 2;
  if (low < slack)
    return slack - low;
  if (high > room - slack)
    return room - slack - high;
  return 0;
}

gboolean
gw_viewport_reveal (GwViewport *self, const GwBox *box, double slack)
{
  GwPoint low = gw_viewport_to_view (self, box->x, box->y);
  GwPoint high = gw_viewport_to_view (self, box->x + box->width, box->y + box->height);
  double dx = get_shift (low.x, high.x, self->view_width, slack);
  double dy = get_shift (low.y, high.y, self->view_height, slack);

  if (dx == 0 && dy == 0)
    return FALSE;

  gw_viewport_pan (self, dx, dy);
  return TRUE;
}

static double
clamp_offset (double offset, double view, double extent)
{
  double keep = MIN (KEEP_IN_VIEW, MIN (view, extent));

  return CLAMP (offset, keep - extent, view - keep);
}

void
gw_viewport_clamp (GwViewport *self)
{
  if (is_empty (self))
    return;

  self->x = clamp_offset (self->x, self->view_width, self->image_width * self->zoom);
  self->y = clamp_offset (self->y, self->view_height, self->image_height * self->zoom);
}

void
gw_viewport_get_origin (const GwViewport *self, double *x, double *y)
{
  *x = floor (self->x + 0.5);
  *y = floor (self->y + 0.5);
}

GwPoint
gw_viewport_to_image (const GwViewport *self, double view_x, double view_y)
{
  double x, y;

  gw_viewport_get_origin (self, &x, &y);
  return (GwPoint) { (view_x - x) / self->zoom, (view_y - y) / self->zoom };
}

GwPoint
gw_viewport_to_view (const GwViewport *self, double image_x, double image_y)
{
  double x, y;

  gw_viewport_get_origin (self, &x, &y);
  return (GwPoint) { x + image_x * self->zoom, y + image_y * self->zoom };
}

GwBox
gw_viewport_get_visible (const GwViewport *self)
{
  GwPoint low = gw_viewport_to_image (self, 0, 0);

  return (GwBox) { low.x, low.y, self->view_width / self->zoom, self->view_height / self->zoom };
}

gboolean
gw_viewport_is_larger (const GwViewport *self)
{
  double x, y;

  if (is_empty (self))
    return FALSE;

  gw_viewport_get_origin (self, &x, &y);
  return x < -0.5 || y < -0.5 || x + self->image_width * self->zoom > self->view_width + 0.5
         || y + self->image_height * self->zoom > self->view_height + 0.5;
}
