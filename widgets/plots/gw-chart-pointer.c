/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-chart-private.h"

#include <math.h>

/* A press that moves by less is a click, px. */
#define DRAG_THRESHOLD 6.0
#define ZOOM_PER_NOTCH 1.25

/* --- what the pointer is over ------------------------------------------------------------ */

static void
update_cursor (GwChart *self)
{
  const char *name = NULL;

  if (self->drag == GW_CHART_DRAG_PAN || self->drag == GW_CHART_DRAG_MARKER)
    name = "grabbing";
  else if (_gw_chart_is_at_marker (self, self->pointer_x, self->pointer_y))
    name = "grab";
  else if (self->drag == GW_CHART_DRAG_RANGE && self->drag_goes)
    name = "ew-resize";
  else if (self->drag == GW_CHART_DRAG_ZOOM && self->drag_goes)
    name = "crosshair";
  else if (_gw_chart_has_mark (self->pointed) && gw_plot_get_key (self->plot, self->pointed) != NULL)
    name = "pointer";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
on_motion_cb (GwChart *self, double x, double y, GtkEventController *motion)
{
  /* What is laid out anew asks again what is under a pointer that nobody moved. */
  if (self->pointer_rests && x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_rests = FALSE;
  self->pointer_x = x;
  self->pointer_y = y;
  self->pointer_inside = TRUE;
  _gw_chart_point (self);
  update_cursor (self);
}

static void
on_leave_cb (GwChart *self, GtkEventController *motion)
{
  _gw_chart_unpoint (self);
}

/* --- clicks --------------------------------------------------------------------------------- */

void
_gw_chart_activate_mark (GwChart *self, GwPlotMark mark)
{
  g_autofree char *key = g_strdup (self->plot != NULL ? gw_plot_get_key (self->plot, mark) : NULL);

  if (key == NULL)
    return;
  gw_chart_set_selected_key (self, key);
  g_signal_emit_by_name (self, "mark-activated", key);
}

static GwPlotMark
find_at (GwChart *self, double x, double y)
{
  GwPlotLayout *layout = self->plot != NULL && !_gw_chart_is_lent (self->plot) ? _gw_chart_get_layout (self) : NULL;

  return layout != NULL ? gw_plot_layout_find_mark (layout, x, y, GW_CHART_REACH) : GW_PLOT_MARK_NONE;
}

static void
on_pressed_cb (GwChart *self, int n_press, double x, double y, GtkGesture *click)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_released_cb (GwChart *self, int n_press, double x, double y, GtkGesture *click)
{
  const GwPlotMark mark = find_at (self, x, y);

  if (n_press == 2 && self->zoomed)
    {
      gw_chart_reset_zoom (self);
      return;
    }
  if (n_press != 1 || !_gw_chart_is_bare (self, x, y))
    return;
  if (!_gw_chart_has_mark (mark))
    {
      if (self->has_range)
        _gw_chart_cancel_range (self);
      gw_chart_set_selected_key (self, NULL);
      return;
    }
  /* The keyboard goes on from what was clicked. */
  self->walked = mark;
  _gw_chart_update_description (self);
  _gw_chart_update_actions (self);
  _gw_chart_activate_mark (self, mark);
}

static void
on_menu_pressed_cb (GwChart *self, int n_press, double x, double y, GtkGesture *click)
{
  gtk_gesture_set_state (click, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  _gw_chart_popup_menu (self, find_at (self, x, y), x, y);
}

static void
on_long_pressed_cb (GwChart *self, double x, double y, GtkGesture *press)
{
  _gw_chart_popup_menu (self, find_at (self, x, y), x, y);
}

/* --- drags ------------------------------------------------------------------------------------ */

static gboolean
is_in_plot (GwChart *self, double x, double y)
{
  GwPlotLayout *layout = self->plot != NULL && gw_plot_get_message (self->plot) == NULL
                                 && !_gw_chart_is_lent (self->plot)
                             ? _gw_chart_get_layout (self)
                             : NULL;
  const GwPlotFrame *frame = layout != NULL ? gw_plot_layout_get_frame (layout) : NULL;

  return frame != NULL && x >= frame->left - 1 && x <= frame->left + frame->width + 1 && y >= frame->top - 1
         && y <= frame->top + frame->height + 1;
}

static GwChartDrag
choose_drag (GwChart *self, double x, double y, guint button, GdkModifierType modifiers)
{
  if (!is_in_plot (self, x, y) || !_gw_chart_is_bare (self, x, y))
    return GW_CHART_DRAG_NONE;
  if (button == GDK_BUTTON_MIDDLE || (modifiers & GDK_SHIFT_MASK) != 0)
    return self->zoomed ? GW_CHART_DRAG_PAN : GW_CHART_DRAG_NONE;
  if (_gw_chart_is_at_marker (self, x, y))
    return GW_CHART_DRAG_MARKER;
  if (self->range_selectable)
    return GW_CHART_DRAG_RANGE;
  return self->zoomable ? GW_CHART_DRAG_ZOOM : GW_CHART_DRAG_NONE;
}

static void
on_drag_begin_cb (GwChart *self, double x, double y, GtkGesture *gesture)
{
  self->drag = choose_drag (self, x, y, gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (gesture)),
                            gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
  self->drag_goes = FALSE;
  self->drag_x = self->drag_to_x = x;
  self->drag_y = self->drag_to_y = y;
  if (self->drag == GW_CHART_DRAG_PAN)
    _gw_chart_begin_pan (self);
  if (self->drag == GW_CHART_DRAG_MARKER || self->drag == GW_CHART_DRAG_PAN)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
go_on (GwChart *self, double dx, double dy)
{
  switch (self->drag)
    {
    case GW_CHART_DRAG_MARKER:
      _gw_chart_drag_marker (self, self->drag_to_x, self->drag_to_y);
      break;
    case GW_CHART_DRAG_RANGE:
      _gw_chart_select_range (self, self->drag_x, self->drag_to_x, FALSE);
      break;
    case GW_CHART_DRAG_PAN:
      _gw_chart_pan_by (self, dx, dy);
      break;
    case GW_CHART_DRAG_ZOOM:
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;
    case GW_CHART_DRAG_NONE:
    default:
      break;
    }
}

static void
on_drag_update_cb (GwChart *self, double dx, double dy, GtkGesture *gesture)
{
  if (self->drag == GW_CHART_DRAG_NONE)
    return;
  self->drag_to_x = self->drag_x + dx;
  self->drag_to_y = self->drag_y + dy;
  if (!self->drag_goes)
    {
      if (fabs (dx) < DRAG_THRESHOLD && fabs (dy) < DRAG_THRESHOLD)
        return;
      self->drag_goes = TRUE;
      self->range_anchor = -1;
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      _gw_chart_point (self);
    }
  go_on (self, dx, dy);
  update_cursor (self);
}

static void
end_drag (GwChart *self)
{
  _gw_chart_end_pan (self);
  self->drag = GW_CHART_DRAG_NONE;
  self->drag_goes = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _gw_chart_point (self);
  update_cursor (self);
}

static void
on_drag_end_cb (GwChart *self, double dx, double dy, GtkGesture *gesture)
{
  const GwChartDrag drag = self->drag_goes ? self->drag : GW_CHART_DRAG_NONE;

  end_drag (self);
  if (drag == GW_CHART_DRAG_RANGE)
    _gw_chart_select_range (self, self->drag_x, self->drag_x + dx, TRUE);
  else if (drag == GW_CHART_DRAG_ZOOM && fabs (dx) > DRAG_THRESHOLD && fabs (dy) > DRAG_THRESHOLD)
    _gw_chart_zoom_to (self, self->drag_x, self->drag_y, self->drag_x + dx, self->drag_y + dy);
}

/* The toolkit took the gesture away: what was begun is not finished. */
static void
on_drag_cancel_cb (GwChart *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  if (self->drag == GW_CHART_DRAG_RANGE && self->drag_goes)
    gw_chart_clear_range (self);
  end_drag (self);
}

/* --- the wheel --------------------------------------------------------------------------------- */

static gboolean
on_scroll_cb (GwChart *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  /* Without Ctrl the page scrolls. */
  if (!self->zoomable || (state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  _gw_chart_zoom_at (self, self->pointer_x, self->pointer_y, pow (ZOOM_PER_NOTCH, -dy));
  return GDK_EVENT_STOP;
}

static void
add_drag (GwChart *self, guint button)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (on_drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
add_click (GwChart *self, guint button, GCallback pressed, GCallback released)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect_swapped (click, "pressed", pressed, self);
  if (released != NULL)
    g_signal_connect_swapped (click, "released", released, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
_gw_chart_add_controllers (GwChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *press = gtk_gesture_long_press_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  add_drag (self, GDK_BUTTON_PRIMARY);
  add_drag (self, GDK_BUTTON_MIDDLE);
  add_click (self, GDK_BUTTON_PRIMARY, G_CALLBACK (on_pressed_cb), G_CALLBACK (on_released_cb));
  add_click (self, GDK_BUTTON_SECONDARY, G_CALLBACK (on_menu_pressed_cb), NULL);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}
