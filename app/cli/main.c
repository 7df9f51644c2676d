/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "gw-cli.h"

/* Of the longest arguments. */
#define ARGUMENTS_WIDTH 28

/* In the order of the help. */
static const GwCliCommand *const commands[] = {
  &gw_cli_new,       &gw_cli_add,         &gw_cli_info,       &gw_cli_import, &gw_cli_export,  &gw_cli_convert,
  &gw_cli_check,     &gw_cli_metrics,     &gw_cli_compare,    &gw_cli_stats,  &gw_cli_balance, &gw_cli_advise,
  &gw_cli_agreement, &gw_cli_consolidate, &gw_cli_duplicates, &gw_cli_split,  &gw_cli_quality, &gw_cli_drift,
  &gw_cli_plot,      &gw_cli_report,      &gw_cli_migrate,
};

static const GwCliCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];

  return NULL;
}

/* Padded by letters: a text may have some of several bytes. */
static void
print_command (const GwCliCommand *command)
{
  int missing = ARGUMENTS_WIDTH - (int) g_utf8_strlen (command->arguments, -1);

  printf ("  %-11s %s%*s  %s\n", command->name, command->arguments, MAX (missing, 0), "", _ (command->summary));
}

static void
print_help (void)
{
  printf ("%s\n\n%s\n", _ ("groundwork-cli COMMAND …"), _ ("Labels of image sets, from a script."));
  printf ("\n%s\n", _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i] != &gw_cli_migrate)
      print_command (commands[i]);
  printf ("\n%s\n", _ ("groundwork-cli COMMAND --help tells more about a command.\n"
                       "Every command knows --json (one JSON object), --quiet (no progress) and\n"
                       "--problems FILE.csv (every problem, one a row).\n\n"
                       "Exit codes: 0 clean, 1 finished with warnings, 2 some records were left out,\n"
                       "3 nothing was done, 4 wrong usage, 130 interrupted."));
}

G_GNUC_PRINTF (2, 3) static int fail_usage (char **arguments, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  return gw_cli_fail_usage (arguments, message);
}

static int
run_argument (char **arguments)
{
  const GwCliCommand *command;
  char *only_help[] = { (char *) "groundwork-cli", (char *) "--help", NULL };
  const char *name = arguments[1];

  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0 || (strcmp (name, "help") == 0 && arguments[2] == NULL))
    {
      print_help ();
      return GW_CLI_CLEAN;
    }
  if (strcmp (name, "--version") == 0)
    {
      printf ("groundwork-cli %s\n", GW_VERSION);
      return GW_CLI_CLEAN;
    }
  if (*name == '-')
    return fail_usage (arguments, _ ("The command comes before the option %s. Try groundwork-cli --help."), name);

  if (strcmp (name, "help") == 0)
    {
      command = find_command (arguments[2]);
      name = arguments[2];
      arguments = only_help;
    }
  else
    {
      command = find_command (name);
      arguments++;
    }
  if (command == NULL)
    return fail_usage (arguments, _ ("There is no command %s. Try groundwork-cli --help."), name);

  return gw_cli_run (command, arguments);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("groundwork-cli");

  if (argc < 2)
    return fail_usage (argv, _ ("A command is missing. Try groundwork-cli --help."));

  return run_argument (argv);
}
