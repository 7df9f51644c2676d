/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-keymap.h"

#include <string.h>

#include "gw-canvas.h"
#include "gw-error.h"
#include "gw-labeling-page.h"
#include "gw-window.h"

/* Keys and actions as the design names them, for boxes and for classes. */
static const struct
{
  GwCommandForms form;
  const char *key;
  const char *action;
} expected[] = {
  { GW_COMMAND_BOTH, "<Control>Return", "labeling.submit" },
  { GW_COMMAND_BOTH, "<Control>space", "labeling.skip" },
  { GW_COMMAND_BOTH, "<Alt>f", "labeling.flag" },
  { GW_COMMAND_BOTH, "f", "labeling.next" },
  { GW_COMMAND_BOTH, "<Control>Right", "labeling.next" },
  { GW_COMMAND_BOTH, "d", "labeling.previous" },
  { GW_COMMAND_BOTH, "<Control>Left", "labeling.previous" },
  { GW_COMMAND_BOTH, "<Shift>f", "labeling.next-unlabeled" },
  { GW_COMMAND_BOTH, "<Shift>d", "labeling.previous-unlabeled" },
  { GW_COMMAND_BOTH, "<Control>g", "labeling.go-to" },
  { GW_COMMAND_BOXES, "v", "labeling.tool" },
  { GW_COMMAND_BOXES, "b", "labeling.tool" },
  { GW_COMMAND_BOXES, "p", "labeling.tool" },
  { GW_COMMAND_BOXES, "r", "labeling.tool" },
  { GW_COMMAND_BOXES, "e", "labeling.tool" },
  { GW_COMMAND_BOXES, "o", "labeling.tool" },
  { GW_COMMAND_BOXES, "s", "labeling.tool" },
  { GW_COMMAND_BOXES, "w", "labeling.tool" },
  { GW_COMMAND_BOXES, "x", "labeling.tool" },
  { GW_COMMAND_BOXES, "t", "labeling.tool" },
  { GW_COMMAND_BOXES, "j", "labeling.tool" },
  { GW_COMMAND_BOXES, "k", "labeling.tool" },
  { GW_COMMAND_BOXES, "<Shift>e", "labeling.tool" },
  { GW_COMMAND_BOXES, "g", "labeling.tool" },
  { GW_COMMAND_BOXES, "m", "canvas.merge" },
  { GW_COMMAND_BOXES, "<Shift>m", "canvas.split" },
  { GW_COMMAND_BOXES, "bracketleft", "canvas.size-down" },
  { GW_COMMAND_BOXES, "bracketright", "canvas.size-up" },
  { GW_COMMAND_BOXES, "<Shift>bracketleft", "canvas.second-size-down" },
  { GW_COMMAND_BOXES, "<Shift>bracketright", "canvas.second-size-up" },
  { GW_COMMAND_BOXES, "n", "labeling.draw-again" },
  { GW_COMMAND_BOTH, "1", "labeling.choose-number" },
  { GW_COMMAND_BOTH, "9", "labeling.choose-number" },
  { GW_COMMAND_BOXES, "<Control>1", "labeling.relabel-number" },
  { GW_COMMAND_BOXES, "<Control>9", "labeling.relabel-number" },
  { GW_COMMAND_BOTH, "slash", "labeling.find-label" },
  { GW_COMMAND_BOTH, "q", "labeling.toggle-attribute" },
  { GW_COMMAND_CLASSES, "w", "labeling.toggle-attribute" },
  { GW_COMMAND_CLASSES, "e", "labeling.toggle-attribute" },
  { GW_COMMAND_CLASSES, "r", "labeling.toggle-attribute" },
  { GW_COMMAND_CLASSES, "t", "labeling.toggle-attribute" },
  { GW_COMMAND_BOTH, "a", "labeling.next-attribute" },
  { GW_COMMAND_BOXES, "Tab", "canvas.next-object" },
  { GW_COMMAND_BOXES, "<Shift>Tab", "canvas.previous-object" },
  { GW_COMMAND_BOTH, "<Control>Tab", "canvas.leave" },
  { GW_COMMAND_BOXES, "Left", "canvas.move-left" },
  { GW_COMMAND_BOXES, "<Shift>Down", "canvas.move-down-10" },
  { GW_COMMAND_BOXES, "<Control><Shift>Right", "canvas.wider" },
  { GW_COMMAND_BOXES, "Return", "canvas.apply" },
  { GW_COMMAND_BOXES, "BackSpace", "canvas.remove-point" },
  { GW_COMMAND_CLASSES, "BackSpace", "labeling.clear" },
  { GW_COMMAND_BOTH, "Escape", "canvas.cancel" },
  { GW_COMMAND_BOXES, "h", "canvas.hide" },
  { GW_COMMAND_BOXES, "l", "canvas.lock" },
  { GW_COMMAND_BOXES, "<Shift>h", "canvas.hide-all" },
  { GW_COMMAND_BOXES, "<Shift>l", "canvas.lock-all" },
  { GW_COMMAND_BOTH, "z", NULL },
  { GW_COMMAND_BOTH, "space", NULL },
  { GW_COMMAND_BOXES, "<Control>c", "canvas.copy" },
  { GW_COMMAND_BOXES, "<Control>x", "canvas.cut" },
  { GW_COMMAND_BOXES, "<Control>v", "canvas.paste" },
  { GW_COMMAND_BOXES, "<Control><Shift>v", "labeling.paste-previous" },
  { GW_COMMAND_BOXES, "<Control>d", "canvas.duplicate" },
  { GW_COMMAND_BOXES, "<Control>b", "labeling.copy-forward" },
  { GW_COMMAND_BOXES, "<Control>m", "labeling.convert" },
  { GW_COMMAND_BOXES, "<Control>bracketright", "canvas.raise" },
  { GW_COMMAND_BOXES, "<Control>bracketleft", "canvas.lower" },
  { GW_COMMAND_BOXES, "comma", "canvas.opacity-down" },
  { GW_COMMAND_BOXES, "period", "canvas.opacity-up" },
  { GW_COMMAND_BOXES, "<Shift>o", "canvas.outline-only" },
  { GW_COMMAND_BOTH, "plus", "canvas.zoom-in" },
  { GW_COMMAND_BOTH, "equal", "canvas.zoom-in" },
  { GW_COMMAND_BOTH, "<Control>minus", "canvas.zoom-out" },
  { GW_COMMAND_BOTH, "0", "canvas.fit" },
  { GW_COMMAND_BOTH, "<Control>0", "canvas.zoom-100" },
  { GW_COMMAND_BOXES, "<Shift>0", "canvas.zoom-selection" },
  { GW_COMMAND_BOTH, "<Shift>g", "canvas.pixel-grid" },
  { GW_COMMAND_BOTH, "<Shift>b", "labeling.adjust" },
  { GW_COMMAND_BOTH, "<Shift>c", "labeling.adjust" },
  { GW_COMMAND_BOTH, "<Shift>x", "canvas.reset-adjustments" },
  { GW_COMMAND_BOTH, "F11", "labeling.zen" },
  { GW_COMMAND_BOXES, "F7", "labeling.comparing" },
  { GW_COMMAND_BOXES, "F3", "labeling.next-difference" },
  { GW_COMMAND_BOXES, "<Shift>F3", "labeling.previous-difference" },
  { GW_COMMAND_BOXES, "<Control>F7", "labeling.take-compared" },
  { GW_COMMAND_BOTH, "<Control>z", "win.undo" },
  { GW_COMMAND_BOTH, "<Control><Shift>z", "win.redo" },
  { GW_COMMAND_BOTH, "<Control>y", "win.redo" },
  { GW_COMMAND_BOXES, "Delete", "canvas.delete" },
  { GW_COMMAND_BOXES, "<Control>a", "canvas.select-all" },
  { GW_COMMAND_BOXES, "<Control><Shift>a", "canvas.select-none" },
};

