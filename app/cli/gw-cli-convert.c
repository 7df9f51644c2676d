/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-cli-formats.h"
#include "gw-cli-pictures.h"
#include "gw-cli.h"
#include "gw-convert.h"

static struct
{
  char *to;
  char *from;
  char *images;
} options;

static const GOptionEntry entries[] = {
  { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("The format to write; listed below"), "F" },
  { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("The source's format, as listed below; detected by default"),
    "F" },
  { "images", 0, 0, G_OPTION_ARG_FILENAME, &options.images, N_ ("Where the pictures are"), "DIR" },
  GW_CLI_WRITE_OPTIONS,
  { 0 },
};

static gboolean
fill_spec (GwConvertSpec *spec, GError **error)
{
  if (options.to == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("Name the format to write with --to."));
      return FALSE;
    }
  spec->to = gw_cli_find_format (options.to, error);
  if (spec->to == NULL)
    return FALSE;
  if (options.from != NULL)
    {
      spec->from = gw_cli_find_format (options.from, error);
      if (spec->from == NULL)
        return FALSE;
    }

  if (!gw_cli_check_folder (options.images, error))
    return FALSE;
  spec->read.images_dir = options.images;
  spec->strict = gw_cli_formats.strict;
  return gw_cli_formats_get_read (&spec->read, &spec->rules, error) && gw_cli_formats_get_write (&spec->write, error);
}

static gboolean
print (GwCli *cli, const GwConvertSpec *spec, const GwConvertResult *result, const char *folder, GError **error)
{
  GwJsonWriter *json = gw_cli_begin_json (cli);

  if (json == NULL)
    {
      g_string_append_printf (cli->out, _ ("From %s to %s. %s\n"), result->from->name, spec->to->name, result->reason);
      gw_cli_print_problems (cli);
      gw_cli_formats_tell_folder (cli, NULL, folder);
      gw_cli_print_figure (cli, _ ("Images"), result->counts.given.images);
      gw_cli_print_figure (cli, _ ("Classes"), result->n_classes);
      gw_cli_print_figure (cli, _ ("Labels"), gw_record_counts_get_labels (&result->counts.given));
      gw_cli_print_figure (cli, _ ("Files"), result->n_files);
      return TRUE;
    }

  gw_json_writer_key_string (json, "from", result->from->name);
  gw_json_writer_key_string (json, "to", spec->to->name);
  gw_json_writer_key_int64 (json, "images", (gint64) result->counts.given.images);
  gw_json_writer_key_int64 (json, "classes", result->n_classes);
  gw_json_writer_key (json, "objects");
  gw_record_counts_write_json (&result->counts.given, json);
  gw_json_writer_key_int64 (json, "images_missing", (gint64) result->counts.images_missing);
  gw_json_writer_key_int64 (json, "files", (gint64) result->n_files);
  gw_cli_formats_tell_folder (cli, json, folder);
  gw_cli_write_problems (cli, json);

  return gw_cli_end_json (cli, json, error);
}

static int
run (GwCli *cli, GError **error)
{
  GwConvertSpec spec = { .source = cli->arguments[0], .target = cli->arguments[1], .read.work = cli->work };
  GwConvertResult result;
  g_autofree char *folder = gw_cli_formats_find_missing_folder (cli->arguments[1]);

  if (!fill_spec (&spec, error))
    return GW_CLI_FAILED;
  if (!gw_convert (&spec, cli->problems, &result, cli->cancellable, error))
    {
      gw_cli_formats_explain (spec.to, &spec.write, cli->problems, *error);
      return GW_CLI_FAILED;
    }
  if (!print (cli, &spec, &result, folder, error))
    return GW_CLI_FAILED;

  return gw_problems_exit_code (cli->problems);
}

const GwCliCommand gw_cli_convert = {
  .name = "convert",
  .arguments = "SOURCE TARGET --to F",
  .summary = N_ ("Turns labels of one format into another"),
  .details = N_ (
      "No project is needed. SOURCE may be a zip or tar archive. TARGET is a folder, one file for gw-jsonl, coco-results and label-categories, and for csv either, as its name has it: x.csv is one table. It appears whole or not at all. Options that both sides have, such as --pixel-base, are of both; what begins with --to- is of TARGET alone."),
  .formats = GW_FORMAT_READS | GW_FORMAT_WRITES,
  .options = entries,
  .read_choices = GW_CLI_ALL_CHOICES,
  .checks = TRUE,
  .write_choices = GW_CLI_ALL_CHOICES,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
