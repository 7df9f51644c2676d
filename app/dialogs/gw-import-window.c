/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-window.h"

#include <glib/gi18n.h>

#include "gw-import-preview.h"
#include "gw-import-report-view.h"
#include "gw-import.h"
#include "gw-path.h"

/* Rows of the merge list, in the order of the .ui file. */
static const GwMerge merges[] = { GW_MERGE_ADD, GW_MERGE_REPLACE, GW_MERGE_SKIP };

struct _GwImportWindow
{
  AdwWindow parent_instance;

  GwProject *project;
  GwImport *import;       /* NULL on the first page */
  char *source;
  GwWork *work;           /* what runs now; NULL: nothing */
  gboolean filling;       /* rows are being set: not a person's doing */
  GPtrArray *formats;     /* const GwFormat *: rows of the format list */
  GPtrArray *class_rows;
  GwImportReportView *check_view;
  GwImportReportView *report_view;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkStack *bars;
  GtkLabel *choose_problem;
  GtkLabel *known_formats;
  GtkLabel *work_title;
  GtkProgressBar *work_bar;
  GtkLabel *work_text;
  GtkWidget *background_button;
  AdwComboRow *format_row;
  AdwComboRow *merge_row;
  AdwComboRow *as_row;
  AdwEntryRow *model_row;
  AdwActionRow *images_row;
  GtkWidget *preview_title;
  GtkBox *preview;
  AdwPreferencesGroup *classes_group;
  AdwBin *check_bin;
  AdwBin *report_bin;
};

G_DEFINE_FINAL_TYPE (GwImportWindow, gw_import_window, ADW_TYPE_WINDOW)

static void start (GwImportWindow *self, gboolean run);

static void
show_page (GwImportWindow *self, const char *page)
{
  gboolean has_bar = g_strcmp0 (page, "check") == 0 || g_strcmp0 (page, "report") == 0;

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_stack_set_visible_child_name (self->bars, has_bar ? page : "none");
}

static void
show_choose_problem (GwImportWindow *self, const char *text)
{
  gtk_label_set_label (self->choose_problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->choose_problem), text != NULL);
}

/* --- the check page -------------------------------------------------------- */

static void
on_class_target_changed_cb (AdwComboRow *row, GParamSpec *pspec, GwImportWindow *self)
{
  GArray *targets = g_object_get_data (G_OBJECT (row), "gw-targets");
  guint selected = adw_combo_row_get_selected (row);

  if (self->filling || selected >= targets->len)
    return;

  gw_import_set_class_target (self->import, g_object_get_data (G_OBJECT (row), "gw-name"),
                              g_array_index (targets, gint64, selected));
  start (self, FALSE);
}

/* A row that says what a class of the source becomes: a new class, one of
 * the project's, or nothing.
 */
static GtkWidget *
class_row (GwImportWindow *self, const GwImportMapping *klass)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  GListModel *classes = gw_project_get_classes (self->project);
  const gint64 create = GW_IMPORT_CREATE;
  const gint64 ignore = GW_IMPORT_IGNORE;
  g_autofree char *shown = gw_path_display (klass->name, -1);
  guint selected = 0;

  gtk_string_list_append (names, _ ("New Class"));
  g_array_append_val (targets, create);
  gtk_string_list_append (names, _ ("Leave Out"));
  g_array_append_val (targets, ignore);
  if (klass->target == GW_IMPORT_IGNORE)
    selected = 1;
  for (guint i = 0; i < g_list_model_get_n_items (classes); i++)
    {
      g_autoptr (GwClass) own = g_list_model_get_item (classes, i);
      gint64 id = gw_class_get_id (own);

      gtk_string_list_append (names, gw_class_get_name (own));
      g_array_append_val (targets, id);
      if (id == klass->target)
        selected = targets->len - 1;
    }

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  if (klass->suggestion > 0 && klass->target != klass->suggestion)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("A class differs only in case"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data_full (G_OBJECT (row), "gw-targets", targets, (GDestroyNotify) g_array_unref);
  g_object_set_data_full (G_OBJECT (row), "gw-name", g_strdup (klass->name), g_free);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_class_target_changed_cb), self);

  return row;
}

static void
show_classes (GwImportWindow *self)
{
  GPtrArray *classes = gw_import_get_mappings (self->import);

  for (guint i = 0; i < self->class_rows->len; i++)
    adw_preferences_group_remove (self->classes_group, g_ptr_array_index (self->class_rows, i));
  g_ptr_array_set_size (self->class_rows, 0);

  for (guint i = 0; classes != NULL && i < classes->len; i++)
    {
      GtkWidget *row = class_row (self, g_ptr_array_index (classes, i));

      adw_preferences_group_add (self->classes_group, row);
      g_ptr_array_add (self->class_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->classes_group), self->class_rows->len > 0);
}

static void
show_preview (GwImportWindow *self)
{
  GPtrArray *records = gw_import_get_preview (self->import);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->preview))) != NULL)
    gtk_box_remove (self->preview, child);

  for (guint i = 0; records != NULL && i < records->len; i++)
    gtk_box_append (self->preview,
                    gw_import_preview_new (gw_project_get_thumbnailer (self->project), g_ptr_array_index (records, i),
                                           gw_import_get_head (self->import)));
  gtk_widget_set_visible (self->preview_title, records != NULL && records->len > 0);
}

