/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-format.h"
#include "gw-json-writer.h"
#include "gw-problem.h"
#include "gw-store-sqlite.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* Exit codes of spec cli.md. */
typedef enum
{
  GW_CLI_CLEAN = 0,
  GW_CLI_WARNINGS = 1,
  GW_CLI_REJECTED = 2,
  GW_CLI_FAILED = 3,
  GW_CLI_USAGE = 4,
  GW_CLI_INTERRUPTED = 130
} GwCliExit;

/* One call of the program. */
typedef struct
{
  gboolean json;
  gboolean quiet;
  char *problems_file; /* (nullable) */
  char **arguments;    /* what is no option, NULL-terminated */
  guint n_arguments;
  GwWork *work; /* what the progress line shows */
  GCancellable *cancellable;
  GwProblems *problems; /* printed, counted and saved when the command is done */
  GString *out;         /* printed when the command has not failed */
} GwCli;

/* All that there are, of reading or writing. */
#define GW_CLI_ALL_CHOICES 0x7fffffff

/* A command: one file gw-cli-<name>.c and one line in the table of main.c. */
typedef struct
{
  const char *name;
  const char *arguments;       /* as help shows them: "PROJECT PATH…" */
  const char *summary;         /* N_() */
  const char *details;         /* (nullable): N_() */
  char *(*list) (void);        /* (nullable): more of its help; (transfer full) */
  const GOptionEntry *options; /* (nullable): ended by one without a name */
  GwReadChoices read_choices;  /* what it has an option for, too (gw-cli-choices.h) */
  gboolean checks;             /* and for each check of what is read */
  GwWriteChoices write_choices;
  GwFormatFlags formats; /* its help lists those that are read, or written */
  guint min_arguments;
  guint max_arguments; /* 0: any number */
  /* The exit code; errors of domain G_OPTION_ERROR are of usage. Runs on a
   * thread of its own and may block.
   */
  int (*run) (GwCli *cli, GError **error);
} GwCliCommand;

extern const GwCliCommand gw_cli_add;
extern const GwCliCommand gw_cli_advise;
extern const GwCliCommand gw_cli_agreement;
extern const GwCliCommand gw_cli_balance;
extern const GwCliCommand gw_cli_check;
extern const GwCliCommand gw_cli_compare;
extern const GwCliCommand gw_cli_consolidate;
extern const GwCliCommand gw_cli_convert;
extern const GwCliCommand gw_cli_drift;
extern const GwCliCommand gw_cli_duplicates;
extern const GwCliCommand gw_cli_export;
extern const GwCliCommand gw_cli_import;
extern const GwCliCommand gw_cli_info;
extern const GwCliCommand gw_cli_metrics;
extern const GwCliCommand gw_cli_migrate;
extern const GwCliCommand gw_cli_new;
extern const GwCliCommand gw_cli_plot;
extern const GwCliCommand gw_cli_quality;
extern const GwCliCommand gw_cli_report;
extern const GwCliCommand gw_cli_split;
extern const GwCliCommand gw_cli_stats;

/* Parses the arguments behind the command's name, runs it and prints what
 * there is to say. The exit code.
 */
int gw_cli_run (const GwCliCommand *command, char **arguments);

/* Prints "groundwork-cli: …" to standard error. */
void gw_cli_print_error (const char *message);
/* The same for a wrong call, with the object of --json where that is among
 * the arguments. Returns: GW_CLI_USAGE
 */
int gw_cli_fail_usage (char **arguments, const char *message);

/* --- for commands ------------------------------------------------------- */

/* Opens a project file; addresses of servers are refused. */
GwStore *gw_cli_open_project (GwCli *cli, const char *project, GwStoreOpenFlags flags, GError **error);
gboolean gw_cli_refuse_server (const char *project, GError **error);

/* The object of --json, open; NULL without --json. */
GwJsonWriter *gw_cli_begin_json (GwCli *cli);
/* Closes the object and frees the writer. */
gboolean gw_cli_end_json (GwCli *cli, GwJsonWriter *json, GError **error);
/* "problems": {"code": n} */
void gw_cli_write_problems (GwCli *cli, GwJsonWriter *json);
/* "Problems:" and a line for each code, where there are any. */
void gw_cli_print_problems (GwCli *cli);
/* A line of text: a name and a number. */
void gw_cli_print_figure (GwCli *cli, const char *name, guint64 value);

G_END_DECLS
