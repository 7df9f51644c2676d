/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project-settings.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-class-editor.h"
#include "gw-root-locator.h"
#include "gw-transient.h"

struct _GwProjectSettings
{
  AdwWindow parent_instance;

  GwProject *project;
  GPtrArray *root_rows;
  gboolean filling;

  AdwViewStack *stack;
  AdwBin *classes_bin;
  AdwEntryRow *name_row;
  AdwComboRow *task_row;
  AdwPreferencesGroup *roots_group;
  AdwActionRow *file_row;
  AdwActionRow *backup_row;
};

G_DEFINE_FINAL_TYPE (GwProjectSettings, gw_project_settings, ADW_TYPE_WINDOW)

static void
show_error (GwProjectSettings *self, const char *title, const GError *error)
{
  if (self->project != NULL && error != NULL)
    gw_project_report (self->project, title, error);
}

/* --- name and task ------------------------------------------------------- */

static gpointer
run_set_info (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gw_store_set_info (store, data, cancellable, error);

  return NULL;
}

static void
on_info_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProjectSettings) self = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  show_error (self, _ ("Settings Cannot Be Saved"), error);
}

static void
on_info_changed_cb (GwProjectSettings *self)
{
  g_autofree char *name = NULL;
  GwProjectInfo *info;

  if (self->filling)
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  info = gw_project_info_copy (gw_project_get_info (self->project));
  if (*name != '\0')
    {
      g_free (info->name);
      info->name = g_steal_pointer (&name);
    }
  info->task = (GwTask) adw_combo_row_get_selected (self->task_row);
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_set_info, info,
                      (GDestroyNotify) gw_project_info_free, NULL, NULL, on_info_set_cb, g_object_ref (self));
}

/* --- image folders ----------------------------------------------------------- */

static void
locate_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwProjectSettings *self = GW_PROJECT_SETTINGS (widget);

  gw_root_locator_start (GTK_WINDOW (self), self->project, g_variant_get_int64 (parameter));
}

static GtkWidget *
root_row (const GwRoot *root)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *locate = gtk_button_new_with_mnemonic (_ ("_Locate…"));
  g_autofree char *shown = g_filename_display_name (root->path);
  g_autofree char *facts = NULL;

  if (root->found)
    facts = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " image", "%'" PRId64 " images", (gulong) root->n_images),
        root->n_images);
  else
    facts = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Not found; %'" PRId64 " image is listed in it",
                                          "Not found; %'" PRId64 " images are listed in it", (gulong) root->n_images),
                             root->n_images);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts);
  if (!root->found)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_widget_set_valign (locate, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (locate), "settings.locate");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (locate), "x", root->id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), locate);

  return row;
}

static gpointer
run_list_roots (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return gw_store_list_roots (store, cancellable, error);
}

static void
on_roots_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProjectSettings) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roots = gw_store_run_finish (GW_STORE (source), result, &error);

  if (self->project == NULL || roots == NULL)
    return;

  for (guint i = 0; i < self->root_rows->len; i++)
    adw_preferences_group_remove (self->roots_group, g_ptr_array_index (self->root_rows, i));
  g_ptr_array_set_size (self->root_rows, 0);
  for (guint i = 0; i < roots->len; i++)
    {
      const GwRoot *root = g_ptr_array_index (roots, i);
      GtkWidget *row;

      /* What an undone import left behind. */
      if (root->n_images == 0 && roots->len > 1)
        continue;
      row = root_row (root);

      adw_preferences_group_add (self->roots_group, row);
      g_ptr_array_add (self->root_rows, row);
    }
}

static void
list_roots (GwProjectSettings *self)
{
  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_NORMAL, run_list_roots, NULL, NULL,
                       (GDestroyNotify) g_ptr_array_unref, NULL, on_roots_listed_cb, g_object_ref (self));
}

static void
on_store_changed_cb (GwStore *store, guint changes, GArray *image_ids, GwProjectSettings *self)
{
  if (self->project != NULL && (changes & GW_STORE_CHANGED_PROJECT) != 0)
    list_roots (self);
}

/* --- back-ups ---------------------------------------------------------------------- */

static gpointer
run_back_up (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  char *path = NULL;

  gw_store_back_up (store, &path, cancellable, error);

  return path;
}

static void
on_backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProjectSettings) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = gw_store_run_finish (GW_STORE (source), result, &error);
  g_autofree char *shown = NULL;

  if (self->project == NULL)
    return;
  if (error != NULL)
    {
      show_error (self, _ ("Back-Up Failed"), error);
      return;
    }

  shown = path != NULL ? g_filename_display_name (path) : NULL;
  if (shown != NULL)
    adw_action_row_set_subtitle (self->backup_row, shown);
}

static void
back_up_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwProjectSettings *self = GW_PROJECT_SETTINGS (widget);

  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_LATER, run_back_up, NULL, NULL, g_free, NULL,
                      on_backed_up_cb, g_object_ref (self));
}

/* Wherever the focus is in the window; a text field takes its own keys first. */
static void
undo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwProjectSettings *self = GW_PROJECT_SETTINGS (widget);

  gtk_widget_activate_action (adw_bin_get_child (self->classes_bin),
                              g_variant_get_boolean (parameter) ? "classes.redo" : "classes.undo", NULL);
}

static void
gw_project_settings_dispose (GObject *object)
{
  GwProjectSettings *self = GW_PROJECT_SETTINGS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_PROJECT_SETTINGS);
  g_clear_object (&self->project);
  g_clear_pointer (&self->root_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_project_settings_parent_class)->dispose (object);
}

static void
gw_project_settings_class_init (GwProjectSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_project_settings_dispose;

  gtk_widget_class_install_action (widget_class, "settings.locate", "x", locate_action);
  gtk_widget_class_install_action (widget_class, "settings.back-up", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "settings.undo", "b", undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "settings.undo", "b", FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "settings.undo", "b",
                                       TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "settings.undo", "b", TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-project-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, GwProjectSettings, backup_row);
  gtk_widget_class_bind_template_child (widget_class, GwProjectSettings, classes_bin);
  gtk_widget_class_bind_template_child (widget_class, GwProjectSettings, file_row);
  gtk_widget_class_bind_template_child (widget_class, GwProjectSettings, name_row);
  gtk_widget_class_bind_template_child (widget_class, GwProjectSettings, roots_group);
  gtk_widget_class_bind_template_child (widget_class, GwProjectSettings, stack);
  gtk_widget_class_bind_template_child (widget_class, GwProjectSettings, task_row);
  gtk_widget_class_bind_template_callback (widget_class, on_info_changed_cb);
}

static void
gw_project_settings_init (GwProjectSettings *self)
{
  self->root_rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gw_project_settings_new (GtkWindow *parent, GwProject *project)
{
  GwProjectSettings *self;
  const GwProjectInfo *info;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_PROJECT_SETTINGS, NULL);
  gw_transient_set (GTK_WINDOW (self), parent);
  self->project = g_object_ref (project);
  info = gw_project_get_info (project);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), info->name);
  adw_combo_row_set_selected (self->task_row, info->task);
  shown = g_filename_display_name (gw_project_get_path (project));
  adw_action_row_set_subtitle (self->file_row, shown);
  adw_bin_set_child (self->classes_bin, gw_class_editor_new (project));
  list_roots (self);
  g_signal_connect_object (gw_project_get_store (project), "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  self->filling = FALSE;

  return GTK_WIDGET (self);
}
