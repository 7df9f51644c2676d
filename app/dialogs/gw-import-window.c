/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-window-private.h"

#include <glib/gi18n.h>

#include "gw-error-dialog.h"
#include "gw-error.h"
#include "gw-import-preview.h"
#include "gw-import-problem-images.h"
#include "gw-path.h"
#include "gw-problem-code.h"
#include "gw-transient.h"
#include "gw-work-row.h"

G_DEFINE_FINAL_TYPE (GwImportWindow, gw_import_window, ADW_TYPE_WINDOW)

static void
show_page (GwImportWindow *self, const char *page)
{
  gboolean has_bar = g_strcmp0 (page, "check") == 0 || g_strcmp0 (page, "report") == 0;

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_stack_set_visible_child_name (self->bars, has_bar ? page : "none");
}

/* problem NULL: nothing went wrong yet. */
static void
show_choose (GwImportWindow *self, const char *title, const char *problem, gboolean unknown_format)
{
  g_autofree char *shown = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;

  adw_status_page_set_icon_name (self->choose_page,
                                 problem != NULL ? "dialog-warning-symbolic" : "document-open-symbolic");
  adw_status_page_set_title (self->choose_page, title != NULL ? title : _ ("Import Labels"));
  adw_status_page_set_description (
      self->choose_page, shown != NULL ? shown
                                       : _ ("Choose a file, a folder or a zip or tar archive, or drop one here. The "
                                            "format is detected, and nothing is changed before you have seen what "
                                            "would happen. New pictures of an archive are unpacked into a folder "
                                            "beside it."));
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->choose_format, 0);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->choose_format), unknown_format);
  /* What is said of an unknown format names those that are known. */
  gtk_widget_set_visible (GTK_WIDGET (self->known_formats), problem == NULL);
  show_page (self, "choose");
}

/* --- the check page -------------------------------------------------------- */

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
  gw_import_classes_show (self->classes, self->import, self->project);
  show_preview (self);
  _gw_import_window_show_layer (self);
  _gw_import_window_show_options (self);
  _gw_import_window_show_checks (self);
  gw_import_report_view_set_report (self->check_view, gw_import_get_report (self->import),
                                    gw_import_get_rules (self->import));
  self->filling = FALSE;
  show_title (self, _ ("Import"));
  show_page (self, "check");
}

static void
stop_search (GwImportWindow *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
on_problem_images_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;
  g_autofree char *filter = gw_import_problem_images_finish (result, NULL);

  if (self->import == NULL || filter == NULL)
    return;

  g_free (self->filter);
  self->filter = g_steal_pointer (&filter);
  gtk_button_set_label (self->show_images_button, _ ("Show Pro_blem Images"));
}

/* All images of the import, which may be several steps. */
static char *
make_filter (const GwImportCounts *counts)
{
  GString *text = g_string_new (NULL);

  for (gint64 id = counts->first_edit_id; id <= counts->edit_id; id++)
    g_string_append_printf (text, "%simport:%" G_GINT64_FORMAT, text->len > 0 ? " " : "", id);
  return g_string_free (text, FALSE);
}

static void
show_report (GwImportWindow *self)
{
  const GwImportReport *report = gw_import_get_report (self->import);
  gboolean imported = report->counts.edit_id > 0;

  gw_import_report_view_set_report (self->report_view, report, gw_import_get_rules (self->import));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.undo", imported);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.show-images", imported);
  g_free (self->filter);
  self->filter = make_filter (&report->counts);
  gtk_button_set_label (self->show_images_button, _ ("Show _Imported Images"));
  stop_search (self);
  self->search = g_cancellable_new ();
  gw_import_problem_images_async (gw_project_get_store (self->project), report->problems, self->search,
                                  on_problem_images_cb, g_object_ref (self));
  show_title (self, _ ("Import Report"));
  show_page (self, "report");
}

/* --- checking and running, on a worker thread ------------------------------------ */

static void
on_work_changed_cb (GwWork *work, GParamSpec *pspec, GwImportWindow *self)
{
  g_autofree char *text = gw_work_describe (work);

  gtk_label_set_label (self->work_text, text);
  if (gw_work_get_fraction (work) >= 0.0)
    gtk_progress_bar_set_fraction (self->work_bar, gw_work_get_fraction (work));
  else
    gtk_progress_bar_pulse (self->work_bar);
}

