/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-cli-answer.h"
#include "gw-cli-drift.h"
#include "gw-cli-model.h"
#include "gw-cli-work.h"
#include "gw-error.h"
#include "gw-set-drift.h"

static struct
{
  char *reference;
  char *current;
} options;

static const GOptionEntry entries[] = {
  { "reference", 0, 0, G_OPTION_ARG_STRING, &options.reference,
    N_ ("Of a project: the images to compare with, such as split:train; all by default"), "FILTER" },
  { "current", 0, 0, G_OPTION_ARG_STRING, &options.current,
    N_ ("Of a project: those that may have moved, such as added>=2026-11-01; all by default"), "FILTER" },
  { 0 },
};

typedef GwCliDriftColumn Column;

/* How often each of n names occurs. (transfer full) */
static double *
count (const gint32 *codes, gsize n_rows, guint n)
{
  double *counts = g_new0 (double, MAX (n, 1));

  for (gsize i = 0; i < n_rows; i++)
    {
      if (codes[i] >= 0)
        counts[codes[i]]++;
    }

  return counts;
}

static gw_status
compare_texts (GwTable *reference, guint a, GwTable *current, guint b, Column *column)
{
  gsize n_from = gw_table_get_n_rows (reference), n_to = gw_table_get_n_rows (current);
  g_autofree gint32 *codes_from = g_new (gint32, MAX (n_from, 1));
  g_autofree gint32 *codes_to = g_new (gint32, MAX (n_to, 1));
  g_autoptr (GPtrArray) first = gw_table_code_text (reference, a, NULL, codes_from);
  g_autoptr (GPtrArray) names = gw_table_code_text (current, b, first, codes_to);
  g_autofree double *from = count (codes_from, n_from, names->len);
  g_autofree double *to = count (codes_to, n_to, names->len);

  return gw_drift_figures_of_counts (&column->figures, from, to, names->len);
}

/* NULL: nothing is known. */
static const char *
spell_reading (double psi)
{
  if (isnan (psi))
    return NULL;

  switch (gw_drift_read (psi))
    {
    case GW_DRIFT_WATCH:
      return "watch";
    case GW_DRIFT_DRIFT:
      return "drift";
    case GW_DRIFT_STABLE:
    default:
      return "stable";
    }
}

/* A column that is of numbers in one table and of text in the other has no
 * common scale; it is told of. NULL error: nothing is wrong.
 */
static gboolean
compare_column (GwCli *cli, GwTable *reference, guint a, GwTable *current, GArray *columns, GError **error)
{
  const char *name = gw_table_get_name (reference, a);
  int b = gw_table_find (current, (const char *const[]) { name, NULL });
  Column column = { .name = name };
  gw_status status;

  if (b < 0)
    {
      gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "column-missing", gw_table_get_path (current), 1, NULL,
                       _ ("There is no column “%s” to compare with the reference."), name);
      return TRUE;
    }
  column.text = !gw_table_is_number (reference, a);
  if (column.text == gw_table_is_number (current, (guint) b))
    {
      gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "value-type", gw_table_get_path (current), 1, NULL,
                       _ ("The column “%s” holds numbers in one file and text in the other."), name);
      return TRUE;
    }

  status = column.text
               ? compare_texts (reference, a, current, (guint) b, &column)
               : gw_drift_figures_of_numbers (&column.figures, gw_table_get_numbers (reference, a),
                                              gw_table_get_n_rows (reference),
                                              gw_table_get_numbers (current, (guint) b), gw_table_get_n_rows (current));
  if (!gw_status_has_values (status))
    {
      gw_cli_table_fail (current, status, error);
      return FALSE;
    }
  g_array_append_val (columns, column);

  return TRUE;
}

/* The figure at an offset of Column, by the names of the columns. */
static void
tell_figure (GwCliAnswer *answer, const char *key, GArray *columns, gsize offset)
{
  gw_cli_answer_begin_object (answer, key);
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      double value;

      memcpy (&value, (const char *) column + offset, sizeof value);
      gw_cli_answer_number (answer, column->name, value);
    }
  gw_cli_answer_end_object (answer);
}

