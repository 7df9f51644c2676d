/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-report.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-file-writer.h"
#include "gw-path.h"
#include "gw-problem-code.h"

/* Of a kind, in the Markdown report; the CSV has GW_PROBLEMS_KEPT. */
#define REPORT_EXAMPLES 100

/* More are counted. */
#define NAMED_ANNOTATORS 8

GwImportReport *
gw_import_report_new (const char *source, const GwFormat *format, GwProblems *problems)
{
  GwImportReport *report = g_atomic_rc_box_new0 (GwImportReport);

  report->source = g_strdup (source);
  report->format = format;
  report->problems = problems != NULL ? gw_problems_ref (problems) : gw_problems_new ();
  report->annotators = g_ptr_array_new_with_free_func (g_free);

  return report;
}

GwImportReport *
gw_import_report_ref (const GwImportReport *report)
{
  return g_atomic_rc_box_acquire ((gpointer) report);
}

static void
report_clear (gpointer data)
{
  GwImportReport *report = data;

  g_free (report->source);
  g_free (report->unpacked);
  gw_problems_unref (report->problems);
  g_ptr_array_unref (report->annotators);
}

void
gw_import_report_unref (GwImportReport *report)
{
  g_atomic_rc_box_release_full (report, report_clear);
}

char *
gw_import_report_get_title (const GwImportReport *report)
{
  g_auto (GStrv) codes = gw_problems_list_codes (report->problems);
  guint n = g_strv_length (codes);

  if (report->images_used == 0 && report->labels_used == 0 && report->n_classes_new == 0)
    return g_strdup (report->dry_run ? _ ("Nothing to Import") : _ ("Nothing Imported"));
  if (report->dry_run)
    return n == 0 ? g_strdup (_ ("Ready to Import"))
                  : g_strdup_printf (ngettext ("Ready to Import With %u Kind of Problem",
                                               "Ready to Import With %u Kinds of Problems", n),
                                     n);

  return n == 0 ? g_strdup (_ ("Imported Without Problems"))
                : g_strdup_printf (
                    ngettext ("Imported With %u Kind of Problem", "Imported With %u Kinds of Problems", n), n);
}

/* Whether the source lists classes and names no images, and was read but for some of those. */
static gboolean
is_list_of_classes (const GwImportReport *report)
{
  g_auto (GStrv) codes = gw_problems_list_codes (report->problems);

  if (report->images_read > 0 || report->n_classes == 0)
    return FALSE;
  for (guint i = 0; codes[i] != NULL; i++)
    {
      GwProblemKind kind;

      if (gw_problems_get_kind (report->problems, codes[i], &kind) && kind.severity == GW_SEVERITY_ERROR
          && !g_str_has_prefix (codes[i], "class-"))
        return FALSE;
    }
  return gw_problems_count_code (report->problems, "labels-unread") == 0;
}

gboolean
gw_import_report_is_void (const GwImportReport *report)
{
  return report->images_used == 0 && report->labels_used == 0 && !is_list_of_classes (report)
         && (gw_problems_count_severity (report->problems, GW_SEVERITY_ERROR) > 0
             || gw_problems_count_code (report->problems, "labels-unread") > 0);
}

int
gw_import_report_get_exit_code (const GwImportReport *report)
{
  return gw_import_report_is_void (report) ? 3 : gw_problems_exit_code (report->problems);
}

/* Kinds of checks, and how the codes of their problems begin. */
static const struct
{
  const char *title;
  const char *prefixes[12];
} checks[] = {
  { N_ ("file structure"),
    { "json-", "xml-", "yaml-", "row-", "encoding", "truncated-", "limit", "key-", "value-", "label-" } },
  { N_ ("class names"), { "class-" } },
  { N_ ("image names"), { "path-", "image-duplicate", "image-renamed" } },
  { N_ ("image sizes"), { "size-", "orientation-", "image-unreadable", "image-partial" } },
  { N_ ("shapes"), { "box-", "coord-", "ring-", "rle-", "mask-", "segment-", "origin-" } },
  { N_ ("numbers"), { "id-" } },
  { N_ ("confidences"), { "score-" } },
  { N_ ("duplicates"), { "object-duplicate" } },
};

static gboolean
found_something (const char *const *prefixes, const char *const *codes)
{
  for (gsize i = 0; codes[i] != NULL; i++)
    for (gsize k = 0; prefixes[k] != NULL; k++)
      if (g_str_has_prefix (codes[i], prefixes[k]))
        return TRUE;
  return FALSE;
}