static void
tell_undone (GwImportWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *base = g_path_get_basename (self->source);
  g_autofree char *text = g_strdup_printf (_ ("Undone: Import %s"), base);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_done (GwImportWindow *self, GwImportJob kind)
{
  switch (kind)
    {
    case GW_IMPORT_JOB_RUN:
    case GW_IMPORT_JOB_RUN_AGAIN:
      show_report (self);
      break;
    case GW_IMPORT_JOB_UNDO:
      tell_undone (self);
      break;
    case GW_IMPORT_JOB_CHECK:
    default:
      show_check (self);
      break;
    }
}

/* The heading of the problem that the error speaks of; NULL: none does. */
static const char *
find_failed_title (GwImportWindow *self, const GError *error)
{
  const GwImportReport *report = gw_import_get_report (self->import);
  g_autoptr (GPtrArray) problems = report != NULL ? gw_problems_list (report->problems, NULL) : NULL;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const GwProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == GW_SEVERITY_ERROR && strstr (error->message, problem->text) != NULL)
        return gw_problem_code_title (problem->code);
    }
  return NULL;
}

/* The project is as it was before the job, and so is the page. */
static void
show_failed (GwImportWindow *self, GwImportJob kind, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  const char *title = find_failed_title (self, error);

  show_title (self, _ ("Import"));
  if (kind == GW_IMPORT_JOB_RUN_AGAIN || kind == GW_IMPORT_JOB_UNDO)
    {
      show_report (self);
      if (!cancelled)
        gw_error_dialog_present (
            GTK_WIDGET (self),
            kind == GW_IMPORT_JOB_UNDO ? _ ("Import Cannot Be Undone") : _ ("Import Cannot Be Repeated"), error);
    }
  else if (cancelled && kind == GW_IMPORT_JOB_RUN && gw_import_get_report (self->import) != NULL)
    _gw_import_window_start (self, GW_IMPORT_JOB_CHECK);
  else if (cancelled)
    show_choose (self, NULL, NULL, FALSE);
  else if (title != NULL)
    show_choose (self, title, error->message, FALSE);
  else if (g_error_matches (error, GW_ERROR, GW_ERROR_UNSUPPORTED))
    show_choose (self, _ ("File Is Not in a Known Format"), error->message, TRUE);
  else if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_FULL))
    show_choose (self, _ ("Disk Is Full"), error->message, FALSE);
  else
    show_choose (self, kind == GW_IMPORT_JOB_RUN ? _ ("Labels Cannot Be Imported") : _ ("File Cannot Be Read"),
                 error->message, FALSE);
}

static void
on_job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GwImportJob kind;
  gboolean ok = gw_import_job_finish (result, &kind, &error);

  g_clear_object (&self->work);
  if (self->project == NULL || self->closed)
    return;

  /* It may have run in the background. */
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (ok)
    show_done (self, kind);
  else
    show_failed (self, kind, error);
}

void
_gw_import_window_start (GwImportWindow *self, GwImportJob kind)
{
  gboolean changes = kind != GW_IMPORT_JOB_CHECK;

  if (self->work != NULL)
    return;

  self->work = gw_work_new (gw_import_job_get_title (kind));
  g_signal_connect_object (self->work, "notify", G_CALLBACK (on_work_changed_cb), self, 0);
  gtk_label_set_label (self->work_title, gw_import_job_get_title (kind));
  gtk_progress_bar_set_fraction (self->work_bar, 0.0);
  gtk_label_set_label (self->work_text, "");
  gtk_widget_set_visible (self->background_button, changes);
  show_page (self, "work");
  if (changes)
    gw_project_add_work (self->project, self->work);
  gw_import_job_start (kind, self->import, self->work, on_job_done_cb, g_object_ref (self));
}

/* What was chosen on the check page is checked anew; on the report's, imported. */
void
_gw_import_window_start_anew (GwImportWindow *self)
{
  const GwImportReport *report = gw_import_get_report (self->import);

  _gw_import_window_start (self, report != NULL && !report->dry_run ? GW_IMPORT_JOB_RUN_AGAIN : GW_IMPORT_JOB_CHECK);
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
  GwImportWindow *self = GW_IMPORT_WINDOW (widget);

  show_title (self, _ ("Import"));
  show_choose (self, NULL, NULL, FALSE);
}

static void
run_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  _gw_import_window_start (GW_IMPORT_WINDOW (widget), GW_IMPORT_JOB_RUN);
}

