/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialogs-fixtures.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "labeling-fixtures.h"

struct _DialogsHost
{
  GtkWindow parent_instance;

  char *toast;
  char *filter;
  gint64 image_id;
  char *folder;
};

G_DEFINE_FINAL_TYPE (DialogsHost, dialogs_host, GTK_TYPE_WINDOW)

static void
toast_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DialogsHost *self = DIALOGS_HOST (widget);

  g_free (self->toast);
  self->toast = g_strdup (g_variant_get_string (parameter, NULL));
}

static void
show_filter_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DialogsHost *self = DIALOGS_HOST (widget);

  g_free (self->filter);
  self->filter = g_strdup (g_variant_get_string (parameter, NULL));
}

static void
toast_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DialogsHost *self = DIALOGS_HOST (widget);

  g_free (self->toast);
  g_free (self->folder);
  g_variant_get (parameter, "(s^ay)", &self->toast, &self->folder);
}

static void
open_image_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DIALOGS_HOST (widget)->image_id = g_variant_get_int64 (parameter);
}

static void
dialogs_host_finalize (GObject *object)
{
  g_free (DIALOGS_HOST (object)->toast);
  g_free (DIALOGS_HOST (object)->filter);
  g_free (DIALOGS_HOST (object)->folder);

  G_OBJECT_CLASS (dialogs_host_parent_class)->finalize (object);
}

static void
dialogs_host_class_init (DialogsHostClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dialogs_host_finalize;
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "win.show-filter", "s", show_filter_action);
  gtk_widget_class_install_action (widget_class, "win.open-image", "x", open_image_action);
  gtk_widget_class_install_action (widget_class, "win.toast-folder", "(say)", toast_folder_action);
}

static void
dialogs_host_init (DialogsHost *self)
{
}

DialogsHost *
dialogs_host_new (void)
{
  DialogsHost *self = g_object_new (DIALOGS_TYPE_HOST, "default-width", 1000, "default-height", 700, NULL);

  gtk_window_present (GTK_WINDOW (self));

  return self;
}

const char *
dialogs_host_get_toast (DialogsHost *self)
{
  return self->toast;
}

gint64
dialogs_host_get_image_id (DialogsHost *self)
{
  return self->image_id;
}

const char *
dialogs_host_get_filter (DialogsHost *self)
{
  return self->filter;
}

const char *
dialogs_host_get_folder (DialogsHost *self)
{
  return self->folder;
}

/* --- projects ----------------------------------------------------------------------- */

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwProject **project = user_data;
  GError *error = NULL;

  *project = gw_project_open_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

GwProject *
dialogs_open_project (const char *path)
{
  GwProject *project = NULL;

  gw_project_open_async (path, NULL, on_opened_cb, &project);
  labeling_wait (is_set, &project);

  return project;
}

void
dialogs_close (GtkWidget *window, GwProject *project)
{
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  if (project != NULL)
    {
      gw_project_close (project);
      g_object_unref (project);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- widgets -------------------------------------------------------------------------- */

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (GTK_IS_WINDOW (widget))
    return gtk_window_get_title (GTK_WINDOW (widget));
  if (ADW_IS_STATUS_PAGE (widget))
    return adw_status_page_get_title (ADW_STATUS_PAGE (widget));

  return NULL;
}

GtkWidget *
dialogs_find (GtkWidget *root, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (text == NULL || g_strcmp0 (text_of (root), text) == 0))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = dialogs_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

guint
dialogs_count (GtkWidget *root, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += dialogs_count (child, type);

  return n;
}

gboolean
dialogs_says (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (dialogs_says (child, text))
        return TRUE;
    }

  return FALSE;
}

void
dialogs_act (GtkWidget *widget, const char *action, const char *parameter)
{
  g_autoptr (GVariant) value = parameter != NULL ? g_variant_ref_sink (g_variant_new_parsed (parameter, NULL)) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (widget, action, value));
}

/* A window of the type that is seen; NULL: none. */
static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

static gboolean
chooser_is_open (gpointer data)
{
  return find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL;
}

static gboolean
chooser_is_gone (gpointer data)
{
  return !chooser_is_open (data);
}

typedef struct
{
  GtkFileChooser *chooser;
  GFile *file;
} Choice;

/* For saving it goes to a folder of its own first. */
static gboolean
chooser_has_folder (gpointer data)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_current_folder (((Choice *) data)->chooser);

  return folder != NULL;
}

/* It reads the folder before it selects anything. */
static gboolean
chooser_has_file (gpointer data)
{
  Choice *choice = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (choice->chooser);

  return file != NULL && g_file_equal (file, choice->file);
}

GtkDialog *
dialogs_fill_chooser (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Choice choice = { NULL, file };

  labeling_wait (chooser_is_open, NULL);
  choice.chooser = GTK_FILE_CHOOSER (find_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  /* Each belongs to the window that asks, which waits for it. */
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (choice.chooser)));
  g_assert_nonnull (gtk_window_get_transient_for (GTK_WINDOW (choice.chooser)));
  switch (gtk_file_chooser_get_action (choice.chooser))
    {
    case GTK_FILE_CHOOSER_ACTION_SAVE:
      {
        g_autoptr (GFile) folder = g_file_get_parent (file);
        g_autofree char *name = g_file_get_basename (file);

        labeling_wait (chooser_has_folder, &choice);
        g_assert_true (gtk_file_chooser_set_current_folder (choice.chooser, folder, NULL));
        gtk_file_chooser_set_current_name (choice.chooser, name);
        break;
      }
    case GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER:
      g_assert_true (gtk_file_chooser_set_current_folder (choice.chooser, file, NULL));
      break;
    case GTK_FILE_CHOOSER_ACTION_OPEN:
    default:
      g_assert_true (gtk_file_chooser_set_file (choice.chooser, file, NULL));
      break;
    }
  labeling_wait (chooser_has_file, &choice);

  return GTK_DIALOG (choice.chooser);
}

void
dialogs_choose_file (const char *path)
{
  gtk_dialog_response (dialogs_fill_chooser (path), GTK_RESPONSE_ACCEPT);
  labeling_wait (chooser_is_gone, NULL);
}

static gboolean
message_is_open (gpointer data)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

AdwMessageDialog *
dialogs_wait_message (void)
{
  labeling_wait (message_is_open, NULL);

  return ADW_MESSAGE_DIALOG (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

/* --- files --------------------------------------------------------------------------- */

static char *
make_path (const char *folder, const char *relative)
{
  char *path = g_build_filename (folder, relative, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);

  return path;
}

void
dialogs_write (const char *folder, const char *relative, const char *text)
{
  g_autofree char *path = make_path (folder, relative);
  GError *error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

void
dialogs_draw (const char *folder, const char *relative, int width, int height)
{
  g_autofree char *path = make_path (folder, relative);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

GtkWidget *
dialogs_find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0)
        return GTK_WIDGET (window);
    }

  return NULL;
}

void
dialogs_fill_row (GtkWidget *dialog, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (dialogs_find (dialog, ADW_TYPE_ENTRY_ROW, row)), text);
}
