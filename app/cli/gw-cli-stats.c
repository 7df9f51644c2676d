/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gw-cli-answer.h"
#include "gw-cli-table.h"
#include "gw-cli-work.h"
#include "gw-column-stats.h"
#include "gw-data-set.h"
#include "gw-error.h"
#include "gw-histogram.h"
#include "gw-transform.h"

#define SUFFIX ".groundwork"

static struct
{
  char *column;
  char *bins;
  char *transform;
} options;

static const GOptionEntry entries[] = {
  { "column", 0, 0, G_OPTION_ARG_STRING, &options.column,
    N_ ("Only this column; of a project image-width, image-sharpness, box-area, attribute:NAME and so on"), "C" },
  { "bins", 0, 0, G_OPTION_ARG_STRING, &options.bins,
    N_ ("auto (default), sturges, scott, fd, doane, rice, sqrt or a number"), "RULE" },
  { "transform", 0, 0, G_OPTION_ARG_STRING, &options.transform,
    N_ ("none (default), log, log1p, sqrt, box-cox or yeo-johnson: describe what it makes of the values"), "T" },
  { 0 },
};

/* --- the options -------------------------------------------------------------------- */

/* -1 for none, -2 for an error. */
static int
parse_transform (GError **error)
{
  static const char *const names[] = { "log", "log1p", "sqrt", "box-cox", "yeo-johnson" };

  if (options.transform == NULL || g_str_equal (options.transform, "none"))
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], options.transform))
        return (int) i;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--transform is none, log, log1p, sqrt, box-cox or yeo-johnson, not “%s”."), options.transform);

  return -2;
}

/* --- the columns ---------------------------------------------------------------------- */

typedef struct
{
  char *name;
  const double *values;
  gsize n;
  GArray *own;     /* (nullable): holds the values */
  double *changed; /* (nullable): what the transform makes of them */
  GwTransformPreview preview;
} Column;

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_clear_pointer (&column->own, g_array_unref);
  g_free (column->changed);
}

typedef struct
{
  GwHistogramOptions bins;
  int transform; /* GwTransform, -1: none */
  GwRun run;
} Wanted;

static gboolean
change (GwCli *cli, const Wanted *wanted, Column *column, GError **error)
{
  g_autofree char *about = g_strdup_printf (_ ("%s: the values of “%s” cannot be transformed"), cli->arguments[0],
                                            column->name);
  GwTransform transform = (GwTransform) wanted->transform;
  gboolean fitted = transform == GW_TRANSFORM_BOX_COX || transform == GW_TRANSFORM_YEO_JOHNSON;
  size_t n_offending = 0;
  gw_status status = gw_transform_preview (column->values, column->n, transform, &column->preview, &wanted->run);

  if (status == GW_STATUS_UNDEFINED)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: the transform %s is not defined for %" PRIu64 " of the values of “%s”. "
                      "Choose yeo-johnson, which takes all."),
                   cli->arguments[0], options.transform, (guint64) column->preview.n_offending, column->name);
      return FALSE;
    }
  if (status == GW_STATUS_DEGENERATE && fitted)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, "%s: %s.", about, gw_status_text (status));
      return FALSE;
    }
  if (!gw_cli_check_status (cli, status, about, error))
    return FALSE;

  column->changed = g_new (double, MAX (column->n, 1));
  gw_transform_values (column->values, column->n, transform, column->preview.lambda, column->changed, &n_offending);

  return TRUE;
}

