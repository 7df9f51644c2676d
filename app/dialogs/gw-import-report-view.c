/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-report-view.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-error-dialog.h"
#include "gw-import-problem-row.h"
#include "gw-path.h"
#include "gw-task-thread.h"

struct _GwImportReportView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *status_icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *figures;
  GtkLabel *total;
  GtkListBox *problems;
  GwImportReport *report; /* (nullable): what is shown */
};

G_DEFINE_FINAL_TYPE (GwImportReportView, gw_import_report_view, GTK_TYPE_WIDGET)

/* --- figures ----------------------------------------------------------------- */

/* Takes value and caption. */
static void
add_figure (GwImportReportView *self, char *value, char *caption)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new (value);
  GtkWidget *text = gtk_label_new (caption);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "gw-figure");
  gtk_widget_set_hexpand (card, TRUE);
  gtk_label_set_xalign (GTK_LABEL (number), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (text), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (number, "title-3");
  gtk_widget_add_css_class (number, "gw-num");
  gtk_widget_add_css_class (text, "caption");
  gtk_widget_add_css_class (text, "gw-secondary");
  gtk_box_append (GTK_BOX (card), number);
  gtk_box_append (GTK_BOX (card), text);
  gtk_box_append (GTK_BOX (self->figures), card);
  g_free (value);
  g_free (caption);
}

static void
show_figures (GwImportReportView *self, const GwImportReport *report)
{
  guint64 rate = report->seconds > 0.0 ? (guint64) ((double) report->labels_used / report->seconds + 0.5) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->figures)) != NULL)
    gtk_box_remove (GTK_BOX (self->figures), child);

  add_figure (self, g_strdup_printf ("%'" G_GUINT64_FORMAT, report->images_used),
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "of %'" PRIu64 " image", "of %'" PRIu64 " images",
                                            (gulong) report->images_read),
                               report->images_read));
  add_figure (self, g_strdup_printf ("%'" G_GUINT64_FORMAT, report->labels_used),
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "of %'" PRIu64 " label", "of %'" PRIu64 " labels",
                                            (gulong) report->labels_read),
                               report->labels_read));
  add_figure (self, g_strdup_printf ("%'u", report->n_classes),
              report->n_classes_new > 0 ? g_strdup_printf (
                  g_dngettext (GETTEXT_PACKAGE, "classes, %u new", "classes, %u new", report->n_classes_new),
                  report->n_classes_new)
                                        : g_strdup (_ ("classes")));
  if (!report->dry_run)
    add_figure (self,
                report->seconds < 0.05 ? g_strdup (_ ("< 0.1 s")) : g_strdup_printf (_ ("%.1f s"), report->seconds),
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " label a second",
                                              "%'" PRIu64 " labels a second", (gulong) rate),
                                 rate));
}

/* --- problems ------------------------------------------------------------------- */

/* Takes title. */
static GtkWidget *
make_row (char *title, const char *icon_name, const char *css_class)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (icon, css_class);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  g_free (title);

  return row;
}

/* Of what is no problem; takes title. */
static GtkWidget *
make_good_row (char *title)
{
  return make_row (title, "object-select-symbolic", "gw-success-text");
}

/* (transfer full) */
static char *
describe_replaced (const GwImportReport *report)
{
  const guint64 n = report->labels_replaced;

  if (report->of_predictions && report->dry_run)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " prediction of the project will be replaced",
                                         "%'" PRIu64 " predictions of the project will be replaced", (gulong) n),
                            n);
  if (report->of_predictions)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " prediction of the project was replaced",
                                         "%'" PRIu64 " predictions of the project were replaced", (gulong) n),
                            n);
  if (report->dry_run)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " label of the project will be replaced",
                                         "%'" PRIu64 " labels of the project will be replaced", (gulong) n),
                            n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " label of the project was replaced",
                                       "%'" PRIu64 " labels of the project were replaced", (gulong) n),
                          n);
}

