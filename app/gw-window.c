/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window.h"

#include <glib/gi18n.h>

#include "gw-error-dialog.h"
#include "gw-image-adder.h"
#include "gw-images-page.h"
#include "gw-labeling-page.h"
#include "gw-places.h"
#include "gw-project-cover.h"
#include "gw-window-private.h"
#include "gw-work-row.h"

G_DEFINE_FINAL_TYPE (GwWindow, gw_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_PROJECT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

gboolean
_gw_window_is_labeling (GwWindow *self)
{
  return self->labeling != NULL && adw_leaflet_get_visible_child (self->pages) == self->labeling;
}

static void
on_info_changed_cb (GwProject *project, GParamSpec *pspec, GwWindow *self)
{
  _gw_window_update_title (self);
}

static void
on_problem_cb (GwProject *project, const char *title, GError *error, GwWindow *self)
{
  if (error != NULL)
    gw_error_dialog_present (GTK_WIDGET (self), title, error);
}

static void
on_labeling_closed_cb (GtkWidget *labeling, gint64 image_id, GwWindow *self)
{
  GwPage *page = _gw_window_get_page (self);

  adw_leaflet_set_visible_child_name (self->pages, "project");
  _gw_window_place_toasts (self);
  gw_project_cover_update (self->project);
  gtk_window_unfullscreen (GTK_WINDOW (self));
  if (GW_IS_IMAGES_PAGE (page))
    gw_images_page_reveal (GW_IMAGES_PAGE (page), image_id);
  if (page != NULL)
    gw_page_shown (page);
}

/* What somebody asked for while labels were still being saved. */
static void
on_labeling_settled_cb (GtkWidget *labeling, GwWindow *self)
{
  g_autofree char *next_action = g_steal_pointer (&self->next_action);
  g_autoptr (GVariant) next_target = g_steal_pointer (&self->next_target);
  gboolean closing = self->closing;
  gboolean going_back = self->going_back;

  self->closing = FALSE;
  self->going_back = FALSE;
  if (closing)
    gtk_window_close (GTK_WINDOW (self));
  else if (going_back)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  if (!closing && going_back && next_action != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), next_action, next_target);
}

void
gw_window_open_image (GwWindow *self, GListModel *images, gint64 image_id)
{
  g_return_if_fail (GW_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (images));

  if (self->labeling == NULL)
    {
      static const char *const places[] = { "notify::zen", "notify::show-strip", "notify::show-pane",
                                            "notify::whole-image" };

      self->labeling = gw_labeling_page_new (self->project);
      adw_leaflet_page_set_name (adw_leaflet_append (self->pages, self->labeling), "labeling");
      g_signal_connect (self->labeling, "closed", G_CALLBACK (on_labeling_closed_cb), self);
      g_signal_connect (self->labeling, "settled", G_CALLBACK (on_labeling_settled_cb), self);
      g_signal_connect_swapped (self->labeling, "notify::deletion", G_CALLBACK (_gw_window_toast_deletion), self);
      for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        g_signal_connect_swapped (self->labeling, places[i], G_CALLBACK (_gw_window_place_toasts), self);
    }

  gw_labeling_page_open (GW_LABELING_PAGE (self->labeling), images, image_id);
  adw_leaflet_set_visible_child (self->pages, self->labeling);
  _gw_window_place_toasts (self);
  gtk_widget_grab_focus (self->labeling);
}

GwProject *
gw_window_get_project (GwWindow *self)
{
  g_return_val_if_fail (GW_IS_WINDOW (self), NULL);

  return self->project;
}

static void
on_works_changed_cb (GListModel *works, guint position, guint removed, guint added, GwWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->work_area))) != NULL)
    gtk_box_remove (self->work_area, child);

  for (guint i = 0; i < g_list_model_get_n_items (works); i++)
    {
      g_autoptr (GwWork) work = g_list_model_get_item (works, i);

      gtk_box_append (self->work_area, gw_work_row_new (work));
    }
}

