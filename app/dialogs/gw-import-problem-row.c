/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-problem-row.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-check-choice.h"
#include "gw-path.h"
#include "gw-problem-code.h"

/* Examples of a kind that are shown; the saved report has them all. */
#define N_EXAMPLES 5

/* So long a value is never cut. */
#define WHOLE_CHARS 24

gboolean
gw_import_problem_choose (GwIntakeRules *rules, const char *code, const char *choice)
{
  const GwCheckChoice *check = gw_check_choice_find_code (code);

  return check != NULL && gw_check_choice_set (check, rules, choice);
}

static GtkWidget *
make_menu (const GwCheckChoice *check, const GwIntakeRules *rules)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (gsize i = 0; check->values[i].word != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (check->values[i].title), NULL);

      g_menu_item_set_action_and_target (item, "import.choose", "(ss)", check->code, check->values[i].word);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ (check->values[gw_check_choice_get (check, rules)].title));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("What Is Done With Them"));

  return button;
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

/* --- the table of examples ------------------------------------------------------- */

/* Which columns have anything in them. */
typedef struct
{
  gboolean image;
  gboolean file; /* another one than the source itself */
  gboolean label;
  gboolean value;
  gboolean line;
} Columns;

static Columns
find_columns (GPtrArray *examples, guint n, const char *source)
{
  Columns columns = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const GwProblem *problem = g_ptr_array_index (examples, i);

      columns.image |= problem->image != NULL;
      columns.file |= problem->file != NULL && g_strcmp0 (problem->file, source) != 0;
      columns.label |= problem->label != NULL;
      columns.value |= problem->detail != NULL;
      columns.line |= problem->line > 0 || problem->pointer != NULL;
    }

  return columns;
}

/* Negative numbers of shapes with the sign that the interface uses. */
static char *
show_value (const char *code, const char *detail)
{
  g_autoptr (GString) text = NULL;

  if (detail == NULL || !(g_str_has_prefix (code, "box-") || g_str_has_prefix (code, "coord-")))
    return g_strdup (detail);

  text = g_string_new (detail);
  g_string_replace (text, "-", "−", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
attach (GtkGrid *grid, const char *text, int *column, int row, gboolean right)
{
  g_autofree char *shown = text != NULL ? gw_path_display (text, -1) : g_strdup ("");
  GtkWidget *label = gtk_label_new (shown);
  gboolean is_name = !right && *column <= 1;

  gtk_label_set_xalign (GTK_LABEL (label), right ? 1.0f : 0.0f);
  /* Names give way, not what is short beside them: a part of a number is another number. */
  if (is_name || g_utf8_strlen (shown, -1) > WHOLE_CHARS)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_selectable (GTK_LABEL (label), row > 0);
  /* Names have the room, half each where there are two. */
  gtk_widget_set_hexpand (label, is_name);
  gtk_widget_set_tooltip_text (label, *shown != '\0' && row > 0 ? shown : NULL);
  if (row == 0)
    gtk_widget_add_css_class (label, "gw-secondary");
  gtk_widget_add_css_class (label, "gw-num");
  gtk_grid_attach (grid, label, (*column)++, 2 * row, 1, 1);
}

static gboolean
on_image_activated_cb (GtkLabel *label, const char *uri, const char *image)
{
  gtk_widget_activate_action (GTK_WIDGET (label), "import.open-image", "s", image);
  return TRUE;
}

/* The name of an image that may be in the project now: a link that opens it. */
static void
attach_image (GtkGrid *grid, const char *image, int *column, int row)
{
  g_autofree char *shown = gw_path_display (image, -1);
  g_autofree char *markup = g_markup_printf_escaped ("<a href=\"image:\">%s</a>", shown);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, *column <= 1);
  gtk_widget_set_tooltip_text (label, shown);
  gtk_widget_add_css_class (label, "gw-num");
  g_signal_connect_data (label, "activate-link", G_CALLBACK (on_image_activated_cb), g_strdup (image),
                         (GClosureNotify) (GCallback) g_free, 0);
  gtk_grid_attach (grid, label, (*column)++, 2 * row, 1, 1);
}

static void
attach_sentence (GtkGrid *grid, const char *text, int *column, int row)
{
  g_autofree char *shown = gw_path_display (text != NULL ? text : "", -1);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (grid, label, (*column)++, 2 * row, 1, 1);
}

static void
attach_head (GtkGrid *grid, const Columns *columns, const char *code)
{
  gboolean is_box = g_str_has_prefix (code, "box-");
  int column = 0;

  if (columns->image)
    attach (grid, _ ("Image"), &column, 0, FALSE);
  else if (!columns->label && !columns->value)
    attach (grid, _ ("What Was Found"), &column, 0, FALSE);
  if (columns->label)
    attach (grid, _ ("Label"), &column, 0, FALSE);
  if (columns->value)
    attach (grid, is_box ? _ ("Box") : _ ("Value"), &column, 0, is_box);
  if (columns->file)
    attach (grid, _ ("File"), &column, 0, FALSE);
  if (columns->line)
    attach (grid, _ ("Line"), &column, 0, TRUE);
}

static void
attach_example (GtkGrid *grid, const Columns *columns, const GwProblem *problem, int row, gboolean imported)
{
  gboolean is_box = g_str_has_prefix (problem->code, "box-");
  g_autofree char *value = show_value (problem->code, problem->detail);
  g_autofree char *file = problem->file != NULL ? g_path_get_basename (problem->file) : NULL;
  g_autofree char *line = problem->line > 0 ? g_strdup_printf ("%'" G_GUINT64_FORMAT, problem->line) : NULL;
  int column = 0;

  if (columns->image && problem->image != NULL && imported)
    attach_image (grid, problem->image, &column, row);
  else if (columns->image && problem->image != NULL)
    attach (grid, problem->image, &column, row, FALSE);
  else if (columns->image || (!columns->label && !columns->value))
    attach_sentence (grid, problem->text, &column, row);
  if (columns->label)
    attach (grid, problem->label, &column, row, FALSE);
  if (columns->value)
    attach (grid, value, &column, row, is_box);
  if (columns->file)
    attach (grid, file, &column, row, FALSE);
  if (columns->line)
    attach (grid, line != NULL ? line : problem->pointer, &column, row, TRUE);
}

/* Those that the table does not show. n_saved: the most that a saved report
 * lists of the kind; 0: all.
 */
static char *
describe_rest (guint64 n, guint n_saved)
{
  if (n_saved == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " more; a report saved as CSV lists it.",
                                         "%'" PRIu64 " more; a report saved as CSV lists them.", (gulong) n),
                            n);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRIu64 " more; a report saved as CSV lists the first %'u of this kind.",
                   "%'" PRIu64 " more; a report saved as CSV lists the first %'u of this kind.", (gulong) n),
      n, n_saved);
}

