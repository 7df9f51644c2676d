/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-report-view.h"

#include <glib/gi18n.h>

#include "gw-path.h"
#include "gw-problem-code.h"

/* Examples of a kind that are shown; the saved report has them all. */
#define N_EXAMPLES 5

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
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
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
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->figures)) != NULL)
    gtk_box_remove (GTK_BOX (self->figures), child);

  add_figure (self, g_strdup_printf ("%'" G_GUINT64_FORMAT, report->images_used),
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "of %'" G_GUINT64_FORMAT " image",
                                            "of %'" G_GUINT64_FORMAT " images", (gulong) report->images_read),
                               report->images_read));
  add_figure (self, g_strdup_printf ("%'" G_GUINT64_FORMAT, report->labels_used),
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "of %'" G_GUINT64_FORMAT " label",
                                            "of %'" G_GUINT64_FORMAT " labels", (gulong) report->labels_read),
                               report->labels_read));
  add_figure (self, g_strdup_printf ("%'u", report->n_classes),
              report->n_classes_new > 0
                  ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "classes, %u new", "classes, %u new",
                                                  report->n_classes_new),
                                     report->n_classes_new)
                  : g_strdup (_ ("classes")));
  if (!report->dry_run)
    add_figure (self, g_strdup_printf (_ ("%.1f s"), report->seconds),
                g_strdup_printf (_ ("%'.0f labels a second"),
                                 report->seconds > 0.0 ? (double) report->labels_used / report->seconds : 0.0));
}

/* --- problems ------------------------------------------------------------------- */

static const char *
severity_icon (GwSeverity severity)
{
  switch (severity)
    {
    case GW_SEVERITY_ERROR:
      return "action-unavailable-symbolic";
    case GW_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case GW_SEVERITY_INFO:
    default:
      return "dialog-information-symbolic";
    }
}

static const char *
severity_class (GwSeverity severity)
{
  switch (severity)
    {
    case GW_SEVERITY_ERROR:
      return "gw-error-text";
    case GW_SEVERITY_WARNING:
      return "gw-warning-text";
    case GW_SEVERITY_INFO:
    default:
      return "gw-secondary";
    }
}

static void
attach_text (GtkGrid *grid, const char *text, int column, int row, gboolean right, gboolean head)
{
  g_autofree char *shown = text != NULL ? gw_path_display (text, -1) : g_strdup ("");
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), right ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_selectable (GTK_LABEL (label), !head);
  gtk_widget_set_hexpand (label, column == 0);
  if (head)
    gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "gw-num");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static GtkWidget *
make_examples (GPtrArray *examples)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n = MIN (examples->len, N_EXAMPLES);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_margin_start (grid, 40);
  gtk_widget_set_margin_end (grid, 14);
  gtk_widget_set_margin_top (grid, 9);
  gtk_widget_set_margin_bottom (grid, 12);
  attach_text (GTK_GRID (grid), _ ("Image"), 0, 0, FALSE, TRUE);
  attach_text (GTK_GRID (grid), _ ("Label"), 1, 0, FALSE, TRUE);
  attach_text (GTK_GRID (grid), _ ("Value"), 2, 0, TRUE, TRUE);
  attach_text (GTK_GRID (grid), _ ("Line"), 3, 0, TRUE, TRUE);
  for (guint i = 0; i < n; i++)
    {
      const GwProblem *problem = g_ptr_array_index (examples, i);
      g_autofree char *line = problem->line > 0 ? g_strdup_printf ("%'" G_GUINT64_FORMAT, problem->line) : NULL;

      attach_text (GTK_GRID (grid), problem->image != NULL ? problem->image : problem->text, 0, (int) i + 1, FALSE,
                   FALSE);
      attach_text (GTK_GRID (grid), problem->label, 1, (int) i + 1, FALSE, FALSE);
      attach_text (GTK_GRID (grid), problem->detail, 2, (int) i + 1, TRUE, FALSE);
      attach_text (GTK_GRID (grid), line, 3, (int) i + 1, TRUE, FALSE);
    }

  return grid;
}

static GtkWidget *
make_problem_row (GwProblems *problems, const char *code)
{
  GtkWidget *row = adw_expander_row_new ();
  GwProblemKind kind;
  g_autofree char *description = NULL;
  g_autofree char *number = NULL;
  g_autoptr (GPtrArray) examples = gw_problems_list (problems, code);
  GtkWidget *icon;
  GtkWidget *count;

  gw_problems_get_kind (problems, code, &kind);
  description = gw_problem_kind_describe (&kind);
  number = g_strdup_printf ("%'" G_GUINT64_FORMAT, kind.count);
  icon = gtk_image_new_from_icon_name (severity_icon (kind.severity));
  gtk_widget_add_css_class (icon, severity_class (kind.severity));
  count = gtk_label_new (number);
  gtk_widget_add_css_class (count, "heading");
  gtk_widget_add_css_class (count, "gw-num");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gw_problem_code_title (code));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), description);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), count);
  if (examples->len > 0)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_examples (examples));

  return row;
}

static GtkWidget *
make_passed_row (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_add_css_class (icon, "gw-success-text");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Passed: file structure, class names, image sizes"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

static void
show_problems (GwImportReportView *self, const GwImportReport *report)
{
  g_auto (GStrv) codes = gw_problems_list_codes (report->problems);
  g_autofree char *total = NULL;
  GtkWidget *child;
  guint64 n = gw_problems_count (report->problems);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->problems))) != NULL)
    gtk_list_box_remove (self->problems, child);

  for (gsize i = 0; codes[i] != NULL; i++)
    gtk_list_box_append (self->problems, make_problem_row (report->problems, codes[i]));
  if (codes[0] == NULL)
    gtk_list_box_append (self->problems, make_passed_row ());
  else
    adw_expander_row_set_expanded (
        ADW_EXPANDER_ROW (gtk_list_box_get_row_at_index (self->problems, 0)), TRUE);

  total = g_strdup_printf (_ ("%'" G_GUINT64_FORMAT " in total"), n);
  gtk_label_set_label (self->total, total);
}

void
gw_import_report_view_set_report (GwImportReportView *self, const GwImportReport *report)
{
  g_autofree char *title = NULL;
  gboolean clean;

  g_return_if_fail (GW_IS_IMPORT_REPORT_VIEW (self));
  g_return_if_fail (report != NULL);

  title = gw_import_report_get_title (report);
  clean = gw_problems_count (report->problems) == 0;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle,
                       report->dry_run ? _ ("Nothing has been changed yet.")
                                       : _ ("Everything that could be read is in the project. Nothing in your files "
                                            "was changed."));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->status_icon),
                                clean ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (self->status_icon, clean ? "gw-status-warning" : "gw-status-good");
  gtk_widget_add_css_class (self->status_icon, clean ? "gw-status-good" : "gw-status-warning");
  show_figures (self, report);
  show_problems (self, report);
}

/* --- the widget --------------------------------------------------------------------- */

static void
gw_import_report_view_dispose (GObject *object)
{
  g_clear_pointer (&GW_IMPORT_REPORT_VIEW (object)->box, gtk_widget_unparent);

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