typedef struct
{
  GSettings *settings;
  GwKeymap *keymap;
  guint n_changed;
} Fixture;

static void
on_changed_cb (GwKeymap *keymap, Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (GW_APP_ID);
  g_settings_reset (fixture->settings, "keymap");
  g_settings_reset (fixture->settings, "own-keys");
  fixture->keymap = gw_keymap_new (fixture->settings);
  g_signal_connect (fixture->keymap, "changed", G_CALLBACK (on_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->keymap);
  g_object_unref (fixture->settings);
}

static gboolean
has_key (Fixture *fixture, const char *id, const char *key)
{
  return g_strv_contains (gw_keymap_get_keys (fixture->keymap, gw_command_find (id)), key);
}

static void
test_as_designed (Fixture *fixture, gconstpointer data)
{
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < n; k++)
        found |= g_strv_contains (gw_keymap_get_keys (fixture->keymap, &commands[k]), expected[i].key)
                 && g_strcmp0 (commands[k].action, expected[i].action) == 0
                 && (commands[k].forms & expected[i].form) == expected[i].form;
      if (!found)
        g_test_message ("%s does not do %s", expected[i].key, expected[i].action);
      g_assert_true (found);
    }
}

static void
test_table_is_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (g_hash_table_add (ids, (gpointer) commands[i].id));
      g_assert_true (gw_command_find (commands[i].id) == &commands[i]);
      g_assert_true (commands[i].title != NULL || commands[i].number > 1);
      g_assert_nonnull (gw_command_get_group_title (commands[i].group));
      for (int keymap = 0; keymap < GW_N_KEYS; keymap++)
        {
          const char *keys = gw_command_get_keys (&commands[i], (GwKeys) keymap);
          g_auto (GStrv) triggers = *keys != '\0' ? g_strsplit (keys, " ", -1) : g_new0 (char *, 1);

          for (guint k = 0; triggers[k] != NULL; k++)
            {
              g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (triggers[k]);

              g_assert_nonnull (trigger);
            }
        }
    }
}