/* Of several columns those stay that can be transformed; the others are told of. */
static gboolean
change_all (GwCli *cli, const Wanted *wanted, GArray *columns, GError **error)
{
  gboolean several = columns->len > 1;

  for (guint i = 0; i < columns->len;)
    {
      g_autoptr (GError) failure = NULL;

      if (change (cli, wanted, &g_array_index (columns, Column, i), &failure))
        {
          i++;
          continue;
        }
      if (!several || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      gw_problems_add (cli->problems, GW_SEVERITY_ERROR, "transform-undefined", cli->arguments[0], 0, NULL, "%s",
                       failure->message);
      g_array_remove_index (columns, i);
    }
  if (columns->len == 0)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: no column can be transformed so."), cli->arguments[0]);

  return columns->len > 0;
}

/* --- one column ------------------------------------------------------------------------ */

static gboolean
tell_histogram (GwCliAnswer *answer, const Wanted *wanted, const char *name, const double *values, gsize n,
                GError **error)
{
  GwHistogram histogram = { 0 };
  gw_status status = gw_histogram (values, NULL, n, &wanted->bins, &histogram, &wanted->run);

  if (!gw_cli_check_status (answer->cli, status, _ ("The histogram cannot be had"), error))
    return FALSE;
  if (status == GW_STATUS_CAPPED)
    gw_problems_add (answer->cli->problems, GW_SEVERITY_INFO, "bins-capped", answer->cli->arguments[0], 0, NULL,
                     _ ("%s: the rule asks for more bins than the %d that are drawn."), name, GW_HISTOGRAM_MAX_BINS);

  gw_cli_answer_begin_object (answer, "histogram");
  gw_cli_answer_numbers (answer, "edges", histogram.edges, histogram.n_bins + 1);
  gw_cli_answer_counts (answer, "counts", histogram.counts, histogram.n_bins);
  gw_cli_answer_end_object (answer);
  gw_histogram_clear (&histogram);

  return TRUE;
}

static gboolean
tell_column (GwCliAnswer *answer, const Wanted *wanted, const Column *column, GError **error)
{
  const double *values = column->changed != NULL ? column->changed : column->values;
  const char *name = column->name;
  const gsize n = column->n;
  GwColumnStats stats; /* of what is told of; what is missing is told of as it was */
  GwColumnStats given;

  if (!gw_column_stats_init (&given, column->values, n) || !gw_column_stats_init (&stats, values, n))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: the figures cannot be had."), name);
      return FALSE;
    }

  gw_cli_answer_text (answer, "column", name);
  gw_cli_answer_count (answer, "n", stats.n);
  gw_cli_answer_count (answer, "missing", given.n_missing);
  gw_cli_answer_count (answer, "infinite", given.n_infinite);
  gw_cli_answer_number (answer, "mean", stats.moments.mean);
  gw_cli_answer_number (answer, "std", sqrt (stats.moments.variance));
  gw_cli_answer_number (answer, "min", stats.moments.min);
  gw_cli_answer_number (answer, "q1", stats.box.q1);
  gw_cli_answer_number (answer, "median", stats.box.median);
  gw_cli_answer_number (answer, "q3", stats.box.q3);
  gw_cli_answer_number (answer, "max", stats.moments.max);
  gw_cli_answer_number (answer, "skewness", stats.moments.skew);
  gw_cli_answer_number (answer, "kurtosis", stats.moments.kurtosis);
  gw_cli_answer_number (answer, "lambda", column->changed != NULL ? column->preview.lambda : NAN);
  if (column->changed != NULL)
    gw_cli_answer_number (answer, "skewness_before", column->preview.skew_before);
  gw_cli_answer_count (answer, "outliers", stats.box.n_outliers);

  return tell_histogram (answer, wanted, name, values, n, error);
}

/* --- a source ----------------------------------------------------------------------------- */

static gboolean
list_table_columns (GwTable *table, GArray *columns, GError **error)
{
  if (options.column != NULL)
    {
      Column column = { .values = gw_cli_table_get_numbers (table, options.column, error),
                        .n = gw_table_get_n_rows (table) };

      if (column.values == NULL)
        return FALSE;
      column.name = g_strdup (options.column);
      g_array_append_val (columns, column);
      return TRUE;
    }

  for (guint i = 0; i < gw_table_get_n_columns (table); i++)
    {
      Column column = { .n = gw_table_get_n_rows (table) };

      if (!gw_table_is_number (table, i))
        continue;
      column.name = g_strdup (gw_table_get_name (table, i));
      column.values = gw_table_get_numbers (table, i);
      g_array_append_val (columns, column);
    }
  if (columns->len == 0)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: no column holds numbers. They are written with a point."),
                 gw_table_get_path (table));

  return columns->len > 0;
}

/* Without a wish no picture is read; what was measured before is told. */
static gboolean
is_left_out (const GwDataColumn *column, const GArray *values)
{
  if (options.column != NULL || !column->from_pictures)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      if (!isnan (g_array_index (values, double, i)))
        return FALSE;
    }

  return TRUE;
}

