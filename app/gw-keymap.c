/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-keymap.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"

/* The value of the setting "keymap" behind those that are given. */
#define OWN GW_N_KEYS

struct _GwKeymap
{
  GObject parent_instance;

  GSettings *settings;
  GStrv *keys; /* of each command, in the order of the table */
};

G_DEFINE_FINAL_TYPE (GwKeymap, gw_keymap, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- reading ------------------------------------------------------------------- */

static GStrv
split_keys (const char *keys)
{
  return *keys == '\0' ? g_new0 (char *, 1) : g_strsplit (keys, " ", -1);
}

/* What was written by hand, or by another version, may be no key at all. */
static GStrv
read_own_keys (GVariant *own, const GwCommand *command)
{
  g_auto (GStrv) stored = NULL;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  if (command->fixed || !g_variant_lookup (own, command->id, "^as", &stored))
    return split_keys (gw_command_get_keys (command, GW_KEYS_GROUNDWORK));

  for (guint i = 0; stored[i] != NULL; i++)
    {
      g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (stored[i]);

      if (trigger != NULL && strchr (stored[i], ' ') == NULL)
        g_strv_builder_add (keys, stored[i]);
    }

  return g_strv_builder_end (keys);
}

static void
free_keys (GwKeymap *self)
{
  gsize n;

  gw_command_list (&n);
  for (gsize i = 0; self->keys != NULL && i < n; i++)
    g_strfreev (self->keys[i]);
  g_clear_pointer (&self->keys, g_free);
}

static void
read_keys (GwKeymap *self)
{
  gsize n;
  const GwCommand *commands = gw_command_list (&n);
  int keymap = g_settings_get_enum (self->settings, "keymap");
  g_autoptr (GVariant) own = g_settings_get_value (self->settings, "own-keys");

  free_keys (self);
  self->keys = g_new0 (GStrv, n);
  for (gsize i = 0; i < n; i++)
    self->keys[i] = keymap == OWN ? read_own_keys (own, &commands[i])
                                  : split_keys (gw_command_get_keys (&commands[i], (GwKeys) keymap));
}

static void
on_settings_changed_cb (GwKeymap *self)
{
  read_keys (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *const *
gw_keymap_get_keys (GwKeymap *self, const GwCommand *command)
{
  g_return_val_if_fail (GW_IS_KEYMAP (self), NULL);
  g_return_val_if_fail (command != NULL, NULL);

  return (const char *const *) self->keys[command - gw_command_list (NULL)];
}

/* --- words ----------------------------------------------------------------------- */

char *
gw_keymap_label_key (const char *key)
{
  static const struct
  {
    guint keyval;
    const char *name;
  } names[] = {
    { GDK_KEY_Return, NC_ ("keyboard label", "Enter") },
    { GDK_KEY_KP_Enter, NC_ ("keyboard label", "Enter") },
    { GDK_KEY_BackSpace, NC_ ("keyboard label", "Backspace") },
    { GDK_KEY_Escape, NC_ ("keyboard label", "Esc") },
  };
  guint keyval;
  GdkModifierType modifiers;

  g_return_val_if_fail (key != NULL, NULL);

  if (!gtk_accelerator_parse (key, &keyval, &modifiers))
    return g_strdup (key);

  /* As the keys of people are labeled, which is not as the toolkit names them. */
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (names[i].keyval == keyval)
        {
          const char *name = g_dpgettext2 (GETTEXT_PACKAGE, "keyboard label", names[i].name);
          g_autofree char *held = gtk_accelerator_get_label (0, modifiers);

          return *held != '\0' ? g_strconcat (held, "+", name, NULL) : g_strdup (name);
        }
    }

  return gtk_accelerator_get_label (keyval, modifiers);
}

gboolean
gw_keymap_is_other_form (const char *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return strstr (key, "KP_") != NULL || strstr (key, "ISO_") != NULL;
}

char *
gw_keymap_dup_label (GwKeymap *self, const char *command_id)
{
  const GwCommand *command = gw_command_find (command_id);
  const char *const *keys;

  g_return_val_if_fail (GW_IS_KEYMAP (self), NULL);
  g_return_val_if_fail (command != NULL, NULL);

  keys = gw_keymap_get_keys (self, command);

  return keys[0] != NULL ? gw_keymap_label_key (keys[0]) : NULL;
}

char *
gw_keymap_dup_tooltip (GwKeymap *self, const char *text, const char *command_id)
{
  g_autofree char *key = gw_keymap_dup_label (self, command_id);

  /* Translators: what a button does and its key, such as “Undo (Ctrl+Z)”. */
  return key != NULL ? g_strdup_printf (_ ("%s (%s)"), text, key) : g_strdup (text);
}

void
gw_keymap_set_tooltip (GwKeymap *self, GtkWidget *widget, const char *text, const char *command_id)
{
  g_autofree char *tooltip = gw_keymap_dup_tooltip (self, text, command_id);
  const char *before = gtk_widget_get_tooltip_text (widget);

  /* GTK asks the display for the pointer each time, and waits for the answer. */
  if (g_strcmp0 (before, tooltip) != 0)
    gtk_widget_set_tooltip_text (widget, tooltip);
}

/* --- own keys ---------------------------------------------------------------------- */

static gboolean
is_same_key (const char *a, const char *b)
{
  guint keyval_a, keyval_b;
  GdkModifierType modifiers_a, modifiers_b;

  return gtk_accelerator_parse (a, &keyval_a, &modifiers_a) && gtk_accelerator_parse (b, &keyval_b, &modifiers_b)
         && gdk_keyval_to_lower (keyval_a) == gdk_keyval_to_lower (keyval_b) && modifiers_a == modifiers_b;
}

static gboolean
has_key (const char *const *keys, const char *key)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (is_same_key (keys[i], key))
        return TRUE;
    }

  return FALSE;
}

