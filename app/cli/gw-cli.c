/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <glib-unix.h>

#include "gw-cli-choices.h"
#include "gw-error.h"
#include "gw-path.h"

/* Problems of each kind that are told one by one; --problems has them all. */
#define TOLD_PROBLEMS 5

void
gw_cli_print_error (const char *message)
{
  g_autofree char *shown = gw_path_display (message, -1);

  fprintf (stderr, "groundwork-cli: %s\n", shown);
}

/* --- running a command while signals and progress are looked after ---------------- */

typedef struct
{
  const GwCliCommand *command;
  GwCli *cli;
  GMainLoop *loop;
  gboolean interrupted;
  gboolean has_line; /* a progress line stands on the terminal */
  int result;
  GError *error;
} Run;

static gboolean
on_done_cb (gpointer data)
{
  Run *run = data;

  g_main_loop_quit (run->loop);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  Run *run = data;

  run->result = run->command->run (run->cli, &run->error);
  /* Never at once, on this thread: the loop may not have begun. */
  g_idle_add (on_done_cb, run);

  return NULL;
}

static gboolean
on_signal_cb (gpointer data)
{
  Run *run = data;

  run->interrupted = TRUE;
  g_cancellable_cancel (run->cli->cancellable);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_progress_cb (gpointer data)
{
  Run *run = data;
  GwWorkStatus status;

  gw_work_get_status (run->cli->work, &status, NULL);
  if (status.done == 0)
    return G_SOURCE_CONTINUE;

  fprintf (stderr, "\r%s: %" G_GUINT64_FORMAT, gw_work_get_title (run->cli->work), status.done);
  if (status.total > 0)
    fprintf (stderr, _ (" of %" PRIu64 " (%d %%)"), status.total, (int) (status.fraction * 100));
  if (status.rate > 0)
    fprintf (stderr, _ (", %.0f/s"), status.rate);
  if (status.time_left >= 0)
    fprintf (stderr, _ (", %.0f s left"), status.time_left);
  fputs ("\033[K", stderr);
  fflush (stderr);
  run->has_line = TRUE;

  return G_SOURCE_CONTINUE;
}

static void
run_command (Run *run)
{
  GThread *thread;
  guint sources[3] = { 0 };

  run->loop = g_main_loop_new (NULL, FALSE);
  sources[0] = g_unix_signal_add (SIGINT, on_signal_cb, run);
  sources[1] = g_unix_signal_add (SIGTERM, on_signal_cb, run);
  if (!run->cli->quiet && isatty (STDERR_FILENO))
    sources[2] = g_timeout_add (250, on_progress_cb, run);

  thread = g_thread_new ("command", run_thread, run);
  g_main_loop_run (run->loop);
  g_thread_join (thread);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0)
      g_source_remove (sources[i]);
  if (run->has_line)
    fputs ("\r\033[K", stderr);
  g_main_loop_unref (run->loop);
}

/* --- what is said at the end ---------------------------------------------------------- */

/* Problems of one code and severity, the first few of them. One that is why it all failed is not
 * said twice.
 */
static guint
tell_some (const Run *run, const char *code, GwSeverity severity)
{
  g_autoptr (GPtrArray) list = gw_problems_list (run->cli->problems, code);
  guint told = 0;

  for (guint i = 0; i < list->len && told < TOLD_PROBLEMS; i++)
    {
      const GwProblem *problem = g_ptr_array_index (list, i);
      g_autofree char *place = NULL;
      g_autofree char *line = NULL;
      /* Without a file the place is the image. */
      gboolean has_image = problem->image != NULL && problem->file != NULL;

      if (problem->severity != severity)
        continue;
      place = gw_problem_get_place (problem);
      line = g_strdup_printf ("%s%s%s%s", place, has_image ? problem->image : "", has_image ? ": " : "", problem->text);
      if (run->error == NULL || strcmp (line, run->error->message) != 0)
        gw_cli_print_error (line);
      told++;
    }

  return told;
}

