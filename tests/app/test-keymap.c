/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-labeling-keys.h"

#include <string.h>

#include "gw-canvas.h"
#include "gw-labeling-page.h"

/* Keys and actions as the design names them, for boxes and for classes. */
static const struct
{
  GwLabelingVariants variant;
  const char *key;
  const char *action;
} expected[] = {
  { GW_LABELING_BOTH, "<Control>Return", "labeling.submit" },
  { GW_LABELING_BOTH, "<Control>space", "labeling.skip" },
  { GW_LABELING_BOTH, "<Alt>f", "labeling.flag" },
  { GW_LABELING_BOTH, "f", "labeling.next" },
  { GW_LABELING_BOTH, "<Control>Right", "labeling.next" },
  { GW_LABELING_BOTH, "d", "labeling.previous" },
  { GW_LABELING_BOTH, "<Control>Left", "labeling.previous" },
  { GW_LABELING_BOTH, "<Shift>f", "labeling.next-unlabeled" },
  { GW_LABELING_BOTH, "<Shift>d", "labeling.previous-unlabeled" },
  { GW_LABELING_BOTH, "<Control>g", "labeling.go-to" },
  { GW_LABELING_BOXES, "v", "labeling.tool" },
  { GW_LABELING_BOXES, "b", "labeling.tool" },
  { GW_LABELING_BOXES, "n", "labeling.draw-again" },
  { GW_LABELING_BOTH, "1", "labeling.choose-number" },
  { GW_LABELING_BOTH, "9", "labeling.choose-number" },
  { GW_LABELING_BOXES, "<Control>1", "labeling.relabel-number" },
  { GW_LABELING_BOXES, "<Control>9", "labeling.relabel-number" },
  { GW_LABELING_BOTH, "slash", "labeling.find-label" },
  { GW_LABELING_BOTH, "q", "labeling.toggle-attribute" },
  { GW_LABELING_CLASSES, "w", "labeling.toggle-attribute" },
  { GW_LABELING_CLASSES, "e", "labeling.toggle-attribute" },
  { GW_LABELING_CLASSES, "r", "labeling.toggle-attribute" },
  { GW_LABELING_CLASSES, "t", "labeling.toggle-attribute" },
  { GW_LABELING_BOTH, "a", "labeling.next-attribute" },
  { GW_LABELING_BOXES, "Tab", "canvas.next-object" },
  { GW_LABELING_BOXES, "<Shift>Tab", "canvas.previous-object" },
  { GW_LABELING_BOTH, "<Control>Tab", "canvas.leave" },
  { GW_LABELING_BOXES, "Left", "canvas.move-left" },
  { GW_LABELING_BOXES, "<Shift>Down", "canvas.move-down-10" },
  { GW_LABELING_BOXES, "<Control><Shift>Right", "canvas.wider" },
  { GW_LABELING_BOXES, "Return", "canvas.set-point" },
  { GW_LABELING_BOXES, "BackSpace", "canvas.remove-point" },
  { GW_LABELING_CLASSES, "BackSpace", "labeling.clear" },
  { GW_LABELING_BOTH, "Escape", "canvas.cancel" },
  { GW_LABELING_BOXES, "h", "canvas.hide" },
  { GW_LABELING_BOXES, "l", "canvas.lock" },
  { GW_LABELING_BOXES, "<Shift>h", "canvas.hide-all" },
  { GW_LABELING_BOXES, "<Shift>l", "canvas.lock-all" },
  { GW_LABELING_BOTH, "z", NULL },
  { GW_LABELING_BOTH, "space", NULL },
  { GW_LABELING_BOXES, "<Control>c", "canvas.copy" },
  { GW_LABELING_BOXES, "<Control>x", "canvas.cut" },
  { GW_LABELING_BOXES, "<Control>v", "canvas.paste" },
  { GW_LABELING_BOXES, "<Control><Shift>v", "labeling.paste-previous" },
  { GW_LABELING_BOXES, "<Control>d", "canvas.duplicate" },
  { GW_LABELING_BOXES, "<Control>b", "labeling.copy-forward" },
  { GW_LABELING_BOXES, "<Control>bracketright", "canvas.raise" },
  { GW_LABELING_BOXES, "<Control>bracketleft", "canvas.lower" },
  { GW_LABELING_BOXES, "comma", "canvas.opacity-down" },
  { GW_LABELING_BOXES, "period", "canvas.opacity-up" },
  { GW_LABELING_BOXES, "<Shift>o", "canvas.outline-only" },
  { GW_LABELING_BOTH, "plus", "canvas.zoom-in" },
  { GW_LABELING_BOTH, "equal", "canvas.zoom-in" },
  { GW_LABELING_BOTH, "<Control>minus", "canvas.zoom-out" },
  { GW_LABELING_BOTH, "0", "canvas.fit" },
  { GW_LABELING_BOTH, "<Control>0", "canvas.zoom-100" },
  { GW_LABELING_BOXES, "<Shift>0", "canvas.zoom-selection" },
  { GW_LABELING_BOTH, "<Shift>g", "canvas.pixel-grid" },
  { GW_LABELING_BOTH, "<Shift>b", "labeling.adjust" },
  { GW_LABELING_BOTH, "<Shift>c", "labeling.adjust" },
  { GW_LABELING_BOTH, "<Shift>x", "canvas.reset-adjustments" },
  { GW_LABELING_BOTH, "F11", "labeling.zen" },
  { GW_LABELING_BOTH, "<Control>z", "win.undo" },
  { GW_LABELING_BOTH, "<Control><Shift>z", "win.redo" },
  { GW_LABELING_BOTH, "<Control>y", "win.redo" },
  { GW_LABELING_BOXES, "Delete", "canvas.delete" },
  { GW_LABELING_BOXES, "<Control>a", "canvas.select-all" },
  { GW_LABELING_BOXES, "<Control><Shift>a", "canvas.select-none" },
};

