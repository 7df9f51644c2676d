/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <math.h>
#include <string.h>

#include "gw-box.h"

/* Keys that are held, keys that are tapped, places that are typed, and the
 * keys of actions. What a key does is always an action or a tool's; which key
 * that is, says who uses the canvas.
 */

/* --- the keys of actions --------------------------------------------------------------- */

static void
add_key (GwCanvas *self, const char *action, const char *trigger)
{
  GtkShortcutTrigger *parsed = gtk_shortcut_trigger_parse_string (trigger);
  GtkShortcut *shortcut;
  GPtrArray *list;

  if (parsed == NULL)
    {
      g_warning ("“%s” is not a key that %s can have.", trigger, action);
      return;
    }

  list = g_hash_table_lookup (self->shortcuts, action);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->shortcuts, g_strdup (action), list);
    }
  shortcut = gtk_shortcut_new (parsed, gtk_named_action_new (action));
  g_ptr_array_add (list, g_object_ref (shortcut));
  gtk_shortcut_controller_add_shortcut (self->shortcut_controller, shortcut);
}

void
gw_canvas_set_keys (GwCanvas *self, const char *action_name, const char *const *triggers)
{
  GPtrArray *old;

  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (action_name != NULL);

  old = g_hash_table_lookup (self->shortcuts, action_name);
  for (guint i = 0; old != NULL && i < old->len; i++)
    gtk_shortcut_controller_remove_shortcut (self->shortcut_controller, g_ptr_array_index (old, i));
  g_hash_table_remove (self->shortcuts, action_name);

  for (guint i = 0; triggers != NULL && triggers[i] != NULL; i++)
    add_key (self, action_name, triggers[i]);
}

void
gw_canvas_set_held_key (GwCanvas *self, GwCanvasHeld held, guint keyval)
{
  g_return_if_fail (GW_IS_CANVAS (self));
  g_return_if_fail (held < GW_N_CANVAS_HELD);

  self->held_keys[held] = gdk_keyval_to_lower (keyval);
}

/* --- the cross-hair at the keyboard ---------------------------------------------------- */

