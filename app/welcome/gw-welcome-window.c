/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-welcome-window.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-project-card.h"
#include "gw-project-list-window.h"

/* More than this many get a search; the newest are shown, and Show All opens a
 * list of the rest too.
 */
#define N_BEFORE_SEARCH 6
#define N_NEWEST 12

struct _GwWelcomeWindow
{
  AdwApplicationWindow parent_instance;

  GwRecentProjects *recent;
  GCancellable *opening; /* (nullable): of the project that was chosen last */

  AdwToastOverlay *toasts;
  AdwStatusPage *first_start;
  GtkWidget *recent_area;
  GtkLabel *greeting;
  GtkLabel *waiting;
  GtkEditable *search;
  GtkFlowBox *cards;
  GtkWidget *nothing_found;
  GtkWidget *show_all;
};

G_DEFINE_FINAL_TYPE (GwWelcomeWindow, gw_welcome_window, ADW_TYPE_APPLICATION_WINDOW)

static void fill_cards (GwWelcomeWindow *self);

static void
on_card_duplicated_cb (GwProjectCard *card, const char *path, GwWelcomeWindow *self)
{
  gw_application_open_project (GW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), path,
                               GTK_WINDOW (self));
}

static void
on_card_renamed_cb (GwProjectCard *card, const char *name, GwWelcomeWindow *self)
{
  gw_recent_projects_rename (self->recent, gw_recent_project_get_path (gw_project_card_get_project (card)), name);
}

static void
on_card_removed_cb (GwProjectCard *card, GwWelcomeWindow *self)
{
  gw_recent_projects_remove (self->recent, gw_recent_project_get_path (gw_project_card_get_project (card)));
}

static GtkWidget *
make_card (GwWelcomeWindow *self, GwRecentProject *project)
{
  GtkWidget *card = gw_project_card_new (project);

  g_signal_connect_object (card, "duplicated", G_CALLBACK (on_card_duplicated_cb), self, 0);
  g_signal_connect_object (card, "renamed", G_CALLBACK (on_card_renamed_cb), self, 0);
  g_signal_connect_object (card, "removed", G_CALLBACK (on_card_removed_cb), self, 0);

  return card;
}

/* (element-type GwRecentProject GwProjectCard): those that are shown, for those
 * that stay, which keep their covers.
 */
static GHashTable *
take_cards (GwWelcomeWindow *self)
{
  GHashTable *cards = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    {
      g_hash_table_insert (cards, g_object_ref (gw_project_card_get_project (GW_PROJECT_CARD (child))),
                           g_object_ref (child));
      gtk_flow_box_remove (self->cards, child);
    }

  return cards;
}

static void
fill_cards (GwWelcomeWindow *self)
{
  const char *text = gtk_editable_get_text (self->search);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->recent));
  guint n_shown = 0;
  guint n_matching = 0;
  g_autoptr (GHashTable) cards = take_cards (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwRecentProject) project = g_list_model_get_item (G_LIST_MODEL (self->recent), i);
      GtkWidget *card;

      if (!gw_recent_project_matches (project, text))
        continue;
      n_matching++;
      if (n_shown >= N_NEWEST)
        continue;

      card = g_hash_table_lookup (cards, project);
      gtk_flow_box_append (self->cards, card != NULL ? card : make_card (self, project));
      n_shown++;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->first_start), n == 0);
  gtk_widget_set_visible (self->recent_area, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->search), n > N_BEFORE_SEARCH);
  gtk_widget_set_visible (self->nothing_found, n_matching == 0);
  gtk_widget_set_visible (self->show_all, n_matching > n_shown);
}

static void
update_waiting (GwWelcomeWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->recent));
  gint64 n_unlabeled = 0;
  guint n_projects = 0;
  g_autofree char *images = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwRecentProject) project = g_list_model_get_item (G_LIST_MODEL (self->recent), i);
      gint64 left = gw_recent_project_get_n_images (project) - gw_recent_project_get_n_labeled (project);

      n_unlabeled += left;
      n_projects += left > 0;
    }

  /* Two numbers, each with a plural of its own. */
  images = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " image", "%'" PRId64 " images", (gulong) n_unlabeled), n_unlabeled);
  if (n_unlabeled == 0)
    text = g_strdup (_ ("Every image is labeled."));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s in %u project not labeled yet.",
                                         "%s in %u projects not labeled yet.", n_projects),
                            images, n_projects);
  gtk_label_set_label (self->waiting, text);
}

static void
on_recent_changed_cb (GListModel *recent, guint position, guint removed, guint added, GwWelcomeWindow *self)
{
  fill_cards (self);
  update_waiting (self);
}

static void
on_search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  fill_cards (GW_WELCOME_WINDOW (gtk_widget_get_root (GTK_WIDGET (entry))));
}