static gboolean
tell (GwCli *cli, GArray *columns, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };

  gw_cli_answer_begin (&answer, cli);
  if (cli->json)
    {
      tell_figure (&answer, "psi", columns, G_STRUCT_OFFSET (Column, figures.drift.psi));
      tell_figure (&answer, "ks", columns, G_STRUCT_OFFSET (Column, figures.ks));
      tell_figure (&answer, "js_distance", columns, G_STRUCT_OFFSET (Column, figures.drift.js_distance));
      tell_figure (&answer, "chi2", columns, G_STRUCT_OFFSET (Column, figures.chi2));
    }
  gw_cli_answer_begin_table (&answer, "columns");
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);

      gw_cli_answer_begin_row (&answer);
      gw_cli_answer_text (&answer, "name", column->name);
      gw_cli_answer_text (&answer, "reading", spell_reading (column->figures.drift.psi));
      gw_cli_answer_number (&answer, "psi", column->figures.drift.psi);
      gw_cli_answer_number (&answer, "js_distance", column->figures.drift.js_distance);
      gw_cli_answer_number (&answer, "js_divergence", column->figures.drift.js_divergence);
      gw_cli_answer_number (&answer, "ks", column->figures.ks);
      gw_cli_answer_number (&answer, "ks_p_value", column->figures.ks_p_value);
      gw_cli_answer_number (&answer, "chi2", column->figures.chi2);
      gw_cli_answer_number (&answer, "chi2_p_value", column->figures.chi2_p_value);
      gw_cli_answer_end_row (&answer);
    }
  gw_cli_answer_end_table (&answer);

  return gw_cli_answer_end (&answer, error);
}

GArray *
gw_cli_drift_compare (GwCli *cli, GwTable *reference, GwTable *current, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; i < gw_table_get_n_columns (reference); i++)
    {
      if (!gw_cli_table_is_key (gw_table_get_name (reference, i))
          && !compare_column (cli, reference, i, current, columns, error))
        return NULL;
    }
  if (columns->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: no column can be compared with one of %s."),
                   gw_table_get_path (current), gw_table_get_path (reference));
      return NULL;
    }

  return g_steal_pointer (&columns);
}

static gboolean
compare_tables (GwCli *cli, GError **error)
{
  g_autoptr (GwTable) reference = gw_table_read (cli->arguments[0], NULL, cli->problems, cli->work, cli->cancellable,
                                                 error);
  g_autoptr (GwTable) current = NULL;
  g_autoptr (GArray) columns = NULL;

  if (reference == NULL)
    return FALSE;
  current = gw_table_read (cli->arguments[1], NULL, cli->problems, NULL, cli->cancellable, error);
  if (current == NULL)
    return FALSE;
  columns = gw_cli_drift_compare (cli, reference, current, error);

  return columns != NULL && tell (cli, columns, error);
}

/* --- of a project ------------------------------------------------------------------------ */

static GwDataSet *
load_side (GwCli *cli, GwStore *store, const char *text, GError **error)
{
  g_autoptr (GwFilter) filter = gw_filter_parse (text != NULL ? text : "", error);

  return filter != NULL ? gw_data_set_load (store, filter, cli->work, cli->cancellable, error) : NULL;
}

static gboolean
compare_sides (GwCli *cli, GError **error)
{
  g_autoptr (GwStore) store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_READ_ONLY, error);
  g_autoptr (GwDataSet) reference = store != NULL ? load_side (cli, store, options.reference, error) : NULL;
  g_autoptr (GwDataSet) current = reference != NULL ? load_side (cli, store, options.current, error) : NULL;
  const GwRun run = gw_cli_get_run (cli);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));

  if (current == NULL)
    return FALSE;
  rows = gw_set_drift_list (reference, current, &run);
  if (rows == NULL)
    {
      g_cancellable_set_error_if_cancelled (cli->cancellable, error);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const GwSetDriftRow *row = g_ptr_array_index (rows, i);
      const Column column = { .name = row->name, .text = row->categories, .figures = row->figures };

      g_array_append_val (columns, column);
    }
  if (columns->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: neither side has an image."), cli->arguments[0]);
      return FALSE;
    }

  return tell (cli, columns, error);
}

static int
run (GwCli *cli, GError **error)
{
  const gboolean project = cli->n_arguments == 1 && gw_cli_is_project (cli->arguments[0]);
  gboolean ok;

  if ((!project && cli->n_arguments == 1) || (!project && (options.reference != NULL || options.current != NULL)))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Give two tables, or one project with --reference and --current."));
      return GW_CLI_FAILED;
    }
  ok = project ? compare_sides (cli, error) : compare_tables (cli, error);

  return ok ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_drift = {
  .name = "drift",
  .arguments = "REFERENCE CURRENT | PROJECT",
  .summary = N_ ("Compares two tables, or images of a project, column by column"),
  .details = N_ ("Columns of numbers are compared by the stability index (PSI) and Kolmogorov-Smirnov,\n"
                 "columns of text by PSI and chi-square. Names of images are left out. Of a project the columns\n"
                 "are those of stats, with the classes of objects and of images; the farthest come first."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
