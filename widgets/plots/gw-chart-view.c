/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <math.h>

/* What is seen of the axes, where that is less than all. */

const GwPlotScale *
_gw_chart_get_view (GwChart *self, GwPlotAxisSide side)
{
  return self->zoomed ? &self->view[side] : NULL;
}

static gboolean
moves (GwChart *self, GwPlotAxisSide side)
{
  return (gw_plot_get_axis (self->plot, side)->flags & GW_PLOT_AXIS_STILL) == 0;
}

static const GwPlotScale *
get_bounds (GwChart *self, GwPlotAxisSide side)
{
  return &gw_plot_get_axis (self->plot, side)->scale;
}

/* The scales are there to be changed from now on. */
static void
ensure_view (GwChart *self)
{
  if (self->zoomed)
    return;
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    self->view[i] = gw_plot_scale_copy (get_bounds (self, i));
  self->zoomed = TRUE;
}

static gboolean
sees_all (GwChart *self)
{
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    if (self->view[i].low != get_bounds (self, i)->low || self->view[i].high != get_bounds (self, i)->high)
      return FALSE;
  return TRUE;
}

static void
drop_view (GwChart *self)
{
  for (guint i = 0; self->zoomed && i < GW_PLOT_N_AXES; i++)
    gw_plot_scale_clear (&self->view[i]);
  self->zoomed = FALSE;
}

static void
changed (GwChart *self, gboolean was_zoomed)
{
  if (self->zoomed && sees_all (self))
    drop_view (self);
  _gw_chart_drop_layout (self);
  if (self->zoomed != was_zoomed)
    {
      _gw_chart_update_actions (self);
      g_object_notify (G_OBJECT (self), "zoomed");
    }
  _gw_chart_point (self);
  _gw_chart_update_card (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
_gw_chart_clear_view (GwChart *self)
{
  const gboolean was_zoomed = self->zoomed;

  _gw_chart_end_pan (self);
  drop_view (self);
  if (was_zoomed)
    changed (self, TRUE);
}

static double
get_place (const GwPlotFrame *frame, GwPlotAxisSide side, double x, double y)
{
  return side == GW_PLOT_AXIS_X ? (x - frame->left) / frame->width : 1 - (y - frame->top) / frame->height;
}

void
_gw_chart_zoom_at (GwChart *self, double x, double y, double factor)
{
  const gboolean was_zoomed = self->zoomed;
  GwPlotLayout *layout;
  GwPlotFrame frame;

  if (!self->zoomable || self->plot == NULL || _gw_chart_is_lent (self->plot))
    return;
  layout = _gw_chart_get_layout (self);
  if (layout == NULL)
    return;
  frame = *gw_plot_layout_get_frame (layout);
  ensure_view (self);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    if (moves (self, i))
      gw_plot_scale_zoom (&self->view[i], CLAMP (get_place (&frame, i, x, y), 0, 1), factor, get_bounds (self, i));
  changed (self, was_zoomed);
}

void
_gw_chart_zoom_to (GwChart *self, double x0, double y0, double x1, double y1)
{
  const gboolean was_zoomed = self->zoomed;
  GwPlotLayout *layout;
  GwPlotFrame frame;

  if (!self->zoomable || self->plot == NULL || _gw_chart_is_lent (self->plot))
    return;
  layout = _gw_chart_get_layout (self);
  if (layout == NULL)
    return;
  frame = *gw_plot_layout_get_frame (layout);
  ensure_view (self);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    {
      const double a = CLAMP (get_place (&frame, i, x0, y0), 0, 1);
      const double b = CLAMP (get_place (&frame, i, x1, y1), 0, 1);
      const double length = fabs (b - a);

      /* First so far to the middle, then as near: what is in the box is what is seen. */
      if (!moves (self, i) || length <= 0)
        continue;
      gw_plot_scale_zoom (&self->view[i], length < 1 ? MIN (a, b) / (1 - length) : 0.5, 1 / length,
                          get_bounds (self, i));
    }
  changed (self, was_zoomed);
}

/* --- moving ------------------------------------------------------------------------------ */

void
_gw_chart_begin_pan (GwChart *self)
{
  _gw_chart_end_pan (self);
  if (!self->zoomed)
    return;
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    self->drag_view[i] = gw_plot_scale_copy (&self->view[i]);
  self->drag_view_held = TRUE;
}

void
_gw_chart_end_pan (GwChart *self)
{
  for (guint i = 0; self->drag_view_held && i < GW_PLOT_N_AXES; i++)
    gw_plot_scale_clear (&self->drag_view[i]);
  self->drag_view_held = FALSE;
}

void
_gw_chart_pan_by (GwChart *self, double dx, double dy)
{
  GwPlotLayout *layout;
  GwPlotFrame frame;

  if (!self->drag_view_held || !self->zoomed || _gw_chart_is_lent (self->plot))
    return;
  layout = _gw_chart_get_layout (self);
  if (layout == NULL)
    return;
  frame = *gw_plot_layout_get_frame (layout);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    {
      const double shift = i == GW_PLOT_AXIS_X ? -dx / frame.width : dy / frame.height;

      if (!moves (self, i))
        continue;
      self->view[i].low = self->drag_view[i].low;
      self->view[i].high = self->drag_view[i].high;
      gw_plot_scale_pan (&self->view[i], shift, get_bounds (self, i));
    }
  changed (self, TRUE);
}

/* Once a layout with the mark in its middle; both axes. */
void
_gw_chart_reveal (GwChart *self, GwPlotMark mark)
{
  GwPlotLayout *layout = self->zoomed ? _gw_chart_get_layout (self) : NULL;
  cairo_rectangle_t box;
  GwPlotFrame frame;

  if (layout == NULL || gw_plot_layout_get_box (layout, mark, &box))
    return;
  frame = *gw_plot_layout_get_frame (layout);
  for (guint i = 0; i < GW_PLOT_N_AXES; i++)
    {
      const double place = get_place (&frame, i, box.x + box.width / 2, box.y + box.height / 2);

      if (moves (self, i) && isfinite (place) && (place < 0 || place > 1))
        gw_plot_scale_pan (&self->view[i], place - 0.5, get_bounds (self, i));
    }
  changed (self, TRUE);
}

/* --- public -------------------------------------------------------------------------------- */

void
gw_chart_zoom (GwChart *self, double factor)
{
  GwPlotLayout *layout;
  const GwPlotFrame *frame;
  cairo_rectangle_t box;

  g_return_if_fail (GW_IS_CHART (self));
  g_return_if_fail (factor > 0);

  layout = self->plot != NULL && !_gw_chart_is_lent (self->plot) ? _gw_chart_get_layout (self) : NULL;
  if (layout == NULL)
    return;
  frame = gw_plot_layout_get_frame (layout);
  if (!gw_plot_layout_get_box (layout, self->walked, &box))
    box = (cairo_rectangle_t) { frame->left, frame->top, frame->width, frame->height };
  _gw_chart_zoom_at (self, box.x + box.width / 2, box.y + box.height / 2, factor);
}

void
gw_chart_reset_zoom (GwChart *self)
{
  g_return_if_fail (GW_IS_CHART (self));

  _gw_chart_clear_view (self);
}