char *
gw_import_report_get_passed (const GwImportReport *report)
{
  g_auto (GStrv) codes = gw_problems_list_codes (report->problems);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (found_something (checks[i].prefixes, (const char *const *) codes))
        continue;
      if (text->len > 0)
        g_string_append (text, _ (", "));
      g_string_append (text, _ (checks[i].title));
    }

  return g_string_free (text, text->len == 0);
}

char *
gw_import_report_list_annotators (const GwImportReport *report)
{
  guint n = report->annotators->len, n_named = MIN (n, NAMED_ANNOTATORS);
  g_autofree char *names = NULL;
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);

  if (n == 0)
    return NULL;
  for (guint i = 0; i < n_named; i++)
    g_ptr_array_add (shown, gw_path_display (g_ptr_array_index (report->annotators, i), -1));
  g_ptr_array_add (shown, NULL);
  names = g_strjoinv (_ (", "), (char **) shown->pdata);
  if (n_named == n)
    return g_steal_pointer (&names);
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n - n_named), names, n - n_named);
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
  append_figure (text, _ ("Attributes of images added"), (guint64) report->counts.attributes_added);
  if (report->labels_replaced > 0)
    append_figure (text,
                   report->of_predictions ? _ ("Predictions of the project that give way")
                                          : _ ("Labels of the project that give way"),
                   report->labels_replaced);
  if (report->images_kept > 0)
    append_figure (
        text, report->of_predictions ? _ ("Images that keep their predictions") : _ ("Images that keep their labels"),
        report->images_kept);
  append_figure (text, _ ("Classes"), report->n_classes);
  append_figure (text, _ ("Classes new in the project"), report->n_classes_new);
  if (report->annotators->len > 0)
    append_figure (text, _ ("Annotators"), report->annotators->len);
}

static void
append_cell (GString *text, const char *value)
{
  g_string_append_c (text, ' ');
  if (value != NULL)
    append_escaped (text, value);
  g_string_append (text, " |");
}

/* The first problems of a kind, each with its place. */
static void
append_examples (GString *text, GwProblems *problems, const char *code)
{
  g_autoptr (GPtrArray) examples = gw_problems_list (problems, code);
  guint64 n = gw_problems_count_code (problems, code);

  g_string_append_printf (text, "\n### %s\n\n| %s | %s | %s | %s |\n| --- | --- | --- | --- |\n",
                          gw_problem_code_title (code), _ ("Place"), _ ("Image"), _ ("Label"), _ ("Value"));
  for (guint i = 0; i < examples->len && i < REPORT_EXAMPLES; i++)
    {
      const GwProblem *problem = g_ptr_array_index (examples, i);
      g_autofree char *place = gw_problem_get_place (problem);

      g_string_append_c (text, '|');
      append_cell (text, g_strchomp (place));
      append_cell (text, problem->image);
      append_cell (text, problem->label);
      append_cell (text, problem->detail != NULL ? problem->detail : problem->text);
      g_string_append_c (text, '\n');
    }
  if (n > REPORT_EXAMPLES)
    g_string_append_printf (text,
                            ngettext ("\n%" PRIu64 " more.\n", "\n%" PRIu64 " more.\n", (gulong) (n - REPORT_EXAMPLES)),
                            n - REPORT_EXAMPLES);
}

static void
append_problems (GString *text, const GwImportReport *report)
{
  GwProblems *problems = report->problems;
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
      done = gw_problem_kind_describe (&kind, report->dry_run);
      g_string_append_printf (text, "| %s | %s | %" G_GUINT64_FORMAT " | ", gw_severity_get_nick (kind.severity),
                              codes[i], kind.count);
      append_escaped (text, gw_problem_code_title (codes[i]));
      g_string_append (text, ". ");
      append_escaped (text, done);
      g_string_append (text, " |\n");
    }
  for (guint i = 0; codes[i] != NULL; i++)
    append_examples (text, problems, codes[i]);
}

gboolean
gw_import_report_save (const GwImportReport *report, const char *path, GError **error)
{
  g_autofree char *title = gw_import_report_get_title (report);
  g_autofree char *passed = gw_import_report_get_passed (report);
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
  append_problems (text, report);
  if (passed != NULL)
    g_string_append_printf (text, "\n%s %s.\n", _ ("Passed:"), passed);

  return gw_file_write_bytes (path, text->str, text->len, GW_WRITE_OVERWRITE, error);
}