static void
tell_problems (const Run *run)
{
  const GwCli *cli = run->cli;
  g_auto (GStrv) codes = gw_problems_list_codes (cli->problems);
  guint64 n = gw_problems_count_severity (cli->problems, GW_SEVERITY_WARNING)
              + gw_problems_count_severity (cli->problems, GW_SEVERITY_ERROR);

  for (guint i = 0; codes[i] != NULL; i++)
    n -= tell_some (run, codes[i], GW_SEVERITY_ERROR);
  for (guint i = 0; codes[i] != NULL; i++)
    n -= tell_some (run, codes[i], GW_SEVERITY_WARNING);

  if (n > 0 && cli->problems_file != NULL)
    fprintf (stderr,
             ngettext ("groundwork-cli: There is %" PRIu64 " more problem. They are all in %s.\n",
                       "groundwork-cli: There are %" PRIu64 " more problems. They are all in %s.\n", n),
             n, cli->problems_file);
  else if (n > 0)
    fprintf (stderr,
             ngettext ("groundwork-cli: There is %" PRIu64 " more problem. Save them all with --problems FILE.csv.\n",
                       "groundwork-cli: There are %" PRIu64 " more problems. Save them all with --problems FILE.csv.\n",
                       n),
             n);
}

/* With --json there is an object to read in any case. */
static void
print_failure (GwCli *cli, const char *message)
{
  if (cli->json)
    {
      GwJsonWriter *json;

      g_string_truncate (cli->out, 0);
      json = gw_cli_begin_json (cli);
      gw_json_writer_key_string (json, "error", message);
      gw_cli_write_problems (cli, json);
      gw_cli_end_json (cli, json, NULL);
      fputs (cli->out->str, stdout);
      fflush (stdout);
    }
  gw_cli_print_error (message);
}

