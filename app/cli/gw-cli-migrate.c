/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-cli.h"
#include "gw-error.h"

static int
run (GwCli *cli, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
               _ ("Projects cannot be copied to or from a PostgreSQL server by this version. Copy the .groundwork "
                  "file instead."));
  return GW_CLI_FAILED;
}

const GwCliCommand gw_cli_migrate = {
  .name = "migrate",
  .arguments = "PROJECT TARGET",
  .summary = N_ ("Copies a project to another store (not in this version)"),
  .run = run,
};