/* (transfer full) */
static char *
describe_kept (const GwImportReport *report)
{
  const guint64 n = report->images_kept;

  if (report->of_predictions)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " image keeps its predictions, as all that came for it were left out",
                     "%'" PRIu64 " images keep their predictions, as all that came for them were left out", (gulong) n),
        n);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " image keeps its labels, as all that came for it were left out",
                   "%'" PRIu64 " images keep their labels, as all that came for them were left out", (gulong) n),
      n);
}

/* (transfer full) */
static char *
describe_skipped (const GwImportReport *report)
{
  const guint64 n = (guint64) report->counts.images_skipped;

  if (report->of_predictions)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " image has predictions and stays as it is",
                                         "%'" PRIu64 " images have predictions and stay as they are", (gulong) n),
                            n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " image has labels and stays as it is",
                                       "%'" PRIu64 " images have labels and stay as they are", (gulong) n),
                          n);
}

/* What the project loses by the import, and what it does not though it was to. */
static void
show_replaced (GwImportReportView *self, const GwImportReport *report)
{
  if (report->labels_replaced > 0)
    gtk_list_box_append (self->problems, make_row (describe_replaced (report), "dialog-warning-symbolic", "warning"));
  if (report->images_kept > 0)
    gtk_list_box_append (self->problems, make_good_row (describe_kept (report)));
}

/* What was left out though nothing is wrong with it, so that all adds up. */
static void
show_kept (GwImportReportView *self, const GwImportReport *report)
{
  g_autofree char *annotators = gw_import_report_list_annotators (report);

  if (annotators != NULL)
    gtk_list_box_append (self->problems, make_good_row (g_strdup_printf (_ ("Labeled by %s"), annotators)));
  if (report->unpacked != NULL)
    {
      g_autofree char *shown = gw_path_display (report->unpacked, -1);

      gtk_list_box_append (self->problems,
                           make_good_row (g_strdup_printf (_ ("The pictures were unpacked into %s"), shown)));
    }
  if (report->duplicates > 0)
    gtk_list_box_append (
        self->problems,
        make_good_row (g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " label was in the project already and stays as it is",
                         "%'" PRIu64 " labels were in the project already and stay as they are",
                         (gulong) report->duplicates),
            report->duplicates)));
  if (report->counts.images_skipped > 0)
    gtk_list_box_append (self->problems, make_good_row (describe_skipped (report)));
}

static void
show_problems (GwImportReportView *self, const GwImportReport *report, const GwIntakeRules *rules)
{
  g_auto (GStrv) codes = gw_problems_list_codes (report->problems);
  g_autofree char *passed = gw_import_report_get_passed (report);
  g_autofree char *total = NULL;
  GtkWidget *child;
  guint64 n = gw_problems_count (report->problems);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->problems))) != NULL)
    gtk_list_box_remove (self->problems, child);

  for (gsize i = 0; codes[i] != NULL; i++)
    gtk_list_box_append (self->problems, gw_import_problem_row_new (report, codes[i], rules));
  show_replaced (self, report);
  show_kept (self, report);
  if (passed != NULL)
    gtk_list_box_append (self->problems, make_good_row (g_strdup_printf (_ ("Passed: %s"), passed)));
  if (codes[0] != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gtk_list_box_get_row_at_index (self->problems, 0)), TRUE);

  total = g_strdup_printf (_ ("%'" PRIu64 " in total"), n);
  gtk_label_set_label (self->total, total);
}

static const char *
describe (const GwImportReport *report)
{
  if (report->dry_run)
    return _ ("Nothing has been changed yet.");
  if (report->counts.edit_id == 0)
    return _ ("The project has nothing of this import. Nothing in your files was changed.");

  return _ ("Everything that could be read is in the project. Nothing in your files was changed.");
}

