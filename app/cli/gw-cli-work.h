/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"
#include "gw-run.h"

G_BEGIN_DECLS

/* Long work of the analytics: it stops where the command is interrupted. */
GwRun gw_cli_get_run (GwCli *cli);

/* TRUE where the figures are there. Else sets the error: that of an interruption, or
 * about, a sentence without its end, and what the status says.
 */
gboolean gw_cli_check_status (GwCli *cli, gw_status status, const char *about, GError **error);

G_END_DECLS