/* In every keymap a key does one thing; where two listen by design, that is
 * said by find_clash().
 */
static void
test_no_key_twice (Fixture *fixture, gconstpointer data)
{
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  for (int keymap = 0; keymap < GW_N_KEYS; keymap++)
    {
      g_settings_set_enum (fixture->settings, "keymap", keymap);
      for (gsize i = 0; i < n; i++)
        {
          const char *const *keys = gw_keymap_get_keys (fixture->keymap, &commands[i]);

          for (guint k = 0; keys[k] != NULL; k++)
            {
              const GwCommand *other = gw_keymap_find_clash (fixture->keymap, &commands[i], keys[k]);

              if (other != NULL)
                g_test_message ("keymap %d: %s is %s and %s", keymap, keys[k], commands[i].id, other->id);
              g_assert_null (other);
            }
        }
    }
}

static const GVariantType *
find_action (gpointer klass, const char *name, gboolean *found)
{
  const char *action;
  const GVariantType *type = NULL;
  guint i = 0;
  GType owner;
  const char *property;

  *found = FALSE;
  while (!*found && gtk_widget_class_query_action (klass, i++, &owner, &action, &type, &property))
    *found = strcmp (action, name) == 0;

  return type;
}

/* A property action of a boolean is called without an argument. */
static void
test_actions_exist (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTypeClass) page = g_type_class_ref (GW_TYPE_LABELING_PAGE);
  g_autoptr (GTypeClass) canvas = g_type_class_ref (GW_TYPE_CANVAS);
  g_autoptr (GTypeClass) window = g_type_class_ref (GW_TYPE_WINDOW);
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      const char *action = commands[i].action;
      gboolean found;
      const GVariantType *type;

      if (action == NULL || commands[i].place == GW_COMMAND_APP)
        continue;
      type = find_action (g_str_has_prefix (action, "canvas.") ? canvas
                          : g_str_has_prefix (action, "win.")  ? window
                                                               : page,
                          action, &found);
      if (!found)
        g_test_message ("%s is no action", action);
      g_assert_true (found);
      if (commands[i].argument != NULL)
        {
          g_autoptr (GVariant) argument = g_variant_ref_sink (g_variant_new_parsed (commands[i].argument, NULL));

          g_assert_nonnull (type);
          g_assert_true (g_variant_is_of_type (argument, type));
        }
    }
}

/* --- keys of other programs ------------------------------------------------------------ */

static void
test_cvat (Fixture *fixture, gconstpointer data)
{
  g_settings_set_string (fixture->settings, "keymap", "cvat");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_false (has_key (fixture, "choose-label-3", "3"));
  g_assert_true (has_key (fixture, "choose-label-3", "<Control>3"));
  g_assert_true (has_key (fixture, "save", "<Control>s"));
  g_assert_true (has_key (fixture, "next-image", "f"));
}

