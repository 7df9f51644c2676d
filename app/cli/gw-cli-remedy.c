/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-remedy.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gw-adasyn.h"
#include "gw-cli-table.h"
#include "gw-cli-work.h"
#include "gw-cluster-centroids.h"
#include "gw-enn.h"
#include "gw-error.h"
#include "gw-nearmiss.h"
#include "gw-random-resample.h"
#include "gw-smote.h"
#include "gw-tomek.h"

/* As many neighbours as the methods' authors take. */
#define SMOTE_K 5
#define BORDERLINE_M 10
#define ENN_K 3
#define NEARMISS_K 3
#define MOST_ROUNDS 300

/* Features and labels of the images that have both. */
typedef struct
{
  gsize n;
  gsize columns;
  gsize n_classes;
  double *values;
  gint32 *labels;
  guint64 seed;
  GwRun run;
} Rows;

static void
rows_clear (Rows *rows)
{
  g_free (rows->values);
  g_free (rows->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

/* --- the remedies ------------------------------------------------------------------ */

typedef gw_status (*AddFunc) (const Rows *rows, GwNewRows *result);
typedef gw_status (*KeepFunc) (const Rows *rows, GwKeptRows *result);

static gw_status
random_over (const Rows *rows, GwNewRows *result)
{
  return gw_random_oversample (rows->labels, rows->n, rows->n_classes, rows->seed, result);
}

static gw_status
smote (const Rows *rows, GwNewRows *result)
{
  return gw_smote (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, SMOTE_K, rows->seed, result,
                   &rows->run);
}

static gw_status
borderline (const Rows *rows, GwNewRows *result)
{
  return gw_borderline_smote (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, BORDERLINE_M,
                              SMOTE_K, rows->seed, result, &rows->run);
}

static gw_status
adasyn (const Rows *rows, GwNewRows *result)
{
  return gw_adasyn (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, SMOTE_K, rows->seed, result,
                    &rows->run);
}

static gw_status
random_under (const Rows *rows, GwKeptRows *result)
{
  return gw_random_undersample (rows->labels, rows->n, rows->n_classes, rows->seed, result);
}

static gw_status
tomek (const Rows *rows, GwKeptRows *result)
{
  return gw_tomek (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, FALSE, result, &rows->run);
}

static gw_status
enn (const Rows *rows, GwKeptRows *result)
{
  return gw_enn (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, ENN_K, GW_ENN_ALL, result,
                 &rows->run);
}

static gw_status
nearmiss (const Rows *rows, GwKeptRows *result)
{
  gw_status status = gw_nearmiss (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes, GW_NEARMISS_1,
                                  NEARMISS_K, NEARMISS_K, result, &rows->run);

  /* The rows are good: what can be out of range is how many neighbors are asked for. */
  return status == GW_STATUS_INVALID ? GW_STATUS_TOO_FEW_ROWS : status;
}

/* The counts with the centers are with the rows that are kept. */
static gw_status
centroids (const Rows *rows, GwKeptRows *result)
{
  GwNewRows centers = { 0 };
  gw_status status = gw_cluster_centroids (rows->values, rows->labels, rows->n, rows->columns, rows->n_classes,
                                           MOST_ROUNDS, rows->seed, result, &centers, &rows->run);

  gw_new_rows_clear (&centers);

  return status;
}

static const struct
{
  const char *name;
  AddFunc add;
  KeepFunc keep;
} methods[] = {
  { "random-over", random_over, NULL },
  { "random-under", NULL, random_under },
  { "smote", smote, NULL },
  { "borderline-smote", borderline, NULL },
  { "adasyn", adasyn, NULL },
  { "tomek", NULL, tomek },
  { "enn", NULL, enn },
  { "nearmiss", NULL, nearmiss },
  { "cluster-centroids", NULL, centroids },
};

/* --- the features -------------------------------------------------------------------- */

static gboolean
is_complete (GwTable *table, const guint *columns, gsize n, gsize row)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (gw_table_get_numbers (table, columns[i])[row]))
        return FALSE;
    }

  return TRUE;
}

static void
take_row (GwCli *cli, GwTable *table, const guint *columns, gsize row, const char *image, gint32 label, Rows *rows)
{
  if (!is_complete (table, columns, rows->columns, row))
    {
      gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "value-type", gw_table_get_path (table),
                       gw_table_get_line (table, row), image, _ ("A feature is missing. The row was left out."));
      return;
    }

  for (gsize i = 0; i < rows->columns; i++)
    rows->values[rows->n * rows->columns + i] = gw_table_get_numbers (table, columns[i])[row];
  rows->labels[rows->n] = label;
  rows->n++;
}

