/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-cli.h"
#include "gw-status.h"
#include "gw-table.h"

G_BEGIN_DECLS

/* What commands that read tables share. */

/* The numbers of the column of this name; NULL with a sentence where there is
 * none, or it holds text.
 */
const double *gw_cli_table_get_numbers (GwTable *table, const char *name, GError **error);

/* Sets the error of a figure that refuses a table. Returns: GW_CLI_FAILED */
int gw_cli_table_fail (GwTable *table, gw_status status, GError **error);

G_END_DECLS