static void
refuse_column (const GArray *all, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", g_array_index (all, GwDataColumn, i).name);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("There is no column “%s”. There are %s."),
               options.column, list->str);
}

static gboolean
list_set_columns (const GwDataSet *set, GArray *columns, GError **error)
{
  const GArray *all = gw_data_set_get_columns (set);

  for (guint i = 0; i < all->len; i++)
    {
      const GwDataColumn *one = &g_array_index (all, GwDataColumn, i);
      g_autoptr (GArray) values = NULL;
      Column column = { 0 };

      if (options.column != NULL && !g_str_equal (options.column, one->name))
        continue;
      values = gw_data_set_measure (set, one->name);
      if (is_left_out (one, values))
        continue;
      column.name = g_strdup (one->name);
      column.values = (const double *) (gpointer) values->data;
      column.n = values->len;
      column.own = g_steal_pointer (&values);
      g_array_append_val (columns, column);
    }
  if (columns->len == 0)
    refuse_column (all, error);

  return columns->len > 0;
}

/* Pictures are measured once, where the project can be written. */
static GwDataSet *
load_set (GwCli *cli, GError **error)
{
  gboolean pictures = options.column != NULL && gw_data_column_is_from_pictures (options.column);
  GwStoreOpenFlags flags = pictures ? GW_STORE_OPEN_NO_BACKUP : GW_STORE_OPEN_READ_ONLY;
  g_autoptr (GwStore) store = gw_cli_open_project (cli, cli->arguments[0], flags, error);
  g_autoptr (GwDataSet) set = NULL;

  set = store != NULL ? gw_data_set_load (store, NULL, cli->work, cli->cancellable, error) : NULL;
  if (set == NULL || (pictures && !gw_data_set_measure_pictures (set, store, cli->work, cli->cancellable, error)))
    return NULL;

  return g_steal_pointer (&set);
}

static gboolean
tell (GwCli *cli, const Wanted *wanted, GArray *columns, gboolean single, GError **error)
{
  g_auto (GwCliAnswer) answer = { 0 };
  gboolean ok = TRUE;

  gw_cli_answer_begin (&answer, cli);
  if (single)
    return tell_column (&answer, wanted, &g_array_index (columns, Column, 0), error)
           && gw_cli_answer_end (&answer, error);

  gw_cli_answer_begin_list (&answer, "columns");
  for (guint i = 0; ok && i < columns->len; i++)
    {
      gw_cli_answer_begin_item (&answer);
      ok = tell_column (&answer, wanted, &g_array_index (columns, Column, i), error);
      gw_cli_answer_end_item (&answer);
    }
  gw_cli_answer_end_list (&answer);

  return ok && gw_cli_answer_end (&answer, error);
}

static int
run (GwCli *cli, GError **error)
{
  const char *source = cli->arguments[0];
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_autoptr (GwTable) table = NULL;
  g_autoptr (GwDataSet) set = NULL;
  Wanted wanted = { .transform = parse_transform (error), .run = gw_cli_get_run (cli) };
  gboolean single;

  g_array_set_clear_func (columns, column_clear);
  if (wanted.transform < -1 || !gw_cli_parse_bins (options.bins, &wanted.bins, error))
    return GW_CLI_FAILED;

  if (g_str_has_suffix (source, SUFFIX))
    {
      set = load_set (cli, error);
      if (set == NULL || !list_set_columns (set, columns, error))
        return GW_CLI_FAILED;
    }
  else
    {
      table = gw_table_read (source, NULL, cli->problems, cli->work, cli->cancellable, error);
      if (table == NULL || !list_table_columns (table, columns, error))
        return GW_CLI_FAILED;
    }

  single = columns->len == 1;
  if (wanted.transform >= 0 && !change_all (cli, &wanted, columns, error))
    return GW_CLI_FAILED;

  return tell (cli, &wanted, columns, single, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_stats = {
  .name = "stats",
  .arguments = "SOURCE",
  .summary = N_ ("Describes columns of numbers, or a project's images and boxes"),
  .details = N_ ("SOURCE is a table of comma-separated values or a project. For image-brightness, image-contrast, "
                 "image-sharpness and image-saturation the pictures are read, once for each file."),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