static void
undo_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  _gw_import_window_start (GW_IMPORT_WINDOW (widget), GW_IMPORT_JOB_UNDO);
}

static void
show_images_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-filter", "s", self->filter);
  gtk_window_close (GTK_WINDOW (widget));
}

/* --- the image of a problem ------------------------------------------------------------------ */

static gpointer
run_find_image (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = 0;

  return gw_store_find_image (store, 0, data, &id, cancellable, error) && id > 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/* Among those that have problems too, where they are known, so that one can walk along them. */
static void
on_image_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = gw_store_run_finish (GW_STORE (source), result, &error);
  GtkWidget *parent;

  if (self->import == NULL || self->closed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (id == NULL && error == NULL)
    g_set_error_literal (&error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("It was left out, or is called otherwise there."));
  if (error != NULL)
    {
      gw_error_dialog_present (GTK_WIDGET (self), _ ("Image Is Not in the Project"), error);
      return;
    }
  parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  gtk_widget_activate_action (parent, "win.show-filter", "s", self->filter);
  gtk_widget_activate_action (parent, "win.open-image", "x", *id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
open_image_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (widget);

  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_NORMAL, run_find_image,
                       g_variant_dup_string (parameter, NULL), g_free, g_free, self->search, on_image_found_cb,
                       g_object_ref (self));
}

static void
save_report_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gw_import_report_view_save (GW_IMPORT_WINDOW (widget)->report_view);
}

/* --- the widget ------------------------------------------------------------------------------ */

static gboolean
gw_import_window_close_request (GtkWindow *window)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (window);

  self->closed = TRUE;
  if (self->work != NULL)
    gw_work_cancel (self->work);

  return GTK_WINDOW_CLASS (gw_import_window_parent_class)->close_request (window);
}

static void
gw_import_window_dispose (GObject *object)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (object);

  stop_search (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_IMPORT_WINDOW);
  g_clear_object (&self->import);
  g_clear_object (&self->project);
  g_clear_object (&self->work);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  g_clear_pointer (&self->option_rows, g_ptr_array_unref);
  g_clear_pointer (&self->check_rows, g_ptr_array_unref);
  g_clear_pointer (&self->filter, g_free);

  G_OBJECT_CLASS (gw_import_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.background", NULL, background_action);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.open-image", "s", open_image_action);
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
  _gw_import_window_class_init_choices (widget_class);
  _gw_import_window_class_init_map (widget_class);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, as_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, background_button);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, check_bin);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, choose_format);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, choose_page);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, classes_bin);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, format_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, images_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, known_formats);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, merge_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, model_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, options_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, checks_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, positive_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, preview_title);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, report_bin);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, show_images_button);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, version_row);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, work_bar);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, work_text);
  gtk_widget_class_bind_template_child (widget_class, GwImportWindow, work_title);
}

static void
gw_import_window_init (GwImportWindow *self)
{
  self->filling = TRUE;
  self->formats = g_ptr_array_new ();
  self->option_rows = g_ptr_array_new ();
  self->check_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  _gw_import_window_make_checks (self);
  self->classes = GW_IMPORT_CLASSES (gw_import_classes_new ());
  adw_bin_set_child (self->classes_bin, GTK_WIDGET (self->classes));
  g_signal_connect_object (self->classes, "changed", G_CALLBACK (_gw_import_window_start_anew), self,
                           G_CONNECT_SWAPPED);
  self->check_view = GW_IMPORT_REPORT_VIEW (gw_import_report_view_new ());
  self->report_view = GW_IMPORT_REPORT_VIEW (gw_import_report_view_new ());
  adw_bin_set_child (self->check_bin, GTK_WIDGET (self->check_view));
  adw_bin_set_child (self->report_bin, GTK_WIDGET (self->report_view));
  adw_action_row_set_subtitle (self->images_row, _ ("Beside the labels"));
  _gw_import_window_init_choices (self);
  show_choose (self, NULL, NULL, FALSE);
  self->filling = FALSE;
}

GtkWidget *
gw_import_window_new (GtkWindow *parent, GwProject *project, const char *source)
{
  GwImportWindow *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_IMPORT_WINDOW, NULL);
  gw_transient_set (GTK_WINDOW (self), parent);
  self->project = g_object_ref (project);
  if (source != NULL && *source != '\0')
    _gw_import_window_take_source (self, source);

  return GTK_WIDGET (self);
}
