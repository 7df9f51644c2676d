/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shortcut-recorder.h"

#include <glib/gi18n.h>

struct _GwShortcutRecorder
{
  AdwWindow parent_instance;

  GwKeymap *keymap;
  const GwCommand *command;
  char *key; /* (nullable): pressed, and another command has it */

  GtkLabel *prompt;
  GtkLabel *message;
  GtkWidget *replace;
};

G_DEFINE_FINAL_TYPE (GwShortcutRecorder, gw_shortcut_recorder, ADW_TYPE_WINDOW)

static void
refuse (GwShortcutRecorder *self, const char *text, gboolean can_replace)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
  gtk_widget_set_visible (self->replace, can_replace);
}

static void
give (GwShortcutRecorder *self, const char *key)
{
  g_autoptr (GError) error = NULL;

  if (gw_keymap_take_key (self->keymap, self->command, key, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    refuse (self, error->message, FALSE);
}

static void
replace_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwShortcutRecorder *self = GW_SHORTCUT_RECORDER (widget);

  if (self->key != NULL)
    give (self, self->key);
}

void
gw_shortcut_recorder_press (GwShortcutRecorder *self, guint keyval, GdkModifierType modifiers)
{
  g_autofree char *key = NULL;
  const GwCommand *other;

  g_return_if_fail (GW_IS_SHORTCUT_RECORDER (self));

  modifiers &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_Escape && modifiers == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  key = gtk_accelerator_name (gdk_keyval_to_lower (keyval), modifiers);
  other = gw_keymap_find_clash (self->keymap, self->command, key);
  if (other == NULL)
    {
      give (self, key);
      return;
    }

  {
    g_autofree char *label = gw_keymap_label_key (key);
    g_autofree char *text = NULL;

    g_free (self->key);
    self->key = g_steal_pointer (&key);
    text = other->fixed ? g_strdup_printf (_ ("%s is used by “%s”, whose keys cannot be changed."), label,
                                           gw_command_get_title (other))
                        : g_strdup_printf (_ ("%s is used by “%s”."), label, gw_command_get_title (other));
    refuse (self, text, !other->fixed);
  }
}

/* Keys that are only held say nothing yet. */
static gboolean
is_modifier (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Shift_L:
    case GDK_KEY_Shift_R:
    case GDK_KEY_Control_L:
    case GDK_KEY_Control_R:
    case GDK_KEY_Alt_L:
    case GDK_KEY_Alt_R:
    case GDK_KEY_Meta_L:
    case GDK_KEY_Meta_R:
    case GDK_KEY_Super_L:
    case GDK_KEY_Super_R:
    case GDK_KEY_ISO_Level3_Shift:
    case GDK_KEY_Caps_Lock:
    case GDK_KEY_Num_Lock:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                   GwShortcutRecorder *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (is_modifier (keyval))
    return GDK_EVENT_PROPAGATE;
  /* Its buttons keep the keys that press them and lead to them. */
  if (gtk_widget_get_visible (self->replace) && focus != NULL && GTK_IS_BUTTON (focus)
      && (keyval == GDK_KEY_Return || keyval == GDK_KEY_space || keyval == GDK_KEY_Tab))
    return GDK_EVENT_PROPAGATE;

  gw_shortcut_recorder_press (self, keyval, state);

  return GDK_EVENT_STOP;
}

static void
gw_shortcut_recorder_dispose (GObject *object)
{
  g_clear_object (&GW_SHORTCUT_RECORDER (object)->keymap);
  g_clear_pointer (&GW_SHORTCUT_RECORDER (object)->key, g_free);

  G_OBJECT_CLASS (gw_shortcut_recorder_parent_class)->dispose (object);
}

static void
gw_shortcut_recorder_class_init (GwShortcutRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_shortcut_recorder_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "recorder.replace", NULL, replace_action);
}

static GtkLabel *
new_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
gw_shortcut_recorder_init (GwShortcutRecorder *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->prompt = new_label (inside);
  gtk_widget_add_css_class (GTK_WIDGET (self->prompt), "title-4");
  self->message = new_label (inside);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "gw-error-text");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  self->replace = gtk_button_new_with_mnemonic (_ ("_Replace"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->replace), "recorder.replace");
  gtk_widget_set_halign (self->replace, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->replace, FALSE);
  gtk_box_append (GTK_BOX (inside), self->replace);
  gtk_widget_set_valign (inside, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (inside, TRUE);
  gtk_widget_set_margin_start (inside, 18);
  gtk_widget_set_margin_end (inside, 18);
  gtk_widget_set_margin_bottom (inside, 24);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), inside);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Set Shortcut"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 400, 240);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
gw_shortcut_recorder_new (GtkWindow *parent, GwKeymap *keymap, const GwCommand *command)
{
  GwShortcutRecorder *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);
  g_return_val_if_fail (command != NULL, NULL);

  self = g_object_new (GW_TYPE_SHORTCUT_RECORDER, "transient-for", parent, NULL);
  self->keymap = g_object_ref (keymap);
  self->command = command;
  text = g_strdup_printf (_ ("Press the new key for “%s”. Esc leaves it as it is."), gw_command_get_title (command));
  gtk_label_set_label (self->prompt, text);

  return GTK_WIDGET (self);
}
