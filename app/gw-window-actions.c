/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window-private.h"

#include <glib/gi18n.h>

#include "gw-export-window.h"
#include "gw-go-to-window.h"
#include "gw-images-page.h"
#include "gw-import-window.h"
#include "gw-labeling-page.h"
#include "gw-new-files.h"
#include "gw-places.h"
#include "gw-project-settings.h"

/* Takes self. */
static void
tell_history_step (GwWindow *window, GObject *source, GAsyncResult *result, gboolean redo)
{
  g_autoptr (GwWindow) self = window;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = gw_project_undo_finish (GW_PROJECT (source), result, &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      gw_project_report (GW_PROJECT (source), redo ? _ ("Step Cannot Be Done Again") : _ ("Step Cannot Be Undone"),
                         error);
      return;
    }

  if (name != NULL)
    text = g_strdup_printf (redo ? _ ("Done again: %s") : _ ("Undone: %s"), name);
  else
    text = g_strdup (redo ? _ ("Nothing to do again") : _ ("Nothing to undo"));
  gw_window_toast (self, text, FALSE);
}

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  tell_history_step (user_data, source, result, FALSE);
}

static void
on_redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  tell_history_step (user_data, source, result, TRUE);
}

static void
undo_or_redo (GwWindow *self, gboolean redo)
{
  GwPage *page = _gw_window_get_page (self);

  if (_gw_window_is_labeling (self))
    gw_labeling_page_undo (GW_LABELING_PAGE (self->labeling), redo);
  else if (page == NULL || !gw_page_undo (page, redo))
    gw_project_undo_async (self->project, redo, NULL, redo ? on_redone_cb : on_undone_cb, g_object_ref (self));
}

static void
undo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  undo_or_redo (GW_WINDOW (widget), FALSE);
}

static void
redo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  undo_or_redo (GW_WINDOW (widget), TRUE);
}

static void
undo_deletion_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);

  if (self->labeling != NULL)
    gw_labeling_page_undo_deletion (GW_LABELING_PAGE (self->labeling));
}

/* The labeling view saves before it goes; what was asked for comes then. */
static gboolean
leave_labeling (GwWindow *self, const char *action_name, GVariant *parameter)
{
  if (!_gw_window_is_labeling (self))
    return TRUE;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  if (!_gw_window_is_labeling (self))
    return TRUE;

  g_free (self->next_action);
  self->next_action = g_strdup (action_name);
  g_clear_pointer (&self->next_target, g_variant_unref);
  self->next_target = g_variant_ref (parameter);

  return FALSE;
}

static void
show_page_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  if (leave_labeling (GW_WINDOW (widget), action_name, parameter))
    gw_window_show_place (GW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* From a chart to its images, and Back to the chart. */
static void
show_images (GwWindow *self)
{
  const GwPlace *from = gw_places_find (gtk_stack_get_visible_child_name (self->content));

  if (from != NULL && from->parent == NULL)
    from = NULL;
  gw_window_show_place (self, "images");
  self->came_from = from != NULL ? from->nick : NULL;
}

static void
show_filter_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) filter = gw_filter_parse (g_variant_get_string (parameter, NULL), &error);

  if (filter == NULL)
    {
      gw_window_toast (self, error->message, FALSE);
      return;
    }

  if (!leave_labeling (self, action_name, parameter))
    return;
  show_images (self);
  gw_images_page_set_filter (GW_IMAGES_PAGE (_gw_window_get_page (self)), filter);
}

static void
show_image_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);

  if (!leave_labeling (self, action_name, parameter))
    return;
  show_images (self);
  gw_images_page_show (GW_IMAGES_PAGE (_gw_window_get_page (self)), g_variant_get_int64 (parameter));
}

static void
open_image_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);
  GwPage *page = _gw_window_get_page (self);
  GListModel *images = page != NULL ? gw_page_get_images (page) : NULL;

  /* A page that has no list to walk along shows the image among all of them. */
  if (images != NULL)
    gw_window_open_image (self, images, g_variant_get_int64 (parameter));
  else
    show_image_action (widget, action_name, parameter);
}

static void
toast_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_window_toast (GW_WINDOW (widget), g_variant_get_string (parameter, NULL), FALSE);
}