static void
show_format (GwImportWindow *self)
{
  const GwFormat *format = gw_import_get_format (self->import);
  const char *reason = gw_import_get_reason (self->import);

  for (guint i = 0; i < self->formats->len; i++)
    {
      if (g_ptr_array_index (self->formats, i) == format)
        adw_combo_row_set_selected (self->format_row, i);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format_row), reason != NULL ? reason : "");
}

static void
show_title (GwImportWindow *self, const char *title)
{
  const GwFormat *format = self->import != NULL ? gw_import_get_format (self->import) : NULL;
  g_autofree char *base = self->source != NULL ? g_path_get_basename (self->source) : NULL;
  g_autofree char *shown = base != NULL ? gw_path_display (base, -1) : NULL;
  g_autofree char *subtitle = NULL;

  if (shown != NULL && format != NULL)
    subtitle = g_strdup_printf ("%s · %s", shown, _ (format->title));
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

static void
show_check (GwImportWindow *self)
{
  self->filling = TRUE;
  show_format (self);
  show_classes (self);
  show_preview (self);
  gw_import_report_view_set_report (self->check_view, gw_import_get_report (self->import));
  self->filling = FALSE;
  show_title (self, _ ("Import"));
  show_page (self, "check");
}

static void
show_report (GwImportWindow *self)
{
  const GwImportReport *report = gw_import_get_report (self->import);

  gw_import_report_view_set_report (self->report_view, report);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.undo", report->counts.edit_id > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.show-images", report->counts.edit_id > 0);
  show_title (self, _ ("Import Report"));
  show_page (self, "report");
}

/* --- checking and running, on a worker thread ------------------------------------ */

typedef struct
{
  GwImport *import;
  GwWork *work;
  gboolean run;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->import);
  g_object_unref (job->work);
  g_free (job);
}

static void
job_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  gboolean ok = job->run ? gw_import_run (job->import, job->work, cancellable, &error)
                         : gw_import_check (job->import, job->work, cancellable, &error);

  gw_work_end (job->work, error);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_work_changed_cb (GwWork *work, GParamSpec *pspec, GwImportWindow *self)
{
  double left = gw_work_get_time_left (work);
  GString *text = g_string_new (NULL);

  if (gw_work_get_total (work) > 0)
    g_string_append_printf (text, _ ("%'" G_GUINT64_FORMAT " of %'" G_GUINT64_FORMAT), gw_work_get_done (work),
                            gw_work_get_total (work));
  if (left >= 1.0)
    g_string_append_printf (text, _ (" · about %d s left"), (int) left);
  gtk_label_set_label (self->work_text, text->str);
  g_string_free (text, TRUE);

  if (gw_work_get_fraction (work) >= 0.0)
    gtk_progress_bar_set_fraction (self->work_bar, gw_work_get_fraction (work));
  else
    gtk_progress_bar_pulse (self->work_bar);
}

static void
on_job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->work);
  if (self->project == NULL)
    return;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (job->run)
        {
          show_report (self);
          gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
        }
      else
        show_check (self);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (job->run && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_check (self);
      return;
    }
  show_choose_problem (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                 ? _ ("Cancelled. The project is as before.")
                                 : error->message);
  show_title (self, _ ("Import"));
  show_page (self, "choose");
}

static void
start (GwImportWindow *self, gboolean run)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->work != NULL)
    return;

  self->work = gw_work_new (run ? _ ("Importing labels") : _ ("Checking labels"));
  g_signal_connect_object (self->work, "notify", G_CALLBACK (on_work_changed_cb), self, 0);
  gtk_label_set_label (self->work_title, run ? _ ("Importing") : _ ("Checking"));
  gtk_progress_bar_set_fraction (self->work_bar, 0.0);
  gtk_label_set_label (self->work_text, "");
  gtk_widget_set_visible (self->background_button, run);
  show_page (self, "work");
  if (run)
    gw_project_add_work (self->project, self->work);

  job = g_new0 (Job, 1);
  job->import = g_object_ref (self->import);
  job->work = g_object_ref (self->work);
  job->run = run;
  task = g_task_new (self, gw_work_get_cancellable (self->work), on_job_done_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}

/* --- choosing ---------------------------------------------------------------------- */

static void
take_source (GwImportWindow *self, const char *source)
{
  g_free (self->source);
  self->source = g_strdup (source);
  g_clear_object (&self->import);
  self->import = gw_import_new (gw_project_get_store (self->project), source);
  show_choose_problem (self, NULL);
  start (self, FALSE);
}

static void
on_source_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && self->project != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        take_source (self, path);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
on_images_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && self->import != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      gw_import_set_images_dir (self->import, path);
      adw_action_row_set_subtitle (self->images_row, path);
      start (self, FALSE);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose (GwImportWindow *self, GtkFileChooserAction kind, const char *title, GCallback callback)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, GTK_WINDOW (self), kind, _ ("_Choose"), _ ("_Cancel"));

  g_signal_connect (dialog, "response", callback, g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_file_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Choose a File of Labels"),
          G_CALLBACK (on_source_chosen_cb));
}

