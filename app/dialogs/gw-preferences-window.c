/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-preferences-window.h"

struct _GwPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *style_row;
  AdwComboRow *start_page_row;
  GtkSwitch *advance_switch;
  GtkSwitch *sticky_switch;
  GtkSwitch *cross_hair_switch;
  GtkAdjustment *tag_size;
  GtkAdjustment *opacity;
  GtkAdjustment *image_memory;
  GtkAdjustment *thumbnail_space;
};

G_DEFINE_FINAL_TYPE (GwPreferencesWindow, gw_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char *const styles[] = { "system", "light", "dark" };
static const char *const start_pages[] = { "welcome", "last-project" };

/* Enumerated settings and the rows of their lists stand in the same order. */
static gboolean
nick_to_row (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < (nicks == styles ? G_N_ELEMENTS (styles) : G_N_ELEMENTS (start_pages)); i++)
    {
      if (g_strcmp0 (nicks[i], nick) == 0)
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
  guint n = nicks == styles ? G_N_ELEMENTS (styles) : G_N_ELEMENTS (start_pages);
  guint row = g_value_get_uint (value);

  return row < n ? g_variant_new_string (nicks[row]) : NULL;
}

static void
bind (GwPreferencesWindow *self, GSettings *settings)
{
  g_settings_bind_with_mapping (settings, "style", self->style_row, "selected", G_SETTINGS_BIND_DEFAULT, nick_to_row,
                                row_to_nick, (gpointer) styles, NULL);
  g_settings_bind_with_mapping (settings, "start-page", self->start_page_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                nick_to_row, row_to_nick, (gpointer) start_pages, NULL);
  g_settings_bind (settings, "advance-after-choosing", self->advance_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sticky-zoom", self->sticky_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "cross-hair", self->cross_hair_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "tag-size", self->tag_size, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "object-opacity", self->opacity, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "image-memory-megabytes", self->image_memory, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "thumbnail-cache-megabytes", self->thumbnail_space, "value", G_SETTINGS_BIND_DEFAULT);
}

static void
gw_preferences_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GW_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (gw_preferences_window_parent_class)->dispose (object);
}

static void
gw_preferences_window_class_init (GwPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, advance_switch);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, cross_hair_switch);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, image_memory);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, opacity);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, start_page_row);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, sticky_switch);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, style_row);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, tag_size);
  gtk_widget_class_bind_template_child (widget_class, GwPreferencesWindow, thumbnail_space);
}

static void
gw_preferences_window_init (GwPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gw_preferences_window_new (GtkWindow *parent, GSettings *settings)
{
  GwPreferencesWindow *self = g_object_new (GW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  bind (self, settings);

  return GTK_WIDGET (self);
}