/* In the design some keys do one thing for what has the focus and another
 * around it: Esc on the canvas and elsewhere, F9 in the labeling view and in
 * the window.
 */
static gboolean
share_by_design (const GwCommand *a, const GwCommand *b, const char *key)
{
  g_auto (GStrv) keys_a = split_keys (gw_command_get_keys (a, GW_KEYS_GROUNDWORK));
  g_auto (GStrv) keys_b = split_keys (gw_command_get_keys (b, GW_KEYS_GROUNDWORK));

  return has_key ((const char *const *) keys_a, key) && has_key ((const char *const *) keys_b, key);
}

/* Whether both can be listening at the same time. */
static gboolean
can_meet (const GwCommand *a, const GwCommand *b)
{
  gboolean grid = a->place == GW_COMMAND_GRID || b->place == GW_COMMAND_GRID;
  gboolean window = a->place == GW_COMMAND_APP || a->place == GW_COMMAND_WINDOW || b->place == GW_COMMAND_APP
                    || b->place == GW_COMMAND_WINDOW;

  if (grid && !window)
    return a->place == b->place;

  return (a->forms & b->forms) != 0;
}

static gboolean
clashes (GwKeymap *self, const GwCommand *other, const GwCommand *command, const char *key)
{
  return other != command && can_meet (other, command) && has_key (gw_keymap_get_keys (self, other), key)
         && !share_by_design (other, command, key);
}

const GwCommand *
gw_keymap_find_clash (GwKeymap *self, const GwCommand *command, const char *key)
{
  const GwCommand *found = NULL;
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  g_return_val_if_fail (GW_IS_KEYMAP (self), NULL);
  g_return_val_if_fail (command != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (gsize i = 0; i < n; i++)
    {
      if (!clashes (self, &commands[i], command, key))
        continue;
      if (commands[i].fixed)
        return &commands[i];
      if (found == NULL)
        found = &commands[i];
    }

  return found;
}

static GStrv
dup_keys_without (const char *const *keys, const char *key)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (!is_same_key (keys[i], key))
        g_strv_builder_add (rest, keys[i]);
    }

  return g_strv_builder_end (rest);
}

/* Stores all keys that are not the design's; NULL: the design's for command.
 * Others lose the key taken (nullable) where they would answer to it too.
 */
static void
store_own_keys (GwKeymap *self, const GwCommand *command, const char *const *keys, const char *taken)
{
  gsize n;
  const GwCommand *commands = gw_command_list (&n);
  g_auto (GVariantBuilder) own = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sas}"));

  for (gsize i = 0; i < n; i++)
    {
      const char *const *now = &commands[i] == command ? keys : gw_keymap_get_keys (self, &commands[i]);
      g_auto (GStrv) design = split_keys (gw_command_get_keys (&commands[i], GW_KEYS_GROUNDWORK));
      g_auto (GStrv) rest = NULL;

      if (taken != NULL && clashes (self, &commands[i], command, taken))
        {
          rest = dup_keys_without (now, taken);
          now = (const char *const *) rest;
        }
      if (now != NULL && !g_strv_equal (now, (const char *const *) design))
        g_variant_builder_add (&own, "{s^as}", commands[i].id, now);
    }

  /* One signal for both. */
  g_signal_handlers_block_by_func (self->settings, on_settings_changed_cb, self);
  g_settings_set_value (self->settings, "own-keys", g_variant_builder_end (&own));
  g_settings_set_enum (self->settings, "keymap", OWN);
  g_signal_handlers_unblock_by_func (self->settings, on_settings_changed_cb, self);
  on_settings_changed_cb (self);
}