static void
on_locate_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autofree char *old_path = user_data;
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);

  if (response == GTK_RESPONSE_ACCEPT && GW_IS_WELCOME_WINDOW (window))
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        {
          gw_recent_projects_replace (GW_WELCOME_WINDOW (window)->recent, old_path, path);
          gw_application_open_project (GW_APPLICATION (gtk_window_get_application (window)), path, window);
        }
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
on_missing_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  GwWelcomeWindow *self = GW_WELCOME_WINDOW (user_data);
  const char *path = g_object_get_data (G_OBJECT (dialog), "gw-path");

  if (g_strcmp0 (response, "remove") == 0)
    {
      gw_recent_projects_remove (self->recent, path);
    }
  else if (g_strcmp0 (response, "locate") == 0)
    {
      GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
          _ ("Locate Project"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

      g_signal_connect (chooser, "response", G_CALLBACK (on_locate_chosen_cb), g_strdup (path));
      gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
      gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
    }
}

static void
offer_to_locate (GwWelcomeWindow *self, const char *path)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Project Was Not Found"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("It was at %s. Choose where it is now, or take it off the list."), path);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove From List"), "locate", _ ("_Locate…"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "locate");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "gw-path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_missing_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  GwWelcomeWindow *window;
  GwRecentProject *project;
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->window);
  g_object_unref (choice->project);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  GwWelcomeWindow *self = choice->window;
  const char *path = gw_recent_project_get_path (choice->project);
  g_autoptr (GError) error = NULL;
  gboolean exists = gw_recent_project_look_finish (choice->project, result, &error);

  if (error != NULL || gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  if (exists)
    gw_application_open_project (GW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), path,
                                 GTK_WINDOW (self));
  else
    offer_to_locate (self, path);
}

/* Another choice takes the place of one whose disk does not answer. */
static void
open_project (GwWelcomeWindow *self, GwRecentProject *project)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->window = g_object_ref (self);
  choice->project = g_object_ref (project);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  gw_recent_project_look_async (project, self->opening, on_looked_cb, choice);
}

static void
on_card_activated_cb (GtkFlowBox *box, GtkFlowBoxChild *child, gpointer user_data)
{
  open_project (GW_WELCOME_WINDOW (gtk_widget_get_root (GTK_WIDGET (box))),
                gw_project_card_get_project (GW_PROJECT_CARD (child)));
}

static void
on_project_chosen_cb (GwProjectListWindow *list, GwRecentProject *project, GwWelcomeWindow *self)
{
  open_project (self, project);
}

static void
on_show_all_clicked_cb (GtkButton *button, gpointer user_data)
{
  GwWelcomeWindow *self = GW_WELCOME_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  GtkWidget *list = gw_project_list_window_new (GTK_WINDOW (self), self->recent);

  g_signal_connect_object (list, "chosen", G_CALLBACK (on_project_chosen_cb), self, 0);
  gtk_window_present (GTK_WINDOW (list));
}

static void
on_folder_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);

  if (response == GTK_RESPONSE_ACCEPT && window != NULL)
    {
      g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (folder);

      if (path != NULL)
        gtk_widget_activate_action (GTK_WIDGET (window), "app.new-project", "s", path);
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Choose a Folder of Images"), GTK_WINDOW (widget),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"),
                                                              _ ("_Cancel"));

  g_signal_connect (dialog, "response", G_CALLBACK (on_folder_chosen_cb), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GwWelcomeWindow *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (GSList *l = files; l != NULL; l = l->next)
    g_ptr_array_add (paths, l->data);
  if (paths->len == 0)
    return FALSE;

  g_application_open (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), (GFile **) paths->pdata,
                      (int) paths->len, "");

  return TRUE;
}

static void
greet (GwWelcomeWindow *self)
{
  const char *real_name = g_get_real_name ();
  g_auto (GStrv) parts = g_strsplit (real_name, " ", 2);
  g_autofree char *text = NULL;

  if (g_strcmp0 (real_name, "Unknown") != 0 && parts[0] != NULL && *parts[0] != '\0')
    text = g_strdup_printf (_ ("Welcome Back, %s"), parts[0]);
  gtk_label_set_label (self->greeting, text != NULL ? text : _ ("Welcome Back"));
}

static void
gw_welcome_window_dispose (GObject *object)
{
  GwWelcomeWindow *self = GW_WELCOME_WINDOW (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_WELCOME_WINDOW);
  g_clear_object (&self->recent);

  G_OBJECT_CLASS (gw_welcome_window_parent_class)->dispose (object);
}

static void
gw_welcome_window_class_init (GwWelcomeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_welcome_window_dispose;

  gtk_widget_class_install_action (widget_class, "welcome.choose-folder", NULL, choose_folder_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-welcome-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, cards);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, first_start);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, greeting);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, nothing_found);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, recent_area);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, search);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, show_all);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GwWelcomeWindow, waiting);
  gtk_widget_class_bind_template_callback (widget_class, on_card_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_clicked_cb);
}

static void
gw_welcome_window_init (GwWelcomeWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  greet (self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
gw_welcome_window_new (GwApplication *application)
{
  GwWelcomeWindow *self;

  g_return_val_if_fail (GW_IS_APPLICATION (application), NULL);

  self = g_object_new (GW_TYPE_WELCOME_WINDOW, "application", application, NULL);
  self->recent = g_object_ref (gw_application_get_recent (application));
  g_signal_connect_object (self->recent, "items-changed", G_CALLBACK (on_recent_changed_cb), self, 0);
  fill_cards (self);
  update_waiting (self);

  return GTK_WIDGET (self);
}