static int
finish (Run *run)
{
  GwCli *cli = run->cli;
  g_autoptr (GError) failure = NULL;

  if (cli->problems_file != NULL && !gw_problems_end_csv (cli->problems, &failure) && run->error == NULL)
    run->error = g_steal_pointer (&failure);

  if (run->error != NULL && g_error_matches (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      print_failure (cli, _ ("Interrupted. What was under way has been taken back."));
      return GW_CLI_INTERRUPTED;
    }
  if (run->error != NULL)
    {
      gboolean usage = run->error->domain == G_OPTION_ERROR;

      if (!usage)
        tell_problems (run);
      print_failure (cli, run->error->message);
      return usage ? GW_CLI_USAGE : GW_CLI_FAILED;
    }

  tell_problems (run);
  fwrite (cli->out->str, 1, cli->out->len, stdout);
  if (fflush (stdout) != 0)
    {
      gw_cli_print_error (_ ("The result cannot be written to standard output."));
      return GW_CLI_FAILED;
    }

  return run->result;
}

/* --- options -------------------------------------------------------------------------------- */

static void
print_formats (const char *title, GwFormatFlags flags)
{
  g_autofree char *names = gw_formats_describe (flags);

  printf ("\n%s\n  %s\n", title, names);
}

static void
print_help (const GwCliCommand *command, GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  /* Without GLib's own first line, which knows nothing of commands. */
  printf ("groundwork-cli %s %s\n\n%s\n", command->name, command->arguments, _ (command->summary));
  if (command->details != NULL)
    printf ("\n%s\n", _ (command->details));
  if (command->list != NULL)
    {
      g_autofree char *list = command->list ();

      printf ("\n%s\n", list);
    }
  printf ("\n%s", strstr (help, "\n\n") != NULL ? strstr (help, "\n\n") + 2 : help);
  if (command->formats & GW_FORMAT_READS)
    print_formats (_ ("Formats that are read:"), GW_FORMAT_READS);
  if (command->formats & GW_FORMAT_WRITES)
    print_formats (_ ("Formats that are written:"), GW_FORMAT_WRITES);
}

int
gw_cli_fail_usage (char **arguments, const char *message)
{
  g_autoptr (GwProblems) problems = gw_problems_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  GwCli cli = { .problems = problems, .out = out };

  for (gsize i = 0; arguments[i] != NULL && strcmp (arguments[i], "--") != 0; i++)
    if (strcmp (arguments[i], "--json") == 0)
      cli.json = TRUE;
  print_failure (&cli, message);

  return GW_CLI_USAGE;
}

static int
fail_usage (const GwCliCommand *command, char **arguments, const char *message)
{
  g_autofree char *text = g_strdup_printf (_ ("%s Try groundwork-cli %s --help."), message, command->name);

  return gw_cli_fail_usage (arguments, text);
}

/* The command's own and those of what may be chosen. (transfer container) */
static GArray *
list_options (const GwCliCommand *command)
{
  GArray *list = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autofree GOptionEntry *choices = gw_cli_choices_list (command->read_choices, command->checks,
                                                          command->write_choices);

  for (gsize i = 0; command->options != NULL && command->options[i].long_name != NULL; i++)
    g_array_append_val (list, command->options[i]);
  for (gsize i = 0; choices[i].long_name != NULL; i++)
    g_array_append_val (list, choices[i]);

  return list;
}

/* With texts taken as bytes: GLib would turn them from the locale's encoding, and
 * refuse names in UTF-8 in a locale that has none.
 */
static GArray *
take_bytes (GArray *options)
{
  GArray *copy = g_array_copy (options);

  for (guint i = 0; i < copy->len; i++)
    {
      GOptionEntry *entry = &g_array_index (copy, GOptionEntry, i);

      if (entry->arg == G_OPTION_ARG_STRING)
        entry->arg = G_OPTION_ARG_FILENAME;
    }

  return copy;
}

/* The name of an option whose text is not UTF-8; NULL: all are. */
static const char *
find_foreign_text (const GOptionEntry *options)
{
  for (gsize i = 0; options[i].long_name != NULL; i++)
    if (options[i].arg == G_OPTION_ARG_STRING)
      {
        const char *text = *(char **) options[i].arg_data;

        if (text != NULL && !g_utf8_validate (text, -1, NULL))
          return options[i].long_name;
      }
  return NULL;
}

/* -1: go on; else the exit code. options: of list_options(); given: the arguments as they came. */
static int
parse (const GwCliCommand *command, GArray *options, GwCli *cli, char **given, char **arguments)
{
  gboolean help = FALSE;
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Print one JSON object"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &cli->quiet, N_ ("Show no progress"), NULL },
    { "problems", 0, 0, G_OPTION_ARG_FILENAME, &cli->problems_file, N_ ("Save every problem as CSV"), "FILE.csv" },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &cli->arguments, NULL, NULL },
    { 0 },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) entries = take_bytes (options);
  const char *foreign;
  g_autoptr (GError) failure = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, (const GOptionEntry *) entries->data, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &arguments, &failure))
    {
      g_autofree char *sentence = g_strdup_printf ("%s.", failure->message);

      return fail_usage (command, given, sentence);
    }
  if (help)
    {
      print_help (command, context);
      return GW_CLI_CLEAN;
    }

  foreign = find_foreign_text ((const GOptionEntry *) options->data);
  if (foreign != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("The text of --%s is not UTF-8."), foreign);

      return fail_usage (command, given, sentence);
    }
  cli->n_arguments = cli->arguments != NULL ? g_strv_length (cli->arguments) : 0;
  if (cli->n_arguments < command->min_arguments)
    return fail_usage (command, given, _ ("An argument is missing."));
  if (command->max_arguments > 0 && cli->n_arguments > command->max_arguments)
    return fail_usage (command, given, _ ("There are too many arguments."));

  return -1;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *full_a = g_canonicalize_filename (a, NULL);
  g_autofree char *full_b = g_canonicalize_filename (b, NULL);
  GStatBuf info_a, info_b;

  return strcmp (full_a, full_b) == 0
         || (g_stat (a, &info_a) == 0 && g_stat (b, &info_b) == 0 && info_a.st_dev == info_b.st_dev
             && info_a.st_ino == info_b.st_ino);
}

/* Whether an argument or option names the file, which the command then reads or writes. */
static gboolean
is_used (GArray *options, const GwCli *cli, const char *file)
{
  for (gsize i = 0; cli->arguments != NULL && cli->arguments[i] != NULL; i++)
    if (is_same_file (cli->arguments[i], file))
      return TRUE;
  for (guint i = 0; i < options->len; i++)
    {
      const GOptionEntry *option = &g_array_index (options, GOptionEntry, i);

      if (option->arg_description != NULL && g_str_has_prefix (option->arg_description, "FILE")
          && (option->arg == G_OPTION_ARG_FILENAME || option->arg == G_OPTION_ARG_STRING))
        {
          const char *text = *(char **) option->arg_data;

          if (text != NULL && is_same_file (text, file))
            return TRUE;
        }
    }
  return FALSE;
}

