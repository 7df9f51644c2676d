/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-export-window.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-export-choices.h"
#include "gw-export-people.h"
#include "gw-export.h"
#include "gw-layer-choice.h"
#include "gw-path.h"
#include "gw-problem-code.h"
#include "gw-task-thread.h"
#include "gw-transient.h"

/* Rows of the image list, in the order of the .ui file. */
typedef enum
{
  IMAGES_ALL,
  IMAGES_FILTERED,
  IMAGES_LABELED
} ImageChoice;

/* Rows of the split list; the first leaves the images' own. */
static const char *const splits[] = { NULL, "train=0.8,val=0.1,test=0.1", "train=0.8,val=0.2", "train=0.7,test=0.3" };

/* So that the same project is divided in the same way each time. */
#define SPLIT_SEED 1

static const GwCopyMode copies[] = { GW_COPY_NONE, GW_COPY_COPY, GW_COPY_LINK, GW_COPY_SYMLINK };

struct _GwExportWindow
{
  AdwWindow parent_instance;

  GwProject *project;
  GwFilter *filter;
  GPtrArray *formats; /* const GwFormat *: rows of the format list */
  GPtrArray *layers;  /* GwLayerChoice: rows of the layer list */
  GPtrArray *loss_rows;
  GwExport *measured; /* (nullable): the last that was measured by the choices as they are */
  GwWork *work;       /* what runs now; NULL: nothing */
  gboolean stale;     /* a choice changed while it was being measured */
  gboolean filling;

  AdwComboRow *format_row;
  AdwComboRow *images_row;
  AdwComboRow *layer_row;
  AdwExpanderRow *people_row;
  AdwComboRow *copy_row;
  AdwComboRow *split_row;
  GtkSwitch *lossless;
  AdwExpanderRow *choices_row;
  GwExportChoices *choices; /* rows below it that the format asks for */
  GwExportPeople *people;   /* of the row of annotators */
  AdwActionRow *figures_row;
  GtkSpinner *spinner;
  AdwPreferencesGroup *losses_group;
  GtkProgressBar *bar;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (GwExportWindow, gw_export_window, ADW_TYPE_WINDOW)

static void start (GwExportWindow *self, const char *target, gboolean writes);
static void ask_or_write (GwExportWindow *self, GwExport *job, const char *target);

static const GwFormat *
chosen_format (GwExportWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->format_row);

  return selected < self->formats->len ? g_ptr_array_index (self->formats, selected) : NULL;
}

static void
show_problem (GwExportWindow *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/* --- figures ---------------------------------------------------------------- */

static void
show_losses (GwExportWindow *self, GwProblems *problems)
{
  g_auto (GStrv) codes = gw_problems_list_codes (problems);

  for (guint i = 0; i < self->loss_rows->len; i++)
    adw_preferences_group_remove (self->losses_group, g_ptr_array_index (self->loss_rows, i));
  g_ptr_array_set_size (self->loss_rows, 0);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GwProblemKind kind;
      g_autofree char *description = NULL;
      g_autofree char *number = NULL;
      GtkWidget *icon;
      GtkWidget *count;

      gw_problems_get_kind (problems, codes[i], &kind);
      description = gw_problem_kind_describe (&kind, TRUE);
      number = g_strdup_printf ("%'" G_GUINT64_FORMAT, kind.count);
      count = gtk_label_new (number);
      gtk_widget_add_css_class (count, "heading");
      gtk_widget_add_css_class (count, "gw-num");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gw_problem_code_title (codes[i]));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
      icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (icon, "gw-warning-text");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
      adw_preferences_group_add (self->losses_group, row);
      g_ptr_array_add (self->loss_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->losses_group), self->loss_rows->len > 0);
}

static void
show_figures (GwExportWindow *self, GwExport *job)
{
  guint64 n_objects = 0;
  g_autofree char *size = g_format_size (gw_export_get_size (job));
  g_autofree char *objects = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  for (int kind = 1; kind < GW_SHAPE_N_KINDS; kind++)
    n_objects += gw_export_get_n_objects (job, (GwShapeKind) kind);

  title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " image", "%'" PRIu64 " images", (gulong) gw_export_get_n_images (job)),
      gw_export_get_n_images (job));
  objects = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " object", "%'" PRIu64 " objects", (gulong) n_objects), n_objects);
  labels = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " image label", "%'" PRIu64 " image labels",
                                         (gulong) gw_export_get_n_labels (job)),
                            gw_export_get_n_labels (job));
  /* Translators: "12 objects", "3 image labels" and a size such as "2.7 MB" */
  subtitle = g_strdup_printf (_ ("%s, %s, about %s"), objects, labels, size);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->figures_row), title);
  adw_action_row_set_subtitle (self->figures_row, subtitle);
  show_losses (self, gw_export_get_problems (job));
}

