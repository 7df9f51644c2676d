/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <math.h>

#include "gw-plot-rule.h"

/* How near to its middle the marker is taken, px. */
#define GRIP 14.0

/* The operating point: drawn over the kept picture, so that it moves as often as the
 * screen shows anything.
 */

static void
set_layer (GwChart *self, GwPlotLayer *layer)
{
  g_clear_pointer (&self->marker, gw_plot_layer_free);
  self->marker = layer;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gw_chart_set_marker (GwChart *self, double x, double y, GwPlotColor color, const char *text)
{
  g_return_if_fail (GW_IS_CHART (self));

  self->has_marker = TRUE;
  self->marker_x = x;
  self->marker_y = y;
  set_layer (self, gw_plot_marker_new (x, y, color, text));
}

void
gw_chart_clear_marker (GwChart *self)
{
  g_return_if_fail (GW_IS_CHART (self));

  self->has_marker = FALSE;
  set_layer (self, NULL);
}

gboolean
gw_chart_get_marker_movable (GwChart *self)
{
  g_return_val_if_fail (GW_IS_CHART (self), FALSE);

  return self->marker_movable;
}

void
gw_chart_set_marker_movable (GwChart *self, gboolean movable)
{
  g_return_if_fail (GW_IS_CHART (self));

  if (self->marker_movable == !!movable)
    return;

  self->marker_movable = !!movable;
  g_object_notify (G_OBJECT (self), "marker-movable");
}

gboolean
_gw_chart_is_at_marker (GwChart *self, double x, double y)
{
  const GwPlotFrame *frame;

  if (!self->has_marker || !self->marker_movable || self->layout == NULL)
    return FALSE;
  frame = gw_plot_layout_get_frame (self->layout);
  return hypot (gw_plot_frame_get_x (frame, self->marker_x) - x, gw_plot_frame_get_y (frame, self->marker_y) - y)
         <= GRIP;
}

void
_gw_chart_drag_marker (GwChart *self, double x, double y)
{
  const GwPlotFrame *frame;

  if (self->layout == NULL)
    return;
  frame = gw_plot_layout_get_frame (self->layout);
  x = CLAMP (x, frame->left, frame->left + frame->width);
  y = CLAMP (y, frame->top, frame->top + frame->height);
  g_signal_emit_by_name (self, "marker-moved", gw_plot_frame_get_x_value (frame, x),
                         gw_plot_frame_get_y_value (frame, y));
}