static gboolean
has_key (const GwLabelingKey *row, const char *key)
{
  g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);

  return g_strv_contains ((const char *const *) keys, key);
}

static void
test_as_designed (void)
{
  gsize n;
  const GwLabelingKey *keys = gw_labeling_keys_list (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < n; k++)
        found |= has_key (&keys[k], expected[i].key) && g_strcmp0 (keys[k].action, expected[i].action) == 0
                 && (keys[k].variants & expected[i].variant) == expected[i].variant;
      if (!found)
        g_test_message ("%s does not do %s", expected[i].key, expected[i].action);
      g_assert_true (found);
    }
}

static void
test_triggers_parse (void)
{
  gsize n;
  const GwLabelingKey *keys = gw_labeling_keys_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) triggers = g_strsplit (keys[i].keys, " ", -1);

      for (guint k = 0; triggers[k] != NULL; k++)
        {
          g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (triggers[k]);

          g_assert_nonnull (trigger);
        }
    }
}

/* In one form a key does one thing; on the canvas Escape takes back first. */
static void
test_no_key_twice (void)
{
  static const GwLabelingVariants variants[] = { GW_LABELING_BOXES, GW_LABELING_CLASSES };
  gsize n;
  const GwLabelingKey *keys = gw_labeling_keys_list (&n);

  for (gsize v = 0; v < G_N_ELEMENTS (variants); v++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize i = 0; i < n; i++)
        {
          g_auto (GStrv) triggers = g_strsplit (keys[i].keys, " ", -1);

          if ((keys[i].variants & variants[v]) == 0 || keys[i].place == GW_KEY_CANVAS)
            continue;
          for (guint k = 0; triggers[k] != NULL; k++)
            g_assert_true (g_hash_table_add (seen, g_strdup (triggers[k])));
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
test_actions_exist (void)
{
  g_autoptr (GTypeClass) page = g_type_class_ref (GW_TYPE_LABELING_PAGE);
  g_autoptr (GTypeClass) canvas = g_type_class_ref (GW_TYPE_CANVAS);
  gsize n;
  const GwLabelingKey *keys = gw_labeling_keys_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean found;
      const GVariantType *type;

      if (keys[i].action == NULL || g_str_has_prefix (keys[i].action, "win."))
        continue;
      type = find_action (g_str_has_prefix (keys[i].action, "canvas.") ? canvas : page, keys[i].action, &found);
      if (!found)
        g_test_message ("%s is no action", keys[i].action);
      g_assert_true (found);
      if (keys[i].argument != NULL)
        {
          g_autoptr (GVariant) argument = g_variant_ref_sink (g_variant_new_parsed (keys[i].argument, NULL));

          g_assert_nonnull (type);
          g_assert_true (g_variant_is_of_type (argument, type));
        }
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labeling-keys/as-designed", test_as_designed);
  g_test_add_func ("/labeling-keys/triggers-parse", test_triggers_parse);
  g_test_add_func ("/labeling-keys/no-key-twice", test_no_key_twice);
  g_test_add_func ("/labeling-keys/actions-exist", test_actions_exist);

  return g_test_run ();
}