/* --- measuring and writing, on a worker thread ------------------------------------ */

typedef struct
{
  GwExport *job;
  GwWork *work;
  char *target; /* (nullable): not chosen yet */
  gboolean writes;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->job);
  g_object_unref (run->work);
  g_free (run->target);
  g_free (run);
}

static void
run_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  GError *error = NULL;
  gboolean ok = run->writes ? gw_export_run (run->job, run->work, cancellable, &error)
                            : gw_export_measure (run->job, run->work, cancellable, &error);

  gw_work_end (run->work, error);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_fraction_changed_cb (GwWork *work, GParamSpec *pspec, GwExportWindow *self)
{
  if (gw_work_get_fraction (work) >= 0.0)
    gtk_progress_bar_set_fraction (self->bar, gw_work_get_fraction (work));
}

static void
on_text_changed_cb (GwWork *work, GParamSpec *pspec, GwExportWindow *self)
{
  gtk_progress_bar_set_text (self->bar, gw_work_get_text (work));
  gtk_progress_bar_set_show_text (self->bar, gw_work_get_text (work) != NULL);
}

static void
tell_done (GwExportWindow *self, const char *target)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *base = g_path_get_basename (target);
  g_autofree char *shown = gw_path_display (base, -1);
  g_autofree char *text = g_strdup_printf (_ ("Exported to %s"), shown);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast-folder", "(s^ay)", text, target);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_run_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwExportWindow *self = GW_EXPORT_WINDOW (source);
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_object (&self->work);
  if (self->project == NULL)
    return;

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.choose-target", TRUE);
  if (ok && run->writes)
    {
      tell_done (self, run->target);
      return;
    }

  if (self->stale)
    start (self, NULL, FALSE);
  else if (ok && run->target != NULL)
    ask_or_write (self, run->job, run->target);
  else if (ok)
    {
      g_set_object (&self->measured, run->job);
      show_figures (self, run->job);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

/* Whether the answers of several annotators are chosen, of whom some may be left out. */
static gboolean
is_of_people (GwExportWindow *self)
{
  guint layer = adw_combo_row_get_selected (self->layer_row);

  return layer < self->layers->len && ((const GwLayerChoice *) g_ptr_array_index (self->layers, layer))->ids->len > 1;
}

static GwExport *
make_job (GwExportWindow *self, const char *target)
{
  GwExport *job = gw_export_new (gw_project_get_store (self->project), chosen_format (self), target);
  guint layer = adw_combo_row_get_selected (self->layer_row);
  guint copy = adw_combo_row_get_selected (self->copy_row);
  guint split = adw_combo_row_get_selected (self->split_row);
  GwWriteOptions options = { 0 };

  options.copy = copies[MIN (copy, G_N_ELEMENTS (copies) - 1)];
  options.lossless = gtk_switch_get_active (self->lossless);
  gw_export_choices_read (self->choices, &options);
  options.overwrite = FALSE;
  options.name = gw_project_get_info (self->project)->name;
  gw_export_set_options (job, &options);
  if (split > 0 && split < G_N_ELEMENTS (splits))
    gw_export_take_split (job, gw_split_plan_new (splits[split], SPLIT_SEED, NULL));
  if (layer < self->layers->len)
    {
      const GwLayerChoice *choice = g_ptr_array_index (self->layers, layer);
      g_autoptr (GArray) ids = is_of_people (self) ? gw_export_people_get (self->people) : g_array_ref (choice->ids);

      gw_export_set_layers (job, (const gint64 *) ids->data, ids->len);
    }

  switch ((ImageChoice) adw_combo_row_get_selected (self->images_row))
    {
    case IMAGES_FILTERED:
      gw_export_set_filter (job, self->filter);
      break;
    case IMAGES_LABELED:
      {
        g_autoptr (GwFilter) labeled = gw_filter_new ();

        gw_filter_add_value (labeled, GW_FIELD_STATUS, FALSE, gw_image_status_get_nick (GW_IMAGE_LABELED));
        gw_export_set_filter (job, labeled);
        break;
      }
    case IMAGES_ALL:
    default:
      break;
    }

  return job;
}

/* Writes, or measures what would be lost; of a target that is not known yet, target is NULL. */
static void
start (GwExportWindow *self, const char *target, gboolean writes)
{
  g_autoptr (GTask) task = NULL;
  Run *run;

  if (self->work != NULL)
    {
      self->stale = TRUE;
      gw_work_cancel (self->work);
      return;
    }
  if (chosen_format (self) == NULL)
    return;

  self->stale = FALSE;
  if (target == NULL)
    g_clear_object (&self->measured);
  show_problem (self, NULL);
  self->work = gw_work_new (_ ("Exporting labels"));
  gtk_spinner_set_spinning (self->spinner, !writes);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), writes);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.choose-target", target == NULL);
  gtk_progress_bar_set_show_text (self->bar, FALSE);
  g_signal_connect_object (self->work, "notify::fraction", G_CALLBACK (on_fraction_changed_cb), self, 0);
  g_signal_connect_object (self->work, "notify::text", G_CALLBACK (on_text_changed_cb), self, 0);

  run = g_new0 (Run, 1);
  run->job = make_job (self, target);
  run->work = g_object_ref (self->work);
  run->target = g_strdup (target);
  run->writes = writes;
  task = g_task_new (self, gw_work_get_cancellable (self->work), on_run_done_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, run, run_free);
  gw_task_run_in_thread (task, run_thread);
}

