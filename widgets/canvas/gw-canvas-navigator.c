/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-navigator.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Its longer side, in widget pixels. */
#define LONGEST_SIDE 160

struct _GwCanvasNavigator
{
  GtkWidget parent_instance;

  GwCanvas *canvas;
  GwPyramid *pyramid;  /* of which node is */
  GskRenderNode *node; /* the small picture; drawn once */
  int node_width;
};

G_DEFINE_FINAL_TYPE (GwCanvasNavigator, gw_canvas_navigator, GTK_TYPE_WIDGET)

static void
get_size (GwCanvasNavigator *self, int *width, int *height)
{
  GwPyramid *pyramid = gw_canvas_get_pyramid (self->canvas);
  double longer;

  *width = *height = LONGEST_SIDE;
  if (pyramid == NULL)
    return;
  longer = MAX (gw_pyramid_get_width (pyramid), gw_pyramid_get_height (pyramid));
  *width = MAX ((int) (LONGEST_SIDE * gw_pyramid_get_width (pyramid) / longer + 0.5), 24);
  *height = MAX ((int) (LONGEST_SIDE * gw_pyramid_get_height (pyramid) / longer + 0.5), 24);
}

static GskRenderNode *
make_node (GwPyramid *pyramid, int width, int height, int scale)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  double zoom = (double) width * scale / gw_pyramid_get_width (pyramid);
  double scale_x, scale_y;
  cairo_surface_t *surface = gw_pyramid_pick (pyramid, zoom, &scale_x, &scale_y);

  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_paint (cr);
  cairo_scale (cr, (double) width / cairo_image_surface_get_width (surface),
               (double) height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

static void
ensure_node (GwCanvasNavigator *self, GwPyramid *pyramid, int width, int height)
{
  if (self->node != NULL && self->pyramid == pyramid && self->node_width == width)
    return;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->pyramid, gw_pyramid_unref);
  self->node = make_node (pyramid, width, height, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  self->node_width = width;
  self->pyramid = gw_pyramid_ref (pyramid);
}

static void
gw_canvas_navigator_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwCanvasNavigator *self = GW_CANVAS_NAVIGATOR (widget);
  GwPyramid *pyramid = gw_canvas_get_pyramid (self->canvas);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA shade = { 0, 0, 0, 0.45f }, white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 0.6f };
  GskRoundedRect frame;
  double ratio, x0, y0, x1, y1;
  GwBox box;

  if (pyramid == NULL)
    return;

  ensure_node (self, pyramid, width, height);
  box = gw_canvas_get_visible_box (self->canvas);
  ratio = (double) width / gw_pyramid_get_width (pyramid);
  x0 = CLAMP (floor (box.x * ratio), 0, width - 3);
  y0 = CLAMP (floor (box.y * ratio), 0, height - 3);
  x1 = CLAMP (ceil ((box.x + box.width) * ratio), x0 + 3, width);
  y1 = CLAMP (ceil ((box.y + box.height) * ratio), y0 + 3, height);

  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, 0, width, y0));
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, y1, width, height - y1));
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, y0, x0, y1 - y0));
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (x1, y0, width - x1, y1 - y0));
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (x0, y0, x1 - x0, y1 - y0), 0);
  gtk_snapshot_append_border (snapshot, &frame, (const float[4]) { 2, 2, 2, 2 },
                              (const GdkRGBA[4]) { white, white, white, white });
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (0, 0, width, height), 0);
  gtk_snapshot_append_border (snapshot, &frame, (const float[4]) { 1, 1, 1, 1 },
                              (const GdkRGBA[4]) { black, black, black, black });
}

static void
gw_canvas_navigator_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  int width, height;

  get_size (GW_CANVAS_NAVIGATOR (widget), &width, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
}

static void
move_to (GwCanvasNavigator *self, double x, double y)
{
  GwPyramid *pyramid = gw_canvas_get_pyramid (self->canvas);
  double ratio;

  if (pyramid == NULL)
    return;

  ratio = (double) gw_pyramid_get_width (pyramid) / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  gw_canvas_set_view (self->canvas, gw_canvas_get_zoom (self->canvas), (GwPoint) { x * ratio, y * ratio });
}

static void
on_drag_begin_cb (GwCanvasNavigator *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  move_to (self, x, y);
}

static void
on_drag_update_cb (GwCanvasNavigator *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  move_to (self, x + dx, y + dy);
}

static void
gw_canvas_navigator_dispose (GObject *object)
{
  GwCanvasNavigator *self = GW_CANVAS_NAVIGATOR (object);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->pyramid, gw_pyramid_unref);

  G_OBJECT_CLASS (gw_canvas_navigator_parent_class)->dispose (object);
}

static void
gw_canvas_navigator_class_init (GwCanvasNavigatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_canvas_navigator_dispose;
  widget_class->measure = gw_canvas_navigator_measure;
  widget_class->snapshot = gw_canvas_navigator_snapshot;

  gtk_widget_class_set_css_name (widget_class, "gwnavigator");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gw_canvas_navigator_init (GwCanvasNavigator *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Drag to move the view"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Overview"), -1);
}

GtkWidget *
gw_canvas_navigator_new (GwCanvas *canvas)
{
  GwCanvasNavigator *self;

  g_return_val_if_fail (GW_IS_CANVAS (canvas), NULL);

  self = g_object_new (GW_TYPE_CANVAS_NAVIGATOR, NULL);
  self->canvas = canvas;
  return GTK_WIDGET (self);
}

void
gw_canvas_navigator_update (GwCanvasNavigator *self)
{
  int width, height;

  g_return_if_fail (GW_IS_CANVAS_NAVIGATOR (self));

  get_size (self, &width, &height);
  if (width != gtk_widget_get_width (GTK_WIDGET (self)) || height != gtk_widget_get_height (GTK_WIDGET (self)))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
