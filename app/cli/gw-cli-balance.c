/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-balance.h"
#include "gw-cli-answer.h"
#include "gw-cli-remedy.h"
#include "gw-cli-table.h"
#include "gw-data-set.h"
#include "gw-error.h"

#define SUFFIX ".groundwork"

static struct
{
  char *features;
  char *method;
  gint64 seed;
} options;

static const GOptionEntry entries[] = {
  { "features", 0, 0, G_OPTION_ARG_FILENAME, &options.features,
    N_ ("A table of numbers for each image, to try a remedy on"), "FILE.csv" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &options.method,
    N_ ("The remedy: random-over, random-under, smote, borderline-smote, adasyn, tomek, enn, cluster-centroids "
        "or nearmiss"),
    "M" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_ ("What chance depends on; 0 by default"), "N" },
  { 0 },
};

/* --- counts ------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *names;  /* char *: the classes */
  GArray *counts;    /* guint64 */
  GHashTable *label; /* image → 1 + class, of a table; NULL: of a project */
} Counted;

static void
counted_clear (Counted *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->label, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counted, counted_clear)

static gboolean
count_project (GwCli *cli, Counted *counted, GError **error)
{
  g_autoptr (GwStore) store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_READ_ONLY, error);
  g_autoptr (GwDataSet) set = NULL;

  if (store == NULL)
    return FALSE;
  set = gw_data_set_load (store, NULL, cli->work, cli->cancellable, error);
  if (set == NULL)
    return FALSE;

  for (guint i = 0; i < set->classes->len; i++)
    g_ptr_array_add (counted->names, g_strdup (gw_class_get_name (g_ptr_array_index (set->classes, i))));
  g_array_set_size (counted->counts, set->classes->len);
  gw_data_set_count_classes (set, (guint64 *) (gpointer) counted->counts->data);

  return TRUE;
}

static gboolean
count_table (GwCli *cli, Counted *counted, GError **error)
{
  static const char *const label_names[] = { "label", "truth", "class", NULL };
  static const char *const image_names[] = { "image", "file", "item", "id", NULL };
  static const char *const texts[] = { "label", "truth", "class", "image", "file", "item", "id", NULL };
  g_autoptr (GwTable) table = gw_table_read (cli->arguments[0], texts, cli->problems, cli->work, cli->cancellable,
                                             error);
  g_autofree gint32 *codes = NULL;
  int label, image;

  if (table == NULL)
    return FALSE;
  label = gw_table_find (table, label_names);
  image = gw_table_find (table, image_names);
  if (label < 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “label”. Name a column so in the first line."), cli->arguments[0]);
      return FALSE;
    }

  codes = g_new (gint32, MAX (gw_table_get_n_rows (table), 1));
  g_clear_pointer (&counted->names, g_ptr_array_unref);
  counted->names = gw_table_code_text (table, (guint) label, NULL, codes);
  counted->label = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_set_size (counted->counts, counted->names->len);
  for (gsize i = 0; i < gw_table_get_n_rows (table); i++)
    {
      const char *name = image >= 0 ? gw_table_get_text (table, (guint) image, i) : NULL;

      if (codes[i] < 0)
        continue;
      g_array_index (counted->counts, guint64, codes[i])++;
      if (name != NULL)
        g_hash_table_insert (counted->label, g_strdup (name), GINT_TO_POINTER (codes[i] + 1));
    }

  return TRUE;
}

/* --- telling ---------------------------------------------------------------------------- */

static void
tell_classes (GwCliAnswer *answer, const Counted *counted, const GwBalance *balance)
{
  gw_cli_answer_begin_table (answer, "classes");
  for (guint i = 0; i < balance->n_classes; i++)
    {
      gw_cli_answer_begin_row (answer);
      gw_cli_answer_text (answer, "name", g_ptr_array_index (counted->names, i));
      gw_cli_answer_count (answer, "count", balance->counts[i]);
      gw_cli_answer_number (answer, "share", (double) balance->counts[i] / (double) balance->balance.n_rows);
      gw_cli_answer_number (answer, "weight", balance->weights[i]);
      gw_cli_answer_end_row (answer);
    }
  gw_cli_answer_end_table (answer);
}

static void
tell_advice (GwCliAnswer *answer, const GwBalance *balance)
{
  gw_cli_answer_begin_object (answer, "advice");
  gw_cli_answer_text (answer, "metric", balance->metric);
  gw_cli_answer_text (answer, "reason", balance->reason);
  gw_cli_answer_text (answer, "remedy", balance->remedy);
  gw_cli_answer_end_object (answer);
}

static gboolean
tell (GwCli *cli, const Counted *counted, const guint64 *after, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };
  gsize n = counted->names->len;
  g_autoptr (GwBalance) balance = gw_balance_new ((const guint64 *) (gpointer) counted->counts->data, n, error);

  if (balance == NULL)
    return FALSE;

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_count (&answer, "n", balance->balance.n_rows);
  tell_classes (&answer, counted, balance);
  gw_cli_answer_number (&answer, "imbalance_ratio", balance->balance.imbalance_ratio);
  gw_cli_answer_number (&answer, "majority_share", balance->balance.majority_share);
  gw_cli_answer_number (&answer, "shannon_evenness", balance->balance.evenness);
  gw_cli_answer_number (&answer, "gini", balance->balance.gini);
  gw_cli_answer_numbers (&answer, "effective_number", balance->effective, n);
  tell_advice (&answer, balance);
  gw_cli_answer_warnings (&answer, balance->counts, n);
  if (after != NULL)
    {
      gw_cli_answer_begin_object (&answer, "after");
      for (guint i = 0; i < n; i++)
        gw_cli_answer_count (&answer, g_ptr_array_index (counted->names, i), after[i]);
      gw_cli_answer_end_object (&answer);
    }

  return gw_cli_answer_end (&answer, error);
}

/* --- the command ------------------------------------------------------------------------------ */

static int
run (GwCli *cli, GError **error)
{
  g_auto (Counted) counted = { .names = g_ptr_array_new_with_free_func (g_free),
                               .counts = g_array_new (FALSE, TRUE, sizeof (guint64)) };
  g_autofree guint64 *after = NULL;

  if ((options.features == NULL) != (options.method == NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--features and --method belong together."));
      return GW_CLI_FAILED;
    }
  if (g_str_has_suffix (cli->arguments[0], SUFFIX) ? !count_project (cli, &counted, error)
                                                   : !count_table (cli, &counted, error))
    return GW_CLI_FAILED;
  if (options.method != NULL)
    {
      after = gw_cli_remedy_try (cli, options.method, options.features, counted.label, counted.names->len,
                                 (guint64) options.seed, error);
      if (after == NULL)
        return GW_CLI_FAILED;
    }

  return tell (cli, &counted, after, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_balance = {
  .name = "balance",
  .arguments = "SOURCE",
  .summary = N_ ("Says how evenly classes are filled, and what helps"),
  .details = N_ ("SOURCE is a project or a table with the columns “image” and “label”."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