static gboolean
check_key (GwKeymap *self, const GwCommand *command, const char *key, gboolean replace, GError **error)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);
  const GwCommand *other = trigger != NULL ? gw_keymap_find_clash (self, command, key) : NULL;

  if (trigger == NULL || strchr (key, ' ') != NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s” is not a key."), key);
      return FALSE;
    }
  if (other != NULL && (!replace || other->fixed))
    {
      g_autofree char *label = gw_keymap_label_key (key);

      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s is the key of “%s”."), label,
                   gw_command_get_title (other) != NULL ? gw_command_get_title (other) : other->id);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_changeable (const GwCommand *command, GError **error)
{
  if (!command->fixed)
    return TRUE;

  g_set_error_literal (error, GW_ERROR, GW_ERROR_INVALID, _ ("This key cannot be changed."));

  return FALSE;
}

gboolean
gw_keymap_set_own_keys (GwKeymap *self, const GwCommand *command, const char *const *keys, GError **error)
{
  g_return_val_if_fail (GW_IS_KEYMAP (self), FALSE);
  g_return_val_if_fail (command != NULL, FALSE);

  if (!check_changeable (command, error))
    return FALSE;
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      if (!check_key (self, command, keys[i], FALSE, error))
        return FALSE;
    }

  store_own_keys (self, command, keys, NULL);

  return TRUE;
}

gboolean
gw_keymap_take_key (GwKeymap *self, const GwCommand *command, const char *key, GError **error)
{
  const char *const keys[] = { key, NULL };

  g_return_val_if_fail (GW_IS_KEYMAP (self), FALSE);
  g_return_val_if_fail (command != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  if (!check_changeable (command, error) || !check_key (self, command, key, TRUE, error))
    return FALSE;

  store_own_keys (self, command, keys, key);

  return TRUE;
}

void
gw_keymap_reset (GwKeymap *self)
{
  g_return_if_fail (GW_IS_KEYMAP (self));

  g_settings_reset (self->settings, "own-keys");
  g_settings_reset (self->settings, "keymap");
}

/* --- listening ----------------------------------------------------------------------- */

typedef struct
{
  const GwCommand *command;
  GwCommandFunc func;
  gpointer data;
} Call;

static gboolean
on_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  Call *call = user_data;

  return call->func (widget, call->command, call->data);
}

GtkEventController *
gw_keymap_make_controller (GwKeymap *self, GwCommandPlace place, GwCommandForms forms, GwCommandFunc func,
                           gpointer data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  g_return_val_if_fail (GW_IS_KEYMAP (self), controller);
  g_return_val_if_fail (func != NULL, controller);

  for (gsize i = 0; i < n; i++)
    {
      const char *const *keys = gw_keymap_get_keys (self, &commands[i]);
      Call call = { &commands[i], func, data };

      if (commands[i].place != place || (commands[i].forms & forms) == 0 || commands[i].action == NULL)
        continue;
      for (guint k = 0; keys[k] != NULL; k++)
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (controller),
            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[k]),
                              gtk_callback_action_new (on_shortcut_cb, g_memdup2 (&call, sizeof call), g_free)));
    }

  return controller;
}

gboolean
gw_command_activate (const GwCommand *command, GtkWidget *widget)
{
  g_autoptr (GVariant) argument = NULL;

  g_return_val_if_fail (command != NULL && command->action != NULL, FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  if (command->argument != NULL)
    argument = g_variant_ref_sink (g_variant_new_parsed (command->argument, NULL));

  return gtk_widget_activate_action_variant (widget, command->action, argument);
}

/* --- the object ------------------------------------------------------------------------ */

static void
gw_keymap_finalize (GObject *object)
{
  GwKeymap *self = GW_KEYMAP (object);

  free_keys (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gw_keymap_parent_class)->finalize (object);
}

static void
gw_keymap_class_init (GwKeymapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_keymap_finalize;

  signals[CHANGED] = g_signal_new ("changed", GW_TYPE_KEYMAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_keymap_init (GwKeymap *self)
{
}

GwKeymap *
gw_keymap_new (GSettings *settings)
{
  GwKeymap *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GW_TYPE_KEYMAP, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::keymap", G_CALLBACK (on_settings_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::own-keys", G_CALLBACK (on_settings_changed_cb), self, G_CONNECT_SWAPPED);
  read_keys (self);

  return self;
}
