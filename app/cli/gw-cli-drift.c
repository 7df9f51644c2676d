/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-chi2.h"
#include "gw-cli-answer.h"
#include "gw-cli-drift.h"
#include "gw-error.h"
#include "gw-ks.h"

#define N_BINS 10

typedef GwCliDriftColumn Column;

static gw_status
compare_numbers (GwTable *reference, guint a, GwTable *current, guint b, Column *column)
{
  const double *from = gw_table_get_numbers (reference, a);
  const double *to = gw_table_get_numbers (current, b);
  gsize n_from = gw_table_get_n_rows (reference), n_to = gw_table_get_n_rows (current);
  GwDriftNumeric numeric = { 0 };
  GwKs ks;
  gw_status status = gw_drift_numeric (from, n_from, to, n_to, N_BINS, &numeric);

  if (gw_status_has_values (status))
    column->drift = numeric.drift;
  gw_drift_numeric_clear (&numeric);
  if (!gw_status_has_values (status))
    return status;

  status = gw_ks_two_sample (from, n_from, to, n_to, &ks);
  if (gw_status_has_values (status))
    {
      column->ks = ks.statistic;
      column->ks_p = ks.p_value;
    }

  return status;
}

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
  GwChi2 chi2;
  gw_status status = gw_drift_categories (from, to, names->len, &column->drift);

  if (!gw_status_has_values (status))
    return status;

  status = gw_chi2_two_sample (from, to, names->len, &chi2);
  if (gw_status_has_values (status))
    {
      column->chi2 = chi2.statistic;
      column->chi2_p = chi2.p_value;
    }

  return status;
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
  Column column = { .name = name, .ks = NAN, .ks_p = NAN, .chi2 = NAN, .chi2_p = NAN };
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

  status = column.text ? compare_texts (reference, a, current, (guint) b, &column)
                       : compare_numbers (reference, a, current, (guint) b, &column);
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
      tell_figure (&answer, "psi", columns, G_STRUCT_OFFSET (Column, drift.psi));
      tell_figure (&answer, "ks", columns, G_STRUCT_OFFSET (Column, ks));
      tell_figure (&answer, "js_distance", columns, G_STRUCT_OFFSET (Column, drift.js_distance));
      tell_figure (&answer, "chi2", columns, G_STRUCT_OFFSET (Column, chi2));
    }
  gw_cli_answer_begin_table (&answer, "columns");
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);

      gw_cli_answer_begin_row (&answer);
      gw_cli_answer_text (&answer, "name", column->name);
      gw_cli_answer_text (&answer, "reading", spell_reading (column->drift.psi));
      gw_cli_answer_number (&answer, "psi", column->drift.psi);
      gw_cli_answer_number (&answer, "js_distance", column->drift.js_distance);
      gw_cli_answer_number (&answer, "js_divergence", column->drift.js_divergence);
      gw_cli_answer_number (&answer, "ks", column->ks);
      gw_cli_answer_number (&answer, "ks_p_value", column->ks_p);
      gw_cli_answer_number (&answer, "chi2", column->chi2);
      gw_cli_answer_number (&answer, "chi2_p_value", column->chi2_p);
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

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GwTable) reference = gw_table_read (cli->arguments[0], NULL, cli->problems, cli->work, cli->cancellable,
                                                 error);
  g_autoptr (GwTable) current = NULL;
  g_autoptr (GArray) columns = NULL;

  if (reference == NULL)
    return GW_CLI_FAILED;
  current = gw_table_read (cli->arguments[1], NULL, cli->problems, NULL, cli->cancellable, error);
  if (current == NULL)
    return GW_CLI_FAILED;
  columns = gw_cli_drift_compare (cli, reference, current, error);

  return columns != NULL && tell (cli, columns, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_drift = {
  .name = "drift",
  .arguments = "REFERENCE CURRENT",
  .summary = N_ ("Compares two tables column by column"),
  .details = N_ ("Columns of numbers are compared by the stability index (PSI) and Kolmogorov-Smirnov,\n"
                 "columns of text by PSI and chi-square. Names of images are left out."),
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