static void
test_labelme (Fixture *fixture, gconstpointer data)
{
  g_settings_set_string (fixture->settings, "keymap", "labelme");
  g_assert_true (has_key (fixture, "next-image", "d"));
  g_assert_true (has_key (fixture, "previous-image", "a"));
  g_assert_true (has_key (fixture, "box-tool", "<Control>r"));
  g_assert_true (has_key (fixture, "select-tool", "<Control>j"));
  g_assert_true (has_key (fixture, "new-project", "<Control><Shift>n"));
  g_assert_false (has_key (fixture, "new-project", "<Control>n"));
  g_assert_true (has_key (fixture, "submit", "<Control>Return"));
}

static void
test_label_studio (Fixture *fixture, gconstpointer data)
{
  g_settings_set_string (fixture->settings, "keymap", "label-studio");
  g_assert_true (has_key (fixture, "hide", "<Alt>h"));
  g_assert_true (has_key (fixture, "hide", "h"));
  g_assert_true (has_key (fixture, "lock", "<Alt>l"));
  g_assert_true (has_key (fixture, "select-none", "u"));
  g_assert_true (has_key (fixture, "next-object", "<Alt>period"));
}

/* --- own keys ---------------------------------------------------------------------------- */

static void
test_own_keys (Fixture *fixture, gconstpointer data)
{
  const GwCommand *flag = gw_command_find ("flag");
  const char *const keys[] = { "F4", "<Alt>k", NULL };
  GError *error = NULL;

  /* It begins as the keymap that was in use. */
  g_settings_set_string (fixture->settings, "keymap", "labelme");
  fixture->n_changed = 0;
  g_assert_true (gw_keymap_set_own_keys (fixture->keymap, flag, keys, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_true (has_key (fixture, "flag", "F4"));
  g_assert_true (has_key (fixture, "flag", "<Alt>k"));
  g_assert_false (has_key (fixture, "flag", "<Alt>f"));
  g_assert_true (has_key (fixture, "next-image", "d"));
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "keymap"), ==, GW_N_KEYS);

  /* No key at all is a choice too. */
  g_assert_true (gw_keymap_set_own_keys (fixture->keymap, flag, (const char *const[]) { NULL }, &error));
  g_assert_null (gw_keymap_get_keys (fixture->keymap, flag)[0]);
  g_assert_null (gw_keymap_dup_label (fixture->keymap, "flag"));
  g_assert_true (gw_keymap_set_own_keys (fixture->keymap, flag, NULL, &error));
  g_assert_true (has_key (fixture, "flag", "<Alt>f"));

  gw_keymap_reset (fixture->keymap);
  g_assert_true (has_key (fixture, "next-image", "f"));
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "keymap"), ==, GW_KEYS_GROUNDWORK);
}

static void
test_refuses_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    const char *key;
  } refused[] = {
    { "zen", "F12" },              /* fixed */
    { "flag", "<Control>Return" }, /* Submit */
    { "flag", "Escape" },          /* fixed elsewhere */
    { "flag", "<Control>n" },      /* of the application */
    { "flag", "no key" },
    { "hide", "<Shift>z <Shift>y" },
    { "box-tool", "V" }, /* Select, in the other case */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *const keys[] = { refused[i].key, NULL };

      g_assert_false (gw_keymap_set_own_keys (fixture->keymap, gw_command_find (refused[i].id), keys, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
    }
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "keymap"), ==, GW_KEYS_GROUNDWORK);
}

