/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-preferences-window.h"

#include <glib/gi18n.h>

#include "gw-shortcuts-page.h"
#include "gw-task-thread.h"
#include "gw-thumbnail-cache.h"
#include "gw-transient.h"

struct _GwPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GwRecentProjects *recent;

  AdwComboRow *style_row;
  AdwComboRow *start_page_row;
  AdwComboRow *keymap_row;
  AdwPreferencesPage *shortcuts_page;
  AdwActionRow *thumbnails_row;
  AdwActionRow *recent_row;
  GtkSwitch *advance_switch;
  GtkSwitch *sticky_switch;
  GtkSwitch *convert_switch;
  GtkSwitch *cross_hair_switch;
  GtkAdjustment *tag_size;
  GtkAdjustment *opacity;
  GtkAdjustment *image_memory;
  GtkAdjustment *thumbnail_space;
};

G_DEFINE_FINAL_TYPE (GwPreferencesWindow, gw_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const styles[] = { "system", "light", "dark", NULL };
static const char *const start_pages[] = { "welcome", "last-project", NULL };
static const char *const keymaps[] = { "groundwork", "cvat", "labelme", "label-studio", "own", NULL };

/* Enumerated settings and the rows of their lists stand in the same order. */
static gboolean
nick_to_row (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;

  for (guint i = 0; nicks[i] != NULL; i++)
    {
      if (g_strcmp0 (nicks[i], g_variant_get_string (variant, NULL)) == 0)
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }

  return FALSE;
}

static GVariant *
row_to_nick (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *nicks = user_data;
  guint row = g_value_get_uint (value);

  return row < g_strv_length ((char **) nicks) ? g_variant_new_string (nicks[row]) : NULL;
}

static void
bind (GwPreferencesWindow *self, GSettings *settings)
{
  g_settings_bind_with_mapping (settings, "style", self->style_row, "selected", G_SETTINGS_BIND_DEFAULT, nick_to_row,
                                row_to_nick, (gpointer) styles, NULL);
  g_settings_bind_with_mapping (settings, "start-page", self->start_page_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                nick_to_row, row_to_nick, (gpointer) start_pages, NULL);
  g_settings_bind_with_mapping (settings, "keymap", self->keymap_row, "selected", G_SETTINGS_BIND_DEFAULT, nick_to_row,
                                row_to_nick, (gpointer) keymaps, NULL);
  g_settings_bind (settings, "advance-after-choosing", self->advance_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sticky-zoom", self->sticky_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "ask-before-converting", self->convert_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "cross-hair", self->cross_hair_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "tag-size", self->tag_size, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "object-opacity", self->opacity, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "image-memory-megabytes", self->image_memory, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "thumbnail-cache-megabytes", self->thumbnail_space, "value", G_SETTINGS_BIND_DEFAULT);
}

/* --- what is kept on this computer ----------------------------------------------- */

static void
thumbnails_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GwThumbnailCache) cache = gw_thumbnail_cache_new (NULL, G_MAXUINT64);
  guint64 *bytes = g_new0 (guint64, 1);

  if (GPOINTER_TO_INT (task_data))
    gw_thumbnail_cache_empty (cache);
  *bytes = gw_thumbnail_cache_get_size (cache);
  g_task_return_pointer (task, bytes, g_free);
}

static void
on_thumbnails_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwPreferencesWindow *self = GW_PREFERENCES_WINDOW (source);
  g_autofree guint64 *bytes = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *size = bytes != NULL ? g_format_size (*bytes) : NULL;
  g_autofree char *text = NULL;

  if (size == NULL || self->thumbnails_row == NULL)
    return;

  text = g_strdup_printf (_ ("Small copies of images take %s in your cache folder"), size);
  adw_action_row_set_subtitle (self->thumbnails_row, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preferences.clear-thumbnails", *bytes > 0);
}

static void
count_thumbnails (GwPreferencesWindow *self, gboolean empty)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_thumbnails_counted_cb, NULL);

  g_task_set_source_tag (task, count_thumbnails);
  g_task_set_task_data (task, GINT_TO_POINTER (empty), NULL);
  gw_task_run_in_thread (task, thumbnails_thread);
}

static void
clear_thumbnails_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  count_thumbnails (GW_PREFERENCES_WINDOW (widget), TRUE);
}

static void
show_recent (GwPreferencesWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->recent));
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "The welcome page lists %u project", "The welcome page lists %u projects", n), n);

  adw_action_row_set_subtitle (self->recent_row, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preferences.clear-recent", n > 0);
}

static void
clear_recent_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_recent_projects_clear (GW_PREFERENCES_WINDOW (widget)->recent);
}

/* The window's own button for searching has a picture alone in libadwaita 1.2:
 * nobody who does not see it would know what it does.
 */
static void
name_search_button (GtkWidget *widget)
{
  if (GTK_IS_TOGGLE_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "edit-find-symbolic") == 0)
    {
      gtk_widget_set_tooltip_text (widget, _ ("Search"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_search_button (child);
}

static void
gw_preferences_window_dispose (GObject *object)
{
  g_clear_object (&GW_PREFERENCES_WINDOW (object)->recent);
  gtk_widget_dispose_template (GTK_WIDGET (object), GW_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (gw_preferences_window_parent_class)->dispose (object);
}

static void
gw_preferences_window_class_init (GwPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_preferences_window_dispose;

  gtk_widget_class_install_action (widget_class, "preferences.clear-thumbnails", NULL, clear_thumbnails_action);
  gtk_widget_class_install_action (widget_class, "preferences.clear-recent", NULL, clear_recent_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, advance_switch);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, convert_switch);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, cross_hair_switch);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, image_memory);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, keymap_row);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, opacity);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, recent_row);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, shortcuts_page);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, start_page_row);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, sticky_switch);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, style_row);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, tag_size);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, thumbnail_space);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, thumbnails_row);
}

static void
gw_preferences_window_init (GwPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_search_button (GTK_WIDGET (self));
}

GtkWidget *
gw_preferences_window_new (GtkWindow *parent, GSettings *settings, GwKeymap *keymap, GwRecentProjects *recent)
{
  GwPreferencesWindow *self = g_object_new (GW_TYPE_PREFERENCES_WINDOW, NULL);

  gw_transient_set (GTK_WINDOW (self), parent);
  self->recent = g_object_ref (recent);
  g_signal_connect_object (recent, "items-changed", G_CALLBACK (show_recent), self, G_CONNECT_SWAPPED);
  show_recent (self);
  bind (self, settings);
  gw_shortcuts_page_fill (self->shortcuts_page, keymap);
  count_thumbnails (self, FALSE);

  return GTK_WIDGET (self);
}