void
gw_import_report_view_set_report (GwImportReportView *self, const GwImportReport *report, const GwIntakeRules *rules)
{
  g_autofree char *title = NULL;
  gboolean clean;

  g_return_if_fail (GW_IS_IMPORT_REPORT_VIEW (self));
  g_return_if_fail (report != NULL);

  if (self->report != report)
    {
      g_clear_pointer (&self->report, gw_import_report_unref);
      self->report = gw_import_report_ref (report);
    }
  title = gw_import_report_get_title (report);
  clean = gw_problems_count (report->problems) == 0;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, describe (report));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->status_icon),
                                clean ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (self->status_icon, clean ? "gw-status-warning" : "gw-status-good");
  gtk_widget_add_css_class (self->status_icon, clean ? "gw-status-good" : "gw-status-warning");
  show_figures (self, report);
  show_problems (self, report, rules);
}

/* --- saving ---------------------------------------------------------------------- */

typedef struct
{
  GwImportReport *report;
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  gw_import_report_unref (saving->report);
  g_free (saving->path);
  g_free (saving);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Saving *saving = task_data;
  GError *error = NULL;

  if (gw_import_report_save (saving->report, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwImportReportView *self = GW_IMPORT_REPORT_VIEW (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->report != NULL)
    gw_error_dialog_present (GTK_WIDGET (self), _ ("Report Cannot Be Saved"), error);
}

/* Tens of thousands of problems take a while to write. */
static void
save (GwImportReportView *self, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_saved_cb, NULL);
  Saving *saving = g_new0 (Saving, 1);

  saving->report = gw_import_report_ref (self->report);
  saving->path = g_file_get_path (file);
  g_task_set_source_tag (task, save);
  g_task_set_task_data (task, saving, saving_free);
  gw_task_run_in_thread (task, save_thread);
}

static void
on_target_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GwImportReportView) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && self->report != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      if (g_file_peek_path (file) != NULL)
        save (self, file);
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
add_name_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
gw_import_report_view_save (GwImportReportView *self)
{
  GtkFileChooserNative *chooser;

  g_return_if_fail (GW_IS_IMPORT_REPORT_VIEW (self));

  chooser = gtk_file_chooser_native_new (_ ("Save Report"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  add_name_filter (GTK_FILE_CHOOSER (chooser), _ ("Markdown, for Reading"), "md");
  add_name_filter (GTK_FILE_CHOOSER (chooser), _ ("CSV, for Spreadsheets"), "csv");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("import-report.md"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_target_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- the widget --------------------------------------------------------------------- */

static void
gw_import_report_view_dispose (GObject *object)
{
  GwImportReportView *self = GW_IMPORT_REPORT_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->report, gw_import_report_unref);

  G_OBJECT_CLASS (gw_import_report_view_parent_class)->dispose (object);
}

static void
gw_import_report_view_class_init (GwImportReportViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_import_report_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static void
gw_import_report_view_init (GwImportReportView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkLabel *heading = new_label ("heading");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->status_icon = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->status_icon), 24);
  gtk_widget_add_css_class (self->status_icon, "gw-status-icon");
  gtk_widget_set_valign (self->status_icon, GTK_ALIGN_CENTER);
  self->title = new_label ("title-2");
  self->subtitle = new_label ("gw-secondary");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (head), self->status_icon);
  gtk_box_append (GTK_BOX (head), texts);

  self->figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->figures), TRUE);

  gtk_label_set_label (heading, _ ("Problems"));
  gtk_widget_set_hexpand (GTK_WIDGET (heading), TRUE);
  self->total = new_label ("gw-secondary");
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "gw-num");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (heading));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->total));
  gtk_widget_set_margin_bottom (line, 0);

  self->problems = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->problems, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problems), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problems), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Problems"), -1);

  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->figures);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problems));
}

GtkWidget *
gw_import_report_view_new (void)
{
  return g_object_new (GW_TYPE_IMPORT_REPORT_VIEW, NULL);
}
