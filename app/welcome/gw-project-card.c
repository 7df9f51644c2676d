/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project-card.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-error-dialog.h"
#include "gw-project-copy.h"
#include "gw-sample-project.h"

/* What belongs to a project that is not there. */
#define DIMMED 0.6

struct _GwProjectCard
{
  GtkFlowBoxChild parent_instance;

  GwRecentProject *project;
  GCancellable *cancellable;
  GCancellable *looking; /* (nullable): at the disk, while the card is in a window */

  GtkStack *cover_stack;
  GtkPicture *cover;
  GtkWidget *no_cover;
  GtkLabel *name;
  GtkLabel *facts;
  GtkWidget *progress_area;
  GtkProgressBar *progress;
  GtkLabel *share;
};

G_DEFINE_FINAL_TYPE (GwProjectCard, gw_project_card, GTK_TYPE_FLOW_BOX_CHILD)

enum
{
  DUPLICATED,
  RENAMED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
task_title (GwTask task)
{
  switch (task)
    {
    case GW_TASK_SINGLE_CLASS:
      return _ ("Image classification");
    case GW_TASK_MULTI_CLASS:
      return _ ("Multi-label classification");
    case GW_TASK_MASKS:
      return _ ("Segmentation masks");
    case GW_TASK_BOXES:
    default:
      return _ ("Bounding boxes");
    }
}

static void
show_project (GwProjectCard *self)
{
  gint64 n_images = gw_recent_project_get_n_images (self->project);
  gint64 n_labeled = gw_recent_project_get_n_labeled (self->project);
  gboolean exists = gw_recent_project_exists (self->project);
  g_autofree char *images = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *share = NULL;
  g_autofree char *spoken = NULL;

  images = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " image", "%'" PRId64 " images", (gulong) n_images), n_images);
  facts = exists ? g_strdup_printf ("%s · %s", task_title (gw_recent_project_get_task (self->project)), images)
                 : g_strdup (_ ("Folder not found"));
  share = g_strdup_printf (_ ("%d%% labeled"), n_images > 0 ? (int) (100 * n_labeled / n_images) : 0);
  spoken = g_strdup_printf ("%s, %s, %s", gw_recent_project_get_name (self->project), facts, share);

  gtk_label_set_label (self->name, gw_recent_project_get_name (self->project));
  gtk_label_set_label (self->facts, facts);
  gtk_label_set_label (self->share, share);
  gtk_progress_bar_set_fraction (self->progress, n_images > 0 ? (double) n_labeled / (double) n_images : 0.0);
  gtk_widget_set_visible (self->progress_area, exists);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), gw_recent_project_get_path (self->project));
  /* All but the line that says why, which has to be read. */
  gtk_widget_set_opacity (GTK_WIDGET (self->cover_stack), exists ? 1.0 : DIMMED);
  gtk_widget_set_opacity (GTK_WIDGET (self->name), exists ? 1.0 : DIMMED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.rename", exists);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.duplicate", exists);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.start-over",
                                 gw_sample_project_is_sample (gw_recent_project_get_path (self->project)));
}

/* --- what only the disk knows ----------------------------------------------------- */

static void
on_cover_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProjectCard) self = user_data;
  g_autoptr (GdkTexture) cover = gw_recent_project_load_cover_finish (result, NULL);

  if (cover == NULL || g_task_get_cancellable (G_TASK (result)) != self->looking)
    return;

  gtk_picture_set_paintable (self->cover, GDK_PAINTABLE (cover));
  gtk_stack_set_visible_child (self->cover_stack, GTK_WIDGET (self->cover));
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProjectCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->looking)
    return;

  gw_recent_project_look_finish (self->project, result, &error);
  if (error == NULL)
    show_project (self);
}

