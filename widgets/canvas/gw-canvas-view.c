/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

/* Room around a fitted picture, in widget pixels: the zoom controls float
 * below it, or over it where it is only looked at.
 */
#define FIT_MARGIN 40
#define FIT_MARGIN_BOTTOM 86
#define FIT_MARGIN_VIEWER 22

/* Small pictures are not blown up beyond recognition to fit. */
#define LARGEST_FIT 8.0

#define REVEAL_SLACK 24

static int
get_scale (GwCanvas *self)
{
  return MAX (gtk_widget_get_scale_factor (GTK_WIDGET (self)), 1);
}

static GwViewportMargin
get_margin (GwCanvas *self)
{
  int scale = get_scale (self);

  if (self->viewer)
    return (GwViewportMargin) { FIT_MARGIN_VIEWER * scale, FIT_MARGIN_VIEWER * scale, FIT_MARGIN_VIEWER * scale,
                                FIT_MARGIN_VIEWER * scale };
  return (GwViewportMargin) { FIT_MARGIN * scale, FIT_MARGIN * scale, FIT_MARGIN * scale, FIT_MARGIN_BOTTOM * scale };
}

void
_gw_canvas_view_init (GwCanvas *self)
{
  gw_viewport_init (&self->viewport);
  self->fit = TRUE;
  self->reported_zoom = self->viewport.zoom;
}

void
_gw_canvas_view_changed (GwCanvas *self)
{
  if (self->look.zoom != self->viewport.zoom)
    {
      self->look.zoom = self->viewport.zoom;
      _gw_canvas_queue_source (self);
    }
  if (self->reported_zoom != self->viewport.zoom)
    {
      self->reported_zoom = self->viewport.zoom;
      g_object_notify (G_OBJECT (self), "zoom");
      g_signal_emit_by_name (self, "zoom-changed", self->viewport.zoom);
      _gw_canvas_queue_access (self);
    }
  g_signal_emit_by_name (self, "view-changed");
  _gw_canvas_update_children (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_gw_canvas_fit_viewport (GwCanvas *self, GwViewport *viewport)
{
  GwViewportMargin margin = get_margin (self);

  gw_viewport_fit (viewport, &margin, LARGEST_FIT);
}

static void
set_fit (GwCanvas *self, gboolean fit)
{
  if (self->fit == fit)
    return;

  self->fit = fit;
  g_object_notify (G_OBJECT (self), "fit");
  _gw_canvas_update_children (self);
}

void
_gw_canvas_view_allocate (GwCanvas *self, int width, int height)
{
  int scale = get_scale (self);

  self->look.scale = scale;
  if (self->viewport.view_width == width * scale && self->viewport.view_height == height * scale)
    return;

  if (self->viewport.view_width <= 0 || self->fit)
    {
      self->viewport.view_width = width * scale;
      self->viewport.view_height = height * scale;
      if (self->pyramid != NULL && self->fit)
        _gw_canvas_fit_viewport (self, &self->viewport);
    }
  else
    gw_viewport_resize (&self->viewport, width * scale, height * scale);
  _gw_canvas_view_changed (self);
}

void
_gw_canvas_view_set_picture (GwCanvas *self, GwPyramid *pyramid, gboolean same)
{
  int width = pyramid != NULL ? gw_pyramid_get_width (pyramid) : 0;
  int height = pyramid != NULL ? gw_pyramid_get_height (pyramid) : 0;
  GwPoint center = gw_canvas_get_center (self);
  double share_x = self->viewport.image_width > 0 ? center.x / self->viewport.image_width : 0.5;
  double share_y = self->viewport.image_height > 0 ? center.y / self->viewport.image_height : 0.5;
  gboolean same_size = width == self->viewport.image_width && height == self->viewport.image_height;

  self->viewport.image_width = width;
  self->viewport.image_height = height;
  if (pyramid == NULL)
    return;

  if (!same && !self->sticky_zoom)
    set_fit (self, TRUE);
  if (self->fit && self->viewport.view_width > 0)
    _gw_canvas_fit_viewport (self, &self->viewport);
  /* The same place in a picture of another size is the same share of it. */
  else if (!same_size)
    gw_viewport_center (&self->viewport, share_x * width, share_y * height);
  _gw_canvas_view_changed (self);
}

void
gw_canvas_set_viewer (GwCanvas *self, gboolean viewer)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->viewer == !!viewer)
    return;

  self->viewer = !!viewer;
  _gw_canvas_update_children (self);
  if (self->fit && self->pyramid != NULL && self->viewport.view_width > 0)
    {
      _gw_canvas_fit_viewport (self, &self->viewport);
      _gw_canvas_view_changed (self);
    }
}

