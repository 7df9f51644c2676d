/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <math.h>

#include "gw-box.h"

/* One notch of Ctrl+wheel. */
#define ZOOM_PER_NOTCH 1.2

/* How near to an outline the pointer touches it, in widget pixels. */
#define HIT_SLACK 4.0

static gboolean
is_tool (GwCanvas *self, const char *name)
{
  return self->tool != NULL && g_strcmp0 (gw_tool_get_name (self->tool), name) == 0;
}

GwToolEvent
_gw_canvas_make_event (GwCanvas *self, guint n_press)
{
  GwToolEvent event = {
    .point = self->at_keyboard ? self->cross.point : gw_canvas_to_image (self, self->pointer_x, self->pointer_y),
    .scale = self->viewport.zoom / self->look.scale,
    .modifiers = self->modifiers,
    .n_press = n_press,
    .erases = self->erases,
    .from_keys = self->at_keyboard,
  };
  GwBox seen = gw_canvas_get_visible_box (self);

  gw_box_clip (&seen, self->viewport.image_width, self->viewport.image_height, &event.visible);
  return event;
}

static gboolean
can_work (GwCanvas *self)
{
  return self->tool != NULL && self->document != NULL && self->pyramid != NULL;
}

/* --- what the pointer is over ---------------------------------------------------- */