/* The file must not take the place of what the command reads or writes. */
static gboolean
begin_problems (GArray *options, GwCli *cli, GError **error)
{
  if (is_used (options, cli, cli->problems_file))
    {
      g_autofree char *shown = gw_path_display (cli->problems_file, -1);

      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("“%s” is what the command itself reads or writes, and was not replaced by the list of "
                      "problems. Choose another name after --problems."),
                   shown);
      return FALSE;
    }

  return gw_problems_begin_csv (cli->problems, cli->problems_file, error);
}

int
gw_cli_run (const GwCliCommand *command, char **arguments)
{
  GwCli cli = { 0 };
  Run run = { .command = command, .cli = &cli };
  /* The parser takes strings out of the array; the array itself stays ours. */
  g_auto (GStrv) copy = g_strdupv (arguments);
  g_autoptr (GArray) options = list_options (command);
  int result = parse (command, options, &cli, arguments, copy);

  if (result < 0)
    {
      cli.work = gw_work_new (_ (command->summary));
      cli.cancellable = g_object_ref (gw_work_get_cancellable (cli.work));
      cli.problems = gw_problems_new ();
      cli.out = g_string_new (NULL);
      if (cli.problems_file == NULL || begin_problems (options, &cli, &run.error))
        run_command (&run);
      else
        g_clear_pointer (&cli.problems_file, g_free);
      result = finish (&run);

      g_clear_error (&run.error);
      g_string_free (cli.out, TRUE);
      gw_problems_unref (cli.problems);
      g_object_unref (cli.cancellable);
      g_object_unref (cli.work);
    }
  g_strfreev (cli.arguments);
  g_free (cli.problems_file);

  return result;
}

/* --- for commands --------------------------------------------------------------------------- */

gboolean
gw_cli_refuse_server (const char *project, GError **error)
{
  if (!g_str_has_prefix (project, "postgresql://") && !g_str_has_prefix (project, "postgres://"))
    return FALSE;

  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
               _ ("Projects on a PostgreSQL server cannot be opened by this version. Name a .groundwork file."));
  return TRUE;
}

GwStore *
gw_cli_open_project (GwCli *cli, const char *project, GwStoreOpenFlags flags, GError **error)
{
  GwStore *store;

  if (gw_cli_refuse_server (project, error))
    return NULL;
  if (!g_file_test (project, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("%s: there is no such project. Check the path, or make one with groundwork-cli new."), project);
      return NULL;
    }

  store = gw_store_sqlite_open (project, flags | GW_STORE_OPEN_NO_BACKUP, cli->cancellable, error);
  if (store == NULL && error != NULL && (*error)->domain == GW_STORE_ERROR)
    g_prefix_error (error, "%s: ", project);
  return store;
}

GwJsonWriter *
gw_cli_begin_json (GwCli *cli)
{
  GwJsonWriter *json;

  if (!cli->json)
    return NULL;

  json = gw_json_writer_new_for_string (cli->out, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (json);

  return json;
}

gboolean
gw_cli_end_json (GwCli *cli, GwJsonWriter *json, GError **error)
{
  gboolean ok;

  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);
  ok = gw_json_writer_finish (json, error);
  gw_json_writer_free (json);

  return ok;
}

void
gw_cli_write_problems (GwCli *cli, GwJsonWriter *json)
{
  g_auto (GStrv) codes = gw_problems_list_codes (cli->problems);

  gw_json_writer_key (json, "problems");
  gw_json_writer_begin_object (json);
  for (guint i = 0; codes[i] != NULL; i++)
    gw_json_writer_key_int64 (json, codes[i], (gint64) gw_problems_count_code (cli->problems, codes[i]));
  gw_json_writer_end_object (json);
}

void
gw_cli_print_figure (GwCli *cli, const char *name, guint64 value)
{
  g_string_append_printf (cli->out, "%s: %" G_GUINT64_FORMAT "\n", name, value);
}

void
gw_cli_print_problems (GwCli *cli)
{
  g_auto (GStrv) codes = gw_problems_list_codes (cli->problems);

  if (codes[0] != NULL)
    g_string_append_printf (cli->out, "%s\n", _ ("Problems:"));
  for (guint i = 0; codes[i] != NULL; i++)
    {
      GwProblemKind kind;

      gw_problems_get_kind (cli->problems, codes[i], &kind);
      g_string_append_printf (cli->out, "  %-8s %8" G_GUINT64_FORMAT "  %s\n", gw_severity_get_nick (kind.severity),
                              kind.count, codes[i]);
    }
}