double
gw_canvas_get_zoom (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), 1);

  return self->viewport.zoom;
}

void
gw_canvas_zoom_at (GwCanvas *self, double zoom, double x, double y)
{
  int scale;

  g_return_if_fail (GW_IS_CANVAS (self));

  zoom = gw_viewport_clamp_zoom (zoom);
  if (zoom == self->viewport.zoom)
    return;

  scale = get_scale (self);
  set_fit (self, FALSE);
  gw_viewport_zoom_at (&self->viewport, zoom, x * scale, y * scale);
  _gw_canvas_view_changed (self);
}

void
gw_canvas_set_zoom (GwCanvas *self, double zoom)
{
  int scale;

  g_return_if_fail (GW_IS_CANVAS (self));

  scale = get_scale (self);
  gw_canvas_zoom_at (self, zoom, self->viewport.view_width / 2 / scale, self->viewport.view_height / 2 / scale);
}

gboolean
gw_canvas_get_fit (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  return self->fit;
}

void
gw_canvas_set_fit (GwCanvas *self, gboolean fit)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->fit == fit)
    return;

  set_fit (self, fit);
  if (fit && self->pyramid != NULL && self->viewport.view_width > 0)
    {
      _gw_canvas_fit_viewport (self, &self->viewport);
      _gw_canvas_view_changed (self);
    }
}

gboolean
gw_canvas_get_sticky_zoom (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  return self->sticky_zoom;
}

void
gw_canvas_set_sticky_zoom (GwCanvas *self, gboolean sticky)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (self->sticky_zoom == !!sticky)
    return;

  self->sticky_zoom = !!sticky;
  g_object_notify (G_OBJECT (self), "sticky-zoom");
}

void
gw_canvas_zoom_to_box (GwCanvas *self, const GwBox *box)
{
  GwViewportMargin margin;

  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (box != NULL);

  margin = get_margin (self);
  set_fit (self, FALSE);
  gw_viewport_show_box (&self->viewport, box, &margin, GW_VIEWPORT_MAX_ZOOM / 2);
  _gw_canvas_view_changed (self);
}

gboolean
gw_canvas_zoom_to_object (GwCanvas *self, gint64 id)
{
  GwObject *object;
  GwBox box;

  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  object = self->document != NULL ? gw_document_find (self->document, id) : NULL;
  if (object == NULL)
    return FALSE;

  box = gw_object_get_bounds (object);
  gw_canvas_zoom_to_box (self, &box);
  return TRUE;
}

static GwBox
join (const GwBox *a, const GwBox *b)
{
  double x = MIN (a->x, b->x), y = MIN (a->y, b->y);

  return (GwBox) { x, y, MAX (a->x + a->width, b->x + b->width) - x, MAX (a->y + a->height, b->y + b->height) - y };
}

gboolean
gw_canvas_zoom_to_selection (GwCanvas *self)
{
  g_autoptr (GPtrArray) selected = NULL;
  GwBox box;

  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  if (self->document == NULL || gw_document_get_n_selected (self->document) == 0)
    return FALSE;

  selected = gw_document_get_selected (self->document);
  box = gw_object_get_bounds (g_ptr_array_index (selected, 0));
  for (guint i = 1; i < selected->len; i++)
    {
      GwBox bounds = gw_object_get_bounds (g_ptr_array_index (selected, i));

      box = join (&box, &bounds);
    }
  gw_canvas_zoom_to_box (self, &box);
  return TRUE;
}