void
_gw_canvas_update_cursor (GwCanvas *self)
{
  static const char *const names[] = {
    [GW_TOOL_CURSOR_DEFAULT] = "default", [GW_TOOL_CURSOR_CROSSHAIR] = "crosshair", [GW_TOOL_CURSOR_MOVE] = "move",
    [GW_TOOL_CURSOR_GRAB] = "grab",       [GW_TOOL_CURSOR_GRABBING] = "grabbing",   [GW_TOOL_CURSOR_NW] = "nw-resize",
    [GW_TOOL_CURSOR_N] = "n-resize",      [GW_TOOL_CURSOR_NE] = "ne-resize",        [GW_TOOL_CURSOR_E] = "e-resize",
    [GW_TOOL_CURSOR_SE] = "se-resize",    [GW_TOOL_CURSOR_S] = "s-resize",          [GW_TOOL_CURSOR_SW] = "sw-resize",
    [GW_TOOL_CURSOR_W] = "w-resize",
  };
  const char *name = "default";

  if (self->panning)
    name = "grabbing";
  else if (self->space_held || is_tool (self, "pan"))
    name = "grab";
  else if (can_work (self))
    {
      GwToolEvent event = _gw_canvas_make_event (self, 0);
      GwToolCursor cursor = gw_tool_get_cursor (self->tool, &event);

      if ((guint) cursor < G_N_ELEMENTS (names))
        name = names[cursor];
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
update_hovered (GwCanvas *self)
{
  gint64 hovered = 0;

  if (self->pointer_inside && !self->panning && !self->pressed && self->document != NULL && self->pyramid != NULL
      && self->look.show_labels)
    {
      GwPoint point = gw_canvas_to_image (self, self->pointer_x, self->pointer_y);
      GwObject *object = gw_document_hit (self->document, point, HIT_SLACK * self->look.scale / self->viewport.zoom);

      if (object != NULL)
        hovered = gw_object_get_id (object);
    }
  if (self->hovered == hovered)
    return;

  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The pointer, or the picture under it, has moved. */
void
_gw_canvas_pointer_changed (GwCanvas *self)
{
  GwPoint point;
  gboolean inside = gw_canvas_get_pointer (self, &point);

  if (can_work (self) && inside && !self->panning)
    {
      GwToolEvent event = _gw_canvas_make_event (self, 0);

      gw_tool_motion (self->tool, &event);
    }
  update_hovered (self);
  _gw_canvas_update_cursor (self);
  g_signal_emit_by_name (self, "pointer-moved", point.x, point.y, inside);
}

void
_gw_canvas_tool_changed (GwCanvas *self)
{
  gboolean draws = self->tool != NULL && gw_tool_is_for_drawing (gw_tool_get_name (self->tool));

  /* Who takes up a tool that draws is done with what was drawn before, unless it goes on with that. */
  if (draws && self->document != NULL && !_gw_canvas_tool_goes_on (self))
    gw_document_select_none (self->document);
  self->armed = draws;
  _gw_canvas_stop_typing (self);
  _gw_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_modifiers (GwCanvas *self, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GdkDeviceTool *stylus = event != NULL ? gdk_event_get_device_tool (event) : NULL;

  self->erases = stylus != NULL && gdk_device_tool_get_tool_type (stylus) == GDK_DEVICE_TOOL_TYPE_ERASER;
  if (GTK_IS_GESTURE_SINGLE (controller)
      && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
    self->erases = TRUE;
  self->modifiers = 0;
  if (state & GDK_SHIFT_MASK)
    self->modifiers |= GW_TOOL_SHIFT;
  if (state & GDK_CONTROL_MASK)
    self->modifiers |= GW_TOOL_CONTROL;
  if (state & GDK_ALT_MASK)
    self->modifiers |= GW_TOOL_ALT;
}

static void
set_pointer (GwCanvas *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  self->pointer_inside = TRUE;
}

/* Whether a hand moved the pointer: it is told of another place of the canvas also
 * when that moves below it, as it does where a bar comes or goes.
 */
static gboolean
was_moved (GwCanvas *self, GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  double x, y;
  gboolean moved;

  if (event == NULL || !gdk_event_get_position (event, &x, &y))
    return TRUE;

  moved = !isnan (self->surface_x) && (x != self->surface_x || y != self->surface_y);
  self->surface_x = x;
  self->surface_y = y;
  return moved;
}

static void
on_motion_cb (GwCanvas *self, double x, double y, GtkEventController *controller)
{
  gboolean moved = was_moved (self, controller);

  /* The same place comes again when something below the pointer changes. */
  if (self->pointer_inside && self->pointer_x == x && self->pointer_y == y)
    return;

  take_modifiers (self, controller);
  set_pointer (self, x, y);
  if (!moved && self->at_keyboard)
    return;

  if (moved)
    _gw_canvas_leave_keyboard (self);
  _gw_canvas_pointer_changed (self);
}

static void
on_leave_cb (GwCanvas *self)
{
  self->pointer_inside = FALSE;
  update_hovered (self);
  _gw_canvas_pointer_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- pressing ------------------------------------------------------------------------ */

static void
start_pan (GwCanvas *self)
{
  self->panning = TRUE;
  self->space_used = TRUE;
  self->pan_x = self->pan_y = 0;
  _gw_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_pan (GwCanvas *self, double dx, double dy)
{
  gw_canvas_pan (self, dx - self->pan_x, dy - self->pan_y);
  self->pan_x = dx;
  self->pan_y = dy;
}

static void
end_pan (GwCanvas *self)
{
  self->panning = FALSE;
  _gw_canvas_pointer_changed (self);
}

static void
press_tool (GwCanvas *self)
{
  GwToolEvent event = _gw_canvas_make_event (self, MAX (self->n_press, 1));

  if (self->n_press == 2 && is_tool (self, "select"))
    {
      GwObject *object = gw_document_hit (self->document, event.point, HIT_SLACK / event.scale);

      if (object != NULL)
        g_signal_emit_by_name (self, "object-activated", object);
    }

  /* Before the press, so that the tool does not undo the hover's effects. */
  self->pressed = TRUE;
  self->hovered = 0;
  gw_tool_press (self->tool, &event);
  _gw_canvas_update_cursor (self);
}

static void
on_pressed_cb (GwCanvas *self, int n_press)
{
  self->n_press = (guint) n_press;
}

static void
on_drag_begin_cb (GwCanvas *self, double x, double y, GtkGesture *gesture)
{
  if (self->marking)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  take_modifiers (self, GTK_EVENT_CONTROLLER (gesture));
  self->drag_x = x;
  self->drag_y = y;
  set_pointer (self, x, y);
  _gw_canvas_leave_keyboard (self);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);

  if (self->space_held || is_tool (self, "pan"))
    start_pan (self);
  else if (can_work (self))
    press_tool (self);
  self->n_press = 1;
}

static void
on_drag_update_cb (GwCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  if (self->panning)
    {
      update_pan (self, dx, dy);
      return;
    }
  if (!self->pressed)
    return;

  take_modifiers (self, GTK_EVENT_CONTROLLER (gesture));
  set_pointer (self, self->drag_x + dx, self->drag_y + dy);
  _gw_canvas_pointer_changed (self);
}

static void
on_drag_end_cb (GwCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  if (self->panning)
    {
      update_pan (self, dx, dy);
      end_pan (self);
      return;
    }
  if (!self->pressed)
    return;

  take_modifiers (self, GTK_EVENT_CONTROLLER (gesture));
  set_pointer (self, self->drag_x + dx, self->drag_y + dy);
  self->pressed = FALSE;
  if (can_work (self))
    {
      GwToolEvent event = _gw_canvas_make_event (self, 1);

      gw_tool_release (self->tool, &event);
    }
  _gw_canvas_pointer_changed (self);
}

/* The toolkit took the gesture away: what was begun is not finished. */
static void
on_cancel_cb (GwCanvas *self)
{
  if (self->pressed && self->tool != NULL)
    gw_tool_cancel (self->tool);
  self->pressed = FALSE;
  if (self->panning)
    end_pan (self);
}

/* The right button marks what is not of an object, where the tool knows such hints; it
 * is nothing else, so the gesture is left alone elsewhere.
 */
static void
on_mark_begin_cb (GwCanvas *self, double x, double y, GtkGesture *gesture)
{
  if (!is_tool (self, "select-object") || !can_work (self) || self->pressed || self->panning || self->space_held)
    return;

  on_drag_begin_cb (self, x, y, gesture);
  self->marking = self->pressed;
}

static void
on_mark_update_cb (GwCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  if (self->marking)
    on_drag_update_cb (self, dx, dy, gesture);
}

static void
on_mark_end_cb (GwCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  if (!self->marking)
    return;

  on_drag_end_cb (self, dx, dy, gesture);
  self->marking = self->erases = FALSE;
}

static void
on_mark_cancel_cb (GwCanvas *self)
{
  if (self->marking)
    on_cancel_cb (self);
  self->marking = FALSE;
}

static void
on_middle_begin_cb (GwCanvas *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  set_pointer (self, x, y);
  start_pan (self);
}

/* --- wheel and pinch ------------------------------------------------------------------- */

/* Up is larger. */
static void
scroll_size (GwCanvas *self, double notches)
{
  int steps;

  self->scrolled -= notches;
  steps = (int) self->scrolled;
  self->scrolled -= steps;
  _gw_canvas_step_size (self, steps, FALSE);
}

static gboolean
on_scroll_cb (GwCanvas *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  gboolean wheel = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->pyramid == NULL)
    return FALSE;

  if ((state & GDK_CONTROL_MASK) && !(state & GDK_SHIFT_MASK) && _gw_canvas_has_size (self))
    {
      scroll_size (self, wheel ? dy + dx : (dy + dx) / 40);
      return TRUE;
    }
  if (state & GDK_CONTROL_MASK)
    {
      double x = self->pointer_inside ? self->pointer_x : width / 2;
      double y = self->pointer_inside ? self->pointer_y : height / 2;
      double notches = wheel ? dy + dx : (dy + dx) / 40;

      gw_canvas_zoom_at (self, self->viewport.zoom * pow (ZOOM_PER_NOTCH, -notches), x, y);
      _gw_canvas_pointer_changed (self);
      return TRUE;
    }

  if (wheel)
    {
      /* As far as GTK's scrolled windows go for a notch. */
      dx *= pow (width, 2.0 / 3.0);
      dy *= pow (height, 2.0 / 3.0);
    }
  if (state & GDK_SHIFT_MASK && dx == 0)
    gw_canvas_pan (self, -dy, 0);
  else
    gw_canvas_pan (self, -dx, -dy);
  _gw_canvas_pointer_changed (self);
  return TRUE;
}

static void
on_pinch_begin_cb (GwCanvas *self)
{
  self->pinch_zoom = self->viewport.zoom;
  /* Two fingers are no drawing. */
  on_cancel_cb (self);
}

static void
on_pinch_cb (GwCanvas *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (self->pyramid == NULL || !gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    return;

  gw_canvas_zoom_at (self, self->pinch_zoom * scale, x, y);
}

/* --- wiring ------------------------------------------------------------------------------ */

static void
add_drag (GwCanvas *self, guint button, GCallback begin, GtkGesture *group)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect_object (drag, "drag-begin", begin, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (on_cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  if (group != NULL)
    gtk_gesture_group (drag, group);
}

static void
add_mark_drag (GwCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_mark_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_mark_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_mark_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (on_mark_cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
_gw_canvas_add_controllers (GwCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);

  g_signal_connect_object (pinch, "begin", G_CALLBACK (on_pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (on_pinch_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));

  add_drag (self, GDK_BUTTON_MIDDLE, G_CALLBACK (on_middle_begin_cb), NULL);

  /* Counts presses for the drag; controllers added later are asked first. */
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed_cb), self, G_CONNECT_SWAPPED);
  add_drag (self, GDK_BUTTON_PRIMARY, G_CALLBACK (on_drag_begin_cb), NULL);
  add_mark_drag (self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
