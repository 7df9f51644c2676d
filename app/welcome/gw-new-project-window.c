/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-new-project-window.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gw-palette.h"
#include "gw-project.h"
#include "gw-store-sqlite.h"
#include "gw-task-thread.h"
#include "gw-transient.h"

struct _GwNewProjectWindow
{
  AdwWindow parent_instance;

  GwApplication *application;
  GCancellable *cancellable;
  char *images;          /* (nullable) */
  char *source;          /* (nullable): labels to import afterwards */
  char *place;           /* the folder that the project file goes to */
  gboolean place_chosen; /* by hand: no longer follows the images */
  gboolean creating;

  AdwEntryRow *name_row;
  AdwComboRow *task_row;
  AdwEntryRow *classes_row;
  AdwActionRow *images_row;
  AdwActionRow *place_row;
  GtkLabel *problem;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (GwNewProjectWindow, gw_new_project_window, ADW_TYPE_WINDOW)

static void
show_problem (GwNewProjectWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static char *
trimmed_name (GwNewProjectWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

/* The name as a file name: what separates folders becomes a dash. */
static char *
project_path (GwNewProjectWindow *self)
{
  g_autofree char *name = trimmed_name (self);
  g_autofree char *file = NULL;

  g_strdelimit (name, "/\\", '-');
  if (*name == '.')
    *name = '_';
  file = g_strconcat (*name != '\0' ? name : "project", ".groundwork", NULL);

  return g_build_filename (self->place, file, NULL);
}

static void
update_rows (GwNewProjectWindow *self)
{
  g_autofree char *path = project_path (self);
  g_autofree char *shown = g_filename_display_name (path);

  adw_action_row_set_subtitle (self->images_row,
                               self->images != NULL ? self->images : _ ("None yet; they can be added later"));
  adw_action_row_set_subtitle (self->place_row, shown);
}

static const char *
documents_folder (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return documents != NULL ? documents : g_get_home_dir ();
}

static void
test_writing_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_boolean (task, g_access (task_data, W_OK) == 0);
}

static void
on_writing_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwNewProjectWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *folder = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), &error) || error != NULL || self->place_chosen || self->creating
      || g_strcmp0 (folder, self->images) != 0)
    return;

  g_free (self->place);
  self->place = g_strdup (documents_folder ());
  update_rows (self);
}

/* Beside the images, so that both can be moved together; in the documents
 * where it turns out that the images' folder cannot be written to.
 */
static void
choose_place (GwNewProjectWindow *self)
{
  g_autoptr (GTask) task = NULL;

  g_free (self->place);
  self->place = g_strdup (self->images != NULL ? self->images : documents_folder ());
  if (self->images == NULL)
    return;

  /* The window is not the task's: a thread that is given up may be the last to let go of it. */
  task = g_task_new (NULL, self->cancellable, on_writing_tested_cb, g_object_ref (self));
  g_task_set_source_tag (task, choose_place);
  g_task_set_task_data (task, g_strdup (self->images), g_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, test_writing_thread);
}

static void
set_images (GwNewProjectWindow *self, const char *folder)
{
  g_free (self->images);
  self->images = g_strdup (folder);

  if (!self->place_chosen)
    choose_place (self);

  if (folder != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) == '\0')
    {
      g_autofree char *base = g_path_get_basename (folder);
      g_autofree char *name = g_filename_display_name (base);

      gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
    }
  update_rows (self);
}

static void
on_name_changed_cb (GwNewProjectWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  show_problem (self, NULL);
  update_rows (self);
}

/* --- making the project, on a worker thread -------------------------------- */

typedef struct
{
  char *path;
  GwProjectInfo *info;
  char *images;
  char *source;
  GStrv classes;
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->path);
  gw_project_info_free (plan->info);
  g_free (plan->images);
  g_free (plan->source);
  g_strfreev (plan->classes);
  g_free (plan);
}

static GPtrArray *
make_classes (const char *const *names)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (gsize i = 0; names[i] != NULL; i++)
    {
      guint32 color = gw_palette_next ((const guint32 *) (gpointer) used->data, used->len);
      GwClass *klass = gw_class_new (names[i], color);

      if (i < 9)
        {
          char key[2] = { (char) ('1' + i), '\0' };

          gw_class_set_hotkey (klass, key);
        }
      gw_class_set_position (klass, (int) i);
      g_array_append_val (used, color);
      g_ptr_array_add (classes, klass);
    }

  return g_steal_pointer (&classes);
}

static gboolean
fill (GwStore *store, Plan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) classes = make_classes ((const char *const *) plan->classes);

  if (classes->len > 0 && !gw_store_save_classes (store, classes, cancellable, error))
    return FALSE;

  /* The window that opens the project does these, and shows how far it is. */
  if (plan->images != NULL
      && !gw_store_set_setting (store, GW_SETTING_PENDING_FOLDER, plan->images, cancellable, error))
    return FALSE;

  return plan->source == NULL
         || gw_store_set_setting (store, GW_SETTING_PENDING_IMPORT, plan->source, cancellable, error);
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Plan *plan = task_data;
  GError *error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_create (plan->path, plan->info, cancellable, &error);

  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (!fill (store, plan, cancellable, &error))
    {
      /* Nobody has worked in it: half a project helps nobody. */
      gw_store_close (store);
      g_unlink (plan->path);
      g_task_return_error (task, error);
      return;
    }

  gw_store_close (store);
  g_task_return_boolean (task, TRUE);
}

