/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-file-writer.h"
#include "gw-import.h"
#include "gw-problem-code.h"

char *
gw_import_report_get_title (const GwImportReport *report)
{
  g_auto (GStrv) codes = gw_problems_list_codes (report->problems);
  guint n = g_strv_length (codes);

  if (report->images_used == 0 && report->labels_used == 0)
    return g_strdup (report->dry_run ? _ ("Nothing to Import") : _ ("Nothing Imported"));
  if (report->dry_run)
    return n == 0 ? g_strdup (_ ("Ready to Import"))
                  : g_strdup_printf (ngettext ("Ready to Import With %u Kind of Problem",
                                               "Ready to Import With %u Kinds of Problems", n), n);

  return n == 0 ? g_strdup (_ ("Imported Without Problems"))
                : g_strdup_printf (ngettext ("Imported With %u Kind of Problem", "Imported With %u Kinds of Problems", n),
                                   n);
}

int
gw_import_report_get_exit_code (const GwImportReport *report)
{
  return gw_problems_exit_code (report->problems);
}

/* So that no name from outside is taken for Markdown. */
static void
append_escaped (GString *text, const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    {
      if (strchr ("\\`*_{}[]<>|#", *c) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c == '\n' ? ' ' : *c);
    }
}

static void
append_figure (GString *text, const char *name, guint64 value)
{
  g_string_append_printf (text, "| %s | %" G_GUINT64_FORMAT " |\n", name, value);
}

static void
append_figures (GString *text, const GwImportReport *report)
{
  g_string_append_printf (text, "| | %s |\n| --- | ---: |\n", _ ("Count"));
  append_figure (text, _ ("Images read"), report->images_read);
  append_figure (text, _ ("Images used"), report->images_used);
  append_figure (text, _ ("Images new in the project"), report->images_new);
  append_figure (text, _ ("Images without a picture"), report->images_missing);
  append_figure (text, _ ("Images left out"), report->images_left_out);
  append_figure (text, _ ("Labels read"), report->labels_read);
  append_figure (text, _ ("Labels used"), report->labels_used);
  append_figure (text, _ ("Labels left out"), report->labels_left_out);
  append_figure (text, _ ("Labels that were there already"), report->duplicates);
  append_figure (text, _ ("Classes"), report->n_classes);
  append_figure (text, _ ("Classes new in the project"), report->n_classes_new);
}

static void
append_problems (GString *text, GwProblems *problems)
{
  g_auto (GStrv) codes = gw_problems_list_codes (problems);

  if (codes[0] == NULL)
    return;

  g_string_append_printf (text, "\n## %s\n\n| %s | %s | %s | %s |\n| --- | --- | ---: | --- |\n", _ ("Problems"),
                          _ ("Severity"), _ ("Code"), _ ("Count"), _ ("What was done"));
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *done = NULL;
      GwProblemKind kind;

      gw_problems_get_kind (problems, codes[i], &kind);
      done = gw_problem_kind_describe (&kind);
      g_string_append_printf (text, "| %s | %s | %" G_GUINT64_FORMAT " | ", gw_severity_get_nick (kind.severity),
                              codes[i], kind.count);
      append_escaped (text, gw_problem_code_title (codes[i]));
      g_string_append (text, ". ");
      append_escaped (text, done);
      g_string_append (text, " |\n");
    }
}

gboolean
gw_import_report_save (const GwImportReport *report, const char *path, GError **error)
{
  g_autofree char *title = gw_import_report_get_title (report);
  g_autoptr (GString) text = NULL;

  if (g_str_has_suffix (path, ".csv"))
    return gw_problems_save_csv (report->problems, path, TRUE, error);

  text = g_string_new (NULL);
  g_string_append_printf (text, "# %s\n\n", title);
  append_escaped (text, report->source);
  if (report->format != NULL)
    g_string_append_printf (text, " (%s)", _ (report->format->title));
  g_string_append (text, "\n\n");
  append_figures (text, report);
  append_problems (text, report->problems);

  return gw_file_write_bytes (path, text->str, text->len, GW_WRITE_OVERWRITE, error);
}
