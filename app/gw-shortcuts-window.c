/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shortcuts-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GwShortcutsWindow
{
  AdwWindow parent_instance;

  GwKeymap *keymap;
  GtkEditable *search;
  GtkBox *groups;
  GtkWidget *nothing_found;
  GtkSizeGroup *keys_width; /* so that the words stand below each other */
};

G_DEFINE_FINAL_TYPE (GwShortcutsWindow, gw_shortcuts_window, ADW_TYPE_WINDOW)

/* How Shift makes 0 and brackets arrive on some keyboards. */
static gboolean
is_another_form (const char *key)
{
  return gw_keymap_is_other_form (key) || g_str_has_suffix (key, "parenright") || g_str_has_suffix (key, "braceleft")
         || g_str_has_suffix (key, "braceright");
}

static gboolean
shares_line (const GwCommand *a, const GwCommand *b)
{
  return a->group == b->group && a->shared_title != NULL && g_strcmp0 (a->shared_title, b->shared_title) == 0;
}

/* --- one line --------------------------------------------------------------------- */

static void
collect_keys (GwShortcutsWindow *self, const GwCommand *command, GPtrArray *labels)
{
  const char *const *keys = gw_keymap_get_keys (self->keymap, command);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *label = NULL;

      if (is_another_form (keys[i]))
        continue;
      label = gw_keymap_label_key (keys[i]);
      /* “1 … 9” for the nine commands of digits. */
      if (command->number == 1)
        g_ptr_array_add (labels, g_strconcat (label, " … 9", NULL));
      else
        g_ptr_array_add (labels, g_steal_pointer (&label));
    }
}

/* Four arrows with the same keys held are one: “Shift+Arrows”. */
static void
join_arrows (GPtrArray *labels)
{
  g_autofree char *left = gtk_accelerator_get_label (GDK_KEY_Left, 0);
  const char *first = labels->len == 4 ? g_ptr_array_index (labels, 0) : NULL;
  g_autofree char *held = NULL;
  const char *plus;

  if (first == NULL || !g_str_has_suffix (first, left))
    return;
  plus = strrchr (first, '+');
  held = plus != NULL ? g_strndup (first, (gsize) (plus - first) + 1) : g_strdup ("");
  for (guint i = 1; i < labels->len; i++)
    {
      if (!g_str_has_prefix (g_ptr_array_index (labels, i), held))
        return;
    }
  g_ptr_array_set_size (labels, 0);
  g_ptr_array_add (labels, g_strconcat (held, _ ("Arrows"), NULL));
}

static GtkWidget *
make_keys (GPtrArray *labels)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < labels->len; i++)
    {
      GtkWidget *key = gtk_label_new (g_ptr_array_index (labels, i));

      gtk_widget_add_css_class (key, "gw-key");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), key);
    }

  return box;
}

/* The line of a command and of its neighbours of the same title; NULL where
 * none of them has a key, or the search is for something else.
 */
static GtkWidget *
make_line (GwShortcutsWindow *self, const GwCommand *commands, gsize n)
{
  const char *text = gtk_editable_get_text (self->search);
  const char *title = commands->shared_title != NULL ? _ (commands->shared_title) : gw_command_get_title (commands);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *spoken = NULL;
  GtkWidget *line;
  GtkWidget *keys;
  GtkWidget *label;

  collect_keys (self, commands, labels);
  for (gsize i = 1; i < n && shares_line (commands, &commands[i]); i++)
    collect_keys (self, &commands[i], labels);
  join_arrows (labels);
  if (labels->len == 0)
    return NULL;
  g_ptr_array_add (labels, NULL);
  spoken = g_strjoinv (" ", (GStrv) labels->pdata);
  g_ptr_array_set_size (labels, (int) labels->len - 1);
  if (*text != '\0' && !g_str_match_string (text, title, TRUE) && !g_str_match_string (text, spoken, TRUE))
    return NULL;

  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  keys = make_keys (labels);
  label = gtk_label_new (title);
  gtk_size_group_add_widget (self->keys_width, keys);
  gtk_widget_set_size_request (line, -1, 24);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), keys);
  gtk_box_append (GTK_BOX (line), label);

  return line;
}

/* --- all of them -------------------------------------------------------------------- */

static GtkWidget *
make_group (GwShortcutsWindow *self, GwCommandGroup group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (gw_command_get_group_title (group));
  gboolean empty = TRUE;
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *line;

      if (commands[i].group != group || commands[i].title == NULL
          || (i > 0 && shares_line (&commands[i - 1], &commands[i])))
        continue;
      line = make_line (self, &commands[i], n - i);
      if (line == NULL)
        continue;
      gtk_box_append (GTK_BOX (box), line);
      empty = FALSE;
    }

  if (empty)
    {
      g_object_unref (g_object_ref_sink (box));
      return NULL;
    }

  return box;
}

static void
fill (GwShortcutsWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (int group = 0; group < GW_N_COMMAND_GROUPS; group++)
    {
      GtkWidget *box = make_group (self, (GwCommandGroup) group);

      if (box != NULL)
        gtk_box_append (self->groups, box);
    }
  gtk_widget_set_visible (self->nothing_found, gtk_widget_get_first_child (GTK_WIDGET (self->groups)) == NULL);
}

/* --- the window ------------------------------------------------------------------------ */

static void
gw_shortcuts_window_dispose (GObject *object)
{
  GwShortcutsWindow *self = GW_SHORTCUTS_WINDOW (object);

  g_clear_object (&self->keymap);
  g_clear_object (&self->keys_width);

  G_OBJECT_CLASS (gw_shortcuts_window_parent_class)->dispose (object);
}

static void
gw_shortcuts_window_class_init (GwShortcutsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_shortcuts_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_content (GwShortcutsWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  self->nothing_found = gtk_label_new (_ ("No command has this in its name or keys."));
  gtk_widget_add_css_class (self->nothing_found, "gw-secondary");
  gtk_label_set_wrap (GTK_LABEL (self->nothing_found), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->groups));
  gtk_box_append (GTK_BOX (box), self->nothing_found);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static void
gw_shortcuts_window_init (GwShortcutsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *search = gtk_search_entry_new ();

  self->keys_width = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _ ("Search shortcuts"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search shortcuts"), -1);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (search), GTK_WIDGET (self));
  g_signal_connect_object (search, "search-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), search);
  gtk_widget_set_margin_start (clamp, 18);
  gtk_widget_set_margin_end (clamp, 18);
  gtk_widget_set_margin_top (clamp, 6);
  gtk_widget_set_margin_bottom (clamp, 12);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), clamp);
  gtk_box_append (GTK_BOX (box), make_content (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Keyboard Shortcuts"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 600, 640);
}

GtkWindow *
gw_shortcuts_window_new (GwKeymap *keymap)
{
  GwShortcutsWindow *self;

  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_SHORTCUTS_WINDOW, NULL);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WINDOW (self);
}
