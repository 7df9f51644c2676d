/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-cli-answer.h"
#include "gw-report.h"

static struct
{
  char *output;
  char *title;
  char *date;
  char *model;
  double iou;
  int bootstrap;
  gint64 seed;
  gboolean overwrite;
} options = { .iou = 0.5, .bootstrap = 200 };

static const GOptionEntry entries[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
    N_ ("Where it is written: a name that ends in .pdf or .html"), "FILE" },
  { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("What it is called; by default after the project"),
    "TEXT" },
  { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("The day that stands below the title; today by default"),
    "TEXT" },
  { "model", 0, 0, G_OPTION_ARG_STRING, &options.model, N_ ("Only this model: NAME or NAME:VERSION; all by default"),
    "MODEL" },
  { "iou", 0, 0, G_OPTION_ARG_DOUBLE, &options.iou, N_ ("The overlap that counts as found; 0.5 by default"), "T" },
  { "bootstrap", 0, 0, G_OPTION_ARG_INT, &options.bootstrap, N_ ("Resamples of intervals; 200 by default, 0: none"),
    "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_ ("What chance depends on; 0 by default"), "N" },
  { "overwrite", 0, 0, G_OPTION_ARG_NONE, &options.overwrite, N_ ("Replace a file that is there"), NULL },
  { 0 },
};

static gboolean
check_options (GError **error)
{
  if (options.output == NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("Name the file with -o FILE.pdf or -o FILE.html."));
  else if (!(options.iou > 0 && options.iou <= 1))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--iou is a number above 0, 1 at most."));
  else if (options.bootstrap < 0 || options.bootstrap > 1000000)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--bootstrap is a number from 0 to 1000000."));
  else
    return TRUE;

  return FALSE;
}

static int
run (GwCli *cli, GError **error)
{
  const GwReportOptions report = { .title = options.title,
                                   .date = options.date,
                                   .model = options.model,
                                   .iou = options.iou,
                                   .bootstrap = (gsize) options.bootstrap,
                                   .seed = (guint64) options.seed };
  g_auto (GwCliAnswer) answer = { 0 };
  g_autoptr (GwStore) store = NULL;

  if (!check_options (error))
    return GW_CLI_FAILED;
  store = gw_cli_open_project (cli, cli->arguments[0], GW_STORE_OPEN_READ_ONLY, error);
  if (store == NULL
      || !gw_report_write (store, options.output, options.overwrite, &report, cli->work, cli->cancellable, error))
    return GW_CLI_FAILED;

  gw_cli_answer_begin (&answer, cli);
  gw_cli_answer_text (&answer, "file", options.output);
  return gw_cli_answer_end (&answer, error) ? gw_problems_exit_code (cli->problems) : GW_CLI_FAILED;
}

const GwCliCommand gw_cli_report = {
  .name = "report",
  .arguments = "PROJECT",
  .summary = N_ ("Writes a report of a project: data, balance, agreement, models"),
  .options = entries,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