static void
on_choice_changed_cb (GwExportWindow *self)
{
  gw_export_choices_show (self->choices, chosen_format (self));
  gtk_widget_set_visible (GTK_WIDGET (self->people_row), is_of_people (self));
  if (!self->filling)
    start (self, NULL, FALSE);
}

/* --- commands ------------------------------------------------------------------------ */

static void
on_target_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwExportWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && self->project != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      /* Of one file, which holds less than a folder does, nothing has been measured yet. */
      if (path != NULL)
        start (self, path,
               (chosen_format (self)->flags & GW_FORMAT_TARGET_IS_FOLDER) == 0
                   || gw_format_target_is_folder (chosen_format (self), path));
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_target (GwExportWindow *self)
{
  const GwFormat *format = chosen_format (self);
  g_autofree char *name = NULL;
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (_ ("Export Labels"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _ ("_Export"), _ ("_Cancel"));
  name = g_strdup_printf ("%s%s", gw_project_get_info (self->project)->name,
                          format->suffix != NULL ? format->suffix : "");
  g_strdelimit (name, "/\\", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_target_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_loss_response_cb (AdwMessageDialog *dialog, const char *response, GwExportWindow *self)
{
  if (self->project == NULL)
    return;

  if (g_strcmp0 (response, "anyway") == 0)
    choose_target (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->format_row));
}

/* What would be lost, in words: “Tags cannot be held: 300”. NULL: nothing. */
static char *
describe_losses (GwExport *job)
{
  GwProblems *problems = gw_export_get_problems (job);
  g_auto (GStrv) codes = gw_problems_list_codes (problems);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      if (gw_problem_code_is_loss (codes[i]))
        g_string_append_printf (text, "\n%s: %'" G_GUINT64_FORMAT, gw_problem_code_title (codes[i]),
                                gw_problems_count_code (problems, codes[i]));
    }

  return g_string_free (text, text->len == 0);
}

static GtkWidget *
make_question (GwExportWindow *self, const char *losses, GCallback callback)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Some Labels Cannot Be Exported"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _ ("%s cannot hold everything.\n%s"),
                                  _ (chosen_format (self)->title), losses);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "another", _ ("Choose Another _Format"), "anyway",
                                    _ ("Export _Anyway"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "another");
  g_signal_connect_object (dialog, "response", callback, self, 0);

  return dialog;
}

static void
choose_target_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwExportWindow *self = GW_EXPORT_WINDOW (widget);
  g_autofree char *losses = self->measured != NULL ? describe_losses (self->measured) : NULL;

  if (chosen_format (self) == NULL)
    return;
  if (losses == NULL)
    choose_target (self);
  else
    gtk_window_present (GTK_WINDOW (make_question (self, losses, G_CALLBACK (on_loss_response_cb))));
}

static void
on_file_response_cb (AdwMessageDialog *dialog, const char *response, GwExportWindow *self)
{
  if (self->project == NULL)
    return;

  if (g_strcmp0 (response, "anyway") == 0)
    start (self, g_object_get_data (G_OBJECT (dialog), "gw-target"), TRUE);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->format_row));
}

