/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-cli-formats.h"
#include "gw-cli.h"
#include "gw-error.h"
#include "gw-export.h"
#include "gw-layer-choice.h"

static struct
{
  char *format;
  char *job;
  char *where;
  char **annotators;
  char *model;
  char *split;
  gint64 seed;
} options;

static const GOptionEntry entries[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("The format to write; listed below"), "F" },
  { "job", 0, 0, G_OPTION_ARG_STRING, &options.job, N_ ("Labels of one job (not in this version)"), "J" },
  { "where", 0, 0, G_OPTION_ARG_STRING, &options.where, N_ ("Only images that pass, such as status:labeled"),
    "FILTER" },
  { "annotator", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.annotators,
    N_ ("The answers of an annotator, not the labels; several times for several, “all” for all of them"), "NAME" },
  { "model", 0, 0, G_OPTION_ARG_STRING, &options.model, N_ ("The predictions of one model, not the labels"), "NAME" },
  { "split", 0, 0, G_OPTION_ARG_STRING, &options.split, N_ ("Split by chance, such as train=0.8,val=0.2"), "PARTS" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_ ("The seed of that chance"), "N" },
  GW_CLI_WRITE_OPTIONS,
  { 0 },
};

static gboolean
set_choices (GwCli *cli, GwStore *store, GwExport *export, GwTask task, GError **error)
{
  g_autoptr (GwFilter) filter = NULL;
  g_autoptr (GwSplitPlan) split = NULL;
  g_autoptr (GError) failure = NULL;

  if (options.where != NULL)
    filter = gw_filter_parse (options.where, &failure);
  /* As in the window, a class is what images have in such a project. */
  if (filter != NULL && task <= GW_TASK_MULTI_CLASS)
    gw_filter_turn_classes_to_labels (filter);
  if (options.split != NULL && failure == NULL)
    split = gw_split_plan_new (options.split, (guint64) options.seed, &failure);
  if (failure != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, failure->message);
      return FALSE;
    }
  if (filter != NULL && !gw_store_check_filter (store, filter, cli->cancellable, error))
    return FALSE;

  gw_export_set_filter (export, filter);
  gw_export_take_split (export, g_steal_pointer (&split));
  return TRUE;
}

static gboolean
set_layers (GwCli *cli, GwStore *store, GwExport *export, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, cli->cancellable, error);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) failure = NULL;

  if (layers == NULL)
    return FALSE;
  ids = gw_layer_choice_find (layers, (const char *const *) options.annotators, options.model, &failure);
  if (ids == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, failure->message);
      return FALSE;
    }
  gw_export_set_layers (export, (const gint64 *) ids->data, ids->len);
  return TRUE;
}

static GwExport *
make_export (GwCli *cli, GwStore *store, GwWriteOptions *write, GError **error)
{
  g_autoptr (GwProjectInfo) info = gw_store_get_info (store, cli->cancellable, error);
  const GwFormat *format = info != NULL ? gw_cli_find_format (options.format, error) : NULL;
  g_autoptr (GwExport) export = NULL;

  if (format == NULL || !gw_cli_formats_get_write (write, error))
    return NULL;

  export = gw_export_new (store, format, cli->arguments[1]);
  write->name = info->name;
  gw_export_set_options (export, write);
  write->name = NULL;
  gw_export_set_strict (export, gw_cli_formats.strict);
  gw_export_set_problems (export, cli->problems);

  return set_choices (cli, store, export, info->task, error) && set_layers (cli, store, export, error)
             ? g_steal_pointer (&export)
             : NULL;
}

/* Who has imported what several people or a model say has it beside the labels, of which there may be none. */
static gboolean
tell_other_layers (GwCli *cli, GwStore *store, GError **error)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (store, cli->cancellable, error);
  gboolean has_answers = FALSE, has_predictions = FALSE;

  if (layers == NULL)
    return FALSE;
  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      has_answers = has_answers || layer->kind == GW_LAYER_KIND_ANSWERS;
      has_predictions = has_predictions || layer->kind == GW_LAYER_KIND_PREDICTIONS;
    }
  if (has_answers)
    g_string_append (cli->out,
                     _ ("The project has no labels, and answers of annotators. Export them with --annotator.\n"));
  if (has_predictions)
    g_string_append (cli->out, _ ("The project has no labels, and predictions. Export them with --model.\n"));
  return TRUE;
}

static gboolean
print (GwCli *cli, GwStore *store, GwExport *export, const char *folder, GError **error)
{
  const GwRecordCounts *counts = gw_export_get_counts (export);
  const gboolean is_own = options.annotators == NULL && options.model == NULL;
  GwJsonWriter *json = gw_cli_begin_json (cli);

  if (json == NULL)
    {
      gw_cli_print_problems (cli);
      gw_cli_formats_tell_folder (cli, NULL, folder);
      gw_cli_print_figure (cli, _ ("Images"), counts->images);
      gw_cli_print_figure (cli, _ ("Labels"), gw_record_counts_get_labels (counts));
      gw_cli_print_figure (cli, _ ("Files"), gw_export_get_n_files (export));
      return !is_own || options.where != NULL || gw_record_counts_get_labels (counts) > 0
             || tell_other_layers (cli, store, error);
    }

  gw_json_writer_key_string (json, "format", options.format);
  gw_json_writer_key_int64 (json, "images", (gint64) counts->images);
  gw_json_writer_key_int64 (json, "classes", gw_export_get_n_classes (export));
  gw_json_writer_key (json, "objects");
  gw_record_counts_write_json (counts, json);
  gw_json_writer_key_int64 (json, "files", (gint64) gw_export_get_n_files (export));
  gw_cli_formats_tell_folder (cli, json, folder);
  gw_cli_write_problems (cli, json);

  return gw_cli_end_json (cli, json, error);
}

static int
run (GwCli *cli, GError **error)
{
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwExport) export = NULL;
  g_autofree char *folder = gw_cli_formats_find_missing_folder (cli->arguments[1]);
  GwWriteOptions write = { 0 };

  if (options.format == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("Name the format to write with --format."));
      return GW_CLI_USAGE;
    }
  if (options.job != NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("There are no jobs in projects of this version. Export without --job."));
      return GW_CLI_FAILED;
    }

  store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_READ_ONLY, error);
  export = store != NULL ? make_export (cli, store, &write, error) : NULL;
  if (export == NULL)
    return GW_CLI_FAILED;
  if (!gw_export_run (export, cli->work, cli->cancellable, error))
    {
      gw_cli_formats_explain (gw_format_find (options.format, NULL), &write, cli->problems, *error);
      return GW_CLI_FAILED;
    }
  if (!print (cli, store, export, folder, error))
    return GW_CLI_FAILED;

  return gw_problems_exit_code (cli->problems);
}

const GwCliCommand gw_cli_export = {
  .name = "export",
  .arguments = "PROJECT TARGET --format F",
  .summary = N_ ("Writes a project's labels"),
  .details = N_ (
      "TARGET is a folder, one file for gw-jsonl, coco-results and label-categories, and for csv either, as its name has it: x.csv is one table. It appears whole or not at all."),
  .formats = GW_FORMAT_WRITES,
  .options = entries,
  .write_choices = GW_CLI_ALL_CHOICES,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