/* The columns of numbers; others are told of, for one wrong cell makes a feature text. */
static GArray *
list_features (GwCli *cli, GwTable *table, guint image)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < gw_table_get_n_columns (table); i++)
    {
      if (gw_table_is_number (table, i))
        g_array_append_val (columns, i);
      else if (i != image)
        gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "value-type", gw_table_get_path (table),
                         MAX (gw_table_get_text_line (table, i), 1), NULL,
                         _ ("The column “%s” holds text. It is no feature and was left out."),
                         gw_table_get_name (table, i));
    }

  return columns;
}

static gboolean
read_rows (GwCli *cli, const char *path, GHashTable *label, Rows *rows, GError **error)
{
  static const char *const names[] = { "image", "file", "item", "id", NULL };
  g_autoptr (GwTable) table = gw_table_read (path, names, cli->problems, cli->work, cli->cancellable, error);
  g_autoptr (GArray) columns = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_rows, n_values;
  int image;

  if (table == NULL)
    return FALSE;
  image = gw_table_find (table, names);
  columns = image >= 0 ? list_features (cli, table, (guint) image) : g_array_new (FALSE, FALSE, sizeof (guint));
  n_rows = gw_table_get_n_rows (table);
  if (image < 0 || columns->len == 0 || !g_size_checked_mul (&n_values, n_rows, columns->len))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: a column “image” and columns of numbers are due. Name them in the first line."), path);
      return FALSE;
    }

  rows->columns = columns->len;
  rows->values = g_new (double, MAX (n_values, 1));
  rows->labels = g_new (gint32, MAX (n_rows, 1));
  for (gsize i = 0; i < n_rows; i++)
    {
      const char *name = gw_table_get_text (table, (guint) image, i);
      gint32 place = name != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (label, name)) : 0;

      if (name != NULL && !g_hash_table_add (seen, (gpointer) name))
        gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "row-duplicate", path, gw_table_get_line (table, i), name,
                         _ ("The image was there before. The row was left out."));
      else if (place > 0)
        take_row (cli, table, (const guint *) (gpointer) columns->data, i, name, place - 1, rows);
      else
        gw_problems_add (cli->problems, GW_SEVERITY_WARNING, "id-dangling", path, gw_table_get_line (table, i), name,
                         _ ("The image has no label. Its features were left out."));
    }
  if (rows->n == 0 && n_rows > 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: no row can be used. Mend what is wrong with them."),
                   path);
      return FALSE;
    }

  return TRUE;
}

/* --- trying ------------------------------------------------------------------------------ */

static void
take_counts (gw_status status, const guint64 *counts, gsize n_classes, guint64 *after)
{
  for (gsize i = 0; gw_status_has_values (status) && i < n_classes; i++)
    after[i] = counts[i];
}

static gw_status
count_added (const Rows *rows, AddFunc add, guint64 *after)
{
  GwNewRows result = { 0 };
  gw_status status = add (rows, &result);

  take_counts (status, result.after, rows->n_classes, after);
  gw_new_rows_clear (&result);

  return status;
}

static gw_status
count_kept (const Rows *rows, KeepFunc keep, guint64 *after)
{
  GwKeptRows result = { 0 };
  gw_status status = keep (rows, &result);

  take_counts (status, result.after, rows->n_classes, after);
  gw_kept_rows_clear (&result);

  return status;
}

guint64 *
gw_cli_remedy_try (GwCli *cli, const char *method, const char *features, GHashTable *label, gsize n_classes,
                   guint64 seed, GError **error)
{
  g_auto (Rows) rows = { .n_classes = n_classes, .seed = seed, .run = gw_cli_get_run (cli) };
  g_autofree guint64 *after = g_new0 (guint64, MAX (n_classes, 1));
  g_autofree char *about = NULL;
  gw_status status;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (methods) && !g_str_equal (methods[i].name, method); i++)
    ;
  if (i == G_N_ELEMENTS (methods))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no remedy “%s”. Try groundwork-cli balance --help."), method);
      return NULL;
    }
  if (label == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("A remedy is tried on a table of labels: SOURCE is one with the columns “image” and “label”."));
      return NULL;
    }
  if (!read_rows (cli, features, label, &rows, error))
    return NULL;

  status = methods[i].add != NULL ? count_added (&rows, methods[i].add, after)
                                  : count_kept (&rows, methods[i].keep, after);
  if (gw_status_has_values (status))
    return g_steal_pointer (&after);

  /* Translators: a reason follows. */
  about = g_strdup_printf (_ ("%s: the remedy %s cannot be tried on %" PRIu64 " rows of %" PRIu64 " classes"), features,
                           method, (guint64) rows.n, (guint64) n_classes);
  gw_cli_check_status (cli, status, about, error);

  return NULL;
}
