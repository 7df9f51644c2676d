/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shortcuts-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rows of a page; as many as the smallest window shows. */
#define ROWS_OF_PAGE 14

static const struct
{
  const char *name;
  const char *title;
  GwCommandGroup first;
  GwCommandGroup last;
} sections[] = {
  { "labeling", N_ ("Labeling"), GW_COMMANDS_WALK, GW_COMMANDS_VIEW },
  { "project", N_ ("Project"), GW_COMMANDS_GRID, GW_COMMANDS_GENERAL },
};

/* The window, its sections and groups have no other way to get children than
 * that which interface files use.
 */
static void
add_child (gpointer parent, gpointer child)
{
  GTK_BUILDABLE_GET_IFACE (parent)->add_child (GTK_BUILDABLE (parent), NULL, G_OBJECT (child), NULL);
}

/* Keys of the number block say nothing that the others do not say, and
 * ISO_Left_Tab is how Shift makes Tab arrive.
 */
static gboolean
is_another_form (const char *key)
{
  return strstr (key, "KP_") != NULL || strstr (key, "ISO_") != NULL || g_str_has_suffix (key, "parenright");
}

static void
append_keys (GString *text, GwKeymap *keymap, const GwCommand *command)
{
  const char *const *keys = gw_keymap_get_keys (keymap, command);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      /* “1…9” for the nine commands of digits. */
      if (!is_another_form (keys[i]))
        g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "", keys[i], command->number == 1 ? "...9" : "");
    }
}

static gboolean
shares_line (const GwCommand *a, const GwCommand *b)
{
  return a->group == b->group && a->shared_title != NULL && g_strcmp0 (a->shared_title, b->shared_title) == 0;
}

/* The line of a command and of its neighbours of the same title; NULL where
 * none of them has a key.
 */
static GtkWidget *
make_line (GwKeymap *keymap, const GwCommand *commands, gsize n)
{
  g_autoptr (GString) keys = g_string_new (NULL);
  const char *title = commands->shared_title != NULL ? _ (commands->shared_title) : gw_command_get_title (commands);

  append_keys (keys, keymap, commands);
  for (gsize i = 1; i < n && shares_line (commands, &commands[i]); i++)
    append_keys (keys, keymap, &commands[i]);

  return keys->len > 0 ? g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "accelerator", keys->str, "title", title, NULL)
                       : NULL;
}

static GtkWidget *
make_group (GwKeymap *keymap, GwCommandGroup group)
{
  GtkWidget *widget
      = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", gw_command_get_group_title (group), NULL);
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *line;

      if (commands[i].group != group || commands[i].title == NULL || (i > 0 && shares_line (&commands[i - 1], &commands[i])))
        continue;
      line = make_line (keymap, &commands[i], n - i);
      if (line != NULL)
        add_child (widget, line);
    }

  return widget;
}

GtkWindow *
gw_shortcuts_window_new (GwKeymap *keymap)
{
  GtkWidget *window;

  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW, "modal", TRUE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      GtkWidget *section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", sections[i].name, "title",
                                         _ (sections[i].title), "max-height", ROWS_OF_PAGE, NULL);

      for (int group = sections[i].first; group <= (int) sections[i].last; group++)
        add_child (section, make_group (keymap, (GwCommandGroup) group));
      add_child (window, section);
    }

  return GTK_WINDOW (window);
}