void
_gw_canvas_leave_keyboard (GwCanvas *self)
{
  self->arrows = GW_CANVAS_ARROWS_MOVE;
  _gw_canvas_stop_typing (self);
  if (!self->at_keyboard)
    return;

  self->at_keyboard = FALSE;
  /* The tool follows the pointer again, where that is. */
  _gw_canvas_pointer_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Of the picture, not of the view. */
static GwPoint
get_middle_of_seen (GwCanvas *self)
{
  GwBox seen = gw_canvas_get_visible_box (self);

  gw_box_clip (&seen, self->viewport.image_width, self->viewport.image_height, &seen);
  return (GwPoint) { seen.x + seen.width / 2, seen.y + seen.height / 2 };
}

/* Begins where the pointer is, else in the middle of what is seen. */
static void
enter_keyboard (GwCanvas *self)
{
  GwPoint point;

  gw_crosshair_set_size (&self->cross, self->viewport.image_width, self->viewport.image_height);
  if (self->at_keyboard)
    return;

  if (!gw_canvas_get_pointer (self, &point))
    point = get_middle_of_seen (self);
  gw_crosshair_put (&self->cross, (GwPoint) { floor (point.x), floor (point.y) });
  self->at_keyboard = TRUE;
}

static void
cross_hair_moved (GwCanvas *self)
{
  _gw_canvas_reveal_point (self, self->cross.point);
  _gw_canvas_pointer_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_gw_canvas_move_cross_hair (GwCanvas *self, double dx, double dy)
{
  if (self->pyramid == NULL)
    return;

  enter_keyboard (self);
  gw_crosshair_move (&self->cross, dx, dy);
  cross_hair_moved (self);
}

/* --- typing a place: 512,404 Enter -------------------------------------------------------- */

void
_gw_canvas_stop_typing (GwCanvas *self)
{
  if (gw_crosshair_get_typed (&self->cross) != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  gw_crosshair_stop_typing (&self->cross);
}

/* Not with a selection: digits change its label. */
gboolean
gw_canvas_may_begin_place (GwCanvas *self)
{
  g_return_val_if_fail (GW_IS_CANVAS (self), FALSE);

  if (self->pyramid == NULL || self->document == NULL || self->tool == NULL)
    return FALSE;
  if (gw_document_get_n_selected (self->document) > 0)
    return FALSE;
  return self->at_keyboard || self->was_drawing || g_strcmp0 (gw_tool_get_name (self->tool), "select") != 0;
}

/* The key as a place is typed with it; '\0': no such key. */
static char
get_place_key (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (char) ('0' + (keyval - GDK_KEY_0));
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (char) ('0' + (keyval - GDK_KEY_KP_0));
  if (keyval == GDK_KEY_comma || keyval == GDK_KEY_KP_Separator)
    return ',';
  if (keyval == GDK_KEY_BackSpace)
    return '\b';
  return keyval == GDK_KEY_Escape ? '\033' : '\0';
}

static void
note_class (GwCanvas *self)
{
  self->classes_before[strlen (self->cross.typed) - 1] = gw_document_get_current_class (self->document);
}

/* Digits choose labels: they do so here too, until a comma shows that they
 * were the beginning of a place. Then the label is as it was before them.
 */
static gboolean
type_key (GwCanvas *self, guint keyval)
{
  gw_crosshair_set_size (&self->cross, self->viewport.image_width, self->viewport.image_height);
  switch (gw_crosshair_type (&self->cross, get_place_key (keyval), g_get_monotonic_time ()))
    {
    case GW_CROSSHAIR_NOTED:
      note_class (self);
      return FALSE;
    case GW_CROSSHAIR_BEGUN:
      enter_keyboard (self);
      gw_document_set_current_class (self->document, self->classes_before[self->cross.n_other]);
      g_signal_emit_by_name (self, "place-begun");
      _gw_canvas_announce_typing (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return TRUE;
    case GW_CROSSHAIR_TAKEN:
      if (!self->cross.typing && self->cross.typed[0] != '\0')
        note_class (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return TRUE;
    case GW_CROSSHAIR_PASSED:
    default:
      return FALSE;
    }
}

/* Enter: TRUE when a place had been typed, where the cross-hair now is. */
gboolean
_gw_canvas_take_typed (GwCanvas *self)
{
  if (!gw_crosshair_take_typed (&self->cross))
    return FALSE;

  cross_hair_moved (self);
  _gw_canvas_announce_cross_hair (self);
  return TRUE;
}

/* --- keys that are held or tapped ----------------------------------------------------------- */

static gboolean
has_command_modifier (GdkModifierType state)
{
  return (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0;
}

static gboolean
is_held_key (GwCanvas *self, GwCanvasHeld held, guint keyval)
{
  return keyval != 0 && gdk_keyval_to_lower (keyval) == self->held_keys[held];
}

static GwToolModifiers
get_modifier (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Shift_L:
    case GDK_KEY_Shift_R:
      return GW_TOOL_SHIFT;
    case GDK_KEY_Control_L:
    case GDK_KEY_Control_R:
      return GW_TOOL_CONTROL;
    case GDK_KEY_Alt_L:
    case GDK_KEY_Alt_R:
      return GW_TOOL_ALT;
    default:
      return 0;
    }
}

static gboolean
on_key_pressed_cb (GwCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  GwToolModifiers modifier = get_modifier (keyval);

  /* Keys for buttons that a status page has on the canvas. */
  if (!gtk_widget_is_focus (GTK_WIDGET (self)))
    return FALSE;

  if (modifier != 0)
    {
      /* Shift in the middle of a drag makes a square of the box at once. */
      self->modifiers |= modifier;
      if (self->was_drawing)
        _gw_canvas_pointer_changed (self);
      return FALSE;
    }

  gw_crosshair_hold (&self->cross, keyval);
  if (has_command_modifier (state))
    return FALSE;

  if (is_held_key (self, GW_CANVAS_HELD_PAN, keyval) && (state & GDK_SHIFT_MASK) == 0 && self->pyramid != NULL)
    {
      if (!self->space_held)
        {
          self->space_held = TRUE;
          self->space_used = FALSE;
          _gw_canvas_update_cursor (self);
        }
      return TRUE;
    }
  if (is_held_key (self, GW_CANVAS_HELD_LABELS, keyval) && (state & GDK_SHIFT_MASK) == 0)
    {
      _gw_canvas_set_labels_held_back (self, TRUE);
      return TRUE;
    }
  return gw_canvas_may_begin_place (self) && type_key (self, keyval);
}

static void
on_key_released_cb (GwCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  GwToolModifiers modifier = get_modifier (keyval);

  gw_crosshair_release (&self->cross);
  if (modifier != 0)
    {
      self->modifiers &= ~modifier;
      if (self->was_drawing)
        _gw_canvas_pointer_changed (self);
    }
  if (is_held_key (self, GW_CANVAS_HELD_LABELS, keyval))
    _gw_canvas_set_labels_held_back (self, FALSE);
  if (is_held_key (self, GW_CANVAS_HELD_PAN, keyval) && self->space_held)
    {
      self->space_held = FALSE;
      _gw_canvas_update_cursor (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      if (!self->space_used && self->at_keyboard)
        gtk_widget_activate_action (GTK_WIDGET (self), "canvas.set-point", NULL);
    }
}

static void
on_focus_leave_cb (GwCanvas *self)
{
  /* The release of what is held goes to somebody else. */
  self->space_held = FALSE;
  gw_crosshair_release (&self->cross);
  self->modifiers = 0;
  _gw_canvas_set_labels_held_back (self, FALSE);
  _gw_canvas_leave_keyboard (self);
  _gw_canvas_update_cursor (self);
}

void
_gw_canvas_keys_init (GwCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->shortcuts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->shortcut_controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());
  self->held_keys[GW_CANVAS_HELD_PAN] = GDK_KEY_space;
  self->held_keys[GW_CANVAS_HELD_LABELS] = GDK_KEY_z;
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->shortcut_controller));

  /* Before the actions' keys: a comma may be part of a place. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (on_key_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
_gw_canvas_keys_clear (GwCanvas *self)
{
  g_clear_pointer (&self->shortcuts, g_hash_table_unref);
}
