/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-labeling-page-private.h"

#include <glib/gi18n.h>

/* Which keys the view and its canvas listen to, and what they are called where
 * people look for them. What a command does is in gw-labeling-page-actions.c.
 */

/* A key pressed while an image is on its way: it is meant for that image. */
typedef struct
{
  const GwCommand *command; /* NULL: choose class_id */
  gint64 class_id;
} WaitingKey;

/* More is somebody leaning on the keyboard. */
#define MOST_WAITING 16

static gboolean
in_text_or_popover (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL
         && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus)
             || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL);
}

static gboolean
in_popover (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gboolean
run_command (GwLabelingPage *self, const GwCommand *command)
{
  gw_command_activate (command, g_str_has_prefix (command->action, "canvas.") ? self->canvas : GTK_WIDGET (self));

  return TRUE;
}

/* What works whatever image is shown. */
static gboolean
is_about_the_page (const GwCommand *command)
{
  static const char *const names[] = { "labeling.zen",       "labeling.show-pane",     "labeling.next-pane",
                                       "labeling.to-canvas", "labeling.previous-pane", NULL };

  return g_strv_contains (names, command->action);
}

static gboolean
is_walk (const GwCommand *command)
{
  static const char *const names[] = { "labeling.next", "labeling.previous", "labeling.first", "labeling.last", NULL };

  return g_strv_contains (names, command->action);
}

static void
keep_key (GwLabelingPage *self, const GwCommand *command, gint64 class_id)
{
  WaitingKey *waiting;

  if (g_queue_get_length (&self->waiting_keys) >= MOST_WAITING)
    return;

  waiting = g_new0 (WaitingKey, 1);
  waiting->command = command;
  waiting->class_id = class_id;
  g_queue_push_tail (&self->waiting_keys, waiting);
}

/* Walking on is for now, as long as nothing is meant for the image between. */
static gboolean
must_wait (GwLabelingPage *self, const GwCommand *command)
{
  return _gw_labeling_page_is_loading (self) && !is_about_the_page (command)
         && !(is_walk (command) && g_queue_is_empty (&self->waiting_keys));
}

static gboolean
on_key_cb (GtkWidget *widget, const GwCommand *command, gpointer data)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (in_popover (widget) || (command->place == GW_COMMAND_PAGE && in_text_or_popover (widget)))
    return FALSE;

  if (must_wait (self, command))
    {
      keep_key (self, command, 0);
      return TRUE;
    }

  return run_command (self, command);
}

/* Asked before the canvas, whose own keys would change the image that is about
 * to go.
 */
static gboolean
on_canvas_key_cb (GtkWidget *widget, const GwCommand *command, gpointer data)
{
  GwLabelingPage *self = GW_LABELING_PAGE (widget);

  if (!gtk_widget_is_focus (self->canvas) || !must_wait (self, command))
    return FALSE;

  keep_key (self, command, 0);

  return TRUE;
}

void
_gw_labeling_page_run_waiting_keys (GwLabelingPage *self)
{
  WaitingKey *waiting;

  /* One of them may lead to another image: the rest waits for that one. */
  while (!_gw_labeling_page_is_loading (self) && (waiting = g_queue_pop_head (&self->waiting_keys)) != NULL)
    {
      if (waiting->command != NULL)
        run_command (self, waiting->command);
      else
        _gw_labeling_page_choose (self, waiting->class_id);
      g_free (waiting);
    }
}

void
_gw_labeling_page_drop_waiting_keys (GwLabelingPage *self)
{
  g_queue_clear_full (&self->waiting_keys, g_free);
  g_queue_init (&self->waiting_keys);
}

static gboolean
choose_by_hotkey (GwLabelingPage *self, guint keyval)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  char key[7] = { 0 };
  GwClass *klass;

  /* Digits are commands, which a keymap can have with Ctrl only. */
  if (character == 0 || !g_unichar_isgraph (character) || g_unichar_isdigit (character))
    return FALSE;

  g_unichar_to_utf8 (character, key);
  klass = _gw_labeling_page_find_class_by_key (self, key);
  if (klass == NULL)
    return FALSE;
  if (_gw_labeling_page_is_loading (self))
    keep_key (self, NULL, gw_class_get_id (klass));
  else
    _gw_labeling_page_choose (self, gw_class_get_id (klass));

  return TRUE;
}

/* 0: it has none. */
static guint
held_key (GwLabelingPage *self, const char *command_id)
{
  const char *const *keys = gw_keymap_get_keys (self->keymap, gw_command_find (command_id));
  guint keyval = 0;

  if (keys[0] != NULL)
    gtk_accelerator_parse (keys[0], &keyval, NULL);

  return gdk_keyval_to_lower (keyval);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                   GwLabelingPage *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || in_text_or_popover (GTK_WIDGET (self)))
    return FALSE;

  /* The canvas does the same itself while it has the focus. */
  if (gdk_keyval_to_lower (keyval) == held_key (self, "hold-labels") && (state & GDK_SHIFT_MASK) == 0)
    {
      gw_canvas_set_show_labels (GW_CANVAS (self->canvas), FALSE);
      return TRUE;
    }

  return (state & GDK_SHIFT_MASK) == 0 && choose_by_hotkey (self, keyval);
}

