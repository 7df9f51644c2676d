/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-remedy.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gw-cli-table.h"
#include "gw-cli-work.h"
#include "gw-error.h"
#include "gw-remedy-preview.h"

/* Features and labels of the images that have both. */
typedef struct
{
  gsize n;
  gsize columns;
  double *values;
  gint32 *labels;
  GwRun run;
} Rows;

static void
rows_clear (Rows *rows)
{
  g_free (rows->values);
  g_free (rows->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

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

guint64 *
gw_cli_remedy_try (GwCli *cli, const char *method, const char *features, GHashTable *label, gsize n_classes,
                   guint64 seed, GError **error)
{
  g_auto (Rows) rows = { .run = gw_cli_get_run (cli) };
  g_autofree guint64 *after = g_new0 (guint64, MAX (n_classes, 1));
  g_autofree char *about = NULL;
  gw_status status;

  if (!g_strv_contains (gw_remedy_preview_get_methods (), method))
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

  status = gw_remedy_preview_count (method, rows.values, rows.labels, rows.n, rows.columns, n_classes, seed, after,
                                    &rows.run);
  if (gw_status_has_values (status))
    return g_steal_pointer (&after);

  /* Translators: a reason follows. */
  about = g_strdup_printf (_ ("%s: the remedy %s cannot be tried on %" PRIu64 " rows of %" PRIu64 " classes"), features,
                           method, (guint64) rows.n, (guint64) n_classes);
  gw_cli_check_status (cli, status, about, error);

  return NULL;
}