static void
test_replaces_keys (Fixture *fixture, gconstpointer data)
{
  const GwCommand *box = gw_command_find ("box-tool");
  const GwCommand *other = gw_keymap_find_clash (fixture->keymap, box, "n");
  GError *error = NULL;

  g_assert_cmpstr (other->id, ==, "draw-again");
  g_assert_true (gw_keymap_take_key (fixture->keymap, box, "n", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_null (gw_keymap_find_clash (fixture->keymap, box, "n"));
  g_assert_true (has_key (fixture, "box-tool", "n"));
  g_assert_null (gw_keymap_get_keys (fixture->keymap, other)[0]);
}

/* Where one of those that have the key is fixed, none loses it. */
static void
test_replaces_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_settings_set_value (fixture->settings, "own-keys", g_variant_new_parsed ("{'select-tool': ['<Control>z']}"));
  g_settings_set_string (fixture->settings, "keymap", "own");
  g_assert_true (has_key (fixture, "select-tool", "<Control>z"));
  fixture->n_changed = 0;

  g_assert_false (gw_keymap_take_key (fixture->keymap, gw_command_find ("box-tool"), "<Control>z", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
  g_assert_true (gw_keymap_find_clash (fixture->keymap, gw_command_find ("box-tool"), "<Control>z")->fixed);
  g_assert_true (has_key (fixture, "select-tool", "<Control>z"));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

/* Forms that are never on at the same time may share a key. */
static void
test_forms_share_keys (Fixture *fixture, gconstpointer data)
{
  g_assert_null (gw_keymap_find_clash (fixture->keymap, gw_command_find ("attribute-2"), "b"));
  g_assert_nonnull (gw_keymap_find_clash (fixture->keymap, gw_command_find ("attribute-2"), "f"));
}

static void
test_survives_bad_settings (Fixture *fixture, gconstpointer data)
{
  g_settings_set_value (fixture->settings, "own-keys",
                        g_variant_new_parsed ("{'flag': ['nonsense', 'F4'], 'unknown': ['x'], 'zen': ['F12'],"
                                              " 'skip': ['a b']}"));
  g_settings_set_string (fixture->settings, "keymap", "own");
  g_assert_true (has_key (fixture, "flag", "F4"));
  g_assert_false (has_key (fixture, "flag", "nonsense"));
  g_assert_true (has_key (fixture, "zen", "F11"));
  g_assert_null (gw_keymap_get_keys (fixture->keymap, gw_command_find ("skip"))[0]);
  g_assert_true (has_key (fixture, "submit", "<Control>Return"));
}

static void
test_labels (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *label;
  } labels[] = {
    { "<Control>Return", "Ctrl+Enter" },
    { "<Control>space", "Ctrl+Space" },
    { "<Alt>f", "Alt+F" },
    { "f", "F" },
    { "<Shift>0", "Shift+0" },
    { "BackSpace", "Backspace" },
    { "F11", "F11" },
    { "Escape", "Esc" },
    { "Return", "Enter" },
  };
  g_autofree char *tooltip = gw_keymap_dup_tooltip (fixture->keymap, "Undo", "undo");
  g_autofree char *none = gw_keymap_dup_tooltip (fixture->keymap, "Save", "save");

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = gw_keymap_label_key (labels[i].key);

      g_assert_cmpstr (label, ==, labels[i].label);
    }
  g_assert_cmpstr (tooltip, ==, "Undo (Ctrl+Z)");
  g_assert_cmpstr (none, ==, "Save");
}

static void
count_cb (GtkWidget *widget, GParamSpec *pspec, guint *n)
{
  *n += 1;
}

/* Setting a tooltip makes GTK wait for the display, so the same one is not set. */
static void
test_tooltip_is_set_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());
  guint n = 0;

  g_signal_connect (button, "notify::tooltip-text", G_CALLBACK (count_cb), &n);
  for (int i = 0; i < 3; i++)
    gw_keymap_set_tooltip (fixture->keymap, button, "Undo", "undo");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Undo (Ctrl+Z)");
  gw_keymap_set_tooltip (fixture->keymap, button, "Redo", "redo");
  g_assert_cmpuint (n, ==, 2);
  g_object_unref (button);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("/keymap/as-designed", test_as_designed);
  ADD ("/keymap/table-is-sound", test_table_is_sound);
  ADD ("/keymap/no-key-twice", test_no_key_twice);
  ADD ("/keymap/actions-exist", test_actions_exist);
  ADD ("/keymap/cvat", test_cvat);
  ADD ("/keymap/labelme", test_labelme);
  ADD ("/keymap/label-studio", test_label_studio);
  ADD ("/keymap/tooltip-is-set-once", test_tooltip_is_set_once);
  ADD ("/keymap/own/keys", test_own_keys);
  ADD ("/keymap/own/refuses-keys", test_refuses_keys);
  ADD ("/keymap/own/replaces-keys", test_replaces_keys);
  ADD ("/keymap/own/replaces-all-or-nothing", test_replaces_all_or_nothing);
  ADD ("/keymap/own/forms-share-keys", test_forms_share_keys);
  ADD ("/keymap/own/survives-bad-settings", test_survives_bad_settings);
  ADD ("/keymap/labels", test_labels);

  return g_test_run ();
}