/* Of a file or folder that was written: the folder that it is in. */
static void
toast_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const char *text;
  const char *path;

  g_variant_get (parameter, "(&s^&ay)", &text, &path);
  gw_window_toast_folder (GW_WINDOW (widget), text, path);
}

static void
show_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autofree char *folder = g_path_get_dirname (g_variant_get_bytestring (parameter));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

static void
toast_undo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_window_toast (GW_WINDOW (widget), g_variant_get_string (parameter, NULL), TRUE);
}

/* Back leads out of the labeling view, then to the chart whose images are shown,
 * then from the content to the folded sidebar, then to the welcome window.
 */
static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);

  if (_gw_window_is_labeling (self))
    {
      self->closing = FALSE;
      self->going_back = TRUE;
      if (!gw_labeling_page_leave (GW_LABELING_PAGE (self->labeling)))
        return;
      self->going_back = FALSE;
      g_signal_emit_by_name (self->labeling, "closed",
                             gw_labeling_page_get_image_id (GW_LABELING_PAGE (self->labeling)));
      return;
    }

  if (self->came_from != NULL)
    gw_window_show_place (self, self->came_from);
  else if (adw_leaflet_get_folded (self->split) && adw_leaflet_get_visible_child (self->split) != self->sidebar)
    adw_leaflet_set_visible_child (self->split, self->sidebar);
  else
    g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))), "new-window",
                                    NULL);
}

static void
search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwPage *page = _gw_window_get_page (GW_WINDOW (widget));

  if (page != NULL)
    gw_page_search (page);
}

static void
toggle_sidebar_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  _gw_window_toggle_pane (GW_WINDOW (widget));
}

static void
go_to_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (gw_go_to_window_new (GTK_WINDOW (self), self->project)));
}

/* --- what is added, dropped or pasted ------------------------------------------- */

static void
add_images_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autofree const char **paths = g_variant_get_strv (parameter, NULL);

  gw_new_files_take (GW_WINDOW (widget), paths);
}

static void
import_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (gw_import_window_new (GTK_WINDOW (self), self->project, NULL)));
}

static void
import_file_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);

  gtk_window_present (
      GTK_WINDOW (gw_import_window_new (GTK_WINDOW (self), self->project, g_variant_get_string (parameter, NULL))));
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);
  GwPage *page = _gw_window_get_page (self);
  const GwFilter *filter = GW_IS_IMAGES_PAGE (page) ? gw_images_page_get_filter (GW_IMAGES_PAGE (page)) : NULL;

  gtk_window_present (GTK_WINDOW (gw_export_window_new (GTK_WINDOW (self), self->project, filter)));
}

static void
project_settings_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (gw_project_settings_new (GTK_WINDOW (self), self->project)));
}

static void
update_title_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  _gw_window_update_title (GW_WINDOW (widget));
}

static void
next_pane_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  _gw_window_focus_pane (GW_WINDOW (widget), g_variant_get_boolean (parameter));
}

void
_gw_window_class_init_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-deletion", NULL, undo_deletion_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-filter", "s", show_filter_action);
  gtk_widget_class_install_action (widget_class, "win.open-image", "x", open_image_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "win.toast-folder", "(say)", toast_folder_action);
  gtk_widget_class_install_action (widget_class, "win.toast-undo", "s", toast_undo_action);
  gtk_widget_class_install_action (widget_class, "win.show-folder", "ay", show_folder_action);
  gtk_widget_class_install_action (widget_class, "win.add-images", "as", add_images_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.go-to", NULL, go_to_action);
  gtk_widget_class_install_action (widget_class, "win.show-image", "x", show_image_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.import-file", "s", import_file_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.project-settings", NULL, project_settings_action);
  gtk_widget_class_install_action (widget_class, "win.next-pane", "b", next_pane_action);
  gtk_widget_class_install_action (widget_class, "win.update-title", NULL, update_title_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.next-pane", "b", TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, "win.next-pane", "b", FALSE);
}

static gboolean
on_command_cb (GtkWidget *widget, const GwCommand *command, gpointer data)
{
  return gw_command_activate (command, widget);
}

void
_gw_window_update_keys (GwWindow *self)
{
  if (self->keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), self->keys);
  self->keys = gw_keymap_make_controller (self->keymap, GW_COMMAND_WINDOW, GW_COMMAND_BOTH, on_command_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), self->keys);
}