/* What one file cannot hold is asked for where it is more than was asked for already. */
static void
ask_or_write (GwExportWindow *self, GwExport *job, const char *target)
{
  g_autofree char *losses = describe_losses (job);
  g_autofree char *told = self->measured != NULL ? describe_losses (self->measured) : NULL;
  GtkWidget *dialog;

  if (losses == NULL || g_strcmp0 (losses, told) == 0)
    {
      start (self, target, TRUE);
      return;
    }

  dialog = make_question (self, losses, G_CALLBACK (on_file_response_cb));
  g_object_set_data_full (G_OBJECT (dialog), "gw-target", g_strdup (target), g_free);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
gw_export_window_close_request (GtkWindow *window)
{
  GwExportWindow *self = GW_EXPORT_WINDOW (window);

  self->stale = FALSE;
  if (self->work != NULL)
    gw_work_cancel (self->work);

  return GTK_WINDOW_CLASS (gw_export_window_parent_class)->close_request (window);
}

/* --- the lists -------------------------------------------------------------------------- */

static void
list_formats (GwExportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      if ((formats[i]->flags & GW_FORMAT_WRITES) == 0)
        continue;
      g_ptr_array_add (self->formats, (gpointer) formats[i]);
      gtk_string_list_append (names, _ (formats[i]->title));
    }
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
}

static gpointer
run_list_layers (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return gw_store_list_layers (store, cancellable, error);
}

static void
on_layers_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwExportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) layers = gw_store_run_finish (GW_STORE (source), result, &error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (self->project == NULL)
    return;
  if (layers == NULL)
    {
      show_problem (self, error->message);
      return;
    }

  g_ptr_array_unref (self->layers);
  self->layers = gw_layer_choices_list (layers);
  gw_export_people_set_layers (self->people, layers);
  for (guint i = 0; i < self->layers->len; i++)
    gtk_string_list_append (names, ((const GwLayerChoice *) g_ptr_array_index (self->layers, i))->title);
  self->filling = TRUE;
  adw_combo_row_set_model (self->layer_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->layer_row), layers->len > 1);
  self->filling = FALSE;
  start (self, NULL, FALSE);
}

static void
gw_export_window_dispose (GObject *object)
{
  GwExportWindow *self = GW_EXPORT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_EXPORT_WINDOW);
  g_clear_object (&self->project);
  g_clear_object (&self->work);
  g_clear_object (&self->measured);
  g_clear_object (&self->choices);
  g_clear_object (&self->people);
  g_clear_pointer (&self->filter, gw_filter_free);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
  g_clear_pointer (&self->loss_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_export_window_parent_class)->dispose (object);
}

static void
gw_export_window_class_init (GwExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_export_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gw_export_window_close_request;

  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "export.choose-target", NULL, choose_target_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "export.cancel", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, choices_row);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, copy_row);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, figures_row);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, format_row);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, images_row);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, layer_row);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, lossless);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, losses_group);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, people_row);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, GwExportWindow, split_row);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
}

static void
gw_export_window_init (GwExportWindow *self)
{
  self->filling = TRUE;
  self->formats = g_ptr_array_new ();
  self->layers = g_ptr_array_new ();
  self->loss_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = gw_export_choices_new (self->choices_row);
  g_signal_connect_object (self->choices, "changed", G_CALLBACK (on_choice_changed_cb), self, G_CONNECT_SWAPPED);
  self->people = gw_export_people_new (self->people_row);
  g_signal_connect_object (self->people, "changed", G_CALLBACK (on_choice_changed_cb), self, G_CONNECT_SWAPPED);
  list_formats (self);
  gw_export_choices_show (self->choices, chosen_format (self));
  gtk_widget_set_visible (GTK_WIDGET (self->losses_group), FALSE);
  self->filling = FALSE;
}

GtkWidget *
gw_export_window_new (GtkWindow *parent, GwProject *project, const GwFilter *filter)
{
  GwExportWindow *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_EXPORT_WINDOW, NULL);
  gw_transient_set (GTK_WINDOW (self), parent);
  self->project = g_object_ref (project);
  self->filter = filter != NULL ? gw_filter_copy (filter) : gw_filter_new ();
  gw_store_read_async (gw_project_get_store (project), GW_STORE_NORMAL, run_list_layers, NULL, NULL,
                       (GDestroyNotify) g_ptr_array_unref, NULL, on_layers_listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