static gboolean
gw_window_close_request (GtkWindow *window)
{
  GwWindow *self = GW_WINDOW (window);
  g_autoptr (GSettings) settings = g_settings_new (GW_APP_ID);
  int width;
  int height;

  if (self->labeling != NULL && !gw_labeling_page_leave (GW_LABELING_PAGE (self->labeling)))
    {
      self->closing = TRUE;
      self->going_back = FALSE;
      return GDK_EVENT_STOP;
    }

  if (!_gw_window_may_close (self))
    return GDK_EVENT_STOP;

  _gw_window_keep_panes (self);
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  _gw_window_leave (self);

  return GTK_WINDOW_CLASS (gw_window_parent_class)->close_request (window);
}

static gpointer
clear_pending_import (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_set_setting (store, GW_SETTING_PENDING_IMPORT, NULL, cancellable, error);

  return NULL;
}

/* A project that was made to import labels goes on with that. The import is
 * asked for once: who cancels it has seen it.
 */
static gboolean
on_first_idle_cb (gpointer user_data)
{
  GwWindow *self = user_data;
  const char *source = self->project != NULL ? gw_project_get_pending_import (self->project) : NULL;

  if (self->project != NULL)
    gw_project_cover_update (self->project);
  if (source != NULL)
    {
      gw_store_run_async (gw_project_get_store (self->project), GW_STORE_LATER, clear_pending_import, NULL, NULL, NULL,
                          NULL, NULL, NULL);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.import-file", "s", source);
    }

  return G_SOURCE_REMOVE;
}

static void
gw_window_constructed (GObject *object)
{
  GwWindow *self = GW_WINDOW (object);
  g_autoptr (GSettings) settings = g_settings_new (GW_APP_ID);
  const char *nick;
  int width;
  int height;

  G_OBJECT_CLASS (gw_window_parent_class)->constructed (object);

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 360), MAX (height, 400));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  _gw_window_restore_panes (self);
  _gw_window_fill_places (self);
  g_signal_connect_object (self->project, "notify::info", G_CALLBACK (on_info_changed_cb), self, 0);
  g_signal_connect_object (self->project, "problem", G_CALLBACK (on_problem_cb), self, 0);
  g_signal_connect_object (gw_project_get_works (self->project), "items-changed", G_CALLBACK (on_works_changed_cb),
                           self, 0);
  _gw_window_update_title (self);

  nick = gw_project_get_view_state (self->project, "window.place");
  if (nick == NULL || gw_places_find (nick) == NULL)
    nick = "images";
  gw_window_show_place (self, nick);
  gw_image_adder_resume (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_first_idle_cb, g_object_ref (self), g_object_unref);
}

static void
gw_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  _gw_window_fold (GW_WINDOW (widget), width);

  GTK_WIDGET_CLASS (gw_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
gw_window_dispose (GObject *object)
{
  GwWindow *self = GW_WINDOW (object);

  _gw_window_clear_toasts (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_WINDOW);
  self->labeling = NULL;
  g_clear_weak_pointer (&self->stop_dialog);
  _gw_window_close_project (self);
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->next_action, g_free);
  g_clear_pointer (&self->next_target, g_variant_unref);

  G_OBJECT_CLASS (gw_window_parent_class)->dispose (object);
}

static void
gw_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, GW_WINDOW (object)->project);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROJECT:
      GW_WINDOW (object)->project = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_window_class_init (GwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gw_window_constructed;
  object_class->dispose = gw_window_dispose;
  object_class->get_property = gw_window_get_property;
  object_class->set_property = gw_window_set_property;
  widget_class->size_allocate = gw_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = gw_window_close_request;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, GW_TYPE_PROJECT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  _gw_window_class_init_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwWindow, back_button);
  _gw_window_class_init_banner (widget_class);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, content);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, end_stack);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, header);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, places);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, project_page);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, split);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, start_stack);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, work_area);
  _gw_window_class_init_places (widget_class);
}

static void
gw_window_init (GwWindow *self)
{
  g_autoptr (GSettings) settings = g_settings_new (GW_APP_ID);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_leaflet_page_set_name (adw_leaflet_get_page (self->pages, self->project_page), "project");
  self->keymap = gw_keymap_new (settings);
  g_signal_connect_object (self->keymap, "changed", G_CALLBACK (_gw_window_update_keys), self, G_CONNECT_SWAPPED);
  _gw_window_update_keys (self);
  _gw_window_init_drop (self);
}

GwWindow *
gw_window_new (AdwApplication *application, GwProject *project)
{
  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  return g_object_new (GW_TYPE_WINDOW, "application", application, "project", project, NULL);
}