static void
stop_looking (GwProjectCard *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* A card that comes to a window, or comes back, shows what is known, and then
 * what is there.
 */
static void
gw_project_card_root (GtkWidget *widget)
{
  GwProjectCard *self = GW_PROJECT_CARD (widget);

  GTK_WIDGET_CLASS (gw_project_card_parent_class)->root (widget);

  stop_looking (self);
  self->looking = g_cancellable_new ();
  show_project (self);
  gw_recent_project_look_async (self->project, self->looking, on_looked_cb, g_object_ref (self));
  gw_recent_project_load_cover_async (self->project, self->looking, on_cover_loaded_cb, g_object_ref (self));
}

static void
gw_project_card_unroot (GtkWidget *widget)
{
  stop_looking (GW_PROJECT_CARD (widget));

  GTK_WIDGET_CLASS (gw_project_card_parent_class)->unroot (widget);
}

/* --- commands ----------------------------------------------------------------------- */

/* Takes the new name with it. */
typedef struct
{
  GwProjectCard *card;
  char *name;
} Renaming;

static void
on_renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Renaming *renaming = user_data;
  g_autoptr (GwProjectCard) self = renaming->card;
  g_autofree char *name = renaming->name;
  g_autoptr (GError) error = NULL;

  if (gw_project_rename_finish (result, &error))
    g_signal_emit (self, signals[RENAMED], 0, name);
  else
    gw_error_dialog_present (GTK_WIDGET (self), _ ("Project Cannot Be Renamed"), error);
}

static void
on_rename_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  GwProjectCard *self = GW_PROJECT_CARD (user_data);
  GtkEditable *entry = GTK_EDITABLE (g_object_get_data (G_OBJECT (dialog), "gw-entry"));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  Renaming *renaming;

  if (g_strcmp0 (response, "rename") != 0 || *name == '\0')
    return;

  renaming = g_new0 (Renaming, 1);
  renaming->card = g_object_ref (self);
  renaming->name = g_strdup (name);
  gw_project_rename_async (gw_recent_project_get_path (self->project), name, self->cancellable, on_renamed_cb,
                           renaming);
}

static void
rename_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwProjectCard *self = GW_PROJECT_CARD (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Rename Project"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), gw_recent_project_get_name (self->project));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Project name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename", _ ("_Rename"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  g_object_set_data (G_OBJECT (dialog), "gw-entry", entry);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwProjectCard *self = GW_PROJECT_CARD (widget);
  g_autofree char *folder = g_path_get_dirname (gw_recent_project_get_path (self->project));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

static void
on_duplicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProjectCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = gw_project_duplicate_finish (result, &error);

  if (path != NULL)
    g_signal_emit (self, signals[DUPLICATED], 0, path);
  else
    gw_error_dialog_present (GTK_WIDGET (self), _ ("Project Cannot Be Duplicated"), error);
}

static void
on_duplicate_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwProjectCard) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        gw_project_duplicate_async (gw_recent_project_get_path (self->project), path, self->cancellable,
                                    on_duplicated_cb, g_object_ref (self));
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
duplicate_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwProjectCard *self = GW_PROJECT_CARD (widget);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Duplicate Project"), GTK_WINDOW (gtk_widget_get_root (widget)), GTK_FILE_CHOOSER_ACTION_SAVE,
      _ ("_Duplicate"), _ ("_Cancel"));
  g_autofree char *name = g_strdup_printf (_ ("%s Copy.groundwork"), gw_recent_project_get_name (self->project));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (on_duplicate_response_cb), g_object_ref (self));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
start_over_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.sample-start-over", NULL);
}

static void
remove_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
gw_project_card_dispose (GObject *object)
{
  GwProjectCard *self = GW_PROJECT_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_PROJECT_CARD);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_project_card_parent_class)->dispose (object);
}

static void
gw_project_card_class_init (GwProjectCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_project_card_dispose;
  widget_class->root = gw_project_card_root;
  widget_class->unroot = gw_project_card_unroot;

  signals[DUPLICATED] = g_signal_new ("duplicated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RENAMED] = g_signal_new ("renamed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "card.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "card.show-folder", NULL, show_folder_action);
  gtk_widget_class_install_action (widget_class, "card.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (widget_class, "card.start-over", NULL, start_over_action);
  gtk_widget_class_install_action (widget_class, "card.remove", NULL, remove_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-project-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, cover);
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, cover_stack);
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, facts);
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, name);
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, no_cover);
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, progress);
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, progress_area);
  gtk_widget_class_bind_template_child (widget_class, GwProjectCard, share);
}

static void
gw_project_card_init (GwProjectCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_stack_set_visible_child (self->cover_stack, self->no_cover);
}

GtkWidget *
gw_project_card_new (GwRecentProject *project)
{
  GwProjectCard *self = g_object_new (GW_TYPE_PROJECT_CARD, NULL);

  self->project = g_object_ref (project);
  show_project (self);

  return GTK_WIDGET (self);
}

GwRecentProject *
gw_project_card_get_project (GwProjectCard *self)
{
  g_return_val_if_fail (GW_IS_PROJECT_CARD (self), NULL);

  return self->project;
}