static void
on_key_released_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                    GwLabelingPage *self)
{
  if (gdk_keyval_to_lower (keyval) == held_key (self, "hold-labels"))
    gw_canvas_set_show_labels (GW_CANVAS (self->canvas), TRUE);
}

/* Every key counts as work, also those that another widget uses. */
static gboolean
on_any_key_cb (GwLabelingPage *self)
{
  gw_work_timer_input (&self->timer, g_get_monotonic_time ());

  return FALSE;
}

static void
give_canvas_its_keys (GwLabelingPage *self, GwCommandForms form)
{
  GwCanvas *canvas = GW_CANVAS (self->canvas);
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      if (commands[i].place == GW_COMMAND_CANVAS)
        gw_canvas_set_keys (canvas, commands[i].action,
                            (commands[i].forms & form) != 0 ? gw_keymap_get_keys (self->keymap, &commands[i]) : NULL);
    }
  gw_canvas_set_held_key (canvas, GW_CANVAS_HELD_PAN, held_key (self, "hold-pan"));
  gw_canvas_set_held_key (canvas, GW_CANVAS_HELD_LABELS, held_key (self, "hold-labels"));
}

static void
set_controller (GwLabelingPage *self, GtkEventController **field, GtkEventController *controller)
{
  if (*field != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), *field);
  *field = controller;
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
update_words (GwLabelingPage *self)
{
  const struct
  {
    GtkWidget *widget;
    const char *text;
    const char *command_id;
  } words[] = {
    { self->back_button, _ ("Back"), "back" },
    { self->menu_button, _ ("Main Menu"), "main-menu" },
    { self->zen_button, _ ("Only the Image"), "zen" },
    { self->compare_button, _ ("Compare Labels"), "compare" },
    { self->grid_button, _ ("Pixel Grid"), "pixel-grid" },
    { self->strip_previous, _ ("Previous"), "previous-image" },
    { self->strip_next, _ ("Next"), "next-image" },
  };
  static const struct
  {
    const char *action;
    const char *text;
    const char *command_id;
  } controls[] = {
    { "canvas.zoom-out", N_ ("Zoom Out"), "zoom-out" },
    { "canvas.zoom-in", N_ ("Zoom In"), "zoom-in" },
    { "canvas.fit", N_ ("Fit"), "zoom-fit" },
    { "canvas.zoom-100", N_ ("Actual Size"), "zoom-100" },
  };
  g_autofree char *brightness = gw_keymap_dup_label (self->keymap, "brightness");
  g_autofree char *contrast = gw_keymap_dup_label (self->keymap, "contrast");
  g_autofree char *view = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    gw_keymap_set_tooltip (self->keymap, words[i].widget, words[i].text, words[i].command_id);
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_autofree char *tooltip = gw_keymap_dup_tooltip (self->keymap, _ (controls[i].text), controls[i].command_id);

      gw_canvas_set_control_tooltip (GW_CANVAS (self->canvas), controls[i].action, tooltip);
    }

  if (brightness != NULL && contrast != NULL)
    view = g_strdup_printf (_ ("Brightness and Contrast (%s, %s)"), brightness, contrast);
  gtk_widget_set_tooltip_text (self->view_button, view != NULL ? view : _ ("Brightness and Contrast"));
  gtk_widget_set_tooltip_text (self->floating_view_button, view != NULL ? view : _ ("Brightness and Contrast"));
  _gw_labeling_page_update_tool_keys (self);
}

void
_gw_labeling_page_update_keys (GwLabelingPage *self)
{
  GwCommandForms form = self->classes ? GW_COMMAND_CLASSES : GW_COMMAND_BOXES;
  GtkEventController *before = gw_keymap_make_controller (self->keymap, GW_COMMAND_CANVAS, form, on_canvas_key_cb,
                                                          NULL);

  gtk_event_controller_set_propagation_phase (before, GTK_PHASE_CAPTURE);
  set_controller (self, &self->canvas_keys, before);
  set_controller (self, &self->page_keys,
                  gw_keymap_make_controller (self->keymap, GW_COMMAND_PAGE, form, on_key_cb, NULL));
  set_controller (self, &self->always_keys,
                  gw_keymap_make_controller (self->keymap, GW_COMMAND_ALWAYS, form, on_key_cb, NULL));
  give_canvas_its_keys (self, form);
  update_words (self);
}

void
_gw_labeling_page_make_keys (GwLabelingPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *any = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (on_key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_event_controller_set_propagation_phase (any, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (any, "key-pressed", G_CALLBACK (on_any_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), any);

  /* Asked before the controllers above: the map goes before hotkeys. */
  _gw_labeling_page_update_keys (self);
  g_signal_connect_object (self->keymap, "changed", G_CALLBACK (_gw_labeling_page_update_keys), self,
                           G_CONNECT_SWAPPED);
}