static void
choose_folder_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Choose a Labeled Folder"),
          G_CALLBACK (on_source_chosen_cb));
}

static void
locate_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Choose the Folder of Images"),
          G_CALLBACK (on_images_chosen_cb));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GwImportWindow *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL || self->work != NULL)
    return FALSE;

  take_source (self, path);

  return TRUE;
}

/* --- options ------------------------------------------------------------------------- */

static void
on_format_changed_cb (GwImportWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->format_row);

  if (self->filling || self->import == NULL || selected >= self->formats->len)
    return;

  gw_import_set_format (self->import, g_ptr_array_index (self->formats, selected));
  start (self, FALSE);
}

static void
on_options_changed_cb (GwImportWindow *self)
{
  gboolean predictions = adw_combo_row_get_selected (self->as_row) == 1;
  const char *model = gtk_editable_get_text (GTK_EDITABLE (self->model_row));
  g_autoptr (GwLayer) layer = NULL;

  if (self->filling || self->import == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->model_row), predictions);
  if (predictions)
    layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, *model != '\0' ? model : _ ("Model"), NULL);
  gw_import_set_layer (self->import, layer);
  gw_import_set_merge (self->import,
                       merges[MIN (adw_combo_row_get_selected (self->merge_row), G_N_ELEMENTS (merges) - 1)]);
  start (self, FALSE);
}

/* --- the other commands ------------------------------------------------------------------ */

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (widget);

  if (self->work != NULL)
    gw_work_cancel (self->work);
}

/* The sidebar shows how far it is; the report comes up by itself. */
static void
background_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_set_visible (widget, FALSE);
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_page (GW_IMPORT_WINDOW (widget), "choose");
}

static void
run_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  start (GW_IMPORT_WINDOW (widget), TRUE);
}

static void
undo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.undo", NULL);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
show_images_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));
  g_autofree char *filter
      = g_strdup_printf ("import:%" G_GINT64_FORMAT, gw_import_get_report (self->import)->counts.edit_id);

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-filter", "s", filter);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
on_report_target_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && self->import != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autoptr (GError) error = NULL;

      if (!gw_import_report_save (gw_import_get_report (self->import), path, &error))
        gw_project_report (self->project, _ ("Report Cannot Be Saved"), error);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save_report_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save Report"), GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("import-report.md"));
  g_signal_connect (dialog, "response", G_CALLBACK (on_report_target_chosen_cb), g_object_ref (widget));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- the widget ------------------------------------------------------------------------------ */

static gboolean
gw_import_window_close_request (GtkWindow *window)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (window);

  if (self->work != NULL)
    gw_work_cancel (self->work);

  return GTK_WINDOW_CLASS (gw_import_window_parent_class)->close_request (window);
}

static void
gw_import_window_dispose (GObject *object)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_IMPORT_WINDOW);
  g_clear_object (&self->import);
  g_clear_object (&self->project);
  g_clear_object (&self->work);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->class_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_import_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.background", NULL, background_action);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.choose-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "import.choose-folder", NULL, choose_folder_action);
  gtk_widget_class_install_action (widget_class, "import.locate", NULL, locate_action);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "import.save-report", NULL, save_report_action);
  gtk_widget_class_install_action (widget_class, "import.show-images", NULL, show_images_action);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gw_import_window_class_init (GwImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_import_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gw_import_window_close_request;
  install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, as_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, background_button);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, check_bin);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, choose_problem);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, classes_group);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, format_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, images_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, known_formats);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, merge_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, model_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, preview_title);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, report_bin);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, work_bar);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, work_text);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, work_title);
  gtk_widget_class_bind_template_callback (widget_class, on_format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_options_changed_cb);
}

static void
list_formats (GwImportWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;
  const GwFormat *const *formats = gw_formats_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      if ((formats[i]->flags & GW_FORMAT_READS) == 0)
        continue;
      g_ptr_array_add (self->formats, (gpointer) formats[i]);
      gtk_string_list_append (names, _ (formats[i]->title));
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _ (formats[i]->title));
    }
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  gtk_label_set_label (self->known_formats, text->str);
}

static void
gw_import_window_init (GwImportWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->filling = TRUE;
  self->formats = g_ptr_array_new ();
  self->class_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->check_view = GW_IMPORT_REPORT_VIEW (gw_import_report_view_new ());
  self->report_view = GW_IMPORT_REPORT_VIEW (gw_import_report_view_new ());
  adw_bin_set_child (self->check_bin, GTK_WIDGET (self->check_view));
  adw_bin_set_child (self->report_bin, GTK_WIDGET (self->report_view));
  adw_action_row_set_subtitle (self->images_row, _ ("Beside the labels"));
  list_formats (self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  self->filling = FALSE;
}

GtkWidget *
gw_import_window_new (GtkWindow *parent, GwProject *project, const char *source)
{
  GwImportWindow *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  self->project = g_object_ref (project);
  if (source != NULL && *source != '\0')
    take_source (self, source);

  return GTK_WIDGET (self);
}