void
gw_canvas_set_mark (GwCanvas *self, const GwBox *box)
{
  g_return_if_fail (GW_IS_CANVAS (self));

  if (box == NULL && !self->has_mark)
    return;

  self->has_mark = box != NULL;
  self->mark = box != NULL ? *box : (GwBox) { 0 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
gw_canvas_scroll_to_object (GwCanvas *self, gint64 id)
{
  GwObject *object;
  GwBox box;

  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  object = self->document != NULL ? gw_document_find (self->document, id) : NULL;
  if (object == NULL)
    return FALSE;

  box = gw_object_get_bounds (object);
  if (gw_viewport_reveal (&self->viewport, &box, REVEAL_SLACK * get_scale (self)))
    {
      set_fit (self, FALSE);
      _gw_canvas_view_changed (self);
    }
  return TRUE;
}

void
_gw_canvas_reveal_point (GwCanvas *self, GwPoint point)
{
  GwBox box = { point.x, point.y, 0, 0 };

  if (gw_viewport_reveal (&self->viewport, &box, REVEAL_SLACK * get_scale (self)))
    {
      set_fit (self, FALSE);
      _gw_canvas_view_changed (self);
    }
}

void
gw_canvas_pan (GwCanvas *self, double dx, double dy)
{
  GwViewport before;
  int scale;

  g_return_if_fail (GW_IS_CANVAS (self));

  scale = get_scale (self);
  before = self->viewport;
  gw_viewport_pan (&self->viewport, dx * scale, dy * scale);
  if (before.x == self->viewport.x && before.y == self->viewport.y)
    return;

  set_fit (self, FALSE);
  _gw_canvas_view_changed (self);
}

GwPoint
gw_canvas_get_center (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), ((GwPoint) { 0, 0 }));

  return gw_viewport_to_image (&self->viewport, self->viewport.view_width / 2, self->viewport.view_height / 2);
}

void
gw_canvas_set_view (GwCanvas *self, double zoom, GwPoint center)
{
  GwViewport before;

  g_return_if_fail (GW_IS_CANVAS (self));

  before = self->viewport;
  self->viewport.zoom = gw_viewport_clamp_zoom (zoom);
  gw_viewport_center (&self->viewport, center.x, center.y);
  if (before.zoom == self->viewport.zoom && before.x == self->viewport.x && before.y == self->viewport.y)
    return;

  set_fit (self, FALSE);
  _gw_canvas_view_changed (self);
}

GwBox
gw_canvas_get_visible_box (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), ((GwBox) { 0, 0, 0, 0 }));

  return gw_viewport_get_visible (&self->viewport);
}

void
gw_canvas_get_fit_size (GwCanvas *self, int *width, int *height)
{
  GwViewportMargin margin;
  GwBox room;

  g_return_if_fail (GW_IS_CANVAS (self));

  *width = *height = 0;
  if (self->viewport.view_width < 1 || self->viewport.view_height < 1)
    return;

  margin = get_margin (self);
  room = gw_viewport_get_room (&self->viewport, &margin);
  *width = (int) room.width;
  *height = (int) room.height;
}

GwPoint
gw_canvas_to_image (GwCanvas *self, double x, double y)
{
  int scale;

  g_return_val_if_fail (GW_IS_CANVAS (self), ((GwPoint) { 0, 0 }));

  scale = get_scale (self);
  return gw_viewport_to_image (&self->viewport, x * scale, y * scale);
}

GwPoint
gw_canvas_to_widget (GwCanvas *self, GwPoint point)
{
  GwPoint seen;
  int scale;

  g_return_val_if_fail (GW_IS_CANVAS (self), ((GwPoint) { 0, 0 }));

  scale = get_scale (self);
  seen = gw_viewport_to_view (&self->viewport, point.x, point.y);
  return (GwPoint) { seen.x / scale, seen.y / scale };
}