/* As many as attach_head() makes. */
static int
count_columns (const Columns *columns)
{
  const gboolean first = columns->image || (!columns->label && !columns->value);

  return (first ? 1 : 0) + (columns->label ? 1 : 0) + (columns->value ? 1 : 0) + (columns->file ? 1 : 0)
         + (columns->line ? 1 : 0);
}

static GtkWidget *
make_table (const GwImportReport *report, const char *code, GPtrArray *examples, guint64 count)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n = MIN (examples->len, N_EXAMPLES);
  Columns columns = find_columns (examples, n, report->source);
  const int n_columns = count_columns (&columns);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_widget_add_css_class (grid, "gw-problem-table");
  attach_head (GTK_GRID (grid), &columns, code);
  for (guint i = 0; i < n; i++)
    {
      gtk_grid_attach (GTK_GRID (grid), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, 2 * (int) i + 1, n_columns,
                       1);
      attach_example (GTK_GRID (grid), &columns, g_ptr_array_index (examples, i), (int) i + 1,
                      report->counts.edit_id > 0);
    }

  if (count > n)
    {
      g_autofree char *text = describe_rest (count - n, count > examples->len ? examples->len : 0);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_widget_add_css_class (label, "gw-secondary");
      gtk_grid_attach (GTK_GRID (grid), label, 0, 2 * (int) n + 2, n_columns, 1);
    }

  return grid;
}

/* --- the row ------------------------------------------------------------------------- */

static const char *
icon_name (const char *code, GwSeverity severity)
{
  if (g_str_has_prefix (code, "path-") || g_str_has_prefix (code, "image-"))
    return "gw-image-missing-symbolic";

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

GtkWidget *
gw_import_problem_row_new (const GwImportReport *report, const char *code, const GwIntakeRules *rules)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autoptr (GPtrArray) examples = gw_problems_list (report->problems, code);
  const GwCheckChoice *check = gw_check_choice_find_code (code);
  g_autofree char *description = NULL;
  g_autofree char *number = NULL;
  GwProblemKind kind;
  GtkWidget *icon;
  GtkWidget *count;

  gw_problems_get_kind (report->problems, code, &kind);
  description = gw_problem_kind_describe (&kind, report->dry_run);
  number = g_strdup_printf ("%'" G_GUINT64_FORMAT, kind.count);
  icon = gtk_image_new_from_icon_name (icon_name (code, kind.severity));
  gtk_widget_add_css_class (icon, severity_class (kind.severity));
  count = gtk_label_new (number);
  gtk_widget_add_css_class (count, "heading");
  gtk_widget_add_css_class (count, "gw-num");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gw_problem_code_title (code));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), description);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  /* Each further one stands before the former. */
  if (check != NULL)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_menu (check, rules));
  if (g_strcmp0 (code, "path-missing") == 0)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_button (_ ("_Locate…"), "import.locate-missing"));
  if (g_strcmp0 (code, "class-similar") == 0)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_button (_ ("_Merge"), "import.merge-similar"));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), count);
  if (examples->len > 0)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_table (report, code, examples, kind.count));

  return row;
}
