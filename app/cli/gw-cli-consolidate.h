/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"

G_BEGIN_DECLS

/* The task box of the command: boxes of several people, by spec ground-truth 9.3.
 * Returns the program's exit code.
 */
int gw_cli_consolidate_boxes (GwCli *cli, GError **error);

G_END_DECLS