static void
set_creating (GwNewProjectWindow *self, gboolean creating)
{
  self->creating = creating;
  gtk_spinner_set_spinning (self->spinner, creating);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-project.create", !creating);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwNewProjectWindow *self = GW_NEW_PROJECT_WINDOW (source);
  g_autoptr (GError) error = NULL;
  Plan *plan = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          set_creating (self, FALSE);
          show_problem (self, error->message);
        }
      return;
    }

  gw_application_open_project (self->application, plan->path, gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_window_close (GTK_WINDOW (self));
}

static GStrv
class_names (GwNewProjectWindow *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->classes_row)), ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0' && g_hash_table_add (seen, parts[i]))
        g_strv_builder_add (builder, parts[i]);
    }

  return g_strv_builder_end (builder);
}

static void
create_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwNewProjectWindow *self = GW_NEW_PROJECT_WINDOW (widget);
  g_autofree char *name = trimmed_name (self);
  g_autoptr (GTask) task = NULL;
  Plan *plan;

  if (self->creating)
    return;

  if (*name == '\0')
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      show_problem (self, _ ("Give the project a name."));
      return;
    }

  plan = g_new0 (Plan, 1);
  plan->path = project_path (self);
  plan->info = gw_project_info_new (name, (GwTask) adw_combo_row_get_selected (self->task_row));
  plan->images = g_strdup (self->images);
  plan->source = g_strdup (self->source);
  plan->classes = class_names (self);

  task = g_task_new (self, self->cancellable, on_created_cb, NULL);
  g_task_set_source_tag (task, create_action);
  g_task_set_task_data (task, plan, plan_free);
  set_creating (self, TRUE);
  gw_task_run_in_thread (task, create_thread);
}

/* --- choosing folders ---------------------------------------------------------- */

static void
on_images_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwNewProjectWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        set_images (self, path);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
on_place_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwNewProjectWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        {
          g_free (self->place);
          self->place = g_steal_pointer (&path);
          self->place_chosen = TRUE;
          update_rows (self);
        }
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_folder (GwNewProjectWindow *self, const char *title, GCallback callback)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), _ ("_Cancel"));

  g_signal_connect (dialog, "response", callback, g_object_ref (self));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_images_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose_folder (GW_NEW_PROJECT_WINDOW (widget), _ ("Choose a Folder of Images"), G_CALLBACK (on_images_chosen_cb));
}

static void
choose_place_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose_folder (GW_NEW_PROJECT_WINDOW (widget), _ ("Choose Where the Project Goes"), G_CALLBACK (on_place_chosen_cb));
}

static void
gw_new_project_window_dispose (GObject *object)
{
  GwNewProjectWindow *self = GW_NEW_PROJECT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->application);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_NEW_PROJECT_WINDOW);

  G_OBJECT_CLASS (gw_new_project_window_parent_class)->dispose (object);
}

static void
gw_new_project_window_finalize (GObject *object)
{
  GwNewProjectWindow *self = GW_NEW_PROJECT_WINDOW (object);

  g_free (self->images);
  g_free (self->source);
  g_free (self->place);

  G_OBJECT_CLASS (gw_new_project_window_parent_class)->finalize (object);
}

static void
gw_new_project_window_class_init (GwNewProjectWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_new_project_window_dispose;
  object_class->finalize = gw_new_project_window_finalize;

  gtk_widget_class_install_action (widget_class, "new-project.create", NULL, create_action);
  gtk_widget_class_install_action (widget_class, "new-project.choose-images", NULL, choose_images_action);
  gtk_widget_class_install_action (widget_class, "new-project.choose-place", NULL, choose_place_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-new-project-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwNewProjectWindow, classes_row);
  gtk_widget_class_bind_template_child (widget_class, GwNewProjectWindow, images_row);
  gtk_widget_class_bind_template_child (widget_class, GwNewProjectWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, GwNewProjectWindow, place_row);
  gtk_widget_class_bind_template_child (widget_class, GwNewProjectWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, GwNewProjectWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, GwNewProjectWindow, task_row);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
}

static void
gw_new_project_window_init (GwNewProjectWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_images (self, NULL);
}

GtkWidget *
gw_new_project_window_new (GwApplication *application, GtkWindow *parent, const char *folder, const char *source)
{
  GwNewProjectWindow *self;

  g_return_val_if_fail (GW_IS_APPLICATION (application), NULL);

  self = g_object_new (GW_TYPE_NEW_PROJECT_WINDOW, NULL);
  gw_transient_set (GTK_WINDOW (self), parent);
  self->application = g_object_ref (application);
  if (folder != NULL && *folder != '\0')
    set_images (self, folder);
  if (source != NULL && *source != '\0')
    {
      g_autofree char *base = g_path_get_basename (source);
      g_autofree char *name = g_filename_display_name (base);
      char *dot = strchr (name, '.');

      if (dot != NULL && dot != name)
        *dot = '\0';
      self->source = g_strdup (source);
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));

  return GTK_WIDGET (self);
}
